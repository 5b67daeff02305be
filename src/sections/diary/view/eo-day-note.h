/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DAY_NOTE_HOLIDAY, /* nobody works: the day is tinted */
  EO_DAY_NOTE_SITTING, /* the House or the council meets */
  EO_DAY_NOTE_DUE,     /* something is to be done by then */
  EO_DAY_NOTE_OTHER,
} EoDayNoteKind;

/**
 * EoDayNote:
 * @first: day
 * @last: day; not before @first
 * @text: what they are: "Heritage Day"
 *
 * What is to be known of days, apart from appointments.
 */
typedef struct
{
  EoDate         first;
  EoDate         last;
  EoDayNoteKind  kind;
  char          *text;
} EoDayNote;

GArray     *eo_day_notes_new      (void);                  /* (transfer full) of EoDayNote, freed with it */
void        eo_day_notes_add      (GArray        *notes,
                                   EoDayNoteKind  kind,
                                   const EoDate  *day,
                                   const char    *text);   /* (nullable): nothing is added */
gboolean    eo_day_notes_have     (GArray        *notes,
                                   EoDayNoteKind  kind);
const char *eo_day_note_get_label (EoDayNoteKind  kind);   /* "Not a working day"; "" where the text says it */
const char *eo_day_note_get_icon  (EoDayNoteKind  kind);   /* NULL for none */
const char *eo_day_note_get_class (EoDayNoteKind  kind);   /* CSS: "holiday" */

G_END_DECLS
