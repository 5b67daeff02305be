/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-mail-private.h"
#include "store/eo-mail.h"
#include "store/eo-store-private.h"

/* A message that answers one registered before joins its thread. What it answers is kept only while none of it is here:
 * messages come in any order, and what is proposed in a form and taken out of it stays out. */

#define SQL_ANSWERED "SELECT l.id, l.subject FROM mail m JOIN letter l ON l.id = m.record AND l.deleted_at = '' " \
                     "WHERE m.key = ?1 AND m.kind = 'letter'"
#define SQL_AWAIT    "INSERT INTO mail_answers (key, n, message) VALUES (?1, ?2, ?3)"
#define SQL_BEFORE   "SELECT l.id FROM mail m JOIN mail_answers a ON a.key = m.key JOIN mail f ON f.key = a.message " \
                     "JOIN letter l ON l.id = f.record AND l.deleted_at = '' WHERE m.kind = 'letter' AND m.record = ?1 " \
                     "AND f.kind = 'letter' AND f.record <> ?1 ORDER BY a.n LIMIT 1"
#define AFTER        "t.thread IS NULL AND t.deleted_at = '' AND t.id <> ?1 AND t.id IN (" \
                     "SELECT f.record FROM mail m JOIN mail_answers a ON a.message = m.key JOIN mail f ON f.key = a.key " \
                     "WHERE m.kind = 'letter' AND m.record = ?1 AND f.kind = 'letter')"
#define SQL_FOUND    "DELETE FROM mail_answers WHERE key IN (SELECT key FROM mail WHERE kind = 'letter' AND record = ?1)"

static gboolean
forget_awaited (EoWriter  *writer,
                gint64     letter,
                GError   **error)
{
  sqlite3_stmt *statement = eo_database_prepare (writer->database, SQL_FOUND, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, letter);
  return eo_database_run (writer->database, statement, error);
}

static gboolean
follow (EoWriter  *writer,
        EoRecord  *record,
        gint64     first,
        GError   **error)
{
  eo_record_set_link (record, eo_kind_find_field (eo_record_get_kind (record), "thread"), first, "");
  return eo_writer_save (writer, record, error) && forget_awaited (writer, record->id, error);
}

gboolean
eo_store_find_answered (EoStore           *self,
                        const char *const *keys,
                        EoLink            *letter)
{
  sqlite3_stmt *row;

  g_return_val_if_fail (EO_IS_STORE (self) && keys != NULL && letter != NULL, FALSE);

  letter->id = 0;
  row = eo_database_prepare (eo_store_main_reader (self), SQL_ANSWERED, NULL);
  for (guint i = 0; row != NULL && letter->id == 0 && keys[i] != NULL; i++)
    {
      eo_bind_text (row, 1, keys[i]);
      if (sqlite3_step (row) == SQLITE_ROW)
        {
          letter->id = sqlite3_column_int64 (row, 0);
          letter->title = g_strdup (eo_column_text (row, 1));
        }
      sqlite3_reset (row);
    }
  return letter->id != 0;
}

gboolean
eo_writer_await_answered (EoWriter           *writer,
                          const char         *key,
                          const char *const  *keys,
                          GError            **error)
{
  g_return_val_if_fail (writer != NULL && key != NULL && keys != NULL, FALSE);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      sqlite3_stmt *insert = eo_database_prepare (writer->database, SQL_AWAIT, error);

      if (insert == NULL)
        return FALSE;
      eo_bind_text (insert, 1, key);
      sqlite3_bind_int64 (insert, 2, i);
      eo_bind_text (insert, 3, keys[i]);
      if (!eo_database_run (writer->database, insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
eo_writer_join_mail (EoWriter  *writer,
                     EoRecord  *letter,
                     GError   **error)
{
  const EoField *thread = eo_kind_find_field (eo_record_get_kind (letter), "thread");
  g_autoptr (GPtrArray) after = NULL;
  gint64 before;

  if (thread == NULL)
    return TRUE;
  before = eo_writer_get_integer (writer, SQL_BEFORE, letter->id, NULL);
  if (before != 0 && eo_field_get_link (thread, letter)->id == 0 && !follow (writer, letter, before, error))
    return FALSE;
  after = eo_writer_select (writer, eo_record_get_kind (letter), AFTER, letter->id, error);
  for (guint i = 0; after != NULL && i < after->len; i++)
    {
      EoRecord *follower = g_ptr_array_index (after, i);

      /* Two that say they answer each other. */
      if (follower->id != eo_field_get_link (thread, letter)->id && !follow (writer, follower, letter->id, error))
        return FALSE;
    }
  return after != NULL;
}
