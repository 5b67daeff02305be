/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

#define EO_DUE_MOST 20 /* of a day that are named; the others are but counted */

/* A letter that waits for its reply. */
typedef struct
{
  gint64  id;
  char   *reference;
  char   *subject;   /* "" of what is confidential or above */
} EoDueLetter;

/**
 * EoDueDay:
 * @day: on which they are due
 * @n: how many replies are due on that day
 * @letters: (element-type EoDueLetter): the first of them, %EO_DUE_MOST at most
 */
typedef struct
{
  grefcount  refs;
  EoDate     day;
  guint      n;
  GPtrArray *letters;
} EoDueDay;

EoDueDay *eo_due_day_ref    (EoDueDay      *self);
void      eo_due_day_unref  (EoDueDay      *self);
/* "IN/2026/00042, Road at Ndwedwe": (transfer full). */
char     *eo_due_letter_say (const EoDueLetter *letter);

/* The days from @first to @last on which replies are due that are not given: (transfer full) of EoDueDay, in order.
 * Asks an index by date, so the cost does not grow with the register. Any thread. */
GPtrArray *eo_due_days_find (EoStore       *store,
                             const EoDate  *first,
                             const EoDate  *last,
                             GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoDueDay, eo_due_day_unref)

G_END_DECLS
