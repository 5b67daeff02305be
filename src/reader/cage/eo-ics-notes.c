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
  if (notes->n >= EO_CALENDAR_NOTES)
    return;
  notes->n++;
  eo_calendar_pack_number (notes->packed, code);
  eo_calendar_pack_number (notes->packed, notes->line);
  eo_calendar_pack_number (notes->packed, is_refused);
  eo_ics_pack (notes->packed, notes->title, 256);
  eo_ics_pack (notes->packed, argument, 256);
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

/* How much of @text is at most @max bytes, of whole letters. */
static gsize
measure (const char *text,
         gsize       max)
{
  gsize size = strnlen (text, max + 1);

  if (size > max)
    for (size = max; size > 0 && ((guchar) text[size] & 0xc0) == 0x80; size--)
      continue;
  return size;
}

char *
eo_ics_text (const char *text,
             gsize       max)
{
  gsize size;

  if (text == NULL)
    return g_strdup ("");
  size = measure (text, max);
  return g_utf8_validate (text, size, NULL) ? g_strndup (text, size) : g_utf8_make_valid (text, size);
}

void
eo_ics_pack (GString    *to,
             const char *text,
             gsize       max)
{
  const gsize size = text != NULL ? measure (text, max) : 0;
  g_autofree char *valid = g_utf8_validate (text, size, NULL) ? NULL : g_utf8_make_valid (text, size);

  if (valid != NULL)
    g_string_append (to, valid);
  else
    g_string_append_len (to, text, size);
  g_string_append_c (to, '\0');
}
