/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-compat.h"
#include "desk/page/eo-report-dialog.h"
#include "reader/eo-sealed.h"
#include "sections/diary/exchange/eo-ics-export.h"
#include "sections/diary/exchange/eo-ics-import.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-sync-dialog.h"
#include "sections/diary/view/eo-sync-status.h"

/* Calendars that come in and go out. */

#define MOST_BYTES (256u << 20) /* of a calendar file */
#define MOST_LINES 12           /* that are told at once */

typedef struct
{
  EoDiaryBoard *board;
  GPtrArray    *files;    /* of GFile, still to be taken */
  gint64        diary;
  EoIcsCount    count;    /* of all of them */
  GPtrArray    *lines;    /* of char * */
} Import;

static void take_next (Import *import);

static void
import_free (Import *import)
{
  g_object_unref (import->board);
  g_ptr_array_unref (import->files);
  g_ptr_array_unref (import->lines);
  g_free (import);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static void
tell (Import *import)
{
  const EoIcsCount *count = &import->count;
  g_autofree char *added = g_strdup_printf (ngettext ("%u appointment added", "%u appointments added",
                                                      (gulong) count->added), (guint) count->added);
  g_autofree char *text = NULL;
  g_autoptr (GString) body = g_string_new (NULL);

  text = g_strdup_printf (_("%s, %u changed, %u as they were, %u refused"), added, (guint) count->changed,
                          (guint) count->same, (guint) count->refused);
  if (import->lines->len == 0)
    {
      g_signal_emit (import->board, eo_diary_board_signals[EO_BOARD_TOAST], 0, text);
      return;
    }
  for (guint i = 0; i < MIN (import->lines->len, MOST_LINES); i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (import->lines, i));
  if (import->lines->len > MOST_LINES)
    {
      guint rest = import->lines->len - MOST_LINES;

      g_string_append_c (body, '\n');
      g_string_append_printf (body, ngettext ("and %u more", "and %u more", rest), rest);
    }
  eo_compat_tell (GTK_WIDGET (import->board), text, body->str);
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  EoIcsCount count = { 0 };
  gboolean done = eo_ics_import_finish (EO_STORE (source), result, &count, &lines, &error);

  import->count.added += count.added;
  import->count.changed += count.changed;
  import->count.same += count.same;
  import->count.refused += count.refused;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_ptr_array_add (import->lines, g_strdup (g_ptr_array_index (lines, i)));
  if (!done)
    g_ptr_array_add (import->lines, g_strdup (error->message));
  take_next (g_steal_pointer (&import));
}

static void
seal (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  GError *error = NULL;
  int fd = eo_sealed_new_from_file (g_file_peek_path (data), MOST_BYTES, &error);

  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task, error);
}

static void
on_sealed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (g_task_get_task_data (G_TASK (result)));
  int fd = (int) g_task_propagate_int (G_TASK (result), &error);

  if (fd < 0)
    {
      g_ptr_array_add (import->lines, g_strdup (error->message));
      take_next (g_steal_pointer (&import));
      return;
    }
  eo_ics_import_async (import->board->store, fd, name, import->diary, NULL, on_imported, import);
  close (fd);
  import = NULL;
}

static void
take_next (Import *import)
{
  g_autoptr (GTask) task = NULL;

  if (import->files->len == 0)
    {
      tell (import);
      import_free (import);
      return;
    }
  task = g_task_new (import->board->store, NULL, on_sealed, import);
  g_task_set_task_data (task, g_ptr_array_steal_index (import->files, 0), g_object_unref);
  g_task_run_in_thread (task, seal);
}

static void
on_diary_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Import) import = data;
  int chosen = eo_compat_choose_finish (result);
  GPtrArray *diaries = eo_diary_data_get_diaries (import->board->data);

  if (chosen < 0 || chosen >= (int) diaries->len)
    return;
  import->diary = EO_RECORD (g_ptr_array_index (diaries, chosen))->id;
  take_next (g_steal_pointer (&import));
}

/* Into the one diary there is, or the one that is chosen. */
static void
begin_import (EoDiaryBoard *self,
              GPtrArray    *files) /* (transfer full) */
{
  GPtrArray *diaries = eo_diary_data_get_diaries (self->data);
  g_autofree const char **names = g_new0 (const char *, diaries->len + 1);
  Import *import = g_new0 (Import, 1);

  import->board = g_object_ref (self);
  import->files = files;
  import->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < diaries->len; i++)
    names[i] = EO_DIARY (g_ptr_array_index (diaries, i))->name;
  if (diaries->len > 1)
    {
      eo_compat_choose_async (GTK_WIDGET (self), _("Into Whose Diary?"),
                              _("What is in it already is changed, not added once more."), names, NULL, on_diary_chosen,
                              import);
      return;
    }
  import->diary = EO_RECORD (g_ptr_array_index (diaries, 0))->id;
  take_next (import);
}

gboolean
eo_diary_board_take_files (EoDiaryBoard *self,
                           GFile       **files,
                           guint         n_files)
{
  g_autoptr (GPtrArray) calendars = NULL;

  g_return_val_if_fail (EO_IS_DIARY_BOARD (self), FALSE);

  if (eo_diary_data_get_diaries (self->data)->len == 0)
    return FALSE;
  calendars = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_file_get_basename (files[i]);
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (!g_str_has_suffix (lower, ".ics") || g_file_peek_path (files[i]) == NULL)
        return FALSE;
      g_ptr_array_add (calendars, g_object_ref (files[i]));
    }
  if (calendars->len == 0)
    return FALSE;
  begin_import (self, g_steal_pointer (&calendars));

  return TRUE;
}

static void
on_files_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (EoDiaryBoard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = eo_compat_open_finish (result, &error);
  g_autoptr (GPtrArray) calendars = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (calendars, g_list_model_get_item (files, i));
  if (error != NULL)
    g_signal_emit (self, eo_diary_board_signals[EO_BOARD_TOAST], 0, error->message);
  else if (calendars->len > 0 && eo_diary_data_get_diaries (self->data)->len > 0)
    begin_import (self, g_steal_pointer (&calendars));
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Calendars"));
  gtk_file_filter_add_suffix (filter, "ics");
  gtk_file_filter_add_mime_type (filter, "text/calendar");
  eo_compat_open_async (widget, _("Import a Calendar"), filter, TRUE, NULL, on_files_chosen, g_object_ref (widget));
}

/* Out */

typedef struct
{
  EoStore *store;
  gint64   diary;
} Export;

static void
export_free (gpointer data)
{
  g_object_unref (((Export *) data)->store);
  g_free (data);
}

static gboolean
write_calendar (gpointer               data,
                const char            *path,
                GCancellable          *cancellable,
                EoReportProgressFunc   progress,
                gpointer               progress_data,
                GError               **error)
{
  Export *export = data;
  EoDate none = { "" };
  guint64 n;

  return eo_ics_export (export->store, export->diary, &none, &none, path, &n, error);
}

static void
on_place_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (EoDiaryBoard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = eo_compat_save_finish (result, &error);
  EoDiary *diary = eo_diary_data_get_main (self->data);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), EO_TYPE_SECTION_PAGE);
  Export *export;

  if (error != NULL)
    g_signal_emit (self, eo_diary_board_signals[EO_BOARD_TOAST], 0, error->message);
  if (file == NULL || diary == NULL || page == NULL)
    return;
  export = g_new0 (Export, 1);
  export->store = g_object_ref (self->store);
  export->diary = EO_RECORD (diary)->id;
  eo_report_dialog_run (page, diary->name,
                        eo_report_job_new_writing (write_calendar, export, export_free, g_file_peek_path (file)));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoDiary *diary = eo_diary_data_get_main (EO_DIARY_BOARD (widget)->data);
  g_autofree char *safe = diary != NULL ? eo_text_safe_filename (diary->name) : NULL;
  g_autofree char *proposed = g_strdup_printf ("%s.ics", safe);

  if (diary != NULL)
    eo_compat_save_async (widget, _("Save the Diary as a Calendar"), proposed, NULL, on_place_chosen,
                          g_object_ref (widget));
}

/* With a server */
static void
show_sync (EoDiaryBoard *self,
           EoDiary      *diary)
{
  GtkWidget *dialog = eo_sync_dialog_new (self->store, diary);

  g_signal_connect_object (dialog, "destroy", G_CALLBACK (eo_sync_status_look), self->sync_status, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sync_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoDiary *diary = eo_diary_data_get_main (EO_DIARY_BOARD (widget)->data);

  if (diary != NULL)
    show_sync (EO_DIARY_BOARD (widget), diary);
}

static void
sync_with_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  g_autoptr (EoRecord) diary = eo_store_get (self->store, &eo_diary_kind, g_variant_get_int64 (parameter), NULL);

  if (diary != NULL)
    show_sync (self, EO_DIARY (diary));
}

void
_eo_diary_board_install_exchange (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "diary.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "diary.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "diary.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "diary.sync-with", "x", sync_with_action);
}
