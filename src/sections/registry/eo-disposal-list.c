/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-record-form.h"
#include "desk/record/eo-related-page.h"
#include "sections/registry/eo-disposal-list.h"
#include "sections/registry/eo-disposal-rules.h"
#include "sections/registry/eo-disposal.h"

/* What belongs to the page: its own parts below the list of files. */
typedef struct
{
  EoRelatedPage *page; /* owns this */
  EoStore       *store;
  GtkWidget     *pick; /* a form with one field, that names a file */
  GtkWidget     *buttons;
  GtkWidget     *told; /* what was left out, and why */
} List;

typedef struct
{
  gint64     run;
  gint64     file;  /* 0: all that are due */
  guint      added;
  GPtrArray *left;  /* of char *: why not */
} Adding;

static void
adding_free (Adding *adding)
{
  g_ptr_array_unref (adding->left);
  g_free (adding);
}

static gboolean
write_adding (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Adding *adding = data;

  return eo_disposal_add_files (writer, adding->run, adding->file, &adding->added, adding->left, error);
}

typedef struct
{
  EoRelatedPage *page;
  Adding        *adding;
} Told;

static void
tell (List   *list,
      Adding *adding)
{
  g_autofree char *added = g_strdup_printf (ngettext ("%u file was listed.", "%u files were listed.", adding->added),
                                            adding->added);
  g_autoptr (GString) text = g_string_new (added);

  for (guint i = 0; i < adding->left->len; i++)
    g_string_append_printf (text, "\n%s", (char *) g_ptr_array_index (adding->left, i));
  gtk_label_set_text (GTK_LABEL (list->told), text->str);
  gtk_widget_set_visible (list->told, TRUE);
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Told *told = user_data;
  g_autoptr (EoRelatedPage) page = told->page;
  List *list = g_object_get_data (G_OBJECT (page), "disposal-list");
  g_autoptr (GError) error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    tell (list, told->adding);
  else
    g_signal_emit_by_name (page, "failed", error->message);
  adding_free (told->adding);
  g_free (told);
}

static void
add (List   *list,
     gint64  file)
{
  Told *told = g_new0 (Told, 1);

  told->page = g_object_ref (list->page);
  told->adding = g_new0 (Adding, 1);
  told->adding->run = eo_related_page_get_about (list->page);
  told->adding->file = file;
  told->adding->left = g_ptr_array_new_with_free_func (g_free);
  eo_store_write_async (list->store, write_adding, told->adding, NULL, NULL, on_added, told);
}

static void
on_add_due (List *list)
{
  add (list, 0);
}

static void
clear_pick (List *list)
{
  g_autoptr (EoRecord) empty = eo_record_new (eo_kind_lookup ("loan"));

  eo_record_form_set_record (EO_RECORD_FORM (list->pick), empty);
}

static void
on_add_one (List *list)
{
  EoRecord *picked = eo_record_form_get_edited (EO_RECORD_FORM (list->pick));
  const EoField *file = eo_kind_find_field (eo_kind_lookup ("loan"), "file");

  if (picked == NULL || eo_field_get_link (file, picked)->id == 0)
    return;
  add (list, eo_field_get_link (file, picked)->id);
  clear_pick (list);
}

/* What was submitted is listed: the one who approves sees the same files as the one who asked. */
static void
on_loaded (List     *list,
           EoRecord *run)
{
  gboolean open = run->id != 0 && EO_DISPOSAL (run)->status == EO_DISPOSAL_LISTED;

  gtk_widget_set_visible (list->pick, open);
  gtk_widget_set_visible (list->buttons, open);
}

static GtkWidget *
make_button (List       *list,
             const char *label,
             GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_sensitive (button, !eo_store_is_read_only (list->store));
  g_signal_connect_swapped (button, "clicked", callback, list);
  return button;
}

GtkWidget *
eo_disposal_list_new (EoStore *store)
{
  GtkWidget *page = eo_related_page_new (store, eo_kind_lookup ("file"), "run",
                                         _("No files listed. “Add Files Due” lists all whose years are over."));
  List *list = g_new0 (List, 1);

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  list->page = EO_RELATED_PAGE (page);
  list->store = store; /* the page holds it */
  g_object_set_data_full (G_OBJECT (page), "disposal-list", list, g_free);
  /* A loan names a file, too: its row for that is borrowed here. */
  list->pick = eo_record_form_new_for_fields (store, eo_kind_lookup ("loan"), _("List One"), "file");
  clear_pick (list);
  gtk_box_append (GTK_BOX (page), list->pick);
  list->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (list->buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (list->buttons), make_button (list, _("_Add This File"), G_CALLBACK (on_add_one)));
  gtk_box_append (GTK_BOX (list->buttons), make_button (list, _("Add Files _Due"), G_CALLBACK (on_add_due)));
  gtk_box_append (GTK_BOX (page), list->buttons);
  list->told = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (list->told), TRUE);
  gtk_label_set_xalign (GTK_LABEL (list->told), 0);
  gtk_widget_set_visible (list->told, FALSE);
  gtk_box_append (GTK_BOX (page), list->told);
  g_signal_connect_swapped (page, "loaded", G_CALLBACK (on_loaded), list);

  return page;
}
