/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-date.h"
#include "base/eo-text.h"
#include "reader/eo-calendar-file-private.h"

/* Everything here comes from a process that may have been taken over by the file it reads. */

#define LINE EO_CALENDAR_LINE

/* What is not read of it yet. */
typedef struct
{
  const char *at;
  const char *end;
} Packed;

static void
attendee_free (gpointer data)
{
  EoCalendarAttendee *attendee = data;

  g_free (attendee->name);
  g_free (attendee->address);
  g_free (attendee->role);
  g_free (attendee->response);
  g_free (attendee);
}

void
eo_calendar_event_free (EoCalendarEvent *event)
{
  char *const texts[] = {
    event->uid, event->occurrence, event->occurrence_zone, event->summary, event->location, event->description, event->url,
    event->geo, event->starts, event->starts_zone, event->ends, event->ends_zone, event->repeats, event->except, event->extra,
    event->status, event->transparency, event->class, event->categories, event->organizer_name, event->organizer_address,
    event->foreign,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (event->attendees);
  g_hash_table_unref (event->own);
  g_free (event);
}

static void
note_free (gpointer data)
{
  EoCalendarNote *note = data;

  g_free (note->text);
  g_free (note);
}

EoCalendarBatch *
eo_calendar_batch_new (void)
{
  EoCalendarBatch *batch = g_new (EoCalendarBatch, 1);

  batch->events = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_calendar_event_free);
  batch->notes = g_ptr_array_new_with_free_func (note_free);
  return batch;
}

void
eo_calendar_batch_free (EoCalendarBatch *batch)
{
  if (batch == NULL)
    return;
  g_ptr_array_unref (batch->events);
  g_ptr_array_unref (batch->notes);
  g_free (batch);
}

static gboolean
is_digits (const char *text,
           guint       n)
{
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* "2026-09-22T09:00" */
static gboolean
is_local (const char *text,
          gsize       n)
{
  EoDate date;

  if (n != 16 || text[10] != 'T' || text[13] != ':' || !is_digits (text, 4) || text[4] != '-' || !is_digits (text + 5, 2) ||
      text[7] != '-' || !is_digits (text + 8, 2) || !is_digits (text + 11, 2) || !is_digits (text + 14, 2))
    return FALSE;
  date = eo_date_from_ymd (atoi (text), atoi (text + 5), atoi (text + 8));
  return date.iso[0] != '\0' && atoi (text + 11) < 24 && atoi (text + 14) < 60;
}

static gboolean
is_locals (const char *text)
{
  while (*text != '\0')
    {
      gsize n = strcspn (text, " ");

      if (!is_local (text, n))
        return FALSE;
      text += n + (text[n] == ' ' && text[n + 1] != '\0');
    }
  return TRUE;
}

static gboolean
is_zone (const char *text)
{
  return strlen (text) <= 64 && (*text == '\0' || g_ascii_isupper (*text)) &&
         strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") == strlen (text);
}

/* The diary reads rules itself: by its own words and numbers alone, and never more often than daily. */
static gboolean
is_rule (const char *text)
{
  static const char *const names[] = {
    "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH",
    "BYSETPOS", "WKST", NULL,
  };
  static const char *const often[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY", NULL };
  g_auto (GStrv) parts = NULL;
  gboolean has_frequency = FALSE;

  if (*text == '\0')
    return TRUE;
  parts = g_strsplit (text, ";", 20);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      if (value == NULL)
        return FALSE;
      *value++ = '\0';
      if (!g_strv_contains (names, parts[i]) || strspn (value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,+-") != strlen (value))
        return FALSE;
      if (i == 0)
        has_frequency = g_str_equal (parts[i], "FREQ") && g_strv_contains (often, value);
    }
  return has_frequency;
}

static gboolean
take_number (Packed  *from,
             guint32 *number)
{
  if (from->end - from->at < (gssize) sizeof *number)
    return FALSE;
  memcpy (number, from->at, sizeof *number);
  from->at += sizeof *number;
  return TRUE;
}

/* UTF-8 of at most @max bytes, or NULL. */
static const char *
take_text (Packed *from,
           gsize   max)
{
  const char *text = from->at;
  const char *nul = memchr (text, '\0', from->end - text);

  if (nul == NULL || (gsize) (nul - text) > max || !g_utf8_validate (text, nul - text, NULL))
    return NULL;
  from->at = nul + 1;
  return text;
}

static gboolean
take_line (Packed  *from,
           gsize    max,
           char   **to)
{
  const char *text = take_text (from, max);

  *to = text != NULL ? eo_text_one_line (text) : NULL;
  return text != NULL;
}

static gboolean
take_lines (Packed  *from,
            gsize    max,
            char   **to)
{
  const char *text = take_text (from, max);

  *to = text != NULL ? eo_text_make_valid (text, -1) : NULL;
  return text != NULL;
}

static gboolean
take_attendees (Packed          *from,
                EoCalendarEvent *event)
{
  guint32 n;

  if (!take_number (from, &n) || n > EO_CALENDAR_ATTENDEES)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      EoCalendarAttendee *attendee = g_new0 (EoCalendarAttendee, 1);

      g_ptr_array_add (event->attendees, attendee);
      if (!take_line (from, LINE, &attendee->name) || !take_line (from, LINE, &attendee->address) ||
          !take_line (from, LINE, &attendee->role) || !take_line (from, LINE, &attendee->response))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_own (Packed          *from,
          EoCalendarEvent *event)
{
  guint32 n;

  if (!take_number (from, &n) || n > EO_CALENDAR_OWN)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const char *name = take_text (from, 64);
      char *value;

      if (name == NULL || !take_lines (from, EO_CALENDAR_TEXT, &value))
        return FALSE;
      g_hash_table_replace (event->own, g_strdup (name), value);
    }
  return TRUE;
}

/* Those that are read by programs must be right, those that are read by people are made so. */
static gboolean
check_event (const EoCalendarEvent *event)
{
  const gboolean may_lack_start = event->method == EO_METHOD_REPLY || event->method == EO_METHOD_CANCEL;
  const gboolean has_start = is_local (event->starts, strlen (event->starts)) && is_local (event->ends, strlen (event->ends));

  return event->component < EO_CALENDAR_COMPONENTS &&
         (has_start || (may_lack_start && *event->starts == '\0' && *event->ends == '\0')) &&
         (*event->occurrence == '\0' || is_local (event->occurrence, strlen (event->occurrence))) && is_zone (event->starts_zone) &&
         is_zone (event->ends_zone) && is_zone (event->occurrence_zone) && is_rule (event->repeats) &&
         is_locals (event->except) && is_locals (event->extra);
}

static gboolean
take_texts (Packed          *from,
            EoCalendarEvent *event)
{
  const gsize list = 2 * EO_CALENDAR_LIST;

  return take_line (from, LINE, &event->uid) && take_line (from, LINE, &event->occurrence) &&
         take_line (from, LINE, &event->occurrence_zone) && take_line (from, LINE, &event->summary) &&
         take_line (from, LINE, &event->location) && take_lines (from, EO_CALENDAR_TEXT, &event->description) &&
         take_line (from, LINE, &event->url) && take_line (from, LINE, &event->geo) && take_line (from, LINE, &event->starts) &&
         take_line (from, LINE, &event->starts_zone) && take_line (from, LINE, &event->ends) &&
         take_line (from, LINE, &event->ends_zone) && take_line (from, LINE, &event->repeats) &&
         take_line (from, list, &event->except) && take_line (from, list, &event->extra) &&
         take_line (from, LINE, &event->status) && take_line (from, LINE, &event->transparency) &&
         take_line (from, LINE, &event->class) && take_lines (from, LINE, &event->categories) &&
         take_line (from, LINE, &event->organizer_name) && take_line (from, LINE, &event->organizer_address) &&
         take_lines (from, EO_CALENDAR_FOREIGN, &event->foreign);
}

static gboolean
take_event (Packed          *from,
            EoCalendarBatch *batch)
{
  EoCalendarEvent *event = g_new0 (EoCalendarEvent, 1);
  guint32 component, calendar, method, all_day, sequence;

  event->attendees = g_ptr_array_new_with_free_func (attendee_free);
  event->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (batch->events, event);
  if (!take_number (from, &component) || !take_number (from, &calendar) || !take_number (from, &method) || method >= EO_N_METHODS ||
      !take_number (from, &all_day) || !take_number (from, &sequence) || sequence > G_MAXINT32)
    return FALSE;
  event->component = component;
  event->calendar = calendar;
  event->method = method;
  event->all_day = all_day != 0;
  event->sequence = sequence;
  return take_texts (from, event) && check_event (event) && take_attendees (from, event) && take_own (from, event);
}

static gboolean
take_note (Packed          *from,
           EoCalendarBatch *batch)
{
  const char *title, *argument;
  guint32 code, line, is_refused;

  if (!take_number (from, &code) || code >= EO_CALENDAR_HUNG || !take_number (from, &line) || !take_number (from, &is_refused) ||
      (title = take_text (from, 1024)) == NULL || (argument = take_text (from, 1024)) == NULL)
    return FALSE;
  eo_calendar_batch_add_note (batch, code, line, is_refused != 0, title, argument);
  return TRUE;
}

EoCalendarBatch *
eo_calendar_unpack (GBytes *payload)
{
  g_autoptr (EoCalendarBatch) batch = NULL;
  Packed from;
  guint32 n;
  gsize size;

  if (payload == NULL || g_bytes_get_size (payload) > EO_CALENDAR_PAYLOAD)
    return NULL;
  from.at = g_bytes_get_data (payload, &size);
  from.end = from.at + size;
  batch = eo_calendar_batch_new ();
  if (!take_number (&from, &n) || n > EO_CALENDAR_BATCH)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!take_event (&from, batch))
      return NULL;
  if (!take_number (&from, &n) || n > EO_CALENDAR_NOTES)
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!take_note (&from, batch))
      return NULL;
  return from.at == from.end ? g_steal_pointer (&batch) : NULL;
}
