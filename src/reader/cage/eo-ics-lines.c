/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-ics-lines.h"

#include <stdlib.h>
#include <string.h>

#include "reader/cage/eo-ics-notes.h"

#define OWN   "X-EXECOFFICE-"
#define CHUNK 4096 /* bytes of a list at a time: libical measures the rest of the line for each value */

typedef enum { FOREIGN, READ, READ_LIST, DROPPED, RULE, START, END_TIME, OCCURRENCE, TEXT } Treatment; /* TEXT + EoIcsText */

typedef struct
{
  const char *name;
  Treatment   treatment;
} Property;

/* By name. */
static const Property properties[] = {
  { "ATTENDEE", READ }, { "CATEGORIES", READ_LIST }, { "CLASS", TEXT + EO_ICS_CLASS }, { "CREATED", DROPPED }, { "DESCRIPTION", TEXT + EO_ICS_DESCRIPTION },
  { "DTEND", END_TIME }, { "DTSTAMP", DROPPED }, { "DTSTART", START }, { "DURATION", END_TIME }, { "EXDATE", READ_LIST },
  { "EXRULE", RULE }, { "GEO", READ }, { "LAST-MODIFIED", DROPPED }, { "LOCATION", TEXT + EO_ICS_LOCATION }, { "ORGANIZER", READ },
  { "RDATE", READ_LIST }, { "RECURRENCE-ID", OCCURRENCE }, { "RRULE", RULE }, { "SEQUENCE", TEXT + EO_ICS_SEQUENCE }, { "STATUS", TEXT + EO_ICS_STATUS },
  { "SUMMARY", TEXT + EO_ICS_SUMMARY }, { "TRANSP", TEXT + EO_ICS_TRANSP }, { "UID", TEXT + EO_ICS_UID }, { "URL", TEXT + EO_ICS_URL }, { "X-LIC-ERROR", DROPPED },
};

static int
compare (const void *name,
         const void *property)
{
  return strcmp (name, ((const Property *) property)->name);
}

static Treatment
find_treatment (const char *line)
{
  char name[24];
  gsize n = strcspn (line, ";:");
  const Property *found;

  if (n >= sizeof name)
    return FOREIGN;
  for (gsize i = 0; i < n; i++)
    name[i] = g_ascii_toupper (line[i]);
  name[n] = '\0';
  g_strchomp (name);
  found = bsearch (name, properties, G_N_ELEMENTS (properties), sizeof *properties, compare);
  return found != NULL ? found->treatment : FOREIGN;
}

/* Where a line's value begins: behind the colon that stands in no quotes. NULL: nowhere. */
static char *
find_value (char *line)
{
  gboolean is_quoted = FALSE;

  for (char *at = line; *at != '\0'; at++)
    {
      if (*at == '"')
        is_quoted = !is_quoted;
      else if (*at == ':' && !is_quoted)
        return at + 1;
    }
  return NULL;
}

static void
add_list (icalparser *parser,
          GString    *line)
{
  char *value = find_value (line->str);
  g_autoptr (GString) piece = NULL;
  gsize head;

  if (value == NULL || line->len < CHUNK)
    {
      icalparser_add_line (parser, line->str);
      return;
    }
  head = value - line->str;
  piece = g_string_new_len (line->str, head);
  if (head > CHUNK)
    return;
  while (*value != '\0')
    {
      char *stop = strchr (value + MIN (strlen (value), CHUNK), ',');
      gsize n = stop != NULL ? stop - value : strlen (value);

      g_string_truncate (piece, head);
      g_string_append_len (piece, value, n);
      icalparser_add_line (parser, piece->str);
      value += n + (stop != NULL);
    }
}

/* Text with "\n", "\," and the like turned back. */
static char *
unescape (const char *value)
{
  const char *escape = strchr (value, '\\');
  GString *text;

  if (escape == NULL)
    return g_strdup (value);
  text = g_string_sized_new (strlen (value));
  for (; escape != NULL && escape[1] != '\0'; escape = strchr (value, '\\'))
    {
      g_string_append_len (text, value, escape - value);
      g_string_append_c (text, escape[1] == 'n' || escape[1] == 'N' ? '\n' : escape[1]);
      value = escape + 2;
    }
  return g_string_free (g_string_append (text, value), FALSE);
}

/* The first of its name; of a word, its letters as everybody writes them. */
static void
add_text (EoIcsEventLines *self,
          EoIcsText        which,
          const char      *value)
{
  if (self->texts[which] != NULL)
    return;
  if (which < EO_ICS_URL)
    self->texts[which] = unescape (value);
  else
    self->texts[which] = which > EO_ICS_URL ? g_strstrip (g_ascii_strup (value, -1)) : g_strdup (value);
}

static void
add_own (EoIcsEventLines *self,
         char            *line)
{
  char *value = find_value (line);
  g_autofree char *name = NULL;
  g_autofree char *plain = NULL;

  if (value == NULL || self->n_own == EO_CALENDAR_OWN)
    return;
  self->n_own++;
  name = g_strndup (line + strlen (OWN), strcspn (line + strlen (OWN), ";:"));
  plain = unescape (value);
  for (char *at = name; *at != '\0'; at++)
    *at = g_ascii_isalnum (*at) ? g_ascii_toupper (*at) : '-';
  name[MIN (strlen (name), 64)] = '\0';
  eo_calendar_pack_text (self->own, name);
  eo_ics_pack (self->own, plain, EO_CALENDAR_TEXT);
}

static void
add_foreign (EoIcsEventLines *self,
             const char      *text,
             gsize            size)
{
  if (self->foreign->len + size > EO_CALENDAR_FOREIGN)
    self->foreign_left = TRUE;
  else
    g_string_append_len (self->foreign, text, size);
}

static void
add_property (EoIcsEventLines *self,
              icalparser      *parser,
              GString         *line)
{
  Treatment treatment = find_treatment (line->str);
  char *value = find_value (line->str);

  if (value == NULL || treatment == DROPPED)
    return;
  if (g_ascii_strncasecmp (line->str, OWN, strlen (OWN)) == 0)
    {
      add_own (self, line->str);
      return;
    }
  if (treatment == FOREIGN)
    {
      g_string_append_c (line, '\n');
      add_foreign (self, line->str, line->len);
      return;
    }
  if (treatment >= TEXT)
    {
      add_text (self, treatment - TEXT, value);
      return;
    }
  if (treatment == RULE && (++self->n_rules > 1 || line->len > EO_CALENDAR_LINE || g_ascii_tolower (*line->str) == 'e'))
    return;
  if (treatment == RULE)
    self->rule = eo_ics_text (value, EO_CALENDAR_LINE);
  if (treatment == START && self->start == NULL)
    self->start = eo_ics_text (value, EO_CALENDAR_LINE);
  self->has_end |= treatment == END_TIME;
  self->has_occurrence |= treatment == OCCURRENCE;
  if (treatment == READ_LIST)
    add_list (parser, line);
  else
    icalparser_add_line (parser, line->str);
}

/* Control characters would be no lines of iCalendar when they go out again. */
static void
make_valid (GString *text)
{
  g_autofree char *valid = g_utf8_make_valid (text->str, text->len);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && *at != '\n')
      *at = ' ';
  g_string_assign (text, valid);
}

void
eo_ics_event_lines_read (EoIcsEventLines *self,
                         const EoIcsFile *file,
                         const EoIcsPart *part)
{
  EoIcsLines lines = { file->data + part->offset, file->data + part->offset + part->size, 0 };
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) nested = g_string_new (NULL);
  icalparser *parser = icalparser_new ();
  char begin[] = "BEGIN:VEVENT", end[] = "END:VEVENT";
  guint depth = 0;

  *self = (EoIcsEventLines) { .foreign = g_string_new (NULL), .own = g_string_new (NULL) };
  icalparser_add_line (parser, begin);
  while (eo_ics_next_line (&lines, line))
    {
      const gboolean begins = eo_ics_bracket (line->str, "BEGIN") != NULL;
      const gboolean ends = eo_ics_bracket (line->str, "END") != NULL;

      depth += begins;
      if (depth > 1)
        {
          g_string_append_len (nested, line->str, line->len);
          g_string_append_c (nested, '\n');
        }
      else if (!begins && !ends)
        {
          add_property (self, parser, line);
        }
      depth -= ends && depth > 0;
      if (depth == 1 && nested->len > 0)
        {
          add_foreign (self, nested->str, nested->len);
          g_string_truncate (nested, 0);
        }
    }
  self->component = icalparser_add_line (parser, end);
  icalparser_free (parser);
  make_valid (self->foreign);
}

void
eo_ics_event_lines_clear (EoIcsEventLines *self)
{
  if (self->component != NULL)
    icalcomponent_free (self->component);
  for (guint i = 0; i < EO_ICS_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_string_free (self->own, TRUE);
  g_string_free (self->foreign, TRUE);
  g_free (self->rule);
  g_free (self->start);
}
