/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "exchange/eo-import-private.h"
#include "exchange/eo-record-text.h"

void
eo_import_party_free (gpointer data)
{
  EoImportParty *party = data;

  g_object_unref (party->record);
  g_free (party);
}

void
eo_import_row_free (gpointer data)
{
  EoImportRow *row = data;

  if (row == NULL)
    return;
  g_clear_object (&row->record);
  g_array_unref (row->links);
  g_free (row->step);
  g_free (row);
}

/* A uid made of bytes, so that the same come in once. */
static char *
make_uid (const char *space,
          const char *digest)
{
  g_autofree char *name = g_strconcat (space, "\n", digest, NULL);
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  /* RFC 9562, version 8: a hash of our own making. */
  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static gboolean
read_column (const EoKind    *kind,
             const char      *name,
             gboolean         has_title,
             EoImportColumn  *column)
{
  g_autofree char *clean = g_strstrip (g_strdup (name));

  column->role = EO_IMPORT_FIELD;
  column->field = eo_kind_find_field (kind, clean);
  if (column->field != NULL && !(column->field->flags & EO_HIDDEN))
    return TRUE;
  if (g_str_equal (clean, "uid"))
    column->role = EO_IMPORT_UID;
  /* What is not numbered by the office has its reference from people: a file's number. */
  else if (g_str_equal (clean, "reference") && kind->series == NULL && !has_title)
    column->field = eo_kind_get_title_field (kind);
  else if (g_str_equal (clean, "reference"))
    column->role = EO_IMPORT_REFERENCE;
  else
    return FALSE;
  return TRUE;
}

GArray *
eo_import_columns (const EoKind  *kind,
                   char         **header,
                   GError       **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (EoImportColumn));
  gboolean has_title = g_strv_contains ((const char *const *) header, eo_kind_get_title_field (kind)->name);

  for (guint i = 0; header[i] != NULL; i++)
    {
      EoImportColumn column = { 0 };
      g_autofree char *name = eo_text_one_line (header[i]);

      if (!read_column (kind, header[i], has_title, &column))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                       _("Column %u is “%s”, which no %s has. The first row must name the fields: “execoffice kinds %s”"
                         " lists them."), i + 1, name, kind->name, kind->name);
          return NULL;
        }
      for (guint j = 0; j < i; j++)
        if (memcmp (&g_array_index (columns, EoImportColumn, j), &column, sizeof column) == 0)
          {
            g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("Columns %u and %u are both “%s”."), j + 1, i + 1, name);
            return NULL;
          }
      g_array_append_val (columns, column);
    }
  return g_steal_pointer (&columns);
}

static const char *
find_cell (GArray        *columns,
           char         **cells,
           EoImportRole   role)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, EoImportColumn, i).role == role)
      return g_strstrip (cells[i]);
  return "";
}

static char *
uid_of_cells (const EoKind  *kind,
              char         **cells)
{
  g_autofree char *whole = g_strjoinv ("\037", cells);

  return make_uid (kind->name, whole);
}

/* The record that the row speaks of, or a new one. *@own: known by nothing but its cells. */
static EoRecord *
find_record (EoStore       *store,
             const EoKind  *kind,
             GArray        *columns,
             char         **cells,
             gboolean      *own,
             GError       **error)
{
  g_autofree char *uid = g_strdup (find_cell (columns, cells, EO_IMPORT_UID));
  const char *reference = find_cell (columns, cells, EO_IMPORT_REFERENCE);
  EoRecord *record;

  *own = FALSE;
  if (*uid != '\0' && !g_uuid_string_is_valid (uid))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("“%s” is no uid: leave it empty to add a new %s"), uid, kind->name);
      return NULL;
    }
  if (*uid == '\0' && *reference != '\0')
    {
      g_autoptr (EoRecord) found = eo_store_find (store, kind, reference, NULL);
      if (found != NULL && g_str_equal (found->reference, reference))
        return g_steal_pointer (&found);
    }
  if (*uid == '\0')
    {
      *own = TRUE;
      g_free (uid);
      uid = uid_of_cells (kind, cells);
    }
  record = eo_store_find (store, kind, uid, NULL);
  if (record != NULL)
    return record;
  record = eo_record_new (kind);
  eo_str_set (&record->uid, uid);
  return record;
}

/* Notes that the link is to somebody whom the office will know by then. */
static gboolean
link_to_party (EoImportRow    *row,
               const EoField  *field,
               const char     *name,
               GHashTable     *parties,
               GError        **error)
{
  const char *target = g_str_equal (field->target, "party") ? "organisation" : field->target;
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *key = g_strconcat (target, "\n", lower, NULL);
  EoImportLink link = { field, g_hash_table_lookup (parties, key) };

  if (link.party == NULL)
    {
      g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup (target));
      if (!eo_record_set_text (record, "name", name, error))
        return FALSE;
      link.party = g_new0 (EoImportParty, 1);
      link.party->record = g_steal_pointer (&record);
      g_hash_table_insert (parties, g_steal_pointer (&key), link.party);
    }
  g_array_append_val (row->links, link);
  return TRUE;
}

static gboolean
is_party_link (const EoField *field)
{
  const EoKind *target = field->type == EO_FIELD_LINK ? eo_kind_lookup (field->target) : NULL;

  return field->type == EO_FIELD_LINK && (g_str_equal (field->target, "party") || (target != NULL && target->is_party));
}

/* The state of what is in the office changes by a step. */
static gboolean
set_state (EoImportRow    *row,
           const EoField  *field,
           const char     *text,
           GError        **error)
{
  g_autoptr (EoRecord) probe = eo_record_copy (row->record);

  if (!eo_record_set_text (probe, field->name, text, error))
    return FALSE;
  if (!eo_field_equal (field, probe, row->record))
    row->step = eo_field_to_text (field, probe);
  return TRUE;
}

/* What has no empty value keeps the value it has. */
static gboolean
is_nothing (const EoField *field,
            const char    *text)
{
  return *text == '\0' && (field->type == EO_FIELD_CHOICE || field->type == EO_FIELD_BOOLEAN
                           || field->type == EO_FIELD_INTEGER || field->type == EO_FIELD_DECIMAL
                           || field->type == EO_FIELD_MONEY);
}

static gboolean
set_cell (EoStore        *store,
          EoImportRow    *row,
          const EoField  *field,
          const char     *text,
          GHashTable     *parties,
          GError        **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *now = eo_record_csv_cell (row->record, field);
  const EoField *state = eo_kind_get_state_field (eo_record_get_kind (row->record));

  if (g_str_equal (now, text) || is_nothing (field, text))
    return TRUE;
  if (field == state && row->record->id != 0)
    return set_state (row, field, text, error);
  if (eo_store_set_field (store, row->record, field->name, text, &problem))
    return TRUE;
  if (is_party_link (field) && *text != '#' && g_error_matches (problem, EO_ERROR, EO_ERROR_NOT_FOUND))
    return link_to_party (row, field, text, parties, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Looked at before anything is written, so that a refused row leaves no sender behind. */
static gboolean
check_sound (EoImportRow  *row,
             GError      **error)
{
  g_autoptr (GPtrArray) problems = eo_record_validate (row->record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const EoProblem *problem = g_ptr_array_index (problems, i);
      gboolean to_come = FALSE;

      for (guint j = 0; j < row->links->len; j++)
        to_come |= g_array_index (row->links, EoImportLink, j).field == problem->field;
      if (!to_come)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", problem->message);
    }
  if (text->len > 0)
    g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, text->str);
  return text->len == 0;
}

EoImportRow *
eo_import_row_new (EoStore       *store,
                   const EoKind  *kind,
                   GArray        *columns,
                   char         **cells,
                   guint64        number,
                   GHashTable    *parties,
                   GError       **error)
{
  g_autoptr (EoImportRow) row = g_new0 (EoImportRow, 1);
  g_autoptr (EoRecord) before = NULL;
  guint n = g_strv_length (cells);

  row->number = number;
  row->links = g_array_new (FALSE, FALSE, sizeof (EoImportLink));
  if (n != columns->len)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("It has %u values where the first row has %u"), n, columns->len);
      return NULL;
    }
  row->record = find_record (store, kind, columns, cells, &row->own, error);
  if (row->record == NULL)
    return NULL;
  row->same = row->own && row->record->id != 0;
  if (row->same)
    return g_steal_pointer (&row);
  before = eo_record_copy (row->record);
  for (guint i = 0; i < columns->len; i++)
    {
      const EoField *field = g_array_index (columns, EoImportColumn, i).field;
      if (field != NULL && !set_cell (store, row, field, cells[i], parties, error))
        return NULL;
    }
  if (!check_sound (row, error))
    return NULL;
  row->same = row->record->id != 0 && row->step == NULL && row->links->len == 0
              && eo_record_same_fields (before, row->record);
  return g_steal_pointer (&row);
}
