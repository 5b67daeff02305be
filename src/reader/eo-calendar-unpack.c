/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-date.h"
#include "base/eo-text.h"
#include "reader/eo-calendar-file-private.h"

/* Everything here comes from a process that may have been taken over by the file it reads. */

#define LINE EO_CALENDAR_LINE

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
  g_auto (GStrv) parts = g_strsplit (text, ";", 20);
  gboolean has_frequency = *text == '\0';

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
unpack_attendees (EoCalendarEvent *event,
                  GVariant        *told)
{
  const char *name, *address, *role, *response;
  GVariantIter iter;

  if (g_variant_n_children (told) > EO_CALENDAR_ATTENDEES)
    return FALSE;
  g_variant_iter_init (&iter, told);
  while (g_variant_iter_next (&iter, "(&s&s&s&s)", &name, &address, &role, &response))
    {
      EoCalendarAttendee *attendee;

      if (strlen (name) > LINE || strlen (address) > LINE || strlen (role) > LINE || strlen (response) > LINE)
        return FALSE;
      attendee = g_new (EoCalendarAttendee, 1);
      attendee->name = eo_text_one_line (name);
      attendee->address = eo_text_one_line (address);
      attendee->role = eo_text_one_line (role);
      attendee->response = eo_text_one_line (response);
      g_ptr_array_add (event->attendees, attendee);
    }
  return TRUE;
}

static gboolean
unpack_own (EoCalendarEvent *event,
            GVariant        *told)
{
  const char *name, *value;
  GVariantIter iter;

  if (g_variant_n_children (told) > EO_CALENDAR_OWN)
    return FALSE;
  g_variant_iter_init (&iter, told);
  while (g_variant_iter_next (&iter, "(&s&s)", &name, &value))
    {
      if (strlen (name) > 64 || strlen (value) > EO_CALENDAR_TEXT)
        return FALSE;
      g_hash_table_replace (event->own, g_strdup (name), eo_text_make_valid (value, -1));
    }
  return TRUE;
}

/* Those that are read by programs must be right, those that are read by people are made so. */
static gboolean
check_event (const EoCalendarEvent *event)
{
  const gboolean may_lack_start = event->method == EO_METHOD_REPLY || event->method == EO_METHOD_CANCEL;
  const gboolean has_start = is_local (event->starts, strlen (event->starts)) && is_local (event->ends, strlen (event->ends));

  return event->method < EO_N_METHODS && event->component < EO_CALENDAR_COMPONENTS && event->sequence >= 0 &&
         (has_start || (may_lack_start && *event->starts == '\0' && *event->ends == '\0')) &&
         (*event->occurrence == '\0' || is_local (event->occurrence, strlen (event->occurrence))) && is_zone (event->starts_zone) &&
         is_zone (event->ends_zone) && is_zone (event->occurrence_zone) && is_rule (event->repeats) &&
         is_locals (event->except) && is_locals (event->extra);
}

static gboolean
unpack_event (EoCalendarBatch *batch,
              GVariant        *told)
{
  EoCalendarEvent *event = g_new0 (EoCalendarEvent, 1);
  g_autoptr (GVariant) attendees = NULL;
  g_autoptr (GVariant) own = NULL;
  const char *line[20], *description, *categories, *foreign;
  char **where[20];
  guint8 method;

  event->attendees = g_ptr_array_new_with_free_func (attendee_free);
  event->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (batch->events, event);
  g_variant_get (told, "(uuy&s&s&s&s&s&s&s&s&s&s&s&sb&s&s&s&s&s&s&s&s&si@a(ssss)@a(ss)&s)", &event->component, &event->calendar,
                 &method, &line[0], &line[1], &line[2], &line[3], &line[4], &description, &line[5], &line[6], &line[7], &line[8],
                 &line[9], &line[10], &event->all_day, &line[11], &line[12], &line[13], &line[14], &line[15], &line[16],
                 &categories, &line[17], &line[18], &event->sequence, &attendees, &own, &foreign);
  line[19] = "";
  event->method = method;
  memcpy (where, ((char **[]) { &event->uid, &event->occurrence, &event->occurrence_zone, &event->summary, &event->location,
                                &event->url, &event->geo, &event->starts, &event->starts_zone, &event->ends, &event->ends_zone,
                                &event->repeats, &event->except, &event->extra, &event->status, &event->transparency,
                                &event->class, &event->organizer_name, &event->organizer_address, NULL }), sizeof where);
  for (guint i = 0; where[i] != NULL; i++)
    {
      const gboolean is_list = where[i] == &event->except || where[i] == &event->extra;

      *where[i] = eo_text_one_line (line[i]);
      if (strlen (line[i]) > (is_list ? 2 * EO_CALENDAR_LIST : LINE))
        return FALSE;
    }
  if (strlen (description) > EO_CALENDAR_TEXT || strlen (categories) > LINE || strlen (foreign) > EO_CALENDAR_FOREIGN)
    return FALSE;
  event->description = eo_text_make_valid (description, -1);
  event->categories = eo_text_make_valid (categories, -1);
  event->foreign = eo_text_make_valid (foreign, -1);
  return check_event (event) && unpack_attendees (event, attendees) && unpack_own (event, own);
}

EoCalendarBatch *
eo_calendar_unpack (GBytes *payload)
{
  g_autoptr (EoCalendarBatch) batch = NULL;
  g_autoptr (GVariant) told = NULL;
  g_autoptr (GVariant) events = NULL;
  g_autoptr (GVariant) notes = NULL;
  const char *title, *argument;
  guint32 code, line;
  gboolean is_refused;
  GVariantIter iter;
  GVariant *child;

  if (payload == NULL || g_bytes_get_size (payload) > EO_CALENDAR_PAYLOAD)
    return NULL;
  told = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (EO_CALENDAR_TYPE), payload, FALSE));
  if (!g_variant_is_normal_form (told))
    return NULL;
  events = g_variant_get_child_value (told, 0);
  notes = g_variant_get_child_value (told, 1);
  if (g_variant_n_children (events) > EO_CALENDAR_BATCH || g_variant_n_children (notes) > EO_CALENDAR_NOTES)
    return NULL;
  batch = eo_calendar_batch_new ();
  g_variant_iter_init (&iter, events);
  while ((child = g_variant_iter_next_value (&iter)) != NULL)
    {
      gboolean ok = unpack_event (batch, child);

      g_variant_unref (child);
      if (!ok)
        return NULL;
    }
  g_variant_iter_init (&iter, notes);
  while (g_variant_iter_next (&iter, "(uub&s&s)", &code, &line, &is_refused, &title, &argument))
    {
      if (code >= EO_CALENDAR_HUNG || strlen (title) > 1024 || strlen (argument) > 1024)
        return NULL;
      eo_calendar_batch_add_note (batch, code, line, is_refused, title, argument);
    }
  return g_steal_pointer (&batch);
}
