/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper/eo-paper-text.h"
#include "paper/eo-paper.h"

#define FAMILY "Cantarell, DejaVu Sans"
#define MOST_CHARS 2000

double
eo_paper_put (cairo_t           *cr,
              const char        *text,
              const EoPaperFont *font,
              double             x,
              double             y,
              double             width)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (FAMILY);
  g_autofree char *clean = eo_paper_clean_text (text, MOST_CHARS, TRUE);
  int height;

  pango_font_description_set_absolute_size (description, font->size * PANGO_SCALE);
  pango_font_description_set_weight (description, font->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, font->align);
  if (font->max_lines > 0)
    {
      pango_layout_set_height (layout, -font->max_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (layout, clean, -1);
  pango_layout_get_size (layout, NULL, &height);
  cairo_set_source_rgb (cr, font->grey, font->grey, font->grey);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return (double) height / PANGO_SCALE;
}

void
eo_paper_rule (cairo_t *cr,
               double   x,
               double   y,
               double   width,
               double   thickness,
               double   grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, thickness);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}
