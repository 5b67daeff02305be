/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "exchange/eo-mail-import.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"
#include "store/eo-mail.h"

#define LONGEST_ID        998 /* bytes of a Message-ID: a line of a message */
#define MOST_ANSWERED     20  /* messages that one answers: the nearest of them */
#define LONGEST_REFERENCE 60  /* characters of a sender's reference: more is a sentence */

/* What a thread reads. */
typedef struct
{
  char         *path;
  EoMailImport *import;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_clear_pointer (&reading->import, eo_mail_import_free);
  g_free (reading);
}

void
eo_mail_import_free (EoMailImport *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->message, eo_message_free);
  g_free (self->unread);
  g_free (self->key);
  g_clear_object (&self->letter);
  g_clear_object (&self->sender);
  g_free (self->first);
  g_strfreev (self->answers);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/* Of the message; anything else is of this computer, and no message could be read. */
static gboolean
is_of_message (const GError *error)
{
  static const EoError codes[] = {
    EO_ERROR_UNSUPPORTED, EO_ERROR_DAMAGED, EO_ERROR_LIMIT, EO_ERROR_CRASHED, EO_ERROR_TOO_LARGE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, EO_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* An id with white space or without end is a program's mistake, and would be shared by what is not the same. */
static gboolean
is_id (const char *id)
{
  return strchr (id, '@') != NULL && strchr (id, ' ') == NULL && strlen (id) <= LONGEST_ID;
}

static char *
make_key (EoMailImport *self)
{
  const char *id = self->message != NULL ? self->message->id : "";
  g_autofree char *hash = NULL;

  if (is_id (id))
    return g_strconcat ("id:", id, NULL);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);
  return g_strconcat ("sha256:", hash, NULL);
}

/* Any thread. */
static gboolean
read_message (EoMailImport  *self,
              int            fd,
              GError       **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 size = eo_sealed_get_size (fd);

  if (size == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_EMPTY, _("“%s” is empty."), self->name);
  else if (size < 0 || (self->bytes = eo_sealed_map (fd, size)) == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read."), self->name);
  if (self->bytes == NULL)
    return FALSE;

  self->message = eo_message_read (fd, self->name, TRUE, &problem);
  if (problem != NULL && !is_of_message (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (problem != NULL)
    self->unread = g_strdup (problem->message);
  self->key = make_key (self);
  return TRUE;
}

/* "Road_at_Ndwedwe.eml" → "Road at Ndwedwe" */
static char *
subject_of (const EoMailImport *self)
{
  g_autofree char *subject = NULL;

  if (self->message != NULL && *self->message->subject != '\0')
    return g_strdup (self->message->subject);
  if (self->message != NULL && (*self->message->from_name != '\0' || *self->message->from_address != '\0'))
    return g_strdup_printf (_("E-mail from %s"), *self->message->from_name != '\0' ? self->message->from_name
                                                                                    : self->message->from_address);
  subject = g_strndup (self->name, strlen (self->name) - strlen (".eml"));
  g_strstrip (g_strdelimit (subject, "_", ' '));
  return *subject != '\0' ? g_steal_pointer (&subject) : g_strdup (_("E-mail without a subject"));
}

/* What came by post today was sent yesterday; what was sent tomorrow was sent by a clock that is wrong. */
static void
set_dates (EoRecord        *letter,
           const EoMessage *message)
{
  EoDate today = eo_date_today ();
  EoDate received = eo_instant_to_date (&message->sent);
  EoDate written = message->sent_on;

  if (received.iso[0] == '\0' || strcmp (received.iso, today.iso) > 0)
    received = today;
  else
    {
      g_autofree char *shown = eo_instant_format (&message->sent);
      gsize n = strlen (shown);

      if (n > 5)
        eo_record_set_text (letter, "received_time", shown + n - 5, NULL);
    }
  if (strcmp (written.iso, received.iso) > 0)
    written = received;
  eo_record_set_text (letter, "received_on", received.iso, NULL);
  eo_record_set_text (letter, "letter_date", written.iso, NULL);
}

/* One that could stand in a register, not a sentence or an address. */
static gboolean
is_plain_reference (const char *reference)
{
  glong n = g_utf8_strlen (reference, -1);

  for (const char *c = reference; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isalnum (g_utf8_get_char (c)) && strchr (" /-._()[]:#&", *c) == NULL)
      return FALSE;
  return n > 0 && n <= LONGEST_REFERENCE;
}

/* Whether a name is one that no person bears. */
static gboolean
is_organisation (const char *name,
                 const char *address)
{
  static const char words[] =
    "\\b(department|departement|municipality|munisipaliteit|council|committee|commission|office of|authority|agency|"
    "association|society|forum|foundation|trust|institute|university|college|school|church|union|federation|company|"
    "secretariat|embassy|consulate|bank|press|news|limited|ltd|pty|npc|npo|inc|cc)\\b";
  static const char boxes[] = "^(info|admin|enquir|registry|office|noreply|no-reply|news|media|contact|support|accounts)";

  if (*name != '\0')
    return g_regex_match_simple (words, name, G_REGEX_CASELESS, 0);
  return g_regex_match_simple (boxes, address, G_REGEX_CASELESS, 0);
}

static EoRecord *
make_sender (const EoMessage *message)
{
  const char *name = *message->from_name != '\0' ? message->from_name : message->from_address;
  const EoKind *kind = eo_kind_lookup (is_organisation (message->from_name, message->from_address) ? "organisation"
                                                                                                    : "person");
  EoRecord *sender = eo_record_new (kind);

  eo_record_set_text (sender, "name", name, NULL);
  eo_record_set_text (sender, "email", message->from_address, NULL);
  return sender;
}

static void
set_sender (EoMailImport *self,
            EoStore      *store)
{
  const EoField *field = eo_kind_find_field (eo_record_get_kind (self->letter), "correspondent");
  const EoMessage *message = self->message;
  EoLink link = { 0, NULL };

  if (*message->from_address == '\0' && *message->from_name == '\0')
    return;
  if (eo_store_find_sender (store, message->from_address, message->from_name, &link))
    eo_record_set_link (self->letter, field, link.id, link.title);
  else
    self->sender = make_sender (message);
  g_free (link.title);
}

static void
add_answered (GPtrArray  *keys,
              const char *own,
              const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);

  for (guint i = g_strv_length (words); i-- > 0 && keys->len < MOST_ANSWERED;)
    {
      g_autofree char *key = g_strconcat ("id:", words[i], NULL);

      if (is_id (words[i]) && !g_str_equal (key, own) && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
        g_ptr_array_add (keys, g_steal_pointer (&key));
    }
}

/* What it answers, the nearest first; the letter of it that is here, if any, is what it follows. */
static void
set_thread (EoMailImport *self,
            EoStore      *store)
{
  const EoField *field = eo_kind_find_field (eo_record_get_kind (self->letter), "thread");
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  EoLink first = { 0, NULL };

  add_answered (keys, self->key, self->message->in_reply_to);
  add_answered (keys, self->key, self->message->references);
  g_ptr_array_add (keys, NULL);
  if (eo_store_find_answered (store, (const char *const *) keys->pdata, &first))
    eo_record_set_link (self->letter, field, first.id, first.title);
  else
    self->answers = (char **) g_ptr_array_steal (keys, NULL);
  g_free (first.title);
}

/* Main thread: records are made there. */
static void
fill_in (EoMailImport *self,
         EoStore      *store)
{
  g_autofree char *subject = subject_of (self);

  self->letter = eo_record_new (eo_kind_lookup ("letter"));
  eo_record_set_text (self->letter, "direction", "incoming", NULL);
  eo_record_set_text (self->letter, "mode", "email", NULL);
  eo_record_set_text (self->letter, "subject", subject, NULL);
  if (self->message != NULL)
    {
      set_dates (self->letter, self->message);
      set_sender (self, store);
      set_thread (self, store);
      if (is_plain_reference (self->message->reference))
        eo_record_set_text (self->letter, "their_reference", self->message->reference, NULL);
    }
  if (eo_store_find_mail (store, self->key, &self->first_kind, &self->first_id))
    self->first = eo_store_explain_mail (store, self->first_kind, self->first_id);
  if (!eo_message_is_called (self->name))
    {
      g_autofree char *whole = g_strconcat (subject, ".eml", NULL);

      g_free (self->name);
      self->name = eo_text_safe_filename (whole);
    }
}

static EoMailImport *
begin (const char *name)
{
  EoMailImport *self = g_new0 (EoMailImport, 1);

  self->name = eo_text_safe_filename (*name != '\0' ? name : _("message"));
  return self;
}

EoMailImport *
eo_mail_import_new (EoStore     *store,
                    int          fd,
                    const char  *name,
                    GError     **error)
{
  g_autoptr (EoMailImport) self = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && fd >= 0 && name != NULL, NULL);

  self = begin (name);
  if (!read_message (self, fd, error))
    return NULL;
  fill_in (self, store);
  return g_steal_pointer (&self);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  int fd = eo_sealed_new_from_file (reading->path, EO_READER_MAX_BYTES, &error);

  if (fd >= 0 && read_message (reading->import, fd, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  if (fd >= 0)
    close (fd);
}

void
eo_mail_import_new_async (EoStore             *store,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = NULL;
  Reading *reading;

  g_return_if_fail (EO_IS_STORE (store) && path != NULL);

  name = g_path_get_basename (path);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_mail_import_new_async);
  reading = g_new0 (Reading, 1);
  reading->import = begin (name);
  reading->path = g_strdup (path);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

EoMailImport *
eo_mail_import_new_finish (GAsyncResult  *result,
                           GError       **error)
{
  Reading *reading;

  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == eo_mail_import_new_async, NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  reading = g_task_get_task_data (G_TASK (result));
  fill_in (reading->import, g_task_get_source_object (G_TASK (result)));
  return g_steal_pointer (&reading->import);
}
