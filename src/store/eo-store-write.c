/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "store/eo-document-private.h"
#include "store/eo-store-core.h"

#define TELL_AT_MOST 200

/* One transaction asked for. The task owns it; the writer thread fills in what came of it. */
typedef struct
{
  EoWriteFunc    func; /* NULL: the thread shall end */
  gpointer       data;
  GDestroyNotify destroy;
  char          *by;
  gint64         me;

  GError        *error;
  GArray        *changes;    /* of EoChanged */
  gint64         first_seq;  /* the journal's end before … */
  gint64         last_seq;   /* … and after */
} Job;

static Job *
job_new (EoStore        *self,
         EoWriteFunc     func,
         gpointer        data,
         GDestroyNotify  destroy)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->destroy = destroy;
  job->by = g_strdup (self->by);
  job->me = self->me;
  job->changes = g_array_new (FALSE, FALSE, sizeof (EoChanged));
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_clear_error (&job->error);
  g_array_unref (job->changes);
  g_free (job->by);
  g_free (job);
}

void
eo_writer_note (EoWriter   *writer,
                const char *kind,
                gint64      id,
                gboolean    attachments)
{
  EoChanged changed = { g_intern_string (kind), id, attachments };

  g_array_append_val (writer->changes, changed);
  if (!attachments)
    eo_writer_forget_calendar (writer, kind);
}

static void
refusal_free (gpointer data)
{
  EoRefusal *refusal = data;

  g_free (refusal->why);
  g_free (refusal);
}

void
eo_writer_note_refusal (EoWriter   *writer,
                        EoRecord   *record,
                        const char *why)
{
  EoRefusal *refusal;

  g_return_if_fail (EO_IS_RECORD (record) && why != NULL);

  if (record->id == 0)
    return;
  refusal = g_new0 (EoRefusal, 1);
  refusal->kind = eo_record_get_kind (record)->name;
  refusal->id = record->id;
  refusal->why = g_strdup (why);
  if (writer->refusals == NULL)
    writer->refusals = g_ptr_array_new_with_free_func (refusal_free);
  g_ptr_array_add (writer->refusals, refusal);
}

/* Brings the log home while we hold the lock. */
static void
checkpoint (EoDatabase *database)
{
  g_autofree char *log = g_strconcat (database->path, "-wal", NULL);
  struct stat status;

  if (stat (log, &status) == 0 && status.st_size > EO_LOG_LIMIT)
    sqlite3_wal_checkpoint_v2 (database->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static gint64
journal_end (EoDatabase *database)
{
  return eo_database_get_integer (database, "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1", 0);
}

/* What goes into a file that was moved away, or put in its place by another program, would be saved nowhere. */
static gboolean
check_place (EoDatabase  *database,
             GError     **error)
{
  g_autofree char *name = g_path_get_basename (database->path);
  int moved = 0;

  sqlite3_file_control (database->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved)
    g_set_error (error, EO_ERROR, EO_ERROR_IO,
                 _("“%s” was moved or replaced while it was open. Nothing was saved: close the office and open it again."),
                 name);
  return !moved;
}

static gboolean
run_transaction (EoWriter  *writer,
                 Job       *job,
                 GError   **error)
{
  EoDatabase *database = writer->database;
  g_autoptr (EoLock) lock = eo_lock_take (database->path, error);

  if (lock == NULL || !check_place (database, error) || !eo_database_execute (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  writer->now = eo_instant_now ();
  writer->has_last = FALSE;
  job->first_seq = journal_end (database);
  if (job->func (writer, job->data, error))
    {
      job->last_seq = journal_end (database);
      if (eo_database_execute (database, "COMMIT", error))
        {
          checkpoint (database);
          return TRUE;
        }
    }
  g_assert (error == NULL || *error != NULL);
  if (!sqlite3_get_autocommit (database->handle)) /* a full disk may have rolled back already */
    eo_database_execute (database, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
write_refusals (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  GPtrArray *refusals = data;

  for (guint i = 0; i < refusals->len; i++)
    {
      EoRefusal *refusal = g_ptr_array_index (refusals, i);

      if (!eo_attachment_journal (writer, refusal->kind, refusal->id, "refused", refusal->why, error))
        return FALSE;
      eo_writer_note (writer, refusal->kind, refusal->id, FALSE);
    }
  return TRUE;
}

/* Nothing of the attempt stays but that it was made. */
static void
journal_refusals (EoWriter *writer,
                  Job      *job)
{
  g_autoptr (GPtrArray) refusals = g_steal_pointer (&writer->refusals);
  Job second = { .func = write_refusals, .data = refusals, .changes = job->changes };
  g_autoptr (GError) error = NULL;

  if (run_transaction (writer, &second, &error))
    {
      job->first_seq = second.first_seq;
      job->last_seq = second.last_seq;
    }
  else
    g_warning ("the refusal could not be journalled: %s", error->message);
}

static void
run_job (EoStore     *self,
         EoDatabase **database,
         Job         *job)
{
  EoWriter writer = { .store = self, .by = job->by, .me = job->me, .changes = job->changes };

  if (self->read_only)
    {
      g_autofree char *name = g_path_get_basename (self->path);
      g_set_error (&job->error, EO_ERROR, EO_ERROR_READ_ONLY,
                   _("“%s” is open for reading only: nothing can be saved in it."), name);
      return;
    }
  if (*database == NULL)
    *database = eo_database_open (self->path, EO_DATABASE_WRITER, &job->error);
  if (*database == NULL)
    return;
  writer.database = *database;
  if (!run_transaction (&writer, job, &job->error))
    {
      g_array_set_size (job->changes, 0);
      job->last_seq = 0; /* the journal did not get there: others may */
      if (writer.refusals != NULL)
        journal_refusals (&writer, job);
    }
  g_clear_pointer (&writer.refusals, g_ptr_array_unref);
  eo_writer_forget_calendar (&writer, NULL);
}

/* What a transaction changed is told on the main thread, many of a kind at once as "many". */
static void
tell (EoStore *self,
      Job     *job)
{
  g_autoptr (GHashTable) records = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) documents = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean single = job->changes->len <= TELL_AT_MOST;

  if (self->closed)
    return;
  /* Nobody else wrote in between: the poll need not tell these again. */
  if (self->last_seq == job->first_seq)
    self->last_seq = MAX (self->last_seq, job->last_seq);
  for (guint i = 0; i < job->changes->len; i++)
    {
      EoChanged *changed = &g_array_index (job->changes, EoChanged, i);
      if (single)
        eo_store_tell (self, changed->kind, changed->id, changed->attachments);
      else if (g_hash_table_add (changed->attachments ? documents : records, (gpointer) changed->kind))
        eo_store_tell (self, changed->kind, 0, changed->attachments);
    }
}

static gboolean
on_job_done (gpointer data)
{
  g_autoptr (GTask) task = data;
  EoStore *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  tell (self, job);
  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/* Never in this thread, whoever owns the context just now: so no g_main_context_invoke(). */
static void
report (GTask *task)
{
  /* Once attached, the source may run, and who waits may free the context, before this thread lets go of the source:
   * g_source_unref() then locks a mutex that is gone. Freed last, because declared first. */
  g_autoptr (GMainContext) context = g_main_context_ref (g_task_get_context (task));
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, on_job_done, task, NULL);
  g_source_attach (source, context);
}

static gpointer
writer_thread (gpointer data)
{
  EoStore *self = data;
  EoDatabase *database = NULL;

  for (;;)
    {
      GTask *task = g_async_queue_pop (self->jobs);
      Job *job = g_task_get_task_data (task);

      if (job->func == NULL)
        {
          g_object_unref (task);
          break;
        }
      if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &job->error))
        run_job (self, &database, job);
      report (task); /* cancelled or not: what the job holds is for the main thread to free */
    }
  g_clear_pointer (&database, eo_database_close);
  return NULL;
}

static void
push (EoStore *self,
      GTask   *task)
{
  if (self->writer == NULL)
    self->writer = g_thread_new ("office-writer", writer_thread, self);
  g_async_queue_push (self->jobs, task);
}

void
eo_store_join_writer (EoStore *self)
{
  GTask *task;

  if (self->writer == NULL)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, job_new (self, NULL, NULL, NULL), job_free);
  g_async_queue_push (self->jobs, task);
  g_thread_join (g_steal_pointer (&self->writer));
}

void
eo_store_write_async (EoStore             *self,
                      EoWriteFunc          func,
                      gpointer             data,
                      GDestroyNotify       destroy,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (EO_IS_STORE (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_store_write_async);
  g_task_set_check_cancellable (task, FALSE); /* once it is committed, it is committed */
  g_task_set_task_data (task, job_new (self, func, data, destroy), job_free);
  if (!self->closed)
    {
      push (self, task);
      return;
    }
  g_task_return_new_error (task, EO_ERROR, EO_ERROR_IO, _("The office is closed: nothing was saved."));
  g_object_unref (task);
}

gboolean
eo_store_write_finish (EoStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  gboolean      done;
  GAsyncResult *result;
} Wait;

static void
on_waited (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  wait->done = TRUE;
}

gboolean
eo_store_write (EoStore      *self,
                EoWriteFunc   func,
                gpointer      data,
                GError      **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Wait wait = { FALSE, NULL };
  gboolean ok;

  /* A context of its own: nothing else of the program runs meanwhile. */
  g_main_context_push_thread_default (context);
  eo_store_write_async (self, func, data, NULL, NULL, on_waited, &wait);
  while (!wait.done)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  ok = eo_store_write_finish (self, wait.result, error);
  g_object_unref (wait.result);
  return ok;
}
