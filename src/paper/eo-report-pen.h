/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-report-private.h"

G_BEGIN_DECLS

/* In points, but the grey. */
#define EO_REPORT_TEXT_SIZE 9.0
#define EO_REPORT_HEAD_SIZE 8.0
#define EO_REPORT_CELL_GAP 10.0
#define EO_REPORT_ROW_PAD 3.0
#define EO_REPORT_GREY 0.42

/* Characters whose width is remembered: Latin and its dashes and quotes. */
#define EO_REPORT_N_NARROW 0x250
#define EO_REPORT_FIRST_SIGN 0x2010
#define EO_REPORT_N_SIGNS 0x18
#define EO_REPORT_WIDTH_UNKNOWN -1.0

struct _EoReportPen
{
  EoReport             *report;
  cairo_t              *cr;           /* NULL: measuring only */
  PangoContext         *context;
  PangoFontDescription *text_font;
  PangoLayout          *line;         /* headings, labels, marks */
  PangoAttrList        *figures;      /* digits of one width, so that dates and references stand in columns */
  GPtrArray            *layouts;      /* one a cell of the row at hand */
  double                line_height;
  double                widths[EO_REPORT_N_NARROW + EO_REPORT_N_SIGNS];
  char                **cells;        /* the row at hand */
  guint                 cells_section;
  guint64               cells_row;
};

/* What the pen's two files know of each other: the furniture of the page, and the rows. */
double                eo_report_pen_width      (const EoPaper         *paper);
PangoFontDescription *eo_report_pen_font       (double                 size,
                                                PangoWeight            weight);
double                eo_report_pen_line       (EoReportPen           *pen,
                                                const char            *text,
                                                double                 size,
                                                PangoWeight            weight,
                                                EoReportAlign          align,
                                                double                 grey,
                                                double                 x,
                                                double                 y,
                                                double                 width,
                                                int                    max_lines);
gboolean              eo_report_pen_fetch      (EoReportPen           *pen,
                                                guint                  index,
                                                guint64                row,
                                                GError               **error);
double                eo_report_pen_row_height (EoReportPen           *pen,
                                                const EoReportSection *section);
double                eo_report_pen_row_cut    (EoReportPen           *pen,
                                                const EoReportSection *section,
                                                double                 skip,
                                                double                 limit);
double                eo_report_pen_chart_height (EoReportPen         *pen);
void                  eo_report_pen_draw_chart   (EoReportPen         *pen,
                                                  const EoChart       *chart,
                                                  double               y);
void                  eo_report_pen_draw_row   (EoReportPen           *pen,
                                                const EoReportSection *section,
                                                double                 y,
                                                double                 skip,
                                                double                 end);

G_END_DECLS
