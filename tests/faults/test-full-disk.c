/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fault-fixture.h"
#include "small-disk.h"

/* Room left on the disk, in bytes, when a letter with a document of 1.5 MB comes in. */
static const goffset rooms[] = {
  0, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576, 1572864, 1835008, 2097152, 3145728,
};

static void
test_intake (Desk          *desk,
             gconstpointer  data)
{
  g_autofree char *scan = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "eo-full-disk-scan.bin", NULL);
  g_auto (Outcome) first = { 0 };
  guint refused = 0, saved = 0;

  if (!small_disk_mount (desk->folder, 0))
    {
      g_test_skip ("only root may mount a small disk here");
      return;
    }
  scan = g_malloc (1536 * 1024);
  first = desk_run (desk, "add", "letter", "subject=The first", NULL);
  assert_done (first);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      gint64 letters = desk_query (desk, "SELECT count(*) FROM letter");
      gint64 documents = desk_query (desk, "SELECT count(*) FROM document");
      gint64 journal = desk_journal (desk);
      g_autofree char *filler = NULL;
      g_auto (Outcome) outcome = { 0 };

      for (gsize j = 0; j < 1536 * 1024; j++)
        scan[j] = (char) g_random_int ();
      g_assert_true (g_file_set_contents (path, scan, 1536 * 1024, NULL));
      filler = small_disk_leave_room (desk->folder, rooms[i]);
      outcome = desk_run (desk, "add", "letter", "subject=When the disk was full", "correspondent=Somebody", "--attach",
                          path, NULL);
      g_remove (filler);
      g_test_message ("room for %" G_GINT64_FORMAT " bytes: %d %s", (gint64) rooms[i], outcome.status, outcome.err);
      if (outcome.status == 0)
        {
          saved++;
          g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, letters + 1);
          g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, documents + 1);
        }
      else
        {
          refused++;
          assert_refused (outcome, 1, "full");
          g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, letters);
          g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, documents);
          g_assert_cmpint (desk_journal (desk), ==, journal);
        }
      assert_clean (desk->office);
    }
  g_assert_cmpuint (refused, >=, 5);
  g_assert_cmpuint (saved, >=, 1);
  g_remove (path);
  umount (desk->folder);
}

/* What is written beside the office tells the same, and leaves no half of a file. */
static void
test_output (Desk          *desk,
             gconstpointer  data)
{
  static const char *const outputs[] = { "letters.csv", "letters.json", "letters.xlsx", "register.pdf", "copy.db" };
  g_autoptr (GString) rows = g_string_new ("subject,received-on,notes\n");
  g_autofree char *csv = NULL;
  g_auto (Outcome) imported = { 0 };

  if (!small_disk_mount (desk->folder, 0))
    {
      g_test_skip ("only root may mount a small disk here");
      return;
    }
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (rows, "Letter number %u of those who wait,2026-11-02,Some notes on %u\n", i, i);
  csv = desk_file (desk, "in.csv", rows->str, -1);
  imported = desk_run (desk, "import", csv, NULL);
  assert_done (imported);
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *filler = small_disk_leave_room (desk->folder, 48 * 1024); /* SQLite wants 32 kB beside the office to read it */
      g_autofree char *path = g_build_filename (desk->folder, outputs[i], NULL);
      g_auto (Outcome) outcome = { 0 };

      if (g_str_has_suffix (path, ".pdf"))
        outcome = desk_run (desk, "print", "incoming-register", "-o", outputs[i], NULL);
      else if (g_str_has_suffix (path, ".db"))
        outcome = desk_run (desk, "backup", outputs[i], NULL);
      else
        outcome = desk_run (desk, "export", "letter", "-o", outputs[i], NULL);
      g_remove (filler);
      assert_refused (outcome, 1, "full");
      assert_refused (outcome, 1, outputs[i]);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  assert_clean (desk->office);
  umount (desk->folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  desk_test ("/faults/full-disk/intake", test_intake);
  desk_test ("/faults/full-disk/output", test_output);
  return g_test_run ();
}
