/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-disposal-rules.h"
#include "sections/registry/eo-file.h"
#include "store/eo-destroy.h"

#define LISTED "t.run = ?1"
#define DUE \
  "t.status = 'closed' AND t.dispose_on <> '' AND t.dispose_on <= date ('now', 'localtime') AND t.run IS NULL"
#define N_LISTED "SELECT COUNT (*) FROM file WHERE run = ?1 AND deleted_at = ''"
/* An access request on a file, or linked to it or to a letter of it, that is not finished holds it as a court does (DOMAIN §2). */
#define OF_FILE(side) \
  "((t." side "_kind = 'file' AND t." side "_id = ?1)" \
  " OR (t." side "_kind = 'letter' AND t." side "_id IN (SELECT id FROM letter WHERE file = ?1)))"
#define ACCESS_PENDING \
  "SELECT COUNT (*) FROM letter AS a WHERE a.matter = 'access' AND a.deleted_at = ''" \
  " AND a.status NOT IN ('closed', 'transferred', 'no-reply')" \
  " AND (a.file = ?1" \
  " OR EXISTS (SELECT 1 FROM tie AS t WHERE t.from_kind = 'letter' AND t.from_id = a.id AND " OF_FILE ("to") ")" \
  " OR EXISTS (SELECT 1 FROM tie AS t WHERE t.to_kind = 'letter' AND t.to_id = a.id AND " OF_FILE ("from") "))"
/* Taken up again after the file was closed. */
#define TAKEN_UP \
  "SELECT COUNT (*) FROM letter WHERE file = ?1 AND deleted_at = ''" \
  " AND status NOT IN ('closed', 'transferred', 'no-reply')"
#define ON_LOAN "SELECT COUNT (*) FROM loan WHERE file = ?1 AND status = 'out' AND deleted_at = ''"

/* Why a file may not be disposed of by @self; NULL where it may. */
static const char *
find_obstacle (EoWriter    *writer,
               EoDisposal  *self,
               EoFile      *file)
{
  EoDate today = eo_date_today ();
  gint64 id = EO_RECORD (file)->id;

  if (file->legal_hold[0] != '\0')
    return _("it is under a legal hold");
  if (eo_writer_get_integer (writer, ACCESS_PENDING, id, NULL) > 0)
    return _("a request for access to information is pending on it");
  if (file->status != EO_FILE_CLOSED)
    return _("it is not closed");
  if (eo_writer_get_integer (writer, TAKEN_UP, id, NULL) > 0)
    return _("a letter on it was taken up again");
  if (eo_writer_get_integer (writer, ON_LOAN, id, NULL) > 0)
    return _("it is on loan");
  if (file->dispose_on.iso[0] == '\0')
    return _("no disposal authority with years stands on it");
  if (g_strcmp0 (file->dispose_on.iso, today.iso) > 0)
    return _("its years are not over");
  if (eo_file_is_archival (file) && self->means == EO_DISPOSAL_DESTROY)
    return _("it is archival: it is handed over, never destroyed");
  if (!eo_file_is_archival (file) && self->means == EO_DISPOSAL_HAND_OVER)
    return _("it is not archival: it is destroyed, not handed over");
  return NULL;
}

/* A refusal is told to the journal of both, although nothing else of the attempt stays. */
static gboolean
check_file (EoWriter    *writer,
            EoDisposal  *self,
            EoFile      *file,
            GError     **error)
{
  const char *why = find_obstacle (writer, self, file);
  g_autofree char *words = NULL;

  if (why == NULL)
    return TRUE;
  words = g_strdup_printf (_("File %s %s cannot be disposed of: %s. Nothing was destroyed."), file->number, file->title,
                           why);
  g_set_error_literal (error, EO_ERROR, EO_ERROR_STATE, words);
  eo_writer_note_refusal (writer, EO_RECORD (self), words);
  eo_writer_note_refusal (writer, EO_RECORD (file), words);
  return FALSE;
}

gboolean
eo_disposal_check_file (EoWriter  *writer,
                        gint64     run,
                        EoFile    *file,
                        GError   **error)
{
  g_autoptr (EoRecord) record = eo_writer_get (writer, &eo_disposal_kind, run, error);

  return record != NULL && check_file (writer, EO_DISPOSAL (record), file, error);
}

gboolean
eo_disposal_check_list (EoWriter  *writer,
                        gint64     run,
                        gboolean   add,
                        GError   **error)
{
  g_autoptr (EoRecord) record = eo_writer_get (writer, &eo_disposal_kind, run, error);

  if (record == NULL)
    return FALSE;
  if (EO_DISPOSAL (record)->status == EO_DISPOSAL_LISTED
      || (!add && EO_DISPOSAL (record)->status == EO_DISPOSAL_WITHDRAWN))
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE,
               _("The list of %s is settled, since it was submitted. Send it back or withdraw it to change the list."),
               eo_record_get_name (record));
  return FALSE;
}

gboolean
eo_disposal_add_files (EoWriter   *writer,
                       gint64      run,
                       gint64      file,
                       guint      *added,
                       GPtrArray  *left,
                       GError    **error)
{
  g_autoptr (EoRecord) record = eo_writer_get (writer, &eo_disposal_kind, run, error);
  g_autoptr (GPtrArray) files = NULL;

  if (record == NULL || !eo_disposal_check_list (writer, run, TRUE, error))
    return FALSE;
  files = eo_writer_select (writer, &eo_file_kind,
                            file != 0                                                          ? "t.id = ?1"
                            : EO_DISPOSAL (record)->means == EO_DISPOSAL_HAND_OVER ? DUE " AND t.disposal LIKE 'A%'"
                                                                                   : DUE " AND t.disposal LIKE 'D%'",
                            file, error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      EoFile *found = g_ptr_array_index (files, i);
      const char *why = found->run.id != 0 ? _("it stands in a run already")
                                           : find_obstacle (writer, EO_DISPOSAL (record), found);

      if (why != NULL)
        {
          /* Translators: a file's number and title, and why it cannot be disposed of */
          g_ptr_array_add (left, g_strdup_printf (_("%s %s: %s"), found->number, found->title, why));
          continue;
        }
      eo_record_set_link (EO_RECORD (found), eo_kind_find_field (&eo_file_kind, "run"), run, "");
      if (!eo_writer_save (writer, EO_RECORD (found), error))
        return FALSE;
      (*added)++;
    }
  return files != NULL;
}

gboolean
eo_disposal_check (EoWriter  *writer,
                   EoRecord  *record,
                   GError   **error)
{
  g_autoptr (GPtrArray) files = eo_writer_select (writer, &eo_file_kind, LISTED, record->id, error);

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
  /* Asked again: a court may have spoken since it was approved. */
  if (!eo_disposal_check (writer, record, error))
    return FALSE;
  EO_DISPOSAL (record)->carried_out_on = eo_date_today ();
  if (EO_DISPOSAL (record)->means == EO_DISPOSAL_HAND_OVER)
    return TRUE;
  return eo_writer_destroy_documents (writer, record->id, error);
}

static gboolean
let_go (EoWriter  *writer,
        EoRecord  *record,
        GError   **error)
{
  g_autoptr (GPtrArray) files = eo_writer_select (writer, &eo_file_kind, LISTED, record->id, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      EoRecord *file = g_ptr_array_index (files, i);

      eo_record_set_link (file, eo_kind_find_field (&eo_file_kind, "run"), 0, "");
      if (!eo_writer_save (writer, file, error))
        return FALSE;
    }
  return files != NULL;
}

static gboolean
set_files (EoWriter    *writer,
           EoRecord    *record,
           const char  *state,
           GError     **error)
{
  g_autoptr (GPtrArray) files = eo_writer_select (writer, &eo_file_kind, LISTED, record->id, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    if (!eo_writer_set_state (writer, g_ptr_array_index (files, i), state, error))
      return FALSE;
  return files != NULL;
}

/* What was submitted is what is approved, and what is approved is what is carried out. */
gboolean
eo_disposal_saving (EoWriter  *writer,
                    EoRecord  *record,
                    EoRecord  *before,
                    GError   **error)
{
  EoDisposal *self = EO_DISPOSAL (record);
  EoDisposal *old = before != NULL ? EO_DISPOSAL (before) : NULL;

  if (old == NULL || old->status == EO_DISPOSAL_LISTED || old->status != self->status
      || (old->means == self->means && g_str_equal (old->authority, self->authority)
          && g_str_equal (old->approved_by, self->approved_by) && g_str_equal (old->witness, self->witness)
          && g_str_equal (old->approved_on.iso, self->approved_on.iso)
          && g_str_equal (old->carried_out_on.iso, self->carried_out_on.iso)))
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE,
               _("%s was submitted: what is done, by which authority, and who approved it stay as they are."),
               eo_record_get_name (record));
  return FALSE;
}

gboolean
eo_disposal_saved (EoWriter  *writer,
                   EoRecord  *record,
                   EoRecord  *before,
                   GError   **error)
{
  EoDisposal *self = EO_DISPOSAL (record);

  if (before == NULL || EO_DISPOSAL (before)->status == self->status)
    return TRUE;
  if (self->status == EO_DISPOSAL_WITHDRAWN)
    return let_go (writer, record, error);
  if (self->status == EO_DISPOSAL_CARRIED_OUT)
    return set_files (writer, record, self->means == EO_DISPOSAL_DESTROY ? "destroyed" : "handed-over", error);
  return TRUE;
}

gboolean
eo_disposal_deleting (EoWriter  *writer,
                      EoRecord  *record,
                      GError   **error)
{
  if (eo_writer_get_integer (writer, N_LISTED, record->id, NULL) == 0)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE,
               EO_DISPOSAL (record)->status == EO_DISPOSAL_CARRIED_OUT
                 ? _("%s was carried out, so it stays.")
                 : _("%s lists files. Withdraw it first."),
               eo_record_get_name (record));
  return FALSE;
}
