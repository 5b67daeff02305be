/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command-fixture.h"

/* What is printed of the diary, read back. */

#define done(...) \
  G_STMT_START { g_auto (Outcome) outcome = desk_run (desk, __VA_ARGS__, NULL); assert_done (outcome); } G_STMT_END
#define MEC "diary=Hon. N. Dlamini, MEC"
#define HOD "diary=Dr L. Maseko, HOD"

static void
set_up (Desk *desk)
{
  done ("add", "person", "name=Ms L. Pillay");
  done ("add", "diary", "name=Hon. N. Dlamini, MEC", "tag=MEC");
  done ("add", "diary", "name=Dr L. Maseko, HOD", "tag=HOD");
  done ("add", "appointment", MEC, "subject=Portfolio Committee", "starts=2026-09-22T08:30", "ends=2026-09-22T10:15",
        "place=Committee room 2", "address=239 Langalibalele Street", "travel-before=25", "preparation=15",
        "travel-after=20", "attendance=yes", "notes=Bring the annexures");
  done ("add", "attendee", "name=Ms L. Pillay", "party=Ms L. Pillay", "role=host", "appointment=Portfolio Committee");
  done ("add", "attendee", "name=Cllr S. Naidoo", "role=speaks", "response=no", "appointment=Portfolio Committee");
  done ("add", "appointment", MEC, "subject=Dentist", "private=true", "place=Smile Dental", "classification=secret",
        "starts=2026-09-22T13:00", "ends=2026-09-22T13:30");
  done ("add", "appointment", MEC, "subject=Premier on depots", "classification=confidential", "attendance=delegated",
        "delegate=Ms L. Pillay", "starts=2026-09-22T14:30", "ends=2026-09-22T15:30");
  done ("add", "appointment", MEC, "subject=Residents", "status=hold", "starts=2026-09-22T16:00", "ends=2026-09-22T17:00");
  done ("add", "appointment", MEC, "subject=Budget", "attendance=yes", "starts=2026-09-22T16:30", "ends=2026-09-22T17:30");
  done ("add", "appointment", MEC, "subject=Diary meeting", "status=cancelled", "starts=2026-09-22T18:00",
        "ends=2026-09-22T18:30");
  done ("add", "appointment", MEC, "subject=Signing box", "attendance=yes", "starts=2026-09-21T07:00",
        "ends=2026-09-21T07:15", "repeats=FREQ=DAILY");
  done ("add", "special_day", "date=2026-09-24", "title=House sits", "working=sitting");
  done ("add", "appointment", HOD, "subject=Bid adjudication", "starts=2026-09-23T09:30", "ends=2026-09-23T10:30");
}

static char *
print (Desk *desk,
       const char *const *args)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (Outcome) outcome = { 0 };

  g_ptr_array_add (words, (gpointer) "--database");
  g_ptr_array_add (words, desk->office);
  g_ptr_array_add (words, (gpointer) "print");
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) args[i]);
  g_ptr_array_add (words, (gpointer) "-o");
  g_ptr_array_add (words, (gpointer) "p.pdf");
  g_ptr_array_add (words, NULL);
  outcome = desk_spawn (desk, NULL, (const char *const *) words->pdata);
  assert_done (outcome);
  return text_of (desk, "p.pdf");
}

static void
assert_not (const char        *text,
            const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (text, words[i]) != NULL)
        g_test_message ("“%s” is in: %s", words[i], text);
      g_assert_null (strstr (text, words[i]));
    }
}

static void
test_papers (Desk          *desk,
             gconstpointer  data)
{
  static const struct
  {
    const char *args[8];
    const char *has[24];
    const char *has_not[8];
  } cases[] = {
    { { "day", "--date", "2026-09-22", "--diary", "Hon. N. Dlamini, MEC" },
      { "CONFIDENTIAL", "Daily programme", "Tuesday, 22 September 2026", "Hon. N. Dlamini, MEC", "08:30–10:15", "Leave 07:50",
        "Prepare 08:15", "Back 10:35", "Portfolio Committee", "Committee room 2", "239 Langalibalele Street",
        "Ms L. Pillay (host)", "Cllr S. Naidoo (speaks), does", "not come", "Bring the annexures", "13:00–13:30", "Busy",
        "Delegated to Ms L. Pillay", "Hold, not confirmed", "▲ Clash: 16:30, Budget", "Does not take place",
        "Diary meeting (Cancelled)", "Page 1 of 1" },
      { "Dentist", "Smile", "SECRET", "Bid" } },
    { { "day", "--date", "2026-09-23" },
      { "Dr L. Maseko, HOD", "Bid adjudication", "To be confirmed", "Signing box" }, { "Portfolio", "CONFIDENTIAL" } },
    { { "day", "--date", "2026-09-24", "--diary", "Dr L. Maseko, HOD" }, { "Heritage Day, House sits", "Nothing to list" }, { "Bid" } },
    { { "week", "--date", "2026-09-25" },
      { "CONFIDENTIAL", "21 Sep 2026 – 27 Sep 2026", "Mon 21 Sep", "Sun 27 Sep", "Morning", "08:30 Portfolio", "until 10:15",
        "HOD", "Busy", "Heritage Day", "House sits" }, { "Dentist", "Smile", "Diary meeting" } },
    { { "lookahead", "--date", "2026-09-20", "--days", "30" },
      { "Look-ahead, 30 days", "20 Sep 2026 – 19 Oct 2026", "2 clash with another", "1 open hold", "Every week", "Signing box",
        "21 Sep – 27 Sep 2026", "Tue 22 Sep", "Not a working day", "House sits", "Sitting day", "Bid adjudication", "Nothing to list" },
      { "Dentist", "Diary meeting" } },
    { { "day-pack", "--date", "2026-09-22", "--diary", "Hon. N. Dlamini, MEC" },
      { "Day pack", "Contents", "Daily programme", "08:30 Portfolio Committee", "Who attends", "Open commitments: Ms L. Pillay",
        "Answer her", "CONFIDENTIAL", "Page 3 of 3" }, { "Dentist", "SECRET", "Page 1 of 1" } },
  };

  set_up (desk);
  done ("add", "action", "task=Answer her", "about-kind=person", "about-id=1");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = print (desk, cases[i].args);

      assert_words (text, cases[i].has);
      assert_not (text, cases[i].has_not);
    }
}

static void
test_trip (Desk          *desk,
           gconstpointer  data)
{
  static const char *const args[] = { "itinerary", "--trip", "Rotterdam", NULL };
  static const char *const has[] = {
    "RESTRICTED", "Itinerary", "Rotterdam · 12 Oct 2026 – 16 Oct 2026", "Port exchange", "MEC and HOD", "Durban → Dubai", "Flight",
    "05:00 (Dubai)", "03:00 at home", "EK 776", "QX7T2L", "Mr M. Khoza", "ZG 1 KZN", "92 km", "Stay: Hotel New York", "3 nights",
    "+31 10 439", "Port Authority", "World Port Center", NULL
  };
  g_autofree char *text = NULL;

  done ("add", "diary", "name=MEC");
  done ("add", "person", "name=Mr M. Khoza");
  done ("add", "trip", "title=Rotterdam", "diary=MEC", "starts=2026-10-12", "ends=2026-10-16", "purpose=Port exchange",
        "delegation=MEC and HOD", "classification=restricted");
  done ("add", "leg", "trip=Rotterdam", "mode=car", "from-place=Pietermaritzburg", "to-place=Durban", "leaves=2026-10-12T14:00",
        "arrives=2026-10-12T15:15", "driver=Mr M. Khoza", "vehicle=ZG 1 KZN", "distance=92");
  done ("add", "leg", "trip=Rotterdam", "mode=flight", "from-place=Durban", "to-place=Dubai", "leaves=2026-10-12T18:40",
        "arrives=2026-10-13T05:00", "arrives-zone=Asia/Dubai", "carrier=EK 776", "booking=QX7T2L");
  done ("add", "leg", "trip=Rotterdam", "mode=stay", "from-place=Hotel New York", "leaves=2026-10-13T15:00",
        "arrives=2026-10-16T10:00", "phone=+31 10 439");
  done ("add", "appointment", "diary=MEC", "subject=Port Authority", "starts=2026-10-14T09:00", "ends=2026-10-14T11:00",
        "place=World Port Center");
  text = print (desk, args);
  assert_words (text, has);
}

/* Many, and long ones: each is there, over as many pages as it takes. */
static void
test_many (Desk          *desk,
           gconstpointer  data)
{
  static const char *const day[] = { "day", "--date", "2026-09-22", NULL };
  static const char *const week[] = { "week", "--date", "2026-09-22", NULL };
  g_autoptr (GString) notes = g_string_new ("notes=");
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;

  for (guint i = 0; i < 1200; i++)
    g_string_append (notes, "word ");
  g_string_append (notes, "last");
  done ("add", "diary", "name=MEC");
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *subject = g_strdup_printf ("subject=Caller %02u", i);
      g_autofree char *starts = g_strdup_printf ("starts=2026-09-22T%02u:%02u", 7 + i / 4, i % 4 * 15);

      done ("add", "appointment", "diary=MEC", subject, starts, i == 20 ? notes->str : "notes=");
    }
  text = print (desk, day);
  other = print (desk, week);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Caller %02u", i);

      g_assert_nonnull (strstr (text, subject));
      g_assert_nonnull (strstr (other, subject));
    }
  g_assert_nonnull (strstr (text, "word last"));
}

static void
test_refused (Desk          *desk,
              gconstpointer  data)
{
  static const struct { const char *args[8]; int status; const char *words; } cases[] = {
    { { "day", "--date", "tomorrowish", "-o", "p.pdf" }, 1, "tomorrowish" },
    { { "day", "--diary", "Nobody", "-o", "p.pdf" }, 1, "Nobody" },
    { { "day", "--days", "3", "-o", "p.pdf" }, 2, "--days" },
    { { "day", "extra", "-o", "p.pdf" }, 2, "extra" },
    { { "lookahead", "--days", "0", "-o", "p.pdf" }, 2, "0" },
    { { "itinerary", "-o", "p.pdf" }, 2, "--trip" },
    { { "day-pack", "-o", "p.xlsx" }, 2, "PDF" },
    { { "day-pack", "--trip", "x", "-o", "p.pdf" }, 2, "--trip" },
    { { "day-pack", "--date", "2026-09-22", "-o", "p.pdf" }, 2, "--diary" },
    { { "overdue", "--date", "2026-09-22", "-o", "p.pdf" }, 2, "--date" },
    { { "day", "--date", "2026-09-22" }, 2, "-o" },
  };
  g_autofree char *path = g_build_filename (desk->folder, "p.pdf", NULL);

  done ("add", "diary", "name=MEC");
  done ("add", "diary", "name=HOD");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *a = cases[i].args;
      g_auto (Outcome) outcome = desk_run (desk, "print", a[0], a[1], a[2], a[3], a[4], a[5], a[6], NULL);

      assert_refused (outcome, cases[i].status, cases[i].words);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/diary-papers/each", test_papers);
  desk_test ("/diary-papers/trip", test_trip);
  desk_test ("/diary-papers/many", test_many);
  desk_test ("/diary-papers/refused", test_refused);
  return g_test_run ();
}
