/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A session bus of its own, with GNOME's keyring on it and all that it keeps in a temporary folder: of the person who runs the
 * tests nothing is seen or touched. Header only, as fixtures are. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>

#define KEYRING_NAME     "org.freedesktop.secrets"
#define KEYRING_PASSWORD "of the office"

typedef struct
{
  char        *folder;
  GTestDBus   *bus;
  GSubprocess *daemon;
} Keyring;

/* Before anything asks for the home. FALSE: there is no such program here. */
static inline gboolean
keyring_begin (Keyring *keyring)
{
  static const char *const places[] = { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" };
  g_autofree char *program = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  if (program == NULL)
    return FALSE;
  keyring->bus = g_test_dbus_new (G_TEST_DBUS_NONE); /* without Debian's services, which it would start */
  g_test_dbus_up (keyring->bus); /* which takes the display away */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  keyring->folder = g_dir_make_tmp ("eo-keyring-XXXXXX", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_build_filename (keyring->folder, places[i], NULL);

      g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
      g_setenv (places[i], place, TRUE);
    }
  return TRUE;
}

static inline gboolean
keyring_is_there (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                   g_variant_new ("(s)", KEYRING_NAME), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean is_there = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &is_there);
  return is_there;
}

static inline GSubprocess *
keyring_run (Keyring    *keyring,
             const char *first,
             const char *second)
{
  g_autofree char *control = g_strdup_printf ("--control-directory=%s/control", keyring->folder);
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                           G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "gnome-keyring-daemon", "--unlock", control, first,
                                           second, NULL);
  GOutputStream *input;

  g_assert_nonnull (process);
  input = g_subprocess_get_stdin_pipe (process);
  g_assert_true (g_output_stream_write_all (input, KEYRING_PASSWORD, strlen (KEYRING_PASSWORD), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (input, NULL, NULL));
  return process;
}

/* Open: as after somebody logged in. */
static inline void
keyring_start (Keyring *keyring)
{
  keyring->daemon = keyring_run (keyring, "--foreground", "--components=secrets");
  for (guint i = 0; i < 1000 && !keyring_is_there (); i++)
    g_usleep (10000);
  g_assert_true (keyring_is_there ());
}

static inline void
keyring_stop (Keyring *keyring)
{
  if (keyring->daemon == NULL)
    return;
  g_subprocess_send_signal (keyring->daemon, SIGTERM);
  g_subprocess_wait (keyring->daemon, NULL, NULL);
  g_clear_object (&keyring->daemon);
  secret_service_disconnect ();
}

/* As a screen saver does. */
static inline void
keyring_lock (Keyring *keyring)
{
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, NULL);
  g_autolist (SecretCollection) all = secret_service_get_collections (service);

  g_assert_cmpint (secret_service_lock_sync (service, all, NULL, NULL, NULL), >, 0);
}

/* As when somebody logs in again. */
static inline void
keyring_unlock (Keyring *keyring)
{
  keyring_stop (keyring);
  keyring_start (keyring);
}

/* The bus ends with the program: ended before, it would be waited for until libsecret lets go of it. */
static inline void
keyring_end (Keyring *keyring)
{
  keyring_stop (keyring);
}
