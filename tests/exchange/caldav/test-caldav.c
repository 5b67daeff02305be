/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "caldav-fixture.h"
#include "base/eo-error.h"
#include "sections/diary/eo-attendee.h"

/* A diary and a calendar on a real server: what either side does comes to the other, once. */

#define NL "\r\n"
#define AT9 "DTSTART;TZID=Africa/Johannesburg:20261125T090000" NL "DTEND;TZID=Africa/Johannesburg:20261125T100000" NL

static void
test_out (Server        *server,
          gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *member = server_member (server, "Meeting");
  g_autofree char *text = NULL;

  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  text = other_get (server, member);
  g_assert_nonnull (strstr (text, "SUMMARY:Meeting"));
  g_assert_nonnull (strstr (text, "LOCATION:Town Hall"));
  g_assert_null (strstr (text, "X-EXECOFFICE"));
  assert_sync (server, SYNC_NOTHING);

  server_set (server, "Meeting", "place", "City Hall");
  assert_sync (server, "in 0/0/0, out 0/1/0, refused 0, conflicts 0");
  g_free (text);
  text = other_get (server, member);
  g_assert_nonnull (strstr (text, "LOCATION:City Hall"));
  assert_sync (server, SYNC_NOTHING);

  server_set (server, "Meeting", "travel-before", "30"); /* nothing that the server is told */
  assert_sync (server, SYNC_NOTHING);

  server_delete (server, "Meeting");
  assert_sync (server, "in 0/0/0, out 0/0/1, refused 0, conflicts 0");
  g_assert_cmpuint (other_count (server), ==, 0);
  assert_sync (server, SYNC_NOTHING);
}

static void
test_in (Server        *server,
         gconstpointer  data)
{
  g_autoptr (EoAppointment) taken = NULL;
  g_autoptr (EoAppointment) moved = NULL;

  other_put (server, "a.ics", ENTRY ("a@phone", "SUMMARY:Lunch" NL "LOCATION:Ulundi" NL AT9));
  other_put (server, "b.ics", ENTRY ("b@phone", "SUMMARY:Leave" NL "DTSTART;VALUE=DATE:20261201" NL "DTEND;VALUE=DATE:20261204" NL));
  other_put (server, "c.ics", ENTRY ("c@phone", "SUMMARY:Abroad" NL "DTSTART:20261202T070000Z" NL "DTEND:20261202T080000Z" NL));
  assert_sync (server, "in 3/0/0, out 0/0/0, refused 0, conflicts 0");
  assert_sync (server, SYNC_NOTHING);
  taken = server_find (server, "Lunch");
  g_assert_cmpstr (taken->starts.iso, ==, "2026-11-25T09:00");
  g_assert_cmpstr (taken->place, ==, "Ulundi");
  diary_assert (&server->office, "2026-11-25", "2026-12-03", "2026-11-25T09:00 Lunch\n2026-12-01T00:00 Leave\n2026-12-02T09:00 Abroad");

  other_edit (server, "a.ics", "T090000", "T093000");
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  moved = server_find (server, "Lunch");
  g_assert_cmpstr (moved->starts.iso, ==, "2026-11-25T09:30");
  assert_sync (server, SYNC_NOTHING);

  other_delete (server, "a.ics");
  assert_sync (server, "in 0/0/1, out 0/0/0, refused 0, conflicts 0");
  g_assert_nonnull (strstr (server->lines->str, "“Lunch” was deleted on the server"));
  g_assert_cmpint (server_count (server), ==, 2);
  assert_sync (server, SYNC_NOTHING);
}

/* What only we have is not lost by a change elsewhere. */
static void
test_ours_stays (Server        *server,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) one = office_add (&server->office, "appointment", "subject", "Visit", "diary", "The MEC", "starts",
                                         "2026-11-25T09:00", "place", "School", "address", "1 Main Road, Ndwedwe", "brief", "Quiet words",
                                         "travel-before", "45", "status", "hold", "category", "visit", NULL);
  g_autofree char *member = server_member (server, "Visit");
  g_autofree char *text = NULL;
  g_autoptr (EoAppointment) now = NULL;

  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  text = other_get (server, member);
  g_assert_null (strstr (text, "Quiet"));
  g_assert_nonnull (strstr (text, "STATUS:TENTATIVE"));
  other_edit (server, member, "SUMMARY:Visit", "SUMMARY:School visit");
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  now = server_find (server, "School visit");
  g_assert_cmpstr (now->brief, ==, "Quiet words");
  g_assert_cmpint (now->travel_before, ==, 45);
  g_assert_cmpint (now->status, ==, EO_APPOINTMENT_HOLD);
  g_assert_cmpstr (now->place, ==, "School");
  g_assert_cmpstr (now->address, ==, "1 Main Road, Ndwedwe");
  assert_sync (server, SYNC_NOTHING);
}

static gboolean
write_forget (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  return eo_caldav_forget (writer, ((EoRecord *) data)->id, error);
}

static void
test_series (Server        *server,
             gconstpointer  data)
{
  static const char series[] = "BEGIN:VCALENDAR" NL "VERSION:2.0" NL "PRODID:-//Phone//EN" NL "BEGIN:VEVENT" NL "UID:s@phone" NL
    "DTSTAMP:20261101T000000Z" NL "SUMMARY:Cabinet" NL AT9 "RRULE:FREQ=WEEKLY;COUNT=5" NL
    "EXDATE;TZID=Africa/Johannesburg:20261202T090000" NL "END:VEVENT" NL "BEGIN:VEVENT" NL "UID:s@phone" NL "DTSTAMP:20261101T000000Z" NL
    "SUMMARY:Cabinet moved" NL "RECURRENCE-ID;TZID=Africa/Johannesburg:20261209T090000" NL
    "DTSTART;TZID=Africa/Johannesburg:20261209T140000" NL "DTEND;TZID=Africa/Johannesburg:20261209T150000" NL "END:VEVENT" NL
    "END:VCALENDAR" NL;
  g_autoptr (GString) plain = g_string_new (series);
  g_autofree char *text = NULL;
  char *second;

  other_put (server, "s.ics", series);
  assert_sync (server, "in 1/0/0, out 0/0/0, refused 0, conflicts 0");
  diary_assert (&server->office, "2026-11-25", "2027-01-01",
                "2026-11-25T09:00 Cabinet\n2026-12-09T14:00 Cabinet moved\n2026-12-16T09:00 Cabinet\n2026-12-23T09:00 Cabinet");
  assert_sync (server, SYNC_NOTHING);

  server_set (server, "Cabinet moved", "starts", "2026-12-09T15:00");
  server_set (server, "Cabinet moved", "ends", "2026-12-09T16:00");
  assert_sync (server, "in 0/0/0, out 0/1/0, refused 0, conflicts 0");
  text = other_get (server, "s.ics");
  g_assert_nonnull (strstr (text, "20261209T150000"));
  g_assert_nonnull (strstr (text, "EXDATE"));
  assert_sync (server, SYNC_NOTHING);

  server_delete (server, "Cabinet moved"); /* it does not take place */
  assert_sync (server, "in 0/0/0, out 0/1/0, refused 0, conflicts 0");
  diary_assert (&server->office, "2026-12-01", "2027-01-01", "2026-12-16T09:00 Cabinet\n2026-12-23T09:00 Cabinet");
  g_free (text);
  text = other_get (server, "s.ics");
  g_assert_null (strstr (text, "RECURRENCE-ID"));
  g_assert_nonnull (strstr (text, "20261209T090000"));
  g_assert_true (eo_store_write (server->office.store, write_forget, server->diary, NULL));
  assert_sync (server, SYNC_NOTHING); /* and both know it, also an office that was restored */

  other_put (server, "s.ics", series); /* and does again */
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  diary_assert (&server->office, "2026-12-01", "2027-01-01",
                "2026-12-09T14:00 Cabinet moved\n2026-12-16T09:00 Cabinet\n2026-12-23T09:00 Cabinet");

  second = strstr (plain->str + 100, "BEGIN:VEVENT");
  g_string_truncate (plain, second - plain->str);
  g_string_append (plain, "END:VCALENDAR" NL); /* as the others again */
  other_put (server, "s.ics", plain->str);
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  diary_assert (&server->office, "2026-12-01", "2027-01-01",
                "2026-12-09T09:00 Cabinet\n2026-12-16T09:00 Cabinet\n2026-12-23T09:00 Cabinet");
  assert_sync (server, SYNC_NOTHING);

  server_delete (server, "Cabinet");
  assert_sync (server, "in 0/0/0, out 0/0/1, refused 0, conflicts 0");
  g_assert_cmpuint (other_count (server), ==, 0);
}

static char *
list_people (Server *server)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_attendee_kind);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  eo_query_set_sort (query, eo_kind_find_field (&eo_attendee_kind, "name"), FALSE);
  all = eo_store_select (server->office.store, query, 0, NULL);
  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((EoAttendee *) g_ptr_array_index (all, i))->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

#define assert_people(server, wanted)                     \
  G_STMT_START                                            \
  {                                                       \
    g_autofree char *people_ = list_people (server);      \
    g_assert_cmpstr (people_, ==, wanted);                \
  }                                                       \
  G_STMT_END

static void
add_person (Server     *server,
            const char *name,
            const char *email,
            const char *role)
{
  g_autoptr (EoRecord) one = office_add (&server->office, "attendee", "name", name, "email", email, "role", role, "appointment",
                                         "Meeting", NULL);
}

/* Another program takes out the lines that @pattern begins to match. */
static void
other_strike (Server     *server,
              const char *member,
              const char *pattern)
{
  g_autofree char *text = other_get (server, member);
  g_autofree char *whole = g_strdup_printf ("(?m)^(%s)[^\r]*\r\n( [^\r]*\r\n)*", pattern);
  g_autoptr (GRegex) regex = g_regex_new (whole, 0, 0, NULL);
  g_autoptr (GString) unfolded = g_string_new (text);
  g_autofree char *rest = NULL;

  g_string_replace (unfolded, "\r\n ", "", 0);
  g_assert_true (g_regex_match (regex, unfolded->str, 0, NULL));
  rest = g_regex_replace (regex, unfolded->str, -1, 0, "", 0, NULL);
  other_put (server, member, rest);
}

/* Who is struck out there does not attend here any more; who never went out stays. */
static void
test_people (Server        *server,
             gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *member = server_member (server, "Meeting");

  add_person (server, "Ayanda", "ayanda@example.org", "attends");
  add_person (server, "Bongani", "bongani@example.org", "attends");
  add_person (server, "Driver", "", "attends");
  add_person (server, "Host", "host@example.org", "host");
  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  other_strike (server, member, "ATTENDEE.*bongani");
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  assert_people (server, "Ayanda, Driver, Host");
  assert_sync (server, SYNC_NOTHING);

  other_strike (server, member, "ATTENDEE|ORGANIZER"); /* a host is not gone because a program does not know hosts */
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  assert_people (server, "Driver, Host");

  other_edit (server, member, "SUMMARY:", "ORGANIZER;CN=New:mailto:new@example.org" NL "SUMMARY:");
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  assert_people (server, "Driver, New");
  assert_sync (server, SYNC_NOTHING);
}

/* Struck out there while something was changed here that the server does not see in its fields: a person decides. */
static void
test_people_conflict (Server        *server,
                      gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *member = server_member (server, "Meeting");

  add_person (server, "Ayanda", "ayanda@example.org", "attends");
  add_person (server, "Bongani", "bongani@example.org", "attends");
  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  other_strike (server, member, "ATTENDEE.*bongani");
  add_person (server, "Cebile", "cebile@example.org", "attends");
  assert_sync (server, "in 0/0/0, out 0/0/0, refused 0, conflicts 1");
  assert_people (server, "Ayanda, Bongani, Cebile");
}

/* Zones of the same name that are not the same, fetched together: each entry means its own. */
static void
test_zones (Server        *server,
            gconstpointer  data)
{
  for (int hours = 1; hours <= 3; hours++)
    {
      g_autofree char *member = g_strdup_printf ("z%d.ics", hours);
      g_autofree char *text = g_strdup_printf (
        "BEGIN:VCALENDAR" NL "VERSION:2.0" NL "PRODID:-//Phone//EN" NL "BEGIN:VTIMEZONE" NL "TZID:Customized" NL "BEGIN:STANDARD" NL
        "DTSTART:19700101T000000" NL "TZOFFSETFROM:+0%d00" NL "TZOFFSETTO:+0%d00" NL "END:STANDARD" NL "END:VTIMEZONE" NL
        "BEGIN:VEVENT" NL "UID:z%d" NL "DTSTAMP:20261101T000000Z" NL "SUMMARY:Plus %d" NL
        "DTSTART;TZID=Customized:20261125T120000" NL "DTEND;TZID=Customized:20261125T130000" NL "END:VEVENT" NL "END:VCALENDAR" NL,
        hours, hours, hours, hours);

      other_put (server, member, text);
    }
  other_put (server, "plain.ics", ENTRY ("plain", "SUMMARY:Plain" NL AT9));
  assert_sync (server, "in 4/0/0, out 0/0/0, refused 0, conflicts 0");
  diary_assert (&server->office, "2026-11-25", "2026-11-26",
                "2026-11-25T09:00 Plain\n2026-11-25T11:00 Plus 3\n2026-11-25T12:00 Plus 2\n2026-11-25T13:00 Plus 1");
  assert_sync (server, SYNC_NOTHING);
}

static void
test_private (Server        *server,
              gconstpointer  data)
{
  g_autoptr (EoRecord) hidden = office_add (&server->office, "appointment", "subject", "Cardiologist", "diary", "The MEC", "starts",
                                            "2026-11-25T09:00", "place", "Room 4", "notes", "Fasting", "private", "true", NULL);
  g_autoptr (EoRecord) secret = office_add (&server->office, "appointment", "subject", "Briefing", "diary", "The MEC", "starts",
                                            "2026-11-26T09:00", "place", "Vault", NULL);
  g_autofree char *member = server_member (server, "Cardiologist");
  g_autofree char *second = server_member (server, "Briefing");
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  g_autoptr (EoAppointment) now = NULL;
  g_autoptr (GError) error = NULL;

  secret->classification = EO_SECRET;
  g_assert_true (eo_store_save (server->office.store, secret, NULL));
  g_autoptr (EoRecord) person = office_add (&server->office, "attendee", "name", "Dr Heart", "email", "heart@example.org", "appointment",
                                            "Cardiologist", NULL);

  assert_sync (server, "in 0/0/0, out 2/0/0, refused 0, conflicts 0");
  text = other_get (server, member);
  other = other_get (server, second);
  for (guint i = 0; i < 2; i++)
    {
      const char *said = i == 0 ? text : other;

      g_assert_nonnull (strstr (said, "SUMMARY:Busy"));
      g_assert_null (strstr (said, "Cardio"));
      g_assert_null (strstr (said, "Room"));
      g_assert_null (strstr (said, "Fasting"));
      g_assert_null (strstr (said, "heart"));
      g_assert_null (strstr (said, "Briefing"));
      g_assert_null (strstr (said, "Vault"));
      g_assert_null (strstr (said, "X-EXECOFFICE"));
    }

  /* Moved on the phone: the times are ours, the words stay. */
  other_edit (server, member, "DTSTART;TZID=Africa/Johannesburg:20261125T090000", "DTSTART;TZID=Africa/Johannesburg:20261125T080000");
  assert_sync (server, "in 0/1/0, out 0/0/0, refused 0, conflicts 0");
  now = server_find (server, "Cardiologist");
  g_assert_cmpstr (now->starts.iso, ==, "2026-11-25T08:00");
  g_assert_cmpstr (now->place, ==, "Room 4");
  g_assert_cmpstr (now->notes, ==, "Fasting");
  assert_sync (server, SYNC_NOTHING);

  /* Not at all, from now on. */
  eo_store_set_field (server->office.store, server->diary, "discloses", "nothing", &error);
  g_assert_no_error (error);
  g_assert_true (eo_store_save (server->office.store, server->diary, NULL));
  server_set (server, "Cardiologist", "notes", "Fasting since midnight");
  server_set (server, "Briefing", "notes", "Bring it");
  assert_sync (server, "in 0/0/0, out 0/0/2, refused 0, conflicts 0");
  g_assert_cmpuint (other_count (server), ==, 0);
  g_assert_cmpint (server_count (server), ==, 2);
  assert_sync (server, SYNC_NOTHING);
}

/* The principal's own: the server knows what it says, and keeps it. */
static void
test_private_there (Server        *server,
                    gconstpointer  data)
{
  g_autofree char *text = NULL;

  other_put (server, "p.ics", ENTRY ("p@phone", "SUMMARY:Birthday" NL "CLASS:PRIVATE" NL AT9));
  assert_sync (server, "in 1/0/0, out 0/0/0, refused 0, conflicts 0");
  server_set (server, "Birthday", "starts", "2026-11-25T08:00");
  assert_sync (server, "in 0/0/0, out 0/1/0, refused 0, conflicts 0");
  text = other_get (server, "p.ics");
  g_assert_nonnull (strstr (text, "SUMMARY:Birthday"));
  g_assert_nonnull (strstr (text, "CLASS:PRIVATE"));
}

static void
test_held (Server        *server,
           gconstpointer  data)
{
  g_autoptr (EoRecord) hold = server_book (server, "Opening", "2026-11-25T09:00", "status", "hold");
  g_autoptr (EoRecord) firm = server_book (server, "Closing", "2026-11-25T14:00", "place", "");
  g_autofree char *member = server_member (server, "Closing");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  assert_sync (server, "in 0/0/0, out 2/0/0, refused 0, conflicts 0");
  diary_step (&server->office, hold, "released", &error);
  g_assert_no_error (error);
  diary_step (&server->office, firm, "cancelled", &error);
  g_assert_no_error (error);
  assert_sync (server, "in 0/0/0, out 0/1/1, refused 0, conflicts 0");
  text = other_get (server, member);
  g_assert_nonnull (strstr (text, "STATUS:CANCELLED"));
  g_assert_cmpint (server_count (server), ==, 2); /* a hold that was given up stays in the office */
  assert_sync (server, SYNC_NOTHING);
}

/* Conflicts */
typedef struct
{
  const char   *name;
  const char   *mine;    /* new subject here; NULL: deleted */
  const char   *theirs;  /* likewise there */
  EoCaldavKeep  keep;
  const char   *sync;    /* what the sync after the decision does */
  const char   *here;    /* what stands in the diary then */
  const char   *there;   /* a summary on the server under the old name; NULL: nothing */
  guint         entries; /* on the server in the end */
} Conflict;

static const Conflict conflicts[] = {
  { "mine", "Ours", "Theirs", EO_CALDAV_KEEP_MINE, "in 0/0/0, out 0/1/0, refused 0, conflicts 0", "2026-11-25T09:00 Ours", "Ours", 1 },
  { "theirs", "Ours", "Theirs", EO_CALDAV_KEEP_THEIRS, "in 0/0/0, out 0/0/0, refused 0, conflicts 0", "2026-11-25T09:00 Theirs", "Theirs", 1 },
  { "both", "Ours", "Theirs", EO_CALDAV_KEEP_BOTH, "in 0/0/0, out 1/0/0, refused 0, conflicts 0",
    "2026-11-25T09:00 Theirs\n2026-11-25T09:00 Ours", "Theirs", 2 },
  { "deleted-here-mine", NULL, "Theirs", EO_CALDAV_KEEP_MINE, "in 0/0/0, out 0/0/1, refused 0, conflicts 0", "", NULL, 0 },
  { "deleted-here-theirs", NULL, "Theirs", EO_CALDAV_KEEP_THEIRS, "in 0/0/0, out 0/0/0, refused 0, conflicts 0", "2026-11-25T09:00 Theirs",
    "Theirs", 1 },
  { "deleted-there-mine", "Ours", NULL, EO_CALDAV_KEEP_MINE, "in 0/0/0, out 1/0/0, refused 0, conflicts 0", "2026-11-25T09:00 Ours", "Ours", 1 },
  { "deleted-there-theirs", "Ours", NULL, EO_CALDAV_KEEP_THEIRS, "in 0/0/0, out 0/0/0, refused 0, conflicts 0", "", NULL, 0 },
};

static void
test_conflict (Server        *server,
               gconstpointer  data)
{
  const Conflict *one = data;
  g_autoptr (EoRecord) record = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *member = server_member (server, "Meeting");
  g_autofree char *summary = g_strconcat ("SUMMARY:", one->theirs, NULL);
  g_autofree char *wanted = g_strconcat ("SUMMARY:", one->there, NULL);
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) open = NULL;
  const EoCaldavConflict *conflict;
  g_autoptr (GError) error = NULL;

  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  if (one->mine != NULL)
    server_set (server, "Meeting", "subject", one->mine);
  else
    server_delete (server, "Meeting");
  if (one->theirs != NULL)
    other_edit (server, member, "SUMMARY:Meeting", summary);
  else
    other_delete (server, member);

  /* Nothing is written over, however often it is tried. */
  before = other_get (server, member);
  for (guint i = 0; i < 3; i++)
    assert_sync (server, "in 0/0/0, out 0/0/0, refused 0, conflicts 1");
  text = other_get (server, member);
  g_assert_cmpstr (text, ==, before);
  diary_assert (&server->office, "2026-11-25", "2026-11-26", one->mine != NULL ? "2026-11-25T09:00 Ours" : "");

  open = eo_caldav_conflicts_load (server->office.store, server->diary->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (open->len, ==, 1);
  conflict = g_ptr_array_index (open, 0);
  g_assert_true ((*conflict->mine == '\0') == (one->mine == NULL));
  g_assert_true ((*conflict->theirs == '\0') == (one->theirs == NULL));
  g_assert_true (eo_caldav_conflict_decide (server->office.store, conflict->id, one->keep, &error));
  assert_sync (server, one->sync);
  diary_assert (&server->office, "2026-11-25", "2026-11-26", one->here);
  g_free (text);
  text = other_get (server, member);
  if (one->there != NULL)
    g_assert_nonnull (strstr (text, wanted));
  g_assert_cmpuint (other_count (server), ==, one->entries);
  assert_sync (server, SYNC_NOTHING);
}

/* Both sides made the same of it, and both deleted it: nothing to decide. */
static void
test_agreed (Server        *server,
             gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *member = server_member (server, "Meeting");

  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  server_set (server, "Meeting", "place", "City Hall");
  other_edit (server, member, "LOCATION:Town Hall", "LOCATION:City Hall");
  assert_sync (server, SYNC_NOTHING);
  server_delete (server, "Meeting");
  other_delete (server, member);
  assert_sync (server, SYNC_NOTHING);
}

/* An office that was restored, or never knew: what is there already is not doubled. */
static void
test_known_to_both (Server        *server,
                    gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autoptr (EoRecord) two = server_book (server, "Lunch", "2026-11-25T12:00", "repeats", "FREQ=WEEKLY;UNTIL=20261231T120000");
  g_autofree char *member = server_member (server, "Lunch");

  assert_sync (server, "in 0/0/0, out 2/0/0, refused 0, conflicts 0");
  g_assert_true (eo_store_write (server->office.store, write_forget, server->diary, NULL));
  assert_sync (server, SYNC_NOTHING);
  g_assert_true (eo_store_write (server->office.store, write_forget, server->diary, NULL));
  other_edit (server, member, "SUMMARY:Lunch", "SUMMARY:Dinner");
  assert_sync (server, "in 0/0/0, out 0/0/0, refused 0, conflicts 1");
}

static void
test_refused (Server        *server,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (server->folder, "store", "collection-root", "pa", "work", "bad.ics", NULL);

  other_put (server, "bad.ics", ENTRY ("bad@phone", "SUMMARY:Each minute" NL AT9 "RRULE:FREQ=MINUTELY" NL));
  other_put (server, "good.ics", ENTRY ("good@phone", "SUMMARY:Lunch" NL AT9));
  assert_sync (server, "in 1/0/0, out 0/0/0, refused 1, conflicts 0");
  g_assert_nonnull (strstr (server->lines->str, "was not taken from the server"));
  assert_sync (server, SYNC_NOTHING); /* told once */
  other_put (server, "bad.ics", ENTRY ("bad@phone", "SUMMARY:Each day" NL AT9 "RRULE:FREQ=DAILY;COUNT=2" NL));
  assert_sync (server, "in 1/0/0, out 0/0/0, refused 0, conflicts 0");
}

static void
test_states (Server        *server,
             gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autoptr (EoCaldavAccount) right = g_steal_pointer (&server->account);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCaldavCollection) state = NULL;

  server->account = eo_caldav_account_new (right->address, "pa", "wrong", FALSE);
  g_assert_false (server_sync_with (server, EO_CALDAV_DEFAULT, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_PASSWORD);
  g_assert_null (strstr (error->message, "wrong"));
  g_clear_error (&error);
  eo_caldav_account_free (server->account);
  server->account = g_steal_pointer (&right);

  server_stop (server);
  g_assert_false (server_sync_with (server, EO_CALDAV_DEFAULT, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
  state = eo_caldav_collection_load (server->office.store, server->diary->id, NULL);
  g_assert_cmpstr (state->trouble, ==, error->message);
  server_start (server); /* and it catches up */
  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  g_clear_pointer (&state, eo_caldav_collection_free);
  state = eo_caldav_collection_load (server->office.store, server->diary->id, NULL);
  g_assert_cmpstr (state->trouble, ==, "");
  g_assert_null (strstr (state->identity, "127.0.0.1"));
}

/* A server that lost what it had empties no diary. */
static void
test_lost (Server        *server,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint status;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Meeting %u", i);
      g_autoptr (EoRecord) one = server_book (server, subject, "2026-11-25T09:00", "place", "");
    }
  assert_sync (server, "in 0/0/0, out 30/0/0, refused 0, conflicts 0");
  g_free (other_ask (server, "DELETE", "work/", NULL, NULL, &status, NULL));
  g_assert_cmpuint (status / 100, ==, 2);
  g_free (other_ask (server, "MKCALENDAR", "work/", NULL, NULL, &status, NULL));
  g_assert_cmpuint (status, ==, 201);
  g_assert_false (server_sync_with (server, EO_CALDAV_DEFAULT, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_STATE);
  g_assert_cmpint (server_count (server), ==, 30);
  g_clear_error (&error);
  g_assert_true (server_sync_with (server, EO_CALDAV_TRUST_DELETIONS, &error));
  g_assert_cmpint (server_count (server), ==, 0);
}

static void
test_discovery (Server        *server,
                gconstpointer  data)
{
  g_autofree char *root = g_strdup_printf ("http://127.0.0.1:%u", server->port);
  g_autoptr (EoCaldavAccount) given = eo_caldav_account_new (root, "pa", "secret", FALSE);
  g_autoptr (EoCaldavAccount) found = NULL;
  g_autoptr (EoCaldavAccount) made = NULL;
  g_autoptr (EoCaldavAccount) which = NULL;
  g_autoptr (GError) error = NULL;

  found = eo_caldav_find_account (given, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->address, ==, server->account->address);
  made = eo_caldav_find_account (given, "Office of the MEC", TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (made->address, "/pa/office-of-the-mec/"));
  which = eo_caldav_find_account (given, NULL, FALSE, NULL, &error);
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Office of the MEC"));
  g_clear_error (&error);
  which = eo_caldav_find_account (given, "Office of the MEC", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (which->address, ==, made->address);
}

/* A client that is not ours: vdirsyncer carries, khal writes. */
static void
run_client (Server     *server,
            const char *line) /* "FOLDER" stands for the server's */
{
  g_autoptr (GString) command = g_string_new (line);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) client = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (command, "FOLDER", server->folder, 0);
  g_assert_true (g_shell_parse_argv (command->str, NULL, &argv, NULL));
  g_subprocess_launcher_setenv (launcher, "HOME", server->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "XDG_CONFIG_HOME");
  client = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (client, "y\ny\ny\n", NULL, &said, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (client))
    g_test_message ("%s: %s", command->str, said);
  g_assert_true (g_subprocess_get_successful (client));
}

static void
write_config (Server     *server,
              const char *name,
              const char *format)
{
  g_autofree char *path = g_build_filename (server->folder, name, NULL);
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "FOLDER", server->folder, 0);
  g_string_replace (text, "PORT", port, 0);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

static void
test_other_client (Server        *server,
                   gconstpointer  data)
{
  static const char carry[] = "vdirsyncer -c FOLDER/vdirsyncer sync";
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *vdirsyncer = g_find_program_in_path ("vdirsyncer");
  g_autofree char *khal = g_find_program_in_path ("khal");
  g_autofree char *uid = g_strdup (one->uid);
  g_autofree char *file = g_strdup_printf ("%s/phone/work/%s.ics", server->folder, uid);
  g_autofree char *edit = g_strdup_printf ("sed -i s/SUMMARY:Meeting/SUMMARY:Moved/;s/T090000/T103000/;s/T100000/T113000/ %s", file);
  g_autoptr (EoAppointment) moved = NULL;

  if (vdirsyncer == NULL || khal == NULL)
    {
      g_test_skip ("vdirsyncer and khal are not here");
      return;
    }
  write_config (server, "vdirsyncer", "[general]\nstatus_path = \"FOLDER/status/\"\n[pair work]\na = \"phone\"\nb = \"server\"\n"
                "collections = [\"work\"]\n[storage phone]\ntype = \"filesystem\"\npath = \"FOLDER/phone/\"\nfileext = \".ics\"\n"
                "[storage server]\ntype = \"caldav\"\nurl = \"http://127.0.0.1:PORT/pa/\"\nusername = \"pa\"\npassword = \"secret\"\n");
  write_config (server, "khal", "[calendars]\n[[work]]\npath = FOLDER/phone/work\n[locale]\nlocal_timezone = Africa/Johannesburg\n"
                "default_timezone = Africa/Johannesburg\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
                "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = FOLDER/khal.db\n");
  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  run_client (server, "vdirsyncer -c FOLDER/vdirsyncer discover");
  run_client (server, carry);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  run_client (server, "khal -c FOLDER/khal new -a work 2026-11-27 15:00 16:00 'Tea with khal'");
  run_client (server, edit);
  run_client (server, carry);
  assert_sync (server, "in 1/1/0, out 0/0/0, refused 0, conflicts 0");
  diary_assert (&server->office, "2026-11-25", "2026-11-28", "2026-11-25T10:30 Moved\n2026-11-27T15:00 Tea with khal");
  moved = server_find (server, "Moved");
  g_assert_cmpstr (moved->place, ==, "Town Hall");
  server_delete (server, "Tea with khal");
  assert_sync (server, "in 0/0/0, out 0/0/1, refused 0, conflicts 0");
  run_client (server, carry);
  assert_sync (server, SYNC_NOTHING);
}

/* The program, killed wherever it is: nothing doubles, nothing is lost. */
static void
kill_in_the_middle (Server *server,
                    guint   after) /* microseconds */
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) program = NULL;

  g_subprocess_launcher_setenv (launcher, "EXECOFFICE_CALDAV_ADDRESS", server->account->address, TRUE);
  g_subprocess_launcher_setenv (launcher, "EXECOFFICE_CALDAV_USER", "pa", TRUE);
  g_subprocess_launcher_setenv (launcher, "EXECOFFICE_CALDAV_PASSWORD", "secret", TRUE);
  program = g_subprocess_launcher_spawn (launcher, NULL, g_getenv ("EXECOFFICE_PROGRAM"), "--database", server->office.path, "sync", NULL);
  g_assert_nonnull (program);
  g_usleep (after);
  g_subprocess_force_exit (program);
  g_subprocess_wait (program, NULL, NULL);
}

#define KILLS 25
#define EACH  80

static void
test_kill (Server        *server,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < EACH; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Ours %u", i);
      g_autofree char *member = g_strdup_printf ("theirs-%u.ics", i);
      g_autofree char *text = g_strdup_printf (ENTRY ("theirs-%u", "SUMMARY:Theirs %u" NL AT9), i, i);
      g_autoptr (EoRecord) one = server_book (server, subject, "2026-11-25T09:00", "place", "");

      other_put (server, member, text);
    }
  office_close (&server->office);
  for (guint i = 0; i < KILLS; i++)
    kill_in_the_middle (server, 20000 + i * 40000);
  office_open (&server->office);
  server_sync_with (server, EO_CALDAV_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (server->count.conflicts, ==, 0);
  g_assert_cmpuint (other_count (server), ==, 2 * EACH);
  all = eo_store_select (server->office.store, query, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2 * EACH);
  for (guint i = 0; i < all->len; i++)
    g_assert_true (g_hash_table_add (seen, g_strdup (((EoAppointment *) g_ptr_array_index (all, i))->subject)));
  assert_sync (server, SYNC_NOTHING);
}

/* As a person types it. */
static char *
run_program (Server     *server,
             const char *line,
             int        *status)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *whole = g_strdup_printf ("%s --database %s %s", g_getenv ("EXECOFFICE_PROGRAM"), server->office.path, line);
  g_autofree char *password = g_build_filename (server->folder, "password", NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_assert_true (g_file_set_contents (password, "secret\n", -1, NULL));
  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  g_subprocess_launcher_setenv (launcher, "EXECOFFICE_CALDAV_ADDRESS", server->account->address, TRUE);
  g_subprocess_launcher_setenv (launcher, "EXECOFFICE_CALDAV_USER", "pa", TRUE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_subprocess_launcher_set_cwd (launcher, server->folder);
  program = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (program);
  return said;
}

#define assert_program(server, line, wanted_status, words)            \
  G_STMT_START                                                        \
  {                                                                   \
    int status_;                                                      \
    g_autofree char *said_ = run_program (server, line, &status_);    \
    if (status_ != (wanted_status) || strstr (said_, words) == NULL)  \
      g_test_message ("%s: %s", line, said_);                         \
    g_assert_cmpint (status_, ==, wanted_status);                     \
    g_assert_nonnull (strstr (said_, words));                         \
  }                                                                   \
  G_STMT_END

static void
test_command (Server        *server,
              gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *member = server_member (server, "Meeting");

  office_close (&server->office);
  assert_program (server, "sync --password-file password", 0, "Out: 1 added");
  assert_program (server, "set appointment Meeting subject=Ours", 0, "");
  other_edit (server, member, "SUMMARY:Meeting", "SUMMARY:Theirs");
  assert_program (server, "sync --password-file password", 1, "#1 Ours: changed here and on the server");
  assert_program (server, "sync --password-file password --keep neither 1", 2, "mine, theirs or both");
  assert_program (server, "sync --password-file password --keep theirs 9", 1, "decided already");
  assert_program (server, "sync --password-file password --keep theirs '#1'", 0, "In conflict: 0");
  assert_program (server, "list appointment", 0, "Theirs");
  assert_program (server, "sync --password-file nowhere", 1, "could not be read");
  assert_program (server, "sync --diary Nobody", 1, "Nobody");
  assert_program (server, "sync too much", 2, "too");
  assert_program (server, "sync --setup http://127.0.0.1:1/", 2, "--user");
  assert_program (server, "sync --setup http://192.0.2.1/ --user pa --password-file password", 1, "not protected");
  office_open (&server->office);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *radicale = g_find_program_in_path ("radicale");

  g_test_init (&argc, &argv, NULL);
  if (radicale == NULL)
    {
      g_print ("1..0 # SKIP there is no radicale here\n");
      return 0;
    }
  server_test ("/caldav/out", test_out);
  server_test ("/caldav/in", test_in);
  server_test ("/caldav/ours-stays", test_ours_stays);
  server_test ("/caldav/series", test_series);
  server_test ("/caldav/people", test_people);
  server_test ("/caldav/people-conflict", test_people_conflict);
  server_test ("/caldav/zones", test_zones);
  server_test ("/caldav/private", test_private);
  server_test ("/caldav/private-there", test_private_there);
  server_test ("/caldav/held", test_held);
  for (guint i = 0; i < G_N_ELEMENTS (conflicts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/caldav/conflict/%s", conflicts[i].name);

      g_test_add (path, Server, &conflicts[i], server_set_up, test_conflict, server_tear_down);
    }
  server_test ("/caldav/agreed", test_agreed);
  server_test ("/caldav/known-to-both", test_known_to_both);
  server_test ("/caldav/refused", test_refused);
  server_test ("/caldav/states", test_states);
  server_test ("/caldav/lost", test_lost);
  server_test ("/caldav/discovery", test_discovery);
  server_test ("/caldav/other-client", test_other_client);
  server_test ("/caldav/kill", test_kill);
  server_test ("/caldav/command", test_command);
  return g_test_run ();
}
