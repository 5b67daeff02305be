/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "dav-fixture.h"
#include "reader-fixture.h"

/* What comes back is not believed: an execoffice-dav that an answer has taken over (liar/) can leave its own answer unread, and
 * nothing else. */

#define HONEST (-1)

typedef struct
{
  const char *lie;
  int         code; /* of the error */
} Lie;

static const Lie lies[] = {
  { "none-at-all", HONEST }, { "control", HONEST }, { "serial", EO_ERROR_CRASHED }, { "unsealed", EO_ERROR_CRASHED },
  { "huge", EO_ERROR_CRASHED }, { "status", EO_ERROR_CRASHED }, { "nothing", EO_ERROR_CRASHED }, { "utf8", EO_ERROR_CRASHED },
  { "offsets", EO_ERROR_CRASHED }, { "cut", EO_ERROR_CRASHED }, { "responses", EO_ERROR_CRASHED }, { "values", EO_ERROR_CRASHED },
  { "key", EO_ERROR_CRASHED }, { "long-value", EO_ERROR_CRASHED }, { "long-href", EO_ERROR_CRASHED },
  { "long-token", EO_ERROR_CRASHED }, { "http", EO_ERROR_CRASHED }, { "exit", EO_ERROR_CRASHED }, { "exit-cage", EO_ERROR_NO_CAGE },
  { "exit-memory", EO_ERROR_LIMIT }, { "unsupported", EO_ERROR_UNSUPPORTED },
};

static void
test_lie (gconstpointer data)
{
  const Lie *lie = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoDavAnswer) answer = dav_read (lie->lie, strlen (lie->lie), &error);

  if (lie->code == HONEST)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (eo_dav_response_get (g_ptr_array_index (answer->responses, 0), EO_DAV_ETAG), ==, "a b");
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
      g_autofree char *path = g_strdup_printf ("/dav-liar/%s", lies[i].lie);

      g_test_add_data_func (path, &lies[i], test_lie);
    }
  return g_test_run ();
}
