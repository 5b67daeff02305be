/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "paper/eo-report.h"

G_BEGIN_DECLS

/* A copy of an EoReportChart. */
typedef struct
{
  char   *axis;
  GStrv   series;
  GStrv   categories;
  guint   n_series;
  guint   n_categories;
  double *values;
} EoChart;

/* A table, or a group of fields, which is a table of two columns without a head; or a chart, which is its one row. */
typedef struct
{
  char            *heading;
  EoReportColumn  *columns;
  guint            n_columns;
  double          *widths;
  gboolean         is_group;
  gboolean         is_text;     /* to be read, not looked up */
  EoChart         *chart;       /* or NULL */
  guint64          n_rows;
  EoReportRowFunc  func;
  EoReportRowFunc  values;      /* or NULL: as @func shows it */
  EoReportColumn  *value_columns; /* of @values, where they are not @columns; or NULL */
  guint            n_value_columns;
  gpointer         user_data;
  GDestroyNotify   destroy;
  GPtrArray       *fields;      /* of a group: label, value, label, value … */
} EoReportSection;

/* The place in the report where a page begins. A row taller than a page goes on at @skip points below its top. */
typedef struct
{
  guint   section;
  guint64 row;
  double  skip;
} EoReportPlace;

struct _EoReport
{
  GObject    parent_instance;
  char      *title;
  char      *subtitle;
  char      *office;
  char      *marking;
  char      *printed_on;
  gboolean   is_bound;          /* into something that has its own marking and page numbers */
  GPtrArray *sections;
  EoPaper    paper;
  GArray    *pages;             /* EoReportPlace: where each page begins, and at last the end */
};

/* Who wants to know how far it is, and may stop it. */
typedef struct
{
  GCancellable         *cancellable; /* or NULL */
  EoReportProgressFunc  progress;    /* or NULL */
  gpointer              user_data;
} EoReportWatch;

guint64      _eo_report_count_rows   (EoReport            *self,
                                      guint                n_sections);

typedef struct _EoReportPen EoReportPen;

EoReportPen *eo_report_pen_new       (EoReport            *report,
                                      cairo_t             *cr);
void         eo_report_pen_free      (EoReportPen         *pen);
gboolean     eo_report_pen_columns   (EoReportPen         *pen,
                                      EoReportSection     *section,
                                      GError             **error);
gboolean     eo_report_pen_measure   (EoReportPen         *pen,
                                      guint                page,
                                      EoReportPlace       *place,
                                      GError             **error);
gboolean     eo_report_pen_draw      (EoReportPen         *pen,
                                      guint                page,
                                      GError             **error);

EoChart     *eo_chart_new            (const EoReportChart *chart);
void         eo_chart_free           (EoChart             *chart);
gboolean     eo_report_write_sheets  (EoReport            *self,
                                      const char          *path,
                                      const EoReportWatch *watch,
                                      GError             **error);
gboolean     eo_report_write_csv     (EoReport            *self,
                                      const char          *path,
                                      const EoReportWatch *watch,
                                      GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoReportPen, eo_report_pen_free)

G_END_DECLS
