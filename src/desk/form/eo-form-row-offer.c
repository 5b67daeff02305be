/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-form-row-private.h"

/* A value that is offered for a field and is not the record's before somebody takes it.
 *
 * The rule for the keyboard, the same in every row: Enter takes it and goes on, Tab goes on and leaves it, Escape refuses
 * it, and typing puts something else in its place. What was neither taken nor refused is not saved. */

typedef struct
{
  char      *text;
  char      *note;
  gboolean   in_value; /* the row shows it where its value will stand */
  GtkWidget *take;
  GtkWidget *refuse;
} Offer;

static G_DEFINE_QUARK (eo-form-row-offer, offer)

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_free (offer->text);
  g_free (offer->note);
  g_free (offer);
}

static void
answer (EoFormRow *self,
        gboolean   taken)
{
  if (eo_form_row_has_offer (self))
    g_signal_emit_by_name (self, "offer-answered", taken);
}

static void
on_take (EoFormRow *self)
{
  answer (self, TRUE);
}

static void
on_refuse (EoFormRow *self)
{
  answer (self, FALSE);
}

static gboolean
on_key (EoFormRow       *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  modifiers)
{
  if (!eo_form_row_has_offer (self) || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      answer (self, TRUE);
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape)
    {
      answer (self, FALSE);
      return TRUE;
    }
  return FALSE;
}

/* No stops for Tab: the keys say the same. */
static GtkWidget *
new_button (EoFormRow  *self,
            const char *icon,
            const char *tooltip,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rowbutton");
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  eo_form_row_add_suffix (self, button);
  return button;
}

static Offer *
get_offer (EoFormRow *self)
{
  return g_object_get_qdata (G_OBJECT (self), offer_quark ());
}

static Offer *
ensure_offer (EoFormRow *self)
{
  Offer *offer = get_offer (self);
  GtkEventController *keys;

  if (offer != NULL)
    return offer;
  offer = g_new0 (Offer, 1);
  offer->take = new_button (self, "object-select-symbolic", _("Take the proposal (Enter)"), G_CALLBACK (on_take));
  offer->refuse = new_button (self, "window-close-symbolic", _("Refuse the proposal (Escape)"), G_CALLBACK (on_refuse));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE); /* before the field takes Enter for itself */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_object_set_qdata_full (G_OBJECT (self), offer_quark (), offer, offer_free);
  return offer;
}

/**
 * eo_form_row_set_offer:
 * @text: (nullable): what is offered, as people read it; %NULL takes the offer away
 * @why: (nullable): where it comes from
 * @note: (nullable): said after the label instead of "proposed"
 */
void
eo_form_row_set_offer (EoFormRow  *self,
                       const char *text,
                       const char *why,
                       const char *note)
{
  Offer *offer;
  g_autofree char *tooltip = NULL;

  g_return_if_fail (EO_IS_FORM_ROW (self));

  if (text == NULL && !eo_form_row_has_offer (self))
    return;
  offer = ensure_offer (self);
  g_free (offer->text);
  offer->text = g_strdup (text);
  g_free (offer->note);
  offer->note = g_strdup (note);
  offer->in_value = EO_FORM_ROW_GET_CLASS (self)->show_offer != NULL;
  if (offer->in_value)
    EO_FORM_ROW_GET_CLASS (self)->show_offer (self, text);
  gtk_widget_set_visible (offer->take, text != NULL);
  gtk_widget_set_visible (offer->refuse, text != NULL);
  /* A long value is cut off in its row. */
  tooltip = text != NULL && why != NULL ? g_strdup_printf ("%s\n%s", text, why) : g_strdup (text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "proposal");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "proposal");
  eo_form_row_update_title (self);
  g_signal_emit_by_name (self, "marked");
}

gboolean
eo_form_row_has_offer (EoFormRow *self)
{
  Offer *offer;

  g_return_val_if_fail (EO_IS_FORM_ROW (self), FALSE);

  offer = get_offer (self);
  return offer != NULL && offer->text != NULL;
}

/* What the label says of an offer. */
char *
_eo_form_row_offer_note (EoFormRow *self)
{
  Offer *offer = get_offer (self);
  const char *note;

  if (offer == NULL || offer->text == NULL)
    return NULL;
  note = offer->note != NULL ? offer->note : _("proposed");
  /* Translators: after a field's label: "proposed: Afrikaans" */
  return offer->in_value ? g_strdup (note) : g_strdup_printf (_("%s: %s"), note, offer->text);
}
