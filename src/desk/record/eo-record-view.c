/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view.h"
#include "desk/eo-desk.h"
#include "desk/eo-fit.h"
#include "desk/record/eo-actions-page.h"
#include "desk/record/eo-attachments-group.h"
#include "desk/record/eo-history-page.h"
#include "desk/record/eo-links-page.h"
#include "desk/record/eo-parts-group.h"
#include "desk/record/eo-record-view-private.h"

enum
{
  PROP_0,
  PROP_NARROW,
  PROP_TAB,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
guint _eo_record_view_signals[EO_RECORD_VIEW_N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoRecordView, eo_record_view, GTK_TYPE_WIDGET)

static void
set_tab (EoRecordView *self,
         const char   *tab)
{
  if (g_strcmp0 (self->tab, tab) == 0)
    return;
  g_free (self->tab);
  self->tab = g_strdup (tab);
  gtk_stack_set_visible_child_name (self->pages, tab);
  if (g_str_equal (tab, "history") && self->record != NULL)
    eo_history_page_load (EO_HISTORY_PAGE (self->history_page), self->store, self->kind, self->record->id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAB]);
}

void
_eo_record_view_toast (EoRecordView *self,
                       const char   *text)
{
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_TOAST], 0, text);
}

void
_eo_record_view_use (EoRecordView *self,
                     EoRecord     *record)
{
  g_set_object (&self->record, record);
  _eo_record_view_update_header (self);
  _eo_record_view_update_band (self);
  _eo_record_view_update_actions (self);
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_SHOWN], 0);
}

static void
on_open_record (EoRecordView *self,
                const char   *kind,
                gint64        id)
{
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_OPEN_RECORD], 0, kind, id);
}

static void
on_send_text (EoRecordView *self,
              const char   *field,
              const char   *text)
{
  if (self->narrow)
    set_tab (self, "details");
  eo_record_form_set_field_text (EO_RECORD_FORM (self->form), field, text);
}

static void
on_chosen (EoRecordView *self,
           guint         position)
{
  if (self->attachments == NULL || position >= self->attachments->len)
    return;
  eo_document_view_show (EO_DOCUMENT_VIEW (self->document), self->store,
                         g_ptr_array_index (self->attachments, position));
  if (self->narrow)
    set_tab (self, "document");
}

static void
on_changed (EoRecordView *self)
{
  _eo_record_view_update_header (self);
  _eo_record_view_update_actions (self);
}

static void
on_answered (EoRecordView *self,
             int           button)
{
  _eo_record_view_answered (self, button);
}

static void
eo_record_view_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  EoRecordView *self = EO_RECORD_VIEW (object);

  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_TAB:
      g_value_set_string (value, self->tab);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
eo_record_view_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  EoRecordView *self = EO_RECORD_VIEW (object);

  switch (id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      if (self->record != NULL)
        _eo_record_view_arrange (self);
      _eo_record_view_update_header (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TAB:
      if (g_value_get_string (value) != NULL)
        set_tab (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* On the tab that is open: not on a step, which a key held down would take. */
static gboolean
eo_record_view_grab_focus (GtkWidget *widget)
{
  EoRecordView *self = EO_RECORD_VIEW (widget);

  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    if (gtk_widget_get_mapped (tab) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)) && gtk_widget_grab_focus (tab))
      return TRUE;
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
eo_record_view_dispose (GObject *object)
{
  EoRecordView *self = EO_RECORD_VIEW (object);

  if (self->record != NULL)
    _eo_record_view_forget (self);
  if (self->header != NULL)
    gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_RECORD_VIEW);
  self->header = NULL;
  g_clear_object (&self->document);
  g_clear_object (&self->record);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_record_view_parent_class)->dispose (object);
}

static void
eo_record_view_finalize (GObject *object)
{
  EoRecordView *self = EO_RECORD_VIEW (object);

  _eo_record_view_free_extras (self);
  g_free (self->tab);
  g_free (self->save_next);

  G_OBJECT_CLASS (eo_record_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, header);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, title);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, back_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, list_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, beside_box);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, print_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, save_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, band);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, heading);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, facts);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, pill);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, holder);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, deadline);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, about_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, other_steps);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, step_button);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, warning);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, warning_label);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, paned);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, form_pane);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, tabs);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, document_tab);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, actions_tab);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, links_tab);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, notice);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, pages);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, details);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, document_page);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, actions_slot);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, links_slot);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, history_slot);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, kept_line);
  gtk_widget_class_bind_template_child (widget_class, EoRecordView, kept_label);
}

static void
install_signals (GType type)
{
  guint *signals = _eo_record_view_signals;

  signals[EO_RECORD_VIEW_CLOSE] = g_signal_new ("close", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 0);
  signals[EO_RECORD_VIEW_SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[EO_RECORD_VIEW_DELETED] = g_signal_new ("deleted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[EO_RECORD_VIEW_PREVIOUS] = g_signal_new ("previous", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 0);
  signals[EO_RECORD_VIEW_NEXT] = g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 0);
  signals[EO_RECORD_VIEW_OPEN_RECORD] = g_signal_new ("open-record", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[EO_RECORD_VIEW_TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[EO_RECORD_VIEW_UNDOABLE] = g_signal_new ("undoable", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[EO_RECORD_VIEW_SHOWN] = g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eo_record_view_class_init (EoRecordViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = eo_record_view_get_property;
  object_class->set_property = eo_record_view_set_property;
  object_class->dispose = eo_record_view_dispose;
  object_class->finalize = eo_record_view_finalize;
  widget_class->grab_focus = eo_record_view_grab_focus;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_TAB] = g_param_spec_string ("tab", NULL, NULL, "details", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (G_TYPE_FROM_CLASS (klass));

  g_type_ensure (EO_TYPE_NOTICE);
  g_type_ensure (EO_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/desk/record/record-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_answered);
  gtk_widget_class_install_property_action (widget_class, "record.tab", "tab");
  _eo_record_view_install_actions (widget_class);
}

static void
eo_record_view_init (EoRecordView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  eo_fit_scale_clamps (GTK_WIDGET (self));
  self->tab = g_strdup ("details");
  self->document = g_object_ref_sink (eo_document_view_new ());
  gtk_widget_set_hexpand (self->document, TRUE);
  g_signal_connect_object (self->document, "send-text", G_CALLBACK (on_send_text), self, G_CONNECT_SWAPPED);
}

static void
on_undoable (EoRecordView *self,
             const char   *text,
             EoUndo       *undo)
{
  g_signal_emit (self, _eo_record_view_signals[EO_RECORD_VIEW_UNDOABLE], 0, text, undo);
}

static void
add_parts_group (EoRecordView *self)
{
  self->parts_group = eo_parts_group_new (self->store, self->kind);
  gtk_box_append (GTK_BOX (self->details), self->parts_group);
  g_signal_connect_object (self->parts_group, "failed", G_CALLBACK (_eo_record_view_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parts_group, "undoable", G_CALLBACK (on_undoable), self, G_CONNECT_SWAPPED);
}

static void
add_parts (EoRecordView *self)
{
  self->form = eo_record_form_new_for_kind (self->store, self->kind);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (_eo_record_view_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "open-link", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (GTK_BOX (self->details), self->form);
  self->proposals = eo_proposal_bar_new (self->store, EO_RECORD_FORM (self->form), EO_DOCUMENT_VIEW (self->document));
  g_signal_connect_object (self->proposals, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (GTK_BOX (self->details), self->proposals);

  self->attachments_group = eo_attachments_group_new (self->store);
  g_signal_connect_object (self->attachments_group, "files-added", G_CALLBACK (_eo_record_view_attach), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attachments_group, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attachments_group, "failed", G_CALLBACK (_eo_record_view_toast), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->details), self->attachments_group);
  if (self->kind->part != NULL)
    add_parts_group (self);

  self->actions_page = eo_actions_page_new (self->store);
  self->links_page = eo_links_page_new (self->store);
  self->history_page = eo_history_page_new ();
  adw_clamp_set_child (self->actions_slot, self->actions_page);
  adw_clamp_set_child (self->links_slot, self->links_page);
  adw_clamp_set_child (self->history_slot, self->history_page);
  gtk_widget_add_css_class (self->actions_page, "formpane");
  gtk_widget_add_css_class (self->links_page, "formpane");
  gtk_widget_add_css_class (self->history_page, "formpane");
  g_signal_connect_object (self->actions_page, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->links_page, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actions_page, "failed", G_CALLBACK (_eo_record_view_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->links_page, "failed", G_CALLBACK (_eo_record_view_toast), self, G_CONNECT_SWAPPED);
}

EoRecordView *
eo_record_view_new (EoStore      *store,
                    const EoKind *kind)
{
  EoRecordView *self = g_object_new (EO_TYPE_RECORD_VIEW, NULL);

  g_return_val_if_fail (EO_IS_STORE (store) && kind != NULL, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  add_parts (self);
  _eo_record_view_offer_kinds (self);
  _eo_record_view_follow_store (self);
  return self;
}

/* @edited: (nullable): what was typed into it before */
static void
start (EoRecordView *self,
       EoRecord     *record,
       EoRecord     *edited,
       gboolean      is_new,
       gint64        draft)
{
  if (self->record != NULL)
    _eo_record_view_forget (self);
  self->session++;
  self->is_new = is_new;
  self->draft = draft;
  eo_record_form_set_edited (EO_RECORD_FORM (self->form), record, edited != NULL ? edited : record);
  gtk_widget_set_sensitive (self->form, !eo_store_is_read_only (self->store) && record->deleted_at.iso[0] == '\0');
  _eo_record_view_use (self, record);
  _eo_record_view_reload_beside (self);
  _eo_record_view_reload_documents (self);
  _eo_record_view_set_targets (self);
  eo_proposal_bar_start (EO_PROPOSAL_BAR (self->proposals), is_new);
  if (is_new)
    set_tab (self, "details");
  gtk_widget_set_visible (self->kept_line, FALSE);
}

void
eo_record_view_show (EoRecordView *self,
                     gint64        id)
{
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (EO_IS_RECORD_VIEW (self));

  record = eo_store_get (self->store, self->kind, id, &error);
  if (record == NULL)
    {
      _eo_record_view_toast (self, error->message);
      return;
    }
  start (self, record, NULL, FALSE, 0);
  _eo_record_view_offer_draft (self);
}

/**
 * eo_record_view_show_new:
 * @preset: (nullable): what is known of it already
 * @draft: a draft to go on with, or 0
 */
void
eo_record_view_show_new (EoRecordView *self,
                         EoRecord     *preset,
                         gint64        draft)
{
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (EoRecord) edited = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (EO_IS_RECORD_VIEW (self));

  record = preset != NULL ? eo_record_copy (preset) : eo_record_new (self->kind);
  if (draft != 0 && (edited = eo_store_open_draft (self->store, draft, &error)) == NULL)
    {
      _eo_record_view_toast (self, error->message);
      draft = 0;
    }
  start (self, record, edited, TRUE, draft);
  eo_record_form_focus_first_empty (EO_RECORD_FORM (self->form));
}

void
eo_record_view_light (EoRecordView *self,
                      const char   *words,
                      gint64        document,
                      guint         page)
{
  g_return_if_fail (EO_IS_RECORD_VIEW (self) && words != NULL);

  if (self->attachments == NULL || self->attachments->len == 0)
    return;
  for (guint i = 0; self->attachments->len > 1 && i < self->attachments->len; i++)
    {
      const EoAttachment *attachment = g_ptr_array_index (self->attachments, i);

      if (attachment->document == document)
        eo_document_view_show (EO_DOCUMENT_VIEW (self->document), self->store, attachment);
    }
  eo_document_view_find (EO_DOCUMENT_VIEW (self->document), words, (int) page);
  if (self->narrow)
    set_tab (self, "document");
}

gint64
eo_record_view_get_id (EoRecordView *self)
{
  g_return_val_if_fail (EO_IS_RECORD_VIEW (self), 0);
  return self->record != NULL && !self->is_new ? self->record->id : 0;
}

EoRecord *
eo_record_view_get_record (EoRecordView *self)
{
  g_return_val_if_fail (EO_IS_RECORD_VIEW (self), NULL);

  return self->record;
}

void
eo_record_view_add_button (EoRecordView *self,
                           GtkWidget    *button)
{
  g_return_if_fail (EO_IS_RECORD_VIEW (self) && GTK_IS_WIDGET (button));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (self->facts), button, self->about_button);
}

void
eo_record_view_add_menu (EoRecordView *self,
                         GMenuModel   *section)
{
  g_return_if_fail (EO_IS_RECORD_VIEW (self) && G_IS_MENU_MODEL (section));

  g_menu_append_section (G_MENU (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu_button))), NULL, section);
}

void
eo_record_view_set_aside (EoRecordView *self,
                          GtkWidget    *footer,
                          int           width)
{
  g_return_if_fail (EO_IS_RECORD_VIEW (self));

  self->aside = TRUE;
  g_object_ref (self->form_pane);
  gtk_paned_set_start_child (self->paned, NULL);
  gtk_paned_set_end_child (self->paned, self->form_pane);
  g_object_unref (self->form_pane);
  gtk_paned_set_resize_start_child (self->paned, TRUE);
  gtk_paned_set_resize_end_child (self->paned, FALSE);
  g_object_set (self->paned, "position-set", FALSE, NULL);
  gtk_widget_set_size_request (self->form_pane, width, -1);
  gtk_box_append (GTK_BOX (self->form_pane), footer);
  gtk_widget_set_visible (GTK_WIDGET (self->header), FALSE);
}

gboolean
eo_record_view_save (EoRecordView *self)
{
  g_return_val_if_fail (EO_IS_RECORD_VIEW (self), FALSE);

  return gtk_widget_activate_action (GTK_WIDGET (self), "record.save", NULL);
}
