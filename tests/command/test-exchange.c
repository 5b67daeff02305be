/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command-fixture.h"

#include "../exchange/unzip.h"
#include "exchange/eo-csv.h"

/* A sentence that stands in the document only. */
static const struct { const char *file, *words; } documents[] = {
  { "committee-activity-addendum.pdf", "\"Correctional Services\" \"Small Business Development\"" },
  { "engine-rooms-of-parliament.pdf", "\"Encourage Committees to take charge of the agenda\"" },
  { "understanding-municipal-budgets.pdf", "\"Analysis of expected municipal income and expenditure\"" },
  { "understanding-the-idp.pdf", "\"Address service delivery problems like burst pipes\"" },
};

/* The cells of one column, but for the header. */
static GPtrArray *
column (const char *csv,
        const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = eo_csv_parse (csv, -1, &error);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;

  g_assert_no_error (error);
  for (char **header = g_ptr_array_index (rows, 0); header[at] != NULL && !g_str_equal (header[at], name); at++)
    ;
  for (guint i = 1; i < rows->len; i++)
    {
      g_assert_nonnull (((char **) g_ptr_array_index (rows, i))[at]);
      g_ptr_array_add (cells, g_strdup (((char **) g_ptr_array_index (rows, i))[at]));
    }
  return cells;
}

static void
test_round_trip (Desk          *desk,
                 gconstpointer  data)
{
  static const char *const notes = "notes=first \"quoted\", with comma\nsecond line; =1+1";
  g_auto (Outcome) added = desk_run (desk, "add", "letter", "subject=Road, \"at\" Ndwedwe", notes,
                                     "received-on=2 Nov 2026", "correspondent=Ndwedwe Residents’ Forum", NULL);
  g_auto (Outcome) shown = { 0 };
  g_auto (Outcome) set = { 0 };
  g_auto (Outcome) listed = { 0 };
  g_auto (Outcome) exported = { 0 };
  g_auto (Outcome) imported = { 0 };
  g_auto (Outcome) again = { 0 };
  g_auto (Outcome) listed_there = { 0 };
  g_autofree char *file = g_build_filename (desk->folder, "letters.csv", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *second = g_build_filename (desk->folder, "second.db", NULL);
  const char *const into[] = { "--database", second, "import", file, "--kind", "letter", NULL };
  const char *const list_there[] = { "--database", second, "list", "letter", "--format", "csv", NULL };

  assert_done (added);
  g_strchomp (added.out);
  shown = desk_run (desk, "show", "letter", added.out, "--format", "json", NULL);
  assert_done (shown);
  g_assert_nonnull (strstr (shown.out, "\"received-on\" : \"2026-11-02\""));
  g_assert_nonnull (strstr (shown.out, "Road, \\\"at\\\" Ndwedwe"));
  set = desk_run (desk, "set", "letter", added.out, "their-reference=AHC 2026-125", "classification=confidential", NULL);
  assert_done (set);
  listed = desk_run (desk, "list", "letter", "--format", "csv", NULL);
  exported = desk_run (desk, "export", "letter", "-o", "letters.csv", NULL);
  assert_done (exported);
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, listed.out);
  imported = desk_spawn (desk, NULL, into);
  assert_done (imported);
  g_assert_nonnull (strstr (imported.out, "1 added"));
  listed_there = desk_spawn (desk, NULL, list_there);
  g_assert_cmpstr (listed_there.out, ==, listed.out); /* the reference too: the first of its year in both */
  again = desk_spawn (desk, NULL, into);
  assert_done (again);
  g_assert_nonnull (strstr (again.out, "0 added, 0 changed, 1 unchanged, 0 refused"));
}

/* For people: labels, dates that are dates, all kinds in one file. */
static void
test_spreadsheet (Desk          *desk,
                  gconstpointer  data)
{
  g_auto (Outcome) added = desk_run (desk, "add", "letter", "subject==1+1", "received-on=2 Nov 2026",
                                     "classification=confidential", NULL);
  g_auto (Outcome) exported = desk_run (desk, "export", "letter", "-o", "letters.xlsx", NULL);
  g_auto (Outcome) all = desk_run (desk, "export", "all", "-o", "all.xlsx", NULL);
  g_auto (Outcome) printed = { 0 };
  g_auto (Outcome) table = { 0 };
  g_autofree char *path = g_build_filename (desk->folder, "letters.xlsx", NULL);
  g_autofree char *register_path = g_build_filename (desk->folder, "register.xlsx", NULL);
  g_autofree char *register_sheet = NULL;
  g_autofree char *all_path = g_build_filename (desk->folder, "all.xlsx", NULL);
  g_autofree char *sheet = NULL;
  g_autofree char *book = NULL;

  assert_done (added);
  assert_done (exported);
  assert_done (all);
  g_assert_cmpstr (exported.out, ==, "1 record\n");
  sheet = unzip (path, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (sheet, "<t>IN/2026/00001</t>"));
  g_assert_nonnull (strstr (sheet, "<t>Received</t>"));
  g_assert_nonnull (strstr (sheet, "<v>46328</v>"));
  g_assert_nonnull (strstr (sheet, "<t>=1+1</t>"));
  g_assert_nonnull (strstr (sheet, "Confidential"));
  printed = desk_run (desk, "print", "incoming-register", "-o", "register.xlsx", NULL);
  assert_done (printed);
  register_sheet = unzip (register_path, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (register_sheet, "<t>IN/2026/00001</t>"));
  table = desk_run (desk, "print", "outgoing-register", "-o", "register.csv", NULL);
  assert_done (table);
  book = unzip (all_path, "xl/workbook.xml");
  g_assert_nonnull (strstr (book, "<sheet name=\"Letters\""));
  g_assert_nonnull (strstr (book, "<sheet name=\"Actions\""));
}

static void
test_refused_rows (Desk          *desk,
                   gconstpointer  data)
{
  static const char rows[] = "number,title\r\n36/1,One\r\n36/1,Twice\r\nabc,Bad\r\n\r\n36/2,\"Two\nlines\"\r\n36/3\r\n36/4,Four\r\n";
  g_autofree char *path = desk_file (desk, "files.csv", rows, -1);
  g_auto (Outcome) first = desk_run (desk, "import", "files.csv", NULL);
  g_auto (Outcome) second = { 0 };
  gint64 journal;

  g_assert_cmpint (first.status, ==, 1);
  g_assert_nonnull (strstr (first.out, "3 added, 0 changed, 0 unchanged, 3 refused"));
  g_assert_nonnull (strstr (first.err, "files.csv: row 3: File number “36/1” is taken"));
  g_assert_nonnull (strstr (first.err, "files.csv: row 4: Numbers and slashes only"));
  g_assert_nonnull (strstr (first.err, "files.csv: row 7: It has 1 values where the first row has 2"));
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM file"), ==, 3);
  journal = desk_journal (desk);
  second = desk_run (desk, "import", "files.csv", NULL);
  g_assert_nonnull (strstr (second.out, "0 added, 0 changed, 3 unchanged, 3 refused"));
  g_assert_cmpint (desk_journal (desk), ==, journal);
}

/* A row that is refused leaves no sender behind; one that is taken makes it, once for all its rows. */
static void
test_senders (Desk          *desk,
              gconstpointer  data)
{
  g_autoptr (GString) rows = g_string_new ("subject,received-on,correspondent,status\n");
  g_autofree char *path = NULL;
  g_auto (Outcome) imported = { 0 };

  for (guint i = 0; i < 450; i++)
    g_string_append_printf (rows, "Letter %u,2026-01-%02u,Sender %u,%s\n", i, i % 28 + 1, i % 3,
                            i % 2 == 0 ? "closed" : "");
  g_string_append (rows, "Bad,2026-02-30,Not To Be Made,\n,2026-02-03,Nor This,\n");
  path = desk_file (desk, "letters.csv", rows->str, -1);
  imported = desk_run (desk, "import", path, NULL);
  g_assert_cmpint (imported.status, ==, 1);
  g_assert_nonnull (strstr (imported.out, "450 added, 0 changed, 0 unchanged, 2 refused"));
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM organisation"), ==, 3);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter WHERE correspondent IS NOT NULL"), ==, 450);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter WHERE status = 'closed'"), ==, 225);
  g_assert_cmpint (desk_query (desk, "SELECT last FROM number_series"), ==, 450);
}

static void
test_changed_rows (Desk          *desk,
                   gconstpointer  data)
{
  g_auto (Outcome) added = desk_run (desk, "add", "letter", "direction=outgoing", "subject=Before",
                                    "received-on=2026-11-02", NULL);
  g_auto (Outcome) imported = { 0 };
  g_auto (Outcome) listed = { 0 };
  g_autofree char *rows = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) subjects = NULL;
  g_autoptr (GPtrArray) states = NULL;

  g_strchomp (added.out);
  rows = g_strdup_printf ("reference,subject,status,correspondent\n%s,Caf\xe9 after,closed,Made Here\n", added.out);
  path = desk_file (desk, "windows.csv", rows, -1); /* as a spreadsheet of Windows writes it */
  imported = desk_run (desk, "import", path, NULL);
  assert_done (imported);
  g_assert_nonnull (strstr (imported.out, "0 added, 1 changed"));
  listed = desk_run (desk, "list", "letter", "correspondent=Made Here", "--format", "csv", NULL);
  subjects = column (listed.out, "subject");
  states = column (listed.out, "status");
  g_assert_cmpuint (subjects->len, ==, 1);
  g_assert_cmpstr (subjects->pdata[0], ==, "Café after");
  g_assert_cmpstr (states->pdata[0], ==, "closed");
}

static void
test_hostile_csv (Desk          *desk,
                  gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), "hostile", "csv", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) args = g_ptr_array_new_with_free_func (g_free);
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) check = { 0 };
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("the hostile tables are not here");
      return;
    }
  g_ptr_array_add (args, g_strdup ("--database"));
  g_ptr_array_add (args, g_strdup (desk->office));
  g_ptr_array_add (args, g_strdup ("import"));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      rows = eo_csv_parse (text, (gssize) length, NULL); /* parsed or refused, never worse */
      g_ptr_array_add (args, g_steal_pointer (&path));
    }
  g_assert_cmpuint (args->len, >, 5);
  g_ptr_array_add (args, g_strdup ("--kind"));
  g_ptr_array_add (args, g_strdup ("organisation"));
  g_ptr_array_add (args, NULL);
  outcome = desk_spawn (desk, NULL, (const char *const *) args->pdata);
  g_assert_cmpint (outcome.status, ==, 1);
  check = desk_run (desk, "check", NULL);
  assert_done (check);
}

static void
test_documents (Desk          *desk,
                gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), "correspondence", documents[i].file,
                                                NULL);
      g_autofree char *subject = g_strdup_printf ("subject=Document %u", i);
      g_autofree char *out = g_build_filename (desk->folder, "out", NULL);
      g_autofree char *copy = g_build_filename (out, documents[i].file, NULL);
      g_autofree char *original_bytes = NULL;
      g_autofree char *copied_bytes = NULL;
      g_auto (Outcome) added = { 0 };
      g_auto (Outcome) found = { 0 };
      g_auto (Outcome) extracted = { 0 };
      gsize original, copied;

      if (!g_file_get_contents (path, &original_bytes, &original, NULL))
        {
          g_test_skip ("the documents are not here");
          return;
        }
      added = desk_run (desk, "add", "letter", subject, "--attach", path, NULL);
      assert_done (added);
      g_strchomp (added.out);
      found = desk_run (desk, "search", documents[i].words, "--format", "csv", NULL);
      assert_done (found);
      if (strstr (found.out, added.out) == NULL)
        g_error ("%s is not found by its words: %s%s", documents[i].file, found.out, found.err);
      g_mkdir (out, 0700);
      extracted = desk_run (desk, "extract", "letter", added.out, "-o", "out", NULL);
      assert_done (extracted);
      g_assert_true (g_file_get_contents (copy, &copied_bytes, &copied, NULL));
      g_assert_cmpmem (copied_bytes, copied, original_bytes, original);
    }
}

static void
test_import_documents (Desk          *desk,
                       gconstpointer  data)
{
  g_autofree char *first = desk_file (desk, "Road_at_Ndwedwe.pdf", "%PDF-1.4 not really", -1);
  g_autofree char *second = desk_file (desk, "no picture.JPG", "\377\330\377 broken", -1);
  g_autofree char *empty = desk_file (desk, "empty.png", "", 0);
  g_auto (Outcome) all = desk_run (desk, "import", first, empty, second, "card.vcf", "notes.zip", NULL);
  g_auto (Outcome) listed = desk_run (desk, "list", "letter", "--format", "csv", NULL);
  g_auto (Outcome) again = { 0 };
  g_autoptr (GPtrArray) subjects = column (listed.out, "subject");
  gint64 journal = desk_journal (desk);

  g_assert_cmpint (all.status, ==, 1);
  g_assert_nonnull (strstr (all.err, "empty.png"));
  g_assert_nonnull (strstr (all.err, ".vcf files are not taken yet"));
  g_assert_nonnull (strstr (all.err, "“notes.zip”"));
  g_assert_nonnull (strstr (all.err, "3 were refused"));
  g_assert_cmpuint (subjects->len, ==, 2);
  g_assert_nonnull (strstr (listed.out, "Road at Ndwedwe"));
  g_assert_nonnull (strstr (listed.out, "no picture"));
  again = desk_run (desk, "import", first, second, NULL);
  assert_done (again);
  g_assert_nonnull (strstr (again.err, "in the office already"));
  g_assert_cmpint (desk_journal (desk), ==, journal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/exchange/round-trip", test_round_trip);
  desk_test ("/exchange/spreadsheet", test_spreadsheet);
  desk_test ("/exchange/refused-rows", test_refused_rows);
  desk_test ("/exchange/senders", test_senders);
  desk_test ("/exchange/changed-rows", test_changed_rows);
  desk_test ("/exchange/hostile-csv", test_hostile_csv);
  desk_test ("/exchange/documents", test_documents);
  desk_test ("/exchange/import-documents", test_import_documents);
  return g_test_run ();
}
