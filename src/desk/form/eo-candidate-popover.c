/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-candidate-popover.h"
#include "store/eo-kind.h"

#define LIMIT 7

struct _EoCandidatePopover
{
  GtkPopover  parent_instance;

  EoStore    *store;
  char       *target;
  gboolean    may_add;
  GPtrArray  *candidates;  /* of EoCandidate, as the rows stand */
  GtkWidget  *list;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoCandidatePopover, eo_candidate_popover, GTK_TYPE_POPOVER)

static void
add_row (EoCandidatePopover *self,
         const char         *icon,
         const char         *text,
         gboolean            is_offer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (text);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (is_offer)
    gtk_widget_add_css_class (row, "offer");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_offer (EoCandidatePopover *self,
           const EoKind       *kind,
           const char         *text)
{
  EoCandidate *offer = g_new0 (EoCandidate, 1);
  g_autofree char *kind_label = g_utf8_strdown (_(kind->label), -1);
  g_autofree char *label = NULL;

  offer->kind = kind;
  offer->title = g_strdup (text);
  g_ptr_array_add (self->candidates, offer);
  /* Translators: what was typed, then the kind of record it becomes: Add “Ndwedwe Forum” as organisation */
  label = g_strdup_printf (_("Add “%s” as %s"), text, kind_label);
  add_row (self, "list-add-symbolic", label, TRUE);
}

static void
clear (EoCandidatePopover *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_ptr_array_set_size (self->candidates, 0);
}

static void
on_row_activated (EoCandidatePopover *self,
                  GtkListBoxRow      *row)
{
  int position = gtk_list_box_row_get_index (row);
  g_autoptr(GPtrArray) held = g_ptr_array_ref (self->candidates);

  if (position < 0 || (guint) position >= held->len)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, g_ptr_array_index (held, position));
}

static void
move (EoCandidatePopover *self,
      int                 by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int n = self->candidates->len;
  int position = row != NULL ? gtk_list_box_row_get_index (row) : (by > 0 ? -1 : n);

  if (n == 0)
    return;
  position = (position + by + n) % n;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position));
}

static void
eo_candidate_popover_dispose (GObject *object)
{
  EoCandidatePopover *self = EO_CANDIDATE_POPOVER (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (eo_candidate_popover_parent_class)->dispose (object);
}

static void
eo_candidate_popover_finalize (GObject *object)
{
  EoCandidatePopover *self = EO_CANDIDATE_POPOVER (object);

  g_free (self->target);
  g_ptr_array_unref (self->candidates);
  G_OBJECT_CLASS (eo_candidate_popover_parent_class)->finalize (object);
}

static void
eo_candidate_popover_class_init (EoCandidatePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eo_candidate_popover_dispose;
  object_class->finalize = eo_candidate_popover_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
eo_candidate_popover_init (EoCandidatePopover *self)
{
  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_candidate_free);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->list, "candidates");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);

  gtk_popover_set_child (GTK_POPOVER (self), self->list);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "candidates");
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

EoCandidatePopover *
eo_candidate_popover_new (GtkWidget  *parent,
                          EoStore    *store,
                          const char *target,
                          gboolean    may_add)
{
  EoCandidatePopover *self = g_object_new (EO_TYPE_CANDIDATE_POPOVER, NULL);

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && EO_IS_STORE (store) && target != NULL, NULL);

  self->store = g_object_ref (store);
  self->target = g_strdup (target);
  self->may_add = may_add;
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

/**
 * eo_candidate_popover_suggest:
 * @text: what is typed; nothing closes the list
 *
 * Shows what @text may mean; the first is selected, so that Enter takes it.
 */
void
eo_candidate_popover_suggest (EoCandidatePopover *self,
                              const char         *text)
{
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gboolean exact = FALSE;

  g_return_if_fail (EO_IS_CANDIDATE_POPOVER (self));

  clear (self);
  if (*trimmed == '\0')
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }

  found = eo_store_candidates (self->store, self->target, trimmed, LIMIT);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const EoCandidate *candidate = g_ptr_array_index (found, i);
      EoCandidate *copy = g_new0 (EoCandidate, 1);

      copy->kind = candidate->kind;
      copy->id = candidate->id;
      copy->title = g_strdup (candidate->title);
      g_ptr_array_add (self->candidates, copy);
      exact = exact || g_utf8_collate (candidate->title, trimmed) == 0;
      add_row (self, candidate->kind != NULL && candidate->kind->icon != NULL ? candidate->kind->icon
                                                                              : "text-x-generic-symbolic",
               candidate->title, FALSE);
    }
  if (self->may_add && !exact)
    {
      guint n_kinds;
      const EoKind *const *kinds = eo_kind_list (&n_kinds);

      for (guint i = 0; i < n_kinds; i++)
        if (kinds[i]->is_party && (g_str_equal (self->target, "party") || g_str_equal (self->target, kinds[i]->name)))
          add_offer (self, kinds[i], trimmed);
    }

  if (self->candidates->len == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gtk_widget_set_size_request (self->list, MAX (gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (self))) - 24,
                                                240), -1);
  gtk_popover_popup (GTK_POPOVER (self));
}

void
eo_candidate_popover_close (EoCandidatePopover *self)
{
  g_return_if_fail (EO_IS_CANDIDATE_POPOVER (self));
  gtk_popover_popdown (GTK_POPOVER (self));
}

gboolean
eo_candidate_popover_handle_key (EoCandidatePopover *self,
                                 guint               keyval)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (EO_IS_CANDIDATE_POPOVER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
      if (row != NULL)
        on_row_activated (self, row);
      return row != NULL;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return TRUE;
    default:
      return FALSE;
    }
}

char *
eo_candidate_popover_describe (EoCandidatePopover *self)
{
  GtkListBoxRow *row;
  const EoCandidate *candidate;
  int position;

  g_return_val_if_fail (EO_IS_CANDIDATE_POPOVER (self), NULL);

  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || row == NULL)
    return NULL;
  position = gtk_list_box_row_get_index (row);
  candidate = g_ptr_array_index (self->candidates, position);
  /* Translators: for a screen reader: the selected suggestion, its place, how many there are */
  return candidate->id != 0
           ? g_strdup_printf (_("%s, %d of %u suggestions"), candidate->title, position + 1, self->candidates->len)
           : g_strdup_printf (_("Add %s, %d of %u suggestions"), candidate->title, position + 1,
                              self->candidates->len);
}
