/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EoBlockSpan:
 * @from: where it begins: a minute of the day, or a day of the week
 * @until: where it ends, not part of it; after @from
 * @order: of two that begin together, the lower is further left
 * @lane: (out): counted from the left
 * @n_lanes: (out): side by side where it stands; the same for all that touch one another, one after the other
 *
 * What stands beside what in a column. Nothing of it knows pixels.
 */
typedef struct
{
  int   from;
  int   until;
  guint order;
  guint lane;
  guint n_lanes;
} EoBlockSpan;

/* Fills in the lanes: as few as can be, and no two that overlap in one. */
void  eo_block_layout           (EoBlockSpan       *spans,
                                 guint              n);
/* How many lanes @span can be wide between @from and @until (within it) before it meets another: 1 or more. */
guint eo_block_layout_get_reach (const EoBlockSpan *spans,
                                 guint              n,
                                 const EoBlockSpan *span,
                                 int                from,
                                 int                until);

G_END_DECLS
