/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "caldav-fixture.h"
#include "keyring-fixture.h"
#include "base/eo-error.h"
#include "sections/diary/exchange/eo-caldav-keeper.h"

/* Diaries that are synchronised by themselves: when they are, and when they are not. */

static Keyring keyring;

/* A network that is there or not, as the test says. */
#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork
{
  GObject  parent_instance;

  gboolean is_there;
};

static void
test_network_monitor_init (GNetworkMonitorInterface *iface)
{
}

static void
test_network_initable_init (GInitableIface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork, test_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_network_initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, test_network_monitor_init))

static void
test_network_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == 1)
    g_value_set_boolean (value, TEST_NETWORK (object)->is_there);
  else if (id == 2)
    g_value_set_boolean (value, FALSE);
  else
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, 1, "network-available");
  g_object_class_override_property (object_class, 2, "network-metered");
  g_object_class_override_property (object_class, 3, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
  self->is_there = TRUE;
}

static void
network_set (TestNetwork *self,
             gboolean     is_there)
{
  self->is_there = is_there;
  g_signal_emit_by_name (self, "network-changed", is_there);
}

static void
on_changed (EoCaldavKeeper *keeper,
            gint64          diary,
            gpointer        user_data)
{
  ++*(guint *) user_data;
}

/* For so long, or until @n were @wanted. */
static void
spin (guint       seconds,
      const guint *n,
      guint        wanted)
{
  const gint64 until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < until && *n < wanted)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);
}

static void
assert_looked (EoCaldavKeeper *keeper,
               guint          *n,
               guint           wanted) /* times that it synchronised then */
{
  const guint before = *n;

  eo_caldav_keeper_look (keeper);
  spin (wanted > 0 ? 30 : 1, n, before + MAX (wanted, 1));
  g_assert_cmpuint (*n - before, ==, wanted);
}

/* Minutes, as they are meant: some seconds have gone. */
static void
assert_wait (EoCaldavKeeper *keeper,
             Server         *server,
             guint           minutes)
{
  g_assert_cmpuint ((eo_caldav_keeper_get_wait (keeper, server->diary->id) + 59) / 60, ==, minutes);
}

static void
test_course (Server        *server,
             gconstpointer  data)
{
  g_autoptr (TestNetwork) network = g_object_new (TEST_TYPE_NETWORK, NULL);
  g_autoptr (EoCaldavKeeper) keeper = NULL;
  g_autoptr (EoRecord) first = server_book (server, "First", "2026-11-25T09:00", "place", "");
  g_autoptr (EoRecord) alone = diary_add (&server->office, "On no server");
  g_autofree char *member = server_member (server, "First");
  g_autoptr (GPtrArray) open = NULL;
  guint n = 0;

  keyring_start (&keyring);
  g_assert_true (eo_caldav_account_save (server->office.store, EO_DIARY (server->diary), server->account, NULL, NULL));
  keeper = eo_caldav_keeper_new (server->office.store, G_NETWORK_MONITOR (network));
  g_signal_connect (keeper, "changed", G_CALLBACK (on_changed), &n);
  g_object_set (keeper, "minutes", 15u, NULL);
  assert_looked (keeper, &n, 0); /* nobody has brought them together yet */
  assert_sync (server, "in 0/0/0, out 1/0/0, refused 0, conflicts 0");
  g_object_set (keeper, "minutes", 0u, NULL);
  assert_looked (keeper, &n, 0); /* nor is it wanted */
  g_object_set (keeper, "minutes", 15u, NULL);

  server_set (server, "First", "place", "Town Hall");
  assert_looked (keeper, &n, 1);
  assert_wait (keeper, server, 15);
  assert_sync (server, SYNC_NOTHING); /* it was done */
  assert_looked (keeper, &n, 0);      /* not before its time */

  server_stop (server);
  g_object_set (keeper, "minutes", 10u, NULL);
  assert_looked (keeper, &n, 1);
  assert_wait (keeper, server, 20); /* later, and later */
  network_set (network, FALSE);
  server_start (server);
  assert_looked (keeper, &n, 0);
  server_set (server, "First", "place", "City Hall");
  network_set (network, TRUE); /* and it catches up */
  spin (30, &n, 3);
  g_assert_cmpuint (n, ==, 3);
  assert_wait (keeper, server, 10);
  assert_sync (server, SYNC_NOTHING);
  g_object_set (keeper, "minutes", 12u, NULL); /* due, and no network */
  network_set (network, FALSE);
  assert_looked (keeper, &n, 0);
  network->is_there = TRUE;
  assert_looked (keeper, &n, 1);

  server_set (server, "First", "place", "Here");
  other_edit (server, member, "LOCATION:City Hall", "LOCATION:There");
  assert_sync (server, "in 0/0/0, out 0/0/0, refused 0, conflicts 1");
  g_object_set (keeper, "minutes", 5u, NULL);
  assert_looked (keeper, &n, 0); /* a person decides first */
  open = eo_caldav_conflicts_load (server->office.store, server->diary->id, NULL);
  g_assert_true (eo_caldav_conflict_decide (server->office.store, ((EoCaldavConflict *) open->pdata[0])->id, EO_CALDAV_KEEP_MINE, NULL));
  assert_looked (keeper, &n, 1);
  assert_wait (keeper, server, 5);

  keyring_lock (&keyring); /* nobody is asked to open it */
  g_object_set (keeper, "minutes", 15u, NULL);
  assert_looked (keeper, &n, 1);
  assert_wait (keeper, server, 240);
  keyring_unlock (&keyring);
  assert_looked (keeper, &n, 0);
  g_usleep (G_USEC_PER_SEC); /* times are noted in seconds */
  assert_sync (server, SYNC_NOTHING); /* by a person: then it goes on as before */
  assert_looked (keeper, &n, 0);
  assert_wait (keeper, server, 15);
  eo_caldav_keeper_stop (keeper);
  keyring_stop (&keyring);
}

/* The program is closed while it is at it. */
static void
test_stop (Server        *server,
           gconstpointer  data)
{
  g_autoptr (TestNetwork) network = g_object_new (TEST_TYPE_NETWORK, NULL);
  g_autoptr (EoCaldavKeeper) keeper = eo_caldav_keeper_new (server->office.store, G_NETWORK_MONITOR (network));
  g_autoptr (EoCaldavCollection) state = NULL;

  keyring_start (&keyring);
  assert_sync (server, SYNC_NOTHING);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Meeting %u", i);
      g_autoptr (EoRecord) one = server_book (server, subject, "2026-11-25T09:00", "place", "");
    }
  g_assert_true (eo_caldav_account_save (server->office.store, EO_DIARY (server->diary), server->account, NULL, NULL));
  g_object_set (keeper, "minutes", 15u, NULL);
  eo_caldav_keeper_look (keeper);
  while (other_count (server) == 0)
    g_usleep (1000);
  eo_caldav_keeper_stop (keeper);
  g_assert_cmpuint (other_count (server), <, 40);
  state = eo_caldav_collection_load (server->office.store, server->diary->id, NULL);
  g_assert_cmpstr (state->trouble, ==, "");
  g_assert_true (server_sync_with (server, EO_CALDAV_DEFAULT, NULL));
  g_assert_cmpuint (other_count (server), ==, 40);
  keyring_stop (&keyring);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *radicale = g_find_program_in_path ("radicale");
  int status;

  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  if (radicale == NULL || !keyring_begin (&keyring))
    {
      g_print ("1..0 # SKIP there is no radicale, or no gnome-keyring-daemon here\n");
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  server_test ("/caldav-keeper/course", test_course);
  server_test ("/caldav-keeper/stop", test_stop);
  status = g_test_run ();
  keyring_end (&keyring);
  remove_tree (keyring.folder);
  g_free (keyring.folder);
  return status;
}
