/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "caldav-fixture.h"
#include "base/eo-error.h"

/* A server with a certificate of its own: it gets nothing before this computer trusts that, and then it is as any other. */

static char *
certificate_path (Server *server)
{
  return g_build_filename (server->folder, "certificate.pem", NULL);
}

/* Begins anew, with a certificate for @name that it signed itself. */
static void
protect (Server     *server,
         const char *name) /* as OpenSSL wants an alternative name */
{
  g_autofree char *certificate = certificate_path (server);
  g_autofree char *key = g_build_filename (server->folder, "key.pem", NULL);
  g_autofree char *extension = g_strdup_printf ("subjectAltName=%s", name);
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) openssl
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=Our own", "-addext", extension, "-keyout",
                        key, "-out", certificate, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (openssl, NULL, NULL));
  server_stop (server);
  g_assert_true (g_file_get_contents (server->config, &text, NULL, NULL));
  longer = g_strdup_printf ("%s[server]\nhosts = 127.0.0.1:%u\nssl = True\ncertificate = %s\nkey = %s\n", strstr (text, "[auth]"),
                            server->port, certificate, key);
  g_assert_true (g_file_set_contents (server->config, longer, -1, NULL));
  g_free (server->home);
  server->home = g_strdup_printf ("https://127.0.0.1:%u/pa/", server->port);
  server_start (server);
  eo_caldav_account_free (server->account);
  text = (g_free (text), g_strconcat (server->home, "work/", NULL));
  server->account = eo_caldav_account_new (text, "pa", "secret", FALSE);
}

/* This computer trusts it from now on, or, NULL, what it trusted before. */
static void
trust (Server   *server,
       gboolean  it)
{
  g_autofree char *certificate = certificate_path (server);
  g_autoptr (GTlsDatabase) database = it ? g_tls_file_database_new (certificate, NULL) : NULL;

  g_assert_true (!it || database != NULL);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

/* What it was asked by anybody. */
static guint
count_asked (Server *server)
{
  g_autofree char *path = g_build_filename (server->folder, "log", NULL);
  g_autofree char *log = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  for (const char *at = log; (at = strstr (at, " request for ")) != NULL; at++)
    n++;
  return n;
}

static void
assert_refused (Server     *server,
                const char *why,
                const char *what_to_do)
{
  const guint n = count_asked (server);
  g_autofree char *root = g_strdup_printf ("https://127.0.0.1:%u/", server->port);
  g_autoptr (EoCaldavAccount) given = eo_caldav_account_new (root, "pa", "secret", TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n, >, 0); /* it is told at all */
  g_assert_false (server_sync_with (server, EO_CALDAV_DEFAULT, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_nonnull (strstr (error->message, what_to_do));
  g_clear_error (&error);
  g_assert_null (eo_caldav_find_calendars (given, NULL, &error)); /* nor where one is set up, and plain would do */
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_cmpuint (count_asked (server), ==, n);
  g_assert_cmpuint (other_count (server), ==, 0);
}

static void
test_unknown (Server        *server,
              gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");

  protect (server, "IP:127.0.0.1");
  assert_refused (server, "from nobody whom this computer trusts", "add its certificate");
  trust (server, TRUE);
  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  assert_sync (server, SYNC_NOTHING);
  trust (server, FALSE);
}

static void
test_of_another (Server        *server,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");

  protect (server, "DNS:calendars.example.org");
  trust (server, TRUE);
  assert_refused (server, "another’s", "See whether the address is right");
  trust (server, FALSE);
}

/* https asked of a server that knows http alone. */
static void
test_not_protected (Server        *server,
                    gconstpointer  data)
{
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u/pa/work/", server->port);
  g_autoptr (GError) error = NULL;

  eo_caldav_account_free (server->account);
  server->account = eo_caldav_account_new (address, "pa", "secret", TRUE);
  g_assert_false (server_sync_with (server, EO_CALDAV_DEFAULT, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_IO);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "Nothing was sent to it"));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *radicale = g_find_program_in_path ("radicale");
  g_autofree char *openssl = g_find_program_in_path ("openssl");

  g_test_init (&argc, &argv, NULL);
  if (radicale == NULL || openssl == NULL)
    {
      g_print ("1..0 # SKIP there is no radicale, or no openssl here\n");
      return 0;
    }
  server_test ("/caldav-tls/unknown", test_unknown);
  server_test ("/caldav-tls/of-another", test_of_another);
  server_test ("/caldav-tls/not-protected", test_not_protected);
  return g_test_run ();
}
