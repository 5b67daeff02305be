/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "calendar-fixture.h"
#include "reader-fixture.h"

/* What comes back is not believed: an execoffice-calendar that a file has taken over (liar/) can leave its own file unread,
 * and nothing else. */

#define HONEST (-1)

typedef struct
{
  const char *lie;
  int         code; /* of the error */
} Lie;

static const Lie lies[] = {
  { "none-at-all", HONEST }, { "control", HONEST }, { "format", HONEST },
  { "serial", EO_ERROR_CRASHED }, { "unsealed", EO_ERROR_CRASHED }, { "huge", EO_ERROR_CRASHED }, { "status", EO_ERROR_CRASHED },
  { "nothing", EO_ERROR_CRASHED }, { "utf8", EO_ERROR_CRASHED }, { "cut", EO_ERROR_CRASHED }, { "no-end", EO_ERROR_CRASHED },
  { "more", EO_ERROR_CRASHED }, { "people", EO_ERROR_CRASHED }, { "notes", EO_ERROR_CRASHED },
  { "still", EO_ERROR_CRASHED }, { "beyond", EO_ERROR_CRASHED }, { "endless", EO_ERROR_CRASHED }, { "fraction", EO_ERROR_CRASHED },
  { "events", EO_ERROR_CRASHED }, { "component", EO_ERROR_CRASHED }, { "method", EO_ERROR_CRASHED },
  { "occurrence", EO_ERROR_CRASHED }, { "occurrence-zone", EO_ERROR_CRASHED }, { "no-start", EO_ERROR_CRASHED },
  { "start", EO_ERROR_CRASHED }, { "zone", EO_ERROR_CRASHED }, { "end", EO_ERROR_CRASHED }, { "rule", EO_ERROR_CRASHED },
  { "rule-words", EO_ERROR_CRASHED }, { "rule-bytes", EO_ERROR_CRASHED }, { "rule-none", EO_ERROR_CRASHED },
  { "except", EO_ERROR_CRASHED }, { "extra", EO_ERROR_CRASHED }, { "sequence", EO_ERROR_CRASHED }, { "crowd", EO_ERROR_CRASHED },
  { "owns", EO_ERROR_CRASHED }, { "long-name", EO_ERROR_CRASHED }, { "long-own", EO_ERROR_CRASHED },
  { "long-line", EO_ERROR_CRASHED }, { "long-text", EO_ERROR_CRASHED }, { "long-foreign", EO_ERROR_CRASHED },
  { "code", EO_ERROR_CRASHED }, { "code-hung", EO_ERROR_CRASHED }, { "exit", EO_ERROR_CRASHED },
  { "exit-cage", EO_ERROR_NO_CAGE }, { "exit-memory", EO_ERROR_LIMIT }, { "unsupported", EO_ERROR_UNSUPPORTED },
};

static void
test_lie (gconstpointer data)
{
  const Lie *lie = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCalendarBatch) batch = calendar_read_text (lie->lie, strlen (lie->lie), &error);

  if (lie->code == HONEST)
    {
      const EoCalendarEvent *event;

      g_assert_no_error (error);
      event = g_ptr_array_index (batch->events, 0);
      g_assert_cmpstr (event->summary, ==, "a b");
      g_assert_cmpstr (event->repeats, ==, "FREQ=DAILY");
      g_assert_cmpstr (((EoCalendarAttendee *) event->attendees->pdata[0])->name, ==, "A B");
      g_assert_cmpstr (g_hash_table_lookup (event->own, "X"), ==, "1");
      g_assert_nonnull (strstr (((EoCalendarNote *) batch->notes->pdata[0])->text, g_str_equal (lie->lie, "format") ? "%s%n" : "x"));
    }
  else
    {
      g_assert_error (error, EO_ERROR, lie->code);
    }
  g_assert_true (fixture_no_child ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/calendar-liar/%s", lies[i].lie);

      g_test_add_data_func (path, &lies[i], test_lie);
    }
  return g_test_run ();
}
