/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-zone-row.h"

/* What the system's zone files name; those come first that most journeys from here need. */
#define ZONE_TABLE "/usr/share/zoneinfo/zone1970.tab"

struct _EoZoneRow
{
  EoFormRow      parent_instance;

  GtkWidget     *drop_down;
  GtkStringList *names;   /* the first is none */
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (EoZoneRow, eo_zone_row, EO_TYPE_FORM_ROW)

static const char *const usual[] = {
  "Africa/Johannesburg", "Africa/Maputo", "Africa/Harare", "Africa/Nairobi", "Africa/Lagos", "Africa/Cairo",
  "Africa/Addis_Ababa", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Brussels", "Europe/Zurich",
  "America/New_York", "America/Sao_Paulo", "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai", "UTC", NULL,
};

/* The third column of the table. */
static void
add_from_table (GPtrArray  *names,
                const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = *lines[i] != '#' ? g_strsplit (lines[i], "\t", 4) : NULL;

      if (columns != NULL && g_strv_length (columns) >= 3 && !g_strv_contains (usual, columns[2]))
        g_ptr_array_add (names, g_strdup (columns[2]));
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Read once: (transfer none), ended by NULL. */
static const char *const *
get_zones (void)
{
  static GPtrArray *zones;

  if (zones == NULL)
    {
      g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL;

      if (g_file_get_contents (ZONE_TABLE, &text, NULL, NULL))
        add_from_table (others, text);
      g_ptr_array_sort (others, compare_names);
      zones = g_ptr_array_new ();
      for (guint i = 0; usual[i] != NULL; i++)
        g_ptr_array_add (zones, (gpointer) usual[i]);
      for (guint i = 0; i < others->len; i++)
        g_ptr_array_add (zones, g_strdup (g_ptr_array_index (others, i)));
      g_ptr_array_add (zones, NULL);
    }

  return (const char *const *) zones->pdata;
}

static guint
find_name (EoZoneRow  *self,
           const char *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->names));

  if (*name == '\0')
    return 0;
  for (guint i = 1; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->names, i), name))
      return i;
  /* One that nobody knows is shown all the same: what is wrong with it stands below. */
  gtk_string_list_append (self->names, name);

  return n;
}

static void
on_selected (EoZoneRow *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));

  if (self->showing || eo_form_row_get_record (EO_FORM_ROW (self)) == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  eo_form_row_write (EO_FORM_ROW (self), position == 0 ? "" : gtk_string_list_get_string (self->names, position), NULL);
  eo_form_row_edited (EO_FORM_ROW (self));
}

static void
eo_zone_row_refresh (EoFormRow *row)
{
  EoZoneRow *self = EO_ZONE_ROW (row);

  self->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down),
                              find_name (self, eo_field_get_string (eo_form_row_get_field (row),
                                                                    eo_form_row_get_record (row))));
  self->showing = FALSE;
}

static void
eo_zone_row_dispose (GObject *object)
{
  g_clear_object (&EO_ZONE_ROW (object)->names);

  G_OBJECT_CLASS (eo_zone_row_parent_class)->dispose (object);
}

static void
eo_zone_row_class_init (EoZoneRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_zone_row_dispose;
  EO_FORM_ROW_CLASS (klass)->refresh = eo_zone_row_refresh;
}

static void
set_up_label (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_label (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
eo_zone_row_init (EoZoneRow *self)
{
  const char *const none[] = { _("As the diary"), NULL };
  const char *const *zones = get_zones ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->names = gtk_string_list_new (none);
  for (guint i = 0; zones[i] != NULL; i++)
    gtk_string_list_append (self->names, zones[i]);
  self->drop_down = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)),
                                       gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->drop_down), TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_label), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->drop_down), factory);
  gtk_widget_add_css_class (self->drop_down, "inline");
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (on_selected), self);
  /* What takes the focus is the button inside. */
  eo_form_row_set_value (EO_FORM_ROW (self), self->drop_down, gtk_widget_get_first_child (self->drop_down));
}
