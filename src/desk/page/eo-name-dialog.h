/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * EoNameDialog:
 *
 * Asks for a name. It stays until the caller destroys it, and says what is wrong with the name until then.
 *
 * Signals: `named (const char *name)`.
 */
#define EO_TYPE_NAME_DIALOG (eo_name_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EoNameDialog, eo_name_dialog, EO, NAME_DIALOG, AdwWindow)

EoNameDialog *eo_name_dialog_new  (GtkWidget    *parent,   /* any widget of the window it stands before */
                                   const char   *title,    /* "Save This Filter" */
                                   const char   *hint,     /* (nullable): a line under the title */
                                   const char   *name,     /* what it begins with */
                                   const char   *button);  /* "_Save" */
void          eo_name_dialog_fail (EoNameDialog *self,
                                   const char   *text);

G_END_DECLS
