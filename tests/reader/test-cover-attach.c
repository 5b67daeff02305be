/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <cairo-pdf.h>

#include "../store/store-fixture.h"
#include "exchange/eo-cover-attach.h"
#include "exchange/eo-indexer.h"
#include "paper/eo-cover-paper.h"
#include "base/eo-error.h"
#include "reader/eo-reader-wait.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"
#include "reader/eo-split-pages.h"
#include "scan-fixture.h"
#include "store/eo-draft.h"
#include "store/eo-page-scan.h"
#include "store/eo-store-private.h"
#include "store/eo-unregistered.h"

/* Cover sheets as they are printed, scanned a little askew and with noise among other papers, find their records again:
 * one on top takes the scan along, several split it, and what may not be gone by leaves it to a person. */

#define NOISE 20

static const char *const page_text[] = { "Bergville waterworks", NULL };

typedef struct
{
  Office    *office;
  EoRecord  *first;
  EoRecord  *second;
  GPtrArray *sheets; /* of cairo_surface_t */
} Stack;

static void
stack_clear (Stack *stack)
{
  g_ptr_array_unref (stack->sheets);
  g_object_unref (stack->first);
  g_object_unref (stack->second);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stack, stack_clear)

static void
put_cover (Stack    *stack,
           EoRecord *record)
{
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SCAN_WIDTH, SCAN_HEIGHT);
  cairo_t *cr = cairo_create (sheet);
  g_autoptr (GError) error = NULL;

  cairo_set_source_rgb (cr, 0.96, 0.96, 0.96);
  cairo_paint (cr);
  cairo_rotate (cr, 0.006);
  cairo_scale (cr, 200.0 / 72, 200.0 / 72);
  eo_cover_paper_draw (stack->office->store, record, cr, &error);
  g_assert_no_error (error);
  cairo_destroy (cr);
  scan_add_noise (sheet, NOISE);
  g_ptr_array_add (stack->sheets, sheet);
}

/* 'a' and 'b': the cover sheets of the two records; '.': a page. */
static Stack
stack_new (Office     *office,
           const char *order)
{
  Stack stack = { office, office_add (office, "letter", "subject", "Road at Ndwedwe", "received_on", "2026-01-02", NULL),
                  office_add (office, "letter", "subject", "Depot at Kokstad", "received_on", "2026-01-03", NULL),
                  g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy) };

  for (const char *c = order; *c != '\0'; c++)
    if (*c == '.')
      g_ptr_array_add (stack.sheets, scan_draw (page_text, NOISE, FALSE));
    else
      put_cover (&stack, *c == 'a' ? stack.first : stack.second);
  return stack;
}

static GBytes *
stack_scan (const Stack *stack)
{
  return scan_pdf ((cairo_surface_t **) stack->sheets->pdata, stack->sheets->len);
}

static gboolean
write_draft (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  g_autoptr (EoSource) source = eo_source_new_for_bytes (data, "Scan-0144.pdf");
  gint64 draft = 0;

  return eo_writer_draft_attach (writer, &draft, letter, source, error)
         && eo_writer_mark_unregistered (writer, draft, "scan", NULL, error);
}

static void
take_in (Office *office,
         GBytes *scan)
{
  g_autoptr (GError) error = NULL;

  eo_store_write (office->store, write_draft, scan, &error);
  g_assert_no_error (error);
}

static guint
count (Office     *office,
       const char *sql)
{
  return (guint) eo_database_get_integer (eo_store_main_reader (office->store), sql, 999);
}

#define N_DRAFTS "SELECT count(*) FROM draft"

static GPtrArray *
documents_of (Office   *office,
              EoRecord *record)
{
  return eo_store_get_attachments (office->store, eo_record_get_kind (record), record->id);
}

static guint
count_pages (Office *office,
             gint64  document)
{
  g_autoptr (GError) error = NULL;
  EoReaderWait wait;
  guint n = 0;
  int fd = eo_store_open_document (office->store, document, &error);

  g_assert_no_error (error);
  if (eo_reader_wait_open (&wait, fd, "part.pdf", 20, NULL, &error) != NULL)
    n = eo_reader_get_n_pages (wait.reader);
  eo_reader_wait_end (&wait);
  close (fd);
  g_assert_no_error (error);
  return n;
}

static void
assert_document (Office     *office,
                 EoRecord   *record,
                 const char *name,
                 guint       n_pages)
{
  g_autoptr (GPtrArray) documents = documents_of (office, record);
  const EoAttachment *only;

  g_assert_cmpuint (documents->len, ==, 1);
  only = g_ptr_array_index (documents, 0);
  g_assert_cmpstr (only->name, ==, name);
  g_assert_cmpuint (count_pages (office, only->document), ==, n_pages);
}

static void
assert_untouched (const Stack *stack,
                  const char  *why)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM draft WHERE instr (why, '%s') > 0", why);
  g_autoptr (GPtrArray) first = documents_of (stack->office, stack->first);
  g_autoptr (GPtrArray) second = documents_of (stack->office, stack->second);

  g_assert_cmpuint (count (stack->office, sql), ==, 1);
  g_assert_cmpuint (first->len, ==, 0);
  g_assert_cmpuint (second->len, ==, 0);
  g_assert_cmpuint (count (stack->office, "SELECT count(*) FROM document"), ==, 1);
}

static gboolean
journal_says (Office     *office,
              EoRecord   *record,
              const char *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM journal JOIN journal_payload USING (seq) "
                                          "WHERE action = 'attached' AND kind = 'letter' AND record = %" G_GINT64_FORMAT
                                          " AND instr (payload, '%s') > 0",
                                          record->id, text);

  return count (office, sql) == 1;
}

static void
on_attached (EoIndexer  *indexer,
             const char *text,
             char      **told)
{
  g_assert_null (*told);
  *told = g_strdup (text);
}

/* In the window: the scan is attached as it is, the draft is gone, and it is said. */
static void
test_whole (Office        *office,
            gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, "a.");
  g_autoptr (GBytes) scan = stack_scan (&stack);
  g_autoptr (EoIndexer) indexer = eo_indexer_new (office->store);
  g_autofree char *told = NULL;
  g_autofree char *expected = g_strdup_printf ("“Scan-0144.pdf” was attached to %s", stack.first->reference);

  g_signal_connect (indexer, "attached", G_CALLBACK (on_attached), &told);
  take_in (office, scan);
  while (told == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told, ==, expected);
  assert_document (office, stack.first, "Scan-0144.pdf", 2);
  g_assert_true (journal_says (office, stack.first, "Scan-0144.pdf"));
  g_assert_cmpuint (count (office, N_DRAFTS), ==, 0);
  eo_indexer_stop (indexer);
}

static void
test_split (Office        *office,
            gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, ".a..b.");
  g_autoptr (GBytes) scan = stack_scan (&stack);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, scan);
  g_autofree char *gone = g_strdup_printf ("SELECT count(*) FROM document WHERE sha256 = '%s'", sha256);
  g_autoptr (GPtrArray) files = NULL;
  const EoUnregistered *left;

  take_in (office, scan);
  eo_indexer_run_now (office->store, 120);
  assert_document (office, stack.first, "Scan-0144, pages 3-4.pdf", 2);
  assert_document (office, stack.second, "Scan-0144, page 6.pdf", 1);
  g_assert_true (journal_says (office, stack.first, sha256));
  g_assert_true (journal_says (office, stack.second, sha256));
  g_assert_cmpuint (count (office, gone), ==, 0);

  g_assert_cmpuint (count (office, "SELECT count(*) FROM draft WHERE source = 'scan' AND why = ''"), ==, 1);
  files = eo_store_get_unregistered (office->store, eo_kind_lookup ("letter"));
  g_assert_cmpuint (files->len, ==, 1);
  left = g_ptr_array_index (files, 0);
  g_assert_cmpstr (left->name, ==, "Scan-0144, page 1.pdf");
  g_assert_cmpuint (count_pages (office, left->document), ==, 1);
}

static gboolean
write_other_office (EoWriter  *writer,
                    gpointer   data,
                    GError   **error)
{
  return eo_writer_set_setting (writer, "office-id", "11111111-1111-4111-a111-111111111111", error);
}

static void
test_other_office (Office        *office,
                   gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, "a.");
  g_autoptr (GBytes) scan = stack_scan (&stack);
  g_autoptr (GError) error = NULL;

  eo_store_write (office->store, write_other_office, NULL, &error);
  g_assert_no_error (error);
  take_in (office, scan);
  eo_indexer_run_now (office->store, 60);
  assert_untouched (&stack, "of another office");
}

static gboolean
write_delete (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  EoRecord *record = data;

  return eo_writer_delete (writer, eo_record_get_kind (record), record->id, error);
}

/* One of two is enough: the other record gets nothing either. */
static void
test_deleted (Office        *office,
              gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, "a.b.");
  g_autoptr (GBytes) scan = stack_scan (&stack);
  g_autoptr (GError) error = NULL;

  eo_store_write (office->store, write_delete, stack.second, &error);
  g_assert_no_error (error);
  take_in (office, scan);
  eo_indexer_run_now (office->store, 60);
  assert_untouched (&stack, "not in this office any more");
}

static void
test_nothing_after (Office        *office,
                    gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, "ab.");
  g_autoptr (GBytes) scan = stack_scan (&stack);

  take_in (office, scan);
  eo_indexer_run_now (office->store, 60);
  assert_untouched (&stack, "has no pages after it");
}

/* Deleted between the look at the codes and the write: nothing of the rest is written, and it is said on the scan. */
static void
test_deleted_meanwhile (Office        *office,
                        gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, "a.b.");
  g_autoptr (GBytes) scan = stack_scan (&stack);
  g_autofree char *path = g_build_filename (office->folder, "Scan-0144.pdf", NULL);
  g_autoptr (EoCoverAttach) cover = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (scan, NULL), g_bytes_get_size (scan), &error);
  cover = eo_cover_attach_new_for_path (office->store, path, NULL, &error);
  g_assert_no_error (error);
  eo_store_write (office->store, write_delete, stack.second, &error);
  g_assert_no_error (error);
  g_assert_false (eo_cover_attach_now (cover, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
  first = documents_of (office, stack.first);
  g_assert_cmpuint (first->len, ==, 0);
}

static void
import (Office     *office,
        const char *path,
        guint       n_records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCoverAttach) cover = eo_cover_attach_new_for_path (office->store, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (cover);
  eo_cover_attach_now (cover, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (eo_cover_attach_get_records (cover)->len, ==, n_records);
}

/* From the command line, and once more: the second time changes nothing. */
static void
test_import (Office        *office,
             gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, "a.b.");
  g_autoptr (GBytes) scan = stack_scan (&stack);
  g_autofree char *path = g_build_filename (office->folder, "Scan-0144.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (scan, NULL), g_bytes_get_size (scan), &error);
  g_assert_no_error (error);
  import (office, path, 2);
  import (office, path, 2);
  assert_document (office, stack.first, "Scan-0144, page 2.pdf", 1);
  assert_document (office, stack.second, "Scan-0144, page 4.pdf", 1);
  g_assert_cmpuint (count (office, N_DRAFTS), ==, 0);
}

static void
put_text (cairo_t    *cr,
          const char *text)
{
  cairo_select_font_face (cr, "Liberation Serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 12);
  cairo_move_to (cr, 72, 100);
  cairo_show_text (cr, text);
}

/* A stack that was never on paper: cover sheets and pages, all of them text and lines. 'a', 'b' and '.' as above. */
static GBytes *
print_stack (const Stack *stack,
             const char  *order)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream (scan_append, bytes, 595, 842);
  cairo_t *cr = cairo_create (pdf);

  for (guint i = 0; order[i] != '\0'; i++)
    {
      g_autofree char *text = g_strdup_printf ("The waterworks of page%u", i);

      cairo_save (cr);
      if (order[i] == '.')
        put_text (cr, text);
      else
        g_assert_true (eo_cover_paper_draw (stack->office->store, order[i] == 'a' ? stack->first : stack->second, cr, NULL));
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  cairo_surface_destroy (pdf);
  return g_byte_array_free_to_bytes (bytes);
}

static void
assert_text (Office     *office,
             EoRecord   *record,
             const char *first,
             const char *second)
{
  g_autoptr (GPtrArray) documents = documents_of (office, record);
  const EoAttachment *only = documents->pdata[0];
  int fd = eo_store_open_document (office->store, only->document, NULL);
  g_autoptr (GArray) pictures = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) texts = eo_reader_extract_text (fd, "part.pdf", 20, pictures, NULL);

  close (fd);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpuint (texts->len, ==, second != NULL ? 2 : 1);
  g_assert_nonnull (strstr (texts->pdata[0], first));
  g_assert_true (second == NULL || strstr (texts->pdata[1], second) != NULL);
}

/* The codes are seen on pages that are no pictures, too, and the pages keep their text: from a file, and in the queue. */
static void
test_printed (Office        *office,
              gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, "");
  g_autoptr (GBytes) scan = print_stack (&stack, "a..b.");
  g_autofree char *path = g_build_filename (office->folder, "Scan-0144.pdf", NULL);

  if (data == NULL)
    {
      g_assert_true (g_file_set_contents (path, g_bytes_get_data (scan, NULL), g_bytes_get_size (scan), NULL));
      import (office, path, 2);
    }
  else
    {
      take_in (office, scan);
      eo_indexer_run_now (office->store, 120);
    }
  assert_text (office, stack.first, "page1", "page2");
  assert_text (office, stack.second, "page4", NULL);
  g_assert_cmpuint (count (office, N_DRAFTS), ==, 0);
}

static GBytes *
cut (const char  *pdf,
     guint        first,
     guint        n_pages,
     guint       *n_cut,
     GError     **error)
{
  int fd = eo_sealed_new (pdf, strlen (pdf), NULL);
  GBytes *bytes = eo_split_pages (fd, "scan.pdf", first, n_pages, n_cut, error);

  close (fd);
  return bytes;
}

static gboolean
has (GBytes     *bytes,
     const char *words)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), words, strlen (words)) != NULL;
}

#define PDF(page, extra) \
  "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n" \
  "2 0 obj <</Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 99 99] /Resources <</XObject <</Im0 5 0 R /Im1 6 0 R>> >> >>" \
  " endobj\n3 0 obj <</Type /Page /Parent 2 0 R /Contents 7 0 R " page ">> endobj\n" \
  "4 0 obj <</Type /Page /Parent 2 0 R /Contents 8 0 R>> endobj\n" \
  "5 0 obj <</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray" \
  " /Mark (picture of first) /Length 1>> stream\nx\nendstream endobj\n" \
  "6 0 obj <</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray" \
  " /Mark (picture of second) /Length 1>> stream\ny\nendstream endobj\n" \
  "7 0 obj <</Length 8>> stream\n/Im0 Do \nendstream endobj\n8 0 obj <</Length 8>> stream\n/Im1 Do \nendstream endobj\n" \
  extra "trailer <</Root 1 0 R>>\n"

/* What belongs to other pages stays behind, also where all pages name all pictures; where that is not certain, nothing is
 * cut. */
static void
test_cut (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) second = NULL;
  guint n;

  first = cut (PDF ("", ""), 0, 1, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (has (first, "picture of first") && !has (first, "picture of second"));
  again = cut (PDF ("", ""), 0, 1, &n, &error);
  g_assert_true (g_bytes_equal (first, again));
  second = cut (PDF ("", ""), 1, 0, &n, &error);
  g_assert_true (has (second, "picture of second") && !has (second, "picture of first"));
  g_assert_null (cut (PDF ("", ""), 2, 0, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);

  g_assert_null (cut (PDF ("/Annots [9 0 R]", "9 0 obj <</Subtype /Widget>> endobj\n"), 0, 1, &n, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (cut ("no PDF", 0, 1, &n, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (cut ("%PDF-1.4\nnothing", 0, 1, &n, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_DAMAGED);
}

/* Every file that somebody made to break programs is cut, or refused in the cage, which it does not leave. */
static void
test_cut_hostile (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), "hostile", "pdf", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no test data");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pages = NULL;
      int fd = eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, NULL);
      guint n = 0;

      if (fd < 0)
        continue;
      pages = eo_split_pages (fd, name, 0, 1, &n, &error);
      close (fd);
      g_test_message ("%s: %u, %s", name, n, error != NULL ? error->message : "cut");
      g_assert_true (pages != NULL || error != NULL);
      g_assert_false (g_error_matches (error, EO_ERROR, EO_ERROR_NO_CAGE));
      g_assert_false (g_error_matches (error, EO_ERROR, EO_ERROR_CRASHED));
    }
}

/* A letter without a cover sheet, and a file that has no pages. */
static void
test_import_others (Office        *office,
                    gconstpointer  data)
{
  g_auto (Stack) stack = stack_new (office, ".");
  g_autoptr (GBytes) scan = stack_scan (&stack);
  g_autofree char *path = g_build_filename (office->folder, "letter.pdf", NULL);
  g_autofree char *text = g_build_filename (office->folder, "note.docx", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (scan, NULL), g_bytes_get_size (scan), &error);
  g_assert_no_error (error);
  g_file_set_contents (text, "no such format", -1, &error);
  g_assert_no_error (error);
  g_assert_null (eo_cover_attach_new_for_path (office->store, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (eo_cover_attach_new_for_path (office->store, text, NULL, &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/cover-attach/whole", test_whole);
  office_test ("/cover-attach/split", test_split);
  office_test ("/cover-attach/other-office", test_other_office);
  office_test ("/cover-attach/deleted", test_deleted);
  office_test ("/cover-attach/nothing-after", test_nothing_after);
  office_test ("/cover-attach/deleted-meanwhile", test_deleted_meanwhile);
  office_test ("/cover-attach/import", test_import);
  office_test ("/cover-attach/import-others", test_import_others);
  office_test ("/cover-attach/printed", test_printed);
  g_test_add ("/cover-attach/printed-queue", Office, "queue", office_set_up, test_printed, office_tear_down);
  g_test_add_func ("/cover-attach/cut", test_cut);
  g_test_add_func ("/cover-attach/cut-hostile", test_cut_hostile);
  return g_test_run ();
}
