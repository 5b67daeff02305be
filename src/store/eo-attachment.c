/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/eo-error.h"
#include "store/eo-document-private.h"
#include "store/eo-sql.h"

#define SQL_ADD     "INSERT INTO attachment (kind, record, document, name, added_at, added_by) " \
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define SQL_SAME    "SELECT id FROM attachment WHERE kind = ?1 AND record = ?2 AND document = ?3 AND name = ?4 " \
                    "AND removed_at = ''"
#define SQL_WHERE   "SELECT kind, record, name FROM attachment WHERE id = ?1 AND removed_at = ''"
#define SQL_REMOVE  "UPDATE attachment SET removed_at = ?2 WHERE id = ?1"
#define SQL_LIST    "SELECT " EO_ATTACHMENT_COLUMNS " FROM attachment a JOIN document d ON d.id = a.document " \
                    "WHERE a.kind = ?1 AND a.record = ?2 AND a.removed_at = '' ORDER BY a.id"
#define SQL_HOLDERS "SELECT DISTINCT kind, record FROM attachment WHERE document = ?1 AND removed_at = '' ORDER BY id"
/* CROSS JOIN: in the order written, the queue first. */
#define SQL_UNREAD  "SELECT " EO_ATTACHMENT_COLUMNS " FROM document d CROSS JOIN attachment a ON a.document = d.id " \
                    "WHERE d.text_state = 'queued' AND d.id > ?1 AND a.removed_at = '' ORDER BY d.id, a.id LIMIT 1"
#define SQL_N_UNREAD "SELECT count(*) FROM document d WHERE d.text_state = 'queued' AND EXISTS " \
                     "(SELECT 1 FROM attachment a WHERE a.document = d.id AND a.removed_at = '')"

/**
 * eo_attachment_copy:
 *
 * Returns: (transfer full): a deep copy
 */
EoAttachment *
eo_attachment_copy (const EoAttachment *attachment)
{
  EoAttachment *copy;

  g_return_val_if_fail (attachment != NULL, NULL);

  copy = g_memdup2 (attachment, sizeof *attachment);
  copy->name = g_strdup (attachment->name);
  copy->media_type = g_strdup (attachment->media_type);
  copy->sha256 = g_strdup (attachment->sha256);
  copy->added_by = g_strdup (attachment->added_by);

  return copy;
}

void
eo_attachment_free (EoAttachment *attachment)
{
  if (attachment == NULL)
    return;

  g_free (attachment->name);
  g_free (attachment->media_type);
  g_free (attachment->sha256);
  g_free (attachment->added_by);
  g_free (attachment);
}

EoAttachment *
eo_attachment_read_row (sqlite3_stmt *row)
{
  EoAttachment *attachment = g_new0 (EoAttachment, 1);

  attachment->id = sqlite3_column_int64 (row, 0);
  attachment->document = sqlite3_column_int64 (row, 1);
  attachment->name = g_strdup (eo_column_text (row, 2));
  attachment->media_type = g_strdup (eo_column_text (row, 3));
  attachment->size = sqlite3_column_int64 (row, 4);
  attachment->sha256 = g_strdup (eo_column_text (row, 5));
  g_strlcpy (attachment->added_at.iso, eo_column_text (row, 6), sizeof attachment->added_at.iso);
  attachment->added_by = g_strdup (eo_column_text (row, 7));

  return attachment;
}

GPtrArray *
eo_attachment_list (EoDatabase *database,
                    const char *kind,
                    gint64      id)
{
  GPtrArray *attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_attachment_free);
  sqlite3_stmt *rows = eo_database_prepare (database, SQL_LIST, NULL);

  if (rows == NULL)
    return attachments;

  eo_bind_text (rows, 1, kind);
  sqlite3_bind_int64 (rows, 2, id);
  while (sqlite3_step (rows) == SQLITE_ROW)
    g_ptr_array_add (attachments, eo_attachment_read_row (rows));
  sqlite3_reset (rows);

  return attachments;
}

/* The same bytes under the same name on the same record: dropped twice by mistake. */
static gint64
find_same (EoWriter   *writer,
           const char *kind,
           gint64      id,
           gint64      document,
           const char *name)
{
  sqlite3_stmt *find = eo_database_prepare (writer->database, SQL_SAME, NULL);
  gint64 same = 0;

  if (find == NULL)
    return 0;

  eo_bind_text (find, 1, kind);
  sqlite3_bind_int64 (find, 2, id);
  sqlite3_bind_int64 (find, 3, document);
  eo_bind_text (find, 4, name);
  if (sqlite3_step (find) == SQLITE_ROW)
    same = sqlite3_column_int64 (find, 0);
  sqlite3_reset (find);

  return same;
}

/* @added: FALSE when it hung there already. */
static gboolean
hang (EoWriter    *writer,
      const char  *kind,
      gint64       id,
      gint64       document,
      const char  *name,
      gint64      *attachment,
      gboolean    *added,
      GError     **error)
{
  sqlite3_stmt *insert;

  *attachment = find_same (writer, kind, id, document, name);
  *added = *attachment == 0;
  if (!*added)
    return TRUE;

  if ((insert = eo_database_prepare (writer->database, SQL_ADD, error)) == NULL)
    return FALSE;
  eo_bind_text (insert, 1, kind);
  sqlite3_bind_int64 (insert, 2, id);
  sqlite3_bind_int64 (insert, 3, document);
  eo_bind_text (insert, 4, name);
  eo_bind_text (insert, 5, writer->now.iso);
  eo_bind_text (insert, 6, writer->by);
  if (!eo_database_run (writer->database, insert, error))
    return FALSE;
  *attachment = sqlite3_last_insert_rowid (writer->database->handle);

  return TRUE;
}

/* @added: FALSE when it hung there already. */
static gboolean
add (EoWriter    *writer,
     const char  *kind,
     gint64       id,
     EoSource    *source,
     gint64      *attachment,
     gboolean    *added,
     GError     **error)
{
  gint64 document;

  /* Bytes have no file whose size could be looked at before. */
  if (!eo_source_check (source, error) || !eo_document_store (writer->database, source, &document, error))
    return FALSE;

  return hang (writer, kind, id, document, eo_source_get_name (source), attachment, added, error);
}

gboolean
eo_attachment_add (EoWriter  *writer,
                   const char *kind,
                   gint64     id,
                   EoSource  *source,
                   gint64    *attachment,
                   GError   **error)
{
  gboolean added;
  gint64 ignored;

  return add (writer, kind, id, source, attachment != NULL ? attachment : &ignored, &added, error);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

gboolean
eo_attachment_journal (EoWriter    *writer,
                       const char  *kind,
                       gint64       id,
                       const char  *action,
                       const char  *name,
                       GError     **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *payload = NULL;
  gboolean removed = g_str_equal (action, "detached");

  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_member (builder, "field", "document");
  add_member (builder, "before", removed ? name : "");
  add_member (builder, "after", removed ? "" : name);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  payload = json_to_string (root, FALSE);

  return eo_journal_append (writer, kind, id, action, payload, error);
}

static gboolean
check_record (EoWriter      *writer,
              const EoKind  *kind,
              gint64         id,
              GError       **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = ?1", kind->name);
  sqlite3_stmt *find = eo_database_prepare (writer->database, sql, error);
  gboolean found;

  if (find == NULL)
    return FALSE;

  sqlite3_bind_int64 (find, 1, id);
  found = sqlite3_step (find) == SQLITE_ROW;
  sqlite3_reset (find);
  if (!found)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no %s #%" G_GINT64_FORMAT " to attach to."),
                 kind->name, id);

  return found;
}

/**
 * eo_writer_attach:
 * @writer: the open transaction
 * @kind: the kind of the record
 * @id: its id
 * @source: what to attach; read once, so of no further use
 * @attachment: (out) (optional): the attachment's id
 * @error: EO_ERROR_IO when the file changed or vanished under reading; _EMPTY, _TOO_LARGE, _NOT_FOUND, _FULL
 *
 * Hangs a document on a record. The bytes are kept once however often they hang; the same file on the same
 * record again is no error and changes nothing.
 *
 * Returns: whether it hangs there
 */
gboolean
eo_writer_attach (EoWriter      *writer,
                  const EoKind  *kind,
                  gint64         id,
                  EoSource      *source,
                  gint64        *attachment,
                  GError       **error)
{
  gboolean added;
  gint64 ignored;

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);
  g_return_val_if_fail (source != NULL, FALSE);

  if (!check_record (writer, kind, id, error)
      || !add (writer, kind->name, id, source, attachment != NULL ? attachment : &ignored, &added, error))
    return FALSE;
  if (!added)
    return TRUE;

  eo_writer_note (writer, kind->name, id, TRUE);

  return eo_attachment_journal (writer, kind->name, id, "attached", eo_source_get_name (source), error);
}

/**
 * eo_writer_attach_again:
 * @writer: the open transaction
 * @kind: the kind of the record
 * @id: its id
 * @attachment: a document of the office, wherever it hangs
 * @name: the name it has here
 *
 * Hangs a document that the office has on a record, without reading it again.
 */
gboolean
eo_writer_attach_again (EoWriter            *writer,
                        const EoKind        *kind,
                        gint64               id,
                        const EoAttachment  *attachment,
                        const char          *name,
                        GError             **error)
{
  gboolean added;
  gint64 ignored;

  g_return_val_if_fail (writer != NULL && kind != NULL && attachment != NULL && name != NULL, FALSE);

  if (!check_record (writer, kind, id, error)
      || !hang (writer, kind->name, id, attachment->document, name, &ignored, &added, error))
    return FALSE;
  if (!added)
    return TRUE;
  eo_writer_note (writer, kind->name, id, TRUE);
  return eo_attachment_journal (writer, kind->name, id, "attached", name, error);
}

GPtrArray *
eo_writer_get_attachments (EoWriter     *writer,
                           const EoKind *kind,
                           gint64        id)
{
  g_return_val_if_fail (writer != NULL && kind != NULL, NULL);

  return eo_attachment_list (writer->database, kind->name, id);
}

/**
 * eo_writer_detach:
 * @writer: the open transaction
 * @attachment: its id
 * @error: EO_ERROR_NOT_FOUND
 *
 * Takes a document off its record. The bytes stay in the office until a purge.
 */
gboolean
eo_writer_detach (EoWriter  *writer,
                  gint64     attachment,
                  GError   **error)
{
  sqlite3_stmt *statement;
  g_autofree char *name = NULL;
  const char *kind = NULL;
  gint64 id = 0;

  g_return_val_if_fail (writer != NULL, FALSE);

  if ((statement = eo_database_prepare (writer->database, SQL_WHERE, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, attachment);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      kind = g_intern_string (eo_column_text (statement, 0));
      id = sqlite3_column_int64 (statement, 1);
      name = g_strdup (eo_column_text (statement, 2));
    }
  sqlite3_reset (statement);
  if (kind == NULL)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("The document was taken off already."));
      return FALSE;
    }

  if ((statement = eo_database_prepare (writer->database, SQL_REMOVE, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, attachment);
  eo_bind_text (statement, 2, writer->now.iso);
  if (!eo_database_run (writer->database, statement, error))
    return FALSE;

  eo_writer_note (writer, kind, id, TRUE);

  return eo_attachment_journal (writer, kind, id, "detached", name, error);
}

/**
 * eo_store_get_attachments:
 *
 * Returns: (transfer full) (element-type EoAttachment): the documents of a record, in the order they came
 */
GPtrArray *
eo_store_get_attachments (EoStore      *self,
                          const EoKind *kind,
                          gint64        id)
{
  g_return_val_if_fail (EO_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  return eo_attachment_list (eo_store_main_reader (self), kind->name, id);
}

static char *
title_of (EoDatabase   *database,
          const EoKind *kind,
          gint64        id)
{
  g_autofree char *title = eo_sql_title (kind->name, "t.id");
  g_autofree char *sql = g_strdup_printf ("SELECT t.reference, %s FROM \"%s\" t WHERE t.id = ?1 AND t.deleted_at = ''",
                                          title, kind->name);
  sqlite3_stmt *row = eo_database_prepare (database, sql, NULL);
  char *shown = NULL;

  if (row == NULL)
    return NULL;

  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *reference = eo_column_text (row, 0);

      shown = g_strjoin (*reference != '\0' ? " " : "", reference, eo_column_text (row, 1), NULL);
    }
  sqlite3_reset (row);

  return shown;
}

/**
 * eo_store_find_same:
 * @document: the content
 *
 * Returns: (transfer full) (element-type EoCandidate): the records that these bytes hang on, oldest first;
 *   not the deleted ones
 */
GPtrArray *
eo_store_find_same (EoStore *self,
                    gint64   document)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_candidate_free);
  EoDatabase *database;
  sqlite3_stmt *rows;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  database = eo_store_main_reader (self);
  if ((rows = eo_database_prepare (database, SQL_HOLDERS, NULL)) == NULL)
    return g_steal_pointer (&found);

  sqlite3_bind_int64 (rows, 1, document);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      const EoKind *kind = eo_kind_lookup (eo_column_text (rows, 0));
      gint64 id = sqlite3_column_int64 (rows, 1);
      char *title = kind != NULL ? title_of (database, kind, id) : NULL;
      EoCandidate *candidate;

      if (title == NULL)
        continue;
      candidate = g_new0 (EoCandidate, 1);
      candidate->kind = kind;
      candidate->id = id;
      candidate->title = title;
      g_ptr_array_add (found, candidate);
    }
  sqlite3_reset (rows);

  return g_steal_pointer (&found);
}

/**
 * eo_store_next_unread:
 * @after: id of the document tried last, or 0
 * @attachment: (out) (transfer full): the next document whose text is wanted
 *
 * The queue is a column of the documents, so it survives a restart.
 *
 * Returns: whether there was one
 */
gboolean
eo_store_next_unread (EoStore       *self,
                      gint64         after,
                      EoAttachment **attachment)
{
  sqlite3_stmt *row;

  g_return_val_if_fail (EO_IS_STORE (self), FALSE);
  g_return_val_if_fail (attachment != NULL, FALSE);

  *attachment = NULL;
  if ((row = eo_database_prepare (eo_store_main_reader (self), SQL_UNREAD, NULL)) == NULL)
    return FALSE;

  sqlite3_bind_int64 (row, 1, after);
  if (sqlite3_step (row) == SQLITE_ROW)
    *attachment = eo_attachment_read_row (row);
  sqlite3_reset (row);

  return *attachment != NULL;
}

guint
eo_store_count_unread (EoStore *self)
{
  g_return_val_if_fail (EO_IS_STORE (self), 0);

  return eo_database_get_integer (eo_store_main_reader (self), SQL_N_UNREAD, 0);
}
