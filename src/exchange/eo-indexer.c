/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "exchange/eo-indexer.h"
#include "reader/eo-message.h"
#include "reader/eo-reader.h"
#include "store/eo-attachment.h"

#define SECONDS 60 /* a document, in the background */

struct _EoIndexer
{
  GObject       parent_instance;

  EoStore      *store;
  GCancellable *cancellable;
  gint64        last;       /* the document tried last: one that cannot be read does not hold up the rest */
  gboolean      busy;
  guint         remaining;
};

enum
{
  PROP_0,
  PROP_REMAINING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EoIndexer, eo_indexer, G_TYPE_OBJECT)

/* One document: read on a worker, written by the writer. */
typedef struct
{
  EoStore      *store;
  EoAttachment *attachment;
  guint         seconds;
  GPtrArray    *pages;
  char         *why;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->store);
  g_clear_pointer (&reading->attachment, eo_attachment_free);
  g_clear_pointer (&reading->pages, g_ptr_array_unref);
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
                         : eo_reader_extract_text (fd, reading->attachment->name, reading->seconds, &error);
      close (fd);
    }
  if (error != NULL)
    reading->why = g_strdup (error->message);
}

static gboolean
write_text (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Reading *reading = data;

  return eo_writer_set_document_text (writer, reading->attachment->document, reading->pages, reading->why, error);
}

guint
eo_indexer_run_now (EoStore *store,
                    guint    seconds)
{
  gint64 last = 0;
  guint n = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      Reading *reading = g_new0 (Reading, 1);

      reading->store = g_object_ref (store);
      reading->seconds = seconds;
      if (!eo_store_next_unread (store, last, &reading->attachment))
        {
          reading_free (reading);
          return n;
        }
      last = reading->attachment->document;
      read_text (reading);
      if (eo_store_write (store, write_text, reading, &error))
        n += reading->pages != NULL;
      else
        g_debug ("%s", error->message);
      reading_free (reading);
    }
}

static void start_next (EoIndexer *self);

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
start_next (EoIndexer *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  if (self->busy || g_cancellable_is_cancelled (self->cancellable) || eo_store_is_read_only (self->store))
    return;
  set_remaining (self, eo_store_count_unread (self->store));
  reading = g_new0 (Reading, 1);
  if (!eo_store_next_unread (self->store, self->last, &reading->attachment))
    {
      g_free (reading);
      self->last = 0; /* the next change begins anew: an older document may hang again */
      return;
    }
  reading->store = g_object_ref (self->store);
  reading->seconds = SECONDS;
  self->last = reading->attachment->document;
  self->busy = TRUE;
  task = g_task_new (self, NULL, on_read, NULL);
  g_task_set_source_tag (task, start_next);
  g_task_set_task_data (task, reading, NULL); /* given on to the writer */
  g_task_run_in_thread (task, read_thread);
}

static void
on_attachments_changed (EoStore    *store,
                        const char *kind,
                        gint64      id,
                        EoIndexer  *self)
{
  start_next (self);
}

static void
eo_indexer_dispose (GObject *object)
{
  EoIndexer *self = EO_INDEXER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, on_attachments_changed, self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eo_indexer_parent_class)->dispose (object);
}

static void
eo_indexer_finalize (GObject *object)
{
  g_clear_object (&EO_INDEXER (object)->cancellable);
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
  g_signal_connect (store, "attachments-changed", G_CALLBACK (on_attachments_changed), self);
  start_next (self);
  return self;
}

void
eo_indexer_stop (EoIndexer *self)
{
  g_cancellable_cancel (self->cancellable);
  while (self->busy)
    g_main_context_iteration (NULL, TRUE);
}
