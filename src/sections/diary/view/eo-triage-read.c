/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "desk/record/eo-saving.h"
#include "reader/eo-calendar-file.h"
#include "reader/eo-reader.h"
#include "sections/diary/eo-request-offer.h"
#include "sections/diary/exchange/eo-ics-import.h"
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
  found = eo_wishes_find (text->str, &self->request->asked_on, words, &self->minutes);
  g_ptr_array_add (words, NULL);
  eo_document_view_set_marks (self->document, words->len > 1 ? (const char *const *) words->pdata : NULL);
  if (!eo_triage_view_is_for (EO_RECORD (self->request)))
    self->minutes = 0;
  else if (*self->request->wanted == '\0')
    offer (self, found);
  _eo_triage_view_show_invitation (self);
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

  if (fd >= 0)
    {
      file = eo_calendar_file_open (fd, calendar->attachment->name, calendar->zone, NULL);
      close (fd);
    }
  g_task_return_pointer (task, file != NULL ? eo_calendar_file_next (file, NULL) : NULL, (GDestroyNotify) eo_calendar_batch_free);
}

/* The times it names; none of what it calls off. */
static char *
list_times (EoCalendarBatch *batch,
            const char      *zone)
{
  GString *times = g_string_new (NULL);

  for (guint i = 0; i < batch->events->len; i++)
    {
      EoCalendarEvent *event = g_ptr_array_index (batch->events, i);
      g_autofree char *start = event->method != EO_METHOD_CANCEL ? read_start (event, zone) : g_strdup ("");

      g_string_append_printf (times, " %s", start);
    }
  return g_strstrip (g_string_free (times, FALSE));
}

static const EoCalendarEvent *
get_event (EoTriageView *self)
{
  return self->calendar != NULL && self->calendar->events->len > 0 ? g_ptr_array_index (self->calendar->events, 0) : NULL;
}

void
_eo_triage_view_show_invitation (EoTriageView *self)
{
  eo_triage_invitation_show (self->invitation, self->store, self->request, get_event (self), self->minutes);
}

static void
on_calendar (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (EoTriageView) self = data;
  Calendar *calendar = g_task_get_task_data (G_TASK (result));
  g_autoptr (EoCalendarBatch) batch = g_task_propagate_pointer (G_TASK (result), NULL);

  if (batch == NULL || self->store == NULL || eo_triage_view_get_id (self) != calendar->request
      || !eo_triage_view_is_for (EO_RECORD (self->request)))
    return;
  if (*self->request->wanted == '\0')
    {
      g_autofree char *times = list_times (batch, calendar->zone);

      offer (self, times);
    }
  if (self->calendar == NULL)
    {
      self->calendar = g_steal_pointer (&batch);
      self->calendar_file = eo_attachment_copy (calendar->attachment);
      _eo_triage_view_show_invitation (self);
    }
}

/* What it offers is used */

static void
on_used (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (EoTriageView) self = data;
  g_autoptr (EoUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoRecord) saved = eo_saving_finish (EO_STORE (source), result, NULL, &undo, &error);
  g_autofree char *text = NULL;

  self->saving = FALSE;
  if (self->store == NULL)
    return;
  if (saved == NULL)
    {
      eo_notice_show (self->notice, EO_NOTICE_ERROR, _("Not saved"), error->message, NULL, NULL);
      return;
    }
  _eo_triage_view_use (self, EO_REQUEST (saved));
  text = g_strdup_printf (_("%s says what the invitation says"), eo_record_get_name (saved));
  g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_UNDOABLE], 0, text, undo);
}

static void
on_use (EoTriageView *self,
        EoRecord     *edited)
{
  if (self->saving)
    return;
  self->saving = TRUE;
  eo_saving_async (self->store, edited, NULL, 0, NULL, on_used, g_object_ref (self));
}

static void
on_open_earlier (EoTriageView *self,
                 const char   *kind,
                 gint64        id)
{
  g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_OPEN_RECORD], 0, kind, id);
}

/* The diary is changed as the invitation says */

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (EoTriageView) self = data;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  EoIcsCount count;

  eo_ics_import_finish (EO_STORE (source), result, &count, &lines, &error);
  if (self->store == NULL)
    return;
  if (error != NULL)
    eo_notice_show (self->notice, EO_NOTICE_ERROR, _("Not done"), error->message, NULL, NULL);
  else
    eo_notice_show (self->notice, EO_NOTICE_INFO, _("The diary was changed"),
                    lines != NULL && lines->len > 0 ? lines->pdata[0] : NULL, NULL, NULL);
  _eo_triage_view_show_invitation (self);
}

static void
on_take (EoTriageView *self)
{
  int fd = self->calendar_file != NULL ? eo_store_open_document (self->store, self->calendar_file->document, NULL) : -1;

  if (fd < 0)
    return;
  eo_ics_import_async (self->store, fd, self->calendar_file->name, eo_triage_invitation_get_diary (self->invitation), NULL,
                       on_taken, g_object_ref (self));
  close (fd);
}

void
_eo_triage_view_connect_invitation (EoTriageView *self)
{
  g_signal_connect_object (self->invitation, "use", G_CALLBACK (on_use), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->invitation, "open-record", G_CALLBACK (on_open_earlier), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->invitation, "take", G_CALLBACK (on_take), self, G_CONNECT_SWAPPED);
}

/* What was decided is known by it */

typedef struct
{
  gint64  request;
  char   *uid;
  gint64  sequence;
  EoUndo *undo;     /* of the decision: it takes this back with it */
} Note;

static void
note_free (Note *note)
{
  eo_undo_unref (note->undo);
  g_free (note->uid);
  g_free (note);
}

static gboolean
write_note (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Note *note = data;

  eo_writer_keep_undo (writer, note->undo);
  return eo_writer_note_invitation (writer, note->request, note->uid, note->sequence, error);
}

void
_eo_triage_view_note_invitation (EoTriageView *self,
                                 EoUndo       *undo)
{
  const EoCalendarEvent *event = get_event (self);
  Note *note;

  if (event == NULL || event->method == EO_METHOD_CANCEL)
    return;
  note = g_new0 (Note, 1);
  note->request = EO_RECORD (self->request)->id;
  note->uid = g_strdup (event->uid);
  note->sequence = event->sequence;
  note->undo = eo_undo_ref (undo);
  eo_store_write_async (self->store, write_note, note, (GDestroyNotify) note_free, NULL, NULL, NULL);
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
  self->minutes = 0;
  g_clear_pointer (&self->calendar, eo_calendar_batch_free);
  g_clear_pointer (&self->calendar_file, eo_attachment_free);
  _eo_triage_view_show_invitation (self);
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
