/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-attendee.h"
#include "store/eo-store.h"
#include "store/eo-tally.h"

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

/* Those of a series that were changed, and are still to come; ?2 is now. */
#define CHANGED_ONES_TO_COME \
  "SELECT id FROM appointment WHERE series = ?1 AND starts_at > ?2 AND deleted_at = '' " \
  "AND status IN ('hold', 'confirmed', 'briefed')"
/* A series that is of this office, not of another calendar, which says itself who attends. */
#define OWN_SERIES "SELECT id FROM appointment WHERE id = ?1 AND moved_on <> '' AND ical_uid = ''"

static char *
name_of (EoAttendee *self)
{
  return self->party.id != 0 ? g_strdup_printf ("#%" G_GINT64_FORMAT, self->party.id) : g_strdup (self->name);
}

/* Who attends @appointment: a set of names, without @but; or NULL. */
static GHashTable *
read_names (EoWriter    *writer,
            gint64       appointment,
            EoAttendee  *but,      /* (nullable) */
            GError     **error)
{
  g_autoptr (GPtrArray) all = eo_writer_select (writer, &eo_attendee_kind, "t.appointment = ?1", appointment, error);
  GHashTable *names;

  if (all == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < all->len; i++)
    if (but == NULL || EO_RECORD (all->pdata[i])->id != EO_RECORD (but)->id)
      g_hash_table_add (names, name_of (all->pdata[i]));
  return names;
}

static gboolean
is_same_set (GHashTable *a,
             GHashTable *b)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (b, name))
      return FALSE;
  return g_hash_table_size (a) == g_hash_table_size (b);
}

static gboolean
add_to (EoWriter    *writer,
        EoAttendee  *self,
        gint64       appointment,
        GError     **error)
{
  g_autoptr (EoRecord) copy = eo_record_new (&eo_attendee_kind);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (&eo_attendee_kind, &n);

  for (guint i = 0; i < n; i++)
    eo_field_copy (fields[i], copy, EO_RECORD (self));
  EO_ATTENDEE (copy)->appointment.id = appointment;
  return eo_writer_save (writer, copy, error);
}

static gboolean
take_id (EoRow    *row,
         gpointer  user_data)
{
  gint64 id = eo_row_get_integer (row, 0);

  g_array_append_val ((GArray *) user_data, id);
  return TRUE;
}

/* Who attends a series attends those of it that were changed as well, where that was not changed. */
static gboolean
saved (EoWriter  *writer,
       EoRecord  *record,
       EoRecord  *before,
       GError   **error)
{
  EoAttendee *self = EO_ATTENDEE (record);
  EoInstant now = eo_writer_get_now (writer);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GHashTable) names = NULL;

  if (before != NULL || eo_writer_get_integer (writer, OWN_SERIES, self->appointment.id, NULL) == 0)
    return TRUE;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  names = read_names (writer, self->appointment.id, self, error);
  if (names == NULL
      || !eo_writer_tally (writer, CHANGED_ONES_TO_COME, self->appointment.id, now.iso, NULL, take_id, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GHashTable) theirs = read_names (writer, g_array_index (ids, gint64, i), NULL, error);

      if (theirs == NULL
          || (is_same_set (theirs, names) && !add_to (writer, self, g_array_index (ids, gint64, i), error)))
        return FALSE;
    }
  return TRUE;
}

EO_DEFINE_RECORD (EoAttendee, eo_attendee, "attendee", N_("Attendee"), N_("Attendees"), fields,
                  .icon = "avatar-default-symbolic",
                  .validate = validate,
                  .saving = saving,
                  .saved = saved)
