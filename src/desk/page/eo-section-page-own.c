/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-name-dialog.h"
#include "desk/page/eo-section-page-private.h"
#include "store/eo-own-filter.h"

/* Filters that who works here saves: what is shown now, by a name. */

typedef enum
{
  KEEP,
  RENAME,
  REMOVE,
} What;

/* The writer's while it runs. */
typedef struct
{
  EoSectionPage *page;
  GtkWidget     *dialog; /* (weak), or NULL */
  What           what;
  const EoKind  *kind;
  gint64         id;
  char          *name;
  char          *filter;
  char          *text;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->page);
  g_clear_weak_pointer (&change->dialog);
  g_free (change->name);
  g_free (change->filter);
  g_free (change->text);
  g_free (change);
}

static gboolean
write_change (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Change *change = data;

  switch (change->what)
    {
    case KEEP:
      return eo_writer_keep_own_filter (writer, change->kind, change->name, change->filter, change->text, &change->id,
                                        error);
    case RENAME:
      return eo_writer_rename_own_filter (writer, change->id, change->name, error);
    case REMOVE:
    default:
      return eo_writer_remove_own_filter (writer, change->id, error);
    }
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Change *change = data;
  EoSectionPagePrivate *priv = PRIVATE (change->page);
  g_autoptr (GError) error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    {
      if (change->dialog != NULL)
        gtk_window_destroy (GTK_WINDOW (change->dialog));
      if (change->what == KEEP && priv->store != NULL)
        {
          g_autofree char *name = g_strdup_printf ("own-%" G_GINT64_FORMAT, change->id);

          eo_filter_chips_set_filter (priv->chips, name);
        }
    }
  else if (change->dialog != NULL)
    eo_name_dialog_fail (EO_NAME_DIALOG (change->dialog), error->message);
  else
    g_signal_emit_by_name (change->page, "toast", error->message);
  change_free (change);
}

static void
write_it (EoSectionPage *self,
          What           what,
          GtkWidget     *dialog,
          const char    *name)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  Change *change = g_new0 (Change, 1);

  change->page = g_object_ref (self);
  change->what = what;
  change->kind = priv->kind;
  change->id = eo_filter_chips_get_own (priv->chips);
  change->name = g_strdup (name);
  change->filter = g_strdup (eo_filter_chips_get_filter (priv->chips)->name);
  change->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (priv->search)));
  g_set_weak_pointer (&change->dialog, dialog);
  eo_store_write_async (priv->store, write_change, change, NULL, NULL, on_written, change);
}

static void
on_named_new (EoSectionPage *self,
              const char    *name,
              GtkWidget     *dialog)
{
  write_it (self, KEEP, dialog, name);
}

static void
on_named_anew (EoSectionPage *self,
               const char    *name,
               GtkWidget     *dialog)
{
  write_it (self, RENAME, dialog, name);
}

/* "Overdue · roads": what the filter will be made of. */
static char *
describe (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  const char *label = _(eo_filter_chips_get_filter (priv->chips)->label);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->search));

  return *text != '\0' ? g_strdup_printf (_("%s · “%s”"), label, text) : g_strdup (label);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoSectionPage *self = EO_SECTION_PAGE (widget);
  g_autofree char *hint = describe (self);
  EoNameDialog *dialog = eo_name_dialog_new (widget, _("Save This Filter"), hint,
                                             gtk_editable_get_text (GTK_EDITABLE (PRIVATE (self)->search)), _("_Save"));

  g_signal_connect_object (dialog, "named", G_CALLBACK (on_named_new), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoSectionPage *self = EO_SECTION_PAGE (widget);
  EoNameDialog *dialog = eo_name_dialog_new (widget, _("Rename This Filter"), NULL,
                                             eo_filter_chips_get_label (PRIVATE (self)->chips), _("_Rename"));

  g_signal_connect_object (dialog, "named", G_CALLBACK (on_named_anew), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  write_it (EO_SECTION_PAGE (widget), REMOVE, NULL, "");
}

void
_eo_section_page_install_own (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "own-filter.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "own-filter.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "own-filter.remove", NULL, remove_action);
}

/* One's own brings its text into the search, and takes it away when another is chosen. */
void
_eo_section_page_use_filter (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  gboolean own = eo_filter_chips_get_own (priv->chips) != 0;
  gboolean writable = !eo_store_is_read_only (priv->store);

  if (own || priv->own_text)
    {
      const char *text = eo_filter_chips_get_text (priv->chips);

      priv->own_text = own;
      gtk_editable_set_text (GTK_EDITABLE (priv->search), text);
      if (*text != '\0' && !gtk_widget_get_visible (priv->wide_search))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->search_button), TRUE);
      eo_register_set_match (priv->register_, text);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "own-filter.save", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "own-filter.rename", own && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "own-filter.remove", own && writable);
}
