/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document/eo-pages.h"

G_BEGIN_DECLS

#define EO_FIND_MAX_MATCHES 10000u /* then it stops: nobody steps through more */

#define EO_TYPE_FIND (eo_find_get_type ())
G_DECLARE_FINAL_TYPE (EoFind, eo_find, EO, FIND, GObject)

/* Looks for words in an open document, from one page on and round, a few pages at a time.
 * Signals: "changed": more was found, or another match is the current one; "found": the
 * first match came, or the last page was searched without one. */
EoFind            *eo_find_new           (EoPages           *pages,
                                          const char *const *terms,   /* each looked for by itself */
                                          guint              page);   /* to begin at */
void               eo_find_stop          (EoFind            *self);
gboolean           eo_find_is_busy       (EoFind            *self);
guint              eo_find_get_n         (EoFind            *self);
guint              eo_find_get_position  (EoFind            *self);   /* of the current match, from 1; 0 for none */
const EoPageMatch *eo_find_get_current   (EoFind            *self);   /* (nullable) */
void               eo_find_step          (EoFind            *self,
                                          int                direction); /* 1 on, -1 back, round the ends */
void               eo_find_collect       (EoFind            *self,
                                          guint              page,
                                          GArray            *rects);  /* of EoPageRect: those of the page are added */

G_END_DECLS
