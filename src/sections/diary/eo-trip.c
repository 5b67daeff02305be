/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-trip.h"

static const GEnumValue statuses[] = {
  { EO_TRIP_PLANNED, N_("Planned"), "planned" },
  { EO_TRIP_APPROVED, N_("Approved"), "approved" },
  { EO_TRIP_TRAVELLED, N_("Travelled"), "travelled" },
  { EO_TRIP_CANCELLED, N_("Cancelled"), "cancelled" },
  { 0 },
};
EO_DEFINE_CHOICE (EoTripStatus, eo_trip_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoTrip, title, N_("Trip"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoTrip, diary, N_("Diary"), "diary", EO_REQUIRED | EO_COLUMN),
  EO_DATE (EoTrip, starts, N_("From"), EO_REQUIRED | EO_COLUMN),
  EO_DATE (EoTrip, ends, N_("To"), EO_COLUMN),
  EO_LONG_TEXT (EoTrip, purpose, N_("Purpose"), EO_SEARCH),
  EO_LONG_TEXT (EoTrip, delegation, N_("Delegation"), EO_SEARCH),
  EO_LONG_TEXT (EoTrip, notes, N_("Notes"), EO_SEARCH),
  EO_CHOICE (EoTrip, status, N_("Status"), eo_trip_status, EO_COLUMN | EO_STATE),
};

static const EoState states[] = {
  { "planned", EO_TONE_NEW, TRUE },
  { "approved", EO_TONE_WORK, TRUE },
  { "travelled", EO_TONE_DONE, FALSE },
  { "cancelled", EO_TONE_ENDED, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "planned", "approved", N_("Approve"), NULL },
  { "approved", "travelled", N_("Mark as Travelled"), NULL },
  { "planned", "cancelled", N_("Cancel Trip"), "notes" },
  { "approved", "cancelled", N_("Cancel Trip"), "notes" },
  { "cancelled", "planned", N_("Plan Again"), NULL, .name = "planned" },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "open", N_("Coming"), "status IN ('planned', 'approved')" },
  { "all", N_("All"), NULL },
  { NULL },
};

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoTrip *self = EO_TRIP (record);

  if (self->ends.iso[0] != '\0' && g_strcmp0 (self->ends.iso, self->starts.iso) < 0)
    eo_problems_add (problems, record, "ends", _("It ends before it begins"));
}

#define BLOCKS_OF_TRIP "t.leg IN (SELECT id FROM leg WHERE trip = ?1 AND deleted_at = '')"

/* What stands in the diary for its legs goes to another diary, and is called off, with it. */
static gboolean
saved (EoWriter  *writer,
       EoRecord  *record,
       EoRecord  *before,
       GError   **error)
{
  EoTrip *self = EO_TRIP (record);
  const char *state = self->status == EO_TRIP_CANCELLED ? "cancelled" : "confirmed";
  g_autoptr (GPtrArray) blocks = NULL;

  if (before == NULL || (EO_TRIP (before)->diary.id == self->diary.id && EO_TRIP (before)->status == self->status))
    return TRUE;
  blocks = eo_writer_select (writer, &eo_appointment_kind, BLOCKS_OF_TRIP, record->id, error);
  if (blocks == NULL)
    return FALSE;
  for (guint i = 0; i < blocks->len; i++)
    {
      EoAppointment *block = g_ptr_array_index (blocks, i);

      block->diary.id = self->diary.id;
      if (!eo_writer_save (writer, EO_RECORD (block), error)
          || !eo_writer_set_state (writer, EO_RECORD (block), state, error))
        return FALSE;
    }
  return TRUE;
}

EO_DEFINE_RECORD (EoTrip, eo_trip, "trip", N_("Trip"), N_("Trips"), fields,
                  .icon = "mark-location-symbolic",
                  .validate = validate,
                  .saved = saved,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters,
                  .part = "leg",
                  .part_label = N_("_Add a Leg or a Stay…"),
                  .sort = "starts")
