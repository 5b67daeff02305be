/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "paper/eo-report-pen.h"

/* All in points. */
#define HEIGHT 190.0
#define MOST_OF_PAGE 0.5
#define LEGEND 16.0
#define FOOT 16.0          /* the names of the categories */
#define AXIS 30.0          /* the numbers beside the bars */
#define SWATCH 9.0
#define GAP 0.35           /* between categories, of a category's width */
#define WIDEST_BAR 34.0
#define LEAST_LABEL 34.0   /* a category's name needs this much */
#define LEAST_VALUE 14.0   /* a bar's number needs this much */
#define HATCH 3.2
#define MOST_TICKS 5

typedef struct
{
  double x, y, width, height; /* of the field the bars stand in */
  double top_value;
  double step;
} Frame;

EoChart *
eo_chart_new (const EoReportChart *chart)
{
  EoChart *self = g_new0 (EoChart, 1);
  gsize n_values = (gsize) chart->n_series * chart->n_categories;

  self->axis = eo_paper_clean_text (chart->axis, 60, FALSE);
  self->n_series = chart->n_series;
  self->n_categories = chart->n_categories;
  self->series = g_new0 (char *, chart->n_series + 1);
  for (guint i = 0; i < chart->n_series; i++)
    self->series[i] = eo_paper_clean_text (chart->series[i], 60, FALSE);
  self->categories = g_new0 (char *, chart->n_categories + 1);
  for (guint i = 0; i < chart->n_categories; i++)
    self->categories[i] = eo_paper_clean_text (chart->categories[i], 60, FALSE);
  self->values = g_new (double, n_values);
  for (gsize i = 0; i < n_values; i++)
    self->values[i] = isfinite (chart->values[i]) && chart->values[i] >= 0 ? chart->values[i] : NAN;

  return self;
}

void
eo_chart_free (EoChart *chart)
{
  g_free (chart->axis);
  g_strfreev (chart->series);
  g_strfreev (chart->categories);
  g_free (chart->values);
  g_free (chart);
}

/* 1, 2 or 5 times a power of ten: the least of these of which MOST_TICKS reach @top. */
static double
find_step (double top)
{
  double step = pow (10, floor (log10 (MAX (top, 1) / MOST_TICKS)));

  for (guint i = 0; step * MOST_TICKS < top; i++)
    step *= i % 3 == 1 ? 2.5 : 2;

  return MAX (step, 1);
}

static Frame
make_frame (EoReportPen   *pen,
            const EoChart *chart,
            double         y)
{
  const EoPaper *paper = &pen->report->paper;
  Frame frame;
  double top = 0;

  for (gsize i = 0; i < (gsize) chart->n_series * chart->n_categories; i++)
    if (!isnan (chart->values[i]))
      top = MAX (top, chart->values[i]);

  frame.step = find_step (top);
  frame.top_value = MAX (ceil (top / frame.step), 1) * frame.step;
  frame.x = paper->left + AXIS;
  frame.y = y + LEGEND + 8;
  frame.width = eo_report_pen_width (paper) - AXIS;
  frame.height = eo_report_pen_chart_height (pen) - LEGEND - FOOT - 14;

  return frame;
}

/* Tone and hatching: dark, hatched, light; all with an outline. */
static void
fill (cairo_t *cr,
      guint    series,
      double   x,
      double   y,
      double   width,
      double   height)
{
  static const double tones[EO_REPORT_CHART_SERIES] = { 0.32, 1.0, 0.82 };

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_source_rgb (cr, tones[series], tones[series], tones[series]);
  cairo_fill_preserve (cr);
  if (series == 1)
    {
      cairo_clip_preserve (cr);
      cairo_new_path (cr);
      cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
      cairo_set_line_width (cr, 0.6);
      for (double at = x - height; at < x + width; at += HATCH)
        {
          cairo_move_to (cr, at, y + height);
          cairo_line_to (cr, at + height, y);
        }
      cairo_stroke (cr);
      cairo_rectangle (cr, x, y, width, height);
    }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_legend (EoReportPen   *pen,
             const EoChart *chart,
             double         y)
{
  double x = pen->report->paper.left;
  double room = eo_report_pen_width (&pen->report->paper);

  eo_report_pen_line (pen, chart->axis, EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, EO_REPORT_GREY, x, y,
                      room * 0.4, 1);
  for (guint i = 0; chart->n_series > 1 && i < chart->n_series; i++)
    {
      double at = x + room * (0.4 + 0.2 * (i + EO_REPORT_CHART_SERIES - chart->n_series));

      fill (pen->cr, i, at, y + 1, SWATCH, SWATCH);
      eo_report_pen_line (pen, chart->series[i], EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, 0.0,
                          at + SWATCH + 4, y, room * 0.2 - SWATCH - 8, 1);
    }
}

static void
draw_axis (EoReportPen *pen,
           const Frame *frame)
{
  for (double value = 0; value <= frame->top_value + frame->step / 2; value += frame->step)
    {
      double y = frame->y + frame->height * (1 - value / frame->top_value);
      g_autofree char *label = g_strdup_printf ("%.0f", value);

      eo_report_pen_line (pen, label, EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_END, EO_REPORT_GREY,
                          frame->x - AXIS, y - EO_REPORT_HEAD_SIZE * 0.7, AXIS - 6, 1);
      cairo_set_source_rgb (pen->cr, value > 0 ? 0.8 : 0.2, value > 0 ? 0.8 : 0.2, value > 0 ? 0.8 : 0.2);
      cairo_set_line_width (pen->cr, 0.5);
      cairo_move_to (pen->cr, frame->x, y);
      cairo_line_to (pen->cr, frame->x + frame->width, y);
      cairo_stroke (pen->cr);
    }
}

static void
draw_bars (EoReportPen   *pen,
           const EoChart *chart,
           const Frame   *frame,
           guint          category)
{
  double room = frame->width / chart->n_categories;
  double width = MIN (WIDEST_BAR, room * (1 - GAP) / chart->n_series);
  double x = frame->x + room * category + (room - width * chart->n_series) / 2;

  for (guint i = 0; i < chart->n_series; i++)
    {
      double value = chart->values[category * chart->n_series + i];
      double height = isnan (value) ? 0 : frame->height * value / frame->top_value;
      g_autofree char *label = isnan (value) ? NULL : g_strdup_printf ("%.3g", round (value * 10) / 10);

      if (height > 0)
        fill (pen->cr, i, x + width * i, frame->y + frame->height - height, width, height);
      if (label != NULL && width >= LEAST_VALUE)
        eo_report_pen_line (pen, label, EO_REPORT_HEAD_SIZE - 1, PANGO_WEIGHT_NORMAL, EO_REPORT_CENTER, 0.0,
                            x + width * i - 4, frame->y + frame->height - height - EO_REPORT_HEAD_SIZE * 1.4, width + 8, 1);
    }
}

/* Every category's name, or every second, third … where there is no room. */
static void
draw_categories (EoReportPen   *pen,
                 const EoChart *chart,
                 const Frame   *frame)
{
  double room = frame->width / chart->n_categories;
  guint every = MAX (1, (guint) ceil (LEAST_LABEL / room));

  for (guint i = 0; i < chart->n_categories; i += every)
    eo_report_pen_line (pen, chart->categories[i], EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_CENTER, 0.0,
                        frame->x + room * i - room * (every - 1) / 2, frame->y + frame->height + 4, room * every, 1);
}

/**
 * eo_report_pen_chart_height:
 *
 * Returns: what a chart takes of the sheet
 */
double
eo_report_pen_chart_height (EoReportPen *pen)
{
  const EoPaper *paper = &pen->report->paper;

  return MIN (HEIGHT, (paper->height - paper->top - paper->bottom) * MOST_OF_PAGE);
}

/**
 * eo_report_pen_draw_chart:
 * @y: its top
 */
void
eo_report_pen_draw_chart (EoReportPen   *pen,
                          const EoChart *chart,
                          double         y)
{
  Frame frame = make_frame (pen, chart, y);

  draw_legend (pen, chart, y);
  draw_axis (pen, &frame);
  for (guint i = 0; i < chart->n_categories; i++)
    draw_bars (pen, chart, &frame, i);
  if (chart->n_categories > 0)
    draw_categories (pen, chart, &frame);
}
