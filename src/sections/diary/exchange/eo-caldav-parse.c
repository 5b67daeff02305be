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

/* Those of @texts that are plain, as one file: starting a program for each takes longer than reading it. FALSE without an
 * error: they are to be read one by one. */
static gboolean
parse_together (GPtrArray   *texts,
                const char  *zone,
                GPtrArray   *parsed,
                GError     **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GArray) which = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *problem = NULL;

  for (guint i = 0; i < texts->len; i++)
    if (is_plain (g_ptr_array_index (texts, i)))
      {
        g_string_append_printf (all, "%s\r\n", (const char *) g_ptr_array_index (texts, i));
        g_array_append_val (which, i);
      }
  if (which->len < 2)
    return FALSE;
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

GPtrArray *
eo_caldav_parse (GPtrArray   *texts,
                 const char  *zone,
                 GError     **error)
{
  g_autoptr (GPtrArray) parsed = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (texts != NULL && zone != NULL, NULL);

  parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_caldav_parsed_free);
  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (parsed, parsed_new ());
  parse_together (texts, zone, parsed, &failure);
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
