/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/exchange/eo-ics-import-private.h"
#include "sections/diary/exchange/eo-ics-names.h"

/* One who attends, as a calendar says it. */
typedef struct
{
  const char     *name;
  const char     *email;
  const char     *remarks;
  EoAttendeeRole  role;
  EoResponse      response;
  gboolean        has_role;
} Guest;

/* Whose address it is: exactly one person, or organisation. */
#define PARTY_OF_ADDRESS \
  "SELECT CASE WHEN count (*) = 1 THEN max (id) ELSE 0 END FROM (" \
  " SELECT id FROM person WHERE email = ?2 COLLATE NOCASE AND deleted_at = ''" \
  " UNION SELECT id FROM organisation WHERE email = ?2 COLLATE NOCASE AND deleted_at = '')"

#define TITLE_OF_PARTY "SELECT title FROM party WHERE id = ?1"

static EoResponse
parse_response (const char *text)
{
  if (g_str_equal (text, "ACCEPTED"))
    return EO_RESPONSE_YES;
  if (g_str_equal (text, "DECLINED"))
    return EO_RESPONSE_NO;
  return g_str_equal (text, "TENTATIVE") ? EO_RESPONSE_MAYBE : EO_RESPONSE_NONE;
}

static EoAttendeeRole
parse_role (const char *text)
{
  if (g_str_equal (text, "CHAIR"))
    return EO_ROLE_CHAIR;
  return g_str_equal (text, "OPT-PARTICIPANT") || g_str_equal (text, "NON-PARTICIPANT") ? EO_ROLE_OPTIONAL : EO_ROLE_ATTENDS;
}

/* Our own list of them knows more; what each answered stands beside it. */
static void
add_own (GArray     *guests,
         const char *list,
         GPtrArray  *keep)
{
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char **parts = g_strsplit (lines[i], "\t", 5);
      int role, response;
      Guest guest;

      g_ptr_array_add (keep, parts);
      if (g_strv_length (parts) != 5 || !eo_choice_parse (eo_attendee_role_get_type (), parts[0], &role) ||
          !eo_choice_parse (eo_response_get_type (), parts[1], &response))
        continue;
      guest = (Guest) { parts[3], parts[2], parts[4], role, response, TRUE };
      g_array_append_val (guests, guest);
    }
}

static Guest *
find_guest (GArray     *guests,
            const char *email)
{
  for (guint i = 0; *email != '\0' && i < guests->len; i++)
    if (g_ascii_strcasecmp (g_array_index (guests, Guest, i).email, email) == 0)
      return &g_array_index (guests, Guest, i);
  return NULL;
}

/* @keep: what the list's text stands in. */
static GArray *
list_guests (const EoCalendarEvent *event,
             GPtrArray             *keep)
{
  GArray *guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  const char *own = g_hash_table_lookup (event->own, EO_ICS_ATTENDEES);

  if (own != NULL)
    add_own (guests, own, keep);
  else if (*event->organizer_address != '\0' || *event->organizer_name != '\0')
    {
      Guest host = { event->organizer_name, event->organizer_address, "", EO_ROLE_HOST, EO_RESPONSE_NONE, TRUE };

      g_array_append_val (guests, host);
    }
  for (guint i = 0; i < event->attendees->len; i++)
    {
      const EoCalendarAttendee *attendee = g_ptr_array_index (event->attendees, i);
      Guest guest = { attendee->name, attendee->address, "", parse_role (attendee->role), parse_response (attendee->response),
                      *attendee->role != '\0' };
      Guest *known = find_guest (guests, guest.email);

      if (known != NULL)
        known->response = guest.response;
      else if (own == NULL)
        g_array_append_val (guests, guest);
    }
  return guests;
}

static gint64
find_party (EoWriter    *writer,
            EoIcsImport *self,
            const char  *email)
{
  gint64 *known;

  if (*email == '\0')
    return 0;
  known = g_hash_table_lookup (self->parties, email);
  if (known == NULL)
    {
      known = g_new (gint64, 1);
      *known = eo_writer_get_integer (writer, PARTY_OF_ADDRESS, 0, email);
      g_hash_table_insert (self->parties, g_strdup (email), known);
    }
  return *known;
}

static gboolean
is_same (EoAttendee  *attendee,
         const Guest *guest,
         gint64       party)
{
  if (party != 0 && attendee->party.id == party)
    return TRUE;
  if (*guest->email != '\0' && *attendee->email != '\0')
    return g_ascii_strcasecmp (attendee->email, guest->email) == 0;
  return *guest->name != '\0' && g_utf8_collate (attendee->name, guest->name) == 0;
}

static EoAttendee *
find_attendee (GPtrArray   *there,
               const Guest *guest,
               gint64       party)
{
  for (guint i = 0; i < there->len; i++)
    if (is_same (there->pdata[i], guest, party))
      return there->pdata[i];
  return NULL;
}

static gboolean
add_guest (EoWriter       *writer,
           EoAppointment  *appointment,
           const Guest    *guest,
           gint64          party,
           GPtrArray      *there,
           GError        **error)
{
  EoAttendee *attendee = EO_ATTENDEE (eo_record_new (&eo_attendee_kind));

  g_ptr_array_add (there, attendee);
  eo_str_set (&attendee->name, *guest->name != '\0' ? guest->name : guest->email);
  eo_str_set (&attendee->email, guest->email);
  eo_str_set (&attendee->remarks, guest->remarks);
  attendee->role = guest->role;
  attendee->response = guest->response;
  attendee->party.id = party;
  if (party != 0)
    {
      g_free (attendee->party.title);
      attendee->party.title = eo_writer_get_text (writer, TITLE_OF_PARTY, party, NULL);
    }
  attendee->appointment.id = EO_RECORD (appointment)->id;
  eo_str_set (&attendee->appointment.title, appointment->subject);
  return eo_writer_save (writer, EO_RECORD (attendee), error);
}

static gboolean
change_guest (EoWriter     *writer,
              EoAttendee   *attendee,
              const Guest  *guest,
              gboolean     *changed,
              GError      **error)
{
  const EoResponse response = guest->response != EO_RESPONSE_NONE ? guest->response : attendee->response;
  const EoAttendeeRole role = guest->has_role && guest->role != EO_ROLE_ATTENDS ? guest->role : attendee->role;

  if (attendee->response == response && attendee->role == role)
    return TRUE;
  attendee->response = response;
  attendee->role = role;
  *changed = TRUE;
  return eo_writer_save (writer, EO_RECORD (attendee), error);
}

/* The principal does not attend with the others: it is their own attendance. */
static gboolean
is_principal (EoIcsImport *self,
              gint64       party)
{
  return party != 0 && party == self->diary->principal.id;
}

/* Who went out with the others, and is not named any more. Who has no address never went out, and a host stays where no
 * other is named: some programs leave that out. */
static gboolean
has_left (const EoAttendee      *attendee,
          const EoCalendarEvent *event,
          GHashTable            *named)
{
  return *attendee->email != '\0' && !g_hash_table_contains (named, attendee) &&
         (attendee->role != EO_ROLE_HOST || *event->organizer_address != '\0');
}

static gboolean
delete_left (EoWriter               *writer,
             const EoCalendarEvent  *event,
             GPtrArray              *there,
             GHashTable             *named,
             gboolean               *changed,
             GError                **error)
{
  for (guint i = 0; i < there->len; i++)
    if (has_left (there->pdata[i], event, named))
      {
        *changed = TRUE;
        if (!eo_writer_delete (writer, &eo_attendee_kind, EO_RECORD (there->pdata[i])->id, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
eo_ics_has_people (EoWriter               *writer,
                   EoIcsImport            *self,
                   EoAppointment          *appointment,
                   const EoCalendarEvent  *event,
                   gboolean               *has,
                   GError                **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) guests = list_guests (event, keep);
  g_autoptr (GPtrArray) there
    = eo_writer_select (writer, &eo_attendee_kind, "t.appointment = ?1", EO_RECORD (appointment)->id, error);

  *has = TRUE;
  for (guint i = 0; there != NULL && i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      gint64 party = find_party (writer, self, guest->email);
      EoAttendee *attendee = find_attendee (there, guest, party);

      if (attendee != NULL)
        g_hash_table_add (named, attendee);
      if (is_principal (self, party) && guest->role != EO_ROLE_HOST)
        continue;
      *has &= attendee != NULL && (guest->role == EO_ROLE_HOST || attendee->response == guest->response);
    }
  for (guint i = 0; there != NULL && i < there->len; i++)
    *has &= !has_left (there->pdata[i], event, named);
  return there != NULL;
}

gboolean
eo_ics_write_people (EoWriter               *writer,
                     EoIcsImport            *self,
                     EoAppointment          *appointment,
                     const EoCalendarEvent  *event,
                     gboolean                is_new,
                     gboolean               *changed,
                     GError                **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GArray) guests = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GHashTable) named = NULL;
  gboolean ok = TRUE;

  if (!self->names_all && event->attendees->len == 0 && *event->organizer_address == '\0' && *event->organizer_name == '\0' &&
      !g_hash_table_contains (event->own, EO_ICS_ATTENDEES))
    return TRUE;
  guests = list_guests (event, keep);
  there = is_new ? g_ptr_array_new_with_free_func (g_object_unref)
                 : eo_writer_select (writer, &eo_attendee_kind, "t.appointment = ?1", EO_RECORD (appointment)->id, error);
  if (there == NULL)
    return FALSE;
  named = g_hash_table_new (NULL, NULL);
  for (guint i = 0; ok && i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      gint64 party = find_party (writer, self, guest->email);
      EoAttendee *attendee = find_attendee (there, guest, party);

      if (attendee != NULL)
        g_hash_table_add (named, attendee);
      if (is_principal (self, party) && guest->role != EO_ROLE_HOST)
        continue;
      if (attendee != NULL)
        {
          ok = change_guest (writer, attendee, guest, changed, error);
          continue;
        }
      *changed = TRUE;
      ok = add_guest (writer, appointment, guest, party, there, error);
      g_hash_table_add (named, there->pdata[there->len - 1]);
    }
  return ok && (!self->names_all || delete_left (writer, event, there, named, changed, error));
}

gboolean
eo_ics_write_answer (EoWriter               *writer,
                     EoIcsImport            *self,
                     EoAppointment          *appointment,
                     const EoCalendarEvent  *event,
                     gboolean               *changed,
                     GError                **error)
{
  g_autoptr (GPtrArray) there
    = eo_writer_select (writer, &eo_attendee_kind, "t.appointment = ?1", EO_RECORD (appointment)->id, error);
  gboolean ok = there != NULL;

  for (guint i = 0; ok && i < event->attendees->len; i++)
    {
      const EoCalendarAttendee *said = g_ptr_array_index (event->attendees, i);
      const Guest guest = { said->name, said->address, "", EO_ROLE_ATTENDS, parse_response (said->response), FALSE };
      gint64 party = find_party (writer, self, guest.email);
      EoAttendee *attendee = find_attendee (there, &guest, party);

      if (attendee != NULL)
        {
          ok = change_guest (writer, attendee, &guest, changed, error);
          continue;
        }
      *changed = TRUE; /* somebody who was asked along by another */
      ok = add_guest (writer, appointment, &guest, party, there, error);
    }
  return ok;
}
