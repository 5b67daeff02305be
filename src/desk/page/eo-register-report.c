/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "desk/eo-words.h"
#include "desk/page/eo-register-report.h"
#include "desk/register/eo-due-label.h"
#include "desk/register/eo-register-columns.h"

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
    cells[i] = eo_register_columns_text (record, rows->columns->pdata[i]);

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

static GArray *
make_columns (GPtrArray *fields)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (EoReportColumn));

  for (guint i = 0; i < fields->len; i++)
    {
      const EoField *field = fields->pdata[i];
      EoReportColumn column = { field != NULL ? eo_field_get_label (field) : _("Ref"), get_weight (field) };

      if (field != NULL && (field->type == EO_FIELD_INTEGER || field->type == EO_FIELD_DECIMAL
                            || field->type == EO_FIELD_MONEY))
        column.align = EO_REPORT_END;
      column.wrap = field != NULL && (field->flags & (EO_TITLE | EO_WHO)) != 0;
      g_array_append_val (columns, column);
    }

  return columns;
}

static GPtrArray *
get_records (EoStore     *store,
             EoRegister  *view,
             GError     **error)
{
  EoIdSelection *selection = eo_register_get_selection (view);
  EoQuery *query = eo_record_list_get_query (eo_register_get_list (view));
  g_autoptr (GArray) ids = NULL;
  GPtrArray *records;

  if (eo_id_selection_get_n (selection) < 2)
    return eo_store_select (store, query, EO_REGISTER_REPORT_ROWS, error);

  records = g_ptr_array_new_with_free_func (g_object_unref);
  ids = eo_id_selection_get_ids (selection, EO_REGISTER_REPORT_ROWS);
  for (guint i = 0; i < ids->len; i++)
    {
      EoRecord *record = eo_store_get (store, eo_query_get_kind (query), g_array_index (ids, gint64, i), NULL);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

static const char *
get_marking (GPtrArray *records)
{
  EoClassification highest = EO_OPEN;

  for (guint i = 0; i < records->len; i++)
    highest = MAX (highest, ((EoRecord *) records->pdata[i])->classification);

  return highest > EO_OPEN ? eo_choice_label (eo_classification_get_type (), highest) : NULL;
}

/* "Overdue · 4 letters · by Reply due, earliest first" */
static char *
describe (EoRegister   *view,
          const EoKind *kind,
          const char   *filter,
          guint         printed)
{
  guint chosen = eo_id_selection_get_n (eo_register_get_selection (view));
  guint n = chosen > 1 ? chosen : eo_record_list_get_n (eo_register_get_list (view));
  g_autofree char *order = eo_register_describe_sort (view);
  g_autofree char *things = eo_words_things (kind, n);
  g_autofree char *count = eo_format_count (n);
  g_autofree char *printed_count = eo_format_count (printed);

  if (printed < n)
    /* Translators: "All · the first 5 000 of 12 000 letters · newest first" */
    return g_strdup_printf (_("%s · the first %s of %s %s · %s"), filter, printed_count, count, things, order);

  return g_strdup_printf ("%s · %s %s · %s", filter, count, things, order);
}

EoReport *
eo_register_report_new (EoStore     *store,
                        EoRegister  *view,
                        const char  *title,
                        const char  *filter,
                        GError     **error)
{
  const EoKind *kind;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) columns = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *office = NULL;
  EoReport *report;
  Rows *rows;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);
  g_return_val_if_fail (EO_IS_REGISTER (view), NULL);

  records = get_records (store, view, error);
  if (records == NULL)
    return NULL;

  kind = eo_query_get_kind (eo_record_list_get_query (eo_register_get_list (view)));
  rows = g_new0 (Rows, 1);
  rows->columns = eo_register_columns_list (kind);
  rows->records = g_ptr_array_ref (records);
  columns = make_columns (rows->columns);
  subtitle = describe (view, kind, filter, records->len);
  office = eo_store_get_setting (store, "office-name");

  report = eo_report_new (title);
  eo_report_set_subtitle (report, subtitle);
  eo_report_set_office (report, office);
  eo_report_set_classification (report, get_marking (records));
  eo_report_add_table (report, NULL, (const EoReportColumn *) columns->data, columns->len, records->len,
                       give_row, rows, rows_free);

  return report;
}
