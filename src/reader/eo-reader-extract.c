/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "reader/eo-reader-wait.h"

static GPtrArray *
extract (EoReaderWait  *wait,
         EoReader      *reader,
         GArray        *pictures,
         GError       **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < eo_reader_get_n_pages (reader); i++)
    {
      g_autoptr (GAsyncResult) answered = NULL;
      g_autoptr (GError) page_error = NULL;
      g_autoptr (EoReaderPlain) plain = NULL;

      eo_reader_plain_async (reader, i, eo_reader_wait_notify, wait);
      answered = eo_reader_wait_result (wait);
      plain = eo_reader_plain_finish (reader, answered, &page_error);
      /* One broken page leaves the words of the others. */
      if (plain == NULL && !g_error_matches (page_error, EO_ERROR, EO_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&page_error));
          return NULL;
        }
      if (plain != NULL && plain->is_picture && pictures != NULL)
        g_array_append_val (pictures, i);
      g_ptr_array_add (pages, plain != NULL ? g_steal_pointer (&plain->text) : g_strdup (""));
    }
  return g_steal_pointer (&pages);
}

GPtrArray *
eo_reader_extract_text (int          fd,
                        const char  *name,
                        guint        seconds,
                        GArray      *pictures,
                        GError     **error)
{
  EoReaderWait wait;
  EoReader *reader;
  GPtrArray *pages = NULL;

  g_return_val_if_fail (fd >= 0 && name != NULL && seconds > 0, NULL);

  reader = eo_reader_wait_open (&wait, fd, name, seconds, NULL, error);
  if (reader != NULL)
    pages = extract (&wait, reader, pictures, error);
  eo_reader_wait_end (&wait);
  return pages;
}
