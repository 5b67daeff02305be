/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-compat.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/view/eo-map-row.h"

#define SEARCH "https://www.openstreetmap.org/search?query="

struct _EoMapRow
{
  EoTextRow  parent_instance;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (EoMapRow, eo_map_row, EO_TYPE_TEXT_ROW)

/* (transfer full) (nullable) */
static char *
get_link (EoMapRow *self)
{
  EoRecord *record = eo_form_row_get_record (EO_FORM_ROW (self));
  const EoAppointment *appointment = record != NULL && EO_IS_APPOINTMENT (record) ? EO_APPOINTMENT (record) : NULL;
  const char *where;
  g_autofree char *escaped = NULL;

  if (appointment == NULL)
    return NULL;
  /* Only what a browser opens: the link came from outside, perhaps. */
  if (g_str_has_prefix (appointment->map, "https://") || g_str_has_prefix (appointment->map, "http://")
      || g_str_has_prefix (appointment->map, "geo:"))
    return g_strdup (appointment->map);
  where = *appointment->address != '\0' ? appointment->address : appointment->place;
  if (*where == '\0')
    return NULL;
  escaped = g_uri_escape_string (where, NULL, FALSE);

  return g_strconcat (SEARCH, escaped, NULL);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (EoMapRow) self = data;
  g_autoptr (GError) error = NULL;

  if (!eo_compat_launch_finish (result, &error) && error != NULL)
    eo_form_row_show_problem (EO_FORM_ROW (self), error->message, NULL, NULL);
}

static void
on_clicked (EoMapRow *self)
{
  g_autofree char *link = get_link (self);

  if (link != NULL)
    eo_compat_launch_async (GTK_WIDGET (self), link, NULL, on_opened, g_object_ref (self));
  else
    eo_form_row_show_problem (EO_FORM_ROW (self), _("Write a link, a place or an address first."), NULL, NULL);
}

static void
eo_map_row_class_init (EoMapRowClass *klass)
{
}

static void
eo_map_row_init (EoMapRow *self)
{
  self->button = gtk_button_new_from_icon_name ("find-location-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "rowbutton");
  gtk_widget_set_tooltip_text (self->button, _("Show on a Map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show on a map"), -1);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked), self);
  eo_form_row_add_suffix (EO_FORM_ROW (self), self->button);
}
