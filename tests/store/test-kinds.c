/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sqlite3.h>

#include "exchange/eo-import.h"
#include "exchange/eo-record-text.h"
#include "store-fixture.h"
#include "store/eo-search.h"

/* One test for every kind there is: what its table of fields promises. A new kind is tested by being registered. */

/* Something for a link to name: what its kind requires, and no more. */
static EoRecord *
linked (Office     *office,
        const char *target,
        const char *name)
{
  const EoKind *kind = eo_kind_lookup (g_str_equal (target, "party") ? "organisation" : target);
  EoRecord *record = eo_record_new (kind);
  g_autoptr (GError) error = NULL;
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    {
      if (fields[i]->type == EO_FIELD_LINK && (fields[i]->flags & EO_REQUIRED) != 0)
        {
          g_autofree char *below = g_strconcat (name, "x", NULL);
          g_autoptr (EoRecord) other = linked (office, fields[i]->target, below);

          eo_record_set_link (record, fields[i], other->id, eo_record_get_title (other));
        }
      else if (fields[i]->type == EO_FIELD_TEXT && (fields[i]->flags & (EO_REQUIRED | EO_TITLE)) != 0)
        eo_record_set_text (record, fields[i]->name, name, NULL);
      else if ((fields[i]->type == EO_FIELD_TIME || fields[i]->type == EO_FIELD_DATE)
               && (fields[i]->flags & EO_REQUIRED) != 0)
        eo_record_set_text (record, fields[i]->name, "2031-02-03", NULL);
    }
  if (g_str_equal (kind->name, "file")) /* numbered, and each number once */
    {
      g_autofree char *number = g_strdup_printf ("77/%u", g_str_hash (name));

      eo_record_set_text (record, "number", number, NULL);
    }
  eo_store_save (office->store, record, &error);
  g_assert_no_error (error);
  return record;
}

/* A value that is not the default one, in canonical form; of a text it holds a word of the field's own. */
static char *
sample (Office        *office,
        EoRecord      *record,
        const EoField *field,
        guint          i)
{
  switch (field->type)
    {
    case EO_FIELD_INTEGER:
      return g_strdup ("42");
    case EO_FIELD_DECIMAL:
      return g_strdup ("2.5");
    case EO_FIELD_BOOLEAN:
      return g_strdup ("true");
    case EO_FIELD_DATE:
      {
        EoDate first = eo_date_from_ymd (2031, 3, 1);

        return g_strdup (eo_date_add_days (&first, (int) i).iso); /* in the table's order: no rule is broken */
      }
    case EO_FIELD_INSTANT:
      return g_strdup ("2031-03-04T05:06:07Z");
    case EO_FIELD_TIME:
      {
        EoDate first = eo_date_from_ymd (2031, 3, 1);

        return g_strdup_printf ("%sT09:20", eo_date_add_days (&first, (int) i).iso);
      }
    case EO_FIELD_MONEY:
      return g_strdup ("1250.50");
    case EO_FIELD_CHOICE:
      {
        g_autoptr (GTypeClass) klass = g_type_class_ref (field->choice ());
        const GEnumClass *choice = (const GEnumClass *) klass;
        return g_strdup (choice->values[choice->n_values - 1].value_nick);
      }
    case EO_FIELD_LINK:
      {
        g_autofree char *name = g_strdup_printf ("Linked%s%u", field->name, i);
        g_autoptr (EoRecord) other = linked (office, field->target, name);

        return g_strdup_printf ("#%" G_GINT64_FORMAT " %s", other->id,
                                eo_record_get_kind (other)->title_suffix != NULL ? "" : eo_record_get_title (other));
      }
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    default:
      /* Some texts have a form of their own: the first of these that the kind takes. */
      {
        g_autofree char *word = g_strdup_printf ("Word%s%c%c", field->name, 'a' + (int) i / 26, 'a' + (int) i % 26);
        const char *const tries[] = { g_strdelimit (word, "_", 'x'), "36/2", "A20", "09:20", "18:20", "Africa/Lagos", "FREQ=WEEKLY",
                                      "2026-10-07T09:00", NULL };

        for (guint j = 0; tries[j] != NULL; j++)
          {
            g_autoptr (GPtrArray) problems = NULL;
            gboolean refused = FALSE;

            if (!eo_record_set_text (record, field->name, tries[j], NULL))
              {
                g_assert_nonnull (field->wording);
                continue;
              }
            problems = eo_record_validate (record);
            for (guint k = 0; k < problems->len; k++)
              refused |= ((EoProblem *) problems->pdata[k])->field == field;
            eo_record_set_text (record, field->name, "", NULL);
            if (!refused)
              return g_strdup (tries[j]);
          }
        g_error ("no text that %s takes", field->name);
      }
    }
}

static EoRecord *
filled (Office       *office,
        const EoKind *kind)
{
  EoRecord *record = eo_record_new (kind);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = (fields[i]->flags & EO_HIDDEN) ? NULL : sample (office, record, fields[i], i);
      g_autoptr (GError) error = NULL;

      if (text == NULL || fields[i] == eo_kind_get_state_field (kind))
        continue;
      eo_record_set_text (record, fields[i]->name, text, &error);
      g_assert_no_error (error);
    }
  return record;
}

typedef void (*KindFunc) (Office *office, const EoKind *kind);

/* Some rules forbid what the table allows: then a kind's sample is made sound by clearing what they name. */
static EoRecord *
saved (Office       *office,
       const EoKind *kind)
{
  EoRecord *record = filled (office, kind);
  g_autoptr (GPtrArray) problems = eo_record_validate (record);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const EoProblem *problem = problems->pdata[i];
      g_assert_nonnull (problem->field);
      g_assert_true (eo_record_set_text (record, problem->field->name, problem->cure_value != NULL ? problem->cure_value : "",
                                         NULL));
    }
  eo_store_save (office->store, record, &error);
  g_assert_no_error (error);
  return record;
}

static void
check_defaults (Office       *office,
                const EoKind *kind)
{
  g_autoptr (EoRecord) record = eo_record_new (kind);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  g_assert_cmpint (record->id, ==, 0);
  g_assert_cmpint (record->version, ==, 0);
  g_assert_cmpstr (record->reference, ==, "");
  g_assert_cmpint (record->classification, ==, EO_OPEN);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *canonical = eo_field_to_text (fields[i], record);
      g_autofree char *shown = eo_field_display (fields[i], record);
      g_autofree char *property = eo_field_get_property (fields[i]);
      g_autoptr (EoRecord) again = eo_record_new (kind);

      g_assert_nonnull (canonical);
      g_assert_nonnull (shown);
      g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (record), property));
      g_assert_cmpstr (eo_field_get_label (fields[i]), !=, "");
      g_assert_true (eo_field_from_text (fields[i], again, canonical, NULL));
      g_assert_true (eo_field_equal (fields[i], record, again));
    }
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           GHashTable *counts)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pspec->name));

  g_hash_table_insert (counts, (gpointer) pspec->name, GUINT_TO_POINTER (n + 1));
}

/* Exactly one notify for the property, one for its label, none for any other; and none for the same value. */
static void
check_notify (Office       *office,
              const EoKind *kind)
{
  g_autoptr (EoRecord) record = eo_record_new (kind);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EoRecord) probe = eo_record_new (kind);
      g_autofree char *text = (fields[i]->flags & EO_HIDDEN) ? NULL : sample (office, probe, fields[i], i);
      g_autofree char *property = eo_field_get_property (fields[i]);
      g_autofree char *label = g_strconcat (property, "-label", NULL);
      gboolean labelled = fields[i]->type == EO_FIELD_CHOICE || fields[i]->type == EO_FIELD_LINK;
      gulong handler;

      if (text == NULL)
        continue;
      g_hash_table_remove_all (counts);
      handler = g_signal_connect (record, "notify", G_CALLBACK (on_notify), counts);
      g_assert_true (eo_record_set_text (record, fields[i]->name, text, NULL));
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, property)), ==, 1);
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, label)), ==, labelled ? 1 : 0);
      g_assert_cmpuint (g_hash_table_size (counts), ==, labelled ? 2 : 1);
      g_assert_true (eo_record_set_text (record, fields[i]->name, text, NULL));
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, property)), ==, 1);

      /* The same through the property: no notify for the value it has. */
      if (!labelled || fields[i]->type == EO_FIELD_CHOICE)
        {
          const GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (record), property);
          g_auto (GValue) value = G_VALUE_INIT;

          g_value_init (&value, pspec->value_type);
          g_object_get_property (G_OBJECT (record), property, &value);
          g_object_set_property (G_OBJECT (record), property, &value);
          g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, property)), ==, 1);
        }
      g_signal_handler_disconnect (record, handler);
    }
}

static void
check_read_back (Office       *office,
                 const EoKind *kind)
{
  g_autoptr (EoRecord) record = saved (office, kind);
  g_autoptr (EoRecord) read = NULL;
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  g_assert_cmpint (record->id, >, 0);
  g_assert_cmpint (record->version, ==, 1);
  g_assert_true (g_uuid_string_is_valid (record->uid));
  g_assert_cmpint (record->reference[0] != '\0', ==, kind->series != NULL);
  office_close (office); /* from the disk, not from memory */
  office_open (office);
  read = eo_store_find (office->store, kind, record->uid, NULL);
  g_assert_nonnull (read);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *before = eo_field_to_text (fields[i], record);
      g_autofree char *after = eo_field_to_text (fields[i], read);

      if (!eo_field_equal (fields[i], record, read))
        g_error ("%s.%s was “%s” and came back as “%s”", kind->name, fields[i]->name, before, after);
    }
  g_assert_cmpstr (read->created_at.iso, ==, record->created_at.iso);
  g_assert_cmpstr (read->modified_by, ==, record->modified_by);
}

static void
check_journal (Office       *office,
               const EoKind *kind)
{
  g_autoptr (EoRecord) record = saved (office, kind);
  g_autoptr (GPtrArray) history = eo_store_get_history (office->store, kind, record->id, NULL);
  const EoHistoryEntry *entry;
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  g_assert_cmpuint (history->len, ==, 1);
  entry = history->pdata[0];
  g_assert_cmpstr (entry->action, ==, "created");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = eo_field_to_text (fields[i], record);
      const gboolean is_none = fields[i]->type == EO_FIELD_INTEGER && eo_field_is_unsaid (fields[i], record);
      const gboolean is_no = fields[i]->type == EO_FIELD_BOOLEAN && g_str_equal (text, "false");
      const EoChange *found = NULL;

      for (guint j = 0; j < entry->changes->len; j++)
        if (g_str_equal (((EoChange *) entry->changes->pdata[j])->field, fields[i]->name))
          found = entry->changes->pdata[j];
      if (is_none || is_no || ((fields[i]->flags & EO_HIDDEN) && (fields[i]->flags & EO_DERIVED)))
        g_assert_null (found);
      if (eo_field_is_empty (fields[i], record) || is_none || is_no || (fields[i]->flags & EO_HIDDEN))
        continue;
      if (found == NULL)
        g_error ("the journal does not tell of %s.%s", kind->name, fields[i]->name);
      g_assert_cmpstr (found->before, ==, "");
      if (fields[i]->type != EO_FIELD_LINK)
        g_assert_cmpstr (found->after, ==, text);
    }
}

static gboolean
is_found (Office     *office,
          EoRecord   *record,
          const char *word)
{
  g_autoptr (EoSearchResult) result
    = eo_store_search (office->store, word, eo_record_get_kind (record), 50, NULL);

  for (guint i = 0; result != NULL && i < result->hits->len; i++)
    if (((EoHit *) result->hits->pdata[i])->id == record->id)
      return TRUE;
  return FALSE;
}

static void
check_search (Office       *office,
              const EoKind *kind)
{
  g_autoptr (EoRecord) record = saved (office, kind);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *shown = eo_field_display (fields[i], record);

      if (!(fields[i]->flags & EO_SEARCH) || *shown == '\0')
        continue;
      if (!is_found (office, record, shown))
        g_error ("%s.%s is not found by “%s”", kind->name, fields[i]->name, shown);
    }
}

/* The title; where rules make it, the first text that must be there. */
static const EoField *
title_or_what_makes_it (const EoKind *kind)
{
  const EoField *title = eo_kind_get_title_field (kind);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; (title->flags & EO_DERIVED) != 0 && i < n; i++)
    if (fields[i]->type == EO_FIELD_TEXT && (fields[i]->flags & EO_REQUIRED) != 0)
      return fields[i];
  return title;
}

static void
check_csv (Office       *office,
           const EoKind *kind)
{
  g_autoptr (EoRecord) record = saved (office, kind);
  g_autoptr (EoRecord) back = NULL;
  g_autoptr (EoRecord) changed = NULL;
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autofree char *path = g_build_filename (office->folder, "rows.csv", NULL);
  EoImportCount count = { 0 };
  g_autoptr (GError) error = NULL;

  eo_record_csv_header (before, kind);
  eo_record_csv_row (before, record);
  g_assert_true (g_file_set_contents (path, before->str, -1, NULL));
  eo_import_rows (office->store, path, kind, NULL, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count.same, ==, 1);

  changed = eo_record_copy (record);
  eo_record_set_text (changed, title_or_what_makes_it (kind)->name, "11/22", NULL);
  g_assert_true (eo_store_save (office->store, changed, NULL));
  eo_import_rows (office->store, path, kind, NULL, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count.changed, ==, 1);
  g_assert_cmpuint (count.refused, ==, 0);
  back = eo_store_get (office->store, kind, record->id, NULL);
  eo_record_csv_header (after, kind);
  eo_record_csv_row (after, back);
  g_assert_cmpstr (after->str, ==, before->str);
}

static void
check_copy (Office       *office,
            const EoKind *kind)
{
  g_autoptr (EoRecord) record = saved (office, kind);
  g_autoptr (EoRecord) copy = eo_record_copy (record);
  g_autoptr (EoRecord) other = eo_record_new (kind);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer count;

  g_assert_true (eo_record_same_fields (record, copy));
  g_assert_cmpstr (copy->uid, ==, record->uid);
  g_signal_connect (other, "notify", G_CALLBACK (on_notify), counts);
  eo_record_assign (other, record);
  g_assert_true (eo_record_same_fields (record, other));
  g_assert_cmpint (other->version, ==, record->version);
  g_assert_cmpuint (g_hash_table_size (counts), >, 0);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    g_assert_cmpuint (GPOINTER_TO_UINT (count), ==, 1);
  g_hash_table_remove_all (counts);
  eo_record_assign (other, record);
  g_assert_cmpuint (g_hash_table_size (counts), ==, 0);
}

static void
check_lock (Office       *office,
            const EoKind *kind)
{
  g_autoptr (EoRecord) mine = saved (office, kind);
  g_autoptr (EoRecord) theirs = eo_record_copy (mine);
  g_autoptr (GError) error = NULL;
  const char *title = eo_kind_get_title_field (kind)->name;

  g_assert_true (eo_record_set_text (theirs, title, "11/22", NULL));
  g_assert_true (eo_store_save (office->store, theirs, NULL));
  g_assert_cmpint (theirs->version, ==, 2);
  g_assert_true (eo_record_set_text (mine, title, "11/23", NULL));
  g_assert_false (eo_store_save (office->store, mine, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
}

typedef struct
{
  const EoKind *kind;
  gint64        id;
} Deletion;

static gboolean
write_delete (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Deletion *deletion = data;

  return eo_writer_delete (writer, deletion->kind, deletion->id, error);
}

static gboolean
write_undelete (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Deletion *deletion = data;

  return eo_writer_undelete (writer, deletion->kind, deletion->id, error);
}

static void
check_delete (Office       *office,
              const EoKind *kind)
{
  g_autoptr (EoRecord) record = saved (office, kind);
  g_autoptr (EoQuery) query = eo_query_new (kind);
  g_autoptr (EoRecord) gone = NULL;
  g_autoptr (EoRecord) back = NULL;
  Deletion deletion = { kind, record->id };
  gint64 n = eo_store_count (office->store, query);

  g_assert_true (is_found (office, record, eo_record_get_title (record)));
  g_assert_true (eo_store_write (office->store, write_delete, &deletion, NULL));
  g_assert_cmpint (eo_store_count (office->store, query), ==, n - 1);
  g_assert_null (eo_store_find (office->store, kind, record->uid, NULL));
  gone = eo_store_get (office->store, kind, record->id, NULL);
  g_assert_cmpstr (gone->deleted_at.iso, !=, "");
  g_assert_false (is_found (office, record, eo_record_get_title (record)));
  g_assert_true (eo_store_write (office->store, write_undelete, &deletion, NULL));
  back = eo_store_find (office->store, kind, record->uid, NULL);
  g_assert_true (eo_record_same_fields (record, back));
  g_assert_cmpstr (back->reference, ==, record->reference);
  g_assert_true (is_found (office, record, eo_record_get_title (record)));
}

static void
check_finalize (Office       *office,
                const EoKind *kind)
{
  EoRecord *record = saved (office, kind);
  EoRecord *copy = eo_record_copy (record);

  g_assert_finalize_object (record);
  g_assert_finalize_object (copy);
}

/* The table in the file has a column for each field, and for each column a field. */
static void
check_columns (Office       *office,
               const EoKind *kind)
{
  static const char *const common[] = { "id", "uid", "reference", "version", "created_at", "created_by", "modified_at",
                                        "modified_by", "deleted_at", NULL };
  g_autofree char *sql = g_strdup_printf ("PRAGMA table_info (\"%s\")", kind->name);
  sqlite3 *database = NULL;
  sqlite3_stmt *rows = NULL;
  guint n, seen = 0;

  eo_kind_get_fields (kind, &n);
  g_assert_cmpint (sqlite3_open_v2 (office->path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (rows, 1);
      const char *type = (const char *) sqlite3_column_text (rows, 2);
      const EoField *field = eo_kind_find_field (kind, name);
      const char *wanted = "TEXT";

      if (g_strv_contains (common, name))
        continue;
      if (field == NULL)
        g_error ("%s.%s is a column and no field", kind->name, name);
      if (field->type == EO_FIELD_DECIMAL)
        wanted = "REAL";
      else if (field->type == EO_FIELD_INTEGER || field->type == EO_FIELD_BOOLEAN || field->type == EO_FIELD_MONEY
               || field->type == EO_FIELD_LINK)
        wanted = "INTEGER";
      g_assert_cmpstr (type, ==, wanted);
      /* Only a link may be nothing: everything else has a value always. */
      g_assert_cmpint (sqlite3_column_int (rows, 3), ==, field->type == EO_FIELD_LINK ? 0 : 1);
      seen++;
    }
  g_assert_cmpuint (seen, ==, n);
  sqlite3_finalize (rows);
  sqlite3_close (database);
}

typedef struct
{
  const char *name;
  KindFunc    check;
} Check;

static const Check checks[] = {
  { "defaults", check_defaults }, { "notify", check_notify },     { "read-back", check_read_back },
  { "journal", check_journal },   { "search", check_search },     { "csv", check_csv },
  { "copy", check_copy },         { "lock", check_lock },         { "delete", check_delete },
  { "finalize", check_finalize }, { "columns", check_columns },
};

typedef struct
{
  const EoKind *kind;
  KindFunc      check;
} Pair;

static void
run_pair (Office        *office,
          gconstpointer  data)
{
  const Pair *pair = data;

  pair->check (office, pair->kind);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const EoKind *const *kinds;

  g_test_init (&argc, &argv, NULL);
  eo_kinds_init ();
  kinds = eo_kind_list (&n);
  g_assert_cmpuint (n, >=, 5);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (checks); j++)
      {
        g_autofree char *path = g_strdup_printf ("/kinds/%s/%s", kinds[i]->name, checks[j].name);
        Pair *pair = g_new (Pair, 1);

        *pair = (Pair) { kinds[i], checks[j].check };
        g_ptr_array_add (pairs, pair);
        g_test_add_vtable (path, sizeof (Office), pair, (GTestFixtureFunc) office_set_up, (GTestFixtureFunc) run_pair,
                           (GTestFixtureFunc) office_tear_down);
      }
  return g_test_run ();
}
