/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/eo-attachment.h"
#include "store/eo-backup.h"

#define KILLS_INSIDE 50  /* of a transaction, at least */
#define KILLS_AT_MOST 400

/* What the writing process says of each letter. */
typedef struct
{
  gint64 id;   /* 0: its transaction begins; else it was said to be saved */
} Word;

typedef struct
{
  EoRecord *letter;
  int       pipe;
  guint     n;
} Registering;

/* A process of a test begins with the test's random numbers: its records would all have the same uids. */
static void
draw_anew (void)
{
  g_random_set_seed ((guint32) getpid () ^ (guint32) g_get_monotonic_time ());
}

static gboolean
say (int    pipe,
     gint64 id)
{
  Word word = { id };

  return write (pipe, &word, sizeof word) == sizeof word;
}

/* A letter and its scan: one cannot be without the other. */
static gboolean
register_letter (EoWriter  *writer,
                 gpointer   data,
                 GError   **error)
{
  Registering *one = data;
  gsize size = 200000 + one->n;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (size, (char) ('a' + one->n % 26)), size);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.txt");

  return say (one->pipe, 0) && eo_writer_save (writer, one->letter, error)
         && eo_writer_attach (writer, eo_record_get_kind (one->letter), one->letter->id, source, NULL, error);
}

static void
write_for_ever (const char *path,
                int         pipe)
{
  EoStore *store = eo_store_open (path, EO_STORE_DEFAULT, NULL);

  draw_anew ();
  for (guint n = (guint) getpid ();; n++)
    {
      g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
      Registering one = { letter, pipe, n };

      eo_record_set_text (letter, "subject", "written until the end", NULL);
      if (!eo_store_write (store, register_letter, &one, NULL) || !say (pipe, letter->id))
        _exit (1);
    }
}

/* Adds the ids that were said to be saved; TRUE when the last word was that a transaction begins. */
static gboolean
hear (int     pipe,
      GArray *saved)
{
  gboolean inside = FALSE;
  Word word;

  while (read (pipe, &word, sizeof word) == sizeof word)
    {
      inside = word.id == 0;
      if (!inside)
        g_array_append_val (saved, word.id);
    }
  return inside;
}

/* Every letter that was said to be saved is there, each with its scan; TRUE when the process was killed inside. */
static gboolean
kill_once (Office *office,
           guint   n,
           GArray *saved)
{
  gboolean inside;
  int ends[2];
  int status;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      write_for_ever (office->path, ends[1]);
    }
  close (ends[1]);
  g_usleep (15000 + (n * 7919) % 60000);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  inside = hear (ends[0], saved);
  close (ends[0]);
  return inside;
}

static void
check_letters (Office *office,
               GArray *saved)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  g_autoptr (EoQuery) query = eo_query_new (kind);
  g_autoptr (GPtrArray) letters = NULL;
  g_autoptr (GError) error = NULL;

  office_open (office);
  for (guint i = 0; i < saved->len; i++)
    {
      g_autoptr (EoRecord) letter = eo_store_get (office->store, kind, g_array_index (saved, gint64, i), &error);
      g_assert_no_error (error);
    }
  letters = eo_store_select (office->store, query, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < letters->len; i++)
    {
      EoRecord *letter = g_ptr_array_index (letters, i);
      g_autoptr (GPtrArray) scans = eo_store_get_attachments (office->store, kind, letter->id);
      g_assert_cmpuint (scans->len, ==, 1);
    }
  office_close (office);
}

static void
test_kill (Office        *office,
           gconstpointer  data)
{
  g_autoptr (GArray) saved = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  guint inside = 0;
  guint n;

  office_close (office);
  for (n = 0; inside < KILLS_INSIDE && n < KILLS_AT_MOST; n++)
    {
      inside += kill_once (office, n, saved);
      if (n % 8 == 0)
        check_letters (office, saved);
    }
  check_letters (office, saved);
  g_test_message ("%u kills, %u of them inside a transaction; %u letters were said to be saved", n, inside, saved->len);
  g_assert_cmpuint (inside, >=, KILLS_INSIDE);
  g_assert_cmpuint (saved->len, >, 0);

  office_open (office);
  faults = eo_store_check (office->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* Three processes register at once: no letter is lost and no number is given twice. */
static void
test_together (Office        *office,
               gconstpointer  data)
{
  enum { WRITERS = 3, LETTERS = 40 };
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *last = NULL;
  g_autoptr (EoRecord) found = NULL;
  EoDate today = eo_date_today ();
  pid_t children[WRITERS];

  office_close (office);
  for (guint i = 0; i < WRITERS; i++)
    if ((children[i] = fork ()) == 0)
      {
        draw_anew ();
        office_open (office);
        for (guint j = 0; j < LETTERS; j++)
          g_object_unref (office_add (office, "letter", "subject", "at once", NULL));
        office_close (office);
        _exit (0);
      }
  for (guint i = 0; i < WRITERS; i++)
    {
      int status;
      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  office_open (office);
  g_assert_cmpint (eo_store_count (office->store, query), ==, WRITERS * LETTERS);
  last = g_strdup_printf ("IN/%.4s/%05d", today.iso, WRITERS * LETTERS);
  found = eo_store_find (office->store, eo_kind_lookup ("letter"), last, NULL);
  g_assert_nonnull (found);
  faults = eo_store_check (office->store, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (faults->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  office_test ("/kill/inside", test_kill);
  office_test ("/kill/together", test_together);
  return g_test_run ();
}
