/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "exchange/eo-cover-attach.h"
#include "exchange/eo-indexer.h"
#include "exchange/eo-scan-reading.h"
#include "reader/eo-message.h"
#include "reader/eo-reader.h"
#include "store/eo-destroy.h"

#define SECONDS      60 /* a document, in the background */
#define FORGET_SECONDS 5 /* of what a command that ended before its time left to do */
#define FORGET_PAUSE 30 /* ms between two steps: who waits for the lock of writing asks every 20 ms */
#define PAGE_SECONDS 5  /* for a page that is a picture: with less left, it is not begun */

struct _EoIndexer
{
  GObject       parent_instance;

  EoStore      *store;
  GCancellable *cancellable;
  gint64        last;       /* the document tried last: one that cannot be read does not hold up the rest */
  gboolean      busy;
  guint         waking;     /* a source: something was changed */
  guint         remaining;

  EoScanReading *scans;
  GCancellable *scanning;   /* the page at hand; NULL for none */
  gint64        covered;    /* the draft looked at last for cover sheets */
};

enum
{
  PROP_0,
  PROP_REMAINING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ATTACHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoIndexer, eo_indexer, G_TYPE_OBJECT)

/* One document: read on a worker, written by the writer. */
typedef struct
{
  EoStore      *store;
  EoAttachment *attachment;
  guint         seconds;
  char         *trouble;  /* why scans cannot be read for now, or NULL */
  GPtrArray    *pages;
  GArray       *pictures; /* of guint: pages to be read as scans */
  char         *why;
} Reading;

static Reading *
reading_new (EoStore    *store,
             guint       seconds,
             const char *trouble)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->store = g_object_ref (store);
  reading->seconds = seconds;
  reading->trouble = g_strdup (trouble);
  reading->pictures = g_array_new (FALSE, FALSE, sizeof (guint));
  return reading;
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->store);
  g_clear_pointer (&reading->attachment, eo_attachment_free);
  g_clear_pointer (&reading->pages, g_ptr_array_unref);
  g_array_unref (reading->pictures);
  g_free (reading->trouble);
  g_free (reading->why);
  g_free (reading);
}

static gboolean
is_message (const EoAttachment *attachment)
{
  return g_str_equal (attachment->media_type, "message/rfc822") || eo_message_is_called (attachment->name);
}

/* As one page: where a mail's pages end is a matter of paper. */
static GPtrArray *
read_message (int                 fd,
              const EoAttachment *attachment,
              GError            **error)
{
  g_autoptr (EoMessage) message = eo_message_read (fd, attachment->name, FALSE, error);
  GPtrArray *pages;

  if (message == NULL)
    return NULL;
  pages = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (pages, eo_message_to_text (message));
  return pages;
}

static void
read_text (Reading *reading)
{
  g_autoptr (GError) error = NULL;
  int fd = eo_store_open_document (reading->store, reading->attachment->document, &error);

  if (fd >= 0)
    {
      reading->pages = is_message (reading->attachment)
                         ? read_message (fd, reading->attachment, &error)
                         : eo_reader_extract_text (fd, reading->attachment->name, reading->seconds, reading->pictures,
                                                   &error);
      close (fd);
    }
  if (reading->pages != NULL)
    eo_cover_find_marked (reading->pages, reading->pictures);
  if (error != NULL)
    reading->why = g_strdup (error->message);
}

static gboolean
write_text (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Reading *reading = data;
  gint64 document = reading->attachment->document;
  guint n_pictures = reading->pages != NULL ? reading->pictures->len : 0;

  return eo_writer_queue_scans (writer, document, (const guint *) (gconstpointer) reading->pictures->data, n_pictures,
                                reading->trouble, error)
         && eo_writer_set_document_text (writer, document, reading->pages, reading->why, error);
}

/* The pages of one document that are pictures, as far as @end allows. */
static void
scan_now (EoScanReading *scans,
          gint64         document,
          gint64         end)
{
  g_autoptr (GError) error = NULL;

  while (error == NULL && g_get_monotonic_time () + PAGE_SECONDS * G_USEC_PER_SEC < end
         && eo_scan_reading_next (scans, document))
    if (eo_scan_reading_read (scans, NULL))
      eo_store_write (scans->store, eo_scan_reading_write, scans, &error);
  if (error != NULL)
    g_debug ("%s", error->message);
}

/* FALSE: there is none. @document: (out): the one that was tried. */
static gboolean
read_now (EoStore *store,
          guint    seconds,
          gint64  *document,
          guint   *n)
{
  g_autoptr (GError) error = NULL;
  Reading *reading = reading_new (store, seconds, NULL);
  gboolean found = eo_store_next_unread (store, *document, &reading->attachment);

  if (found)
    {
      *document = reading->attachment->document;
      read_text (reading);
      if (eo_store_write (store, write_text, reading, &error))
        *n += reading->pages != NULL;
      else
        g_debug ("%s", error->message);
    }
  reading_free (reading);
  return found;
}

void
eo_indexer_forget_now (EoStore *store,
                       guint    seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (EO_IS_STORE (store));

  while (g_get_monotonic_time () < end && eo_store_is_forgetting (store) && eo_store_write (store, eo_writer_forget_words, NULL, &error))
    g_usleep (FORGET_PAUSE * 1000);
  if (error != NULL)
    g_debug ("%s", error->message);
}

guint
eo_indexer_run_now (EoStore *store,
                    guint    seconds)
{
  g_autoptr (EoScanReading) scans = eo_scan_reading_new (store);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 document = 0, began = g_get_monotonic_time ();
  guint n = 0;

  while (read_now (store, seconds, &document, &n))
    {
      gint64 left = seconds * G_USEC_PER_SEC - (g_get_monotonic_time () - began);

      g_array_append_val (documents, document);
      g_array_append_val (times, left);
      began = g_get_monotonic_time ();
    }
  /* Typed text, which is quick, first: all of it. */
  for (guint i = 0; i < documents->len; i++)
    scan_now (scans, g_array_index (documents, gint64, i), g_get_monotonic_time () + g_array_index (times, gint64, i));
  eo_cover_attach_all (store);
  eo_indexer_forget_now (store, FORGET_SECONDS);
  return n;
}

static void start_next (EoIndexer *self);
static gboolean on_wake (gpointer user_data);

static void
set_remaining (EoIndexer *self,
               guint      remaining)
{
  if (self->remaining == remaining)
    return;
  self->remaining = remaining;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMAINING]);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoIndexer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    g_debug ("%s", error->message);
  self->busy = FALSE;
  start_next (self);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  read_text (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  EoIndexer *self = EO_INDEXER (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      reading_free (reading); /* it stays queued */
      self->busy = FALSE;
      return;
    }
  eo_store_write_async (self->store, write_text, reading, reading_free, NULL, on_written, g_object_ref (self));
}

static void
start (EoIndexer           *self,
       GTaskThreadFunc      thread,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             data,
       GDestroyNotify       destroy)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, NULL);

  self->busy = TRUE;
  g_task_set_source_tag (task, start);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, destroy);
  g_task_run_in_thread (task, thread);
}

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EoIndexer) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    g_debug ("%s", error->message); /* the next change begins anew */
  else if (self->waking == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->waking = g_timeout_add (FORGET_PAUSE, on_wake, self);
}

/* A step at a time, so that nobody who writes waits for it. */
static gboolean
start_forgetting (EoIndexer *self)
{
  if (!eo_store_is_forgetting (self->store))
    return FALSE;
  self->busy = TRUE;
  eo_store_write_async (self->store, eo_writer_forget_words, NULL, NULL, NULL, on_forgotten, g_object_ref (self));
  return TRUE;
}

static gboolean
start_text (EoIndexer *self)
{
  Reading *reading = reading_new (self->store, SECONDS, self->scans->trouble);

  if (!eo_store_next_unread (self->store, self->last, &reading->attachment))
    {
      reading_free (reading);
      self->last = 0; /* the next change begins anew: an older document may hang again */
      return FALSE;
    }
  self->last = reading->attachment->document;
  start (self, read_thread, NULL, on_read, reading, NULL); /* given on to the writer */
  return TRUE;
}

static void
on_scan_written (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EoIndexer) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (!eo_store_write_finish (EO_STORE (source), result, &error) && self->scans->trouble == NULL)
    self->scans->trouble = g_strdup (error->message); /* it is still queued: not again and again */
  start_next (self);
}

static void
scan_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_return_boolean (task, eo_scan_reading_read (task_data, cancellable));
}

static void
on_scanned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  EoIndexer *self = EO_INDEXER (source);

  g_clear_object (&self->scanning);
  if (g_task_propagate_boolean (G_TASK (result), NULL))
    {
      eo_store_write_async (self->store, eo_scan_reading_write, self->scans, NULL, NULL, on_scan_written,
                            g_object_ref (self));
      return;
    }
  self->busy = FALSE;
  start_next (self);
}

static void
start_scan (EoIndexer *self)
{
  if (!eo_scan_reading_next (self->scans, 0))
    return;
  self->scanning = g_cancellable_new ();
  start (self, scan_thread, self->scanning, on_scanned, self->scans, NULL);
}

static void
on_cover_written (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EoIndexer *self = g_task_get_source_object (task);
  EoCoverAttach *cover = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    told = eo_cover_attach_tell (cover);
  else if (eo_cover_attach_refuse (cover, error))
    {
      eo_store_write_async (self->store, eo_cover_attach_write, cover, NULL, NULL, on_cover_written, g_object_ref (task));
      return;
    }
  else
    g_debug ("%s", error->message);
  self->busy = FALSE;
  if (told != NULL)
    g_signal_emit (self, signals[ATTACHED], 0, told);
  start_next (self);
}

static void
on_cover_drawn (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  EoIndexer *self = EO_INDEXER (source);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      self->busy = FALSE; /* found again when the office is opened */
      return;
    }
  eo_store_write_async (self->store, eo_cover_attach_write, g_task_get_task_data (G_TASK (result)), NULL, NULL,
                        on_cover_written, g_object_ref (result));
}

static void
cover_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  eo_cover_attach_draw (task_data);
  g_task_return_boolean (task, TRUE);
}

/* A scan that was read to its end may say itself where it belongs. */
static gboolean
start_cover (EoIndexer *self)
{
  EoCoverAttach *cover = eo_cover_attach_next (self->store, &self->covered);

  if (cover == NULL)
    {
      self->covered = 0; /* the next change begins anew: an older draft may be read by then */
      return FALSE;
    }
  start (self, cover_thread, NULL, on_cover_drawn, cover, (GDestroyNotify) eo_cover_attach_free);
  return TRUE;
}

/* Typed text, which is quick, comes first; between two pages of a scan, too. */
static void
start_next (EoIndexer *self)
{
  if (self->busy || g_cancellable_is_cancelled (self->cancellable) || eo_store_is_read_only (self->store))
    return;
  set_remaining (self, eo_store_count_unread (self->store));
  if (!start_forgetting (self) && !start_text (self) && !start_cover (self))
    start_scan (self);
}

/* Somebody may have taken the document at hand off the queue. */
static void
check_stopped (EoIndexer *self)
{
  g_auto (EoReadingState) state = { 0 };

  if (self->scanning == NULL)
    return;
  eo_store_get_reading (self->store, self->scans->attachment->document, &state);
  if (state.n_queued == 0)
    g_cancellable_cancel (self->scanning);
}

static gboolean
on_wake (gpointer user_data)
{
  EoIndexer *self = user_data;

  self->waking = 0;
  check_stopped (self);
  start_next (self);
  return G_SOURCE_REMOVE;
}

/* A write that waits tells of its change from a main context of its own, where no answer would come back to us. */
static void
on_attachments_changed (EoStore    *store,
                        const char *kind,
                        gint64      id,
                        EoIndexer  *self)
{
  if (self->waking == 0)
    self->waking = g_idle_add (on_wake, self);
}

static void
eo_indexer_dispose (GObject *object)
{
  EoIndexer *self = EO_INDEXER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, on_attachments_changed, self);
  g_clear_handle_id (&self->waking, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eo_indexer_parent_class)->dispose (object);
}

static void
eo_indexer_finalize (GObject *object)
{
  g_clear_object (&EO_INDEXER (object)->cancellable);
  g_clear_pointer (&EO_INDEXER (object)->scans, eo_scan_reading_free);
  G_OBJECT_CLASS (eo_indexer_parent_class)->finalize (object);
}

static void
eo_indexer_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  g_assert (id == PROP_REMAINING);
  g_value_set_uint (value, EO_INDEXER (object)->remaining);
}

static void
eo_indexer_class_init (EoIndexerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eo_indexer_dispose;
  object_class->finalize = eo_indexer_finalize;
  object_class->get_property = eo_indexer_get_property;

  properties[PROP_REMAINING] = g_param_spec_uint ("remaining", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ATTACHED] = g_signal_new ("attached", EO_TYPE_INDEXER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_STRING);
}

static void
eo_indexer_init (EoIndexer *self)
{
  self->cancellable = g_cancellable_new ();
}

EoIndexer *
eo_indexer_new (EoStore *store)
{
  EoIndexer *self = g_object_new (EO_TYPE_INDEXER, NULL);

  self->store = g_object_ref (store);
  self->scans = eo_scan_reading_new (store);
  g_signal_connect (store, "attachments-changed", G_CALLBACK (on_attachments_changed), self);
  start_next (self);
  return self;
}

void
eo_indexer_stop (EoIndexer *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->scanning != NULL)
    g_cancellable_cancel (self->scanning);
  while (self->busy)
    g_main_context_iteration (NULL, TRUE);
}
