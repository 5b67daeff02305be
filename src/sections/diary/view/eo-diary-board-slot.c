/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/eo-diary-act.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-slot-dialog.h"

/* A time that was found becomes a new appointment. */

static void
on_chosen (EoDiaryBoard *self,
           gint64        diary_id,
           gint64        starts,
           gint64        ends,
           guint         travel,
           const char   *place)
{
  g_autoptr (EoRecord) preset = eo_record_new (&eo_appointment_kind);
  EoAppointment *appointment = EO_APPOINTMENT (preset);
  EoDiary *diary = eo_diary_data_find_diary (self->data, diary_id);

  if (diary == NULL)
    return;
  eo_record_set_text (preset, "starts_zone", diary->zone, NULL);
  eo_record_set_text (preset, "ends_zone", diary->zone, NULL);
  eo_appointment_set_moments (appointment, starts, ends);
  eo_record_set_text (preset, "place", place, NULL);
  eo_record_set_link (preset, eo_kind_find_field (&eo_appointment_kind, "diary"), diary_id, diary->name);
  appointment->travel_before = travel;
  appointment->travel_after = travel;
  self->date = eo_local_time_get_date (&appointment->starts);
  g_signal_emit (self, eo_diary_board_signals[EO_BOARD_NEW_RECORD], 0, preset);
}

void
_eo_diary_board_find_time (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  EoDiary *diary = eo_diary_data_get_main (self->data);
  EoDate today = eo_diary_data_get_today (self->data);
  EoDate first = eo_date_diff (&self->date, &today) > 0 ? self->date : today;
  GtkWidget *dialog;

  if (diary == NULL)
    return;
  dialog = eo_slot_dialog_new (self->store, EO_RECORD (diary)->id, &first);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
