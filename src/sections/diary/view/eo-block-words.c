/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-block-words.h"
#include "store/eo-field.h"

/* No line begins with it. */
#define DOT "\302\240· "

/* @separator stands before @phrase wherever something stands before that. */
static void
add (GString    *words,
     const char *separator,
     const char *phrase)
{
  if (phrase == NULL || phrase[0] == '\0')
    return;
  if (words->len > 0)
    g_string_append (words, separator);
  g_string_append (words, phrase);
}

static void
add_taken (GString    *words,
           char       *phrase)
{
  add (words, ", ", phrase);
  g_free (phrase);
}

static char *
hold_title (const EoOccurrence *occurrence)
{
  if (occurrence->hold_count > 0)
    /* Translators: of several times held for one request, with what it is about */
    return g_strdup_printf (_("Hold %u of %u: %s"), occurrence->hold_number, occurrence->hold_count, occurrence->title);
  return g_strdup_printf (_("Hold: %s"), occurrence->title);
}

static char *
main_title (const EoBlockFacts *facts)
{
  const EoOccurrence *occurrence = facts->occurrence;

  if (facts->hidden)
    return g_strdup (_("Busy"));
  if (occurrence->status == EO_APPOINTMENT_HOLD)
    return hold_title (occurrence);
  if (occurrence->status == EO_APPOINTMENT_POSTPONED)
    return g_strdup_printf (_("Postponed: %s"), occurrence->title);
  return g_strdup (occurrence->title[0] != '\0' ? occurrence->title : _("Untitled"));
}

/* What else is to be known at a glance, besides the place. */
static const char *
get_note (const EoOccurrence *occurrence)
{
  if (occurrence->status == EO_APPOINTMENT_CANCELLED)
    return _("Cancelled");
  if (occurrence->status == EO_APPOINTMENT_RELEASED)
    return _("Released");
  if (occurrence->attendance == EO_ATTENDANCE_DELEGATED)
    return _("Delegated");
  if (occurrence->attendance == EO_ATTENDANCE_NO)
    return _("Not attending");
  return NULL;
}

/* What is classified says so wherever it stands. */
static const char *
get_marking (const EoOccurrence *occurrence)
{
  return occurrence->classification >= EO_CONFIDENTIAL
           ? eo_choice_label (eo_classification_get_type (), (int) occurrence->classification)
           : NULL;
}

static char *
span_words (const EoDayPart *part)
{
  char from[6], until[6];

  eo_block_put_time (from, part->from);
  eo_block_put_time (until, part->until);
  if (part->goes_on_before && part->goes_on_after)
    return g_strdup (_("the whole day"));
  if (part->goes_on_before)
    return g_strdup_printf (_("from the day before to %s"), until);
  if (part->goes_on_after)
    return g_strdup_printf (_("%s to the next day"), from);
  return g_strdup_printf (_("%s to %s"), from, until);
}

static char *
bar_words (const EoBlockFacts *facts)
{
  g_autofree char *first = eo_date_format (&facts->first);
  g_autofree char *last = eo_date_format (&facts->last);

  if (facts->time[0] != '\0')
    return g_strdup_printf (_("from %s, %s to %s"), first, facts->time, last);
  if (eo_date_diff (&facts->first, &facts->last) == 0)
    return g_strdup (_("all day"));
  return g_strdup_printf (_("all day from %s to %s"), first, last);
}

/* The hatched blocks before and after it. */
static void
add_ways (GString            *words,
          const EoBlockFacts *facts)
{
  const EoOccurrence *occurrence = facts->occurrence;

  if (occurrence->travel_before > 0)
    add_taken (words, g_strdup_printf (ngettext ("%u minute of travel before", "%u minutes of travel before",
                                                 occurrence->travel_before), occurrence->travel_before));
  if (occurrence->preparation > 0)
    add_taken (words, g_strdup_printf (ngettext ("%u minute of preparation", "%u minutes of preparation",
                                                 occurrence->preparation), occurrence->preparation));
  if (occurrence->buffer > 0)
    add_taken (words, g_strdup_printf (ngettext ("%u minute kept free after", "%u minutes kept free after",
                                                 occurrence->buffer), occurrence->buffer));
  if (occurrence->travel_after > 0)
    add_taken (words, g_strdup_printf (ngettext ("%u minute of travel after", "%u minutes of travel after",
                                                 occurrence->travel_after), occurrence->travel_after));
  if (occurrence->travel_before + occurrence->travel_after > 0 && !facts->hidden)
    add (words, ", ", occurrence->travel_note);
}

static char *
part_name (const EoBlockFacts *facts)
{
  g_autoptr (GString) words = g_string_new (NULL);

  add_taken (words, eo_block_title (facts));
  if (!facts->hidden && facts->part.kind != EO_PART_PREPARATION && facts->part.kind != EO_PART_BUFFER)
    add (words, ", ", facts->occurrence->travel_note);
  add_taken (words, span_words (&facts->part));
  if (!facts->hidden)
    /* Translators: what travel or preparation is for, an appointment's title */
    add_taken (words, g_strdup_printf (_("for %s"), facts->occurrence->title));
  add (words, ", ", facts->diary->name);
  return g_strdup (words->str);
}

gboolean
eo_block_is_off (const EoOccurrence *occurrence)
{
  g_return_val_if_fail (occurrence != NULL, FALSE);

  return occurrence->status == EO_APPOINTMENT_CANCELLED || occurrence->status == EO_APPOINTMENT_RELEASED
         || occurrence->status == EO_APPOINTMENT_POSTPONED;
}

void
eo_block_put_time (char time[6],
                   int  minute)
{
  minute = CLAMP (minute, 0, EO_DAY_MINUTES);
  g_snprintf (time, 6, "%02d:%02d", minute / 60, minute % 60);
}

char *
eo_block_title (const EoBlockFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  switch (facts->part.kind)
    {
    case EO_PART_TRAVEL_TO:
      if (facts->hidden || facts->occurrence->place[0] == '\0')
        return g_strdup (_("Travel"));
      return g_strdup_printf (_("Travel to %s"), facts->occurrence->place);
    case EO_PART_TRAVEL_BACK:
      return g_strdup (_("Travel back"));
    case EO_PART_PREPARATION:
      return g_strdup (_("Preparation"));
    case EO_PART_BUFFER:
      return g_strdup (_("Buffer"));
    case EO_PART_MAIN:
    case EO_N_PARTS:
    default:
      return main_title (facts);
    }
}

char *
eo_block_time (const EoBlockFacts *facts)
{
  char time[6];

  g_return_val_if_fail (facts != NULL, NULL);

  if (facts->part.kind != EO_PART_MAIN)
    return g_strdup ("");
  if (facts->bar)
    return g_strdup (facts->time);
  if (facts->part.goes_on_before && facts->part.goes_on_after)
    return g_strdup ("");
  eo_block_put_time (time, facts->part.goes_on_before ? facts->part.until : facts->part.from);
  if (facts->part.goes_on_before)
    return g_strdup_printf (_("until %s"), time);
  return g_strdup (time);
}

char *
eo_block_detail (const EoBlockFacts *facts,
                 gboolean            with_time)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (facts != NULL, NULL);

  if (facts->part.kind == EO_PART_TRAVEL_TO || facts->part.kind == EO_PART_TRAVEL_BACK)
    return g_strdup (facts->hidden ? "" : facts->occurrence->travel_note);
  if (facts->hidden || facts->part.kind != EO_PART_MAIN)
    return g_strdup ("");
  if (with_time)
    {
      g_autofree char *time = eo_block_time (facts);

      add (words, DOT, time);
    }
  if (facts->clash != NULL)
    {
      g_autofree char *clash = g_strdup_printf (_("Clash with %s"), facts->clash);

      add (words, DOT, clash);
    }
  add (words, DOT, get_marking (facts->occurrence));
  add (words, DOT, get_note (facts->occurrence));
  add (words, DOT, facts->occurrence->place);
  return g_strdup (words->str);
}

char *
eo_block_name (const EoBlockFacts *facts)
{
  const EoOccurrence *occurrence;
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (facts != NULL, NULL);

  occurrence = facts->occurrence;
  if (facts->part.kind != EO_PART_MAIN)
    return part_name (facts);
  if (!facts->hidden)
    add (words, ", ", occurrence->category == EO_CATEGORY_OTHER
                        ? _("Appointment")
                        : eo_choice_label (eo_appointment_category_get_type (), (int) occurrence->category));
  add_taken (words, eo_block_title (facts));
  add_taken (words, facts->bar ? bar_words (facts) : span_words (&facts->part));
  if (!facts->hidden)
    add (words, ", ", occurrence->place);
  add (words, ", ", facts->diary->name);
  if (facts->clash != NULL && !facts->hidden)
    add_taken (words, g_strdup_printf (_("Clash with %s"), facts->clash));
  if (!facts->hidden)
    {
      add (words, ", ", get_marking (occurrence));
      add (words, ", ", get_note (occurrence));
      add (words, ", ", occurrence->shows_as == EO_SHOWS_FREE ? _("shown as free") : NULL);
    }
  add (words, ", ", occurrence->is_private ? _("private") : NULL);
  add_ways (words, facts);
  return g_strdup (words->str);
}

char *
eo_block_tip (const EoBlockFacts *facts)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *title = NULL, *span = NULL, *detail = NULL;

  g_return_val_if_fail (facts != NULL, NULL);

  title = eo_block_title (facts);
  span = facts->bar ? bar_words (facts) : span_words (&facts->part);
  detail = eo_block_detail (facts, FALSE);
  add (lines, "\n", title);
  add (lines, "\n", span);
  add (lines, "\n", detail);
  add (lines, "\n", facts->diary->name);
  return g_strdup (lines->str);
}
