/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-local-time.h"
#include "base/eo-text.h"
#include "sections/diary/eo-clash.h"
#include "sections/diary/view/eo-diary-data.h"
#include "sections/diary/view/eo-diary-reading.h"

/* Where something is said to be while that is being written. */
typedef struct
{
  EoOccurrence *there;
  guint         number;
} Expected;

#define RELOAD_AFTER 120 /* ms: an import tells of each record */
#define DAY_MINUTES 1440

struct _EoDiaryData
{
  GObject        parent_instance;

  EoStore       *store;
  GPtrArray     *diaries;       /* of EoDiary */
  GHashTable    *hidden;        /* of uid */
  char          *zone_name;
  GTimeZone     *zone;

  EoDate         first;         /* as loaded */
  guint          n_days;
  EoDate         wanted_first;
  guint          wanted_days;
  GPtrArray     *all;           /* of EoOccurrence */
  GPtrArray     *occurrences;   /* those of them that the filter lets through */
  GHashTable    *clashes;
  GPtrArray     *due;           /* of EoDueDay */
  GArray        *expected;      /* of Expected */
  guint          n_expected;    /* in all */
  EoDiaryFilter  filter;
  char          *looked_for;    /* the filter's text, folded */
  gboolean       hide_private;
  EoCalendar    *calendar;
  GCancellable  *loading;
  guint          reload;        /* source */
};

enum
{
  DIARIES,
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoDiaryData, eo_diary_data, G_TYPE_OBJECT)

/* Diaries */

static void
follow_zone (EoDiaryData *self)
{
  EoDiary *main_diary = eo_diary_data_get_main (self);
  const char *name = main_diary != NULL && *main_diary->zone != '\0' ? main_diary->zone : EO_HOME_ZONE;

  if (!eo_str_set (&self->zone_name, name) && self->zone != NULL)
    return;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = eo_zone_lookup (self->zone_name);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
}

static void
read_diaries (EoDiaryData *self)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);
  g_autoptr (GPtrArray) found = NULL;

  eo_query_add (query, eo_kind_find_field (&eo_diary_kind, "status"), EO_IS, "used");
  eo_query_set_sort_reference (query, FALSE);
  found = eo_store_select (self->store, query, 0, NULL);
  if (found != NULL)
    {
      g_ptr_array_unref (self->diaries);
      self->diaries = g_steal_pointer (&found);
    }
  follow_zone (self);
}

/* Occurrences */

static gboolean
has_text (EoDiaryData        *self,
          const EoOccurrence *one)
{
  g_autofree char *title = NULL;
  g_autofree char *place = NULL;

  if (eo_diary_data_is_hidden (self, one))
    return FALSE;
  title = g_utf8_casefold (one->title, -1);
  place = g_utf8_casefold (one->place, -1);

  return strstr (title, self->looked_for) != NULL || strstr (place, self->looked_for) != NULL;
}

static gboolean
passes (EoDiaryData  *self,
        EoOccurrence *one)
{
  return (self->filter.category < 0 || (int) one->category == self->filter.category)
         && (!self->filter.only_clashes || g_hash_table_contains (self->clashes, one))
         && (*self->looked_for == '\0' || has_text (self, one));
}

static void
apply_filter (EoDiaryData *self)
{
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  self->occurrences = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_occurrence_unref);
  for (guint i = 0; i < self->all->len; i++)
    if (passes (self, g_ptr_array_index (self->all, i)))
      g_ptr_array_add (self->occurrences, eo_occurrence_ref (g_ptr_array_index (self->all, i)));
}

static void
clear_expected (gpointer data)
{
  eo_occurrence_unref (((Expected *) data)->there);
}

static gboolean
is_same (const EoOccurrence *one,
         const EoOccurrence *other)
{
  return one->appointment == other->appointment && g_str_equal (one->original, other->original);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const EoOccurrence *one = *(const EoOccurrence *const *) a;
  const EoOccurrence *two = *(const EoOccurrence *const *) b;

  return one->starts != two->starts ? (one->starts < two->starts ? -1 : 1)
         : one->ends != two->ends ? (one->ends > two->ends ? -1 : 1) : 0;
}

/* What is expected stands where it is expected. */
static void
put_expected (EoDiaryData *self)
{
  for (guint i = 0; i < self->expected->len; i++)
    {
      EoOccurrence *there = g_array_index (self->expected, Expected, i).there;

      for (guint j = 0; j < self->all->len; j++)
        if (is_same (g_ptr_array_index (self->all, j), there))
          {
            eo_occurrence_unref (g_ptr_array_index (self->all, j));
            g_ptr_array_index (self->all, j) = eo_occurrence_ref (there);
          }
    }
  if (self->expected->len > 0)
    g_ptr_array_sort (self->all, compare);
  g_clear_pointer (&self->clashes, g_hash_table_unref);
  self->clashes = eo_clash_find (self->all);
}

static void
take (EoDiaryData    *self,
      EoDiaryReading *found)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_clear_pointer (&self->calendar, eo_calendar_unref);
  self->all = g_ptr_array_ref (found->occurrences);
  put_expected (self);
  self->due = g_ptr_array_ref (found->due);
  self->calendar = eo_store_get_calendar (self->store);
  self->first = self->wanted_first;
  self->n_days = self->wanted_days;
  apply_filter (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (EoDiaryData) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoDiaryReading) found = eo_diary_reading_finish (EO_STORE (source), result, &error);

  if (found != NULL && self->store != NULL)
    take (self, found);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && error != NULL)
    g_warning ("The diary could not be read: %s", error->message);
}

static void
load (EoDiaryData *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  if (self->wanted_days == 0)
    return;
  for (guint i = 0; i < self->diaries->len; i++)
    {
      EoRecord *diary = g_ptr_array_index (self->diaries, i);

      if (eo_diary_data_is_shown (self, diary->id))
        g_array_append_val (ids, diary->id);
    }
  eo_diary_reading_async (self->store, (gint64 *) ids->data, ids->len, &self->wanted_first, self->wanted_days, self->zone,
                          self->loading, on_found, g_object_ref (self));
}

static gboolean
on_reload (gpointer data)
{
  EoDiaryData *self = data;

  self->reload = 0;
  load (self);

  return G_SOURCE_REMOVE;
}

static void
on_store_changed (EoDiaryData *self,
                  const char  *kind,
                  gint64       id)
{
  static const char *const read[] = { "", "appointment", "leg", "trip", "special_day", "diary", "letter", NULL };

  if (!g_strv_contains (read, kind))
    return;
  if (*kind == '\0' || g_str_equal (kind, "diary"))
    {
      read_diaries (self);
      g_signal_emit (self, signals[DIARIES], 0);
    }
  if (self->reload == 0)
    self->reload = g_timeout_add (RELOAD_AFTER, on_reload, self);
}

static void
eo_diary_data_dispose (GObject *object)
{
  EoDiaryData *self = EO_DIARY_DATA (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_diary_data_parent_class)->dispose (object);
}

static void
eo_diary_data_finalize (GObject *object)
{
  EoDiaryData *self = EO_DIARY_DATA (object);

  g_ptr_array_unref (self->diaries);
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->clashes);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->occurrences);
  g_ptr_array_unref (self->due);
  g_array_unref (self->expected);
  g_clear_pointer (&self->calendar, eo_calendar_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->zone_name);
  g_free (self->filter.text);
  g_free (self->looked_for);

  G_OBJECT_CLASS (eo_diary_data_parent_class)->finalize (object);
}

static void
eo_diary_data_class_init (EoDiaryDataClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eo_diary_data_dispose;
  object_class->finalize = eo_diary_data_finalize;

  signals[DIARIES] = g_signal_new ("diaries", EO_TYPE_DIARY_DATA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", EO_TYPE_DIARY_DATA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eo_diary_data_init (EoDiaryData *self)
{
  self->diaries = g_ptr_array_new_with_free_func (g_object_unref);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->clashes = g_hash_table_new (NULL, NULL);
  self->all = g_ptr_array_new ();
  self->occurrences = g_ptr_array_new ();
  self->due = g_ptr_array_new ();
  self->expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  g_array_set_clear_func (self->expected, clear_expected);
  self->filter = (EoDiaryFilter) { g_strdup (""), -1, FALSE };
  self->looked_for = g_strdup ("");
  self->hide_private = TRUE;
}

/* Public functions */

EoDiaryData *
eo_diary_data_new (EoStore *store)
{
  EoDiaryData *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_DIARY_DATA, NULL);
  self->store = g_object_ref (store);
  read_diaries (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);

  return self;
}

EoStore *
eo_diary_data_get_store (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  return self->store;
}

GPtrArray *
eo_diary_data_get_diaries (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  return self->diaries;
}

EoDiary *
eo_diary_data_find_diary (EoDiaryData *self,
                          gint64       id)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  for (guint i = 0; i < self->diaries->len; i++)
    if (EO_RECORD (g_ptr_array_index (self->diaries, i))->id == id)
      return g_ptr_array_index (self->diaries, i);

  return NULL;
}

const char *
eo_diary_data_get_tag (EoDiaryData *self,
                       gint64       id)
{
  EoDiary *diary = eo_diary_data_find_diary (self, id);

  return diary != NULL && diary != g_ptr_array_index (self->diaries, 0) ? diary->tag : "";
}

gboolean
eo_diary_data_is_shown (EoDiaryData *self,
                        gint64       id)
{
  EoDiary *diary = eo_diary_data_find_diary (self, id);

  return diary != NULL && !g_hash_table_contains (self->hidden, EO_RECORD (diary)->uid);
}

void
eo_diary_data_set_shown (EoDiaryData *self,
                         gint64       id,
                         gboolean     shown)
{
  EoDiary *diary = eo_diary_data_find_diary (self, id);

  if (diary == NULL || eo_diary_data_is_shown (self, id) == shown)
    return;
  if (shown)
    g_hash_table_remove (self->hidden, EO_RECORD (diary)->uid);
  else
    g_hash_table_add (self->hidden, g_strdup (EO_RECORD (diary)->uid));
  follow_zone (self);
  g_signal_emit (self, signals[DIARIES], 0);
  load (self);
}

EoDiary *
eo_diary_data_get_main (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  for (guint i = 0; i < self->diaries->len; i++)
    {
      EoDiary *diary = g_ptr_array_index (self->diaries, i);

      if (!g_hash_table_contains (self->hidden, EO_RECORD (diary)->uid))
        return diary;
    }

  return self->diaries->len > 0 ? g_ptr_array_index (self->diaries, 0) : NULL;
}

void
eo_diary_data_set_hidden (EoDiaryData       *self,
                          const char *const *uids)
{
  g_return_if_fail (EO_IS_DIARY_DATA (self));

  g_hash_table_remove_all (self->hidden);
  for (guint i = 0; uids != NULL && uids[i] != NULL; i++)
    g_hash_table_add (self->hidden, g_strdup (uids[i]));
  follow_zone (self);
  g_signal_emit (self, signals[DIARIES], 0);
  load (self);
}

/**
 * eo_diary_data_get_hidden:
 *
 * Returns: (transfer full): uids, ended by %NULL
 */
char **
eo_diary_data_get_hidden (EoDiaryData *self)
{
  g_autofree const char **keys = NULL;

  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  keys = (const char **) g_hash_table_get_keys_as_array (self->hidden, NULL);

  return g_strdupv ((char **) keys);
}

const char *
eo_diary_data_get_zone_name (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  return self->zone_name;
}

GTimeZone *
eo_diary_data_get_zone (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  return self->zone;
}

EoDate
eo_diary_data_get_today (EoDiaryData *self)
{
  EoLocalTime now;

  g_return_val_if_fail (EO_IS_DIARY_DATA (self), (EoDate) { "" });

  now = eo_local_time_from_unix (g_get_real_time () / G_USEC_PER_SEC, self->zone);

  return eo_local_time_get_date (&now);
}

void
eo_diary_data_load (EoDiaryData  *self,
                    const EoDate *first,
                    guint         n_days)
{
  g_return_if_fail (EO_IS_DIARY_DATA (self) && first != NULL && n_days > 0);

  self->wanted_first = *first;
  self->wanted_days = n_days;
  load (self);
}

EoDate
eo_diary_data_get_first (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), (EoDate) { "" });

  return self->first;
}

guint
eo_diary_data_get_n_days (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), 0);

  return self->n_days;
}

void
eo_diary_data_set_filter (EoDiaryData         *self,
                          const EoDiaryFilter *filter)
{
  g_autofree char *text = NULL;

  g_return_if_fail (EO_IS_DIARY_DATA (self) && filter != NULL);

  text = g_strstrip (g_strdup (filter->text));
  eo_str_set (&self->filter.text, text);
  self->filter.category = filter->category;
  self->filter.only_clashes = filter->only_clashes;
  g_free (self->looked_for);
  self->looked_for = g_utf8_casefold (text, -1);
  apply_filter (self);
  g_signal_emit (self, signals[LOADED], 0);
}

gboolean
eo_diary_data_is_filtered (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), FALSE);

  return *self->looked_for != '\0' || self->filter.category >= 0 || self->filter.only_clashes;
}

GPtrArray *
eo_diary_data_get_occurrences (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  return self->occurrences;
}

GHashTable *
eo_diary_data_get_clashes (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  return self->clashes;
}

EoOccurrence *
eo_diary_data_get_clash (EoDiaryData  *self,
                         EoOccurrence *occurrence)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  return g_hash_table_lookup (self->clashes, occurrence);
}

EoOccurrence *
eo_diary_data_find (EoDiaryData *self,
                    gint64       appointment,
                    const char  *original)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), NULL);

  for (guint i = 0; i < self->all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (self->all, i);

      if (one->appointment == appointment && (original == NULL || g_str_equal (one->original, original)))
        return one;
    }

  return NULL;
}

guint
eo_diary_data_expect (EoDiaryData        *self,
                      const EoOccurrence *occurrence,
                      gint64              diary,
                      gint64              starts,
                      gint64              ends)
{
  Expected expected;

  g_return_val_if_fail (EO_IS_DIARY_DATA (self) && occurrence != NULL, 0);

  expected = (Expected) { eo_occurrence_move (occurrence, diary, starts, ends), ++self->n_expected };
  for (guint i = 0; i < self->expected->len; i++)
    if (is_same (g_array_index (self->expected, Expected, i).there, occurrence))
      g_array_remove_index (self->expected, i--);
  g_array_append_val (self->expected, expected);
  put_expected (self);
  apply_filter (self);
  g_signal_emit (self, signals[LOADED], 0);

  return expected.number;
}

void
eo_diary_data_settle (EoDiaryData *self,
                      guint        expected)
{
  g_return_if_fail (EO_IS_DIARY_DATA (self));

  for (guint i = 0; i < self->expected->len; i++)
    if (g_array_index (self->expected, Expected, i).number == expected)
      g_array_remove_index (self->expected, i--);
  if (self->store != NULL)
    load (self);
}

gboolean
eo_diary_data_on_day (EoDiaryData        *self,
                      const EoOccurrence *occurrence,
                      const EoDate       *day,
                      int                *from,
                      int                *until)
{
  EoLocalTime midnight, starts, ends;
  gint64 begin, end;

  g_return_val_if_fail (EO_IS_DIARY_DATA (self) && occurrence != NULL && day != NULL, FALSE);

  midnight = eo_local_time_new (day, 0);
  starts = eo_local_time_from_unix (occurrence->starts, self->zone);
  ends = eo_local_time_from_unix (occurrence->ends, self->zone);
  begin = eo_local_time_diff (&starts, &midnight);
  end = eo_local_time_diff (&ends, &midnight);
  /* What has no length stands at its moment. */
  if (begin >= DAY_MINUTES || end < 0 || (end == 0 && begin < 0))
    return FALSE;
  *from = (int) CLAMP (begin, 0, DAY_MINUTES);
  *until = (int) CLAMP (end, 0, DAY_MINUTES);

  return TRUE;
}

EoDate
eo_diary_data_first_day (EoDiaryData        *self,
                         const EoOccurrence *occurrence)
{
  EoLocalTime starts;

  g_return_val_if_fail (EO_IS_DIARY_DATA (self) && occurrence != NULL, (EoDate) { "" });

  starts = eo_local_time_from_unix (occurrence->starts, self->zone);

  return eo_local_time_get_date (&starts);
}

static EoCalendar *
get_calendar (EoDiaryData *self)
{
  if (self->calendar == NULL)
    self->calendar = eo_store_get_calendar (self->store);

  return self->calendar;
}

GArray *
eo_diary_data_get_notes (EoDiaryData  *self,
                         const EoDate *day)
{
  GArray *notes;

  g_return_val_if_fail (EO_IS_DIARY_DATA (self) && day != NULL, NULL);

  notes = eo_day_notes_new ();
  eo_day_notes_add_day (notes, get_calendar (self), day);
  /* Who looks for something else does not look for these. */
  for (guint i = 0; i < self->due->len && !eo_diary_data_is_filtered (self); i++)
    {
      EoDueDay *due = g_ptr_array_index (self->due, i);
      EoDate today = eo_diary_data_get_today (self);

      if (g_str_equal (due->day.iso, day->iso))
        eo_day_notes_add_due (notes, due, &today);
    }

  return notes;
}

gboolean
eo_diary_data_get_hide_private (EoDiaryData *self)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), TRUE);

  return self->hide_private;
}

void
eo_diary_data_set_hide_private (EoDiaryData *self,
                                gboolean     hide)
{
  g_return_if_fail (EO_IS_DIARY_DATA (self));

  if (self->hide_private == hide)
    return;
  self->hide_private = hide;
  apply_filter (self);
  g_signal_emit (self, signals[LOADED], 0);
}

gboolean
eo_diary_data_is_hidden (EoDiaryData        *self,
                         const EoOccurrence *occurrence)
{
  g_return_val_if_fail (EO_IS_DIARY_DATA (self), TRUE);

  return self->hide_private && occurrence->is_private;
}
