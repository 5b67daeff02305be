/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-fit.h"
#include "desk/eo-words.h"
#include "desk/page/eo-report-dialog.h"
#include "desk/record/eo-record-view-private.h"

/* What a section adds to the view of its records: pages with what belongs to one, papers of its own. */

typedef struct
{
  EoRelatedPage *page;
  GtkWidget     *tab;
  char          *label;
} Part;

struct _EoRecordViewExtras
{
  GPtrArray *parts;  /* of Part */
  GPtrArray *papers; /* of EoReportOffer, static */
  GMenu     *menu;
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->label);
  g_free (part);
}

void
_eo_record_view_free_extras (EoRecordView *self)
{
  if (self->extras == NULL)
    return;
  g_ptr_array_unref (self->extras->parts);
  g_ptr_array_unref (self->extras->papers);
  g_object_unref (self->extras->menu);
  g_clear_pointer (&self->extras, g_free);
}

static EoRecordViewExtras *
ensure_extras (EoRecordView *self)
{
  GMenuModel *menu;

  if (self->extras != NULL)
    return self->extras;
  self->extras = g_new0 (EoRecordViewExtras, 1);
  self->extras->parts = g_ptr_array_new_with_free_func (part_free);
  self->extras->papers = g_ptr_array_new ();
  self->extras->menu = g_menu_new ();
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu_button));
  if (G_IS_MENU (menu))
    g_menu_insert_section (G_MENU (menu), 1, NULL, G_MENU_MODEL (self->extras->menu));

  return self->extras;
}

static void
load_part (EoRecordView *self,
           Part         *part)
{
  guint n = eo_related_page_load (part->page, self->record);
  g_autofree char *label = n > 0 ? g_strdup_printf ("%s %u", part->label, n) : g_strdup (part->label);

  gtk_button_set_label (GTK_BUTTON (part->tab), label);
  gtk_widget_set_visible (part->tab, !self->is_new);
}

/* @kind: only those that list such records; NULL for all */
void
_eo_record_view_load_parts (EoRecordView *self,
                            const char   *kind)
{
  for (guint i = 0; self->extras != NULL && i < self->extras->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->extras->parts, i);

      if (kind == NULL || *kind == '\0' || g_str_equal (eo_related_page_get_kind (part->page)->name, kind))
        load_part (self, part);
    }
}

static void
on_part_open (EoRecordView *self,
              const char   *kind,
              gint64        id)
{
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_OPEN_RECORD], 0, kind, id);
}

static void
on_part_failed (EoRecordView *self,
                const char   *text)
{
  _eo_record_view_toast (self, text);
}

void
_eo_record_view_print_paper (EoRecordView *self,
                             int           nth)
{
  const EoReportOffer *offer = self->extras != NULL && nth >= 0 && (guint) nth < self->extras->papers->len
                                 ? g_ptr_array_index (self->extras->papers, nth) : NULL;
  GtkWindow *dialog;

  if (offer == NULL || self->record == NULL || self->is_new)
    return;
  dialog = eo_report_dialog_new_of (GTK_WIDGET (self), self->store, self->record, offer);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (dialog);
}

/* What is begun from such a record, of other kinds: a request from the letter it came with. */
void
_eo_record_view_offer_kinds (EoRecordView *self)
{
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  for (guint i = 0; i < n; i++)
    {
      const EoField *follows = kinds[i]->follows != NULL ? eo_kind_find_field (kinds[i], kinds[i]->follows) : NULL;
      g_autofree char *label = NULL;
      g_autofree char *shown = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (follows == NULL || kinds[i] == self->kind || g_strcmp0 (follows->target, self->kind->name) != 0)
        continue;
      label = eo_words_new (kinds[i]);
      shown = g_strconcat (label, "…", NULL);
      item = g_menu_item_new (shown, NULL);
      g_menu_item_set_action_and_target (item, "record.begin", "s", kinds[i]->name);
      g_menu_append_item (ensure_extras (self)->menu, item);
    }
}

/* Public functions */

void
eo_record_view_add_part (EoRecordView  *self,
                         const char    *name,
                         const char    *label,
                         EoRelatedPage *page)
{
  EoRecordViewExtras *extras;
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  Part *part = g_new0 (Part, 1);

  g_return_if_fail (EO_IS_RECORD_VIEW (self) && EO_IS_RELATED_PAGE (page));

  extras = ensure_extras (self);
  part->page = page;
  part->label = g_strdup (label);
  part->tab = gtk_toggle_button_new_with_label (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (part->tab), "record.tab");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (part->tab), "s", name);
  gtk_box_insert_child_after (GTK_BOX (self->tabs), part->tab, gtk_widget_get_prev_sibling (self->actions_tab));
  g_ptr_array_add (extras->parts, part);

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 640);
  g_object_set (page, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 18, NULL);
  eo_fit_scale_clamps (clamp);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (page));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_stack_add_named (self->pages, scrolled, name);
  g_signal_connect_object (page, "open-record", G_CALLBACK (on_part_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "failed", G_CALLBACK (on_part_failed), self, G_CONNECT_SWAPPED);
  if (self->record != NULL)
    load_part (self, part);
}

void
eo_record_view_add_report (EoRecordView        *self,
                           const char          *label,
                           const EoReportOffer *offer)
{
  EoRecordViewExtras *extras;
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_return_if_fail (EO_IS_RECORD_VIEW (self) && offer != NULL && offer->make_of != NULL);

  extras = ensure_extras (self);
  g_menu_item_set_action_and_target (item, "record.print-paper", "i", (int) extras->papers->len);
  g_menu_append_item (extras->menu, item);
  g_ptr_array_add (extras->papers, (gpointer) offer);
}
