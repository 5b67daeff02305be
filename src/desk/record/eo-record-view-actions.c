/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-print.h"
#include "desk/record/eo-attachments-group.h"
#include "desk/record/eo-record-view-private.h"
#include "paper/eo-record-report.h"
#include "store/eo-split.h"

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_record_view_save (EO_RECORD_VIEW (widget), NULL);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_record_view_step (EO_RECORD_VIEW (widget), g_variant_get_string (parameter, NULL));
}

/* The second stands open at what it is about: that is what will differ. */
static void
on_split (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (EoRecordView) self = data;
  g_autoptr (EoUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoRecord) second = NULL;
  gint64 id = eo_store_split_finish (EO_STORE (source), result, &undo, &error);
  g_autofree char *text = NULL;
  GtkWidget *row;

  if (self->store == NULL)
    return;
  if (id == 0 || (second = eo_store_get (self->store, self->kind, id, &error)) == NULL)
    {
      _eo_record_view_toast (self, error->message);
      return;
    }
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_OPEN_RECORD], 0, self->kind->name, id);
  /* Translators: the number of a new letter */
  text = g_strdup_printf (_("Second matter registered as %s"), eo_record_get_name (second));
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_UNDOABLE], 0, text, undo);
  row = eo_record_form_get_row (EO_RECORD_FORM (self->form), eo_kind_get_title_field (self->kind)->name);
  if (eo_record_view_get_id (self) == id && row != NULL)
    gtk_widget_grab_focus (row);
}

static void
split_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoRecordView *self = EO_RECORD_VIEW (widget);

  eo_store_split_async (self->store, self->kind, self->record->id, NULL, on_split, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit (widget, _eo_record_view_signals[EO_RECORD_VIEW_CLOSE], 0);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, _eo_record_view_signals[EO_RECORD_VIEW_PREVIOUS], 0);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, _eo_record_view_signals[EO_RECORD_VIEW_NEXT], 0);
}

static void
open_about_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  g_autoptr (EoRecord) about = _eo_record_view_find_about (EO_RECORD_VIEW (widget));

  if (about != NULL)
    g_signal_emit (widget, _eo_record_view_signals[EO_RECORD_VIEW_OPEN_RECORD], 0, eo_record_get_kind (about)->name,
                   about->id);
}

/* The form starts afresh, so that leaving finds nothing to keep. */
static void
discard_draft_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  EoRecordView *self = EO_RECORD_VIEW (widget);

  _eo_record_view_discard_draft (self);
  eo_record_form_set_record (EO_RECORD_FORM (self->form), self->record);
  if (self->is_new)
    g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_CLOSE], 0);
}

typedef struct
{
  EoRecordView *view;
  gint64        id;
  char         *title;
} Deletion;

static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Deletion *deletion = data;
  g_autoptr (GError) error = NULL;

  if (eo_store_delete_finish (EO_STORE (source), result, &error))
    g_signal_emit (deletion->view, _eo_record_view_signals[EO_RECORD_VIEW_DELETED], 0, deletion->id, deletion->title);
  else
    _eo_record_view_toast (deletion->view, error->message);
  g_object_unref (deletion->view);
  g_free (deletion->title);
  g_free (deletion);
}

/* What is typed and not saved goes with it into the draft, so that undoing brings both back. */
static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoRecordView *self = EO_RECORD_VIEW (widget);
  Deletion *deletion;

  if (self->record == NULL || self->is_new)
    return;
  if (eo_record_form_get_changed (EO_RECORD_FORM (self->form)))
    _eo_record_view_keep_draft (self);
  deletion = g_new0 (Deletion, 1);
  deletion->view = g_object_ref (self);
  deletion->id = self->record->id;
  deletion->title = g_strdup (eo_record_get_name (self->record));
  eo_store_delete_async (self->store, self->kind, deletion->id, FALSE, NULL, on_deleted, deletion);
  _eo_record_view_forget (self);
}

static void
on_printed (GtkWidget    *widget,
            const GError *error)
{
  if (error != NULL)
    _eo_record_view_toast (EO_RECORD_VIEW (widget), error->message);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoRecordView *self = EO_RECORD_VIEW (widget);
  g_autoptr (EoReport) report = eo_record_report_new (self->store, self->record);

  eo_print_report (widget, report, eo_record_get_name (self->record), FALSE, on_printed);
}

static void
attach_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  eo_attachments_group_choose (EO_ATTACHMENTS_GROUP (EO_RECORD_VIEW (widget)->attachments_group));
}

/* Attaching: sources are looked at here, read on the writer's thread. */

typedef struct
{
  EoRecordView *view;
  const EoKind *kind;
  gint64        id;       /* of the record, or 0 … */
  gint64        draft;    /* … of the draft of a new one */
  GPtrArray    *sources;
} Attaching;

static void
attaching_free (Attaching *attaching)
{
  g_object_unref (attaching->view);
  g_ptr_array_unref (attaching->sources);
  g_free (attaching);
}

static gboolean
attach (EoWriter  *writer,
        gpointer   data,
        GError   **error)
{
  Attaching *attaching = data;

  for (guint i = 0; i < attaching->sources->len; i++)
    {
      EoSource *source = g_ptr_array_index (attaching->sources, i);

      if (attaching->draft != 0 ? !eo_writer_draft_attach (writer, &attaching->draft, NULL, source, error)
                                : !eo_writer_attach (writer, attaching->kind, attaching->id, source, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static void
on_attached (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (EoRecordView) self = data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error) && self->store != NULL)
    _eo_record_view_toast (self, error->message);
}

void
_eo_record_view_attach (EoRecordView *self,
                        GListModel   *files)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_source_free);
  Attaching *attaching;

  if (self->record == NULL)
    return;
  /* Documents of a new record hang on its draft, which must have its number first. */
  if (self->is_new && self->draft == 0)
    {
      g_set_object (&self->attach_next, files);
      _eo_record_view_keep_draft (self);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autoptr (GError) error = NULL;
      EoSource *source = g_file_peek_path (file) != NULL ? eo_source_new_for_path (g_file_peek_path (file), &error)
                                                         : NULL;

      if (source != NULL)
        g_ptr_array_add (sources, source);
      else
        _eo_record_view_toast (self, error != NULL ? error->message : _("Only files on this computer can be attached."));
    }
  if (sources->len == 0)
    return;

  attaching = g_new0 (Attaching, 1);
  attaching->view = g_object_ref (self);
  attaching->kind = self->kind;
  attaching->id = self->is_new ? 0 : self->record->id;
  attaching->draft = self->is_new ? self->draft : 0;
  attaching->sources = g_steal_pointer (&sources);
  eo_store_write_async (self->store, attach, attaching, (GDestroyNotify) attaching_free, NULL, on_attached,
                        g_object_ref (self));
}

/* The window has the page of the other kind. */
static void
begin_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoRecordView *self = EO_RECORD_VIEW (widget);

  gtk_widget_activate_action (widget, "win.begin", "(ssx)", g_variant_get_string (parameter, NULL), self->kind->name,
                              self->record->id);
}

static void
print_paper_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  _eo_record_view_print_paper (EO_RECORD_VIEW (widget), g_variant_get_int32 (parameter));
}

void
_eo_record_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "record.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "record.step", "s", step_action);
  gtk_widget_class_install_action (widget_class, "record.act", "s", step_action);
  gtk_widget_class_install_action (widget_class, "record.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "record.close", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "record.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "record.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "record.open-about", NULL, open_about_action);
  gtk_widget_class_install_action (widget_class, "record.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "record.print-paper", "i", print_paper_action);
  gtk_widget_class_install_action (widget_class, "record.begin", "s", begin_action);
  gtk_widget_class_install_action (widget_class, "record.attach", NULL, attach_action);
  gtk_widget_class_install_action (widget_class, "record.discard-draft", NULL, discard_draft_action);
  gtk_widget_class_install_action (widget_class, "record.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "record.split", NULL, split_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "record.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "record.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "record.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "record.next", NULL);
}

void
_eo_record_view_update_actions (EoRecordView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = self->record != NULL && !eo_store_is_read_only (self->store);
  gboolean changed = eo_record_form_get_changed (EO_RECORD_FORM (self->form));
  gboolean old = self->record != NULL && !self->is_new;

  gtk_widget_action_set_enabled (widget, "record.save", writable && !self->saving && (self->is_new || changed));
  gtk_widget_action_set_enabled (widget, "record.step", writable && !self->saving && old);
  /* What leaves the state as it is would save half-written fields along with it. */
  gtk_widget_action_set_enabled (widget, "record.act", writable && !self->saving && old && !changed);
  gtk_widget_action_set_enabled (widget, "record.attach", writable);
  gtk_widget_action_set_enabled (widget, "record.print", old);
  gtk_widget_action_set_enabled (widget, "record.begin", writable && old && self->record->deleted_at.iso[0] == '\0');
  gtk_widget_action_set_enabled (widget, "record.delete", writable && old && self->record->deleted_at.iso[0] == '\0');
  gtk_widget_action_set_enabled (widget, "record.split",
                                 writable && old && self->kind->split != NULL && self->record->deleted_at.iso[0] == '\0');
  gtk_widget_action_set_enabled (widget, "record.discard-draft", writable && self->draft != 0);
}
