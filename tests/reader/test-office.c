/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "reader-fixture.h"
#include "reader/eo-office.h"
#include "reader/eo-sealed.h"

static int
convert (int            fd,
         const char    *name,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  eo_office_convert_async (fd, name, cancellable, fixture_on_result, &pending);
  result = fixture_wait (&pending);
  return eo_office_convert_finish (result, error);
}

static gboolean
have_office (void)
{
  g_autofree char *bwrap = g_find_program_in_path ("bwrap");
  g_autofree char *office = g_find_program_in_path ("soffice");
  int status = -1;

  if (bwrap == NULL || office == NULL)
    g_test_skip ("LibreOffice or bubblewrap is not installed");
  else if (!g_spawn_command_line_sync ("bwrap --unshare-all --ro-bind / / true", NULL, NULL, &status, NULL) ||
           status != 0)
    g_test_skip ("bubblewrap may not make namespaces here");
  else
    return TRUE;
  return FALSE;
}

static void
test_names (void)
{
  static const struct { const char *name; gboolean yes; } cases[] = {
    { "reply.docx", TRUE }, { "REPLY.DOC", TRUE }, { "budget 2026.xlsx", TRUE }, { "a.b.odt", TRUE },
    { "letter.pdf", FALSE }, { "docx", FALSE }, { "", FALSE }, { "x.docx.exe", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (eo_office_can_convert (cases[i].name), ==, cases[i].yes);
}

static void
test_absent (void)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autoptr (GError) error = NULL;
  int fd = eo_sealed_new ("letter", 6, NULL);

  g_setenv ("PATH", "/nonexistent", TRUE);
  g_assert_cmpint (convert (fd, "letter.docx", NULL, &error), ==, -1);
  g_setenv ("PATH", path, TRUE);
  g_assert_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "letter.docx"));
  g_assert_nonnull (strstr (error->message, "LibreOffice"));
  g_clear_error (&error);
  g_assert_cmpint (convert (fd, "letter.exe", NULL, &error), ==, -1);
  g_assert_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED);
  g_close (fd, NULL);
}

static void
test_convert (gconstpointer data)
{
  g_autofree char *path = fixture_data (data);
  g_autofree char *name = g_path_get_basename (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  int fd, pdf;

  if (path == NULL || !have_office ())
    return;
  fd = eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, &error);
  g_assert_no_error (error);
  pdf = convert (fd, name, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (eo_sealed_get_size (pdf), >, 1000);
  pages = eo_reader_extract_text (pdf, name, 30, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, >, 0);
  g_assert_nonnull (strstr (g_ptr_array_index (pages, 0), "NATIONAL ASSEMBLY"));
  g_close (pdf, NULL);
  g_close (fd, NULL);
}

static void
test_damaged (void)
{
  g_autoptr (GError) error = NULL;
  int fd;

  if (!have_office ())
    return;
  fd = eo_sealed_new ("PK\003\004 and no more", 15, NULL);
  g_assert_cmpint (convert (fd, "letter.docx", NULL, &error), ==, -1);
  g_assert_error (error, EO_ERROR, EO_ERROR_DAMAGED);
  g_close (fd, NULL);
}

static gboolean
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd;

  if (!have_office ())
    return;
  fd = eo_sealed_new ("letter", 6, NULL);
  g_timeout_add (50, cancel, cancellable);
  g_assert_cmpint (convert (fd, "letter.odt", cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_close (fd, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/names", test_names);
  g_test_add_func ("/office/absent", test_absent);
  g_test_add_data_func ("/office/convert/1", "parliament/RNW104-2020-02-28.docx", test_convert);
  g_test_add_data_func ("/office/convert/2", "parliament/RNW190-200303.docx", test_convert);
  g_test_add_func ("/office/damaged", test_damaged);
  g_test_add_func ("/office/cancelled", test_cancelled);
  return g_test_run ();
}
