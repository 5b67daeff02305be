/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-disposal-rules.h"
#include "sections/registry/eo-file.h"
#include "store/eo-destroy.h"

#define LISTED "t.run = ?1"
/* An access request on a file, or on a letter of it, that is not finished holds it as a court does (DOMAIN §2). */
#define ACCESS_PENDING \
  "SELECT COUNT (*) FROM letter WHERE file = ?1 AND matter = 'access' AND deleted_at = ''" \
  " AND status NOT IN ('closed', 'transferred', 'no-reply')"

static gboolean
check_file (EoWriter    *writer,
            EoDisposal  *self,
            EoFile      *file,
            GError     **error)
{
  EoDate today = eo_date_today ();
  const char *why = NULL;

  if (file->legal_hold[0] != '\0')
    why = _("it is under a legal hold");
  else if (eo_writer_get_integer (writer, ACCESS_PENDING, EO_RECORD (file)->id, NULL) > 0)
    why = _("a request for access to information is pending on it");
  else if (file->status != EO_FILE_CLOSED)
    why = _("it is not closed");
  else if (file->dispose_on.iso[0] == '\0')
    why = _("no disposal authority with years stands on it");
  else if (g_strcmp0 (file->dispose_on.iso, today.iso) > 0)
    why = _("its years are not over");
  else if (eo_file_is_archival (file) != (self->means == EO_DISPOSAL_HAND_OVER))
    why = eo_file_is_archival (file) ? _("it is archival: it is handed over, never destroyed")
                                     : _("it is not archival: it is destroyed, not handed over");
  if (why != NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("File %s %s cannot be disposed of: %s. Nothing was destroyed."),
                 file->number, file->title, why);
  return why == NULL;
}

gboolean
eo_disposal_check (EoWriter  *writer,
                   EoRecord  *record,
                   GError   **error)
{
  g_autoptr (GPtrArray) files = eo_writer_select (writer, eo_kind_lookup ("file"), LISTED, record->id, error);

  if (files == NULL)
    return FALSE;
  if (files->len == 0)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_STATE, _("No file is listed in this run. Add files to it first."));
      return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    if (!check_file (writer, EO_DISPOSAL (record), g_ptr_array_index (files, i), error))
      return FALSE;
  return TRUE;
}

gboolean
eo_disposal_carry_out (EoWriter  *writer,
                       EoRecord  *record,
                       GError   **error)
{
  g_autoptr (GPtrArray) files = NULL;

  /* Asked again: a court may have spoken since it was approved. */
  if (!eo_disposal_check (writer, record, error))
    return FALSE;
  EO_DISPOSAL (record)->carried_out_on = eo_date_today ();
  if (EO_DISPOSAL (record)->means == EO_DISPOSAL_HAND_OVER)
    return TRUE;
  files = eo_writer_select (writer, eo_kind_lookup ("file"), LISTED, record->id, error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    if (!eo_writer_destroy_file_documents (writer, record->id, ((EoRecord *) g_ptr_array_index (files, i))->id, error))
      return FALSE;
  return files != NULL;
}

gboolean
eo_disposal_let_go (EoWriter  *writer,
                    EoRecord  *record,
                    GError   **error)
{
  const EoKind *kind = eo_kind_lookup ("file");
  g_autoptr (GPtrArray) files = eo_writer_select (writer, kind, LISTED, record->id, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      EoRecord *file = g_ptr_array_index (files, i);

      eo_record_set_link (file, eo_kind_find_field (kind, "run"), 0, "");
      if (!eo_writer_save (writer, file, error))
        return FALSE;
    }
  return files != NULL;
}

gboolean
eo_disposal_saved (EoWriter  *writer,
                   EoRecord  *record,
                   EoRecord  *before,
                   GError   **error)
{
  EoDisposal *self = EO_DISPOSAL (record);
  g_autoptr (GPtrArray) files = NULL;

  if (self->status != EO_DISPOSAL_CARRIED_OUT || before == NULL || EO_DISPOSAL (before)->status == self->status)
    return TRUE;
  files = eo_writer_select (writer, eo_kind_lookup ("file"), LISTED, record->id, error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    if (!eo_writer_set_state (writer, g_ptr_array_index (files, i),
                              self->means == EO_DISPOSAL_DESTROY ? "destroyed" : "handed-over", error))
      return FALSE;
  return files != NULL;
}
