/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/eo-record-sheet.h"
#include "paper/eo-register-table.h"

typedef struct
{
  GPtrArray *records;
  GPtrArray *columns;  /* of EoField; NULL: the reference */
} Rows;

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_ptr_array_unref (rows->records);
  g_ptr_array_unref (rows->columns);
  g_free (rows);
}

/* A deadline is printed as its date: "Tomorrow" is not true tomorrow. */
static gboolean
give_row (guint64    row,
          char     **cells,
          gpointer   user_data,
          GError   **error)
{
  Rows *rows = user_data;
  EoRecord *record = rows->records->pdata[row];

  for (guint i = 0; i < rows->columns->len; i++)
    cells[i] = eo_register_table_text (record, rows->columns->pdata[i]);

  return TRUE;
}

static gboolean
give_values (guint64    row,
             char     **cells,
             gpointer   user_data,
             GError   **error)
{
  Rows *rows = user_data;
  EoRecord *record = rows->records->pdata[row];

  for (guint i = 0; i < rows->columns->len; i++)
    cells[i] = eo_record_cell_text (record, rows->columns->pdata[i]);

  return TRUE;
}

static double
get_weight (const EoField *field)
{
  if (field == NULL)
    return 0;
  if ((field->flags & EO_TITLE) != 0)
    return 3;

  return field->type == EO_FIELD_TEXT || field->type == EO_FIELD_LONG_TEXT || field->type == EO_FIELD_LINK ? 2 : 0;
}

/* As all these records want it: an outgoing letter is "To", not "From". */
static const char *
get_label (const EoField *field,
           GPtrArray     *records)
{
  const char *label;

  if (field == NULL)
    return _("Ref");
  if (records->len == 0)
    return eo_field_get_label (field);

  label = eo_kind_field_label (records->pdata[0], field);
  for (guint i = 1; i < records->len; i++)
    if (!g_str_equal (label, eo_kind_field_label (records->pdata[i], field)))
      return eo_field_get_label (field);

  return label;
}

static GArray *
make_columns (GPtrArray *fields,
              GPtrArray *records)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (EoReportColumn));

  for (guint i = 0; i < fields->len; i++)
    {
      const EoField *field = fields->pdata[i];
      EoReportColumn column = { get_label (field, records), get_weight (field) };

      if (field != NULL && (field->type == EO_FIELD_INTEGER || field->type == EO_FIELD_DECIMAL
                            || field->type == EO_FIELD_MONEY))
        column.align = EO_REPORT_END;
      column.type = eo_record_cell_type (field);
      column.wrap = field != NULL && (field->flags & (EO_TITLE | EO_WHO)) != 0;
      g_array_append_val (columns, column);
    }

  return columns;
}

static gboolean
is_special (const EoField *field)
{
  return field != NULL && (field->flags & (EO_DEADLINE | EO_STATE)) != 0;
}

static const char *
get_marking (GPtrArray *records)
{
  EoClassification highest = EO_OPEN;

  for (guint i = 0; i < records->len; i++)
    highest = MAX (highest, ((EoRecord *) records->pdata[i])->classification);

  return highest > EO_OPEN ? eo_choice_label (eo_classification_get_type (), highest) : NULL;
}

GPtrArray *
eo_register_table_columns (const EoKind *kind)
{
  const EoField *const *fields;
  const EoField *state, *deadline;
  GPtrArray *list;
  guint n;

  g_return_val_if_fail (kind != NULL, NULL);

  list = g_ptr_array_new ();
  fields = eo_kind_get_fields (kind, &n);
  if (kind->series != NULL)
    g_ptr_array_add (list, NULL);
  for (guint i = 0; i < n; i++)
    if ((fields[i]->flags & (EO_COLUMN | EO_TITLE)) != 0 && !is_special (fields[i])
        && (fields[i]->flags & EO_HIDDEN) == 0)
      g_ptr_array_add (list, (gpointer) fields[i]);

  deadline = eo_kind_get_deadline (kind);
  state = eo_kind_get_state_field (kind);
  if (deadline != NULL)
    g_ptr_array_add (list, (gpointer) deadline);
  if (state != NULL)
    g_ptr_array_add (list, (gpointer) state);

  return list;
}

char *
eo_register_table_text (EoRecord      *record,
                          const EoField *field)
{
  EoDate date;
  EoDate today;

  g_return_val_if_fail (EO_IS_RECORD (record), NULL);

  if (field == NULL)
    return g_strdup (record->reference);
  if (record->missing)
    return g_strdup ((field->flags & EO_TITLE) != 0 ? _("Deleted") : "");

  if (field->type != EO_FIELD_DATE && field->type != EO_FIELD_INSTANT)
    return eo_field_display (field, record);

  if (field->type == EO_FIELD_DATE)
    date = *eo_field_get_date (field, record);
  else
    date = eo_instant_to_date ((const EoInstant *) ((const char *) record + field->offset));
  today = eo_date_today ();

  return eo_date_format_short (&date, &today);
}

/**
 * eo_register_table_add:
 * @report: where to
 * @kind: the kind of the records
 * @records: (element-type EoRecord): kept as long as the report
 *
 * Adds the records as one table, with the columns of their register, and gives the report the highest
 * classification among them.
 */
void
eo_register_table_add (EoReport     *report,
                       const EoKind *kind,
                       GPtrArray    *records)
{
  g_autoptr (GArray) columns = NULL;
  Rows *rows;

  g_return_if_fail (EO_IS_REPORT (report));
  g_return_if_fail (kind != NULL && records != NULL);

  rows = g_new0 (Rows, 1);
  rows->columns = eo_register_table_columns (kind);
  rows->records = g_ptr_array_ref (records);
  columns = make_columns (rows->columns, records);

  eo_report_set_classification (report, get_marking (records));
  eo_report_add_table (report, NULL, (const EoReportColumn *) columns->data, columns->len, records->len,
                       give_row, rows, rows_free);
  eo_report_set_values (report, give_values);
}
