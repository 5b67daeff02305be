/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/eo-request-mail.h"
#include "sections/diary/eo-request.h"

#define REQUEST_OF_LETTER "SELECT id FROM request WHERE letter = ?1 AND deleted_at = '' ORDER BY id DESC LIMIT 1"

/* The letter that it is, registered now or before: (transfer full). */
static EoRecord *
get_letter (EoWriter      *writer,
            EoMailImport  *mail,
            GError       **error)
{
  if (mail->first == NULL)
    return eo_writer_register_mail (writer, mail, error) ? g_object_ref (mail->letter) : NULL;
  if (mail->first_id != 0 && g_strcmp0 (mail->first_kind, "letter") == 0)
    return eo_writer_get (writer, eo_kind_lookup ("letter"), mail->first_id, error);
  g_set_error_literal (error, EO_ERROR, EO_ERROR_CONFLICT, mail->first);
  return NULL;
}

gboolean
eo_writer_begin_request_by_mail (EoWriter      *writer,
                                 EoMailImport  *mail,
                                 gint64        *request,
                                 GError       **error)
{
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (EoRecord) record = NULL;

  g_return_val_if_fail (writer != NULL && mail != NULL && request != NULL, FALSE);

  letter = get_letter (writer, mail, error);
  if (letter == NULL)
    return FALSE;
  *request = eo_writer_get_integer (writer, REQUEST_OF_LETTER, letter->id, NULL);
  if (*request != 0)
    return TRUE;
  record = eo_record_new (&eo_request_kind);
  eo_request_kind.follow (record, letter);
  if (!eo_writer_save (writer, record, error))
    return FALSE;
  *request = record->id;
  return TRUE;
}
