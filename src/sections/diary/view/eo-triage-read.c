/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "reader/eo-calendar-file.h"
#include "reader/eo-reader.h"
#include "sections/diary/view/eo-triage-view-private.h"

/* What the request came with may name times: a letter in its text, an invitation of a calendar exactly. They are offered,
 * and nobody's choice. */

#define PAGES 3 /* what lies further in is annexures */

static void
offer (EoTriageView *self,
       const char   *times)
{
  g_autofree char *all = g_strconcat (self->offered != NULL ? self->offered : "", " ", times, NULL);

  if (*times == '\0')
    return;
  g_free (self->offered);
  self->offered = g_steal_pointer (&all);
  eo_triage_times_offer (self->times, self->offered);
  _eo_triage_view_load_days (self);
}

/* The text of the document that is shown */

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (EoTriageView) self = data;
  g_autoptr (GPtrArray) pages = eo_document_view_read_text_finish (EO_DOCUMENT_VIEW (source), result, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *found = NULL;

  if (pages == NULL || self->request == NULL)
    return;
  for (guint i = 0; i < pages->len; i++)
    {
      g_auto (GStrv) lines = g_strsplit (((EoPageText *) pages->pdata[i])->text, "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        g_string_append_printf (text, "%s ", lines[j]);
    }
  found = eo_wishes_find (text->str, &self->request->asked_on, words);
  g_ptr_array_add (words, NULL);
  eo_document_view_set_marks (self->document, words->len > 1 ? (const char *const *) words->pdata : NULL);
  if (*self->request->wanted == '\0' && eo_triage_view_is_for (EO_RECORD (self->request)))
    offer (self, found);
}

static void
on_document_changed (EoTriageView *self)
{
  if (self->reading != NULL || self->request == NULL || eo_document_view_get_state (self->document) != EO_DOCUMENT_SHOWN)
    return;
  self->reading = g_cancellable_new ();
  eo_document_view_read_text_async (self->document, PAGES, self->reading, on_text, g_object_ref (self));
}

/* An invitation of a calendar */

typedef struct
{
  EoAttachment *attachment;
  char         *zone;
  gint64        request;  /* that it came with */
} Calendar;

static void
calendar_free (gpointer data)
{
  Calendar *calendar = data;

  eo_attachment_free (calendar->attachment);
  g_free (calendar->zone);
  g_free (calendar);
}

/* On the clocks of @zone, those of the diary. */
static char *
read_start (EoCalendarEvent *event,
            const char      *zone)
{
  g_autoptr (GTimeZone) home = eo_zone_lookup (zone);
  EoWish wish = { { "" }, event->all_day };
  gint64 moment;

  if (*event->starts == '\0' || home == NULL || !eo_local_time_parse (event->starts, &wish.starts, NULL))
    return g_strdup ("");
  if (!event->all_day && *event->starts_zone != '\0')
    {
      moment = eo_instant_from_local (&wish.starts, event->starts_zone, NULL);
      wish.starts = eo_local_time_from_unix (moment, home);
    }
  return eo_wish_write (&wish);
}

static void
read_calendar (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Calendar *calendar = data;
  int fd = eo_store_open_document (EO_STORE (source), calendar->attachment->document, NULL);
  g_autoptr (EoCalendarFile) file = NULL;
  g_autoptr (EoCalendarBatch) batch = NULL;
  g_autoptr (GString) times = g_string_new (NULL);

  if (fd >= 0)
    {
      file = eo_calendar_file_open (fd, calendar->attachment->name, calendar->zone, NULL);
      close (fd);
    }
  batch = file != NULL ? eo_calendar_file_next (file, NULL) : NULL;
  for (guint i = 0; batch != NULL && i < batch->events->len; i++)
    {
      g_autofree char *start = read_start (g_ptr_array_index (batch->events, i), calendar->zone);

      g_string_append_printf (times, " %s", start);
    }
  g_task_return_pointer (task, g_string_free (g_steal_pointer (&times), FALSE), g_free);
}

static void
on_calendar (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (EoTriageView) self = data;
  Calendar *calendar = g_task_get_task_data (G_TASK (result));
  g_autofree char *times = g_task_propagate_pointer (G_TASK (result), NULL);

  if (times != NULL && self->store != NULL && eo_triage_view_get_id (self) == calendar->request && *self->request->wanted == '\0'
      && eo_triage_view_is_for (EO_RECORD (self->request)))
    offer (self, g_strstrip (times));
}

static void
look_into_calendar (EoTriageView       *self,
                    const EoAttachment *attachment)
{
  g_autoptr (GTask) task = NULL;
  Calendar *calendar;

  calendar = g_new0 (Calendar, 1);
  calendar->attachment = eo_attachment_copy (attachment);
  calendar->zone = g_strdup (self->diary->zone);
  calendar->request = EO_RECORD (self->request)->id;
  task = g_task_new (self->store, NULL, on_calendar, g_object_ref (self));
  g_task_set_task_data (task, calendar, calendar_free);
  g_task_run_in_thread (task, read_calendar);
}

void
_eo_triage_view_stop_reading (EoTriageView *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

void
_eo_triage_view_read (EoTriageView *self,
                      GPtrArray    *attachments)
{
  _eo_triage_view_stop_reading (self);
  g_clear_pointer (&self->offered, g_free);
  eo_document_view_set_marks (self->document, NULL);
  g_signal_handlers_disconnect_by_func (self->document, on_document_changed, self);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
  for (guint i = 0; self->diary != NULL && attachments != NULL && i < attachments->len; i++)
    {
      const EoAttachment *one = g_ptr_array_index (attachments, i);

      if (eo_calendar_is_called (one->name))
        look_into_calendar (self, one);
    }
}
