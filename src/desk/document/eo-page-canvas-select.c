/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "desk/document/eo-page-canvas-private.h"

static void
light_selection (EoPageCanvas *self,
                 int           page)
{
  EoPageView *view = page >= 0 ? g_hash_table_lookup (self->views, GINT_TO_POINTER (page)) : NULL;
  gboolean is_here = page == self->selected_page;

  if (view != NULL)
    eo_page_view_set_light (view, EO_LIGHT_SELECTION,
                            is_here ? (EoPageRect *) self->selected_rects->data : NULL,
                            is_here ? self->selected_rects->len : 0);
}

static void
tell (EoPageCanvas *self)
{
  g_signal_emit (self, _eo_page_canvas_signals[EO_PAGE_CANVAS_SELECTION], 0);
}

/* Without a word to anybody: the pages themselves go. */
void
_eo_page_canvas_drop_selection (EoPageCanvas *self)
{
  self->selected_page = -1;
  self->is_selecting = FALSE;
  g_array_set_size (self->selected_rects, 0);
  g_clear_pointer (&self->selected_text, g_free);
}

/* The text and its place are kept by themselves: the page may be forgotten meanwhile. */
void
eo_page_canvas_select (EoPageCanvas *self,
                       guint         page,
                       guint         anchor,
                       guint         head)
{
  const EoPageText *text;
  g_autoptr (GArray) rects = NULL;
  int before;

  g_return_if_fail (EO_IS_PAGE_CANVAS (self) && page < self->n_pages);

  text = eo_pages_get_text (self->pages, page);
  if (text == NULL)
    return;
  before = self->selected_page;
  rects = eo_page_words_rects (text, MIN (anchor, head), MAX (anchor, head));
  g_array_set_size (self->selected_rects, 0);
  g_array_append_vals (self->selected_rects, rects->data, rects->len);
  g_free (self->selected_text);
  self->selected_text = eo_page_words_slice (text, MIN (anchor, head), MAX (anchor, head));
  self->selected_page = (int) page;
  self->selected_anchor = anchor;
  self->selected_head = head;
  if (before != self->selected_page)
    light_selection (self, before);
  light_selection (self, self->selected_page);
  tell (self);
}

void
eo_page_canvas_clear_selection (EoPageCanvas *self)
{
  int before;

  g_return_if_fail (EO_IS_PAGE_CANVAS (self));

  before = self->selected_page;
  if (before < 0)
    return;
  _eo_page_canvas_drop_selection (self);
  light_selection (self, before);
  tell (self);
}

void
eo_page_canvas_select_page (EoPageCanvas *self)
{
  const EoPageText *text;

  g_return_if_fail (EO_IS_PAGE_CANVAS (self));

  text = self->n_pages > 0 ? eo_pages_get_text (self->pages, self->page) : NULL;
  if (text != NULL)
    eo_page_canvas_select (self, self->page, 0, text->n_chars);
}

/* What was found becomes the selection, so that it can be sent without a mouse. */
void
eo_page_canvas_select_match (EoPageCanvas      *self,
                             const EoPageMatch *match)
{
  const EoPageText *text;
  const EoPageRect *first, *last;

  g_return_if_fail (EO_IS_PAGE_CANVAS (self) && match != NULL);

  text = match->page < self->n_pages ? eo_pages_get_text (self->pages, match->page) : NULL;
  if (text == NULL || match->n_rects == 0)
    return;
  first = &match->rects[0];
  last = &match->rects[match->n_rects - 1];
  eo_page_canvas_select (self, match->page,
                         eo_page_words_at (text, first->x + 0.1, first->y + first->height / 2),
                         eo_page_words_at (text, last->x + last->width - 0.1, last->y + last->height / 2));
}

const char *
eo_page_canvas_get_selection (EoPageCanvas *self)
{
  g_return_val_if_fail (EO_IS_PAGE_CANVAS (self), NULL);

  return self->selected_text != NULL && self->selected_text[0] != '\0' ? self->selected_text : NULL;
}

gboolean
eo_page_canvas_is_selecting (EoPageCanvas *self)
{
  g_return_val_if_fail (EO_IS_PAGE_CANVAS (self), FALSE);

  return self->is_selecting;
}

gboolean
eo_page_canvas_get_selection_area (EoPageCanvas *self,
                                   GdkRectangle *area)
{
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, 0, 0), view;
  const EoPageSpot *spot;

  g_return_val_if_fail (EO_IS_PAGE_CANVAS (self), FALSE);

  if (self->selected_page < 0 || self->selected_rects->len == 0 || self->height == 0)
    return FALSE;
  spot = &self->spots[self->selected_page];
  for (guint i = 0; i < self->selected_rects->len; i++)
    {
      graphene_rect_t rect;

      eo_page_spot_map (spot, &g_array_index (self->selected_rects, EoPageRect, i), &rect);
      if (i == 0)
        all = rect;
      else
        graphene_rect_union (&all, &rect, &all);
    }
  graphene_rect_offset (&all, (float) (spot->x - gtk_adjustment_get_value (self->adjustments[0])),
                        (float) (spot->y - gtk_adjustment_get_value (self->adjustments[1])));
  view = GRAPHENE_RECT_INIT (0, 0, self->layout.width, self->layout.height);
  if (!graphene_rect_intersection (&all, &view, &all))
    return FALSE;
  *area = (GdkRectangle) { (int) all.origin.x, (int) all.origin.y, (int) ceilf (all.size.width),
                           (int) ceilf (all.size.height) };
  return TRUE;
}
