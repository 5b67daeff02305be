/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/eo-error.h"
#include "store/eo-document-private.h"
#include "store/eo-draft.h"
#include "store/eo-link.h"
#include "store/eo-mail-private.h"
#include "store/eo-mail.h"
#include "store/eo-unregistered-private.h"

#define COLUMNS     "id, kind, record, version, title, kept_at"
#define SQL_LIST    "SELECT " COLUMNS " FROM draft WHERE source = '' ORDER BY kept_at DESC, id DESC"
#define SQL_OF      "SELECT " COLUMNS " FROM draft WHERE kind = ?1 AND record = ?2 ORDER BY id DESC LIMIT 1"
#define SQL_GET     "SELECT kind, record, version, payload FROM draft WHERE id = ?1"
/* NULL draws a number that no draft ever had: documents hang on it. */
#define SQL_KEEP    "INSERT INTO draft (id, kind, record, version, title, payload, kept_at, kept_by) "       \
                    "VALUES (nullif (?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET "    \
                    "title = excluded.title, payload = excluded.payload, kept_at = excluded.kept_at, "       \
                    "kept_by = excluded.kept_by"
#define SQL_DELETE  "DELETE FROM draft WHERE id = ?1"
#define SQL_MOVE    "UPDATE attachment SET kind = ?2, record = ?3 WHERE kind = 'draft' AND record = ?1"
#define SQL_DETACH  "DELETE FROM attachment WHERE kind = 'draft' AND record = ?1"

/* A draft on its way to the writer: plain values, so that no live object goes along. */
typedef struct
{
  gint64        id;
  const EoKind *kind;
  gint64        record;
  gint64        version;
  char         *title;
  char         *payload;
} Kept;

static void
kept_free (Kept *kept)
{
  g_free (kept->title);
  g_free (kept->payload);
  g_free (kept);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Kept, kept_free)

void
eo_draft_free (EoDraft *draft)
{
  if (draft == NULL)
    return;

  g_free (draft->title);
  g_free (draft);
}

/* {"subject": "Road at Ndwedwe", …}: the canonical text of each field. */
static char *
record_to_json (EoRecord *record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  guint n_fields;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n_fields);

  json_builder_begin_object (builder);
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = eo_field_to_text (fields[i], record);

      json_builder_set_member_name (builder, fields[i]->name);
      json_builder_add_string_value (builder, text);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* What the kind of today no longer knows, or refuses, is left as it is in @record. */
static gboolean
record_from_json (EoRecord    *record,
                  const char  *payload,
                  GError     **error)
{
  g_autoptr (JsonNode) root = json_from_string (payload, NULL);
  JsonObject *object;
  guint n_fields;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n_fields);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_DAMAGED, _("The draft is damaged and cannot be opened."));
      return FALSE;
    }

  object = json_node_get_object (root);
  for (guint i = 0; i < n_fields; i++)
    {
      const char *text = json_object_get_string_member_with_default (object, fields[i]->name, NULL);
      g_autoptr (GError) refused = NULL;

      if (text != NULL && !eo_field_from_text (fields[i], record, text, &refused))
        g_debug ("draft: %s", refused->message);
    }

  return TRUE;
}

static Kept *
kept_new (gint64    id,
          EoRecord *record)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->id = id;
  kept->kind = eo_record_get_kind (record);
  kept->record = record->id;
  kept->version = record->version;
  kept->title = g_strdup (eo_record_get_title (record));
  kept->payload = record_to_json (record);

  return kept;
}

static gboolean
keep (EoWriter  *writer,
      gpointer   data,
      GError   **error)
{
  Kept *kept = data;
  sqlite3_stmt *insert = eo_database_prepare (writer->database, SQL_KEEP, error);

  if (insert == NULL)
    return FALSE;

  sqlite3_bind_int64 (insert, 1, kept->id);
  eo_bind_text (insert, 2, kept->kind->name);
  sqlite3_bind_int64 (insert, 3, kept->record);
  sqlite3_bind_int64 (insert, 4, kept->version);
  eo_bind_text (insert, 5, kept->title);
  eo_bind_text (insert, 6, kept->payload);
  eo_bind_text (insert, 7, writer->now.iso);
  eo_bind_text (insert, 8, writer->by);
  if (!eo_database_run (writer->database, insert, error))
    return FALSE;
  if (kept->id == 0)
    kept->id = sqlite3_last_insert_rowid (writer->database->handle);

  eo_writer_note (writer, EO_DRAFT_KIND, kept->id, FALSE);

  return TRUE;
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Kept *kept = g_task_get_task_data (task);
  GError *error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_int (task, kept->id);
  else
    g_task_return_error (task, error);
}

/**
 * eo_store_keep_draft_async:
 * @self: the store
 * @id: 0 for a new draft; the same id again replaces it
 * @record: the record as it is typed so far; its values are taken now
 *
 * Keeps what is being typed, so that it is offered again after a crash.
 */
void
eo_store_keep_draft_async (EoStore             *self,
                           gint64               id,
                           EoRecord            *record,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  Kept *kept;

  g_return_if_fail (EO_IS_STORE (self));
  g_return_if_fail (EO_IS_RECORD (record));

  kept = kept_new (id, record);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, eo_store_keep_draft_async);
  g_task_set_task_data (task, kept, (GDestroyNotify) kept_free);
  eo_store_write_async (self, keep, kept, NULL, NULL, on_kept, task);
}

gint64
eo_store_keep_draft_finish (EoStore       *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

/* NULL for a draft of a kind that this program does not know. */
static EoDraft *
read_draft (sqlite3_stmt *row)
{
  const EoKind *kind = eo_kind_lookup (eo_column_text (row, 1));
  EoDraft *draft;

  if (kind == NULL)
    return NULL;

  draft = g_new0 (EoDraft, 1);
  draft->id = sqlite3_column_int64 (row, 0);
  draft->kind = kind;
  draft->record = sqlite3_column_int64 (row, 2);
  draft->version = sqlite3_column_int64 (row, 3);
  draft->title = g_strdup (eo_column_text (row, 4));
  g_strlcpy (draft->kept_at.iso, eo_column_text (row, 5), sizeof draft->kept_at.iso);

  return draft;
}

/**
 * eo_store_get_drafts:
 *
 * Returns: (transfer full) (element-type EoDraft): all that were typed, newest first; files that were taken in are
 *   listed by eo_store_get_unregistered()
 */
GPtrArray *
eo_store_get_drafts (EoStore *self)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_draft_free);
  sqlite3_stmt *rows;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  if ((rows = eo_database_prepare (eo_store_main_reader (self), SQL_LIST, NULL)) == NULL)
    return g_steal_pointer (&drafts);

  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      EoDraft *draft = read_draft (rows);

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  sqlite3_reset (rows);

  return g_steal_pointer (&drafts);
}

/**
 * eo_store_get_draft_of:
 *
 * Returns: (transfer full) (nullable): the newest draft of a saved record
 */
EoDraft *
eo_store_get_draft_of (EoStore      *self,
                       const EoKind *kind,
                       gint64        record)
{
  EoDraft *draft = NULL;
  sqlite3_stmt *row;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  if ((row = eo_database_prepare (eo_store_main_reader (self), SQL_OF, NULL)) == NULL)
    return NULL;

  eo_bind_text (row, 1, kind->name);
  sqlite3_bind_int64 (row, 2, record);
  if (sqlite3_step (row) == SQLITE_ROW)
    draft = read_draft (row);
  sqlite3_reset (row);

  return draft;
}

static Kept *
find_kept (EoDatabase  *database,
           gint64       id,
           GError     **error)
{
  g_autoptr (Kept) kept = g_new0 (Kept, 1);
  sqlite3_stmt *row = eo_database_prepare (database, SQL_GET, error);

  if (row == NULL)
    return NULL;

  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      kept->kind = eo_kind_lookup (eo_column_text (row, 0));
      kept->record = sqlite3_column_int64 (row, 1);
      kept->version = sqlite3_column_int64 (row, 2);
      kept->payload = g_strdup (eo_column_text (row, 3));
    }
  sqlite3_reset (row);

  if (kept->kind == NULL)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("This draft is not there any more."));
      return NULL;
    }

  return g_steal_pointer (&kept);
}

/**
 * eo_store_open_draft:
 * @self: the store
 * @id: of the draft
 * @error: EO_ERROR_NOT_FOUND, _DAMAGED
 *
 * The record as it was typed. A saved one has the version from which editing began, so that saving it says when
 * somebody else changed it since.
 *
 * Returns: (transfer full): the record
 */
EoRecord *
eo_store_open_draft (EoStore  *self,
                     gint64    id,
                     GError  **error)
{
  g_autoptr (Kept) kept = NULL;
  g_autoptr (EoRecord) record = NULL;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  if ((kept = find_kept (eo_store_main_reader (self), id, error)) == NULL)
    return NULL;

  record = kept->record != 0 ? eo_store_get (self, kept->kind, kept->record, error) : eo_record_new (kept->kind);
  if (record == NULL || !record_from_json (record, kept->payload, error))
    return NULL;
  record->version = kept->version;

  return g_steal_pointer (&record);
}

GPtrArray *
eo_store_get_draft_attachments (EoStore *self,
                                gint64   id)
{
  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  return eo_attachment_list (eo_store_main_reader (self), EO_DRAFT_KIND, id);
}

/**
 * eo_writer_draft_attach:
 * @writer: the open transaction
 * @id: (inout): the draft; 0 makes one from @record
 * @record: what is typed so far; used only to make a draft
 * @source: the document
 * @error: as eo_writer_attach()
 *
 * Hangs a document on what is not registered yet.
 */
gboolean
eo_writer_draft_attach (EoWriter  *writer,
                        gint64    *id,
                        EoRecord  *record,
                        EoSource  *source,
                        GError   **error)
{
  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (source != NULL, FALSE);

  if (*id == 0)
    {
      g_autoptr (Kept) kept = NULL;

      g_return_val_if_fail (EO_IS_RECORD (record), FALSE);

      kept = kept_new (0, record);
      if (!keep (writer, kept, error))
        return FALSE;
      *id = kept->id;
    }

  eo_writer_note (writer, EO_DRAFT_KIND, *id, TRUE);

  return eo_attachment_add (writer, EO_DRAFT_KIND, *id, source, NULL, error);
}

static gboolean
delete_draft (EoWriter  *writer,
              gint64     id,
              GError   **error)
{
  sqlite3_stmt *statement = eo_database_prepare (writer->database, SQL_DELETE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);

  eo_writer_note (writer, EO_DRAFT_KIND, id, FALSE);

  return eo_database_run (writer->database, statement, error);
}

/**
 * eo_writer_take_draft:
 * @writer: the open transaction
 * @id: of the draft
 * @record: the record saved from it, in this transaction
 * @error: return location
 *
 * The draft's documents become the record's, and the draft is gone. Of a file that was taken in, INVALID where
 * somebody registered it meanwhile, or the same bytes came before and nobody decided what that means.
 */
gboolean
eo_writer_take_draft (EoWriter  *writer,
                      gint64     id,
                      EoRecord  *record,
                      GError   **error)
{
  g_autoptr (GPtrArray) attachments = NULL;
  const EoKind *kind;
  sqlite3_stmt *move;
  gint64 tied;

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (EO_IS_RECORD (record) && record->id != 0, FALSE);

  kind = eo_record_get_kind (record);
  if (!eo_unregistered_may_take (writer, id, record, &tied, error))
    return FALSE;
  attachments = eo_attachment_list (writer->database, EO_DRAFT_KIND, id);
  if ((move = eo_database_prepare (writer->database, SQL_MOVE, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (move, 1, id);
  eo_bind_text (move, 2, kind->name);
  sqlite3_bind_int64 (move, 3, record->id);
  if (!eo_database_run (writer->database, move, error)
      || !eo_mail_move (writer->database, id, kind->name, record->id, error) || !eo_writer_join_mail (writer, record, error))
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      const EoAttachment *attachment = g_ptr_array_index (attachments, i);

      if (!eo_attachment_journal (writer, kind->name, record->id, "attached", attachment->name, error))
        return FALSE;
    }
  if (attachments->len > 0)
    eo_writer_note (writer, kind->name, record->id, TRUE);
  if (tied != 0 && !eo_writer_tie (writer, kind, record->id, kind, tied, N_("same as"), error))
    return FALSE;

  return delete_draft (writer, id, error);
}

/**
 * eo_writer_discard_draft:
 * @writer: the open transaction
 * @id: of the draft
 * @error: return location
 *
 * Throws the draft away, and those of its documents that hang nowhere else.
 */
gboolean
eo_writer_discard_draft (EoWriter  *writer,
                         gint64     id,
                         GError   **error)
{
  g_autoptr (GPtrArray) attachments = NULL;
  sqlite3_stmt *detach;

  g_return_val_if_fail (writer != NULL, FALSE);

  attachments = eo_attachment_list (writer->database, EO_DRAFT_KIND, id);
  if ((detach = eo_database_prepare (writer->database, SQL_DETACH, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (detach, 1, id);
  if (!eo_database_run (writer->database, detach, error) || !eo_mail_forget (writer->database, id, error))
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      const EoAttachment *attachment = g_ptr_array_index (attachments, i);

      if (!eo_document_drop (writer->database, attachment->document, error))
        return FALSE;
    }

  return delete_draft (writer, id, error);
}

static gboolean
discard (EoWriter  *writer,
         gpointer   data,
         GError   **error)
{
  return eo_writer_discard_draft (writer, *(gint64 *) data, error);
}

void
eo_store_discard_draft_async (EoStore             *self,
                              gint64               id,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (EO_IS_STORE (self));

  eo_store_write_async (self, discard, g_memdup2 (&id, sizeof id), g_free, NULL, callback, user_data);
}
