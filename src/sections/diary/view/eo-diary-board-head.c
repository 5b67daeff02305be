/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-fit.h"
#include "desk/eo-menu.h"
#include "sections/diary/view/eo-diary-board-private.h"

/* From these widths of the board (px) each has room. */
#define WIDE_SWITCH 1180
#define WIDE_NEW 800
#define WIDE_TODAY 660
#define WIDE_SIDE 940
#define WIDE_PRINT 1200
#define SIDE_WIDTH 284

/* As many as there are in EoDiaryView. */
static const struct
{
  const char *tooltip; /* N_(): with its key */
} hints[EO_DIARY_N_VIEWS] = {
  [EO_DIARY_DAY] = { N_("Day (D)") },
  [EO_DIARY_WORK_WEEK] = { N_("Work week (K)") },
  [EO_DIARY_WEEK] = { N_("Week (W)") },
  [EO_DIARY_MONTH] = { N_("Month (M)") },
  [EO_DIARY_AGENDA] = { N_("Agenda (A)") },
  [EO_DIARY_AHEAD] = { N_("Look-ahead (L)") },
};

static double
get_room (EoDiaryBoard *self,
          int           width)
{
  return width / eo_fit_get_text_scale (GTK_WIDGET (self));
}

/* Which of them are there: one bit each. */
static guint
what_fits (EoDiaryBoard *self,
           int           width)
{
  double room = get_room (self, width);

  return (room >= WIDE_SWITCH ? 1 : 0) | (room >= WIDE_NEW ? 2 : 0) | (room >= WIDE_TODAY ? 4 : 0)
         | (room >= WIDE_SIDE ? 8 : 0) | (room >= WIDE_PRINT ? 16 : 0);
}

gboolean
_eo_diary_board_needs_arranging (EoDiaryBoard *self,
                                 int           width)
{
  return self->width == 0 || what_fits (self, width) != what_fits (self, self->width);
}

void
_eo_diary_board_arrange (EoDiaryBoard *self)
{
  guint fits = self->width > 0 ? what_fits (self, self->width) : ~0u;
  gboolean none = eo_diary_data_get_diaries (self->data)->len == 0;
  gboolean beside = (fits & 8) != 0 && !self->compact;
  gboolean folded = !beside && !self->compact && !none;
  gboolean unfolded = folded && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->side_button));

  gtk_widget_set_visible (self->new_button, (fits & 2) != 0 && !self->compact && !none);
  gtk_widget_set_visible (self->plus_button, ((fits & 2) == 0 || self->compact) && !none);
  gtk_widget_set_visible (self->today_button, (fits & 4) != 0 && !self->compact);
  gtk_widget_set_visible (self->view_switch, (fits & 1) != 0 && !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->view_button), (fits & 1) == 0 && !self->compact);
  gtk_widget_set_visible (self->find_button, !self->compact && !none);
  gtk_widget_set_visible (self->side_button, folded);
  gtk_widget_set_visible (self->print_button, (fits & 16) != 0 && !self->compact && !none);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !self->compact);
  gtk_widget_set_visible (self->band, !self->compact && !none
                                      && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->find_button)));
  adw_header_bar_set_show_end_title_buttons (self->header, !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->views), !unfolded);
  gtk_widget_set_visible (self->rule, beside);
  gtk_widget_set_visible (self->side, beside || unfolded);
  gtk_widget_set_hexpand (self->side, unfolded);
  gtk_widget_set_size_request (self->side, beside ? (int) (SIDE_WIDTH * eo_fit_get_text_scale (GTK_WIDGET (self))) : -1,
                               -1);
}

void
_eo_diary_board_say (EoDiaryBoard *self)
{
  EoDiaryView shown = _eo_diary_board_get_shown (self);
  guint days = shown == EO_DIARY_AGENDA ? self->agenda_days : eo_diary_view_get_days (shown, &self->date, self->ahead);
  EoDate first = eo_diary_view_get_first (shown, &self->date);
  g_autofree char *title = eo_diary_view_title (shown, &self->date, self->ahead);
  g_autofree char *subtitle = eo_diary_view_subtitle (shown, &self->date, self->ahead);

  /* Beside a record the days themselves say which they are. */
  adw_window_title_set_title (self->title, self->compact ? "" : title);
  adw_window_title_set_subtitle (self->title, self->compact ? "" : subtitle);
  gtk_menu_button_set_label (self->view_button, eo_diary_view_get_label (self->view));
  eo_mini_month_set_days (self->mini, &first, days, &self->date);
}

/* Filter */

static void
on_filter_changed (EoDiaryBoard *self)
{
  EoDiaryFilter filter = {
    (char *) gtk_editable_get_text (GTK_EDITABLE (self->find_entry)),
    (int) gtk_drop_down_get_selected (self->category) - 1, /* the first one is all of them */
    gtk_toggle_button_get_active (self->only_clashes),
  };

  if (self->data != NULL && gtk_drop_down_get_model (self->category) != NULL)
    eo_diary_data_set_filter (self->data, &filter);
}

static void
on_find_toggled (EoDiaryBoard *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->find_button));

  if (!active)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
      gtk_drop_down_set_selected (self->category, 0);
      gtk_toggle_button_set_active (self->only_clashes, FALSE);
      on_filter_changed (self);
    }
  _eo_diary_board_arrange (self);
  if (active)
    gtk_widget_grab_focus (self->find_entry);
}

static void
on_stop_search (EoDiaryBoard *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->find_button), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
_eo_diary_board_bind_head (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_find_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback_full (widget_class, "arrange", G_CALLBACK (_eo_diary_board_arrange));
}

static void
fill_categories (EoDiaryBoard *self)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (eo_appointment_category_get_type ());
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All Categories"));
  for (guint i = 0; i < G_ENUM_CLASS (class)->n_values; i++)
    gtk_string_list_append (names, eo_choice_label (eo_appointment_category_get_type (), (int) i));
  gtk_drop_down_set_model (self->category, G_LIST_MODEL (names));
  g_object_unref (names);
}

void
_eo_diary_board_build_head (EoDiaryBoard *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < EO_DIARY_N_VIEWS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (eo_diary_view_get_label (i));
      g_autoptr (GMenuItem) item = g_menu_item_new (eo_diary_view_get_label (i), NULL);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "diary.view");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", eo_diary_view_get_name (i));
      gtk_widget_set_tooltip_text (button, _(hints[i].tooltip));
      gtk_box_append (GTK_BOX (self->view_switch), button);
      g_menu_item_set_action_and_target (item, "diary.view", "s", eo_diary_view_get_name (i));
      g_menu_append_item (menu, item);
    }
  eo_menu_attach (self->view_button, G_MENU_MODEL (menu));
  eo_menu_attach (self->menu_button, self->board_menu);
  fill_categories (self);
}
