/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "exchange/eo-workbook.h"
#include "unzip.h"

/* What stands in the .xlsx files that go out: looked at in their XML, as another program would read it. */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("eo-workbook-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "out.xlsx", NULL);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* The sheet's XML, which must be well-formed. */
static char *
read_part (Fixture    *fixture,
           const char *name)
{
  static const GMarkupParser parser = { 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;
  char *xml = unzip (fixture->path, name);

  g_assert_nonnull (xml);
  g_markup_parse_context_parse (context, xml, -1, &error);
  g_assert_no_error (error);
  return xml;
}

/* One column of @type with one cell; the cell's element. */
static char *
write_one (Fixture    *fixture,
           EoCellType  type,
           const char *text)
{
  const EoSheetColumn column = { "Head", type };
  const char *const cells[] = { text };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoWorkbook) book = eo_workbook_new (fixture->path, "Test", "Office", &error);
  g_autofree char *xml = NULL;
  const char *cell;

  g_assert_no_error (error);
  eo_workbook_add_sheet (book, "Test", &column, 1);
  eo_workbook_add_row (book, cells);
  eo_workbook_save (book, &error);
  g_assert_no_error (error);
  xml = read_part (fixture, "xl/worksheets/sheet1.xml");
  cell = strstr (xml, "r=\"A2\"");
  if (cell == NULL)
    return g_strdup ("");
  return g_strndup (cell, strstr (cell, "</row>") - cell);
}

static void
test_cells (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    EoCellType  type;
    const char *text;
    const char *element; /* within it */
    gboolean    is_text;
  } cases[] = {
    { EO_CELL_DATE, "2026-11-22", "<v>46348</v>", FALSE }, /* days since the end of 1899, and the 29 February 1900 */
    { EO_CELL_DATE, "1900-01-01", "<v>1</v>", FALSE },
    { EO_CELL_DATE, "1899-12-31", "1899-12-31", TRUE },
    { EO_CELL_DATE, "next week", "next week", TRUE },
    { EO_CELL_DATE, "", "", TRUE },
    { EO_CELL_INSTANT, "2026-11-22T10:00:00Z", "<v>46348.5</v>", FALSE }, /* noon in Johannesburg */
    { EO_CELL_MONEY, "1250.50", "<v>1250.5</v>", FALSE },
    { EO_CELL_MONEY, "-0.05", "<v>-0.05</v>", FALSE },
    { EO_CELL_NUMBER, "42", "<v>42</v>", FALSE },
    { EO_CELL_NUMBER, "2.5", "<v>2.5</v>", FALSE },
    { EO_CELL_NUMBER, "0", "<v>0</v>", FALSE },
    { EO_CELL_NUMBER, "9007199254740993", "9007199254740993", TRUE }, /* a number would end in 2 */
    { EO_CELL_NUMBER, "nan", "nan", TRUE },
    { EO_CELL_NUMBER, "12 days", "12 days", TRUE },
    { EO_CELL_TEXT, "42", "<t>42</t>", TRUE },
    { EO_CELL_TEXT, "2026-11-22", "<t>2026-11-22</t>", TRUE },
    { EO_CELL_TEXT, "=1+1", "<t>=1+1</t>", TRUE },
    { EO_CELL_TEXT, "=cmd|' /C calc'!A0", "=cmd|", TRUE },
    { EO_CELL_NUMBER, "=1+1", "<t>=1+1</t>", TRUE },
    { EO_CELL_DATE, "=TODAY()", "<t>=TODAY()</t>", TRUE },
    { EO_CELL_TEXT, "http://example.invalid/", "<t>http://example.invalid/</t>", TRUE },
    { EO_CELL_TEXT, "a\001b\033c\177d", "<t>abcd</t>", TRUE },
    { EO_CELL_TEXT, "a\xef\xbf\xbf\xef\xbf\xbe" "b", "<t>ab</t>", TRUE }, /* U+FFFF, U+FFFE */
    { EO_CELL_TEXT, "a\xff\xfe" "b", "<t>a\xef\xbf\xbd\xef\xbf\xbd" "b</t>", TRUE },
    { EO_CELL_TEXT, "<b>&\"x\"</b>", "&lt;b&gt;&amp;", TRUE },
    { EO_CELL_TEXT, "one\ntwo", "one\ntwo", TRUE },
    { EO_CELL_TEXT, " blank ", "xml:space=\"preserve\"", TRUE },
    { EO_CELL_TEXT, "Form_x0041_", "Form_x005F_x0041_", TRUE },
    { EO_CELL_TEXT, "_x00zz_", "_x00zz_", TRUE },
    { EO_CELL_TEXT, "Ngqayizivele \xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = write_one (fixture, cases[i].type, cases[i].text);

      g_test_message ("%u: %s", i, cell);
      g_assert_null (strstr (cell, "<f>"));
      g_assert_nonnull (strstr (cell, cases[i].element));
      if (*cell != '\0')
        g_assert_cmpint (strstr (cell, "t=\"inlineStr\"") != NULL, ==, cases[i].is_text);
    }
}

/* A cell holds 32,767 UTF-16 units. */
static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *letter;
    guint       n;
    guint       kept;
  } cases[] = {
    { "x", 32767, 32767 }, { "x", 32768, 32766 }, { "x", 100000, 32766 },
    { "\xf0\x9f\x98\x80", 16383, 16383 }, { "\xf0\x9f\x98\x80", 16384, 16383 }, { "_x0041_", 40000, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *cell = NULL;
      const char *start;
      glong length;

      for (guint j = 0; j < cases[i].n; j++)
        g_string_append (text, cases[i].letter);
      cell = write_one (fixture, EO_CELL_TEXT, text->str);
      start = strstr (cell, "<t>") + 3;
      length = g_utf8_strlen (start, strstr (start, "</t>") - start);
      g_assert_cmpint (length, <=, 32767);
      if (cases[i].kept > 0)
        g_assert_cmpint (length, ==, cases[i].kept + (cases[i].kept < cases[i].n));
      g_assert_cmpint (g_str_has_prefix (strstr (start, "</t>") - 3, "…"), ==, cases[i].kept < cases[i].n);
    }
}

static void
test_sheets (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *given, *name;
  } cases[] = {
    { "Letters", "Letters" },
    { "letters", "letters (2)" },
    { "By unit/month: [2026]?", "By unit month   2026" },
    { "Register of incoming letters of the Office", "Register of incoming letters of" },
    { "Register of incoming letters of the MEC", "Register of incoming letter (2)" },
    { "", "Table" },
    { "History", "Table (2)" },
    { "'quoted'", "quoted" },
    { "Ubuhle & \001more", "Ubuhle &amp; more" },
  };
  static const EoSheetColumn columns[] = { { "Ref", EO_CELL_TEXT }, { "Due", EO_CELL_DATE } };
  static const char *const row[] = { "IN/2026/00001", "2026-11-22" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoWorkbook) book = eo_workbook_new (fixture->path, "Letters\001", "The “Office” & <MEC>", &error);
  g_autofree char *list = NULL;
  g_autofree char *sheet = NULL;
  g_autofree char *core = NULL;
  g_autofree char *styles = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      eo_workbook_add_sheet (book, cases[i].given, columns, G_N_ELEMENTS (columns));
      eo_workbook_add_row (book, row);
    }
  eo_workbook_set_marking (book, "Confidential & closed");
  g_assert_true (eo_workbook_save (book, &error));
  list = read_part (fixture, "xl/workbook.xml");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("<sheet name=\"%s\" ", cases[i].name);

      if (strstr (list, name) == NULL)
        g_error ("“%s” is not in %s", name, list);
    }
  sheet = read_part (fixture, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (sheet, "ySplit=\"1\""));
  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_nonnull (strstr (sheet, "Confidential &amp;&amp; closed"));
  g_assert_nonnull (strstr (sheet, "<autoFilter ref=\"A1:B2\"/>"));
  g_assert_nonnull (strstr (sheet, "<c r=\"A1\" s=\"1\""));
  styles = read_part (fixture, "xl/styles.xml");
  g_assert_nonnull (strstr (styles, "<b/>"));
  core = read_part (fixture, "docProps/core.xml");
  g_assert_nonnull (strstr (core, "<dc:title>Letters</dc:title>"));
  core = (g_free (core), read_part (fixture, "docProps/app.xml"));
  g_assert_nonnull (strstr (core, "&amp; &lt;MEC&gt;"));
}

/* More rows than a sheet holds go on in another. */
static void
test_full_sheet (Fixture       *fixture,
                 gconstpointer  data)
{
  static const EoSheetColumn column = { "Number", EO_CELL_NUMBER };
  static const char *const row[] = { "1" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoWorkbook) book = eo_workbook_new (fixture->path, "Long", "", &error);
  g_autofree char *second = NULL;

  eo_workbook_add_sheet (book, "Long", &column, 1);
  for (guint i = 0; i < 1048580; i++)
    eo_workbook_add_row (book, row);
  g_assert_true (eo_workbook_save (book, &error));
  second = read_part (fixture, "xl/worksheets/sheet2.xml");
  g_assert_nonnull (strstr (second, "<dimension ref=\"A1:A6\"/>"));
}

static void
test_not_saved (Fixture       *fixture,
                gconstpointer  data)
{
  static const EoSheetColumn column = { "Number", EO_CELL_NUMBER };
  g_autofree char *text = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "out.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  EoWorkbook *book;

  g_assert_true (g_file_set_contents (fixture->path, "mine", -1, NULL));
  book = eo_workbook_new (fixture->path, "Test", "", &error);
  eo_workbook_add_sheet (book, "Test", &column, 1);
  eo_workbook_free (book);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpuint (count_files (fixture), ==, 1);

  g_assert_null (eo_workbook_new (nowhere, "Test", "", &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
  g_clear_error (&error);
  g_assert_null (eo_workbook_new (fixture->folder, "Test", "", &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR);
}

#define workbook_test(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

/* A text of several lines is seen whole: it is wrapped, its row is high enough, and its column as wide as the longest of
 * them. */
static void
test_lines (Fixture       *fixture,
            gconstpointer  data)
{
  static const EoSheetColumn columns[] = { { "When", EO_CELL_DATE }, { "What", EO_CELL_TEXT } };
  const char *const cells[] = { "2026-09-15", "Marked up\nWith: Ms T. Dlamini, Legal" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoWorkbook) book = eo_workbook_new (fixture->path, "Test", "Office", &error);
  g_autofree char *sheet = NULL;
  g_autofree char *styles = NULL;

  eo_workbook_add_sheet (book, "Test", columns, G_N_ELEMENTS (columns));
  eo_workbook_add_row (book, cells);
  eo_workbook_add_row (book, (const char *const[]) { "2026-09-16", "One" });
  eo_workbook_save (book, &error);
  g_assert_no_error (error);
  sheet = read_part (fixture, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (sheet, "ht=\"30\" customHeight=\"1\""));
  g_assert_nonnull (strstr (sheet, "<row r=\"3\"><c "));
  styles = read_part (fixture, "xl/styles.xml");
  g_assert_nonnull (strstr (sheet, "min=\"2\" max=\"2\" width=\"28.7109375\""));
  g_assert_nonnull (strstr (styles, "vertical=\"top\" wrapText=\"1\""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  workbook_test ("/workbook/cells", test_cells);
  workbook_test ("/workbook/long", test_long);
  workbook_test ("/workbook/lines", test_lines);
  workbook_test ("/workbook/sheets", test_sheets);
  workbook_test ("/workbook/full-sheet", test_full_sheet);
  workbook_test ("/workbook/not-saved", test_not_saved);
  return g_test_run ();
}
