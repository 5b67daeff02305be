/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-picture.h"

#define MAX_PIXELS (100u * 1000 * 1000) /* 400 MB decoded: an A4 sheet at 1,000 dpi */
#define MAX_SIDE   32767                /* cairo's own */
#define USUAL_DPI  150.0                /* where none is told: a photograph then fills about a sheet */

static void
picture_get_points (const EoPicturePage *page,
                    EoReaderSize        *size)
{
  double x_dpi = page->x_dpi >= 30 && page->x_dpi <= 4800 ? page->x_dpi : USUAL_DPI;
  double y_dpi = page->y_dpi >= 30 && page->y_dpi <= 4800 ? page->y_dpi : x_dpi;

  /* As stored: cameras write 72 dpi for pictures of 4,000 pixels, which no sheet ever had. */
  if (page->width / x_dpi > 50 || page->height / y_dpi > 50)
    x_dpi = y_dpi = MAX (page->width, page->height) / 11.69;
  size->width = MAX (page->width * 72 / x_dpi, 1);
  size->height = MAX (page->height * 72 / y_dpi, 1);
}

static gboolean
picture_get_size (EoDocument   *document,
                  guint         index,
                  EoReaderSize *size)
{
  EoPicture *self = (EoPicture *) document;
  const EoPicturePage *page = &g_array_index (self->pages, EoPicturePage, index);

  picture_get_points (page, size);
  if (page->orientation > 4)
    *size = (EoReaderSize) { size->height, size->width };
  return TRUE;
}

/* Brings the picture as stored upright, in a box of 1 by 1. */
static void
set_upright (cairo_t *cr,
             int      orientation)
{
  static const cairo_matrix_t matrices[] = {
    { 1, 0, 0, 1, 0, 0 },  { -1, 0, 0, 1, 1, 0 }, { -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
    { 0, 1, 1, 0, 0, 0 },  { 0, 1, -1, 0, 1, 0 }, { 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 },
  };

  if (orientation >= 1 && orientation <= 8)
    cairo_transform (cr, &matrices[orientation - 1]);
}

static gboolean
picture_draw (EoDocument *document,
              guint       index,
              cairo_t    *cr,
              double      scale)
{
  EoPicture *self = (EoPicture *) document;
  const EoPicturePage *page = &g_array_index (self->pages, EoPicturePage, index);
  EoReaderSize stored, shown;
  guint shrink = 8;

  picture_get_points (page, &stored);
  picture_get_size (document, index, &shown);
  while (shrink > 1 && (page->width / shrink < stored.width * scale ||
                        page->height / shrink < stored.height * scale))
    shrink /= 2;

  if (self->surface == NULL || self->surface_page != index || self->surface_shrink > shrink)
    {
      g_clear_pointer (&self->surface, cairo_surface_destroy);
      self->surface = self->decode (self, index, shrink);
      self->surface_page = index;
      self->surface_shrink = shrink;
    }
  if (self->surface == NULL)
    return FALSE;

  cairo_scale (cr, shown.width, shown.height);
  set_upright (cr, page->orientation);
  cairo_scale (cr, 1.0 / cairo_image_surface_get_width (self->surface),
               1.0 / cairo_image_surface_get_height (self->surface));
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  return TRUE;
}

static void
picture_close (EoDocument *document)
{
  EoPicture *self = (EoPicture *) document;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (self->decoder != NULL)
    self->close_decoder (self->decoder);
  g_array_unref (self->pages);
  g_free (self);
}

EoPicture *
eo_picture_new (const guint8 *data,
                gsize         size)
{
  EoPicture *self = g_new0 (EoPicture, 1);

  self->data = data;
  self->size = size;
  self->pages = g_array_new (FALSE, TRUE, sizeof (EoPicturePage));
  self->parent.is_image = TRUE;
  self->parent.get_size = picture_get_size;
  self->parent.draw = picture_draw;
  self->parent.print = picture_draw;
  self->parent.close = picture_close;
  return self;
}

gboolean
eo_picture_add_page (EoPicture           *self,
                     const EoPicturePage *page)
{
  if (page->width == 0 || page->height == 0 || page->width > MAX_SIDE || page->height > MAX_SIDE ||
      (guint64) page->width * page->height > MAX_PIXELS)
    return FALSE;
  g_array_append_vals (self->pages, page, 1);
  self->parent.n_pages = self->pages->len;
  return TRUE;
}

cairo_surface_t *
eo_picture_new_surface (guint width,
                        guint height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}
