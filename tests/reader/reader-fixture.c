/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-fixture.h"

#include <stdlib.h>
#include <unistd.h>

#include "reader/eo-sealed.h"

char *
fixture_data (const char *relative)
{
  const char *root = g_getenv ("EXECOFFICE_TEST_DATA");
  g_autofree char *path = root != NULL ? g_build_filename (root, relative, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

void
fixture_on_result (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
fixture_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static EoReader *
open_fd (int          fd,
         const char  *name,
         const char  *password,
         GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  g_assert_cmpint (fd, >=, 0);
  eo_reader_open_async (fd, name, password, NULL, fixture_on_result, &pending);
  close (fd);
  result = fixture_wait (&pending);
  return eo_reader_open_finish (result, error);
}

EoReader *
fixture_open (const char  *path,
              const char  *password,
              GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);

  return open_fd (eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, NULL), name, password, error);
}

EoReader *
fixture_open_bytes (gconstpointer  data,
                    gsize          size,
                    const char    *name,
                    const char    *password,
                    GError       **error)
{
  return open_fd (eo_sealed_new (data, size, NULL), name, password, error);
}

EoPixels *
fixture_render (EoReader  *reader,
                guint      page,
                double     scale,
                int        rotation,
                GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  eo_reader_render_async (reader, page, scale, rotation, NULL, fixture_on_result, &pending);
  result = fixture_wait (&pending);
  return eo_reader_render_finish (reader, result, error);
}

EoPageText *
fixture_text (EoReader  *reader,
              guint      page,
              GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  eo_reader_text_async (reader, page, NULL, fixture_on_result, &pending);
  result = fixture_wait (&pending);
  return eo_reader_text_finish (reader, result, error);
}

GPtrArray *
fixture_find (EoReader    *reader,
              const char  *text,
              guint        first,
              guint        n_pages,
              GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  eo_reader_find_async (reader, text, first, n_pages, NULL, fixture_on_result, &pending);
  result = fixture_wait (&pending);
  return eo_reader_find_finish (reader, result, error);
}

GPtrArray *
fixture_links (EoReader  *reader,
               guint      page,
               GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  eo_reader_links_async (reader, page, NULL, fixture_on_result, &pending);
  result = fixture_wait (&pending);
  return eo_reader_links_finish (reader, result, error);
}

gboolean
fixture_bounds (EoReader    *reader,
                guint        page,
                EoPageRect  *bounds,
                GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  eo_reader_bounds_async (reader, page, NULL, fixture_on_result, &pending);
  result = fixture_wait (&pending);
  return eo_reader_bounds_finish (reader, result, bounds, error);
}

guint
fixture_count_ink (const EoPixels *pixels)
{
  const guint8 *bytes = g_bytes_get_data (pixels->bytes, NULL);
  guint n = 0;

  for (int y = 0; y < pixels->height; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (bytes + (gsize) y * pixels->stride);

      for (int x = 0; x < pixels->width; x++)
        n += (row[x] & 0xffffff) != 0xffffff;
    }
  return n;
}

int
fixture_child (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", getpid ());
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? atoi (text) : 0;
}

gboolean
fixture_no_child (void)
{
  for (guint i = 0; i < 500 && fixture_child () != 0; i++)
    g_usleep (10 * 1000);
  return fixture_child () == 0;
}
