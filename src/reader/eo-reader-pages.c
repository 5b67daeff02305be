/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-reader-pages.h"
#include "reader/eo-reader-wait.h"

#define MOST_PIXELS 4096.0

static gboolean
draw_page (EoReaderWait  *wait,
           EoReader      *reader,
           guint          page,
           double         dpi,
           GCancellable  *cancellable,
           EoPagesFunc    func,
           gpointer       user_data,
           GError       **error)
{
  g_autoptr (GAsyncResult) answered = NULL;
  g_autoptr (EoPixels) pixels = NULL;
  double width, height;

  eo_reader_get_page_size (reader, page, &width, &height);
  eo_reader_render_async (reader, page, MIN (dpi / 72.0, MOST_PIXELS / MAX (MAX (width, height), 1)), 0, cancellable,
                          eo_reader_wait_notify, wait);
  answered = eo_reader_wait_result (wait);
  pixels = eo_reader_render_finish (reader, answered, error);
  return pixels != NULL && func (pixels, page, width, height, user_data, error);
}

gboolean
eo_reader_each_page (int            fd,
                     const char    *name,
                     double         dpi,
                     guint          seconds,
                     GCancellable  *cancellable,
                     EoPagesFunc    func,
                     gpointer       user_data,
                     GError       **error)
{
  EoReaderWait wait;
  EoReader *reader;
  gboolean done;

  g_return_val_if_fail (fd >= 0 && name != NULL && dpi > 0 && func != NULL, FALSE);

  reader = eo_reader_wait_open (&wait, fd, name, seconds, cancellable, error);
  done = reader != NULL;
  for (guint i = 0; done && i < eo_reader_get_n_pages (reader); i++)
    done = draw_page (&wait, reader, i, dpi, cancellable, func, user_data, error);
  eo_reader_wait_end (&wait);
  return done;
}
