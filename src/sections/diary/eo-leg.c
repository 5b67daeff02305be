/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-trip.h"

static const GEnumValue modes[] = {
  { EO_LEG_CAR, N_("By car"), "car" },
  { EO_LEG_FLIGHT, N_("Flight"), "flight" },
  { EO_LEG_TRAIN, N_("Train"), "train" },
  { EO_LEG_BUS, N_("Bus"), "bus" },
  { EO_LEG_HELICOPTER, N_("Helicopter"), "helicopter" },
  { EO_LEG_SHIP, N_("Ship"), "ship" },
  { EO_LEG_ON_FOOT, N_("On foot"), "foot" },
  { EO_LEG_STAY, N_("Stay"), "stay" },
  { 0 },
};
EO_DEFINE_CHOICE (EoLegMode, eo_leg_mode, modes)

static const EoField fields[] = {
  EO_TEXT (EoLeg, route, N_("Leg"), EO_SEARCH | EO_TITLE | EO_COLUMN | EO_DERIVED),
  EO_LINK (EoLeg, trip, N_("Trip"), "trip", EO_REQUIRED),
  EO_CHOICE (EoLeg, mode, N_("How"), eo_leg_mode, EO_COLUMN),
  EO_TEXT (EoLeg, from_place, N_("From"), EO_REQUIRED | EO_SEARCH),
  EO_TEXT (EoLeg, to_place, N_("To"), EO_REQUIRED | EO_SEARCH),
  EO_TIME (EoLeg, leaves, N_("Leaves"), EO_REQUIRED | EO_COLUMN),
  EO_TEXT (EoLeg, leaves_zone, N_("Zone there"), EO_NO_FLAGS),
  EO_TIME (EoLeg, arrives, N_("Arrives"), EO_REQUIRED | EO_COLUMN),
  EO_TEXT (EoLeg, arrives_zone, N_("Zone on arrival"), EO_NO_FLAGS),
  EO_TEXT (EoLeg, carrier, N_("Carrier and number"), EO_SEARCH),
  EO_TEXT (EoLeg, booking, N_("Booking reference"), EO_SEARCH),
  EO_TEXT (EoLeg, contact, N_("Contact"), EO_SEARCH),
  EO_TEXT (EoLeg, phone, N_("Telephone"), EO_NO_FLAGS),
  EO_LINK (EoLeg, driver, N_("Driver"), "person", EO_SEARCH),
  EO_TEXT (EoLeg, vehicle, N_("Vehicle"), EO_SEARCH),
  EO_INTEGER (EoLeg, distance, N_("Distance, km"), EO_NO_FLAGS),
  EO_LONG_TEXT (EoLeg, notes, N_("Notes"), EO_SEARCH),
};

static const char *
field_label (EoRecord      *record,
             const EoField *field)
{
  if (EO_LEG (record)->mode != EO_LEG_STAY)
    return NULL;
  if (g_str_equal (field->name, "from_place"))
    return N_("Where");
  if (g_str_equal (field->name, "leaves"))
    return N_("In");
  if (g_str_equal (field->name, "arrives"))
    return N_("Out");
  if (g_str_equal (field->name, "carrier"))
    return N_("Address");
  if (g_str_equal (field->name, "leaves_zone"))
    return N_("Zone");
  return NULL;
}

static gboolean
field_shown (EoRecord      *record,
             const EoField *field)
{
  static const char *const of_ways[] = { "to_place", "arrives_zone", "driver", "vehicle", "distance", NULL };

  return EO_LEG (record)->mode != EO_LEG_STAY || !g_strv_contains (of_ways, field->name);
}

static void
check_zone (EoRecord   *record,
            GPtrArray  *problems,
            const char *field,
            const char *name)
{
  g_autoptr (GTimeZone) zone = *name != '\0' ? eo_zone_lookup (name) : NULL;

  if (*name != '\0' && zone == NULL)
    eo_problems_add (problems, record, field, _("No such time zone: write it like Africa/Johannesburg"));
}

static const char *
zone_of_arrival (EoLeg *self)
{
  return self->mode != EO_LEG_STAY && *self->arrives_zone != '\0' ? self->arrives_zone : self->leaves_zone;
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoLeg *self = EO_LEG (record);

  check_zone (record, problems, "leaves_zone", self->leaves_zone);
  check_zone (record, problems, "arrives_zone", self->arrives_zone);
  if (self->leaves.iso[0] != '\0' && self->arrives.iso[0] != '\0'
      && eo_instant_from_local (&self->arrives, zone_of_arrival (self), NULL)
         < eo_instant_from_local (&self->leaves, self->leaves_zone, NULL))
    eo_problems_add (problems, record, "arrives", _("It arrives before it leaves"));
  if (self->distance < 0)
    eo_problems_add (problems, record, "distance", _("A distance is not below none"));
}

#define DIARY_OF_TRIP "SELECT diary FROM trip WHERE id = ?1"
#define ZONE_OF_TRIP "SELECT d.zone FROM trip t JOIN diary d ON d.id = t.diary WHERE t.id = ?1"
#define BLOCK_OF_LEG "SELECT id FROM appointment WHERE leg = ?1"

static gboolean
saving (EoWriter  *writer,
        EoRecord  *record,
        EoRecord  *before,
        GError   **error)
{
  EoLeg *self = EO_LEG (record);
  g_autofree char *route = NULL;

  if (*self->leaves_zone == '\0')
    {
      g_autofree char *home = eo_writer_get_text (writer, ZONE_OF_TRIP, self->trip.id, NULL);

      eo_str_set (&self->leaves_zone, home);
    }
  if (*self->arrives_zone == '\0' || self->mode == EO_LEG_STAY)
    eo_str_set (&self->arrives_zone, self->leaves_zone);
  route = self->mode == EO_LEG_STAY ? g_strdup (self->from_place)
                                     : g_strconcat (self->from_place, " → ", self->to_place, NULL);
  eo_str_set (&self->route, route);
  return TRUE;
}

/* What stands for it in the diary goes with it. */
static gboolean
saved (EoWriter  *writer,
       EoRecord  *record,
       EoRecord  *before,
       GError   **error)
{
  EoLeg *self = EO_LEG (record);
  gint64 id = eo_writer_get_integer (writer, BLOCK_OF_LEG, record->id, NULL);
  g_autoptr (EoRecord) block = NULL;
  EoAppointment *block_of;

  if (id == 0 && self->mode == EO_LEG_STAY)
    return TRUE;
  block = id != 0 ? eo_writer_get (writer, &eo_appointment_kind, id, error) : eo_record_new (&eo_appointment_kind);
  if (block == NULL)
    return FALSE;
  if (self->mode == EO_LEG_STAY)
    return block->deleted_at.iso[0] != '\0' || eo_writer_delete (writer, &eo_appointment_kind, id, error);
  if (block->deleted_at.iso[0] != '\0')
    {
      if (!eo_writer_undelete (writer, &eo_appointment_kind, id, error))
        return FALSE;
      g_object_unref (block);
      block = eo_writer_get (writer, &eo_appointment_kind, id, error);
      if (block == NULL)
        return FALSE;
    }

  block_of = EO_APPOINTMENT (block);
  block_of->diary.id = eo_writer_get_integer (writer, DIARY_OF_TRIP, self->trip.id, NULL);
  block_of->leg.id = record->id;
  block_of->category = EO_CATEGORY_TRAVEL;
  block_of->shows_as = EO_SHOWS_AWAY;
  block_of->attendance = EO_ATTENDANCE_YES;
  block_of->starts = self->leaves;
  block_of->ends = self->arrives;
  eo_str_set (&block_of->subject, self->route);
  eo_str_set (&block_of->starts_zone, self->leaves_zone);
  eo_str_set (&block_of->ends_zone, self->arrives_zone);
  eo_str_set (&block_of->place, self->carrier);
  block->classification = record->classification;

  return eo_writer_save (writer, block, error);
}

EO_DEFINE_RECORD (EoLeg, eo_leg, "leg", N_("Leg"), N_("Legs"), fields,
                  .icon = "mark-location-symbolic",
                  .validate = validate,
                  .field_label = field_label,
                  .field_shown = field_shown,
                  .saving = saving,
                  .saved = saved,
                  .sort = "leaves")
