/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-new-file.h"
#include "exchange/eo-csv.h"
#include "paper/eo-report-private.h"

/* A report's tables for another program: a sheet each, or one after the other in a .csv file. */

typedef void (*TakeRow) (gpointer taker, const char *const *cells);

#define TELL_EVERY 64 /* rows */

static const EoReportColumn *
get_columns (const EoReportSection *section,
             guint                 *n_columns)
{
  *n_columns = section->value_columns != NULL ? section->n_value_columns : section->n_columns;
  return section->value_columns != NULL ? section->value_columns : section->columns;
}

/* Whether it may go on: @row is that of the section to be given next. */
static gboolean
tell (EoReport             *self,
      guint                 nth,
      guint64               row,
      const EoReportWatch  *watch,
      GError              **error)
{
  if (row % TELL_EVERY != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (watch->cancellable, error))
    return FALSE;
  if (watch->progress != NULL)
    watch->progress ((double) (_eo_report_count_rows (self, nth) + row) / MAX (eo_report_count_rows (self), 1),
                     watch->user_data);
  return TRUE;
}

static gboolean
give_rows (EoReport             *self,
           guint                 nth,
           const EoReportWatch  *watch,
           TakeRow               take,
           gpointer              taker,
           GError              **error)
{
  const EoReportSection *section = g_ptr_array_index (self->sections, nth);
  EoReportRowFunc func = section->values != NULL ? section->values : section->func;
  guint n_columns;

  get_columns (section, &n_columns);
  for (guint64 row = 0; row < section->n_rows; row++)
    {
      g_auto (GStrv) cells = g_new0 (char *, n_columns + 1);
      gboolean given = tell (self, nth, row, watch, error) && func (row, cells, section->user_data, error);

      for (guint i = 0; given && i < n_columns; i++)
        if (cells[i] == NULL)
          cells[i] = g_strdup ("");
      if (!given)
        {
          for (guint i = 0; i < n_columns; i++)
            g_clear_pointer (&cells[i], g_free);
          return FALSE;
        }
      take (taker, (const char *const *) cells);
    }

  return TRUE;
}

/* A group's columns have no heads on paper. */
static const char *
get_label (const EoReportSection *section,
           guint                  column)
{
  if (section->is_group)
    return column == 0 ? _("Field") : _("Value");

  return section->value_columns != NULL ? section->value_columns[column].label : section->columns[column].label;
}

static void
take_sheet_row (gpointer           taker,
                const char *const *cells)
{
  eo_workbook_add_row (taker, cells);
}

gboolean
eo_report_write_sheets (EoReport             *self,
                        const char           *path,
                        const EoReportWatch  *watch,
                        GError              **error)
{
  g_autoptr (EoWorkbook) book = eo_workbook_new (path, self->title, self->office, error);

  if (book == NULL)
    return FALSE;

  eo_workbook_set_marking (book, self->marking);
  for (guint i = 0; i < self->sections->len; i++)
    {
      const EoReportSection *section = g_ptr_array_index (self->sections, i);
      guint n_columns;
      const EoReportColumn *from = get_columns (section, &n_columns);
      g_autofree EoSheetColumn *columns = g_new (EoSheetColumn, n_columns);

      if (section->chart != NULL)
        continue;
      for (guint j = 0; j < n_columns; j++)
        columns[j] = (EoSheetColumn) { get_label (section, j), from[j].type };
      eo_workbook_add_sheet (book, *section->heading != '\0' ? section->heading : self->title, columns, n_columns);
      if (!give_rows (self, i, watch, take_sheet_row, book, error))
        return FALSE;
    }

  return eo_workbook_save (book, error);
}

typedef struct
{
  EoNewFile *file;
  GString   *row;
  guint      n_tables; /* written so far */
} CsvTaker;

/* A failure is told when the file is to get its name. */
static void
take_csv_row (gpointer           taker,
              const char *const *cells)
{
  CsvTaker *csv = taker;

  g_string_truncate (csv->row, 0);
  eo_csv_append_row (csv->row, cells);
  eo_new_file_write (csv->file, csv->row->str, csv->row->len, NULL);
}

static gboolean
write_csv_section (EoReport             *self,
                   guint                 nth,
                   const EoReportWatch  *watch,
                   CsvTaker             *csv,
                   GError              **error)
{
  const EoReportSection *section = g_ptr_array_index (self->sections, nth);
  guint n_columns;
  g_auto (GStrv) labels = NULL;

  get_columns (section, &n_columns);
  labels = g_new0 (char *, n_columns + 1);
  if (section->chart != NULL)
    return TRUE;
  /* Where there are several tables, each has its name before it. */
  if (self->sections->len > 1)
    {
      const char *const name[] = { *section->heading != '\0' ? section->heading : self->title, NULL };

      if (csv->n_tables > 0)
        eo_new_file_write (csv->file, "\r\n", 2, NULL);
      take_csv_row (csv, name);
    }
  csv->n_tables++;
  for (guint i = 0; i < n_columns; i++)
    labels[i] = g_strdup (get_label (section, i));
  take_csv_row (csv, (const char *const *) labels);

  return give_rows (self, nth, watch, take_csv_row, csv, error);
}

gboolean
eo_report_write_csv (EoReport             *self,
                     const char           *path,
                     const EoReportWatch  *watch,
                     GError              **error)
{
  g_autoptr (EoNewFile) file = NULL;
  g_autoptr (GString) row = g_string_new (NULL);
  CsvTaker csv = { NULL, row, 0 };

  if (!eo_file_check_name (path, error) || (file = eo_new_file_open (path, 0600, error)) == NULL)
    return FALSE;

  csv.file = file;
  for (guint i = 0; i < self->sections->len; i++)
    if (!write_csv_section (self, i, watch, &csv, error))
      return FALSE;

  return eo_new_file_replace (file, error);
}

static gboolean
ends_in (const char *path,
         const char *ending)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ending);
}

/**
 * eo_report_check_ending:
 * @path: (type filename): where eo_report_write() is to write
 * @error: EO_ERROR_USAGE, naming it
 */
gboolean
eo_report_check_ending (const char  *path,
                        GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (ends_in (path, ".pdf") || ends_in (path, ".xlsx") || ends_in (path, ".csv"))
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_USAGE, _("“%s” cannot be made: the name must end in .pdf, .xlsx or .csv."),
               shown);

  return FALSE;
}

/**
 * eo_report_write:
 * @paper: for a .pdf
 * @path: (type filename): its ending says what is made: .pdf, .xlsx or .csv
 * @cancellable: (nullable): looked at between rows and pages
 * @progress: (nullable): told how far it is
 *
 * Writes the report whole or not at all. Blocks; rows are asked for in the calling thread.
 */
gboolean
eo_report_write (EoReport              *self,
                 const EoPaper         *paper,
                 const char            *path,
                 GCancellable          *cancellable,
                 EoReportProgressFunc   progress,
                 gpointer               user_data,
                 GError               **error)
{
  const EoReportWatch watch = { cancellable, progress, user_data };

  g_return_val_if_fail (EO_IS_REPORT (self) && paper != NULL && path != NULL, FALSE);

  if (!eo_report_check_ending (path, error))
    return FALSE;
  if (ends_in (path, ".xlsx"))
    return eo_report_write_sheets (self, path, &watch, error);
  if (ends_in (path, ".csv"))
    return eo_report_write_csv (self, path, &watch, error);

  return eo_report_write_pdf (self, paper, path, cancellable, progress, user_data, error);
}
