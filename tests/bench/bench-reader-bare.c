/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poppler.h>

/* The floor that the caged reader is measured against: Poppler alone. */
int
main (int    argc,
      char **argv)
{
  g_autofree char *uri = argc == 2 ? g_filename_to_uri (argv[1], NULL, NULL) : NULL;
  PopplerDocument *document = uri != NULL ? poppler_document_new_from_file (uri, NULL, NULL) : NULL;
  PopplerPage *page = document != NULL ? poppler_document_get_page (document, 0) : NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 893, 1263);
  cairo_t *cr = cairo_create (surface);

  if (page == NULL)
    return 1;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 1.5, 1.5);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (page);
  g_object_unref (document);
  return 0;
}
