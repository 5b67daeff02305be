/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-entries.h"
#include "desk/record/eo-history-page.h"

struct _EoHistoryPage
{
  GtkWidget  parent_instance;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (EoHistoryPage, eo_history_page, GTK_TYPE_WIDGET)

static GtkWidget *
new_row (EoStore              *store,
         const EoKind         *kind,
         const EoHistoryEntry *entry)
{
  g_autoptr(GPtrArray) lines = eo_history_describe (store, kind, entry);
  g_autofree char *when = eo_instant_format (&entry->at);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *foot = gtk_label_new (when);

  for (guint i = 0; i < lines->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (lines, i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_label_set_xalign (GTK_LABEL (foot), 0);
  gtk_widget_add_css_class (foot, "small");
  gtk_widget_add_css_class (foot, "dim-label");
  gtk_widget_add_css_class (foot, "num");
  gtk_box_append (GTK_BOX (box), foot);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
eo_history_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_history_page_parent_class)->dispose (object);
}

static void
eo_history_page_class_init (EoHistoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_history_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
eo_history_page_init (EoHistoryPage *self)
{
  self->list = eo_entries_new (_("History"), _("Nothing has happened to this yet"));
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
eo_history_page_new (void)
{
  return g_object_new (EO_TYPE_HISTORY_PAGE, NULL);
}

guint
eo_history_page_load (EoHistoryPage *self,
                      EoStore       *store,
                      const EoKind  *kind,
                      gint64         id)
{
  g_autoptr(GPtrArray) entries = NULL;

  g_return_val_if_fail (EO_IS_HISTORY_PAGE (self), 0);

  eo_entries_clear (GTK_LIST_BOX (self->list));
  if (id != 0)
    entries = eo_store_get_history (store, kind, id, NULL);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (store, kind, g_ptr_array_index (entries, i)));
  return entries != NULL ? entries->len : 0;
}
