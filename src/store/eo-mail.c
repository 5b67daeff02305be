/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/eo-draft.h"
#include "store/eo-mail.h"
#include "store/eo-mail-private.h"
#include "store/eo-store-private.h"

#define SQL_FIND   "SELECT kind, record FROM mail WHERE key = ?1"
#define SQL_CLAIM  "INSERT INTO mail (key, kind, record) VALUES (?1, ?2, ?3)"
#define SQL_MOVE   "UPDATE mail SET kind = ?2, record = ?3 WHERE kind = '" EO_DRAFT_KIND "' AND record = ?1"
#define SQL_FORGET "DELETE FROM mail WHERE kind = '" EO_DRAFT_KIND "' AND record = ?1"
#define SQL_UNASK  "DELETE FROM mail_answers WHERE key IN (SELECT key FROM mail WHERE kind = '" EO_DRAFT_KIND "' AND record = ?1)"
#define SQL_SENDER "SELECT id, name FROM (" \
                   "SELECT id, name, 1 AS rank FROM person " \
                   "WHERE email = ?1 COLLATE NOCASE AND email <> '' AND deleted_at = '' " \
                   "UNION ALL SELECT id, name, 0 FROM organisation " \
                   "WHERE email = ?1 COLLATE NOCASE AND email <> '' AND deleted_at = '') " \
                   "ORDER BY name = ?2 COLLATE NOCASE DESC, rank, id LIMIT 1"

/* By the indexes of the addresses, in any case of letters. */
#define SQL_ONE(kind) "SELECT min (id), min (name), count (*) FROM " kind \
                      " WHERE email = ?1 COLLATE NOCASE AND email <> '' AND deleted_at = ''"

static gboolean
find (EoDatabase  *database,
      const char  *key,
      const char **kind,
      gint64      *id)
{
  sqlite3_stmt *row = eo_database_prepare (database, SQL_FIND, NULL);
  gboolean found;

  if (row == NULL)
    return FALSE;
  eo_bind_text (row, 1, key);
  found = sqlite3_step (row) == SQLITE_ROW;
  if (found)
    {
      *kind = g_intern_string (eo_column_text (row, 0));
      *id = sqlite3_column_int64 (row, 1);
    }
  sqlite3_reset (row);
  return found;
}

gboolean
eo_store_find_mail (EoStore     *self,
                    const char  *key,
                    const char **kind,
                    gint64      *id)
{
  g_return_val_if_fail (EO_IS_STORE (self) && key != NULL && kind != NULL && id != NULL, FALSE);

  return find (eo_store_main_reader (self), key, kind, id);
}

/* @record: NULL where it is gone for good, or none yet. */
static char *
explain (const char *kind,
         EoRecord   *record)
{
  if (g_str_equal (kind, EO_DRAFT_KIND))
    return g_strdup (_("The message is already being registered: it is among the drafts."));
  if (record == NULL)
    return g_strdup (_("The message is already registered, as a letter that is not kept any more."));
  if (record->deleted_at.iso[0] != '\0')
    return g_strdup_printf (_("The message is already registered as %s (deleted)."), eo_record_get_name (record));
  return g_strdup_printf (_("The message is already registered as %s."), eo_record_get_name (record));
}

char *
eo_store_explain_mail (EoStore    *self,
                       const char *kind,
                       gint64      id)
{
  const EoKind *known = eo_kind_lookup (kind);
  g_autoptr (EoRecord) record = known != NULL ? eo_store_get (self, known, id, NULL) : NULL;

  return explain (kind, record);
}

gboolean
eo_writer_claim_mail (EoWriter    *writer,
                      const char  *key,
                      const char  *kind,
                      gint64       id,
                      GError     **error)
{
  sqlite3_stmt *insert;
  const char *first_kind;
  gint64 first;

  g_return_val_if_fail (writer != NULL && key != NULL && kind != NULL, FALSE);

  if (find (writer->database, key, &first_kind, &first))
    {
      const EoKind *known = eo_kind_lookup (first_kind);
      g_autoptr (EoRecord) record = known != NULL ? eo_writer_get (writer, known, first, NULL) : NULL;
      g_autofree char *why = explain (first_kind, record);

      g_set_error_literal (error, EO_ERROR, EO_ERROR_CONFLICT, why);
      return FALSE;
    }
  if ((insert = eo_database_prepare (writer->database, SQL_CLAIM, error)) == NULL)
    return FALSE;
  eo_bind_text (insert, 1, key);
  eo_bind_text (insert, 2, kind);
  sqlite3_bind_int64 (insert, 3, id);
  return eo_database_run (writer->database, insert, error);
}

static gint64
find_sender (EoDatabase *database,
             const char *address,
             const char *name,
             char      **title)
{
  sqlite3_stmt *row = *address != '\0' ? eo_database_prepare (database, SQL_SENDER, NULL) : NULL;
  gint64 id = 0;

  if (row == NULL)
    return 0;
  eo_bind_text (row, 1, address);
  eo_bind_text (row, 2, name);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      id = sqlite3_column_int64 (row, 0);
      if (title != NULL)
        *title = g_strdup (eo_column_text (row, 1));
    }
  sqlite3_reset (row);
  return id;
}

gboolean
eo_store_find_sender (EoStore    *self,
                      const char *address,
                      const char *name,
                      EoLink     *sender)
{
  g_return_val_if_fail (EO_IS_STORE (self) && address != NULL && name != NULL && sender != NULL, FALSE);

  sender->id = find_sender (eo_store_main_reader (self), address, name, &sender->title);
  return sender->id != 0;
}

gboolean
eo_store_find_sole_sender (EoStore    *self,
                           const char *address,
                           EoLink     *sender)
{
  static const char *const kinds[] = { SQL_ONE ("organisation"), SQL_ONE ("person") };

  g_return_val_if_fail (EO_IS_STORE (self) && address != NULL && sender != NULL, FALSE);

  sender->id = 0;
  for (guint i = 0; sender->id == 0 && i < G_N_ELEMENTS (kinds); i++)
    {
      sqlite3_stmt *row = eo_database_prepare (eo_store_main_reader (self), kinds[i], NULL);

      if (row == NULL)
        return FALSE;
      eo_bind_text (row, 1, address);
      if (sqlite3_step (row) == SQLITE_ROW && sqlite3_column_int64 (row, 2) == 1)
        {
          sender->id = sqlite3_column_int64 (row, 0);
          sender->title = g_strdup (eo_column_text (row, 1));
        }
      sqlite3_reset (row);
    }
  return sender->id != 0;
}

gint64
eo_writer_find_sender (EoWriter   *writer,
                       const char *address,
                       const char *name)
{
  g_return_val_if_fail (writer != NULL && address != NULL && name != NULL, 0);

  return find_sender (writer->database, address, name, NULL);
}

gboolean
eo_mail_move (EoDatabase  *database,
              gint64       draft,
              const char  *kind,
              gint64       id,
              GError     **error)
{
  sqlite3_stmt *move = eo_database_prepare (database, SQL_MOVE, error);

  if (move == NULL)
    return FALSE;
  sqlite3_bind_int64 (move, 1, draft);
  eo_bind_text (move, 2, kind);
  sqlite3_bind_int64 (move, 3, id);
  return eo_database_run (database, move, error);
}

gboolean
eo_mail_forget (EoDatabase  *database,
                gint64       draft,
                GError     **error)
{
  static const char *const statements[] = { SQL_UNASK, SQL_FORGET };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *forget = eo_database_prepare (database, statements[i], error);

      if (forget == NULL)
        return FALSE;
      sqlite3_bind_int64 (forget, 1, draft);
      if (!eo_database_run (database, forget, error))
        return FALSE;
    }
  return TRUE;
}
