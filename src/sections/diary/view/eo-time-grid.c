/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-fit.h"
#include "sections/diary/view/eo-time-grid-private.h"

enum { PROP_0, PROP_ZONE, PROP_PX_PER_HOUR, PROP_SIDE_BY_SIDE, PROP_HIDE_PRIVATE, PROP_EDITABLE, N_PROPS };
static GParamSpec *props[N_PROPS];
guint eo_time_grid_signals[EO_GRID_N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoTimeGrid, eo_time_grid, GTK_TYPE_WIDGET)

static gboolean
on_minute (gpointer user_data)
{
  EoTimeGrid *self = user_data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  eo_time_grid_show_now (self, now);
  self->now_source = g_timeout_add_seconds ((guint) (60 - now % 60), on_minute, self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_query_tooltip (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    by_keyboard,
                  GtkTooltip *tooltip,
                  EoTimeGrid *self)
{
  GtkWidget *picked = by_keyboard || self->drag.moved ? NULL : gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  GtkWidget *block = picked != NULL ? gtk_widget_get_ancestor (picked, EO_TYPE_BLOCK) : NULL;
  graphene_rect_t bounds;

  if (block == NULL || !gtk_widget_compute_bounds (block, widget, &bounds))
    return FALSE;
  gtk_tooltip_set_text (tooltip, eo_block_get_tip (EO_BLOCK (block)));
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                       (int) bounds.size.width, (int) bounds.size.height });
  return TRUE;
}

static void
on_open (EoGridHead *head,
         guint       index,
         EoTimeGrid *self)
{
  EoDate day = eo_grid_model_get_day (&self->model, index);

  g_signal_emit (self, eo_time_grid_signals[EO_GRID_OPEN_DAY], 0, day.iso);
}

static void
on_activate (EoAllDayStrip *strip,
             gpointer       occurrence,
             EoTimeGrid    *self)
{
  g_signal_emit (self, eo_time_grid_signals[EO_GRID_ACTIVATE_BLOCK], 0, occurrence);
}

/* However it came there: by key, click or a screen reader. */
static void
on_focus_widget (GtkRoot    *root,
                 GParamSpec *pspec,
                 EoTimeGrid *self)
{
  EoBlock *block;

  if (!eo_time_grid_has_focus (self))
    return;
  if (self->shift.occurrence != NULL)
    eo_time_grid_finish_shift (self);
  block = eo_time_grid_get_block (self);
  if (gtk_root_get_focus (root) != eo_grid_body_get_slot (self->body))
    eo_grid_body_set_slot (self->body, NULL, NULL);
  g_signal_emit (self, eo_time_grid_signals[EO_GRID_SELECT_BLOCK], 0,
                 block != NULL ? eo_block_get_occurrence (block) : NULL);
}

/* Where it is to be scrolled is told before the body gets its place, so that nothing is drawn elsewhere first. */
static void
scroll (EoTimeGrid *self,
        int         height)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double scale = eo_grid_body_get_scale (self->body), whole = ceil (EO_DAY_MINUTES * scale) + 1;

  if (self->wanted_minute < 0 || height <= 0)
    return;
  self->first_minute = self->wanted_minute;
  gtk_adjustment_configure (adjustment, CLAMP (self->wanted_minute * scale, 0, MAX (whole - height, 0)), 0,
                            MAX (whole, height), height * .1, height * .9, height);
  self->wanted_minute = -1;
}

static void
eo_time_grid_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  EoTimeGrid *self = EO_TIME_GRID (widget);
  int least, wanted;

  gtk_widget_measure (self->top, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->scroller, orientation, -1, &least, &wanted, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum += least;
      *natural += wanted;
      return;
    }
  *minimum = MAX (*minimum, least);
  *natural = MAX (*natural, wanted);
}

static void
eo_time_grid_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  EoTimeGrid *self = EO_TIME_GRID (widget);
  int top;

  gtk_widget_measure (self->top, GTK_ORIENTATION_VERTICAL, -1, &top, NULL, NULL, NULL);
  scroll (self, height - top);
  eo_fit_place (self->scroller, 0, top, width, height - top);
  /* Beside a scrollbar that takes room, the days above keep to those below. */
  eo_fit_place (self->top, 0, 0, MAX (gtk_widget_get_width (GTK_WIDGET (self->body)), 1), top);
}

static gboolean
eo_time_grid_focus (GtkWidget        *widget,
                    GtkDirectionType  direction)
{
  EoTimeGrid *self = EO_TIME_GRID (widget);

  /* One stop: inside, arrows go on. */
  if (eo_time_grid_has_focus (self))
    return FALSE;
  eo_time_grid_update (self);
  eo_time_grid_focus_cursor (self);
  return eo_time_grid_has_focus (self);
}

static gboolean
eo_time_grid_grab_focus (GtkWidget *widget)
{
  EoTimeGrid *self = EO_TIME_GRID (widget);

  eo_time_grid_update (self);
  eo_time_grid_focus_cursor (self);
  return eo_time_grid_has_focus (self);
}

static void
eo_time_grid_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (eo_time_grid_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (on_focus_widget), widget, 0);
}

static void
eo_time_grid_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_focus_widget, widget);
  GTK_WIDGET_CLASS (eo_time_grid_parent_class)->unroot (widget);
}

static void
eo_time_grid_map (GtkWidget *widget)
{
  EoTimeGrid *self = EO_TIME_GRID (widget);

  GTK_WIDGET_CLASS (eo_time_grid_parent_class)->map (widget);
  if (!self->is_fixed)
    on_minute (self);
}

static void
eo_time_grid_unmap (GtkWidget *widget)
{
  EoTimeGrid *self = EO_TIME_GRID (widget);

  g_clear_handle_id (&self->now_source, g_source_remove);
  eo_time_grid_cancel_drag (self);
  eo_time_grid_finish_shift (self);
  GTK_WIDGET_CLASS (eo_time_grid_parent_class)->unmap (widget);
}

static void
set_zone (EoTimeGrid *self,
          const char *zone)
{
  GTimeZone *found;

  if (!eo_str_set (&self->zone, zone))
    return;
  found = self->zone[0] != '\0' ? g_time_zone_new_identifier (self->zone) : NULL;
  g_time_zone_unref (self->model.zone);
  self->model.zone = found != NULL ? found : g_time_zone_new_local ();
  eo_time_grid_queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZONE]);
}

/* Where the whole day is seen, nobody scrolled to where it is. */
static void
on_scrolled (GtkAdjustment *adjustment,
             EoTimeGrid    *self)
{
  if (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) > 1)
    self->first_minute = gtk_adjustment_get_value (adjustment) / eo_grid_body_get_scale (self->body);
}

/* What is seen first stays there. */
static void
set_hour (EoTimeGrid *self,
          int         pixels)
{
  if (pixels == self->hour)
    return;
  if (self->wanted_minute < 0)
    self->wanted_minute = self->first_minute;
  self->hour = pixels;
  eo_grid_body_set_hour (self->body, pixels);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PX_PER_HOUR]);
}

static void
set_switch (EoTimeGrid *self,
            gboolean   *field,
            gboolean    value,
            GParamSpec *pspec)
{
  if (*field == value)
    return;
  *field = value;
  eo_time_grid_queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
eo_time_grid_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  EoTimeGrid *self = EO_TIME_GRID (object);

  switch (prop_id)
    {
    case PROP_ZONE:
      g_value_set_string (value, self->zone);
      break;
    case PROP_PX_PER_HOUR:
      g_value_set_int (value, self->hour);
      break;
    case PROP_SIDE_BY_SIDE:
      g_value_set_boolean (value, self->model.side_by_side);
      break;
    case PROP_HIDE_PRIVATE:
      g_value_set_boolean (value, self->model.hide_private);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->is_editable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
eo_time_grid_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  EoTimeGrid *self = EO_TIME_GRID (object);

  switch (prop_id)
    {
    case PROP_ZONE:
      set_zone (self, g_value_get_string (value));
      break;
    case PROP_PX_PER_HOUR:
      set_hour (self, g_value_get_int (value));
      break;
    case PROP_SIDE_BY_SIDE:
      set_switch (self, &self->model.side_by_side, g_value_get_boolean (value), pspec);
      break;
    case PROP_HIDE_PRIVATE:
      set_switch (self, &self->model.hide_private, g_value_get_boolean (value), pspec);
      break;
    case PROP_EDITABLE:
      set_switch (self, &self->is_editable, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
eo_time_grid_dispose (GObject *object)
{
  EoTimeGrid *self = EO_TIME_GRID (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->now_source, g_source_remove);
  g_clear_handle_id (&self->shift.source, g_source_remove);
  g_clear_handle_id (&self->drag.scroll_source, g_source_remove);
  g_clear_pointer (&self->shift.occurrence, eo_occurrence_unref);
  g_clear_pointer (&self->drag.occurrence, eo_occurrence_unref);
  g_clear_pointer (&self->top, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (eo_time_grid_parent_class)->dispose (object);
}

static void
eo_time_grid_finalize (GObject *object)
{
  EoTimeGrid *self = EO_TIME_GRID (object);

  eo_grid_model_clear (&self->model);
  g_free (self->zone);

  G_OBJECT_CLASS (eo_time_grid_parent_class)->finalize (object);
}

static void
on_open_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  eo_time_grid_do (EO_TIME_GRID (widget), EO_GRID_DO_ACTIVATE);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_ZONE] = g_param_spec_string ("zone", NULL, NULL, "", flags);
  props[PROP_PX_PER_HOUR] = g_param_spec_int ("px-per-hour", NULL, NULL, EO_TIME_GRID_LEAST_HOUR, EO_TIME_GRID_MOST_HOUR,
                                              EO_TIME_GRID_USUAL_HOUR, flags);
  props[PROP_SIDE_BY_SIDE] = g_param_spec_boolean ("side-by-side", NULL, NULL, FALSE, flags);
  props[PROP_HIDE_PRIVATE] = g_param_spec_boolean ("hide-private", NULL, NULL, FALSE, flags);
  props[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
add_signal (guint       id,
            const char *name,
            guint       n_params,
            GType       first,
            GType       second,
            GType       third)
{
  eo_time_grid_signals[id] = g_signal_new (name, EO_TYPE_TIME_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                           n_params, first, second, third);
}

static void
install_signals (void)
{
  const GType none = G_TYPE_NONE;

  add_signal (EO_GRID_ACTIVATE_BLOCK, "activate-block", 1, G_TYPE_POINTER, none, none);
  add_signal (EO_GRID_MAKE, "make", 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_INT64);
  add_signal (EO_GRID_MAKE_ALL_DAY, "make-all-day", 3, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_STRING);
  eo_time_grid_signals[EO_GRID_GIVE_BLOCK] = g_signal_new ("give-block", EO_TYPE_TIME_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                           NULL, none, 4, G_TYPE_POINTER, G_TYPE_INT64, G_TYPE_INT64,
                                                           G_TYPE_INT64);
  add_signal (EO_GRID_MOVE_BLOCK, "move-block", 3, G_TYPE_POINTER, G_TYPE_INT64, G_TYPE_INT64);
  add_signal (EO_GRID_DELETE_BLOCK, "delete-block", 1, G_TYPE_POINTER, none, none);
  add_signal (EO_GRID_MENU_BLOCK, "menu-block", 3, G_TYPE_POINTER, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  add_signal (EO_GRID_SELECT_BLOCK, "select-block", 1, G_TYPE_POINTER, none, none);
  add_signal (EO_GRID_OPEN_DAY, "open-day", 1, G_TYPE_STRING, none, none);
  add_signal (EO_GRID_TURN, "turn", 1, G_TYPE_INT, none, none);
}

static void
eo_time_grid_class_init (EoTimeGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = eo_time_grid_get_property;
  object_class->set_property = eo_time_grid_set_property;
  object_class->dispose = eo_time_grid_dispose;
  object_class->finalize = eo_time_grid_finalize;
  widget_class->get_request_mode = eo_fit_get_request_mode;
  widget_class->measure = eo_time_grid_measure;
  widget_class->size_allocate = eo_time_grid_size_allocate;
  widget_class->focus = eo_time_grid_focus;
  widget_class->grab_focus = eo_time_grid_grab_focus;
  widget_class->root = eo_time_grid_root;
  widget_class->unroot = eo_time_grid_unroot;
  widget_class->map = eo_time_grid_map;
  widget_class->unmap = eo_time_grid_unmap;

  install_properties (object_class);
  install_signals ();

  gtk_widget_class_install_action (widget_class, "grid.open", NULL, on_open_action);

  gtk_widget_class_set_css_name (widget_class, "timegrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  eo_time_grid_install_keys (g_type_class_ref (EO_TYPE_GRID_BODY));
  eo_time_grid_install_keys (g_type_class_ref (EO_TYPE_GRID_HEAD));
  eo_time_grid_install_keys (g_type_class_ref (EO_TYPE_ALL_DAY_STRIP));
}

static void
eo_time_grid_init (EoTimeGrid *self)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  eo_grid_model_init (&self->model);
  self->zone = g_strdup ("");
  self->hour = EO_TIME_GRID_USUAL_HOUR;
  self->is_editable = TRUE;
  self->wanted_minute = -1;

  self->head = EO_GRID_HEAD (eo_grid_head_new ());
  self->strip = EO_ALL_DAY_STRIP (eo_all_day_strip_new ());
  self->top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->top, "gridtop");
  gtk_box_append (GTK_BOX (self->top), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (self->top), GTK_WIDGET (self->strip));
  gtk_widget_set_parent (self->top, GTK_WIDGET (self));
  g_signal_connect (self->head, "open", G_CALLBACK (on_open), self);
  g_signal_connect (self->strip, "activate", G_CALLBACK (on_activate), self);

  self->body = EO_GRID_BODY (eo_grid_body_new ());
  /* A block can be taller than what is seen: where the focus goes is shown by the grid itself. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->body));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  g_signal_connect (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed",
                    G_CALLBACK (on_scrolled), self);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *area = i == 0 ? GTK_WIDGET (self->body) : GTK_WIDGET (self->strip);

      gtk_widget_set_has_tooltip (area, TRUE);
      g_signal_connect (area, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
    }
  eo_time_grid_add_keys (self);
  eo_time_grid_add_gestures (self);
  eo_time_grid_queue_update (self);
}

GtkWidget *
eo_time_grid_new (void)
{
  return g_object_new (EO_TYPE_TIME_GRID, NULL);
}

void
eo_time_grid_set_days (EoTimeGrid   *self,
                       const EoDate *first,
                       guint         n_days)
{
  g_return_if_fail (EO_IS_TIME_GRID (self) && first != NULL && first->iso[0] != '\0' && n_days > 0);

  if (self->turning != 0 && strcmp (self->model.first.iso, first->iso) != 0)
    {
      self->entering = self->turning;
      self->turning = 0;
    }
  self->model.first = *first;
  self->model.n_days = n_days;
  eo_time_grid_queue_update (self);
}

EoDate
eo_time_grid_get_first (EoTimeGrid *self)
{
  g_return_val_if_fail (EO_IS_TIME_GRID (self), (EoDate) { "" });

  return self->model.first;
}

guint
eo_time_grid_get_n_days (EoTimeGrid *self)
{
  g_return_val_if_fail (EO_IS_TIME_GRID (self), 0);

  return self->model.n_days;
}

void
eo_time_grid_set_diaries (EoTimeGrid        *self,
                          const EoGridDiary *diaries,
                          guint              n)
{
  g_return_if_fail (EO_IS_TIME_GRID (self));

  eo_grid_model_set_diaries (&self->model, diaries, n);
  eo_time_grid_queue_update (self);
}

void
eo_time_grid_set_occurrences (EoTimeGrid *self,
                              GPtrArray  *occurrences,
                              GHashTable *clashes)
{
  g_return_if_fail (EO_IS_TIME_GRID (self) && occurrences != NULL);

  eo_grid_model_set_occurrences (&self->model, occurrences, clashes);
  eo_time_grid_queue_update (self);
}

void
eo_time_grid_set_notes (EoTimeGrid      *self,
                        const EoDayNote *notes,
                        guint            n)
{
  g_return_if_fail (EO_IS_TIME_GRID (self));

  eo_grid_model_set_notes (&self->model, notes, n);
  eo_time_grid_queue_update (self);
}

gboolean
eo_time_grid_select (EoTimeGrid *self,
                     gint64      appointment,
                     const char *original)
{
  EoBlock *block;

  g_return_val_if_fail (EO_IS_TIME_GRID (self) && original != NULL, FALSE);

  eo_time_grid_update (self);
  block = eo_time_grid_find_block (self, appointment, original);
  if (block == NULL)
    return FALSE;
  eo_time_grid_focus_block (self, block);
  return TRUE;
}

EoOccurrence *
eo_time_grid_get_selected (EoTimeGrid *self)
{
  EoBlock *block;

  g_return_val_if_fail (EO_IS_TIME_GRID (self), NULL);

  block = eo_time_grid_get_block (self);
  return block != NULL ? eo_block_get_occurrence (block) : NULL;
}

gboolean
eo_time_grid_get_free_time (EoTimeGrid *self,
                            gint64     *diary,
                            gint64     *starts,
                            gint64     *ends)
{
  const EoGridDiary *found;
  EoDate day;

  g_return_val_if_fail (EO_IS_TIME_GRID (self) && diary != NULL && starts != NULL && ends != NULL, FALSE);

  found = eo_time_grid_get_diary (self, self->cursor.section);
  if (!gtk_widget_get_visible (eo_grid_body_get_slot (self->body)) || found == NULL)
    return FALSE;
  day = eo_grid_model_get_day (&self->model, self->cursor.day);
  *diary = found->id;
  *starts = eo_day_moment (self->model.zone, &day, self->cursor.from);
  *ends = eo_day_moment (self->model.zone, &day, self->cursor.until);
  return TRUE;
}

void
eo_time_grid_scroll_to (EoTimeGrid *self,
                        int         minute)
{
  g_return_if_fail (EO_IS_TIME_GRID (self));

  self->has_scrolled = TRUE;
  self->wanted_minute = CLAMP (minute, 0, EO_DAY_MINUTES);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
