/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"
#include "exchange/proposals/eo-letter-text.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-request-offer.h"

#define LONGEST (14 * 1440) /* minutes, as a request has them */

#define STANDS_FOR_REQUEST "t.request = ?1 AND t.status IN ('hold', 'confirmed', 'briefed')"
#define TAKEN "SELECT count (*) FROM appointment WHERE ical_uid = ?2 AND diary = ?1 AND deleted_at = ''"

/* What mail programs write before a subject, and around it: "Updated invitation: Budget @ Tue 6 Oct 2026 (Ms L. Pillay)". */
EO_PATTERN (before_pattern, "^\\s*((re|fw|fwd|aw|invitation|updated invitation|cancell?ed|cancell?ed event|uitnodiging|isimemo|"
                            "meeting request|new event|accepted|tentative)\\s*:\\s*)+")
EO_PATTERN (behind_pattern, "\\s+@ .*$")

static void
offer_free (gpointer data)
{
  EoRequestOffer *offer = data;

  g_free (offer->value);
  g_free (offer);
}

static void
add (GPtrArray  *offers,
     EoRequest  *request,
     const char *name,
     const char *value)
{
  const EoField *field = eo_kind_find_field (&eo_request_kind, name);
  g_autofree char *now = eo_field_to_text (field, EO_RECORD (request));
  EoRequestOffer *offer;

  if (*value == '\0' || g_str_equal (now, value))
    return;
  offer = g_new0 (EoRequestOffer, 1);
  offer->field = field;
  offer->value = g_strdup (value);
  g_ptr_array_add (offers, offer);
}

/* "Invitation" alone, or what is part of the other, or a mail program's wording of it. */
static gboolean
is_poorer (const char *subject,
           const char *summary)
{
  g_autofree char *rest = g_regex_replace (before_pattern (), subject, -1, 0, "", 0, NULL);
  g_autofree char *bare = g_regex_replace (behind_pattern (), rest, -1, 0, "", 0, NULL);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = g_utf8_casefold (summary, -1);

  g_strstrip (bare);
  ours = g_utf8_casefold (bare, -1);
  return *ours == '\0' || strstr (theirs, ours) != NULL || !g_str_equal (bare, subject) || strchr (bare, ' ') == NULL;
}

/* "Ms L. Pillay, l.pillay@chamber.example" */
static char *
make_contact (const EoCalendarEvent *event)
{
  gboolean named = *event->organizer_name != '\0' && !g_str_equal (event->organizer_name, event->organizer_address);

  if (!named)
    return g_strdup (event->organizer_address);
  return *event->organizer_address != '\0' ? g_strdup_printf ("%s, %s", event->organizer_name, event->organizer_address)
                                           : g_strdup (event->organizer_name);
}

static gint64
get_minutes (const EoCalendarEvent *event)
{
  EoLocalTime starts, ends;
  gint64 minutes;

  if (event->all_day || *event->starts == '\0' || !eo_local_time_parse (event->starts, &starts, NULL)
      || !eo_local_time_parse (event->ends, &ends, NULL) || ends.iso[0] == '\0')
    return 0;
  if (g_str_equal (event->starts_zone, event->ends_zone))
    minutes = eo_local_time_diff (&ends, &starts);
  else
    minutes = (eo_instant_from_local (&ends, event->ends_zone, NULL) - eo_instant_from_local (&starts, event->starts_zone, NULL)) / 60;
  return minutes > 0 && minutes <= LONGEST ? minutes : 0;
}

static void
add_minutes (GPtrArray *offers,
             EoRequest *request,
             gint64     minutes)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, minutes);

  if (minutes > 0)
    add (offers, request, "minutes", text);
}

GPtrArray *
eo_request_find_offers (EoRequest             *request,
                        const EoCalendarEvent *event,
                        gint64                 minutes)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func (offer_free);
  g_autofree char *contact = NULL;

  g_return_val_if_fail (EO_IS_REQUEST (request), offers);

  if (event == NULL)
    {
      add_minutes (offers, request, minutes);
      return offers;
    }
  contact = make_contact (event);
  if (is_poorer (request->subject, event->summary))
    add (offers, request, "subject", event->summary);
  if (*request->place == '\0')
    add (offers, request, "place", event->location);
  if (*request->contact == '\0'
      || (*event->organizer_address != '\0' && g_str_equal (request->contact, event->organizer_name)))
    add (offers, request, "contact", contact);
  add_minutes (offers, request, get_minutes (event) > 0 ? get_minutes (event) : minutes);
  return offers;
}

EoRecord *
eo_request_find_invited (EoStore    *store,
                         EoRequest  *request,
                         const char *uid)
{
  g_autoptr (EoQuery) query = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_REQUEST (request) && uid != NULL, NULL);

  if (*uid == '\0')
    return NULL;
  query = eo_query_new (&eo_appointment_kind);
  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "ical_uid"), EO_IS, uid);
  found = eo_store_select (store, query, 0, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      EoAppointment *one = g_ptr_array_index (found, i);

      if (one->request.id != 0 && one->request.id != EO_RECORD (request)->id && one->status != EO_APPOINTMENT_RELEASED)
        return g_object_ref (EO_RECORD (one));
    }
  return NULL;
}

gboolean
eo_writer_note_invitation (EoWriter    *writer,
                           gint64       request,
                           const char  *uid,
                           gint64       sequence,
                           GError     **error)
{
  g_autoptr (GPtrArray) standing = NULL;
  EoAppointment *one;

  g_return_val_if_fail (writer != NULL && uid != NULL, FALSE);

  standing = eo_writer_select (writer, &eo_appointment_kind, STANDS_FOR_REQUEST, request, error);
  if (standing == NULL)
    return FALSE;
  one = standing->len == 1 ? g_ptr_array_index (standing, 0) : NULL;
  if (one == NULL || *one->ical_uid != '\0' || *uid == '\0' || eo_writer_get_integer (writer, TAKEN, one->diary.id, uid) != 0)
    return TRUE;
  eo_str_set (&one->ical_uid, uid);
  one->sequence = sequence;
  return eo_writer_save (writer, EO_RECORD (one), error);
}
