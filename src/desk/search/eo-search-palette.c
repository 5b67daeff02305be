/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/search/eo-hit-row.h"
#include "desk/search/eo-search-palette-private.h"

#define DEBOUNCE_MS 120
#define MAX_HITS    50
#define MAX_SOUGHT  200 /* looked through where only documents are wanted */

enum
{
  HIT_ACTIVATED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoSearchPalette, eo_search_palette, ADW_TYPE_BIN)

const char *
_eo_search_palette_get_text (EoSearchPalette *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* Whether there is anything to search for: signs alone are not. */
gboolean
_eo_search_palette_has_words (EoSearchPalette *self)
{
  g_autofree char *text = g_strstrip (g_strdup (_eo_search_palette_get_text (self)));

  return *text != '\0';
}

static void
cancel_search (EoSearchPalette *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
move_selection (EoSearchPalette *self,
                int              step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) + step : 0;

  if (self->n_rows > 0)
    _eo_search_palette_select (self, gtk_list_box_get_row_at_index (self->list, CLAMP (index, 0, (int) self->n_rows - 1)));
}

static void
activate_row (EoSearchPalette *self,
              GtkListBoxRow   *row)
{
  if (row == NULL)
    return;

  g_signal_emit (self, signals[HIT_ACTIVATED], 0, eo_hit_row_get_hit (EO_HIT_ROW (row)), _eo_search_palette_get_text (self));
}

static void
on_searched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EoSearchPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  EoSearchResult *found = eo_store_search_finish (EO_STORE (source), result, &error);
  gboolean activate = self->activate_when_done;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  self->activate_when_done = FALSE;
  if (found == NULL)
    {
      _eo_search_palette_clear (self);
      gtk_label_set_text (self->summary, "");
      _eo_search_palette_show_none (self, _("The search could not be done"), error->message);
      return;
    }

  /* The rows point into the old result: they go first. */
  _eo_search_palette_clear (self);
  g_clear_pointer (&self->result, eo_search_result_free);
  self->result = found;
  _eo_search_palette_show_result (self);
  _eo_search_palette_fill_chips (self);
  if (activate)
    activate_row (self, gtk_list_box_get_selected_row (self->list));
}

static gboolean
start_search (gpointer user_data)
{
  EoSearchPalette *self = user_data;
  const EoKind *kind = NULL;

  self->timeout = 0;
  if (self->chip != NULL && !g_str_equal (self->chip, CHIP_DOCUMENTS))
    kind = eo_kind_lookup (self->chip);

  self->cancellable = g_cancellable_new ();
  eo_store_search_async (self->store, _eo_search_palette_get_text (self), kind,
                         kind == NULL && self->chip != NULL ? MAX_SOUGHT : MAX_HITS, self->cancellable,
                         on_searched, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

void
_eo_search_palette_queue (EoSearchPalette *self,
                          guint            delay)
{
  cancel_search (self);
  self->activate_when_done = FALSE;

  if (self->store == NULL || !_eo_search_palette_has_words (self))
    {
      _eo_search_palette_clear (self);
      gtk_label_set_text (self->summary, "");
      gtk_stack_set_visible_child_name (self->stack, "hint");
      return;
    }

  self->timeout = g_timeout_add (delay, start_search, self);
}

static void
on_text_changed (EoSearchPalette *self)
{
  gtk_widget_set_visible (self->clear_button, *_eo_search_palette_get_text (self) != '\0');
  _eo_search_palette_queue (self, DEBOUNCE_MS);
}

static void
on_entry_activate (EoSearchPalette *self)
{
  if (eo_search_palette_is_searching (self))
    self->activate_when_done = TRUE;
  else
    activate_row (self, gtk_list_box_get_selected_row (self->list));
}

static gboolean
on_entry_key (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        modifiers,
              gpointer               user_data)
{
  EoSearchPalette *self = user_data;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move_selection (self, 8);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move_selection (self, -8);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_row_activated (EoSearchPalette *self,
                  GtkListBoxRow   *row)
{
  activate_row (self, row);
}

static void
on_clear (EoSearchPalette *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* A click beside the card puts the search away. */
static void
on_pressed (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  EoSearchPalette *self = user_data;
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (self->card, GTK_WIDGET (self), &bounds) &&
      !graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT (x, y)))
    eo_search_palette_close (self);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  _eo_search_palette_choose (EO_SEARCH_PALETTE (widget), g_variant_get_string (parameter, NULL));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_search_palette_close (EO_SEARCH_PALETTE (widget));
}

static void
eo_search_palette_dispose (GObject *object)
{
  EoSearchPalette *self = EO_SEARCH_PALETTE (object);

  cancel_search (self);
  if (self->list != NULL)
    _eo_search_palette_clear (self);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_SEARCH_PALETTE);

  G_OBJECT_CLASS (eo_search_palette_parent_class)->dispose (object);
}

static void
eo_search_palette_finalize (GObject *object)
{
  EoSearchPalette *self = EO_SEARCH_PALETTE (object);

  g_clear_pointer (&self->result, eo_search_result_free);
  g_clear_pointer (&self->group_sizes, g_hash_table_unref);

  G_OBJECT_CLASS (eo_search_palette_parent_class)->finalize (object);
}

static void
eo_search_palette_class_init (EoSearchPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_search_palette_dispose;
  object_class->finalize = eo_search_palette_finalize;

  signals[HIT_ACTIVATED] = g_signal_new ("hit-activated", EO_TYPE_SEARCH_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", EO_TYPE_SEARCH_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (EO_TYPE_CHIP_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/desk/search/search-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, card);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, summary);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, clear_button);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, chips);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, list);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, none_title);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, none_text);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, operators);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_install_action (widget_class, "palette.choose", "s", choose_action);
  gtk_widget_class_install_action (widget_class, "palette.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "palette.close", NULL);
}

static void
eo_search_palette_init (EoSearchPalette *self)
{
  self->group_sizes = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->clear_button, FALSE);
  eo_chip_row_set_menu_func (self->chips, _eo_search_palette_make_menu, self);
  gtk_list_box_set_header_func (self->list, _eo_search_palette_update_header, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"),
                                  GTK_ACCESSIBLE_PROPERTY_MODAL, TRUE, -1);
  _eo_search_palette_add_operators (self);
}

/**
 * eo_search_palette_set_store:
 * @store: the office to search in
 */
void
eo_search_palette_set_store (EoSearchPalette *self,
                             EoStore         *store)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  g_set_object (&self->store, store);
  _eo_search_palette_fill_chips (self);
}

/**
 * eo_search_palette_set_hide_confidential:
 * @hide: whether what is confidential or above stays out of the hits
 */
void
eo_search_palette_set_hide_confidential (EoSearchPalette *self,
                                         gboolean         hide)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  self->hide_confidential = hide;
}

/**
 * eo_search_palette_open:
 * @text: (nullable): what to search for; %NULL for what was searched last
 *
 * Shows the search with the entry focused and its text selected.
 */
void
eo_search_palette_open (EoSearchPalette *self,
                        const char      *text)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  _eo_search_palette_queue (self, 0); /* what it found last time may have changed */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
eo_search_palette_close (EoSearchPalette *self)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  cancel_search (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

guint
eo_search_palette_get_n_rows (EoSearchPalette *self)
{
  g_return_val_if_fail (EO_IS_SEARCH_PALETTE (self), 0);

  return self->n_rows;
}

gboolean
eo_search_palette_is_searching (EoSearchPalette *self)
{
  g_return_val_if_fail (EO_IS_SEARCH_PALETTE (self), FALSE);

  return self->timeout != 0 || self->cancellable != NULL;
}
