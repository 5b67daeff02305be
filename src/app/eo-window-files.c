/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-window-private.h"
#include "store/eo-draft.h"

/* Files dropped on the window become documents of a new record of this kind. */
#define DROP_KIND "letter"

typedef struct
{
  EoWindow  *window;
  EoRecord  *record;
  GPtrArray *sources; /* of EoSource */
  gint64     draft;
} DropData;

static void
drop_data_free (gpointer data)
{
  DropData *drop = data;

  g_clear_object (&drop->window);
  g_clear_object (&drop->record);
  g_clear_pointer (&drop->sources, g_ptr_array_unref);
  g_free (drop);
}

static gboolean
attach_to_draft (EoWriter  *writer,
                 gpointer   data,
                 GError   **error)
{
  DropData *drop = data;

  for (guint i = 0; i < drop->sources->len; i++)
    if (!eo_writer_draft_attach (writer, &drop->draft, drop->record, g_ptr_array_index (drop->sources, i), error))
      return FALSE;

  return TRUE;
}

static void
on_attached (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  DropData *drop = user_data;
  g_autoptr (GError) error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    eo_window_open_draft (drop->window, eo_record_get_kind (drop->record), 0, drop->draft);
  else
    eo_window_toast (drop->window, error->message);
  drop_data_free (drop);
}

/**
 * eo_window_drop_files:
 * @files: (array length=n_files): what was dropped
 * @n_files: how many
 *
 * Begins a new letter with the files as its documents. They are kept with its draft at once, so that they outlive
 * a crash; a file that cannot be taken is named, and the others are taken.
 */
void
eo_window_drop_files (EoWindow  *self,
                      GFile    **files,
                      guint      n_files)
{
  const EoKind *kind = eo_kind_lookup (DROP_KIND);
  DropData *drop;

  g_return_if_fail (EO_IS_WINDOW (self));
  g_return_if_fail (kind != NULL);

  if (eo_store_is_read_only (self->store))
    {
      eo_window_toast (self, _("This office can only be read: nothing can be registered in it."));
      return;
    }

  drop = g_new0 (DropData, 1);
  drop->window = g_object_ref (self);
  drop->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_source_free);
  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      g_autoptr (GError) error = NULL;
      EoSource *source = path != NULL ? eo_source_new_for_path (path, &error) : NULL;

      if (source != NULL)
        g_ptr_array_add (drop->sources, source);
      else
        eo_window_toast (self, error != NULL ? error->message : _("Only files on this computer can be dropped here."));
    }
  if (drop->sources->len == 0)
    {
      drop_data_free (drop);
      return;
    }

  drop->record = eo_record_new (kind);
  eo_store_write_async (self->store, attach_to_draft, drop, NULL, NULL, on_attached, drop);
}
