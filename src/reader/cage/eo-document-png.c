/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-picture.h"

#include <png.h>
#include <string.h>

static guint32
big_endian (const guint8 *at)
{
  return (guint32) at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

/* The resolution stands in a chunk before the pixels; libpng's simple interface skips it. */
static void
read_resolution (const guint8  *data,
                 gsize          size,
                 EoPicturePage *page)
{
  for (gsize at = 8; at + 12 <= size;)
    {
      gsize length = big_endian (data + at);

      if (memcmp (data + at + 4, "IDAT", 4) == 0 || length > size - at - 12)
        return;
      if (memcmp (data + at + 4, "pHYs", 4) == 0 && length == 9 && data[at + 16] == 1)
        {
          page->x_dpi = big_endian (data + at + 8) * 0.0254;
          page->y_dpi = big_endian (data + at + 12) * 0.0254;
          return;
        }
      at += length + 12;
    }
}

static void
premultiply (guint32 *pixels,
             gsize    n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint32 pixel = pixels[i];
      guint alpha = pixel >> 24;

      if (alpha != 255)
        pixels[i] = alpha << 24 | ((pixel >> 16 & 255) * alpha + 127) / 255 << 16 |
                    ((pixel >> 8 & 255) * alpha + 127) / 255 << 8 | ((pixel & 255) * alpha + 127) / 255;
    }
}

static cairo_surface_t *
png_decode (EoPicture *self,
            guint      index,
            guint      shrink)
{
  png_image image = { .version = PNG_IMAGE_VERSION };
  cairo_surface_t *surface;
  gboolean ok;

  if (!png_image_begin_read_from_memory (&image, self->data, self->size))
    return NULL;

  image.format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB;
  surface = eo_picture_new_surface (image.width, image.height);
  if (surface == NULL)
    {
      png_image_free (&image);
      return NULL;
    }
  cairo_surface_flush (surface);
  ok = png_image_finish_read (&image, NULL, cairo_image_surface_get_data (surface),
                              cairo_image_surface_get_stride (surface), NULL);
  premultiply ((guint32 *) (gpointer) cairo_image_surface_get_data (surface),
               (gsize) cairo_image_surface_get_width (surface) * cairo_image_surface_get_height (surface));
  cairo_surface_mark_dirty (surface);
  if (!ok)
    g_clear_pointer (&surface, cairo_surface_destroy);
  return surface;
}

EoDocument *
eo_document_open_png (const guint8   *data,
                      gsize           size,
                      EoReaderStatus *status)
{
  png_image image = { .version = PNG_IMAGE_VERSION };
  EoPicturePage page = { .orientation = 1 };
  EoPicture *self;

  if (!png_image_begin_read_from_memory (&image, data, size))
    {
      *status = EO_READER_DAMAGED;
      return NULL;
    }
  page.width = image.width;
  page.height = image.height;
  png_image_free (&image);
  read_resolution (data, size, &page);

  self = eo_picture_new (data, size);
  self->decode = png_decode;
  if (!eo_picture_add_page (self, &page))
    *status = EO_READER_TOO_LARGE;
  return &self->parent;
}
