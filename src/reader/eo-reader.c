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

#define WALL_SECONDS 20  /* a request */
#define IDLE_MS      100 /* before pages nobody asked about are measured */

static const EoReaderProgram program = { "execoffice-reader", NULL, 10, EO_READER_MAX_PAYLOAD, 0 };

struct _EoReader
{
  GObject          parent_instance;

  char            *name;
  EoReaderProcess *process;
  GMainContext    *context;
  GSource         *incoming;
  GSource         *timer;    /* of the request that is out */
  GQueue           waiting;  /* of GTask, each with an EoReaderJob */
  GTask           *out;      /* the one the process works on; one at a time keeps the rest cancellable */
  guint32          serial;
  GError          *death;    /* why there is no process any more */

  GArray          *sizes;    /* of EoReaderSize, one a page */
  guint            n_measured; /* of them; the others are taken to be as the first */
  gboolean         measuring;  /* that is what the process works on */
  GSource         *idle;       /* goes on measuring when nothing else was asked for a while */
  gboolean         is_image;
  guint64          cpu;      /* microseconds */
};

static void pump (EoReader *self);

G_DEFINE_FINAL_TYPE (EoReader, eo_reader, G_TYPE_OBJECT)

enum { SIZES_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
job_free (gpointer data)
{
  EoReaderJob *job = data;

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
plain_free (gpointer data)
{
  eo_reader_plain_free (data);
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
  clear_source (&self->idle);
  self->measuring = FALSE;
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
refusal (EoReader          *self,
         const EoReaderJob *job,
         EoReaderStatus     status)
{
  switch (status)
    {
    case EO_READER_PASSWORD:
      return g_error_new (EO_ERROR, EO_ERROR_PASSWORD,
                          job->request.text[0] == '\0' ? _("“%s” is protected by a password.")
                                                       : _("That is not the password of “%s”."), self->name);
    case EO_READER_UNSUPPORTED:
      return g_error_new (EO_ERROR, EO_ERROR_UNSUPPORTED,
                          _("“%s” is of a kind that is not shown here. Open it in another program."),
                          self->name);
    case EO_READER_TOO_LARGE:
      if (job->request.op != EO_READER_OPEN)
        return g_error_new (EO_ERROR, EO_ERROR_TOO_LARGE,
                            _("Page %u of “%s” needs too much memory to be shown here."),
                            job->request.page + 1, self->name);
      return g_error_new (EO_ERROR, EO_ERROR_TOO_LARGE,
                          _("“%s” is too large to be shown here. Open it in another program."), self->name);
    case EO_READER_DAMAGED:
    case EO_READER_REFUSED:
    case EO_READER_OK:
    case EO_READER_N_STATUS:
    default:
      if (job->request.op == EO_READER_OPEN)
        return g_error_new (EO_ERROR, EO_ERROR_DAMAGED,
                            _("“%s” is damaged and cannot be shown. Ask its sender for it again."),
                            self->name);
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
       EoReaderJob         *job,
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

static gboolean
opened (EoReader            *self,
        const EoReaderReply *reply,
        GBytes              *payload)
{
  EoReaderSize *sizes;

  if (reply->count == 0 || reply->count > EO_READER_MAX_PAGES)
    return FALSE;

  self->is_image = reply->is_image != 0;
  self->n_measured = MIN (reply->count, EO_READER_SIZES_FIRST);
  self->sizes = g_array_new (FALSE, TRUE, sizeof *sizes);
  g_array_set_size (self->sizes, reply->count);
  sizes = &g_array_index (self->sizes, EoReaderSize, 0);
  if (!eo_reader_unpack_sizes (payload, sizes, self->n_measured))
    return FALSE;
  for (guint i = self->n_measured; i < reply->count; i++)
    sizes[i] = sizes[0];
  return TRUE;
}

static gboolean
measured (EoReader            *self,
          const EoReaderReply *reply,
          GBytes              *payload)
{
  guint n = MIN (self->sizes->len - self->n_measured, EO_READER_SIZES_CHUNK);
  EoReaderSize *sizes = &g_array_index (self->sizes, EoReaderSize, self->n_measured);
  const EoReaderSize first = g_array_index (self->sizes, EoReaderSize, 0);
  gboolean changed = FALSE;

  if (reply->serial != self->serial || reply->status != EO_READER_OK ||
      !eo_reader_unpack_sizes (payload, sizes, n))
    return FALSE;

  for (guint i = 0; i < n; i++)
    changed = changed || memcmp (&sizes[i], &first, sizeof first) != 0;
  self->n_measured += n;
  self->measuring = FALSE;
  clear_source (&self->timer);
  if (changed)
    g_signal_emit (self, signals[SIZES_CHANGED], 0);
  return TRUE;
}

/* FALSE: the reply is none that our own reader sends. */
static gboolean
deliver (EoReader            *self,
         GTask               *task,
         EoReaderJob         *job,
         const EoReaderReply *reply,
         GBytes              *payload)
{
  EoPageRect bounds;

  switch ((EoReaderOp) job->request.op)
    {
    case EO_READER_OPEN:
      return opened (self, reply, payload) && return_pointer (task, g_object_ref (self), g_object_unref);
    case EO_READER_RENDER:
      return return_pointer (task, eo_reader_unpack_pixels (reply, payload), pixels_free);
    case EO_READER_TEXT:
      return return_pointer (task, eo_reader_unpack_text (reply, payload), text_free);
    case EO_READER_PLAIN:
      return return_pointer (task, eo_reader_unpack_plain (reply, payload), plain_free);
    case EO_READER_FIND:
      return found (self, task, job, reply, payload);
    case EO_READER_LINKS:
      return return_pointer (task, eo_reader_unpack_links (reply, payload, self->sizes->len),
                             (GDestroyNotify) g_ptr_array_unref);
    case EO_READER_BOUNDS:
      return eo_reader_unpack_bounds (reply, &bounds) &&
             return_pointer (task, g_memdup2 (&bounds, sizeof bounds), g_free);
    case EO_READER_SIZES:
    case EO_READER_MAIL:
    case EO_READER_PART:
    case EO_READER_CUT:
    case EO_READER_PACK_COUNT:
    case EO_READER_PACK_TEXT:
    case EO_READER_PACK_OUTLINE:
    case EO_READER_PACK_PAGE:
    case EO_READER_PACK_NOTE:
    case EO_READER_PACK_END:
    case EO_READER_EVENTS:
    case EO_READER_DAV:
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
  EoReaderJob *job = g_task_get_task_data (task);

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
  else if (receipt == EO_READER_REPLIED && self->measuring && measured (self, &reply, payload))
    pump (self);
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

static gboolean
send (EoReader        *self,
      EoReaderRequest *request)
{
  request->serial = ++self->serial;
  if (!eo_reader_process_send (self->process, request))
    {
      die (self, eo_reader_process_bury (self->process, self->name));
      return FALSE;
    }
  self->timer = g_timeout_source_new_seconds (WALL_SECONDS);
  g_source_set_callback (self->timer, on_time_up, self, NULL);
  g_source_attach (self->timer, self->context);
  return TRUE;
}

static gboolean
on_idle (gpointer user_data)
{
  EoReader *self = user_data;
  EoReaderRequest request = { .op = EO_READER_SIZES, .page = self->n_measured };

  clear_source (&self->idle);
  self->measuring = TRUE;
  send (self, &request);
  return G_SOURCE_REMOVE;
}

/* Sends the next request that somebody still wants; when there is none for a while, the
 * pages that opening left unmeasured have their turn. */
static void
pump (EoReader *self)
{
  GTask *next;

  clear_source (&self->idle);
  while (self->out == NULL && !self->measuring && self->death == NULL &&
         (next = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (!g_task_return_error_if_cancelled (next))
        {
          self->out = g_object_ref (next);
          send (self, &((EoReaderJob *) g_task_get_task_data (next))->request);
        }
      g_object_unref (next);
    }

  if (self->out == NULL && !self->measuring && self->death == NULL && self->sizes != NULL &&
      self->n_measured < self->sizes->len)
    {
      self->idle = g_timeout_source_new (IDLE_MS);
      g_source_set_callback (self->idle, on_idle, self, NULL);
      g_source_attach (self->idle, self->context);
    }
}

GTask *
eo_reader_ask (EoReader            *self,
               EoReaderOp           op,
               guint                page,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  EoReaderJob *job = g_new0 (EoReaderJob, 1);

  job->request.op = op;
  job->request.page = page;
  g_task_set_task_data (task, job, job_free);
  g_task_set_source_tag (task, GUINT_TO_POINTER (op));
  return task;
}

void
eo_reader_queue (EoReader *self,
                 GTask    *task)
{
  EoReaderJob *job = g_task_get_task_data (task);

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

gpointer
eo_reader_finish (EoReader      *self,
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
  clear_source (&self->idle);
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

  signals[SIZES_CHANGED] = g_signal_new ("sizes-changed", EO_TYPE_READER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
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
                 _("“%s” is larger than 256 MB and is not shown here. Open it in another program."),
                 self->name);
  else
    self->process = eo_reader_process_start (&program, fd, self->name, error);
  if (self->process == NULL)
    return FALSE;

  self->incoming = g_unix_fd_source_new (eo_reader_process_get_fd (self->process),
                                         G_IO_IN | G_IO_HUP | G_IO_ERR);
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
  GTask *task = eo_reader_ask (self, EO_READER_OPEN, 0, cancellable, callback, user_data);
  EoReaderJob *job = g_task_get_task_data (task);

  self->name = g_strdup (name);
  if (password != NULL && strlen (password) >= sizeof job->request.text)
    self->death = g_error_new (EO_ERROR, EO_ERROR_PASSWORD, _("That is not the password of “%s”."), name);
  else if (start (self, fd, &self->death) && password != NULL)
    g_strlcpy (job->request.text, password, sizeof job->request.text);
  eo_reader_queue (self, task);
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
