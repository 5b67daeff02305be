/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/eo-workbook.h"
#include "paper/eo-paper.h"

G_BEGIN_DECLS

typedef enum
{
  EO_REPORT_START,
  EO_REPORT_CENTER,
  EO_REPORT_END,
} EoReportAlign;

/**
 * EoReportColumn:
 * @label: at the head of the column, translated
 * @weight: its share of the width; 0 makes it as wide as its first rows need
 * @align: where its text stands
 * @wrap: whether long text goes on in a further line; else it ends in "…"
 * @type: what its cells hold in a spreadsheet: see eo_report_set_values()
 * @lead: whether the first line of a cell stands out, and each after an empty one
 */
typedef struct
{
  const char   *label;
  double        weight;
  EoReportAlign align;
  gboolean      wrap;
  EoCellType    type;
  gboolean      lead;
} EoReportColumn;

/**
 * EoReportRowFunc:
 * @row: counted from 0
 * @cells: one place a column, all %NULL; put newly allocated strings there
 *
 * Gives one row of a table. Rows are asked for in ascending order, once to find the
 * pages and once to draw them, in the thread that does either. Any bytes may be
 * given: what cannot be printed is left out, what is too long is cut.
 */
typedef gboolean (*EoReportRowFunc) (guint64    row,
                                     char     **cells,
                                     gpointer   user_data,
                                     GError   **error);

/**
 * EoReportChart:
 * @axis: what the numbers are: "working days"
 * @series: the names of the bars that stand side by side
 * @n_series: 1 to %EO_REPORT_CHART_SERIES
 * @categories: along the foot
 * @values: not negative; those of the first category come first; %NAN for none
 *
 * Bars for a few numbers. Told apart by tone and hatching, so that they are in black and white, too; what they show
 * stands in a table beneath as well, for nobody reads numbers off a bar.
 */
typedef struct
{
  const char        *axis;
  const char *const *series;
  guint              n_series;
  const char *const *categories;
  guint              n_categories;
  const double      *values;
} EoReportChart;

#define EO_REPORT_CHART_SERIES 3

/**
 * EoReportProgressFunc:
 * @fraction: 0 to 1
 */
typedef void (*EoReportProgressFunc) (double   fraction,
                                      gpointer user_data);

#define EO_TYPE_REPORT (eo_report_get_type ())
G_DECLARE_FINAL_TYPE (EoReport, eo_report, EO, REPORT, GObject)

EoReport *eo_report_new                (const char            *title);
void      eo_report_set_subtitle       (EoReport              *self,
                                        const char            *subtitle);
const char *eo_report_get_subtitle     (EoReport              *self);
void      eo_report_set_office         (EoReport              *self,
                                        const char            *office);
void      eo_report_set_classification (EoReport              *self,
                                        const char            *marking);
void      eo_report_set_printed_on     (EoReport              *self,
                                        const char            *printed_on);
void      eo_report_set_bound          (EoReport              *self);
void      eo_report_add_group          (EoReport              *self,
                                        const char            *heading);
void      eo_report_add_field          (EoReport              *self,
                                        const char            *label,
                                        const char            *value);
void      eo_report_add_text           (EoReport              *self,
                                        const char            *heading,
                                        const char            *text);
void      eo_report_add_table          (EoReport              *self,
                                        const char            *heading,
                                        const EoReportColumn  *columns,
                                        guint                  n_columns,
                                        guint64                n_rows,
                                        EoReportRowFunc        func,
                                        gpointer               user_data,
                                        GDestroyNotify         destroy);
void      eo_report_set_values         (EoReport              *self,
                                        EoReportRowFunc        values);
void      eo_report_set_value_columns  (EoReport              *self,
                                        const EoReportColumn  *columns,
                                        guint                  n_columns,
                                        EoReportRowFunc        values);
guint64   eo_report_count_rows         (EoReport              *self);

void      eo_report_add_chart          (EoReport              *self,
                                        const char            *heading,
                                        const EoReportChart   *chart);

guint     eo_report_paginate           (EoReport              *self,
                                        const EoPaper         *paper,
                                        GCancellable          *cancellable,
                                        GError               **error);
gboolean  eo_report_draw_page          (EoReport              *self,
                                        cairo_t               *cr,
                                        guint                  page,
                                        GError               **error);
gboolean  eo_report_write_pdf          (EoReport              *self,
                                        const EoPaper         *paper,
                                        const char            *path,
                                        GCancellable          *cancellable,
                                        EoReportProgressFunc   progress,
                                        gpointer               user_data,
                                        GError               **error);
GBytes   *eo_report_make_pdf           (EoReport              *self,
                                        const EoPaper         *paper,
                                        guint                 *n_pages,
                                        GCancellable          *cancellable,
                                        GError               **error);
gboolean  eo_report_check_ending       (const char            *path,
                                        GError               **error);
gboolean  eo_report_write              (EoReport              *self,
                                        const EoPaper         *paper,
                                        const char            *path,
                                        GCancellable          *cancellable,
                                        EoReportProgressFunc   progress,
                                        gpointer               user_data,
                                        GError               **error);

G_END_DECLS
