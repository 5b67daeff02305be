/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/eo-attachment.h"

typedef struct
{
  const EoKind *kind;
  gint64        id;
  EoSource     *source;
  gint64        attachment;
} Attach;

static gboolean
write_attach (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Attach *attach = data;

  return eo_writer_attach (writer, attach->kind, attach->id, attach->source, &attach->attachment, error);
}

static gboolean
write_detach (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  return eo_writer_detach (writer, *(gint64 *) data, error);
}

static gint64
attach (Office      *office,
        EoRecord    *record,
        EoSource    *source,
        GError     **error)
{
  Attach data = { eo_record_get_kind (record), record->id, source, 0 };

  return eo_store_write (office->store, write_attach, &data, error) ? data.attachment : 0;
}

static gint64
attach_bytes (Office     *office,
              EoRecord   *record,
              const void *bytes,
              gsize       n_bytes,
              const char *name)
{
  g_autoptr (GBytes) content = g_bytes_new (bytes, n_bytes);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (content, name);
  g_autoptr (GError) error = NULL;
  gint64 id = attach (office, record, source, &error);

  g_assert_no_error (error);

  return id;
}

static char *
make_file (Office     *office,
           const char *name,
           const char *bytes,
           gssize      n_bytes)
{
  char *path = g_build_filename (office->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, n_bytes, &error);
  g_assert_no_error (error);

  return path;
}

static EoRecord *
add_letter (Office *office)
{
  return office_add (office, "letter", "subject", "Road at Ndwedwe", "received_on", "2026-01-02", NULL);
}

static EoAttachment *
only_attachment (Office   *office,
                 EoRecord *record)
{
  g_autoptr (GPtrArray) all = eo_store_get_attachments (office->store, eo_record_get_kind (record), record->id);

  g_assert_cmpuint (all->len, ==, 1);

  return eo_attachment_copy (g_ptr_array_index (all, 0));
}

/* More than two chunks, no two alike. */
static GBytes *
make_big (gsize n_bytes)
{
  guint8 *bytes = g_malloc (n_bytes);
  guint32 x = 1;

  for (gsize i = 0; i < n_bytes; i++)
    {
      x = x * 1664525 + 1013904223;
      bytes[i] = x >> 24;
    }

  return g_bytes_new_take (bytes, n_bytes);
}

static void
test_round_trip (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GBytes) big = make_big (2 * 1024 * 1024 + 7);
  gsize size;
  const char *bytes = g_bytes_get_data (big, &size);
  g_autofree char *path = make_file (office, "scan.pdf", bytes, size);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, big);
  g_autoptr (EoAttachment) found = NULL;
  g_autoptr (EoSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) shown = NULL;
  g_autofree char *extracted = NULL;
  g_autofree char *again = NULL;
  int fd;

  source = eo_source_new_for_path (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (attach (office, letter, source, &error), !=, 0);
  g_assert_no_error (error);

  found = only_attachment (office, letter);
  g_assert_cmpstr (found->name, ==, "scan.pdf");
  g_assert_cmpstr (found->sha256, ==, hash);
  g_assert_cmpint (found->size, ==, size);
  g_assert_cmpstr (found->media_type, ==, "application/octet-stream");

  g_assert_true (eo_store_extract (office->store, found, office->folder, &extracted, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (extracted, "/scan (2).pdf"));
  g_assert_true (eo_store_extract (office->store, found, office->folder, &again, &error));
  g_assert_true (g_str_has_suffix (again, "/scan (3).pdf"));
  shown = g_mapped_file_new (again, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_mapped_file_get_contents (shown), g_mapped_file_get_length (shown), bytes, size);

  fd = eo_store_open_document (office->store, found->document, &error);
  g_assert_no_error (error);
  g_assert_cmpint (write (fd, "x", 1), ==, -1);
  g_assert_cmpint (ftruncate (fd, 0), ==, -1);
  g_clear_pointer (&shown, g_mapped_file_unref);
  shown = g_mapped_file_new_from_fd (fd, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_mapped_file_get_contents (shown), g_mapped_file_get_length (shown), bytes, size);
  close (fd);
}

static void
test_copy_out (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (EoAttachment) found = NULL;
  g_autoptr (GError) error = NULL;

  attach_bytes (office, letter, "%PDF-1.4 x", 10, "a.pdf");
  found = only_attachment (office, letter);
  g_assert_cmpstr (found->media_type, ==, "application/pdf");
  g_assert_true (eo_store_copy_out (office->store, found, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), "%PDF-1.4 x", 10);
}

typedef enum { MISSING, FOLDER, PIPE, LINK_TO_PIPE, DEVICE, ZERO, SPARSE, UNREADABLE } Sort;

static const struct
{
  const char *name;
  Sort        sort;
  EoError     code;
} refused[] = {
  { "missing.pdf", MISSING, EO_ERROR_NOT_FOUND },
  { "folder.pdf", FOLDER, EO_ERROR_NOT_REGULAR },
  { "pipe.pdf", PIPE, EO_ERROR_NOT_REGULAR },
  { "link.pdf", LINK_TO_PIPE, EO_ERROR_NOT_REGULAR },
  { "device.pdf", DEVICE, EO_ERROR_NOT_REGULAR },
  { "zero.pdf", ZERO, EO_ERROR_EMPTY },
  { "three-gigabytes.pdf", SPARSE, EO_ERROR_TOO_LARGE },
  { "unreadable.pdf", UNREADABLE, EO_ERROR_IO },
};

static void
make_refused (Office     *office,
              const char *path,
              Sort        sort)
{
  g_autofree char *pipe = g_build_filename (office->folder, "other-pipe", NULL);

  switch (sort)
    {
    case FOLDER:
      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      break;
    case PIPE:
      g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      break;
    case LINK_TO_PIPE:
      g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
      g_assert_cmpint (symlink (pipe, path), ==, 0);
      break;
    case DEVICE:
      g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
      break;
    case ZERO:
      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      break;
    case SPARSE:
      g_assert_true (g_file_set_contents (path, "x", 1, NULL));
      g_assert_cmpint (truncate (path, (off_t) 3 * 1024 * 1024 * 1024), ==, 0);
      break;
    case UNREADABLE:
      g_assert_true (g_file_set_contents (path, "x", 1, NULL));
      g_assert_cmpint (chmod (path, 0), ==, 0);
      break;
    case MISSING:
    default:
      break;
    }
}

/* Each is refused before anything is written, at once, by its name. */
static void
test_refused (Office        *office,
              gconstpointer  data)
{
  uid_t me = geteuid ();

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_build_filename (office->folder, refused[i].name, NULL);
      g_autoptr (GError) error = NULL;
      EoSource *source;

      make_refused (office, path, refused[i].sort);
      /* Root may read everything. */
      if (refused[i].sort == UNREADABLE && me == 0)
        g_assert_cmpint (seteuid (65534), ==, 0);
      source = eo_source_new_for_path (path, &error);
      g_assert_cmpint (seteuid (me), ==, 0);
      g_assert_null (source);
      g_assert_error (error, EO_ERROR, (int) refused[i].code);
      g_assert_nonnull (strstr (error->message, refused[i].name));
    }
}

static gint64
office_size (Office *office)
{
  struct stat status;

  g_assert_cmpint (stat (office->path, &status), ==, 0);

  return status.st_size;
}

typedef enum { SHRINK, GROW, REWRITE, VANISH } Mischief;

static const struct
{
  const char *name;
  Mischief    mischief;
} unsteady[] = {
  { "shrinks.pdf", SHRINK }, { "grows.pdf", GROW }, { "rewritten.pdf", REWRITE }, { "vanishes.pdf", VANISH },
};

static void
make_mischief (const char *path,
               Mischief    mischief)
{
  FILE *file;

  switch (mischief)
    {
    case SHRINK:
      g_assert_cmpint (truncate (path, 1024 * 1024 + 5), ==, 0);
      break;
    case GROW:
      g_assert_nonnull (file = fopen (path, "a"));
      fputs ("more", file);
      fclose (file);
      break;
    case REWRITE:
      g_usleep (20000);
      g_assert_nonnull (file = fopen (path, "r+"));
      fputs ("other", file);
      fclose (file);
      break;
    case VANISH:
    default:
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* What happens to a file between its being looked at and its last byte; nothing is left of it. */
static void
test_unsteady (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GBytes) big = make_big (3 * 1024 * 1024);

  for (guint i = 0; i < G_N_ELEMENTS (unsteady); i++)
    {
      g_autofree char *path = make_file (office, unsteady[i].name, g_bytes_get_data (big, NULL),
                                         g_bytes_get_size (big));
      g_autoptr (GError) error = NULL;
      g_autoptr (EoSource) source = eo_source_new_for_path (path, &error);
      g_autoptr (GPtrArray) attachments = NULL;

      g_assert_no_error (error);
      make_mischief (path, unsteady[i].mischief);
      g_assert_cmpint (attach (office, letter, source, &error), ==, 0);
      g_assert_error (error, EO_ERROR, EO_ERROR_IO);
      g_assert_nonnull (strstr (error->message, unsteady[i].name));
      attachments = eo_store_get_attachments (office->store, eo_kind_lookup ("letter"), letter->id);
      g_assert_cmpuint (attachments->len, ==, 0);
      g_assert_cmpuint (eo_store_count_unread (office->store), ==, 0);
    }
  g_assert_cmpint (office_size (office), <, 2 * 1024 * 1024);
}

static void
test_empty_bytes (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (nothing, "empty.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (attach (office, letter, source, &error), ==, 0);
  g_assert_error (error, EO_ERROR, EO_ERROR_EMPTY);
}

static void
test_no_such_record (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "x.pdf");
  g_autoptr (GError) error = NULL;

  letter->id = 999;
  g_assert_cmpint (attach (office, letter, source, &error), ==, 0);
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
  g_assert_cmpuint (eo_store_count_unread (office->store), ==, 0);
}

static void
test_same_bytes (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) one = add_letter (office);
  g_autoptr (EoRecord) two = add_letter (office);
  g_autoptr (EoAttachment) first = NULL;
  g_autoptr (EoAttachment) second = NULL;
  g_autoptr (GPtrArray) same = NULL;
  gint64 id = attach_bytes (office, one, "same bytes", 10, "a.txt");

  attach_bytes (office, two, "same bytes", 10, "b.txt");
  g_assert_cmpint (attach_bytes (office, one, "same bytes", 10, "a.txt"), ==, id);

  first = only_attachment (office, one);
  second = only_attachment (office, two);
  g_assert_cmpint (first->document, ==, second->document);
  g_assert_cmpstr (second->name, ==, "b.txt");

  same = eo_store_find_same (office->store, first->document);
  g_assert_cmpuint (same->len, ==, 2);
  g_assert_cmpint (((EoCandidate *) g_ptr_array_index (same, 1))->id, ==, two->id);
  g_assert_nonnull (strstr (((EoCandidate *) g_ptr_array_index (same, 1))->title, "Road at Ndwedwe"));
}

static void
test_detach (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  gint64 id = attach_bytes (office, letter, "bytes", 5, "a.txt");
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  EoHistoryEntry *entry;
  EoChange *change;

  g_assert_true (eo_store_write (office->store, write_detach, &id, &error));
  g_assert_no_error (error);
  g_assert_false (eo_store_write (office->store, write_detach, &id, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
  attachments = eo_store_get_attachments (office->store, eo_kind_lookup ("letter"), letter->id);
  g_assert_cmpuint (attachments->len, ==, 0);

  history = eo_store_get_history (office->store, eo_kind_lookup ("letter"), letter->id, NULL);
  g_assert_cmpuint (history->len, ==, 3);
  entry = g_ptr_array_index (history, 0);
  g_assert_cmpstr (entry->action, ==, "detached");
  entry = g_ptr_array_index (history, 1);
  g_assert_cmpstr (entry->action, ==, "attached");
  change = g_ptr_array_index (entry->changes, 0);
  g_assert_cmpstr (change->after, ==, "a.txt");
}

static void
test_names (Office        *office,
            gconstpointer  data)
{
  g_autofree char *endless = g_strnfill (300, 'n');
  const char *const names[] = { "two\nlines.pdf", "../../etc/passwd", "bad\xff\xfe.pdf", "", "..", endless };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (EoRecord) letter = add_letter (office);
      g_autofree char *bytes = g_strdup_printf ("content %u", i);
      g_autoptr (EoAttachment) found = NULL;
      g_autofree char *path = NULL;
      g_autofree char *folder = NULL;
      g_autoptr (GError) error = NULL;

      attach_bytes (office, letter, bytes, strlen (bytes), names[i]);
      found = only_attachment (office, letter);
      g_assert_true (g_utf8_validate (found->name, -1, NULL));
      g_assert_null (strpbrk (found->name, "/\n"));
      g_assert_cmpuint (strlen (found->name), <=, 200);
      g_assert_cmpuint (strlen (found->name), >, 0);
      g_assert_true (eo_store_extract (office->store, found, office->folder, &path, &error));
      g_assert_no_error (error);
      folder = g_path_get_dirname (path);
      g_assert_cmpstr (folder, ==, office->folder);
    }
}

static void
test_strange_paths (Office        *office,
                    gconstpointer  data)
{
  const char *const names[] = { "two\nlines.pdf", "bad\xff\xfe.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (EoRecord) letter = add_letter (office);
      g_autofree char *path = make_file (office, names[i], names[i], -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (EoSource) source = eo_source_new_for_path (path, &error);

      g_assert_no_error (error);
      g_assert_cmpint (attach (office, letter, source, &error), !=, 0);
    }
}

static const struct
{
  const char *bytes;
  gsize       n_bytes;
  const char *name;
  const char *media_type;
} types[] = {
  { "%PDF-1.7\n", 9, "scan", "application/pdf" },
  { "junk\n%PDF-1.7\n", 14, "scan.docx", "application/pdf" },
  { "\x89PNG\r\n\x1a\n", 8, "x", "image/png" },
  { "\xff\xd8\xff\xe0", 4, "x.pdf", "image/jpeg" },
  { "II*\0....", 8, "x", "image/tiff" },
  { "PK\003\004....", 8, "letter.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "PK\003\004,,,,", 8, "letter.zip", "application/zip" },
  { "PK\003\004..........................mimetypeapplication/vnd.oasis.opendocument.text", 77, "x.zip",
    "application/vnd.oasis.opendocument.text" },
  { "Received: from x", 16, "mail", "message/rfc822" },
  { "BEGIN:VCALENDAR\r\n", 17, "x", "text/calendar" },
  { "hello", 5, "note.txt", "text/plain" },
  { "hel\0lo", 6, "note.txt", "application/octet-stream" },
  { "x", 1, "x", "application/octet-stream" },
};

static void
test_media_types (Office        *office,
                  gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (EoRecord) letter = add_letter (office);
      g_autoptr (EoAttachment) found = NULL;

      attach_bytes (office, letter, types[i].bytes, types[i].n_bytes, types[i].name);
      found = only_attachment (office, letter);
      g_assert_cmpstr (found->media_type, ==, types[i].media_type);
    }
}

static gboolean
write_text (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  return eo_writer_set_document_text (writer, *(gint64 *) data, NULL, NULL, error);
}

static void
test_queue (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (EoAttachment) first = NULL;
  g_autoptr (EoAttachment) second = NULL;
  g_autoptr (EoAttachment) none = NULL;

  attach_bytes (office, letter, "one", 3, "1.txt");
  attach_bytes (office, letter, "two", 3, "2.txt");
  office_close (office);
  office_open (office);

  g_assert_cmpuint (eo_store_count_unread (office->store), ==, 2);
  g_assert_true (eo_store_next_unread (office->store, 0, &first));
  g_assert_true (eo_store_next_unread (office->store, first->document, &second));
  g_assert_cmpstr (second->name, ==, "2.txt");
  g_assert_false (eo_store_next_unread (office->store, second->document, &none));
  g_assert_true (eo_store_write (office->store, write_text, &first->document, NULL));
  g_assert_cmpuint (eo_store_count_unread (office->store), ==, 1);
  g_assert_true (eo_store_write (office->store, write_detach, &second->id, NULL));
  g_assert_cmpuint (eo_store_count_unread (office->store), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/attachment/round-trip", test_round_trip);
  office_test ("/attachment/copy-out", test_copy_out);
  office_test ("/attachment/refused", test_refused);
  office_test ("/attachment/unsteady", test_unsteady);
  office_test ("/attachment/empty-bytes", test_empty_bytes);
  office_test ("/attachment/no-such-record", test_no_such_record);
  office_test ("/attachment/same-bytes", test_same_bytes);
  office_test ("/attachment/detach", test_detach);
  office_test ("/attachment/names", test_names);
  office_test ("/attachment/strange-paths", test_strange_paths);
  office_test ("/attachment/media-types", test_media_types);
  office_test ("/attachment/queue", test_queue);
  return g_test_run ();
}
