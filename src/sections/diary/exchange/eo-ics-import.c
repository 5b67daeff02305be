/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "sections/diary/exchange/eo-ics-import-private.h"

#define BULK 2000

static void
tell (EoIcsImport *self,
      const char  *line,
      gboolean     is_refused)
{
  if (is_refused)
    self->count->refused++;
  if (self->watch != NULL && self->watch->told != NULL)
    self->watch->told (line, is_refused, self->watch->user_data);
}

/* How an event is called in a line about it. */
static char *
describe (const EoCalendarEvent *event,
          const char            *why)
{
  EoLocalTime starts = { "" };
  g_autofree char *when = NULL;

  g_strlcpy (starts.iso, event->starts, sizeof starts.iso);
  when = eo_local_time_format (&starts);
  return g_strdup_printf (_("“%s”, %s, was left out: %s"), *event->summary != '\0' ? event->summary : event->uid, when, why);
}

static void
forget_results (EoIcsImport *self)
{
  g_array_set_size (self->outcomes, 0);
  g_ptr_array_set_size (self->lines, 0);
  g_hash_table_remove_all (self->parties);
}

/* Those of the events at hand that stand for one of a series, by UID. */
static void
gather_moved (EoIcsImport *self)
{
  g_hash_table_remove_all (self->moved);
  for (guint i = 0; i < self->events->len; i++)
    {
      EoCalendarEvent *event = g_ptr_array_index (self->events, i);
      GPtrArray *list;

      if (*event->occurrence == '\0' || event->method == EO_METHOD_CANCEL || event->method == EO_METHOD_REPLY)
        continue;
      list = g_hash_table_lookup (self->moved, event->uid);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (self->moved, g_strdup (event->uid), list);
        }
      g_ptr_array_add (list, event);
    }
}

static gboolean
write_events (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  EoIcsImport *self = data;
  gboolean ok = TRUE;

  forget_results (self);
  if (self->is_large && !self->is_bulk && !eo_writer_set_bulk (writer, TRUE, error))
    return FALSE;
  for (guint i = 0; ok && i < self->events->len; i++)
    {
      EoIcsOutcome outcome = EO_ICS_REFUSED;
      char *line = NULL;
      guint8 kept;

      ok = eo_ics_write_event (writer, self, g_ptr_array_index (self->events, i), &outcome, &line, error);
      kept = outcome;
      g_array_append_val (self->outcomes, kept);
      g_ptr_array_add (self->lines, line);
    }
  return ok;
}

/* As it was: what was kept in memory meanwhile is given back. */
static gboolean
end_bulk (EoWriter  *writer,
          gpointer   data,
          GError   **error)
{
  return eo_writer_set_bulk (writer, FALSE, error);
}

/* After it is committed. Those that wait are set aside. */
static void
count_outcomes (EoIcsImport *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const EoIcsOutcome outcome = g_array_index (self->outcomes, guint8, i);

      self->count->added += outcome == EO_ICS_ADDED;
      self->count->changed += outcome == EO_ICS_CHANGED;
      self->count->same += outcome == EO_ICS_SAME;
      if (self->lines->pdata[i] != NULL)
        tell (self, self->lines->pdata[i], outcome == EO_ICS_REFUSED);
      if (outcome == EO_ICS_WAITS)
        g_ptr_array_add (self->waiting, g_steal_pointer (&self->events->pdata[i]));
    }
}

/* Of the event; anything else is of the office, and ends the import. */
static gboolean
is_of_event (const GError *error)
{
  return error->domain == EO_ERROR && (error->code == EO_ERROR_INVALID || error->code == EO_ERROR_CONFLICT ||
                                       error->code == EO_ERROR_STATE || error->code == EO_ERROR_NOT_FOUND);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const EoCalendarEvent *one = *(EoCalendarEvent *const *) a, *two = *(EoCalendarEvent *const *) b;
  const gboolean one_is_part = *one->occurrence != '\0', two_is_part = *two->occurrence != '\0';

  return one_is_part != two_is_part ? one_is_part - two_is_part : strcmp (one->starts, two->starts);
}

/* In order of time, which is that of the indexes: many are written faster so. Not where one comes several times, or is an
 * invitation: then the order of the file tells which is the last word. */
static void
put_in_order (EoIcsImport *self)
{
  g_autoptr (GHashTable) uids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->events->len; i++)
    {
      const EoCalendarEvent *event = g_ptr_array_index (self->events, i);

      if (event->method > EO_METHOD_PUBLISH || (*event->occurrence == '\0' && !g_hash_table_add (uids, event->uid)))
        return;
    }
  g_ptr_array_sort (self->events, compare_starts);
}

/* All at hand, without those that are refused, each of which is told. */
static gboolean
flush (EoIcsImport  *self,
       GError      **error)
{
  gboolean ok = TRUE;

  self->is_large = self->is_large || self->events->len >= BULK;
  if (self->is_large)
    put_in_order (self);
  while (ok && self->events->len > 0)
    {
      g_autoptr (GError) problem = NULL;
      g_autofree char *line = NULL;
      guint at;

      gather_moved (self);
      if (self->write (self->store, write_events, self, &problem))
        {
          self->is_bulk = self->is_large;
          count_outcomes (self);
          break;
        }
      at = self->outcomes->len - 1;
      ok = self->outcomes->len > 0 && is_of_event (problem);
      if (!ok)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          break;
        }
      line = describe (g_ptr_array_index (self->events, at), problem->message);
      tell (self, line, TRUE);
      g_ptr_array_remove_index (self->events, at);
    }
  g_ptr_array_set_size (self->events, 0);
  return ok;
}

static void
take_batch (EoIcsImport     *self,
            EoCalendarBatch *batch)
{
  for (guint i = 0; i < batch->notes->len; i++)
    {
      const EoCalendarNote *note = g_ptr_array_index (batch->notes, i);

      tell (self, note->text, note->is_refused);
    }
  g_ptr_array_extend_and_steal (self->events, g_steal_pointer (&batch->events));
  batch->events = g_ptr_array_new ();
}

static gboolean
import_all (EoIcsImport     *self,
            EoCalendarFile  *file,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean ok = TRUE;

  while (ok)
    {
      g_autoptr (EoCalendarBatch) batch = NULL;

      ok = !g_cancellable_set_error_if_cancelled (cancellable, error);
      batch = ok ? eo_calendar_file_next (file, &problem) : NULL;
      if (batch == NULL)
        break;
      take_batch (self, batch);
      if (self->events->len >= self->at_a_time)
        ok = flush (self, error);
      if (self->watch != NULL && self->watch->progress != NULL)
        self->watch->progress (eo_calendar_file_get_fraction (file), self->watch->user_data);
    }
  ok = ok && flush (self, error);
  if (ok && problem != NULL) /* what came before it was taken */
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  self->is_last = TRUE;
  g_ptr_array_extend_and_steal (self->events, g_steal_pointer (&self->waiting));
  self->waiting = g_ptr_array_new ();
  return ok && flush (self, error);
}

static void
event_free (gpointer event)
{
  if (event != NULL)
    eo_calendar_event_free (event);
}

gboolean
eo_ics_import_run (EoIcsImport   *self,
                   int            fd,
                   const char    *name,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (EoCalendarFile) file = eo_calendar_file_open (fd, name, self->diary->zone, error);
  gboolean ok;

  if (file == NULL)
    return FALSE;
  self->parties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->events = g_ptr_array_new_with_free_func (event_free);
  self->waiting = g_ptr_array_new_with_free_func (event_free);
  self->outcomes = g_array_new (FALSE, FALSE, 1);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  ok = import_all (self, file, cancellable, error);
  if (self->is_bulk && !self->write (self->store, end_bulk, NULL, ok ? error : NULL))
    ok = FALSE;
  self->count->cpu = eo_calendar_file_get_cpu (file);
  g_hash_table_unref (self->parties);
  g_hash_table_unref (self->moved);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->waiting);
  g_array_unref (self->outcomes);
  g_ptr_array_unref (self->lines);
  return ok;
}

gboolean
eo_ics_import (EoStore           *store,
               int                fd,
               const char        *name,
               gint64             diary,
               const EoIcsWatch  *watch,
               GCancellable      *cancellable,
               EoIcsCount        *count,
               GError           **error)
{
  EoIcsImport self = { .store = store, .write = eo_store_write, .keeps_edits = TRUE, .at_a_time = EO_ICS_MANY, .watch = watch, .count = count };
  g_autoptr (EoRecord) record = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && fd >= 0 && name != NULL && count != NULL, FALSE);

  *count = (EoIcsCount) { 0 };
  record = eo_store_get (store, &eo_diary_kind, diary, error);
  if (record == NULL)
    return FALSE;
  self.diary = EO_DIARY (record);
  return eo_ics_import_run (&self, fd, name, cancellable, error);
}
