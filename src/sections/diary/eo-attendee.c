/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-attendee.h"
#include "store/eo-store.h"

static const GEnumValue roles[] = {
  { EO_ROLE_ATTENDS, N_("Attends"), "attends" },   { EO_ROLE_HOST, N_("Host"), "host" },
  { EO_ROLE_CHAIR, N_("Chair"), "chair" },         { EO_ROLE_SPEAKS, N_("Speaks"), "speaks" },
  { EO_ROLE_ACCOMPANIES, N_("Accompanies"), "accompanies" }, { EO_ROLE_OPTIONAL, N_("May attend"), "optional" },
  { 0 },
};
EO_DEFINE_CHOICE (EoAttendeeRole, eo_attendee_role, roles)

static const GEnumValue responses[] = {
  { EO_RESPONSE_NONE, N_("No answer yet"), "none" },
  { EO_RESPONSE_YES, N_("Comes"), "yes" },
  { EO_RESPONSE_NO, N_("Does not come"), "no" },
  { EO_RESPONSE_MAYBE, N_("Perhaps"), "maybe" },
  { 0 },
};
EO_DEFINE_CHOICE (EoResponse, eo_response, responses)

static const EoField fields[] = {
  EO_TEXT (EoAttendee, name, N_("Name"), EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoAttendee, appointment, N_("Appointment"), "appointment", EO_REQUIRED),
  EO_LINK (EoAttendee, party, N_("Who"), "party", EO_WHO | EO_COLUMN),
  EO_TEXT (EoAttendee, email, N_("E-mail"), EO_SEARCH),
  EO_CHOICE (EoAttendee, role, N_("Role"), eo_attendee_role, EO_COLUMN),
  EO_CHOICE (EoAttendee, response, N_("Answer"), eo_response, EO_COLUMN),
  EO_TEXT (EoAttendee, remarks, N_("Remarks"), EO_NO_FLAGS),
};

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoAttendee *self = EO_ATTENDEE (record);

  if (self->party.id == 0 && *self->name == '\0')
    eo_problems_add (problems, record, "party", _("Choose somebody, or write a name"));
}

#define SAME_PARTY \
  "SELECT id FROM attendee WHERE appointment = ?1 AND party = CAST (?2 AS INTEGER) AND deleted_at = ''"

/* A party has its own name, and stands here once. */
static gboolean
saving (EoWriter  *writer,
        EoRecord  *record,
        EoRecord  *before,
        GError   **error)
{
  EoAttendee *self = EO_ATTENDEE (record);
  g_autofree char *id = NULL;
  gint64 other;

  if (self->party.id == 0)
    return TRUE;
  if (*self->party.title != '\0' && (*self->name == '\0' || before == NULL
                                     || EO_ATTENDEE (before)->party.id != self->party.id))
    eo_str_set (&self->name, self->party.title);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, self->party.id);
  other = eo_writer_get_integer (writer, SAME_PARTY, self->appointment.id, id);
  if (other == 0 || other == record->id)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("%s is among those who attend already."), self->name);
  return FALSE;
}

EO_DEFINE_RECORD (EoAttendee, eo_attendee, "attendee", N_("Attendee"), N_("Attendees"), fields,
                  .icon = "avatar-default-symbolic",
                  .validate = validate,
                  .saving = saving)
