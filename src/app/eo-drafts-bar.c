/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-drafts-bar.h"
#include "desk/eo-entries.h"

struct _EoDraftsBar
{
  AdwBin       parent_instance;

  GtkLabel    *label;
  GtkPopover  *popover;
  GtkListBox  *list;

  EoStore     *store;
  GPtrArray   *drafts; /* of EoDraft, in the order of the rows */
  EoDraft     *chosen; /* to be opened once the list has given the focus back */
  gint64       taken;  /* the draft that is being typed on, which is not offered */
};

enum
{
  DRAFT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoDraftsBar, eo_drafts_bar, ADW_TYPE_BIN)

static void refresh (EoDraftsBar *self);

static char *
make_summary (GPtrArray *drafts)
{
  EoDraft *first = g_ptr_array_index (drafts, 0);
  g_autofree char *what = NULL;

  if (drafts->len == 1 && *first->title != '\0')
    /* Translators: the title of a record */
    return g_strdup_printf (_("“%s” was being typed and is not saved."), first->title);

  for (guint i = 1; i < drafts->len; i++)
    if (((EoDraft *) g_ptr_array_index (drafts, i))->kind != first->kind)
      return g_strdup_printf (_("%u records were being typed and are not saved."), drafts->len);

  what = g_utf8_strdown (drafts->len == 1 ? _(first->kind->label) : _(first->kind->plural), -1);
  /* Translators: "2 letters were being typed" */
  return g_strdup_printf (ngettext ("%u %s was being typed and is not saved.",
                                    "%u %s were being typed and are not saved.", drafts->len), drafts->len, what);
}

static void
on_discarded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EoDraftsBar) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    g_warning ("A draft could not be discarded: %s", error->message);
  if (self->store != NULL)
    refresh (self);
}

/* What is discarded is gone, so it takes two clicks; the first says so. */
static void
on_discard_clicked (GtkButton *button,
                    gpointer   user_data)
{
  EoDraftsBar *self = user_data;
  gint64 *id = g_object_get_data (G_OBJECT (button), "draft");

  if (!gtk_widget_has_css_class (GTK_WIDGET (button), "destructive-action"))
    {
      gtk_button_set_label (button, _("Discard for Good"));
      gtk_widget_remove_css_class (GTK_WIDGET (button), "flat");
      gtk_widget_add_css_class (GTK_WIDGET (button), "destructive-action");
      return;
    }

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  eo_store_discard_draft_async (self->store, *id, on_discarded, g_object_ref (self));
}

static void
on_row_activated (EoDraftsBar   *self,
                  GtkListBoxRow *row)
{
  g_clear_pointer (&self->chosen, eo_draft_free);
  self->chosen = g_ptr_array_steal_index (self->drafts, gtk_list_box_row_get_index (row));
  gtk_popover_popdown (self->popover);
}

static gboolean
open_chosen (gpointer user_data)
{
  EoDraftsBar *self = user_data;
  g_autoptr (EoDraft) draft = g_steal_pointer (&self->chosen);

  if (draft != NULL && self->store != NULL)
    {
      self->taken = draft->id;
      refresh (self);
      g_signal_emit (self, signals[DRAFT_CHOSEN], 0, draft);
    }

  return G_SOURCE_REMOVE;
}

static void
on_popover_closed (EoDraftsBar *self)
{
  if (self->chosen != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, open_chosen, g_object_ref (self), g_object_unref);
}

static void
add_row (EoDraftsBar *self,
         EoDraft     *draft)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *kept = eo_instant_format (&draft->kept_at);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", _(draft->kind->label), kept);
  g_autofree char *title = g_markup_escape_text (*draft->title != '\0' ? draft->title : _("Without a title yet"), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Discard"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Discard"), -1);
  g_object_set_data_full (G_OBJECT (button), "draft", g_memdup2 (&draft->id, sizeof draft->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_discard_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->list, row);
}

static void
refresh (EoDraftsBar *self)
{
  g_autofree char *summary = NULL;

  eo_entries_clear (self->list);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = eo_store_get_drafts (self->store);
  for (guint i = self->drafts->len; i > 0; i--)
    if (((EoDraft *) g_ptr_array_index (self->drafts, i - 1))->id == self->taken)
      g_ptr_array_remove_index (self->drafts, i - 1);

  gtk_widget_set_visible (GTK_WIDGET (self), self->drafts->len > 0);
  if (self->drafts->len == 0)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  summary = make_summary (self->drafts);
  gtk_label_set_text (self->label, summary);
  for (guint i = 0; i < self->drafts->len; i++)
    add_row (self, g_ptr_array_index (self->drafts, i));
}

static gboolean
write_nothing (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  return TRUE;
}

/* Writes run in order: what a form left to be kept is there now. */
static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoDraftsBar) self = user_data;

  eo_store_write_finish (EO_STORE (source), result, NULL);
  if (self->store != NULL)
    refresh (self);
}

static void
eo_drafts_bar_dispose (GObject *object)
{
  EoDraftsBar *self = EO_DRAFTS_BAR (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, eo_draft_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_DRAFTS_BAR);

  G_OBJECT_CLASS (eo_drafts_bar_parent_class)->dispose (object);
}

static void
eo_drafts_bar_class_init (EoDraftsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_drafts_bar_dispose;

  signals[DRAFT_CHOSEN] = g_signal_new ("draft-chosen", EO_TYPE_DRAFTS_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/app/drafts-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EoDraftsBar, label);
  gtk_widget_class_bind_template_child (widget_class, EoDraftsBar, popover);
  gtk_widget_class_bind_template_child (widget_class, EoDraftsBar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_closed);
}

static void
eo_drafts_bar_init (EoDraftsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eo_drafts_bar_set_store (EoDraftsBar *self,
                         EoStore     *store)
{
  g_return_if_fail (EO_IS_DRAFTS_BAR (self));
  g_return_if_fail (EO_IS_STORE (store));

  g_set_object (&self->store, store);
  refresh (self);
}

/**
 * eo_drafts_bar_refresh:
 *
 * Looks again what there is to be taken up, once all that was to be written is written. To be called when no form is
 * being typed in: its own draft would be offered to the person who is typing it.
 */
void
eo_drafts_bar_refresh (EoDraftsBar *self)
{
  g_return_if_fail (EO_IS_DRAFTS_BAR (self));

  if (eo_store_is_read_only (self->store))
    return;

  self->taken = 0;
  eo_store_write_async (self->store, write_nothing, NULL, NULL, NULL, on_written, g_object_ref (self));
}

guint
eo_drafts_bar_get_n_drafts (EoDraftsBar *self)
{
  g_return_val_if_fail (EO_IS_DRAFTS_BAR (self), 0);

  return self->drafts != NULL ? self->drafts->len : 0;
}
