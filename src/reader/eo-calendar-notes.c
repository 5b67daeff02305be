/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "reader/eo-calendar-file-private.h"

/* What is told of a calendar file, in words for a clerk. */

static const char *const words[EO_N_CALENDAR_NOTES] = {
  [EO_CALENDAR_TOO_LARGE] = N_("larger than 10 MB"),
  [EO_CALENDAR_LONG_LINE] = N_("has a line of more than 1 MB"),
  [EO_CALENDAR_TOO_DEEP] = N_("too many parts within parts"),
  [EO_CALENDAR_CUT_OFF] = N_("the file ends in the middle of it"),
  [EO_CALENDAR_DAMAGED] = N_("it is damaged"),
  [EO_CALENDAR_NO_START] = N_("no time to start is said"),
  [EO_CALENDAR_BAD_START] = N_("“%s” is no time to start"),
  [EO_CALENDAR_BAD_OCCURRENCE] = N_("it is not clear which date of a series it stands for"),
  [EO_CALENDAR_BAD_RULE] = N_("how it repeats cannot be understood: %s"),
  [EO_CALENDAR_NEVER] = N_("it repeats on dates that never come"),
  [EO_CALENDAR_TIMES_OF_DAY] = N_("it repeats at several times of the day, or at another than it starts"),
  [EO_CALENDAR_BAD_END] = N_("when it ends cannot be understood: it was taken to end when it starts"),
  [EO_CALENDAR_END_BEFORE] = N_("it ends before it starts: it was taken to end when it starts"),
  [EO_CALENDAR_ZONE_UNKNOWN] = N_("the time zone “%s” is not known: its times were taken as the diary's own"),
  [EO_CALENDAR_ZONE_WORLD] = N_("the time zone “%s” is no place's: its times were turned to world time (UTC)"),
  [EO_CALENDAR_RULES_LEFT] = N_("a second rule of how it repeats was left out"),
  [EO_CALENDAR_TIMES_LEFT] = N_("some of the dates it is left out on, or takes place on besides, could not be read"),
  [EO_CALENDAR_FURTHER] = N_("the change was meant for all later dates of the series, too: only this one was changed"),
  [EO_CALENDAR_PEOPLE_LEFT] = N_("more than 1 000 attendees: the others were left out"),
  [EO_CALENDAR_FOREIGN_LEFT] = N_("what is attached to it, or is another program's, is too large: it was left out"),
  [EO_CALENDAR_HUNG] = N_("it takes too long to be read, or ends the program that reads it"),
};

static char *
say_sub_daily (const char *frequency)
{
  if (g_str_equal (frequency, "HOURLY"))
    return g_strdup (_("it repeats every hour or so, more than 1 000 times"));
  if (g_str_equal (frequency, "MINUTELY"))
    return g_strdup (_("it repeats every minute or so, more than 1 000 times"));
  return g_strdup (_("it repeats every second or so, more than 1 000 times"));
}

static char *
say_meant (const char *argument)
{
  g_auto (GStrv) names = g_strsplit (argument, "\t", 2);

  return g_strdup_printf (_("the time zone “%s” was taken as %s, whose clocks show the same"), names[0] != NULL ? names[0] : "",
                          names[0] != NULL && names[1] != NULL ? names[1] : "");
}

static char *
say_why (EoCalendarNoteCode  code,
         const char         *argument)
{
  g_autoptr (GString) text = NULL;

  if (code == EO_CALENDAR_SUB_DAILY)
    return say_sub_daily (argument);
  if (code == EO_CALENDAR_ZONE_MEANT)
    return say_meant (argument);
  text = g_string_new (_(words[code]));
  g_string_replace (text, "%s", argument, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "VTODO 12" */
static char *
say_others (const char *argument)
{
  g_auto (GStrv) parts = g_strsplit (argument, " ", 2);
  guint64 n = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtoull (parts[1], NULL, 10) : 0;
  g_autofree char *count = eo_format_count (MIN (n, G_MAXINT32));
  gulong plural = MIN (n, 1000000);

  if (g_str_has_prefix (argument, "VTODO "))
    return g_strdup_printf (ngettext ("%s task: a diary takes none.", "%s tasks: a diary takes none.", plural), count);
  if (g_str_has_prefix (argument, "VJOURNAL "))
    return g_strdup_printf (ngettext ("%s note: a diary takes none.", "%s notes: a diary takes none.", plural), count);
  if (g_str_has_prefix (argument, "VFREEBUSY "))
    return g_strdup_printf (ngettext ("%s table of free and busy times: a diary takes none.",
                                      "%s tables of free and busy times: a diary takes none.", plural), count);
  return g_strdup_printf (ngettext ("%s entry of another kind: a diary takes none.",
                                    "%s entries of other kinds: a diary takes none.", plural), count);
}

static char *
say (EoCalendarNoteCode  code,
     guint               line,
     gboolean            is_refused,
     const char         *title,
     const char         *argument)
{
  g_autofree char *name = NULL;
  g_autofree char *why = NULL;

  if (code == EO_CALENDAR_OTHER_KIND)
    return say_others (argument);
  if (code == EO_CALENDAR_TOO_MANY)
    return g_strdup_printf (_("The file holds more than 1 000 000 events: %s were left out."), argument);
  name = *title != '\0' ? g_strdup_printf (_("“%s”"), title) : g_strdup (_("An event without a title"));
  why = say_why (code, argument);
  if (is_refused)
    return g_strdup_printf (_("Line %u: %s was left out: %s."), line, name, why);
  return g_strdup_printf (_("Line %u: %s: %s."), line, name, why);
}

void
eo_calendar_batch_add_note (EoCalendarBatch    *batch,
                            EoCalendarNoteCode  code,
                            guint               line,
                            gboolean            is_refused,
                            const char         *title,
                            const char         *argument)
{
  EoCalendarNote *note = g_new (EoCalendarNote, 1);
  g_autofree char *shown = eo_text_one_line (title);
  g_autofree char *said = code == EO_CALENDAR_ZONE_MEANT ? eo_text_make_valid (argument, -1) : eo_text_one_line (argument);

  note->code = code;
  note->is_refused = is_refused;
  note->text = say (code, line, is_refused, shown, said);
  g_ptr_array_add (batch->notes, note);
}
