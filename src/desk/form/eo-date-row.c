/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/form/eo-date-row.h"

struct _EoDateRow
{
  EoTextRow  parent_instance;

  GtkWidget *button;
  GtkWidget *calendar;
  gboolean   showing;
};

G_DEFINE_FINAL_TYPE (EoDateRow, eo_date_row, EO_TYPE_TEXT_ROW)

/* The day that stands in the field, or "". */
static EoDate
shown_day (EoFormRow *row)
{
  EoRecord *record = eo_form_row_get_record (row);
  const EoField *field = eo_form_row_get_field (row);

  if (record == NULL)
    return (EoDate) { "" };
  return field->type == EO_FIELD_TIME ? eo_local_time_get_date (eo_field_get_time (field, record))
                                      : *eo_field_get_date (field, record);
}

static void
on_day_selected (EoDateRow *self)
{
  EoFormRow *row = EO_FORM_ROW (self);
  g_autoptr(GDateTime) day = NULL;
  g_autofree char *iso = NULL;

  if (self->showing || eo_form_row_get_record (row) == NULL)
    return;
  day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  iso = g_date_time_format (day, "%Y-%m-%d");
  if (eo_form_row_get_field (row)->type == EO_FIELD_TIME && *shown_day (row).iso != '\0')
    {
      g_autofree char *date = g_steal_pointer (&iso);
      const EoLocalTime *time = eo_field_get_time (eo_form_row_get_field (row), eo_form_row_get_record (row));

      iso = g_strconcat (date, time->iso + 10, NULL);
    }
  eo_form_row_write (row, iso, NULL);
  eo_form_row_refresh (row);
  eo_form_row_edited (row);
}

/* The calendar opens on the day in the field, or on today. */
static void
on_popover_shown (EoDateRow *self)
{
  EoFormRow *row = EO_FORM_ROW (self);
  EoDate date = shown_day (row);
  g_autoptr(GDateTime) day = NULL;
  int year, month, n;

  if (date.iso[0] == '\0')
    date = eo_date_today ();
  if (!eo_date_get_ymd (&date, &year, &month, &n))
    return;

  day = g_date_time_new_local (year, month, n, 12, 0, 0);
  self->showing = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  self->showing = FALSE;
}

/* A date in a document ends with the sentence: "9 September 2026." */
static void
eo_date_row_take_text (EoFormRow  *row,
                       const char *text)
{
  g_autofree char *trimmed = g_strdup (text);
  gsize length;

  g_strstrip (trimmed);
  for (length = strlen (trimmed); length > 0 && strchr (".,;:", trimmed[length - 1]) != NULL; length--)
    trimmed[length - 1] = '\0';
  EO_FORM_ROW_CLASS (eo_date_row_parent_class)->take_text (row, trimmed);
}

static void
eo_date_row_bind (EoFormRow *row)
{
  EoDateRow *self = EO_DATE_ROW (row);
  g_autofree char *name = NULL;

  /* Translators: a button beside a date field, by the field's label */
  name = g_strdup_printf (_("Choose a day for “%s”"), eo_field_get_label (eo_form_row_get_field (row)));
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
eo_date_row_class_init (EoDateRowClass *klass)
{
  EoFormRowClass *row_class = EO_FORM_ROW_CLASS (klass);

  row_class->bind = eo_date_row_bind;
  row_class->take_text = eo_date_row_take_text;
}

static void
eo_date_row_init (EoDateRow *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = gtk_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self);
  gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (on_popover_shown), self);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "rowbutton");
  eo_form_row_add_suffix (EO_FORM_ROW (self), self->button);
}
