/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "scan-fixture.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define DPI 200.0

const char *const scan_english[] = {
  "The Honourable Member of the Executive Council for Transport\nPrivate Bag X9123\nPietermaritzburg\n3200",
  "Dear Sir",
  "CONDITION OF THE ROAD BETWEEN NDWEDWE AND THE CLINIC",
  "Our reference 36/2/7/1 refers. The residents of Ward 14 have asked this office to draw your attention to the state "
  "of district road D1612, which the rains of January 2026 left impassable for eleven days. Ambulances could not reach "
  "the clinic, and two schools were closed from 19 January until the end of the month.",
  "We understand that an amount of R 4 250 000 was set aside for the resurfacing of this road in the current financial "
  "year. Kindly let us know before 15 March 2026 when the contractor will be on site, who the engineer in charge is, and "
  "whether the temporary crossing at the second bridge will be strengthened before the winter.",
  "The community has been patient. A public meeting is planned for Saturday 7 March at the municipal hall, and the "
  "residents would be grateful if an official of your department could attend and answer their questions.",
  "Yours faithfully\nT. M. Khumalo\nChairperson of the Ward Committee",
  NULL
};

const char *const scan_afrikaans[] = {
  "Geagte Burgemeester",
  "AANSOEK OM VERGADERING OOR WATERVOORSIENING",
  "Die inwoners van ons dorp versoek graag 'n vergadering met u kantoor oor die voortdurende onderbreking van die "
  "watervoorsiening. Verlede maand was die krane vir nege dae droog, en die skool moes vroeër sluit. Ons het reeds drie "
  "keer aan die munisipaliteit geskryf, maar tot vandag toe geen antwoord ontvang nie.",
  "Ons stel voor dat die vergadering op Woensdag 18 Maart in die stadsaal plaasvind. Laat weet ons asseblief of hierdie "
  "datum u pas, en wie namens die raad sal optree.",
  "Die uwe\nA. J. van der Merwe",
  NULL
};

static const char *const code_rows[] = {
  "#######       #   #######",
  "#     #  #######  #     #",
  "# ### # ##        # ### #",
  "# ### # #    # ## # ### #",
  "# ### # ## ###    # ### #",
  "#     # # ## ###  #     #",
  "####### # # # # # #######",
  "        ##  # ##         ",
  "# #####      # ## #####  ",
  " ##  # ##  #  #    #     ",
  " # ## #    ##  # ####  ##",
  "#   #    #  #    ##     #",
  "#  #  ## ##  # ## # ###  ",
  "# ## #  ##  # #  # # # # ",
  "#  ## # #      ##  #  ###",
  "# #### ##   #   #   #  ##",
  "#     ## ## ##  #########",
  "        ###   ###   # #  ",
  "#######    ##   # # # ###",
  "#     # # ##   ##   #   #",
  "# ### # ## ### ########  ",
  "# ### # #   # ##### #  ##",
  "# ### # # # # # # ## ## #",
  "#     #  ####  #    #   #",
  "####### #    #   ### ####",
};

static guint32
next_random (guint32 *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

static void
write_letter (cairo_t           *cr,
              const char *const *paragraphs)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Liberation Serif");
  double y = 0;

  pango_font_description_set_absolute_size (font, 11 * DPI / 72 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, 1240 * PANGO_SCALE);
  pango_layout_set_line_spacing (layout, 1.15f);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      int height;

      pango_layout_set_text (layout, paragraphs[i], -1);
      cairo_move_to (cr, 0, y);
      pango_cairo_show_layout (cr, layout);
      pango_layout_get_pixel_size (layout, NULL, &height);
      y += height + 34;
    }
  pango_font_description_free (font);
  g_object_unref (layout);
}

static void
put_code (cairo_t *cr)
{
  for (guint y = 0; y < G_N_ELEMENTS (code_rows); y++)
    for (guint x = 0; code_rows[y][x] != '\0'; x++)
      if (code_rows[y][x] == '#')
        cairo_rectangle (cr, 8.0 * x, 8.0 * y, 8, 8);
  cairo_fill (cr);
}

void
scan_add_noise (cairo_surface_t *scan,
                guint            noise)
{
  guint8 *bytes = cairo_image_surface_get_data (scan);
  int stride = cairo_image_surface_get_stride (scan);
  guint32 seed = 42;

  cairo_surface_flush (scan);
  for (guint y = 0; y < SCAN_HEIGHT; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (bytes + (gsize) y * stride);

      for (guint x = 0; noise > 0 && x < SCAN_WIDTH; x++)
        {
          int off = (int) (next_random (&seed) % (2 * noise + 1)) - (int) noise;
          guint32 grey = CLAMP ((int) (row[x] & 0xff) + off, 0, 255);

          row[x] = grey << 16 | grey << 8 | grey;
        }
    }
  cairo_surface_mark_dirty (scan);
}

cairo_surface_t *
scan_draw (const char *const *paragraphs,
           guint              noise,
           gboolean           code)
{
  cairo_surface_t *scan = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SCAN_WIDTH, SCAN_HEIGHT);
  cairo_t *cr = cairo_create (scan);

  cairo_set_source_rgb (cr, 0.96, 0.96, 0.96);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_rotate (cr, 0.006);
  cairo_translate (cr, 210, 300);
  if (paragraphs != NULL)
    write_letter (cr, paragraphs);
  cairo_translate (cr, 1000, -210);
  if (code)
    put_code (cr);
  cairo_destroy (cr);
  scan_add_noise (scan, noise);
  return scan;
}

cairo_status_t
scan_append (gpointer      bytes,
             const guchar *data,
             guint         length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
scan_png (cairo_surface_t *scan)
{
  GByteArray *bytes = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (scan, scan_append, bytes), ==, CAIRO_STATUS_SUCCESS);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
scan_pdf (cairo_surface_t **scans,
          guint             n_scans)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream (scan_append, bytes, SCAN_WIDTH * 72 / DPI, SCAN_HEIGHT * 72 / DPI);
  cairo_t *cr = cairo_create (pdf);

  cairo_scale (cr, 72 / DPI, 72 / DPI);
  for (guint i = 0; i < n_scans; i++)
    {
      cairo_set_source_surface (cr, scans[i], 0, 0);
      cairo_paint (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  g_assert_cmpint (cairo_surface_status (pdf), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (pdf);
  return g_byte_array_free_to_bytes (bytes);
}

guint
scan_count (const char *const *paragraphs,
            const char        *text,
            guint             *n_words)
{
  g_auto (GStrv) found = g_strsplit_set (text, " \n", -1);
  g_autoptr (GHashTable) bag = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  *n_words = 0;
  for (guint i = 0; found[i] != NULL; i++)
    g_hash_table_insert (bag, found[i],
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (bag, found[i])) + 1));
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (paragraphs[i], " \n", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          guint left = GPOINTER_TO_UINT (g_hash_table_lookup (bag, words[j]));

          (*n_words)++;
          n += left > 0;
          if (left > 0)
            g_hash_table_insert (bag, words[j], GUINT_TO_POINTER (left - 1));
        }
    }
  return n;
}
