/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-words.h"
#include "desk/page/eo-many-bar.h"

#define LOOK_AFTER 120     /* ms after the selection last changed */
#define PROGRESS_EVERY 100 /* ms */

struct _EoManyBar
{
  GtkWidget      parent_instance;

  EoStore       *store;
  const EoKind  *kind;
  EoIdSelection *selection;
  EoCommonSteps *steps;
  gboolean       found;     /* what can be done is known */
  guint          look;
  EoBulk        *running;
  guint          tick;
  gboolean       compact;

  GMenu         *acts_menu;
  GMenu         *steps_menu;
  GtkWidget     *summary;
  GtkWidget     *buttons;
  GtkWidget     *steps_button;
  GtkWidget     *menu_button;
  GtkWidget     *progress;
  GtkWidget     *cancel;
  GtkWidget     *clear;
};

G_DEFINE_FINAL_TYPE (EoManyBar, eo_many_bar, GTK_TYPE_WIDGET)

static void
update (EoManyBar *self)
{
  guint n = eo_id_selection_get_n (self->selection);
  gboolean running = self->running != NULL;
  gboolean able = !running && n <= EO_MANY_LIMIT && !eo_store_is_read_only (self->store);
  g_autofree char *count = eo_format_count (n);
  g_autofree char *things = eo_words_things (self->kind, n);
  g_autofree char *text = NULL;

  if (running)
    text = g_strdup_printf (_("%u of %u"), eo_bulk_get_done (self->running), eo_bulk_get_n (self->running));
  else if (n > EO_MANY_LIMIT)
    text = g_strdup_printf (_("%s %s selected: at most %d at once"), count, things, EO_MANY_LIMIT);
  else
    text = g_strdup_printf (_("%s %s selected"), count, things);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  gtk_widget_set_visible (GTK_WIDGET (self), running || n > 1);
  gtk_widget_set_visible (self->buttons, able && !self->compact);
  gtk_widget_set_visible (self->menu_button, able && self->compact);
  gtk_widget_set_visible (self->progress, running);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->clear, !running);
  gtk_widget_set_sensitive (self->steps_button, g_menu_model_get_n_items (G_MENU_MODEL (self->steps_menu)) > 0);
}

/* Steps */

static void
on_found (gpointer data)
{
  EoManyBar *self = data;

  self->found = TRUE;
  g_menu_remove_all (self->steps_menu);
  for (guint i = 0; i < eo_common_steps_get_n (self->steps); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (eo_common_steps_get_label (self->steps, i), NULL);

      g_menu_item_set_action_and_target (item, "many.step", "s", eo_common_steps_get_name (self->steps, i));
      g_menu_append_item (self->steps_menu, item);
    }
  gtk_widget_set_tooltip_text (self->steps_button, eo_common_steps_get_n (self->steps) > 0
                                                     ? NULL : _("There is no step that all of them can take"));
  update (self);
}

static gboolean
on_look (gpointer data)
{
  EoManyBar *self = data;
  guint n = eo_id_selection_get_n (self->selection);
  g_autoptr (GArray) ids = NULL;

  self->look = 0;
  if (n < 2 || n > EO_MANY_LIMIT)
    return G_SOURCE_REMOVE;
  ids = eo_id_selection_get_ids (self->selection, EO_MANY_LIMIT);
  self->steps = eo_common_steps_new (self->store, self->kind, ids, on_found, self);
  return G_SOURCE_REMOVE;
}

static void
look_again (EoManyBar *self)
{
  g_clear_pointer (&self->steps, eo_common_steps_free);
  self->found = FALSE;
  g_clear_handle_id (&self->look, g_source_remove);
  g_menu_remove_all (self->steps_menu);
  if (eo_id_selection_get_n (self->selection) > 1)
    self->look = g_timeout_add (LOOK_AFTER, on_look, self);
  update (self);
}

static void
on_store_changed (EoManyBar  *self,
                  const char *kind)
{
  if (*kind == '\0' || g_str_equal (kind, self->kind->name))
    look_again (self);
}

static gboolean
on_tick (gpointer data)
{
  EoManyBar *self = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 (double) eo_bulk_get_done (self->running) / MAX (eo_bulk_get_n (self->running), 1));
  update (self);
  return G_SOURCE_CONTINUE;
}

static void
eo_many_bar_dispose (GObject *object)
{
  EoManyBar *self = EO_MANY_BAR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->steps, eo_common_steps_free);
  g_clear_pointer (&self->running, eo_bulk_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->acts_menu);
  g_clear_object (&self->steps_menu);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_many_bar_parent_class)->dispose (object);
}

static void
eo_many_bar_class_init (EoManyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_many_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "manybar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_button (GtkWidget  *box,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
eo_many_bar_init (EoManyBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "bottombar");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is selected"), -1);

  self->acts_menu = g_menu_new ();
  self->steps_menu = g_menu_new ();
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_widget_add_css_class (self->summary, "num");
  gtk_widget_set_parent (self->summary, GTK_WIDGET (self));

  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How far it is"), -1);
  gtk_widget_set_parent (self->progress, GTK_WIDGET (self));
  self->cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cancel), "many.cancel");
  gtk_widget_set_parent (self->cancel, GTK_WIDGET (self));

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->menu_button), _("Change"));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->menu_button), GTK_ARROW_UP);
  gtk_widget_set_parent (self->menu_button, GTK_WIDGET (self));
  self->clear = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_tooltip_text (self->clear, _("Clear the Selection"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Clear the selection"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->clear), "many.clear");
  gtk_widget_set_parent (self->clear, GTK_WIDGET (self));
}

/* The buttons, and the same as a menu. */
static void
build (EoManyBar *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  for (const EoManyAct *act = self->kind->many; act != NULL && act->name != NULL; act++)
    {
      GtkWidget *button = add_button (self->buttons, _(act->label), NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (_(act->label), NULL);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", act->name);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "many.act");
      g_menu_item_set_action_and_target (item, "many.act", "s", act->name);
      g_menu_append_item (self->acts_menu, item);
    }
  self->steps_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->steps_button), _("Step"));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->steps_button), GTK_ARROW_UP);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->steps_button), G_MENU_MODEL (self->steps_menu));
  gtk_widget_set_visible (self->steps_button, self->kind->transitions != NULL);
  gtk_box_append (GTK_BOX (self->buttons), self->steps_button);
  add_button (self->buttons, _("_Delete"), "many.delete");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->acts_menu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->steps_menu));
  g_menu_append (last, _("_Delete"), "many.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
}

/* Public functions */

void
eo_many_bar_setup (EoManyBar     *self,
                   EoStore       *store,
                   const EoKind  *kind,
                   EoIdSelection *selection)
{
  g_return_if_fail (EO_IS_MANY_BAR (self) && self->store == NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  self->selection = g_object_ref (selection);
  build (self);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (look_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  look_again (self);
}

void
eo_many_bar_set_compact (EoManyBar *self,
                         gboolean   compact)
{
  g_return_if_fail (EO_IS_MANY_BAR (self));

  self->compact = compact;
  update (self);
}

EoCommonSteps *
eo_many_bar_get_steps (EoManyBar *self)
{
  g_return_val_if_fail (EO_IS_MANY_BAR (self), NULL);
  return self->found ? self->steps : NULL;
}

void
eo_many_bar_set_running (EoManyBar *self,
                         EoBulk    *bulk)
{
  g_return_if_fail (EO_IS_MANY_BAR (self));

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->running, eo_bulk_unref);
  if (bulk != NULL)
    {
      self->running = eo_bulk_ref (bulk);
      self->tick = g_timeout_add (PROGRESS_EVERY, on_tick, self);
    }
  update (self);
}
