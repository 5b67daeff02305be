/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-day-note.h"

/* As many as there are in EoDayNoteKind. */
static const struct
{
  const char *class;
  const char *icon;
  const char *label; /* N_(), or NULL */
} looks[] = {
  [EO_DAY_NOTE_HOLIDAY] = { "holiday", "starred-symbolic", N_("Not a working day") },
  [EO_DAY_NOTE_SITTING] = { "sitting", "eo-parliament-symbolic", N_("Sitting day") },
  [EO_DAY_NOTE_DUE] = { "due", "alarm-symbolic", NULL },
  [EO_DAY_NOTE_LATE] = { "late", "eo-state-late-symbolic", NULL },
  [EO_DAY_NOTE_OTHER] = { "other", NULL, NULL },
};

static void
clear_note (gpointer data)
{
  EoDayNote *note = data;

  g_free (note->text);
  g_clear_pointer (&note->due, eo_due_day_unref);
}

GArray *
eo_day_notes_new (void)
{
  GArray *notes = g_array_new (FALSE, TRUE, sizeof (EoDayNote));

  g_array_set_clear_func (notes, clear_note);
  return notes;
}

void
eo_day_notes_add (GArray        *notes,
                  EoDayNoteKind  kind,
                  const EoDate  *day,
                  const char    *text)
{
  EoDayNote note = { *day, *day, kind, g_strdup (text), NULL };

  g_return_if_fail (notes != NULL && day != NULL);

  if (text != NULL)
    g_array_append_val (notes, note);
}

void
eo_day_notes_add_day (GArray       *notes,
                      EoCalendar   *calendar,
                      const EoDate *day)
{
  g_autofree char *holiday = NULL;
  g_autofree char *sitting = NULL;

  g_return_if_fail (notes != NULL && calendar != NULL && day != NULL);

  holiday = eo_calendar_get_holiday_name (calendar, day);
  sitting = eo_calendar_get_sitting_name (calendar, day);
  eo_day_notes_add (notes, EO_DAY_NOTE_HOLIDAY, day, holiday);
  eo_day_notes_add (notes, EO_DAY_NOTE_SITTING, day, sitting);
}

static char *
say_due (const EoDueDay *due,
         gboolean        is_late)
{
  const EoDueLetter *first = g_ptr_array_index (due->letters, 0);

  if (due->n > 1 && is_late)
    return g_strdup_printf (ngettext ("%u reply overdue", "%u replies overdue", due->n), due->n);
  if (due->n > 1)
    return g_strdup_printf (ngettext ("%u reply due", "%u replies due", due->n), due->n);
  /* Translators: with a letter's reference */
  return g_strdup_printf (is_late ? _("Reply overdue: %s") : _("Reply due: %s"), first->reference);
}

void
eo_day_notes_add_due (GArray       *notes,
                      EoDueDay     *due,
                      const EoDate *today)
{
  gboolean is_late;
  g_autofree char *text = NULL;

  g_return_if_fail (notes != NULL && due != NULL && today != NULL);

  /* Answered between the counting and the naming. */
  if (due->letters->len == 0)
    return;
  is_late = strcmp (due->day.iso, today->iso) < 0;
  text = say_due (due, is_late);
  eo_day_notes_add (notes, is_late ? EO_DAY_NOTE_LATE : EO_DAY_NOTE_DUE, &due->day, text);
  g_array_index (notes, EoDayNote, notes->len - 1).due = eo_due_day_ref (due);
}

void
eo_day_notes_copy (GArray          *notes,
                   const EoDayNote *note)
{
  EoDayNote copy;

  g_return_if_fail (notes != NULL && note != NULL);

  copy = *note;
  copy.text = g_strdup (note->text);
  if (note->due != NULL)
    copy.due = eo_due_day_ref (note->due);
  g_array_append_val (notes, copy);
}

gboolean
eo_day_notes_have (GArray        *notes,
                   EoDayNoteKind  kind)
{
  g_return_val_if_fail (notes != NULL, FALSE);

  for (guint i = 0; i < notes->len; i++)
    if (g_array_index (notes, EoDayNote, i).kind == kind)
      return TRUE;
  return FALSE;
}

char *
eo_day_note_say (const EoDayNote *note)
{
  const EoDueLetter *letter;

  g_return_val_if_fail (note != NULL, NULL);

  if (note->due == NULL || note->due->n != 1)
    return g_strdup (note->text);
  letter = g_ptr_array_index (note->due->letters, 0);
  return *letter->subject != '\0' ? g_strdup_printf ("%s, %s", note->text, letter->subject) : g_strdup (note->text);
}

const char *
eo_day_note_get_label (EoDayNoteKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (looks), NULL);

  return looks[kind].label != NULL ? _(looks[kind].label) : "";
}

const char *
eo_day_note_get_icon (EoDayNoteKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (looks), NULL);

  return looks[kind].icon;
}

const char *
eo_day_note_get_class (EoDayNoteKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (looks), NULL);

  return looks[kind].class;
}
