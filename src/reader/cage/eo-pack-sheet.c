/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-pack-sheet.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cairo-pdf.h>

#include "reader/cage/eo-serve.h"

/* In points. */
#define A4_SHORT    595.276
#define A4_LONG     841.890
#define SIDE        48.0   /* where the house's own sheets begin */
#define FRAME_SIDE  24.0   /* of a page that came from outside */
#define FRAME_ENDS  36.0   /* the marking and the number of the page stand beyond it */
#define STAMP_TOP   25.0   /* base lines */
#define STAMP_FOOT  20.0
#define MARK_SIZE   9.0
#define FOOT_SIZE   8.0
#define HEAD_SIZE   14.0
#define TEXT_SIZE   10.0
#define GREY        0.42
#define PRINT_SCALE (300 / 72.0) /* dots of a picture that paper can show */
#define LEEWAY      (1024 * 1024) /* for the end of the PDF */

/* The toy interface of cairo and not Pango, which starts threads: there are none in the cage. */
#define FAMILY "DejaVu Sans"

struct _EoPackSheet
{
  int              fd;
  gsize            bytes;
  cairo_surface_t *surface;
  guint            n_pages;
  char            *texts[EO_PACK_N_TEXTS];
  int              parents[EO_PACK_MAX_DEPTH + 1]; /* of the entries of the outline to come */
};

static cairo_status_t
take (void                *closure,
      const unsigned char *data,
      unsigned int         length)
{
  EoPackSheet *self = closure;

  if (self->bytes + length > EO_READER_MAX_PART - LEEWAY)
    return CAIRO_STATUS_WRITE_ERROR;
  self->bytes += length;
  while (length > 0)
    {
      ssize_t n = write (self->fd, data, length);

      if (n <= 0)
        return CAIRO_STATUS_WRITE_ERROR;
      data += n;
      length -= n;
    }
  return CAIRO_STATUS_SUCCESS;
}

static EoReaderStatus
get_status (EoPackSheet *self)
{
  switch ((int) cairo_surface_status (self->surface))
    {
    case CAIRO_STATUS_SUCCESS:
      return EO_READER_OK;
    case CAIRO_STATUS_WRITE_ERROR:
    case CAIRO_STATUS_NO_MEMORY:
      return EO_READER_TOO_LARGE;
    default:
      return EO_READER_DAMAGED;
    }
}

static void
set_font (cairo_t *cr,
          double   size,
          gboolean is_bold)
{
  cairo_select_font_face (cr, FAMILY, CAIRO_FONT_SLANT_NORMAL,
                          is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, size);
}

static double
get_width (cairo_t    *cr,
           const char *text)
{
  cairo_text_extents_t extents;

  cairo_text_extents (cr, text, &extents);
  return extents.x_advance;
}

/* @align: 0 to the left of @x, 0.5 about it, 1 to the right. What is longer than @width is cut. */
static void
put_text (cairo_t    *cr,
          const char *text,
          double      x,
          double      y,
          double      width,
          double      align)
{
  g_autoptr (GString) line = g_string_new (text);

  while (line->len > 0 && get_width (cr, line->str) > width)
    {
      const char *last = g_utf8_find_prev_char (line->str, line->str + line->len);

      if (g_str_has_suffix (line->str, "…") && last != NULL)
        last = g_utf8_find_prev_char (line->str, last);
      g_string_truncate (line, last != NULL ? last - line->str : 0);
      if (line->len > 0)
        g_string_append (line, "…");
    }
  cairo_move_to (cr, x - get_width (cr, line->str) * align, y);
  cairo_show_text (cr, line->str);
}

static void
put_stamps (EoPackSheet *self,
            double       width,
            double       height)
{
  cairo_t *cr = cairo_create (self->surface);
  double foot = height - STAMP_FOOT;

  set_font (cr, MARK_SIZE, TRUE);
  put_text (cr, self->texts[EO_PACK_MARKING], width / 2, STAMP_TOP, width - 2 * SIDE, 0.5);
  put_text (cr, self->texts[EO_PACK_MARKING], width / 2, foot, width / 3, 0.5);
  set_font (cr, FOOT_SIZE, FALSE);
  cairo_set_source_rgb (cr, GREY, GREY, GREY);
  put_text (cr, self->texts[EO_PACK_LEFT], SIDE, foot, width / 3 - SIDE, 0);
  put_text (cr, self->texts[EO_PACK_RIGHT], width - SIDE, foot, width / 3 - SIDE, 1);
  cairo_destroy (cr);
}

static EoReaderStatus
end_page (EoPackSheet *self,
          double       width,
          double       height)
{
  put_stamps (self, width, height);
  cairo_surface_show_page (self->surface);
  self->n_pages++;
  return get_status (self);
}

/* Words on lines. Returns where the next would begin. */
static double
put_paragraph (cairo_t    *cr,
               const char *text,
               double      y,
               double      line_height,
               double      width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize before = line->len;

      g_string_append_printf (line, "%s%s", before > 0 ? " " : "", words[i]);
      if (before == 0 || get_width (cr, line->str) <= width)
        continue;
      g_string_truncate (line, before);
      put_text (cr, line->str, SIDE, y, width, 0);
      y += line_height;
      g_string_assign (line, words[i]);
    }
  put_text (cr, line->str, SIDE, y, width, 0);
  return y + line_height;
}

/* Where a page that came from outside stands: in the middle, never larger than it is. */
static EoReaderRect
find_frame (const EoReaderSize *size,
            double              width,
            double              height)
{
  double scale = MIN ((width - 2 * FRAME_SIDE) / size->width, (height - 2 * FRAME_ENDS) / size->height);
  EoReaderRect frame = { .width = size->width * MIN (scale, 1), .height = size->height * MIN (scale, 1) };

  frame.x = (width - frame.width) / 2;
  frame.y = (height - frame.height) / 2;
  return frame;
}

static void
path_frame (cairo_t            *cr,
            const EoReaderRect *frame)
{
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
}

/* It says where the page ends: what stands beyond is ours. */
static void
put_frame (EoPackSheet        *self,
           const EoReaderRect *frame)
{
  cairo_t *cr = cairo_create (self->surface);

  path_frame (cr, frame);
  cairo_set_line_width (cr, 0.5);
  cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static gboolean
put_framed (EoPackSheet        *self,
            EoDocument         *document,
            guint               page,
            const EoReaderSize *size,
            double              width,
            double              height)
{
  EoReaderRect frame = find_frame (size, width, height);
  double scale = frame.width / size->width;
  /* One of its own: an error that a page leaves behind stays with it, as does where it clipped. */
  cairo_t *cr = cairo_create (self->surface);
  gboolean is_drawn;

  path_frame (cr, &frame);
  cairo_clip (cr);
  cairo_translate (cr, frame.x, frame.y);
  cairo_scale (cr, scale, scale);
  is_drawn = document->print (document, page, cr, PRINT_SCALE * scale);
  cairo_destroy (cr);
  if (is_drawn)
    put_frame (self, &frame);
  return is_drawn;
}

static gboolean
put_own (EoPackSheet *self,
         EoDocument  *document,
         guint        page)
{
  cairo_t *cr = cairo_create (self->surface);
  gboolean is_drawn = document->print (document, page, cr, PRINT_SCALE);

  cairo_destroy (cr);
  return is_drawn;
}

EoPackSheet *
eo_pack_sheet_new (void)
{
  EoPackSheet *self = g_new0 (EoPackSheet, 1);

  self->fd = memfd_create ("pack", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  self->surface = cairo_pdf_surface_create_for_stream (take, self, A4_SHORT, A4_LONG);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    self->texts[i] = g_strdup ("");
  if (self->fd >= 0 && get_status (self) == EO_READER_OK)
    return self;
  return NULL;
}

void
eo_pack_sheet_set (EoPackSheet *self,
                   EoPackText   which,
                   const char  *text)
{
  g_free (self->texts[which]);
  self->texts[which] = g_strdup (text);
  if (which == EO_PACK_TITLE)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, text);
}

void
eo_pack_sheet_outline (EoPackSheet *self,
                       guint        depth,
                       const char  *text)
{
  g_autofree char *target = g_strdup_printf ("page=%u", self->n_pages + 1);
  int entry;

  depth = MIN (depth, EO_PACK_MAX_DEPTH - 1);
  entry = cairo_pdf_surface_add_outline (self->surface, self->parents[depth], text, target, 0);
  for (guint i = depth + 1; i < G_N_ELEMENTS (self->parents); i++)
    self->parents[i] = entry;
}

EoReaderStatus
eo_pack_sheet_page (EoPackSheet *self,
                    EoDocument  *document,
                    guint        page,
                    gboolean     is_own)
{
  EoReaderSize size = { 0, 0 };
  double width = A4_SHORT, height = A4_LONG;
  gboolean is_drawn;

  if (!document->get_size (document, page, &size) || !(size.width >= 1 && size.height >= 1)
      || size.width > EO_READER_MAX_POINTS || size.height > EO_READER_MAX_POINTS)
    return eo_pack_sheet_note (self, self->texts[EO_PACK_BROKEN]);
  if (is_own)
    {
      width = size.width;
      height = size.height;
    }
  else if (size.width > size.height)
    {
      width = A4_LONG;
      height = A4_SHORT;
    }
  cairo_pdf_surface_set_size (self->surface, width, height);
  is_drawn = is_own ? put_own (self, document, page) : put_framed (self, document, page, &size, width, height);
  return is_drawn ? end_page (self, width, height) : eo_pack_sheet_note (self, self->texts[EO_PACK_BROKEN]);
}

EoReaderStatus
eo_pack_sheet_note (EoPackSheet *self,
                    const char  *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", 2);
  double width = A4_SHORT - 2 * SIDE, y = 90;
  cairo_t *cr;

  cairo_pdf_surface_set_size (self->surface, A4_SHORT, A4_LONG);
  cr = cairo_create (self->surface);
  if (parts[0] != NULL)
    {
      set_font (cr, HEAD_SIZE, TRUE);
      y = put_paragraph (cr, parts[0], y, HEAD_SIZE * 1.3, width);
    }
  if (parts[0] != NULL && parts[1] != NULL)
    {
      set_font (cr, TEXT_SIZE, FALSE);
      put_paragraph (cr, parts[1], y + 4, TEXT_SIZE * 1.5, width);
    }
  cairo_destroy (cr);
  return end_page (self, A4_SHORT, A4_LONG);
}

int
eo_pack_sheet_end (EoPackSheet   *self,
                   EoReaderReply *reply)
{
  cairo_surface_finish (self->surface);
  reply->status = get_status (self);
  reply->count = self->n_pages;
  reply->bytes = self->bytes;
  return reply->status == EO_READER_OK ? eo_shared_seal (self->fd, NULL, self->bytes) : -1;
}
