/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "store-fixture.h"
#include "store/eo-backup.h"
#include "store/eo-search.h"

/* Offices of earlier versions open, keep what they hold, and have a copy of what they were put aside. */

static void
run_sql (sqlite3    *database,
         const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
}

/* As the first released version left it: its schema, and what a frozen file says its tables held. */
static void
make_old_office (const char *path)
{
  g_autofree char *frozen = g_test_build_filename (G_TEST_DIST, "store", "office-version-1.sql", NULL);
  g_autoptr (GBytes) schema = g_resources_lookup_data ("/org/example/ExecOffice/schema/0001-office.sql",
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database = NULL;

  g_file_get_contents (frozen, &rows, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  run_sql (database, "PRAGMA foreign_keys = OFF; PRAGMA application_id = 1162831462; PRAGMA user_version = 1;");
  run_sql (database, g_bytes_get_data (schema, NULL));
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
begin_old (Office *office)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
  g_autoptr (GError) error = NULL;

  office_close (office);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (office->path, endings[i], NULL);

      g_remove (path);
    }
  make_old_office (office->path);
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

  begin_old (office);
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/old-office/version-1", test_first_version);
  return g_test_run ();
}
