/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fault-fixture.h"
#include "small-disk.h"

/* The diary when the disk is full: told, all of it or nothing, and done once there is room again. */

#define EVENTS 1500
#define OLD    "what was there before"

/* Room left on the disk, in bytes. */
static const goffset rooms[] = { 0, 4096, 16384, 65536, 131072, 262144, 524288, 1048576, 2097152, 4194304, 8388608 };

#define run(desk, ...)                                                  \
  G_STMT_START                                                          \
  {                                                                     \
    g_auto (Outcome) outcome_ = desk_run (desk, __VA_ARGS__, NULL);     \
    assert_done (outcome_);                                             \
  }                                                                     \
  G_STMT_END

static gboolean
mount_small (Desk *desk)
{
  if (small_disk_mount (desk->folder, 0))
    return TRUE;
  g_test_skip ("only root may mount a small disk here");
  return FALSE;
}

/* On a disk that has room. */
static char *
write_calendar (guint n)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("eo-full-XXXXXX.ics", &path, &error);

  g_assert_no_error (error);
  close (fd);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *words = g_compute_checksum_for_string (G_CHECKSUM_SHA512, number, -1); /* nothing packs them smaller */

      g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%u@x\r\nDTSTART:202609%02uT%02u0000Z\r\nDURATION:PT30M\r\n"
                                    "SUMMARY:Meeting %.20s\r\nDESCRIPTION:%s %s\r\nEND:VEVENT\r\n", i, i % 30 + 1, i % 12 + 5,
                              words, words, words + 1);
    }
  g_string_append (text, "END:VCALENDAR\r\n");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

static void
test_import (Desk          *desk,
             gconstpointer  data)
{
  g_autofree char *path = NULL;
  guint refused = 0, done = 0;

  if (!mount_small (desk))
    return;
  path = write_calendar (EVENTS);
  run (desk, "add", "diary", "name=The MEC");
  for (guint i = 0; i < G_N_ELEMENTS (rooms) && done == 0; i++)
    {
      g_autofree char *filler = small_disk_leave_room (desk->folder, rooms[i]);
      g_auto (Outcome) outcome = desk_run (desk, "import", path, NULL);
      gint64 n;

      g_remove (filler);
      g_test_message ("room for %" G_GINT64_FORMAT " bytes: %d %s", (gint64) rooms[i], outcome.status, outcome.err);
      n = desk_query (desk, "SELECT count(*) FROM appointment");
      g_assert_cmpint (n, ==, outcome.status == 0 ? EVENTS : 0);
      g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM journal WHERE kind = 'appointment'"), ==, n);
      if (outcome.status == 0)
        done++;
      else
        assert_refused (outcome, 1, "full");
      refused += outcome.status != 0;
      assert_clean (desk->office);
    }
  g_assert_cmpuint (refused, >=, 4);
  g_assert_cmpuint (done, ==, 1);
  run (desk, "import", path); /* once more is as once */
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM appointment"), ==, EVENTS);
  g_remove (path);
  umount (desk->folder);
}

/* What is in a file of the desk: OLD, or what is whole. */
static void
assert_old (const char *path,
            gboolean    had_old)
{
  g_autofree char *text = NULL;

  if (!had_old)
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, OLD);
}

/* Nothing is left lying beside it. */
static void
assert_no_remains (Desk *desk)
{
  g_autoptr (GDir) folder = g_dir_open (desk->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (!g_str_has_prefix (name, "office.db") && !g_str_has_prefix (name, "out."))
      g_error ("“%s” was left behind", name);
}

typedef struct
{
  const char *args[9];
  const char *file;
} Output;

static void
fill_diary (Desk *desk)
{
  g_autofree char *calendar = write_calendar (EVENTS);

  run (desk, "add", "diary", "name=The MEC");
  run (desk, "import", calendar);
  g_remove (calendar);
  run (desk, "add", "trip", "title=Geneva", "diary=The MEC", "starts=2026-09-01", "purpose=Talks");
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *from = g_strdup_printf ("from-place=Town %u", i);

      run (desk, "add", "leg", "trip=Geneva", "mode=flight", from, "to-place=Geneva", "leaves=2026-09-01T08:00",
           "arrives=2026-09-01T19:00");
    }
}

/* What is written is the whole of it or the file that was there, and nothing is left beside it. */
static void
test_output (Desk          *desk,
             gconstpointer  data)
{
  static const Output outputs[] = {
    { { "export", "diary", "--diary", "The MEC", NULL }, "out.ics" },
    { { "print", "day", "--date", "2026-09-22", NULL }, "out.day.pdf" },
    { { "print", "week", "--date", "2026-09-22", NULL }, "out.week.pdf" },
    { { "print", "lookahead", "--date", "2026-09-01", NULL }, "out.lookahead.pdf" },
    { { "print", "itinerary", "--trip", "Geneva", NULL }, "out.itinerary.pdf" },
    { { "print", "day-pack", "--date", "2026-09-22", "--diary", "The MEC", NULL }, "out.pack.pdf" },
  };

  if (!mount_small (desk))
    return;
  fill_diary (desk);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (outputs); i++)
    {
      const Output *output = &outputs[i / 2];
      gboolean has_old = i % 2;
      const char *const tail[] = { "-o", output->file, NULL };
      g_autofree char *path = g_build_filename (desk->folder, output->file, NULL);
      g_autofree char *filler = NULL;
      g_autoptr (GPtrArray) words = g_ptr_array_new ();
      g_auto (Outcome) full = { 0 };
      g_auto (Outcome) again = { 0 };
      struct stat is;

      g_ptr_array_add (words, (gpointer) "--database");
      g_ptr_array_add (words, desk->office);
      for (guint j = 0; output->args[j] != NULL; j++)
        g_ptr_array_add (words, (gpointer) output->args[j]);
      for (guint j = 0; j < G_N_ELEMENTS (tail); j++)
        g_ptr_array_add (words, (gpointer) tail[j]);
      if (has_old)
        g_assert_true (g_file_set_contents (path, OLD, -1, NULL));
      filler = small_disk_leave_room (desk->folder, 16 * 1024); /* less than any of them wants */
      full = desk_spawn (desk, NULL, (const char *const *) words->pdata);
      g_remove (filler);
      g_test_message ("%s%s: %s", output->file, has_old ? " over an old one" : "", full.err);
      assert_refused (full, 1, "full");
      assert_refused (full, 1, output->file);
      assert_old (path, has_old);
      assert_no_remains (desk);

      again = desk_spawn (desk, NULL, (const char *const *) words->pdata);
      assert_done (again);
      g_assert_cmpint (stat (path, &is), ==, 0);
      g_test_message ("whole: %" G_GINT64_FORMAT " bytes", (gint64) is.st_size);
      g_assert_cmpint (is.st_size, >, 8 * 1024);
      g_remove (path);
    }
  assert_clean (desk->office);
  umount (desk->folder);
}

/* Two times are held; one is accepted, and a reply begun. */
static void
add_held (Desk  *desk,
          guint  nth,
          char **reference)
{
  g_autofree char *wanted = g_strdup_printf ("wanted=2031-10-%02uT10:00 2031-10-%02uT14:00", nth + 1, nth + 1);
  g_autofree char *letter = NULL;
  g_auto (Outcome) incoming = desk_run (desk, "add", "letter", "subject=Breakfast", "received-on=2031-09-01", NULL);
  g_auto (Outcome) request = { 0 };

  assert_done (incoming);
  letter = g_strconcat ("letter=", g_strchomp (incoming.out), NULL);
  request = desk_run (desk, "add", "request", "subject=Breakfast", letter, wanted, "owner=Sipho Mthembu", NULL);
  assert_done (request);
  *reference = g_strdup (g_strchomp (request.out));
  run (desk, "step", "request", *reference, "triage");
  run (desk, "step", "request", *reference, "hold");
}

#define HELD "SELECT count(*) FROM appointment WHERE status = 'hold'"

static void
test_confirm (Desk          *desk,
              gconstpointer  data)
{
  guint refused = 0, done = 0;

  if (!mount_small (desk))
    return;
  run (desk, "add", "diary", "name=The MEC");
  run (desk, "add", "person", "name=Sipho Mthembu");
  run (desk, "add", "standard_reply", "title=Yes", "purpose=accept", "body=I shall come.", "owner=Sipho Mthembu");
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *reference = NULL;
      g_autofree char *filler = NULL;
      g_auto (Outcome) outcome = { 0 };
      gint64 held, letters, journal;

      add_held (desk, i, &reference);
      held = desk_query (desk, HELD);
      letters = desk_query (desk, "SELECT count(*) FROM letter");
      journal = desk_journal (desk);
      filler = small_disk_leave_room (desk->folder, rooms[i]);
      outcome = desk_run (desk, "step", "request", reference, "confirmed", "chosen=2", NULL);
      g_remove (filler);
      g_test_message ("room for %" G_GINT64_FORMAT " bytes: %d %s", (gint64) rooms[i], outcome.status, outcome.err);
      if (outcome.status == 0)
        {
          g_assert_cmpint (desk_query (desk, HELD), ==, held - 2);
          g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, letters + 1);
          done++;
        }
      else
        {
          assert_refused (outcome, 1, "full");
          g_assert_cmpint (desk_query (desk, HELD), ==, held);
          g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, letters);
          g_assert_cmpint (desk_journal (desk), ==, journal);
          refused++;
          run (desk, "step", "request", reference, "confirmed", "chosen=2");
          g_assert_cmpint (desk_query (desk, HELD), ==, held - 2);
        }
      assert_clean (desk->office);
    }
  g_assert_cmpuint (refused, >=, 2);
  g_assert_cmpuint (done, >=, 2);
  umount (desk->folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  desk_test ("/faults/diary-full/import", test_import);
  desk_test ("/faults/diary-full/output", test_output);
  desk_test ("/faults/diary-full/confirm", test_confirm);
  return g_test_run ();
}
