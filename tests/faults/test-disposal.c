/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>

#include "fault-fixture.h"
#include "store/eo-attachment.h"

#define KILLS     20
#define DOCUMENTS 24
#define BYTES     (512 * 1024)

/* kill -9 in the midst of a disposal run: all of it was done, or nothing. */

typedef struct
{
  EoRecord *file;
  EoRecord *run;
} Made;

static gboolean
make (EoWriter  *writer,
      gpointer   data,
      GError   **error)
{
  Made *made = data;

  if (!eo_writer_save (writer, made->file, error) || !eo_writer_save (writer, made->run, error))
    return FALSE;
  for (guint i = 0; i < DOCUMENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("bid %u.txt", i);
      char *bytes = g_malloc (BYTES);
      g_autoptr (GBytes) content = NULL;
      g_autoptr (EoSource) source = NULL;

      memset (bytes, 'a' + (int) i, BYTES);
      g_snprintf (bytes, 64, "%s of %s", name, made->file->uid);
      content = g_bytes_new_take (bytes, BYTES);
      source = eo_source_new_for_bytes (content, name);
      if (!eo_writer_attach (writer, eo_record_get_kind (made->file), made->file->id, source, NULL, error))
        return FALSE;
    }
  eo_record_set_link (made->file, eo_kind_find_field (eo_kind_lookup ("file"), "run"), made->run->id, "");
  return eo_writer_save (writer, made->file, error) && eo_record_set_text (made->run, "authority", "D12", error)
         && eo_writer_step (writer, made->run, "submitted", error)
         && eo_writer_set_state (writer, made->run, "approved", error);
}

/* The reference of a run that is approved, with one file full of documents. */
static char *
make_run (Desk  *desk,
          guint  nth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = eo_store_open (desk->office, EO_STORE_CREATE, &error);
  g_autoptr (EoRecord) file = eo_record_new (eo_kind_lookup ("file"));
  g_autoptr (EoRecord) run = eo_record_new (eo_kind_lookup ("disposal"));
  g_autofree char *number = g_strdup_printf ("8/%u", nth + 1);
  Made made = { file, run };
  char *reference;

  g_assert_no_error (error);
  g_assert_true (eo_record_set_text (file, "number", number, NULL) && eo_record_set_text (file, "title", "Tenders", NULL)
                 && eo_record_set_text (file, "disposal", "D5", NULL)
                 && eo_record_set_text (file, "closed_on", "2015-03-31", NULL)
                 && eo_record_set_text (run, "title", "A run", NULL));
  eo_store_write (store, make, &made, &error);
  g_assert_no_error (error);
  reference = g_strdup (run->reference);
  eo_store_close (store);
  return reference;
}

static GPid
start_step (Desk       *desk,
            const char *run)
{
  const char *argv[] = { g_getenv ("EXECOFFICE_PROGRAM"), "--database", desk->office, "step", "disposal", run, "carried-out",
                         "witness=Nobody", NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static gboolean
holds_lock (Desk *desk)
{
  g_autofree char *path = g_strconcat (desk->office, ".lock", NULL);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean held = fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;

  if (fd >= 0)
    close (fd);
  return held;
}

/* From when it holds the lock on, at any moment of its transaction, or just after. */
static void
kill_inside (Desk *desk,
             GPid  pid)
{
  int status;

  while (!holds_lock (desk))
    {
      if (waitpid (pid, &status, WNOHANG) == pid)
        return;
      g_usleep (500);
    }
  g_usleep (g_random_int_range (0, 40000));
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
}

static void
test_kill (Desk          *desk,
           gconstpointer  data)
{
  guint all = 0, nothing = 0;

  for (guint i = 0; i < KILLS; i++)
    {
      g_autofree char *run = make_run (desk, i);
      g_autofree char *sql = g_strdup_printf ("SELECT status = 'carried-out' FROM disposal WHERE reference = '%s'", run);
      g_autofree char *left = g_strdup_printf ("SELECT count(*) FROM attachment a JOIN file f ON f.id = a.record"
                                               " JOIN disposal d ON d.id = f.run WHERE a.kind = 'file'"
                                               " AND d.reference = '%s'", run);
      g_autofree char *noted = g_strdup_printf ("SELECT count(*) FROM disposed_document x JOIN disposal d"
                                                " ON d.id = x.disposal WHERE d.reference = '%s'", run);
      GPid pid = start_step (desk, run);
      gboolean carried_out;

      kill_inside (desk, pid);
      assert_clean (desk->office);
      carried_out = desk_query (desk, sql) == 1;
      g_assert_cmpint (desk_query (desk, left), ==, carried_out ? 0 : DOCUMENTS);
      g_assert_cmpint (desk_query (desk, noted), ==, carried_out ? DOCUMENTS : 0);
      all += carried_out ? 1 : 0;
      nothing += carried_out ? 0 : 1;
      if (!carried_out)
        {
          g_auto (Outcome) again = desk_run (desk, "step", "disposal", run, "carried-out", "witness=Nobody", NULL);
          assert_done (again);
          g_assert_cmpint (desk_query (desk, left), ==, 0);
        }
    }
  g_test_message ("killed: %u done before, %u not begun or rolled back", all, nothing);
  g_assert_cmpuint (nothing, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  desk_test ("/faults/disposal/kill", test_kill);
  return g_test_run ();
}
