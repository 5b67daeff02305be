/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/eo-error.h"
#include "reader/eo-message.h"
#include "reader/eo-sealed.h"
#include "reader-fixture.h"

/* What comes back is not believed: an execoffice-mail that a message has taken over (liar/) can leave its own message
 * unread, and nothing else. */

#define HONEST (-1)

typedef struct
{
  const char *lie;
  int         code; /* of the error */
} Lie;

static const Lie lies[] = {
  { "none-at-all", HONEST }, { "none", HONEST }, { "path", HONEST }, { "control", HONEST }, { "date", HONEST }, { "zone", HONEST },
  { "serial", EO_ERROR_CRASHED }, { "unsealed", EO_ERROR_CRASHED }, { "huge", EO_ERROR_CRASHED },
  { "status", EO_ERROR_CRASHED }, { "nothing", EO_ERROR_CRASHED }, { "count", EO_ERROR_CRASHED }, { "many", EO_ERROR_CRASHED },
  { "total", EO_ERROR_CRASHED }, { "utf8", EO_ERROR_CRASHED }, { "offsets", EO_ERROR_CRASHED }, { "cut", EO_ERROR_CRASHED },
  { "long-line", EO_ERROR_CRASHED }, { "long-name", EO_ERROR_CRASHED }, { "long-text", EO_ERROR_CRASHED },
  { "part-size", EO_ERROR_CRASHED }, { "part-more", EO_ERROR_CRASHED }, { "part-less", EO_ERROR_CRASHED },
  { "part-nothing", EO_ERROR_CRASHED }, { "exit", EO_ERROR_CRASHED }, { "exit-cage", EO_ERROR_NO_CAGE },
  { "exit-memory", EO_ERROR_LIMIT }, { "unsupported", EO_ERROR_UNSUPPORTED },
};

static void
test_lie (gconstpointer data)
{
  const Lie *lie = data;
  int fd = eo_sealed_new (lie->lie, strlen (lie->lie), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoMessage) message = eo_message_read (fd, "test.eml", TRUE, &error);

  close (fd);
  if (lie->code == HONEST)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (message->from_name, ==, g_str_equal (lie->lie, "control") ? "a b" : "A");
      g_assert_cmpstr (message->text, ==, "text");
      g_assert_cmpstr (message->sent.iso, ==, g_str_equal (lie->lie, "date") ? "" : "1970-01-02T00:00:00Z");
      for (guint i = 0; i < message->parts->len; i++)
        {
          const EoMessagePart *part = g_ptr_array_index (message->parts, i);

          g_assert_cmpstr (part->name, ==, g_str_equal (lie->lie, "path") ? "passwd" : "a.pdf");
          g_assert_cmpmem (g_bytes_get_data (part->bytes, NULL), g_bytes_get_size (part->bytes), "pdf", 3);
        }
    }
  else
    {
      g_assert_null (message);
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
      g_autofree char *path = g_strdup_printf ("/message-liar/%s", lies[i].lie);

      g_test_add_data_func (path, &lies[i], test_lie);
    }
  return g_test_run ();
}
