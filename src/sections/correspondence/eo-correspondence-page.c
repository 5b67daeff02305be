/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-compat.h"
#include "desk/page/eo-intake.h"
#include "sections/correspondence/eo-correspondence-page.h"
#include "sections/correspondence/eo-letter-actions.h"
#include "sections/correspondence/eo-letter.h"

struct _EoCorrespondencePage
{
  EoSectionPage parent_instance;
};

G_DEFINE_FINAL_TYPE (EoCorrespondencePage, eo_correspondence_page, EO_TYPE_SECTION_PAGE)

static const EoSectionWords words = {
  .title = N_("Correspondence"),
  .new_label = N_("New Letter"),
  .search_hint = N_("Subject, sender, reference"),
  .empty_description = N_("Register what came in today, or drop a batch of scans here.\n"
                          "Each letter gets its own number and a date by which a reply is due."),
  .empty_button = N_("Register a Letter"),
  .second_button = N_("Add Scans…"),
  .second_action = "section.add-scans",
};

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EoSectionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *refused = NULL;
  gint64 draft = eo_intake_finish (result, &refused, &error);

  if (error != NULL)
    g_signal_emit_by_name (self, "toast", error->message);
  else if (refused != NULL)
    g_signal_emit_by_name (self, "toast", refused);

  if (draft != 0)
    eo_section_page_new_record (self, NULL, draft);
}

static gboolean
on_drop (EoCorrespondencePage *self,
         const GValue         *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *list = g_value_get_boxed (value); list != NULL; list = list->next)
    g_ptr_array_add (files, list->data);
  if (files->len == 0)
    return FALSE;

  eo_correspondence_page_take_files (self, (GFile **) files->pdata, files->len);

  return TRUE;
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
eo_correspondence_page_constructed (GObject *object)
{
  gboolean read_only;

  G_OBJECT_CLASS (eo_correspondence_page_parent_class)->constructed (object);

  eo_section_page_set_words (EO_SECTION_PAGE (object), &words);
  eo_letter_actions_page_made (EO_SECTION_PAGE (object));
  read_only = eo_store_is_read_only (eo_section_page_get_store (EO_SECTION_PAGE (object)));
  gtk_widget_action_set_enabled (GTK_WIDGET (object), "section.add-scans", !read_only);
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
  G_OBJECT_CLASS (klass)->constructed = eo_correspondence_page_constructed;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "section.add-scans", NULL, add_scans_action);
  eo_letter_actions_install (GTK_WIDGET_CLASS (klass));
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
  EoSectionPage *page;

  g_return_if_fail (EO_IS_CORRESPONDENCE_PAGE (self));

  page = EO_SECTION_PAGE (self);
  eo_intake_async (eo_section_page_get_store (page), eo_section_page_get_kind (page), files, n_files,
                   on_taken, g_object_ref (self));
}
