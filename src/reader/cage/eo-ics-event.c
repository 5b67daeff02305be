/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-ics-event.h"

#include <string.h>

#include "reader/cage/eo-ics-rule.h"
#include "reader/cage/eo-ics-when.h"

static void
add_category (GString    *categories,
              const char *name)
{
  if (name == NULL || *name == '\0' || categories->len + strlen (name) > EO_CALENDAR_LINE)
    return;
  if (categories->len > 0)
    g_string_append_c (categories, '\n');
  g_string_append (categories, name);
}

/* An address as it stands, without its scheme. */
static char *
make_address (const char *value)
{
  if (value != NULL && g_ascii_strncasecmp (value, "mailto:", 7) == 0)
    value += 7;
  return eo_ics_text (value, EO_CALENDAR_LINE);
}

static char *
make_name (icalproperty *property)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_CN_PARAMETER);
  g_autofree char *name = eo_ics_text (parameter != NULL ? icalparameter_get_cn (parameter) : NULL, EO_CALENDAR_LINE);
  gsize n = strlen (name);

  return n > 1 && name[0] == '"' && name[n - 1] == '"' ? g_strndup (name + 1, n - 2) : g_steal_pointer (&name);
}

static void
add_attendee (EoIcsEvent   *event,
              icalproperty *property)
{
  icalparameter *role = icalproperty_get_first_parameter (property, ICAL_ROLE_PARAMETER);
  icalparameter *response = icalproperty_get_first_parameter (property, ICAL_PARTSTAT_PARAMETER);
  const char *role_name = role != NULL ? icalparameter_enum_to_string (icalparameter_get_role (role)) : "";
  const char *response_name = response != NULL ? icalparameter_enum_to_string (icalparameter_get_partstat (response)) : "";
  g_autofree char *name = make_name (property);
  g_autofree char *address = make_address (icalproperty_get_attendee (property));

  if (event->n_attendees++ >= EO_CALENDAR_ATTENDEES || (*name == '\0' && *address == '\0'))
    return;
  event->n_packed++;
  eo_calendar_pack_text (event->attendees, name);
  eo_calendar_pack_text (event->attendees, address);
  eo_calendar_pack_text (event->attendees, role_name != NULL ? role_name : "");
  eo_calendar_pack_text (event->attendees, response_name != NULL ? response_name : "");
}

static void
take_geo (EoIcsEvent   *event,
          icalproperty *property)
{
  struct icalgeotype geo = icalproperty_get_geo (property);
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

  g_free (event->geo);
  event->geo = g_strdup_printf ("%s;%s", g_ascii_formatd (lat, sizeof lat, "%.6f", CLAMP (geo.lat, -90, 90)),
                                g_ascii_formatd (lon, sizeof lon, "%.6f", CLAMP (geo.lon, -180, 180)));
}

/* The first of those that may stand once. */
static void
keep_first (icalproperty **where,
            icalproperty  *property)
{
  if (*where == NULL)
    *where = property;
}

static void
walk (EoIcsEvent *event)
{
  for (icalproperty *property = icalcomponent_get_first_property (event->lines.component, ICAL_ANY_PROPERTY);
       property != NULL; property = icalcomponent_get_next_property (event->lines.component, ICAL_ANY_PROPERTY))
    {
      const icalproperty_kind kind = icalproperty_isa (property);

      if (kind == ICAL_DTSTART_PROPERTY)
        keep_first (&event->start_property, property);
      else if (kind == ICAL_DTEND_PROPERTY)
        keep_first (&event->end_property, property);
      else if (kind == ICAL_DURATION_PROPERTY)
        keep_first (&event->duration, property);
      else if (kind == ICAL_RECURRENCEID_PROPERTY)
        keep_first (&event->occurrence, property);
      else if (kind == ICAL_RRULE_PROPERTY)
        keep_first (&event->rule_property, property);
      else if (kind == ICAL_ORGANIZER_PROPERTY)
        keep_first (&event->organizer, property);
      else if (kind == ICAL_ATTENDEE_PROPERTY)
        add_attendee (event, property);
      else if (kind == ICAL_EXDATE_PROPERTY)
        g_ptr_array_add (event->exceptions, property);
      else if (kind == ICAL_RDATE_PROPERTY)
        g_ptr_array_add (event->extras, property);
      else if (kind == ICAL_GEO_PROPERTY && icalproperty_get_value (property) != NULL)
        take_geo (event, property);
      else if (kind == ICAL_CATEGORIES_PROPERTY)
        add_category (event->categories, icalproperty_get_categories (property));
    }
}

static gboolean
take_rule (EoIcsEvent *event,
           GArray     *expanded)
{
  struct icalrecurrencetype rule;

  event->repeats = g_strdup ("");
  if (event->lines.n_rules > 1 || (event->lines.n_rules == 1 && event->lines.rule == NULL))
    eo_ics_note (event->notes, EO_CALENDAR_RULES_LEFT, NULL);
  if (event->lines.rule == NULL)
    return TRUE;
  if (event->rule_property == NULL)
    return eo_ics_refuse (event->notes, EO_CALENDAR_BAD_RULE, event->lines.rule);
  g_clear_pointer (&event->repeats, g_free);
  rule = icalproperty_get_rrule (event->rule_property);
  return eo_ics_rule_take (&rule, event->start, event->zone, &event->repeats, expanded, event->notes);
}

static void
pack_line (GString    *to,
           const char *text)
{
  eo_ics_pack (to, text, EO_CALENDAR_LINE);
}

/* (transfer full) @text */
static void
pack_made (GString *to,
           char    *text)
{
  eo_calendar_pack_text (to, text);
  g_free (text);
}

static gint32
get_sequence (const char *text)
{
  return text != NULL ? (gint32) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, G_MAXINT32) : 0;
}

static void
pack_times (EoIcsEvent *event,
            GArray     *expanded,
            GString    *to)
{
  const gboolean has_start = eo_ics_when_is_valid (event->start);

  pack_made (to, has_start ? eo_ics_when_format (event->start) : g_strdup (""));
  pack_line (to, event->zone->name);
  pack_made (to, has_start ? eo_ics_when_format (event->end) : g_strdup (""));
  pack_line (to, event->end_zone->name);
  pack_line (to, event->repeats);
  pack_made (to, has_start ? eo_ics_when_list (event, event->exceptions, NULL) : g_strdup (""));
  pack_made (to, has_start ? eo_ics_when_list (event, event->extras, expanded) : g_strdup (""));
}

static void
pack_people (EoIcsEvent *event,
             GString    *to)
{
  eo_calendar_pack_number (to, event->n_packed);
  g_string_append_len (to, event->attendees->str, event->attendees->len);
}

static gboolean
describe (EoIcsEvent       *event,
          const EoIcsPart  *part,
          guint             ordinal,
          EoCalendarMethod  method,
          GString          *to)
{
  g_autoptr (GArray) expanded = g_array_new (FALSE, FALSE, sizeof (struct icaltimetype));
  g_autofree char *occurrence = NULL;
  const gboolean has_start = eo_ics_when_is_valid (event->start);
  char *const *texts = event->lines.texts;
  EoIcsZone *occurrence_zone;

  if (!eo_ics_when_take_occurrence (event, &occurrence, &occurrence_zone) || (has_start && !take_rule (event, expanded)))
    return FALSE;
  if (has_start)
    eo_ics_when_take_end (event);
  eo_calendar_pack_number (to, ordinal);
  eo_calendar_pack_number (to, part->calendar);
  eo_calendar_pack_number (to, method);
  eo_calendar_pack_number (to, event->start.is_date);
  eo_calendar_pack_number (to, get_sequence (texts[EO_ICS_SEQUENCE]));
  pack_line (to, texts[EO_ICS_UID]);
  pack_line (to, occurrence);
  pack_line (to, occurrence_zone->name);
  pack_line (to, texts[EO_ICS_SUMMARY]);
  pack_line (to, texts[EO_ICS_LOCATION]);
  eo_ics_pack (to, texts[EO_ICS_DESCRIPTION], EO_CALENDAR_TEXT);
  pack_line (to, texts[EO_ICS_URL]);
  pack_line (to, event->geo);
  pack_times (event, expanded, to);
  pack_line (to, texts[EO_ICS_STATUS]);
  pack_line (to, texts[EO_ICS_TRANSP]);
  pack_line (to, texts[EO_ICS_CLASS]);
  pack_line (to, event->categories->str);
  pack_made (to, event->organizer != NULL ? make_name (event->organizer) : g_strdup (""));
  pack_made (to, make_address (event->organizer != NULL ? icalproperty_get_organizer (event->organizer) : NULL));
  eo_ics_pack (to, event->lines.foreign->str, EO_CALENDAR_FOREIGN);
  pack_people (event, to);
  eo_calendar_pack_number (to, event->lines.n_own);
  g_string_append_len (to, event->lines.own->str, event->lines.own->len);
  return TRUE;
}

static gboolean
read_event (EoIcsEvent       *event,
            const EoIcsPart  *part,
            guint             ordinal,
            EoCalendarMethod  method,
            GString          *to)
{
  walk (event);
  event->notes->title = event->lines.texts[EO_ICS_SUMMARY];
  if (!eo_ics_when_take_start (event, method) || !describe (event, part, ordinal, method, to))
    return FALSE;
  if (event->n_attendees > EO_CALENDAR_ATTENDEES)
    eo_ics_note (event->notes, EO_CALENDAR_PEOPLE_LEFT, NULL);
  if (event->lines.foreign_left)
    eo_ics_note (event->notes, EO_CALENDAR_FOREIGN_LEFT, NULL);
  return TRUE;
}

gboolean
eo_ics_event_read (const EoIcsFile *file,
                   const EoIcsPart *part,
                   guint            ordinal,
                   EoIcsNotes      *notes,
                   GString         *to)
{
  EoIcsEvent event = { .notes = notes };
  gboolean described = FALSE;

  notes->line = part->line;
  notes->title = NULL;
  if (part->flaw != EO_ICS_WHOLE)
    {
      eo_ics_refuse (notes, part->flaw, NULL);
      return FALSE;
    }
  eo_ics_event_lines_read (&event.lines, file, part);
  event.categories = g_string_new (NULL);
  event.exceptions = g_ptr_array_new ();
  event.extras = g_ptr_array_new ();
  event.attendees = g_string_new (NULL);
  if (event.lines.component == NULL)
    eo_ics_refuse (notes, EO_CALENDAR_DAMAGED, NULL);
  else
    described = read_event (&event, part, ordinal, g_array_index (file->methods, guint8, part->calendar), to);
  notes->title = NULL;
  g_string_free (event.attendees, TRUE);
  g_ptr_array_unref (event.exceptions);
  g_ptr_array_unref (event.extras);
  g_string_free (event.categories, TRUE);
  g_free (event.repeats);
  g_free (event.geo);
  eo_ics_event_lines_clear (&event.lines);
  return described;
}
