/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-diary-words.h"

#define DAY_MINUTES 1440

static void
add (GString    *words,
     const char *separator,
     const char *phrase)
{
  if (phrase == NULL || *phrase == '\0')
    return;
  if (words->len > 0)
    g_string_append (words, separator);
  g_string_append (words, phrase);
}

char *
eo_diary_words_title (EoDiaryData  *data,
                      EoOccurrence *occurrence)
{
  const char *title;

  g_return_val_if_fail (occurrence != NULL, NULL);

  title = *occurrence->title != '\0' ? occurrence->title : _("Untitled");
  if (eo_diary_data_is_hidden (data, occurrence))
    return g_strdup (_("Busy"));
  if (occurrence->status == EO_APPOINTMENT_HOLD && occurrence->hold_count > 0)
    /* Translators: of several times held for one request, with what it is about */
    return g_strdup_printf (_("Hold %u of %u: %s"), occurrence->hold_number, occurrence->hold_count, title);
  if (occurrence->status == EO_APPOINTMENT_HOLD)
    return g_strdup_printf (_("Hold: %s"), title);

  return g_strdup (title);
}

char *
eo_diary_words_times (EoDiaryData  *data,
                      EoOccurrence *occurrence,
                      const EoDate *day)
{
  int from, until;

  g_return_val_if_fail (occurrence != NULL && day != NULL, NULL);

  if (occurrence->all_day || !eo_diary_data_on_day (data, occurrence, day, &from, &until)
      || (from == 0 && until == DAY_MINUTES))
    return g_strdup (_("all day"));
  if (until == DAY_MINUTES)
    return g_strdup_printf (_("from %02d:%02d"), from / 60, from % 60);
  if (from == 0 && occurrence->ends - occurrence->starts > until * 60)
    return g_strdup_printf (_("until %02d:%02d"), until / 60, until % 60);

  return g_strdup_printf ("%02d:%02d–%02d:%02d", from / 60, from % 60, until / 60, until % 60);
}

gboolean
eo_diary_words_is_open (EoDiaryData  *data,
                        EoOccurrence *occurrence)
{
  g_return_val_if_fail (occurrence != NULL, FALSE);

  return occurrence->attendance == EO_ATTENDANCE_TO_CONFIRM && !eo_diary_data_is_hidden (data, occurrence)
         && (occurrence->status == EO_APPOINTMENT_CONFIRMED || occurrence->status == EO_APPOINTMENT_BRIEFED);
}

/* What it is besides taking place. */
static const char *
state_words (EoOccurrence *occurrence,
             EoDiaryMark  *mark)
{
  *mark = EO_MARK_OFF;
  if (occurrence->status == EO_APPOINTMENT_CANCELLED)
    return _("Cancelled");
  if (occurrence->status == EO_APPOINTMENT_POSTPONED)
    return _("Postponed");
  if (occurrence->attendance == EO_ATTENDANCE_DELEGATED)
    return _("Delegated");
  if (occurrence->attendance == EO_ATTENDANCE_NO)
    return _("Not attending");
  *mark = EO_MARK_HOLD;
  if (occurrence->status == EO_APPOINTMENT_HOLD)
    return _("Held, not confirmed");
  *mark = EO_MARK_TO_CONFIRM;
  if (occurrence->attendance == EO_ATTENDANCE_TO_CONFIRM
      && (occurrence->status == EO_APPOINTMENT_CONFIRMED || occurrence->status == EO_APPOINTMENT_BRIEFED))
    return _("Attendance to be confirmed");
  *mark = EO_MARK_NONE;

  return NULL;
}

char *
eo_diary_words_marks (EoDiaryData  *data,
                      EoOccurrence *occurrence,
                      EoDiaryMark  *mark)
{
  g_autoptr (GString) words = g_string_new (NULL);
  EoOccurrence *clash;
  const char *state;

  g_return_val_if_fail (occurrence != NULL && mark != NULL, NULL);

  *mark = EO_MARK_NONE;
  clash = eo_diary_data_get_clash (data, occurrence);
  if (eo_diary_data_is_hidden (data, occurrence))
    return g_strdup (clash != NULL ? _("Clash") : "");
  state = state_words (occurrence, mark);
  if (clash != NULL)
    {
      g_autofree char *other = eo_diary_words_title (data, clash);
      g_autofree char *phrase = g_strdup_printf (_("Clash with %s"), other);

      *mark = EO_MARK_CLASH;
      add (words, " · ", phrase);
    }
  add (words, " · ", state);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
eo_diary_words_name (EoDiaryData  *data,
                     EoOccurrence *occurrence,
                     const EoDate *day)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *title = eo_diary_words_title (data, occurrence);
  g_autofree char *times = eo_diary_words_times (data, occurrence, day);
  EoDiary *diary = eo_diary_data_find_diary (data, occurrence->diary);
  EoDiaryMark mark;
  g_autofree char *marks = eo_diary_words_marks (data, occurrence, &mark);

  if (!eo_diary_data_is_hidden (data, occurrence))
    add (words, ", ", eo_choice_label (eo_appointment_category_get_type (), occurrence->category));
  add (words, ", ", title);
  add (words, ", ", times);
  if (!eo_diary_data_is_hidden (data, occurrence))
    add (words, ", ", occurrence->place);
  add (words, ", ", diary != NULL ? diary->name : NULL);
  add (words, ", ", marks);
  add (words, ", ", occurrence->is_private ? _("private") : NULL);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

const char *
eo_diary_words_icon (EoDiaryData  *data,
                     EoOccurrence *occurrence)
{
  g_return_val_if_fail (occurrence != NULL, NULL);

  if (eo_diary_data_get_clash (data, occurrence) != NULL)
    return "eo-state-late-symbolic";
  if (occurrence->is_private)
    return "eo-lock-symbolic";
  if (occurrence->status == EO_APPOINTMENT_HOLD)
    return "eo-state-hold-symbolic";

  return NULL;
}

char *
eo_diary_words_notes (EoDiaryData  *data,
                      const EoDate *day)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GArray) notes = eo_diary_data_get_notes (data, day);

  for (guint i = 0; i < notes->len; i++)
    if (g_array_index (notes, EoDayNote, i).due == NULL)
      add (words, ", ", g_array_index (notes, EoDayNote, i).text);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
eo_diary_words_day (EoDiaryData  *data,
                    const EoDate *day)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *date = eo_date_format_long (day);
  g_autofree char *notes = eo_diary_words_notes (data, day);
  EoDate today = eo_diary_data_get_today (data);

  add (words, ", ", date);
  add (words, ", ", g_str_equal (today.iso, day->iso) ? _("today") : NULL);
  add (words, ", ", notes);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

const char *
eo_diary_colour_class (EoDiaryColour colour)
{
  static const char *const classes[] = {
    [EO_COLOUR_BLUE] = "d-blue", [EO_COLOUR_GREEN] = "d-green", [EO_COLOUR_PURPLE] = "d-purple",
    [EO_COLOUR_AMBER] = "d-amber", [EO_COLOUR_TEAL] = "d-teal", [EO_COLOUR_BROWN] = "d-brown",
  };

  g_return_val_if_fail (colour < G_N_ELEMENTS (classes), classes[0]);

  return classes[colour];
}
