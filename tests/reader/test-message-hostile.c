/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "base/eo-error.h"
#include "hostile-table.h"
#include "reader/eo-message.h"
#include "reader/eo-sealed.h"

/* Messages made or found to break programs, each with the outcome that is right for it. Whatever it is, this process
 * lives on. */

/* "read", "cut" (something was left out), or how it failed. */
static const char *
read_message (int         fd,
              const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoMessage) message = NULL;

  g_assert_cmpint (fd, >=, 0);
  message = eo_message_read (fd, name, TRUE, &error);
  close (fd);
  g_assert_true ((message == NULL) == (error != NULL));
  if (message != NULL)
    return message->is_cut ? "cut" : "read";
  g_assert_nonnull (strstr (error->message, name));
  g_assert_true (error->domain == EO_ERROR);
  if (error->code == EO_ERROR_UNSUPPORTED)
    return "unsupported";
  if (error->code == EO_ERROR_LIMIT)
    return "limit";
  return error->code == EO_ERROR_CRASHED ? "crashed" : "?";
}

static void
test_file (gconstpointer data)
{
  const HostileCase *one = data;
  g_autofree char *path = fixture_data (one->path);
  g_autofree char *name = g_path_get_basename (one->path);

  if (path == NULL)
    g_test_skip ("the test data is not there");
  else
    hostile_assert (one, read_message (eo_sealed_new_from_file (path, G_MAXSSIZE, NULL), name));
}

static void
test_complete (gconstpointer data)
{
  hostile_assert_complete (data, "hostile/eml", "");
}

/* @before, then @n times @piece with its %u counted, then @after. */
static const char *
read_repeated (const char *before,
               const char *piece,
               guint       n,
               const char *after)
{
  g_autoptr (GString) text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) parts = g_strsplit (piece, "%u", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          if (j > 0)
            g_string_append_printf (text, "%u", i + j - 1);
          g_string_append (text, parts[j]);
        }
    }
  g_string_append (text, after);
  return read_message (eo_sealed_new (text->str, text->len, NULL), "made.eml");
}

#define HEAD "From: a@example.org\nSubject: s\n"

static const struct
{
  const char *name;
  const char *before, *piece;
  guint       n;
  const char *after;
  const char *outcome;
} made[] = {
  { "deep-parts", HEAD "Content-Type: multipart/mixed; boundary=b0\n\n", "--b%u\nContent-Type: multipart/mixed; boundary=b%u\n\n",
    10000, "", "cut" },
  { "deep-messages", "", HEAD "Content-Type: message/rfc822\n\n", 10000, "x", "read" },
  { "many-parts", HEAD "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Disposition: attachment\n\nx\n", 10000, "--b--\n",
    "cut" },
  { "long-header", HEAD "X-Long: ", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 100000, "\n\nx\n", "read" },
  { "many-headers", HEAD, "X-Some: thing\n", 100000, "\nx\n", "read" },
  { "many-addresses", HEAD "To: ", "u%u@example.org, ", 100000, "\n\nx\n", "read" },
  { "many-references", HEAD "References: ", "<%u@example.org>\n ", 100000, "\n\nx\n", "read" },
  { "open-comments", HEAD "To: ", "(", 1000000, "\n\nx\n", "read" },
  { "open-groups", HEAD "To: ", "g:", 100000, "\n\nx\n", "crashed" },
  { "encoded-words", HEAD "X: \nSubject: ", "=?utf-8?B?", 100000, "\n\nx\n", "read" },
  { "open-tags", HEAD "Content-Type: text/html\n\n", "<p><a href=\"", 500000, "", "cut" },
  { "open-elements", HEAD "Content-Type: text/html\n\n", "<div><script>", 100000, "", "read" },
  { "long-text", HEAD "\n", "words and words and words\n", 100000, "", "cut" },
  { "long-line", HEAD "\n", "words and words and words ", 100000, "", "cut" },
  { "returns-only", "From: a@example.org\rSubject: s\r\r", "text\r", 1000, "", "read" },
};

static void
test_made (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpstr (read_repeated (made[i].before, made[i].piece, made[i].n, made[i].after), ==, made[i].outcome);
}

static void
test_nul (void)
{
  static const char text[] = "From: a@example.org\nSubject: n\0ul\nX: \0\nContent-Type: text/plain; charset=utf-16\n\nbo\0dy\xff";

  g_assert_cmpstr (read_message (eo_sealed_new (text, sizeof text - 1, NULL), "nul.eml"), ==, "read");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = hostile_read_table ("hostile-eml.txt");
  g_test_add_data_func ("/message-hostile/complete", cases, test_complete);
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *path = g_strconcat ("/message-hostile/", made[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_made);
    }
  g_test_add_func ("/message-hostile/nul", test_nul);
  for (guint i = 0; i < cases->len; i++)
    {
      const HostileCase *one = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strdup_printf ("/%s", one->path);

      g_test_add_data_func (path, one, test_file);
    }
  return g_test_run ();
}
