/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-wrapped-label.h"
#include "sections/diary/exchange/eo-caldav-words.h"
#include "sections/diary/view/eo-sync-dialog-private.h"

/* What was changed on both sides: a person sees what each says, and decides. */

static void
on_decided (GtkWidget *button)
{
  EoSyncDialog *self = EO_SYNC_DIALOG (gtk_widget_get_ancestor (button, EO_TYPE_SYNC_DIALOG));
  const gint64 *id = g_object_get_data (G_OBJECT (button), "conflict");
  const EoCaldavKeep keep = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "keep"));
  g_autoptr (GError) error = NULL;

  if (self->cancellable != NULL || self->account == NULL)
    return;
  if (eo_caldav_conflict_decide (self->store, *id, keep, &error))
    _eo_sync_dialog_synchronise (self, EO_CALDAV_DEFAULT);
  else
    _eo_sync_dialog_say (self, error->message, TRUE);
}

static void
add_choice (GtkWidget              *box,
            const EoCaldavConflict *conflict,
            EoCaldavKeep            keep,
            const char             *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s, %s", label, conflict->title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "conflict", g_memdup2 (&conflict->id, sizeof conflict->id), g_free);
  g_object_set_data (G_OBJECT (button), "keep", GUINT_TO_POINTER (keep));
  g_signal_connect (button, "clicked", G_CALLBACK (on_decided), NULL);
  gtk_box_append (GTK_BOX (box), button);
}

/* What differs takes several lines: the choices stand under it, not beside. */
static GtkWidget *
add_conflict (EoSyncDialog           *self,
              const EoCaldavConflict *conflict)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *detail = eo_wrapped_label_new ("", "caption");
  const gboolean is_gone_here = *conflict->mine == '\0', is_gone_there = *conflict->theirs == '\0';

  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), eo_wrapped_label_new (conflict->title, "heading"));
  gtk_box_append (GTK_BOX (box), eo_wrapped_label_new (is_gone_here    ? _("Deleted here, changed on the server")
                                                       : is_gone_there ? _("Changed here, deleted on the server")
                                                                       : _("Changed here and on the server"), "dim-label"));
  gtk_widget_set_visible (detail, FALSE);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_widget_set_margin_top (choices, 3);
  add_choice (choices, conflict, EO_CALDAV_KEEP_MINE, is_gone_here ? _("Delete There Too") : _("Keep Ours"));
  add_choice (choices, conflict, EO_CALDAV_KEEP_THEIRS, is_gone_there ? _("Delete Here Too") : _("Take the Server’s"));
  if (!is_gone_here && !is_gone_there)
    add_choice (choices, conflict, EO_CALDAV_KEEP_BOTH, _("Keep Both"));
  gtk_box_append (GTK_BOX (box), choices);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), conflict->title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->conflicts), row);
  g_ptr_array_add (self->rows, row);
  return detail;
}

/* The differences come when the caged program has read both sides. */
typedef struct
{
  GPtrArray *conflicts; /* EoCaldavConflict */
  GPtrArray *labels;    /* of each: a reference */
  char      *zone;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->labels);
  g_free (self->zone);
  g_free (self);
}

static void
read_differences (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Reading *self = data;
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->conflicts->len; i++)
    g_ptr_array_add (said, eo_caldav_say_conflict (g_ptr_array_index (self->conflicts, i), self->zone, NULL));
  g_task_return_pointer (task, g_steal_pointer (&said), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) said = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; said != NULL && i < said->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->labels, i);
      const char *text = g_ptr_array_index (said, i);

      gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
      gtk_widget_set_visible (label, text != NULL && *text != '\0');
    }
}

void
_eo_sync_dialog_show_conflicts (EoSyncDialog *self)
{
  g_autoptr (GPtrArray) open = eo_caldav_conflicts_load (self->store, EO_RECORD (self->diary)->id, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_read, NULL);
  Reading *reading;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->conflicts), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (self->conflicts, open != NULL && open->len > 0);
  if (open == NULL || open->len == 0)
    return;
  reading = g_new0 (Reading, 1);
  reading->labels = g_ptr_array_new_with_free_func (g_object_unref);
  reading->zone = g_strdup (self->diary->zone);
  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (reading->labels, g_object_ref (add_conflict (self, g_ptr_array_index (open, i))));
  reading->conflicts = g_steal_pointer (&open);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_differences);
}
