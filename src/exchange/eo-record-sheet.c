/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/eo-record-sheet.h"

/* The fields of a kind's sheet: NULL, the reference, where it has numbers, and all that is shown. */
static GPtrArray *
list_fields (const EoKind *kind)
{
  GPtrArray *list = g_ptr_array_new ();
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  if (kind->series != NULL)
    g_ptr_array_add (list, NULL);
  for (guint i = 0; i < n; i++)
    if (!(fields[i]->flags & EO_HIDDEN))
      g_ptr_array_add (list, (gpointer) fields[i]);

  return list;
}

EoCellType
eo_record_cell_type (const EoField *field)
{
  static const EoCellType types[] = {
    [EO_FIELD_INTEGER] = EO_CELL_NUMBER, [EO_FIELD_DECIMAL] = EO_CELL_NUMBER, [EO_FIELD_MONEY] = EO_CELL_MONEY,
    [EO_FIELD_DATE] = EO_CELL_DATE,      [EO_FIELD_INSTANT] = EO_CELL_INSTANT,
    [EO_FIELD_TIME] = EO_CELL_INSTANT,   [EO_FIELD_CHOICE] = EO_CELL_TEXT,
  };

  return field != NULL && field->type < G_N_ELEMENTS (types) ? types[field->type] : EO_CELL_TEXT;
}

char *
eo_record_cell_text (EoRecord      *record,
                     const EoField *field)
{
  g_return_val_if_fail (EO_IS_RECORD (record), NULL);

  if (field == NULL)
    return g_strdup (record->reference);

  return eo_record_cell_type (field) == EO_CELL_TEXT ? eo_field_display (field, record)
                                                     : eo_field_to_text (field, record);
}

void
eo_record_sheet_begin (EoWorkbook   *book,
                       const char   *name,
                       const EoKind *kind,
                       EoRecord     *like)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree EoSheetColumn *columns = NULL;

  g_return_if_fail (book != NULL && kind != NULL);

  fields = list_fields (kind);
  columns = g_new (EoSheetColumn, fields->len);
  for (guint i = 0; i < fields->len; i++)
    {
      const EoField *field = fields->pdata[i];

      columns[i].label = field == NULL ? _("Ref")
                         : like != NULL ? eo_kind_field_label (like, field) : eo_field_get_label (field);
      columns[i].type = eo_record_cell_type (field);
    }
  eo_workbook_add_sheet (book, name, columns, fields->len);
}

void
eo_record_sheet_add (EoWorkbook *book,
                     EoRecord   *record)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_return_if_fail (book != NULL && EO_IS_RECORD (record));

  fields = list_fields (eo_record_get_kind (record));
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (cells, eo_record_cell_text (record, fields->pdata[i]));
  eo_workbook_add_row (book, (const char *const *) cells->pdata);
}
