/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../store/store-fixture.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-diary-page.h"

/* One of a series, opened in the diary. */

static gboolean
has_text (GtkWidget  *widget,
          const char *begins)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                   && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), begins);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found; child = gtk_widget_get_next_sibling (child))
    found = has_text (child, begins);
  return found;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
                     && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static EoOccurrence *
find (EoDiaryBoard *board,
      const char   *title)
{
  GPtrArray *all = eo_diary_data_get_occurrences (board->data);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((EoOccurrence *) g_ptr_array_index (all, i))->title, title))
      return g_ptr_array_index (all, i);
  return NULL;
}

#define ONE "Change _Only Wed 23 Sep…"
#define TOLD "This meeting repeats. Every week on Wednesday."

/* Who opens one of a series is told that all of it is open, and changes only that one at a button. */
static void
test_one (Office        *office,
          gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) forum = office_add (office, "appointment", "subject", "Forum", "diary", "The MEC", "starts",
                                           "2026-09-25T14:30", NULL);
  g_autoptr (EoRecord) council = office_add (office, "appointment", "subject", "Executive Council", "diary", "The MEC", "starts",
                                             "2026-09-02T08:00", "repeats", "FREQ=WEEKLY", NULL);
  EoDate day = { "2026-09-22" };
  GtkWidget *page = eo_diary_page_new (office->store);
  EoDiaryBoard *board = EO_DIARY_BOARD (eo_diary_page_get_board (EO_DIARY_PAGE (page)));
  GtkWidget *window = ui_present (page, 1440, 900);
  GtkWidget *button;

  eo_diary_board_go_to (board, &day);
  ui_wait_for (find (board, "Executive Council") != NULL && find (board, "Forum") != NULL);
  g_signal_emit_by_name (board->grid, "activate-block", find (board, "Executive Council"));
  ui_wait_for (has_text (page, TOLD));
  ui_wait_for ((button = find_button (page, ONE)) != NULL);
  ui_wait (300);
  ui_picture (window, "diary-one-of-series");
  gtk_widget_grab_focus (button);
  g_assert_true (gtk_widget_activate (button));
  ui_wait_for (!has_text (page, "This meeting repeats") && has_text (page, "Begins"));
  g_assert_null (find_button (page, ONE));
  ui_picture (window, "diary-only-this-one");
  eo_section_page_close_record (EO_SECTION_PAGE (page));

  /* Opened from elsewhere, it is the series, and there is no one to be meant. */
  ui_wait_for (find (board, "Forum") != NULL);
  g_signal_emit_by_name (board->grid, "activate-block", find (board, "Forum"));
  ui_wait_for (has_text (page, "Begins"));
  g_assert_null (find_button (page, ONE));
  g_assert_false (has_text (page, "This meeting repeats"));
  eo_section_page_open (EO_SECTION_PAGE (page), council->id);
  ui_wait_for (has_text (page, TOLD));
  g_assert_null (find_button (page, ONE));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/diary-series/one", test_one);

  return g_test_run ();
}
