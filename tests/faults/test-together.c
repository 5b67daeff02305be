/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "fault-fixture.h"

#define ADDS 100

/* A window and two command lines that write at once. */

typedef struct
{
  Desk    *desk;
  GString *printed;
} Line;

static gpointer
command_line (gpointer data)
{
  Line *line = data;

  for (guint i = 0; i < ADDS; i++)
    {
      g_auto (Outcome) outcome = desk_run (line->desk, "add", "letter", "subject=From a command line", NULL);
      assert_done (outcome);
      g_string_append (line->printed, outcome.out);
    }
  return NULL;
}

typedef struct
{
  EoStore *store;
  GString *printed;
  guint    left;
  guint    told;
} Window;

static void add_next (Window *window);

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Window *window = user_data;
  g_autoptr (GError) error = NULL;

  eo_store_save_finish (window->store, result, &error);
  g_assert_no_error (error);
  window->left--;
  if (window->left > 0)
    add_next (window);
}

static void
note_reference (EoRecord   *letter,
                GParamSpec *pspec,
                Window     *window)
{
  g_string_append_printf (window->printed, "%s\n", letter->reference);
}

static void
add_next (Window *window)
{
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));

  eo_record_set_text (letter, "subject", "From the window", NULL);
  g_signal_connect (letter, "notify::reference", G_CALLBACK (note_reference), window);
  eo_store_save_async (window->store, letter, NULL, on_saved, window);
}

static void
on_changed (EoStore    *store,
            const char *kind,
            gint64      id,
            Window     *window)
{
  window->told++;
}

static int
by_number (gconstpointer a,
           gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
test_together (Desk          *desk,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = eo_store_open (desk->office, EO_STORE_CREATE, &error);
  g_autoptr (GString) printed = g_string_new (NULL);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  Line lines[2] = { { desk, first }, { desk, second } };
  GThread *threads[2];
  Window window = { store, printed, ADDS, 0 };
  g_auto (GStrv) references = NULL;

  g_assert_no_error (error);
  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &window);
  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("command line", command_line, &lines[i]);
  add_next (&window);
  while (window.left > 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      g_thread_join (threads[i]);
      g_string_append (printed, lines[i].printed->str);
    }
  eo_store_close (store);
  g_assert_cmpuint (window.told, >, 0);

  references = g_strsplit (g_strchomp (printed->str), "\n", -1);
  g_assert_cmpuint (g_strv_length (references), ==, 3 * ADDS);
  qsort (references, 3 * ADDS, sizeof *references, by_number);
  for (guint i = 0; i < 3 * ADDS; i++)
    g_assert_cmpint (atoi (strrchr (references[i], '/') + 1), ==, (int) i + 1);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, 3 * ADDS);
  assert_clean (desk->office);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  desk_test ("/faults/together", test_together);
  return g_test_run ();
}
