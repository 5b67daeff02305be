/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-error.h"
#include "reader-fixture.h"

/* Documents made or found to break readers, each with the outcome that is right for
 * it, in hostile-pdf.txt. Whatever the outcome, this process lives on. */

#define PAGES 3 /* of each are drawn and read */

typedef struct
{
  char  *path;
  char **outcomes;
} Case;

static const char *
outcome_of (const GError *error)
{
  g_assert_true (error->domain == EO_ERROR);
  /* A clerk must be told which document it is about. */
  g_assert_nonnull (strstr (error->message, ".pdf"));
  switch ((EoError) error->code)
    {
    case EO_ERROR_PASSWORD:
      return "password";
    case EO_ERROR_DAMAGED:
      return "damaged";
    case EO_ERROR_UNSUPPORTED:
      return "unsupported";
    case EO_ERROR_TOO_LARGE:
      return "too-large";
    case EO_ERROR_LIMIT:
      return strstr (error->message, "memory") != NULL ? "killed-memory" : "killed-time";
    case EO_ERROR_CRASHED:
      return "crashed";
    case EO_ERROR_FAILED:
    case EO_ERROR_USAGE:
    case EO_ERROR_INVALID:
    case EO_ERROR_NOT_FOUND:
    case EO_ERROR_CONFLICT:
    case EO_ERROR_STATE:
    case EO_ERROR_READ_ONLY:
    case EO_ERROR_FULL:
    case EO_ERROR_NOT_OFFICE:
    case EO_ERROR_NEWER:
    case EO_ERROR_IO:
    case EO_ERROR_NOT_REGULAR:
    case EO_ERROR_EMPTY:
    case EO_ERROR_NO_CAGE:
    default:
      g_test_message ("%s", error->message);
      return "?";
    }
}

static const char *
read_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = fixture_open (path, NULL, &error);

  for (guint i = 0; error == NULL && i < MIN (eo_reader_get_n_pages (reader), PAGES); i++)
    {
      g_autoptr (EoPixels) pixels = fixture_render (reader, i, 1, 0, &error);
      g_autoptr (EoPageText) text = NULL;
      g_autoptr (GPtrArray) links = NULL;

      if (pixels == NULL || (text = fixture_text (reader, i, &error)) == NULL)
        break;
      links = fixture_links (reader, i, &error);
    }
  return error != NULL ? outcome_of (error) : "shown";
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *path = fixture_data (one->path);

  const char *outcome = path != NULL ? read_document (path) : NULL;

  if (outcome == NULL)
    {
      g_test_skip ("the test data is not there");
    }
  else if (!g_strv_contains ((const char * const *) one->outcomes, outcome))
    {
      g_test_message ("%s: %s, where %s is right", one->path, outcome, one->outcomes[0]);
      g_test_fail ();
    }
}

/* Contents packed four times, in rows of 260 MB: the caged program gets no such memory and ends, telling
 * which limit it was. */
static void
test_memory (void)
{
  static const char pdf[] =
    "%PDF-1.4\n"
    "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
    "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
    "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R>> endobj\n"
    "4 0 obj <</Length 10 /Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode]\n"
    "  /DecodeParms [5 0 R 5 0 R 5 0 R 5 0 R]>>\n"
    "stream\nxxxxxxxxxx\nendstream endobj\n"
    "5 0 obj <</Predictor 12 /Columns 260000000>> endobj\n"
    "trailer <</Root 1 0 R>>\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = fixture_open_bytes (pdf, sizeof pdf - 1, "rows.pdf", NULL, &error);
  g_autoptr (EoPixels) pixels = NULL;

  g_assert_no_error (error);
  pixels = fixture_render (reader, 0, 1, 0, &error);
  g_assert_nonnull (error);
  g_assert_cmpstr (outcome_of (error), ==, "killed-memory");
}

static gboolean
has_case (GPtrArray  *cases,
          const char *path)
{
  for (guint i = 0; i < cases->len; i++)
    {
      if (g_str_equal (((Case *) g_ptr_array_index (cases, i))->path, path))
        return TRUE;
    }
  return FALSE;
}

/* A document without a row is one nobody has thought about. */
static void
test_complete (gconstpointer data)
{
  static const char * const folders[] = { "hostile/pdf", "hostile/pdf/pypdf" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = fixture_data (folders[i]);
      g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
      const char *name;

      if (dir == NULL)
        {
          g_test_skip ("the test data is not there");
          return;
        }
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folders[i], name, NULL);

          if (g_str_has_suffix (name, ".pdf") && !has_case ((GPtrArray *) data, path))
            {
              g_test_message ("%s has no outcome in hostile-pdf.txt", path);
              g_test_fail ();
            }
        }
    }
}

static void
case_free (gpointer data)
{
  Case *one = data;

  g_free (one->path);
  g_strfreev (one->outcomes);
  g_free (one);
}

static GPtrArray *
read_table (void)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "reader", "hostile-pdf.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i], " \t", 2);
      Case *one;

      if (lines[i][0] == '#' || words[0] == NULL || words[1] == NULL)
        continue;
      one = g_new (Case, 1);
      one->outcomes = g_strsplit (words[0], ",", -1);
      one->path = g_strdup (g_strstrip (words[1]));
      g_ptr_array_add (cases, one);
    }
  return cases;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = read_table ();
  g_test_add_data_func ("/hostile/complete", cases, test_complete);
#if !EO_SANITIZED
  g_test_add_func ("/hostile/memory", test_memory);
#endif
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *one = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strdup_printf ("/%s", one->path);

      g_test_add_data_func (path, one, test_case);
    }
  return g_test_run ();
}
