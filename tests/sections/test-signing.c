/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../store/store-fixture.h"
#include "sections/correspondence/eo-letter.h"
#include "sections/correspondence/eo-signing-box.h"

/* A signing box as full as one gets. */

#define LETTERS 50

typedef struct
{
  GMainLoop *loop;
  guint      turns;     /* of the main loop, while it was written */
  guint      told;
  double     last;
  gboolean   written;
} Watch;

static gboolean
on_turn (gpointer data)
{
  ((Watch *) data)->turns++;
  return G_SOURCE_CONTINUE;
}

static void
on_progress (double   fraction,
             gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  watch->last = fraction;
  watch->told++;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Watch *watch = data;
  g_autoptr (GError) error = NULL;

  watch->written = eo_signing_box_write_finish (result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (watch->loop);
}

static void
fill (Office *office)
{
  for (guint i = 0; i < LETTERS; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Road %u at Ndwedwe", i + 1);
      g_autoptr (EoRecord) letter = office_add (office, "letter", "direction", "outgoing", "subject", subject, "received_on",
                                                "2026-11-02", "body", "Thank you.", "status", "signature", NULL);
    }
}

/* The page of each letter's destination, in their order. */
static void
assert_pages (const char *path)
{
  const char *argv[] = { "pdfinfo", "-dests", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;
  int first = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"OUT/") != NULL)
      {
        int page = (int) g_ascii_strtoll (g_strchug (lines[i]), NULL, 10);
        g_autofree char *range = g_strdup_printf ("%d", page);
        const char *show[] = { "pdftotext", "-f", range, "-l", range, path, "-", NULL };
        g_autofree char *shown = NULL;
        const char *reference = strstr (lines[i], "OUT/");
        g_autofree char *name = g_strndup (reference, strcspn (reference, "\""));

        first = n == 0 ? page : first;
        g_assert_cmpint (page, ==, first + (int) n); /* a page each */
        n++;
        g_spawn_sync (NULL, (char **) show, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &shown, NULL, NULL, &error);
        g_assert_no_error (error);
        g_assert_nonnull (strstr (shown, name));
      }
  g_assert_cmpuint (n, ==, LETTERS);
}

/* The main loop turns while it is written, and each letter is found where the sheet to tick says. */
static void
test_write (Office        *office,
            gconstpointer  data)
{
  Watch watch = { g_main_loop_new (NULL, FALSE), 0, 0, 0, FALSE };
  g_autofree char *path = g_build_filename (office->folder, "box.pdf", NULL);
  g_autofree char *pdfinfo = g_find_program_in_path ("pdfinfo");
  guint turning;

  fill (office);
  turning = g_idle_add_full (G_PRIORITY_LOW, on_turn, &watch, NULL);
  eo_signing_box_write_async (office->store, path, on_progress, &watch, NULL, on_written, &watch);
  watch.turns = 0;
  g_main_loop_run (watch.loop);
  g_source_remove (turning);
  g_main_loop_unref (watch.loop);
  g_assert_true (watch.written);
  g_assert_cmpuint (watch.turns, >, 0);
  g_test_message ("%u turns, told %u times", watch.turns, watch.told);
  if (pdfinfo != NULL)
    assert_pages (path);
}

/* All decisions in one pass. */
static void
test_decide (Office        *office,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  EoSigningPass pass = { g_ptr_array_new_with_free_func ((GDestroyNotify) eo_signing_decision_free), EO_SIGNED_WET };
  guint counts[3] = { 0 };

  gint64 began;

  fill (office);
  began = g_get_monotonic_time ();
  items = eo_signing_box_collect (office->store, &error);
  g_assert_no_error (error);
  g_test_message ("read in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - began) / 1000);
  g_assert_cmpuint (items->len, ==, LETTERS);
  for (guint i = 0; i < items->len; i++)
    {
      EoSigningDecision *decision = g_new0 (EoSigningDecision, 1);

      decision->letter = g_object_ref (((EoSigningItem *) g_ptr_array_index (items, i))->letter);
      decision->choice = i % 5 == 0 ? EO_SIGNING_RETURN : i % 5 == 1 ? EO_SIGNING_HOLD : EO_SIGNING_SIGN;
      decision->reason = EO_RETURN_TONE;
      g_ptr_array_add (pass.decisions, decision);
    }
  began = g_get_monotonic_time ();
  eo_store_write (office->store, eo_signing_box_decide, &pass, &error);
  g_assert_no_error (error);
  g_test_message ("decided in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - began) / 1000);
  for (guint i = 0; i < items->len; i++)
    {
      EoSigningDecision *decision = g_ptr_array_index (pass.decisions, i);
      g_autoptr (EoRecord) now = eo_store_get (office->store, eo_kind_lookup ("letter"), decision->letter->id, &error);

      g_assert_null (decision->refused);
      counts[0] += EO_LETTER (now)->status == EO_LETTER_SIGNED;
      counts[1] += EO_LETTER (now)->status == EO_LETTER_RETURNED;
      counts[2] += EO_LETTER (now)->status == EO_LETTER_SIGNATURE;
    }
  g_assert_cmpuint (counts[0], ==, 30);
  g_assert_cmpuint (counts[1], ==, 10);
  g_assert_cmpuint (counts[2], ==, 10);
  g_ptr_array_unref (pass.decisions);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/signing/write", test_write);
  office_test ("/signing/decide", test_decide);
  return g_test_run ();
}
