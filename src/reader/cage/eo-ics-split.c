/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-ics-split.h"

#include <string.h>

#define HEAD 80 /* bytes of a line that are looked at for BEGIN and END; a longer name is none we know */

typedef struct
{
  EoIcsFile *file;
  char       names[EO_CALENDAR_DEPTH + 2][HEAD]; /* of what is open; deeper down it is only counted */
  guint      depth;
  gboolean   in_calendar; /* the outermost that is open is a VCALENDAR */
  gboolean   in_part;
  EoIcsPart  part;
} Split;

static const char *const methods[EO_N_METHODS] = {
  "", "PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER",
};

static const char *const kinds[EO_ICS_N_KINDS] = { "VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY", "" };

/* The end of the unfolded line that begins at @at: where the next one begins. */
static const char *
find_line_end (const char *at,
               const char *end,
               guint32    *number)
{
  do
    {
      const char *newline = memchr (at, '\n', end - at);

      (*number)++;
      at = newline != NULL ? newline + 1 : end;
    }
  while (at < end && (*at == ' ' || *at == '\t'));
  return at;
}

/* Its first bytes, unfolded, without what ends it. */
static void
copy_head (const char *at,
           const char *end,
           char       *head)
{
  guint n = 0;

  for (; at < end && n < HEAD - 1; at++)
    {
      if (*at == '\n')
        at++; /* over the blank that folds */
      else if (*at != '\r')
        head[n++] = *at != '\0' ? *at : '?';
    }
  head[n] = '\0';
  g_strchomp (head);
}

static EoIcsKind
find_kind (const char *name)
{
  for (guint i = 0; i < EO_ICS_OTHER; i++)
    if (g_ascii_strcasecmp (name, kinds[i]) == 0)
      return i;
  return EO_ICS_OTHER;
}

static void
close_part (Split *split,
            gsize  end)
{
  EoIcsFile *file = split->file;
  EoIcsPart *part = &split->part;

  split->in_part = FALSE;
  if (part->kind != EO_ICS_EVENT && part->kind != EO_ICS_ZONE)
    {
      file->others[part->kind]++;
      return;
    }
  part->size = end - part->offset;
  if (part->flaw == EO_ICS_WHOLE && part->size > EO_CALENDAR_COMPONENT)
    part->flaw = EO_CALENDAR_TOO_LARGE;
  if (file->parts->len < EO_CALENDAR_COMPONENTS)
    g_array_append_val (file->parts, *part);
  else
    file->left++;
}

static void
set_flaw (Split              *split,
          EoCalendarNoteCode  flaw)
{
  if (split->in_part && split->part.flaw == EO_ICS_WHOLE)
    split->part.flaw = flaw;
}

static void
begin_calendar (EoIcsFile *file)
{
  guint8 none = EO_METHOD_NONE;

  g_array_append_val (file->methods, none);
}

static void
begin (Split      *split,
       const char *name,
       gsize       offset,
       guint32     line)
{
  EoIcsFile *file = split->file;

  if (split->depth == 0 && g_ascii_strcasecmp (name, "VCALENDAR") == 0)
    {
      split->in_calendar = TRUE;
      begin_calendar (file);
    }
  else if (!split->in_part)
    {
      if (split->depth == 0) /* a component that stands alone, as programs hand them on */
        begin_calendar (file);
      split->in_part = TRUE;
      split->part = (EoIcsPart) { .offset = offset, .line = line, .calendar = file->methods->len - 1, .kind = find_kind (name),
                                  .flaw = EO_ICS_WHOLE };
    }
  if (split->depth < G_N_ELEMENTS (split->names))
    g_strlcpy (split->names[split->depth], name, HEAD);
  split->depth++;
  if (split->depth > EO_CALENDAR_DEPTH + (split->in_calendar ? 1 : 0))
    set_flaw (split, EO_CALENDAR_TOO_DEEP);
}

/* What is open and has this name is closed, with all that was left open in it. */
static void
end (Split      *split,
     const char *name,
     gsize       offset)
{
  guint depth = split->depth;

  if (split->in_calendar && g_ascii_strcasecmp (name, "VCALENDAR") == 0)
    depth = 1; /* however much was left open, this ends it */
  else if (depth <= G_N_ELEMENTS (split->names))
    while (depth > 0 && g_ascii_strcasecmp (split->names[depth - 1], name) != 0)
      depth--;
  if (depth == 0)
    return;
  split->depth = depth - 1;
  if (split->in_part && split->depth <= (split->in_calendar ? 1 : 0))
    close_part (split, offset);
  if (split->depth == 0)
    split->in_calendar = FALSE;
}

static void
set_method (EoIcsFile  *file,
            const char *name)
{
  for (guint8 i = 1; i < EO_N_METHODS; i++)
    if (g_ascii_strcasecmp (name, methods[i]) == 0)
      g_array_index (file->methods, guint8, file->methods->len - 1) = i;
}

const char *
eo_ics_bracket (const char *line,
                const char *word)
{
  gsize n = strlen (word);

  return g_ascii_strncasecmp (line, word, n) == 0 && line[n] == ':' ? line + n + 1 : NULL;
}

static void
take_line (Split      *split,
           const char *at,
           const char *next,
           guint32     number)
{
  EoIcsFile *file = split->file;
  char head[HEAD];
  const char *name;

  if (next - at > EO_CALENDAR_LOGICAL)
    set_flaw (split, EO_CALENDAR_LONG_LINE);
  if (strchr ("BbEeMm", *at) == NULL || *at == '\0')
    return;
  copy_head (at, next, head);
  if ((name = eo_ics_bracket (head, "BEGIN")) != NULL)
    begin (split, name, at - file->data, number);
  else if ((name = eo_ics_bracket (head, "END")) != NULL)
    end (split, name, next - file->data);
  else if (split->depth == 1 && split->in_calendar && (name = eo_ics_bracket (head, "METHOD")) != NULL)
    set_method (file, name);
}

EoIcsFile *
eo_ics_split (const char *data,
              gsize       size)
{
  EoIcsFile *file = g_new0 (EoIcsFile, 1);
  Split split = { .file = file };
  const char *at = data, *last = data + size;
  guint32 number = 0;

  file->data = data;
  file->size = size;
  file->parts = g_array_new (FALSE, FALSE, sizeof (EoIcsPart));
  file->methods = g_array_new (FALSE, FALSE, 1);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  while (at < last)
    {
      guint32 first = number + 1;
      const char *next = find_line_end (at, last, &number);

      take_line (&split, at, next, first);
      at = next;
    }
  if (split.in_part)
    {
      set_flaw (&split, EO_CALENDAR_CUT_OFF);
      close_part (&split, size);
    }
  return file->methods->len > 0 ? file : NULL;
}

gboolean
eo_ics_next_line (EoIcsLines *lines,
                  GString    *line)
{
  const char *end;

  if (lines->at >= lines->end)
    return FALSE;
  end = find_line_end (lines->at, lines->end, &lines->number);
  g_string_truncate (line, 0);
  while (lines->at < end && line->len < EO_CALENDAR_LOGICAL)
    {
      const char *newline = memchr (lines->at, '\n', end - lines->at);
      const char *stop = newline != NULL ? newline : end;
      const char *next = MIN (stop + 2, end); /* over the newline and the blank that folds */

      if (stop > lines->at && stop[-1] == '\r')
        stop--;
      g_string_append_len (line, lines->at, stop - lines->at);
      lines->at = next;
    }
  lines->at = end;
  return TRUE;
}
