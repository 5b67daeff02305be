/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "reader/eo-calendar-file.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-series.h"
#include "sections/diary/exchange/eo-ics-import.h"

/* Public holidays and days of closure as others publish them. The kind is another section's: known here by its name. */

#define KIND        "special_day"
#define YEARS_AHEAD 10
#define MOST_DAYS   31 /* of one event: a closure, not an era */
#define ON_DAY      "SELECT id FROM special_day WHERE date = ?2 AND deleted_at = ''"

typedef struct
{
  EoStore          *store;
  const EoIcsWatch *watch;
  EoIcsCount       *count;
  GPtrArray        *days;  /* EoRecord: to be added */
  guint             added;
  guint             same;
} Days;

static void
tell (Days       *self,
      const char *line,
      gboolean    is_refused)
{
  if (is_refused)
    self->count->refused++;
  if (self->watch != NULL && self->watch->told != NULL)
    self->watch->told (line, is_refused, self->watch->user_data);
}

static void
refuse (Days                  *self,
        const EoCalendarEvent *event,
        const char            *why)
{
  g_autofree char *line = g_strdup_printf (_("“%s” was left out: %s"), event->summary, why);

  tell (self, line, TRUE);
}

static void
add_day (Days         *self,
         const EoDate *day,
         const char   *title)
{
  EoRecord *record = eo_record_new (eo_kind_lookup (KIND));

  eo_record_set_text (record, "date", day->iso, NULL);
  eo_record_set_text (record, "title", *title != '\0' ? title : _("Closed"), NULL);
  g_ptr_array_add (self->days, record);
}

/* Each day of it, from each of @starts. */
static void
add_event (Days                  *self,
           const EoCalendarEvent *event)
{
  EoLocalTime first = { "" }, last = { "" }, from, until;
  EoSeries series = { event->repeats, event->except, event->extra, "", { "" } };
  EoDate today = eo_date_today (), day, end;
  g_autoptr (GArray) starts = NULL;
  int n_days;

  g_strlcpy (first.iso, event->starts, sizeof first.iso);
  g_strlcpy (last.iso, event->ends, sizeof last.iso);
  day = eo_local_time_get_date (&first);
  end = eo_local_time_get_date (&last);
  n_days = eo_date_diff (&end, &day) + 1;
  if (!event->all_day || n_days > MOST_DAYS)
    {
      refuse (self, event, event->all_day ? _("it lasts longer than a month") : _("it is not of whole days"));
      return;
    }
  if (*event->repeats == '\0' && *event->extra == '\0')
    {
      starts = g_array_new (FALSE, FALSE, sizeof first);
      g_array_append_val (starts, first);
    }
  else
    {
      day = eo_date_add_days (&today, -365);
      end = eo_date_add_days (&today, YEARS_AHEAD * 366);
      from = eo_local_time_new (&day, 0);
      until = eo_local_time_new (&end, 0);
      series.starts = first;
      starts = eo_series_expand (&series, &from, &until);
    }
  for (guint i = 0; i < starts->len; i++)
    for (int j = 0; j < n_days; j++)
      {
        day = eo_local_time_get_date (&g_array_index (starts, EoLocalTime, i));
        day = eo_date_add_days (&day, j);
        add_day (self, &day, event->summary);
      }
}

static gboolean
write_days (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Days *self = data;
  const EoField *date = eo_kind_find_field (eo_kind_lookup (KIND), "date");

  self->added = self->same = 0;
  for (guint i = 0; i < self->days->len; i++)
    {
      EoRecord *record = g_ptr_array_index (self->days, i);

      if (eo_writer_get_integer (writer, ON_DAY, 0, eo_field_get_date (date, record)->iso) != 0)
        {
          self->same++;
          continue;
        }
      if (!eo_writer_save (writer, record, error))
        return FALSE;
      self->added++;
    }
  return TRUE;
}

static gboolean
gather (Days            *self,
        EoCalendarFile  *file,
        GError         **error)
{
  g_autoptr (GError) problem = NULL;
  EoCalendarBatch *batch;

  while ((batch = eo_calendar_file_next (file, &problem)) != NULL)
    {
      for (guint i = 0; i < batch->notes->len; i++)
        {
          const EoCalendarNote *note = g_ptr_array_index (batch->notes, i);

          tell (self, note->text, note->is_refused);
        }
      for (guint i = 0; i < batch->events->len; i++)
        add_event (self, g_ptr_array_index (batch->events, i));
      eo_calendar_batch_free (batch);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
eo_ics_import_days (EoStore           *store,
                    int                fd,
                    const char        *name,
                    const EoIcsWatch  *watch,
                    EoIcsCount        *count,
                    GError           **error)
{
  g_autoptr (EoCalendarFile) file = NULL;
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_object_unref);
  Days self = { .store = store, .watch = watch, .count = count, .days = days };

  g_return_val_if_fail (EO_IS_STORE (store) && fd >= 0 && name != NULL && count != NULL, FALSE);

  *count = (EoIcsCount) { 0 };
  file = eo_calendar_file_open (fd, name, EO_HOME_ZONE, error);
  if (file == NULL || !gather (&self, file, error) || !eo_store_write (store, write_days, &self, error))
    return FALSE;
  count->added = self.added;
  count->same = self.same;
  count->cpu = eo_calendar_file_get_cpu (file);
  return TRUE;
}
