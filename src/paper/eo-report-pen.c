/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "paper/eo-report-private.h"

/* All in points. */
#define FONT_FAMILY "Cantarell, DejaVu Sans"
#define TITLE_SIZE 17.0
#define RUNNING_SIZE 8.5
#define HEADING_SIZE 11.0
#define TEXT_SIZE 9.0
#define HEAD_SIZE 8.0
#define MARK_SIZE 9.0
#define CELL_GAP 10.0
#define ROW_PAD 3.0
#define SECTION_GAP 16.0
#define GREY 0.42
#define RULE 0.78

/* Enough for a reader of paper; the whole text is in the office. */
#define CELL_CHARS 1200
#define FIELD_CHARS 20000

/* Rows looked at for the width of a column that asks for what it needs. */
#define SAMPLE_ROWS 64
#define NATURAL_LIMIT 0.3

/* Characters whose width is remembered: Latin and its dashes and quotes. */
#define N_NARROW 0x250
#define FIRST_SIGN 0x2010
#define N_SIGNS 0x18

#define WIDTH_UNKNOWN -1.0
#define WIDTH_FOREIGN -2.0

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
  double                widths[N_NARROW + N_SIGNS];
  char                **cells;        /* the row at hand */
  guint                 cells_section;
  guint64               cells_row;
};

static double
content_width (const EoPaper *paper)
{
  return paper->width - paper->left - paper->right;
}

static PangoFontDescription *
make_font (double size, PangoWeight weight)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILY);

  /* Absolute: a point here is a unit of the sheet, whatever the device's resolution. */
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  return font;
}

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

/* One line, or a few, of the furniture around the table. Returns its height. */
static double
put_line (EoReportPen *pen, const char *text, double size, PangoWeight weight, EoReportAlign align, double grey,
          double x, double y, double width, int max_lines)
{
  PangoFontDescription *font = make_font (size, weight);

  pango_layout_set_font_description (pen->line, font);
  pango_font_description_free (font);
  pango_layout_set_width (pen->line, width * PANGO_SCALE);
  pango_layout_set_height (pen->line, -max_lines);
  pango_layout_set_ellipsize (pen->line, PANGO_ELLIPSIZE_END);
  set_alignment (pen->line, align);
  pango_layout_set_text (pen->line, text, -1);
  if (pen->cr != NULL)
    {
      cairo_set_source_rgb (pen->cr, grey, grey, grey);
      cairo_move_to (pen->cr, x, y);
      pango_cairo_show_layout (pen->cr, pen->line);
    }
  return layout_height (pen->line);
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
  cairo_line_to (pen->cr, paper->left + content_width (paper), y);
  cairo_stroke (pen->cr);
}

/* What stands above the table: in full on the first page, in a line on the others. Returns where the table begins. */
static double
put_header (EoReportPen *pen, guint page)
{
  const EoReport *report = pen->report;
  double x = report->paper.left;
  double y = report->paper.top;
  double width = content_width (&report->paper);

  if (page > 0)
    {
      put_line (pen, report->office, RUNNING_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_END, GREY,
                x + width * 0.65, y, width * 0.35, 1);
      y += put_line (pen, report->title, RUNNING_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0.0,
                     x, y, width * 0.63, 1);
      put_rule (pen, y + 3, 0.5, RULE);
      return y + 12;
    }

  if (report->office[0] != '\0')
    y += put_line (pen, report->office, RUNNING_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, GREY, x, y, width, 1) + 2;
  y += put_line (pen, report->title, TITLE_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0.0, x, y, width, 4);
  if (report->subtitle[0] != '\0')
    y += put_line (pen, report->subtitle, TEXT_SIZE + 1, PANGO_WEIGHT_NORMAL, EO_REPORT_START, GREY, x, y + 1, width, 2);
  return y + 14;
}

/* The marking, top and bottom centre as MISS wants it, the page of how many, and when it was printed. */
static void
put_margins (EoReportPen *pen, guint page)
{
  const EoReport *report = pen->report;
  const EoPaper *paper = &report->paper;
  double width = content_width (paper);
  double bottom = paper->height - paper->bottom;
  g_autofree char *printed = g_strdup_printf (_("Printed %s"), report->printed_on);
  /* Translators: the first number is the page, the second how many there are. */
  g_autofree char *count = g_strdup_printf (_("Page %u of %u"), page + 1, report->pages->len - 1);

  put_rule (pen, bottom + 6, 0.5, RULE);
  put_line (pen, printed, HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, GREY,
            paper->left, bottom + 9, width / 3, 1);
  put_line (pen, count, HEAD_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_END, GREY,
            paper->left + width * 2 / 3, bottom + 9, width / 3, 1);
  if (report->marking[0] == '\0')
    return;
  put_line (pen, report->marking, MARK_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_CENTER, 0.0,
            paper->left, paper->top - MARK_SIZE * 2.2, width, 1);
  put_line (pen, report->marking, MARK_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_CENTER, 0.0,
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
      height = MAX (height, put_line (pen, section->columns[i].label, HEAD_SIZE, PANGO_WEIGHT_BOLD,
                                      section->columns[i].align, 0.0, x, y, section->widths[i], 2));
      x += section->widths[i] + CELL_GAP;
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
    y += put_line (pen, section->heading, HEADING_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0.0,
                   pen->report->paper.left, y, content_width (&pen->report->paper), 2) + (section->is_group ? 3 : 7);
  return y - top + put_column_heads (pen, section, y);
}

static gboolean
fetch_row (EoReportPen *pen, guint index, guint64 row, GError **error)
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

      pen->cells[i] = eo_paper_clean_text (given, section->is_group ? FIELD_CHARS : CELL_CHARS,
                                           section->columns[i].wrap);
    }
  pen->cells_section = index;
  pen->cells_row = row;
  return TRUE;
}

static PangoLayout *
cell_layout (EoReportPen *pen, const EoReportSection *section, guint column)
{
  PangoLayout *layout;

  while (pen->layouts->len <= column)
    {
      layout = pango_layout_new (pen->context);
      pango_layout_set_font_description (layout, pen->text_font);
      pango_layout_set_attributes (layout, pen->figures);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      g_ptr_array_add (pen->layouts, layout);
    }
  layout = g_ptr_array_index (pen->layouts, column);
  pango_layout_set_width (layout, section->widths[column] * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, section->columns[column].wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  set_alignment (layout, section->columns[column].align);
  pango_layout_set_text (layout, pen->cells[column], -1);
  return layout;
}

static double
char_width (EoReportPen *pen, gunichar c)
{
  double *width;
  char text[7] = "";

  if (c < N_NARROW)
    width = &pen->widths[c];
  else if (c >= FIRST_SIGN && c < FIRST_SIGN + N_SIGNS)
    width = &pen->widths[N_NARROW + c - FIRST_SIGN];
  else
    return WIDTH_FOREIGN;
  if (*width > WIDTH_UNKNOWN)
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

static double
row_height (EoReportPen *pen, const EoReportSection *section)
{
  double height = pen->line_height;

  for (guint i = 0; i < section->n_columns; i++)
    if (section->columns[i].wrap && !surely_one_line (pen, pen->cells[i], section->widths[i]))
      height = MAX (height, layout_height (cell_layout (pen, section, i)));
  return height + 2 * ROW_PAD;
}

/* Where a row that does not fit may be cut: the top of the first line of any cell that goes below @limit. */
static double
row_cut (EoReportPen *pen, const EoReportSection *section, double skip, double limit)
{
  double cut = G_MAXDOUBLE;

  for (guint i = 0; i < section->n_columns; i++)
    {
      PangoLayoutIter *iter = pango_layout_get_iter (cell_layout (pen, section, i));

      do
        {
          int top, bottom;

          pango_layout_iter_get_line_yrange (iter, &top, &bottom);
          if (ROW_PAD + (double) bottom / PANGO_SCALE > limit)
            {
              double y = ROW_PAD + (double) top / PANGO_SCALE;

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

/* Draws the lines of a row that begin between @skip and @end. */
static void
draw_row (EoReportPen *pen, const EoReportSection *section, double y, double skip, double end)
{
  double x = pen->report->paper.left;

  for (guint i = 0; i < section->n_columns; i++)
    {
      double grey = section->is_group && i == 0 ? GREY : 0.0;
      PangoLayout *layout = cell_layout (pen, section, i);
      PangoLayoutIter *iter = pango_layout_get_iter (layout);

      cairo_set_source_rgb (pen->cr, grey, grey, grey);
      do
        {
          PangoRectangle logical;
          double baseline = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
          double top;
          int line_top;

          pango_layout_iter_get_line_yrange (iter, &line_top, NULL);
          top = ROW_PAD + (double) line_top / PANGO_SCALE;
          if (top < skip || top >= end)
            continue;
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (pen->cr, x + (double) logical.x / PANGO_SCALE, y + ROW_PAD + baseline - skip);
          pango_cairo_show_layout_line (pen->cr, pango_layout_iter_get_line_readonly (iter));
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
      x += section->widths[i] + CELL_GAP;
    }
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
  double height = row_height (pen, section) - place->skip;

  if (height <= space)
    return G_MAXDOUBLE;
  if (height <= whole && !at_top)
    return 0;
  /* Taller than a page: begun here if a few lines of it fit. */
  if (!at_top && space < 6 * pen->line_height)
    return 0;
  return row_cut (pen, section, place->skip, place->skip + space);
}

/* Nothing to list is said, lest an empty sheet look like a fault. */
static double
put_empty (EoReportPen *pen, double y)
{
  return put_line (pen, _("Nothing to list"), TEXT_SIZE, PANGO_WEIGHT_NORMAL, EO_REPORT_START, GREY,
                   pen->report->paper.left, y + ROW_PAD, content_width (&pen->report->paper), 1) + 2 * ROW_PAD;
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

      if (section->n_rows > 0 && !fetch_row (pen, place->section, place->row, error))
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
        draw_row (pen, section, y, place->skip, cut);
      if (cut < G_MAXDOUBLE)
        {
          place->skip = cut;
          break;
        }
      y += row_height (pen, section) - place->skip;
      if (!section->is_group)
        put_rule (pen, y, 0.4, RULE);
      next_row (section, place);
    }
  return TRUE;
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
  double width = content_width (&pen->report->paper);
  double room = width - CELL_GAP * (section->n_columns - 1);
  double natural = 0;
  double weights = 0;

  for (guint i = 0; i < section->n_columns; i++)
    {
      section->widths[i] = 0;
      weights += section->columns[i].weight;
      put_line (pen, section->columns[i].label, HEAD_SIZE, PANGO_WEIGHT_BOLD, EO_REPORT_START, 0, 0, 0, width, 1);
      if (section->columns[i].weight <= 0)
        section->widths[i] = layout_width (pen->line) + 1;
    }
  g_ptr_array_find (pen->report->sections, section, &index);
  for (guint64 row = 0; row < MIN (section->n_rows, SAMPLE_ROWS) && !section->is_group; row++)
    {
      if (!fetch_row (pen, index, row, error))
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

  pen->text_font = make_font (TEXT_SIZE, PANGO_WEIGHT_NORMAL);
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
    pen->widths[i] = WIDTH_UNKNOWN;
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
