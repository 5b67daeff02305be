/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "reader/eo-reader-private.h"

/* The asynchronous client, driven from a main context of its own until the answer is there. */

typedef struct
{
  GMainContext *context;
  GAsyncResult *result;
  EoReader     *reader;
} Wait;

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
}

/* What was asked then fails, and with it the wait. */
static gboolean
on_time_up (gpointer user_data)
{
  Wait *wait = user_data;

  eo_reader_give_up (wait->reader);
  return G_SOURCE_REMOVE;
}

static GAsyncResult *
wait_for_result (Wait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (wait->context, TRUE);
  return g_steal_pointer (&wait->result);
}

static GPtrArray *
extract (Wait        *wait,
         int          fd,
         const char  *name,
         GError     **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (EoReader) reader = NULL;

  wait->reader = eo_reader_open_start (fd, name, NULL, NULL, on_result, wait);
  opened = wait_for_result (wait);
  reader = eo_reader_open_finish (opened, error);
  if (reader == NULL)
    return NULL;

  for (guint i = 0; i < eo_reader_get_n_pages (reader); i++)
    {
      g_autoptr (GAsyncResult) answered = NULL;
      g_autoptr (GError) page_error = NULL;
      char *text;

      eo_reader_plain_async (reader, i, on_result, wait);
      answered = wait_for_result (wait);
      text = eo_reader_plain_finish (reader, answered, &page_error);
      /* One broken page leaves the words of the others. */
      if (text == NULL && !g_error_matches (page_error, EO_ERROR, EO_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&page_error));
          return NULL;
        }
      g_ptr_array_add (pages, text != NULL ? text : g_strdup (""));
    }
  return g_steal_pointer (&pages);
}

GPtrArray *
eo_reader_extract_text (int          fd,
                        const char  *name,
                        guint        seconds,
                        GError     **error)
{
  g_autoptr (GMainContext) context = NULL;
  g_autoptr (GSource) timer = NULL;
  Wait wait = { 0 };
  GPtrArray *pages;

  g_return_val_if_fail (fd >= 0 && name != NULL && seconds > 0, NULL);

  context = wait.context = g_main_context_new ();
  g_main_context_push_thread_default (context);
  timer = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (timer, on_time_up, &wait, NULL);
  g_source_attach (timer, context);

  pages = extract (&wait, fd, name, error);

  g_source_destroy (timer);
  g_clear_object (&wait.reader);
  g_main_context_pop_thread_default (context);
  return pages;
}
