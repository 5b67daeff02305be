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

/* By what the secret of @diary is found. (transfer full) */
static GHashTable *
make_attributes (EoStore *store,
                 EoDiary *diary)
{
  g_autofree char *office = eo_store_get_setting (store, "office-id");

  return secret_attributes_build (&schema, "office-id", office, "diary", EO_RECORD (diary)->uid, NULL);
}

static gboolean
set_locked (GError **error)
{
  g_set_error_literal (error, EO_ERROR, EO_ERROR_UNSUPPORTED,
                       _("The keyring of this computer, which keeps the password of the calendar server, is locked. Unlock it with "
                         "the password you log in with, and try again."));
  return FALSE;
}

/* No keyring, or a closed one, is told apart from a keyring that has nothing. Without @failure (transfer full) a person would
 * not unlock it, or could not be asked. */
static gboolean
explain (GError  *failure,
         GError **error)
{
  if (failure == NULL || g_error_matches (failure, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    {
      g_clear_error (&failure);
      return set_locked (error);
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, failure);
  else
    {
      g_debug ("keyring: %s", failure->message);
      g_set_error_literal (error, EO_ERROR, EO_ERROR_UNSUPPORTED,
                           _("There is no keyring open on this computer to keep the password of the calendar server in. Ask for one "
                             "to be set up, such as GNOME Keyring."));
      g_error_free (failure);
    }
  return FALSE;
}

/* FALSE with an error. @item: (out) (transfer full): what the keyring has of it, or NULL. */
static gboolean
find (GHashTable     *attributes,
      GCancellable   *cancellable,
      SecretItem    **item,
      GError        **error)
{
  g_autoptr (SecretService) service = NULL;
  GError *failure = NULL;
  GList *items = NULL;

  *item = NULL;
  service = secret_service_get_sync (SECRET_SERVICE_NONE, cancellable, &failure);
  if (service != NULL)
    items = secret_service_search_sync (service, &schema, attributes, SECRET_SEARCH_NONE, cancellable, &failure);
  if (failure != NULL)
    return explain (failure, error);
  if (items != NULL)
    *item = g_object_ref (items->data);
  g_list_free_full (items, g_object_unref);
  return TRUE;
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

/* Unlocks it, where a person may be asked to, and reads it. */
static gboolean
open_item (SecretItem      *item,
           EoCaldavAsking   asking,
           GCancellable    *cancellable,
           GError         **error)
{
  SecretService *service = secret_item_get_service (item);
  GList one = { item, NULL, NULL };
  GError *failure = NULL;

  if (secret_item_get_locked (item) &&
      (asking == EO_CALDAV_ASK_NOBODY || secret_service_unlock_sync (service, &one, cancellable, NULL, &failure) < 1))
    return explain (failure, error);
  return secret_item_load_secret_sync (item, cancellable, &failure) || explain (failure, error);
}

EoCaldavAccount *
eo_caldav_account_load (EoStore         *store,
                        EoDiary         *diary,
                        EoCaldavAsking   asking,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (SecretItem) item = NULL;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (EoCaldavAccount) self = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary), NULL);

  attributes = make_attributes (store, diary);
  if (!find (attributes, cancellable, &item, error) || (item != NULL && !open_item (item, asking, cancellable, error)))
    return NULL;
  value = item != NULL ? secret_item_get_secret (item) : NULL;
  self = value != NULL && secret_value_get_text (value) != NULL ? parse (secret_value_get_text (value)) : NULL;
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
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  GError *failure = NULL;
  gboolean ok;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary) && self != NULL, FALSE);

  file = g_key_file_new ();
  g_key_file_set_string (file, GROUP, "address", self->address);
  g_key_file_set_string (file, GROUP, "user", self->user);
  g_key_file_set_string (file, GROUP, "password", self->password);
  g_key_file_set_boolean (file, GROUP, "plain", self->is_plain);
  text = g_key_file_to_data (file, NULL, NULL);
  attributes = make_attributes (store, diary);
  label = g_strdup_printf (_("ExecOffice: calendar of “%s”"), diary->name);
  ok = secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, text, cancellable, &failure);
  explicit_bzero (text, strlen (text));
  return ok || explain (failure, error);
}

gboolean
eo_caldav_account_clear (EoStore       *store,
                         EoDiary       *diary,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (SecretItem) left = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary), FALSE);

  attributes = make_attributes (store, diary);
  secret_password_clearv_sync (&schema, attributes, cancellable, &failure);
  if (failure != NULL)
    return explain (failure, error);
  return find (attributes, cancellable, &left, error) && (left == NULL || set_locked (error));
}
