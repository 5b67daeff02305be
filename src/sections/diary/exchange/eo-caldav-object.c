/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-object.h"

#include <string.h>

#include "base/eo-text.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-series-edit.h"
#include "sections/diary/exchange/eo-caldav-object-private.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/exchange/eo-ics-import-private.h"
#include "sections/diary/exchange/eo-ics-names.h"

/* What is taken of an entry that went out as times alone. */
static const char *const time_fields[] = {
  "starts", "starts_zone", "ends", "ends_zone", "all_day", "repeats", "except_on", "extra_on", NULL,
};

/* What is looked at to see whether both say the same: what other programs can change. */
static const char *const told_fields[] = {
  "subject", "starts", "starts_zone", "ends", "ends_zone", "all_day", "repeats", "except_on", "extra_on", "place", "status", "private",
  "notes", NULL,
};

EoCaldavObject *
eo_caldav_object_load (EoWriter    *writer,
                       EoDiary     *diary,
                       const char  *uid,
                       gboolean     is_known,
                       GError     **error)
{
  g_autoptr (EoCaldavObject) self = g_new0 (EoCaldavObject, 1);
  g_autoptr (GArray) ids = NULL;

  self->diary = g_object_ref (diary);
  self->uid = g_strdup (uid);
  self->is_known = is_known;
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  ids = eo_caldav_find_parts (writer, EO_RECORD (diary)->id, uid, &self->versions, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      EoRecord *record = eo_writer_get (writer, &eo_appointment_kind, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (self->records, record);
    }
  return g_steal_pointer (&self);
}

void
eo_caldav_object_free (EoCaldavObject *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->diary);
  g_free (self->uid);
  g_ptr_array_unref (self->records);
  g_free (self->versions);
  g_free (self);
}

EoAppointment *
_eo_caldav_object_master (EoCaldavObject *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (self->records, i);

      if (one->occurrence.iso[0] == '\0')
        return one;
    }
  return NULL;
}

const char *
eo_caldav_object_get_title (EoCaldavObject *self)
{
  EoAppointment *master;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->records->len == 0)
    return "";
  master = _eo_caldav_object_master (self);
  return (master != NULL ? master : EO_APPOINTMENT (g_ptr_array_index (self->records, 0)))->subject;
}

gboolean
_eo_caldav_is_hidden (EoCaldavObject *self,
                      EoAppointment  *one)
{
  return EO_RECORD (one)->classification > EO_OPEN || (one->private && !self->is_known);
}

/* The one of @self that @event speaks of. */
static EoAppointment *
find (EoCaldavObject        *self,
      const EoCalendarEvent *event)
{
  EoAppointment *master = _eo_caldav_object_master (self);
  EoLocalTime occurrence;

  if (*event->occurrence == '\0')
    return master;
  occurrence = eo_ics_find_occurrence (event, self->diary->zone, master != NULL ? master->starts_zone : self->diary->zone);
  for (guint i = 0; i < self->records->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (self->records, i);

      if (g_str_equal (one->occurrence.iso, occurrence.iso))
        return one;
    }
  return NULL;
}

/* What is never sent is not believed either. A place and its address went out as one line, and are two again where that
 * came back. */
static void
prepare_event (EoCalendarEvent *event,
               EoAppointment   *known)
{
  g_hash_table_remove_all (event->own);
  if (known == NULL)
    return;
  event->sequence = MAX (event->sequence, known->sequence);
  if (*known->address == '\0')
    return;
  g_hash_table_replace (event->own, g_strdup (EO_ICS_PLACE), g_strdup (*known->place != '\0' ? known->place : "-"));
  g_hash_table_replace (event->own, g_strdup (EO_ICS_ADDRESS), g_strdup (known->address));
}

static gboolean
is_same (EoAppointment     *a,
         EoAppointment     *b,
         const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!eo_field_equal (eo_kind_find_field (&eo_appointment_kind, names[i]), EO_RECORD (a), EO_RECORD (b)))
      return FALSE;
  return TRUE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Times are compared, not the order they are named in. */
static void
sort_list (char **list)
{
  g_auto (GStrv) words = g_strsplit (*list, " ", -1);
  char *sorted;

  qsort (words, g_strv_length (words), sizeof *words, compare_texts);
  sorted = g_strjoinv (" ", words);
  eo_str_set (list, g_strchug (sorted));
  g_free (sorted);
}

/* Times whose own record is gone go out as exceptions, and are none here. */
static void
drop_gone (EoCaldavObject *self,
           EoAppointment  *one,
           EoAppointment  *said)
{
  g_autofree char *gone = _eo_caldav_list_gone (self, one);
  g_auto (GStrv) words = g_strsplit (gone, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strstr (one->except_on, words[i]) == NULL)
      _eo_caldav_list_remove (&said->except_on, words[i]);
}

static gboolean
says_same (EoCaldavObject  *self,
           EoAppointment   *one,
           EoCalendarEvent *event)
{
  g_autoptr (EoRecord) mine = eo_record_copy (EO_RECORD (one));
  g_autoptr (EoRecord) said = eo_record_copy (EO_RECORD (one));

  prepare_event (event, one);
  eo_ics_apply (EO_APPOINTMENT (said), event, self->diary->zone, FALSE);
  if (one == _eo_caldav_object_master (self))
    drop_gone (self, one, EO_APPOINTMENT (said));
  sort_list (&EO_APPOINTMENT (mine)->except_on);
  sort_list (&EO_APPOINTMENT (said)->except_on);
  sort_list (&EO_APPOINTMENT (mine)->extra_on);
  sort_list (&EO_APPOINTMENT (said)->extra_on);
  return is_same (EO_APPOINTMENT (mine), EO_APPOINTMENT (said), _eo_caldav_is_hidden (self, one) ? time_fields : told_fields);
}

/* @has: whether @one is as @event says, with those who attend. */
static gboolean
compare (EoWriter         *writer,
         EoIcsImport      *import,
         EoCaldavObject   *self,
         EoAppointment    *one,
         EoCalendarEvent  *event,
         gboolean         *has,
         GError          **error)
{
  *has = says_same (self, one, event);
  return !*has || _eo_caldav_is_hidden (self, one) || eo_ics_has_people (writer, import, one, event, has, error);
}

gboolean
eo_caldav_object_has (EoWriter        *writer,
                      EoCaldavObject  *self,
                      GPtrArray       *events,
                      gboolean        *has,
                      GError         **error)
{
  g_autoptr (GHashTable) parties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  EoIcsImport import = { .diary = self->diary, .parties = parties };

  g_return_val_if_fail (writer != NULL && self != NULL && events != NULL, FALSE);

  *has = events->len == self->records->len;
  for (guint i = 0; *has && i < events->len; i++)
    {
      EoCalendarEvent *event = g_ptr_array_index (events, i);
      EoAppointment *one = find (self, event);

      *has = one != NULL;
      if (one != NULL && !compare (writer, &import, self, one, event, has, error))
        return FALSE;
    }
  return TRUE;
}

/* Of one that went out as times alone; @one may be new. */
static gboolean
take_times (EoWriter         *writer,
            EoCaldavObject   *self,
            EoAppointment    *one,
            EoCalendarEvent  *event,
            GError          **error)
{
  g_autoptr (EoRecord) said = eo_record_copy (EO_RECORD (one));

  prepare_event (event, one);
  eo_ics_apply (EO_APPOINTMENT (said), event, self->diary->zone, FALSE);
  for (guint i = 0; time_fields[i] != NULL; i++)
    eo_field_copy (eo_kind_find_field (&eo_appointment_kind, time_fields[i]), EO_RECORD (one), said);
  return eo_writer_save (writer, EO_RECORD (one), error);
}

static gboolean
take_event (EoWriter         *writer,
            EoIcsImport      *import,
            EoCaldavObject   *self,
            EoCalendarEvent  *event,
            GError          **error)
{
  EoAppointment *one = find (self, event);
  EoAppointment *master = _eo_caldav_object_master (self);
  g_autofree char *line = NULL;
  EoIcsOutcome outcome;

  if (one != NULL && _eo_caldav_is_hidden (self, one))
    return take_times (writer, self, one, event, error);
  if (one == NULL && master != NULL && _eo_caldav_is_hidden (self, master))
    {
      EoLocalTime occurrence = eo_ics_find_occurrence (event, self->diary->zone, master->starts_zone);
      g_autoptr (EoRecord) taken = eo_series_take_out (master, &occurrence);

      return take_times (writer, self, EO_APPOINTMENT (taken), event, error);
    }
  prepare_event (event, one);
  return eo_ics_write_event (writer, import, event, &outcome, &line, error);
}

/* What was changed of a series and is not named any more is as the others again. */
static gboolean
drop_rest (EoWriter        *writer,
           EoCaldavObject  *self,
           GPtrArray       *events,
           GError         **error)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_autoptr (EoRecord) series = NULL;
  EoAppointment *master = _eo_caldav_object_master (self);

  for (guint i = 0; i < events->len; i++)
    g_hash_table_add (named, find (self, g_ptr_array_index (events, i)));
  for (guint i = 0; i < self->records->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (self->records, i);

      if (g_hash_table_contains (named, one) || one == master)
        continue;
      if (!eo_writer_delete (writer, &eo_appointment_kind, EO_RECORD (one)->id, error))
        return FALSE;
      if (master == NULL)
        continue;
      g_clear_object (&series);
      series = eo_writer_get (writer, &eo_appointment_kind, EO_RECORD (master)->id, error);
      if (series == NULL)
        return FALSE;
      _eo_caldav_list_remove (&EO_APPOINTMENT (series)->moved_on, one->occurrence.iso);
      if (!eo_writer_save (writer, series, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_moved (GHashTable *moved,
            GPtrArray  *events)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      EoCalendarEvent *event = g_ptr_array_index (events, i);

      if (*event->occurrence != '\0')
        g_ptr_array_add (list, event);
    }
  g_hash_table_insert (moved, ((EoCalendarEvent *) g_ptr_array_index (events, 0))->uid, list);
}

gboolean
eo_caldav_object_take (EoWriter        *writer,
                       EoStore         *store,
                       EoCaldavObject  *self,
                       GPtrArray       *events,
                       GError         **error)
{
  g_autoptr (GHashTable) parties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  EoIcsImport import = { .store = store, .diary = self->diary, .parties = parties, .moved = moved, .is_last = TRUE, .names_all = TRUE };

  g_return_val_if_fail (writer != NULL && self != NULL && events != NULL && events->len > 0, FALSE);

  note_moved (moved, events);
  for (guint i = 0; i < events->len; i++)
    if (!take_event (writer, &import, self, g_ptr_array_index (events, i), error))
      return FALSE;
  return drop_rest (writer, self, events, error);
}

gboolean
eo_caldav_object_delete (EoWriter        *writer,
                         EoCaldavObject  *self,
                         GError         **error)
{
  g_return_val_if_fail (writer != NULL && self != NULL, FALSE);

  for (guint i = self->records->len; i > 0; i--)
    if (!eo_writer_delete (writer, &eo_appointment_kind, ((EoRecord *) g_ptr_array_index (self->records, i - 1))->id, error))
      return FALSE;
  return TRUE;
}

/* A new record that says the same. */
static EoRecord *
copy_record (EoRecord *from)
{
  EoRecord *to = eo_record_new (eo_record_get_kind (from));
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (from), &n);

  for (guint i = 0; i < n; i++)
    eo_field_copy (fields[i], to, from);
  to->classification = from->classification;
  return to;
}

static gboolean
copy_people (EoWriter  *writer,
             gint64     from,
             gint64     to,
             GError   **error)
{
  g_autoptr (GPtrArray) people = eo_writer_select (writer, &eo_attendee_kind, "t.appointment = ?1", from, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      g_autoptr (EoRecord) copy = copy_record (g_ptr_array_index (people, i));

      EO_ATTENDEE (copy)->appointment.id = to;
      if (!eo_writer_save (writer, copy, error))
        return FALSE;
    }
  return people != NULL;
}

gboolean
eo_caldav_object_copy (EoWriter        *writer,
                       EoCaldavObject  *self,
                       GError         **error)
{
  EoAppointment *master;
  gint64 series = 0;

  g_return_val_if_fail (writer != NULL && self != NULL, FALSE);

  master = _eo_caldav_object_master (self);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < self->records->len; i++)
      {
        EoAppointment *one = g_ptr_array_index (self->records, i);
        g_autoptr (EoRecord) copy = NULL;

        if ((one == master) != (round == 0))
          continue;
        copy = copy_record (EO_RECORD (one));
        eo_str_set (&EO_APPOINTMENT (copy)->ical_uid, "");
        EO_APPOINTMENT (copy)->series.id = one != master ? series : 0;
        if (series == 0)
          EO_APPOINTMENT (copy)->occurrence.iso[0] = '\0';
        if (!eo_writer_save (writer, copy, error) || !copy_people (writer, EO_RECORD (one)->id, copy->id, error))
          return FALSE;
        if (one == master)
          series = copy->id;
      }
  return TRUE;
}
