/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/exchange/eo-caldav-object-private.h"
#include "sections/diary/exchange/eo-ics-compose.h"

/* What a server is told of an entry. Our own properties stay here: it has no use for briefs and travel notes, and another
 * program may change what they say again in other words, and leave them as they were. */

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ExecOffice//ExecOffice " EO_VERSION "//EN\r\nCALSCALE:GREGORIAN\r\n"
#define FOOT "END:VCALENDAR\r\n"

static gboolean
list_has (const char *list,
          const char *time)
{
  return strstr (list, time) != NULL; /* all are of one length */
}

void
_eo_caldav_list_remove (char       **list,
                        const char  *time)
{
  g_auto (GStrv) words = g_strsplit (*list, " ", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !g_str_equal (words[i], time))
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words[i]);
  eo_str_set (list, rest->str);
}

void
_eo_caldav_list_add (char       **list,
                     const char  *time)
{
  g_autofree char *longer = NULL;

  if (list_has (*list, time))
    return;
  longer = g_strconcat (*list, **list != '\0' ? " " : "", time, NULL);
  eo_str_set (list, longer);
}

/* A hold that was given up is of no interest to anybody; of one that is hidden the diary may say nothing at all. */
static gboolean
is_told (EoCaldavObject *self,
         EoAppointment  *one)
{
  return one->status != EO_APPOINTMENT_RELEASED &&
         (self->diary->discloses == EO_DISCLOSES_BUSY || !_eo_caldav_is_hidden (self, one));
}

char *
_eo_caldav_list_gone (EoCaldavObject *self,
                      EoAppointment  *master)
{
  char *gone = g_strdup (master->moved_on);

  for (guint i = 0; i < self->records->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (self->records, i);

      if (one != master && is_told (self, one))
        _eo_caldav_list_remove (&gone, one->occurrence.iso);
    }
  return gone;
}

static void
note_zone (GPtrArray  *zones,
           const char *zone)
{
  if (*zone != '\0' && !g_str_equal (zone, "UTC") && !g_ptr_array_find_with_equal_func (zones, zone, g_str_equal, NULL))
    g_ptr_array_add (zones, (gpointer) zone);
}

static gboolean
say_one (EoWriter        *writer,
         EoCaldavObject  *self,
         EoAppointment   *one,
         GString         *events,
         GError         **error)
{
  const gboolean is_hidden = _eo_caldav_is_hidden (self, one);
  EoAppointment *master = _eo_caldav_object_master (self);
  g_autofree char *gone = one == master ? _eo_caldav_list_gone (self, one) : g_strdup ("");
  g_autoptr (GPtrArray) people = NULL;

  if (!is_hidden)
    {
      people = eo_writer_select (writer, &eo_attendee_kind, "t.appointment = ?1", EO_RECORD (one)->id, error);
      if (people == NULL)
        return FALSE;
    }
  eo_ics_compose (events, one, one != master ? master : NULL, people, gone, is_hidden ? EO_ICS_BUSY : EO_ICS_PLAIN);
  return TRUE;
}

char *
eo_caldav_object_say (EoWriter        *writer,
                      EoCaldavObject  *self,
                      GError         **error)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GPtrArray) zones = g_ptr_array_new ();
  EoAppointment *master;
  GString *all;

  g_return_val_if_fail (writer != NULL && self != NULL, NULL);

  master = _eo_caldav_object_master (self);
  if (self->records->len == 0 || (master != NULL && !is_told (self, master)))
    return g_strdup ("");
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < self->records->len; i++)
      {
        EoAppointment *one = g_ptr_array_index (self->records, i);

        if ((one == master) != (round == 0) || !is_told (self, one))
          continue;
        if (!one->all_day)
          {
            note_zone (zones, one->starts_zone);
            note_zone (zones, one->ends_zone);
          }
        if (!say_one (writer, self, one, events, error))
          return NULL;
      }
  if (events->len == 0)
    return g_strdup ("");
  all = g_string_new (HEAD);
  for (guint i = 0; i < zones->len; i++)
    eo_ics_compose_zone (all, g_ptr_array_index (zones, i));
  g_string_append_printf (all, "%s" FOOT, events->str);
  return g_string_free (all, FALSE);
}

/* Lines that tell when, or by which version, it was said. */
static gboolean
is_stamp (const char *line)
{
  return g_str_has_prefix (line, "DTSTAMP") || g_str_has_prefix (line, "LAST-MODIFIED") || g_str_has_prefix (line, "CREATED") ||
         g_str_has_prefix (line, "PRODID");
}

char *
eo_caldav_hash (const char *said)
{
  g_autoptr (GChecksum) sum = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (said != NULL, NULL);

  sum = g_checksum_new (G_CHECKSUM_SHA256);
  lines = g_strsplit (said, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_stamp (lines[i]))
      {
        g_checksum_update (sum, (const guchar *) lines[i], -1);
        g_checksum_update (sum, (const guchar *) "\n", 1);
      }
  return g_strdup (g_checksum_get_string (sum));
}
