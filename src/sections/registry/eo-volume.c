/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-file.h"
#include "sections/registry/eo-volume.h"

/* One cover of a file: letters go into the one that is open. */
struct _EoVolume
{
  EoRecord        parent_instance;

  char           *name;      /* "36/2/7/1, volume 2", unless somebody wrote another */
  EoLink          file;
  gint64          number;
  EoDate          opened_on;
  EoDate          closed_on;
  char           *why;       /* it was closed or reopened */
  EoVolumeStatus  status;
  char           *place;
  EoLink          holder;
};

static const GEnumValue statuses[] = {
  { EO_VOLUME_OPEN, N_("Open"), "open" },
  { EO_VOLUME_CLOSED, N_("Closed"), "closed" },
  { 0 },
};
EO_DEFINE_CHOICE (EoVolumeStatus, eo_volume_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoVolume, name, N_("Volume"), EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_LINK (EoVolume, file, N_("File"), "file", EO_REQUIRED | EO_COLUMN),
  EO_INTEGER (EoVolume, number, N_("Number"), EO_DERIVED),
  EO_DATE (EoVolume, opened_on, N_("Opened on"), EO_COLUMN),
  EO_DATE (EoVolume, closed_on, N_("Closed on"), EO_COLUMN | EO_DERIVED),
  EO_TEXT (EoVolume, why, N_("Reason given last"), EO_DERIVED),
  EO_CHOICE (EoVolume, status, N_("Status"), eo_volume_status, EO_COLUMN | EO_STATE),
  EO_TEXT (EoVolume, place, N_("Kept at"), EO_NO_FLAGS),
  EO_LINK (EoVolume, holder, N_("Lent to"), "person", EO_DERIVED),
};

#define LAST_NUMBER "SELECT MAX (number) FROM volume WHERE file = ?1 AND deleted_at = ''"
#define OTHER_OPEN "t.file = ?1 AND t.status = 'open'"
#define LETTERS "SELECT COUNT (*) FROM letter WHERE volume = ?1 AND deleted_at = ''"

static gboolean
close_volume (EoWriter  *writer,
              EoRecord  *record,
              GError   **error)
{
  EoVolume *self = EO_VOLUME (record);

  if (self->closed_on.iso[0] == '\0')
    self->closed_on = eo_date_today ();
  return TRUE;
}

static gboolean
refuse_closed_file (EoRecord  *file,
                    GError   **error)
{
  if (EO_FILE (file)->status == EO_FILE_OPEN)
    return FALSE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("File %s is closed. Reopen it first."), EO_FILE (file)->number);
  return TRUE;
}

static gboolean
reopen (EoWriter  *writer,
        EoRecord  *record,
        GError   **error)
{
  EoVolume *self = EO_VOLUME (record);
  g_autoptr (EoRecord) file = eo_writer_get (writer, &eo_file_kind, self->file.id, error);

  if (file == NULL || refuse_closed_file (file, error))
    return FALSE;
  self->closed_on = (EoDate) { "" };
  return TRUE;
}

static const EoState states[] = {
  { "open", EO_TONE_WORK, TRUE },
  { "closed", EO_TONE_DONE, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "open", "closed", N_("Close the Volume"), "closed_on why", .apply = close_volume },
  { "closed", "open", N_("Reopen the Volume"), "why!", .apply = reopen },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "open", N_("Open"), "status = 'open'" },
  { "all", N_("All"), NULL },
  { NULL },
};

/* A new volume takes the next number and closes the one before: letters go into one cover at a time. */
static gboolean
saving (EoWriter  *writer,
        EoRecord  *record,
        EoRecord  *before,
        GError   **error)
{
  EoVolume *self = EO_VOLUME (record);
  g_autoptr (EoRecord) file = eo_writer_get (writer, &eo_file_kind, self->file.id, error);
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *name = NULL;

  if (file == NULL || (before == NULL && refuse_closed_file (file, error)))
    return FALSE;
  if (before == NULL)
    {
      if (self->number == 0)
        self->number = eo_writer_get_integer (writer, LAST_NUMBER, self->file.id, NULL) + 1;
      if (self->opened_on.iso[0] == '\0')
        self->opened_on = eo_date_today ();
    }
  /* Translators: a volume's name: "36/2/7/1, volume 2" */
  name = g_strdup_printf (_("%s, volume %d"), EO_FILE (file)->number, (int) self->number);
  if (self->name[0] == '\0')
    eo_str_set (&self->name, name);
  if (self->status != EO_VOLUME_OPEN || (before != NULL && EO_VOLUME (before)->status == EO_VOLUME_OPEN))
    return TRUE;
  open = eo_writer_select (writer, &eo_volume_kind, OTHER_OPEN, self->file.id, error);
  for (guint i = 0; open != NULL && i < open->len; i++)
    if (((EoRecord *) g_ptr_array_index (open, i))->id != record->id
        && !eo_writer_step (writer, g_ptr_array_index (open, i), "closed", error))
      return FALSE;
  return open != NULL;
}

static gboolean
deleting (EoWriter  *writer,
          EoRecord  *record,
          GError   **error)
{
  if (eo_writer_get_integer (writer, LETTERS, record->id, NULL) == 0)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s holds letters, so it stays."), EO_VOLUME (record)->name);
  return FALSE;
}

EO_DEFINE_RECORD (EoVolume, eo_volume, "volume", N_("Volume"), N_("Volumes"), fields,
                  .icon = "folder-documents-symbolic",
                  .saving = saving,
                  .deleting = deleting,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters,
                  .sort = "opened_on")
