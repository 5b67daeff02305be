/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-reader-wait.h"

/* What was asked then fails, and with it the wait. */
static gboolean
on_time_up (gpointer user_data)
{
  EoReaderWait *wait = user_data;

  eo_reader_give_up (wait->reader);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  return on_time_up (user_data);
}

static GSource *
attach (EoReaderWait *wait,
        GSource      *source,
        GSourceFunc   func)
{
  g_source_set_callback (source, func, wait, NULL);
  g_source_attach (source, wait->context);
  return source;
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

EoReader *
eo_reader_wait_open (EoReaderWait  *wait,
                     int            fd,
                     const char    *name,
                     guint          seconds,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (EoReader) reader = NULL;

  *wait = (EoReaderWait) { .context = g_main_context_new () };
  g_main_context_push_thread_default (wait->context);
  wait->reader = eo_reader_open_start (fd, name, NULL, cancellable, eo_reader_wait_notify, wait);
  wait->timer = attach (wait, g_timeout_source_new_seconds (seconds), on_time_up);
  if (cancellable != NULL)
    wait->stopper = attach (wait, g_cancellable_source_new (cancellable), G_SOURCE_FUNC (on_cancelled));

  opened = eo_reader_wait_result (wait);
  reader = eo_reader_open_finish (opened, error);
  return reader != NULL ? wait->reader : NULL;
}

void
eo_reader_wait_end (EoReaderWait *wait)
{
  clear_source (&wait->timer);
  clear_source (&wait->stopper);
  g_clear_object (&wait->reader);
  g_main_context_pop_thread_default (wait->context);
  g_clear_pointer (&wait->context, g_main_context_unref);
}

void
eo_reader_wait_notify (GObject      *source,
                       GAsyncResult *result,
                       gpointer      wait)
{
  ((EoReaderWait *) wait)->result = g_object_ref (result);
}

GAsyncResult *
eo_reader_wait_result (EoReaderWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (wait->context, TRUE);
  return g_steal_pointer (&wait->result);
}
