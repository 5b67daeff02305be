/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>

#include "../command/command-fixture.h"

/* kill -9 in the midst of a transaction: a writer is stopped at a random point, and killed if it holds the lock between
 * processes just then. */

#define KILL_NEXT_WAIT 10000 /* µs at most, until it is looked at again */

static inline gboolean
holds_lock (Desk *desk)
{
  g_autofree char *path = g_strconcat (desk->office, ".lock", NULL);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean held = fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;

  if (fd >= 0)
    close (fd);
  return held;
}

/* First looked at after @wait µs. TRUE when it was killed inside a transaction; FALSE when it was done before. */
static inline gboolean
kill_inside (Desk  *desk,
             GPid   pid,
             gulong wait)
{
  g_usleep (wait);
  for (;;)
    {
      int status;

      g_usleep (g_random_int_range (0, KILL_NEXT_WAIT));
      kill (pid, SIGSTOP);
      if (waitpid (pid, &status, WUNTRACED) != pid || !WIFSTOPPED (status))
        {
          g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
          return FALSE;
        }
      if (holds_lock (desk))
        {
          kill (pid, SIGKILL);
          g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
          g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
          return TRUE;
        }
      kill (pid, SIGCONT);
    }
}

/* This test program once more, with other work: @words end with NULL. */
static inline GPid G_GNUC_NULL_TERMINATED
spawn_self (const char *first,
            ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  va_list words;
  GPid pid;

  g_ptr_array_add (argv, (gpointer) "/proc/self/exe");
  va_start (words, first);
  for (const char *word = first; word != NULL; word = va_arg (words, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (words);
  g_ptr_array_add (argv, NULL);
  g_spawn_async (NULL, (char **) argv->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}
