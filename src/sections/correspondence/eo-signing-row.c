/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-signing-row.h"

#define N_CHOICES 3

struct _EoSigningRow
{
  GtkListBoxRow        parent_instance;

  const EoSigningItem *item;
  GtkToggleButton     *buttons[N_CHOICES];  /* by EoSigningChoice */
  GtkWidget           *returning;           /* the reason and a note */
  GtkDropDown         *reason;
  GtkEntry            *note;
  GtkLabel            *refused;
};

enum
{
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoSigningRow, eo_signing_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
on_toggled (EoSigningRow    *self,
            GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_widget_set_visible (self->returning, button == self->buttons[EO_SIGNING_RETURN]);
  eo_signing_row_set_refused (self, NULL);
  g_signal_emit (self, signals[DECIDED], 0);
}

static GtkWidget *
make_buttons (EoSigningRow *self)
{
  static const EoSigningChoice order[] = { EO_SIGNING_SIGN, EO_SIGNING_RETURN, EO_SIGNING_HOLD };
  const char *const labels[] = { _("Sign"), _("Return"), _("Hold") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  for (guint i = 0; i < N_CHOICES; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);

      gtk_widget_add_css_class (button, "small");
      self->buttons[order[i]] = GTK_TOGGLE_BUTTON (button);
      gtk_box_append (GTK_BOX (box), button);
    }
  for (guint i = 1; i < N_CHOICES; i++)
    gtk_toggle_button_set_group (self->buttons[order[i]], self->buttons[order[0]]);
  gtk_toggle_button_set_active (self->buttons[EO_SIGNING_HOLD], TRUE);
  for (guint i = 0; i < N_CHOICES; i++)
    g_signal_connect_object (self->buttons[i], "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  return box;
}

/* Every reason but "none". */
static GtkWidget *
make_returning (EoSigningRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GtkStringList) reasons = gtk_string_list_new (NULL);

  for (EoReturnReason i = EO_RETURN_SPELLING; i <= EO_RETURN_MISALLOCATED; i++)
    gtk_string_list_append (reasons, eo_choice_label (eo_return_reason_get_type (), i));
  self->reason = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&reasons)), NULL));
  gtk_drop_down_set_selected (self->reason, EO_RETURN_FACTS - EO_RETURN_SPELLING);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why it is returned"), -1);
  self->note = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->note, _("Note for the drafter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note for the drafter"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
eo_signing_row_class_init (EoSigningRowClass *klass)
{
  signals[DECIDED] = g_signal_new ("decided", EO_TYPE_SIGNING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eo_signing_row_init (EoSigningRow *self)
{
}

GtkWidget *
eo_signing_row_new (const EoSigningItem *item)
{
  EoSigningRow *self = g_object_new (EO_TYPE_SIGNING_ROW, NULL);
  EoLetter *letter = EO_LETTER (item->letter);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *facts = g_strjoin (letter->assigned_to.id != 0 ? "  ·  " : "", item->letter->reference,
                                      letter->assigned_to.title, NULL);
  GtkWidget *small = make_label (facts, "small");

  self->item = item;
  gtk_widget_add_css_class (small, "dim-label");
  gtk_widget_add_css_class (small, "num");
  gtk_box_append (GTK_BOX (texts), make_label (letter->correspondent.title, "strong"));
  gtk_box_append (GTK_BOX (texts), make_label (letter->subject, "body"));
  gtk_box_append (GTK_BOX (texts), small);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), make_buttons (self));
  gtk_box_append (GTK_BOX (box), line);
  self->returning = make_returning (self);
  gtk_box_append (GTK_BOX (box), self->returning);
  self->refused = GTK_LABEL (make_label ("", "errtext"));
  gtk_label_set_wrap (self->refused, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->refused));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, letter->subject, -1);
  return GTK_WIDGET (self);
}

const EoSigningItem *
eo_signing_row_get_item (EoSigningRow *self)
{
  g_return_val_if_fail (EO_IS_SIGNING_ROW (self), NULL);

  return self->item;
}

EoSigningChoice
eo_signing_row_get_choice (EoSigningRow *self)
{
  g_return_val_if_fail (EO_IS_SIGNING_ROW (self), EO_SIGNING_HOLD);

  for (EoSigningChoice i = EO_SIGNING_HOLD; i <= EO_SIGNING_RETURN; i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      return i;
  return EO_SIGNING_HOLD;
}

void
eo_signing_row_set_choice (EoSigningRow    *self,
                           EoSigningChoice  choice)
{
  g_return_if_fail (EO_IS_SIGNING_ROW (self));

  gtk_toggle_button_set_active (self->buttons[choice], TRUE);
  if (choice == EO_SIGNING_RETURN)
    gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

EoSigningDecision *
eo_signing_row_get_decision (EoSigningRow *self)
{
  EoSigningDecision *decision;

  g_return_val_if_fail (EO_IS_SIGNING_ROW (self), NULL);

  decision = g_new0 (EoSigningDecision, 1);
  decision->letter = eo_record_copy (self->item->letter);
  decision->choice = eo_signing_row_get_choice (self);
  decision->reason = EO_RETURN_SPELLING + gtk_drop_down_get_selected (self->reason);
  decision->note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  return decision;
}

void
eo_signing_row_set_refused (EoSigningRow *self,
                            const char   *why)
{
  g_return_if_fail (EO_IS_SIGNING_ROW (self));

  gtk_label_set_text (self->refused, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refused), why != NULL);
}
