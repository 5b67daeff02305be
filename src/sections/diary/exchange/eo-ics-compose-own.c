/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/exchange/eo-ics-compose.h"
#include "sections/diary/exchange/eo-ics-names.h"

/* The lines of an appointment that libical does not write: ours, and those of others. */

#define FOLD 75 /* bytes a line, RFC 5545, 3.1 */

void
eo_ics_fold (GString    *to,
             const char *line)
{
  gsize room = FOLD;

  g_return_if_fail (to != NULL && line != NULL);

  for (const char *at = line; *at != '\0';)
    {
      const gsize n = g_utf8_skip[(guchar) *at];

      if (n > room)
        {
          g_string_append (to, "\r\n ");
          room = FOLD - 1;
        }
      g_string_append_len (to, at, strnlen (at, n));
      at += strnlen (at, n);
      room -= n;
    }
  g_string_append (to, "\r\n");
}

/* A property of our own, where it says something. */
static void
add_own (GString    *to,
         const char *name,
         const char *value)
{
  g_autoptr (GString) line = g_string_new (EO_ICS_OWN);

  if (*value == '\0')
    return;
  g_string_append_printf (line, "%s:", name);
  for (const char *at = value; *at != '\0'; at++)
    {
      if (strchr ("\\,;", *at) != NULL)
        g_string_append_c (line, '\\');
      if (*at == '\n')
        g_string_append (line, "\\n");
      else
        g_string_append_c (line, *at);
    }
  eo_ics_fold (to, line->str);
}

static void
add_own_number (GString    *to,
                const char *name,
                gint64      value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  add_own (to, name, value != 0 ? text : "");
}

static void
add_own_choice (GString    *to,
                const char *name,
                GType       choice,
                int         value)
{
  add_own (to, name, value != 0 ? eo_choice_nick (choice, value) : "");
}

static void
add_own_people (GString   *to,
                GPtrArray *people)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const EoAttendee *attendee = g_ptr_array_index (people, i);
      g_autofree char *remarks = eo_text_one_line (attendee->remarks);

      g_strdelimit (remarks, "\t", ' ');
      g_string_append_printf (list, "%s%s\t%s\t%s\t%s\t%s", i > 0 ? "\n" : "", eo_choice_nick (eo_attendee_role_get_type (), attendee->role),
                              eo_choice_nick (eo_response_get_type (), attendee->response), attendee->email, attendee->name, remarks);
    }
  add_own (to, EO_ICS_ATTENDEES, list->str);
}

/* What iCalendar has no word for. What is not here is as it usually is. */
void
eo_ics_compose_own (GString       *to,
                    EoAppointment *self,
                    GPtrArray     *people)
{
  const EoClassification classification = EO_RECORD (self)->classification;

  add_own (to, EO_ICS_VERSION, "1");
  if (*self->address != '\0')
    {
      add_own (to, EO_ICS_PLACE, *self->place != '\0' ? self->place : "-");
      add_own (to, EO_ICS_ADDRESS, self->address);
    }
  add_own (to, EO_ICS_MAP, self->map);
  add_own_choice (to, EO_ICS_STATUS, eo_appointment_status_get_type (), self->status);
  add_own_choice (to, EO_ICS_SHOWS_AS, eo_shows_as_get_type (), self->shows_as);
  add_own_choice (to, EO_ICS_ATTENDANCE, eo_attendance_get_type (), self->attendance);
  add_own_choice (to, EO_ICS_CLASSIFICATION, eo_classification_get_type (), classification);
  add_own (to, EO_ICS_PRIVATE, classification >= EO_CONFIDENTIAL ? (self->private ? "yes" : "no") : "");
  add_own (to, EO_ICS_DELEGATE, self->delegate.title);
  add_own_number (to, EO_ICS_PREPARATION, self->preparation);
  add_own_number (to, EO_ICS_TRAVEL_BEFORE, self->travel_before);
  add_own_number (to, EO_ICS_TRAVEL_AFTER, self->travel_after);
  add_own_number (to, EO_ICS_BUFFER, self->buffer);
  add_own (to, EO_ICS_TRAVEL_NOTE, self->travel_note);
  add_own (to, EO_ICS_BRIEF, self->brief);
  add_own (to, EO_ICS_PACK, self->pack);
  add_own (to, EO_ICS_ZONE, self->all_day ? self->starts_zone : "");
  if (self->hold_count > 0)
    {
      g_autofree char *hold = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, self->hold_number, self->hold_count);

      add_own (to, EO_ICS_HOLD, hold);
    }
  add_own_people (to, people);
}

/* What came with it from elsewhere: whole lines, and components that are closed again. */
void
eo_ics_compose_others (GString       *to,
                       EoAppointment *self)
{
  g_auto (GStrv) lines = g_strsplit (self->other_lines, "\n", -1);
  g_autoptr (GString) kept = g_string_new (NULL);
  int depth = 0;

  for (guint i = 0; lines[i] != NULL && depth >= 0; i++)
    {
      depth += g_ascii_strncasecmp (lines[i], "BEGIN:", 6) == 0;
      depth -= g_ascii_strncasecmp (lines[i], "END:", 4) == 0;
      if (*lines[i] != '\0' && depth >= 0 && !g_str_has_prefix (lines[i], EO_ICS_OWN))
        eo_ics_fold (kept, lines[i]);
    }
  if (depth == 0)
    g_string_append (to, kept->str);
}
