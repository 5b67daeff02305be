/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <nettle/sha2.h>

#include "base/eo-text.h"
#include "store/eo-journal.h"

#define HASH EO_JOURNAL_HASH

G_STATIC_ASSERT (HASH == SHA256_DIGEST_SIZE);

/* By Nettle, which has the processor do it: GLib's takes seven times as long, a tenth of a large import. */
static void
digest_of (const char *payload,
           guint8      digest[HASH])
{
  struct sha256_ctx sum;

  sha256_init (&sum);
  sha256_update (&sum, strlen (payload), (const guint8 *) payload);
  sha256_digest (&sum, HASH, digest);
}

/* Each part goes in with its end, so that no two different entries have the same text. */
static void
chain (guint8        hash[HASH],
       gint64        seq,
       const char   *at,
       const char   *by,
       const char   *kind,
       gint64        record,
       const char   *action,
       const guint8  digest[HASH])
{
  const char *const parts[] = { at, by, kind, action };
  gint64 numbers[] = { GINT64_TO_LE (seq), GINT64_TO_LE (record) };
  struct sha256_ctx sum;

  sha256_init (&sum);
  sha256_update (&sum, HASH, hash);
  sha256_update (&sum, sizeof numbers, (const guint8 *) numbers);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sha256_update (&sum, strlen (parts[i]) + 1, (const guint8 *) parts[i]);
  sha256_update (&sum, HASH, digest);
  sha256_digest (&sum, HASH, hash);
}

/* The chain's last link, into @writer: seq and hash, or 0 and zeros. Asked for once a transaction. */
static gboolean
find_last (EoWriter  *writer,
           GError   **error)
{
  EoDatabase *database = writer->database;
  sqlite3_stmt *statement;
  int code;

  if (writer->has_last)
    return TRUE;
  statement = eo_database_prepare_lasting (database, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", error);
  if (statement == NULL)
    return FALSE;
  writer->last_seq = 0;
  memset (writer->last_hash, 0, HASH);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW && sqlite3_column_bytes (statement, 1) == HASH)
    {
      writer->last_seq = sqlite3_column_int64 (statement, 0);
      memcpy (writer->last_hash, sqlite3_column_blob (statement, 1), HASH);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    eo_database_fail (database, error);
  sqlite3_reset (statement);
  writer->has_last = code == SQLITE_ROW || code == SQLITE_DONE;
  return writer->has_last;
}

gboolean
eo_journal_append (EoWriter    *writer,
                   const char  *kind,
                   gint64       id,
                   const char  *action,
                   const char  *payload,
                   GError     **error)
{
  EoDatabase *database = writer->database;
  guint8 hash[HASH], digest[HASH];
  sqlite3_stmt *statement;
  gint64 seq;

  if (payload == NULL)
    payload = "[]";
  if (!find_last (writer, error))
    return FALSE;
  seq = writer->last_seq + 1;
  memcpy (hash, writer->last_hash, HASH);
  digest_of (payload, digest);
  chain (hash, seq, writer->now.iso, writer->by, kind, id, action, digest);

  statement = eo_database_prepare_lasting (database, "INSERT INTO journal (seq, at, by, kind, record, action, digest, hash)"
                                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, seq);
  eo_bind_lasting_text (statement, 2, writer->now.iso);
  eo_bind_lasting_text (statement, 3, writer->by);
  eo_bind_lasting_text (statement, 4, kind);
  sqlite3_bind_int64 (statement, 5, id);
  eo_bind_lasting_text (statement, 6, action);
  sqlite3_bind_blob (statement, 7, digest, HASH, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 8, hash, HASH, SQLITE_STATIC);
  if (!eo_database_run (database, statement, error))
    return FALSE;

  statement = eo_database_prepare_lasting (database, "INSERT INTO journal_payload (seq, payload) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, seq);
  eo_bind_lasting_text (statement, 2, payload);
  if (!eo_database_run (database, statement, error))
    return FALSE;

  writer->last_seq = seq;
  memcpy (writer->last_hash, hash, HASH);
  return TRUE;
}

static void
add_fault (GPtrArray  *faults,
           gint64      seq,
           const char *what)
{
  g_ptr_array_add (faults, g_strdup_printf (_("Journal entry %" G_GINT64_FORMAT ": %s"), seq, what));
}

/* One row of the walk: seq, at, by, kind, record, action, digest, hash, payload. */
static void
verify_row (sqlite3_stmt *row,
            gint64        expected,
            guint8        hash[HASH],
            GPtrArray    *faults)
{
  gint64 seq = sqlite3_column_int64 (row, 0);
  guint8 digest[HASH];

  if (seq != expected)
    add_fault (faults, seq, _("entries before it are missing"));
  if (sqlite3_column_bytes (row, 6) != HASH || sqlite3_column_bytes (row, 7) != HASH)
    {
      add_fault (faults, seq, _("its seal is damaged"));
      return;
    }
  if (sqlite3_column_type (row, 8) != SQLITE_NULL)
    {
      digest_of (eo_column_text (row, 8), digest);
      if (memcmp (digest, sqlite3_column_blob (row, 6), HASH) != 0)
        add_fault (faults, seq, _("what it says was changed"));
    }
  chain (hash, seq, eo_column_text (row, 1), eo_column_text (row, 2), eo_column_text (row, 3),
         sqlite3_column_int64 (row, 4), eo_column_text (row, 5), sqlite3_column_blob (row, 6));
  if (memcmp (hash, sqlite3_column_blob (row, 7), HASH) != 0)
    {
      add_fault (faults, seq, _("it was changed, or one before it was"));
      memcpy (hash, sqlite3_column_blob (row, 7), HASH); /* one fault is one line */
    }
}

gboolean
eo_journal_verify (EoDatabase    *database,
                   GPtrArray     *faults,
                   GCancellable  *cancellable,
                   GError       **error)
{
  sqlite3_stmt *row = eo_database_prepare (
    database,
    "SELECT j.seq, j.at, j.by, j.kind, j.record, j.action, j.digest, j.hash, p.payload"
    " FROM journal AS j LEFT JOIN journal_payload AS p ON p.seq = j.seq ORDER BY j.seq",
    error);
  guint8 hash[HASH] = { 0 };
  gint64 last = 0;
  int code;

  if (row == NULL)
    return FALSE;
  while ((code = sqlite3_step (row)) == SQLITE_ROW && !g_cancellable_is_cancelled (cancellable))
    {
      verify_row (row, last + 1, hash, faults);
      last = sqlite3_column_int64 (row, 0);
    }
  sqlite3_reset (row);
  if (code == SQLITE_ROW)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  return code == SQLITE_DONE || eo_database_fail (database, error);
}

static void
append_json_string (GString    *json,
                    const char *text)
{
  const char *plain = text;

  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != '"' && *p != '\\' && (guchar) *p >= 0x20)
        continue;
      g_string_append_len (json, plain, p - plain);
      plain = p + 1;
      if (*p == '"' || *p == '\\' || *p == '\n')
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, *p == '\n' ? 'n' : *p);
        }
      else
        g_string_append_printf (json, "\\u%04x", (guchar) *p);
    }
  g_string_append (json, plain);
  g_string_append_c (json, '"');
}

/* Of a new record nothing was before: that is not said. */
static void
append_change (GString       *json,
               const EoField *field,
               EoRecord      *before,
               EoRecord      *after)
{
  g_autofree char *old = before != NULL ? eo_field_to_text (field, before) : NULL;
  g_autofree char *new = eo_field_to_text (field, after);

  g_string_append (json, json->len > 1 ? ",{\"field\":\"" : "{\"field\":\"");
  g_string_append (json, field->name);
  if (old != NULL)
    {
      g_string_append (json, "\",\"before\":");
      append_json_string (json, old);
      g_string_append (json, ",\"after\":");
    }
  else
    {
      g_string_append (json, "\",\"after\":");
    }
  append_json_string (json, new);
  g_string_append_c (json, '}');
}

/* Of a new record what goes without saying is not said: nothing, none, no, and what is reckoned from the rest. Most of an
 * appointment is that, and the journal is the largest part of an office. */
static gboolean
goes_without_saying (const EoField *field,
                     EoRecord      *record)
{
  const EoFieldFlags reckoned = EO_HIDDEN | EO_DERIVED;

  if ((field->flags & reckoned) == reckoned)
    return TRUE;
  if (field->type == EO_FIELD_BOOLEAN)
    return !eo_field_get_choice (field, record);
  return field->type == EO_FIELD_INTEGER ? eo_field_is_unsaid (field, record) : eo_field_is_empty (field, record);
}

/* Written by hand, because a million letters of a demonstration office pass here. */
char *
eo_changes_to_json (EoRecord *before,
                    EoRecord *after)
{
  GString *json = g_string_sized_new (before == NULL ? 2048 : 512);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (after), &n);

  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    if (before != NULL ? !eo_field_equal (fields[i], before, after) : !goes_without_saying (fields[i], after))
      append_change (json, fields[i], before, after);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static void
change_free (gpointer data)
{
  EoChange *change = data;

  g_free (change->field);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static char *
dup_member (JsonObject *object,
            const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, ""));
}

static GPtrArray *
parse_changes (const char *payload)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  g_autoptr (JsonNode) root = json_from_string (payload, NULL);
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      EoChange *change = g_new0 (EoChange, 1);
      change->field = dup_member (object, "field");
      change->before = dup_member (object, "before");
      change->after = dup_member (object, "after");
      g_ptr_array_add (changes, change);
    }
  return changes;
}

void
eo_history_entry_free (EoHistoryEntry *entry)
{
  g_free (entry->by);
  g_free (entry->action);
  g_ptr_array_unref (entry->changes);
  g_free (entry);
}

GPtrArray *
eo_journal_read (EoDatabase    *database,
                 const EoKind  *kind,
                 gint64         id,
                 GError       **error)
{
  g_autoptr (GPtrArray) history = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_history_entry_free);
  sqlite3_stmt *row = eo_database_prepare (
    database,
    "SELECT j.seq, j.at, j.by, j.action, p.payload FROM journal AS j LEFT JOIN journal_payload AS p ON p.seq = j.seq"
    " WHERE j.kind = ?1 AND j.record = ?2 ORDER BY j.seq DESC",
    error);
  int code;

  if (row == NULL)
    return NULL;
  eo_bind_text (row, 1, kind->name);
  sqlite3_bind_int64 (row, 2, id);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      EoHistoryEntry *entry = g_new0 (EoHistoryEntry, 1);
      entry->seq = sqlite3_column_int64 (row, 0);
      g_strlcpy (entry->at.iso, eo_column_text (row, 1), sizeof entry->at.iso);
      entry->by = g_strdup (eo_column_text (row, 2));
      entry->action = g_strdup (eo_column_text (row, 3));
      entry->changes = parse_changes (eo_column_text (row, 4));
      g_ptr_array_add (history, entry);
    }
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    {
      eo_database_fail (database, error);
      return NULL;
    }
  return g_steal_pointer (&history);
}
