/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-diary-span.h"
#include "sections/diary/view/eo-diary-words.h"
#include "sections/diary/view/eo-mini-month.h"

#define N_WEEKS 6
#define N_CELLS (N_WEEKS * 7)

struct _EoMiniMonth
{
  GtkWidget    parent_instance;

  EoDiaryData *data;
  GtkWidget   *box;
  GtkLabel    *title;
  GtkGrid     *grid;
  GtkWidget   *weeks[N_WEEKS];
  GtkWidget   *cells[N_CELLS];
  EoDate       first;    /* shown elsewhere */
  guint        n_days;
  EoDate       cursor;   /* the one that Tab comes to, in the month shown */
};

static guint go_to_signal;

G_DEFINE_FINAL_TYPE (EoMiniMonth, eo_mini_month, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static EoDate
get_day (EoMiniMonth *self,
         guint        index)
{
  EoDate first = eo_diary_view_get_first (EO_DIARY_MONTH, &self->cursor);

  return eo_date_add_days (&first, (int) index);
}

static gboolean
is_shown (EoMiniMonth  *self,
          const EoDate *day)
{
  int after = self->n_days > 0 && day->iso[0] != '\0' ? eo_date_diff (day, &self->first) : -1;

  return after >= 0 && after < (int) self->n_days;
}

static void
show_day (EoMiniMonth  *self,
          guint         index,
          const EoDate *today)
{
  GtkWidget *cell = self->cells[index];
  EoDate day = get_day (self, index);
  EoDate before = eo_date_add_days (&day, -1);
  EoDate after = eo_date_add_days (&day, 1);
  gboolean shown = is_shown (self, &day);
  g_autoptr (GArray) notes = NULL;
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  int year, month, of_month;

  gtk_widget_set_visible (cell, day.iso[0] != '\0');
  if (!eo_date_get_ymd (&day, &year, &month, &of_month))
    return;
  notes = eo_diary_data_get_notes (self->data, &day);
  words = eo_diary_words_notes (self->data, &day);
  number = g_strdup_printf ("%d", of_month);
  name = eo_diary_words_day (self->data, &day);
  gtk_button_set_label (GTK_BUTTON (cell), number);
  gtk_widget_set_tooltip_text (cell, *words != '\0' ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  set_class (cell, "today", g_str_equal (day.iso, today->iso));
  set_class (cell, "holiday", eo_day_notes_have (notes, EO_DAY_NOTE_HOLIDAY));
  set_class (cell, "sitting", eo_day_notes_have (notes, EO_DAY_NOTE_SITTING));
  set_class (cell, "outside", strncmp (day.iso, self->cursor.iso, 7) != 0);
  set_class (cell, "shown", shown);
  set_class (cell, "begins", shown && (index % 7 == 0 || !is_shown (self, &before)));
  set_class (cell, "ends", shown && (index % 7 == 6 || !is_shown (self, &after)));
  gtk_widget_set_focusable (cell, g_str_equal (day.iso, self->cursor.iso));
}

static void
show_month (EoMiniMonth *self)
{
  EoDate today;
  g_autofree char *title = NULL;
  int year, month, of_month;

  if (self->data == NULL || !eo_date_get_ymd (&self->cursor, &year, &month, &of_month))
    return;
  today = eo_diary_data_get_today (self->data);
  title = g_strdup_printf ("%s %d", eo_date_month_name (month), year);
  gtk_label_set_text (self->title, title);
  for (guint week = 0; week < N_WEEKS; week++)
    {
      EoDate monday = get_day (self, week * 7);
      g_autofree char *number = monday.iso[0] != '\0' ? g_strdup_printf ("%d", eo_diary_week_number (&monday))
                                                      : g_strdup ("");

      gtk_label_set_text (GTK_LABEL (self->weeks[week]), number);
    }
  for (guint i = 0; i < N_CELLS; i++)
    show_day (self, i, &today);
}

static void
set_cursor (EoMiniMonth  *self,
            const EoDate *day)
{
  if (day->iso[0] == '\0')
    return;
  self->cursor = *day;
  show_month (self);
}

static void
focus_cursor (EoMiniMonth *self)
{
  for (guint i = 0; i < N_CELLS; i++)
    {
      EoDate day = get_day (self, i);

      if (g_str_equal (day.iso, self->cursor.iso))
        gtk_widget_grab_focus (self->cells[i]);
    }
}

static void
turn (EoMiniMonth *self,
      int          by)
{
  EoDate day = eo_diary_view_step (EO_DIARY_MONTH, &self->cursor, by, 0);

  set_cursor (self, &day);
}

static void
on_before (EoMiniMonth *self)
{
  turn (self, -1);
}

static void
on_after (EoMiniMonth *self)
{
  turn (self, 1);
}

static void
on_clicked (EoMiniMonth *self,
            GtkWidget   *cell)
{
  for (guint i = 0; i < N_CELLS; i++)
    if (self->cells[i] == cell)
      {
        EoDate day = get_day (self, i);

        self->cursor = day;
        g_signal_emit (self, go_to_signal, 0, day.iso);
        return;
      }
}

static gboolean
on_key (EoMiniMonth     *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  EoDate day;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      day = eo_date_add_days (&self->cursor, -1);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      day = eo_date_add_days (&self->cursor, 1);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      day = eo_date_add_days (&self->cursor, -7);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      day = eo_date_add_days (&self->cursor, 7);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      day = eo_diary_view_step (EO_DIARY_MONTH, &self->cursor, -1, 0);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      day = eo_diary_view_step (EO_DIARY_MONTH, &self->cursor, 1, 0);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  set_cursor (self, &day);
  focus_cursor (self);

  return GDK_EVENT_STOP;
}

static GtkWidget *
make_arrow (EoMiniMonth *self,
            const char  *icon,
            const char  *name,
            GCallback    clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);

  return button;
}

static GtkWidget *
make_label (const char *text,
            const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, class);

  return label;
}

static void
make_cells (EoMiniMonth *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_grid_attach (self->grid, make_label (_("Wk"), "week"), 0, 0, 1, 1);
  for (int day = 0; day < 7; day++)
    {
      g_autofree char *letter = g_utf8_substring (eo_date_short_weekday (day + 1), 0, 1);

      gtk_grid_attach (self->grid, make_label (letter, "weekday"), day + 1, 0, 1, 1);
    }
  for (int i = 0; i < N_CELLS; i++)
    {
      if (i % 7 == 0)
        {
          self->weeks[i / 7] = make_label ("", "week");
          gtk_grid_attach (self->grid, self->weeks[i / 7], 0, i / 7 + 1, 1, 1);
        }
      self->cells[i] = gtk_button_new_with_label ("");
      gtk_widget_add_css_class (self->cells[i], "flat");
      g_signal_connect_swapped (self->cells[i], "clicked", G_CALLBACK (on_clicked), self);
      gtk_grid_attach (self->grid, self->cells[i], i % 7 + 1, i / 7 + 1, 1, 1);
    }
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
}

static void
eo_mini_month_dispose (GObject *object)
{
  EoMiniMonth *self = EO_MINI_MONTH (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (eo_mini_month_parent_class)->dispose (object);
}

static void
eo_mini_month_class_init (EoMiniMonthClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_mini_month_dispose;
  go_to_signal = g_signal_new ("go-to", EO_TYPE_MINI_MONTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "minimonth");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_mini_month_init (EoMiniMonth *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->cursor = eo_date_today ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->title = GTK_LABEL (make_label ("", "heading"));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->grid), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), make_arrow (self, "go-previous-symbolic", _("Month before"), G_CALLBACK (on_before)));
  gtk_box_append (GTK_BOX (head), make_arrow (self, "go-next-symbolic", _("Month after"), G_CALLBACK (on_after)));
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->grid));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Month"), -1);
  make_cells (self);
}

/* Public functions */

GtkWidget *
eo_mini_month_new (void)
{
  return g_object_new (EO_TYPE_MINI_MONTH, NULL);
}

void
eo_mini_month_set_data (EoMiniMonth *self,
                        EoDiaryData *data)
{
  g_return_if_fail (EO_IS_MINI_MONTH (self) && EO_IS_DIARY_DATA (data));

  g_set_object (&self->data, data);
  /* Holidays and sittings may be others. */
  g_signal_connect_object (data, "loaded", G_CALLBACK (show_month), self, G_CONNECT_SWAPPED);
  show_month (self);
}

void
eo_mini_month_set_days (EoMiniMonth  *self,
                        const EoDate *first,
                        guint         n_days,
                        const EoDate *date)
{
  g_return_if_fail (EO_IS_MINI_MONTH (self) && first != NULL && date != NULL);

  self->first = *first;
  self->n_days = n_days;
  set_cursor (self, date);
}
