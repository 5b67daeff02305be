/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-pack-picture.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define QUALITY   88
#define MIN_SIDE  48               /* pixels: what is smaller is small anyway */
#define MIN_PIXELS (100u * 1000) /* of a picture that may have been no JPEG */

typedef cairo_status_t (*SetMimeData) (cairo_surface_t *, const char *, const unsigned char *, unsigned long,
                                       cairo_destroy_func_t, void *);

typedef struct
{
  struct jpeg_error_mgr parent;
  jmp_buf               out;
} Failure;

typedef enum
{
  TONES_TWO,
  TONES_GREY,
  TONES_COLOUR,
} Tones;

static SetMimeData set_mime_data; /* cairo's own */
static guint current_part;
static cairo_surface_t *(*decode_next) (EoPicture *, guint, guint);

static void
on_error (j_common_ptr jpeg)
{
  longjmp (((Failure *) jpeg->err)->out, 1);
}

static void
on_message (j_common_ptr jpeg)
{
}

static const guint32 *
get_row (cairo_surface_t *surface,
         int              y)
{
  return (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                            + (gsize) y * cairo_image_surface_get_stride (surface));
}

static Tones
find_tones (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  Tones tones = TONES_TWO;

  for (int y = 0; y < height; y++)
    {
      const guint32 *row = get_row (surface, y);

      for (int x = 0; x < width; x++)
        {
          guint32 value = row[x] & 0xff;

          if ((row[x] >> 8 & 0xff) != value || (row[x] >> 16 & 0xff) != value)
            return TONES_COLOUR;
          if (value != 0 && value != 0xff)
            tones = TONES_GREY;
        }
    }
  return tones;
}

static void
encode_rows (struct jpeg_compress_struct *jpeg,
             cairo_surface_t             *surface,
             guint8                      *line)
{
  while (jpeg->next_scanline < jpeg->image_height)
    {
      const guint32 *row = get_row (surface, jpeg->next_scanline);
      guint8 *at = line;

      for (guint x = 0; x < jpeg->image_width; x++)
        {
          if (jpeg->input_components == 3)
            {
              *at++ = row[x] >> 16;
              *at++ = row[x] >> 8;
            }
          *at++ = row[x];
        }
      jpeg_write_scanlines (jpeg, &line, 1);
    }
}

/* Returns bytes for free(), or NULL. */
static unsigned char *
encode (cairo_surface_t *surface,
        gboolean         is_grey,
        unsigned long   *size)
{
  unsigned char * volatile bytes = NULL;
  struct jpeg_compress_struct jpeg;
  guint8 * volatile line = NULL;
  unsigned char *made = NULL;
  Failure failure;

  *size = 0;
  jpeg.err = jpeg_std_error (&failure.parent);
  failure.parent.error_exit = on_error;
  failure.parent.output_message = on_message;
  jpeg_create_compress (&jpeg);
  if (setjmp (failure.out) == 0)
    {
      jpeg_mem_dest (&jpeg, &made, size);
      jpeg.image_width = cairo_image_surface_get_width (surface);
      jpeg.image_height = cairo_image_surface_get_height (surface);
      jpeg.input_components = is_grey ? 1 : 3;
      jpeg.in_color_space = is_grey ? JCS_GRAYSCALE : JCS_RGB;
      jpeg_set_defaults (&jpeg);
      jpeg_set_quality (&jpeg, QUALITY, TRUE);
      jpeg_start_compress (&jpeg, TRUE);
      line = g_malloc ((gsize) jpeg.image_width * jpeg.input_components);
      encode_rows (&jpeg, surface, line);
      jpeg_finish_compress (&jpeg);
      bytes = made;
    }
  jpeg_destroy_compress (&jpeg);
  g_free (line);
  return bytes;
}

/* From here on the picture is what it looks like, as a JPEG of our making. */
static void
attach_jpeg (cairo_surface_t *surface,
             gboolean         is_grey)
{
  unsigned long size;
  unsigned char *bytes = encode (surface, is_grey, &size);

  if (bytes != NULL
      && set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, bytes, size, free, bytes) != CAIRO_STATUS_SUCCESS)
    free (bytes);
}

static gboolean
is_picture (cairo_surface_t *surface)
{
  cairo_format_t format = cairo_image_surface_get_format (surface);

  return cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE
         && (format == CAIRO_FORMAT_RGB24 || format == CAIRO_FORMAT_ARGB32)
         && cairo_image_surface_get_width (surface) >= MIN_SIDE && cairo_image_surface_get_height (surface) >= MIN_SIDE;
}

/* Pictures that two documents give one name are two all the same. */
static cairo_status_t
set_id (cairo_surface_t     *surface,
        const unsigned char *data,
        unsigned long        length)
{
  g_autoptr (GString) id = g_string_new (NULL);
  gsize size;
  char *bytes;
  cairo_status_t status;

  g_string_printf (id, "%u ", current_part);
  g_string_append_len (id, (const char *) data, length);
  size = id->len;
  bytes = g_string_free (g_steal_pointer (&id), FALSE);
  status = set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID, (unsigned char *) bytes, size, g_free, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    g_free (bytes);
  return status;
}

/* In place of cairo's own for all of this program, Poppler among it: the linker takes the first it finds. */
cairo_status_t
cairo_surface_set_mime_data (cairo_surface_t      *surface,
                             const char           *mime_type,
                             const unsigned char  *data,
                             unsigned long         length,
                             cairo_destroy_func_t  destroy,
                             void                 *closure)
{
  if (g_strcmp0 (mime_type, CAIRO_MIME_TYPE_UNIQUE_ID) == 0 && data != NULL)
    set_id (surface, data, length);
  else if ((g_strcmp0 (mime_type, CAIRO_MIME_TYPE_JPEG) == 0 || g_strcmp0 (mime_type, CAIRO_MIME_TYPE_JP2) == 0)
           && is_picture (surface))
    {
      cairo_surface_flush (surface);
      attach_jpeg (surface, find_tones (surface) != TONES_COLOUR);
    }
  if (destroy != NULL)
    destroy (closure);
  return CAIRO_STATUS_SUCCESS;
}

/* Likewise: links and the structure of a page are left out. */
void
cairo_tag_begin (cairo_t    *cr,
                 const char *tag_name,
                 const char *attributes)
{
}

void
cairo_tag_end (cairo_t    *cr,
               const char *tag_name)
{
}

static cairo_surface_t *
decode_compressed (EoPicture *self,
                   guint      page,
                   guint      shrink)
{
  cairo_surface_t *surface = decode_next (self, page, shrink);
  Tones tones;
  cairo_t *cr;

  if (surface == NULL || !is_picture (surface))
    return surface;
  cr = cairo_create (surface); /* what is clear is white on paper */
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OVER);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  tones = find_tones (surface);
  if (tones != TONES_TWO && (gsize) cairo_image_surface_get_width (surface)
                            * cairo_image_surface_get_height (surface) >= MIN_PIXELS)
    attach_jpeg (surface, tones == TONES_GREY);
  return surface;
}

void
eo_pack_picture_prepare (void)
{
  set_mime_data = (SetMimeData) dlsym (RTLD_NEXT, "cairo_surface_set_mime_data");
  if (set_mime_data == NULL)
    abort ();
}

void
eo_pack_picture_set_part (guint part)
{
  current_part = part;
}

void
eo_pack_picture_compress (EoDocument *document)
{
  EoPicture *picture = (EoPicture *) document;

  if (!document->is_image || picture->decode == decode_compressed)
    return;
  decode_next = picture->decode;
  picture->decode = decode_compressed;
}
