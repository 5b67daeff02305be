/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-entries.h"
#include "desk/eo-wrapped-label.h"
#include "desk/form/eo-notice.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-request-offer.h"
#include "sections/diary/view/eo-triage-invitation.h"

struct _EoTriageInvitation
{
  GtkBox       parent_instance;

  EoNotice    *notice;
  GtkWidget   *all;      /* uses all that is offered */
  GtkListBox  *list;
  GPtrArray   *offers;   /* of EoRequestOffer; or NULL */
  EoRequest   *request;
  gint64       diary;    /* of the earlier one … */
  gint64       earlier;  /* … and its request; or 0 */
  gboolean     takes;    /* the notice's first button changes the diary */
};

enum
{
  USE,
  OPEN_RECORD,
  TAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoTriageInvitation, eo_triage_invitation, GTK_TYPE_BOX)

static void
on_use (EoTriageInvitation *self,
        GtkWidget          *button)
{
  g_autoptr (EoRecord) edited = eo_record_copy (EO_RECORD (self->request));

  eo_record_set_text (edited, g_object_get_data (G_OBJECT (button), "field"), g_object_get_data (G_OBJECT (button), "value"), NULL);
  g_signal_emit (self, signals[USE], 0, edited);
}

static void
on_use_all (EoTriageInvitation *self)
{
  g_autoptr (EoRecord) edited = eo_record_copy (EO_RECORD (self->request));

  for (guint i = 0; i < self->offers->len; i++)
    {
      const EoRequestOffer *offer = g_ptr_array_index (self->offers, i);

      eo_record_set_text (edited, offer->field->name, offer->value, NULL);
    }
  g_signal_emit (self, signals[USE], 0, edited);
}

static void
add_offer (EoTriageInvitation *self,
           EoRequestOffer     *offer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = eo_wrapped_label_new (eo_kind_field_label (EO_RECORD (self->request), offer->field), "small");
  GtkWidget *button = gtk_button_new_with_label (_("Use"));
  /* Translators: for screen readers: "Use: Place, Durban ICC" */
  g_autofree char *name = g_strdup_printf (_("Use: %s, %s"), eo_kind_field_label (EO_RECORD (self->request), offer->field),
                                           offer->value);

  gtk_widget_add_css_class (head, "dim-label");
  gtk_box_append (GTK_BOX (texts), head);
  gtk_box_append (GTK_BOX (texts), eo_wrapped_label_new (offer->value, NULL));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (texts, "fact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (button, 9);
  gtk_widget_add_css_class (button, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "field", (gpointer) offer->field->name);
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (offer->value), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_use), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
}

/* What came before */

static char *
describe_change (EoAppointment         *stands,
                 const EoCalendarEvent *event)
{
  EoLocalTime starts = { "" };
  g_autofree char *was = eo_local_time_format (&stands->starts);
  g_autofree char *is = NULL;

  if (event->method == EO_METHOD_CANCEL)
    return g_strdup_printf (_("“%s” stands in the diary on %s. Who invited calls it off."), stands->subject, was);
  g_strlcpy (starts.iso, event->starts, sizeof starts.iso);
  is = eo_local_time_format (&starts);
  return g_strdup_printf (_("“%s” stands in the diary on %s. Who invited says %s now."), stands->subject, was, is);
}

static gboolean
is_changed (EoAppointment         *stands,
            const EoCalendarEvent *event)
{
  gboolean over = stands->status == EO_APPOINTMENT_CANCELLED;

  if (event->method == EO_METHOD_CANCEL)
    return !over;
  return !over && event->sequence >= stands->sequence && !g_str_equal (event->starts, stands->starts.iso);
}

static void
show_earlier (EoTriageInvitation    *self,
              EoStore               *store,
              const EoCalendarEvent *event)
{
  g_autoptr (EoRecord) stands = eo_request_find_invited (store, self->request, event->uid);
  g_autoptr (EoRecord) earlier = stands != NULL
                                   ? eo_store_get (store, &eo_request_kind, EO_APPOINTMENT (stands)->request.id, NULL) : NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  g_autofree char *open = NULL;

  if (earlier == NULL)
    {
      if (event->method == EO_METHOD_CANCEL)
        eo_notice_show (self->notice, EO_NOTICE_WARNING, _("Who invited calls this off"),
                        _("Nothing in the diaries is known by this invitation. Look for it by hand."), NULL, NULL);
      return;
    }
  self->earlier = earlier->id;
  self->diary = EO_APPOINTMENT (stands)->diary.id;
  self->takes = is_changed (EO_APPOINTMENT (stands), event);
  open = g_strdup_printf (_("Open %s"), earlier->reference);
  if (!self->takes)
    {
      heading = g_strdup_printf (_("The same invitation as %s"), earlier->reference);
      eo_notice_show (self->notice, EO_NOTICE_INFO, heading, NULL, open, NULL);
      return;
    }
  heading = g_strdup_printf (event->method == EO_METHOD_CANCEL ? _("%s is called off") : _("%s is moved"), earlier->reference);
  body = describe_change (EO_APPOINTMENT (stands), event);
  eo_notice_show (self->notice, EO_NOTICE_WARNING, heading, body, _("Change the Diary"), open);
}

static void
on_answered (EoTriageInvitation *self,
             int                 button)
{
  if (self->takes && button == 0)
    g_signal_emit (self, signals[TAKE], 0);
  else
    g_signal_emit (self, signals[OPEN_RECORD], 0, "request", self->earlier);
}

static void
eo_triage_invitation_dispose (GObject *object)
{
  EoTriageInvitation *self = EO_TRIAGE_INVITATION (object);

  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_object (&self->request);
  g_clear_object (&self->notice);

  G_OBJECT_CLASS (eo_triage_invitation_parent_class)->dispose (object);
}

static void
eo_triage_invitation_class_init (EoTriageInvitationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_triage_invitation_dispose;

  signals[USE] = g_signal_new ("use", EO_TYPE_TRIAGE_INVITATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               EO_TYPE_RECORD);
  signals[OPEN_RECORD] = g_signal_new ("open-record", EO_TYPE_TRIAGE_INVITATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[TAKE] = g_signal_new ("take", EO_TYPE_TRIAGE_INVITATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eo_triage_invitation_init (EoTriageInvitation *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = eo_wrapped_label_new (_("Offered by the invitation"), "heading");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->notice = g_object_ref_sink (EO_NOTICE (eo_notice_new ()));
  g_signal_connect_object (self->notice, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  self->all = gtk_button_new_with_label (_("Use All"));
  gtk_widget_add_css_class (self->all, "small");
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (on_use_all), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->all);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Offered by the invitation"), -1);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Public functions */

GtkWidget *
eo_triage_invitation_new (void)
{
  return g_object_new (EO_TYPE_TRIAGE_INVITATION, NULL);
}

void
eo_triage_invitation_show (EoTriageInvitation    *self,
                           EoStore               *store,
                           EoRequest             *request,
                           const EoCalendarEvent *event,
                           gint64                 minutes)
{
  gboolean about_earlier;
  guint n;

  g_return_if_fail (EO_IS_TRIAGE_INVITATION (self) && EO_IS_STORE (store));

  g_set_object (&self->request, request);
  self->earlier = self->diary = 0;
  self->takes = FALSE;
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  eo_entries_clear (self->list);
  eo_notice_hide (self->notice);
  if (request != NULL && event != NULL)
    show_earlier (self, store, event);
  /* What is about an earlier request is offered to nobody. */
  about_earlier = event != NULL && (self->earlier != 0 || event->method == EO_METHOD_CANCEL);
  if (request != NULL && !about_earlier && !eo_store_is_read_only (store))
    self->offers = eo_request_find_offers (request, event, minutes);
  n = self->offers != NULL ? self->offers->len : 0;
  for (guint i = 0; i < n; i++)
    add_offer (self, self->offers->pdata[i]);
  gtk_widget_set_visible (self->all, n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

GtkWidget *
eo_triage_invitation_get_notice (EoTriageInvitation *self)
{
  g_return_val_if_fail (EO_IS_TRIAGE_INVITATION (self), NULL);

  return GTK_WIDGET (self->notice);
}

gint64
eo_triage_invitation_get_diary (EoTriageInvitation *self)
{
  g_return_val_if_fail (EO_IS_TRIAGE_INVITATION (self), 0);

  return self->diary;
}
