/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-quick-appointment.h"

struct _EoQuickAppointment
{
  GtkPopover      parent_instance;

  EoDiaryData    *data;
  EoAppointment  *appointment;
  GtkWidget      *title;
  GtkDropDown    *diary;
};

enum
{
  SAVE,
  MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoQuickAppointment, eo_quick_appointment, GTK_TYPE_POPOVER)

static void
take_fields (EoQuickAppointment *self)
{
  GPtrArray *diaries = eo_diary_data_get_diaries (self->data);
  guint index = gtk_drop_down_get_selected (self->diary);

  eo_record_set_text (EO_RECORD (self->appointment), "subject", gtk_editable_get_text (GTK_EDITABLE (self->title)), NULL);
  if (index < diaries->len)
    {
      EoDiary *diary = g_ptr_array_index (diaries, index);

      eo_record_set_link (EO_RECORD (self->appointment), eo_kind_find_field (&eo_appointment_kind, "diary"),
                          EO_RECORD (diary)->id, diary->name);
    }
}

static void
finish (EoQuickAppointment *self,
        guint               signal)
{
  g_autoptr (EoAppointment) appointment = g_object_ref (self->appointment);

  take_fields (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[signal], 0, appointment);
}

static void
on_save (EoQuickAppointment *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->title)) != '\0')
    {
      finish (self, SAVE);
      return;
    }
  gtk_widget_add_css_class (self->title, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_grab_focus (self->title);
}

static void
on_more (EoQuickAppointment *self)
{
  finish (self, MORE);
}

static void
on_typed (EoQuickAppointment *self)
{
  gtk_widget_remove_css_class (self->title, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
eo_quick_appointment_dispose (GObject *object)
{
  EoQuickAppointment *self = EO_QUICK_APPOINTMENT (object);

  g_clear_object (&self->appointment);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (eo_quick_appointment_parent_class)->dispose (object);
}

static void
eo_quick_appointment_class_init (EoQuickAppointmentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_quick_appointment_dispose;

  signals[SAVE] = g_signal_new ("save", EO_TYPE_QUICK_APPOINTMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                EO_TYPE_RECORD);
  signals[MORE] = g_signal_new ("more", EO_TYPE_QUICK_APPOINTMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                EO_TYPE_RECORD);
}

static void
eo_quick_appointment_init (EoQuickAppointment *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "quick");
}

static char *
describe_times (EoAppointment *appointment)
{
  EoDate first = eo_local_time_get_date (&appointment->starts);
  EoDate last = eo_local_time_get_date (&appointment->ends);
  g_autofree char *day = eo_date_format_long (&first);
  g_autofree char *until = eo_date_format (&last);
  gboolean same = g_str_equal (first.iso, last.iso);

  if (appointment->all_day)
    return same ? g_strdup_printf (_("%s, all day"), day) : g_strdup_printf (_("%s to %s, all day"), day, until);

  return g_strdup_printf ("%s, %s–%s", day, appointment->starts.iso + 11, appointment->ends.iso + 11);
}

static GtkDropDown *
make_diaries (EoQuickAppointment *self)
{
  GPtrArray *diaries = eo_diary_data_get_diaries (self->data);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *drop;
  guint selected = 0;

  for (guint i = 0; i < diaries->len; i++)
    {
      EoDiary *diary = g_ptr_array_index (diaries, i);

      gtk_string_list_append (names, diary->name);
      if (EO_RECORD (diary)->id == self->appointment->diary.id)
        selected = i;
    }
  drop = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
  gtk_widget_set_visible (drop, diaries->len > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Diary"), -1);

  return GTK_DROP_DOWN (drop);
}

static void
build (EoQuickAppointment *self)
{
  g_autofree char *times = describe_times (self->appointment);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = gtk_label_new (times);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *more = gtk_button_new_with_mnemonic (_("_More…"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save"));

  self->title = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), _("What is it?"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->title), 30);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  self->diary = make_diaries (self);
  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), more);
  gtk_box_append (GTK_BOX (buttons), save);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->diary));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->title, "activate", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (more, "clicked", G_CALLBACK (on_more), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New appointment"), -1);
}

/* Public functions */

GtkWidget *
eo_quick_appointment_new (EoDiaryData   *data,
                          EoAppointment *preset)
{
  EoQuickAppointment *self;

  g_return_val_if_fail (EO_IS_DIARY_DATA (data) && EO_IS_APPOINTMENT (preset), NULL);

  self = g_object_new (EO_TYPE_QUICK_APPOINTMENT, NULL);
  self->data = g_object_ref (data);
  self->appointment = g_object_ref (preset);
  build (self);

  return GTK_WIDGET (self);
}
