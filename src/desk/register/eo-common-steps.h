/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* The steps that all of some records can take, found a few records at a time: ten thousand do not hold the window up. */
typedef struct _EoCommonSteps EoCommonSteps;

EoCommonSteps *eo_common_steps_new       (EoStore        *store,
                                          const EoKind   *kind,
                                          GArray         *ids,      /* of gint64; copied */
                                          void          (*ready) (gpointer data),
                                          gpointer        data);
void           eo_common_steps_free      (EoCommonSteps  *self);    /* at any time: then nobody is told any more */
guint          eo_common_steps_get_n     (EoCommonSteps  *self);
const char    *eo_common_steps_get_name  (EoCommonSteps  *self,
                                          guint           i);
const char    *eo_common_steps_get_label (EoCommonSteps  *self,     /* translated */
                                          guint           i);
/* A step of one name may ask for other things in letters in and in letters out: all of them. */
GPtrArray     *eo_common_steps_get_asked (EoCommonSteps  *self,     /* (transfer container) of EoField; NULL: none is named so */
                                          const char     *name,
                                          GPtrArray     **required, /* (out) (transfer container) */
                                          gboolean       *caution); /* (out): it cannot be taken back */

G_END_DECLS
