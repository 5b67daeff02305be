/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-text.h"
#include "store/eo-sql.h"

#define MEMBER(record, field, type) ((type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

/* Columns every kind's table begins with, in the order that read_identity() takes them. */
#define IDENTITY "t.id, t.uid, t.reference, t.version, t.created_at, t.created_by, t.modified_at, t.modified_by, " \
                 "t.deleted_at"

char *
eo_sql_title (const char *target,
              const char *id_expression)
{
  const EoKind *kind = eo_kind_lookup (target);
  const char *title;

  if (kind == NULL || kind->is_party)
    return g_strdup_printf ("(SELECT title FROM party WHERE id = %s)", id_expression);
  title = eo_kind_get_title_field (kind)->name;
  if (kind->title_suffix != NULL)
    return g_strdup_printf ("(SELECT \"%s\" || ' ' || \"%s\" FROM \"%s\" WHERE id = %s)", title, kind->title_suffix,
                            kind->name, id_expression);
  return g_strdup_printf ("(SELECT \"%s\" FROM \"%s\" WHERE id = %s)", title, kind->name, id_expression);
}

char *
eo_sql_columns (const EoKind *kind)
{
  GString *sql = g_string_new (IDENTITY);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (sql, ", t.\"%s\"", fields[i]->name);
      if (fields[i]->type == EO_FIELD_LINK)
        {
          g_autofree char *id = g_strdup_printf ("t.\"%s\"", fields[i]->name);
          g_autofree char *title = eo_sql_title (fields[i]->target, id);
          g_string_append_printf (sql, ", %s", title);
        }
    }
  return g_string_free (sql, FALSE);
}

static void
read_identity (EoRecord     *record,
               sqlite3_stmt *row)
{
  record->id = sqlite3_column_int64 (row, 0);
  eo_str_set (&record->uid, eo_column_text (row, 1));
  eo_str_set (&record->reference, eo_column_text (row, 2));
  record->version = sqlite3_column_int64 (row, 3);
  g_strlcpy (record->created_at.iso, eo_column_text (row, 4), sizeof record->created_at.iso);
  eo_str_set (&record->created_by, eo_column_text (row, 5));
  g_strlcpy (record->modified_at.iso, eo_column_text (row, 6), sizeof record->modified_at.iso);
  eo_str_set (&record->modified_by, eo_column_text (row, 7));
  g_strlcpy (record->deleted_at.iso, eo_column_text (row, 8), sizeof record->deleted_at.iso);
}

/* Reads one field; returns the next column. */
static int
read_field (EoRecord      *record,
            const EoField *field,
            sqlite3_stmt  *row,
            int            column)
{
  switch (field->type)
    {
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      eo_str_set (MEMBER (record, field, char *), eo_column_text (row, column));
      break;
    case EO_FIELD_INTEGER:
      *MEMBER (record, field, gint64) = sqlite3_column_int64 (row, column);
      break;
    case EO_FIELD_DECIMAL:
      *MEMBER (record, field, double) = sqlite3_column_double (row, column);
      break;
    case EO_FIELD_BOOLEAN:
      *MEMBER (record, field, gboolean) = sqlite3_column_int (row, column) != 0;
      break;
    case EO_FIELD_DATE:
      g_strlcpy (MEMBER (record, field, EoDate)->iso, eo_column_text (row, column), sizeof (EoDate));
      break;
    case EO_FIELD_INSTANT:
      g_strlcpy (MEMBER (record, field, EoInstant)->iso, eo_column_text (row, column), sizeof (EoInstant));
      break;
    case EO_FIELD_TIME:
      g_strlcpy (MEMBER (record, field, EoLocalTime)->iso, eo_column_text (row, column), sizeof (EoLocalTime));
      break;
    case EO_FIELD_MONEY:
      MEMBER (record, field, EoMoney)->cents = sqlite3_column_int64 (row, column);
      break;
    case EO_FIELD_LINK:
      MEMBER (record, field, EoLink)->id = sqlite3_column_int64 (row, column);
      eo_str_set (&MEMBER (record, field, EoLink)->title, eo_column_text (row, ++column));
      break;
    case EO_FIELD_CHOICE:
      eo_choice_parse (field->choice (), eo_column_text (row, column), MEMBER (record, field, int));
      break;
    default:
      g_assert_not_reached ();
    }
  return column + 1;
}

EoRecord *
eo_sql_read_row (const EoKind *kind,
                 sqlite3_stmt *row)
{
  EoRecord *record = g_object_new (kind->get_type (), NULL);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);
  int column = 9;

  read_identity (record, row);
  for (guint i = 0; i < n; i++)
    column = read_field (record, fields[i], row, column);
  return record;
}

static char *
make_read (const EoKind *kind)
{
  g_autofree char *columns = eo_sql_columns (kind);

  return g_strdup_printf ("SELECT %s FROM \"%s\" AS t WHERE t.id = ?1", columns, kind->name);
}

/* Kinds last as long as the program, and so do the texts of their statements: to write one takes longer than to run it. */
static const char *
remember (GHashTable  **texts,
          const EoKind *kind,
          char       *(*make) (const EoKind *kind))
{
  static GMutex mutex;
  const char *text;

  g_mutex_lock (&mutex);
  if (*texts == NULL)
    *texts = g_hash_table_new (NULL, NULL);
  text = g_hash_table_lookup (*texts, kind);
  if (text == NULL)
    {
      text = make (kind);
      g_hash_table_insert (*texts, (gpointer) kind, (gpointer) text);
    }
  g_mutex_unlock (&mutex);
  return text;
}

gboolean
eo_sql_read_id (EoDatabase    *database,
                const EoKind  *kind,
                gint64         id,
                EoRecord     **record,
                GError       **error)
{
  static GHashTable *texts;
  sqlite3_stmt *row = eo_database_prepare_lasting (database, remember (&texts, kind, make_read), error);
  int code;

  *record = NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  code = sqlite3_step (row);
  if (code == SQLITE_ROW)
    *record = eo_sql_read_row (kind, row);
  else if (code != SQLITE_DONE)
    eo_database_fail (database, error);
  sqlite3_reset (row);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Texts without a copy: the record outlives the step. */
static void
bind_field (sqlite3_stmt  *statement,
            int            column,
            EoRecord      *record,
            const EoField *field)
{
  switch (field->type)
    {
    case EO_FIELD_INTEGER:
      sqlite3_bind_int64 (statement, column, *MEMBER (record, field, gint64));
      break;
    case EO_FIELD_DECIMAL:
      sqlite3_bind_double (statement, column, *MEMBER (record, field, double));
      break;
    case EO_FIELD_BOOLEAN:
      sqlite3_bind_int (statement, column, *MEMBER (record, field, gboolean) != 0);
      break;
    case EO_FIELD_MONEY:
      sqlite3_bind_int64 (statement, column, MEMBER (record, field, EoMoney)->cents);
      break;
    case EO_FIELD_LINK:
      if (MEMBER (record, field, EoLink)->id != 0)
        sqlite3_bind_int64 (statement, column, MEMBER (record, field, EoLink)->id);
      else
        sqlite3_bind_null (statement, column);
      break;
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      eo_bind_lasting_text (statement, column, *MEMBER (record, field, char *));
      break;
    case EO_FIELD_DATE:
      eo_bind_lasting_text (statement, column, MEMBER (record, field, EoDate)->iso);
      break;
    case EO_FIELD_INSTANT:
      eo_bind_lasting_text (statement, column, MEMBER (record, field, EoInstant)->iso);
      break;
    case EO_FIELD_TIME:
      eo_bind_lasting_text (statement, column, MEMBER (record, field, EoLocalTime)->iso);
      break;
    case EO_FIELD_CHOICE:
      eo_bind_lasting_text (statement, column, eo_choice_nick (field->choice (), *MEMBER (record, field, int)));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Identity columns that a row is written with: id 1, uid 2 … deleted_at 9, then the fields. */
static const char *const identity_names[] = {
  "id", "uid", "reference", "version", "created_at", "created_by", "modified_at", "modified_by", "deleted_at",
};

static const char *
nth_column (const EoField *const *fields,
            guint                 i)
{
  return i < G_N_ELEMENTS (identity_names) ? identity_names[i] : fields[i - G_N_ELEMENTS (identity_names)]->name;
}

/* Not one "upsert": SQLite keeps a copy of each page such a statement changes, two thirds of a large import. */
static char *
make_insert (const EoKind *kind)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < G_N_ELEMENTS (identity_names) + n; i++)
    {
      g_string_append_printf (names, "%s\"%s\"", i > 0 ? ", " : "", nth_column (fields, i));
      g_string_append_printf (values, "%s?%u", i > 0 ? ", " : "", i + 1);
    }
  return g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", kind->name, names->str, values->str);
}

static char *
make_update (const EoKind *kind)
{
  g_autoptr (GString) updates = g_string_new (NULL);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 1; i < G_N_ELEMENTS (identity_names) + n; i++)
    g_string_append_printf (updates, "%s\"%s\" = ?%u", i > 1 ? ", " : "", nth_column (fields, i), i + 1);
  return g_strdup_printf ("UPDATE \"%s\" SET %s WHERE id = ?1", kind->name, updates->str);
}

const char *
eo_sql_insert (const EoKind *kind)
{
  static GHashTable *texts;

  return remember (&texts, kind, make_insert);
}

const char *
eo_sql_update (const EoKind *kind)
{
  static GHashTable *texts;

  return remember (&texts, kind, make_update);
}

void
eo_sql_bind_row (sqlite3_stmt *statement,
                 EoRecord     *record)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n);

  if (record->id != 0)
    sqlite3_bind_int64 (statement, 1, record->id);
  else
    sqlite3_bind_null (statement, 1);
  eo_bind_lasting_text (statement, 2, record->uid);
  eo_bind_lasting_text (statement, 3, record->reference);
  sqlite3_bind_int64 (statement, 4, record->version);
  eo_bind_lasting_text (statement, 5, record->created_at.iso);
  eo_bind_lasting_text (statement, 6, record->created_by);
  eo_bind_lasting_text (statement, 7, record->modified_at.iso);
  eo_bind_lasting_text (statement, 8, record->modified_by);
  eo_bind_lasting_text (statement, 9, record->deleted_at.iso);
  for (guint i = 0; i < n; i++)
    bind_field (statement, 10 + i, record, fields[i]);
}
