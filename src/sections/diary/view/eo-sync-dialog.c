/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/eo-compat.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/exchange/eo-caldav-words.h"
#include "sections/diary/view/eo-sync-dialog-private.h"

#define MOST_LINES 6                        /* that are told at once */
#define EACH_SHOWN (G_USEC_PER_SEC / 10)    /* progress is shown so often */

G_DEFINE_FINAL_TYPE (EoSyncDialog, eo_sync_dialog, ADW_TYPE_WINDOW)

void
_eo_sync_dialog_say (EoSyncDialog *self,
                     const char   *text,
                     gboolean      is_trouble)
{
  gtk_label_set_label (GTK_LABEL (self->status), text);
  if (is_trouble)
    gtk_widget_add_css_class (self->status, "error");
  else
    gtk_widget_remove_css_class (self->status, "error");
}

static void
show_busy (EoSyncDialog *self)
{
  const gboolean is_busy = self->cancellable != NULL;

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_busy);
  gtk_widget_set_visible (self->sync_button, !is_busy);
  gtk_widget_set_visible (self->cancel_button, is_busy);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.now", !is_busy && self->account != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.forget", !is_busy && self->account != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.connect", !is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.cancel", is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.trust", !is_busy && self->account != NULL);
}

GCancellable *
_eo_sync_dialog_begin (EoSyncDialog *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_busy (self);
  return self->cancellable;
}

void
_eo_sync_dialog_end (EoSyncDialog *self)
{
  g_clear_object (&self->cancellable);
  show_busy (self);
}

void
_eo_sync_dialog_show_state (EoSyncDialog *self)
{
  g_autoptr (EoCaldavCollection) state = eo_caldav_collection_load (self->store, EO_RECORD (self->diary)->id, NULL);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  EoInstant at = { "" };

  if (state != NULL && *state->trouble != '\0')
    {
      _eo_sync_dialog_say (self, state->trouble, TRUE);
      return;
    }
  if (state == NULL || *state->synced_at == '\0')
    {
      _eo_sync_dialog_say (self, self->account != NULL ? _("Not synchronised yet.") : _("This diary is on no server yet."), FALSE);
      return;
    }
  g_strlcpy (at.iso, state->synced_at, sizeof at.iso);
  when = eo_instant_format (&at);
  /* Translators: the name of a calendar, then a day and time */
  text = g_strdup_printf (_("“%s” was synchronised %s."), state->name, when);
  _eo_sync_dialog_say (self, text, FALSE);
}

static void
show_result (EoSyncDialog        *self,
             const EoCaldavCount *count,
             GPtrArray           *lines)
{
  g_autofree char *sum = eo_caldav_say_count (count);
  g_autoptr (GString) text = g_string_new (sum);

  for (guint i = 0; i < MIN (lines->len, MOST_LINES); i++)
    g_string_append_printf (text, "\n%s", (char *) g_ptr_array_index (lines, i));
  if (lines->len > MOST_LINES)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", lines->len - MOST_LINES), lines->len - MOST_LINES);
    }
  _eo_sync_dialog_say (self, text->str, FALSE);
}

/* So many are gone there that a person has to say what that means. */
static void
show_gone (EoSyncDialog *self,
           guint64       n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u entry is gone from the server", "%u entries are gone from the server", n),
                                            (guint) n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->gone_row), title);
  gtk_widget_set_visible (self->gone, n > 0);
}

static void
on_progress (EoCaldavStage stage,
             guint64       done,
             guint64       of,
             gpointer      user_data)
{
  EoSyncDialog *self = user_data;
  const gint64 now = g_get_monotonic_time ();
  g_autofree char *text = NULL;

  if (self->store == NULL || g_cancellable_is_cancelled (self->cancellable) || (done > 0 && now - self->shown_at < EACH_SHOWN))
    return;
  self->shown_at = now;
  text = eo_caldav_say_progress (stage, done, of);
  _eo_sync_dialog_say (self, text, FALSE);
  gtk_widget_set_visible (self->progress, TRUE);
  if (of > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), (double) done / of);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
}

static void
on_synced (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoSyncDialog) self = user_data;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  EoCaldavCount count;
  gboolean ok = eo_caldav_sync_finish (EO_STORE (source), result, &count, &lines, &error);

  if (self->store == NULL)
    return;
  _eo_sync_dialog_end (self);
  if (ok)
    show_result (self, &count, lines);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *sum = eo_caldav_say_count (&count);
      g_autofree char *text = g_strdup_printf ("%s %s", _("Stopped. What was done stays; the rest is done the next time."), sum);

      _eo_sync_dialog_say (self, text, FALSE);
    }
  else
    _eo_sync_dialog_say (self, error->message, TRUE);
  show_gone (self, count.gone);
  _eo_sync_dialog_show_conflicts (self);
}

void
_eo_sync_dialog_synchronise (EoSyncDialog  *self,
                             EoCaldavFlags  flags)
{
  GCancellable *cancellable = _eo_sync_dialog_begin (self);

  _eo_sync_dialog_say (self, _("Synchronising…"), FALSE);
  gtk_widget_set_visible (self->gone, FALSE);
  eo_caldav_sync_async (self->store, EO_RECORD (self->diary)->id, self->account, flags, on_progress, self, cancellable, on_synced,
                        g_object_ref (self));
}

static void
now_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  _eo_sync_dialog_synchronise (EO_SYNC_DIALOG (widget), EO_CALDAV_DEFAULT);
}

static void
cancel_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  EoSyncDialog *self = EO_SYNC_DIALOG (widget);

  _eo_sync_dialog_say (self, _("Stopping…"), FALSE);
  g_cancellable_cancel (self->cancellable);
}

static void
on_trusted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoSyncDialog) self = user_data;

  if (eo_compat_ask_finish (result) && self->store != NULL && self->cancellable == NULL)
    _eo_sync_dialog_synchronise (self, EO_CALDAV_TRUST_DELETIONS);
}

static void
trust_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  EoSyncDialog *self = EO_SYNC_DIALOG (widget);
  g_autofree char *heading = g_strdup_printf (_("Delete them in “%s” too?"), self->diary->name);

  eo_compat_ask_async (widget, heading, _("Do so if somebody meant to delete them. If the server lost them, do not: restore it first."),
                       _("Delete"), TRUE, NULL, on_trusted, g_object_ref (self));
}

static void
eo_sync_dialog_dispose (GObject *object)
{
  EoSyncDialog *self = EO_SYNC_DIALOG (object);

  g_cancellable_cancel (self->cancellable); /* what was done is known, the rest is done the next time */
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_sync_dialog_parent_class)->dispose (object);
}

static void
eo_sync_dialog_finalize (GObject *object)
{
  EoSyncDialog *self = EO_SYNC_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->diary);
  eo_caldav_account_free (self->account);
  eo_caldav_account_free (self->given);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (eo_sync_dialog_parent_class)->finalize (object);
}

static void
eo_sync_dialog_class_init (EoSyncDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_sync_dialog_dispose;
  object_class->finalize = eo_sync_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/sections/diary/sync-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, sync_button);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, status);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, gone);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, gone_row);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, conflicts);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, address);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, user);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, password);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, calendar);
  _eo_sync_dialog_install_account (widget_class);
  gtk_widget_class_install_action (widget_class, "sync.now", NULL, now_action);
  gtk_widget_class_install_action (widget_class, "sync.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "sync.trust", NULL, trust_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eo_sync_dialog_init (EoSyncDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eo_sync_dialog_new (EoStore *store,
                    EoDiary *diary)
{
  EoSyncDialog *self;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary), NULL);

  self = g_object_new (EO_TYPE_SYNC_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->diary = EO_DIARY (eo_record_copy (EO_RECORD (diary)));
  eo_button_names_mend (GTK_WIDGET (self));
  _eo_sync_dialog_show_state (self);
  _eo_sync_dialog_show_conflicts (self);
  _eo_sync_dialog_load_account (self);

  return GTK_WIDGET (self);
}
