/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-reader.h"

#include <string.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-reader-private.h"
#include "reader/eo-reader-process.h"
#include "reader/eo-sealed.h"

#define WALL_SECONDS 20 /* a request */

struct _EoReader
{
  GObject          parent_instance;

  char            *name;
  EoReaderProcess *process;
  GMainContext    *context;
  GSource         *incoming;
  GSource         *timer;    /* of the request that is out */
  GQueue           waiting;  /* of GTask, each with a Job */
  GTask           *out;      /* the one the process works on; one at a time keeps the rest cancellable */
  guint32          serial;
  GError          *death;    /* why there is no process any more */

  GArray          *sizes;    /* of EoReaderSize, one a page */
  gboolean         is_image;
  guint64          cpu;      /* microseconds */
};

typedef struct
{
  EoReaderRequest  request;
  guint            n_pages; /* still to be searched, request.page among them */
  GPtrArray       *matches;
} Job;

static void pump (EoReader *self);

G_DEFINE_FINAL_TYPE (EoReader, eo_reader, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  explicit_bzero (&job->request, sizeof job->request);
  g_clear_pointer (&job->matches, g_ptr_array_unref);
  g_free (job);
}

static void
text_free (gpointer data)
{
  eo_page_text_free (data);
}

static void
pixels_free (gpointer data)
{
  eo_pixels_free (data);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* The end of the process: everything asked and not answered fails, now and later. */
static void
die (EoReader *self,
     GError   *death)
{
  g_autoptr (EoReader) keep = g_object_ref (self);
  GQueue tasks = self->waiting;
  GTask *task;

  g_assert (self->death == NULL);

  self->death = death;
  clear_source (&self->incoming);
  clear_source (&self->timer);
  g_clear_pointer (&self->process, eo_reader_process_free);

  g_queue_init (&self->waiting);
  if (self->out != NULL)
    g_queue_push_head (&tasks, g_steal_pointer (&self->out));
  while ((task = g_queue_pop_head (&tasks)) != NULL)
    {
      g_task_return_error (task, g_error_copy (death));
      g_object_unref (task);
    }
}

static GError *
refusal (EoReader       *self,
         const Job      *job,
         EoReaderStatus  status)
{
  switch (status)
    {
    case EO_READER_PASSWORD:
      return g_error_new (EO_ERROR, EO_ERROR_PASSWORD,
                          job->request.text[0] == '\0' ? _("“%s” is protected by a password.")
                                                       : _("That is not the password of “%s”."), self->name);
    case EO_READER_UNSUPPORTED:
      return g_error_new (EO_ERROR, EO_ERROR_UNSUPPORTED,
                          _("“%s” is of a kind that is not shown here. Open it in another program."), self->name);
    case EO_READER_TOO_LARGE:
      return g_error_new (EO_ERROR, EO_ERROR_TOO_LARGE,
                          _("“%s” is too large to be shown here. Open it in another program."), self->name);
    case EO_READER_DAMAGED:
    case EO_READER_REFUSED:
    case EO_READER_OK:
    case EO_READER_N_STATUS:
    default:
      if (job->request.op == EO_READER_OPEN)
        return g_error_new (EO_ERROR, EO_ERROR_DAMAGED,
                            _("“%s” is damaged and cannot be shown. Ask its sender for it again."), self->name);
      return g_error_new (EO_ERROR, EO_ERROR_DAMAGED, _("Page %u of “%s” is damaged and cannot be shown."),
                          job->request.page + 1, self->name);
    }
}

static gboolean
return_pointer (GTask          *task,
                gpointer        value,
                GDestroyNotify  destroy)
{
  if (value != NULL)
    g_task_return_pointer (task, value, destroy);
  return value != NULL;
}

static gboolean
found (EoReader            *self,
       GTask               *task,
       Job                 *job,
       const EoReaderReply *reply,
       GBytes              *payload)
{
  if (!eo_reader_unpack_matches (reply, payload, job->request.page, job->matches))
    return FALSE;

  /* The next page goes to the end of the line: what is on the screen comes first. */
  if (--job->n_pages > 0)
    {
      job->request.page++;
      g_queue_push_tail (&self->waiting, g_object_ref (task));
    }
  else
    {
      g_task_return_pointer (task, g_steal_pointer (&job->matches), (GDestroyNotify) g_ptr_array_unref);
    }
  return TRUE;
}

/* FALSE: the reply is none that our own reader sends. */
static gboolean
deliver (EoReader            *self,
         GTask               *task,
         Job                 *job,
         const EoReaderReply *reply,
         GBytes              *payload)
{
  EoPageRect bounds;

  switch ((EoReaderOp) job->request.op)
    {
    case EO_READER_OPEN:
      self->sizes = eo_reader_unpack_sizes (reply, payload);
      self->is_image = reply->is_image != 0;
      return self->sizes != NULL && return_pointer (task, g_object_ref (self), g_object_unref);
    case EO_READER_RENDER:
      return return_pointer (task, eo_reader_unpack_pixels (reply, payload), pixels_free);
    case EO_READER_TEXT:
      return return_pointer (task, eo_reader_unpack_text (reply, payload), text_free);
    case EO_READER_PLAIN:
      return return_pointer (task, eo_reader_unpack_plain (reply, payload), g_free);
    case EO_READER_FIND:
      return found (self, task, job, reply, payload);
    case EO_READER_LINKS:
      return return_pointer (task, eo_reader_unpack_links (reply, payload, self->sizes->len),
                             (GDestroyNotify) g_ptr_array_unref);
    case EO_READER_BOUNDS:
      return eo_reader_unpack_bounds (reply, &bounds) &&
             return_pointer (task, g_memdup2 (&bounds, sizeof bounds), g_free);
    default:
      g_assert_not_reached ();
    }
}

static void
on_reply (EoReader            *self,
          const EoReaderReply *reply,
          GBytes              *payload)
{
  g_autoptr (GTask) task = g_object_ref (self->out);
  Job *job = g_task_get_task_data (task);

  self->cpu = MAX (self->cpu, reply->cpu);
  if (reply->serial != job->request.serial ||
      (reply->status == EO_READER_OK && !g_task_return_error_if_cancelled (task) &&
       !deliver (self, task, job, reply, payload)))
    {
      die (self, eo_reader_process_bury (self->process, self->name));
      return;
    }

  g_clear_object (&self->out);
  clear_source (&self->timer);
  if (reply->status != EO_READER_OK && !g_task_return_error_if_cancelled (task))
    g_task_return_error (task, refusal (self, job, reply->status));
  pump (self);
}

static gboolean
on_incoming (int          fd,
             GIOCondition condition,
             gpointer     user_data)
{
  g_autoptr (EoReader) self = g_object_ref (user_data);
  g_autoptr (GBytes) payload = NULL;
  EoReaderReply reply;
  EoReaderReceipt receipt = eo_reader_process_receive (self->process, &reply, &payload);

  if (receipt == EO_READER_REPLIED && self->out != NULL)
    on_reply (self, &reply, payload);
  else if (receipt != EO_READER_NOTHING_YET)
    die (self, eo_reader_process_bury (self->process, self->name));
  return self->process != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
eo_reader_give_up (EoReader *self)
{
  if (self->death == NULL)
    die (self, g_error_new (EO_ERROR, EO_ERROR_LIMIT,
                            _("“%s” takes too long to be shown here. Open it in another program if you trust "
                              "its sender."), self->name));
}

static gboolean
on_time_up (gpointer user_data)
{
  eo_reader_give_up (user_data);
  return G_SOURCE_REMOVE;
}

static void
send_out (EoReader *self,
          GTask    *task)
{
  Job *job = g_task_get_task_data (task);

  job->request.serial = ++self->serial;
  self->out = g_object_ref (task);
  if (!eo_reader_process_send (self->process, &job->request))
    {
      die (self, eo_reader_process_bury (self->process, self->name));
      return;
    }
  self->timer = g_timeout_source_new_seconds (WALL_SECONDS);
  g_source_set_callback (self->timer, on_time_up, self, NULL);
  g_source_attach (self->timer, self->context);
}

/* Sends the next request that somebody still wants. */
static void
pump (EoReader *self)
{
  GTask *next;

  while (self->out == NULL && self->death == NULL && (next = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (!g_task_return_error_if_cancelled (next))
        send_out (self, next);
      g_object_unref (next);
    }
}

static GTask *
ask (EoReader            *self,
     EoReaderOp           op,
     guint                page,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data,
     Job                **job)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  *job = g_new0 (Job, 1);
  (*job)->request.op = op;
  (*job)->request.page = page;
  g_task_set_task_data (task, *job, job_free);
  g_task_set_source_tag (task, GUINT_TO_POINTER (op));
  return task;
}

static void
queue (EoReader *self,
       GTask    *task)
{
  Job *job = g_task_get_task_data (task);

  if (self->death != NULL)
    g_task_return_error (task, g_error_copy (self->death));
  else if (job->request.op != EO_READER_OPEN && job->request.page >= self->sizes->len)
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_NOT_FOUND, _("“%s” has no page %u."), self->name,
                             job->request.page + 1);
  else
    g_queue_push_tail (&self->waiting, g_object_ref (task));
  g_object_unref (task);
  pump (self);
}

static gpointer
finish (EoReader      *self,
        GAsyncResult  *result,
        EoReaderOp     op,
        GError       **error)
{
  g_return_val_if_fail (EO_IS_READER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == GUINT_TO_POINTER (op), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
eo_reader_finalize (GObject *object)
{
  EoReader *self = EO_READER (object);

  /* Each task holds the reader, so there are none left. */
  g_assert (self->out == NULL && g_queue_is_empty (&self->waiting));
  clear_source (&self->incoming);
  clear_source (&self->timer);
  g_clear_pointer (&self->process, eo_reader_process_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_clear_error (&self->death);
  g_free (self->name);
  G_OBJECT_CLASS (eo_reader_parent_class)->finalize (object);
}

static void
eo_reader_class_init (EoReaderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = eo_reader_finalize;
}

static void
eo_reader_init (EoReader *self)
{
  g_queue_init (&self->waiting);
  self->context = g_main_context_ref_thread_default ();
}

static gboolean
start (EoReader *self,
       int       fd,
       GError  **error)
{
  gint64 size = eo_sealed_get_size (fd);

  if (size < 0)
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read."), self->name);
  else if (size == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_EMPTY, _("“%s” is empty."), self->name);
  else if (size > EO_READER_MAX_BYTES)
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE,
                 _("“%s” is larger than 256 MB and is not shown here. Open it in another program."), self->name);
  else
    self->process = eo_reader_process_start (fd, self->name, error);
  if (self->process == NULL)
    return FALSE;

  self->incoming = g_unix_fd_source_new (eo_reader_process_get_fd (self->process), G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback (self->incoming, G_SOURCE_FUNC (on_incoming), self, NULL);
  g_source_attach (self->incoming, self->context);
  return TRUE;
}

EoReader *
eo_reader_open_start (int                  fd,
                      const char          *name,
                      const char          *password,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  EoReader *self = g_object_new (EO_TYPE_READER, NULL);
  GTask *task;
  Job *job;

  self->name = g_strdup (name);
  task = ask (self, EO_READER_OPEN, 0, cancellable, callback, user_data, &job);
  if (password != NULL && strlen (password) >= sizeof job->request.text)
    self->death = g_error_new (EO_ERROR, EO_ERROR_PASSWORD, _("That is not the password of “%s”."), name);
  else if (start (self, fd, &self->death) && password != NULL)
    g_strlcpy (job->request.text, password, sizeof job->request.text);
  queue (self, task);
  return self;
}

void
eo_reader_open_async (int                  fd,
                      const char          *name,
                      const char          *password,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (EoReader) self = NULL;

  g_return_if_fail (fd >= 0 && name != NULL);

  self = eo_reader_open_start (fd, name, password, cancellable, callback, user_data);
}

EoReader *
eo_reader_open_finish (GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == GUINT_TO_POINTER (EO_READER_OPEN), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
eo_reader_get_n_pages (EoReader *self)
{
  g_return_val_if_fail (EO_IS_READER (self), 0);

  return self->sizes != NULL ? self->sizes->len : 0;
}

void
eo_reader_get_page_size (EoReader *self,
                         guint     page,
                         double   *width,
                         double   *height)
{
  g_return_if_fail (EO_IS_READER (self) && page < eo_reader_get_n_pages (self));

  *width = g_array_index (self->sizes, EoReaderSize, page).width;
  *height = g_array_index (self->sizes, EoReaderSize, page).height;
}

gboolean
eo_reader_is_image (EoReader *self)
{
  g_return_val_if_fail (EO_IS_READER (self), FALSE);

  return self->is_image;
}

double
eo_reader_get_cpu (EoReader *self)
{
  g_return_val_if_fail (EO_IS_READER (self), 0);

  return (double) self->cpu / G_USEC_PER_SEC;
}

/* A page that would be larger than 4096 pixels a side comes as large as that allows. */
void
eo_reader_render_async (EoReader            *self,
                        guint                page,
                        double               scale,
                        int                  rotation,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (EO_IS_READER (self) && scale > 0);
  g_return_if_fail (rotation == 0 || rotation == 90 || rotation == 180 || rotation == 270);

  task = ask (self, EO_READER_RENDER, page, cancellable, callback, user_data, &job);
  if (page < eo_reader_get_n_pages (self))
    {
      const EoReaderSize *size = &g_array_index (self->sizes, EoReaderSize, page);

      scale = MIN (scale, EO_READER_MAX_SIDE / MAX (size->width, size->height));
    }
  job->request.scale = scale;
  job->request.rotation = rotation;
  queue (self, task);
}

EoPixels *
eo_reader_render_finish (EoReader      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return finish (self, result, EO_READER_RENDER, error);
}

void
eo_reader_text_async (EoReader            *self,
                      guint                page,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Job *job;

  g_return_if_fail (EO_IS_READER (self));

  queue (self, ask (self, EO_READER_TEXT, page, cancellable, callback, user_data, &job));
}

EoPageText *
eo_reader_text_finish (EoReader      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return finish (self, result, EO_READER_TEXT, error);
}

void
eo_reader_plain_async (EoReader            *self,
                       guint                page,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Job *job;

  queue (self, ask (self, EO_READER_PLAIN, page, NULL, callback, user_data, &job));
}

char *
eo_reader_plain_finish (EoReader      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return finish (self, result, EO_READER_PLAIN, error);
}

/* Poppler drops the marks of the page's letters only for a search that has none itself. */
static void
set_searched (EoReaderRequest *request,
              const char      *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *whole = NULL;

  for (const char *c = apart; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_combining_class (letter) == 0)
        g_string_append_unichar (plain, letter);
    }
  whole = g_utf8_normalize (plain->str, -1, G_NORMALIZE_NFC);
  g_utf8_strncpy (request->text, whole, MIN (g_utf8_strlen (whole, -1), (glong) sizeof request->text / 6));
}

void
eo_reader_find_async (EoReader            *self,
                      const char          *text,
                      guint                first_page,
                      guint                n_pages,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (EO_IS_READER (self) && text != NULL);

  task = ask (self, EO_READER_FIND, first_page, cancellable, callback, user_data, &job);
  job->matches = eo_reader_matches_new ();
  set_searched (&job->request, text);
  if (first_page < eo_reader_get_n_pages (self))
    job->n_pages = MIN (n_pages, eo_reader_get_n_pages (self) - first_page);
  if (job->n_pages == 0 || job->request.text[0] == '\0' || self->is_image)
    {
      g_task_return_pointer (task, g_steal_pointer (&job->matches), (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  queue (self, task);
}

GPtrArray *
eo_reader_find_finish (EoReader      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return finish (self, result, EO_READER_FIND, error);
}

void
eo_reader_links_async (EoReader            *self,
                       guint                page,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Job *job;

  g_return_if_fail (EO_IS_READER (self));

  queue (self, ask (self, EO_READER_LINKS, page, cancellable, callback, user_data, &job));
}

GPtrArray *
eo_reader_links_finish (EoReader      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return finish (self, result, EO_READER_LINKS, error);
}

void
eo_reader_bounds_async (EoReader            *self,
                        guint                page,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  Job *job;

  g_return_if_fail (EO_IS_READER (self));

  queue (self, ask (self, EO_READER_BOUNDS, page, cancellable, callback, user_data, &job));
}

gboolean
eo_reader_bounds_finish (EoReader      *self,
                         GAsyncResult  *result,
                         EoPageRect    *bounds,
                         GError       **error)
{
  g_autofree EoPageRect *found_bounds = finish (self, result, EO_READER_BOUNDS, error);

  if (found_bounds != NULL && bounds != NULL)
    *bounds = *found_bounds;
  return found_bounds != NULL;
}
