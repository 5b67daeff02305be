/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "paper/eo-report-pen.h"

/* Enough for a reader of paper; the whole text is in the office. */
#define CELL_CHARS 1200
#define FIELD_CHARS 20000

/* Rows looked at for the width of a column that asks for what it needs. */
#define SAMPLE_ROWS 64
#define NATURAL_LIMIT 0.3

#define WIDTH_FOREIGN -2.0

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static double
layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

static void
set_alignment (PangoLayout *layout, EoReportAlign align)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };

  pango_layout_set_alignment (layout, alignments[align]);
}

/**
 * eo_report_pen_fetch:
 *
 * Makes a row the one at hand.
 */
gboolean
eo_report_pen_fetch (EoReportPen *pen, guint index, guint64 row, GError **error)
{
  EoReportSection *section = g_ptr_array_index (pen->report->sections, index);

  if (pen->cells != NULL && pen->cells_section == index && pen->cells_row == row)
    return TRUE;

  g_clear_pointer (&pen->cells, g_strfreev);
  /* One place more than cells, so that the array frees as a GStrv whatever was filled. */
  pen->cells = g_new0 (char *, section->n_columns + 1);
  if (!section->func (row, pen->cells, section->user_data, error))
    {
      for (guint i = 0; i < section->n_columns; i++)
        g_clear_pointer (&pen->cells[i], g_free);
      g_clear_pointer (&pen->cells, g_free);
      return FALSE;
    }
  for (guint i = 0; i < section->n_columns; i++)
    {
      g_autofree char *given = pen->cells[i];

      pen->cells[i] = eo_paper_clean_text (given, section->is_group || section->columns[i].lead ? FIELD_CHARS : CELL_CHARS,
                                           section->columns[i].wrap);
    }
  pen->cells_section = index;
  pen->cells_row = row;
  return TRUE;
}

static PangoLayout *
blank_layout (EoReportPen *pen, guint column)
{
  while (pen->layouts->len <= column)
    {
      PangoLayout *layout = pango_layout_new (pen->context);

      pango_layout_set_font_description (layout, pen->text_font);
      pango_layout_set_attributes (layout, pen->figures);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      g_ptr_array_add (pen->layouts, layout);
    }
  return g_ptr_array_index (pen->layouts, column);
}

#define READING_SCALE 1.2 /* of text */
#define GAP_SCALE 0.45 /* of an empty line */

/* Of each line that begins the text, or follows an empty one, which is low. */
static void
embolden_leads (PangoLayout *layout, PangoAttrList *figures)
{
  PangoAttrList *attributes = pango_attr_list_copy (figures);
  const char *text = pango_layout_get_text (layout);

  for (const char *line = text; line != NULL;)
    {
      const char *next = strstr (line, "\n\n");
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = line - text;
      bold->end_index = bold->start_index + strcspn (line, "\n");
      pango_attr_list_insert (attributes, bold);
      if (next != NULL)
        {
          PangoAttribute *low = pango_attr_scale_new (GAP_SCALE);

          low->start_index = next + 1 - text;
          low->end_index = low->start_index + 1;
          pango_attr_list_insert (attributes, low);
        }
      line = next != NULL ? next + 2 : NULL;
    }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
enlarge (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (READING_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/* Whether adding up the widths of its letters tells anything. */
static gboolean
is_plain (const EoReportSection *section, guint column)
{
  return !section->is_text && !section->columns[column].lead;
}

static PangoLayout *
cell_layout (EoReportPen *pen, const EoReportSection *section, guint column)
{
  PangoLayout *layout = blank_layout (pen, column);

  pango_layout_set_width (layout, section->widths[column] * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, section->columns[column].wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  set_alignment (layout, section->columns[column].align);
  pango_layout_set_text (layout, pen->cells[column], -1);
  if (section->columns[column].lead)
    embolden_leads (layout, pen->figures);
  else if (section->is_text)
    enlarge (layout);
  else
    pango_layout_set_attributes (layout, pen->figures);
  return layout;
}

static double
char_width (EoReportPen *pen, gunichar c)
{
  double *width;
  char text[7] = "";

  if (c < EO_REPORT_N_NARROW)
    width = &pen->widths[c];
  else if (c >= EO_REPORT_FIRST_SIGN && c < EO_REPORT_FIRST_SIGN + EO_REPORT_N_SIGNS)
    width = &pen->widths[EO_REPORT_N_NARROW + c - EO_REPORT_FIRST_SIGN];
  else
    return WIDTH_FOREIGN;
  if (*width > EO_REPORT_WIDTH_UNKNOWN)
    return *width;

  g_unichar_to_utf8 (c, text);
  pango_layout_set_font_description (pen->line, pen->text_font);
  pango_layout_set_width (pen->line, -1);
  pango_layout_set_height (pen->line, -1);
  pango_layout_set_text (pen->line, text, -1);
  *width = layout_width (pen->line);
  return *width;
}

/*
 * Most cells of a register fit their line easily. Adding up the widths of their
 * characters tells so in a hundredth of what laying the text out costs, which is
 * what makes finding the pages of 100,000 rows bearable.
 */
static gboolean
surely_one_line (EoReportPen *pen, const char *text, double width)
{
  double sum = 1.0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      double w = *p == '\n' ? WIDTH_FOREIGN : char_width (pen, g_utf8_get_char (p));

      if (w < 0)
        return FALSE;
      sum += w * 1.02;
      if (sum > width)
        return FALSE;
    }
  return TRUE;
}

/* A cell of one line needs no breaking and no ellipsis, which are most of what laying it out costs. */
static PangoLayout *
cell_to_draw (EoReportPen *pen, const EoReportSection *section, guint column)
{
  PangoLayout *layout;

  if (section->columns[column].align != EO_REPORT_START || !is_plain (section, column)
      || !surely_one_line (pen, pen->cells[column], section->widths[column]))
    return cell_layout (pen, section, column);
  layout = blank_layout (pen, column);
  pango_layout_set_width (layout, -1);
  pango_layout_set_attributes (layout, pen->figures);
  pango_layout_set_text (layout, pen->cells[column], -1);
  return layout;
}

/**
 * eo_report_pen_row_height:
 *
 * Returns: what the row at hand needs
 */
double
eo_report_pen_row_height (EoReportPen *pen, const EoReportSection *section)
{
  double height = pen->line_height;

  if (section->chart != NULL)
    return eo_report_pen_chart_height (pen);
  for (guint i = 0; i < section->n_columns; i++)
    if (section->columns[i].wrap
        && (!is_plain (section, i) || !surely_one_line (pen, pen->cells[i], section->widths[i])))
      height = MAX (height, layout_height (cell_layout (pen, section, i)));
  return height + 2 * EO_REPORT_ROW_PAD;
}

/**
 * eo_report_pen_row_cut:
 *
 * Returns: where a row that does not fit may be cut: the top of the first line of any cell that goes below @limit
 */
double
eo_report_pen_row_cut (EoReportPen *pen, const EoReportSection *section, double skip, double limit)
{
  double cut = G_MAXDOUBLE;

  if (section->chart != NULL)
    return cut;
  for (guint i = 0; i < section->n_columns; i++)
    {
      PangoLayoutIter *iter = pango_layout_get_iter (cell_layout (pen, section, i));

      do
        {
          int top, bottom;

          pango_layout_iter_get_line_yrange (iter, &top, &bottom);
          if (EO_REPORT_ROW_PAD + (double) bottom / PANGO_SCALE > limit)
            {
              double y = EO_REPORT_ROW_PAD + (double) top / PANGO_SCALE;

              /* A line taller than the page is drawn all the same: never stand still. */
              if (y > skip)
                {
                  cut = MIN (cut, y);
                  break;
                }
            }
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
    }
  return cut;
}

/**
 * eo_report_pen_draw_row:
 *
 * Draws the lines of the row at hand that begin between @skip and @end.
 */
void
eo_report_pen_draw_row (EoReportPen *pen, const EoReportSection *section, double y, double skip, double end)
{
  double x = pen->report->paper.left;

  if (section->chart != NULL)
    {
      eo_report_pen_draw_chart (pen, section->chart, y);
      return;
    }
  for (guint i = 0; i < section->n_columns; i++)
    {
      double grey = section->is_group && section->n_columns > 1 && i == 0 ? EO_REPORT_GREY : 0.0;
      PangoLayoutIter *iter = pango_layout_get_iter (cell_to_draw (pen, section, i));

      cairo_set_source_rgb (pen->cr, grey, grey, grey);
      do
        {
          PangoRectangle logical;
          double baseline = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
          double top;
          int line_top;

          pango_layout_iter_get_line_yrange (iter, &line_top, NULL);
          top = EO_REPORT_ROW_PAD + (double) line_top / PANGO_SCALE;
          if (top < skip || top >= end)
            continue;
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (pen->cr, x + (double) logical.x / PANGO_SCALE, y + EO_REPORT_ROW_PAD + baseline - skip);
          pango_cairo_show_layout_line (pen->cr, pango_layout_iter_get_line_readonly (iter));
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
      x += section->widths[i] + EO_REPORT_CELL_GAP;
    }
}

/**
 * eo_report_pen_columns:
 *
 * Shares the width of the paper among the columns: first to those that ask for
 * what they need, by the first rows, then to the others by weight.
 */
gboolean
eo_report_pen_columns (EoReportPen *pen, EoReportSection *section, GError **error)
{
  guint index = 0;
  double width = eo_report_pen_width (&pen->report->paper);
  double room = width - EO_REPORT_CELL_GAP * (section->n_columns - 1);
  double natural = 0;
  double weights = 0;

  for (guint i = 0; i < section->n_columns; i++)
    {
      section->widths[i] = 0;
      weights += section->columns[i].weight;
      eo_report_pen_line (pen, section->columns[i].label, EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0, 0, 0, width, 1);
      if (section->columns[i].weight <= 0)
        section->widths[i] = layout_width (pen->line) + 1;
    }
  g_ptr_array_find (pen->report->sections, section, &index);
  for (guint64 row = 0; row < MIN (section->n_rows, SAMPLE_ROWS) && !section->is_group; row++)
    {
      if (!eo_report_pen_fetch (pen, index, row, error))
        return FALSE;
      for (guint i = 0; i < section->n_columns; i++)
        if (section->columns[i].weight <= 0)
          {
            PangoLayout *layout = cell_layout (pen, section, i);

            pango_layout_set_width (layout, -1);
            section->widths[i] = MAX (section->widths[i], MIN (layout_width (layout) + 1, width * NATURAL_LIMIT));
          }
    }
  for (guint i = 0; i < section->n_columns; i++)
    natural += section->widths[i];
  for (guint i = 0; i < section->n_columns; i++)
    {
      if (section->columns[i].weight > 0)
        section->widths[i] = MAX (room - natural, room * 0.4) * section->columns[i].weight / weights;
      else if (weights > 0 && natural > room * 0.6)
        section->widths[i] *= room * 0.6 / natural;
      else if (weights <= 0)
        section->widths[i] *= room / MAX (natural, 1);
    }
  return TRUE;
}
