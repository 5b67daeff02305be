/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/search/eo-hit-row.h"
#include "desk/search/eo-search-palette-private.h"

/* What was found: rows in groups, and how many they are. */

void
_eo_search_palette_clear (EoSearchPalette *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_hash_table_remove_all (self->group_sizes);
  self->n_rows = 0;
}

void
_eo_search_palette_select (EoSearchPalette *self,
                           GtkListBoxRow   *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }

  /* The words stay in the entry, and so does the focus: this tells a screen reader what the arrows chose. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);

  if (gtk_list_box_row_get_index (row) == 0)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

void
_eo_search_palette_update_header (GtkListBoxRow *row,
                                  GtkListBoxRow *before,
                                  gpointer       user_data)
{
  EoSearchPalette *self = user_data;
  const char *group = eo_hit_row_get_group (EO_HIT_ROW (row));
  g_autofree char *size = NULL;
  GtkWidget *header, *label;

  if (before != NULL && g_str_equal (group, eo_hit_row_get_group (EO_HIT_ROW (before))))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (header, "palette-group");
  label = gtk_label_new (group);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (header), label);
  if (!self->result->more && self->result->total == self->result->hits->len)
    {
      size = g_strdup_printf ("%u", GPOINTER_TO_UINT (g_hash_table_lookup (self->group_sizes, group)));
      label = gtk_label_new (size);
      gtk_widget_add_css_class (label, "n");
      gtk_box_append (GTK_BOX (header), label);
    }
  gtk_list_box_row_set_header (row, header);
}

static const char *
group_of (const EoHit *hit)
{
  return hit->document != 0 ? _("Documents") : _(hit->kind->plural);
}

/* Kinds in the order of their registration, documents last; within one as the search gave them. */
static gint
compare_hits (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const EoHit *one = *(const EoHit *const *) a, *two = *(const EoHit *const *) b;
  GHashTable *ranks = user_data;

  return GPOINTER_TO_INT (g_hash_table_lookup (ranks, group_of (one))) -
         GPOINTER_TO_INT (g_hash_table_lookup (ranks, group_of (two)));
}

static GPtrArray *
arrange_hits (GPtrArray *hits)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *arranged = g_ptr_array_new ();
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_hash_table_insert (ranks, (gpointer) _(kinds[i]->plural), GINT_TO_POINTER (i));
  g_hash_table_insert (ranks, (gpointer) _("Documents"), GINT_TO_POINTER (n_kinds));

  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (arranged, g_ptr_array_index (hits, i));
  g_ptr_array_sort_with_data (arranged, compare_hits, ranks); /* stable */

  return arranged;
}

void
_eo_search_palette_show_none (EoSearchPalette *self,
                              const char      *title,
                              const char      *text)
{
  gtk_label_set_text (self->none_title, title);
  gtk_label_set_text (self->none_text, text);
  gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
}

static void
show_summary (EoSearchPalette *self)
{
  /* How many are hidden is nobody's business either. */
  guint total = self->hide_confidential || self->chip != CHIP_EVERYTHING ? self->n_rows : self->result->total;
  g_autofree char *count = eo_format_count (total);
  g_autofree char *hits = NULL;
  g_autofree char *summary = NULL;

  if (self->result->more)
    hits = g_strdup_printf (_("more than %s hits"), count);
  else
    hits = g_strdup_printf (ngettext ("%s hit", "%s hits", total), count);
  /* Translators: "31 hits in 0.04 s" */
  summary = g_strdup_printf (_("%s in %.2f s"), hits, MAX (self->result->seconds, 0.01));
  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
}

/* The hit's record, for its state; NULL where it is none of the viewer's business. */
static gboolean
may_show (EoSearchPalette  *self,
          const EoHit      *hit,
          EoRecord        **record)
{
  *record = eo_store_get (self->store, hit->kind, hit->id, NULL);

  return !self->hide_confidential || (*record != NULL && (*record)->classification < EO_CONFIDENTIAL);
}

void
_eo_search_palette_show_result (EoSearchPalette *self)
{
  g_autoptr (GPtrArray) hits = arrange_hits (self->result->hits);

  _eo_search_palette_clear (self);
  for (guint i = 0; i < hits->len; i++)
    {
      const EoHit *hit = g_ptr_array_index (hits, i);
      g_autoptr (EoRecord) record = NULL;
      gpointer size;

      if ((self->chip != NULL && g_str_equal (self->chip, CHIP_DOCUMENTS) && hit->document == 0) ||
          !may_show (self, hit, &record))
        continue;

      size = g_hash_table_lookup (self->group_sizes, group_of (hit));
      g_hash_table_insert (self->group_sizes, (gpointer) group_of (hit), GUINT_TO_POINTER (GPOINTER_TO_UINT (size) + 1));
      gtk_list_box_append (self->list, eo_hit_row_new (hit, record));
      self->n_rows++;
    }
  gtk_list_box_invalidate_headers (self->list);

  show_summary (self);
  if (self->n_rows == 0)
    {
      g_autofree char *title = g_strdup_printf (_("No results for “%s”"), _eo_search_palette_get_text (self));

      _eo_search_palette_show_none (self, title, self->chip == CHIP_EVERYTHING
                                ? _("All words must occur. Try fewer of them, or the beginning of one.")
                                : _("Nothing of this kind has these words. Try “Everything”."));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "hits");
  _eo_search_palette_select (self, gtk_list_box_get_row_at_index (self->list, 0));
}
