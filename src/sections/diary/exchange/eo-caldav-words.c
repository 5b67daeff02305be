/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-local-time.h"
#include "base/eo-text.h"
#include "sections/diary/exchange/eo-caldav-parse.h"

#define MOST_LETTERS 80 /* of what one side says of one thing */

char *
eo_caldav_say_progress (EoCaldavStage stage,
                        guint64       done,
                        guint64       of)
{
  if (stage == EO_CALDAV_LISTING)
    return g_strdup (_("The server is asked what changed…"));
  return g_strdup_printf (stage == EO_CALDAV_TAKING ? _("Taking %u of %u…") : _("Sending %u of %u…"), (guint) done, (guint) of);
}

static void
add_side (GString    *text,
          const char *side,
          guint64     added,
          guint64     changed,
          guint64     deleted)
{
  const guint64 n[] = { added, changed, deleted };
  const char *const words[] = { _("%u new"), _("%u changed"), _("%u deleted") };
  gsize began = text->len;

  for (guint i = 0; i < G_N_ELEMENTS (n); i++)
    {
      g_auto (GStrv) around = n[i] > 0 ? g_strsplit (words[i], "%u", 2) : NULL;

      if (around == NULL)
        continue;
      if (text->len > began)
        g_string_append (text, ", ");
      else
        g_string_append_printf (text, "%s%s ", began > 0 ? " " : "", side);
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT "%s", around[0], n[i], around[1] != NULL ? around[1] : "");
    }
  if (text->len > began)
    g_string_append_c (text, '.');
}

char *
eo_caldav_say_count (const EoCaldavCount *count)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (count != NULL, NULL);

  add_side (text, _("From the server:"), count->taken_added, count->taken_changed, count->taken_deleted);
  add_side (text, _("To the server:"), count->sent_added, count->sent_changed, count->sent_deleted);
  if (text->len == 0)
    g_string_append (text, _("Nothing had changed on either side."));
  if (count->refused > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("%u was refused.", "%u were refused.", count->refused), (guint) count->refused);
    }
  if (count->conflicts > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("%u waits for a decision.", "%u wait for a decision.", count->conflicts),
                              (guint) count->conflicts);
    }
  return g_string_free (text, FALSE);
}

/* Of today the time alone. */
static char *
format_moment (const char *iso)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (iso, NULL);
  g_autoptr (GDateTime) local = at != NULL ? g_date_time_to_local (at) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  EoInstant instant = { "" };

  if (local != NULL && g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    return g_date_time_format (local, "%H:%M");
  g_strlcpy (instant.iso, iso, sizeof instant.iso);
  return eo_instant_format (&instant);
}

char *
eo_caldav_say_state (const EoCaldavCollection *state,
                     guint                     n_open)
{
  g_autofree char *when = NULL;

  if (state == NULL || (*state->synced_at == '\0' && *state->trouble == '\0'))
    return NULL;
  if (n_open > 0)
    return g_strdup_printf (ngettext ("%u change waits for a decision", "%u changes wait for a decision", n_open), n_open);
  if (*state->synced_at == '\0')
    return g_strdup (_("Not synchronised yet"));
  when = format_moment (state->synced_at);
  /* Translators: a time, or a day and time */
  return g_strdup_printf (*state->trouble == '\0' ? _("Synchronised %s") : _("Not synchronised since %s"), when);
}

static char *
format_time (const char *iso,
             gboolean    all_day)
{
  EoLocalTime time = { "" };
  EoDate date;

  g_strlcpy (time.iso, iso, sizeof time.iso);
  if (!all_day)
    return eo_local_time_format (&time);
  date = eo_local_time_get_date (&time);
  return eo_date_format (&date);
}

/* "9 Sep 2026, 10:40 – 11:00", with the zone where it is another than the diary's. */
static char *
say_when (const EoCalendarEvent *event,
          const char            *home)
{
  g_autofree char *from = format_time (event->starts, event->all_day);
  g_autofree char *whole = format_time (event->ends, event->all_day);
  const gboolean same_day = strncmp (event->starts, event->ends, 10) == 0;
  const char *until = same_day && strlen (event->ends) >= 16 ? event->ends + 11 : whole;
  const char *zone = event->all_day || g_str_equal (event->starts_zone, home) ? "" : event->starts_zone;

  return g_strdup_printf ("%s%s%s%s%s%s", from, same_day && event->all_day ? "" : " – ", same_day && event->all_day ? "" : until,
                          *zone != '\0' ? " (" : "", zone, *zone != '\0' ? ")" : "");
}

static char *
say_people (const EoCalendarEvent *event)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < event->attendees->len; i++)
    {
      const EoCalendarAttendee *one = g_ptr_array_index (event->attendees, i);

      g_ptr_array_add (names, *one->name != '\0' ? one->name : one->address);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* As much of it as can be told beside another. */
static char *
shorten (const char *text)
{
  g_autofree char *line = eo_text_one_line (text);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MOST_LETTERS)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MOST_LETTERS);
  return g_strconcat (start, "…", NULL);
}

static void
add_difference (GString    *text,
                const char *what,
                const char *here,
                const char *there)
{
  g_autofree char *mine = shorten (*here != '\0' ? here : _("nothing"));
  g_autofree char *theirs = shorten (*there != '\0' ? there : _("nothing"));

  if (g_strcmp0 (here, there) == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: what differs, what is said of it here, what on the server */
  g_string_append_printf (text, _("%s: here %s; on the server %s"), what, mine, theirs);
}

static void
compare (GString               *text,
         const EoCalendarEvent *mine,
         const EoCalendarEvent *theirs,
         const char            *home)
{
  g_autofree char *my_time = say_when (mine, home);
  g_autofree char *their_time = say_when (theirs, home);
  g_autofree char *my_people = say_people (mine);
  g_autofree char *their_people = say_people (theirs);

  add_difference (text, _("Subject"), mine->summary, theirs->summary);
  add_difference (text, _("Time"), my_time, their_time);
  add_difference (text, _("Place"), mine->location, theirs->location);
  add_difference (text, _("Repeats"), mine->repeats, theirs->repeats);
  add_difference (text, _("Left out"), mine->except, theirs->except);
  add_difference (text, _("Status"), mine->status, theirs->status);
  add_difference (text, _("Who attends"), my_people, their_people);
  add_difference (text, _("Notes"), mine->description, theirs->description);
}

static char *
say_alone (const EoCalendarEvent *event,
           gboolean               is_mine,
           const char            *home)
{
  g_autofree char *when = say_when (event, home);
  g_autofree char *place = shorten (event->location);

  return g_strdup_printf ("%s: %s%s%s", is_mine ? _("Here") : _("On the server"), when, *place != '\0' ? ", " : "", place);
}

static const EoCalendarEvent *
get_first (GPtrArray *parsed,
           guint      i)
{
  EoCaldavParsed *one = g_ptr_array_index (parsed, i);

  return one->events->len > 0 ? g_ptr_array_index (one->events, 0) : NULL;
}

char *
eo_caldav_say_conflict (const EoCaldavConflict *conflict,
                        const char             *zone,
                        GError                **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GPtrArray) parsed = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const EoCalendarEvent *one, *other;

  g_return_val_if_fail (conflict != NULL && zone != NULL, NULL);

  if (*conflict->mine != '\0')
    g_ptr_array_add (texts, conflict->mine);
  if (*conflict->theirs != '\0')
    g_ptr_array_add (texts, conflict->theirs);
  parsed = eo_caldav_parse (texts, zone, error);
  if (parsed == NULL)
    return NULL;
  one = parsed->len > 0 ? get_first (parsed, 0) : NULL;
  other = parsed->len > 1 ? get_first (parsed, 1) : NULL;
  if (parsed->len == 1 && one != NULL)
    return say_alone (one, *conflict->mine != '\0', zone);
  if (one == NULL || other == NULL)
    return g_strdup ("");
  compare (text, one, other, zone);
  if (text->len == 0)
    g_string_append (text, _("They differ in something that is not shown here, or in one of the series."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
