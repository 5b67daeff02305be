/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "sections/diary/exchange/eo-caldav-setup.h"
#include "sections/diary/view/eo-sync-dialog-private.h"

/* Which calendar on which server: out of the keyring, or found, chosen or made, and then kept there. */

/* What a worker does with the keyring and the server. */
typedef enum
{
  LOAD,
  FIND,
  MAKE, /* a calendar called as the diary, and that is saved */
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

static gboolean
make_calendar (Work          *self,
               GCancellable  *cancellable,
               GError       **error)
{
  EoCaldavAccount *made = eo_caldav_find_account (self->account, self->diary->name, TRUE, cancellable, error);

  if (made == NULL)
    return FALSE;
  eo_caldav_account_free (self->account);
  self->account = made;
  return TRUE;
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
  else if (self->deed == FORGET)
    eo_caldav_leave (store, self->diary, cancellable, &error);
  else if (self->deed == SAVE || make_calendar (self, cancellable, &error))
    eo_caldav_account_save (store, self->diary, self->account, cancellable, &error);
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

/* One of those found goes with the diary from now on; behind the last of them stands a new one. */
static void
use_calendar (EoSyncDialog *self,
              guint         index)
{
  const EoCaldavCalendar *chosen = index < self->calendars->len ? g_ptr_array_index (self->calendars, index) : NULL;
  g_autofree char *address = chosen != NULL ? g_uri_to_string (chosen->uri) : g_strdup (self->given->address);

  _eo_sync_dialog_say (self, chosen != NULL ? _("Connecting…") : _("Making a calendar…"), FALSE);
  begin (self, chosen != NULL ? SAVE : MAKE,
         eo_caldav_account_new (address, self->given->user, self->given->password, self->given->is_plain));
}

/* The address given was that of one calendar, and no other is meant. */
static gboolean
is_address_of (const EoCaldavCalendar *calendar,
               const EoCaldavAccount  *given)
{
  g_autoptr (GUri) uri = eo_caldav_address_parse (given->address, given->is_plain, NULL);
  g_autofree char *path = uri != NULL ? g_strdup (g_uri_get_path (uri)) : g_strdup ("");

  return g_str_has_prefix (g_uri_get_path (calendar->uri), path) && strlen (g_uri_get_path (calendar->uri)) <= strlen (path) + 1 &&
         strlen (path) > 1;
}

/* A person chooses, and connects then. */
static void
take_calendars (EoSyncDialog    *self,
                EoCaldavAccount *given,     /* (transfer full) */
                GPtrArray       *calendars) /* (transfer full) */
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *another = g_strdup_printf (_("A new one, “%s”"), self->diary->name);

  g_clear_pointer (&self->given, eo_caldav_account_free);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  self->given = given;
  self->calendars = calendars;
  for (guint i = 0; i < calendars->len; i++)
    {
      const EoCaldavCalendar *one = g_ptr_array_index (calendars, i);

      gtk_string_list_append (names, *one->name != '\0' ? one->name : g_uri_get_path (one->uri));
    }
  gtk_string_list_append (names, another);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->calendar), G_LIST_MODEL (names));
  if (calendars->len == 1 && is_address_of (g_ptr_array_index (calendars, 0), given))
    {
      use_calendar (self, 0);
      return;
    }
  gtk_widget_set_visible (self->calendar, TRUE);
  _eo_sync_dialog_say (self, calendars->len == 0 ? _("You have no calendar there yet: connect, and one is made.")
                             : _("Choose the calendar for this diary, and connect. What stands in it comes into the diary."), FALSE);
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
  else if ((done->deed == SAVE || done->deed == MAKE) && error == NULL)
    {
      gtk_widget_set_visible (self->calendar, FALSE);
      g_clear_pointer (&self->calendars, g_ptr_array_unref);
      take_account (self, g_steal_pointer (&done->account));
    }
  _eo_sync_dialog_end (self);
  _eo_sync_dialog_show_state (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _eo_sync_dialog_say (self, _("Stopped."), FALSE);
  else if (error != NULL && !(done->deed == LOAD && g_error_matches (error, EO_ERROR, EO_ERROR_NOT_FOUND)))
    _eo_sync_dialog_say (self, error->message, TRUE);
  else if (done->deed == FIND)
    take_calendars (self, g_steal_pointer (&done->account), calendars);
  else if (done->deed == SAVE || done->deed == MAKE)
    _eo_sync_dialog_synchronise (self, EO_CALDAV_DEFAULT);
}

static void
begin (EoSyncDialog    *self,
       Deed             deed,
       EoCaldavAccount *account) /* (transfer full) (nullable) */
{
  g_autoptr (GTask) task = g_task_new (self->store, _eo_sync_dialog_begin (self), on_worked, g_object_ref (self));
  Work *data = g_new0 (Work, 1);

  data->deed = deed;
  data->diary = g_object_ref (self->diary);
  data->account = account;
  g_task_set_task_data (task, data, work_free);
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
    _eo_sync_dialog_say (self, _("Write the address of the server, and the user."), TRUE);
  else if (is_as_given (self, account))
    use_calendar (self, adw_combo_row_get_selected (ADW_COMBO_ROW (self->calendar)));
  else
    {
      _eo_sync_dialog_say (self, _("Looking for calendars…"), FALSE);
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

void
_eo_sync_dialog_install_account (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sync.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "sync.forget", NULL, forget_action);
}

/* The inner text of an entry row has no name of its own. */
static void
name_entry (GtkWidget *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

void
_eo_sync_dialog_load_account (EoSyncDialog *self)
{
  name_entry (self->address);
  name_entry (self->user);
  name_entry (self->password);
  begin (self, LOAD, NULL);
}
