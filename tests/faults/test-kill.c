/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fault-fixture.h"
#include "kill-fixture.h"

#define KILLS    60
#define WRITES   200
#define FIRST_WAIT 400000 /* µs at most */

/* kill -9 in the midst of a transaction: the writer is stopped at a random point, and killed when it holds the lock
 * between processes just then. What it had said to be saved must be there. */

static GPid
start_writer (Desk *desk,
              int  *out)
{
  const char *argv[] = { g_getenv ("EXECOFFICE_FAULT_WRITER"), desk->office, G_STRINGIFY (WRITES), NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, out, NULL,
                            &error);
  g_assert_no_error (error);
  return pid;
}

static void
read_all (int      fd,
          GString *printed)
{
  char buffer[4096];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (printed, buffer, n);
  close (fd);
}

static void
test_kill (Desk          *desk,
           gconstpointer  data)
{
  g_auto (Outcome) first = desk_run (desk, "add", "letter", "subject=The first", NULL);
  g_autoptr (GString) printed = g_string_new (NULL);
  g_auto (Outcome) check = { 0 };
  guint inside = 0;

  assert_done (first);
  for (guint round = 0; inside < KILLS; round++)
    {
      int out;
      GPid pid = start_writer (desk, &out);

      g_assert_cmpuint (round, <, 2 * KILLS);
      inside += kill_inside (desk, pid, g_random_int_range (0, FIRST_WAIT));
      read_all (out, printed);
      if (round % 10 == 0)
        {
          assert_all_there (desk->office, printed->str);
          assert_clean (desk->office);
        }
    }
  g_test_message ("%u kills inside a transaction, %u letters said to be saved", inside,
                  assert_all_there (desk->office, printed->str));
  g_assert_cmpuint (assert_all_there (desk->office, printed->str), >, 0);
  check = desk_run (desk, "check", NULL);
  assert_done (check);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  desk_test ("/faults/kill", test_kill);
  return g_test_run ();
}
