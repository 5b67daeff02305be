/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "calendar-fixture.h"

/* What events say, as calendars of all kinds write them, and what is read from each. */

#define NL "\r\n"
#define AT "DTSTART:20260922T090000" NL
#define PACIFIC "BEGIN:VTIMEZONE" NL "TZID:%s" NL "BEGIN:STANDARD" NL "DTSTART:20071104T020000" NL \
  "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11" NL "TZOFFSETFROM:-0700" NL "TZOFFSETTO:-0800" NL "END:STANDARD" NL "BEGIN:DAYLIGHT" NL \
  "DTSTART:20070311T020000" NL "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" NL "TZOFFSETFROM:-0800" NL "TZOFFSETTO:-0700" NL \
  "END:DAYLIGHT" NL "END:VTIMEZONE" NL

typedef struct
{
  const char *name;
  const char *event;   /* between BEGIN and END */
  const char *is;      /* "starts zone – ends zone, all day, repeats, except, extra"; NULL: left out */
  const char *notes;   /* codes of what is told, apart by spaces */
  const char *beside;  /* what else stands in the calendar, or NULL */
} Case;

static const char *const codes[EO_N_CALENDAR_NOTES] = {
  "too-large", "long-line", "too-deep", "cut-off", "damaged", "no-start", "bad-start", "bad-occurrence", "bad-rule", "sub-daily",
  "never", "times-of-day", "too-many", "other-kind", "bad-end", "end-before", "zone-unknown", "zone-meant", "zone-world", "rules-left",
  "times-left", "further", "people-left", "foreign-left", "hung",
};

static const Case cases[] = {
  { "floating", AT "DTEND:20260922T100000" NL, "2026-09-22T09:00  – 2026-09-22T10:00 ||||", "" },
  { "utc", "DTSTART:20260922T070000Z" NL "DTEND:20260922T080000Z" NL, "2026-09-22T07:00 UTC – 2026-09-22T08:00 UTC||||", "" },
  { "zone", "DTSTART;TZID=Africa/Johannesburg:20260922T090000" NL "DTEND;TZID=Europe/London:20260922T090000" NL,
    "2026-09-22T09:00 Africa/Johannesburg – 2026-09-22T09:00 Europe/London||||", "" },
  { "end-utc", "DTSTART;TZID=Africa/Johannesburg:20260922T090000" NL "DTEND:20260922T080000Z" NL,
    "2026-09-22T09:00 Africa/Johannesburg – 2026-09-22T10:00 Africa/Johannesburg||||", "" },
  { "seconds", "DTSTART:20260922T090059" NL "DTEND:20260922T093030" NL, "2026-09-22T09:00  – 2026-09-22T09:30 ||||", "" },
  { "all-day", "DTSTART;VALUE=DATE:20260924" NL "DTEND;VALUE=DATE:20260926" NL,
    "2026-09-24T00:00  – 2026-09-25T00:00 |all day|||", "" },
  { "all-day-alone", "DTSTART;VALUE=DATE:20260924" NL, "2026-09-24T00:00  – 2026-09-24T00:00 |all day|||", "" },
  { "all-day-same", "DTSTART;VALUE=DATE:20260924" NL "DTEND;VALUE=DATE:20260924" NL,
    "2026-09-24T00:00  – 2026-09-24T00:00 |all day|||", "" },
  { "all-day-unsaid", "DTSTART:20260924" NL "DTEND:20260925" NL, "2026-09-24T00:00  – 2026-09-24T00:00 |all day|||", "" },
  { "all-day-duration", "DTSTART;VALUE=DATE:20260924" NL "DURATION:P3D" NL, "2026-09-24T00:00  – 2026-09-26T00:00 |all day|||",
    "" },
  { "no-end", AT, "2026-09-22T09:00  – 2026-09-22T09:00 ||||", "" },
  { "duration", AT "DURATION:PT1H30M" NL, "2026-09-22T09:00  – 2026-09-22T10:30 ||||", "" },
  { "duration-over-the-change", "DTSTART;TZID=Europe/London:20261024T220000" NL "DURATION:PT5H" NL,
    "2026-10-24T22:00 Europe/London – 2026-10-25T02:00 Europe/London||||", "" },
  { "days-over-the-change", "DTSTART;TZID=Europe/London:20261024T220000" NL "DURATION:P1D" NL,
    "2026-10-24T22:00 Europe/London – 2026-10-25T22:00 Europe/London||||", "" },
  { "duration-absurd", AT "DURATION:P999999999999999999W" NL, "2026-09-22T09:00  – 2026-09-22T09:00 ||||", "bad-end" },
  { "end-unreadable", AT "DTEND:tomorrow" NL, "2026-09-22T09:00  – 2026-09-22T09:00 ||||", "bad-end" },
  { "end-before", AT "DTEND:20260922T080000" NL, "2026-09-22T09:00  – 2026-09-22T09:00 ||||", "end-before" },
  { "end-before-all-day", "DTSTART;VALUE=DATE:20260924" NL "DTEND;VALUE=DATE:20260920" NL,
    "2026-09-24T00:00  – 2026-09-24T00:00 |all day|||", "end-before" },
  { "end-before-by-zone", "DTSTART;TZID=Europe/London:20260922T090000" NL "DTEND;TZID=Africa/Johannesburg:20260922T093000" NL,
    "2026-09-22T09:00 Europe/London – 2026-09-22T09:00 Europe/London||||", "end-before" },
  { "years-long", "DTSTART:20200101T000000" NL "DTEND:20300101T000000" NL, "2020-01-01T00:00  – 2030-01-01T00:00 ||||", "" },
  { "no-start", "SUMMARY:x" NL, NULL, "no-start" },
  { "start-unreadable", "DTSTART:soon" NL, NULL, "bad-start" },
  { "start-no-such-day", "DTSTART:20260230T090000" NL, NULL, "bad-start" },
  { "start-no-such-hour", "DTSTART:20260222T250000" NL, NULL, "bad-start" },
  { "year-0", "DTSTART:00000101T000000" NL, NULL, "bad-start" },
  { "beyond-9999", "DTSTART:99991231T230000" NL "DURATION:P400D" NL, "9999-12-31T23:00  – 9999-12-31T23:00 ||||", "bad-end" },
  { "occurrence-unreadable", AT "RECURRENCE-ID:never" NL, NULL, "bad-occurrence" },

  { "rule", AT "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10" NL,
    "2026-09-22T09:00  – 2026-09-22T09:00 ||FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=TU,TH||", "" },
  { "rule-until-utc", "DTSTART;TZID=Europe/London:20260922T090000" NL "RRULE:FREQ=DAILY;UNTIL=20261001T080000Z" NL,
    "2026-09-22T09:00 Europe/London – 2026-09-22T09:00 Europe/London||FREQ=DAILY;UNTIL=20261001T090000||", "" },
  { "rule-until-day", AT "RRULE:FREQ=DAILY;UNTIL=20261001" NL,
    "2026-09-22T09:00  – 2026-09-22T09:00 ||FREQ=DAILY;UNTIL=20261001T235959||", "" },
  { "rule-of-days-until-moment", "DTSTART;VALUE=DATE:20260924" NL "RRULE:FREQ=YEARLY;UNTIL=20300924T000000Z" NL,
    "2026-09-24T00:00  – 2026-09-24T00:00 |all day|FREQ=YEARLY;UNTIL=20300924||", "" },
  { "rule-unreadable", AT "RRULE:FREQ=SOMETIMES" NL, NULL, "bad-rule" },
  { "rule-of-another-calendar", AT "RRULE:RSCALE=CHINESE;FREQ=YEARLY" NL, NULL, "bad-rule" },
  { "rule-never-day", AT "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30" NL, NULL, "never" },
  { "rule-never-second", AT "RRULE:FREQ=SECONDLY;COUNT=3;BYMONTH=2;BYMONTHDAY=30" NL, NULL, "never" },
  { "rule-never-week", AT "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6" NL, NULL, "never" },
  { "rule-over-before-it-begins", AT "RRULE:FREQ=DAILY;UNTIL=20200101T000000Z" NL, NULL, "never" },
  { "rule-hourly", AT "RRULE:FREQ=HOURLY" NL, NULL, "sub-daily" },
  { "rule-hourly-three", AT "RRULE:FREQ=HOURLY;COUNT=3" NL,
    "2026-09-22T09:00  – 2026-09-22T09:00 ||||2026-09-22T10:00 2026-09-22T11:00", "" },
  { "rule-minutes-within-the-hour", AT "RRULE:FREQ=SECONDLY;INTERVAL=20;COUNT=6" NL,
    "2026-09-22T09:00  – 2026-09-22T09:00 ||||2026-09-22T09:01", "" },
  { "rule-hourly-too-long", AT "RRULE:FREQ=HOURLY;UNTIL=20270922T090000" NL, NULL, "sub-daily" },
  { "rule-minutely-too-many", AT "RRULE:FREQ=MINUTELY;COUNT=1001" NL, NULL, "sub-daily" },
  { "rule-at-its-own-time", AT "RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0" NL,
    "2026-09-22T09:00  – 2026-09-22T09:00 ||FREQ=DAILY||", "" },
  { "rule-twice-a-day", AT "RRULE:FREQ=DAILY;BYHOUR=9,14" NL, NULL, "times-of-day" },
  { "two-rules", AT "RRULE:FREQ=DAILY;COUNT=2" NL "RRULE:FREQ=YEARLY" NL,
    "2026-09-22T09:00  – 2026-09-22T09:00 ||FREQ=DAILY;COUNT=2||", "rules-left" },
  { "exceptions", "DTSTART;TZID=Europe/London:20260922T090000" NL "RRULE:FREQ=DAILY" NL "EXDATE:20260925T080000Z,20260924T080000Z" NL
    "EXDATE;VALUE=DATE:20260923" NL "EXDATE;TZID=Africa/Johannesburg:20261026T110000" NL,
    "2026-09-22T09:00 Europe/London – 2026-09-22T09:00 Europe/London||FREQ=DAILY|"
    "2026-09-23T09:00 2026-09-24T09:00 2026-09-25T09:00 2026-10-26T09:00|", "" },
  { "exceptions-of-days", "DTSTART;VALUE=DATE:20260924" NL "RRULE:FREQ=DAILY" NL "EXDATE;VALUE=DATE:20260925,20260925" NL,
    "2026-09-24T00:00  – 2026-09-24T00:00 |all day|FREQ=DAILY|2026-09-25T00:00|", "" },
  { "extra", AT "RDATE:20260923T090000" NL "RDATE;VALUE=PERIOD:20260924T090000/PT5H" NL "RDATE:20260922T090000" NL,
    "2026-09-22T09:00  – 2026-09-22T09:00 ||||2026-09-23T09:00 2026-09-24T09:00", "" },

  { "zone-by-prefix", "DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Africa/Johannesburg:20260922T090000" NL,
    "2026-09-22T09:00 Africa/Johannesburg – 2026-09-22T09:00 Africa/Johannesburg||||", "" },
  { "zone-by-prefix-of-mozilla", "DTSTART;TZID=/mozilla.org/20070129_1/America/Argentina/Buenos_Aires:20260922T090000" NL,
    "2026-09-22T09:00 America/Argentina/Buenos_Aires – 2026-09-22T09:00 America/Argentina/Buenos_Aires||||", "" },
  { "zone-of-windows", "DTSTART;TZID=South Africa Standard Time:20260922T090000" NL,
    "2026-09-22T09:00 Africa/Johannesburg – 2026-09-22T09:00 Africa/Johannesburg||||", "" },
  { "zone-of-windows-quoted", "DTSTART;TZID=\"W. Europe Standard Time\":20260922T090000" NL,
    "2026-09-22T09:00 Europe/Berlin – 2026-09-22T09:00 Europe/Berlin||||", "" },
  { "zone-by-location", "DTSTART;TZID=ours:20260922T090000" NL,
    "2026-09-22T09:00 Asia/Tokyo – 2026-09-22T09:00 Asia/Tokyo||||", "",
    "BEGIN:VTIMEZONE" NL "TZID:ours" NL "X-LIC-LOCATION:Asia/Tokyo" NL "END:VTIMEZONE" NL },
  { "zone-by-its-clocks", "DTSTART;TZID=Head Office:20260922T090000" NL,
    "2026-09-22T09:00 America/Los_Angeles – 2026-09-22T09:00 America/Los_Angeles||||", "zone-meant", "Head Office" },
  { "zone-nobody-knows", "DTSTART;TZID=Mars/Olympus:20260922T090000" NL "DTEND;TZID=Mars/Olympus:20260922T100000" NL,
    "2026-09-22T09:00  – 2026-09-22T10:00 ||||", "zone-unknown" },
  { "zone-that-climbs", "DTSTART;TZID=../../../etc/passwd:20260922T090000" NL, "2026-09-22T09:00  – 2026-09-22T09:00 ||||",
    "zone-unknown" },
  { "zone-of-no-place", "DTSTART;TZID=odd:20260922T090000" NL, "2026-09-22T08:43 UTC – 2026-09-22T08:43 UTC||||", "zone-world",
    "BEGIN:VTIMEZONE" NL "TZID:odd" NL "BEGIN:STANDARD" NL "DTSTART:19700101T000000" NL "TZOFFSETFROM:+0017" NL
    "TZOFFSETTO:+0017" NL "END:STANDARD" NL "END:VTIMEZONE" NL },
  { "zone-wrong", "DTSTART;TZID=odd:20260922T090000" NL, "2026-09-22T09:00  – 2026-09-22T09:00 ||||", "zone-unknown",
    "BEGIN:VTIMEZONE" NL "TZID:odd" NL "BEGIN:STANDARD" NL "DTSTART:19700101T000000" NL "TZOFFSETFROM:+0017" NL
    "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30" NL "TZOFFSETTO:+0017" NL "END:STANDARD" NL "END:VTIMEZONE" NL },
  { "clock-skips-it", "DTSTART;TZID=Europe/London:20260329T013000" NL "DURATION:PT1H" NL,
    "2026-03-29T01:30 Europe/London – 2026-03-29T03:00 Europe/London||||", "" },
  { "others", AT, "2026-09-22T09:00  – 2026-09-22T09:00 ||||", "other-kind other-kind other-kind",
    "BEGIN:VTODO" NL "END:VTODO" NL "BEGIN:VTODO" NL "END:VTODO" NL "BEGIN:VJOURNAL" NL "END:VJOURNAL" NL
    "BEGIN:VFREEBUSY" NL "END:VFREEBUSY" NL },
};

static char *
describe (const EoCalendarEvent *event)
{
  return g_strdup_printf ("%s %s – %s %s|%s|%s|%s|%s", event->starts, event->starts_zone, event->ends, event->ends_zone,
                          event->all_day ? "all day" : "", event->repeats, event->except, event->extra);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCalendarBatch) batch = NULL;
  g_autoptr (GString) text = g_string_new (CALENDAR_HEAD);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *is = NULL;

  if (one->beside != NULL && !g_str_has_prefix (one->beside, "BEGIN"))
    g_string_append_printf (text, PACIFIC, one->beside);
  else if (one->beside != NULL)
    g_string_append (text, one->beside);
  g_string_append_printf (text, "BEGIN:VEVENT" NL "%sEND:VEVENT" NL CALENDAR_FOOT, one->event);
  batch = calendar_read_text (text->str, text->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < batch->notes->len; i++)
    {
      const EoCalendarNote *note = g_ptr_array_index (batch->notes, i);

      g_string_append_printf (told, "%s%s", i > 0 ? " " : "", codes[note->code]);
      g_assert_null (strchr (note->text, '%'));
    }
  g_assert_cmpstr (told->str, ==, one->notes);
  g_assert_cmpuint (batch->events->len, ==, one->is != NULL ? 1 : 0);
  if (one->is == NULL)
    return;
  is = describe (g_ptr_array_index (batch->events, 0));
  g_assert_cmpstr (is, ==, one->is);
}

/* Everything an event can say, and what is not understood. */
static void
test_whole (void)
{
  static const char text[] = CALENDAR_HEAD "METHOD:REQUEST" NL "BEGIN:VEVENT" NL "UID:1@example.org" NL "SEQUENCE:3" NL
    "DTSTAMP:20260901T000000Z" NL "SUMMARY:Site visit\\, Ndwedwe" NL "LOCATION:Ward 4\\; the bridge" NL
    "DESCRIPTION:Bring\\nthe pla" NL " ns" NL AT "RECURRENCE-ID;TZID=Europe/London:20260921T090000" NL "URL:https://example.org/map" NL
    "GEO:-29.8512;31.0123" NL "STATUS:TENTATIVE" NL "TRANSP:TRANSPARENT" NL "CLASS:PRIVATE" NL "CATEGORIES:Visit,Media" NL
    "CATEGORIES:One\\, two" NL "ORGANIZER;CN=\"Nkosi, Thandi\":mailto:thandi@example.org" NL
    "ATTENDEE;CN=Sipho;ROLE=CHAIR;PARTSTAT=ACCEPTED:MAILTO:sipho@example.org" NL "ATTENDEE:mailto:a@example.org" NL
    "X-EXECOFFICE-TRAVEL-BEFORE:45" NL "X-EXECOFFICE-NOTE;X=\"a:b\":one\\,\\ntwo\\\\" NL "X-APPLE-STRUCTURED;X=Y:geo" NL
    "PRIORITY:5" NL "BEGIN:VALARM" NL "TRIGGER:-PT15M" NL "END:VALARM" NL "END:VEVENT" NL CALENDAR_FOOT;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCalendarBatch) batch = calendar_read_text (text, sizeof text - 1, &error);
  const EoCalendarEvent *event;
  const EoCalendarAttendee *attendee;

  g_assert_no_error (error);
  g_assert_cmpuint (batch->notes->len, ==, 0);
  g_assert_cmpuint (batch->events->len, ==, 1);
  event = g_ptr_array_index (batch->events, 0);
  g_assert_cmpint (event->method, ==, EO_METHOD_REQUEST);
  g_assert_cmpstr (event->uid, ==, "1@example.org");
  g_assert_cmpint (event->sequence, ==, 3);
  g_assert_cmpstr (event->occurrence, ==, "2026-09-21T09:00");
  g_assert_cmpstr (event->occurrence_zone, ==, "Europe/London");
  g_assert_cmpstr (event->summary, ==, "Site visit, Ndwedwe");
  g_assert_cmpstr (event->location, ==, "Ward 4; the bridge");
  g_assert_cmpstr (event->description, ==, "Bring\nthe plans");
  g_assert_cmpstr (event->url, ==, "https://example.org/map");
  g_assert_cmpstr (event->geo, ==, "-29.851200;31.012300");
  g_assert_cmpstr (event->status, ==, "TENTATIVE");
  g_assert_cmpstr (event->transparency, ==, "TRANSPARENT");
  g_assert_cmpstr (event->class, ==, "PRIVATE");
  g_assert_cmpstr (event->categories, ==, "Visit\nMedia\nOne, two");
  g_assert_cmpstr (event->organizer_name, ==, "Nkosi, Thandi");
  g_assert_cmpstr (event->organizer_address, ==, "thandi@example.org");
  g_assert_cmpuint (event->attendees->len, ==, 2);
  attendee = g_ptr_array_index (event->attendees, 0);
  g_assert_cmpstr (attendee->name, ==, "Sipho");
  g_assert_cmpstr (attendee->address, ==, "sipho@example.org");
  g_assert_cmpstr (attendee->role, ==, "CHAIR");
  g_assert_cmpstr (attendee->response, ==, "ACCEPTED");
  g_assert_cmpuint (g_hash_table_size (event->own), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (event->own, "TRAVEL-BEFORE"), ==, "45");
  g_assert_cmpstr (g_hash_table_lookup (event->own, "NOTE"), ==, "one,\ntwo\\");
  g_assert_cmpstr (event->foreign, ==, "X-APPLE-STRUCTURED;X=Y:geo\nPRIORITY:5\nBEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\n");
}

/* A calendar whose method stands last, one after another in a file, and an answer that says no time. */
static void
test_methods (void)
{
  static const char text[] = CALENDAR_HEAD "BEGIN:VEVENT" NL "UID:1" NL AT "END:VEVENT" NL "METHOD:CANCEL" NL CALENDAR_FOOT
    CALENDAR_HEAD "METHOD:reply" NL "BEGIN:VEVENT" NL "UID:2" NL "ATTENDEE;PARTSTAT=DECLINED:mailto:a@example.org" NL "END:VEVENT" NL
    CALENDAR_FOOT "BEGIN:VEVENT" NL "UID:3" NL AT "END:VEVENT" NL;
  static const EoCalendarMethod methods[] = { EO_METHOD_CANCEL, EO_METHOD_REPLY, EO_METHOD_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCalendarBatch) batch = calendar_read_text (text, sizeof text - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batch->events->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const EoCalendarEvent *event = g_ptr_array_index (batch->events, i);

      g_assert_cmpuint (event->calendar, ==, i);
      g_assert_cmpint (event->method, ==, methods[i]);
      g_assert_cmpstr (event->starts, ==, i == 1 ? "" : "2026-09-22T09:00");
    }
}

/* More than an answer holds. */
static void
test_batches (void)
{
  g_autoptr (GString) text = g_string_new (CALENDAR_HEAD);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCalendarBatch) batch = NULL;

  for (guint i = 0; i < 2500; i++)
    g_string_append_printf (text, "BEGIN:VEVENT" NL "UID:%u" NL AT "END:VEVENT" NL, i);
  g_string_append (text, CALENDAR_FOOT);
  batch = calendar_read_text (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batch->events->len, ==, 2500);
  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *uid = g_strdup_printf ("%u", i);

      g_assert_cmpstr (((EoCalendarEvent *) batch->events->pdata[i])->uid, ==, uid);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/calendar-file/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/calendar-file/whole", test_whole);
  g_test_add_func ("/calendar-file/methods", test_methods);
  g_test_add_func ("/calendar-file/batches", test_batches);
  return g_test_run ();
}
