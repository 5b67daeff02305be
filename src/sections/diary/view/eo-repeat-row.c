/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-series.h"
#include "sections/diary/view/eo-repeat-row.h"

struct _EoRepeatRow
{
  EoFormRow   parent_instance;

  GtkWidget  *drop_down;
  GtkWidget  *until;     /* an entry: the last day */
  GtkWidget  *until_box;
  GtkWidget  *custom;    /* an entry: the rule */
  GtkLabel   *words;     /* the rule in words, where it is one of its own */
  GPtrArray  *rules;     /* those offered, without an end; the last is NULL: any other */
  EoRecord   *watched;   /* whose beginning is (weak) */
  gulong      watch;
  gboolean    showing;
};

G_DEFINE_FINAL_TYPE (EoRepeatRow, eo_repeat_row, EO_TYPE_FORM_ROW)

static EoAppointment *
get_appointment (EoRepeatRow *self)
{
  EoRecord *record = eo_form_row_get_record (EO_FORM_ROW (self));

  return record != NULL && EO_IS_APPOINTMENT (record) ? EO_APPOINTMENT (record) : NULL;
}

/* A rule without its end, which is UNTIL or COUNT. */
static char *
without_end (const char *rule)
{
  g_auto (GStrv) parts = g_strsplit (rule, ";", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_str_has_prefix (parts[i], "UNTIL="))
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);

  return g_strjoinv (";", (char **) kept->pdata);
}

/* The day after UNTIL=, or "". */
static EoDate
end_of (const char *rule)
{
  const char *until = strstr (rule, "UNTIL=");
  int year, month, day;

  if (until == NULL || sscanf (until + 6, "%4d%2d%2d", &year, &month, &day) != 3)
    return (EoDate) { "" };

  return eo_date_from_ymd (year, month, day);
}

static void
offer (EoRepeatRow       *self,
       GtkStringList     *labels,
       char              *rule, /* (transfer full) */
       const EoLocalTime *starts)
{
  g_autofree char *label = eo_series_describe (rule, starts);

  g_ptr_array_add (self->rules, rule);
  gtk_string_list_append (labels, label);
}

/* What is usual depends on the day it begins on: the second Tuesday, day 14. */
static void
make_choices (EoRepeatRow       *self,
              const EoLocalTime *starts)
{
  static const char *const days[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  EoDate date = eo_local_time_get_date (starts);
  GtkStringList *labels = gtk_string_list_new (NULL);
  int year, month, day;

  g_ptr_array_set_size (self->rules, 0);
  g_ptr_array_add (self->rules, g_strdup (""));
  gtk_string_list_append (labels, _("Never"));
  offer (self, labels, g_strdup ("FREQ=DAILY"), starts);
  g_ptr_array_add (self->rules, g_strdup ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"));
  gtk_string_list_append (labels, _("Every weekday"));
  if (eo_date_get_ymd (&date, &year, &month, &day))
    {
      const char *weekday = days[eo_date_weekday (&date) - 1];

      offer (self, labels, g_strdup ("FREQ=WEEKLY"), starts);
      offer (self, labels, g_strdup ("FREQ=WEEKLY;INTERVAL=2"), starts);
      offer (self, labels, g_strdup ("FREQ=MONTHLY"), starts);
      offer (self, labels, g_strdup_printf ("FREQ=MONTHLY;BYDAY=%d%s", (day - 1) / 7 + 1, weekday), starts);
      if (day > 21)
        offer (self, labels, g_strdup_printf ("FREQ=MONTHLY;BYDAY=-1%s", weekday), starts);
      offer (self, labels, g_strdup ("FREQ=YEARLY"), starts);
    }
  g_ptr_array_add (self->rules, NULL);
  gtk_string_list_append (labels, _("Custom rule…"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (labels));
  g_object_unref (labels);
}

static void
show_parts (EoRepeatRow *self)
{
  EoAppointment *appointment = get_appointment (self);
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
  gboolean own = position == self->rules->len - 1;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->until_box, position > 0 && !own);
  gtk_widget_set_visible (self->custom, own);
  words = own && appointment != NULL && eo_series_check (appointment->repeats, NULL)
            ? eo_series_describe (appointment->repeats, &appointment->starts) : g_strdup ("");
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
}

static void
write_rule (EoRepeatRow *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
  const char *rule = position < self->rules->len ? g_ptr_array_index (self->rules, position) : NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->until));
  g_autofree char *full = NULL;
  EoDate until;

  if (rule == NULL)
    full = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->custom)));
  else if (*rule != '\0' && eo_date_parse (typed, &until, NULL) && until.iso[0] != '\0')
    full = g_strdup_printf ("%s;UNTIL=%.4s%.2s%.2sT235900", rule, until.iso, until.iso + 5, until.iso + 8);
  else
    full = g_strdup (rule);
  eo_form_row_write (EO_FORM_ROW (self), full, NULL);
  show_parts (self);
  eo_form_row_edited (EO_FORM_ROW (self));
}

static void
on_changed (EoRepeatRow *self)
{
  if (!self->showing && get_appointment (self) != NULL)
    write_rule (self);
}

static void
on_selected (EoRepeatRow *self)
{
  EoAppointment *appointment = get_appointment (self);

  if (self->showing || appointment == NULL)
    return;
  /* A rule of one's own begins with the one there was. */
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down)) == self->rules->len - 1)
    {
      self->showing = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->custom), appointment->repeats);
      self->showing = FALSE;
    }
  write_rule (self);
}

/* Half a day is no error yet: it is one when the focus leaves. */
static void
on_until_left (EoRepeatRow *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->until));
  EoDate until;
  g_autoptr (GError) error = NULL;

  if (!eo_date_parse (typed, &until, &error))
    eo_form_row_show_problem (EO_FORM_ROW (self), error->message, NULL, NULL);
}

static void
show (EoRepeatRow *self)
{
  EoAppointment *appointment = get_appointment (self);
  g_autofree char *rule = NULL;
  g_autofree char *day = NULL;
  EoDate until;
  guint position = 0;

  if (appointment == NULL)
    return;
  self->showing = TRUE;
  make_choices (self, &appointment->starts);
  rule = without_end (appointment->repeats);
  until = end_of (appointment->repeats);
  day = eo_date_format (&until);
  while (position < self->rules->len - 1 && !g_str_equal (g_ptr_array_index (self->rules, position), rule))
    position++;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), position);
  gtk_editable_set_text (GTK_EDITABLE (self->until), day);
  gtk_editable_set_text (GTK_EDITABLE (self->custom), appointment->repeats);
  show_parts (self);
  self->showing = FALSE;
}

static void
on_starts_changed (EoRepeatRow *self)
{
  show (self);
}

static void
watch (EoRepeatRow *self,
       EoRecord    *record)
{
  if (self->watched == record)
    return;
  if (self->watched != NULL)
    {
      g_signal_handler_disconnect (self->watched, self->watch);
      g_clear_weak_pointer (&self->watched);
    }
  if (record == NULL)
    return;
  g_set_weak_pointer (&self->watched, record);
  self->watch = g_signal_connect_object (record, "notify::starts", G_CALLBACK (on_starts_changed), self,
                                         G_CONNECT_SWAPPED);
}

static void
eo_repeat_row_refresh (EoFormRow *row)
{
  EoRepeatRow *self = EO_REPEAT_ROW (row);

  watch (self, EO_RECORD (get_appointment (self)));
  show (self);
}

static void
eo_repeat_row_dispose (GObject *object)
{
  watch (EO_REPEAT_ROW (object), NULL);

  G_OBJECT_CLASS (eo_repeat_row_parent_class)->dispose (object);
}

static void
eo_repeat_row_finalize (GObject *object)
{
  g_ptr_array_unref (EO_REPEAT_ROW (object)->rules);

  G_OBJECT_CLASS (eo_repeat_row_parent_class)->finalize (object);
}

static void
eo_repeat_row_class_init (EoRepeatRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_repeat_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = eo_repeat_row_finalize;
  EO_FORM_ROW_CLASS (klass)->refresh = eo_repeat_row_refresh;
}

static GtkWidget *
make_entry (EoRepeatRow *self,
            const char  *name,
            const char  *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), self);

  return entry;
}

static void
eo_repeat_row_init (EoRepeatRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (_("until"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->rules = g_ptr_array_new_with_free_func (g_free);
  self->drop_down = gtk_drop_down_new (NULL, NULL);
  gtk_widget_add_css_class (self->drop_down, "inline");
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (on_selected), self);

  self->until_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->until = make_entry (self, _("Repeats until"), _("for ever"));
  gtk_widget_set_hexpand (self->until, TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->until_box), label);
  gtk_box_append (GTK_BOX (self->until_box), self->until);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_until_left), self);
  gtk_widget_add_controller (self->until, focus);

  self->custom = make_entry (self, _("Rule"), "FREQ=MONTHLY;BYDAY=-1FR");
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "small");
  gtk_box_append (GTK_BOX (box), self->drop_down);
  gtk_box_append (GTK_BOX (box), self->until_box);
  gtk_box_append (GTK_BOX (box), self->custom);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  eo_form_row_set_value (EO_FORM_ROW (self), box, gtk_widget_get_first_child (self->drop_down));
}
