/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-reader-private.h"

/* What can be asked of an open document: each puts its request in the reader's queue. */

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
  EoReaderJob *job;

  g_return_if_fail (EO_IS_READER (self) && scale > 0);
  g_return_if_fail (rotation == 0 || rotation == 90 || rotation == 180 || rotation == 270);

  task = eo_reader_ask (self, EO_READER_RENDER, page, cancellable, callback, user_data);
  job = g_task_get_task_data (task);
  job->request.scale = scale;
  job->request.rotation = rotation;
  eo_reader_queue (self, task);
}

EoPixels *
eo_reader_render_finish (EoReader      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return eo_reader_finish (self, result, EO_READER_RENDER, error);
}

void
eo_reader_text_async (EoReader            *self,
                      guint                page,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (EO_IS_READER (self));

  eo_reader_queue (self, eo_reader_ask (self, EO_READER_TEXT, page, cancellable, callback, user_data));
}

EoPageText *
eo_reader_text_finish (EoReader      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return eo_reader_finish (self, result, EO_READER_TEXT, error);
}

void
eo_reader_plain_async (EoReader            *self,
                       guint                page,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  eo_reader_queue (self, eo_reader_ask (self, EO_READER_PLAIN, page, NULL, callback, user_data));
}

EoReaderPlain *
eo_reader_plain_finish (EoReader      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return eo_reader_finish (self, result, EO_READER_PLAIN, error);
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
  EoReaderJob *job;

  g_return_if_fail (EO_IS_READER (self) && text != NULL);

  task = eo_reader_ask (self, EO_READER_FIND, first_page, cancellable, callback, user_data);
  job = g_task_get_task_data (task);
  job->matches = eo_reader_matches_new ();
  set_searched (&job->request, text);
  if (first_page < eo_reader_get_n_pages (self))
    job->n_pages = MIN (n_pages, eo_reader_get_n_pages (self) - first_page);
  if (job->n_pages == 0 || job->request.text[0] == '\0' || eo_reader_is_image (self))
    {
      g_task_return_pointer (task, g_steal_pointer (&job->matches), (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  eo_reader_queue (self, task);
}

GPtrArray *
eo_reader_find_finish (EoReader      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return eo_reader_finish (self, result, EO_READER_FIND, error);
}

void
eo_reader_links_async (EoReader            *self,
                       guint                page,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (EO_IS_READER (self));

  eo_reader_queue (self, eo_reader_ask (self, EO_READER_LINKS, page, cancellable, callback, user_data));
}

GPtrArray *
eo_reader_links_finish (EoReader      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return eo_reader_finish (self, result, EO_READER_LINKS, error);
}

void
eo_reader_bounds_async (EoReader            *self,
                        guint                page,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (EO_IS_READER (self));

  eo_reader_queue (self, eo_reader_ask (self, EO_READER_BOUNDS, page, cancellable, callback, user_data));
}

gboolean
eo_reader_bounds_finish (EoReader      *self,
                         GAsyncResult  *result,
                         EoPageRect    *bounds,
                         GError       **error)
{
  g_autofree EoPageRect *found_bounds = eo_reader_finish (self, result, EO_READER_BOUNDS, error);

  if (found_bounds != NULL && bounds != NULL)
    *bounds = *found_bounds;
  return found_bounds != NULL;
}
