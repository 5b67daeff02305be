/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/eo-store-core.h"

void
eo_candidate_free (EoCandidate *candidate)
{
  g_free (candidate->title);
  g_free (candidate);
}

/* "SELECT kind, id, title …" of all living records that a link to @target may hold; the title is called title. */
static char *
candidates_sql (const char *target)
{
  const EoKind *kind = eo_kind_lookup (target);
  GString *sql = g_string_new (NULL);
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  if (kind != NULL && !kind->is_party)
    {
      const char *title = eo_kind_get_title_field (kind)->name;
      if (kind->title_suffix != NULL)
        g_string_printf (sql, "SELECT '%s' AS kind, id, \"%s\" || ' ' || \"%s\" AS title FROM \"%s\" WHERE deleted_at = ''",
                         kind->name, title, kind->title_suffix, kind->name);
      else
        g_string_printf (sql, "SELECT '%s' AS kind, id, \"%s\" AS title FROM \"%s\" WHERE deleted_at = ''", kind->name,
                         title, kind->name);
      return g_string_free (sql, FALSE);
    }
  g_string_append (sql, "SELECT kind, id, title FROM party WHERE 1");
  if (kind != NULL)
    g_string_append_printf (sql, " AND kind = '%s'", kind->name);
  for (guint i = 0; i < n; i++)
    if (kinds[i]->is_party)
      g_string_append_printf (sql,
                              " AND NOT EXISTS (SELECT 1 FROM \"%s\" AS d WHERE d.id = party.id AND d.deleted_at <> '')",
                              kinds[i]->name);
  return g_string_free (sql, FALSE);
}

static gboolean
holds (GPtrArray    *found,
       sqlite3_stmt *row)
{
  for (guint i = 0; i < found->len; i++)
    if (((EoCandidate *) g_ptr_array_index (found, i))->id == sqlite3_column_int64 (row, 1))
      return TRUE;
  return FALSE;
}

/* Adds what matches @condition on ?1, up to @limit in all. */
static void
collect (EoStore    *self,
         const char *target,
         const char *condition,
         const char *value,
         guint       limit,
         GPtrArray  *found)
{
  g_autofree char *candidates = candidates_sql (target);
  g_autofree char *sql = g_strdup_printf ("%s AND title %s ORDER BY title COLLATE NOCASE LIMIT ?2", candidates, condition);
  sqlite3_stmt *row;

  if (strstr (candidates, "AS title") != NULL) /* an alias cannot stand in the WHERE of its own SELECT */
    {
      g_free (sql);
      sql = g_strdup_printf ("SELECT * FROM (%s) WHERE title %s ORDER BY title COLLATE NOCASE LIMIT ?2", candidates,
                             condition);
    }
  row = eo_database_prepare (self->reader, sql, NULL);
  if (row == NULL)
    return;
  eo_bind_text (row, 1, value);
  sqlite3_bind_int64 (row, 2, limit + found->len);
  while (found->len < limit && sqlite3_step (row) == SQLITE_ROW)
    {
      EoCandidate *candidate;
      if (holds (found, row))
        continue;
      candidate = g_new0 (EoCandidate, 1);
      candidate->kind = eo_kind_lookup (eo_column_text (row, 0));
      candidate->id = sqlite3_column_int64 (row, 1);
      candidate->title = g_strdup (eo_column_text (row, 2));
      g_ptr_array_add (found, candidate);
    }
  sqlite3_reset (row);
}

/* % and _ of the text stand for themselves. */
static char *
like_pattern (const char *text,
              gboolean    anywhere)
{
  GString *pattern = g_string_new (anywhere ? "%" : "");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

GPtrArray *
eo_store_candidates (EoStore    *self,
                     const char *target,
                     const char *text,
                     guint       limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_candidate_free);
  g_autofree char *begins = like_pattern (text, FALSE);
  g_autofree char *contains = like_pattern (text, TRUE);

  collect (self, target, "LIKE ?1 ESCAPE '\\'", begins, limit, found);
  if (found->len < limit && *text != '\0')
    collect (self, target, "LIKE ?1 ESCAPE '\\'", contains, limit, found);
  return found;
}

static gboolean
resolve_reference (EoStore    *self,
                   const char *target,
                   const char *text,
                   EoLink     *link)
{
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EoRecord) record = NULL;
      if (!g_str_equal (kinds[i]->name, target) && !(kinds[i]->is_party && g_str_equal (target, "party")))
        continue;
      record = eo_store_find (self, kinds[i], text, NULL);
      if (record == NULL)
        continue;
      link->id = record->id;
      link->title = g_strdup (eo_record_get_title (record));
      return TRUE;
    }
  return FALSE;
}

gboolean
eo_store_resolve (EoStore     *self,
                  const char  *target,
                  const char  *text,
                  EoLink      *link,
                  GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_candidate_free);
  EoCandidate *candidate;

  if (text[0] == '#' || g_uuid_string_is_valid (text) || strchr (text, '/') != NULL)
    if (resolve_reference (self, target, text, link))
      return TRUE;
  collect (self, target, "= ?1 COLLATE NOCASE", text, 2, found);
  /* A file of the main series, 36, has neither stroke nor title in its number. */
  if (found->len == 0 && resolve_reference (self, target, text, link))
    return TRUE;
  if (found->len == 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no %s “%s”."),
                   g_str_equal (target, "party") ? _("person or organisation") : target, text);
      return FALSE;
    }
  if (found->len > 1)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                   _("More than one bears the name “%s”: give the number (#…) instead."), text);
      return FALSE;
    }
  candidate = g_ptr_array_index (found, 0);
  link->id = candidate->id;
  link->title = g_steal_pointer (&candidate->title);
  return TRUE;
}

gboolean
eo_store_set_field (EoStore     *self,
                    EoRecord    *record,
                    const char  *name,
                    const char  *text,
                    GError     **error)
{
  const EoField *field = eo_kind_find_field (eo_record_get_kind (record), name);
  EoLink link = { 0, NULL };

  if (field == NULL || field->type != EO_FIELD_LINK || *text == '\0')
    return eo_record_set_text (record, name, text, error);
  if (!eo_store_resolve (self, field->target, text, &link, error))
    return FALSE;
  eo_record_set_link (record, field, link.id, link.title);
  g_free (link.title);
  return TRUE;
}
