/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/eo-entries.h"
#include "desk/page/eo-refused-dialog.h"

#define SHOWN 200 /* refusals, one under the other */

struct _EoRefusedDialog
{
  AdwWindow  parent_instance;

  GtkWidget *title;
  GtkWidget *heading;
  GtkWidget *list;
  GtkWidget *others;
};

enum
{
  GO_ON,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoRefusedDialog, eo_refused_dialog, ADW_TYPE_WINDOW)

static void
go_on_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[GO_ON], 0);
  gtk_window_destroy (GTK_WINDOW (widget));
}

static void
eo_refused_dialog_class_init (EoRefusedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[GO_ON] = g_signal_new ("go-on", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "refused.go-on", NULL, go_on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (EoRefusedDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *close = gtk_button_new_with_mnemonic (_("_Close"));

  self->title = adw_window_title_new ("", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  self->others = gtk_button_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->others), "refused.go-on");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), close);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->others);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

static void
eo_refused_dialog_init (EoRefusedDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), build_header (self));
  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_label_set_wrap (GTK_LABEL (self->heading), TRUE);
  gtk_box_append (GTK_BOX (column), self->heading);
  self->list = eo_entries_new (_("Refused"), NULL);
  gtk_box_append (GTK_BOX (column), self->list);
  gtk_widget_add_css_class (column, "formpane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 480);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  gtk_box_append (GTK_BOX (box), scroller);

  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, -1);
}

static GtkWidget *
new_row (const char *name,
         const char *why)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_label_new (name);
  GtkWidget *second = gtk_label_new (why);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_widget_add_css_class (first, "strong");
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (second), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

GtkWidget *
eo_refused_dialog_new (GtkWidget  *parent,
                       const char *title,
                       EoBulk     *bulk)
{
  EoRefusedDialog *self = g_object_new (EO_TYPE_REFUSED_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT_DIALOG,
                                        "title", title, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  GPtrArray *refused = eo_bulk_get_refused (bulk);
  guint n = eo_bulk_get_n (bulk), others = n - refused->len;
  g_autofree char *heading = g_strdup_printf (_("%u of %u refused, so nothing was changed."), refused->len, n);
  g_autofree char *label = g_strdup_printf (ngettext ("Do the _Other One", "Do the _Other %u", others), others);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  gtk_button_set_label (GTK_BUTTON (self->others), label);
  gtk_button_set_use_underline (GTK_BUTTON (self->others), TRUE);
  gtk_widget_set_visible (self->others, others > 0);
  eo_button_names_mend (GTK_WIDGET (self));
  for (guint i = 0; i < refused->len && i < SHOWN; i++)
    {
      EoBulkRefusal *refusal = g_ptr_array_index (refused, i);

      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (refusal->name, refusal->why));
    }
  if (refused->len > SHOWN)
    {
      g_autofree char *more = g_strdup_printf (_("… and %u more"), refused->len - SHOWN);

      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (more, ""));
    }
  return GTK_WIDGET (self);
}
