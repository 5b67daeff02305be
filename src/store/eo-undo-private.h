/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to store/: between the writer and what it can take back. */

#include "store/eo-store-private.h"

G_BEGIN_DECLS

/* eo-undo.c. @before: (nullable): not there yet; copied. */
void     _eo_undo_note       (EoUndo        *self,
                              EoRecord      *before,
                              EoRecord      *after);

gboolean _eo_undo_contains   (EoUndo        *self,
                              const EoKind  *kind,
                              gint64         id);

/* eo-writer-undo.c. @before: (nullable): the record is deleted. @version: what must be stored now. */
gboolean _eo_writer_put_back (EoWriter      *writer,
                              const EoKind  *kind,
                              gint64         id,
                              EoRecord      *before,
                              gint64         version,
                              GError       **error);

/* eo-writer.c */
gboolean _eo_writer_write_row (EoWriter     *writer,
                              EoRecord      *record,
                              GError       **error);

G_END_DECLS
