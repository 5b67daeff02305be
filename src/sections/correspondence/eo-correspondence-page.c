/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-compat.h"
#include "desk/page/eo-intake-page.h"
#include "sections/correspondence/eo-correspondence-page.h"
#include "sections/correspondence/eo-letter-actions.h"
#include "sections/correspondence/eo-letter.h"
#include "store/eo-draft.h"

#define COUNT_AFTER 150 /* ms: what is waiting is counted after the rows are there */

struct _EoCorrespondencePage
{
  EoSectionPage  parent_instance;

  GtkWidget     *intake;  /* EoIntakePage, made when it is first wanted */
  char          *folder;  /* that scans are taken from, or NULL */
  guint          count;   /* source */
};

G_DEFINE_FINAL_TYPE (EoCorrespondencePage, eo_correspondence_page, EO_TYPE_SECTION_PAGE)

static const EoSectionWords words = {
  .title = N_("Correspondence"),
  .search_hint = N_("Subject, sender, reference"),
  .empty_description = N_("Register what came in today, or drop a batch of scans here.\n"
                          "Each letter gets its own number and a date by which a reply is due."),
  .empty_button = N_("Register a Letter"),
  .second_button = N_("Add Scans…"),
  .second_action = "section.intake",
};

/* The intake */

static gboolean
count_unregistered (gpointer user_data)
{
  EoCorrespondencePage *self = user_data;
  EoSectionPage *page = EO_SECTION_PAGE (self);

  self->count = 0;
  eo_section_page_set_chip_count (page, eo_store_count_unregistered (eo_section_page_get_store (page),
                                                                     eo_section_page_get_kind (page)));

  return G_SOURCE_REMOVE;
}

static void
on_store_changed (EoCorrespondencePage *self,
                  const char           *kind,
                  gint64                id)
{
  if (self->count == 0 && (*kind == '\0' || g_str_equal (kind, EO_DRAFT_KIND) || g_str_equal (kind, "letter")))
    self->count = g_timeout_add_full (G_PRIORITY_LOW, COUNT_AFTER, count_unregistered, self, NULL);
}

static void
on_toast (EoCorrespondencePage *self,
          const char           *text)
{
  g_signal_emit_by_name (self, "toast", text);
}

static void
on_open_record (EoCorrespondencePage *self,
                const char           *kind,
                gint64                id)
{
  g_signal_emit_by_name (self, "open-record", kind, id);
}

static void
on_intake_closed (EoCorrespondencePage *self)
{
  eo_intake_page_leave (EO_INTAKE_PAGE (self->intake));
  eo_section_page_show_aside (EO_SECTION_PAGE (self), NULL);
}

static void
on_add_files (EoCorrespondencePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "section.add-scans", NULL);
}

static void
show_intake (EoCorrespondencePage *self)
{
  if (self->intake == NULL)
    {
      self->intake = g_object_ref_sink (eo_intake_page_new (eo_section_page_get_store (EO_SECTION_PAGE (self))));
      g_signal_connect_object (self->intake, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->intake, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->intake, "close", G_CALLBACK (on_intake_closed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->intake, "add-files", G_CALLBACK (on_add_files), self, G_CONNECT_SWAPPED);
      eo_intake_page_set_folder (EO_INTAKE_PAGE (self->intake), self->folder);
    }
  eo_section_page_show_aside (EO_SECTION_PAGE (self), self->intake);
  eo_intake_page_begin (EO_INTAKE_PAGE (self->intake));
}

static void
intake_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  show_intake (EO_CORRESPONDENCE_PAGE (widget));
}

static void
take_files (EoCorrespondencePage  *self,
            GFile                **files,
            guint                  n_files,
            const char            *source)
{
  eo_intake_add_files (eo_intake_get_for_store (eo_section_page_get_store (EO_SECTION_PAGE (self))), files, n_files,
                       source);
  show_intake (self);
}

static void
take_list (EoCorrespondencePage *self,
           GSList               *list,
           const char           *source)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (; list != NULL; list = list->next)
    g_ptr_array_add (files, list->data);
  if (files->len > 0)
    take_files (self, (GFile **) files->pdata, files->len, source);
}

/* Pasting: files, or a picture; text is for fields. */

static void
encode_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (task_data), (GDestroyNotify) g_bytes_unref);
}

static void
on_encoded (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  EoCorrespondencePage *self = EO_CORRESPONDENCE_PAGE (source);
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);
  EoStore *store = eo_section_page_get_store (EO_SECTION_PAGE (self));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, _("Pasted %Y-%m-%d %H.%M.%S.png"));

  if (bytes == NULL || store == NULL)
    return;
  eo_intake_add_bytes (eo_intake_get_for_store (store), bytes, name, "paste");
  show_intake (self);
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (EoCorrespondencePage) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    on_toast (self, error->message);
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    take_list (self, g_value_get_boxed (value), "paste");
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE) && g_value_get_object (value) != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, on_encoded, NULL);

      g_task_set_source_tag (task, on_clipboard_read);
      g_task_set_task_data (task, g_value_dup_object (value), g_object_unref);
      g_task_run_in_thread (task, encode_thread);
    }
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = G_TYPE_INVALID;

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
      || gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
           || gdk_content_formats_contain_mime_type (formats, "image/png"))
    type = GDK_TYPE_TEXTURE;
  if (type != G_TYPE_INVALID)
    gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, on_clipboard_read,
                                    g_object_ref (widget));
}

static gboolean
on_drop (EoCorrespondencePage *self,
         const GValue         *value)
{
  take_list (self, g_value_get_boxed (value), "drop");

  return g_value_get_boxed (value) != NULL;
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoCorrespondencePage) self = user_data;
  g_autoptr (GListModel) model = eo_compat_open_finish (result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (files, g_list_model_get_item (model, i));
  if (n > 0)
    eo_correspondence_page_take_files (self, (GFile **) files->pdata, files->len);
}

static void
add_scans_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  eo_compat_open_async (widget, _("Add Scans"), NULL, TRUE, NULL, on_chosen, g_object_ref (widget));
}

static void
add_chip (EoCorrespondencePage *self)
{
  eo_section_page_set_chip (EO_SECTION_PAGE (self), _("Unregistered"), _("Files That Came In and Are Not Registered"),
                            "section.intake");
  g_signal_connect_object (eo_section_page_get_store (EO_SECTION_PAGE (self)), "changed", G_CALLBACK (on_store_changed),
                           self, G_CONNECT_SWAPPED);
  on_store_changed (self, "", 0);
}

static void
eo_correspondence_page_dispose (GObject *object)
{
  EoCorrespondencePage *self = EO_CORRESPONDENCE_PAGE (object);

  g_clear_handle_id (&self->count, g_source_remove);
  G_OBJECT_CLASS (eo_correspondence_page_parent_class)->dispose (object);
  g_clear_object (&self->intake);
  g_clear_pointer (&self->folder, g_free);
}

static void
eo_correspondence_page_leave (EoSectionPage *page)
{
  EoCorrespondencePage *self = EO_CORRESPONDENCE_PAGE (page);

  if (self->intake != NULL)
    eo_intake_page_leave (EO_INTAKE_PAGE (self->intake));
}

static void
eo_correspondence_page_constructed (GObject *object)
{
  gboolean read_only;

  G_OBJECT_CLASS (eo_correspondence_page_parent_class)->constructed (object);

  eo_section_page_set_words (EO_SECTION_PAGE (object), &words);
  eo_letter_actions_page_made (EO_SECTION_PAGE (object));
  read_only = eo_store_is_read_only (eo_section_page_get_store (EO_SECTION_PAGE (object)));
  gtk_widget_action_set_enabled (GTK_WIDGET (object), "section.add-scans", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (object), "section.paste", !read_only);
  add_chip (EO_CORRESPONDENCE_PAGE (object));
  if (!read_only)
    {
      GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

      g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), object, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (GTK_WIDGET (object), GTK_EVENT_CONTROLLER (target));
    }
}

static void
eo_correspondence_page_class_init (EoCorrespondencePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = eo_correspondence_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = eo_correspondence_page_dispose;

  EO_SECTION_PAGE_CLASS (klass)->leave = eo_correspondence_page_leave;

  gtk_widget_class_install_action (widget_class, "section.add-scans", NULL, add_scans_action);
  gtk_widget_class_install_action (widget_class, "section.intake", NULL, intake_action);
  gtk_widget_class_install_action (widget_class, "section.paste", NULL, paste_action);
  eo_letter_actions_install (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "section.paste", NULL);
}

static void
eo_correspondence_page_init (EoCorrespondencePage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "takes-files");
}

GtkWidget *
eo_correspondence_page_new (EoStore *store)
{
  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  return g_object_new (EO_TYPE_CORRESPONDENCE_PAGE, "store", store, "kind", &eo_letter_kind, NULL);
}

void
eo_correspondence_page_take_files (EoCorrespondencePage  *self,
                                   GFile                **files,
                                   guint                  n_files)
{
  g_return_if_fail (EO_IS_CORRESPONDENCE_PAGE (self));

  take_files (self, files, n_files, "drop");
}

void
eo_correspondence_page_set_scan_folder (EoCorrespondencePage *self,
                                        const char           *folder)
{
  g_return_if_fail (EO_IS_CORRESPONDENCE_PAGE (self));

  g_free (self->folder);
  self->folder = g_strdup (folder);
  if (self->intake != NULL)
    eo_intake_page_set_folder (EO_INTAKE_PAGE (self->intake), folder);
}
