/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sqlite3.h>

#include "../sections/registry-fixture.h"
#include "store-fixture.h"
#include "store/eo-backup.h"
#include "store/eo-destroy.h"
#include "store/eo-mail.h"
#include "store/eo-search.h"

#define SCHEMA "/org/example/ExecOffice/schema"

/* Offices of earlier versions open, keep what they hold, and have a copy of what they were put aside. */

static void
run_sql (sqlite3    *database,
         const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What made an office of that version: the numbered files up to it, which never change. */
static void
run_schema (sqlite3 *database,
            int      version)
{
  g_auto (GStrv) names = g_resources_enumerate_children (SCHEMA, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert_cmpint (g_strv_length (names), >=, version);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  for (int i = 0; i < version; i++)
    {
      g_autofree char *path = g_strconcat (SCHEMA "/", names[i], NULL);
      g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      run_sql (database, g_bytes_get_data (sql, NULL));
    }
}

/* As that version of the program left it: its schema, and what a frozen file says its tables held. */
static void
make_old_office (const char *path,
                 int         version)
{
  g_autofree char *name = g_strdup_printf ("office-version-%d.sql", version);
  g_autofree char *frozen = g_test_build_filename (G_TEST_DIST, "store", name, NULL);
  g_autofree char *pragmas = g_strdup_printf ("PRAGMA foreign_keys = OFF; PRAGMA application_id = 1162831462;"
                                              "PRAGMA user_version = %d", version);
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database = NULL;

  g_file_get_contents (frozen, &rows, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  run_sql (database, pragmas);
  run_schema (database, version);
  run_sql (database, rows);
  run_sql (database, "INSERT INTO search_fts (search_fts) VALUES ('rebuild')");
  sqlite3_close (database);
}

static char *
text_of (EoRecord   *record,
         const char *name)
{
  return eo_field_to_text (eo_kind_find_field (eo_record_get_kind (record), name), record);
}

static void
assert_text (EoRecord   *record,
             const char *name,
             const char *expected)
{
  g_autofree char *text = text_of (record, name);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_sound (EoStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = eo_store_check (store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_error ("%s", (const char *) g_ptr_array_index (faults, i));
}

static void
begin_old (Office *office,
           int     version)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
  g_autoptr (GError) error = NULL;

  office_close (office);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (office->path, endings[i], NULL);

      g_remove (path);
    }
  make_old_office (office->path, version);
  office->store = eo_store_open (office->path, EO_STORE_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
test_first_version (Office        *office,
                    gconstpointer  data)
{
  g_autofree char *copy = g_strconcat (office->path, ".version-1", NULL);
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (EoRecord) file = NULL;
  g_autoptr (EoSearchResult) found = NULL;
  g_autoptr (GError) error = NULL;

  begin_old (office, 1);
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
  assert_sound (office->store);

  letter = eo_store_find (office->store, eo_kind_lookup ("letter"), "OUT/2026/00001", &error);
  g_assert_no_error (error);
  assert_text (letter, "subject", "Reply on the road");
  assert_text (letter, "notes", "By hand");
  assert_text (letter, "priority", "normal");
  file = eo_store_find (office->store, eo_kind_lookup ("file"), "36/2/7", &error);
  g_assert_no_error (error);
  assert_text (file, "status", "closed");
  assert_text (file, "closed_on", "2020-06-30");
  found = eo_store_search (office->store, "ndwedwe", NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->hits->len, >=, 3);

  /* And it can be worked in. */
  eo_record_set_text (letter, "proof", "RR123456789ZA", NULL);
  eo_store_save (office->store, letter, &error);
  g_assert_no_error (error);
  assert_sound (office->store);
}

static EoRecord *
find_record (Office     *office,
             const char *kind,
             const char *reference)
{
  g_autoptr (GError) error = NULL;
  EoRecord *record = eo_store_find (office->store, eo_kind_lookup (kind), reference, &error);

  g_assert_no_error (error);
  return record;
}

/* The one of its kind. */
static EoRecord *
only_record (Office     *office,
             const char *kind,
             const char *field,
             const char *value)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup (kind));
  g_autoptr (GPtrArray) found = NULL;

  eo_query_add (query, eo_kind_find_field (eo_kind_lookup (kind), field), EO_IS, value);
  found = eo_store_select (office->store, query, 2, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* Letters with their clocks, a file with its volumes and a loan, a disposal carried out, a rule changed by hand. */
static void
test_fifth_version (Office        *office,
                    gconstpointer  data)
{
  static const struct { const char *reference, *field, *text; } letters[] = {
    { "IN/2026/00001", "subject", "Road at Ndwedwe" }, { "IN/2026/00001", "supporting", "" },
    { "IN/2026/00001", "due_basis", "calendar" }, /* as the rule changed by hand says */
    { "IN/2026/00001", "reply_due", "2026-11-23" }, { "IN/2026/00001", "status", "drafting" },
    { "OUT/2026/00001", "body", "The bridge will be mended." },
    { "IN/2026/00002", "due_basis", "calendar" }, { "IN/2026/00002", "clock_stopped", "2026-11-22" },
    { "IN/2026/00003", "due_basis", "exact" },
  };
  g_autofree char *copy = g_strconcat (office->path, ".version-5", NULL);
  g_autoptr (EoRecord) rule = NULL;
  g_autoptr (EoRecord) loan = NULL;
  g_autoptr (EoRecord) run = NULL;
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (GPtrArray) destroyed = NULL;
  g_autoptr (EoSearchResult) found = NULL;
  g_autoptr (GError) error = NULL;
  const char *kind;
  gint64 id;

  begin_old (office, 5);
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
  assert_sound (office->store);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (EoRecord) record = find_record (office, "letter", letters[i].reference);

      assert_text (record, letters[i].field, letters[i].text);
    }
  rule = only_record (office, "due_rule", "title", "Any letter");
  assert_text (rule, "dispatch_days", "20");
  assert_text (rule, "basis", "calendar");
  loan = only_record (office, "loan", "status", "out");
  g_assert_nonnull (strstr (eo_field_get_link (eo_kind_find_field (eo_kind_lookup ("loan"), "volume"), loan)->title, "2"));
  run = find_record (office, "disposal", "DSP/2026/00001");
  assert_text (run, "status", "carried-out");
  destroyed = eo_store_get_destroyed (office->store, run->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (destroyed->len, ==, 1);
  g_assert_cmpstr (((EoDestroyed *) destroyed->pdata[0])->name, ==, "bid.txt");
  g_assert_true (eo_store_find_mail (office->store, "id:a1@ndwedwe.example", &kind, &id));

  /* And it can be worked in. */
  letter = find_record (office, "letter", "IN/2026/00001");
  eo_record_set_text (letter, "supporting", "Disaster Management, Finance", NULL);
  eo_store_save (office->store, letter, &error);
  g_assert_no_error (error);
  found = eo_store_search (office->store, "disaster", NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->hits->len, ==, 1);
  assert_sound (office->store);
}

/* A mail with its thread, a special day; and then a diary. */
static void
test_sixth_version (Office        *office,
                    gconstpointer  data)
{
  g_autofree char *copy = g_strconcat (office->path, ".version-6", NULL);
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (EoRecord) day = NULL;
  g_autoptr (EoRecord) diary = NULL;
  g_autoptr (EoRecord) appointment = NULL;

  begin_old (office, 6);
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
  assert_sound (office->store);
  letter = find_record (office, "letter", "IN/2026/00001");
  assert_text (letter, "supporting", "Protocol, Roads");
  assert_text (letter, "due_basis", "working");
  assert_text (letter, "reply_due", "2026-09-29");
  day = only_record (office, "special_day", "date", "2026-11-04");
  assert_text (day, "title", "Local elections");

  diary = office_add (office, "diary", "name", "The MEC", NULL);
  appointment = office_add (office, "appointment", "subject", "Road summit", "diary", "The MEC", "starts", "2026-10-07T09:00",
                            NULL);
  assert_text (appointment, "starts_zone", "Africa/Johannesburg");
  assert_sound (office->store);
}

/* A diary with a series, a day of two, a request with its holds, a trip. */
static void
test_seventh_version (Office        *office,
                      gconstpointer  data)
{
  static const struct { const char *kind, *name, *value, *field, *text; } cases[] = {
    { "diary", "name", "The MEC", "travel_minutes", "30" },
    { "appointment", "subject", "Executive Council", "repeats", "FREQ=WEEKLY;BYDAY=TU" },
    { "appointment", "subject", "Budget lekgotla", "ends", "2026-10-16T00:00" },
    { "attendee", "name", "Ms S. Mthembu", "role", "chair" },
    { "leg", "to_place", "Brussels", "arrives_zone", "Europe/Brussels" },
    { "special_day", "date", "2026-11-12", "working", "sitting" },
    { "request", "reference", "DR/2026/00001", "status", "hold" },
  };
  g_autoptr (EoRecord) request = NULL;

  begin_old (office, 7);
  assert_sound (office->store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) record = g_str_equal (cases[i].name, "reference")
                                      ? find_record (office, cases[i].kind, cases[i].value)
                                      : only_record (office, cases[i].kind, cases[i].name, cases[i].value);

      assert_text (record, cases[i].field, cases[i].text);
    }

  /* And it can be worked in: one of the two times that are held is confirmed. */
  request = find_record (office, "request", "DR/2026/00001");
  do_step (office, request, "confirmed", "chosen", "2");
  g_clear_object (&request);
  request = only_record (office, "appointment", "starts", "2026-10-08T14:00");
  assert_text (request, "status", "confirmed");
  g_clear_object (&request);
  request = only_record (office, "appointment", "starts", "2026-10-07T10:00");
  assert_text (request, "status", "released");
  assert_sound (office->store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/old-office/version-1", test_first_version);
  office_test ("/old-office/version-5", test_fifth_version);
  office_test ("/old-office/version-6", test_sixth_version);
  office_test ("/old-office/version-7", test_seventh_version);
  return g_test_run ();
}
