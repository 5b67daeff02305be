/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/eo-desk.h"
#include "desk/page/eo-intake-page-private.h"
#include "desk/page/eo-intake-row.h"

#define FORM_WIDTH 404 /* px */

enum
{
  TOAST,
  OPEN_RECORD,
  ADD_FILES,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoIntakePage, eo_intake_page, ADW_TYPE_BIN)

static guint
get_n (EoIntakePage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->intake));
}

/* "File 2 of 5", "1 of 5 done" */
static void
say_progress (EoIntakePage *self)
{
  guint n = get_n (self), at = gtk_single_selection_get_selected (self->selection);
  g_autofree char *where = NULL;
  g_autofree char *done = g_strdup_printf (_("%u of %u done"), eo_intake_count_done (self->intake), n);

  if (at < n && self->item != NULL)
    where = g_strdup_printf (_("File %u of %u"), at + 1, n);
  adw_window_title_set_subtitle (self->title, where != NULL ? where : "");
  gtk_label_set_label (self->progress, done);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "files" : "empty");
}

static void
show_note (EoIntakePage *self)
{
  EoIntakeItem *item = self->item;
  g_autofree char *same = item->state == EO_INTAKE_SAME ? eo_intake_describe_same (item) : NULL;
  const char *text = item->why;

  if (item->state == EO_INTAKE_WAITING || item->state == EO_INTAKE_STORING)
    text = _("Its turn comes.");
  adw_status_page_set_title (self->note, item->name);
  adw_status_page_set_description (self->note, *text != '\0' ? text : same);
  gtk_widget_set_visible (self->note_retry, item->state == EO_INTAKE_ATTENTION
                                              && (item->path != NULL || item->bytes != NULL));
  gtk_widget_set_visible (self->note_copy, item->state == EO_INTAKE_SAME);
  gtk_stack_set_visible_child_name (self->work, "note");
}

/* The form of the item at hand, or what is in its way. */
static void
show_item (EoIntakePage *self)
{
  EoIntakeItem *item = self->item;

  if (item->state == EO_INTAKE_DONE && self->registering)
    return;
  if (item->state == EO_INTAKE_DONE)
    {
      if (eo_record_view_get_id (self->view) != item->record)
        {
          eo_record_view_leave (self->view);
          eo_record_view_show (self->view, item->record);
        }
      self->shown = 0;
      gtk_stack_set_visible_child_name (self->work, "form");
    }
  else if (!eo_intake_item_is_open (item))
    {
      show_note (self);
    }
  else if (self->shown != item->draft)
    {
      gtk_stack_set_visible_child_name (self->work, "form");
      eo_record_view_show_new (self->view, NULL, item->draft);
      self->shown = item->draft;
    }
}

static void
mark_worked (EoIntakePage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);

      if (EO_IS_INTAKE_ROW (child))
        eo_intake_row_set_worked (EO_INTAKE_ROW (child),
                                  g_object_get_data (G_OBJECT (child), "item") == (gpointer) self->item && self->item != NULL);
    }
}

static void
on_item_changed (EoIntakePage *self)
{
  show_item (self);
  say_progress (self);
  _eo_intake_page_update_actions (self);
}

static void
set_item (EoIntakePage *self,
          EoIntakeItem *item)
{
  if (self->item == item)
    return;

  eo_record_view_leave (self->view);
  self->shown = 0;
  self->registering = FALSE;
  self->go_on = FALSE;
  g_clear_signal_handler (&self->changed, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->changed = g_signal_connect_swapped (item, "changed", G_CALLBACK (on_item_changed), self);
  eo_panes_set_open (self->panes, item != NULL);
  mark_worked (self);
  if (item != NULL)
    show_item (self);
  say_progress (self);
  _eo_intake_page_update_actions (self);
}

static void
on_selected (EoIntakePage *self)
{
  set_item (self, gtk_single_selection_get_selected_item (self->selection));
}

static void
on_items_changed (EoIntakePage *self)
{
  if (self->begin)
    eo_intake_page_begin (self);
  say_progress (self);
}

static void
on_saved (EoIntakePage *self,
          gint64        id)
{
  g_autoptr (EoRecord) record = eo_store_get (self->store, eo_kind_lookup ("letter"), id, NULL);
  gboolean goes_on = self->go_on;

  self->registering = FALSE;
  self->go_on = FALSE;
  if (self->item != NULL && record != NULL && self->item->state != EO_INTAKE_DONE)
    eo_intake_item_finish (self->item, id, record->reference);
  if (goes_on)
    _eo_intake_page_go_on (self);
}

static void
on_toast (EoIntakePage *self,
          const char   *text)
{
  g_signal_emit (self, signals[TOAST], 0, text);
}

static void
on_open_record (EoIntakePage *self,
                const char   *kind,
                gint64        id)
{
  g_signal_emit (self, signals[OPEN_RECORD], 0, kind, id);
}

static void
on_previous (EoIntakePage *self)
{
  _eo_intake_page_go_to (self, _eo_intake_page_get_at (self) - 1, -1, TRUE);
}

static void
on_next (EoIntakePage *self)
{
  _eo_intake_page_go_to (self, _eo_intake_page_get_at (self) + 1, 1, TRUE);
}

static void
on_narrow (EoIntakePage *self)
{
  if (self->view != NULL)
    g_object_set (self->view, "narrow", eo_panes_get_narrow (self->panes), NULL);
}

/* The list */

static void
on_row_setup (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, eo_intake_row_new ());
}

static void
on_row_bind (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             EoIntakePage             *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  EoIntakeItem *item = gtk_list_item_get_item (list_item);

  g_object_set_data (G_OBJECT (row), "item", item);
  eo_intake_row_set_worked (EO_INTAKE_ROW (row), item == self->item);
  eo_intake_row_set_item (EO_INTAKE_ROW (row), item, gtk_list_item_get_position (list_item));
}

static void
on_row_unbind (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)), "item", NULL);
  eo_intake_row_set_item (EO_INTAKE_ROW (gtk_list_item_get_child (list_item)), NULL, 0);
}

static void
eo_intake_page_dispose (GObject *object)
{
  EoIntakePage *self = EO_INTAKE_PAGE (object);

  g_clear_signal_handler (&self->changed, self->item);
  g_clear_object (&self->item);
  if (self->intake != NULL)
    g_signal_handlers_disconnect_by_data (self->intake, self);
  if (self->stack != NULL)
    gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_INTAKE_PAGE);
  self->stack = NULL;
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_intake_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/desk/page/intake-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, title);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, stack);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, empty);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, panes);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, progress);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, list);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, work);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, slot);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, note);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, note_retry);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, note_copy);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, footer);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, same);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, same_label);
  gtk_widget_class_bind_template_child (widget_class, EoIntakePage, same_open);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_row_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
}

static void
eo_intake_page_class_init (EoIntakePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_intake_page_dispose;

  signals[TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPEN_RECORD] = g_signal_new ("open-record", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                       G_TYPE_STRING, G_TYPE_INT64);
  signals[ADD_FILES] = g_signal_new ("add-files", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new ("close", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (EO_TYPE_PANES);
  bind_template (widget_class);
  _eo_intake_page_install_actions (widget_class);
}

/* Before the fields have them: in a text of many lines Ctrl+Enter would be a line. */
static void
add_key (GtkEventController *controller,
         guint               key,
         GdkModifierType     modifiers,
         const char         *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_named_action_new (action)));
}

static void
eo_intake_page_init (EoIntakePage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_s, GDK_CONTROL_MASK, "intake.register");
  add_key (keys, GDK_KEY_Return, GDK_CONTROL_MASK, "intake.register-next");
  add_key (keys, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "intake.register-next");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Public functions */

static void
add_view (EoIntakePage *self)
{
  self->view = eo_record_view_new (self->store, eo_kind_lookup ("letter"));
  eo_record_view_set_aside (self->view, self->footer, FORM_WIDTH);
  g_signal_connect_object (self->view, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "previous", G_CALLBACK (on_previous), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "next", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->slot, GTK_WIDGET (self->view));
}

GtkWidget *
eo_intake_page_new (EoStore *store)
{
  EoIntakePage *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_INTAKE_PAGE, NULL);
  self->store = g_object_ref (store);
  self->intake = eo_intake_get_for_store (store);
  add_view (self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->intake));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->intake, "stored", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  eo_intake_page_set_folder (self, NULL);
  say_progress (self);
  _eo_intake_page_update_actions (self);
  eo_button_names_mend (GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
eo_intake_page_begin (EoIntakePage *self)
{
  g_return_if_fail (EO_IS_INTAKE_PAGE (self));

  self->begin = (self->item == NULL || self->item->state == EO_INTAKE_DONE) && !_eo_intake_page_go_to (self, 0, 1, FALSE);
}

void
eo_intake_page_leave (EoIntakePage *self)
{
  g_return_if_fail (EO_IS_INTAKE_PAGE (self));

  self->begin = FALSE;
  _eo_intake_page_select (self, GTK_INVALID_LIST_POSITION);
}

void
eo_intake_page_set_folder (EoIntakePage *self,
                           const char   *folder)
{
  g_autofree char *shown = folder != NULL ? g_filename_display_basename (folder) : NULL;
  g_autofree char *text = shown != NULL ? g_strdup_printf (_("Scans in the folder “%s” come in by themselves."), shown)
                                        : g_strdup (_("Each file becomes a letter to be registered."));

  g_return_if_fail (EO_IS_INTAKE_PAGE (self));

  adw_status_page_set_description (self->empty, text);
}
