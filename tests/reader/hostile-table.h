/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The tables of hostile files: a line each, its outcomes and its path in the test data. Header only, as fixtures are. */

#include <string.h>

#include "reader-fixture.h"

typedef struct
{
  char  *path;     /* in the test data */
  char **outcomes; /* any of them is right */
} HostileCase;

static inline void
hostile_case_free (gpointer data)
{
  HostileCase *one = data;

  g_free (one->path);
  g_strfreev (one->outcomes);
  g_free (one);
}

/* @name: of the table, beside the tests */
static inline GPtrArray *
hostile_read_table (const char *name)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (hostile_case_free);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "reader", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i], " \t", 2);
      HostileCase *one;

      if (lines[i][0] == '#' || words[0] == NULL || words[1] == NULL)
        continue;
      one = g_new (HostileCase, 1);
      one->outcomes = g_strsplit (words[0], ",", -1);
      one->path = g_strdup (g_strstrip (words[1]));
      g_ptr_array_add (cases, one);
    }
  return cases;
}

static inline void
hostile_assert (const HostileCase *one,
                const char        *outcome)
{
  if (g_strv_contains ((const char *const *) one->outcomes, outcome))
    return;
  g_test_message ("%s: %s, where %s is right", one->path, outcome, one->outcomes[0]);
  g_test_fail ();
}

/* A file without a row is one nobody has thought about. */
static inline void
hostile_assert_complete (const GPtrArray *cases,
                         const char      *folder,
                         const char      *ending)
{
  g_autofree char *there = fixture_data (folder);
  g_autoptr (GDir) dir = there != NULL ? g_dir_open (there, 0, NULL) : NULL;
  const char *name;

  if (dir == NULL)
    g_test_skip ("the test data is not there");
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean found = !g_str_has_suffix (name, ending);

      for (guint i = 0; i < cases->len; i++)
        found = found || g_str_equal (((HostileCase *) g_ptr_array_index (cases, i))->path, path);
      if (!found)
        {
          g_test_message ("%s has no outcome", path);
          g_test_fail ();
        }
    }
}
