/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-account.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "base/eo-error.h"

/* All that is kept is one secret; only by what it is found is open to see. */
#define GROUP "calendar"

static const SecretSchema schema = {
  "org.example.ExecOffice.Caldav", SECRET_SCHEMA_NONE,
  { { "office-id", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "diary", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL } },
};

EoCaldavAccount *
eo_caldav_account_new (const char *address,
                       const char *user,
                       const char *password,
                       gboolean    is_plain)
{
  EoCaldavAccount *self = g_new0 (EoCaldavAccount, 1);

  self->address = g_strdup (address);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->is_plain = is_plain;
  return self;
}

void
eo_caldav_account_free (EoCaldavAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->user);
  explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self);
}

/* No keyring, or a closed one, is told apart from a keyring that has nothing. */
static gboolean
explain (GError  *failure,
         GError **error)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, failure);
  else
    {
      g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED,
                   _("There is no keyring open on this computer to keep the password in (%s). Ask for one to be set up, such as "
                     "GNOME Keyring."), failure->message);
      g_error_free (failure);
    }
  return FALSE;
}

static EoCaldavAccount *
parse (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *address = NULL;
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;

  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return NULL;
  address = g_key_file_get_string (file, GROUP, "address", NULL);
  user = g_key_file_get_string (file, GROUP, "user", NULL);
  password = g_key_file_get_string (file, GROUP, "password", NULL);
  if (address == NULL || user == NULL || password == NULL)
    return NULL;
  return eo_caldav_account_new (address, user, password, g_key_file_get_boolean (file, GROUP, "plain", NULL));
}

EoCaldavAccount *
eo_caldav_account_load (EoStore       *store,
                        EoDiary       *diary,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autofree char *office = NULL;
  g_autoptr (EoCaldavAccount) self = NULL;
  GError *failure = NULL;
  char *text;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary), NULL);

  office = eo_store_get_setting (store, "office-id");
  text = secret_password_lookup_sync (&schema, cancellable, &failure, "office-id", office, "diary", EO_RECORD (diary)->uid, NULL);
  if (failure != NULL)
    {
      explain (failure, error);
      return NULL;
    }
  self = text != NULL ? parse (text) : NULL;
  secret_password_free (text);
  if (self == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("“%s” has no calendar on a server yet: set one up."), diary->name);
  return g_steal_pointer (&self);
}

gboolean
eo_caldav_account_save (EoStore                *store,
                        EoDiary                *diary,
                        const EoCaldavAccount  *self,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *office = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary) && self != NULL, FALSE);

  file = g_key_file_new ();
  g_key_file_set_string (file, GROUP, "address", self->address);
  g_key_file_set_string (file, GROUP, "user", self->user);
  g_key_file_set_string (file, GROUP, "password", self->password);
  g_key_file_set_boolean (file, GROUP, "plain", self->is_plain);
  text = g_key_file_to_data (file, NULL, NULL);
  office = eo_store_get_setting (store, "office-id");
  label = g_strdup_printf (_("ExecOffice: calendar of “%s”"), diary->name);
  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, text, cancellable, &failure, "office-id", office, "diary",
                              EO_RECORD (diary)->uid, NULL);
  explicit_bzero (text, strlen (text));
  return failure == NULL || explain (failure, error);
}

gboolean
eo_caldav_account_clear (EoStore       *store,
                         EoDiary       *diary,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autofree char *office = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary), FALSE);

  office = eo_store_get_setting (store, "office-id");
  secret_password_clear_sync (&schema, cancellable, &failure, "office-id", office, "diary", EO_RECORD (diary)->uid, NULL);
  return failure == NULL || explain (failure, error);
}
