/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-parse.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-sealed.h"

#define BEGINS "BEGIN:VCALENDAR"
#define ENDS   "END:VCALENDAR"

void
eo_caldav_parsed_free (EoCaldavParsed *self)
{
  g_ptr_array_unref (self->events);
  g_free (self->problem);
  g_free (self);
}

static EoCaldavParsed *
parsed_new (void)
{
  EoCaldavParsed *self = g_new0 (EoCaldavParsed, 1);

  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_calendar_event_free);
  return self;
}

static guint
count_lines (const char *text,
             const char *line)
{
  const gsize n = strlen (line);
  guint count = 0;

  for (const char *at = text; at != NULL; at = strchr (at, '\n'))
    {
      at += at != text || *at == '\n';
      count += g_ascii_strncasecmp (at, line, n) == 0 && (at[n] == '\0' || g_ascii_isspace (at[n]));
    }
  return count;
}

/* One calendar and nothing around it: such can be read together, and told apart by their order. */
static gboolean
is_plain (const char *text)
{
  return g_ascii_strncasecmp (text, BEGINS, strlen (BEGINS)) == 0 && count_lines (text, BEGINS) == 1 && count_lines (text, ENDS) == 1;
}

/* All that @text says; @problem (out): why something of it was left out. NULL with an error. */
static GPtrArray *
read_text (const char  *text,
           const char  *zone,
           char       **problem,
           GError     **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_calendar_event_free);
  g_autoptr (EoCalendarFile) file = NULL;
  g_autoptr (GError) failure = NULL;
  EoCalendarBatch *batch;
  int fd = eo_sealed_new (text, strlen (text), error);

  if (fd < 0)
    return NULL;
  file = eo_calendar_file_open (fd, _("The calendar on the server"), zone, &failure);
  close (fd);
  while (file != NULL && (batch = eo_calendar_file_next (file, &failure)) != NULL)
    {
      for (guint i = 0; i < batch->notes->len; i++)
        {
          const EoCalendarNote *note = g_ptr_array_index (batch->notes, i);

          if (note->is_refused && *problem == NULL)
            *problem = g_strdup (note->text);
        }
      g_ptr_array_extend_and_steal (events, g_steal_pointer (&batch->events));
      batch->events = g_ptr_array_new ();
      eo_calendar_batch_free (batch);
    }
  if (failure == NULL)
    return g_steal_pointer (&events);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const EoCalendarEvent *one = *(EoCalendarEvent *const *) a, *other = *(EoCalendarEvent *const *) b;

  return strcmp (one->occurrence, other->occurrence); /* "" comes first */
}

/* What a server keeps as one entry is one appointment, or a series and those of it that were changed. */
static void
check (EoCaldavParsed *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      EoCalendarEvent *event = g_ptr_array_index (self->events, i);
      const EoCalendarEvent *first = g_ptr_array_index (self->events, 0);

      event->method = EO_METHOD_NONE; /* a letter has one, an entry has none */
      if (self->problem == NULL && (*event->uid == '\0' || !g_str_equal (event->uid, first->uid)))
        self->problem = g_strdup (_("it has no UID, or more than one"));
      if (self->problem == NULL && (*event->starts == '\0' || *event->ends == '\0'))
        self->problem = g_strdup (_("it does not say when"));
    }
  if (self->events->len == 0 && self->problem == NULL)
    self->problem = g_strdup (_("there is no event in it"));
  if (self->problem != NULL)
    g_ptr_array_set_size (self->events, 0);
  g_ptr_array_sort (self->events, compare_events);
}

static gboolean
is_of_machine (const GError *error)
{
  return !g_error_matches (error, EO_ERROR, EO_ERROR_CRASHED) && !g_error_matches (error, EO_ERROR, EO_ERROR_LIMIT) &&
         !g_error_matches (error, EO_ERROR, EO_ERROR_UNSUPPORTED) && !g_error_matches (error, EO_ERROR, EO_ERROR_EMPTY) &&
         !g_error_matches (error, EO_ERROR, EO_ERROR_TOO_LARGE);
}

static gboolean
parse_one (EoCaldavParsed  *self,
           const char      *text,
           const char      *zone,
           GError         **error)
{
  g_autoptr (GError) failure = NULL;
  GPtrArray *events = read_text (text, zone, &self->problem, &failure);

  if (events != NULL)
    {
      g_ptr_array_unref (self->events);
      self->events = events;
    }
  else if (is_of_machine (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  else if (self->problem == NULL)
    self->problem = g_strdup (failure->message);
  check (self);
  return TRUE;
}

/* A name that means the same wherever it stands: what a file says of it is not looked at. */
static gboolean
is_iana (const char *tzid)
{
  g_autoptr (GTimeZone) zone = strchr (tzid, '/') != NULL && g_ascii_isupper (*tzid) ? g_time_zone_new_identifier (tzid) : NULL;

  return zone != NULL;
}

/* The zones that @text defines for itself, word for word: those who share them can be read together. (transfer full) */
static char *
get_own_zones (const char *text)
{
  GString *own = g_string_new (NULL);
  g_auto (GStrv) lines = strcasestr (text, "BEGIN:VTIMEZONE") != NULL ? g_strsplit (text, "\n", -1) : NULL;
  gsize begins = 0;
  gboolean is_within = FALSE;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const char *line = g_strchomp (lines[i]);

      if (g_ascii_strcasecmp (line, "BEGIN:VTIMEZONE") == 0)
        {
          is_within = TRUE;
          begins = own->len;
        }
      if (!is_within)
        continue;
      g_string_append_printf (own, "%s\n", line);
      if (g_ascii_strcasecmp (line, "END:VTIMEZONE") == 0)
        is_within = FALSE;
      else if (g_ascii_strncasecmp (line, "TZID:", 5) == 0 && is_iana (line + 5))
        {
          g_string_truncate (own, begins);
          is_within = FALSE;
        }
    }
  return g_string_free (own, FALSE);
}

/* Those of @texts that @which names, all plain and of the same zones, as one file: starting a program for each takes longer
 * than reading it. FALSE without an error: they are to be read one by one. */
static gboolean
parse_together (GPtrArray   *texts,
                GArray      *which,
                const char  *zone,
                GPtrArray   *parsed,
                GError     **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *problem = NULL;

  if (which->len < 2)
    return FALSE;
  for (guint i = 0; i < which->len; i++)
    g_string_append_printf (all, "%s\r\n", (const char *) g_ptr_array_index (texts, g_array_index (which, guint, i)));
  events = read_text (all->str, zone, &problem, &failure);
  if (events == NULL && is_of_machine (failure))
    g_propagate_error (error, g_steal_pointer (&failure));
  if (events == NULL || problem != NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (((EoCalendarEvent *) g_ptr_array_index (events, i))->calendar >= which->len)
      return FALSE;
  g_ptr_array_set_free_func (events, NULL);
  for (guint i = 0; i < events->len; i++)
    {
      EoCalendarEvent *event = g_ptr_array_index (events, i);
      EoCaldavParsed *to = g_ptr_array_index (parsed, g_array_index (which, guint, event->calendar));

      g_ptr_array_add (to->events, event);
    }
  for (guint i = 0; i < which->len; i++)
    check (g_ptr_array_index (parsed, g_array_index (which, guint, i)));
  return TRUE;
}

/* (transfer full): of zones: which of @texts, as GArray of guint. */
static GHashTable *
group (GPtrArray *texts)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      g_autofree char *zones = is_plain (text) ? get_own_zones (text) : NULL;
      GArray *which = zones != NULL ? g_hash_table_lookup (groups, zones) : NULL;

      if (zones == NULL)
        continue;
      if (which == NULL)
        {
          which = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, g_steal_pointer (&zones), which);
        }
      g_array_append_val (which, i);
    }
  return groups;
}

GPtrArray *
eo_caldav_parse (GPtrArray   *texts,
                 const char  *zone,
                 GError     **error)
{
  g_autoptr (GPtrArray) parsed = NULL;
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GError) failure = NULL;
  GHashTableIter iter;
  gpointer which;

  g_return_val_if_fail (texts != NULL && zone != NULL, NULL);

  parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_caldav_parsed_free);
  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (parsed, parsed_new ());
  groups = group (texts);
  g_hash_table_iter_init (&iter, groups);
  while (failure == NULL && g_hash_table_iter_next (&iter, NULL, &which))
    parse_together (texts, which, zone, parsed, &failure);
  for (guint i = 0; failure == NULL && i < texts->len; i++)
    {
      EoCaldavParsed *one = g_ptr_array_index (parsed, i);

      if (one->events->len == 0 && one->problem == NULL)
        parse_one (one, g_ptr_array_index (texts, i), zone, &failure);
    }
  if (failure == NULL)
    return g_steal_pointer (&parsed);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
