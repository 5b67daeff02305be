/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-answer.h"

#include <math.h>
#include <string.h>

#include "reader/cage/eo-serve.h"

#define FEW_LETTERS 200 /* a page with more is a page of text, whatever picture lies behind it */

static int
send_two (EoReaderReply *reply,
          gconstpointer  first,
          gsize          n_first,
          gconstpointer  second,
          gsize          n_second)
{
  guint8 *memory;
  int fd;

  reply->bytes = n_first + n_second;
  if (reply->bytes == 0)
    return -1;

  fd = eo_shared_new (reply->bytes, &memory);
  if (fd < 0)
    {
      reply->status = EO_READER_TOO_LARGE;
      reply->bytes = 0;
      return -1;
    }
  if (n_first > 0)
    memcpy (memory, first, n_first);
  if (n_second > 0)
    memcpy (memory + n_first, second, n_second);
  return eo_shared_seal (fd, memory, reply->bytes);
}

static int
send_array (EoReaderReply *reply,
            GArray        *array)
{
  reply->count = array->len;
  return send_two (reply, array->data, (gsize) array->len * g_array_get_element_size (array), NULL, 0);
}

/* The pages from @first on: @most of them, if there are as many. */
static int
send_sizes (EoDocument    *document,
            guint          first,
            guint          most,
            EoReaderReply *reply)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, TRUE, sizeof (EoReaderSize));

  for (guint i = first; i < document->n_pages && sizes->len < most; i++)
    {
      EoReaderSize page = { 595, 842 };

      if (!document->get_size (document, i, &page) || !(page.width >= 1 && page.height >= 1) ||
          page.width > EO_READER_MAX_POINTS || page.height > EO_READER_MAX_POINTS)
        page = (EoReaderSize) { 595, 842 }; /* A4 for a page that is broken: its place stays */
      g_array_append_val (sizes, page);
    }
  return send_array (reply, sizes);
}

static int
answer_open (EoDocument           **document,
             const guint8          *data,
             gsize                  size,
             const EoReaderRequest *request,
             EoReaderReply         *reply)
{
  EoReaderStatus status = EO_READER_OK;
  int fd;

  *document = eo_document_open (data, size, request->text[0] != '\0' ? request->text : NULL, &status);
  if (status == EO_READER_OK && (*document)->n_pages == 0)
    status = EO_READER_DAMAGED;
  else if (status == EO_READER_OK && (*document)->n_pages > EO_READER_MAX_PAGES)
    status = EO_READER_TOO_LARGE;
  reply->status = status;
  if (status != EO_READER_OK)
    return -1;

  fd = send_sizes (*document, 0, EO_READER_SIZES_FIRST, reply);
  reply->count = (*document)->n_pages;
  reply->is_image = (*document)->is_image;
  return fd;
}

static void
draw_page (EoDocument            *document,
           const EoReaderRequest *request,
           EoReaderSize           size,
           EoReaderReply         *reply,
           guint8                *pixels)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, reply->width,
                                                                  reply->height, reply->width * 4);
  cairo_t *cr = cairo_create (surface);
  gboolean sideways = request->rotation == 90 || request->rotation == 270;

  /* The whole pixels asked for are filled, whatever was rounded. */
  cairo_translate (cr, reply->width / 2.0, reply->height / 2.0);
  cairo_rotate (cr, request->rotation * G_PI / 180);
  cairo_scale (cr, (sideways ? reply->height : reply->width) / size.width,
               (sideways ? reply->width : reply->height) / size.height);
  cairo_translate (cr, -size.width / 2, -size.height / 2);
  if (!document->draw (document, request->page, cr, request->scale))
    reply->status = EO_READER_DAMAGED;
  else if (cairo_status (cr) == CAIRO_STATUS_NO_MEMORY)
    reply->status = EO_READER_TOO_LARGE;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static int
answer_render (EoDocument            *document,
               const EoReaderRequest *request,
               EoReaderReply         *reply)
{
  gboolean sideways = request->rotation == 90 || request->rotation == 270;
  EoReaderSize size;
  double scale, width, height;
  guint8 *memory;
  int fd;

  if (!document->get_size (document, request->page, &size) || !(size.width >= 1 && size.height >= 1) ||
      !(request->scale > 0) || request->rotation % 90 != 0 || request->rotation > 270)
    {
      reply->status = EO_READER_DAMAGED;
      return -1;
    }

  scale = MIN (request->scale, EO_READER_MAX_SIDE / MAX (size.width, size.height));
  width = ceil ((sideways ? size.height : size.width) * scale - 0.01);
  height = ceil ((sideways ? size.width : size.height) * scale - 0.01);
  reply->width = CLAMP (width, 1, EO_READER_MAX_SIDE);
  reply->height = CLAMP (height, 1, EO_READER_MAX_SIDE);
  reply->bytes = (gsize) reply->width * reply->height * 4;
  fd = eo_shared_new (reply->bytes, &memory);
  if (fd < 0)
    {
      reply->status = EO_READER_TOO_LARGE;
      reply->bytes = 0;
      return -1;
    }

  memset (memory, 0xff, reply->bytes);
  draw_page (document, request, size, reply, memory);
  return eo_shared_seal (fd, memory, reply->bytes);
}

/* A scanner's own mark, or a stamp of the mail program, makes no page of text out of a picture. */
static gboolean
is_picture (EoDocument *document,
            guint       page,
            const char *text)
{
  guint n = 0;

  if (document->is_image)
    return TRUE;
  for (const char *c = text; n < FEW_LETTERS && c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    n += g_unichar_isalnum (g_utf8_get_char (c));
  return n == 0 || (n < FEW_LETTERS && document->get_cover != NULL && document->get_cover (document, page) > 0.5);
}

static int
answer_text (EoDocument            *document,
             const EoReaderRequest *request,
             EoReaderReply         *reply)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, TRUE, sizeof (EoReaderRect));
  gboolean plain = request->op == EO_READER_PLAIN;
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;
  glong n_chars;

  if (document->get_text != NULL)
    raw = document->get_text (document, request->page, plain ? NULL : rects);
  if (raw != NULL)
    text = g_utf8_make_valid (raw, -1);
  if (plain)
    reply->count = is_picture (document, request->page, text);
  if (text == NULL)
    return -1;

  n_chars = g_utf8_strlen (text, -1);
  if (n_chars > EO_READER_MAX_CHARS)
    {
      n_chars = EO_READER_MAX_CHARS;
      *g_utf8_offset_to_pointer (text, n_chars) = '\0';
    }
  if (plain)
    return send_two (reply, text, strlen (text), NULL, 0);

  g_array_set_size (rects, n_chars);
  reply->count = n_chars;
  return send_two (reply, rects->data, n_chars * sizeof (EoReaderRect), text, strlen (text));
}

static int
answer_find (EoDocument            *document,
             const EoReaderRequest *request,
             EoReaderReply         *reply)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, TRUE, sizeof (EoReaderMatch));

  if (document->find != NULL && request->text[0] != '\0')
    document->find (document, request->page, request->text, matches);
  return send_array (reply, matches);
}

static int
answer_links (EoDocument            *document,
              const EoReaderRequest *request,
              EoReaderReply         *reply)
{
  g_autoptr (GArray) links = g_array_new (FALSE, TRUE, sizeof (EoReaderLink));

  if (document->get_links != NULL)
    document->get_links (document, request->page, links);
  return send_array (reply, links);
}

static int
answer_bounds (EoDocument            *document,
               const EoReaderRequest *request,
               EoReaderReply         *reply)
{
  EoReaderSize size = { 0 };

  if (!document->get_size (document, request->page, &size))
    reply->status = EO_READER_DAMAGED;
  reply->rect = (EoReaderRect) { 0, 0, size.width, size.height };
  if (document->get_bounds != NULL)
    document->get_bounds (document, request->page, &reply->rect);
  return -1;
}

int
eo_answer (EoDocument           **document,
           const guint8          *data,
           gsize                  size,
           const EoReaderRequest *request,
           EoReaderReply         *reply)
{
  if (*document == NULL && request->op == EO_READER_OPEN)
    return answer_open (document, data, size, request, reply);
  if (*document != NULL && request->page < (*document)->n_pages)
    {
      switch (request->op)
        {
        case EO_READER_SIZES:
          return send_sizes (*document, request->page, EO_READER_SIZES_CHUNK, reply);
        case EO_READER_RENDER:
          return answer_render (*document, request, reply);
        case EO_READER_TEXT:
        case EO_READER_PLAIN:
          return answer_text (*document, request, reply);
        case EO_READER_FIND:
          return answer_find (*document, request, reply);
        case EO_READER_LINKS:
          return answer_links (*document, request, reply);
        case EO_READER_BOUNDS:
          return answer_bounds (*document, request, reply);
        default:
          break;
        }
    }
  reply->status = EO_READER_REFUSED;
  return -1;
}
