/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "grid-fixture.h"
#include "sections/diary/view/eo-time-grid-private.h"

/* The week of three principals: what it says, where the keys go, what a drag comes to. */

typedef struct
{
  GtkWidget  *window;
  EoTimeGrid *grid;
  GString    *told;   /* by its signals, one after the other */
} Fixture;

static void
tell (Fixture *fixture,
      char    *words)
{
  if (fixture->told->len > 0)
    g_string_append (fixture->told, "; ");
  g_string_append (fixture->told, words);
  g_free (words);
}

static char *
span_of (Fixture *fixture,
         gint64   starts,
         gint64   ends)
{
  return eo_time_grid_span_words (fixture->grid, starts, ends);
}

static void
on_activate (EoTimeGrid   *grid,
             EoOccurrence *occurrence,
             Fixture      *fixture)
{
  tell (fixture, g_strdup_printf ("open %s", occurrence->title));
}

static void
on_make (EoTimeGrid *grid,
         gint64      diary,
         gint64      starts,
         gint64      ends,
         Fixture    *fixture)
{
  g_autofree char *span = span_of (fixture, starts, ends);

  tell (fixture, g_strdup_printf ("make %d %s", (int) diary, span));
}

static void
on_make_all_day (EoTimeGrid *grid,
                 gint64      diary,
                 const char *first,
                 const char *last,
                 Fixture    *fixture)
{
  tell (fixture, g_strdup_printf ("make %d %s to %s", (int) diary, first, last));
}

static void
on_move (EoTimeGrid   *grid,
         EoOccurrence *occurrence,
         gint64        starts,
         gint64        ends,
         Fixture      *fixture)
{
  g_autofree char *span = span_of (fixture, starts, ends);

  tell (fixture, g_strdup_printf ("move %s to %s", occurrence->title, span));
}

static void
on_delete (EoTimeGrid   *grid,
           EoOccurrence *occurrence,
           Fixture      *fixture)
{
  tell (fixture, g_strdup_printf ("delete %s", occurrence->title));
}

static void
on_menu (EoTimeGrid   *grid,
         EoOccurrence *occurrence,
         double        x,
         double        y,
         Fixture      *fixture)
{
  g_assert_true (gtk_widget_contains (GTK_WIDGET (grid), x, y));
  tell (fixture, g_strdup_printf ("menu of %s", occurrence != NULL ? occurrence->title : "free time"));
}

static void
on_open_day (EoTimeGrid *grid,
             const char *day,
             Fixture    *fixture)
{
  tell (fixture, g_strdup_printf ("day %s", day));
}

static void
show_week (Fixture *fixture,
           int      week)
{
  g_autoptr (GPtrArray) all = grid_occurrences (week);
  g_autoptr (GHashTable) clashes = eo_clash_find (all);
  EoDate first = eo_date_add_days (&(EoDate) { "2026-09-21" }, week * 7);

  eo_time_grid_set_days (fixture->grid, &first, 5);
  eo_time_grid_set_occurrences (fixture->grid, all, clashes);
}

static void
on_turn (EoTimeGrid *grid,
         int         step,
         Fixture    *fixture)
{
  tell (fixture, g_strdup_printf ("turn %d", step));
  show_week (fixture, step);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const struct { const char *name; GCallback callback; } signals[] = {
    { "activate-block", G_CALLBACK (on_activate) }, { "make", G_CALLBACK (on_make) },
    { "make-all-day", G_CALLBACK (on_make_all_day) }, { "move-block", G_CALLBACK (on_move) },
    { "delete-block", G_CALLBACK (on_delete) }, { "menu-block", G_CALLBACK (on_menu) },
    { "open-day", G_CALLBACK (on_open_day) }, { "turn", G_CALLBACK (on_turn) },
  };

  fixture->told = g_string_new (NULL);
  fixture->grid = EO_TIME_GRID (eo_time_grid_new ());
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect (fixture->grid, signals[i].name, signals[i].callback, fixture);
  g_object_set (fixture->grid, "zone", GRID_ZONE, "hide-private", TRUE, NULL);
  eo_time_grid_set_now (fixture->grid, GRID_NOW);
  eo_time_grid_set_diaries (fixture->grid, grid_diaries, G_N_ELEMENTS (grid_diaries));
  eo_time_grid_set_notes (fixture->grid, grid_notes, G_N_ELEMENTS (grid_notes));
  show_week (fixture, 0);
  fixture->window = ui_present (GTK_WIDGET (fixture->grid), 930, 860);
  eo_time_grid_update (fixture->grid);
  ui_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->grid), (gpointer *) &fixture->grid);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_settle ();
  g_assert_null (fixture->grid);
  g_string_free (fixture->told, TRUE);
}

/* The first with this title from the day on; its travel and so on where @kind says so. */
static EoBlock *
find (Fixture    *fixture,
      guint       day,
      const char *title,
      EoPartKind  kind)
{
  for (GtkWidget *column = gtk_widget_get_first_child (GTK_WIDGET (fixture->grid->body)); column != NULL;
       column = gtk_widget_get_next_sibling (column))
    {
      if (!EO_IS_DAY_COLUMN (column) || (day > 0 && day-- > 0))
        continue;
      for (GtkWidget *child = gtk_widget_get_first_child (column); child != NULL; child = gtk_widget_get_next_sibling (child))
        if (EO_IS_BLOCK (child) && gtk_widget_get_visible (child) && eo_block_get_part (EO_BLOCK (child))->kind == kind
            && g_str_equal (eo_block_get_occurrence (EO_BLOCK (child))->title, title))
          return EO_BLOCK (child);
    }
  g_error ("there is no %s", title);
}

/* --- What it says -------------------------------------------------------------------------------------------- */

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const days[] = {
    "Monday 21 September, 12 appointments",
    "Tuesday 22 September, today, Reply due: NW 412 E, 12 appointments",
    "Wednesday 23 September, 8 appointments",
    "Thursday 24 September, Heritage Day (holiday), Driver M. Khoza on leave, 2 appointments",
    "Friday 25 September, Driver M. Khoza on leave, 10 appointments",
  };
  static const struct { guint day; const char *title; EoPartKind kind; const char *name; } blocks[] = {
    { 0, "Morning brief", EO_PART_MAIN, "Preparation, Morning brief, 07:45 to 08:00, Hon. N. Dlamini, MEC" },
    { 0, "Bid adjudication", EO_PART_MAIN, "Meeting, Bid adjudication, 09:30 to 10:30, Southern Life, Dr L. Maseko, HOD" },
    { 0, "Dentist", EO_PART_MAIN, "Busy, 13:00 to 14:00, Hon. N. Dlamini, MEC, private" },
    { 1, "Budget steering", EO_PART_MAIN,
      "Meeting, Budget steering, 14:00 to 15:00, Boardroom 1, Hon. N. Dlamini, MEC, Clash with Premier: depots" },
    { 1, "Site visit: court ramp and lift", EO_PART_TRAVEL_TO,
      "Travel to Magistrate’s Court, Verulam, N3, N2 · 84 km, 10:15 to 11:30, for Site visit: court ramp and lift, "
      "Hon. N. Dlamini, MEC" },
    { 2, "Ndwedwe Forum", EO_PART_MAIN, "Event, Hold 1 of 3: Ndwedwe Forum, 14:30 to 15:30, Emaqadini hall, Hon. N. Dlamini, MEC" },
  };

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (fixture->grid->body)), ==, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_test_accessible_assert_property (fixture->grid->body, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Diary, 21 Sep 2026 to 25 Sep 2026");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      EoDayColumn *column = eo_grid_body_get_column (fixture->grid->body, i);

      gtk_test_accessible_assert_property (column, GTK_ACCESSIBLE_PROPERTY_LABEL, days[i]);
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (column)), ==, GTK_ACCESSIBLE_ROLE_GROUP);
    }
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      EoBlock *block = find (fixture, blocks[i].day, blocks[i].title, blocks[i].kind);

      gtk_test_accessible_assert_property (block, GTK_ACCESSIBLE_PROPERTY_LABEL, blocks[i].name);
      g_assert_cmpint (gtk_widget_get_focusable (GTK_WIDGET (block)), ==, blocks[i].kind == EO_PART_MAIN);
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (block)), ==,
                       blocks[i].kind == EO_PART_MAIN ? GTK_ACCESSIBLE_ROLE_BUTTON : GTK_ACCESSIBLE_ROLE_IMG);
    }
}

/* Blocks are heard by time, also when they were those of another week. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  for (int week = 0; week < 3; week++)
    {
      show_week (fixture, week % 2);
      ui_wait (40);
      for (guint day = 0; day < 5; day++)
        {
          GtkWidget *column = GTK_WIDGET (eo_grid_body_get_column (fixture->grid->body, day));
          int last = 0;

          for (GtkWidget *child = gtk_widget_get_first_child (column); child != NULL; child = gtk_widget_get_next_sibling (child))
            if (EO_IS_BLOCK (child) && gtk_widget_get_visible (child))
              {
                g_assert_cmpint (eo_block_get_part (EO_BLOCK (child))->from, >=, last);
                last = eo_block_get_part (EO_BLOCK (child))->from;
              }
        }
    }
}

/* What a screen reader asks for without keys. */
static void
test_action (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (find (fixture, 2, "Caucus lunch", EO_PART_MAIN)), "block.open", NULL));
  g_assert_cmpstr (fixture->told->str, ==, "open Caucus lunch");
  /* What is hatched is no appointment. */
  g_string_truncate (fixture->told, 0);
  gtk_widget_activate_action (GTK_WIDGET (find (fixture, 2, "Executive Council", EO_PART_BUFFER)), "block.open", NULL);
  g_assert_cmpstr (fixture->told->str, ==, "");
}

/* --- Keys ---------------------------------------------------------------------------------------------------- */

/* As if pressed: what the widgets from the focus up have bound to it. GTK has no way to make up key events. */
static void
press (Fixture    *fixture,
       const char *key)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);

  g_assert_nonnull (trigger);
  for (GtkWidget *widget = gtk_root_get_focus (GTK_ROOT (fixture->window)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
            {
              g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

              if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger)
                  && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                   gtk_shortcut_get_arguments (shortcut)))
                {
                  ui_settle ();
                  return;
                }
            }
        }
    }
  g_error ("nobody listens to %s", key);
}

/* Its name up to the second comma is enough to know it. */
static char *
name_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  gint64 diary, starts, ends;

  if (EO_IS_BLOCK (focus))
    return g_strdup (eo_block_get_occurrence (EO_BLOCK (focus))->title);
  if (eo_time_grid_get_free_time (fixture->grid, &diary, &starts, &ends))
    return span_of (fixture, starts, ends);
  if (GTK_IS_BUTTON (focus) && gtk_widget_has_css_class (focus, "dayhead"))
    return g_strdup ("head");
  return g_strdup (focus != NULL ? G_OBJECT_TYPE_NAME (focus) : "nothing");
}

/* From an appointment of the fixture (by its number) by keys; @focus: what has the focus after each. */
static const struct
{
  const char *name;
  gint64      from;
  const char *keys;
  const char *focus;
  const char *told;
} journeys[] = {
  { "down, block to block", 1, "Down Down", "Signing box / Media summary", "" },
  { "down, into free time", 3, "Down Down", "Mon 21 Sep, 08:30 to 09:00 / Infrastructure cluster", "" },
  { "down, past a buffer", 5, "Down Up", "Amajuba Contractors / Bid adjudication", "" },
  { "down, past the way back", 17, "Down", "Budget steering", "" },
  { "up, past the way there", 17, "Up", "Portfolio Committee", "" },
  { "left, by the time of day", 35, "Left Left", "Heritage Day celebration / Executive Council", "" },
  { "up again", 4, "Up Up", "Mon 21 Sep, 08:30 to 09:00 / Media summary", "" },
  { "up to the day's name, past bars", 1, "Up Up Up Down", "Mon 21 Sep, 07:15 to 07:45 / Dr L. Maseko (HOD) acting DG forum, Tue pm / head / "
                                                   "Dr L. Maseko (HOD) acting DG forum, Tue pm", "" },
  { "right, beside it, and the next day", 4, "Right Right", "Bid adjudication / Portfolio Committee on Public Works", "" },
  { "right, and back", 1, "Right Left", "Media summary / Morning brief", "" },
  { "left, to free time", 32, "Left", "Thu 24 Sep, 07:45 to 08:15", "" },
  { "by appointment", 3, "Page_Down Page_Down Page_Up", "Infrastructure cluster / Bid adjudication / Infrastructure cluster", "" },
  { "by appointment, into the next day", 11, "Page_Down Page_Up", "Morning brief / Travel home", "" },
  { "first and last", 4, "End Home", "Travel home / Morning brief", "" },
  { "opens", 4, "Return space", "Infrastructure cluster / Infrastructure cluster",
    "open Infrastructure cluster; open Infrastructure cluster" },
  { "makes in free time", 3, "Down Return", "Mon 21 Sep, 08:30 to 09:00 / Mon 21 Sep, 08:30 to 09:00", "make 1 Mon 21 Sep, 08:30 to 09:00" },
  { "longer", 3, "Down <Control><Shift>Down Return", "Mon 21 Sep, 08:30 to 09:00 / Mon 21 Sep, 08:30 to 09:15 / Mon 21 Sep, 08:30 to 09:15",
    "make 1 Mon 21 Sep, 08:30 to 09:15" },
  { "later by quarters, as one move", 4, "<Control>Down <Control>Down Return", "Infrastructure cluster / Infrastructure cluster / "
    "Infrastructure cluster", "move Infrastructure cluster to Mon 21 Sep, 09:30 to 11:30; open Infrastructure cluster" },
  { "the next day", 4, "<Control>Right Return", "Infrastructure cluster / Infrastructure cluster",
    "move Infrastructure cluster to Tue 22 Sep, 09:00 to 11:00; open Infrastructure cluster" },
  { "stretched, then on", 4, "<Control><Shift>Down Down", "Infrastructure cluster / Bid adjudication",
    "move Infrastructure cluster to Mon 21 Sep, 09:00 to 11:15" },
  { "never shorter than a quarter", 1, "<Control><Shift>Up <Control><Shift>Up Down", "Morning brief / Morning brief / Signing box", "" },
  { "there and back is no move", 4, "<Control>Down <Control>Up Down", "Infrastructure cluster / Infrastructure cluster / "
    "Bid adjudication", "" },
  { "what may not be seen stays", 7, "<Control>Down Return Delete", "Dentist / Dentist / Dentist", "" },
  { "deleted", 4, "Delete", "Infrastructure cluster", "delete Infrastructure cluster" },
  { "its menu", 4, "Menu <Shift>F10", "Infrastructure cluster / Infrastructure cluster",
    "menu of Infrastructure cluster; menu of Infrastructure cluster" },
  { "out of the week", 32, "Left Left Left Left Left", "Thu 24 Sep, 07:45 to 08:15 / Morning brief / Media summary / Morning brief / "
    "Morning brief", "turn -1" },
  { "a bar, along the days", 41, "<Control>Right Return", "Dr L. Maseko (HOD) acting DG forum, Tue pm / "
    "Dr L. Maseko (HOD) acting DG forum, Tue pm", "move Dr L. Maseko (HOD) acting DG forum, Tue pm to Tue 22 Sep, 00:00 to Thu 24 Sep, 24:00; "
    "open Dr L. Maseko (HOD) acting DG forum, Tue pm" },
};

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_auto (GStrv) keys = g_strsplit (journeys[index].keys, " ", -1);
  g_autoptr (GString) focus = g_string_new (NULL);

  g_assert_true (eo_time_grid_select (fixture->grid, journeys[index].from, ""));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *name = NULL;

      press (fixture, keys[i]);
      name = name_focus (fixture);
      g_string_append_printf (focus, "%s%s", i > 0 ? " / " : "", name);
    }
  g_assert_cmpstr (focus->str, ==, journeys[index].focus);
  g_assert_cmpstr (fixture->told->str, ==, journeys[index].told);
}

/* Collected moves come by themselves, too, and are told in words meanwhile. */
static void
test_shift (Fixture       *fixture,
            gconstpointer  data)
{
  EoBlock *block = find (fixture, 2, "Caucus lunch", EO_PART_MAIN);

  eo_time_grid_focus_block (fixture->grid, block);
  press (fixture, "<Control>Down");
  g_assert_cmpstr (eo_grid_body_get_ghost (fixture->grid->body), ==, "Wed 23 Sep, 12:30 to 13:15");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (block), "moving"));
  gtk_test_accessible_assert_property (block, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Move to Wed 23 Sep, 12:30 to 13:15: Meeting, Caucus lunch, 12:15 to 13:00, "
                                       "Members’ dining room, Hon. N. Dlamini, MEC");
  g_assert_cmpstr (fixture->told->str, ==, "");
  ui_wait_for (fixture->told->len > 0);
  g_assert_cmpstr (fixture->told->str, ==, "move Caucus lunch to Wed 23 Sep, 12:30 to 13:15");
  g_assert_null (eo_grid_body_get_ghost (fixture->grid->body));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (block), "moving"));
}

/* The whole is one stop of the Tab key. */
static void
test_tab (Fixture       *fixture,
          gconstpointer  data)
{
  GtkWidget *before = gtk_button_new (), *after = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *grid = g_object_ref (GTK_WIDGET (fixture->grid));

  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), after);
  gtk_widget_set_vexpand (grid, TRUE);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  ui_wait_for (gtk_widget_get_height (grid) > 0); /* the order of the stops is that of their places */
  gtk_widget_grab_focus (before);
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), grid));
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_has_focus (after));
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), grid));
  g_object_unref (grid);
}

/* --- The pointer --------------------------------------------------------------------------------------------- */

/* A point of the hours: on a day, at a minute, so far from its left. */
static void
get_point (Fixture *fixture,
           guint    day,
           double   minute,
           double   share,
           double  *x,
           double  *y)
{
  int left, width;

  eo_grid_get_area (GTK_WIDGET (fixture->grid->body), gtk_widget_get_width (GTK_WIDGET (fixture->grid->body)), 5, day, &left,
                    &width);
  *x = left + width * share;
  *y = minute * eo_grid_body_get_scale (fixture->grid->body);
}

/* Minutes of days; where it begins and where it is let go. */
static const struct
{
  const char *name;
  guint       day;
  double      minute;
  double      share;
  guint       to_day;
  double      to_minute;
  gboolean    fine;
  const char *words;     /* while it goes on */
  const char *told;
} drags[] = {
  { "makes", 4, 1025, .5, 4, 1075, FALSE, "Fri 25 Sep, 17:00 to 18:00", "make 1 Fri 25 Sep, 17:00 to 18:00" },
  { "makes, upwards", 4, 1075, .5, 4, 1025, FALSE, "Fri 25 Sep, 17:00 to 18:00", "make 1 Fri 25 Sep, 17:00 to 18:00" },
  { "makes, by five minutes", 4, 1026, .5, 4, 1064, TRUE, "Fri 25 Sep, 17:05 to 17:45", "make 1 Fri 25 Sep, 17:05 to 17:45" },
  { "makes, of its own day only", 3, 400, .5, 4, 440, FALSE, "Thu 24 Sep, 06:30 to 07:30", "make 1 Thu 24 Sep, 06:30 to 07:30" },
  { "moves", 2, 760, .5, 2, 797, FALSE, "Wed 23 Sep, 12:45 to 13:30", "move Caucus lunch to Wed 23 Sep, 12:45 to 13:30" },
  { "moves, by five minutes", 2, 760, .5, 2, 771, TRUE, "Wed 23 Sep, 12:25 to 13:10", "move Caucus lunch to Wed 23 Sep, 12:25 to 13:10" },
  { "moves to another day", 2, 760, .5, 4, 760, FALSE, "Fri 25 Sep, 12:15 to 13:00", "move Caucus lunch to Fri 25 Sep, 12:15 to 13:00" },
  { "its buffer is part of it", 2, 727, .5, 2, 757, FALSE, "Wed 23 Sep, 08:30 to 12:30", "move Executive Council to Wed 23 Sep, 08:30 to 12:30" },
  { "the lower edge", 2, 777, .5, 2, 812, FALSE, "Wed 23 Sep, 12:15 to 13:30", "move Caucus lunch to Wed 23 Sep, 12:15 to 13:30" },
  { "the upper edge", 2, 738, .5, 2, 700, FALSE, "Wed 23 Sep, 11:45 to 13:00", "move Caucus lunch to Wed 23 Sep, 11:45 to 13:00" },
  { "an edge stops before the other", 2, 777, .5, 2, 600, FALSE, "Wed 23 Sep, 12:15 to 12:30", "move Caucus lunch to Wed 23 Sep, 12:15 to 12:30" },
  { "what may not be seen stays", 4, 810, .5, 4, 900, FALSE, NULL, "" },
  { "nowhere", 2, 760, .5, 2, 763, FALSE, "Wed 23 Sep, 12:15 to 13:00", "" },
};

static void
test_drag (Fixture       *fixture,
           gconstpointer  data)
{
  guint index = GPOINTER_TO_UINT (data);
  double x, y;

  get_point (fixture, drags[index].day, drags[index].minute, drags[index].share, &x, &y);
  eo_time_grid_begin_drag (fixture->grid, GTK_WIDGET (fixture->grid->body), x, y);
  get_point (fixture, drags[index].to_day, drags[index].to_minute, drags[index].share, &x, &y);
  eo_time_grid_update_drag (fixture->grid, x, y, drags[index].fine);
  g_assert_cmpstr (eo_grid_body_get_ghost (fixture->grid->body), ==, drags[index].words);
  eo_time_grid_end_drag (fixture->grid);
  g_assert_cmpstr (fixture->told->str, ==, drags[index].told);
  g_assert_null (eo_grid_body_get_ghost (fixture->grid->body));
}

static void
test_drag_ends (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *body = GTK_WIDGET (fixture->grid->body);
  EoBlock *block = find (fixture, 2, "Caucus lunch", EO_PART_MAIN);
  double x, y;

  /* Let go without having gone anywhere: a click. */
  get_point (fixture, 2, 760, .5, &x, &y);
  eo_time_grid_begin_drag (fixture->grid, body, x, y);
  eo_time_grid_end_drag (fixture->grid);
  g_assert_cmpstr (fixture->told->str, ==, "");
  /* Thought better of. */
  eo_time_grid_begin_drag (fixture->grid, body, x, y);
  eo_time_grid_update_drag (fixture->grid, x, y + 100, FALSE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (block), "moving"));
  eo_time_grid_cancel_drag (fixture->grid);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (block), "moving"));
  eo_time_grid_end_drag (fixture->grid);
  g_assert_cmpstr (fixture->told->str, ==, "");
  /* Somebody else changed the week meanwhile. */
  eo_time_grid_begin_drag (fixture->grid, body, x, y);
  eo_time_grid_update_drag (fixture->grid, x, y + 100, FALSE);
  show_week (fixture, 0);
  ui_settle ();
  g_assert_null (eo_grid_body_get_ghost (fixture->grid->body));
  eo_time_grid_end_drag (fixture->grid);
  g_assert_cmpstr (fixture->told->str, ==, "");
  /* Nobody may change it. */
  g_object_set (fixture->grid, "editable", FALSE, NULL);
  ui_settle ();
  eo_time_grid_begin_drag (fixture->grid, body, x, y);
  eo_time_grid_update_drag (fixture->grid, x, y + 100, FALSE);
  eo_time_grid_end_drag (fixture->grid);
  g_assert_cmpstr (fixture->told->str, ==, "");
}

static void
test_drag_bars (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *strip = GTK_WIDGET (fixture->grid->strip);
  int row = gtk_widget_get_height (strip) / 2;
  double x, to, y;

  get_point (fixture, 1, 0, .5, &x, &y);
  get_point (fixture, 2, 0, .5, &to, &y);
  eo_time_grid_begin_drag (fixture->grid, strip, x, 6);
  eo_time_grid_update_drag (fixture->grid, to, 6, FALSE);
  g_assert_cmpstr (eo_grid_body_get_ghost (fixture->grid->body), ==, "22 Sep 2026 to 24 Sep 2026, all day");
  eo_time_grid_end_drag (fixture->grid);
  g_assert_cmpstr (fixture->told->str, ==, "move Dr L. Maseko (HOD) acting DG forum, Tue pm to Tue 22 Sep, 00:00 to Thu 24 Sep, 24:00");

  g_string_truncate (fixture->told, 0);
  get_point (fixture, 0, 0, .5, &x, &y);
  eo_time_grid_begin_drag (fixture->grid, strip, to, row + 4);
  eo_time_grid_update_drag (fixture->grid, x, row + 4, FALSE);
  eo_time_grid_end_drag (fixture->grid);
  g_assert_cmpstr (fixture->told->str, ==, "make 1 2026-09-21 to 2026-09-23");
}

static void
test_presses (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { guint day; double minute; int n_press; gboolean menu; const char *focus, *told; } cases[] = {
    { 2, 760, 1, FALSE, "Caucus lunch", "" },
    { 2, 760, 2, FALSE, "Caucus lunch", "open Caucus lunch" },
    { 2, 760, 1, TRUE, "Caucus lunch", "menu of Caucus lunch" },
    { 1, 620, 2, FALSE, "Site visit: court ramp and lift", "open Site visit: court ramp and lift" },
    { 4, 1030, 1, FALSE, "Fri 25 Sep, 17:00 to 17:30", "" },
    { 4, 1030, 2, FALSE, "Fri 25 Sep, 17:00 to 17:30", "make 1 Fri 25 Sep, 17:00 to 17:30" },
    { 4, 1030, 1, TRUE, "Fri 25 Sep, 17:00 to 17:30", "menu of free time" },
    { 4, 810, 2, FALSE, "Clinic", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *focus = NULL;
      double x, y;

      g_string_truncate (fixture->told, 0);
      get_point (fixture, cases[i].day, cases[i].minute, .5, &x, &y);
      eo_time_grid_press (fixture->grid, GTK_WIDGET (fixture->grid->body), x, y, cases[i].n_press, cases[i].menu);
      focus = name_focus (fixture);
      g_assert_cmpstr (focus, ==, cases[i].focus);
      g_assert_cmpstr (fixture->told->str, ==, cases[i].told);
    }
  g_string_truncate (fixture->told, 0);
  eo_time_grid_press (fixture->grid, GTK_WIDGET (fixture->grid->strip), 400, gtk_widget_get_height (GTK_WIDGET (fixture->grid->strip)) - 1,
                      2, FALSE);
  g_assert_cmpstr (fixture->told->str, ==, "make 1 2026-09-23 to 2026-09-23");
  g_string_truncate (fixture->told, 0);
  g_signal_emit_by_name (eo_grid_head_get_day (fixture->grid->head, 3), "clicked");
  g_assert_cmpstr (fixture->told->str, ==, "day 2026-09-24");
}

/* --- What stands where --------------------------------------------------------------------------------------- */

static void
check_column (EoDayColumn *column)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (column)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (EO_IS_BLOCK (child) && gtk_widget_get_mapped (child))
      g_ptr_array_add (seen, child);
  for (guint i = 0; i < seen->len; i++)
    {
      graphene_rect_t one, other;
      int line = eo_block_get_line (g_ptr_array_index (seen, i));

      g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (seen, i), GTK_WIDGET (column), &one));
      if (eo_block_get_part (g_ptr_array_index (seen, i))->kind == EO_PART_MAIN)
        g_assert_cmpfloat (one.size.height, >=, line);
      g_assert_cmpfloat (one.origin.x, >=, 0);
      g_assert_cmpfloat (one.origin.x + one.size.width, <=, gtk_widget_get_width (GTK_WIDGET (column)));
      for (guint j = 0; j < i; j++)
        {
          g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (seen, j), GTK_WIDGET (column), &other));
          if (graphene_rect_intersection (&one, &other, NULL))
            g_error ("%s (%g %g, %g × %g) lies over %s (%g %g, %g × %g)", eo_block_get_name (g_ptr_array_index (seen, i)),
                     one.origin.x, one.origin.y, one.size.width, one.size.height,
                     eo_block_get_name (g_ptr_array_index (seen, j)), other.origin.x, other.origin.y, other.size.width,
                     other.size.height);
        }
    }
}

/* However small or narrow: nothing lies over anything else, and every appointment has its line. */
static void
test_nothing_overlaps (Fixture       *fixture,
                       gconstpointer  data)
{
  static const int hours[] = { 32, 40, 64, 100, 160 }, widths[] = { 420, 640, 930 };

  for (guint i = 0; i < G_N_ELEMENTS (hours) * G_N_ELEMENTS (widths) * 2; i++)
    {
      g_object_set (fixture->grid, "px-per-hour", hours[i % G_N_ELEMENTS (hours)], "side-by-side",
                    i >= G_N_ELEMENTS (hours) * G_N_ELEMENTS (widths), NULL);
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i / G_N_ELEMENTS (hours) % G_N_ELEMENTS (widths)], 860);
      ui_wait_for (gtk_widget_get_width (fixture->window) == widths[i / G_N_ELEMENTS (hours) % G_N_ELEMENTS (widths)]);
      ui_wait (40);
      for (guint day = 0; day < 5; day++)
        check_column (eo_grid_body_get_column (fixture->grid->body, day));
    }
}

/* It begins just before work does, and stays where it is when days change, or their scale. */
static void
test_scroll (Fixture       *fixture,
             gconstpointer  data)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->grid->scroller));

  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), (450 - 45) * 64 / 60., 1);
  gtk_adjustment_set_value (adjustment, 320);
  show_week (fixture, 1);
  ui_wait (40);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 320, 1);
  g_object_set (fixture->grid, "px-per-hour", 128, NULL);
  ui_wait (40);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 640, 1);
  eo_time_grid_scroll_to (fixture->grid, 600);
  ui_wait (40);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 600 * 128 / 60., 1);
  /* What is below the pointer stays there. */
  eo_time_grid_zoom_at (fixture->grid, 64, 660 * 128 / 60.);
  ui_wait (40);
  g_assert_cmpfloat_with_epsilon (660 * 64 / 60. - gtk_adjustment_get_value (adjustment), 60 * 128 / 60., 1);
  g_object_set (fixture->grid, "px-per-hour", 128, NULL);
  ui_wait (40);
  /* What the keys reach is seen. */
  g_assert_true (eo_time_grid_select (fixture->grid, 1001, ""));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <=, 465 * 128 / 60.);
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

typedef struct
{
  gint64 began;
  gint64 taken;
} Painting;

static void
on_before_paint (GdkFrameClock *clock,
                 Painting      *painting)
{
  painting->began = g_get_monotonic_time ();
}

static void
on_after_paint (GdkFrameClock *clock,
                Painting      *painting)
{
  painting->taken += g_get_monotonic_time () - painting->began;
}

/* The next week is shown by the same widgets; what that costs is said, and nothing asserted about it. */
static void
test_next_week (Fixture       *fixture,
                gconstpointer  data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  Painting painting = { 0, 0 };
  guint n, rounds = 20;
  gint64 before, taken = 0;

  show_week (fixture, 1);
  ui_wait (40);
  n = count_widgets (GTK_WIDGET (fixture->grid->body));
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), &painting);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &painting);
  for (guint i = 0; i < rounds; i++)
    {
      gint64 frame = gdk_frame_clock_get_frame_counter (clock);

      show_week (fixture, (int) (i % 2));
      before = g_get_monotonic_time ();
      eo_time_grid_update (fixture->grid);
      taken += g_get_monotonic_time () - before;
      ui_wait_for (gdk_frame_clock_get_frame_counter (clock) > frame);
      ui_settle ();
    }
  g_signal_handlers_disconnect_by_data (clock, &painting);
  g_test_message ("a week of 42 appointments: %.1f ms to update, %.1f ms of frames", (double) taken / rounds / 1000,
                  (double) painting.taken / rounds / 1000);
  g_assert_cmpuint (count_widgets (GTK_WIDGET (fixture->grid->body)), ==, n);
}

static void
on_turn_later (EoTimeGrid *grid,
               int         step,
               int        *asked)
{
  *asked = step;
}

/* Whoever reads the days from a disk gives them later; the focus comes in with them, and no sooner. */
static void
test_turn_later (Fixture       *fixture,
                 gconstpointer  data)
{
  int asked = 0;
  g_autofree char *before = NULL, *after = NULL;

  g_signal_handlers_disconnect_by_func (fixture->grid, on_turn, fixture);
  g_signal_connect (fixture->grid, "turn", G_CALLBACK (on_turn_later), &asked);
  g_assert_true (eo_time_grid_select (fixture->grid, 37, ""));
  press (fixture, "Right");
  g_assert_cmpint (asked, ==, 1);
  show_week (fixture, 0); /* something else was changed meanwhile */
  ui_settle ();
  before = name_focus (fixture);
  g_assert_cmpstr (before, ==, "Inkosi T. Mkhize");
  show_week (fixture, 1);
  ui_settle ();
  after = name_focus (fixture);
  g_assert_cmpstr (after, ==, "Amajuba Contractors");
}

/* The same appointments, moved: the one with the focus keeps it. */
static void
test_focus_stays (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) all = grid_occurrences (0);
  EoOccurrence *lunch = g_ptr_array_index (all, 24);
  g_autofree char *focus = NULL;

  g_assert_cmpstr (lunch->title, ==, "Caucus lunch");
  g_assert_true (eo_time_grid_select (fixture->grid, lunch->appointment, ""));
  lunch->starts += 86400 + 5 * 3600;
  lunch->ends += 86400 + 5 * 3600;
  eo_time_grid_set_occurrences (fixture->grid, all, NULL);
  ui_settle ();
  g_assert_true (eo_time_grid_get_selected (fixture->grid) == lunch);
  g_assert_cmpuint (fixture->grid->cursor.day, ==, 3);
  /* It is gone: what was its time has the focus. */
  g_ptr_array_remove_index (all, 24);
  eo_time_grid_set_occurrences (fixture->grid, all, NULL);
  ui_settle ();
  g_assert_null (eo_time_grid_get_selected (fixture->grid));
  focus = name_focus (fixture);
  g_assert_cmpstr (focus, ==, "Thu 24 Sep, 17:15 to 17:45");
}

static void
test_more (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) all = grid_occurrences (0);
  GtkWidget *more;
  GtkPopover *popover;
  GtkWidget *row;

  for (guint i = 0; i < 6; i++)
    {
      GridCase test = { 1, 0, (int) (1 + i % 2), MEC, "Workshop", "", EO_CATEGORY_EVENT };

      g_ptr_array_add (all, grid_occurrence (500 + i, &test, 0));
    }
  eo_time_grid_set_occurrences (fixture->grid, all, NULL);
  ui_wait (40);
  more = eo_all_day_strip_get_more (fixture->grid->strip, 1);
  g_assert_nonnull (more);
  gtk_test_accessible_assert_property (more, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "5 more on Tuesday 22 September, today, Reply due: NW 412 E");
  g_assert_null (eo_all_day_strip_get_more (fixture->grid->strip, 0));
  ui_picture (fixture->window, "time-grid-more");
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (more));
  ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (popover)));
  row = gtk_widget_get_last_child (gtk_popover_get_child (popover));
  g_signal_emit_by_name (row, "clicked");
  g_assert_cmpstr (fixture->told->str, ==, "open Workshop");
}

static void
test_now (Fixture       *fixture,
          gconstpointer  data)
{
  EoBlock *call = find (fixture, 1, "Call: Speaker’s office", EO_PART_MAIN);

  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (call), "past"));
  eo_time_grid_set_now (fixture->grid, GRID_NOW + 6 * 3600);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (call), "past"));
  eo_time_grid_set_now (fixture->grid, GRID_NOW + 86400);
  ui_settle ();
  gtk_test_accessible_assert_property (eo_grid_body_get_column (fixture->grid->body, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wednesday 23 September, today, 8 appointments");
  g_assert_true (gtk_widget_has_css_class (eo_grid_head_get_day (fixture->grid->head, 2), "today"));
}

/* By the clock, where nobody says otherwise. */
static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  EoTimeGrid *grid = EO_TIME_GRID (eo_time_grid_new ());
  GtkWidget *window = ui_present (GTK_WIDGET (grid), 400, 300);
  EoDate today = eo_date_today ();

  g_assert_cmpstr (eo_time_grid_get_first (grid).iso, ==, today.iso);
  g_assert_cmpuint (grid->now_source, !=, 0);
  gtk_widget_set_visible (GTK_WIDGET (grid), FALSE);
  g_assert_cmpuint (grid->now_source, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- Pictures ------------------------------------------------------------------------------------------------ */

static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { const char *name; int width, hour; guint days; gboolean dark, beside; } cases[] = {
    { "light", 930, 64, 5, FALSE, FALSE }, { "dark", 930, 64, 5, TRUE, FALSE }, { "narrow", 560, 64, 5, FALSE, FALSE },
    { "small", 930, 32, 5, FALSE, FALSE }, { "large", 930, 128, 5, FALSE, FALSE }, { "week", 930, 64, 7, FALSE, FALSE },
    { "day", 700, 64, 1, FALSE, FALSE }, { "beside", 1240, 64, 5, FALSE, TRUE }, { "day-beside", 700, 64, 1, TRUE, TRUE },
  };

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("time-grid-", cases[i].name, NULL);

      ui_dark (cases[i].dark);
      g_object_set (fixture->grid, "px-per-hour", cases[i].hour, "side-by-side", cases[i].beside, NULL);
      eo_time_grid_set_days (fixture->grid, cases[i].days == 1 ? &(EoDate) { "2026-09-22" } : &(EoDate) { "2026-09-21" },
                             cases[i].days);
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), cases[i].width, 860);
      ui_wait_for (gtk_widget_get_width (fixture->window) == cases[i].width);
      ui_picture (fixture->window, name);
    }
  ui_dark (FALSE);
}

/* For who sees little: high contrast, and text twice as large. */
static void
test_pictures_for_few (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_css_provider_load_from_resource (provider, EO_RESOURCES "/style-hc.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  ui_picture (fixture->window, "time-grid-contrast");
  ui_dark (TRUE);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider));
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  ui_picture (fixture->window, "time-grid-contrast-dark");
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider));
  ui_dark (FALSE);

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi * 2, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1240, 860);
  ui_wait_for (gtk_widget_get_width (fixture->window) == 1240);
  ui_picture (fixture->window, "time-grid-text-200");
  for (guint day = 0; day < 5; day++)
    check_column (eo_grid_body_get_column (fixture->grid->body, day));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* What a drag, a free time and the focus look like. */
static void
test_picture_of_work (Fixture       *fixture,
                      gconstpointer  data)
{
  double x, y;

  gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), TRUE);
  eo_time_grid_focus_block (fixture->grid, find (fixture, 1, "HOD one-to-one", EO_PART_MAIN));
  get_point (fixture, 2, 760, .5, &x, &y);
  eo_time_grid_begin_drag (fixture->grid, GTK_WIDGET (fixture->grid->body), x, y);
  get_point (fixture, 3, 960, .5, &x, &y);
  eo_time_grid_update_drag (fixture->grid, x, y, FALSE);
  ui_picture (fixture->window, "time-grid-drag");
  eo_time_grid_cancel_drag (fixture->grid);
  get_point (fixture, 4, 1040, .5, &x, &y);
  eo_time_grid_press (fixture->grid, GTK_WIDGET (fixture->grid->body), x, y, 1, FALSE);
  ui_picture (fixture->window, "time-grid-free");
}

#define ADD_TABLE(path, table, func) \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) \
    { \
      g_autofree char *name = g_strconcat ("/time-grid/" path "/", table[i].name, NULL); \
      g_test_add (name, Fixture, GUINT_TO_POINTER (i), set_up, func, tear_down); \
    }
#define ADD(path, func) g_test_add ("/time-grid/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  ADD ("names", test_names);
  ADD ("order", test_order);
  ADD ("action", test_action);
  ADD_TABLE ("keys", journeys, test_keys);
  ADD ("shift", test_shift);
  ADD ("tab", test_tab);
  ADD_TABLE ("drag", drags, test_drag);
  ADD ("drag-ends", test_drag_ends);
  ADD ("drag-bars", test_drag_bars);
  ADD ("presses", test_presses);
  ADD ("nothing-overlaps", test_nothing_overlaps);
  ADD ("scroll", test_scroll);
  ADD ("next-week", test_next_week);
  ADD ("turn-later", test_turn_later);
  ADD ("focus-stays", test_focus_stays);
  ADD ("more", test_more);
  ADD ("now", test_now);
  ADD ("clock", test_clock);
  ADD ("pictures", test_pictures);
  ADD ("pictures-for-few", test_pictures_for_few);
  ADD ("picture-of-work", test_picture_of_work);

  return g_test_run ();
}
