/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../store/store-fixture.h"
#include "exchange/eo-scan-folder.h"
#include "exchange/eo-scan-look.h"
#include "store/eo-draft.h"

#define LETTER (eo_kind_lookup ("letter"))

#define wait_for(condition) \
  G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 30 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
      if (!g_main_context_iteration (NULL, FALSE)) \
        g_usleep (2000); \
    g_assert_true (condition); \
  } G_STMT_END

typedef struct
{
  Office        office;
  char         *folder;
  EoScanFolder *scans;
} Desk;

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  office_set_up (&desk->office, data);
  desk->folder = g_dir_make_tmp ("eo-scans-XXXXXX", NULL);
}

static void
clear_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        clear_folder (child);
      else
        g_remove (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

static void
stop (Desk *desk)
{
  if (desk->scans != NULL)
    eo_scan_folder_stop (desk->scans);
  g_clear_object (&desk->scans);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  stop (desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  clear_folder (desk->folder);
  g_free (desk->folder);
  office_tear_down (&desk->office, data);
}

static char *
put (Desk       *desk,
     const char *name,
     const char *contents)
{
  char *path = g_build_filename (desk->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return path;
}

static void
start (Desk *desk)
{
  desk->scans = eo_scan_folder_new (desk->office.store, desk->folder);
}

static gboolean
is_in (Desk       *desk,
       const char *folder,
       const char *name)
{
  g_autofree char *path = g_build_filename (desk->folder, folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static guint
count (Desk *desk)
{
  return eo_store_count_unregistered (desk->office.store, LETTER);
}

static void
rest (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* A scan is stored, then put away; two of one name keep both. What is no plain file stays where it is. */
static void
test_take (Desk          *desk,
           gconstpointer  data)
{
  g_autofree char *scan = put (desk, "scan 1.pdf", "first");
  g_autofree char *hidden = put (desk, ".part", "hidden");
  g_autofree char *pipe = g_build_filename (desk->folder, "pipe", NULL);
  g_autofree char *link = g_build_filename (desk->folder, "link.pdf", NULL);
  g_autofree char *sub = g_build_filename (desk->folder, "sub", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  start (desk);
  wait_for (is_in (desk, EO_SCAN_DONE, "scan 1.pdf"));
  g_assert_false (is_in (desk, ".", "scan 1.pdf"));
  g_assert_cmpuint (count (desk), ==, 1);

  g_free (put (desk, "scan 1.pdf", "second"));
  wait_for (is_in (desk, EO_SCAN_DONE, "scan 1 (2).pdf"));
  g_assert_cmpuint (count (desk), ==, 2);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (is_in (desk, ".", "pipe") && is_in (desk, ".", ".part") && is_in (desk, ".", "sub"));
  g_assert_null (eo_scan_folder_get_problem (desk->scans));
}

/* One that is still being written waits, also where it stands still. */
static void
test_growing (Desk          *desk,
              gconstpointer  data)
{
  g_autofree char *path = put (desk, "growing.pdf", "begin");
  int fd = open (path, O_WRONLY | O_APPEND | O_CLOEXEC);

  start (desk);
  rest (3500);
  g_assert_cmpuint (count (desk), ==, 0);
  g_assert_cmpint (write (fd, " end", 4), ==, 4);
  close (fd);
  wait_for (is_in (desk, EO_SCAN_DONE, "growing.pdf"));
  g_assert_cmpuint (count (desk), ==, 1);
}

/* The folder goes away and comes back. */
static void
test_gone (Desk          *desk,
           gconstpointer  data)
{
  g_autofree char *away = g_strconcat (desk->folder, "-away", NULL);

  g_assert_cmpint (g_rename (desk->folder, away), ==, 0);
  start (desk);
  wait_for (eo_scan_folder_get_problem (desk->scans) != NULL);
  g_assert_cmpint (g_rename (away, desk->folder), ==, 0);
  g_free (put (desk, "back.pdf", "back"));
  wait_for (is_in (desk, EO_SCAN_DONE, "back.pdf"));
  g_assert_null (eo_scan_folder_get_problem (desk->scans));
  g_assert_cmpuint (count (desk), ==, 1);
}

/* It goes away while it is watched, and one of its name comes instead: watched as the first was. */
static void
test_replaced (Desk          *desk,
               gconstpointer  data)
{
  g_autofree char *first = put (desk, "first.pdf", "first");
  gint64 came;

  start (desk);
  wait_for (is_in (desk, EO_SCAN_DONE, "first.pdf"));
  clear_folder (desk->folder);
  wait_for (eo_scan_folder_get_problem (desk->scans) != NULL);
  g_assert_nonnull (strstr (eo_scan_folder_get_problem (desk->scans), desk->folder));

  g_assert_cmpint (g_mkdir (desk->folder, 0700), ==, 0);
  wait_for (eo_scan_folder_get_problem (desk->scans) == NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("after-%u.pdf", i);

      g_free (put (desk, name, name));
      came = g_get_monotonic_time ();
      wait_for (is_in (desk, EO_SCAN_DONE, name));
      g_test_message ("taken after %.1f s", (g_get_monotonic_time () - came) / 1e6);
    }
  g_assert_cmpuint (count (desk), ==, 3);
}

static gboolean
is_stored (EoIntake *intake)
{
  g_autoptr (EoIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (intake), 0);

  return item != NULL && item->draft != 0;
}

/* Stored, and the power failed before it was moved: it is known again, and only moved. */
static void
test_crash (Desk          *desk,
            gconstpointer  data)
{
  g_autofree char *path = put (desk, "twice.pdf", "once");
  EoIntake *intake = eo_intake_get_for_store (desk->office.store);

  eo_intake_add_path (intake, path, "scan");
  wait_for (is_stored (intake));
  g_assert_true (is_in (desk, ".", "twice.pdf"));
  start (desk);
  wait_for (is_in (desk, EO_SCAN_DONE, "twice.pdf"));
  g_assert_cmpuint (count (desk), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (intake)), ==, 1);
}

/* An empty file says so, stays, and is taken once it has something in it. */
static void
test_refused (Desk          *desk,
              gconstpointer  data)
{
  g_autofree char *path = put (desk, "empty.pdf", "");
  EoIntake *intake = eo_intake_get_for_store (desk->office.store);
  g_autoptr (EoIntakeItem) item = NULL;

  start (desk);
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (intake)) == 1);
  item = g_list_model_get_item (G_LIST_MODEL (intake), 0);
  wait_for (item->state == EO_INTAKE_ATTENTION);
  g_assert_true (is_in (desk, ".", "empty.pdf"));
  g_free (put (desk, "empty.pdf", "not any more"));
  wait_for (is_in (desk, EO_SCAN_DONE, "empty.pdf"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (intake)), ==, 1);
}

/* What cannot be moved is told, and not taken in again. */
static void
test_stuck (Desk          *desk,
            gconstpointer  data)
{
  g_autofree char *in_the_way = put (desk, EO_SCAN_DONE, "a file of that name");
  g_autofree char *path = put (desk, "scan.pdf", "scan");

  start (desk);
  wait_for (eo_scan_folder_get_problem (desk->scans) != NULL);
  rest (3000);
  g_assert_cmpuint (count (desk), <=, 2); /* the one in the way is a scan too */
  g_assert_true (is_in (desk, ".", "scan.pdf"));
  g_assert_nonnull (strstr (eo_scan_folder_get_problem (desk->scans), "scan.pdf"));

  /* Once it can be moved, it is. */
  g_assert_cmpint (g_remove (in_the_way), ==, 0);
  wait_for (is_in (desk, EO_SCAN_DONE, "scan.pdf"));
  wait_for (eo_scan_folder_get_problem (desk->scans) == NULL);
  g_assert_cmpuint (count (desk), <=, 2);
}

#define desk_test(name, func) g_test_add (name, Desk, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/scan-folder/take", test_take);
  desk_test ("/scan-folder/growing", test_growing);
  desk_test ("/scan-folder/gone", test_gone);
  desk_test ("/scan-folder/replaced", test_replaced);
  desk_test ("/scan-folder/crash", test_crash);
  desk_test ("/scan-folder/refused", test_refused);
  desk_test ("/scan-folder/stuck", test_stuck);
  return g_test_run ();
}
