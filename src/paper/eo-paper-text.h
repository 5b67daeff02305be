/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A text on paper. Sizes and places in points. */
typedef struct
{
  double         size;
  gboolean       bold;
  double         grey;      /* 0 black … 1 white */
  int            max_lines; /* the last one ends in "…"; 0: all of them */
  PangoAlignment align;
} EoPaperFont;

/* Draws @text at @x, @y (its top). Returns its height. */
double eo_paper_put  (cairo_t           *cr,
                      const char        *text,
                      const EoPaperFont *font,
                      double             x,
                      double             y,
                      double             width);
void   eo_paper_rule (cairo_t           *cr,
                      double             x,
                      double             y,
                      double             width,
                      double             thickness,
                      double             grey);

G_END_DECLS
