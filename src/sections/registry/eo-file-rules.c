/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-disposal-rules.h"
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
/* Those that stand in its series, and by their number belong into it: '0' is the sign after '/'. */
#define BELONG_HERE \
  "t.parent IS (SELECT parent FROM file WHERE id = ?1) AND t.id <> ?1" \
  " AND t.number > (SELECT number FROM file WHERE id = ?1) || '/'" \
  " AND t.number < (SELECT number FROM file WHERE id = ?1) || '0'"
#define STAND_HERE "t.parent = ?1"
#define CHILDREN "SELECT COUNT (*) FROM file WHERE parent = ?1 AND deleted_at = ''"
#define LAST_VOLUME \
  "t.file = ?1 AND t.number = (SELECT MAX (number) FROM volume WHERE file = ?1 AND deleted_at = '')" \
  " AND t.status = 'closed'"
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

/* A file goes onto a disposal run's list, and off it, only while the run is being listed: what was approved stays what
 * is carried out. */
static gboolean
check_run (EoWriter  *writer,
           EoFile    *self,
           EoFile    *old,
           GError   **error)
{
  gint64 was = old != NULL ? old->run.id : 0;

  if (was == self->run.id)
    return TRUE;
  return (was == 0 || eo_disposal_check_list (writer, was, FALSE, error))
         && (self->run.id == 0
             || (eo_disposal_check_list (writer, self->run.id, TRUE, error)
                 && (old == NULL || eo_disposal_check_file (writer, self->run.id, self, error))));
}

static gboolean
check_closed_on (EoFile  *self,
                 EoFile  *old,
                 GError **error)
{
  /* A file plan brought along from elsewhere has files that were closed long ago. */
  if (old == NULL && self->status == EO_FILE_OPEN && self->closed_on.iso[0] != '\0')
    self->status = EO_FILE_CLOSED;
  if (self->status != EO_FILE_OPEN || self->closed_on.iso[0] == '\0')
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("File %s is open: close it by its step, which sets the day."),
               self->number);
  return FALSE;
}

gboolean
_eo_file_saving (EoWriter  *writer,
                 EoRecord  *record,
                 EoRecord  *before,
                 GError   **error)
{
  EoFile *self = EO_FILE (record);
  EoFile *old = before != NULL ? EO_FILE (before) : NULL;

  if (!check_closed_on (self, old, error))
    return FALSE;
  if (old == NULL || !g_str_equal (old->number, self->number))
    find_series (writer, self);
  if (self->opened_on.iso[0] == '\0' && self->closed_on.iso[0] == '\0')
    self->opened_on = eo_date_today ();
  if (self->status == EO_FILE_OPEN)
    self->dispose_on = (EoDate) { "" };
  else if (self->status == EO_FILE_CLOSED)
    self->dispose_on = eo_file_dispose_on (self->disposal, &self->closed_on, year_end_month (writer));
  return check_run (writer, self, old, error);
}

static gboolean
move_files (EoWriter    *writer,
            gint64       id,
            const char  *which,
            GError     **error)
{
  g_autoptr (GPtrArray) files = eo_writer_select (writer, &eo_file_kind, which, id, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      find_series (writer, g_ptr_array_index (files, i));
      if (!eo_writer_save (writer, g_ptr_array_index (files, i), error))
        return FALSE;
    }
  return files != NULL;
}

static gboolean
make_first_volume (EoWriter  *writer,
                   EoRecord  *record,
                   GError   **error)
{
  g_autoptr (EoRecord) volume = eo_record_new (&eo_volume_kind);
  EoDate opened = EO_FILE (record)->opened_on;

  eo_record_set_link (volume, eo_kind_find_field (&eo_volume_kind, "file"), record->id, "");
  return eo_record_set_text (volume, "opened_on", opened.iso, error) && eo_writer_save (writer, volume, error);
}

static gboolean
reopen_last_volume (EoWriter  *writer,
                    EoRecord  *record,
                    GError   **error)
{
  g_autoptr (GPtrArray) volumes = eo_writer_select (writer, &eo_volume_kind, LAST_VOLUME, record->id, error);

  for (guint i = 0; volumes != NULL && i < volumes->len; i++)
    if (!eo_record_set_text (g_ptr_array_index (volumes, i), "why", EO_FILE (record)->why, error)
        || !eo_writer_step (writer, g_ptr_array_index (volumes, i), "open", error))
      return FALSE;
  return volumes != NULL;
}

/* Every file has its first volume, and the last opens with it again; what stood in its series by a shorter number now
 * stands in it, and the other way round. */
gboolean
_eo_file_saved (EoWriter  *writer,
                EoRecord  *record,
                EoRecord  *before,
                GError   **error)
{
  EoFile *self = EO_FILE (record);
  EoFile *old = before != NULL ? EO_FILE (before) : NULL;

  if (old == NULL || !g_str_equal (old->number, self->number))
    if (!move_files (writer, record->id, BELONG_HERE, error)
        || (old != NULL && !move_files (writer, record->id, STAND_HERE, error)))
      return FALSE;
  if (self->status != EO_FILE_OPEN)
    return TRUE;
  if (old == NULL)
    return make_first_volume (writer, record, error);
  return old->status == EO_FILE_OPEN || reopen_last_volume (writer, record, error);
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

/* What forbids that a file is deleted; the first that is found is said. */
static const struct
{
  const char *sql;
  const char *words; /* N_() */
} stays[] = {
  { LETTERS, N_("it holds letters, so file them elsewhere first, or close it") },
  { CHILDREN, N_("it is a series with files in it, so delete those first or give them other numbers") },
  { OUT, N_("it is on loan, so record the return first") },
};

gboolean
_eo_file_deleting (EoWriter  *writer,
                   EoRecord  *record,
                   GError   **error)
{
  EoFile *self = EO_FILE (record);

  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    {
      gint64 n = eo_writer_get_integer (writer, stays[i].sql, record->id, NULL);

      if (n > 0)
        {
          g_set_error (error, EO_ERROR, EO_ERROR_STATE, 
                       _("File %s cannot be deleted: %s (%" G_GINT64_FORMAT ")."), self->number, _(stays[i].words), n);
          return FALSE;
        }
    }
  return self->run.id == 0 || eo_disposal_check_list (writer, self->run.id, FALSE, error);
}

/* All volumes of a file close and open with it. */
static gboolean
close_volumes (EoWriter  *writer,
               EoRecord  *record,
               GError   **error)
{
  g_autoptr (GPtrArray) volumes = eo_writer_select (writer, &eo_volume_kind, OPEN_VOLUMES, record->id, error);

  for (guint i = 0; volumes != NULL && i < volumes->len; i++)
    if (!eo_record_set_text (g_ptr_array_index (volumes, i), "closed_on", EO_FILE (record)->closed_on.iso, error)
        || !eo_record_set_text (g_ptr_array_index (volumes, i), "why", EO_FILE (record)->why, error)
        || !eo_writer_step (writer, g_ptr_array_index (volumes, i), "closed", error))
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
