/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A work week of three principals, as a full one looks. */

#include "sections/diary/eo-clash.h"
#include "sections/diary/view/eo-time-grid.h"

#define GRID_ZONE "Africa/Johannesburg"
#define GRID_NOW G_GINT64_CONSTANT (1790067000) /* 2026-09-22 10:50 there */
#define GRID_MIDNIGHT G_GINT64_CONSTANT (1789941600) /* Monday 2026-09-21 */

enum { MEC = 1, HOD, HOO, OFFICE };

static const EoGridDiary grid_diaries[] = {
  { MEC, (char *) "Hon. N. Dlamini, MEC", (char *) "", EO_COLOUR_BLUE, TRUE, 450, 1020, 5 },
  { HOD, (char *) "Dr L. Maseko, HOD", (char *) "HOD", EO_COLOUR_GREEN, TRUE, 480, 990, 5 },
  { HOO, (char *) "Z. Khuzwayo, Head of Office", (char *) "HoO", EO_COLOUR_PURPLE, TRUE, 480, 990, 5 },
  { OFFICE, (char *) "Office and vehicles", (char *) "Off", EO_COLOUR_AMBER, FALSE, 0, 0, 5 },
};

static const EoDayNote grid_notes[] = {
  { { "2026-09-24" }, { "2026-09-24" }, EO_DAY_NOTE_HOLIDAY, (char *) "Heritage Day (holiday)" },
  { { "2026-09-22" }, { "2026-09-22" }, EO_DAY_NOTE_DUE, (char *) "Reply due: NW 412 E" },
  { { "2026-09-24" }, { "2026-09-25" }, EO_DAY_NOTE_OTHER, (char *) "Driver M. Khoza on leave" },
};

/* Times are hours and minutes as one reads them: 1430. A day without times is an all-day one, until the day in @ends. */
typedef struct
{
  int                    day;
  int                    starts;
  int                    ends;
  gint64                 diary;
  const char            *title;
  const char            *place;
  EoAppointmentCategory  category;
  EoAppointmentStatus    status;
  guint                  travel_before;
  guint                  travel_after;
  guint                  buffer;
  const char            *travel_note;
  guint                  hold_number;
  gboolean               is_private;
} GridCase;

static const GridCase grid_cases[] = {
  { 0, 745, 800, MEC, "Morning brief", "", EO_CATEGORY_PREPARATION },
  { 0, 800, 815, MEC, "Signing box", "", EO_CATEGORY_OTHER },
  { 0, 815, 830, MEC, "Media summary", "", EO_CATEGORY_MEDIA },
  { 0, 900, 1100, MEC, "Infrastructure cluster", "Boardroom 3, Natalia", EO_CATEGORY_MEETING, 0, 0, 0, 15 },
  { 0, 930, 1030, HOD, "Bid adjudication", "Southern Life", EO_CATEGORY_MEETING },
  { 0, 1115, 1200, MEC, "Amajuba Contractors", "Late invoices · Boardroom 1", EO_CATEGORY_MEETING },
  { 0, 1300, 1400, MEC, "Dentist", "Rosebank", EO_CATEGORY_PERSONAL, .is_private = TRUE },
  { 0, 1400, 1530, MEC, "Prepare for committee", "With J. van Wyk", EO_CATEGORY_PREPARATION },
  { 0, 1400, 1500, HOO, "Staff meeting", "Open office", EO_CATEGORY_MEETING },
  { 0, 1600, 1630, MEC, "Phone-in, Radio Umhlaba", "Studio line", EO_CATEGORY_MEDIA },
  { 0, 1630, 1730, MEC, "Travel home", "", EO_CATEGORY_TRAVEL },
  { 1, 730, 745, MEC, "Morning brief", "", EO_CATEGORY_PREPARATION },
  { 1, 745, 800, MEC, "Media summary", "", EO_CATEGORY_MEDIA },
  { 1, 800, 815, MEC, "Signing box", "", EO_CATEGORY_OTHER },
  { 1, 830, 1015, MEC, "Portfolio Committee on Public Works", "Legislature, committee room 2", EO_CATEGORY_PARLIAMENT },
  { 1, 830, 1015, HOD, "Portfolio Committee", "Officials’ bench", EO_CATEGORY_PARLIAMENT },
  { 1, 1130, 1245, MEC, "Site visit: court ramp and lift", "Magistrate’s Court, Verulam", EO_CATEGORY_VISIT, 0, 75, 75, 0,
    "N3, N2 · 84 km" },
  { 1, 1400, 1500, MEC, "Budget steering", "Boardroom 1", EO_CATEGORY_MEETING },
  { 1, 1430, 1530, MEC, "Premier: depots", "Premier’s office", EO_CATEGORY_MEETING },
  { 1, 1545, 1600, MEC, "Call: Speaker’s office", "", EO_CATEGORY_CALL },
  { 1, 1600, 1645, MEC, "HOD one-to-one", "Office", EO_CATEGORY_MEETING },
  { 1, 1700, 1800, HOO, "Diary meeting", "Next 30 days", EO_CATEGORY_MEETING },
  { 2, 745, 800, MEC, "Morning brief", "", EO_CATEGORY_PREPARATION },
  { 2, 800, 1200, MEC, "Executive Council", "Cabinet room, Pietermaritzburg. Two memoranda of ours: 7.2 and 7.5",
    EO_CATEGORY_CABINET, 0, 0, 0, 15 },
  { 2, 1215, 1300, MEC, "Caucus lunch", "Members’ dining room", EO_CATEGORY_MEETING },
  { 2, 1300, 1430, HOD, "Roads programme review", "Boardroom 2", EO_CATEGORY_MEETING },
  { 2, 1430, 1530, MEC, "Ndwedwe Forum", "Emaqadini hall", EO_CATEGORY_EVENT, EO_APPOINTMENT_HOLD, .hold_number = 1 },
  { 2, 1545, 1700, MEC, "Speech rehearsal: Women in Construction", "With the speech writer", EO_CATEGORY_PREPARATION },
  { 2, 1700, 1715, MEC, "Signing box", "", EO_CATEGORY_OTHER },
  { 3, 1000, 1300, MEC, "Heritage Day celebration", "Bergville sports ground. Address at 11:20; anthem, wreath, lunch with amakhosi",
    EO_CATEGORY_EVENT, 0, 90, 90, 0, "R74 · 118 km" },
  { 3, 1530, 1630, HOD, "Call with Treasury", "", EO_CATEGORY_CALL, EO_APPOINTMENT_CANCELLED },
  { 4, 745, 800, MEC, "Morning brief", "", EO_CATEGORY_PREPARATION },
  { 4, 800, 815, MEC, "Signing box", "", EO_CATEGORY_OTHER },
  { 4, 830, 930, MEC, "Ndwedwe Forum", "Emaqadini hall", EO_CATEGORY_EVENT, EO_APPOINTMENT_HOLD, .hold_number = 2 },
  { 4, 1000, 1100, MEC, "Media briefing", "Press room, Natalia", EO_CATEGORY_MEDIA, 0, 0, 0, 15 },
  { 4, 1000, 1100, HOO, "Media briefing", "Convenes", EO_CATEGORY_MEDIA },
  { 4, 1115, 1215, MEC, "Inkosi T. Mkhize", "Emaqadini hall", EO_CATEGORY_VISIT },
  { 4, 1300, 1400, MEC, "Clinic", "Midlands", EO_CATEGORY_PERSONAL, .is_private = TRUE },
  { 4, 1400, 1530, MEC, "Ndwedwe Forum", "on site if chosen", EO_CATEGORY_EVENT, EO_APPOINTMENT_HOLD, .hold_number = 3 },
  { 4, 1545, 1700, HOD, "HOD: month-end review", "Boardroom 1", EO_CATEGORY_MEETING },
  { 0, 0, 2, HOD, "Dr L. Maseko (HOD) acting DG forum, Tue pm", "", EO_CATEGORY_MEETING },
  { 4, 0, 4, HOO, "Rosters due", "", EO_CATEGORY_OTHER },
};

static inline gint64
grid_moment (int day,
             int time)
{
  return GRID_MIDNIGHT + (gint64) day * 86400 + time / 100 * 3600 + time % 100 * 60;
}

static inline EoOccurrence *
grid_occurrence (gint64          id,
                 const GridCase *test,
                 int             weeks)
{
  EoOccurrence *one = g_new0 (EoOccurrence, 1);

  g_ref_count_init (&one->refs);
  one->appointment = id;
  one->diary = test->diary;
  one->title = g_strdup (test->title);
  one->place = g_strdup (test->place);
  one->travel_note = g_strdup (test->travel_note != NULL ? test->travel_note : "");
  one->category = test->category;
  one->status = test->status;
  one->travel_before = test->travel_before;
  one->travel_after = test->travel_after;
  one->buffer = test->buffer;
  one->request = test->hold_number > 0 ? 77 : 0;
  one->hold_number = test->hold_number;
  one->hold_count = test->hold_number > 0 ? 3 : 0;
  one->is_private = test->is_private;
  one->all_day = test->starts == 0;
  one->shows_as = one->all_day ? EO_SHOWS_FREE : EO_SHOWS_BUSY;
  one->starts = grid_moment (test->day + weeks * 7, test->starts);
  one->ends = one->all_day ? grid_moment (test->ends + 1 + weeks * 7, 0) : grid_moment (test->day + weeks * 7, test->ends);
  return one;
}

/* The same for each week from the fixture's own on. */
static inline GPtrArray *
grid_occurrences (int week)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_occurrence_unref);

  for (guint i = 0; i < G_N_ELEMENTS (grid_cases); i++)
    g_ptr_array_add (all, grid_occurrence (i + 1 + (guint) week * 1000, &grid_cases[i], week));
  return all;
}
