/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/form/eo-form-row.h"

G_BEGIN_DECLS

/**
 * EoFormGroup:
 *
 * Some fields of a form under one heading. Properties, as a GtkBuilder file sets them:
 * - `title`: the heading (translatable), or nothing
 * - `fields`: names from the kind's table, separated by spaces; `a+b` puts two beside each other
 * - `asked`: somebody asks for these fields here: those that only steps write can be typed in, too
 *
 * A row written by hand goes in as a child, its id the field's name; a name in `fields` keeps its place:
 * without one it comes last.
 */
#define EO_TYPE_FORM_GROUP (eo_form_group_get_type ())
G_DECLARE_FINAL_TYPE (EoFormGroup, eo_form_group, EO, FORM_GROUP, GtkBox)

GtkWidget *eo_form_group_new     (const char   *title,
                                  const char   *fields,
                                  gboolean      asked);
GPtrArray *eo_form_group_fill    (EoFormGroup  *self,     /* (transfer container) of EoFormRow: makes and binds the rows, once */
                                  EoStore      *store,
                                  const EoKind *kind);

G_END_DECLS
