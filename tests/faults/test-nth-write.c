/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fault-fixture.h"

#define LAST 80

/* The nth write to the office fails, alone or with all that follow: the letter is saved and there, or refused and
 * not there; the office is whole either way. */

typedef struct
{
  const char *name;
  int         code;
  gboolean    all;
} Fault;

static const Fault faults[] = {
  { "/faults/nth-write/full", ENOSPC, FALSE },
  { "/faults/nth-write/io", EIO, FALSE },
  { "/faults/nth-write/io-for-good", EIO, TRUE },
};

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *contents = NULL;
  g_autofree char *log = g_strconcat (to, "-wal", NULL);
  g_autofree char *index = g_strconcat (to, "-shm", NULL);
  gsize length;

  g_remove (log);
  g_remove (index);
  g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static gboolean
add_with_fault (Desk        *desk,
                const Fault *fault,
                guint        nth,
                const char  *scan)
{
  g_autofree char *preload = g_strdup_printf ("LD_PRELOAD=%s", g_getenv ("EXECOFFICE_FAULT_SHIM"));
  g_autofree char *number = g_strdup_printf ("FAULT_NTH=%u", nth);
  g_autofree char *code = g_strdup_printf ("FAULT_ERRNO=%d", fault->code);
  const char *const prefix[] = { "env", preload, number, code, fault->all ? "FAULT_ALL=1" : "FAULT_NONE=1", NULL };
  const char *const args[] = { "--database", desk->office, "add", "letter", "subject=Under a fault",
                               "correspondent=A new sender", "--attach", scan, NULL };
  g_auto (Outcome) outcome = desk_spawn (desk, prefix, args);
  gint64 letters;

  if (outcome.status != 0 && outcome.status != 1)
    g_error ("write %u: ended with %d: %s", nth, outcome.status, outcome.err);
  letters = desk_query (desk, "SELECT count(*) FROM letter");
  if (letters != (outcome.status == 0 ? 2 : 1))
    g_error ("write %u: ended with %d, but there are %d letters: %s", nth, outcome.status, (int) letters, outcome.err);
  if (outcome.status == 1)
    {
      g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, 0);
      g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM organisation"), ==, 0);
      g_assert_nonnull (strstr (outcome.err, "office.db"));
      if (fault->code == ENOSPC)
        g_assert_nonnull (strstr (outcome.err, "full"));
    }
  return outcome.status == 0;
}

static void
test_nth_write (Desk          *desk,
                gconstpointer  data)
{
  const Fault *fault = data;
  g_autofree char *scan = NULL;
  g_autofree char *sound = g_build_filename (desk->folder, "sound.db", NULL);
  g_autofree char *bytes = g_strnfill (200, 'x');
  g_auto (Outcome) first = { 0 };
  guint refused = 0, saved = 0;

  if (EO_SANITIZED)
    {
      g_test_skip ("the sanitizers want to be preloaded first");
      return;
    }
  first = desk_run (desk, "add", "letter", "subject=The first", NULL);
  assert_done (first);
  scan = desk_file (desk, "scan.txt", bytes, -1);
  copy_file (desk->office, sound);
  for (guint nth = 1; nth <= LAST; nth++)
    {
      copy_file (sound, desk->office);
      if (add_with_fault (desk, fault, nth, scan))
        saved++;
      else
        refused++;
      assert_clean (desk->office);
    }
  g_test_message ("%u refused, %u saved", refused, saved);
  g_assert_cmpuint (refused, >, 10);
  g_assert_cmpuint (saved, >, 0); /* the last ones come after the commit */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_test_add (faults[i].name, Desk, &faults[i], desk_set_up, test_nth_write, desk_tear_down);
  return g_test_run ();
}
