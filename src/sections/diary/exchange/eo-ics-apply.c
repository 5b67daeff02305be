/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <nettle/sha2.h>

#include "base/eo-text.h"
#include "sections/diary/exchange/eo-ics-import-private.h"
#include "sections/diary/exchange/eo-ics-names.h"

static const char *
get_own (const EoCalendarEvent *event,
         const char            *name)
{
  return g_hash_table_size (event->own) > 0 ? g_hash_table_lookup (event->own, name) : NULL;
}

static void
take_own_text (const EoCalendarEvent  *event,
               const char             *name,
               char                  **to)
{
  const char *value = get_own (event, name);

  if (value != NULL)
    eo_str_set (to, value);
}

static void
take_own_line (const EoCalendarEvent  *event,
               const char             *name,
               char                  **to)
{
  const char *value = get_own (event, name);
  g_autofree char *line = value != NULL ? eo_text_one_line (value) : NULL;

  if (line != NULL)
    eo_str_set (to, line);
}

static void
take_own_minutes (const EoCalendarEvent *event,
                  const char            *name,
                  gint64                *to)
{
  const char *value = get_own (event, name);

  if (value != NULL)
    *to = CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 2880);
}

/* FALSE: it does not say. */
static gboolean
take_own_choice (const EoCalendarEvent *event,
                 const char            *name,
                 GType                  choice,
                 int                   *to)
{
  const char *value = get_own (event, name);

  return value != NULL && eo_choice_parse (choice, value, to);
}

static EoLocalTime
make_time (const char *iso)
{
  EoLocalTime time = { "" };

  g_strlcpy (time.iso, iso, sizeof time.iso);
  return time;
}

/* What other programs say of it: Outlook has words of its own. */
static EoShowsAs
get_shows_as (const EoCalendarEvent *event)
{
  if (strstr (event->foreign, "BUSYSTATUS:OOF") != NULL)
    return EO_SHOWS_AWAY;
  if (g_str_equal (event->transparency, "TRANSPARENT"))
    return EO_SHOWS_FREE;
  if (g_str_equal (event->status, "TENTATIVE") || strstr (event->foreign, "BUSYSTATUS:TENTATIVE") != NULL)
    return EO_SHOWS_TENTATIVE;
  return EO_SHOWS_BUSY;
}

/* What a program that knows no briefings and holds says leaves these as they are. */
static EoAppointmentStatus
get_status (const EoCalendarEvent *event,
            EoAppointmentStatus    before,
            gboolean               is_new)
{
  if (g_str_equal (event->status, "CANCELLED"))
    return EO_APPOINTMENT_CANCELLED;
  if (is_new)
    return g_str_equal (event->status, "TENTATIVE") ? EO_APPOINTMENT_HOLD : EO_APPOINTMENT_CONFIRMED;
  return before == EO_APPOINTMENT_CANCELLED ? EO_APPOINTMENT_CONFIRMED : before;
}

static void
take_choices (EoAppointment         *to,
              const EoCalendarEvent *event,
              gboolean               is_new)
{
  const char *private = get_own (event, EO_ICS_PRIVATE);
  int value;

  to->status = take_own_choice (event, EO_ICS_STATUS, eo_appointment_status_get_type (), &value)
               ? (EoAppointmentStatus) value : get_status (event, to->status, is_new);
  if (take_own_choice (event, EO_ICS_SHOWS_AS, eo_shows_as_get_type (), &value))
    to->shows_as = value;
  else if (get_own (event, EO_ICS_VERSION) != NULL)
    to->shows_as = EO_SHOWS_BUSY;
  else if (is_new || (to->shows_as == EO_SHOWS_FREE) != g_str_equal (event->transparency, "TRANSPARENT"))
    to->shows_as = get_shows_as (event);
  if (take_own_choice (event, EO_ICS_ATTENDANCE, eo_attendance_get_type (), &value))
    to->attendance = value;
  if (take_own_choice (event, EO_ICS_CLASSIFICATION, eo_classification_get_type (), &value))
    EO_RECORD (to)->classification = value;
  if (private != NULL)
    to->private = g_str_equal (private, "yes");
  else if (is_new || *event->class != '\0')
    to->private = g_str_equal (event->class, "PRIVATE") || g_str_equal (event->class, "CONFIDENTIAL");
}

static void
add_escaped (GString    *line,
             const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (strchr (",;\\", *at) != NULL)
        g_string_append_c (line, '\\');
      g_string_append_c (line, *at);
    }
}

/* The first that is one of ours; the others go out again as they came. */
static void
take_categories (EoAppointment         *to,
                 const EoCalendarEvent *event,
                 gboolean               is_new,
                 GString               *lines)
{
  g_auto (GStrv) names = g_strsplit (event->categories, "\n", -1);
  g_autoptr (GString) others = g_string_new (NULL);
  gboolean is_found = FALSE;
  int value;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!is_found && eo_choice_parse (eo_appointment_category_get_type (), names[i], &value))
        {
          is_found = TRUE;
          to->category = value;
          continue;
        }
      if (*names[i] == '\0')
        continue;
      g_string_append (others, others->len > 0 ? "," : "CATEGORIES:");
      add_escaped (others, names[i]);
    }
  if (take_own_choice (event, EO_ICS_CATEGORY, eo_appointment_category_get_type (), &value))
    to->category = value;
  else if (is_new && !is_found)
    to->category = EO_CATEGORY_MEETING;
  if (others->len > 0)
    g_string_append_printf (lines, "%s\n", others->str);
}

/* A place and its address go out as one line, and are two again if nobody changed it. */
static void
take_place (EoAppointment         *to,
            const EoCalendarEvent *event)
{
  const char *place = get_own (event, EO_ICS_PLACE);
  const char *address = get_own (event, EO_ICS_ADDRESS);
  g_autofree char *both = NULL;
  g_autofree char *line = NULL;

  if (place != NULL && address != NULL)
    {
      place = g_str_equal (place, "-") ? "" : place;
      both = *place != '\0' ? g_strconcat (place, ", ", address, NULL) : g_strdup (address);
      line = eo_text_one_line (both);
    }
  if (line != NULL && g_str_equal (line, event->location))
    {
      eo_str_set (&to->place, place);
      eo_str_set (&to->address, address);
    }
  else
    {
      eo_str_set (&to->place, event->location);
    }
}

static void
take_map (EoAppointment         *to,
          const EoCalendarEvent *event,
          GString               *lines)
{
  g_auto (GStrv) at = g_strsplit (event->geo, ";", 2);

  if (*event->url != '\0')
    g_string_append_printf (lines, "URL:%s\n", event->url);
  if (*event->geo != '\0')
    g_string_append_printf (lines, "GEO:%s\n", event->geo);
  if (get_own (event, EO_ICS_MAP) != NULL)
    take_own_line (event, EO_ICS_MAP, &to->map);
  else if (*to->map == '\0' && at[0] != NULL && at[1] != NULL)
    {
      g_free (to->map);
      to->map = g_strdup_printf ("https://www.openstreetmap.org/?mlat=%s&mlon=%s", at[0], at[1]);
    }
}

/* Whether two rules say the same, in whatever order; a day's last minute is the day. */
static gboolean
is_same_rule (const char *a,
              const char *b)
{
  const char *const rules[] = { a, b };
  char *said[2] = { NULL, NULL };
  gboolean same;

  for (guint i = 0; i < 2; i++)
    {
      struct icalrecurrencetype rule = icalrecurrencetype_from_string (rules[i]);

      if (!icaltime_is_null_time (rule.until) && rule.until.hour == 23 && rule.until.minute == 59)
        rule.until.is_date = TRUE;
      said[i] = icalrecurrencetype_as_string_r (&rule);
    }
  same = g_strcmp0 (said[0], said[1]) == 0;
  for (guint i = 0; i < 2; i++)
    icalmemory_free_buffer (said[i]);
  return same;
}

static void
take_times (EoAppointment         *to,
            const EoCalendarEvent *event,
            const char            *home)
{
  const char *days_zone = event->all_day ? get_own (event, EO_ICS_ZONE) : NULL;
  g_autoptr (GTimeZone) known = days_zone != NULL ? eo_zone_lookup (days_zone) : NULL;

  to->all_day = event->all_day;
  to->starts = make_time (event->starts);
  to->ends = make_time (event->ends);
  eo_str_set (&to->starts_zone, *event->starts_zone != '\0' ? event->starts_zone : known != NULL ? days_zone : home);
  eo_str_set (&to->ends_zone, *event->ends_zone != '\0' ? event->ends_zone : known != NULL ? days_zone : home);
  if (to->series.id != 0 || *event->repeats == '\0' || *to->repeats == '\0' || !is_same_rule (to->repeats, event->repeats))
    eo_str_set (&to->repeats, to->series.id == 0 ? event->repeats : "");
  eo_str_set (&to->except_on, event->except);
  eo_str_set (&to->extra_on, event->extra);
}

static void
take_hold (EoAppointment         *to,
           const EoCalendarEvent *event)
{
  const char *hold = get_own (event, EO_ICS_HOLD);
  g_auto (GStrv) parts = g_strsplit (hold != NULL ? hold : "", "/", 2);

  if (g_strv_length (parts) != 2)
    return;
  to->hold_number = CLAMP (g_ascii_strtoll (parts[0], NULL, 10), 0, 100);
  to->hold_count = CLAMP (g_ascii_strtoll (parts[1], NULL, 10), 0, 100);
}

/* Written by us, it says all; what it does not say is as it usually is. */
static void
begin_anew (EoAppointment *to)
{
  char **const texts[] = { &to->address, &to->map, &to->travel_note, &to->brief, &to->pack };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    eo_str_set (texts[i], "");
  to->status = EO_APPOINTMENT_CONFIRMED;
  to->shows_as = EO_SHOWS_BUSY;
  to->attendance = EO_ATTENDANCE_TO_CONFIRM;
  EO_RECORD (to)->classification = EO_OPEN;
  to->private = FALSE;
  to->preparation = to->travel_before = to->travel_after = to->buffer = 0;
}

#define CAME EO_ICS_OWN EO_ICS_CAME ":"

/* The line in @lines that says so, or NULL. */
static const char *
find_came (const char *lines)
{
  const char *at = strstr (lines, CAME);

  return at != NULL && (at == lines || at[-1] == '\n') ? at : NULL;
}

static void
add_to_digest (struct sha256_ctx *sum,
               const char        *text)
{
  sha256_update (sum, strlen (text) + 1, (const guint8 *) text);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/* The line for what @event says. */
static char *
make_came (const EoCalendarEvent *event)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (event->own), compare_names);
  const char *const texts[] = {
    event->occurrence, event->summary, event->location, event->description, event->url, event->geo, event->starts, event->starts_zone,
    event->ends, event->ends_zone, event->repeats, event->except, event->extra, event->status, event->transparency, event->class,
    event->categories, event->organizer_name, event->organizer_address, event->foreign,
  };
  const gint32 numbers[] = { event->all_day, event->sequence };
  guint8 digest[16]; /* the first half is enough */
  char hex[2 * sizeof digest + 1] = "";
  struct sha256_ctx sum;

  sha256_init (&sum);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_to_digest (&sum, texts[i]);
  sha256_update (&sum, sizeof numbers, (const guint8 *) numbers);
  for (guint i = 0; i < event->attendees->len; i++)
    {
      const EoCalendarAttendee *attendee = g_ptr_array_index (event->attendees, i);

      add_to_digest (&sum, attendee->name);
      add_to_digest (&sum, attendee->address);
      add_to_digest (&sum, attendee->role);
      add_to_digest (&sum, attendee->response);
    }
  for (GList *at = names; at != NULL; at = at->next)
    {
      add_to_digest (&sum, at->data);
      add_to_digest (&sum, get_own (event, at->data));
    }
  sha256_digest (&sum, sizeof digest, digest);
  for (guint i = 0; i < sizeof digest; i++)
    {
      hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
      hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
  return g_strconcat (CAME, hex, "\n", NULL);
}

gboolean
eo_ics_came_from (EoAppointment         *appointment,
                  const EoCalendarEvent *event)
{
  const char *came = find_came (appointment->other_lines);
  g_autofree char *now = came != NULL ? make_came (event) : NULL;

  return now != NULL && g_str_has_prefix (came, now);
}

/* What we wrote ourselves is compared field by field. */
void
eo_ics_note_came (EoAppointment         *appointment,
                  const EoCalendarEvent *event)
{
  const char *came = find_came (appointment->other_lines);
  g_autofree char *now = get_own (event, EO_ICS_VERSION) == NULL ? make_came (event) : g_strdup ("");
  g_autofree char *lines = NULL;

  if (came != NULL)
    appointment->other_lines[came - appointment->other_lines] = '\0'; /* it stands last */
  lines = g_strconcat (appointment->other_lines, now, NULL);
  eo_str_set (&appointment->other_lines, lines);
}

void
eo_ics_apply (EoAppointment         *to,
              const EoCalendarEvent *event,
              const char            *home,
              gboolean               is_new)
{
  g_autoptr (GString) lines = NULL;
  g_autofree char *all = NULL;
  const char *came;

  g_return_if_fail (EO_IS_APPOINTMENT (to) && event != NULL && home != NULL);

  lines = g_string_new (event->foreign);
  if (get_own (event, EO_ICS_VERSION) != NULL)
    begin_anew (to);
  eo_str_set (&to->subject, *event->summary != '\0' ? event->summary : _("Without a title"));
  eo_str_set (&to->notes, event->description);
  take_times (to, event, home);
  take_choices (to, event, is_new);
  take_categories (to, event, is_new, lines);
  take_place (to, event);
  take_map (to, event, lines);
  take_hold (to, event);
  take_own_minutes (event, EO_ICS_PREPARATION, &to->preparation);
  take_own_minutes (event, EO_ICS_TRAVEL_BEFORE, &to->travel_before);
  take_own_minutes (event, EO_ICS_TRAVEL_AFTER, &to->travel_after);
  take_own_minutes (event, EO_ICS_BUFFER, &to->buffer);
  take_own_line (event, EO_ICS_TRAVEL_NOTE, &to->travel_note);
  take_own_line (event, EO_ICS_PACK, &to->pack);
  take_own_text (event, EO_ICS_BRIEF, &to->brief);
  to->sequence = event->sequence;
  came = find_came (to->other_lines);
  all = g_strconcat (lines->str, came != NULL ? came : "", NULL);
  eo_str_set (&to->other_lines, all);
}

char *
eo_ics_get_uid (const EoCalendarEvent *event)
{
  g_autofree char *said = NULL;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  if (*event->uid != '\0')
    return g_strdup (event->uid);
  said = g_strjoin ("\n", event->starts, event->starts_zone, event->ends, event->summary, event->location, event->description,
                    event->repeats, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, said, -1);
  return g_strdup_printf ("%.32s@no-uid", digest);
}
