/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-desk.h"
#include "desk/eo-words.h"
#include "desk/register/eo-list-tools.h"
#include "desk/register/eo-record-row.h"
#include "desk/register/eo-register-columns.h"
#include "desk/register/eo-register.h"

#define SLOW         200 /* ms of reading after which it shows */
#define PULSE        60  /* ms */
#define OPEN_DELAY   120 /* ms: somebody who runs through the list by keys does not want each record opened */
#define PATIENCE     60  /* frames until rows that do not come are no longer waited for */
#define NO_REFERENCE "reference"

struct _EoRegister
{
  GtkWidget           parent_instance;

  /* The models: EoRecordList (ids, pages) ← EoIdSelection ← whichever view shows. The view that does not show has
   * none, or it would keep 200 rows alive for nobody. */
  EoRecordList       *list;
  EoIdSelection      *selection;
  EoQuery            *query;
  const EoKind       *kind;
  gint64              total;
  EoRegisterLayout    layout;
  char               *match;
  const EoSavedFilter *filter;

  gint64              top;          /* id of the row on top before a refresh; 0 for none */
  gboolean            asked;        /* the next refresh answers a question of the user's */
  gboolean            answered;     /* the first answer is there */
  guint               reveal;
  guint               tick;         /* waiting for rows to be there */
  guint               frames;
  gboolean            focus_wanted;
  gpointer            focus_before; /* a widget, only to be compared */
  guint               open;
  guint               progress_timer;
  gint64              loading_since;

  GtkStack           *stack;
  GtkColumnView      *table;
  GtkListView        *list_view;
  AdwStatusPage      *none;
  AdwStatusPage      *no_results;
  AdwStatusPage      *no_match;
  GtkProgressBar     *progress;
  GtkWidget          *foot;
  GtkLabel           *summary;
  GtkLabel           *hint;
  GMenuModel         *row_menu;
  GtkWidget          *popover;
};

enum
{
  PROP_0,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_PAGE,
  N_PROPS
};

enum
{
  OPEN,
  DELETE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoRegister, eo_register, GTK_TYPE_WIDGET)

static gboolean
is_date (const EoField *field)
{
  return field->type == EO_FIELD_DATE || field->type == EO_FIELD_INSTANT;
}

static GtkWidget *
get_view (EoRegister *self)
{
  return self->layout == EO_REGISTER_TABLE ? GTK_WIDGET (self->table) : GTK_WIDGET (self->list_view);
}

/* What stands where */

static void
show_summary (EoRegister *self)
{
  guint n = eo_record_list_get_n (self->list);
  guint chosen = eo_id_selection_get_n (self->selection);
  g_autofree char *count = eo_format_count (chosen > 1 ? chosen : n);
  g_autofree char *things = eo_words_things (self->kind, n);
  g_autofree char *order = eo_register_describe_sort (self);
  g_autofree char *text = NULL;

  if (chosen > 1)
    /* Translators: "12 selected" */
    text = g_strdup_printf (_("%s selected"), count);
  else
    /* Translators: "1 284 letters · newest first" */
    text = g_strdup_printf (_("%s %s · %s"), count, things, order);

  gtk_label_set_label (self->summary, text);
}

static void
show_page (EoRegister *self)
{
  const char *page = self->layout == EO_REGISTER_TABLE ? "table" : "list";
  gboolean all = self->filter == NULL || self->filter->where == NULL;

  if (self->answered && eo_record_list_get_n (self->list) == 0)
    {
      if (self->match[0] != '\0')
        page = "no-results";
      else if (all || self->total == 0)
        page = "none";
      else
        page = "no-match";
    }

  if (g_strcmp0 (page, gtk_stack_get_visible_child_name (self->stack)) != 0)
    {
      gtk_stack_set_visible_child_name (self->stack, page);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
    }
  gtk_widget_set_visible (self->foot, self->layout != EO_REGISTER_COMPACT
                                      && (g_str_equal (page, "table") || g_str_equal (page, "list")));
  show_summary (self);
}

static void
name_empty_pages (EoRegister *self)
{
  g_autofree char *things = eo_words_things (self->kind, 2);
  g_autofree char *no_results = NULL;
  g_autofree char *no_match = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *quoted_match = NULL;

  no_results = g_strdup_printf (_("No %s match “%s”."), things, self->match);
  quoted = g_markup_escape_text (no_results, -1);
  adw_status_page_set_description (self->no_results, quoted);

  if (self->filter == NULL)
    return;
  /* Translators: the things, and the name of a saved filter: "There are no letters under “Overdue”." */
  no_match = g_strdup_printf (_("There are no %s under “%s”."), things, _(self->filter->label));
  quoted_match = g_markup_escape_text (no_match, -1);
  adw_status_page_set_description (self->no_match, quoted_match);
}

/* Scrolling */

static gboolean
reveal_now (gpointer user_data)
{
  EoRegister *self = user_data;
  guint position = 0;
  gint64 cursor = eo_id_selection_get_cursor (self->selection);

  self->reveal = 0;
  self->top = 0;
  if (eo_record_list_get_n (self->list) == 0)
    return G_SOURCE_REMOVE;

  if (cursor != 0 && !eo_record_list_find (self->list, cursor, &position))
    position = 0;
  eo_list_scroll_to (get_view (self), position);

  return G_SOURCE_REMOVE;
}

static void
queue_reveal (EoRegister *self)
{
  if (self->reveal == 0)
    self->reveal = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, reveal_now, self, NULL);
}

/* After somebody else's change the rows stay where they were under the reader's eyes. GTK keeps the place by itself
 * unless the rows one reads were among those told anew. */
static void
keep_place (EoRegister *self)
{
  GtkWidget *view = get_view (self);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkListItem *item = eo_list_get_top (view);
  guint position, n = eo_record_list_get_n (self->list);

  if (n == 0 || !eo_record_list_find (self->list, self->top, &position))
    queue_reveal (self);
  else if (item == NULL || gtk_list_item_get_position (item) != position)
    /* All rows are of one height. */
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * position / n);
  self->top = 0;
}

static GtkWidget *
get_focus (EoRegister *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* Not when somebody has begun to type elsewhere meanwhile. */
static gboolean
take_focus (EoRegister *self)
{
  GtkWidget *focus = get_focus (self);
  gint64 cursor = eo_id_selection_get_cursor (self->selection);
  guint position = 0;

  if (focus != self->focus_before && focus != NULL && GTK_IS_EDITABLE (focus))
    return TRUE;
  if (cursor != 0 && !eo_record_list_find (self->list, cursor, &position))
    position = 0;

  return eo_list_focus (get_view (self), position);
}

/* What can only be done when the rows are there: new ones are measured in the frame after the one they are told in. */
static gboolean
on_frame (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  EoRegister *self = EO_REGISTER (widget);

  if (++self->frames < 2)
    return G_SOURCE_CONTINUE;

  if (self->top != 0)
    keep_place (self);
  if (self->focus_wanted && !take_focus (self) && self->frames < PATIENCE)
    return G_SOURCE_CONTINUE;

  self->focus_wanted = FALSE;
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
wait_for_rows (EoRegister *self)
{
  self->frames = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* The list */

/* Runs before any view hears of the change. A single row in place of itself is one read anew: nothing moves. */
static void
on_items_changed (EoRegister *self,
                  guint       changed,
                  guint       removed,
                  guint       added)
{
  GtkListItem *item;

  if (removed == 1 && added == 1)
    return;

  /* The first rows are there, the rest of a long register still to come. */
  if (self->asked && added > 0)
    eo_register_reveal (self);
  if (self->top != 0 || self->asked)
    return;

  /* By the row's own record: the list has its new ids already, the view still its old rows. */
  item = eo_list_get_top (get_view (self));
  if (item != NULL)
    self->top = ((EoRecord *) gtk_list_item_get_item (item))->id;
}

static void
on_refreshed (EoRegister *self)
{
  self->answered = TRUE;
  show_page (self);

  if (self->asked)
    eo_register_reveal (self);
  else if (self->top != 0)
    wait_for_rows (self);
  self->asked = FALSE;
}

static gboolean
on_pulse (gpointer user_data)
{
  EoRegister *self = user_data;

  if (g_get_monotonic_time () - self->loading_since >= SLOW * G_TIME_SPAN_MILLISECOND)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
      gtk_progress_bar_pulse (self->progress);
    }

  return G_SOURCE_CONTINUE;
}

static void
on_loading (EoRegister *self)
{
  gboolean loading = eo_record_list_is_loading (self->list);

  if (loading && self->progress_timer == 0)
    {
      self->loading_since = g_get_monotonic_time ();
      self->progress_timer = g_timeout_add (PULSE, on_pulse, self);
    }
  else if (!loading)
    {
      g_clear_handle_id (&self->progress_timer, g_source_remove);
      gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
    }
}

static void
ask (EoRegister *self)
{
  g_autoptr (EoQuery) query = eo_query_new (self->kind);
  const EoField *field;
  gboolean descending;

  eo_query_set_filter (query, self->filter);
  eo_query_set_match (query, self->match);
  if (eo_register_columns_get_sort (self->table, &field, &descending))
    {
      if (field != NULL)
        eo_query_set_sort (query, field, descending);
      else
        eo_query_set_sort_reference (query, descending);
    }

  self->asked = TRUE;
  name_empty_pages (self);
  eo_record_list_set_query (self->list, query);
}

static void
on_sorter_changed (EoRegister *self)
{
  ask (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

/* Rows of the list */

static void
on_row_setup (EoRegister  *self,
              GtkListItem *item)
{
  GtkWidget *row = eo_record_row_new (self->layout == EO_REGISTER_COMPACT);

  g_object_set_data (G_OBJECT (row), EO_LIST_ITEM_KEY, item);
  gtk_list_item_set_child (item, row);
}

static void
on_row_bind (EoRegister  *self,
             GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *words = eo_record_row_describe (gtk_list_item_get_item (item));

  eo_record_row_set_record (EO_RECORD_ROW (row), gtk_list_item_get_item (item));
  eo_list_name_row (row, words);
}

static void
on_row_unbind (EoRegister  *self,
               GtkListItem *item)
{
  eo_record_row_set_record (EO_RECORD_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
renew_rows (EoRegister *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

/* Opening */

static gboolean
open_now (gpointer user_data)
{
  EoRegister *self = user_data;
  gint64 id = eo_id_selection_get_cursor (self->selection);

  self->open = 0;
  if (id != 0)
    g_signal_emit (self, signals[OPEN], 0, id);

  return G_SOURCE_REMOVE;
}

static void
on_activate (EoRegister *self,
             guint       position)
{
  g_clear_handle_id (&self->open, g_source_remove);
  eo_id_selection_set_cursor (self->selection, eo_record_list_get_id (self->list, position));
  open_now (self);
}

/* Beside an open record, choosing another one opens it. */
static void
on_cursor (EoRegister *self)
{
  gboolean some = eo_id_selection_get_cursor (self->selection) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.open", some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.delete", some);

  g_clear_handle_id (&self->open, g_source_remove);
  if (some && self->layout == EO_REGISTER_COMPACT)
    self->open = g_timeout_add (OPEN_DELAY, open_now, self);
}

static void
on_selection_changed (EoRegister *self)
{
  show_summary (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.delete",
                                 eo_id_selection_get_n (self->selection) == 1);
}

/* Actions and the context menu */

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoRegister *self = EO_REGISTER (widget);

  g_clear_handle_id (&self->open, g_source_remove);
  open_now (self);
}

/* The references of all selected records, a line each; titles where the kind has no numbers. */
static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoRegister *self = EO_REGISTER (widget);
  g_autoptr (GArray) ids = eo_id_selection_get_ids (self->selection, 10000);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      guint position;
      g_autoptr (EoRecord) record = NULL;

      if (!eo_record_list_find (self->list, g_array_index (ids, gint64, i), &position))
        continue;
      record = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", eo_record_get_name (record));
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoRegister *self = EO_REGISTER (widget);
  gint64 id = eo_id_selection_get_cursor (self->selection);

  if (id != 0 && eo_id_selection_get_n (self->selection) == 1)
    g_signal_emit (self, signals[DELETE], 0, id);
}

static void
popup_at (EoRegister         *self,
          const GdkRectangle *where)
{
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->row_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), where);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_secondary_click (EoRegister      *self,
                    int              n_press,
                    double           x,
                    double           y,
                    GtkGestureClick *gesture)
{
  GtkWidget *view = get_view (self);
  GtkListItem *item;
  double there_x, there_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), view, x, y, &there_x, &there_y);
  item = eo_list_pick (view, there_x, there_y);
  if (item == NULL)
    return;

  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), gtk_list_item_get_position (item),
                                     TRUE);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle) { x, y, 1, 1 });
}

/* The menu key: at the row that has the focus. */
static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (eo_id_selection_get_n (EO_REGISTER (widget)->selection) == 0 || focus == NULL
      || !gtk_widget_is_ancestor (focus, widget) || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;

  popup_at (EO_REGISTER (widget),
            &(GdkRectangle) { bounds.origin.x + 12, bounds.origin.y, 1, bounds.size.height });
}

/* GObject */

static void
eo_register_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  EoRegister *self = EO_REGISTER (object);
  const EoField *field = NULL;
  gboolean descending = FALSE;
  gboolean sorted = self->table != NULL && eo_register_columns_get_sort (self->table, &field, &descending);

  switch (property_id)
    {
    case PROP_SORT:
      g_value_set_string (value, !sorted ? "" : field != NULL ? field->name : NO_REFERENCE);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, descending);
      break;
    case PROP_PAGE:
      g_value_set_string (value, eo_register_get_page (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_register_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  EoRegister *self = EO_REGISTER (object);
  const EoField *field = NULL;
  gboolean descending = FALSE;

  eo_register_columns_get_sort (self->table, &field, &descending);

  switch (property_id)
    {
    case PROP_SORT:
      field = eo_kind_find_field (self->kind, g_value_get_string (value));
      /* Dates with the newest on top, all else from A. */
      eo_register_columns_set_sort (self->table, field,
                                    field == NULL || is_date (field));
      break;
    case PROP_DESCENDING:
      eo_register_columns_set_sort (self->table, field, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_register_dispose (GObject *object)
{
  EoRegister *self = EO_REGISTER (object);
  GtkWidget *child;

  g_clear_handle_id (&self->reveal, g_source_remove);
  g_clear_handle_id (&self->open, g_source_remove);
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->table != NULL)
    {
      /* A table that goes takes its columns away one by one, and each changes the order. */
      g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->table), on_sorter_changed, self);
      gtk_column_view_set_model (self->table, NULL);
    }
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->table = NULL;
  self->list_view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (eo_register_parent_class)->dispose (object);
}

static void
eo_register_finalize (GObject *object)
{
  g_free (EO_REGISTER (object)->match);

  G_OBJECT_CLASS (eo_register_parent_class)->finalize (object);
}

static void
eo_register_class_init (EoRegisterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = eo_register_get_property;
  object_class->set_property = eo_register_set_property;
  object_class->dispose = eo_register_dispose;
  object_class->finalize = eo_register_finalize;

  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "table",
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPEN] = g_signal_new ("open", EO_TYPE_REGISTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DELETE] = g_signal_new ("delete", EO_TYPE_REGISTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/desk/register/register.ui");
  gtk_widget_class_bind_template_child (widget_class, EoRegister, stack);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, table);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, list_view);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, none);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, no_results);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, no_match);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, progress);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, foot);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, summary);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, hint);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);

  gtk_widget_class_install_action (widget_class, "register.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "register.copy-reference", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "register.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "register.menu", NULL, menu_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "register.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "register.copy-reference", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "register.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "register.menu", NULL);
}

static void
eo_register_init (EoRegister *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->match = g_strdup ("");
  self->total = -1;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_click), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* As the kind says, or as it was registered; what has no numbers by what is due first, or (people, files) by name. */
static void
sort_at_first (EoRegister *self)
{
  const EoField *sort = self->kind->sort != NULL ? eo_kind_find_field (self->kind, self->kind->sort) : NULL;
  const EoField *deadline = eo_kind_get_deadline (self->kind);

  if (sort != NULL || self->kind->series != NULL)
    eo_register_columns_set_sort (self->table, sort, TRUE);
  else if (deadline != NULL)
    eo_register_columns_set_sort (self->table, deadline, FALSE);
  else
    eo_register_columns_set_sort (self->table, eo_kind_get_title_field (self->kind), FALSE);
}

/* Public functions */

void
eo_register_setup (EoRegister          *self,
                   EoStore             *store,
                   const EoKind        *kind,
                   const EoSavedFilter *filter)
{
  g_autofree char *thing = NULL;
  g_autofree char *hint = NULL;

  g_return_if_fail (EO_IS_REGISTER (self));
  g_return_if_fail (self->list == NULL);

  self->kind = kind;
  self->filter = filter;
  self->list = eo_record_list_new (store);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  self->selection = eo_id_selection_new (self->list);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (on_refreshed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::cursor", G_CALLBACK (on_cursor), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);

  eo_register_columns_add (self->table, kind);
  sort_at_first (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);

  thing = eo_words_things (kind, 1);
  hint = g_strdup_printf (_("Enter opens the %s"), thing);
  gtk_label_set_label (self->hint, hint);
  on_cursor (self);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  ask (self);
}

EoRecordList *
eo_register_get_list (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  return self->list;
}

EoIdSelection *
eo_register_get_selection (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  return self->selection;
}

EoRegisterLayout
eo_register_get_layout (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), EO_REGISTER_TABLE);

  return self->layout;
}

void
eo_register_set_layout (EoRegister       *self,
                        EoRegisterLayout  layout)
{
  GtkSelectionModel *model;

  g_return_if_fail (EO_IS_REGISTER (self));

  if (self->layout == layout)
    return;

  g_clear_handle_id (&self->open, g_source_remove);
  self->layout = layout;
  model = GTK_SELECTION_MODEL (self->selection);
  gtk_list_view_set_model (self->list_view, NULL);
  if (layout == EO_REGISTER_TABLE)
    {
      gtk_column_view_set_model (self->table, model);
    }
  else
    {
      gtk_column_view_set_model (self->table, NULL);
      renew_rows (self);
      gtk_list_view_set_model (self->list_view, model);
    }

  show_page (self);
  eo_register_reveal (self);
}

void
eo_register_set_filter (EoRegister          *self,
                        const EoSavedFilter *filter)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  if (self->filter == filter)
    return;

  self->filter = filter;
  ask (self);
}

void
eo_register_set_match (EoRegister *self,
                       const char *text)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  if (eo_str_set (&self->match, text))
    ask (self);
}

void
eo_register_set_total (EoRegister *self,
                       gint64      total)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  if (self->total == total)
    return;

  self->total = total;
  show_page (self);
}

void
eo_register_set_empty (EoRegister *self,
                       const char *icon,
                       const char *title,
                       const char *description,
                       GtkWidget  *buttons)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  adw_status_page_set_icon_name (self->none, icon);
  adw_status_page_set_title (self->none, title);
  adw_status_page_set_description (self->none, description);
  adw_status_page_set_child (self->none, buttons);
}

void
eo_register_reveal (EoRegister *self)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  queue_reveal (self);
}

void
eo_register_focus_cursor (EoRegister *self)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  self->focus_wanted = TRUE;
  self->focus_before = get_focus (self);
  wait_for_rows (self);
}

const char *
eo_register_get_page (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

char *
eo_register_describe_sort (EoRegister *self)
{
  const EoField *field = NULL;
  gboolean descending = TRUE;
  const char *label;

  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  eo_register_columns_get_sort (self->table, &field, &descending);
  if (field == NULL || (is_date (field) && g_strcmp0 (field->name, self->kind->sort) == 0))
    return g_strdup (descending ? _("newest first") : _("oldest first"));

  label = eo_field_get_label (field);
  switch (field->type)
    {
    case EO_FIELD_DATE:
    case EO_FIELD_INSTANT:
      return g_strdup_printf (descending ? _("by %s, latest first") : _("by %s, earliest first"), label);
    case EO_FIELD_INTEGER:
    case EO_FIELD_DECIMAL:
    case EO_FIELD_MONEY:
      return g_strdup_printf (descending ? _("by %s, highest first") : _("by %s, lowest first"), label);
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    case EO_FIELD_LINK:
      return g_strdup_printf (descending ? _("by %s, Z to A") : _("by %s, A to Z"), label);
    case EO_FIELD_BOOLEAN:
    case EO_FIELD_CHOICE:
    default:
      return g_strdup_printf (_("by %s"), label);
    }
}
