/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "paper/eo-report-pen.h"

/* All in points. */
#define FONT_FAMILY "Cantarell, DejaVu Sans"
#define TITLE_SIZE 17.0
#define RUNNING_SIZE 8.5
#define HEADING_SIZE 11.0
#define MARK_SIZE 9.0
#define SECTION_GAP 16.0
#define RULE 0.78

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
put_rule (EoReportPen *pen, double y, double line_width, double grey)
{
  const EoPaper *paper = &pen->report->paper;

  if (pen->cr == NULL)
    return;
  cairo_set_line_width (pen->cr, line_width);
  cairo_set_source_rgb (pen->cr, grey, grey, grey);
  cairo_move_to (pen->cr, paper->left, y);
  cairo_line_to (pen->cr, paper->left + eo_report_pen_width (paper), y);
  cairo_stroke (pen->cr);
}

/* What stands above the table: in full on the first page, in a line on the others. Returns where the table begins. */
static double
put_header (EoReportPen *pen, guint page)
{
  const EoReport *report = pen->report;
  double x = report->paper.left;
  double y = report->paper.top;
  double width = eo_report_pen_width (&report->paper);

  if (page > 0)
    {
      eo_report_pen_line (pen, report->office, RUNNING_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_END, EO_REPORT_GREY,
                x + width * 0.65, y, width * 0.35, 1);
      y += eo_report_pen_line (pen, report->title, RUNNING_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0.0,
                     x, y, width * 0.63, 1);
      put_rule (pen, y + 3, 0.5, RULE);
      return y + 12;
    }

  if (report->office[0] != '\0')
    y += eo_report_pen_line (pen, report->office, RUNNING_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, EO_REPORT_GREY, x, y, width, 1) + 2;
  y += eo_report_pen_line (pen, report->title, TITLE_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0.0, x, y, width, 4);
  if (report->subtitle[0] != '\0')
    y += eo_report_pen_line (pen, report->subtitle, EO_REPORT_TEXT_SIZE + 1, PANGO_WEIGHT_NORMAL, EO_REPORT_START, EO_REPORT_GREY, x, y + 1, width, 2);
  return y + 14;
}

/* The marking, top and bottom centre as MISS wants it, the page of how many, and when it was printed. */
static void
put_margins (EoReportPen *pen, guint page)
{
  const EoReport *report = pen->report;
  const EoPaper *paper = &report->paper;
  double width = eo_report_pen_width (paper);
  double bottom = paper->height - paper->bottom;
  g_autofree char *printed = g_strdup_printf (_("Printed %s"), report->printed_on);
  /* Translators: the first number is the page, the second how many there are. */
  g_autofree char *count = g_strdup_printf (_("Page %u of %u"), page + 1, report->pages->len - 1);

  if (report->is_bound)
    return;
  put_rule (pen, bottom + 6, 0.5, RULE);
  eo_report_pen_line (pen, printed, EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, EO_REPORT_GREY,
            paper->left, bottom + 9, width / 3, 1);
  eo_report_pen_line (pen, count, EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_END, EO_REPORT_GREY,
            paper->left + width * 2 / 3, bottom + 9, width / 3, 1);
  if (report->marking[0] == '\0')
    return;
  eo_report_pen_line (pen, report->marking, MARK_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_CENTER, 0.0,
            paper->left, paper->top - MARK_SIZE * 2.2, width, 1);
  eo_report_pen_line (pen, report->marking, MARK_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_CENTER, 0.0,
            paper->left + width / 4, bottom + 9, width / 2, 1);
}

/* The labels above a table's columns, with the rule under them. Returns their height. */
static double
put_column_heads (EoReportPen *pen, const EoReportSection *section, double y)
{
  double x = pen->report->paper.left;
  double height = 0;

  if (section->is_group)
    return 0;
  for (guint i = 0; i < section->n_columns; i++)
    {
      height = MAX (height, eo_report_pen_line (pen, section->columns[i].label, EO_REPORT_HEAD_SIZE, PANGO_WEIGHT_BOLD,
                                      section->columns[i].align, 0.0, x, y, section->widths[i], 2));
      x += section->widths[i] + EO_REPORT_CELL_GAP;
    }
  put_rule (pen, y + height + 2.5, 0.9, 0.25);
  return height + 4;
}

/* A section's heading, where it begins, and the heads of its columns. Returns their height. */
static double
put_section_head (EoReportPen *pen, const EoReportSection *section, gboolean begins, double y)
{
  double top = y;

  if (begins && section->heading[0] != '\0')
    y += eo_report_pen_line (pen, section->heading, HEADING_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0.0,
                   pen->report->paper.left, y, eo_report_pen_width (&pen->report->paper), 2) + (section->is_group ? 3 : 7);
  return y - top + put_column_heads (pen, section, y);
}

static gboolean
is_before (const EoReportPlace *a, const EoReportPlace *b)
{
  if (a->section != b->section)
    return a->section < b->section;
  return a->row != b->row ? a->row < b->row : a->skip < b->skip;
}

static void
next_row (const EoReportSection *section, EoReportPlace *place)
{
  place->skip = 0;
  place->row++;
  if (place->row >= section->n_rows)
    {
      place->row = 0;
      place->section++;
    }
}

/*
 * Decides how far the row at @place gets on a page of which @space is left, @whole being the space of an
 * empty page. Returns where the page ends within the row: G_MAXDOUBLE for all of it, 0 for nothing of it.
 */
static double
fit_row (EoReportPen *pen, const EoReportSection *section, const EoReportPlace *place, double space, double whole,
         gboolean at_top)
{
  double height = eo_report_pen_row_height (pen, section) - place->skip;

  if (height <= space)
    return G_MAXDOUBLE;
  if (height <= whole && !at_top)
    return 0;
  /* Taller than a page: begun here if a few lines of it fit. */
  if (!at_top && space < 6 * pen->line_height)
    return 0;
  return eo_report_pen_row_cut (pen, section, place->skip, place->skip + space);
}

/* Nothing to list is said, lest an empty sheet look like a fault. */
static double
put_empty (EoReportPen *pen, double y)
{
  return eo_report_pen_line (pen, _("Nothing to list"), EO_REPORT_TEXT_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, EO_REPORT_GREY,
                   pen->report->paper.left, y + EO_REPORT_ROW_PAD, eo_report_pen_width (&pen->report->paper), 1) + 2 * EO_REPORT_ROW_PAD;
}

/*
 * Lays one page from @place, leaving there where the next begins. With @end the
 * page is drawn up to that place, as it was found before; without, its end is
 * looked for. One function, so that what is measured is what is drawn.
 */
static gboolean
lay_page (EoReportPen *pen, guint page, EoReportPlace *place, const EoReportPlace *end, GError **error)
{
  const EoReport *report = pen->report;
  double top = put_header (pen, page);
  double bottom = report->paper.height - report->paper.bottom;
  double y = top;

  while (place->section < report->sections->len && (end == NULL || is_before (place, end)))
    {
      const EoReportSection *section = g_ptr_array_index (report->sections, place->section);
      gboolean begins = place->row == 0 && place->skip <= 0;
      gboolean at_top = y <= top;
      double head = 0;
      double cut = G_MAXDOUBLE;

      if (section->n_rows > 0 && !eo_report_pen_fetch (pen, place->section, place->row, error))
        return FALSE;
      if (begins && !at_top)
        y += SECTION_GAP;
      if (begins || at_top)
        {
          cairo_t *cr = g_steal_pointer (&pen->cr);

          /* Measured first: a heading does not stand alone at the foot of a page. */
          head = put_section_head (pen, section, begins, y);
          pen->cr = cr;
        }
      if (end != NULL)
        cut = end->section == place->section && end->row == place->row ? end->skip : G_MAXDOUBLE;
      else if (section->n_rows > 0)
        cut = fit_row (pen, section, place, bottom - y - head, bottom - top - head, at_top);
      else if (!at_top && y + head + pen->line_height * 2 > bottom)
        cut = 0;
      if (cut <= 0)
        break;

      if (begins || at_top)
        y += put_section_head (pen, section, begins, y);
      if (section->n_rows == 0)
        {
          y += put_empty (pen, y);
          next_row (section, place);
          continue;
        }
      if (pen->cr != NULL)
        eo_report_pen_draw_row (pen, section, y, place->skip, cut);
      if (cut < G_MAXDOUBLE)
        {
          place->skip = cut;
          break;
        }
      y += eo_report_pen_row_height (pen, section) - place->skip;
      if (!section->is_group)
        put_rule (pen, y, 0.4, RULE);
      next_row (section, place);
    }
  return TRUE;
}

/**
 * eo_report_pen_width:
 *
 * Returns: the width between the margins
 */
double
eo_report_pen_width (const EoPaper *paper)
{
  return paper->width - paper->left - paper->right;
}

/**
 * eo_report_pen_font:
 *
 * Returns: (transfer full): the font of the house
 */
PangoFontDescription *
eo_report_pen_font (double size, PangoWeight weight)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILY);

  /* Absolute: a point here is a unit of the sheet, whatever the device's resolution. */
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  return font;
}

/**
 * eo_report_pen_line:
 *
 * Puts one line, or a few, of the furniture around the table.
 *
 * Returns: its height
 */
double
eo_report_pen_line (EoReportPen *pen, const char *text, double size, PangoWeight weight, EoReportAlign align, double grey,
          double x, double y, double width, int max_lines)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
  PangoFontDescription *font = eo_report_pen_font (size, weight);

  pango_layout_set_font_description (pen->line, font);
  pango_font_description_free (font);
  pango_layout_set_width (pen->line, width * PANGO_SCALE);
  pango_layout_set_height (pen->line, -max_lines);
  pango_layout_set_ellipsize (pen->line, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (pen->line, alignments[align]);
  pango_layout_set_text (pen->line, text, -1);
  if (pen->cr != NULL)
    {
      cairo_set_source_rgb (pen->cr, grey, grey, grey);
      cairo_move_to (pen->cr, x, y);
      pango_cairo_show_layout (pen->cr, pen->line);
    }
  return layout_height (pen->line);
}

/**
 * eo_report_pen_measure:
 * @page: counted from 0
 * @place: (inout): where the page begins; where the next does
 */
gboolean
eo_report_pen_measure (EoReportPen *pen, guint page, EoReportPlace *place, GError **error)
{
  EoReportPlace begin = *place;

  if (!lay_page (pen, page, place, NULL, error))
    return FALSE;
  /* A page that takes nothing would be followed by as many as there is memory. */
  g_assert (pen->report->sections->len == 0 || is_before (&begin, place));
  return TRUE;
}

/**
 * eo_report_pen_draw:
 * @page: counted from 0, among those found
 */
gboolean
eo_report_pen_draw (EoReportPen *pen, guint page, GError **error)
{
  EoReportPlace place = g_array_index (pen->report->pages, EoReportPlace, page);

  put_margins (pen, page);
  return lay_page (pen, page, &place, &g_array_index (pen->report->pages, EoReportPlace, page + 1), error);
}

/**
 * eo_report_pen_new:
 * @cr: (nullable): where it draws; without, it measures
 *
 * Returns: (transfer full): a pen for use in this thread
 */
EoReportPen *
eo_report_pen_new (EoReport *report, cairo_t *cr)
{
  EoReportPen *pen = g_new0 (EoReportPen, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  pen->report = report;
  pen->cr = cr;
  pen->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  /* A page is the same on every device only if no device rounds its letters. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (pen->context, options);
  pango_context_set_round_glyph_positions (pen->context, FALSE);
  cairo_font_options_destroy (options);

  pen->text_font = eo_report_pen_font (EO_REPORT_TEXT_SIZE, PANGO_WEIGHT_NORMAL);
  pen->figures = pango_attr_list_new ();
  pango_attr_list_insert (pen->figures, pango_attr_font_features_new ("tnum=1"));
  pen->line = pango_layout_new (pen->context);
  pango_layout_set_attributes (pen->line, pen->figures);
  pango_layout_set_wrap (pen->line, PANGO_WRAP_WORD_CHAR);
  pen->layouts = g_ptr_array_new_with_free_func (g_object_unref);

  pango_layout_set_font_description (pen->line, pen->text_font);
  pango_layout_set_text (pen->line, "Xg", -1);
  pen->line_height = layout_height (pen->line);
  for (guint i = 0; i < G_N_ELEMENTS (pen->widths); i++)
    pen->widths[i] = EO_REPORT_WIDTH_UNKNOWN;
  return pen;
}

/**
 * eo_report_pen_free:
 */
void
eo_report_pen_free (EoReportPen *pen)
{
  g_clear_pointer (&pen->cells, g_strfreev);
  g_ptr_array_unref (pen->layouts);
  pango_attr_list_unref (pen->figures);
  g_object_unref (pen->line);
  pango_font_description_free (pen->text_font);
  g_object_unref (pen->context);
  g_free (pen);
}
