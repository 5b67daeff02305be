/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-request-holds.h"

#define HOLDS_OF_REQUEST "t.request = ?1 AND t.status = 'hold'"

static void
add_line (GString    *text,
          const char *label,
          const char *value)
{
  if (*value == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (label != NULL)
    g_string_append_printf (text, "%s: ", label);
  g_string_append (text, value);
}

/* What the request knows, for who goes there. */
static char *
make_brief (EoRequest *self)
{
  GString *text = g_string_new (NULL);

  add_line (text, NULL, self->asked);
  add_line (text, _("Audience"), self->audience);
  add_line (text, _("Media"), self->media);
  add_line (text, _("Cost"), self->cost);
  add_line (text, _("Contact"), self->contact);
  return g_string_free (text, FALSE);
}

static EoAppointment *
new_hold (EoWriter     *writer,
          EoRequest    *self,
          const EoWish *wish,
          GError      **error)
{
  g_autoptr (EoRecord) diary = eo_writer_get (writer, &eo_diary_kind, self->diary.id, error);
  g_autoptr (EoRecord) record = eo_record_new (&eo_appointment_kind);
  EoAppointment *hold = EO_APPOINTMENT (record);
  g_autofree char *brief = make_brief (self);

  if (diary == NULL)
    return NULL;
  eo_str_set (&hold->subject, self->subject);
  hold->diary.id = self->diary.id;
  hold->request.id = EO_RECORD (self)->id;
  hold->starts = wish->starts;
  hold->all_day = wish->all_day;
  if (!wish->all_day)
    hold->ends = eo_local_time_add_minutes (&wish->starts, self->minutes);
  eo_str_set (&hold->starts_zone, EO_DIARY (diary)->zone);
  eo_str_set (&hold->place, self->place);
  eo_str_set (&hold->address, self->address);
  eo_str_set (&hold->brief, brief);
  hold->travel_before = EO_DIARY (diary)->travel_minutes;
  hold->travel_after = EO_DIARY (diary)->travel_minutes;
  hold->category = *self->audience != '\0' || *self->media != '\0' ? EO_CATEGORY_EVENT : EO_CATEGORY_MEETING;
  hold->status = EO_APPOINTMENT_HOLD;
  record->classification = EO_RECORD (self)->classification;
  return EO_APPOINTMENT (g_steal_pointer (&record));
}

static EoAppointment *
find_hold (GPtrArray    *holds,
           const EoWish *wish)
{
  for (guint i = 0; i < holds->len; i++)
    {
      EoWish held = eo_appointment_get_wish (g_ptr_array_index (holds, i));

      if (eo_wish_equal (&held, wish))
        return g_ptr_array_index (holds, i);
    }
  return NULL;
}

static gboolean
release (EoWriter       *writer,
         EoAppointment  *hold,
         GError        **error)
{
  hold->hold_number = 0;
  hold->hold_count = 0;
  return eo_writer_set_state (writer, EO_RECORD (hold), "released", error);
}

static gboolean
is_chosen (GArray        *wishes,
           EoAppointment *hold)
{
  EoWish held = eo_appointment_get_wish (hold);

  for (guint i = 0; i < wishes->len; i++)
    if (eo_wish_equal (&held, &g_array_index (wishes, EoWish, i)))
      return TRUE;
  return FALSE;
}

/* While somebody decides. */
static gboolean
may_hold (EoRequest *self)
{
  return self->status >= EO_REQUEST_TRIAGE && self->status <= EO_REQUEST_DECISION;
}

gboolean
eo_request_settle_holds (EoWriter   *writer,
                         EoRequest  *self,
                         GError    **error)
{
  g_autoptr (GArray) wishes = NULL;
  g_autoptr (GPtrArray) holds = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_REQUEST (self), FALSE);

  wishes = eo_wishes_read (may_hold (self) ? self->chosen : "");
  holds = eo_writer_select (writer, &eo_appointment_kind, HOLDS_OF_REQUEST, EO_RECORD (self)->id, error);
  if (holds == NULL)
    return FALSE;
  for (guint i = 0; i < holds->len; i++)
    if (!is_chosen (wishes, g_ptr_array_index (holds, i)) && !release (writer, g_ptr_array_index (holds, i), error))
      return FALSE;
  for (guint i = 0; i < wishes->len; i++)
    {
      const EoWish *wish = &g_array_index (wishes, EoWish, i);
      EoAppointment *held = find_hold (holds, wish);
      g_autoptr (EoAppointment) hold = held != NULL ? g_object_ref (held) : new_hold (writer, self, wish, error);

      if (hold == NULL)
        return FALSE;
      hold->hold_number = i + 1;
      hold->hold_count = wishes->len;
      if (!eo_writer_save (writer, EO_RECORD (hold), error))
        return FALSE;
    }
  return TRUE;
}

EoAppointment *
eo_request_take_hold (EoWriter     *writer,
                      EoRequest    *self,
                      const EoWish *wish,
                      GError      **error)
{
  g_autoptr (GPtrArray) holds = NULL;
  g_autoptr (EoAppointment) hold = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_REQUEST (self) && wish != NULL, NULL);

  holds = eo_writer_select (writer, &eo_appointment_kind, HOLDS_OF_REQUEST, EO_RECORD (self)->id, error);
  if (holds == NULL)
    return NULL;
  if (find_hold (holds, wish) != NULL)
    return g_object_ref (find_hold (holds, wish));
  hold = new_hold (writer, self, wish, error);
  if (hold == NULL || !eo_writer_save (writer, EO_RECORD (hold), error))
    return NULL;
  return g_steal_pointer (&hold);
}

EoWish
eo_appointment_get_wish (EoAppointment *appointment)
{
  EoWish wish = { { "" }, FALSE };

  g_return_val_if_fail (EO_IS_APPOINTMENT (appointment), wish);

  wish.starts = appointment->starts;
  wish.all_day = appointment->all_day;
  return wish;
}

void
eo_appointment_set_wish (EoAppointment *appointment,
                         const EoWish  *wish)
{
  g_return_if_fail (EO_IS_APPOINTMENT (appointment) && wish != NULL);

  if (wish->all_day == appointment->all_day)
    appointment->ends = eo_local_time_add_minutes (&wish->starts,
                                                   eo_local_time_diff (&appointment->ends, &appointment->starts));
  else
    appointment->ends = (EoLocalTime) { "" };
  appointment->starts = wish->starts;
  appointment->all_day = wish->all_day;
}
