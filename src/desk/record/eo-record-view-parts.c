/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view.h"
#include "desk/record/eo-actions-page.h"
#include "desk/record/eo-attachments-group.h"
#include "desk/record/eo-history-page.h"
#include "desk/record/eo-links-page.h"
#include "desk/record/eo-parts-group.h"
#include "desk/record/eo-record-view-private.h"

static GtkWidget *
get_beside (EoRecordView *self)
{
  return self->aside ? gtk_paned_get_start_child (self->paned) : gtk_paned_get_end_child (self->paned);
}

static void
set_beside (EoRecordView *self,
            GtkWidget    *document)
{
  if (self->aside)
    gtk_paned_set_start_child (self->paned, document);
  else
    gtk_paned_set_end_child (self->paned, document);
}

/* Wide: the document beside the form. Narrow: a tab of its own. None: the form in the middle. */
void
_eo_record_view_arrange (EoRecordView *self)
{
  gboolean some = self->attachments != NULL && self->attachments->len > 0;
  gboolean beside = some && !self->narrow;

  g_object_ref (self->document);
  if (!beside && get_beside (self) != NULL)
    set_beside (self, NULL);
  if (!some || beside)
    adw_bin_set_child (self->document_page, NULL);
  if (beside && get_beside (self) == NULL)
    set_beside (self, self->document);
  else if (some && !beside)
    adw_bin_set_child (self->document_page, self->document);
  g_object_unref (self->document);

  gtk_widget_set_visible (self->document_tab, some && self->narrow);
  gtk_widget_set_halign (self->tabs, beside ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->tabs, !self->is_new || (some && self->narrow));
  gtk_widget_set_visible (self->actions_tab, !self->is_new);
  gtk_widget_set_visible (self->links_tab, !self->is_new);
  gtk_widget_set_visible (gtk_widget_get_last_child (self->tabs), !self->is_new);
  if (g_strcmp0 (self->tab, "document") == 0 && (!some || beside))
    g_object_set (self, "tab", "details", NULL);
}

static void
reload_actions (EoRecordView *self)
{
  guint n = eo_actions_page_load (EO_ACTIONS_PAGE (self->actions_page), self->kind, self->record->id);
  g_autofree char *label = n > 0 ? g_strdup_printf (_("Actions %u"), n) : g_strdup (_("Actions"));

  gtk_button_set_label (GTK_BUTTON (self->actions_tab), label);
}

static void
reload_links (EoRecordView *self)
{
  guint n = eo_links_page_load (EO_LINKS_PAGE (self->links_page), self->kind, self->record->id);
  g_autofree char *label = n > 0 ? g_strdup_printf (_("Links %u"), n) : g_strdup (_("Links"));

  gtk_button_set_label (GTK_BUTTON (self->links_tab), label);
}

void
_eo_record_view_reload_beside (EoRecordView *self)
{
  reload_actions (self);
  if (self->parts_group != NULL)
    eo_parts_group_load (EO_PARTS_GROUP (self->parts_group), self->record);
  reload_links (self);
  _eo_record_view_load_parts (self, NULL);
  if (g_strcmp0 (self->tab, "history") == 0)
    eo_history_page_load (EO_HISTORY_PAGE (self->history_page), self->store, self->kind, self->record->id);
}

/* Where text selected in the document can go: what is written, not chosen. */
void
_eo_record_view_set_targets (EoRecordView *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  const EoField *title = eo_kind_get_title_field (self->kind);
  guint n_fields;
  const EoField *const *fields = eo_kind_get_fields (self->kind, &n_fields);

  g_ptr_array_add (names, (gpointer) title->name);
  g_ptr_array_add (labels, (gpointer) eo_kind_field_label (self->record, title));
  for (guint i = 0; i < n_fields; i++)
    if (fields[i] != title && (fields[i]->flags & (EO_STATE | EO_DERIVED)) == 0 && fields[i]->type != EO_FIELD_CHOICE
        && fields[i]->type != EO_FIELD_BOOLEAN && eo_kind_field_shown (self->record, fields[i])
        && eo_record_form_get_row (EO_RECORD_FORM (self->form), fields[i]->name))
      {
        g_ptr_array_add (names, (gpointer) fields[i]->name);
        g_ptr_array_add (labels, (gpointer) eo_kind_field_label (self->record, fields[i]));
      }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (labels, NULL);
  eo_document_view_set_targets (EO_DOCUMENT_VIEW (self->document), (const char *const *) names->pdata,
                                (const char *const *) labels->pdata);
}

void
_eo_record_view_reload_documents (EoRecordView *self)
{
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  if (!self->is_new)
    self->attachments = eo_store_get_attachments (self->store, self->kind, self->record->id);
  else if (self->draft != 0)
    self->attachments = eo_store_get_draft_attachments (self->store, self->draft);
  if (self->attachments == NULL)
    self->attachments = g_ptr_array_new ();

  eo_attachments_group_show (EO_ATTACHMENTS_GROUP (self->attachments_group), self->kind, self->record->id,
                             self->attachments);
  if (self->attachments->len > 0)
    eo_document_view_set_attachments (EO_DOCUMENT_VIEW (self->document), self->store, self->attachments);
  else
    eo_document_view_clear (EO_DOCUMENT_VIEW (self->document));
  eo_document_view_set_marking (EO_DOCUMENT_VIEW (self->document),
                                self->record->classification == EO_OPEN
                                  ? NULL : eo_choice_label (eo_classification_get_type (),
                                                            self->record->classification));
  _eo_record_view_arrange (self);
}

/* Somebody else's change, or ours: what is not being edited here follows at once; what is, tells of it at the saving. */
static void
on_store_changed (EoRecordView *self,
                  const char   *kind,
                  gint64        id)
{
  g_autoptr (EoRecord) record = NULL;
  gboolean ours;

  if (self->record == NULL || self->is_new)
    return;
  ours = *kind == '\0' || (g_str_equal (kind, self->kind->name) && (id == 0 || id == self->record->id));
  if (!ours)
    {
      if (g_str_equal (kind, "action"))
        reload_actions (self);
      _eo_record_view_load_parts (self, kind);
      if (self->parts_group != NULL && g_str_equal (kind, self->kind->part))
        eo_parts_group_load (EO_PARTS_GROUP (self->parts_group), self->record);
      return;
    }
  if (!self->saving && !eo_record_form_get_changed (EO_RECORD_FORM (self->form)))
    record = eo_store_get (self->store, self->kind, self->record->id, NULL);
  if (record != NULL && record->version != self->record->version)
    {
      eo_record_form_set_record (EO_RECORD_FORM (self->form), record);
      _eo_record_view_use (self, record);
    }
  /* Last: what stands beside follows the record as it is now. */
  _eo_record_view_reload_beside (self);
}

static void
on_attachments_changed (EoRecordView *self,
                        const char   *kind,
                        gint64        id)
{
  gboolean ours;

  if (self->record == NULL)
    return;
  ours = self->is_new ? g_str_equal (kind, EO_DRAFT_KIND) && self->draft != 0 && (id == self->draft || id == 0)
                      : g_str_equal (kind, self->kind->name) && (id == self->record->id || id == 0);
  if (!ours && *kind != '\0')
    return;
  _eo_record_view_reload_documents (self);
  if (!self->is_new)
    _eo_record_view_reload_beside (self);
}

void
_eo_record_view_follow_store (EoRecordView *self)
{
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "attachments-changed", G_CALLBACK (on_attachments_changed), self,
                           G_CONNECT_SWAPPED);
}
