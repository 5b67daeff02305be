/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "../exchange/unzip.h"
#include "base/eo-error.h"
#include "paper/eo-report.h"

typedef struct
{
  const char *wrapped;      /* the text of the column that wraps; NULL for a short one */
  guint64     fail_at;      /* the row that cannot be read; G_MAXUINT64 for none */
  guint       asked;
} Rows;

static const EoReportColumn columns[] = {
  { "Ref", 0, EO_REPORT_START, FALSE },
  { "Received", 0, EO_REPORT_START, FALSE },
  { "From", 2, EO_REPORT_START, FALSE },
  { "Subject", 4, EO_REPORT_START, TRUE },
  { "Days", 0, EO_REPORT_END, FALSE },
};

static gboolean
give_row (guint64 row, char **cells, gpointer user_data, GError **error)
{
  Rows *rows = user_data;

  rows->asked++;
  cells[0] = g_strdup_printf ("IN/2026/%05" G_GUINT64_FORMAT, row + 1);
  if (row == rows->fail_at)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_DAMAGED, "row %" G_GUINT64_FORMAT " is damaged", row);
      return FALSE;
    }
  cells[1] = g_strdup ("15 Sep 2026");
  cells[2] = g_strdup ("Ndwedwe Residents’ Forum");
  cells[3] = rows->wrapped != NULL ? g_strdup (rows->wrapped)
                                   : g_strdup_printf ("Access road D%" G_GUINT64_FORMAT, 1000 + row);
  cells[4] = g_strdup_printf ("%" G_GUINT64_FORMAT, row % 30);
  return TRUE;
}

static EoReport *
make_register (Rows *rows, guint64 n_rows)
{
  EoReport *report = eo_report_new ("Register of correspondence");

  eo_report_set_subtitle (report, "All letters, newest first");
  eo_report_set_office (report, "Office of the MEC");
  eo_report_set_classification (report, "Confidential");
  eo_report_set_printed_on (report, "22 Nov 2026, 10:00");
  eo_report_add_table (report, NULL, columns, G_N_ELEMENTS (columns), n_rows, give_row, rows, NULL);
  return report;
}

static char *
folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("eo-paper-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The text of each page, or NULL where pdftotext is not installed. */
static GStrv
read_pages (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStrv pages;
  int status;

  if (program == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_suffix (text, "\f"));
  text[strlen (text) - 1] = '\0';
  pages = g_strsplit (text, "\f", -1);
  return pages;
}

static guint
count_in (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + strlen (word), word))
    n++;
  return n;
}

static void
test_page_counts (void)
{
  static const struct
  {
    guint64     n_rows;
    const char *wrapped;
    guint       least;
    guint       most;
  } cases[] = {
    { 0, NULL, 1, 1 },
    { 1, NULL, 1, 1 },
    { 30, NULL, 1, 1 },
    { 100, NULL, 2, 3 },
    { 1000, NULL, 20, 28 },
    { 100, "A subject that is long enough to need two lines of the register, or even three of them, as it is here", 4, 8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Rows rows = { cases[i].wrapped, G_MAXUINT64, 0 };
      g_autoptr (EoReport) report = make_register (&rows, cases[i].n_rows);
      g_autoptr (GError) error = NULL;
      EoPaper paper = eo_paper_a4 (FALSE);
      guint pages = eo_report_paginate (report, &paper, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (pages, >=, cases[i].least);
      g_assert_cmpuint (pages, <=, cases[i].most);
    }
}

static void
test_every_page (void)
{
  Rows rows = { NULL, G_MAXUINT64, 0 };
  g_autoptr (EoReport) report = make_register (&rows, 500);
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "register.pdf", NULL);
  g_autoptr (GError) error = NULL;
  EoPaper paper = eo_paper_a4 (TRUE);
  guint found = 0;
  g_auto (GStrv) pages = NULL;
  guint n;

  g_assert_true (eo_report_write_pdf (report, &paper, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (folder), ==, 1);

  pages = read_pages (path);
  if (pages == NULL)
    {
      folder_remove (folder);
      g_test_skip ("pdftotext is not installed");
      return;
    }
  n = g_strv_length (pages);
  g_assert_cmpuint (n, ==, eo_report_paginate (report, &paper, NULL, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *count = g_strdup_printf ("Page %u of %u", i + 1, n);

      g_assert_nonnull (strstr (pages[i], count));
      g_assert_cmpuint (count_in (pages[i], "CONFIDENTIAL"), ==, 2);
      g_assert_cmpuint (count_in (pages[i], "Register of correspondence"), ==, 1);
      g_assert_cmpuint (count_in (pages[i], "Office of the MEC"), ==, 1);
      g_assert_cmpuint (count_in (pages[i], "Printed 22 Nov 2026, 10:00"), ==, 1);
      g_assert_cmpuint (count_in (pages[i], "Subject"), ==, 1);
      found += count_in (pages[i], "IN/2026/");
    }
  /* Each row once: none lost between pages, none twice. */
  g_assert_cmpuint (found, ==, 500);
  folder_remove (folder);
}

static void
test_preview_in_any_order (void)
{
  Rows rows = { NULL, G_MAXUINT64, 0 };
  g_autoptr (EoReport) report = make_register (&rows, 120);
  g_autoptr (GError) error = NULL;
  EoPaper paper = eo_paper_a4 (FALSE);
  guint n = eo_report_paginate (report, &paper, NULL, &error);

  g_assert_no_error (error);
  for (guint page = n; page-- > 0;)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 596, 842);
      cairo_t *cr = cairo_create (surface);
      guint inked = 0;

      g_assert_true (eo_report_draw_page (report, cr, page, &error));
      g_assert_no_error (error);
      cairo_surface_flush (surface);
      for (int i = 0; i < 842 * cairo_image_surface_get_stride (surface); i++)
        inked += cairo_image_surface_get_data (surface)[i] != 0;
      g_assert_cmpuint (inked, >, 1000);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static void
test_record (void)
{
  g_autoptr (EoReport) report = eo_report_new ("Ndwedwe access road D1612: request for urgent intervention");
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "letter.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  EoPaper paper = eo_paper_a4 (FALSE);
  Rows rows = { NULL, G_MAXUINT64, 0 };
  g_auto (GStrv) pages = NULL;
  g_autofree char *all = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (words, "w%04u ", i);
  eo_report_set_subtitle (report, "IN/2026/00412");
  eo_report_add_group (report, "Letter");
  eo_report_add_field (report, "From", "Ndwedwe Residents’ Forum");
  eo_report_add_field (report, "Note", words->str);
  eo_report_add_group (report, "Registry");
  eo_report_add_field (report, "File", "36/2/7/1 Roads: Ndwedwe");
  eo_report_add_table (report, "History", columns, G_N_ELEMENTS (columns), 3, give_row, &rows, NULL);

  g_assert_true (eo_report_write_pdf (report, &paper, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  pages = read_pages (path);
  if (pages == NULL)
    {
      folder_remove (folder);
      g_test_skip ("pdftotext is not installed");
      return;
    }
  /* A field taller than a page goes on over pages: each of its words once. */
  g_assert_cmpuint (g_strv_length (pages), >, 2);
  all = g_strjoinv (" ", pages);
  for (guint i = 0; i < 2000; i += 7)
    {
      g_autofree char *word = g_strdup_printf ("w%04u", i);
      g_assert_cmpuint (count_in (all, word), ==, 1);
    }
  g_assert_nonnull (strstr (all, "36/2/7/1 Roads: Ndwedwe"));
  g_assert_nonnull (strstr (all, "History"));
  folder_remove (folder);
}

static void
test_clean_text (void)
{
  static const struct
  {
    const char *given;
    gsize       max_chars;
    gboolean    keep_lines;
    const char *wanted;
  } cases[] = {
    { NULL, 10, FALSE, "" },
    { "plain", 10, FALSE, "plain" },
    { "two\r\nlines", 20, TRUE, "two\nlines" },
    { "two\r\nlines", 20, FALSE, "two lines" },
    { "bad \xff byte", 20, FALSE, "bad \xef\xbf\xbd byte" },
    { "bell \a and\ttab", 20, FALSE, "bell   and tab" },
    { "exactly ten", 11, FALSE, "exactly ten" },
    { "cut at a word", 10, FALSE, "cut at a…" },
    { "ééééééé", 3, FALSE, "ééé…" },
    { "<b>&amp;", 20, FALSE, "<b>&amp;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = eo_paper_clean_text (cases[i].given, cases[i].max_chars, cases[i].keep_lines);
      g_assert_cmpstr (clean, ==, cases[i].wanted);
    }
}

static void
test_hostile_rows (void)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  Rows rows = { megabyte, G_MAXUINT64, 0 };
  g_autoptr (EoReport) report = make_register (&rows, 40);
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "big.pdf", NULL);
  g_autoptr (GError) error = NULL;
  EoPaper paper = eo_paper_a4 (FALSE);
  EoPaper stamp = { 40, 30, 20, 10, 20, 10 };
  struct stat st;

  eo_report_set_subtitle (report, "bytes \xff\xfe and <markup> & more");
  g_assert_true (eo_report_write_pdf (report, &paper, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_size, <, 200 * 1024);

  g_assert_cmpuint (eo_report_paginate (report, &stamp, NULL, &error), ==, 0);
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  folder_remove (folder);
}

static void
note_progress (double fraction, gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  *last = fraction;
}

static void
test_twenty_thousand (void)
{
  Rows rows = { NULL, G_MAXUINT64, 0 };
  g_autoptr (EoReport) report = make_register (&rows, 20000);
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "register.pdf", NULL);
  g_autoptr (GError) error = NULL;
  EoPaper paper = eo_paper_a4 (TRUE);
  double last = 0;
  clock_t begun = clock ();

  g_assert_true (eo_report_write_pdf (report, &paper, path, NULL, note_progress, &last, &error));
  g_assert_no_error (error);
  g_test_message ("20,000 rows in %.2f s of CPU", (double) (clock () - begun) / CLOCKS_PER_SEC);
  g_assert_cmpfloat (last, >, 0.999);
  /* Streamed: each row read once to find the pages and once to draw them, and those of the first page for its widths. */
  g_assert_cmpuint (rows.asked, >=, 40000);
  g_assert_cmpuint (rows.asked, <, 42000);
  folder_remove (folder);
}

static void
test_failures (void)
{
  static const struct
  {
    const char *path;         /* absolute, or in the folder */
    int         code;
    const char *names;
  } cases[] = {
    { "/dev/full", EO_ERROR_FULL, "/dev/full" },
    { "no-such-folder/register.pdf", EO_ERROR_NOT_FOUND, "no-such-folder/register.pdf" },
    { ".", EO_ERROR_NOT_REGULAR, "." },
  };
  g_autofree char *folder = folder_new ();
  EoPaper paper = eo_paper_a4 (FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Rows rows = { NULL, G_MAXUINT64, 0 };
      g_autoptr (EoReport) report = make_register (&rows, 2000);
      g_autoptr (GError) error = NULL;
      g_autofree char *path = cases[i].path[0] == '/' ? g_strdup (cases[i].path)
                                                      : g_build_filename (folder, cases[i].path, NULL);

      g_assert_false (eo_report_write_pdf (report, &paper, path, NULL, NULL, NULL, &error));
      g_assert_error (error, EO_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].names));
      g_assert_cmpuint (count_files (folder), ==, 0);
    }
  folder_remove (folder);
}

/* What fails half-way leaves the file that was there as it was, and nothing beside it. */
static void
test_old_file_stays (void)
{
  Rows rows = { NULL, 1500, 0 };
  g_autoptr (EoReport) report = make_register (&rows, 2000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "register.pdf", NULL);
  g_autofree char *link = g_build_filename (folder, "link.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  EoPaper paper = eo_paper_a4 (FALSE);
  struct stat st;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_cmpint (symlink ("register.pdf", link), ==, 0);

  g_assert_false (eo_report_write_pdf (report, &paper, path, NULL, NULL, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_DAMAGED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (eo_report_write_pdf (report, &paper, path, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_assert_cmpuint (count_files (folder), ==, 2);

  /* And what succeeds replaces it, through a link too, with its permissions. */
  rows.fail_at = G_MAXUINT64;
  g_assert_true (eo_report_write_pdf (report, &paper, link, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_lstat (path, &st), ==, 0);
  g_assert_cmpint (st.st_size, >, 1000);
  g_assert_cmpint (st.st_mode & 0777, ==, 0640);
  g_assert_cmpint (g_lstat (link, &st), ==, 0);
  g_assert_true (S_ISLNK (st.st_mode));
  g_assert_cmpuint (count_files (folder), ==, 2);
  folder_remove (folder);
}

/* What the same rows are to a spreadsheet. */
static gboolean
give_values (guint64 row, char **cells, gpointer user_data, GError **error)
{
  if (!give_row (row, cells, user_data, error))
    return FALSE;
  g_free (cells[1]);
  cells[1] = g_strdup ("2026-09-15");
  g_free (cells[2]);
  cells[2] = NULL;
  return TRUE;
}

static void
test_tables (void)
{
  static const EoReportColumn typed[] = {
    { "Ref", 0 },
    { "Received", 0, EO_REPORT_START, FALSE, EO_CELL_DATE },
    { "From", 2 },
    { "Subject", 4, EO_REPORT_START, TRUE },
    { "Days", 0, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
  };
  Rows rows = { "=\"1\", 2", G_MAXUINT64, 0 };
  g_autofree char *folder = folder_new ();
  g_autofree char *sheet_path = g_build_filename (folder, "Register.XLSX", NULL);
  g_autofree char *csv_path = g_build_filename (folder, "register.csv", NULL);
  g_autofree char *pdf_path = g_build_filename (folder, "register.pdf", NULL);
  g_autofree char *odd_path = g_build_filename (folder, "register.doc", NULL);
  g_autoptr (EoReport) report = make_register (&rows, 2);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;
  EoPaper paper = eo_paper_a4 (TRUE);

  eo_report_add_table (report, "Second: part", typed, G_N_ELEMENTS (typed), 1, give_row, &rows, NULL);
  eo_report_set_values (report, give_values);
  eo_report_add_group (report, "Facts");
  eo_report_add_field (report, "File", "36/2/7/1");

  eo_report_write (report, &paper, sheet_path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  first = unzip (sheet_path, "xl/worksheets/sheet1.xml");
  second = unzip (sheet_path, "xl/worksheets/sheet2.xml");
  g_assert_nonnull (strstr (first, "<t>15 Sep 2026</t>"));
  g_assert_nonnull (strstr (first, "CONFIDENTIAL"));
  g_assert_nonnull (strstr (first, "r=\"A3\""));
  g_assert_null (strstr (first, "r=\"A4\""));
  g_assert_nonnull (strstr (second, "<v>46280</v>"));
  g_assert_nonnull (strstr (second, "<v>0</v>"));
  g_assert_null (strstr (second, "r=\"C2\""));

  eo_report_write (report, &paper, csv_path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (csv_path, &csv, NULL, NULL));
  g_assert_cmpstr (csv, ==,
                   "Register of correspondence\r\nRef,Received,From,Subject,Days\r\n"
                   "IN/2026/00001,15 Sep 2026,Ndwedwe Residents’ Forum,\"=\"\"1\"\", 2\",0\r\n"
                   "IN/2026/00002,15 Sep 2026,Ndwedwe Residents’ Forum,\"=\"\"1\"\", 2\",1\r\n"
                   "\r\nSecond: part\r\nRef,Received,From,Subject,Days\r\n"
                   "IN/2026/00001,2026-09-15,,\"=\"\"1\"\", 2\",0\r\n"
                   "\r\nFacts\r\nField,Value\r\nFile,36/2/7/1\r\n");

  eo_report_write (report, &paper, pdf_path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (eo_report_write (report, &paper, odd_path, NULL, NULL, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_USAGE);
  g_clear_error (&error);

  /* A row that cannot be read: the file of before stays. */
  rows.fail_at = 1;
  g_assert_false (eo_report_write (report, &paper, sheet_path, NULL, NULL, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (eo_report_write (report, &paper, csv_path, NULL, NULL, NULL, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_DAMAGED);
  g_assert_cmpuint (count_files (folder), ==, 3);
  folder_remove (folder);
}

/* Charts of any size, on any paper: never past the foot, never a page for nothing. */
static void
test_charts (void)
{
  static const char *const series[] = { "Average", "Median", "Longest" };
  static const struct { guint n_series, n_categories; double first, rest; } cases[] = {
    { 2, 12, 11.6, 10 }, { 1, 1, 0, 0 }, { 3, 60, 2000, 0.1 }, { 3, 4, NAN, NAN }, { 1, 0, 0, 0 }, { 2, 2, -5, INFINITY },
    { 1, 400, 1e12, 3 },
  };
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "chart.pdf", NULL);
  g_autofree char *csv = g_build_filename (folder, "chart.csv", NULL);
  g_autofree char *table = NULL;
  Rows rows = { NULL, G_MAXUINT64, 0 };
  const EoPaper papers[] = { eo_paper_a4 (FALSE), eo_paper_a4 (TRUE), { 220, 220, 20, 20, 20, 20 } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (papers); j++)
      {
        g_autoptr (EoReport) report = make_register (&rows, i);
        g_autofree double *values = g_new (double, cases[i].n_series * cases[i].n_categories + 1);
        g_auto (GStrv) labels = g_new0 (char *, cases[i].n_categories + 1);
        const EoReportChart chart = { "Working days", series, cases[i].n_series, (const char *const *) labels,
                                      cases[i].n_categories, values };
        g_auto (GStrv) pages = NULL;

        for (guint k = 0; k < cases[i].n_categories; k++)
          labels[k] = g_strdup_printf ("Month %u", k + 1);
        for (guint k = 0; k < cases[i].n_series * cases[i].n_categories; k++)
          values[k] = k == 0 ? cases[i].first : cases[i].rest;
        eo_report_add_chart (report, "From receipt to reply", &chart);
        eo_report_write (report, &papers[j], path, NULL, NULL, NULL, &error);
        g_assert_no_error (error);
        if (i > 0 || j > 0 || (pages = read_pages (path)) == NULL)
          continue;
        g_assert_cmpuint (g_strv_length (pages), ==, 1);
        g_assert_nonnull (strstr (pages[0], "Working days"));
        g_assert_nonnull (strstr (pages[0], "Median"));
        g_assert_nonnull (strstr (pages[0], "Month 12"));
        /* Its numbers are another program's by the table beneath. */
        eo_report_write (report, &papers[j], csv, NULL, NULL, NULL, &error);
        g_assert_no_error (error);
        g_assert_true (g_file_get_contents (csv, &table, NULL, NULL));
        g_assert_null (strstr (table, "From receipt"));
      }
  folder_remove (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paper/clean-text", test_clean_text);
  g_test_add_func ("/paper/page-counts", test_page_counts);
  g_test_add_func ("/paper/every-page", test_every_page);
  g_test_add_func ("/paper/preview-in-any-order", test_preview_in_any_order);
  g_test_add_func ("/paper/record", test_record);
  g_test_add_func ("/paper/hostile-rows", test_hostile_rows);
  g_test_add_func ("/paper/twenty-thousand", test_twenty_thousand);
  g_test_add_func ("/paper/failures", test_failures);
  g_test_add_func ("/paper/old-file-stays", test_old_file_stays);

  g_test_add_func ("/report/tables", test_tables);
  g_test_add_func ("/report/charts", test_charts);
  return g_test_run ();
}
