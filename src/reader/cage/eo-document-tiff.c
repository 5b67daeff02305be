/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-picture.h"

#include <string.h>

#include <tiffio.h>

typedef struct
{
  const guint8 *data;
  gsize         size;
  gsize         at;
} Source;

static tmsize_t
source_read (thandle_t handle,
             gpointer  buffer,
             tmsize_t  n)
{
  Source *source = handle;

  n = source->at < source->size ? MIN ((gsize) n, source->size - source->at) : 0;
  memcpy (buffer, source->data + source->at, n);
  source->at += n;
  return n;
}

static tmsize_t
source_write (thandle_t handle,
              gpointer  buffer,
              tmsize_t  n)
{
  return -1;
}

static toff_t
source_seek (thandle_t handle,
             toff_t    offset,
             int       whence)
{
  Source *source = handle;

  if (whence == SEEK_CUR)
    offset += source->at;
  else if (whence == SEEK_END)
    offset += source->size;
  return source->at = offset;
}

static int
source_close (thandle_t handle)
{
  g_free (handle);
  return 0;
}

static toff_t
source_size (thandle_t handle)
{
  return ((Source *) handle)->size;
}

static int
source_map (thandle_t  handle,
            void     **base,
            toff_t    *size)
{
  Source *source = handle;

  *base = (gpointer) source->data;
  *size = source->size;
  return 1;
}

static void
source_unmap (thandle_t handle,
              gpointer  base,
              toff_t    size)
{
}

static void
read_page (TIFF          *tiff,
           EoPicturePage *page)
{
  guint16 unit = RESUNIT_INCH;
  guint16 orientation = ORIENTATION_TOPLEFT;
  float x = 0, y = 0;
  double factor;

  *page = (EoPicturePage) { .orientation = 1, .offset = TIFFCurrentDirOffset (tiff) };
  TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &page->width);
  TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &page->height);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_ORIENTATION, &orientation);
  TIFFGetField (tiff, TIFFTAG_XRESOLUTION, &x);
  TIFFGetField (tiff, TIFFTAG_YRESOLUTION, &y);
  factor = unit == RESUNIT_CENTIMETER ? 2.54 : unit == RESUNIT_INCH ? 1 : 0;
  page->x_dpi = x * factor;
  page->y_dpi = y * factor;
  if (orientation >= 1 && orientation <= 8)
    page->orientation = orientation;
}

static cairo_surface_t *
tiff_decode (EoPicture *self,
             guint      index,
             guint      shrink)
{
  const EoPicturePage *page = &g_array_index (self->pages, EoPicturePage, index);
  TIFF *tiff = self->decoder;
  cairo_surface_t *surface;
  guint32 *pixels;
  uint16_t upright = ORIENTATION_TOPLEFT;

  if (!TIFFSetSubDirectory (tiff, page->offset) ||
      (surface = eo_picture_new_surface (page->width, page->height)) == NULL)
    return NULL;

  cairo_surface_flush (surface);
  pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  /* The page's own orientation is applied in drawing. */
  TIFFSetField (tiff, TIFFTAG_ORIENTATION, upright);
  if (!TIFFReadRGBAImageOriented (tiff, page->width, page->height, pixels, ORIENTATION_TOPLEFT, 0))
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  for (gsize i = 0, n = (gsize) page->width * page->height; i < n; i++)
    pixels[i] = TIFFGetA (pixels[i]) << 24 | TIFFGetR (pixels[i]) << 16 | TIFFGetG (pixels[i]) << 8 |
                TIFFGetB (pixels[i]);
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
close_tiff (gpointer tiff)
{
  TIFFClose (tiff);
}

EoDocument *
eo_document_open_tiff (const guint8   *data,
                       gsize           size,
                       EoReaderStatus *status)
{
  EoPicture *self = eo_picture_new (data, size);
  Source *source = g_new0 (Source, 1);
  TIFF *tiff;

  source->data = data;
  source->size = size;
  TIFFSetErrorHandler (NULL);
  TIFFSetWarningHandler (NULL);
  tiff = TIFFClientOpen ("document", "r", source, source_read, source_write, source_seek, source_close,
                         source_size, source_map, source_unmap);
  if (tiff == NULL)
    {
      *status = EO_READER_DAMAGED;
      return NULL;
    }

  self->decoder = tiff;
  self->close_decoder = close_tiff;
  self->decode = tiff_decode;
  do
    {
      EoPicturePage page;

      read_page (tiff, &page);
      if (!eo_picture_add_page (self, &page))
        *status = page.width == 0 || page.height == 0 ? EO_READER_DAMAGED : EO_READER_TOO_LARGE;
    }
  while (*status == EO_READER_OK && self->parent.n_pages <= EO_READER_MAX_PAGES && TIFFReadDirectory (tiff));
  return &self->parent;
}
