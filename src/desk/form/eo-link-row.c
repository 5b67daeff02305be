/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/form/eo-candidate-popover.h"
#include "desk/form/eo-link-row.h"
#include "store/eo-kind.h"

struct _EoLinkRow
{
  EoTextRow           parent_instance;

  EoCandidatePopover *popover;
  GtkWidget          *open;
  GtkWidget          *clear;
  const EoKind       *new_kind;  /* what the typed name becomes at the saving */
  const EoRecord     *shown;     /* compared only: another record's new party is none of this one's */
  gboolean            unread;    /* typed, and neither picked nor offered */
};

enum
{
  OPEN_LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoLinkRow, eo_link_row, EO_TYPE_TEXT_ROW)

static const EoLink *
get_link (EoLinkRow *self)
{
  return eo_field_get_link (eo_form_row_get_field (EO_FORM_ROW (self)), eo_form_row_get_record (EO_FORM_ROW (self)));
}

static const char *
get_typed (EoLinkRow *self)
{
  return gtk_editable_get_text (eo_text_row_get_editable (EO_TEXT_ROW (self)));
}

static void
write_link (EoLinkRow  *self,
            gint64      id,
            const char *title)
{
  EoFormRow *row = EO_FORM_ROW (self);

  self->unread = FALSE;
  eo_form_row_hold (row);
  eo_record_set_link (eo_form_row_get_record (row), eo_form_row_get_field (row), id, title);
  eo_form_row_release (row);
}

static void
update_buttons (EoLinkRow *self)
{
  const EoLink *link = get_link (self);

  gtk_widget_set_visible (self->open, link->id > 0 && !self->unread);
  gtk_widget_set_visible (self->clear, *get_typed (self) != '\0' && (link->id <= 0 || self->unread));
}

/* The kinds that share "party" have no two records with one id: the first that has it is the one. */
static const EoKind *
find_kind (EoLinkRow *self)
{
  const EoField *field = eo_form_row_get_field (EO_FORM_ROW (self));
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(EoRecord) record = NULL;

      if (!eo_kind_links_to (field, kinds[i]))
        continue;
      record = eo_store_get (eo_form_row_get_store (EO_FORM_ROW (self)), kinds[i], get_link (self)->id, NULL);
      if (record != NULL)
        return kinds[i];
    }
  return NULL;
}

static void
on_open (EoLinkRow *self)
{
  const EoKind *kind = find_kind (self);

  if (kind != NULL)
    g_signal_emit (self, signals[OPEN_LINK], 0, kind->name, get_link (self)->id);
}

static void
on_clear (EoLinkRow *self)
{
  self->new_kind = NULL;
  eo_text_row_set_text (EO_TEXT_ROW (self), "");
  write_link (self, 0, "");
  update_buttons (self);
  eo_form_row_edited (EO_FORM_ROW (self));
  eo_form_row_focus (EO_FORM_ROW (self));
}

static void
on_picked (EoLinkRow   *self,
           EoCandidate *candidate)
{
  if (candidate->id == 0)
    {
      eo_link_row_offer (self, candidate->kind, candidate->title);
      return;
    }
  self->new_kind = NULL;
  write_link (self, candidate->id, candidate->title);
  eo_form_row_refresh (EO_FORM_ROW (self));
  gtk_editable_set_position (eo_text_row_get_editable (EO_TEXT_ROW (self)), -1);
  eo_form_row_edited (EO_FORM_ROW (self));
}

static void
tell_suggestion (EoLinkRow *self)
{
  GtkAccessible *delegate = GTK_ACCESSIBLE (eo_text_row_get_editable (EO_TEXT_ROW (self)));
  g_autofree char *said = eo_candidate_popover_describe (self->popover);

  if (said != NULL)
    gtk_accessible_update_property (delegate, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
  else
    gtk_accessible_reset_property (delegate, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* Typing makes a link of nothing until something is picked; the record is not left with the old one. */
static void
eo_link_row_typed (EoTextRow *text_row)
{
  EoLinkRow *self = EO_LINK_ROW (text_row);
  const char *typed = get_typed (self);

  self->new_kind = NULL;
  write_link (self, 0, typed);
  self->unread = *typed != '\0';
  update_buttons (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    eo_candidate_popover_suggest (self->popover, typed);
  tell_suggestion (self);
}

static gboolean
on_key (EoLinkRow *self,
        guint      keyval)
{
  gboolean handled = eo_candidate_popover_handle_key (self->popover, keyval);

  if (handled)
    tell_suggestion (self);
  /* Down in an empty or finished field opens the list on what stands there. */
  else if (keyval == GDK_KEY_Down && *get_typed (self) != '\0')
    {
      eo_candidate_popover_suggest (self->popover, get_typed (self));
      tell_suggestion (self);
      return TRUE;
    }
  return handled;
}

static gboolean
eo_link_row_commit (EoFormRow  *row,
                    GError    **error)
{
  EoLinkRow *self = EO_LINK_ROW (row);
  const EoField *field = eo_form_row_get_field (row);
  EoLink link = { 0, NULL };

  if (!self->unread)
    return TRUE;
  if (!eo_store_resolve (eo_form_row_get_store (row), field->target, get_typed (self), &link, error))
    return FALSE;

  write_link (self, link.id, link.title);
  g_free (link.title);
  eo_form_row_refresh (row);
  return TRUE;
}

static void
on_focus_left (EoLinkRow *self)
{
  g_autoptr(GError) error = NULL;

  eo_candidate_popover_close (self->popover);
  tell_suggestion (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL || eo_text_row_has_focus (EO_TEXT_ROW (self)))
    return;
  if (eo_form_row_get_record (EO_FORM_ROW (self)) != NULL && !eo_link_row_commit (EO_FORM_ROW (self), &error))
    eo_form_row_show_problem (EO_FORM_ROW (self), error->message, NULL, NULL);
}

static void
eo_link_row_refresh (EoFormRow *row)
{
  EoLinkRow *self = EO_LINK_ROW (row);
  const EoLink *link = get_link (self);

  if (link->id != 0 || *link->title == '\0' || self->shown != eo_form_row_get_record (row))
    self->new_kind = NULL;
  self->shown = eo_form_row_get_record (row);
  self->unread = link->id == 0 && *link->title != '\0' && self->new_kind == NULL;
  eo_text_row_set_text (EO_TEXT_ROW (self), link->title);
  update_buttons (self);
}

static gboolean
eo_link_row_is_ahead (EoFormRow *row)
{
  return EO_LINK_ROW (row)->unread || EO_LINK_ROW (row)->new_kind != NULL;
}

static void
eo_link_row_take_text (EoFormRow  *row,
                       const char *text)
{
  EoLinkRow *self = EO_LINK_ROW (row);
  g_autofree char *line = eo_text_one_line (text);

  self->new_kind = NULL;
  write_link (self, 0, line);
  self->unread = *line != '\0';
  eo_text_row_set_text (EO_TEXT_ROW (self), line);
  eo_link_row_commit (row, NULL);
  update_buttons (self);
}

static char *
eo_link_row_get_note (EoFormRow *row)
{
  const EoKind *kind = EO_LINK_ROW (row)->new_kind;
  g_autofree char *label = NULL;

  if (kind == NULL)
    return NULL;
  label = g_utf8_strdown (_(kind->label), -1);
  /* Translators: after a field's label: a person or organisation that is added with the record: "new person" */
  return g_strdup_printf (_("new %s"), label);
}

static void
eo_link_row_bind (EoFormRow *row)
{
  EoLinkRow *self = EO_LINK_ROW (row);
  const EoField *field = eo_form_row_get_field (row);
  const EoKind *target = eo_kind_lookup (field->target);
  g_autofree char *open = g_strdup_printf (_("Open “%s”"), eo_field_get_label (field));
  g_autofree char *clear = g_strdup_printf (_("Clear “%s”"), eo_field_get_label (field));

  gtk_widget_set_tooltip_text (self->open, open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, open, -1);
  gtk_widget_set_tooltip_text (self->clear, clear);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL, clear, -1);
  self->popover = eo_candidate_popover_new (GTK_WIDGET (self), eo_form_row_get_store (row), field->target,
                                            target == NULL || target->is_party);
  g_signal_connect_swapped (self->popover, "picked", G_CALLBACK (on_picked), self);
}

static void
eo_link_row_class_init (EoLinkRowClass *klass)
{
  EoFormRowClass *row_class = EO_FORM_ROW_CLASS (klass);

  row_class->bind = eo_link_row_bind;
  row_class->refresh = eo_link_row_refresh;
  row_class->commit = eo_link_row_commit;
  row_class->is_ahead = eo_link_row_is_ahead;
  row_class->take_text = eo_link_row_take_text;
  row_class->get_note = eo_link_row_get_note;
  EO_TEXT_ROW_CLASS (klass)->typed = eo_link_row_typed;

  signals[OPEN_LINK] = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static GtkWidget *
new_button (EoLinkRow  *self,
            const char *icon,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rowbutton");
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_swapped (button, "clicked", callback, self);
  eo_form_row_add_suffix (EO_FORM_ROW (self), button);
  return button;
}

static void
eo_link_row_init (EoLinkRow *self)
{
  GtkWidget *text = GTK_WIDGET (eo_text_row_get_editable (EO_TEXT_ROW (self)));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->clear = new_button (self, "edit-clear-symbolic", G_CALLBACK (on_clear));
  self->open = new_button (self, "go-jump-symbolic", G_CALLBACK (on_open));

  /* Before the text takes Enter and the arrows for itself. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (text, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (text, focus);
}

const EoKind *
eo_link_row_get_new_kind (EoLinkRow *self)
{
  g_return_val_if_fail (EO_IS_LINK_ROW (self), NULL);
  return self->new_kind;
}

/**
 * eo_link_row_offer:
 * @kind: a kind of party
 *
 * Says that @title is a new record of @kind, which the saving adds.
 */
void
eo_link_row_offer (EoLinkRow    *self,
                   const EoKind *kind,
                   const char   *title)
{
  g_return_if_fail (EO_IS_LINK_ROW (self) && kind != NULL && kind->is_party);

  self->new_kind = kind;
  write_link (self, 0, title);
  self->new_kind = kind;
  eo_form_row_refresh (EO_FORM_ROW (self));
  gtk_editable_set_position (eo_text_row_get_editable (EO_TEXT_ROW (self)), -1);
  eo_form_row_edited (EO_FORM_ROW (self));
}
