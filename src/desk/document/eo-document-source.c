/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "desk/document/eo-document-source.h"

#define CHUNK ((gsize) 1 << 20)

struct _EoDocumentSource
{
  GObject       parent_instance;

  EoStore      *store;
  EoAttachment *attachment;
  int           fd; /* -1 where the store has it */
  char         *name;
};

/* Folders lent by this process. Under lock: they are made in threads. */
static GMutex lent_lock;
static GPtrArray *lent;

G_DEFINE_FINAL_TYPE (EoDocumentSource, eo_document_source, G_TYPE_OBJECT)

static gboolean
fail_io (GError     **error,
         const char  *name,
         int          code)
{
  g_set_error (error, EO_ERROR, code == ENOSPC ? EO_ERROR_FULL : EO_ERROR_IO,
               _("“%s” could not be copied: %s. Choose another place or make room there."), name,
               g_strerror (code));
  return FALSE;
}

/* By position: the file may be read by others at the same time. */
static gboolean
copy_fd (EoDocumentSource  *self,
         GOutputStream     *stream,
         GCancellable      *cancellable,
         GError           **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  goffset at = 0;

  for (;;)
    {
      gssize n = pread (self->fd, buffer, CHUNK, at);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_io (error, self->name, errno);
      if (n == 0)
        return TRUE;
      if (!g_output_stream_write_all (stream, buffer, (gsize) n, NULL, cancellable, error))
        return FALSE;
      at += n;
    }
}

/* What the file system says, said of this document. */
static GError *
explain (EoDocumentSource *self,
         GError           *error)
{
  g_autoptr (GError) owned = error;
  int code = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? EO_ERROR_FULL : EO_ERROR_IO;

  if (error->domain != G_IO_ERROR)
    return g_steal_pointer (&owned);
  return g_error_new (EO_ERROR, code, _("“%s” could not be copied: %s. Choose another place or make room there."),
                      self->name, error->message);
}

static gboolean
copy_to (EoDocumentSource  *self,
         GOutputStream     *stream,
         GCancellable      *cancellable,
         GError           **error)
{
  if (self->fd >= 0)
    return copy_fd (self, stream, cancellable, error);
  return eo_store_copy_out (self->store, self->attachment, stream, cancellable, error);
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  EoDocumentSource *self = source;
  GError *error = NULL;
  int fd;

  if (self->fd >= 0)
    {
      fd = fcntl (self->fd, F_DUPFD_CLOEXEC, 3);
      if (fd < 0)
        fail_io (&error, self->name, errno);
    }
  else
    fd = eo_store_open_document (self->store, self->attachment->document, &error);
  if (fd < 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, fd);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  EoDocumentSource *self = source;
  g_autoptr (GFileOutputStream) stream = NULL;
  GError *error = NULL;

  stream
    = g_file_replace (G_FILE (data), NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, &error);
  if (stream == NULL || !copy_to (self, G_OUTPUT_STREAM (stream), cancellable, &error))
    {
      /* Closed as cancelled, a stream that replaces leaves what was there before. */
      g_autoptr (GCancellable) never = g_cancellable_new ();

      g_cancellable_cancel (never);
      if (stream != NULL)
        g_output_stream_close (G_OUTPUT_STREAM (stream), never, NULL);
      g_task_return_error (task, explain (self, error));
      return;
    }
  if (g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, explain (self, error));
}

/* In the session's own folder, which the system empties at its end, where there is one. */
static char *
make_folder (GError **error)
{
  g_autofree char *template = g_build_filename (g_get_user_runtime_dir (), "execoffice-XXXXXX", NULL);
  char *folder = NULL;

  if (g_mkdtemp_full (template, 0700) != NULL)
    folder = g_steal_pointer (&template);
  else
    folder = g_dir_make_tmp ("execoffice-XXXXXX", error);
  if (folder != NULL)
    {
      g_mutex_lock (&lent_lock);
      if (lent == NULL)
        lent = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (lent, g_strdup (folder));
      g_mutex_unlock (&lent_lock);
    }
  return folder;
}

static void
lend_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  EoDocumentSource *self = source;
  g_autoptr (GOutputStream) stream = NULL;
  g_autofree char *folder = NULL, *name = NULL, *path = NULL;
  GError *error = NULL;
  int fd;

  folder = make_folder (&error);
  if (folder == NULL)
    {
      g_task_return_error (task, explain (self, error));
      return;
    }
  name = eo_text_safe_filename (self->name);
  path = g_build_filename (folder, name, NULL);
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
  if (fd < 0)
    {
      fail_io (&error, self->name, errno);
      g_task_return_error (task, error);
      return;
    }
  stream = g_unix_output_stream_new (fd, TRUE);
  if (copy_to (self, stream, cancellable, &error) && g_output_stream_close (stream, cancellable, &error))
    {
      g_task_return_pointer (task, g_file_new_for_path (path), g_object_unref);
      return;
    }
  g_unlink (path);
  g_task_return_error (task, explain (self, error));
}

static void
eo_document_source_finalize (GObject *object)
{
  EoDocumentSource *self = EO_DOCUMENT_SOURCE (object);

  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->store);
  g_clear_pointer (&self->attachment, eo_attachment_free);
  g_free (self->name);

  G_OBJECT_CLASS (eo_document_source_parent_class)->finalize (object);
}

static void
eo_document_source_class_init (EoDocumentSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_document_source_finalize;
}

static void
eo_document_source_init (EoDocumentSource *self)
{
  self->fd = -1;
}

EoDocumentSource *
eo_document_source_new_for_attachment (EoStore            *store,
                                       const EoAttachment *attachment)
{
  EoDocumentSource *self;

  g_return_val_if_fail (EO_IS_STORE (store) && attachment != NULL, NULL);

  self = g_object_new (EO_TYPE_DOCUMENT_SOURCE, NULL);
  self->store = g_object_ref (store);
  self->attachment = eo_attachment_copy (attachment);
  self->name = g_strdup (attachment->name);
  return self;
}

EoDocumentSource *
eo_document_source_new_for_fd (int         fd,
                               const char *name)
{
  EoDocumentSource *self;

  g_return_val_if_fail (fd >= 0 && name != NULL, NULL);

  self = g_object_new (EO_TYPE_DOCUMENT_SOURCE, NULL);
  self->fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  self->name = g_strdup (name);
  return self;
}

const char *
eo_document_source_get_name (EoDocumentSource *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_SOURCE (self), NULL);

  return self->name;
}

const EoAttachment *
eo_document_source_get_attachment (EoDocumentSource *self)
{
  g_return_val_if_fail (EO_IS_DOCUMENT_SOURCE (self), NULL);

  return self->attachment;
}

static void
run (EoDocumentSource    *self,
     gpointer             tag,
     GTaskThreadFunc      func,
     GFile               *file,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* A descriptor or a folder that is there already is not to be lost over a late change of mind. */
  g_task_set_check_cancellable (task, FALSE);
  if (file != NULL)
    g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, func);
}

void
eo_document_source_open_async (EoDocumentSource    *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (EO_IS_DOCUMENT_SOURCE (self));

  run (self, eo_document_source_open_async, open_in_thread, NULL, cancellable, callback, user_data);
}

int
eo_document_source_open_finish (EoDocumentSource  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

void
eo_document_source_save_async (EoDocumentSource    *self,
                               GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (EO_IS_DOCUMENT_SOURCE (self) && G_IS_FILE (file));

  run (self, eo_document_source_save_async, save_in_thread, file, cancellable, callback, user_data);
}

gboolean
eo_document_source_save_finish (EoDocumentSource  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
eo_document_source_lend_async (EoDocumentSource    *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (EO_IS_DOCUMENT_SOURCE (self));

  run (self, eo_document_source_lend_async, lend_in_thread, NULL, cancellable, callback, user_data);
}

GFile *
eo_document_source_lend_finish (EoDocumentSource  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
eo_document_source_clean_up (void)
{
  g_mutex_lock (&lent_lock);
  for (guint i = 0; lent != NULL && i < lent->len; i++)
    remove_folder (g_ptr_array_index (lent, i));
  g_clear_pointer (&lent, g_ptr_array_unref);
  g_mutex_unlock (&lent_lock);
}
