/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-agenda-row.h"
#include "sections/diary/view/eo-agenda.h"

#define STEP_MINUTES 15
#define DAY_MINUTES 1440

struct _EoAgenda
{
  GtkWidget           parent_instance;

  EoDiaryData        *data;
  GtkWidget          *scroller;
  GtkListView        *view;
  GListStore         *items;
  GtkSingleSelection *selection;
  gboolean            by_week;
  gboolean            compact;
};

enum
{
  ACTIVATE_BLOCK,
  DELETE_BLOCK,
  MENU_BLOCK,
  SHIFT_BLOCK,
  MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoAgenda, eo_agenda, GTK_TYPE_WIDGET)

/* Lines */

static EoAgendaItem *
peek_item (EoAgenda *self,
           guint     position)
{
  g_autoptr (EoAgendaItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item; /* the list has it */
}

static void
on_setup (EoAgenda    *self,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, eo_agenda_row_new ());
}

static void
on_bind (EoAgenda    *self,
         GtkListItem *list_item)
{
  EoAgendaItem *item = gtk_list_item_get_item (list_item);
  gboolean is_line = item->kind == EO_AGENDA_APPOINTMENT || item->letter != 0;

  gtk_list_item_set_activatable (list_item, is_line);
  gtk_list_item_set_selectable (list_item, is_line);
  eo_agenda_row_show (EO_AGENDA_ROW (gtk_list_item_get_child (list_item)), self->data, item, self->by_week,
                      self->compact);
}

static void
on_unbind (EoAgenda    *self,
           GtkListItem *list_item)
{
  eo_agenda_row_clear (EO_AGENDA_ROW (gtk_list_item_get_child (list_item)));
}

/* Only what is another is told, so that the view stays where it was scrolled to. */
static void
replace (EoAgenda  *self,
         GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint begin = 0, end = 0;

  while (begin < n && begin < items->len
         && eo_agenda_item_equal (peek_item (self, begin), g_ptr_array_index (items, begin)))
    begin++;
  while (end < n - begin && end < items->len - begin
         && eo_agenda_item_equal (peek_item (self, n - 1 - end), g_ptr_array_index (items, items->len - 1 - end)))
    end++;
  if (n - begin - end > 0 || items->len - begin - end > 0)
    g_list_store_splice (self->items, begin, n - begin - end, items->pdata + begin, items->len - begin - end);
}

static void
rebuild (EoAgenda *self)
{
  g_autoptr (GPtrArray) items = eo_agenda_items_make (self->data, self->by_week);

  g_list_store_remove_all (self->items);
  replace (self, items);
}

static void
scroll_to (EoAgenda *self,
           guint     position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/* Keys and pointer */

static void
on_activate (EoAgenda *self,
             guint     position)
{
  EoAgendaItem *item = peek_item (self, position);

  if (item != NULL && item->occurrence != NULL)
    g_signal_emit (self, signals[ACTIVATE_BLOCK], 0, item->occurrence);
  else if (item != NULL && item->letter != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "diary.open-letter", "x", item->letter);
}

static void
on_edge (EoAgenda        *self,
         GtkPositionType  edge)
{
  if (edge == GTK_POS_BOTTOM)
    g_signal_emit (self, signals[MORE], 0);
}

static EoAgendaRow *
find_row (GtkWidget *widget)
{
  for (GtkWidget *child = widget; child != NULL; child = gtk_widget_get_first_child (child))
    if (EO_IS_AGENDA_ROW (child))
      return EO_AGENDA_ROW (child);

  return NULL;
}

/* The line that has the focus, or the selected one. */
static EoOccurrence *
get_current (EoAgenda   *self,
             GtkWidget **place)
{
  GtkWidget *line = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  EoAgendaRow *row = line != NULL ? find_row (line) : NULL;
  EoAgendaItem *item = row != NULL ? eo_agenda_row_get_item (row) : NULL;

  if (place != NULL)
    *place = line;
  if (item != NULL)
    return item->occurrence;

  return eo_agenda_get_selected (self);
}

/* -1: not among what is shown. @original: (nullable): any of a series. */
static int
find_position (EoAgenda   *self,
               gint64      appointment,
               const char *original)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      const EoOccurrence *one = peek_item (self, i)->occurrence;

      if (one != NULL && one->appointment == appointment && (original == NULL || g_str_equal (one->original, original)))
        return (int) i;
    }

  return -1;
}

/* What was moved is another line now: selection and focus go with it, so that the next key is for the same one. */
static void
follow (EoAgenda           *self,
        const EoOccurrence *current,
        gboolean            focus)
{
  int position = find_position (self, current->appointment, current->original);

  if (position < 0)
    return;
  gtk_single_selection_set_selected (self->selection, (guint) position);
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->view)); line != NULL && focus;
       line = gtk_widget_get_next_sibling (line))
    {
      EoAgendaRow *row = find_row (line);
      EoAgendaItem *item = row != NULL ? eo_agenda_row_get_item (row) : NULL;

      if (item != NULL && item->occurrence != NULL && item->occurrence->appointment == current->appointment
          && g_str_equal (item->occurrence->original, current->original))
        {
          gtk_widget_grab_focus (line);
          return;
        }
    }
}

static void
popup_menu (EoAgenda *self)
{
  GtkWidget *place = NULL;
  EoOccurrence *occurrence = get_current (self, &place);
  graphene_rect_t area;

  if (occurrence == NULL || place == NULL || !gtk_widget_compute_bounds (place, GTK_WIDGET (self), &area))
    return;
  g_signal_emit (self, signals[MENU_BLOCK], 0, occurrence, (double) (area.origin.x + area.size.width / 2),
                 (double) (area.origin.y + area.size.height / 2));
}

static void
shift (EoAgenda *self,
       gint64    minutes)
{
  EoOccurrence *occurrence = get_current (self, NULL);

  if (occurrence != NULL)
    g_signal_emit (self, signals[SHIFT_BLOCK], 0, occurrence, minutes);
}

static gboolean
on_key (EoAgenda        *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;
  EoOccurrence *occurrence = get_current (self, NULL);

  if (occurrence == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    popup_menu (self);
  else if ((key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete) && !control)
    g_signal_emit (self, signals[DELETE_BLOCK], 0, occurrence);
  else if (control && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    shift (self, key == GDK_KEY_Up ? -STEP_MINUTES : STEP_MINUTES);
  else if (control && (key == GDK_KEY_Left || key == GDK_KEY_Right))
    shift (self, key == GDK_KEY_Left ? -DAY_MINUTES : DAY_MINUTES);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
on_pressed (EoAgenda   *self,
            int         n_press,
            double      x,
            double      y,
            GtkGesture *gesture)
{
  GtkWidget *found = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = found != NULL ? gtk_widget_get_ancestor (found, EO_TYPE_AGENDA_ROW) : NULL;
  EoAgendaItem *item = row != NULL ? eo_agenda_row_get_item (EO_AGENDA_ROW (row)) : NULL;

  if (item == NULL || item->occurrence == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_signal_emit (self, signals[MENU_BLOCK], 0, item->occurrence, x, y);
}

/* GtkWidget, GObject */

static gboolean
eo_agenda_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (EO_AGENDA (widget)->view));
}

static void
eo_agenda_dispose (GObject *object)
{
  EoAgenda *self = EO_AGENDA (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (eo_agenda_parent_class)->dispose (object);
}

static void
eo_agenda_class_init (EoAgendaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_agenda_dispose;
  widget_class->grab_focus = eo_agenda_grab_focus;

  signals[ACTIVATE_BLOCK] = g_signal_new ("activate-block", EO_TYPE_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DELETE_BLOCK] = g_signal_new ("delete-block", EO_TYPE_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MENU_BLOCK] = g_signal_new ("menu-block", EO_TYPE_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                      3, G_TYPE_POINTER, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SHIFT_BLOCK] = g_signal_new ("shift-block", EO_TYPE_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_INT64);
  signals[MORE] = g_signal_new ("more", EO_TYPE_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
eo_agenda_init (EoAgenda *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind), self);
  self->items = g_list_store_new (EO_TYPE_AGENDA_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "agenda");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Agenda"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate), self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  g_signal_connect_swapped (self->scroller, "edge-reached", G_CALLBACK (on_edge), self);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  /* Before the list takes the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/* Public functions */

GtkWidget *
eo_agenda_new (EoDiaryData *data)
{
  EoAgenda *self;

  g_return_val_if_fail (EO_IS_DIARY_DATA (data), NULL);

  self = g_object_new (EO_TYPE_AGENDA, NULL);
  self->data = g_object_ref (data);

  return GTK_WIDGET (self);
}

void
eo_agenda_set_by_week (EoAgenda *self,
                       gboolean  by_week)
{
  g_return_if_fail (EO_IS_AGENDA (self));

  if (self->by_week == by_week)
    return;
  self->by_week = by_week;
  g_list_store_remove_all (self->items);
}

void
eo_agenda_set_compact (EoAgenda *self,
                       gboolean  compact)
{
  g_return_if_fail (EO_IS_AGENDA (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  /* Bound anew. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    rebuild (self);
}

void
eo_agenda_update (EoAgenda *self)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (EoOccurrence) current = NULL;
  GtkWidget *place = NULL;

  g_return_if_fail (EO_IS_AGENDA (self));

  current = get_current (self, &place);
  if (current != NULL)
    eo_occurrence_ref (current);
  items = eo_agenda_items_make (self->data, self->by_week);
  replace (self, items);
  if (current != NULL)
    follow (self, current, place != NULL);
}

EoOccurrence *
eo_agenda_get_selected (EoAgenda *self)
{
  EoAgendaItem *item;

  g_return_val_if_fail (EO_IS_AGENDA (self), NULL);

  item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? item->occurrence : NULL;
}

gboolean
eo_agenda_select (EoAgenda   *self,
                  gint64      appointment,
                  const char *original)
{
  int position;

  g_return_val_if_fail (EO_IS_AGENDA (self), FALSE);

  position = find_position (self, appointment, original);
  if (position < 0)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, (guint) position);
  scroll_to (self, (guint) position);

  return TRUE;
}

void
eo_agenda_scroll_to (EoAgenda     *self,
                     const EoDate *day)
{
  guint n;

  g_return_if_fail (EO_IS_AGENDA (self) && day != NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (peek_item (self, i)->day.iso, day->iso) >= 0)
      {
        scroll_to (self, i);
        return;
      }
}
