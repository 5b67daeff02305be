/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-local-time.h"
#include "sections/diary/view/eo-block-layout.h"
#include "sections/diary/view/eo-block-words.h"

/* What stands beside what, and on which day, without a pixel. */

#define MOST 8

/* "540-600": minutes. @lanes: "0/2 1/2": lane and how many there are; @reach: how wide each can be at its own time. */
static const struct
{
  const char *name;
  const char *spans;
  const char *lanes;
  const char *reach;
} layouts[] = {
  { "nothing", "", "", "" },
  { "one", "540-600", "0/1", "1" },
  { "one after the other", "540-600 600-660", "0/1 0/1", "1 1" },
  { "a minute too long", "540-601 600-660", "0/2 1/2", "1 1" },
  { "both at once, the first one left", "540-600 540-600", "0/2 1/2", "1 1" },
  { "given late, begins early", "570-630 540-600", "1/2 0/2", "1 1" },
  { "a lane is taken again", "540-600 570-660 600-660", "0/2 1/2 0/2", "1 1 1" },
  { "a chain, each touching the next", "540-600 590-650 640-700", "0/2 1/2 0/2", "1 1 1" },
  { "three at once", "540-600 540-600 540-600", "0/3 1/3 2/3", "1 1 1" },
  { "wide where the others are over", "480-540 480-510 480-500 510-540", "0/3 1/3 2/3 1/3", "1 1 1 2" },
  { "wide up to the next one only", "480-600 480-500 480-500 530-600 490-560", "0/4 1/4 2/4 1/4 3/4", "1 1 1 2 1" },
  { "two groups", "480-540 500-560 600-660 610-620 615-640", "0/2 1/2 0/3 1/3 2/3", "1 1 1 1 1" },
  { "days as well as minutes", "0-3 1-2 3-4 3-5 4-5", "0/2 1/2 0/2 1/2 0/2", "1 1 1 1 1" },
};

static guint
read_spans (const char  *text,
            EoBlockSpan  spans[MOST])
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (; words[n] != NULL && words[n][0] != '\0'; n++)
    {
      const char *until = strchr (words[n], '-') + 1;

      g_assert_cmpuint (n, <, MOST);
      spans[n] = (EoBlockSpan) { .from = atoi (words[n]), .until = atoi (until), .order = n };
    }
  return n;
}

static void
test_layout (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  EoBlockSpan spans[MOST];
  guint n = read_spans (layouts[index].spans, spans);
  g_autoptr (GString) lanes = g_string_new (NULL), reach = g_string_new (NULL);

  eo_block_layout (spans, n);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (lanes, "%s%u/%u", i > 0 ? " " : "", spans[i].lane, spans[i].n_lanes);
      g_string_append_printf (reach, "%s%u", i > 0 ? " " : "",
                              eo_block_layout_get_reach (spans, n, &spans[i], spans[i].from, spans[i].until));
    }
  g_assert_cmpstr (lanes->str, ==, layouts[index].lanes);
  g_assert_cmpstr (reach->str, ==, layouts[index].reach);
}

/* Of one appointment, the part at a time: a buffer after the neighbour is over has the whole width. */
static void
test_reach_of_parts (void)
{
  EoBlockSpan spans[MOST];
  guint n = read_spans ("540-675 570-630", spans);

  eo_block_layout (spans, n);
  g_assert_cmpuint (eo_block_layout_get_reach (spans, n, &spans[0], 540, 660), ==, 1);
  g_assert_cmpuint (eo_block_layout_get_reach (spans, n, &spans[0], 660, 675), ==, 2);
}

static gboolean
overlap (const EoBlockSpan *a,
         const EoBlockSpan *b)
{
  return a->from < b->until && b->from < a->until;
}

/* How many go on at once, at most, among those that touch @span by a chain of others. */
static guint
count_at_once (const EoBlockSpan *spans,
               guint              n,
               const EoBlockSpan *span)
{
  int from = span->from, until = span->until;
  gboolean grew = TRUE;
  guint most = 1;

  while (grew)
    {
      grew = FALSE;
      for (guint i = 0; i < n; i++)
        if (spans[i].from < until && spans[i].until > from && (spans[i].from < from || spans[i].until > until))
          {
            from = MIN (from, spans[i].from);
            until = MAX (until, spans[i].until);
            grew = TRUE;
          }
    }
  for (int at = from; at < until; at++)
    {
      guint now = 0;

      for (guint i = 0; i < n; i++)
        now += spans[i].from <= at && spans[i].until > at;
      most = MAX (most, now);
    }
  return most;
}

/* Of any day: no two share a pixel, no lane is too many, and nothing could be wider. */
static void
test_layout_of_any (void)
{
  for (guint round = 0; round < 400; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, 40);
      g_autofree EoBlockSpan *spans = g_new0 (EoBlockSpan, n);
      g_autofree guint *reach = g_new (guint, n);

      for (guint i = 0; i < n; i++)
        {
          spans[i].from = g_test_rand_int_range (0, 280) * 5;
          spans[i].until = spans[i].from + g_test_rand_int_range (1, 36) * 5;
          spans[i].order = i;
        }
      eo_block_layout (spans, n);
      for (guint i = 0; i < n; i++)
        reach[i] = eo_block_layout_get_reach (spans, n, &spans[i], spans[i].from, spans[i].until);

      for (guint i = 0; i < n; i++)
        {
          gboolean stopped = spans[i].lane + reach[i] == spans[i].n_lanes;

          g_assert_cmpuint (spans[i].n_lanes, ==, count_at_once (spans, n, &spans[i]));
          g_assert_cmpuint (spans[i].lane + reach[i], <=, spans[i].n_lanes);
          for (guint j = 0; j < n; j++)
            {
              if (j == i || !overlap (&spans[i], &spans[j]))
                continue;
              g_assert_true (spans[j].lane >= spans[i].lane + reach[i] || spans[i].lane >= spans[j].lane + reach[j]);
              stopped = stopped || spans[j].lane == spans[i].lane + reach[i];
            }
          g_assert_true (stopped);
        }
    }
}

/* Local times, as clocks of @zone show them. @parts: what stands on each day from @day on, by its kind's letter. */
static const struct
{
  const char *name;
  const char *zone;
  const char *starts;
  guint       minutes;      /* it lasts */
  guint       before[2];    /* travel, preparation */
  guint       after[2];     /* buffer, travel */
  const char *day;
  const char *parts;
} days[] = {
  { "an hour", "Africa/Johannesburg", "2026-09-22T09:00", 60, { 0, 0 }, { 0, 0 }, "2026-09-22", "m540-600" },
  { "not on the next day", "Africa/Johannesburg", "2026-09-22T09:00", 60, { 0, 0 }, { 0, 0 }, "2026-09-23", "" },
  { "until midnight", "Africa/Johannesburg", "2026-09-22T23:00", 60, { 0, 0 }, { 0, 0 }, "2026-09-22", "m1380-1440" },
  { "until midnight, not the next", "Africa/Johannesburg", "2026-09-22T23:00", 60, { 0, 0 }, { 0, 0 }, "2026-09-23", "" },
  { "over midnight", "Africa/Johannesburg", "2026-09-22T22:00", 210, { 0, 0 }, { 0, 0 }, "2026-09-22", "m1320-1440>" },
  { "over midnight, the next", "Africa/Johannesburg", "2026-09-22T22:00", 210, { 0, 0 }, { 0, 0 }, "2026-09-23", "<m0-90" },
  { "all its parts", "Africa/Johannesburg", "2026-09-22T09:00", 60, { 30, 15 }, { 10, 40 }, "2026-09-22",
    "t495-525 p525-540 m540-600 b600-610 r610-650" },
  { "the way back is on the next day", "Africa/Johannesburg", "2026-09-22T22:30", 75, { 0, 0 }, { 15, 60 }, "2026-09-23",
    "r0-60" },
  { "the way there was the day before", "Africa/Johannesburg", "2026-09-23T00:30", 60, { 90, 0 }, { 0, 0 }, "2026-09-22",
    "t1380-1440>" },
  { "no length at all", "Africa/Johannesburg", "2026-09-22T09:00", 0, { 0, 0 }, { 0, 0 }, "2026-09-22", "m540-541" },
  /* New York goes on from 02:00 to 03:00 on 8 March 2026, and back from 02:00 to 01:00 on 1 November. */
  { "a day of 23 hours", "America/New_York", "2026-03-08T09:00", 60, { 0, 0 }, { 0, 0 }, "2026-03-08", "m540-600" },
  { "over the hour that is not", "America/New_York", "2026-03-08T01:30", 60, { 0, 0 }, { 0, 0 }, "2026-03-08", "m90-210" },
  { "a day of 25 hours", "America/New_York", "2026-11-01T09:00", 60, { 0, 0 }, { 0, 0 }, "2026-11-01", "m540-600" },
  { "into the hour that comes again", "America/New_York", "2026-11-01T01:50", 20, { 0, 0 }, { 0, 0 }, "2026-11-01",
    "m110-130" },
  { "the night before that day", "America/New_York", "2026-10-31T23:00", 120, { 0, 0 }, { 0, 0 }, "2026-11-01", "<m0-60" },
};

static EoOccurrence *
occurrence_of (guint index)
{
  EoOccurrence *one = g_new0 (EoOccurrence, 1);
  g_autoptr (GTimeZone) zone = eo_zone_lookup (days[index].zone);
  EoLocalTime starts;

  g_assert_nonnull (zone);
  g_assert_true (eo_local_time_parse (days[index].starts, &starts, NULL));
  g_ref_count_init (&one->refs);
  one->title = g_strdup ("Meeting");
  one->place = g_strdup ("");
  one->travel_note = g_strdup ("");
  one->starts = eo_local_time_to_unix (&starts, zone);
  one->ends = one->starts + days[index].minutes * 60;
  one->travel_before = days[index].before[0];
  one->preparation = days[index].before[1];
  one->buffer = days[index].after[0];
  one->travel_after = days[index].after[1];
  return one;
}

static void
test_day (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data), n;
  g_autoptr (EoOccurrence) one = occurrence_of (index);
  g_autoptr (GTimeZone) zone = eo_zone_lookup (days[index].zone);
  g_autoptr (GString) found = g_string_new (NULL);
  EoDayPart parts[EO_N_PARTS];
  EoDate day;

  g_assert_true (eo_date_parse (days[index].day, &day, NULL));
  n = eo_day_part_list (one, zone, &day, parts);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (found, "%s%s%c%d-%d%s", i > 0 ? " " : "", parts[i].goes_on_before ? "<" : "",
                            "tpmbr"[parts[i].kind], parts[i].from, parts[i].until, parts[i].goes_on_after ? ">" : "");
  g_assert_cmpstr (found->str, ==, days[index].parts);
}

/* A day has 24 hours on its clock, whatever it lasts; the hour that is skipped leads to the end of it. */
static void
test_moments (void)
{
  static const struct { const char *day; int minute, again; } cases[] = {
    { "2026-09-22", 540, 540 }, { "2026-03-08", 540, 540 }, { "2026-03-08", 150, 180 }, { "2026-11-01", 90, 90 },
    { "2026-11-01", 1440, 1440 }, { "2026-03-08", 0, 0 }, { "2026-03-08", -30, -30 }, { "2026-11-01", 1470, 1470 },
  };
  g_autoptr (GTimeZone) zone = eo_zone_lookup ("America/New_York");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate day;

      g_assert_true (eo_date_parse (cases[i].day, &day, NULL));
      g_assert_cmpint (eo_day_minute (zone, &day, eo_day_moment (zone, &day, cases[i].minute)), ==, cases[i].again);
    }
}

/* Whole days keep their date wherever one looks from; what lasts a day and more stands with them. */
static void
test_bars (void)
{
  static const struct
  {
    const char *starts, *ends, *zone, *seen_from;
    gboolean    all_day, bar;
    const char *first, *last;
  } cases[] = {
    { "2026-09-22T00:00", "2026-09-23T00:00", "Africa/Johannesburg", "Africa/Johannesburg", TRUE, TRUE, "2026-09-22", "2026-09-22" },
    { "2026-09-22T00:00", "2026-09-25T00:00", "Africa/Johannesburg", "Africa/Johannesburg", TRUE, TRUE, "2026-09-22", "2026-09-24" },
    { "2026-09-22T00:00", "2026-09-23T00:00", "Africa/Johannesburg", "America/New_York", TRUE, TRUE, "2026-09-22", "2026-09-22" },
    { "2026-09-22T00:00", "2026-09-23T00:00", "Africa/Johannesburg", "Asia/Tokyo", TRUE, TRUE, "2026-09-22", "2026-09-22" },
    { "2026-09-22T00:00", "2026-09-22T00:00", "Africa/Johannesburg", "Africa/Johannesburg", TRUE, TRUE, "2026-09-22", "2026-09-22" },
    { "2026-09-22T14:00", "2026-09-24T12:00", "Africa/Johannesburg", "Africa/Johannesburg", FALSE, TRUE, "2026-09-22", "2026-09-24" },
    { "2026-09-22T00:00", "2026-09-23T00:00", "Africa/Johannesburg", "Africa/Johannesburg", FALSE, TRUE, "2026-09-22", "2026-09-22" },
    { "2026-09-22T14:00", "2026-09-23T13:00", "Africa/Johannesburg", "Africa/Johannesburg", FALSE, FALSE, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = eo_zone_lookup (cases[i].zone), seen_from = eo_zone_lookup (cases[i].seen_from);
      EoOccurrence one = { .all_day = cases[i].all_day };
      EoLocalTime starts, ends;
      EoDate first = { "" }, last = { "" };

      g_assert_true (eo_local_time_parse (cases[i].starts, &starts, NULL));
      g_assert_true (eo_local_time_parse (cases[i].ends, &ends, NULL));
      one.starts = eo_local_time_to_unix (&starts, zone);
      one.ends = eo_local_time_to_unix (&ends, zone);
      g_assert_cmpint (eo_day_part_is_bar (&one, seen_from, &first, &last), ==, cases[i].bar);
      g_assert_cmpstr (first.iso, ==, cases[i].first);
      g_assert_cmpstr (last.iso, ==, cases[i].last);
    }
}

/* What blocks say: title, detail, and all of it to who does not see it. */
static const struct
{
  const char          *name;
  EoOccurrence         occurrence;
  EoPartKind           kind;
  const char          *clash;
  gboolean             hidden;
  const char          *title;
  const char          *detail;
  const char          *words;
} blocks[] = {
  { "plain", { .title = (char *) "Caucus lunch", .place = (char *) "Dining room" }, EO_PART_MAIN, NULL, FALSE, "Caucus lunch",
    "09:00 · Dining room", "Meeting, Caucus lunch, 09:00 to 10:00, Dining room, HOD" },
  { "without a place", { .title = (char *) "Signing box", .place = (char *) "", .category = EO_CATEGORY_OTHER }, EO_PART_MAIN, NULL,
    FALSE, "Signing box", "09:00", "Appointment, Signing box, 09:00 to 10:00, HOD" },
  { "a hold", { .title = (char *) "Forum", .place = (char *) "Hall", .status = EO_APPOINTMENT_HOLD, .hold_number = 2,
                .hold_count = 3, .category = EO_CATEGORY_EVENT }, EO_PART_MAIN, NULL, FALSE, "Hold 2 of 3: Forum",
    "09:00 · Hall", "Event, Hold 2 of 3: Forum, 09:00 to 10:00, Hall, HOD" },
  { "a clash", { .title = (char *) "Budget", .place = (char *) "" }, EO_PART_MAIN, "Premier: depots", FALSE, "Budget",
    "09:00 · Clash with Premier: depots", "Meeting, Budget, 09:00 to 10:00, HOD, Clash with Premier: depots" },
  { "cancelled", { .title = (char *) "Budget", .place = (char *) "Hall", .status = EO_APPOINTMENT_CANCELLED }, EO_PART_MAIN, NULL,
    FALSE, "Budget", "09:00 · Cancelled · Hall", "Meeting, Budget, 09:00 to 10:00, Hall, HOD, Cancelled" },
  { "classified", { .title = (char *) "Briefing", .place = (char *) "Hall", .classification = EO_SECRET }, EO_PART_MAIN, NULL, FALSE,
    "Briefing", "09:00 · Secret · Hall", "Meeting, Briefing, 09:00 to 10:00, Hall, HOD, Secret" },
  { "private, seen", { .title = (char *) "Dentist", .place = (char *) "", .category = EO_CATEGORY_PERSONAL, .is_private = TRUE },
    EO_PART_MAIN, NULL, FALSE, "Dentist", "09:00", "Personal, Dentist, 09:00 to 10:00, HOD, private" },
  { "private, not to be seen", { .title = (char *) "Dentist", .place = (char *) "Rosebank", .travel_before = 30,
                                 .travel_note = (char *) "R103", .is_private = TRUE }, EO_PART_MAIN, "Budget", TRUE, "Busy", "",
    "Busy, 09:00 to 10:00, HOD, private, 30 minutes of travel before" },
  { "travel to what is not to be seen", { .title = (char *) "Dentist", .place = (char *) "Rosebank", .travel_note = (char *) "R103" },
    EO_PART_TRAVEL_TO, NULL, TRUE, "Travel", "", "Travel, 09:00 to 10:00, HOD" },
  { "travel", { .title = (char *) "Site visit", .place = (char *) "Verulam", .travel_note = (char *) "N3 · 84 km" }, EO_PART_TRAVEL_TO,
    NULL, FALSE, "Travel to Verulam", "N3 · 84 km", "Travel to Verulam, N3 · 84 km, 09:00 to 10:00, for Site visit, HOD" },
  { "with its ways", { .title = (char *) "Site visit", .place = (char *) "", .travel_before = 75, .travel_after = 1, .preparation = 15,
                       .buffer = 10, .travel_note = (char *) "N3" }, EO_PART_MAIN, NULL, FALSE, "Site visit", "09:00",
    "Meeting, Site visit, 09:00 to 10:00, HOD, 75 minutes of travel before, 15 minutes of preparation, "
    "10 minutes kept free after, 1 minute of travel after, N3" },
};

static void
test_words (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  EoGridDiary diary = { .name = (char *) "HOD" };
  EoBlockFacts facts = { .occurrence = &blocks[index].occurrence, .diary = &diary, .clash = blocks[index].clash,
                         .hidden = blocks[index].hidden, .part = { blocks[index].kind, 540, 600, FALSE, FALSE } };
  g_autofree char *title = eo_block_title (&facts), *detail = eo_block_detail (&facts, TRUE);
  g_autofree char *name = eo_block_name (&facts);

  g_assert_cmpstr (title, ==, blocks[index].title);
  g_assert_cmpstr (detail, ==, blocks[index].detail);
  g_assert_cmpstr (name, ==, blocks[index].words);
}

/* What the pointer brings up. */
static void
test_tip (void)
{
  EoGridDiary diary = { .name = (char *) "HOD" };
  EoOccurrence one = { .title = (char *) "Forum", .place = (char *) "Hall" };
  EoBlockFacts facts = { .occurrence = &one, .diary = &diary, .clash = "Budget", .part = { EO_PART_MAIN, 540, 600, FALSE, FALSE } };
  g_autofree char *seen = eo_block_tip (&facts), *hidden = NULL;

  g_assert_cmpstr (seen, ==, "Forum\n09:00 to 10:00\nClash with Budget · Hall\nHOD");
  facts.hidden = TRUE;
  hidden = eo_block_tip (&facts);
  g_assert_cmpstr (hidden, ==, "Busy\n09:00 to 10:00\nHOD");
}

#define ADD(path, table, func) \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) \
    { \
      g_autofree char *name = g_strconcat ("/day-grid/" path "/", table[i].name, NULL); \
      g_test_add_data_func (name, GUINT_TO_POINTER (i), func); \
    }

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("layout", layouts, test_layout);
  g_test_add_func ("/day-grid/reach-of-parts", test_reach_of_parts);
  g_test_add_func ("/day-grid/layout-of-any", test_layout_of_any);
  ADD ("day", days, test_day);
  g_test_add_func ("/day-grid/moments", test_moments);
  g_test_add_func ("/day-grid/bars", test_bars);
  g_test_add_func ("/day-grid/tip", test_tip);
  ADD ("words", blocks, test_words);

  return g_test_run ();
}
