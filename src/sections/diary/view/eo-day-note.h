/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-calendar.h"
#include "sections/diary/view/eo-due-letters.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DAY_NOTE_HOLIDAY, /* nobody works: the day is tinted */
  EO_DAY_NOTE_SITTING, /* the House or the council meets */
  EO_DAY_NOTE_DUE,     /* something is to be done by then */
  EO_DAY_NOTE_LATE,    /* and was not */
  EO_DAY_NOTE_OTHER,
} EoDayNoteKind;

/**
 * EoDayNote:
 * @first: day
 * @last: day; not before @first
 * @text: what they are: "Heritage Day"
 * @due: (nullable): the letters whose replies are due
 *
 * What is to be known of days, apart from appointments.
 */
typedef struct
{
  EoDate         first;
  EoDate         last;
  EoDayNoteKind  kind;
  char          *text;
  EoDueDay      *due;
} EoDayNote;

GArray     *eo_day_notes_new      (void);                  /* (transfer full) of EoDayNote, freed with it */
void        eo_day_notes_add      (GArray        *notes,
                                   EoDayNoteKind  kind,
                                   const EoDate  *day,
                                   const char    *text);   /* (nullable): nothing is added */
/* The holiday and the sitting of a day. */
void        eo_day_notes_add_day  (GArray        *notes,
                                   EoCalendar    *calendar,
                                   const EoDate  *day);
/* What waits for a reply on that day, late where that was before @today. */
void        eo_day_notes_add_due  (GArray        *notes,
                                   EoDueDay      *due,
                                   const EoDate  *today);
void        eo_day_notes_copy     (GArray        *notes,   /* at their end */
                                   const EoDayNote *note);
gboolean    eo_day_notes_have     (GArray        *notes,
                                   EoDayNoteKind  kind);
char       *eo_day_note_say       (const EoDayNote *note); /* (transfer full): with what the letter is about */
const char *eo_day_note_get_label (EoDayNoteKind  kind);   /* "Not a working day"; "" where the text says it */
const char *eo_day_note_get_icon  (EoDayNoteKind  kind);   /* NULL for none */
const char *eo_day_note_get_class (EoDayNoteKind  kind);   /* CSS: "holiday" */

G_END_DECLS
