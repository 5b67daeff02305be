/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/eo-intake-item.h"

G_BEGIN_DECLS

/**
 * EoIntake:
 *
 * What came in and is not registered yet, as a list of #EoIntakeItem: files dropped, pasted or scanned, stored one
 * after the other as drafts of letters, each with its document, so that nothing is lost; what an earlier session or
 * another desk took in; and, until it is put away, what could not be taken and what was registered here.
 *
 * Main thread; files are read on others.
 *
 * Signals: `stored (EoIntakeItem *)`: a file is in the office; `failed (EoIntakeItem *)`: one is not, and
 * item->why says why.
 */
#define EO_TYPE_INTAKE (eo_intake_get_type ())
G_DECLARE_FINAL_TYPE (EoIntake, eo_intake, EO, INTAKE, GObject)

EoIntake     *eo_intake_get_for_store (EoStore       *store);  /* (transfer none): the one of this store */
void          eo_intake_add_files     (EoIntake      *self,
                                       GFile        **files,
                                       guint          n_files,
                                       const char    *source); /* "drop", "paste" */
EoIntakeItem *eo_intake_add_path      (EoIntake      *self,    /* (transfer none) */
                                       const char    *path,
                                       const char    *source);
EoIntakeItem *eo_intake_add_bytes     (EoIntake      *self,    /* (transfer none) */
                                       GBytes        *bytes,
                                       const char    *name,
                                       const char    *source);
void          eo_intake_stop          (EoIntake      *self,    /* on its way in, or the reading of its pages */
                                       EoIntakeItem  *item);
void          eo_intake_retry         (EoIntake      *self,    /* one that was not taken */
                                       EoIntakeItem  *item);
void          eo_intake_remove        (EoIntake      *self,    /* what is in the office unregistered is discarded */
                                       EoIntakeItem  *item);
void          eo_intake_decide        (EoIntake      *self,    /* a second copy, or one tied to the first */
                                       EoIntakeItem  *item,
                                       gboolean       tie);
void          eo_intake_clear_done    (EoIntake      *self);
guint         eo_intake_count_done    (EoIntake      *self);

G_END_DECLS
