/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "hostile-table.h"

/* Documents made or found to break readers, each with the outcome that is right for
 * it, in hostile-pdf.txt. Whatever the outcome, this process lives on. */

#define PAGES 3 /* of each are drawn and read */

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
  const HostileCase *one = data;
  g_autofree char *path = fixture_data (one->path);

  if (path == NULL)
    g_test_skip ("the test data is not there");
  else
    hostile_assert (one, read_document (path));
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

static void
test_complete (gconstpointer data)
{
  hostile_assert_complete (data, "hostile/pdf", ".pdf");
  hostile_assert_complete (data, "hostile/pdf/pypdf", ".pdf");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = hostile_read_table ("hostile-pdf.txt");
  g_test_add_data_func ("/hostile/complete", cases, test_complete);
  if (!EO_SANITIZED)
    g_test_add_func ("/hostile/memory", test_memory);
  for (guint i = 0; i < cases->len; i++)
    {
      const HostileCase *one = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strdup_printf ("/%s", one->path);

      g_test_add_data_func (path, one, test_case);
    }
  return g_test_run ();
}
