/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "base/eo-new-file.h"

typedef struct
{
  char *folder;
  char *path;   /* in it; nothing is there yet */
} Place;

static void
place_set_up (Place         *place,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("execoffice-XXXXXX", &error);
  g_assert_no_error (error);
  place->path = g_build_filename (place->folder, "letter.pdf", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
place_tear_down (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->path);
}

static EoNewFile *
begin (const char *path,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  EoNewFile *file = eo_new_file_open (path, 0600, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  g_assert_true (eo_new_file_write (file, text, strlen (text), &error));
  g_assert_no_error (error);

  return file;
}

static void
assert_content (const char *path,
                const char *text)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, text);
}

static guint
mode_of (const char *path)
{
  struct stat st;

  g_assert_cmpint (stat (path, &st), ==, 0);

  return st.st_mode & 0777;
}

static void
assert_error_names (GError     *error,
                    int         code,
                    const char *path)
{
  g_assert_error (error, EO_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_replace (Place         *place,
              gconstpointer  data)
{
  const char *old = data; /* NULL where nothing has the name yet */
  g_autoptr (EoNewFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (old != NULL)
    g_assert_true (g_file_set_contents (place->path, old, -1, NULL));

  file = begin (place->path, "new");
  g_assert_true (g_str_has_prefix (eo_new_file_get_temporary (file), place->folder));
  g_assert_true (eo_new_file_sync (file, &error));
  assert_content (eo_new_file_get_temporary (file), "new");
  if (old != NULL)
    assert_content (place->path, old);
  else
    g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));

  g_assert_true (eo_new_file_replace (file, &error));
  g_assert_no_error (error);
  assert_content (place->path, "new");
  g_assert_cmpuint (mode_of (place->path), ==, 0600);
  g_assert_cmpuint (count_files (place->folder), ==, 1);

  g_clear_pointer (&file, eo_new_file_free);
  assert_content (place->path, "new");
}

static void
test_abort (Place         *place,
            gconstpointer  data)
{
  EoNewFile *file;

  g_assert_true (g_file_set_contents (place->path, "old", -1, NULL));
  file = begin (place->path, "new");
  g_assert_cmpuint (count_files (place->folder), ==, 2);
  eo_new_file_free (file);
  g_assert_cmpuint (count_files (place->folder), ==, 1);
  assert_content (place->path, "old");
}

/* Nothing is overwritten, and another name may be tried. */
static void
test_place (Place         *place,
            gconstpointer  data)
{
  g_autofree char *second = g_build_filename (place->folder, "letter (2).pdf", NULL);
  g_autoptr (EoNewFile) file = begin (place->path, "new");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (place->path, "old", -1, NULL));
  g_assert_false (eo_new_file_place (file, place->path, &error));
  assert_error_names (error, EO_ERROR_INVALID, place->path);
  g_clear_error (&error);
  assert_content (place->path, "old");

  g_assert_true (eo_new_file_place (file, second, &error));
  g_assert_no_error (error);
  assert_content (second, "new");
  assert_content (place->path, "old");
  g_assert_cmpuint (count_files (place->folder), ==, 2);
}

static void
test_mode (Place         *place,
           gconstpointer  data)
{
  g_autoptr (EoNewFile) file = begin (place->path, "new");

  g_assert_true (eo_new_file_set_mode (file, 0646, NULL));
  g_assert_true (eo_new_file_replace (file, NULL));
  g_assert_cmpuint (mode_of (place->path), ==, 0646);
}

static void
test_straight (void)
{
  static const struct { const char *path; int code; } cases[] = { { "/dev/null", -1 }, { "/dev/full", EO_ERROR_FULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EoNewFile) file = eo_new_file_open_straight (cases[i].path, &error);
      struct stat st;

      g_assert_no_error (error);
      g_assert_true (eo_new_file_write (file, "new", 3, &error)); /* into the buffer */
      g_assert_cmpint (eo_new_file_replace (file, &error), ==, cases[i].code == -1);
      if (cases[i].code == -1)
        g_assert_no_error (error);
      else
        assert_error_names (error, cases[i].code, cases[i].path);
      g_assert_cmpint (stat (cases[i].path, &st), ==, 0);
      g_assert_true (S_ISCHR (st.st_mode));
    }
}

static void
test_no_folder (Place         *place,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (place->folder, "nowhere", "letter.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (eo_new_file_open (path, 0600, &error));
  assert_error_names (error, EO_ERROR_IO, path);
}

static void
test_read_only (Place         *place,
                gconstpointer  data)
{
  uid_t me = geteuid ();
  g_autoptr (GError) error = NULL;
  EoNewFile *file;

  g_assert_cmpint (g_chmod (place->folder, 0555), ==, 0);
  if (me == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  file = eo_new_file_open (place->path, 0600, &error);
  g_assert_cmpint (seteuid (me), ==, 0);
  g_assert_cmpint (g_chmod (place->folder, 0700), ==, 0);

  g_assert_null (file);
  assert_error_names (error, EO_ERROR_READ_ONLY, place->path);
  g_assert_cmpuint (count_files (place->folder), ==, 0);
}

/* A disk of 64 KiB over the folder, seen by this process alone. Only root may. */
static gboolean
mount_small_disk (const char *folder)
{
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
         && mount ("small", folder, "tmpfs", 0, "size=64k") == 0;
}

static void
test_full (Place         *place,
           gconstpointer  data)
{
  static const char block[4096] = "";
  g_autoptr (EoNewFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (!mount_small_disk (place->folder))
    {
      g_test_skip ("no disk can be mounted here");
      return;
    }

  g_assert_true (g_file_set_contents (place->path, "old", -1, NULL));
  file = begin (place->path, "new");
  while (n < 32 && eo_new_file_write (file, block, sizeof block, &error))
    n++;
  g_assert_cmpuint (n, >, 4);
  g_assert_cmpuint (n, <, 32);
  assert_error_names (error, EO_ERROR_FULL, place->path);
  g_clear_error (&error);

  /* Room later does not make it whole. */
  g_assert_false (eo_new_file_write (file, "x", 1, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (eo_new_file_replace (file, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_FULL);

  g_clear_pointer (&file, eo_new_file_free);
  g_assert_cmpuint (count_files (place->folder), ==, 1);
  assert_content (place->path, "old");
  g_assert_cmpint (umount (place->folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Place, data, place_set_up, func, place_tear_down)
  ADD ("/new-file/replace/nothing", NULL, test_replace);
  ADD ("/new-file/replace/old", "old", test_replace);
  ADD ("/new-file/abort", NULL, test_abort);
  ADD ("/new-file/place", NULL, test_place);
  ADD ("/new-file/mode", NULL, test_mode);
  g_test_add_func ("/new-file/straight", test_straight);
  ADD ("/new-file/no-folder", NULL, test_no_folder);
  ADD ("/new-file/read-only", NULL, test_read_only);
  ADD ("/new-file/full", NULL, test_full);

  return g_test_run ();
}
