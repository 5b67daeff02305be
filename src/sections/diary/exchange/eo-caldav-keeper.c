/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-keeper.h"

#include "base/eo-error.h"
#include "sections/diary/exchange/eo-caldav-conflict.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/exchange/eo-caldav-sync.h"

#define BEGIN_SECONDS  20  /* after the program: it has better to do by then */
#define LOOK_SECONDS   30
#define ONLINE_SECONDS 2   /* after the network: names are not found at once */
#define MOST_DOUBLED   4   /* times that the wait is doubled after failures in a row */

struct _EoCaldavKeeper
{
  GObject          parent_instance;

  EoStore         *store;
  GNetworkMonitor *monitor;
  guint            minutes;
  GHashTable      *plans;       /* of diary: Plan */
  GCancellable    *cancellable;
  gint64           busy;        /* the diary at hand, or 0 */
  guint            source;      /* the next look */
  gboolean         is_stopped;
};

typedef struct
{
  gint64 diary;
  gint64 next;     /* by the monotonic clock */
  guint  failures; /* in a row … */
  char  *synced_at; /* … since this time; or NULL */
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->synced_at);
  g_free (plan);
}

enum
{
  PROP_0,
  PROP_MINUTES,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (EoCaldavKeeper, eo_caldav_keeper, G_TYPE_OBJECT)

static Plan *
get_plan (EoCaldavKeeper *self,
          gint64          diary)
{
  Plan *plan = g_hash_table_lookup (self->plans, &diary);

  if (plan == NULL)
    {
      plan = g_new0 (Plan, 1);
      plan->diary = diary;
      g_hash_table_insert (self->plans, &plan->diary, plan);
    }
  return plan;
}

static gboolean
waits_for_person (EoCaldavKeeper *self,
                  gint64          diary)
{
  g_autoptr (GPtrArray) open = eo_caldav_conflicts_load (self->store, diary, NULL);

  for (guint i = 0; open != NULL && i < open->len; i++)
    if (((EoCaldavConflict *) g_ptr_array_index (open, i))->decision == EO_CALDAV_UNDECIDED)
      return TRUE;
  return open == NULL;
}

static char *
load_time (EoCaldavKeeper *self,
           gint64          diary)
{
  g_autoptr (EoCaldavCollection) state = eo_caldav_collection_load (self->store, diary, NULL);

  return state != NULL ? g_steal_pointer (&state->synced_at) : NULL;
}

/* Somebody synchronised it meanwhile: it goes on as if nothing had been. */
static gboolean
was_mended (EoCaldavKeeper *self,
            Plan           *plan)
{
  g_autofree char *now = plan->failures > 0 ? load_time (self, plan->diary) : NULL;

  return plan->failures > 0 && g_strcmp0 (now, plan->synced_at) != 0;
}

/* Later and later; what a person has to mend is not tried at once again. */
static void
plan_next (EoCaldavKeeper *self,
           Plan           *plan,
           const GError   *failure)
{
  if (failure == NULL)
    plan->failures = 0;
  else if (g_error_matches (failure, EO_ERROR, EO_ERROR_IO))
    plan->failures = MIN (plan->failures + 1, MOST_DOUBLED);
  else
    plan->failures = MOST_DOUBLED;
  g_free (plan->synced_at);
  plan->synced_at = failure != NULL ? load_time (self, plan->diary) : NULL;
  plan->next = g_get_monotonic_time () + ((gint64) self->minutes << plan->failures) * 60 * G_USEC_PER_SEC;
}

static void
on_synced (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoCaldavKeeper) self = user_data;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  EoCaldavCount count;
  gint64 diary = self->busy;

  eo_caldav_sync_finish (EO_STORE (source), result, &count, &lines, &error);
  self->busy = 0;
  if (error != NULL)
    g_debug ("diary %" G_GINT64_FORMAT ": %s", diary, error->message);
  if (self->is_stopped)
    return;
  plan_next (self, get_plan (self, diary), error);
  g_signal_emit (self, changed_signal, 0, diary);
  eo_caldav_keeper_look (self);
}

static gboolean
on_time (gpointer user_data)
{
  EoCaldavKeeper *self = user_data;

  self->source = g_timeout_add_seconds (LOOK_SECONDS, on_time, self);
  eo_caldav_keeper_look (self);
  return G_SOURCE_REMOVE;
}

static void
look_in (EoCaldavKeeper *self,
         guint           seconds)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_seconds (seconds, on_time, self);
}

/* What could not be done without the network is done now. */
static void
on_network_changed (EoCaldavKeeper *self,
                    gboolean        available)
{
  GHashTableIter iter;
  gpointer plan;

  if (!available || self->is_stopped)
    return;
  g_hash_table_iter_init (&iter, self->plans);
  while (g_hash_table_iter_next (&iter, NULL, &plan))
    if (((Plan *) plan)->failures > 0 && ((Plan *) plan)->failures < MOST_DOUBLED)
      ((Plan *) plan)->next = 0;
  look_in (self, ONLINE_SECONDS);
}

static void
eo_caldav_keeper_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (id == PROP_MINUTES)
    g_value_set_uint (value, EO_CALDAV_KEEPER (object)->minutes);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
eo_caldav_keeper_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  EoCaldavKeeper *self = EO_CALDAV_KEEPER (object);

  if (id != PROP_MINUTES)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->minutes == g_value_get_uint (value))
    return;
  self->minutes = g_value_get_uint (value);
  g_hash_table_remove_all (self->plans); /* the new time counts from now on, not after the old one */
  g_object_notify_by_pspec (object, pspec);
}

static void
eo_caldav_keeper_finalize (GObject *object)
{
  EoCaldavKeeper *self = EO_CALDAV_KEEPER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_unref (self->plans);
  g_object_unref (self->cancellable);
  g_clear_object (&self->monitor);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_caldav_keeper_parent_class)->finalize (object);
}

static void
eo_caldav_keeper_class_init (EoCaldavKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = eo_caldav_keeper_get_property;
  object_class->set_property = eo_caldav_keeper_set_property;
  object_class->finalize = eo_caldav_keeper_finalize;
  properties[PROP_MINUTES] = g_param_spec_uint ("minutes", NULL, NULL, 0, 24 * 60, 0,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  changed_signal = g_signal_new ("changed", EO_TYPE_CALDAV_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
eo_caldav_keeper_init (EoCaldavKeeper *self)
{
  self->plans = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, plan_free);
  self->cancellable = g_cancellable_new ();
}

EoCaldavKeeper *
eo_caldav_keeper_new (EoStore         *store,
                      GNetworkMonitor *monitor)
{
  EoCaldavKeeper *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_CALDAV_KEEPER, NULL);
  self->store = g_object_ref (store);
  self->monitor = g_object_ref (monitor != NULL ? monitor : g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (on_network_changed), self, G_CONNECT_SWAPPED);
  look_in (self, BEGIN_SECONDS);
  return self;
}

void
eo_caldav_keeper_look (EoCaldavKeeper *self)
{
  g_autoptr (GArray) diaries = NULL;
  const gint64 now = g_get_monotonic_time ();

  g_return_if_fail (EO_IS_CALDAV_KEEPER (self));

  if (self->is_stopped || self->minutes == 0 || self->busy != 0 || !g_network_monitor_get_network_available (self->monitor))
    return;
  diaries = eo_caldav_diaries_load (self->store, NULL);
  for (guint i = 0; diaries != NULL && i < diaries->len; i++)
    {
      gint64 diary = g_array_index (diaries, gint64, i);

      Plan *plan = get_plan (self, diary);

      if (was_mended (self, plan))
        plan_next (self, plan, NULL);
      if (plan->next > now || waits_for_person (self, diary))
        continue;
      self->busy = diary;
      eo_caldav_sync_async (self->store, diary, NULL, EO_CALDAV_UNATTENDED, NULL, NULL, self->cancellable, on_synced,
                            g_object_ref (self));
      return;
    }
}

guint
eo_caldav_keeper_get_wait (EoCaldavKeeper *self,
                           gint64          diary)
{
  const Plan *plan;
  gint64 left;

  g_return_val_if_fail (EO_IS_CALDAV_KEEPER (self), 0);

  plan = g_hash_table_lookup (self->plans, &diary);
  left = plan != NULL ? plan->next - g_get_monotonic_time () : 0;
  return MAX (left, 0) / G_USEC_PER_SEC;
}

void
eo_caldav_keeper_stop (EoCaldavKeeper *self)
{
  g_return_if_fail (EO_IS_CALDAV_KEEPER (self));

  self->is_stopped = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  while (self->busy != 0)
    g_main_context_iteration (NULL, TRUE);
}
