/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-journal.h"
#include "store/eo-undo-private.h"

static gboolean
refuse (EoRecord  *stored,
        GError   **error)
{
  g_autofree char *when = eo_instant_format (&stored->modified_at);

  g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT, _("%s was changed since by %s, %s. Nothing was undone."),
               eo_record_get_name (stored), stored->modified_by, when);
  return FALSE;
}

static gboolean
is_deleted (EoRecord *record)
{
  return record->deleted_at.iso[0] != '\0';
}

static gboolean
index_again (EoWriter  *writer,
             EoRecord  *stored,
             EoRecord  *record,
             GError   **error)
{
  if (!is_deleted (record))
    return eo_search_index_record (writer, record, !is_deleted (stored), error);
  return is_deleted (stored) || eo_search_remove_record (writer, eo_record_get_kind (record), record->id, error);
}

/* No rules are asked: what the transaction made of other records is put back beside it. */
gboolean
_eo_writer_put_back (EoWriter      *writer,
                     const EoKind  *kind,
                     gint64         id,
                     EoRecord      *before,
                     gint64         version,
                     GError       **error)
{
  g_autoptr (EoRecord) stored = eo_writer_get (writer, kind, id, error);
  g_autoptr (EoRecord) record = NULL;
  g_autofree char *changes = NULL;

  if (stored == NULL)
    return FALSE;
  if (stored->version != version)
    return refuse (stored, error);
  record = eo_record_copy (before != NULL ? before : stored);
  if (before == NULL)
    record->deleted_at = eo_writer_get_now (writer);
  record->version = stored->version + 1;
  record->modified_at = eo_writer_get_now (writer);
  eo_str_set (&record->modified_by, eo_writer_get_by (writer));
  changes = eo_changes_to_json (stored, record);
  if (!_eo_writer_write_row (writer, record, error)
      || !eo_journal_append (writer, kind->name, id, "undone", changes, error)
      || !index_again (writer, stored, record, error))
    return FALSE;
  eo_writer_note (writer, kind->name, id, FALSE);
  return TRUE;
}
