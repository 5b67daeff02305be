/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-draft.h"
#include "store/eo-schema.h"
#include "store/eo-store-core.h"

#define POLL_MS 400
#define TELL_AT_MOST 200 /* changes of other processes told one by one; more are told as "many" */
#define SPARE_READERS 3

enum
{
  CHANGED,
  ATTACHMENTS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoStore, eo_store, G_TYPE_OBJECT)

static void
eo_store_finalize (GObject *object)
{
  EoStore *self = EO_STORE (object);

  eo_store_close (self);
  g_ptr_array_unref (self->spare_readers);
  g_clear_pointer (&self->calendar, eo_calendar_unref);
  g_mutex_clear (&self->calendar_mutex);
  g_mutex_clear (&self->mutex);
  g_async_queue_unref (self->jobs);
  g_free (self->path);
  g_free (self->by);
  G_OBJECT_CLASS (eo_store_parent_class)->finalize (object);
}

static void
eo_store_class_init (EoStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", EO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_STRING, G_TYPE_INT64);
  signals[ATTACHMENTS_CHANGED] = g_signal_new ("attachments-changed", EO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                               NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
eo_store_init (EoStore *self)
{
  self->thread = g_thread_self ();
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->calendar_mutex);
  self->jobs = g_async_queue_new ();
  self->spare_readers = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_database_close);
}

void
eo_store_tell (EoStore    *self,
               const char *kind,
               gint64      id,
               gboolean    attachments)
{
  if (!attachments)
    eo_store_forget_calendar (self, kind);
  g_signal_emit (self, signals[attachments ? ATTACHMENTS_CHANGED : CHANGED], 0, kind, id);
}

/* Tells what others wrote since @self->last_seq, by the journal's tail. */
static void
tell_the_tail (EoStore *self)
{
  sqlite3_stmt *row
    = eo_database_prepare (self->reader, "SELECT seq, kind, record, action FROM journal WHERE seq > ?1 ORDER BY seq", NULL);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (EoChanged));

  if (row == NULL)
    return;
  sqlite3_bind_int64 (row, 1, self->last_seq);
  while (sqlite3_step (row) == SQLITE_ROW && changes->len <= TELL_AT_MOST)
    {
      EoChanged changed = { g_intern_string (eo_column_text (row, 1)), sqlite3_column_int64 (row, 2),
                            strstr (eo_column_text (row, 3), "tached") != NULL };
      self->last_seq = sqlite3_column_int64 (row, 0);
      g_array_append_val (changes, changed);
    }
  sqlite3_reset (row);
  if (changes->len > TELL_AT_MOST)
    {
      self->last_seq = eo_database_get_integer (self->reader, "SELECT max (seq) FROM journal", self->last_seq);
      eo_store_tell (self, "", 0, FALSE);
      eo_store_tell (self, "", 0, TRUE);
      return;
    }
  for (guint i = 0; i < changes->len; i++)
    {
      EoChanged *changed = &g_array_index (changes, EoChanged, i);
      eo_store_tell (self, changed->kind, changed->id, changed->attachments);
    }
  /* Drafts are not in the journal: what another desk took in is looked for. */
  eo_store_tell (self, EO_DRAFT_KIND, 0, FALSE);
}

static gboolean
on_poll (gpointer user_data)
{
  EoStore *self = user_data;
  gint64 version = eo_database_get_integer (self->reader, "PRAGMA data_version", 0);

  if (version != self->data_version)
    {
      self->data_version = version;
      tell_the_tail (self);
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
choose_mode (const char       *path,
             EoStoreFlags      flags,
             EoOfficeFile     *file,
             EoDatabaseMode   *mode,
             gboolean         *read_only,
             GError          **error)
{
  g_autofree char *name = g_path_get_basename (path);

  *read_only = (flags & EO_STORE_READ_ONLY) || !file->writable;
  *mode = EO_DATABASE_READER;
  /* Where another account may be writing, its log is followed: immutable would show stale rows. */
  if (file->writable || file->shared)
    return TRUE;
  if (file->unsettled)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_READ_ONLY,
                   _("“%s” was not closed properly and cannot be written here, so its last changes cannot be read. "
                     "Open it once where it may be written."), name);
      return FALSE;
    }
  *mode = EO_DATABASE_IMMUTABLE;
  return TRUE;
}

/* Brings the file to where it can be opened: made, or migrated. */
static gboolean
prepare_file (const char    *path,
              EoStoreFlags   flags,
              EoOfficeFile  *file,
              GError       **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (!eo_schema_inspect (path, file, error))
    return FALSE;
  if (!file->exists && !(flags & EO_STORE_CREATE))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no office at “%s”."), path);
      return FALSE;
    }
  if (!file->exists && (!eo_schema_create (path, error) || !eo_schema_inspect (path, file, error)))
    return FALSE;
  if (file->version >= eo_schema_latest ())
    return TRUE;
  if (!file->writable)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_READ_ONLY,
                   _("“%s” was made by an older version and must be brought up to date, but cannot be written here."),
                   name);
      return FALSE;
    }
  return eo_schema_migrate (path, error);
}

static void
find_me (EoStore *self)
{
  sqlite3_stmt *row = eo_database_prepare (
    self->reader, "SELECT id FROM person WHERE account = ?1 AND account <> '' AND deleted_at = '' ORDER BY id LIMIT 1", NULL);

  self->by = g_strdup (g_get_user_name ());
  if (row == NULL)
    return;
  eo_bind_text (row, 1, self->by);
  if (sqlite3_step (row) == SQLITE_ROW)
    self->me = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
}

EoStore *
eo_store_open (const char    *path,
               EoStoreFlags   flags,
               GError       **error)
{
  g_autoptr (EoStore) self = g_object_new (EO_TYPE_STORE, NULL);
  EoOfficeFile file;

  self->path = eo_database_real_path (path);
  if (!prepare_file (self->path, flags, &file, error)
      || !choose_mode (self->path, flags, &file, &self->mode, &self->read_only, error))
    return NULL;
  /* The main thread reads records by their key, which wants no large cache; workers search. */
  self->reader = eo_database_open (self->path, self->mode, error);
  if (self->reader == NULL || !eo_database_execute (self->reader, "PRAGMA cache_size = -1024", error))
    return NULL;
  if (eo_database_prepare (self->reader, "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1", error) == NULL)
    return NULL;
  self->data_version = eo_database_get_integer (self->reader, "PRAGMA data_version", 0);
  self->last_seq = eo_database_get_integer (self->reader, "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1", 0);
  find_me (self);
  if (self->mode != EO_DATABASE_IMMUTABLE)
    self->poll = g_timeout_add (POLL_MS, on_poll, self);
  return g_steal_pointer (&self);
}

/* Brings the log home, so that the file alone is the office. Only where nobody else writes just now. */
static void
settle (EoStore *self)
{
  g_autoptr (EoLock) lock = eo_lock_take (self->path, NULL);
  g_autoptr (EoDatabase) database = lock != NULL ? eo_database_open (self->path, EO_DATABASE_WRITER, NULL) : NULL;

  if (database != NULL)
    {
      sqlite3_busy_timeout (database->handle, 200);
      sqlite3_wal_checkpoint_v2 (database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
}

void
eo_store_close (EoStore *self)
{
  gboolean wrote = self->writer != NULL;

  g_clear_handle_id (&self->poll, g_source_remove);
  eo_store_join_writer (self);
  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->spare_readers, 0);
  self->closed = TRUE;
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->reader, eo_database_close);
  if (wrote)
    settle (self);
}

const char *
eo_store_get_path (EoStore *self)
{
  return self->path;
}

gboolean
eo_store_is_read_only (EoStore *self)
{
  return self->read_only;
}

char *
eo_store_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "execoffice", "office.db", NULL);
}

gboolean
eo_store_act_as (EoStore     *self,
                 const char  *person,
                 GError     **error)
{
  g_autoptr (EoRecord) record = eo_store_find (self, eo_kind_lookup ("person"), person, error);

  if (record == NULL)
    return FALSE;
  self->me = record->id;
  g_free (self->by);
  self->by = g_strdup_printf ("%s for %s", g_get_user_name (), eo_record_get_title (record));
  return TRUE;
}

gint64
eo_store_get_me (EoStore *self)
{
  return self->me;
}

/* Any thread: a report is made in a worker. */
char *
eo_store_get_setting (EoStore    *self,
                      const char *name)
{
  gboolean main_thread = g_thread_self () == self->thread;
  EoDatabase *reader = main_thread ? self->reader : eo_store_lend_reader (self, NULL);
  sqlite3_stmt *row = NULL;
  char *value = NULL;

  if (reader != NULL)
    row = eo_database_prepare (reader, "SELECT value FROM setting WHERE name = ?1", NULL);
  if (row != NULL)
    {
      eo_bind_text (row, 1, name);
      if (sqlite3_step (row) == SQLITE_ROW)
        value = g_strdup (eo_column_text (row, 0));
      sqlite3_reset (row);
    }
  if (!main_thread && reader != NULL)
    eo_store_return_reader (self, reader);
  return value != NULL ? value : g_strdup ("");
}

EoDatabase *
eo_store_main_reader (EoStore *self)
{
  return self->reader;
}

EoDatabase *
eo_store_lend_reader (EoStore  *self,
                      GError  **error)
{
  EoDatabase *reader = NULL;
  gboolean closed;

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  if (self->spare_readers->len > 0)
    reader = g_ptr_array_steal_index_fast (self->spare_readers, self->spare_readers->len - 1);
  g_mutex_unlock (&self->mutex);
  if (reader == NULL && closed) /* whoever still asks has no use for the answer */
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The office was closed."));
      return NULL;
    }
  if (reader == NULL)
    reader = eo_database_open (self->path, self->mode, error);
  /* Whoever reads much, by many calls, pushes what cancels it. */
  if (reader != NULL)
    eo_database_set_cancellable (reader, g_cancellable_get_current ());
  return reader;
}

void
eo_store_return_reader (EoStore    *self,
                        EoDatabase *reader)
{
  eo_database_set_cancellable (reader, NULL);
  g_mutex_lock (&self->mutex);
  if (!self->closed && self->spare_readers->len < SPARE_READERS)
    {
      g_ptr_array_add (self->spare_readers, reader);
      reader = NULL;
    }
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&reader, eo_database_close);
}
