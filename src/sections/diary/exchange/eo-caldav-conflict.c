/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-conflict.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "store/eo-tally.h"

#define CONFLICTS \
  "SELECT id, diary, member, uid, title, etag, mine, theirs, found_at, decision FROM caldav_conflict" \
  " WHERE ?1 = 0 OR diary = ?1 ORDER BY id"
#define SAVE \
  "INSERT INTO caldav_conflict (diary, member, uid, title, etag, mine, theirs, found_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" \
  " ON CONFLICT (diary, member) DO UPDATE SET title = ?4, etag = ?5, mine = ?6, theirs = ?7, decision = ''"
#define DELETE "DELETE FROM caldav_conflict WHERE id = ?1"
#define IS_OPEN "SELECT count (*) FROM caldav_conflict WHERE id = ?1"
#define DECIDE "UPDATE caldav_conflict SET decision = ?2 WHERE id = ?1"

static const char *const words[] = { "", "mine", "theirs", "both" };

void
eo_caldav_conflict_free (EoCaldavConflict *self)
{
  g_free (self->member);
  g_free (self->uid);
  g_free (self->title);
  g_free (self->etag);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self);
}

gboolean
eo_caldav_keep_parse (const char   *text,
                      EoCaldavKeep *keep)
{
  g_return_val_if_fail (text != NULL && keep != NULL, FALSE);

  for (guint i = EO_CALDAV_KEEP_MINE; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i]))
      {
        *keep = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
on_conflict (EoRow    *row,
             gpointer  user_data)
{
  EoCaldavConflict *self = g_new0 (EoCaldavConflict, 1);
  char **const texts[] = { &self->member, &self->uid, &self->title, &self->etag, &self->mine, &self->theirs };

  self->id = eo_row_get_integer (row, 0);
  self->diary = eo_row_get_integer (row, 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (eo_row_get_text (row, i + 2));
  g_strlcpy (self->found_at.iso, eo_row_get_text (row, 8), sizeof self->found_at.iso);
  eo_caldav_keep_parse (eo_row_get_text (row, 9), &self->decision);
  g_ptr_array_add (user_data, self);
  return TRUE;
}

GPtrArray *
eo_caldav_conflicts_load (EoStore  *store,
                          gint64    diary,
                          GError  **error)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_caldav_conflict_free);
  if (!eo_store_rows (store, CONFLICTS, g_variant_new ("(x)", diary), on_conflict, found, error))
    return NULL;
  return g_steal_pointer (&found);
}

typedef struct
{
  gint64       id;
  EoCaldavKeep keep;
} Decision;

static gboolean
write_decision (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  const Decision *self = data;

  if (eo_writer_get_integer (writer, IS_OPEN, self->id, NULL) != 0)
    return eo_writer_run (writer, DECIDE, g_variant_new ("(xs)", self->id, words[self->keep]), error);
  g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("This was decided already."));
  return FALSE;
}

gboolean
eo_caldav_conflict_decide (EoStore       *store,
                           gint64         id,
                           EoCaldavKeep   decision,
                           GError       **error)
{
  Decision self = { id, decision };

  g_return_val_if_fail (EO_IS_STORE (store), FALSE);

  return eo_store_write (store, write_decision, &self, error);
}

gboolean
eo_caldav_conflict_save (EoWriter                *writer,
                         const EoCaldavConflict  *self,
                         GError                 **error)
{
  EoInstant now = eo_writer_get_now (writer);

  return eo_writer_run (writer, SAVE,
                        g_variant_new ("(xsssssss)", self->diary, self->member, self->uid, self->title, self->etag, self->mine,
                                       self->theirs, now.iso), error);
}

gboolean
eo_caldav_conflict_delete (EoWriter  *writer,
                           gint64     id,
                           GError   **error)
{
  return eo_writer_run (writer, DELETE, g_variant_new ("(x)", id), error);
}
