/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>

#include "command-fixture.h"

static const char *const as_nobody[] = { "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", NULL };

/* Root reads and writes what nobody may: so some cases run as nobody. */
static gboolean
can_be_nobody (Desk *desk)
{
  const char *const version[] = { "--version", NULL };
  g_autofree char *program = g_find_program_in_path ("setpriv");
  g_auto (Outcome) outcome = { -1, NULL, NULL };

  if (geteuid () == 0 && program != NULL)
    outcome = desk_spawn (desk, as_nobody, version);
  if (outcome.status != 0)
    g_test_skip ("wants root, setpriv, and a program that everybody may start");
  return outcome.status == 0;
}

typedef struct
{
  const char *name;
  const char *words; /* of the refusal; NULL: is taken */
  const char *kept;  /* how the attachment is called then */
} FileCase;

#define LONG_60 "sixty-characters-of-a-name-sixty-characters-of-a-name-sixty-"

static const FileCase files[] = {
  { "letter\nof two lines.txt", NULL, "letter of two lines.txt" },
  { "bad-\xff\xfe-utf8.txt", NULL, "bad-" },
  { "../up.txt", NULL, "up.txt" },
  { LONG_60 LONG_60 LONG_60 LONG_60 ".txt", NULL, ".txt" },
  { LONG_60 LONG_60 LONG_60 LONG_60 LONG_60 ".txt", "There is no file “", NULL },
};

static void
test_file_names (Desk          *desk,
                 gconstpointer  data)
{
  g_autofree char *inner = g_build_filename (desk->folder, "inner", NULL);
  g_autofree char *out = g_build_filename (desk->folder, "out", NULL);

  g_mkdir (inner, 0700);
  g_mkdir (out, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat (inner, "/", files[i].name, NULL);
      g_autofree char *contents = g_strdup_printf ("document %u", i);
      int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
      g_auto (Outcome) added = { 0 };
      g_auto (Outcome) extracted = { 0 };

      if (fd >= 0)
        {
          g_assert_cmpint (write (fd, contents, strlen (contents)), ==, strlen (contents));
          close (fd);
        }
      added = desk_run (desk, "add", "letter", "subject=Named", "--attach", path, NULL);
      if (files[i].words != NULL)
        {
          assert_refused (added, 1, files[i].words);
          g_assert_cmpuint (strlen (added.err), <, 600);
          continue;
        }
      assert_done (added);
      g_strchomp (added.out);
      extracted = desk_run (desk, "extract", "letter", added.out, "-o", "out", NULL);
      assert_done (extracted);
      g_assert_true (g_str_has_prefix (extracted.out, "out/") && strchr (extracted.out + 4, '/') == NULL);
      g_assert_nonnull (strstr (extracted.out, files[i].kept));
      g_assert_true (g_utf8_validate (extracted.out, -1, NULL));
    }
}

static void
refuse_attachment (Desk       *desk,
                   const char *path,
                   const char *words)
{
  gint64 before = desk_journal (desk);
  struct stat was, is;
  g_auto (Outcome) outcome = { 0 };

  g_assert_cmpint (stat (desk->office, &was), ==, 0);
  outcome = desk_run (desk, "add", "letter", "subject=Refused", "correspondent=Nobody Yet", "--attach", path, NULL);
  assert_refused (outcome, 1, words);
  g_assert_cmpint (stat (desk->office, &is), ==, 0);
  g_assert_cmpint (desk_journal (desk), ==, before);
  g_assert_cmpint (is.st_size, ==, was.st_size);
  g_assert_cmpint (is.st_mtim.tv_nsec, ==, was.st_mtim.tv_nsec);
}

static void
test_bad_files (Desk          *desk,
                gconstpointer  data)
{
  g_autofree char *empty = desk_file (desk, "empty.pdf", "", 0);
  g_autofree char *huge = desk_file (desk, "huge.pdf", "%PDF-1.4", -1);
  g_autofree char *pipe = g_build_filename (desk->folder, "pipe.pdf", NULL);
  g_auto (Outcome) first = desk_run (desk, "add", "organisation", "name=First", NULL);

  assert_done (first);
  g_assert_cmpint (truncate (huge, (off_t) 3 * 1024 * 1024 * 1024), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  refuse_attachment (desk, empty, "empty.pdf");
  refuse_attachment (desk, huge, "at most 1 GiB");
  refuse_attachment (desk, pipe, "is a pipe");
  refuse_attachment (desk, desk->folder, "is a folder");
  refuse_attachment (desk, "/dev/zero", "is a pipe or a device");
  refuse_attachment (desk, "not-there.pdf", "There is no file “not-there.pdf”");
  refuse_attachment (desk, "", "");
}

static void
test_unreadable (Desk          *desk,
                 gconstpointer  data)
{
  g_autofree char *secret = desk_file (desk, "secret.pdf", "%PDF-1.4", -1);
  const char *const add[] = { "--database", desk->office, "add", "letter", "subject=x", "--attach", secret, NULL };
  g_auto (Outcome) outcome = { 0 };

  if (!can_be_nobody (desk))
    return;
  g_assert_cmpint (chmod (desk->folder, 0777) | chmod (secret, 0600), ==, 0);
  outcome = desk_spawn (desk, as_nobody, add);
  assert_refused (outcome, 1, "may not be read");
  g_assert_cmpint (MAX (desk_query (desk, "SELECT count(*) FROM letter"), 0), ==, 0);
}

static void
test_read_only_office (Desk          *desk,
                       gconstpointer  data)
{
  const char *const add[] = { "--database", desk->office, "add", "letter", "subject=x", NULL };
  const char *const list[] = { "--database", desk->office, "list", "organisation", NULL };
  g_auto (Outcome) first = desk_run (desk, "add", "organisation", "name=First", NULL);
  g_auto (Outcome) refused = { 0 };
  g_auto (Outcome) listed = { 0 };

  if (!can_be_nobody (desk))
    return;
  g_assert_cmpint (chmod (desk->folder, 0755) | chmod (desk->office, 0444), ==, 0);
  refused = desk_spawn (desk, as_nobody, add);
  assert_refused (refused, 1, "reading only");
  listed = desk_spawn (desk, as_nobody, list);
  assert_done (listed);
  g_assert_nonnull (strstr (listed.out, "First"));
}

static char *
hash_of (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

/* Refused by reading and writing verbs, and never a byte changed. */
static void
refuse_office (Desk       *desk,
               const char *words)
{
  g_autofree char *before = hash_of (desk->office);
  g_autofree char *after = NULL;
  g_auto (Outcome) list = desk_run (desk, "list", "organisation", NULL);
  g_auto (Outcome) add = desk_run (desk, "add", "organisation", "name=Second", NULL);

  assert_refused (list, 1, words);
  assert_refused (add, 1, words);
  g_assert_nonnull (strstr (list.err, "office.db"));
  after = hash_of (desk->office);
  g_assert_cmpstr (after, ==, before);
}

static void
patch (Desk       *desk,
       goffset     at,
       const char *bytes,
       gsize       n)
{
  int fd = open (desk->office, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (pwrite (fd, bytes, n, at), ==, n);
  close (fd);
}

static void
test_not_an_office (Desk          *desk,
                    gconstpointer  data)
{
  g_autofree char *text = desk_file (desk, "office.db", "Dear Sir, this is a letter and no office at all.", -1);
  sqlite3 *other = NULL;

  refuse_office (desk, "is not an office");
  g_remove (text);
  g_assert_cmpint (sqlite3_open (desk->office, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "CREATE TABLE tune (name)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  refuse_office (desk, "is not an office");
}

static void
test_newer (Desk          *desk,
            gconstpointer  data)
{
  g_auto (Outcome) first = desk_run (desk, "add", "organisation", "name=First", NULL);

  assert_done (first);
  patch (desk, 60, "\0\0\003\347", 4); /* user_version 999 */
  refuse_office (desk, "newer");
}

static void
test_cut_off (Desk          *desk,
              gconstpointer  data)
{
  g_auto (Outcome) first = desk_run (desk, "add", "organisation", "name=First", NULL);
  struct stat status;

  assert_done (first);
  g_assert_cmpint (stat (desk->office, &status), ==, 0);
  g_assert_cmpint (truncate (desk->office, status.st_size / 2), ==, 0);
  refuse_office (desk, "cut off");
}

/* A page that reading meets, all zeros: said when it is met, and by the check. */
static void
test_damaged_page (Desk          *desk,
                   gconstpointer  data)
{
  g_auto (Outcome) first = desk_run (desk, "add", "organisation", "name=First", NULL);
  gint64 page = desk_query (desk, "SELECT rootpage FROM sqlite_schema WHERE name = 'organisation'");
  gint64 size = desk_query (desk, "PRAGMA page_size");
  g_autofree char *junk = g_malloc (size);
  g_auto (Outcome) list = { 0 };
  g_auto (Outcome) check = { 0 };

  assert_done (first);
  memset (junk, 0xa5, size);
  patch (desk, (page - 1) * size, junk, size);
  list = desk_run (desk, "list", "organisation", NULL);
  assert_refused (list, 1, "damaged");
  check = desk_run (desk, "check", NULL);
  g_assert_cmpint (check.status, ==, 1);
  g_assert_nonnull (strstr (check.err, "office.db"));
}

static void
test_megabyte (Desk          *desk,
               gconstpointer  data)
{
  g_autofree char *word = g_strnfill (1024 * 1024, 'x');
  g_autofree char *rows = g_strdup_printf ("uid,subject,received-on,notes\n"
                                           "6ba7b810-9dad-41d1-80b4-00c04fd430c8,%s,2026-11-02,zebra %s\n", word, word);
  g_autofree char *path = desk_file (desk, "long.csv", rows, -1);
  g_auto (Outcome) imported = desk_run (desk, "import", path, NULL);
  g_auto (Outcome) shown = desk_run (desk, "show", "letter", "6ba7b810-9dad-41d1-80b4-00c04fd430c8", "--format", "json",
                                     NULL);
  g_auto (Outcome) found = desk_run (desk, "search", "zebra", NULL);
  g_auto (Outcome) printed = desk_run (desk, "print", "incoming-register", "-o", "register.pdf", NULL);
  g_auto (Outcome) listed = desk_run (desk, "list", "letter", NULL);

  assert_done (imported);
  assert_done (shown);
  g_assert_nonnull (strstr (shown.out, word));
  assert_done (found);
  g_assert_nonnull (strstr (found.out, "IN/"));
  assert_done (printed);
  assert_done (listed);
  g_assert_cmpuint (strlen (listed.out), <, 1000);
}

static void
test_bad_utf8 (Desk          *desk,
               gconstpointer  data)
{
  g_auto (Outcome) added = desk_run (desk, "add", "letter", "subject=Caf\xe9 \xff road\x1b[31m\nnext line", NULL);
  g_auto (Outcome) kind = desk_run (desk, "list", "let\xff", NULL);
  g_auto (Outcome) listed = desk_run (desk, "list", "letter", "--format", "csv", NULL);

  assert_done (added);
  assert_refused (kind, 2, "There is no kind");
  g_assert_true (g_utf8_validate (listed.out, -1, NULL));
  g_assert_null (strchr (listed.out, 0x1b));
  g_assert_nonnull (strstr (listed.out, "next line"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/input/file-names", test_file_names);
  desk_test ("/input/bad-files", test_bad_files);
  desk_test ("/input/unreadable", test_unreadable);
  desk_test ("/input/read-only-office", test_read_only_office);
  desk_test ("/input/not-an-office", test_not_an_office);
  desk_test ("/input/newer", test_newer);
  desk_test ("/input/cut-off", test_cut_off);
  desk_test ("/input/damaged-page", test_damaged_page);
  desk_test ("/input/megabyte", test_megabyte);
  desk_test ("/input/bad-utf8", test_bad_utf8);
  return g_test_run ();
}
