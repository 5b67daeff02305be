/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to form/: the record form, split by what its parts do. */

#include "desk/form/eo-form-row.h"
#include "desk/form/eo-record-form.h"

G_BEGIN_DECLS

struct _EoRecordForm
{
  GtkWidget     parent_instance;

  EoStore      *store;
  const EoKind *kind;
  EoRecord     *original;
  EoRecord     *edited;
  gulong        notify_id;
  gboolean      changed;
  gboolean      asked;    /* made for some fields: all of them stand, whatever the record says */
  GPtrArray    *rows;     /* of EoFormRow, as they stand */
  GtkWidget    *notice;
};

EoFormRow *_eo_record_form_find_row (EoRecordForm  *self,     /* (nullable) */
                                     const EoField *field);

G_END_DECLS
