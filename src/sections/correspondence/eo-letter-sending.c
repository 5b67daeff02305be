/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-private.h"
#include "sections/correspondence/eo-letter-sheet.h"
#include "store/eo-attachment.h"

/* An answer: how it begins, what its signature stands under, and what is kept of it when it goes out. */

#define ACCOUNTS_PERSON "SELECT id FROM person WHERE account = ?2 AND deleted_at = ''"
#define AS_SENT " as sent"

static void
copy_link (EoLetter     *self,
           const char   *name,
           const EoLink *link)
{
  eo_record_set_link (EO_RECORD (self), eo_kind_find_field (&eo_letter_kind, name), link->id, link->title);
}

void
_eo_letter_begin_from (EoRecord *record,
                       EoRecord *from)
{
  EoLetter *self = EO_LETTER (record);
  EoLetter *incoming = EO_LETTER (from);
  g_autofree char *subject = g_strdup (incoming->subject);

  if (incoming->direction != EO_INCOMING)
    return;
  if (g_ascii_strncasecmp (subject, "RE:", 3) != 0)
    {
      g_free (subject);
      subject = g_strdup_printf ("RE: %s", incoming->subject);
    }
  self->direction = EO_OUTGOING;
  eo_record_set_text (record, "subject", subject, NULL);
  eo_record_set_text (record, "their_reference", incoming->their_reference, NULL);
  self->language = incoming->language;
  self->matter = incoming->matter;
  self->priority = incoming->priority;
  self->mode = incoming->mode;
  record->classification = from->classification;
  copy_link (self, "answers", &(EoLink) { from->id, incoming->subject });
  copy_link (self, "correspondent", &incoming->correspondent);
  copy_link (self, "file", &incoming->file);
  copy_link (self, "assigned_to", &incoming->assigned_to);
  copy_link (self, "unit", &incoming->unit);
}

EoRecord *
eo_letter_new_reply (EoRecord *incoming)
{
  EoRecord *reply;

  g_return_val_if_fail (EO_IS_LETTER (incoming) && EO_LETTER (incoming)->direction == EO_INCOMING, NULL);

  reply = eo_record_new (&eo_letter_kind);
  _eo_letter_begin_from (reply, incoming);
  return reply;
}

/* Who signs is a person, where the account belongs to one: "sm for S. Mthembu" acts in that name. */
static char *
signer (EoWriter *writer)
{
  const char *by = eo_writer_get_by (writer);
  const char *acting = strstr (by, " for ");
  gint64 id = acting == NULL ? eo_writer_get_integer (writer, ACCOUNTS_PERSON, 0, by) : 0;
  g_autoptr (EoRecord) person = id != 0 ? eo_writer_get (writer, eo_kind_lookup ("person"), id, NULL) : NULL;

  if (person != NULL)
    return g_strdup (eo_record_get_title (person));
  return g_strdup (acting != NULL ? acting + strlen (" for ") : by);
}

/* Nobody signs what is not finished. */
static gboolean
check_text (EoWriter  *writer,
            EoLetter  *self,
            GError   **error)
{
  g_autoptr (EoLetterSheet) sheet = eo_letter_sheet_new_in (writer, EO_RECORD (self));
  const char *name = eo_record_get_name (EO_RECORD (self));

  if (sheet->missing->len > 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE,
                   _("%s is not ready to be signed: “%s” still stands in its text. Write there what is meant."), name,
                   (const char *) g_ptr_array_index (sheet->missing, 0));
      return FALSE;
    }
  if (self->signed_how == EO_SIGNED_OFF && *self->body == '\0')
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE,
                   _("%s has no text to be signed in the program. Write it, or sign it on paper."), name);
      return FALSE;
    }
  return TRUE;
}

/* A signature in the program is a name and a time. */
gboolean
_eo_letter_sign (EoWriter  *writer,
                 EoRecord  *record,
                 GError   **error)
{
  EoLetter *self = EO_LETTER (record);

  if (self->direction == EO_OUTGOING && !check_text (writer, self, error))
    return FALSE;
  if (self->signed_on.iso[0] == '\0')
    self->signed_on = eo_date_today ();
  if (self->signed_how == EO_SIGNED_OFF)
    {
      EoInstant now = eo_writer_get_now (writer);
      g_autofree char *when = eo_instant_format (&now);
      g_autofree char *name = signer (writer);
      g_autofree char *text = g_strdup_printf ("%s, %s", name, when);

      eo_str_set (&self->signed_off, text);
    }
  return TRUE;
}

/* "OUT-2026-00012 as sent.pdf" */
static char *
make_name (EoRecord   *record,
           const char *ending)
{
  g_autofree char *reference = g_strdelimit (g_strdup (record->reference), "/", '-');

  return g_strconcat (reference, AS_SENT, ending, NULL);
}

static gboolean
keep_pdf (EoWriter  *writer,
          EoLetter  *self,
          GError   **error)
{
  g_autoptr (EoLetterSheet) sheet = eo_letter_sheet_new_in (writer, EO_RECORD (self));
  g_autoptr (GBytes) pdf = eo_letter_paper_make_pdf (sheet, error);
  g_autofree char *name = make_name (EO_RECORD (self), ".pdf");
  g_autofree char *hash = NULL;
  g_autoptr (EoSource) source = NULL;

  if (pdf == NULL)
    return FALSE;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);
  source = eo_source_new_for_bytes (pdf, name);
  eo_str_set (&self->sent_hash, hash);
  return eo_writer_attach (writer, &eo_letter_kind, EO_RECORD (self)->id, source, NULL, error);
}

/* What was attached last: the copy of what was sent, or what is no such copy. (nullable) */
const EoAttachment *
_eo_letter_find_copy (GPtrArray *attachments,
                      gboolean   as_sent)
{
  for (guint i = attachments->len; i > 0; i--)
    {
      const EoAttachment *attachment = g_ptr_array_index (attachments, i - 1);

      if ((strstr (attachment->name, AS_SENT) != NULL) == as_sent)
        return attachment;
    }
  return NULL;
}

/* The newest scan is what was signed. Without one there is nothing to keep. */
static gboolean
keep_scan (EoWriter  *writer,
           EoLetter  *self,
           GError   **error)
{
  g_autoptr (GPtrArray) attachments = eo_writer_get_attachments (writer, &eo_letter_kind, EO_RECORD (self)->id);
  const EoAttachment *scan = _eo_letter_find_copy (attachments, FALSE);
  const char *ending = scan != NULL ? strrchr (scan->name, '.') : NULL;
  g_autofree char *name = NULL;

  eo_str_set (&self->sent_hash, scan != NULL ? scan->sha256 : "");
  if (scan == NULL)
    return TRUE;
  name = make_name (EO_RECORD (self), ending != NULL ? ending : "");
  return eo_writer_attach_again (writer, &eo_letter_kind, EO_RECORD (self)->id, scan, name, error);
}

/* The copy as sent is kept in the transaction that sends it: the letter is drawn here, some ten milliseconds, so that
 * no step from anywhere can leave it out. */
gboolean
_eo_letter_dispatch (EoWriter  *writer,
                     EoRecord  *record,
                     GError   **error)
{
  EoLetter *self = EO_LETTER (record);

  self->delivery = EO_DELIVERY_NONE;
  return self->signed_how == EO_SIGNED_OFF ? keep_pdf (writer, self, error) : keep_scan (writer, self, error);
}

char *
_eo_letter_caution_dispatch (struct _EoStore *store,
                             EoRecord        *record)
{
  EoLetter *self = EO_LETTER (record);
  g_autoptr (GPtrArray) attachments = NULL;

  if (self->signed_how != EO_SIGNED_WET || *self->body == '\0')
    return NULL;
  attachments = eo_store_get_attachments (store, &eo_letter_kind, record->id);
  if (_eo_letter_find_copy (attachments, FALSE) != NULL)
    return NULL;
  return g_strdup (_("The scan of the signed letter is missing: without it no copy as sent is kept. Attach it first."));
}
