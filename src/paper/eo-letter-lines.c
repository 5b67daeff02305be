/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper/eo-letter-paper-private.h"

/* All in points. */
#define FAMILY "Liberation Sans, Arial, DejaVu Sans"
#define MOST_CHARS 200000 /* of a letter's text: some sixty pages */

/* A line of a layout at its place. */
typedef struct
{
  guint            page;
  double           x;
  double           baseline;
  double           grey;
  PangoLayout     *layout;
  PangoLayoutLine *line;   /* of the layout */
} Piece;

typedef struct
{
  guint  page;
  double x, y, width;
} Rule;

static void
clear_piece (gpointer data)
{
  g_object_unref (((Piece *) data)->layout);
}

EoLetterPaper *
_eo_letter_paper_new (const EoPaper *paper)
{
  EoLetterPaper *self = g_new0 (EoLetterPaper, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->paper = *paper;
  self->y = paper->top;
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);
  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  return self;
}

double
_eo_lines_width (EoLetterPaper *self)
{
  return self->paper.width - self->paper.left - self->paper.right;
}

double
_eo_lines_end (EoLetterPaper *self)
{
  return self->paper.height - self->paper.bottom;
}

PangoLayout *
_eo_lines_make (EoLetterPaper *self,
                const char    *text,
                double         size,
                PangoWeight    weight,
                PangoStyle     style,
                double         width)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FAMILY);
  g_autofree char *clean = eo_paper_clean_text (text, MOST_CHARS, TRUE);
  PangoLayout *layout = pango_layout_new (self->context);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_font_description_set_style (font, style);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, clean, -1);
  return layout;
}

double
_eo_lines_height (PangoLayoutLine *line,
                  double          *ascent)
{
  PangoRectangle rect;

  pango_layout_line_get_extents (line, NULL, &rect);
  *ascent = (double) PANGO_ASCENT (rect) / PANGO_SCALE;
  return (double) rect.height / PANGO_SCALE;
}

static void
put_line (EoLetterPaper   *self,
          PangoLayout     *layout,
          PangoLayoutLine *line,
          double           x,
          double           baseline,
          double           grey)
{
  Piece piece = { self->page, x, baseline, grey, g_object_ref (layout), line };

  g_array_append_val (self->pieces, piece);
}

void
_eo_lines_next_page (EoLetterPaper *self)
{
  self->page++;
  self->y = self->paper.top;
}

double
_eo_lines_put (EoLetterPaper *self,
               PangoLayout   *layout,
               double         x,
               double         y,
               double         width,
               PangoAlignment align,
               double         grey)
{
  g_autoptr (PangoLayout) owned = layout;
  double top = y;

  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    {
      PangoRectangle rect;
      double ascent, spare;
      double height = _eo_lines_height (l->data, &ascent);

      pango_layout_line_get_extents (l->data, NULL, &rect);
      spare = width - (double) rect.width / PANGO_SCALE;
      put_line (self, layout, l->data,
                x + (align == PANGO_ALIGN_RIGHT ? spare : align == PANGO_ALIGN_CENTER ? spare / 2 : 0), y + ascent, grey);
      y += height;
    }
  return y - top;
}

void
_eo_lines_flow (EoLetterPaper *self,
                PangoLayout   *layout, /* (transfer full) */
                double         x)
{
  g_autoptr (PangoLayout) owned = layout;
  int n = pango_layout_get_line_count (layout);
  int i = 0;

  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next, i++)
    {
      double ascent;
      double height = _eo_lines_height (l->data, &ascent) * LEADING;
      double wanted = n > 1 && (i == 0 || i == n - 2) ? 2 * height : height;

      if (self->y + wanted > _eo_lines_end (self))
        _eo_lines_next_page (self);
      put_line (self, layout, l->data, x, self->y + ascent, 0);
      self->y += height;
    }
}

void
_eo_lines_rule (EoLetterPaper *self)
{
  Rule rule = { self->page, self->paper.left, self->y, _eo_lines_width (self) };

  g_array_append_val (self->rules, rule);
}

void
eo_letter_paper_free (EoLetterPaper *self)
{
  g_array_unref (self->pieces);
  g_array_unref (self->rules);
  g_object_unref (self->context);
  g_free (self->marking);
  g_free (self->note);
  g_free (self);
}

guint
eo_letter_paper_get_n_pages (EoLetterPaper *self)
{
  return self->page + 1;
}

void
eo_letter_paper_draw_page (EoLetterPaper *self,
                           cairo_t       *cr,
                           guint          page)
{
  g_return_if_fail (page <= self->page);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->page != page)
        continue;
      cairo_set_source_rgb (cr, piece->grey, piece->grey, piece->grey);
      cairo_move_to (cr, piece->x, piece->baseline);
      pango_cairo_show_layout_line (cr, piece->line);
    }
  cairo_set_source_rgb (cr, 0.25, 0.25, 0.25);
  cairo_set_line_width (cr, 0.8);
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      if (rule->page != page)
        continue;
      cairo_move_to (cr, rule->x, rule->y);
      cairo_line_to (cr, rule->x + rule->width, rule->y);
      cairo_stroke (cr);
    }
}
