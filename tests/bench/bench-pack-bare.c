/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <poppler.h>

/* The floor that a pack is measured against: Poppler's own printing of the same pages, one document after another, into
 * one PDF. */
static cairo_status_t
take (void                *closure,
      const unsigned char *data,
      unsigned int         length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
print (cairo_t    *cr,
       const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, NULL);

  if (document == NULL)
    return FALSE;
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      poppler_page_render_for_printing (page, cr);
      cairo_show_page (cr);
      g_object_unref (page);
    }
  g_object_unref (document);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  gsize written = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take, &written, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (int i = 1; i < argc; i++)
    if (!print (cr, argv[i]))
      return 1;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return written > 0 ? 0 : 1;
}
