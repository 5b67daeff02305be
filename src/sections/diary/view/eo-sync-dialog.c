/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "desk/eo-button-names.h"
#include "sections/diary/exchange/eo-caldav-conflict.h"
#include "sections/diary/exchange/eo-caldav-setup.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/exchange/eo-caldav-sync.h"
#include "sections/diary/view/eo-sync-dialog.h"

#define MOST_LINES 6 /* that are told at once */

struct _EoSyncDialog
{
  AdwWindow        parent_instance;

  EoStore         *store;
  EoDiary         *diary;
  EoCaldavAccount *account;     /* that it goes with; or NULL */
  EoCaldavAccount *given;       /* that the calendars listed are of; or NULL */
  GPtrArray       *calendars;   /* EoCaldavCalendar, listed; or NULL */
  GCancellable    *cancellable;
  gboolean         is_busy;
  GPtrArray       *rows;        /* of GtkWidget, in the group of conflicts */

  GtkWidget       *spinner;
  GtkWidget       *status;
  GtkWidget       *conflicts;
  GtkWidget       *address;
  GtkWidget       *user;
  GtkWidget       *password;
  GtkWidget       *calendar;
};

static void show_conflicts (EoSyncDialog *self);

G_DEFINE_FINAL_TYPE (EoSyncDialog, eo_sync_dialog, ADW_TYPE_WINDOW)

static void
say (EoSyncDialog *self,
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
set_busy (EoSyncDialog *self,
          gboolean      is_busy)
{
  self->is_busy = is_busy;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.now", !is_busy && self->account != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.forget", !is_busy && self->account != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync.connect", !is_busy);
}

/* How it stands, as the office knows it. */
static void
show_state (EoSyncDialog *self)
{
  g_autoptr (EoCaldavCollection) state = eo_caldav_collection_load (self->store, EO_RECORD (self->diary)->id, NULL);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  EoInstant at = { "" };

  if (state != NULL && *state->trouble != '\0')
    {
      say (self, state->trouble, TRUE);
      return;
    }
  if (state == NULL || *state->synced_at == '\0')
    {
      say (self, self->account != NULL ? _("Not synchronised yet.") : _("This diary is on no server yet."), FALSE);
      return;
    }
  g_strlcpy (at.iso, state->synced_at, sizeof at.iso);
  when = eo_instant_format (&at);
  /* Translators: the name of a calendar, then a day and time */
  text = g_strdup_printf (_("“%s” was synchronised %s."), state->name, when);
  say (self, text, FALSE);
}

static void
show_result (EoSyncDialog        *self,
             const EoCaldavCount *count,
             GPtrArray           *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("Taken: %u new, %u changed, %u deleted. Sent: %u new, %u changed, %u deleted."),
                          (guint) count->taken_added, (guint) count->taken_changed, (guint) count->taken_deleted,
                          (guint) count->sent_added, (guint) count->sent_changed, (guint) count->sent_deleted);
  for (guint i = 0; i < MIN (lines->len, MOST_LINES); i++)
    g_string_append_printf (text, "\n%s", (char *) g_ptr_array_index (lines, i));
  if (lines->len > MOST_LINES)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", lines->len - MOST_LINES), lines->len - MOST_LINES);
    }
  say (self, text->str, FALSE);
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
  set_busy (self, FALSE);
  if (ok)
    show_result (self, &count, lines);
  else
    say (self, error->message, TRUE);
  show_conflicts (self);
}

static void
synchronise (EoSyncDialog *self)
{
  set_busy (self, TRUE);
  say (self, _("Synchronising…"), FALSE);
  eo_caldav_sync_async (self->store, EO_RECORD (self->diary)->id, self->account, EO_CALDAV_DEFAULT, NULL, NULL, self->cancellable, on_synced,
                        g_object_ref (self));
}

static void
on_decided (GtkWidget *button)
{
  EoSyncDialog *self = EO_SYNC_DIALOG (gtk_widget_get_ancestor (button, EO_TYPE_SYNC_DIALOG));
  const gint64 *id = g_object_get_data (G_OBJECT (button), "conflict");
  const EoCaldavKeep keep = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "keep"));
  g_autoptr (GError) error = NULL;

  if (self->is_busy || self->account == NULL)
    return;
  if (eo_caldav_conflict_decide (self->store, *id, keep, &error))
    synchronise (self);
  else
    say (self, error->message, TRUE);
}

static void
add_choice (GtkWidget              *row,
            const EoCaldavConflict *conflict,
            EoCaldavKeep            keep,
            const char             *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s, %s", label, conflict->title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "conflict", g_memdup2 (&conflict->id, sizeof conflict->id), g_free);
  g_object_set_data (G_OBJECT (button), "keep", GUINT_TO_POINTER (keep));
  g_signal_connect (button, "clicked", G_CALLBACK (on_decided), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_conflict (EoSyncDialog           *self,
              const EoCaldavConflict *conflict)
{
  GtkWidget *row = adw_action_row_new ();
  const gboolean is_gone_here = *conflict->mine == '\0', is_gone_there = *conflict->theirs == '\0';

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), conflict->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_gone_here ? _("Deleted here, changed on the server")
                                                     : is_gone_there ? _("Changed here, deleted on the server")
                                                                     : _("Changed here and on the server"));
  add_choice (row, conflict, EO_CALDAV_KEEP_MINE, _("Ours"));
  add_choice (row, conflict, EO_CALDAV_KEEP_THEIRS, _("The Server’s"));
  if (!is_gone_here && !is_gone_there)
    add_choice (row, conflict, EO_CALDAV_KEEP_BOTH, _("Both"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->conflicts), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_conflicts (EoSyncDialog *self)
{
  g_autoptr (GPtrArray) open = eo_caldav_conflicts_load (self->store, EO_RECORD (self->diary)->id, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->conflicts), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; open != NULL && i < open->len; i++)
    add_conflict (self, g_ptr_array_index (open, i));
  gtk_widget_set_visible (self->conflicts, self->rows->len > 0);
}

/* What a worker does with the keyring and the server. */
typedef enum
{
  LOAD,
  FIND,
  SAVE,
  FORGET,
} Deed;

typedef struct
{
  Deed             deed;
  EoDiary         *diary;
  EoCaldavAccount *account; /* given, or found */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->diary);
  eo_caldav_account_free (self->account);
  g_free (self);
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  EoStore *store = source;
  Work *self = data;
  GPtrArray *calendars = NULL;
  GError *error = NULL;

  if (self->deed == LOAD)
    self->account = eo_caldav_account_load (store, self->diary, EO_CALDAV_ASK_PERSON, cancellable, &error);
  else if (self->deed == FIND)
    calendars = eo_caldav_find_calendars (self->account, cancellable, &error);
  else if (self->deed == SAVE)
    eo_caldav_account_save (store, self->diary, self->account, cancellable, &error);
  else
    eo_caldav_account_clear (store, self->diary, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, calendars, (GDestroyNotify) g_ptr_array_unref);
}

static void begin (EoSyncDialog *self, Deed deed, EoCaldavAccount *account);

static EoCaldavAccount *
copy_account (const EoCaldavAccount *account)
{
  return eo_caldav_account_new (account->address, account->user, account->password, account->is_plain);
}

static void
fill_entries (EoSyncDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->address), self->account != NULL ? self->account->address : "");
  gtk_editable_set_text (GTK_EDITABLE (self->user), self->account != NULL ? self->account->user : "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), self->account != NULL ? self->account->password : "");
}

static void
take_account (EoSyncDialog    *self,
              EoCaldavAccount *account) /* (transfer full) (nullable) */
{
  g_clear_pointer (&self->account, eo_caldav_account_free);
  self->account = account;
  fill_entries (self);
}

/* One of those found goes with the diary from now on. */
static void
use_calendar (EoSyncDialog *self,
              guint         index)
{
  const EoCaldavCalendar *chosen = g_ptr_array_index (self->calendars, index);
  g_autofree char *address = g_uri_to_string (chosen->uri);

  begin (self, SAVE, eo_caldav_account_new (address, self->given->user, self->given->password, self->given->is_plain));
}

/* More than one: a person chooses, and connects then. */
static void
take_calendars (EoSyncDialog    *self,
                EoCaldavAccount *given,     /* (transfer full) */
                GPtrArray       *calendars) /* (transfer full) */
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->given, eo_caldav_account_free);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  self->given = given;
  self->calendars = calendars;
  for (guint i = 0; i < calendars->len; i++)
    {
      const EoCaldavCalendar *one = g_ptr_array_index (calendars, i);

      gtk_string_list_append (names, *one->name != '\0' ? one->name : g_uri_get_path (one->uri));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->calendar), G_LIST_MODEL (names));
  gtk_widget_set_visible (self->calendar, calendars->len > 1);
  if (calendars->len == 1)
    use_calendar (self, 0);
  else
    say (self, _("Choose one of the calendars, and connect."), FALSE);
}

static void
on_worked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoSyncDialog) self = user_data;
  Work *done = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GPtrArray *calendars = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->store == NULL)
    {
      g_clear_pointer (&calendars, g_ptr_array_unref);
      return;
    }
  if (done->deed == LOAD)
    take_account (self, g_steal_pointer (&done->account));
  else if (done->deed == FORGET && error == NULL)
    take_account (self, NULL);
  else if (done->deed == SAVE && error == NULL)
    {
      gtk_widget_set_visible (self->calendar, FALSE);
      g_clear_pointer (&self->calendars, g_ptr_array_unref);
      take_account (self, g_steal_pointer (&done->account));
    }
  set_busy (self, FALSE);
  show_state (self);
  if (error != NULL && !(done->deed == LOAD && g_error_matches (error, EO_ERROR, EO_ERROR_NOT_FOUND)))
    say (self, error->message, TRUE);
  else if (done->deed == FIND)
    take_calendars (self, g_steal_pointer (&done->account), calendars);
  else if (done->deed == SAVE)
    synchronise (self);
}

static void
begin (EoSyncDialog    *self,
       Deed             deed,
       EoCaldavAccount *account) /* (transfer full) (nullable) */
{
  g_autoptr (GTask) task = g_task_new (self->store, self->cancellable, on_worked, g_object_ref (self));
  Work *data = g_new0 (Work, 1);

  data->deed = deed;
  data->diary = g_object_ref (self->diary);
  data->account = account;
  g_task_set_task_data (task, data, work_free);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, work);
}

static gboolean
is_as_given (EoSyncDialog          *self,
             const EoCaldavAccount *account)
{
  return self->given != NULL && self->calendars != NULL && g_str_equal (self->given->address, account->address) &&
         g_str_equal (self->given->user, account->user) && g_str_equal (self->given->password, account->password);
}

static void
connect_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  EoSyncDialog *self = EO_SYNC_DIALOG (widget);
  g_autoptr (EoCaldavAccount) account
    = eo_caldav_account_new (gtk_editable_get_text (GTK_EDITABLE (self->address)), gtk_editable_get_text (GTK_EDITABLE (self->user)),
                             gtk_editable_get_text (GTK_EDITABLE (self->password)), FALSE);

  if (*account->address == '\0' || *account->user == '\0')
    say (self, _("Write the address of the server, and the user."), TRUE);
  else if (is_as_given (self, account))
    use_calendar (self, adw_combo_row_get_selected (ADW_COMBO_ROW (self->calendar)));
  else
    {
      say (self, _("Looking for calendars…"), FALSE);
      begin (self, FIND, copy_account (account));
    }
}

static void
forget_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  begin (EO_SYNC_DIALOG (widget), FORGET, NULL);
}

static void
now_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  synchronise (EO_SYNC_DIALOG (widget));
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

  g_object_unref (self->cancellable);
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
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, status);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, conflicts);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, address);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, user);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, password);
  gtk_widget_class_bind_template_child (widget_class, EoSyncDialog, calendar);
  gtk_widget_class_install_action (widget_class, "sync.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "sync.forget", NULL, forget_action);
  gtk_widget_class_install_action (widget_class, "sync.now", NULL, now_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eo_sync_dialog_init (EoSyncDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The inner text of an entry row has no name of its own. */
static void
name_entry (GtkWidget *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
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
  name_entry (self->address);
  name_entry (self->user);
  name_entry (self->password);
  eo_button_names_mend (GTK_WIDGET (self));
  show_state (self);
  show_conflicts (self);
  begin (self, LOAD, NULL);

  return GTK_WIDGET (self);
}
