/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-signing-pages.h"

static void
item_free (gpointer data)
{
  EoSigningItem *item = data;

  g_clear_object (&item->letter);
  g_clear_object (&item->answered);
  g_clear_pointer (&item->sheet, eo_letter_sheet_free);
  g_clear_pointer (&item->own, g_ptr_array_unref);
  g_clear_pointer (&item->behind, g_ptr_array_unref);
  g_free (item);
}

static EoSigningItem *
make_item (EoStore  *store,
           EoRecord *letter)
{
  EoSigningItem *item = g_new0 (EoSigningItem, 1);

  item->letter = g_object_ref (letter);
  item->sheet = eo_letter_sheet_new_for (store, letter);
  if (EO_LETTER (letter)->answers.id != 0)
    item->answered = eo_store_get (store, &eo_letter_kind, EO_LETTER (letter)->answers.id, NULL);
  item->own = *EO_LETTER (letter)->body == '\0' ? eo_store_get_attachments (store, &eo_letter_kind, letter->id)
                                                : g_ptr_array_new ();
  item->behind = item->answered != NULL ? eo_store_get_attachments (store, &eo_letter_kind, item->answered->id)
                                        : g_ptr_array_new ();
  return item;
}

GPtrArray *
eo_signing_box_collect (EoStore  *store,
                        GError  **error)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_letter_kind);
  g_autoptr (GPtrArray) letters = NULL;
  GPtrArray *items;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  eo_query_add (query, eo_kind_find_field (&eo_letter_kind, "status"), EO_IS, "signature");
  eo_query_add (query, eo_kind_find_field (&eo_letter_kind, "direction"), EO_IS, "outgoing");
  eo_query_set_sort_reference (query, FALSE);
  letters = eo_store_select (store, query, 0, error);
  if (letters == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < letters->len; i++)
    g_ptr_array_add (items, make_item (store, g_ptr_array_index (letters, i)));
  return items;
}

/* Writing */

typedef struct
{
  EoSigningPages pages;
  char          *path;
  EoProgressFunc progress;
  gpointer       progress_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->pages.store);
  g_ptr_array_unref (job->pages.items);
  g_clear_object (&job->pages.cancellable);
  g_free (job->pages.office);
  g_free (job->path);
  g_free (job);
}

static Job *
job_new (EoStore      *store,
         const char   *path,
         GCancellable *cancellable,
         GError      **error)
{
  GPtrArray *items = eo_signing_box_collect (store, error);
  Job *job;

  if (items == NULL)
    return NULL;
  job = g_new0 (Job, 1);
  job->pages.store = g_object_ref (store);
  job->pages.items = items;
  job->pages.office = eo_store_get_setting (store, "office-name");
  job->pages.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->path = g_strdup (path);
  return job;
}

static gboolean
write_job (Job     *job,
           GError **error)
{
  EoPaper paper = eo_paper_letter ();

  if (job->pages.items->len == 0)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("No letter awaits a signature: the box is empty."));
      return FALSE;
    }
  return eo_paper_write_pdf (job->path, &paper, eo_signing_pages_draw, &job->pages, error);
}

gboolean
eo_signing_box_write (EoStore         *store,
                      const char      *path,
                      EoProgressFunc   progress,
                      gpointer         user_data,
                      GError         **error)
{
  Job *job = job_new (store, path, NULL, error);
  gboolean written;

  if (job == NULL)
    return FALSE;
  job->pages.progress = progress;
  job->pages.progress_data = user_data;
  written = write_job (job, error);
  job_free (job);
  return written;
}

typedef struct
{
  GTask *task;
  double fraction;
} Told;

static gboolean
tell (gpointer data)
{
  Told *told = data;
  Job *job = g_task_get_task_data (told->task);

  if (!g_task_get_completed (told->task))
    job->progress (told->fraction, job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
told_free (gpointer data)
{
  g_object_unref (((Told *) data)->task);
  g_free (data);
}

static void
tell_main_thread (double   fraction,
                  gpointer task)
{
  Told *told = g_new (Told, 1);

  told->task = g_object_ref (task);
  told->fraction = fraction;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, tell, told, told_free);
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      task_data,
     GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (job->progress != NULL)
    {
      job->pages.progress = tell_main_thread;
      job->pages.progress_data = task;
    }
  if (write_job (job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
eo_signing_box_write_async (EoStore             *store,
                            const char          *path,
                            EoProgressFunc       progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  GError *error = NULL;
  Job *job = job_new (store, path, cancellable, &error);

  g_task_set_source_tag (task, eo_signing_box_write_async);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

gboolean
eo_signing_box_write_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Decisions */

void
eo_signing_decision_free (EoSigningDecision *decision)
{
  g_object_unref (decision->letter);
  g_free (decision->note);
  g_free (decision->refused);
  g_free (decision);
}

static gboolean
decide (EoWriter           *writer,
        EoSigningDecision  *decision,
        EoSignedHow         how,
        GError            **error)
{
  g_autoptr (EoRecord) copy = eo_record_copy (decision->letter);
  EoLetter *letter = EO_LETTER (copy);

  if (decision->choice == EO_SIGNING_SIGN)
    {
      letter->signed_how = how;
      return eo_writer_step (writer, copy, "signed", error);
    }
  letter->return_reason = decision->reason;
  eo_str_set (&letter->return_note, decision->note != NULL ? decision->note : "");
  return eo_writer_step (writer, copy, "returned", error);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, EO_ERROR, EO_ERROR_STATE) || g_error_matches (error, EO_ERROR, EO_ERROR_INVALID)
         || g_error_matches (error, EO_ERROR, EO_ERROR_CONFLICT) || g_error_matches (error, EO_ERROR, EO_ERROR_NOT_FOUND);
}

/* Rules refuse before anything of the letter is written, so what was decided of the others stands. */
gboolean
eo_signing_box_decide (EoWriter  *writer,
                       gpointer   data,
                       GError   **error)
{
  EoSigningPass *pass = data;

  for (guint i = 0; i < pass->decisions->len; i++)
    {
      EoSigningDecision *decision = g_ptr_array_index (pass->decisions, i);
      g_autoptr (GError) refusal = NULL;

      g_clear_pointer (&decision->refused, g_free);
      if (decision->choice == EO_SIGNING_HOLD || decide (writer, decision, pass->how, &refusal))
        continue;
      if (!is_refusal (refusal))
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
      decision->refused = g_strdup (refusal->message);
    }
  return TRUE;
}
