/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#define TAG_ORIENTATION 0x0112

typedef struct
{
  struct jpeg_error_mgr parent;
  jmp_buf               out;
} Failure;

static void
on_error (j_common_ptr jpeg)
{
  longjmp (((Failure *) jpeg->err)->out, 1);
}

static void
on_message (j_common_ptr jpeg)
{
}

static guint
read_number (const guint8 *at,
             guint         n_bytes,
             gboolean      big)
{
  guint value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value |= (guint) at[i] << 8 * (big ? n_bytes - 1 - i : i);
  return value;
}

/* Cameras and telephones store the picture as the sensor lay, and its turn in EXIF. */
static int
read_orientation (const guint8 *exif,
                  gsize         size)
{
  gsize at, n;
  gboolean big;

  if (size < 20 || memcmp (exif, "Exif\0", 6) != 0)
    return 1;
  exif += 6;
  size -= 6;
  big = exif[0] == 'M';
  at = read_number (exif + 4, 4, big);
  if (at > size - 2)
    return 1;
  n = read_number (exif + at, 2, big);
  for (at += 2; n > 0 && at + 12 <= size; n--, at += 12)
    {
      if (read_number (exif + at, 2, big) == TAG_ORIENTATION)
        return read_number (exif + at + 8, 2, big);
    }
  return 1;
}

static void
read_header (struct jpeg_decompress_struct *jpeg,
             EoPicturePage                 *page)
{
  double unit = jpeg->density_unit == 2 ? 2.54 : 1;

  page->width = jpeg->image_width;
  page->height = jpeg->image_height;
  page->orientation = 1;
  if (jpeg->density_unit != 0)
    {
      page->x_dpi = jpeg->X_density * unit;
      page->y_dpi = jpeg->Y_density * unit;
    }
  for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker != NULL; marker = marker->next)
    {
      int orientation = read_orientation (marker->data, marker->data_length);

      if (orientation > 1 && orientation <= 8)
        page->orientation = orientation;
    }
}

/* Four inks, as scanners for print make: libjpeg leaves the mixing to us. Adobe stores them inverted. */
static void
mix_inks (guint32 *row,
          guint    width,
          gboolean inverted)
{
  for (guint i = 0; i < width; i++)
    {
      guint8 ink[4];

      memcpy (ink, &row[i], 4);
      for (guint j = 0; j < 4 && !inverted; j++)
        ink[j] = 255 - ink[j];
      row[i] = 0xff000000u | (guint) (ink[0] * ink[3] / 255) << 16 | (guint) (ink[1] * ink[3] / 255) << 8 |
               (guint) (ink[2] * ink[3] / 255);
    }
}

static void
decode_rows (struct jpeg_decompress_struct *jpeg,
             cairo_surface_t               *surface)
{
  guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  while (jpeg->output_scanline < jpeg->output_height)
    {
      guint8 *row = pixels + (gsize) jpeg->output_scanline * stride;

      jpeg_read_scanlines (jpeg, &row, 1);
      if (jpeg->out_color_space == JCS_CMYK)
        mix_inks ((guint32 *) (gpointer) row, jpeg->output_width, jpeg->saw_Adobe_marker);
    }
}

static cairo_surface_t *
jpeg_decode (EoPicture *self,
             guint      index,
             guint      shrink)
{
  struct jpeg_decompress_struct jpeg;
  cairo_surface_t * volatile surface = NULL;
  Failure failure;

  jpeg.err = jpeg_std_error (&failure.parent);
  failure.parent.error_exit = on_error;
  failure.parent.output_message = on_message;
  if (setjmp (failure.out) != 0)
    {
      jpeg_destroy_decompress (&jpeg);
      if (surface != NULL)
        cairo_surface_mark_dirty (surface);
      return surface; /* as far as it went */
    }

  jpeg_create_decompress (&jpeg);
  jpeg_mem_src (&jpeg, self->data, self->size);
  jpeg_read_header (&jpeg, TRUE);
  jpeg.scale_num = 1;
  jpeg.scale_denom = shrink;
  if (jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK)
    jpeg.out_color_space = JCS_CMYK;
  else
    jpeg.out_color_space = G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRA : JCS_EXT_ARGB;
  jpeg_start_decompress (&jpeg);
  surface = eo_picture_new_surface (jpeg.output_width, jpeg.output_height);
  if (surface != NULL)
    {
      cairo_surface_flush (surface);
      decode_rows (&jpeg, surface);
      jpeg_finish_decompress (&jpeg);
      cairo_surface_mark_dirty (surface);
    }
  jpeg_destroy_decompress (&jpeg);
  return surface;
}

EoDocument *
eo_document_open_jpeg (const guint8   *data,
                       gsize           size,
                       EoReaderStatus *status)
{
  struct jpeg_decompress_struct jpeg;
  EoPicturePage page = { 0 };
  EoPicture *self;
  Failure failure;

  jpeg.err = jpeg_std_error (&failure.parent);
  failure.parent.error_exit = on_error;
  failure.parent.output_message = on_message;
  if (setjmp (failure.out) != 0)
    {
      jpeg_destroy_decompress (&jpeg);
      *status = EO_READER_DAMAGED;
      return NULL;
    }
  jpeg_create_decompress (&jpeg);
  jpeg_mem_src (&jpeg, data, size);
  jpeg_save_markers (&jpeg, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header (&jpeg, TRUE);
  read_header (&jpeg, &page);
  jpeg_destroy_decompress (&jpeg);

  self = eo_picture_new (data, size);
  self->decode = jpeg_decode;
  if (!eo_picture_add_page (self, &page))
    *status = EO_READER_TOO_LARGE;
  return &self->parent;
}
