/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The program as a person at a terminal has it: no display, an office of its own. Header only: a fixture is no
 * library. */

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct
{
  char *folder;
  char *office; /* path of its file */
} Desk;

/* What a command came to. */
typedef struct
{
  int   status; /* of exit; -1: it did not end by itself */
  char *out;
  char *err;
} Outcome;

static inline void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->out);
  g_free (outcome->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static inline void
desk_set_up (Desk          *desk,
             gconstpointer  data)
{
  desk->folder = g_dir_make_tmp ("eo-command-XXXXXX", NULL);
  g_assert_nonnull (desk->folder);
  desk->office = g_build_filename (desk->folder, "office.db", NULL);
}

static inline void
desk_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        desk_remove (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

static inline void
desk_tear_down (Desk          *desk,
                gconstpointer  data)
{
  desk_remove (desk->folder);
  g_free (desk->folder);
  g_free (desk->office);
}

#define desk_test(name, func) g_test_add (name, Desk, NULL, desk_set_up, func, desk_tear_down)

/* @prefix: words before the program, such as setpriv …; or NULL */
static inline Outcome
desk_spawn (Desk              *desk,
            const char *const *prefix,
            const char *const *args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = g_environ_unsetenv (g_environ_unsetenv (g_get_environ (), "DISPLAY"), "WAYLAND_DISPLAY");
  g_autoptr (GError) error = NULL;
  Outcome outcome = { -1, NULL, NULL };
  int wait_status;

  for (guint i = 0; prefix != NULL && prefix[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) prefix[i]);
  g_ptr_array_add (argv, (gpointer) g_getenv ("EXECOFFICE_PROGRAM"));
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) args[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (desk->folder, (char **) argv->pdata, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, &outcome.out,
                &outcome.err, &wait_status, &error);
  g_assert_no_error (error);
  if (WIFEXITED (wait_status))
    outcome.status = WEXITSTATUS (wait_status);
  return outcome;
}

/* On the desk's office, in the desk's folder. The words end with NULL. */
static inline Outcome G_GNUC_NULL_TERMINATED
desk_run (Desk *desk,
          ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  const char *word;
  va_list words;

  g_ptr_array_add (args, (gpointer) "--database");
  g_ptr_array_add (args, desk->office);
  va_start (words, desk);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (args, (gpointer) word);
  va_end (words);
  g_ptr_array_add (args, NULL);
  return desk_spawn (desk, NULL, (const char *const *) args->pdata);
}

#define assert_done(outcome) G_STMT_START { \
  if ((outcome).status != 0) \
    g_test_message ("standard error: %s", (outcome).err); \
  g_assert_cmpint ((outcome).status, ==, 0); \
} G_STMT_END

#define assert_refused(outcome, expected_status, words) G_STMT_START { \
  if ((outcome).status != (expected_status) || strstr ((outcome).err, (words)) == NULL) \
    g_test_message ("standard error: %s", (outcome).err); \
  g_assert_cmpint ((outcome).status, ==, (expected_status)); \
  g_assert_nonnull (strstr ((outcome).err, (words))); \
} G_STMT_END

/* One number out of the office's file; -1 where there is none. */
static inline gint64
desk_query (Desk       *desk,
            const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *row = NULL;
  gint64 value = -1;

  if (sqlite3_open_v2 (desk->office, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (database, sql, -1, &row, NULL) == SQLITE_OK && sqlite3_step (row) == SQLITE_ROW)
    value = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (database);
  return value;
}

/* Every change leaves a line there. */
static inline gint64
desk_journal (Desk *desk)
{
  return desk_query (desk, "SELECT count(*) FROM journal");
}

static inline char *
desk_file (Desk       *desk,
           const char *name,
           const char *contents,
           gssize      length)
{
  char *path = g_build_filename (desk->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  return path;
}

/* The words of a PDF in the desk's folder. */
static inline char *
text_of (Desk       *desk,
         const char *file)
{
  const char *argv[] = { "pdftotext", "-layout", file, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status;

  g_spawn_sync (desk->folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

static inline void
assert_words (const char        *text,
              const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (text, words[i]) == NULL)
        g_test_message ("“%s” is not in: %s", words[i], text);
      g_assert_nonnull (strstr (text, words[i]));
    }
}
