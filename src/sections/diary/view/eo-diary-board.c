/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-local-time.h"
#include "desk/eo-button-names.h"
#include "desk/eo-desk.h"
#include "desk/eo-fit.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-diary-list.h"
#include "sections/diary/view/eo-request-list.h"
#include "sections/diary/view/eo-sync-status.h"

#define MOST_AGENDA_DAYS 366 /* scrolled to; beyond, one goes to a day */
#define USUAL_START 540     /* minute of the day, where the diary says nothing */

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_VIEW,
  PROP_AHEAD,
  PROP_HIDE_PRIVATE,
  PROP_SIDE_BY_SIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
guint eo_diary_board_signals[EO_BOARD_N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoDiaryBoard, eo_diary_board, GTK_TYPE_WIDGET)

/* What is shown */

EoDiaryView
_eo_diary_board_get_shown (EoDiaryBoard *self)
{
  /* Beside a record there is room for a day, or for a list. */
  if (self->compact && self->view != EO_DIARY_AHEAD)
    return self->view == EO_DIARY_AGENDA ? EO_DIARY_AGENDA : EO_DIARY_DAY;

  return self->view;
}

void
_eo_diary_board_reload (EoDiaryBoard *self)
{
  EoDiaryView shown = _eo_diary_board_get_shown (self);
  EoDate first = eo_diary_view_get_first (shown, &self->date);
  guint days = shown == EO_DIARY_AGENDA ? self->agenda_days : eo_diary_view_get_days (shown, &self->date, self->ahead);

  _eo_diary_board_say (self);
  eo_diary_data_load (self->data, &first, days);
}

static void
update_agenda (EoDiaryBoard *self,
               EoDiaryView   shown)
{
  eo_agenda_set_by_week (self->agenda, shown == EO_DIARY_AHEAD);
  eo_agenda_set_compact (self->agenda, self->compact);
  eo_agenda_update (self->agenda);
  if (self->select != 0)
    eo_agenda_select (self->agenda, self->select, NULL);
  else if (self->scroll_to.iso[0] != '\0')
    eo_agenda_scroll_to (self->agenda, &self->scroll_to);
}

static void
on_loaded (EoDiaryBoard *self)
{
  EoDiaryView shown = _eo_diary_board_get_shown (self);
  GtkWidget *view;

  if (eo_diary_data_get_n_days (self->data) == 0)
    return;
  if (eo_diary_data_get_diaries (self->data)->len == 0)
    {
      gtk_stack_set_visible_child_name (self->views, "none");
      return;
    }
  if (shown == EO_DIARY_MONTH)
    {
      eo_month_view_update (self->month, &self->date);
      view = GTK_WIDGET (self->month);
    }
  else if (shown == EO_DIARY_AGENDA || shown == EO_DIARY_AHEAD)
    {
      update_agenda (self, shown);
      view = GTK_WIDGET (self->agenda);
    }
  else
    {
      _eo_diary_board_update_grid (self);
      view = GTK_WIDGET (self->grid);
    }
  gtk_stack_set_visible_child (self->views, view);
  self->select = 0;
  self->scroll_to.iso[0] = '\0';
}

static void
on_diaries (EoDiaryBoard *self)
{
  if (self->settings != NULL)
    {
      g_auto (GStrv) hidden = eo_diary_data_get_hidden (self->data);

      g_settings_set_strv (self->settings, "hidden-diaries", (const char *const *) hidden);
    }
  _eo_diary_board_arrange (self);
}

static void
on_go_to (EoDiaryBoard *self,
          const char   *iso)
{
  EoDate date;

  if (!eo_date_parse (iso, &date, NULL))
    return;
  if (gtk_widget_get_visible (self->side_button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->side_button), FALSE);
  eo_diary_board_go_to (self, &date);
}

static void
on_open_day (EoDiaryBoard *self,
             const char   *iso)
{
  EoDate date;

  if (!eo_date_parse (iso, &date, NULL))
    return;
  self->date = date;
  eo_diary_board_set_view (self, EO_DIARY_DAY);
}

/* The month goes on where its last day is left. */
static void
on_select_day (EoDiaryBoard *self,
               const char   *iso)
{
  EoDate before = self->date;
  EoDate date;

  if (!eo_date_parse (iso, &date, NULL))
    return;
  self->date = date;
  if (strncmp (before.iso, date.iso, 7) != 0)
    _eo_diary_board_reload (self);
  else
    _eo_diary_board_say (self);
}

static void
on_more (EoDiaryBoard *self)
{
  if (_eo_diary_board_get_shown (self) != EO_DIARY_AGENDA || self->agenda_days >= MOST_AGENDA_DAYS)
    return;
  self->agenda_days += EO_DIARY_AGENDA_DAYS;
  _eo_diary_board_reload (self);
}

void
_eo_diary_board_open (EoDiaryBoard *self,
                      EoOccurrence *occurrence)
{
  self->date = eo_diary_data_first_day (self->data, occurrence);
  self->select = occurrence->appointment;
  eo_occurrence_ref (occurrence);
  g_clear_pointer (&self->opened, eo_occurrence_unref);
  self->opened = occurrence;
  g_signal_emit (self, eo_diary_board_signals[EO_BOARD_OPEN], 0, occurrence->appointment);
}

static void
on_open_request (EoDiaryBoard *self,
                 gint64        id)
{
  g_signal_emit (self, eo_diary_board_signals[EO_BOARD_OPEN_RECORD], 0, "request", id);
}

/* GtkWidget */

static gboolean
on_idle (gpointer data)
{
  EoDiaryBoard *self = data;

  self->idle = 0;
  _eo_diary_board_arrange (self);

  return G_SOURCE_REMOVE;
}

static void
eo_diary_board_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (EO_DIARY_BOARD (widget)->box, orientation, -1, minimum, natural, NULL, NULL);
  /* What is too wide is arranged otherwise once the width is known. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 240);
}

static void
eo_diary_board_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);

  if (self->idle == 0 && _eo_diary_board_needs_arranging (self, width))
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
  self->width = width;
  eo_fit_allocate (self->box, 0, width, height);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static gboolean
eo_diary_board_grab_focus (GtkWidget *widget)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  GtkWidget *child = gtk_stack_get_visible_child (self->views);

  return child != NULL && (gtk_widget_grab_focus (child) || gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD));
}

/* GObject */

static void
set_compact (EoDiaryBoard *self,
             gboolean      compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  self->agenda_days = EO_DIARY_AGENDA_DAYS;
  _eo_diary_board_arrange (self);
  _eo_diary_board_reload (self);
}

static void
eo_diary_board_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (object);

  switch (property_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_VIEW:
      g_value_set_string (value, eo_diary_view_get_name (self->view));
      break;
    case PROP_AHEAD:
      g_value_set_int (value, (int) self->ahead);
      break;
    case PROP_HIDE_PRIVATE:
      g_value_set_boolean (value, self->data == NULL || eo_diary_data_get_hide_private (self->data));
      break;
    case PROP_SIDE_BY_SIDE:
      g_value_set_boolean (value, self->side_by_side);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_diary_board_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (object);
  EoDiaryView view;

  switch (property_id)
    {
    case PROP_COMPACT:
      set_compact (self, g_value_get_boolean (value));
      break;
    case PROP_VIEW:
      if (eo_diary_view_find (g_value_get_string (value), &view))
        eo_diary_board_set_view (self, view);
      break;
    case PROP_AHEAD:
      self->ahead = (guint) g_value_get_int (value);
      eo_diary_board_set_view (self, EO_DIARY_AHEAD);
      break;
    case PROP_HIDE_PRIVATE:
      eo_diary_data_set_hide_private (self->data, g_value_get_boolean (value));
      break;
    case PROP_SIDE_BY_SIDE:
      self->side_by_side = g_value_get_boolean (value);
      _eo_diary_board_reload (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_diary_board_dispose (GObject *object)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->menu_of, eo_occurrence_unref);
  g_clear_pointer (&self->opened, eo_occurrence_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_DIARY_BOARD);
  g_clear_object (&self->settings);
  g_clear_object (&self->data);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_diary_board_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/sections/diary/diary-board.ui");
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, box);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, header);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, title);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, new_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, plus_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, today_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, view_switch);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, view_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, find_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, side_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, print_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, board_menu);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, band);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, find_entry);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, category);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, only_clashes);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, views);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, rule);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryBoard, side);
  _eo_diary_board_bind_head (widget_class);
}

static void
install_signals (void)
{
  eo_diary_board_signals[EO_BOARD_OPEN] = g_signal_new ("open", EO_TYPE_DIARY_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  eo_diary_board_signals[EO_BOARD_NEW_RECORD] = g_signal_new ("new-record", EO_TYPE_DIARY_BOARD, G_SIGNAL_RUN_LAST, 0,
                                                              NULL, NULL, NULL, G_TYPE_NONE, 1, EO_TYPE_RECORD);
  eo_diary_board_signals[EO_BOARD_OPEN_RECORD] = g_signal_new ("open-record", EO_TYPE_DIARY_BOARD, G_SIGNAL_RUN_LAST, 0,
                                                               NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                                               G_TYPE_INT64);
  eo_diary_board_signals[EO_BOARD_TOAST] = g_signal_new ("toast", EO_TYPE_DIARY_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  eo_diary_board_signals[EO_BOARD_UNDOABLE] = g_signal_new ("undoable", EO_TYPE_DIARY_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                                            NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
}

static void
eo_diary_board_class_init (EoDiaryBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = eo_diary_board_get_property;
  object_class->set_property = eo_diary_board_set_property;
  object_class->dispose = eo_diary_board_dispose;
  widget_class->measure = eo_diary_board_measure;
  widget_class->size_allocate = eo_diary_board_size_allocate;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->grab_focus = eo_diary_board_grab_focus;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, writable);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "work-week", writable);
  properties[PROP_AHEAD] = g_param_spec_int ("ahead", NULL, NULL, 1, 366, 30, writable);
  properties[PROP_HIDE_PRIVATE] = g_param_spec_boolean ("hide-private", NULL, NULL, TRUE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDE_BY_SIDE] = g_param_spec_boolean ("side-by-side", NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals ();

  bind_template (widget_class);
  _eo_diary_board_install_actions (widget_class);
  _eo_diary_board_install_acts (widget_class);
  _eo_diary_board_install_exchange (widget_class);
}

static void
eo_diary_board_init (EoDiaryBoard *self)
{
  self->view = EO_DIARY_WORK_WEEK;
  self->ahead = 30;
  self->agenda_days = EO_DIARY_AGENDA_DAYS;
  gtk_widget_init_template (GTK_WIDGET (self));
  _eo_diary_board_build_head (self);
}

static GtkWidget *
wrap (GtkWidget  *child,
      const char *class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), child);
  gtk_widget_add_css_class (box, class);

  return box;
}

static void
build_side (EoDiaryBoard *self)
{
  GtkWidget *requests = eo_request_list_new (self->store);
  GtkWidget *diaries = wrap (eo_diary_list_new (self->data), "side-part");

  self->sync_status = eo_sync_status_new (self->store);
  gtk_box_append (GTK_BOX (diaries), self->sync_status);
  self->mini = EO_MINI_MONTH (eo_mini_month_new ());
  eo_mini_month_set_data (self->mini, self->data);
  g_signal_connect_object (self->mini, "go-to", G_CALLBACK (on_go_to), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (requests, "open-request", G_CALLBACK (on_open_request), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (requests, TRUE);
  gtk_box_append (GTK_BOX (self->side), wrap (GTK_WIDGET (self->mini), "side-part"));
  gtk_box_append (GTK_BOX (self->side), diaries);
  gtk_box_append (GTK_BOX (self->side), requests);
}

static void
build_views (EoDiaryBoard *self)
{
  _eo_diary_board_build_grid (self);
  self->agenda = EO_AGENDA (eo_agenda_new (self->data));
  self->month = EO_MONTH_VIEW (eo_month_view_new (self->data));
  gtk_stack_add_child (self->views, GTK_WIDGET (self->agenda));
  gtk_stack_add_child (self->views, GTK_WIDGET (self->month));
  g_signal_connect_object (self->grid, "activate-block", G_CALLBACK (_eo_diary_board_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "open-day", G_CALLBACK (on_open_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agenda, "activate-block", G_CALLBACK (_eo_diary_board_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agenda, "more", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->month, "activate-block", G_CALLBACK (_eo_diary_board_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->month, "open-day", G_CALLBACK (on_open_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->month, "select-day", G_CALLBACK (on_select_day), self, G_CONNECT_SWAPPED);
}

/* Public functions */

GtkWidget *
eo_diary_board_new (EoStore *store)
{
  EoDiaryBoard *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_DIARY_BOARD, NULL);
  self->store = g_object_ref (store);
  self->data = eo_diary_data_new (store);
  self->date = eo_diary_data_get_today (self->data);
  build_side (self);
  build_views (self);
  _eo_diary_board_connect_acts (self);
  eo_button_names_mend (GTK_WIDGET (self));
  g_signal_connect_object (self->data, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->data, "diaries", G_CALLBACK (on_diaries), self, G_CONNECT_SWAPPED);
  _eo_diary_board_arrange (self);
  _eo_diary_board_reload (self);

  return GTK_WIDGET (self);
}

void
eo_diary_board_set_settings (EoDiaryBoard *self,
                             GSettings    *settings)
{
  g_auto (GStrv) hidden = NULL;

  g_return_if_fail (EO_IS_DIARY_BOARD (self) && G_IS_SETTINGS (settings));

  hidden = g_settings_get_strv (settings, "hidden-diaries");
  eo_diary_data_set_hidden (self->data, (const char *const *) hidden);
  g_set_object (&self->settings, settings);
  g_settings_bind (settings, "diary-view", self, "view", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "diary-side-by-side", self, "side-by-side", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "diary-hide-private", self, "hide-private", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "diary-hour", self->grid, "px-per-hour", G_SETTINGS_BIND_DEFAULT);
}

EoDiaryView
eo_diary_board_get_view (EoDiaryBoard *self)
{
  g_return_val_if_fail (EO_IS_DIARY_BOARD (self), EO_DIARY_DAY);

  return self->view;
}

void
eo_diary_board_set_view (EoDiaryBoard *self,
                         EoDiaryView   view)
{
  g_return_if_fail (EO_IS_DIARY_BOARD (self) && view < EO_DIARY_N_VIEWS);

  if (self->view != view)
    {
      self->view = view;
      self->agenda_days = EO_DIARY_AGENDA_DAYS;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
    }
  _eo_diary_board_reload (self);
}

EoDate
eo_diary_board_get_date (EoDiaryBoard *self)
{
  g_return_val_if_fail (EO_IS_DIARY_BOARD (self), (EoDate) { "" });

  return self->date;
}

void
eo_diary_board_go_to (EoDiaryBoard *self,
                      const EoDate *date)
{
  g_return_if_fail (EO_IS_DIARY_BOARD (self) && date != NULL && date->iso[0] != '\0');

  self->date = *date;
  self->scroll_to = *date;
  self->agenda_days = EO_DIARY_AGENDA_DAYS;
  _eo_diary_board_reload (self);
}

EoRecord *
eo_diary_board_make_preset (EoDiaryBoard *self)
{
  EoAppointment *preset;
  EoDiary *diary;
  EoLocalTime now;
  int minute = USUAL_START;

  g_return_val_if_fail (EO_IS_DIARY_BOARD (self), NULL);

  preset = EO_APPOINTMENT (eo_record_new (&eo_appointment_kind));
  diary = eo_diary_data_get_main (self->data);
  now = eo_local_time_from_unix (g_get_real_time () / G_USEC_PER_SEC, eo_diary_data_get_zone (self->data));
  /* Today, the next full hour; another day, when it begins. */
  if (strncmp (now.iso, self->date.iso, 10) == 0)
    minute = MIN (eo_local_time_get_minute (&now) / 60 + 1, 23) * 60;
  else if (diary != NULL && strlen (diary->day_starts) == 5)
    minute = atoi (diary->day_starts) * 60 + atoi (diary->day_starts + 3);
  preset->starts = eo_local_time_new (&self->date, minute);
  preset->ends = eo_local_time_add_minutes (&preset->starts, 60);
  if (diary != NULL)
    eo_record_set_link (EO_RECORD (preset), eo_kind_find_field (&eo_appointment_kind, "diary"), EO_RECORD (diary)->id,
                        diary->name);

  return EO_RECORD (preset);
}

/* Of a series the one on the day that is looked at, or any that is in sight. */
static EoOccurrence *
find_shown (EoDiaryBoard *self,
            gint64        appointment)
{
  GPtrArray *all = eo_diary_data_get_occurrences (self->data);

  for (guint i = 0; i < all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (all, i);
      EoDate day = eo_diary_data_first_day (self->data, one);

      if (one->appointment == appointment && g_str_equal (day.iso, self->date.iso))
        return one;
    }
  return eo_diary_data_find (self->data, appointment, NULL);
}

void
eo_diary_board_show (EoDiaryBoard *self,
                     gint64        appointment)
{
  EoOccurrence *occurrence;
  g_autoptr (EoRecord) record = NULL;

  g_return_if_fail (EO_IS_DIARY_BOARD (self));

  self->select = appointment;
  record = eo_store_get (self->store, &eo_appointment_kind, appointment, NULL);
  occurrence = find_shown (self, appointment);
  /* Of a series, the one that is shown already. */
  if (record != NULL && EO_APPOINTMENT (record)->span == EO_SPAN_SERIES && occurrence != NULL)
    self->date = eo_diary_data_first_day (self->data, occurrence);
  else if (record != NULL && EO_APPOINTMENT (record)->starts.iso[0] != '\0')
    self->date = eo_local_time_get_date (&EO_APPOINTMENT (record)->starts);
  _eo_diary_board_reload (self);
}

gint64
eo_diary_board_get_beside (EoDiaryBoard *self,
                           gint64        appointment,
                           int           by)
{
  GPtrArray *all;

  g_return_val_if_fail (EO_IS_DIARY_BOARD (self), 0);

  all = eo_diary_data_get_occurrences (self->data);
  for (guint i = 0; i < all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (all, i);
      int next = (int) i + by;

      if (one->appointment == appointment && next >= 0 && next < (int) all->len)
        return ((EoOccurrence *) g_ptr_array_index (all, next))->appointment;
    }

  return 0;
}

void
eo_diary_board_find (EoDiaryBoard *self)
{
  g_return_if_fail (EO_IS_DIARY_BOARD (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->find_button), TRUE);
  gtk_widget_grab_focus (self->find_entry);
}
