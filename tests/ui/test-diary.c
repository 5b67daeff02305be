/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../sections/diary-fixture.h"
#include "desk/form/eo-record-form.h"
#include "sections/diary/view/eo-agenda-row.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-diary-page.h"
#include "sections/diary/view/eo-time-grid-private.h"
#include "store/eo-undo.h"
#include "ui-fixture.h"

/* The diary's page with a week of two principals. */

typedef struct
{
  GtkWidget    *page;
  GtkWidget    *window;
  EoDiaryBoard *board;
  guint         n_loaded;
  char         *told;
  EoUndo       *undo;
} Desk;

static void
on_loaded (EoDiaryData *data,
           Desk        *desk)
{
  desk->n_loaded++;
}

static void
on_undoable (GtkWidget  *page,
             const char *text,
             EoUndo     *undo,
             Desk       *desk)
{
  g_free (desk->told);
  desk->told = g_strdup (text);
  g_clear_pointer (&desk->undo, eo_undo_unref);
  desk->undo = eo_undo_ref (undo);
}

static void
fill (Office *office)
{
  static const struct { const char *subject, *diary, *starts, *ends, *field, *value; } week[] = {
    { "Infrastructure cluster", "The MEC", "2026-09-21T09:00", "2026-09-21T11:00", "place", "Boardroom 3" },
    { "Budget steering", "The MEC", "2026-09-22T14:00", "2026-09-22T15:00", "place", "Boardroom 1" },
    { "Premier: depots", "The MEC", "2026-09-22T14:30", "2026-09-22T15:30", "attendance", "yes" },
    { "Bid adjudication", "The HOD", "2026-09-22T09:30", "2026-09-22T10:30", "place", "Southern Life" },
    { "Dentist", "The MEC", "2026-09-23T13:00", "2026-09-23T14:00", "private", "true" },
    { "Forum", "The MEC", "2026-09-25T14:30", "2026-09-25T16:00", "place", "Ndwedwe hall" },
    { "Director-General forum", "The HOD", "2026-09-24", "2026-09-25", "all-day", "true" },
  };

  g_object_unref (office_add (office, "diary", "name", "The MEC", "tag", "MEC", NULL));
  g_object_unref (office_add (office, "diary", "name", "The HOD", "tag", "HOD", "colour", "green", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (week); i++)
    g_object_unref (office_add (office, "appointment", "subject", week[i].subject, "diary", week[i].diary, "starts",
                                week[i].starts, "ends", week[i].ends, week[i].field, week[i].value, NULL));
  g_object_unref (office_add (office, "appointment", "subject", "Executive Council", "diary", "The MEC", "starts",
                              "2026-09-02T08:00", "ends", "2026-09-02T12:00", "repeats", "FREQ=WEEKLY", NULL));
  g_object_unref (office_add (office, "request", "subject", "Women in Construction: keynote", "diary", "The MEC", "contact",
                              "Ms L. Pillay", "wanted", "2026-10-07T10:00 2026-10-08T10:00", "minutes", "45", "asked-on",
                              "2026-09-14", "answer-by", "2026-09-17", NULL));
}

static void
desk_open (Desk   *desk,
           Office *office,
           int     width,
           int     height)
{
  EoDate day = { "2026-09-22" };

  *desk = (Desk) { .page = eo_diary_page_new (office->store) };
  desk->board = EO_DIARY_BOARD (eo_diary_page_get_board (EO_DIARY_PAGE (desk->page)));
  g_signal_connect (desk->board->data, "loaded", G_CALLBACK (on_loaded), desk);
  g_signal_connect (desk->page, "undoable", G_CALLBACK (on_undoable), desk);
  desk->window = ui_present (desk->page, width, height);
  eo_diary_board_go_to (desk->board, &day);
  ui_wait_for (g_str_equal (eo_diary_data_get_first (desk->board->data).iso, "2026-09-21")
               || eo_diary_data_get_diaries (desk->board->data)->len == 0);
  ui_settle ();
}

static void
desk_close (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  ui_settle ();
  g_free (desk->told);
  g_clear_pointer (&desk->undo, eo_undo_unref);
}

static void
show_view (Desk        *desk,
           EoDiaryView  view)
{
  guint before = desk->n_loaded;

  eo_diary_board_set_view (desk->board, view);
  ui_wait_for (desk->n_loaded > before);
  ui_wait (80);
}

/* What is said of the first line, day or heading that begins with @begins. */
static const char *
find_text (GtkWidget  *widget,
           const char *begins)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), begins))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *found = find_text (child, begins);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_text (GtkWidget  *widget,
            const char *text)
{
  guint n = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
            && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_text (child, text);
  return n;
}

#define assert_says(desk, begins, wanted) g_assert_cmpstr (find_text ((desk)->page, begins), ==, wanted)

static void
test_views (Office        *office,
            gconstpointer  data)
{
  static const struct { EoDiaryView view; const char *title; } views[] = {
    { EO_DIARY_DAY, "Tuesday, 22 September 2026" },        { EO_DIARY_WORK_WEEK, "21 – 25 September 2026" },
    { EO_DIARY_WEEK, "21 – 27 September 2026" },           { EO_DIARY_MONTH, "September 2026" },
    { EO_DIARY_AGENDA, "22 September – 5 October 2026" },  { EO_DIARY_AHEAD, "22 September – 21 October 2026" },
  };
  static const int sizes[][2] = { { 1440, 900 }, { 1280, 800 }, { 900, 700 } };
  Desk desk;

  fill (office);
  for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
    {
      desk_open (&desk, office, sizes[size][0], sizes[size][1]);
      for (guint i = 0; i < G_N_ELEMENTS (views); i++)
        {
          g_autofree char *picture = g_strdup_printf ("diary-%s-%d", eo_diary_view_get_name (views[i].view), sizes[size][0]);

          show_view (&desk, views[i].view);
          g_assert_cmpstr (adw_window_title_get_title (desk.board->title), ==, views[i].title);
          ui_picture (desk.window, picture);
        }
      /* Below 940 the side pane is folded away, and comes by its button. */
      g_assert_true (gtk_widget_get_visible (desk.board->side) == (sizes[size][0] > 940));
      g_assert_true (gtk_widget_get_visible (desk.board->side_button) == (sizes[size][0] < 940));
      desk_close (&desk);
    }
}

/* Text twice as large, and dark: nothing is wider than the window. */
static void
test_large (Office        *office,
            gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;
  Desk desk;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  fill (office);
  g_object_set (settings, "gtk-xft-dpi", 192 * 1024, NULL);
  desk_open (&desk, office, 1440, 900);
  for (int view = EO_DIARY_WORK_WEEK; view < EO_DIARY_N_VIEWS; view++)
    {
      g_autofree char *picture = g_strdup_printf ("diary-large-%s", eo_diary_view_get_name (view));

      show_view (&desk, view);
      ui_picture (desk.window, picture);
      g_assert_cmpint (gtk_widget_get_width (desk.window), <=, 1440);
    }
  desk_close (&desk);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);

  ui_dark (TRUE);
  desk_open (&desk, office, 1440, 900);
  show_view (&desk, EO_DIARY_WORK_WEEK);
  ui_picture (desk.window, "diary-dark-work-week");
  show_view (&desk, EO_DIARY_AHEAD);
  ui_picture (desk.window, "diary-dark-ahead");
  desk_close (&desk);
  ui_dark (FALSE);
}

static void
test_words (Office        *office,
            gconstpointer  data)
{
  Desk desk;

  fill (office);
  desk_open (&desk, office, 1440, 900);
  assert_says (&desk, "Women in", "Women in Construction: keynote");
  assert_says (&desk, "Ms L. Pillay", "Ms L. Pillay · 7 Oct or 8 Oct, 45 min");
  ui_wait_for (find_text (desk.page, "1 open") != NULL);
  /* The Executive Council sits on one of the two days; on the other there is something later on. */
  ui_wait_for (find_text (desk.page, "1 time fits, 1 clashes") != NULL);
  g_object_unref (office_add (office, "appointment", "subject", "Lekgotla", "diary", "The MEC", "starts", "2026-10-08T09:00",
                              "ends", "2026-10-08T16:00", NULL));
  ui_wait_for (find_text (desk.page, "All times clash") != NULL);

  show_view (&desk, EO_DIARY_AGENDA);
  assert_says (&desk, "Tuesday, 22", "Tuesday, 22 September 2026");
  assert_says (&desk, "3 app", "3 appointments · 2 in clashes · 2 to be confirmed");
  assert_says (&desk, "Clash with Premier", "Clash with Premier: depots · Attendance to be confirmed");
  assert_says (&desk, "Dentist", NULL);
  assert_says (&desk, "Busy", "Busy");
  assert_says (&desk, "Heritage", NULL);
  assert_says (&desk, "Thursday, 24", "Thursday, 24 September 2026, Heritage Day");
  gtk_widget_activate_action (GTK_WIDGET (desk.board), "diary.hide-private", NULL);
  ui_wait_for (find_text (desk.page, "Dentist") != NULL);

  show_view (&desk, EO_DIARY_AHEAD);
  assert_says (&desk, "Week 39", "Week 39, 21 – 27 September 2026");
  g_assert_nonnull (find_text (desk.page, "Tue 22"));

  show_view (&desk, EO_DIARY_MONTH);
  assert_says (&desk, "Heritage", "Heritage Day");
  desk_close (&desk);
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static const char *
get_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
           ? gtk_widget_get_tooltip_text (widget) : NULL;
}

static guint
count_class (GtkWidget  *widget,
             const char *class)
{
  guint n = gtk_widget_get_mapped (widget) && gtk_widget_has_css_class (widget, class);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_class (child, class);
  return n;
}

static GtkWidget *
find_class (GtkWidget  *widget,
            const char *class)
{
  GtkWidget *found = gtk_widget_get_mapped (widget) && gtk_widget_has_css_class (widget, class) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_class (child, class);
  return found;
}

/* Holidays, and days on which the House or the council sits, in each view. */
static void
test_days (Office        *office,
           gconstpointer  data)
{
  static const char *const sittings[][2] = {
    { "2026-09-22", "House sits" }, { "2026-09-23", "House sits" }, { "2026-09-24", "Debate on heritage" },
  };
  Desk desk;
  GtkWidget *chip;

  fill (office);
  for (guint i = 0; i < G_N_ELEMENTS (sittings); i++)
    g_object_unref (office_add (office, "special_day", "date", sittings[i][0], "title", sittings[i][1], "working", "sitting",
                                NULL));
  desk_open (&desk, office, 1440, 900);

  /* A sitting of two days is one bar. */
  ui_wait_for (count_class (GTK_WIDGET (desk.board->grid), "sitting") == 2);
  g_assert_cmpuint (count_class (GTK_WIDGET (desk.board->grid), "holiday"), ==, 1);
  chip = find_class (GTK_WIDGET (desk.board->grid), "sitting");
  ui_wait_for (gtk_widget_get_width (chip) > gtk_widget_get_width (GTK_WIDGET (desk.board->grid)) / 4);
  g_assert_cmpuint (count_class (GTK_WIDGET (desk.board->mini), "sitting"), ==, 3);
  g_assert_cmpstr (get_name (find_class (GTK_WIDGET (desk.board->mini), "sitting")), ==, "House sits");
  g_assert_cmpstr (get_name (find_class (GTK_WIDGET (desk.board->mini), "holiday")), ==, "Heritage Day, Debate on heritage");
  ui_picture (desk.window, "diary-days-grid");

  show_view (&desk, EO_DIARY_MONTH);
  g_assert_cmpuint (count_class (GTK_WIDGET (desk.board->month), "sitting"), ==, 3);
  assert_says (&desk, "House", "House sits");
  assert_says (&desk, "Debate", "Debate on heritage");
  ui_picture (desk.window, "diary-days-month");

  /* That something clashes is not hidden with what has no room. */
  desk_close (&desk);
  desk_open (&desk, office, 1440, 480);
  show_view (&desk, EO_DIARY_MONTH);
  ui_wait_for (find_text (desk.page, "▲ +2 more") != NULL);

  show_view (&desk, EO_DIARY_AGENDA);
  assert_says (&desk, "Tuesday, 22", "Tuesday, 22 September 2026, House sits");
  assert_says (&desk, "Thursday, 24", "Thursday, 24 September 2026, Heritage Day, Debate on heritage");
  assert_says (&desk, "House", NULL);

  show_view (&desk, EO_DIARY_AHEAD);
  assert_says (&desk, "House", "House sits");
  assert_says (&desk, "Heritage", "Heritage Day");
  assert_says (&desk, "Sitting day", "Sitting day");
  assert_says (&desk, "Not a working", "Not a working day");
  /* The day is named once: at its first line. */
  g_assert_cmpuint (count_text (desk.page, "Thu 24"), ==, 1);
  ui_picture (desk.window, "diary-days-ahead");
  desk_close (&desk);
}

static void
on_open_record (GtkWidget  *page,
                const char *kind,
                gint64      id,
                Desk       *desk)
{
  g_free (desk->told);
  desk->told = g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, id);
}

static EoRecord *
add_letter (Office     *office,
            const char *subject,
            const char *due,
            const char *classification)
{
  return office_add (office, "letter", "direction", "incoming", "subject", subject, "received-on", "2026-09-01", "reply-due",
                     due, "classification", classification, NULL);
}

/* Replies that are due stand above the days, and in the lists; they open the letter, and are no appointments. */
static void
test_due (Office        *office,
          gconstpointer  data)
{
  Desk desk;
  GtkWidget *chip;
  g_autoptr (EoRecord) road = NULL;
  g_autofree char *opened = NULL;

  fill (office);
  road = add_letter (office, "Road at Ndwedwe", "2026-09-22", "open");
  g_object_unref (add_letter (office, "Secret thing", "2026-09-23", "confidential"));
  for (guint i = 0; i < 30; i++)
    g_object_unref (add_letter (office, "Petition", "2026-09-25", "open"));
  g_object_unref (add_letter (office, "Next week", "2026-09-28", "open"));
  opened = g_strdup_printf ("letter %" G_GINT64_FORMAT, road->id);
  desk_open (&desk, office, 1440, 900);
  g_signal_connect (desk.page, "open-record", G_CALLBACK (on_open_record), &desk);

  /* Today is later than all of these. */
  ui_wait_for (count_class (GTK_WIDGET (desk.board->grid), "late") == 3);
  assert_says (&desk, "Reply overdue: IN/2026/00001", "Reply overdue: IN/2026/00001");
  assert_says (&desk, "30 replies", "30 replies overdue");
  assert_says (&desk, "Next week", NULL);
  chip = find_class (GTK_WIDGET (desk.board->grid), "late");
  g_assert_cmpstr (get_name (chip), ==, "Reply overdue: IN/2026/00001, Road at Ndwedwe");
  gtk_widget_activate (chip);
  ui_wait_for (g_strcmp0 (desk.told, opened) == 0);
  g_assert_cmpuint (eo_diary_data_get_occurrences (desk.board->data)->len, ==, 8);
  g_assert_cmpuint (g_hash_table_size (eo_diary_data_get_clashes (desk.board->data)), ==, 2);
  ui_picture (desk.window, "diary-due-grid");

  /* By the keyboard: below the name of its day. */
  eo_time_grid_focus_slot (desk.board->grid, &(EoGridSpot) { 1, 0, 480, 510 });
  eo_time_grid_go (desk.board->grid, EO_GRID_GO_UP);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == chip);
  eo_time_grid_go (desk.board->grid, EO_GRID_GO_UP);
  g_assert_true (gtk_widget_has_css_class (gtk_root_get_focus (GTK_ROOT (desk.window)), "dayhead"));

  show_view (&desk, EO_DIARY_AGENDA);
  assert_says (&desk, "Reply overdue: IN/2026/00001", "Reply overdue: IN/2026/00001, Road at Ndwedwe");
  assert_says (&desk, "Reply overdue: IN/2026/00002", "Reply overdue: IN/2026/00002");
  g_assert_null (find_text (desk.page, "Reply overdue: IN/2026/00002, "));
  assert_says (&desk, "25 more", "25 more replies, see Correspondence");
  g_clear_pointer (&desk.told, g_free);
  g_signal_emit_by_name (find_type (GTK_WIDGET (desk.board->agenda), GTK_TYPE_LIST_VIEW), "activate", 1);
  g_assert_cmpstr (desk.told, ==, opened);
  ui_picture (desk.window, "diary-due-agenda");

  /* What is answered is gone; so is what is not looked for. */
  eo_store_delete_async (office->store, eo_kind_lookup ("letter"), road->id, FALSE, NULL, NULL, NULL);
  ui_wait_for (find_text (desk.page, "Reply overdue: IN/2026/00001") == NULL);
  g_assert_nonnull (find_text (desk.page, "Reply overdue: IN/2026/00002"));
  eo_diary_board_find (desk.board);
  gtk_editable_set_text (GTK_EDITABLE (desk.board->find_entry), "Forum");
  ui_wait_for (find_text (desk.page, "Reply overdue: IN/2026/00002") == NULL);
  desk_close (&desk);
}

static guint
count (Desk *desk)
{
  return eo_diary_data_get_occurrences (desk->board->data)->len;
}

static void
test_filter (Office        *office,
             gconstpointer  data)
{
  Desk desk;
  g_auto (GStrv) hidden = NULL;

  fill (office);
  desk_open (&desk, office, 1440, 900);
  g_assert_cmpuint (count (&desk), ==, 8);
  eo_diary_board_find (desk.board);
  gtk_editable_set_text (GTK_EDITABLE (desk.board->find_entry), "BOARDROOM");
  ui_wait_for (count (&desk) == 2);
  /* What is private is not found by what it is. */
  gtk_editable_set_text (GTK_EDITABLE (desk.board->find_entry), "dentist");
  ui_wait_for (count (&desk) == 0);
  gtk_toggle_button_set_active (desk.board->only_clashes, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (desk.board->find_entry), "");
  ui_wait_for (count (&desk) == 2);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (desk.board->find_button), FALSE);
  ui_wait_for (count (&desk) == 8);

  /* A diary that is not shown. */
  eo_diary_data_set_shown (desk.board->data, EO_RECORD (g_ptr_array_index (eo_diary_data_get_diaries (desk.board->data), 1))->id,
                           FALSE);
  ui_wait_for (count (&desk) == 6);
  hidden = eo_diary_data_get_hidden (desk.board->data);
  g_assert_cmpuint (g_strv_length (hidden), ==, 1);
  assert_says (&desk, "Off", "Off");
  desk_close (&desk);
}

/* What a desk is set to is found again. */
static void
test_settings (Office        *office,
               gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.example.ExecOffice");
  Desk desk;

  fill (office);
  g_settings_reset (settings, "diary-hide-private");
  for (guint i = 0; i < 2; i++)
    {
      desk_open (&desk, office, 1440, 900);
      eo_diary_page_set_settings (EO_DIARY_PAGE (desk.page), settings);
      g_assert_true (eo_diary_data_get_hide_private (desk.board->data) == (i == 0));
      if (i == 0)
        gtk_widget_activate_action (GTK_WIDGET (desk.board), "diary.hide-private", NULL);
      desk_close (&desk);
    }
  g_settings_reset (settings, "diary-hide-private");
}

/* What others change is seen; what goes on while one navigates is dropped. */
static void
test_changes (Office        *office,
              gconstpointer  data)
{
  Desk desk;
  EoDate day = { "2026-09-22" };

  fill (office);
  desk_open (&desk, office, 1440, 900);
  g_object_unref (office_add (office, "appointment", "subject", "Caucus", "diary", "The MEC", "starts", "2026-09-24T12:00",
                              "ends", "2026-09-24T13:00", NULL));
  ui_wait_for (count (&desk) == 9);
  for (int i = 1; i <= 20; i++)
    {
      EoDate next = eo_date_add_days (&day, i * 7);

      eo_diary_board_go_to (desk.board, &next);
    }
  ui_wait_for (g_str_equal (eo_diary_data_get_first (desk.board->data).iso, "2027-02-08"));
  g_assert_cmpuint (count (&desk), ==, 1); /* what repeats */
  desk_close (&desk);
}

static void
test_record (Office        *office,
             gconstpointer  data)
{
  Desk desk;
  EoOccurrence *forum = NULL;
  g_autoptr (EoRecord) lekgotla = NULL;
  gboolean open, crowded;

  fill (office);
  desk_open (&desk, office, 1440, 900);
  for (guint i = 0; i < count (&desk); i++)
    {
      EoOccurrence *one = g_ptr_array_index (eo_diary_data_get_occurrences (desk.board->data), i);

      forum = g_str_equal (one->title, "Forum") ? one : forum;
    }
  g_signal_emit_by_name (desk.board->grid, "activate-block", forum);
  g_object_get (desk.page, "record-open", &open, "crowded", &crowded, NULL);
  g_assert_true (open && crowded);
  g_assert_cmpint (eo_section_page_get_open (EO_SECTION_PAGE (desk.page)), !=, 0);
  ui_wait_for (eo_diary_data_get_n_days (desk.board->data) == 1);
  g_assert_cmpstr (eo_diary_data_get_first (desk.board->data).iso, ==, "2026-09-25");
  ui_wait (300);
  ui_picture (desk.window, "diary-record");
  eo_section_page_close_record (EO_SECTION_PAGE (desk.page));
  ui_wait_for (eo_diary_data_get_n_days (desk.board->data) == 5);
  g_object_get (desk.page, "record-open", &open, "crowded", &crowded, NULL);
  g_assert_true (!open && crowded);

  /* A new one is of the day that is looked at. */
  eo_section_page_new_record (EO_SECTION_PAGE (desk.page), NULL, 0);
  ui_wait_for (find_text (desk.page, "Begins") != NULL);
  eo_section_page_close_record (EO_SECTION_PAGE (desk.page));

  /* One that a search opens comes up with its day, whatever was looked at. */
  lekgotla = office_add (office, "appointment", "subject", "Lekgotla", "diary", "The MEC", "starts", "2027-02-15",
                         "ends", "2027-02-16", "all-day", "true", NULL);
  eo_section_page_open (EO_SECTION_PAGE (desk.page), lekgotla->id);
  ui_wait_for (g_str_equal (eo_diary_data_get_first (desk.board->data).iso, "2027-02-15"));
  desk_close (&desk);
}

static EoOccurrence *
find (Desk       *desk,
      const char *title)
{
  GPtrArray *all = eo_diary_data_get_occurrences (desk->board->data);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((EoOccurrence *) g_ptr_array_index (all, i))->title, title))
      return g_ptr_array_index (all, i);
  return NULL;
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  eo_store_undo_finish (EO_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_move (Office        *office,
           gconstpointer  data)
{
  Desk desk;
  gint64 before;

  fill (office);
  desk_open (&desk, office, 1440, 900);
  before = find (&desk, "Forum")->starts;
  g_signal_emit_by_name (desk.board->grid, "move-block", find (&desk, "Forum"), before + 900, before + 900 + 5400);
  ui_wait_for (desk.told != NULL);
  g_assert_cmpstr (desk.told, ==, "“Forum” is on Fri 25 Sep, 14:45–16:15 now");
  ui_wait_for (find (&desk, "Forum")->starts == before + 900);
  eo_store_undo_async (office->store, desk.undo, NULL, on_undone, NULL);
  ui_wait_for (find (&desk, "Forum")->starts == before);

  g_clear_pointer (&desk.told, g_free);
  g_signal_emit_by_name (desk.board->grid, "delete-block", find (&desk, "Forum"));
  ui_wait_for (desk.told != NULL && find (&desk, "Forum") == NULL);
  desk_close (&desk);
}

static char *
say_forum (Desk *desk)
{
  EoOccurrence *forum = find (desk, "Forum");

  return forum != NULL ? eo_occurrence_format_times (forum, "Africa/Johannesburg") : NULL;
}

#define assert_forum(desk, wanted)                 \
  G_STMT_START                                     \
    {                                              \
      g_autofree char *_said = say_forum (desk);   \
                                                   \
      g_assert_cmpstr (_said, ==, wanted);         \
    }                                              \
  G_STMT_END

static void
on_act (EoStore    *store,
        const char *kind,
        gint64      id,
        guint      *n)
{
  *n += g_str_equal (kind, "appointment");
}

/* As it is saved, whatever is shown. */
static gboolean
is_stored (Office     *office,
           gint64      appointment,
           const char *starts)
{
  g_autoptr (EoRecord) record = eo_store_get (office->store, &eo_appointment_kind, appointment, NULL);

  return g_str_equal (EO_APPOINTMENT (record)->starts.iso, starts);
}

/* A key that comes while the one before it is being saved goes on from where that brought it. */
static void
test_fast_keys (Office        *office,
                gconstpointer  data)
{
  Desk desk;
  gint64 id;
  guint n_told = 0, expected;

  fill (office);
  desk_open (&desk, office, 1440, 900);
  assert_forum (&desk, "Fri 25 Sep, 14:30–16:00");
  id = find (&desk, "Forum")->appointment;
  g_signal_connect (office->store, "changed", G_CALLBACK (on_act), &n_told);

  /* The grid collects keys, and tells when no more come: twice, and the second time nothing was told to be written yet. */
  for (int i = 0; i < 2; i++)
    {
      EoOccurrence *forum = find (&desk, "Forum");

      eo_time_grid_update (desk.board->grid);
      eo_time_grid_focus_block (desk.board->grid, eo_time_grid_find_block (desk.board->grid, forum->appointment, ""));
      g_signal_emit_by_name (desk.board->grid, "move-block",
                             eo_block_get_occurrence (eo_time_grid_get_block (desk.board->grid)),
                             eo_block_get_occurrence (eo_time_grid_get_block (desk.board->grid))->starts + 900,
                             eo_block_get_occurrence (eo_time_grid_get_block (desk.board->grid))->ends + 900);
    }
  g_assert_cmpuint (n_told, ==, 0);
  assert_forum (&desk, "Fri 25 Sep, 15:00–16:30");
  ui_wait_for (is_stored (office, id, "2026-09-25T15:00"));
  ui_wait (300);
  assert_forum (&desk, "Fri 25 Sep, 15:00–16:30");

  /* In the agenda each key is a move; the focus goes with what is moved, past its neighbour, too. */
  g_object_unref (office_add (office, "appointment", "subject", "Neighbour", "diary", "The MEC", "starts", "2026-09-25T15:10",
                              "ends", "2026-09-25T15:20", NULL));
  ui_wait_for (find (&desk, "Neighbour") != NULL);
  show_view (&desk, EO_DIARY_AGENDA);
  g_assert_true (eo_agenda_select (desk.board->agenda, find (&desk, "Forum")->appointment, NULL));
  for (int i = 0; i < 2; i++)
    g_signal_emit_by_name (desk.board->agenda, "shift-block", eo_agenda_get_selected (desk.board->agenda), (gint64) 15);
  g_assert_cmpstr (eo_agenda_get_selected (desk.board->agenda)->title, ==, "Forum");
  assert_forum (&desk, "Fri 25 Sep, 15:30–17:00");
  ui_wait_for (is_stored (office, id, "2026-09-25T15:30"));
  ui_wait (300);
  assert_forum (&desk, "Fri 25 Sep, 15:30–17:00");
  g_assert_cmpstr (eo_agenda_get_selected (desk.board->agenda)->title, ==, "Forum");

  /* What could not be written is not shown for long. */
  expected = eo_diary_data_expect (desk.board->data, find (&desk, "Forum"), find (&desk, "Forum")->diary, 0, 900);
  g_assert_cmpint (find (&desk, "Forum")->starts, ==, 0);
  eo_diary_data_settle (desk.board->data, expected);
  ui_wait (300);
  assert_forum (&desk, "Fri 25 Sep, 15:30–17:00");
  desk_close (&desk);
}

/* From one diary to the other that stands beside it, at another time; all of it is taken back at once. */
static void
test_give (Office        *office,
           gconstpointer  data)
{
  Desk desk;
  gint64 mec, hod, starts;
  EoOccurrence *forum;
  GtkWidget *body;
  graphene_rect_t area;
  double x, y, scale;
  int day_x, width;

  fill (office);
  desk_open (&desk, office, 1440, 900);
  g_object_set (desk.board, "side-by-side", TRUE, NULL);
  ui_wait (300);
  /* A column is narrow: its head is the tag, of the first diary, too. */
  g_assert_cmpuint (count_text (GTK_WIDGET (desk.board->grid), "MEC"), ==, 5);
  forum = find (&desk, "Forum");
  starts = forum->starts;
  mec = forum->diary;
  hod = find (&desk, "Bid adjudication")->diary;
  body = GTK_WIDGET (desk.board->grid->body);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (eo_time_grid_find_block (desk.board->grid, forum->appointment, "")),
                                            body, &area));
  x = area.origin.x + area.size.width / 2;
  y = area.origin.y + area.size.height / 2;
  scale = eo_grid_body_get_scale (desk.board->grid->body);
  eo_grid_get_area (body, gtk_widget_get_width (body), 5, 4, &day_x, &width);

  eo_time_grid_begin_drag (desk.board->grid, body, x, y);
  eo_time_grid_update_drag (desk.board->grid, day_x + width * .75, y + 60 * scale, FALSE);
  g_assert_cmpstr (eo_grid_body_get_ghost (desk.board->grid->body), ==, "Fri 25 Sep, 15:30 to 17:00, The HOD");
  eo_time_grid_end_drag (desk.board->grid);
  ui_wait_for (desk.told != NULL);
  g_assert_cmpstr (desk.told, ==, "“Forum” is in the diary of The HOD now, Fri 25 Sep, 15:30–17:00. It clashes with “Director-General forum”.");
  ui_wait (300);
  g_assert_cmpint (find (&desk, "Forum")->diary, ==, hod);
  g_assert_cmpint (find (&desk, "Forum")->starts, ==, starts + 3600);
  ui_picture (desk.window, "diary-given");
  eo_store_undo_async (office->store, desk.undo, NULL, on_undone, NULL);
  ui_wait_for (find (&desk, "Forum")->diary == mec);
  g_assert_cmpint (find (&desk, "Forum")->starts, ==, starts);
  ui_wait (300);

  /* Within its own column it is only moved. */
  g_clear_pointer (&desk.told, g_free);
  eo_time_grid_begin_drag (desk.board->grid, body, x, y);
  eo_time_grid_update_drag (desk.board->grid, x, y + 60 * scale, FALSE);
  eo_time_grid_end_drag (desk.board->grid);
  ui_wait_for (desk.told != NULL);
  g_assert_cmpint (find (&desk, "Forum")->diary, ==, mec);
  desk_close (&desk);
}

static void
test_empty (Office        *office,
            gconstpointer  data)
{
  Desk desk;
  EoDate today = eo_date_today ();

  desk_open (&desk, office, 1280, 800);
  ui_wait_for (find_text (desk.page, "No diary yet") != NULL);
  ui_picture (desk.window, "diary-empty");
  g_object_unref (office_add (office, "diary", "name", "The MEC", NULL));
  ui_wait_for (find_text (desk.page, "No diary yet") == NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (desk.board->grid)));

  /* The list says so, with today in it and without. */
  show_view (&desk, EO_DIARY_AGENDA);
  ui_wait_for (find_text (desk.page, "Nothing stands in the diary") != NULL);
  eo_diary_board_go_to (desk.board, &today);
  ui_wait_for (g_str_equal (eo_diary_data_get_first (desk.board->data).iso, today.iso));
  ui_wait_for (find_text (desk.page, "Nothing stands in the diary") != NULL);
  desk_close (&desk);
}

/* What is offered follows from the day it begins on. */
static void
test_repeats (Office        *office,
              gconstpointer  data)
{
  static const struct { guint choice; const char *label; const char *rule; } cases[] = {
    { 3, "Every week on Tuesday", "FREQ=WEEKLY" },
    { 6, "Every month on fourth Tuesday", "FREQ=MONTHLY;BYDAY=4TU" },
    { 0, "Never", "" },
  };
  GtkWidget *form, *window, *row, *drop;
  EoRecord *edited;

  fill (office);
  form = eo_record_form_new_for_kind (office->store, &eo_appointment_kind);
  window = ui_present (form, 400, 700);
  {
    g_autoptr (EoRecord) one = eo_store_find (office->store, &eo_appointment_kind, "Budget steering", NULL);

    eo_record_form_set_record (EO_RECORD_FORM (form), one);
  }
  edited = eo_record_form_get_edited (EO_RECORD_FORM (form));
  row = eo_record_form_get_row (EO_RECORD_FORM (form), "repeats");
  drop = find_type (row, GTK_TYPE_DROP_DOWN);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GListModel *labels = gtk_drop_down_get_model (GTK_DROP_DOWN (drop));

      g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (labels), cases[i].choice), ==, cases[i].label);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), cases[i].choice);
      g_assert_cmpstr (EO_APPOINTMENT (edited)->repeats, ==, cases[i].rule);
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 3);
  gtk_editable_set_text (GTK_EDITABLE (find_type (row, GTK_TYPE_ENTRY)), "30 Nov 2026");
  g_assert_cmpstr (EO_APPOINTMENT (edited)->repeats, ==, "FREQ=WEEKLY;UNTIL=20261130T235900");
  g_assert_cmpuint (eo_record_form_check (EO_RECORD_FORM (form))->len, ==, 0);
  ui_picture (window, "diary-form");
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/diary/page/views", test_views);
  office_test ("/diary/page/large", test_large);
  office_test ("/diary/page/words", test_words);
  office_test ("/diary/page/days", test_days);
  office_test ("/diary/page/due", test_due);
  office_test ("/diary/page/filter", test_filter);
  office_test ("/diary/page/settings", test_settings);
  office_test ("/diary/page/changes", test_changes);
  office_test ("/diary/page/record", test_record);
  office_test ("/diary/page/move", test_move);
  office_test ("/diary/page/fast-keys", test_fast_keys);
  office_test ("/diary/page/give", test_give);
  office_test ("/diary/page/empty", test_empty);
  office_test ("/diary/page/repeats", test_repeats);

  return g_test_run ();
}
