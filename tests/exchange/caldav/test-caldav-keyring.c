/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "caldav-fixture.h"
#include "keyring-fixture.h"
#include "base/eo-error.h"

/* Addresses, users and passwords of calendar servers are kept by a real keyring, and nowhere else. */

#define PASSWORD "Zebra-1911-Umzimkhulu"

static Keyring keyring;

static EoCaldavAccount *
load (Office   *office,
      EoRecord *diary,
      int       code) /* wanted; 0: none */
{
  g_autoptr (GError) error = NULL;
  EoCaldavAccount *account = eo_caldav_account_load (office->store, EO_DIARY (diary), EO_CALDAV_ASK_PERSON, NULL, &error);

  if (code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, EO_ERROR, code);
  if (error != NULL)
    g_test_message ("%s", error->message);
  g_assert_true ((account != NULL) == (code == 0));
  return account;
}

static void
save (Office     *office,
      EoRecord   *diary,
      const char *user)
{
  g_autoptr (EoCaldavAccount) account = eo_caldav_account_new ("https://calendars.example.org/pa/work/", user, PASSWORD, FALSE);
  g_autoptr (GError) error = NULL;

  eo_caldav_account_save (office->store, EO_DIARY (diary), account, NULL, &error);
  g_assert_no_error (error);
}

static void
test_kept (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) mec = diary_add (office, "The MEC");
  g_autoptr (EoRecord) head = diary_add (office, "The Head of Department");
  g_autoptr (EoCaldavAccount) one = NULL;
  g_autoptr (EoCaldavAccount) changed = NULL;
  g_autoptr (EoCaldavAccount) other = NULL;
  g_autoptr (GError) error = NULL;

  keyring_start (&keyring);
  load (office, mec, EO_ERROR_NOT_FOUND);
  save (office, mec, "pa=with [odd];\\letters\n");
  one = load (office, mec, 0);
  g_assert_cmpstr (one->address, ==, "https://calendars.example.org/pa/work/");
  g_assert_cmpstr (one->user, ==, "pa=with [odd];\\letters\n");
  g_assert_cmpstr (one->password, ==, PASSWORD);
  g_assert_false (one->is_plain);
  load (office, head, EO_ERROR_NOT_FOUND);

  save (office, mec, "thandi"); /* in its place, not beside it */
  save (office, head, "sipho");
  changed = load (office, mec, 0);
  g_assert_cmpstr (changed->user, ==, "thandi");
  g_assert_true (eo_caldav_account_clear (office->store, EO_DIARY (mec), NULL, &error));
  g_assert_no_error (error);
  load (office, mec, EO_ERROR_NOT_FOUND);
  other = load (office, head, 0);
  g_assert_cmpstr (other->user, ==, "sipho");
  g_assert_true (eo_caldav_account_clear (office->store, EO_DIARY (mec), NULL, &error)); /* there is nothing to forget */
  keyring_stop (&keyring);
}

/* After a restart of the computer it is there again. */
static void
test_lasts (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) mec = diary_add (office, "The MEC");
  g_autoptr (EoCaldavAccount) one = NULL;

  keyring_start (&keyring);
  save (office, mec, "pa");
  keyring_stop (&keyring);
  keyring_start (&keyring);
  one = load (office, mec, 0);
  g_assert_cmpstr (one->password, ==, PASSWORD);
  keyring_stop (&keyring);
}

static void
assert_fit (const GError *error)
{
  g_assert_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "keyring"));
  g_assert_null (strstr (error->message, "org.freedesktop"));
  g_assert_null (strstr (error->message, PASSWORD));
}

/* Each of the three says so. */
static void
assert_none (Office     *office,
             EoRecord   *diary,
             const char *words)
{
  g_autoptr (EoCaldavAccount) account = eo_caldav_account_new ("https://calendars.example.org/", "pa", PASSWORD, FALSE);
  const EoCaldavAsking both[] = { EO_CALDAV_ASK_PERSON, EO_CALDAV_ASK_NOBODY };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_assert_null (eo_caldav_account_load (office->store, EO_DIARY (diary), both[i], NULL, &error));
      assert_fit (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, words));
      g_clear_error (&error);
    }
  g_assert_false (eo_caldav_account_save (office->store, EO_DIARY (diary), account, NULL, &error));
  assert_fit (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_clear_error (&error);
  g_assert_false (eo_caldav_account_clear (office->store, EO_DIARY (diary), NULL, &error));
  assert_fit (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_absent (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) mec = diary_add (office, "The MEC");

  g_assert_false (keyring_is_there ());
  assert_none (office, mec, "no keyring");
}

/* Something else that goes by that name. */
static void
test_wrong (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) mec = diary_add (office, "The MEC");
  g_autofree char *address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autoptr (GDBusConnection) other
    = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_sync (other, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                   g_variant_new ("(su)", KEYRING_NAME, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

  g_assert_nonnull (answer);
  g_assert_true (keyring_is_there ());
  assert_none (office, mec, "no keyring");
  g_assert_true (g_dbus_connection_close_sync (other, NULL, NULL));
  while (keyring_is_there ())
    g_usleep (10000);
  secret_service_disconnect ();
}

static void
test_locked (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) mec = diary_add (office, "The MEC");
  g_autoptr (EoCaldavAccount) one = NULL;

  keyring_start (&keyring);
  save (office, mec, "pa");
  keyring_lock (&keyring);
  assert_none (office, mec, "locked");
  keyring_unlock (&keyring);
  one = load (office, mec, 0); /* and nothing was forgotten */
  g_assert_cmpstr (one->password, ==, PASSWORD);
  keyring_stop (&keyring);
}

/* As a person types it, with nobody to be asked. (transfer full) of what it says. */
static char *
run_program (Server     *server,
             const char *line,
             int         wanted)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *whole = g_strdup_printf ("%s --database %s %s", g_getenv ("EXECOFFICE_PROGRAM"), server->office.path, line);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) program = NULL;
  char *said = NULL;

  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  g_subprocess_launcher_set_stdin_file_path (launcher, "/dev/null");
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_set_cwd (launcher, server->folder);
  program = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, NULL);
  g_assert_nonnull (program);
  g_assert_true (g_subprocess_communicate_utf8 (program, NULL, NULL, &said, NULL, NULL));
  if (g_subprocess_get_exit_status (program) != wanted)
    g_test_message ("%s: %s", line, said);
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, wanted);
  g_assert_null (strstr (said, PASSWORD));
  return said;
}

#define assert_program(server, line, wanted_status, words)                    \
  G_STMT_START                                                                \
  {                                                                           \
    g_autofree char *said_ = run_program (server, line, wanted_status);       \
    if (strstr (said_, words) == NULL)                                        \
      g_test_message ("%s: %s", line, said_);                                 \
    g_assert_nonnull (strstr (said_, words));                                 \
  }                                                                           \
  G_STMT_END

/* In no file of the office. */
static void
assert_unwritten (Server *server)
{
  g_autoptr (GDir) dir = g_dir_open (server->office.folder, 0, NULL);
  g_autofree char *journal = run_program (server, "show diary 'The MEC'", 0);
  const char *name;
  guint n = 0;

  g_assert_null (strstr (journal, PASSWORD));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (server->office.folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_null (memmem (bytes, length, PASSWORD, strlen (PASSWORD)));
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
set_password (Server     *server,
              const char *password)
{
  g_autofree char *users = g_build_filename (server->folder, "users", NULL);
  g_autofree char *text = g_strdup_printf ("pa:secret\nthandi:%s\n", password);

  server_stop (server);
  g_assert_true (g_file_set_contents (users, text, -1, NULL));
  server_start (server);
}

/* The password is given once, in a file; then it is gone, and the diary goes on with its server. */
static void
test_command (Server        *server,
              gconstpointer  data)
{
  g_autoptr (EoRecord) one = server_book (server, "Meeting", "2026-11-25T09:00", "place", "Town Hall");
  g_autofree char *setup = g_strdup_printf ("sync --setup http://127.0.0.1:%u/ --user thandi --password-file given --make 'The MEC'",
                                            server->port);
  g_autofree char *given = g_build_filename (server->folder, "given", NULL);

  keyring_start (&keyring);
  set_password (server, PASSWORD);
  g_assert_true (g_file_set_contents (given, PASSWORD "\n", -1, NULL));
  office_close (&server->office);
  assert_program (server, "sync", 1, "has no calendar on a server yet");
  assert_program (server, setup, 0, "Out: 1 added");
  g_assert_cmpint (g_unlink (given), ==, 0);
  assert_program (server, "set appointment Meeting subject='Meeting of the mayors'", 0, "");
  assert_program (server, "sync", 0, "Out: 0 added, 1 changed");
  assert_unwritten (server);

  keyring_lock (&keyring);
  assert_program (server, "sync", 1, "locked");
  keyring_unlock (&keyring);
  set_password (server, "another");
  assert_program (server, "sync", 1, "does not take this user and password");
  set_password (server, PASSWORD);
  assert_program (server, "sync", 0, "Out: 0 added, 0 changed");

  assert_program (server, "sync --forget", 0, "goes with no server any more");
  assert_program (server, "sync", 1, "has no calendar on a server yet");
  assert_program (server, "sync --forget --setup x", 2, "--forget");
  assert_unwritten (server);
  office_open (&server->office);
  keyring_stop (&keyring);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *radicale = g_find_program_in_path ("radicale");
  int status;

  g_unsetenv ("DISPLAY"); /* nobody can be asked */
  g_unsetenv ("WAYLAND_DISPLAY");
  if (!keyring_begin (&keyring))
    {
      g_print ("1..0 # SKIP there is no gnome-keyring-daemon here\n");
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  office_test ("/caldav-keyring/absent", test_absent);
  office_test ("/caldav-keyring/kept", test_kept);
  office_test ("/caldav-keyring/lasts", test_lasts);
  office_test ("/caldav-keyring/wrong", test_wrong);
  office_test ("/caldav-keyring/locked", test_locked);
  if (radicale != NULL)
    server_test ("/caldav-keyring/command", test_command);
  status = g_test_run ();
  keyring_end (&keyring);
  remove_tree (keyring.folder);
  g_free (keyring.folder);
  return status;
}
