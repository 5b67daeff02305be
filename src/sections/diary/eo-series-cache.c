/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/eo-series-cache.h"

#define MOST 20000 /* series; with more than these it begins anew */

typedef struct
{
  gint64        version;
  gint64        from;
  gint64        until;
  EoOccurrence *pattern;
  GArray       *times; /* EoOccurrenceTime */
} Entry;

struct _EoSeriesCache
{
  GMutex      lock;
  GHashTable *entries; /* id → Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  eo_occurrence_unref (entry->pattern);
  g_array_unref (entry->times);
  g_free (entry);
}

static void
cache_free (gpointer data)
{
  EoSeriesCache *self = data;

  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

EoSeriesCache *
eo_series_cache_of (EoStore *store)
{
  static GMutex making;
  EoSeriesCache *self;

  g_mutex_lock (&making);
  self = g_object_get_data (G_OBJECT (store), "eo-series-cache");
  if (self == NULL)
    {
      self = g_new0 (EoSeriesCache, 1);
      g_mutex_init (&self->lock);
      self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, entry_free);
      g_object_set_data_full (G_OBJECT (store), "eo-series-cache", self, cache_free);
    }
  g_mutex_unlock (&making);

  return self;
}

gboolean
eo_series_cache_has (EoSeriesCache *self,
                     gint64         id,
                     gint64         version,
                     gint64         from,
                     gint64         until)
{
  const Entry *entry;
  gboolean has;

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, &id);
  has = entry != NULL && entry->version == version && entry->from <= from && entry->until >= until;
  g_mutex_unlock (&self->lock);

  return has;
}

void
eo_series_cache_put (EoSeriesCache *self,
                     EoRow         *row,
                     gint64         from,
                     gint64         until,
                     EoZones       *zones)
{
  gint64 id = eo_row_get_integer (row, EO_ROW_ID);
  Entry *entry = g_new0 (Entry, 1);

  entry->version = eo_row_get_integer (row, EO_ROW_VERSION);
  entry->from = from - EO_SERIES_BEFORE;
  entry->until = until + EO_SERIES_AFTER;
  entry->pattern = eo_occurrence_new_from_row (row);
  entry->times = eo_occurrence_times_of_row (row, entry->pattern, entry->from, entry->until, zones);
  g_mutex_lock (&self->lock);
  if (g_hash_table_size (self->entries) >= MOST)
    g_hash_table_remove_all (self->entries);
  g_hash_table_replace (self->entries, g_memdup2 (&id, sizeof id), entry);
  g_mutex_unlock (&self->lock);
}

void
eo_series_cache_walk (EoSeriesCache    *self,
                      gint64            id,
                      EoSeriesTimeFunc  func,
                      gpointer          user_data)
{
  const Entry *entry;

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, &id);
  for (guint i = 0; entry != NULL && i < entry->times->len; i++)
    func (entry->pattern, &g_array_index (entry->times, EoOccurrenceTime, i), user_data);
  g_mutex_unlock (&self->lock);
}
