/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libical/ical.h>

#include "base/eo-text.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/exchange/eo-ics-compose.h"

static struct icaltimetype
make_time (const EoLocalTime *time,
           gboolean           all_day)
{
  EoDate date = eo_local_time_get_date (time);
  const int minute = all_day ? 0 : eo_local_time_get_minute (time);
  struct icaltimetype made = icaltime_null_time ();

  eo_date_get_ymd (&date, &made.year, &made.month, &made.day);
  made.hour = minute / 60;
  made.minute = minute % 60;
  made.is_date = all_day;
  return made;
}

static struct icaltimetype
make_moment (gint64 seconds)
{
  return icaltime_from_timet_with_zone ((time_t) seconds, 0, icaltimezone_get_utc_timezone ());
}

/* @property is a time on the clocks of @zone. */
static void
add_time (icalcomponent *event,
          icalproperty  *property,
          gboolean       all_day,
          const char    *zone)
{
  if (!all_day && !g_str_equal (zone, "UTC"))
    icalproperty_add_parameter (property, icalparameter_new_tzid (zone));
  icalcomponent_add_property (event, property);
}

/* As the clocks of @zone show it; those of UTC are marked in the value itself. */
static struct icaltimetype
on_clocks (const EoLocalTime *time,
           gboolean           all_day,
           const char        *zone)
{
  struct icaltimetype made = make_time (time, all_day);

  if (!all_day && g_str_equal (zone, "UTC"))
    made.zone = icaltimezone_get_utc_timezone ();
  return made;
}

static void
add_list (icalcomponent *event,
          EoAppointment *self,
          const char    *list,
          gboolean       are_extra)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      EoLocalTime local = { "" };
      struct icaltimetype time;

      g_strlcpy (local.iso, words[i], sizeof local.iso);
      if (local.iso[0] == '\0')
        continue;
      time = on_clocks (&local, self->all_day, self->starts_zone);
      if (are_extra)
        add_time (event, icalproperty_new_rdate ((struct icaldatetimeperiodtype) { time, icalperiodtype_null_period () }),
                  self->all_day, self->starts_zone);
      else
        add_time (event, icalproperty_new_exdate (time), self->all_day, self->starts_zone);
    }
}

/* Beside a start in a zone, a rule's end is a moment. */
static void
add_rule (icalcomponent *event,
          EoAppointment *self)
{
  struct icalrecurrencetype rule;
  g_autoptr (GTimeZone) zone = NULL;
  EoLocalTime until = { "" };

  if (*self->repeats == '\0')
    return;
  rule = icalrecurrencetype_from_string (self->repeats);
  if (rule.freq == ICAL_NO_RECURRENCE)
    return;
  if (!icaltime_is_null_time (rule.until) && !self->all_day)
    {
      if (rule.until.is_date)
        {
          rule.until.hour = 23;
          rule.until.minute = 59;
        }
      g_snprintf (until.iso, sizeof until.iso, "%04u-%02u-%02uT%02u:%02u", (guint) rule.until.year % 10000, (guint) rule.until.month % 100,
                  (guint) rule.until.day % 100, (guint) rule.until.hour % 100, (guint) rule.until.minute % 100);
      zone = eo_zone_lookup (self->starts_zone);
      if (zone != NULL)
        rule.until = make_moment (eo_local_time_to_unix (&until, zone));
    }
  rule.until.is_date = self->all_day;
  icalcomponent_add_property (event, icalproperty_new_rrule (rule));
}

static void
add_times (icalcomponent *event,
           EoAppointment *self,
           EoAppointment *series,
           const char    *gone)
{
  EoLocalTime end = self->all_day ? eo_local_time_add_minutes (&self->ends, 1440) : self->ends;

  add_time (event, icalproperty_new_dtstart (on_clocks (&self->starts, self->all_day, self->starts_zone)), self->all_day,
            self->starts_zone);
  add_time (event, icalproperty_new_dtend (on_clocks (&end, self->all_day, self->ends_zone)), self->all_day, self->ends_zone);
  if (self->occurrence.iso[0] != '\0')
    {
      EoAppointment *of = series != NULL ? series : self;

      add_time (event, icalproperty_new_recurrenceid (on_clocks (&self->occurrence, of->all_day, of->starts_zone)), of->all_day,
                of->starts_zone);
    }
  add_rule (event, self);
  add_list (event, self, self->except_on, FALSE);
  add_list (event, self, gone, FALSE);
  add_list (event, self, self->extra_on, TRUE);
}

static icalproperty_status
get_status (EoAppointment *self)
{
  switch (self->status)
    {
    case EO_APPOINTMENT_HOLD:
    case EO_APPOINTMENT_POSTPONED:
      return ICAL_STATUS_TENTATIVE;
    case EO_APPOINTMENT_CANCELLED:
    case EO_APPOINTMENT_RELEASED:
      return ICAL_STATUS_CANCELLED;
    case EO_APPOINTMENT_CONFIRMED:
    case EO_APPOINTMENT_BRIEFED:
    case EO_APPOINTMENT_HELD:
    default:
      return ICAL_STATUS_CONFIRMED;
    }
}

static void
add_identity (icalcomponent *event,
              EoAppointment *self,
              EoAppointment *series)
{
  EoRecord *record = EO_RECORD (self);

  icalcomponent_add_property (event, icalproperty_new_uid (eo_appointment_get_uid (series != NULL ? series : self)));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (make_moment (eo_instant_to_unix (&record->modified_at))));
  icalcomponent_add_property (event, icalproperty_new_sequence ((int) CLAMP (self->sequence, 0, G_MAXINT32)));
  icalcomponent_add_property (event, icalproperty_new_status (get_status (self)));
  icalcomponent_add_property (event, icalproperty_new_transp (self->shows_as == EO_SHOWS_FREE ? ICAL_TRANSP_TRANSPARENT
                                                                                              : ICAL_TRANSP_OPAQUE));
  if (EO_RECORD (self)->classification >= EO_CONFIDENTIAL)
    icalcomponent_add_property (event, icalproperty_new_class (ICAL_CLASS_CONFIDENTIAL));
  else if (self->private)
    icalcomponent_add_property (event, icalproperty_new_class (ICAL_CLASS_PRIVATE));
}

/* As one line, which any calendar shows. */
static char *
make_location (EoAppointment *self)
{
  g_autofree char *both = *self->place != '\0' && *self->address != '\0' ? g_strconcat (self->place, ", ", self->address, NULL)
                                                                         : g_strconcat (self->place, self->address, NULL);

  return eo_text_one_line (both);
}

static void
add_words (icalcomponent *event,
           EoAppointment *self)
{
  g_autofree char *location = make_location (self);

  icalcomponent_add_property (event, icalproperty_new_summary (self->subject));
  if (*location != '\0')
    icalcomponent_add_property (event, icalproperty_new_location (location));
  if (*self->notes != '\0')
    icalcomponent_add_property (event, icalproperty_new_description (self->notes));
  icalcomponent_add_property (event, icalproperty_new_categories (eo_choice_nick (eo_appointment_category_get_type (),
                                                                                  self->category)));
}

static icalparameter_partstat
get_answer (const EoAttendee *attendee)
{
  static const icalparameter_partstat answers[] = {
    [EO_RESPONSE_NONE] = ICAL_PARTSTAT_NEEDSACTION, [EO_RESPONSE_YES] = ICAL_PARTSTAT_ACCEPTED,
    [EO_RESPONSE_NO] = ICAL_PARTSTAT_DECLINED, [EO_RESPONSE_MAYBE] = ICAL_PARTSTAT_TENTATIVE,
  };

  return answers[attendee->response];
}

static void
name_person (icalproperty     *property,
             const EoAttendee *attendee)
{
  if (*attendee->name != '\0')
    icalproperty_add_parameter (property, icalparameter_new_cn (attendee->name));
}

/* Only those who have an address can be named: the first host is who invites. */
static void
add_people (icalcomponent *event,
            GPtrArray     *people)
{
  gboolean has_organizer = FALSE;

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const EoAttendee *attendee = g_ptr_array_index (people, i);
      g_autofree char *address = g_strconcat ("mailto:", attendee->email, NULL);
      icalproperty *property;

      if (*attendee->email == '\0')
        continue;
      if (attendee->role == EO_ROLE_HOST && !has_organizer)
        {
          has_organizer = TRUE;
          property = icalproperty_new_organizer (address);
          name_person (property, attendee);
          icalcomponent_add_property (event, property);
        }
      property = icalproperty_new_attendee (address);
      name_person (property, attendee);
      icalproperty_add_parameter (property, icalparameter_new_role (attendee->role == EO_ROLE_CHAIR ? ICAL_ROLE_CHAIR
                                                                    : attendee->role == EO_ROLE_OPTIONAL ? ICAL_ROLE_OPTPARTICIPANT
                                                                                                         : ICAL_ROLE_REQPARTICIPANT));
      icalproperty_add_parameter (property, icalparameter_new_partstat (get_answer (attendee)));
      icalcomponent_add_property (event, property);
    }
}

static void
add_component (GString       *to,
               icalcomponent *event)
{
  static const char end[] = "END:VEVENT\r\n";
  char *text = icalcomponent_as_ical_string_r (event);
  gsize n = strlen (text);

  if (n > strlen (end) && strcmp (text + n - strlen (end), end) == 0)
    n -= strlen (end);
  g_string_append_len (to, text, n);
  icalmemory_free_buffer (text);
}

void
eo_ics_compose (GString        *to,
                EoAppointment  *self,
                EoAppointment  *series,
                GPtrArray      *people,
                const char     *gone,
                EoIcsDetail     detail)
{
  icalcomponent *event;

  g_return_if_fail (to != NULL && EO_IS_APPOINTMENT (self) && gone != NULL);

  event = icalcomponent_new_vevent ();
  add_identity (event, self, series);
  add_times (event, self, series, gone);
  if (detail == EO_ICS_BUSY)
    {
      icalcomponent_add_property (event, icalproperty_new_summary (_("Busy")));
    }
  else
    {
      add_words (event, self);
      add_people (event, people);
    }
  add_component (to, event);
  icalcomponent_free (event);
  if (detail == EO_ICS_WHOLE)
    eo_ics_compose_own (to, self, people);
  if (detail != EO_ICS_BUSY)
    eo_ics_compose_others (to, self);
  g_string_append (to, "END:VEVENT\r\n");
}

/* Where libical has none: what its clocks showed in 2020, under its name, which those who read it look for first. */
static icalcomponent *
make_zone (const char *name)
{
  g_autoptr (GTimeZone) clocks = eo_zone_lookup (name);
  icalcomponent *zone = icalcomponent_new_vtimezone ();
  icalcomponent *standard = icalcomponent_new_xstandard ();
  const EoLocalTime start = { "1970-01-01T00:00" }, then = { "2020-01-15T12:00" };
  const int offset = clocks != NULL ? (int) (eo_local_time_diff (&then, &start) * 60 - eo_local_time_to_unix (&then, clocks)) : 0;

  icalcomponent_add_property (standard, icalproperty_new_dtstart (make_time (&start, FALSE)));
  icalcomponent_add_property (standard, icalproperty_new_tzoffsetfrom (offset));
  icalcomponent_add_property (standard, icalproperty_new_tzoffsetto (offset));
  icalcomponent_add_component (zone, standard);
  return zone;
}

void
eo_ics_compose_zone (GString    *to,
                     const char *name)
{
  icaltimezone *known;
  icalcomponent *zone, *built;
  icalproperty *location;
  char *text;

  g_return_if_fail (to != NULL && name != NULL);

  known = icaltimezone_get_builtin_timezone (name);
  built = known != NULL ? icaltimezone_get_component (known) : NULL;
  zone = built != NULL ? icalcomponent_new_clone (built) : make_zone (name);
  for (icalproperty *old = icalcomponent_get_first_property (zone, ICAL_TZID_PROPERTY); old != NULL;
       old = icalcomponent_get_first_property (zone, ICAL_TZID_PROPERTY))
    {
      icalcomponent_remove_property (zone, old);
      icalproperty_free (old);
    }
  icalcomponent_add_property (zone, icalproperty_new_tzid (name));
  if (built == NULL)
    {
      location = icalproperty_new_x (name);
      icalproperty_set_x_name (location, "X-LIC-LOCATION");
      icalcomponent_add_property (zone, location);
    }
  text = icalcomponent_as_ical_string_r (zone);
  g_string_append (to, text);
  icalmemory_free_buffer (text);
  icalcomponent_free (zone);
}
