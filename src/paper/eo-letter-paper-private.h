/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-letter-paper.c and eo-letter-lines.c: lines of text at their places on pages. */

#include <pango/pangocairo.h>

#include "paper/eo-letter-paper.h"

G_BEGIN_DECLS

#define LEADING 1.22

struct _EoLetterPaper
{
  EoPaper       paper;
  PangoContext *context;
  GArray       *pieces;
  GArray       *rules;
  guint         page;   /* being filled */
  double        y;
  char         *marking;
  char         *note;
};

EoLetterPaper *_eo_letter_paper_new (const EoPaper   *paper);   /* without anything on it */
double         _eo_lines_width      (EoLetterPaper   *self);    /* between the margins */
double         _eo_lines_end        (EoLetterPaper   *self);    /* where the bottom margin begins */
PangoLayout   *_eo_lines_make       (EoLetterPaper   *self,
                                     const char      *text,
                                     double           size,
                                     PangoWeight      weight,
                                     PangoStyle       style,
                                     double           width);
double         _eo_lines_height     (PangoLayoutLine *line,
                                     double          *ascent);  /* out */
void           _eo_lines_next_page  (EoLetterPaper   *self);
/* Puts @layout at @x from @y on, without looking where the page ends. Returns its height. */
double         _eo_lines_put        (EoLetterPaper   *self,
                                     PangoLayout     *layout,   /* (transfer full) */
                                     double           x,
                                     double           y,
                                     double           width,
                                     PangoAlignment   align,
                                     double           grey);
/* Lets @layout flow from page to page. One line of a paragraph alone at a page's end goes with the others. */
void           _eo_lines_flow       (EoLetterPaper   *self,
                                     PangoLayout     *layout,   /* (transfer full) */
                                     double           x);
void           _eo_lines_rule       (EoLetterPaper   *self);    /* from margin to margin */

G_END_DECLS
