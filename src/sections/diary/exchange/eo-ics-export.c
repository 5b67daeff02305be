/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-new-file.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/exchange/eo-ics-compose.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ExecOffice//ExecOffice " EO_VERSION "//EN\r\nCALSCALE:GREGORIAN\r\n"
#define FOOT "END:VCALENDAR\r\n"

/* What is written, by what it belongs to. */
typedef struct
{
  GHashTable *by_id;   /* of id: EoAppointment; owns them */
  GPtrArray  *order;   /* of EoAppointment */
  GHashTable *people;  /* of appointment id: GPtrArray of EoAttendee */
  GHashTable *stand;   /* of "ID START" that stand for one of a series */
  GHashTable *zones;   /* of their names */
} Export;

static void
export_clear (Export *self)
{
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->stand, g_hash_table_unref);
  g_clear_pointer (&self->zones, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static void
export_init (Export *self)
{
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  self->order = g_ptr_array_new ();
  self->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->stand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->zones = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
note_zone (Export     *self,
           const char *zone)
{
  if (*zone != '\0' && !g_str_equal (zone, "UTC"))
    g_hash_table_add (self->zones, (gpointer) zone);
}

static gboolean
take_appointment (EoRecord *record,
                  gpointer  user_data)
{
  Export *self = user_data;
  EoAppointment *appointment = EO_APPOINTMENT (record);

  if (g_hash_table_contains (self->by_id, &record->id))
    return TRUE;
  g_hash_table_insert (self->by_id, &record->id, g_object_ref (record));
  g_ptr_array_add (self->order, appointment);
  if (!appointment->all_day)
    {
      note_zone (self, appointment->starts_zone);
      note_zone (self, appointment->ends_zone);
    }
  if (appointment->series.id != 0)
    g_hash_table_add (self->stand, g_strdup_printf ("%" G_GINT64_FORMAT " %s", appointment->series.id, appointment->occurrence.iso));
  return TRUE;
}

static gboolean
take_attendee (EoRecord *record,
               gpointer  user_data)
{
  Export *self = user_data;
  const gint64 id = EO_ATTENDEE (record)->appointment.id;
  GPtrArray *list;

  if (!g_hash_table_contains (self->by_id, &id))
    return TRUE;
  list = g_hash_table_lookup (self->people, &id);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->people, g_memdup2 (&id, sizeof id), list);
    }
  g_ptr_array_add (list, g_object_ref (record));
  return TRUE;
}

static void
add_condition (EoQuery    *query,
               const char *field,
               EoCompare   compare,
               const char *text)
{
  eo_query_add (query, eo_kind_find_field (eo_query_get_kind (query), field), compare, text);
}

/* What belongs to one of a series: the series, and all that was changed of it. */
static gboolean
gather_series (Export   *self,
               EoStore  *store,
               GError  **error)
{
  const guint n = self->order->len;

  for (guint i = 0; i < n; i++)
    {
      EoAppointment *one = g_ptr_array_index (self->order, i);
      g_autoptr (EoQuery) query = NULL;
      g_autofree char *link = NULL;

      if (one->series.id != 0 && !g_hash_table_contains (self->by_id, &one->series.id))
        {
          g_autoptr (EoRecord) series = eo_store_get (store, &eo_appointment_kind, one->series.id, error);

          if (series == NULL)
            return FALSE;
          if (series->deleted_at.iso[0] == '\0')
            take_appointment (series, self);
        }
      if (*one->moved_on == '\0')
        continue;
      query = eo_query_new (&eo_appointment_kind);
      link = g_strdup_printf ("#%" G_GINT64_FORMAT, EO_RECORD (one)->id);
      add_condition (query, "series", EO_IS, link);
      if (!eo_store_foreach (store, query, take_appointment, self, error))
        return FALSE;
    }
  return TRUE;
}

/* Local starts whose own record was deleted: they do not take place. */
static char *
list_gone (Export        *self,
           EoAppointment *series)
{
  g_auto (GStrv) moved = g_strsplit (series->moved_on, " ", -1);
  GString *gone = g_string_new (NULL);

  for (guint i = 0; moved[i] != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", EO_RECORD (series)->id, moved[i]);

      if (*moved[i] != '\0' && !g_hash_table_contains (self->stand, key))
        g_string_append_printf (gone, "%s%s", gone->len > 0 ? " " : "", moved[i]);
    }
  return g_string_free (gone, FALSE);
}

static void
compose_one (Export        *self,
             EoAppointment *one,
             EoIcsDetail    detail,
             GString       *to)
{
  EoAppointment *series = one->series.id != 0 ? g_hash_table_lookup (self->by_id, &one->series.id) : NULL;
  g_autofree char *gone = list_gone (self, one);

  if (series != NULL && !one->all_day)
    note_zone (self, series->starts_zone);
  eo_ics_compose (to, one, series, g_hash_table_lookup (self->people, &EO_RECORD (one)->id), gone, detail);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static void
compose_zones (Export  *self,
               GString *to)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->zones), compare_names);

  for (GList *at = names; at != NULL; at = at->next)
    eo_ics_compose_zone (to, at->data);
}

static gboolean
is_before_series (EoAppointment *one)
{
  return one->series.id == 0;
}

/* Series before what was changed of them: some programs read it in one go. */
static void
compose_all (Export      *self,
             EoIcsDetail  detail,
             GString     *head,
             GString     *events)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < self->order->len; i++)
      if (is_before_series (self->order->pdata[i]) == (round == 0))
        compose_one (self, self->order->pdata[i], detail, events);
  compose_zones (self, head);
}

static gboolean
gather_people (Export   *self,
               EoStore  *store,
               GError  **error)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_attendee_kind);
  g_autofree char *link = NULL;

  if (self->order->len <= 10)
    {
      for (guint i = 0; i < self->order->len; i++)
        {
          g_autoptr (EoQuery) of_one = eo_query_new (&eo_attendee_kind);
          g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, EO_RECORD (self->order->pdata[i])->id);

          add_condition (of_one, "appointment", EO_IS, id);
          eo_query_set_sort_reference (of_one, FALSE);
          if (!eo_store_foreach (store, of_one, take_attendee, self, error))
            return FALSE;
        }
      return TRUE;
    }
  eo_query_set_sort_reference (query, FALSE);
  return eo_store_foreach (store, query, take_attendee, self, error);
}

static void
add_diary_name (GString  *head,
                EoStore  *store,
                gint64    diary)
{
  g_autoptr (EoRecord) record = diary != 0 ? eo_store_get (store, &eo_diary_kind, diary, NULL) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *zone = NULL;

  if (record == NULL)
    return;
  name = g_strdup_printf ("X-WR-CALNAME:%s", EO_DIARY (record)->name);
  zone = g_strdup_printf ("X-WR-TIMEZONE:%s", EO_DIARY (record)->zone);
  eo_ics_fold (head, name);
  eo_ics_fold (head, zone);
}

static EoQuery *
make_query (gint64        diary,
            const EoDate *from,
            const EoDate *until)
{
  EoQuery *query = eo_query_new (&eo_appointment_kind);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, diary);
  g_autofree char *after = g_strconcat (from->iso, "T00:00:00Z", NULL);
  EoDate next = until->iso[0] != '\0' ? eo_date_add_days (until, 2) : *until;
  g_autofree char *before = g_strconcat (next.iso, "T00:00:00Z", NULL);

  if (diary != 0)
    add_condition (query, "diary", EO_IS, link);
  if (from->iso[0] != '\0') /* a day to spare: what is a day there may be another here */
    add_condition (query, "blocked_until", EO_AFTER, after);
  if (until->iso[0] != '\0')
    add_condition (query, "blocked_from", EO_BEFORE, before);
  eo_query_set_sort (query, eo_kind_find_field (&eo_appointment_kind, "starts"), FALSE);
  return query;
}

static gboolean
write_file (const char     *path,
            const GString  *head,
            const GString  *events,
            GError        **error)
{
  g_autoptr (EoNewFile) file = NULL;

  if (!eo_file_check_name (path, error) || (file = eo_new_file_open (path, 0600, error)) == NULL)
    return FALSE;
  eo_new_file_write (file, head->str, head->len, NULL);
  eo_new_file_write (file, events->str, events->len, NULL);
  return eo_new_file_write (file, FOOT, strlen (FOOT), error) && eo_new_file_sync (file, error)
         && eo_new_file_replace (file, error);
}

gboolean
eo_ics_export (EoStore       *store,
               gint64         diary,
               const EoDate  *from,
               const EoDate  *until,
               const char    *path,
               guint64       *n,
               GError       **error)
{
  g_auto (Export) self = { 0 };
  g_autoptr (EoQuery) query = NULL;
  g_autoptr (GString) head = g_string_new (HEAD);
  g_autoptr (GString) events = g_string_new (NULL);

  g_return_val_if_fail (EO_IS_STORE (store) && from != NULL && until != NULL && path != NULL && n != NULL, FALSE);

  export_init (&self);
  query = make_query (diary, from, until);
  if (!eo_store_foreach (store, query, take_appointment, &self, error) || !gather_series (&self, store, error)
      || !gather_people (&self, store, error))
    return FALSE;
  add_diary_name (head, store, diary);
  compose_all (&self, EO_ICS_WHOLE, head, events);
  *n = self.order->len;
  return write_file (path, head, events, error);
}

char *
eo_ics_export_one (EoStore      *store,
                   gint64        appointment,
                   EoIcsDetail   detail,
                   GError      **error)
{
  g_auto (Export) self = { 0 };
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (GString) events = g_string_new (NULL);
  GString *head;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  export_init (&self);
  record = eo_store_get (store, &eo_appointment_kind, appointment, error);
  if (record == NULL)
    return NULL;
  take_appointment (record, &self);
  /* Once for the series that it is one of, once for what else was changed of that. */
  if (!gather_series (&self, store, error) || !gather_series (&self, store, error) || !gather_people (&self, store, error))
    return NULL;
  head = g_string_new (HEAD);
  compose_all (&self, detail, head, events);
  g_string_append (head, events->str);
  g_string_append (head, FOOT);
  return g_string_free (head, FALSE);
}
