/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-file.h"
#include "sections/registry/eo-volume.h"

/* DOMAIN §2: a file closes only when no open action and no unanswered item remains on it. */

#define UNANSWERED \
  "SELECT COUNT (*) FROM letter WHERE file = ?1 AND deleted_at = ''" \
  " AND status NOT IN ('closed', 'transferred', 'no-reply')"
#define OPEN_ACTIONS \
  "SELECT COUNT (*) FROM action WHERE deleted_at = '' AND status <> 'done'" \
  " AND ((about_kind = 'file' AND about_id = ?1)" \
  " OR (about_kind = 'letter' AND about_id IN (SELECT id FROM letter WHERE file = ?1 AND deleted_at = '')))"
#define SERIES "SELECT id FROM file WHERE ?1 IS NULL AND number = ?2 AND deleted_at = ''"
#define YEAR_END_MONTH "SELECT CAST (value AS INTEGER) FROM setting WHERE name = 'retention-year-end-month'"
#define OPEN_VOLUMES "t.file = ?1 AND t.status = 'open'"
#define LETTERS "SELECT COUNT (*) FROM letter WHERE file = ?1 AND deleted_at = ''"
#define OUT "SELECT COUNT (*) FROM loan WHERE file = ?1 AND status = 'out' AND deleted_at = ''"

static int
year_end_month (EoWriter *writer)
{
  gint64 month = eo_writer_get_integer (writer, YEAR_END_MONTH, 0, NULL);

  return month >= 1 && month <= 12 ? (int) month : 12;
}

/* 36/2/7/1 stands in 36/2/7 or, where nobody made that, in 36/2. */
static void
find_series (EoWriter *writer,
             EoFile   *self)
{
  g_autofree char *number = g_strdup (self->number);
  char *slash;

  self->parent.id = 0;
  eo_str_set (&self->parent.title, "");
  while (self->parent.id == 0 && (slash = strrchr (number, '/')) != NULL)
    {
      *slash = '\0';
      self->parent.id = eo_writer_get_integer (writer, SERIES, 0, number);
    }
}

gboolean
_eo_file_saving (EoWriter  *writer,
                 EoRecord  *record,
                 EoRecord  *before,
                 GError   **error)
{
  EoFile *self = EO_FILE (record);
  EoFile *old = before != NULL ? EO_FILE (before) : NULL;

  if (old == NULL || !g_str_equal (old->number, self->number))
    find_series (writer, self);
  if (self->opened_on.iso[0] == '\0')
    self->opened_on = eo_date_today ();
  if (self->status == EO_FILE_OPEN)
    self->dispose_on = (EoDate) { "" };
  else if (self->status == EO_FILE_CLOSED)
    self->dispose_on = eo_file_dispose_on (self->disposal, &self->closed_on, year_end_month (writer));
  return TRUE;
}

/* Every file has its first volume; what stood in its series by a shorter number now stands in it. */
gboolean
_eo_file_saved (EoWriter  *writer,
                EoRecord  *record,
                EoRecord  *before,
                GError   **error)
{
  g_autoptr (EoRecord) volume = NULL;

  if (before != NULL || EO_FILE (record)->status != EO_FILE_OPEN)
    return TRUE;
  volume = eo_record_new (&eo_volume_kind);
  eo_record_set_link (volume, eo_kind_find_field (&eo_volume_kind, "file"), record->id, "");
  return eo_writer_save (writer, volume, error);
}

/* TRUE where @sql counts something, so that the file stays open. */
static gboolean
keeps_open (EoWriter    *writer,
            EoRecord    *record,
            const char  *sql,
            const char  *why,
            GError     **error)
{
  gint64 n = eo_writer_get_integer (writer, sql, record->id, NULL);

  if (n > 0)
    g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("File %s cannot be closed: %s (%" G_GINT64_FORMAT ")."),
                 EO_FILE (record)->number, why, n);
  return n > 0;
}

gboolean
_eo_file_deleting (EoWriter  *writer,
                   EoRecord  *record,
                   GError   **error)
{
  gint64 n = eo_writer_get_integer (writer, LETTERS, record->id, NULL);

  if (n > 0)
    g_set_error (error, EO_ERROR, EO_ERROR_STATE,
                 _("File %s holds letters (%" G_GINT64_FORMAT "). File them elsewhere first, or close it."),
                 EO_FILE (record)->number, n);
  return n == 0;
}

/* All volumes of a file close and open with it. */
static gboolean
close_volumes (EoWriter  *writer,
               EoRecord  *record,
               GError   **error)
{
  g_autoptr (GPtrArray) volumes = eo_writer_select (writer, &eo_volume_kind, OPEN_VOLUMES, record->id, error);

  for (guint i = 0; volumes != NULL && i < volumes->len; i++)
    if (!eo_writer_step (writer, g_ptr_array_index (volumes, i), "closed", error))
      return FALSE;
  return volumes != NULL;
}

gboolean
_eo_file_close (EoWriter  *writer,
                EoRecord  *record,
                GError   **error)
{
  EoFile *self = EO_FILE (record);

  if (keeps_open (writer, record, UNANSWERED, _("letters on it are not answered or closed"), error)
      || keeps_open (writer, record, OPEN_ACTIONS, _("actions about it are still to do"), error)
      || keeps_open (writer, record, OUT, _("it is on loan, so record the return first"), error))
    return FALSE;
  if (self->closed_on.iso[0] == '\0')
    self->closed_on = eo_date_today ();
  return close_volumes (writer, record, error);
}

gboolean
_eo_file_reopen (EoWriter  *writer,
                 EoRecord  *record,
                 GError   **error)
{
  EoFile *self = EO_FILE (record);

  if (self->run.id != 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("File %s is listed for disposal (%s). Take it off that list first."),
                   self->number, self->run.title);
      return FALSE;
    }
  self->closed_on = (EoDate) { "" };
  return TRUE;
}
