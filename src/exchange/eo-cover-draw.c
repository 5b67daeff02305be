/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/eo-cover-attach-private.h"

#include <string.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "reader/eo-reader-pages.h"
#include "reader/eo-split-pages.h"

#define DPI          200.0 /* what offices scan at */
#define DRAW_SECONDS 600

gboolean
eo_cover_attach_is_whole (const EoCoverAttach *self)
{
  return self->parts->len == 1;
}

static cairo_status_t
append (gpointer      closure,
        const guchar *data,
        guint         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* NULL: the page is a cover sheet. */
static EoCoverPart *
part_of (EoCoverAttach *self,
         guint          page)
{
  EoCoverPart *found = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      EoCoverPart *part = g_ptr_array_index (self->parts, i);

      if (part->cover == (gint) page)
        return NULL;
      if (part->cover < (gint) page)
        found = part;
    }
  return found;
}

static void
begin_page (EoCoverPart *part,
            double       width,
            double       height)
{
  if (part->surface != NULL)
    {
      cairo_pdf_surface_set_size (part->surface, width, height);
      return;
    }
  part->surface = cairo_pdf_surface_create_for_stream (append, part->bytes, width, height);
  /* The same scan imported again makes the same bytes, which are known then. */
  cairo_pdf_surface_set_metadata (part->surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  part->cr = cairo_create (part->surface);
}

static gboolean
draw_page (const EoPixels  *pixels,
           guint            page,
           double           width,
           double           height,
           gpointer         user_data,
           GError         **error)
{
  EoCoverPart *part = part_of (user_data, page);
  cairo_surface_t *picture;

  if (part == NULL)
    return TRUE;
  begin_page (part, width, height);
  picture = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (pixels->bytes, NULL), CAIRO_FORMAT_RGB24,
                                                 pixels->width, pixels->height, pixels->stride);
  cairo_save (part->cr);
  cairo_scale (part->cr, width / pixels->width, height / pixels->height);
  cairo_set_source_surface (part->cr, picture, 0, 0);
  cairo_paint (part->cr);
  cairo_restore (part->cr);
  cairo_show_page (part->cr);
  cairo_surface_finish (picture);
  cairo_surface_destroy (picture);
  part->n_pages++;
  if (cairo_status (part->cr) == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_FAILED, _("Page %u of the scan could not be drawn."), page + 1);
  return FALSE;
}

static char *
name_part (const EoCoverAttach *self,
           const EoCoverPart   *part)
{
  const char *dot = strrchr (self->name, '.');
  g_autofree char *stem = dot != NULL && dot != self->name ? g_strndup (self->name, dot - self->name)
                                                           : g_strdup (self->name);
  guint first = part->cover + 2;

  if (part->n_pages == 1)
    return g_strdup_printf (_("%s, page %u.pdf"), stem, first);
  return g_strdup_printf (_("%s, pages %u-%u.pdf"), stem, first, first + part->n_pages - 1);
}

static gboolean
finish_part (const EoCoverAttach  *self,
             EoCoverPart          *part,
             GError              **error)
{
  g_autofree char *name = NULL;

  if (part->n_pages == 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                   _("The cover sheet of %s, on page %u, has no pages after it. Scan them again, each cover sheet on top "
                     "of its papers."), eo_record_get_name (part->record), part->cover + 1);
      return FALSE;
    }
  name = name_part (self, part);
  if (part->pdf == NULL)
    {
      g_clear_pointer (&part->cr, cairo_destroy);
      cairo_surface_finish (part->surface);
      part->pdf = g_bytes_new (part->bytes->data, part->bytes->len);
      g_byte_array_set_size (part->bytes, 0);
    }
  part->source = eo_source_new_for_bytes (part->pdf, name);
  return TRUE;
}

/* As they are, with their text. FALSE where that cannot be done: nothing is kept of it. */
static gboolean
cut_parts (EoCoverAttach *self,
           int            fd)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; error == NULL && i < self->parts->len; i++)
    {
      EoCoverPart *part = g_ptr_array_index (self->parts, i);
      gint next = i + 1 < self->parts->len ? ((EoCoverPart *) g_ptr_array_index (self->parts, i + 1))->cover : 0;
      gint first = part->cover + 1;

      if (next == 0 || next > first)
        part->pdf = eo_split_pages (fd, self->name, first, next > 0 ? next - first : 0, &part->n_pages, &error);
    }
  for (guint i = 0; error != NULL && i < self->parts->len; i++)
    {
      EoCoverPart *part = g_ptr_array_index (self->parts, i);

      g_clear_pointer (&part->pdf, g_bytes_unref);
      part->n_pages = 0;
    }
  if (error != NULL)
    g_debug ("%s", error->message);
  return error == NULL;
}

/* Pictures have no pages to cut, and of some documents it is not certain what belongs to which page: drawn anew. */
static gboolean
make_parts (EoCoverAttach  *self,
            GError        **error)
{
  int fd = self->fd >= 0 ? dup (self->fd) : eo_store_open_document (self->store, self->attachment->document, error);
  gboolean done = fd >= 0 && (cut_parts (self, fd)
                              || eo_reader_each_page (fd, self->name, DPI, DRAW_SECONDS, NULL, draw_page, self, error));

  if (fd >= 0)
    close (fd);
  for (guint i = 0; done && i < self->parts->len; i++)
    done = finish_part (self, g_ptr_array_index (self->parts, i), error);
  return done;
}

void
eo_cover_attach_draw (EoCoverAttach *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (self->why == NULL && !eo_cover_attach_is_whole (self) && !make_parts (self, &error))
    self->why = g_strdup (error->message);
}
