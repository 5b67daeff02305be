/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/page/eo-filter-chips-private.h"

/* How many records each filter holds: asked anew when something changes, but not all the time. */

#define COUNT_EVERY 1000 /* ms, at most */

typedef struct
{
  GWeakRef self; /* the answer may come after the window is gone */
  guint    generation;
  guint    index;
} Count;

static void count_chip (EoFilterChips *self,
                        guint          index);

static gboolean
on_timer (gpointer user_data)
{
  EoFilterChips *self = user_data;

  self->timer = 0;
  if (self->again)
    _eo_filter_chips_recount (self);

  return G_SOURCE_REMOVE;
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Count *count = user_data;
  g_autoptr (EoFilterChips) self = g_weak_ref_get (&count->self);
  g_autoptr (GError) error = NULL;
  gint64 n = eo_store_count_finish (EO_STORE (source), result, &error);

  g_weak_ref_clear (&count->self);
  if (self == NULL || self->chips == NULL || count->generation != self->generation)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    g_warning ("Counting %s: %s", self->kind->name, error->message);
  _eo_filter_chips_get (self, count->index)->count = n;
  if (count->index + 1 < self->chips->len)
    {
      count_chip (self, count->index + 1);
      return;
    }

  self->counting = FALSE;
  _eo_filter_chips_counted (self);
}

/* A million letters take their time to count: never two counts at once. */
static void
count_chip (EoFilterChips *self,
            guint          index)
{
  g_autoptr (EoQuery) query = eo_query_new (self->kind);
  Count *count = g_new (Count, 1);

  eo_query_set_filter (query, _eo_filter_chips_get (self, index)->filter);
  eo_query_set_match (query, _eo_filter_chips_get (self, index)->text);
  g_weak_ref_init (&count->self, self);
  count->generation = self->generation;
  count->index = index;
  eo_store_count_async (self->store, query, self->cancellable, on_counted, count);
}

void
_eo_filter_chips_recount (EoFilterChips *self)
{
  if (self->counting || self->timer != 0)
    {
      self->again = TRUE;
      if (self->timer == 0)
        self->timer = g_timeout_add (COUNT_EVERY, on_timer, self);
      return;
    }

  self->again = FALSE;
  self->timer = g_timeout_add (COUNT_EVERY, on_timer, self);
  self->stale = FALSE;
  self->counting = TRUE;
  count_chip (self, 0);
}

/* Public functions */

void
eo_filter_chips_count (EoFilterChips *self)
{
  g_return_if_fail (EO_IS_FILTER_CHIPS (self));

  if (self->stale)
    _eo_filter_chips_recount (self);
}
