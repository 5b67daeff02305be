/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/search/eo-search-palette-private.h"

/* What narrows a search: chips for kinds of records, and words to put before others. */

void
_eo_search_palette_choose (EoSearchPalette *self,
                           const char      *chip)
{
  const EoKind *kind = eo_kind_lookup (chip);

  self->chip = kind != NULL ? kind->name : g_str_equal (chip, CHIP_DOCUMENTS) ? CHIP_DOCUMENTS : CHIP_EVERYTHING;
  _eo_search_palette_fill_chips (self);
  _eo_search_palette_queue (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_chip_clicked (GtkButton *button,
                 gpointer   user_data)
{
  const char *chip = g_object_get_data (G_OBJECT (button), "chip");

  _eo_search_palette_choose (user_data, chip != NULL ? chip : "");
}

/* The kinds whose chips are not seen beside the button. */
void
_eo_search_palette_make_menu (GtkMenuButton *button,
                              gpointer       user_data)
{
  EoSearchPalette *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip != GTK_WIDGET (button);
       chip = gtk_widget_get_next_sibling (chip))
    if (!gtk_widget_get_mapped (chip))
      {
        const char *name = g_object_get_data (G_OBJECT (chip), "chip");
        g_autoptr (GMenuItem) item = g_menu_item_new (g_object_get_data (G_OBJECT (chip), "words"), NULL);

        g_menu_item_set_action_and_target (item, "palette.choose", "s", name != NULL ? name : "");
        g_menu_append_item (menu, item);
      }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
add_chip (EoSearchPalette *self,
          const char      *label,
          const char      *chip,
          guint            count)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = count > 0 ? eo_format_count (count) : NULL;
  char *words = number != NULL ? g_strdup_printf ("%s %s", label, number) : g_strdup (label);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  if (number != NULL)
    {
      GtkWidget *shown = gtk_label_new (number);

      gtk_widget_add_css_class (shown, "n");
      gtk_box_append (GTK_BOX (box), shown);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (self->chip, chip) == 0);
  g_object_set_data (G_OBJECT (button), "chip", (gpointer) chip);
  g_object_set_data_full (G_OBJECT (button), "words", words, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_chip_clicked), self);
  eo_chip_row_append (self->chips, button);
  if (g_strcmp0 (self->chip, chip) == 0)
    eo_chip_row_set_current (self->chips, button);
}

/* Counts are shown where all of them are known: a floor beside exact numbers would mislead. */
void
_eo_search_palette_fill_chips (EoSearchPalette *self)
{
  gboolean whole = self->result != NULL && self->chip == CHIP_EVERYTHING && _eo_search_palette_has_words (self) &&
                   !self->result->more && self->result->total == self->result->hits->len;
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  eo_chip_row_clear (self->chips);
  add_chip (self, _("Everything"), CHIP_EVERYTHING, whole ? self->n_rows : 0);
  for (guint i = 0; i < n_kinds; i++)
    add_chip (self, _(kinds[i]->plural), kinds[i]->name,
              whole ? GPOINTER_TO_UINT (g_hash_table_lookup (self->group_sizes, _(kinds[i]->plural))) : 0);
  add_chip (self, _("Documents"), CHIP_DOCUMENTS,
            whole ? GPOINTER_TO_UINT (g_hash_table_lookup (self->group_sizes, _("Documents"))) : 0);
}

static void
on_operator_clicked (GtkButton *button,
                     gpointer   user_data)
{
  EoSearchPalette *self = user_data;
  g_autofree char *text = g_strstrip (g_strdup (_eo_search_palette_get_text (self)));
  g_autofree char *whole = g_strconcat (text, *text != '\0' ? " " : "", gtk_button_get_label (button), NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), whole);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
_eo_search_palette_add_operators (EoSearchPalette *self)
{
  static const struct { const char *word, *help; } operators[] = {
    { "from:", N_("Only from this person or organisation: from:Ndwedwe") },
    { "in:", N_("Only of this kind: in:letter") },
    { "before:", N_("Only before this day: before:2026-09-01") },
    { "after:", N_("Only after this day: after:2026-09-01") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (operators[i].word);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "operator");
      gtk_widget_set_tooltip_text (button, _(operators[i].help));
      g_signal_connect (button, "clicked", G_CALLBACK (on_operator_clicked), self);
      gtk_box_append (self->operators, button);
    }
}
