/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-compat.h"
#include "desk/eo-entries.h"
#include "desk/record/eo-attachments-group.h"
#include "store/eo-kind.h"

struct _EoAttachmentsGroup
{
  GtkBox        parent_instance;

  EoStore      *store;
  const EoKind *kind;
  gint64        id;
  GtkWidget    *list;
  GtkWidget    *zone;
  GtkWidget    *hint;
};

enum
{
  FILES_ADDED,
  CHOSEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoAttachmentsGroup, eo_attachments_group, GTK_TYPE_BOX)

/* A copy on its way out of the store. */
typedef struct
{
  EoAttachment *attachment;
  GFile        *file;
} Copy;

static void
copy_free (Copy *copy)
{
  eo_attachment_free (copy->attachment);
  g_object_unref (copy->file);
  g_free (copy);
}

static void
copy_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  EoAttachmentsGroup *self = source;
  Copy *copy = data;
  g_autoptr (GFileOutputStream) stream = NULL;
  GError *error = NULL;

  stream = g_file_replace (copy->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &error);
  if (stream == NULL
      || !eo_store_copy_out (self->store, copy->attachment, G_OUTPUT_STREAM (stream), cancellable, &error)
      || !g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (source, signals[FAILED], 0, error->message);
}

static void
on_place_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GFile) file = eo_compat_save_finish (result, NULL);
  Copy *copy = g_task_get_task_data (task);

  if (file == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  copy->file = g_object_ref (file);
  g_task_run_in_thread (task, copy_in_thread);
}

static void
on_save_copy (EoAttachmentsGroup *self,
              GtkWidget          *button)
{
  const EoAttachment *attachment = g_object_get_data (G_OBJECT (button), "attachment");
  GTask *task = g_task_new (self, NULL, on_copied, NULL);
  Copy *copy = g_new0 (Copy, 1);

  copy->attachment = eo_attachment_copy (attachment);
  g_task_set_task_data (task, copy, (GDestroyNotify) copy_free);
  eo_compat_save_async (GTK_WIDGET (self), _("Save a Copy"), attachment->name, NULL, on_place_chosen, task);
}

static gboolean
detach (EoWriter  *writer,
        gpointer   data,
        GError   **error)
{
  return eo_writer_detach (writer, *(gint64 *) data, error);
}

static void
on_detached (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (EoAttachmentsGroup) self = data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
on_remove (EoAttachmentsGroup *self,
           GtkWidget          *button)
{
  const EoAttachment *attachment = g_object_get_data (G_OBJECT (button), "attachment");

  gtk_widget_set_sensitive (button, FALSE);
  eo_store_write_async (self->store, detach, g_memdup2 (&attachment->id, sizeof attachment->id), g_free, NULL,
                        on_detached, g_object_ref (self));
}

static void
on_files_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (EoAttachmentsGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = eo_compat_open_finish (result, &error);

  if (files != NULL)
    g_signal_emit (self, signals[FILES_ADDED], 0, files);
  else if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static gboolean
on_drop (EoAttachmentsGroup *self,
         const GValue       *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *list = g_value_get_boxed (value);

  for (GSList *l = list; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  g_signal_emit (self, signals[FILES_ADDED], 0, files);
  return TRUE;
}

static void
on_row_activated (EoAttachmentsGroup *self,
                  GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
}

/* "Same file as IN/2026/00398": the clerk is about to register a letter twice. */
static char *
find_twin (EoAttachmentsGroup *self,
           const EoAttachment *attachment)
{
  g_autoptr (GPtrArray) same = eo_store_find_same (self->store, attachment->document);

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      const EoCandidate *twin = g_ptr_array_index (same, i);
      g_autoptr (EoRecord) record = NULL;

      if (twin->kind == NULL || (twin->kind == self->kind && twin->id == self->id))
        continue;
      record = eo_store_get (self->store, twin->kind, twin->id, NULL);
      if (record != NULL && record->deleted_at.iso[0] == '\0')
        return g_strdup_printf (_("Same file as %s"), eo_record_get_name (record));
    }
  return NULL;
}

static GtkWidget *
new_button (EoAttachmentsGroup *self,
            const EoAttachment *attachment,
            const char         *icon,
            const char         *name,
            GCallback           callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "attachment", eo_attachment_copy (attachment),
                          (GDestroyNotify) eo_attachment_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_line (const char           *text,
          PangoEllipsizeMode    ellipsize)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  return label;
}

static GtkWidget *
new_row (EoAttachmentsGroup *self,
         const EoAttachment *attachment)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *under;
  EoDate added = eo_instant_to_date (&attachment->added_at);
  g_autofree char *size = eo_format_size (attachment->size);
  g_autofree char *day = eo_date_format (&added);
  g_autofree char *twin = find_twin (self, attachment);
  g_autofree char *facts = NULL;
  g_autofree char *save = g_strdup_printf (_("Save a Copy of “%s”"), attachment->name);
  g_autofree char *remove = g_strdup_printf (_("Remove “%s”"), attachment->name);

  facts = twin != NULL ? g_strdup_printf ("%s · %s", size, twin) : g_strdup_printf ("%s · %s", size, day);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (g_str_has_prefix (attachment->media_type, "image/")
                                                                 ? "image-x-generic-symbolic"
                                                                 : "x-office-document-symbolic"));
  gtk_box_append (GTK_BOX (lines), new_line (attachment->name, PANGO_ELLIPSIZE_MIDDLE));
  under = new_line (facts, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (under, "small");
  gtk_widget_add_css_class (under, "num");
  gtk_widget_add_css_class (under, twin != NULL ? "t-soon" : "dim-label");
  gtk_box_append (GTK_BOX (lines), under);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), new_button (self, attachment, "document-save-symbolic", save,
                                             G_CALLBACK (on_save_copy)));
  if (!eo_store_is_read_only (self->store))
    gtk_box_append (GTK_BOX (box), new_button (self, attachment, "user-trash-symbolic", remove,
                                               G_CALLBACK (on_remove)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, attachment->name, -1);
  return row;
}

static void
eo_attachments_group_dispose (GObject *object)
{
  g_clear_object (&EO_ATTACHMENTS_GROUP (object)->store);

  G_OBJECT_CLASS (eo_attachments_group_parent_class)->dispose (object);
}

static void
eo_attachments_group_class_init (EoAttachmentsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_attachments_group_dispose;

  signals[FILES_ADDED] = g_signal_new ("files-added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
eo_attachments_group_init (EoAttachmentsGroup *self)
{
  GtkWidget *heading = gtk_label_new (_("Documents"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Attach a Scan…"));
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self), heading);

  self->list = eo_entries_new (_("Documents"), NULL);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (self), self->list);

  self->zone = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->zone, "dropzone");
  self->hint = gtk_label_new (_("Drop a scan here"));
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_widget_set_hexpand (self->hint, TRUE);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_box_append (GTK_BOX (self->zone), self->hint);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (eo_attachments_group_choose), self);
  gtk_box_append (GTK_BOX (self->zone), button);
  gtk_box_append (GTK_BOX (self), self->zone);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (self->zone, GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
eo_attachments_group_new (EoStore *store)
{
  EoAttachmentsGroup *self = g_object_new (EO_TYPE_ATTACHMENTS_GROUP, NULL);

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self->store = g_object_ref (store);
  gtk_widget_set_visible (self->zone, !eo_store_is_read_only (store));
  return GTK_WIDGET (self);
}

void
eo_attachments_group_show (EoAttachmentsGroup *self,
                           const EoKind       *kind,
                           gint64              id,
                           GPtrArray          *attachments)
{
  g_return_if_fail (EO_IS_ATTACHMENTS_GROUP (self) && attachments != NULL);

  self->kind = kind;
  self->id = id;
  eo_entries_clear (GTK_LIST_BOX (self->list));
  for (guint i = 0; i < attachments->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, g_ptr_array_index (attachments, i)));
  gtk_widget_set_visible (self->list, attachments->len > 0);
}

void
eo_attachments_group_choose (EoAttachmentsGroup *self)
{
  g_return_if_fail (EO_IS_ATTACHMENTS_GROUP (self));

  eo_compat_open_async (GTK_WIDGET (self), _("Attach"), NULL, TRUE, NULL, on_files_chosen, g_object_ref (self));
}
