/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "reader/eo-message.h"
#include "sections/diary/eo-request-mail.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/view/eo-request-drop.h"

typedef struct
{
  GtkWidget    *page;
  EoStore      *store;
  GPtrArray    *files;    /* of GFile, still to be taken */
  EoMailImport *mail;     /* in work; or NULL */
  gint64        request;  /* begun last; or 0 */
  guint         n_begun;
} Drop;

static void take_next (Drop *drop);

static void
drop_free (Drop *drop)
{
  g_clear_pointer (&drop->mail, eo_mail_import_free);
  g_ptr_array_unref (drop->files);
  g_object_unref (drop->store);
  g_object_unref (drop->page);
  g_free (drop);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drop, drop_free)

static void
tell (Drop       *drop,
      const char *text)
{
  g_signal_emit_by_name (drop->page, "toast", text);
}

static gboolean
write_request (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  Drop *drop = data;

  return eo_writer_begin_request_by_mail (writer, drop->mail, &drop->request, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Drop) drop = data;
  g_autoptr (GError) error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    drop->n_begun++;
  else
    tell (drop, error->message);
  g_clear_pointer (&drop->mail, eo_mail_import_free);
  take_next (g_steal_pointer (&drop));
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (Drop) drop = data;
  g_autoptr (GError) error = NULL;

  drop->mail = eo_mail_import_new_finish (result, &error);
  if (drop->mail == NULL)
    {
      tell (drop, error->message);
      take_next (g_steal_pointer (&drop));
      return;
    }
  eo_store_write_async (drop->store, write_request, drop, NULL, NULL, on_written, drop);
  drop = NULL;
}

static void
finish (Drop *drop)
{
  g_autofree char *text = NULL;

  if (drop->n_begun == 0)
    return;
  text = g_strdup_printf (ngettext ("%u mail is registered, and a request of it", "%u mails are registered, and a request of each",
                                    drop->n_begun), drop->n_begun);
  tell (drop, text);
  g_signal_emit_by_name (drop->page, "open-record", "request", drop->request);
}

static void
take_next (Drop *drop)
{
  g_autoptr (GFile) file = NULL;

  if (drop->files->len == 0)
    {
      finish (drop);
      drop_free (drop);
      return;
    }
  file = g_ptr_array_steal_index (drop->files, 0);
  eo_mail_import_new_async (drop->store, g_file_peek_path (file), NULL, on_read, drop);
}

gboolean
eo_request_drop_take (GtkWidget  *page,
                      EoStore    *store,
                      GFile     **files,
                      guint       n_files)
{
  Drop *drop;

  g_return_val_if_fail (GTK_IS_WIDGET (page) && EO_IS_STORE (store), FALSE);

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_file_get_basename (files[i]);

      if (!eo_message_is_called (name) || g_file_peek_path (files[i]) == NULL)
        return FALSE;
    }
  if (n_files == 0)
    return FALSE;
  drop = g_new0 (Drop, 1);
  drop->page = g_object_ref (page);
  drop->store = g_object_ref (store);
  drop->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (drop->files, g_object_ref (files[i]));
  take_next (drop);
  return TRUE;
}
