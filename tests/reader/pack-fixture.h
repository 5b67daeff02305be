/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>
#include <unistd.h>

#include <cairo-pdf.h>

#include "base/eo-error.h"
#include "pdf-fixture.h"
#include "reader-fixture.h"
#include "reader/eo-pack-pages.h"
#include "reader/eo-sealed.h"

static inline cairo_status_t
pack_write (void                *closure,
            const unsigned char *data,
            unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Pages that say "WORD 1", "WORD 2" … */
static inline GBytes *
pack_make_pdf (const char *word,
               guint       n_pages,
               double      width,
               double      height)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (pack_write, bytes, width, height);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", word, i + 1);

      cairo_set_font_size (cr, 20);
      cairo_move_to (cr, width / 10, height / 2);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static inline guint
pack_add (EoPack     *pack,
          GBytes     *bytes,
          const char *name,
          const char *title,
          guint       depth)
{
  EoPackPart part = { .name = name, .title = title, .depth = depth };
  g_autoptr (GError) error = NULL;
  guint index;

  part.fd = eo_sealed_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  index = eo_pack_add (pack, &part);
  close (part.fd);
  return index;
}

static inline EoReader *
pack_read (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  EoReader *reader = fixture_open_bytes (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), "pack.pdf", NULL, &error);

  g_assert_no_error (error);
  return reader;
}

/* @page from 1 */
static inline void
pack_assert_says (EoReader   *reader,
                  guint       page,
                  const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoPageText) text = fixture_text (reader, page - 1, &error);

  g_assert_no_error (error);
  if (strstr (text->text, words) == NULL)
    g_test_message ("page %u does not say “%s” but “%s”", page, words, text->text);
  g_assert_nonnull (strstr (text->text, words));
}
