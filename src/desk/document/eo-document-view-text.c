/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/document/eo-document-view-private.h"

/* The text of the first pages, one after another, from the reader that has the document open already, or as it was read
 * off those that are pictures. */
typedef struct
{
  EoPages   *source;
  guint      n_pages;
  GPtrArray *pages;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->source);
  g_ptr_array_unref (reading->pages);
  g_free (reading);
}

static void read_next (GTask *task);

static EoPageText *
read_scan (EoPages *source,
           guint    page)
{
  EoScanText *scans = eo_pages_get_scans (source);
  double width, height;

  eo_pages_get_size (source, page, &width, &height);
  return scans != NULL ? eo_scan_text_read (scans, page, width, height) : NULL;
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  EoPageText *text = eo_reader_text_finish (EO_READER (source), result, &error);
  EoPageText *scan;

  if (text == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  scan = read_scan (reading->source, reading->pages->len);
  if (scan != NULL)
    eo_page_text_free (text);
  g_ptr_array_add (reading->pages, scan != NULL ? scan : text);
  read_next (g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_next (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (reading->pages->len >= reading->n_pages)
    {
      g_task_return_pointer (task, g_ptr_array_ref (reading->pages), (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  eo_reader_text_async (eo_pages_get_reader (reading->source), reading->pages->len, g_task_get_cancellable (task),
                        on_text, task);
}

void
eo_document_view_read_text_async (EoDocumentView      *self,
                                  guint                n_pages,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Reading *reading;
  GTask *task;

  g_return_if_fail (EO_IS_DOCUMENT_VIEW (self) && self->pages != NULL);

  reading = g_new0 (Reading, 1);
  reading->source = g_object_ref (self->pages);
  reading->n_pages = MIN (n_pages, eo_pages_get_n (self->pages));
  reading->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_page_text_free);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_document_view_read_text_async);
  g_task_set_task_data (task, reading, reading_free);
  read_next (task);
}

GPtrArray *
eo_document_view_read_text_finish (EoDocumentView  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
