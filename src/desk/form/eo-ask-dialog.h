/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/form/eo-record-form.h"

G_BEGIN_DECLS

/**
 * EoAskDialog:
 *
 * A small window that asks for a few fields before something is done with them: a step, or a change of many records.
 * Enter does it, Esc leaves it undone. It stays until what it was for is done, and says what stood in the way.
 *
 * Signals: `done`: the fields are filled and sound; what follows is the caller's, who ends with gtk_window_destroy()
 * or eo_ask_dialog_fail().
 */
#define EO_TYPE_ASK_DIALOG (eo_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoAskDialog, eo_ask_dialog, EO, ASK_DIALOG, AdwWindow)

EoAskDialog  *eo_ask_dialog_new         (GtkWidget    *parent,     /* any widget of the window it stands before */
                                         EoStore      *store,
                                         EoRecord     *record,     /* what the fields begin as; copied */
                                         GPtrArray    *asked,      /* of EoField; may be empty */
                                         GPtrArray    *required,   /* (nullable): those that must be filled */
                                         const char   *title,      /* "Mark Up": on the button, too */
                                         const char   *subtitle);  /* "IN/2026/00042" */
void          eo_ask_dialog_warn        (EoAskDialog  *self,       /* a sentence on top: it cannot be taken back */
                                         const char   *text);
void          eo_ask_dialog_caution     (EoAskDialog  *self,       /* a notice on top: it may be done all the same */
                                         const char   *text);
EoRecordForm *eo_ask_dialog_get_form    (EoAskDialog  *self);
void          eo_ask_dialog_set_busy    (EoAskDialog  *self,
                                         gboolean      busy);
void          eo_ask_dialog_fail        (EoAskDialog  *self,       /* no longer busy; says why it was not done */
                                         const char   *text);

G_END_DECLS
