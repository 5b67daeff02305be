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

  if (event->n_attendees++ < EO_CALENDAR_ATTENDEES && (*name != '\0' || *address != '\0'))
    g_variant_builder_add (&event->attendees, "(ssss)", name, address, role_name != NULL ? role_name : "",
                           response_name != NULL ? response_name : "");
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

static GVariant *
make_text (const char *text,
           gsize       max)
{
  return g_variant_new_take_string (eo_ics_text (text, max));
}

static GVariant *
make_line (const char *text)
{
  return make_text (text, EO_CALENDAR_LINE);
}

static gint32
get_sequence (const char *text)
{
  return text != NULL ? (gint32) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, G_MAXINT32) : 0;
}

static GVariant *
describe (EoIcsEvent       *event,
          const EoIcsPart  *part,
          guint             ordinal,
          EoCalendarMethod  method)
{
  g_autoptr (GArray) expanded = g_array_new (FALSE, FALSE, sizeof (struct icaltimetype));
  g_autofree char *occurrence = NULL;
  const gboolean has_start = eo_ics_when_is_valid (event->start);
  char *const *texts = event->lines.texts;
  EoIcsZone *occurrence_zone;
  GVariant *values[27];
  guint n = 0;

  if (!eo_ics_when_take_occurrence (event, &occurrence, &occurrence_zone) || (has_start && !take_rule (event, expanded)))
    return NULL;
  if (has_start)
    eo_ics_when_take_end (event);
  values[n++] = g_variant_new_uint32 (ordinal);
  values[n++] = g_variant_new_uint32 (part->calendar);
  values[n++] = g_variant_new_byte (method);
  values[n++] = make_line (texts[EO_ICS_UID]);
  values[n++] = make_line (occurrence);
  values[n++] = make_line (occurrence_zone->name);
  values[n++] = make_line (texts[EO_ICS_SUMMARY]);
  values[n++] = make_line (texts[EO_ICS_LOCATION]);
  values[n++] = make_text (texts[EO_ICS_DESCRIPTION], EO_CALENDAR_TEXT);
  values[n++] = make_line (texts[EO_ICS_URL]);
  values[n++] = make_line (event->geo);
  values[n++] = has_start ? g_variant_new_take_string (eo_ics_when_format (event->start)) : make_line ("");
  values[n++] = make_line (event->zone->name);
  values[n++] = has_start ? g_variant_new_take_string (eo_ics_when_format (event->end)) : make_line ("");
  values[n++] = make_line (event->end_zone->name);
  values[n++] = g_variant_new_boolean (event->start.is_date);
  values[n++] = make_line (event->repeats);
  values[n++] = g_variant_new_take_string (has_start ? eo_ics_when_list (event, event->exceptions, NULL) : g_strdup (""));
  values[n++] = g_variant_new_take_string (has_start ? eo_ics_when_list (event, event->extras, expanded) : g_strdup (""));
  values[n++] = make_line (texts[EO_ICS_STATUS]);
  values[n++] = make_line (texts[EO_ICS_TRANSP]);
  values[n++] = make_line (texts[EO_ICS_CLASS]);
  values[n++] = make_line (event->categories->str);
  values[n++] = g_variant_new_take_string (event->organizer != NULL ? make_name (event->organizer) : g_strdup (""));
  values[n++] = g_variant_new_take_string (make_address (event->organizer != NULL ? icalproperty_get_organizer (event->organizer)
                                                                                  : NULL));
  values[n++] = g_variant_new_int32 (get_sequence (texts[EO_ICS_SEQUENCE]));
  values[n++] = g_variant_builder_end (&event->attendees);
  g_assert (n == G_N_ELEMENTS (values));
  return g_variant_new_tuple ((GVariant *[]) {
    values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8], values[9], values[10],
    values[11], values[12], values[13], values[14], values[15], values[16], values[17], values[18], values[19], values[20],
    values[21], values[22], values[23], values[24], values[25], values[26], g_variant_builder_end (&event->lines.own),
    make_text (event->lines.foreign->str, EO_CALENDAR_FOREIGN),
  }, 29);
}

static GVariant *
read_event (EoIcsEvent       *event,
            const EoIcsPart  *part,
            guint             ordinal,
            EoCalendarMethod  method)
{
  GVariant *described;

  walk (event);
  event->notes->title = event->lines.texts[EO_ICS_SUMMARY];
  if (!eo_ics_when_take_start (event, method))
    return NULL;
  described = describe (event, part, ordinal, method);
  if (described != NULL && event->n_attendees > EO_CALENDAR_ATTENDEES)
    eo_ics_note (event->notes, EO_CALENDAR_PEOPLE_LEFT, NULL);
  if (described != NULL && event->lines.foreign_left)
    eo_ics_note (event->notes, EO_CALENDAR_FOREIGN_LEFT, NULL);
  return described;
}

GVariant *
eo_ics_event_read (const EoIcsFile *file,
                   const EoIcsPart *part,
                   guint            ordinal,
                   EoIcsNotes      *notes)
{
  EoIcsEvent event = { .notes = notes };
  GVariant *described = NULL;

  notes->line = part->line;
  notes->title = NULL;
  if (part->flaw != EO_ICS_WHOLE)
    {
      eo_ics_refuse (notes, part->flaw, NULL);
      return NULL;
    }
  eo_ics_event_lines_read (&event.lines, file, part);
  event.categories = g_string_new (NULL);
  event.exceptions = g_ptr_array_new ();
  event.extras = g_ptr_array_new ();
  g_variant_builder_init (&event.attendees, G_VARIANT_TYPE ("a(ssss)"));
  if (event.lines.component == NULL)
    eo_ics_refuse (notes, EO_CALENDAR_DAMAGED, NULL);
  else
    described = read_event (&event, part, ordinal, g_array_index (file->methods, guint8, part->calendar));
  notes->title = NULL;
  g_variant_builder_clear (&event.attendees);
  g_ptr_array_unref (event.exceptions);
  g_ptr_array_unref (event.extras);
  g_string_free (event.categories, TRUE);
  g_free (event.repeats);
  g_free (event.geo);
  eo_ics_event_lines_clear (&event.lines);
  return described;
}
