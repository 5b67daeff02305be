/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-ics-notes.h"

#include <string.h>

static void
add (EoIcsNotes         *notes,
     EoCalendarNoteCode  code,
     gboolean            is_refused,
     const char         *argument)
{
  g_autofree char *title = eo_ics_text (notes->title, 256);
  g_autofree char *said = eo_ics_text (argument, 256);

  if (notes->n >= EO_CALENDAR_NOTES)
    return;
  notes->n++;
  g_variant_builder_add (notes->builder, EO_CALENDAR_NOTE, (guint32) code, notes->line, is_refused, title, said);
}

void
eo_ics_note (EoIcsNotes         *notes,
             EoCalendarNoteCode  code,
             const char         *argument)
{
  add (notes, code, FALSE, argument);
}

gboolean
eo_ics_refuse (EoIcsNotes         *notes,
               EoCalendarNoteCode  code,
               const char         *argument)
{
  add (notes, code, TRUE, argument);
  return FALSE;
}

char *
eo_ics_text (const char *text,
             gsize       max)
{
  gsize size;

  if (text == NULL)
    return g_strdup ("");
  size = strnlen (text, max + 1);
  if (size > max)
    for (size = max; size > 0 && ((guchar) text[size] & 0xc0) == 0x80; size--)
      continue;
  return g_utf8_validate (text, size, NULL) ? g_strndup (text, size) : g_utf8_make_valid (text, size);
}
