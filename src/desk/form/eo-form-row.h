/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoFormRow:
 *
 * One field in a form: its label small above, its value under it, and what is wrong with it below that.
 * A subclass a family of field types brings the widget for the value.
 *
 * Signals:
 * - `edited` after the user changed the value (whether it can be read or not)
 * - `marked` after a problem or an offer was shown or taken away
 * - `offer-answered (gboolean taken)` when the user took or refused what is offered
 */
#define EO_TYPE_FORM_ROW (eo_form_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (EoFormRow, eo_form_row, EO, FORM_ROW, GtkWidget)

struct _EoFormRowClass
{
  GtkWidgetClass parent_class;

  void       (*bind)      (EoFormRow *self);   /* store and field are known now, once */
  void       (*refresh)   (EoFormRow *self);   /* the record's value into the widget */
  gboolean   (*commit)    (EoFormRow *self,    /* what is typed into the record; FALSE when it cannot be read */
                           GError   **error);
  void       (*take_text) (EoFormRow  *self,   /* text sent from a document */
                           const char *text);
  gboolean   (*is_ahead)  (EoFormRow *self);   /* whether it shows what the record cannot hold: half a date, a new party */
  void       (*must_say)  (EoFormRow *self);   /* it may not be left as it is by nature */
  char      *(*get_note)  (EoFormRow *self);   /* said after the label: "new organisation"; or NULL */
  void       (*show_offer) (EoFormRow  *self,  /* an offer where the value will stand, NULL for none; without it the label says it */
                            const char *text);
};

void           eo_form_row_bind         (EoFormRow     *self,
                                         EoStore       *store,
                                         const EoField *field);
void           eo_form_row_set_record   (EoFormRow     *self,
                                         EoRecord      *record);
const EoField *eo_form_row_get_field    (EoFormRow     *self);
EoRecord      *eo_form_row_get_record   (EoFormRow     *self);  /* or NULL */
EoStore       *eo_form_row_get_store    (EoFormRow     *self);

void           eo_form_row_refresh      (EoFormRow     *self);
gboolean       eo_form_row_commit       (EoFormRow     *self,
                                         GError       **error);
gboolean       eo_form_row_is_ahead     (EoFormRow     *self);
void           eo_form_row_take_text    (EoFormRow     *self,
                                         const char    *text);
void           eo_form_row_show_problem (EoFormRow     *self,
                                         const char    *message,      /* NULL: nothing is wrong */
                                         const char    *cure_label,   /* or NULL */
                                         const char    *cure_value);
gboolean       eo_form_row_has_problem  (EoFormRow     *self);
void           eo_form_row_set_required (EoFormRow     *self);        /* here, whatever the kind's table says */
void           eo_form_row_focus        (EoFormRow     *self);

/* A value for the field that is not the record's before it is taken: eo-form-row-offer.c */
void           eo_form_row_set_offer    (EoFormRow     *self,
                                         const char    *text,         /* as people read it; NULL: none */
                                         const char    *why,          /* or NULL */
                                         const char    *note);        /* or NULL: "proposed" */
gboolean       eo_form_row_has_offer    (EoFormRow     *self);

/* For subclasses */
void           eo_form_row_set_value    (EoFormRow     *self,         /* the widget under the label … */
                                         GtkWidget     *widget,
                                         GtkWidget     *delegate);    /* … and what in it takes the focus */
void           eo_form_row_add_suffix   (EoFormRow     *self,
                                         GtkWidget     *widget);
void           eo_form_row_edited       (EoFormRow     *self);        /* the user changed it */
void           eo_form_row_update_title (EoFormRow     *self);
gboolean       eo_form_row_write        (EoFormRow     *self,         /* text into the record, without coming back */
                                         const char    *text,
                                         GError       **error);
gboolean       eo_form_row_is_writing   (EoFormRow     *self);
void           eo_form_row_hold         (EoFormRow     *self);        /* writes of its own follow … */
void           eo_form_row_release      (EoFormRow     *self);        /* … and are over */

G_END_DECLS
