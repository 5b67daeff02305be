/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* A person or organisation named in the form that the office does not have yet. */
typedef struct
{
  const EoField *field;  /* the link it fills */
  const EoKind  *kind;
  char          *title;
} EoNewParty;

/**
 * EoRecordForm:
 *
 * The fields of a record, to be edited: on a copy, until somebody saves it.
 *
 * The form of a kind is data/ui/sections/SECTION/KIND-form.ui where there is one: the object "form" with
 * #EoFormGroup in it; else one group of all fields.
 *
 * Properties: `changed` (gboolean): whether anything differs from the record given.
 * Signals:
 * - `edited`: after each change by the user.
 * - `open-link (const char *kind, gint64 id)`: a linked record is wanted.
 */
#define EO_TYPE_RECORD_FORM (eo_record_form_get_type ())
G_DECLARE_FINAL_TYPE (EoRecordForm, eo_record_form, EO, RECORD_FORM, GtkWidget)

GtkWidget *eo_record_form_new_for_kind      (EoStore       *store,
                                             const EoKind  *kind);
GtkWidget *eo_record_form_new_for_fields    (EoStore       *store,        /* some fields only, as EoFormGroup takes them */
                                             const EoKind  *kind,
                                             const char    *title,        /* (nullable) */
                                             const char    *fields);
void       eo_record_form_set_record        (EoRecordForm  *self,
                                             EoRecord      *record);      /* copied */
void       eo_record_form_set_edited        (EoRecordForm  *self,         /* the record, and what it became since */
                                             EoRecord      *record,
                                             EoRecord      *edited);
EoRecord  *eo_record_form_get_edited        (EoRecordForm  *self);        /* (transfer none), or NULL */
gboolean   eo_record_form_get_changed       (EoRecordForm  *self);
GPtrArray *eo_record_form_get_new_parties   (EoRecordForm  *self);        /* (transfer full) of EoNewParty */
GPtrArray *eo_record_form_check             (EoRecordForm  *self);        /* (transfer full) of EoProblem; empty if sound */
void       eo_record_form_show_problems     (EoRecordForm  *self,
                                             GPtrArray     *problems);
void       eo_record_form_mark_problems     (EoRecordForm  *self,         /* the rows only, no notice */
                                             GPtrArray     *problems);
void       eo_record_form_clear_problems    (EoRecordForm  *self);
gboolean   eo_record_form_next_error        (EoRecordForm  *self);
void       eo_record_form_focus_first_empty (EoRecordForm  *self);
gboolean   eo_record_form_set_field_text    (EoRecordForm  *self,
                                             const char    *name,
                                             const char    *text);
void       eo_record_form_saved             (EoRecordForm  *self,
                                             EoRecord      *sent,
                                             EoRecord      *saved);
GtkWidget *eo_record_form_get_row           (EoRecordForm  *self,         /* (nullable) */
                                             const char    *name);

G_END_DECLS
