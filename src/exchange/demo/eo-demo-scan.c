/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "exchange/demo/eo-demo-private.h"
#include "exchange/demo/eo-demo-scan.h"

/* All in points, from the corner of an A4 sheet. */
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.890
#define LEFT 67.0
#define RIGHT 531.0
#define BOTTOM 775.0
#define BODY_SIZE 10.2
#define PARAGRAPH_GAP 8.5
#define STAMP_BELOW 228.0

#define SERIF "DejaVu Serif"
#define SANS "DejaVu Sans"

/* One moment for all, so that the same letter is the same bytes. */
#define MADE_ON "2026-01-05T08:00:00Z"

typedef struct
{
  cairo_t      *cr;
  PangoLayout  *layout;
  EoDemoRandom  random;
  double        y;
  guint         page;
} Sheet;

/* From −1 to 1. */
static double
wobble (Sheet *sheet)
{
  return eo_demo_random_below (&sheet->random, 20001) / 10000.0 - 1.0;
}

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
set_font (Sheet *sheet, const char *family, double size, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (sheet->layout, font);
  pango_font_description_free (font);
}

/* Lays text out, for show_text(); returns its height. */
static double
lay_text (Sheet *sheet, const char *text, double width, gboolean justify)
{
  int height;

  pango_layout_set_width (sheet->layout, width > 0 ? width * PANGO_SCALE : -1);
  pango_layout_set_justify (sheet->layout, justify);
  pango_layout_set_text (sheet->layout, text, -1);
  pango_layout_get_size (sheet->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
show_text (Sheet *sheet, double x, double y)
{
  cairo_move_to (sheet->cr, x, y);
  pango_cairo_show_layout (sheet->cr, sheet->layout);
}

/* Text at x, y; returns its height. */
static double
put_text (Sheet *sheet, const char *text, double x, double y, double width)
{
  double height = lay_text (sheet, text, width, FALSE);

  show_text (sheet, x, y);
  return height;
}

static void
put_line (Sheet *sheet, const char *text)
{
  sheet->y += put_text (sheet, text, LEFT, sheet->y, RIGHT - LEFT);
}

static void
put_hole (Sheet *sheet, double y)
{
  double x = 17.5 + wobble (sheet);

  cairo_arc (sheet->cr, x, y, 7.5, 0, 2 * G_PI);
  cairo_set_source_rgb (sheet->cr, 0.925, 0.918, 0.895);
  cairo_fill_preserve (sheet->cr);
  cairo_set_source_rgb (sheet->cr, 0.82, 0.81, 0.78);
  cairo_set_line_width (sheet->cr, 0.6);
  cairo_stroke (sheet->cr);
}

static void
put_specks (Sheet *sheet)
{
  guint n = 14 + eo_demo_random_below (&sheet->random, 16);

  cairo_set_source_rgb (sheet->cr, 0.80, 0.79, 0.76);
  for (guint i = 0; i < n; i++)
    {
      double size = 0.4 + eo_demo_random_below (&sheet->random, 8) / 10.0;

      cairo_rectangle (sheet->cr, eo_demo_random_below (&sheet->random, 595),
                       eo_demo_random_below (&sheet->random, 842), size, size);
    }
  cairo_fill (sheet->cr);
}

/* Paper that was never quite white, laid on the glass never quite straight. */
static void
begin_page (Sheet *sheet)
{
  /* Few angles, so that the fonts prepared for one letter serve another. */
  double angle = ((int) eo_demo_random_below (&sheet->random, 9) - 4) * 0.0012;

  if (sheet->page++ > 0)
    {
      cairo_restore (sheet->cr);
      cairo_show_page (sheet->cr);
    }
  cairo_set_source_rgb (sheet->cr, 0.988, 0.980, 0.965);
  cairo_paint (sheet->cr);
  put_specks (sheet);
  put_hole (sheet, 284 + 3 * wobble (sheet));
  put_hole (sheet, 553 + 3 * wobble (sheet));
  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, PAGE_WIDTH / 2 + 2 * wobble (sheet), PAGE_HEIGHT / 2 + 2 * wobble (sheet));
  cairo_rotate (sheet->cr, angle);
  cairo_translate (sheet->cr, -PAGE_WIDTH / 2, -PAGE_HEIGHT / 2);
  sheet->y = 72;
}

static void
put_mountains (cairo_t *cr)
{
  cairo_move_to (cr, -16, 10);
  cairo_line_to (cr, -6, -8);
  cairo_line_to (cr, 0, 2);
  cairo_line_to (cr, 6, -8);
  cairo_line_to (cr, 16, 10);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
put_tree (cairo_t *cr)
{
  cairo_rectangle (cr, -1.6, 0, 3.2, 13);
  cairo_arc (cr, 0, -5, 9, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_rectangle (cr, -10, 12, 20, 1.6);
  cairo_fill (cr);
}

static void
put_book (cairo_t *cr)
{
  cairo_move_to (cr, 0, -5);
  cairo_curve_to (cr, -5, -10, -11, -9, -15, -7);
  cairo_line_to (cr, -15, 9);
  cairo_curve_to (cr, -11, 7, -5, 6, 0, 11);
  cairo_curve_to (cr, 5, 6, 11, 7, 15, 9);
  cairo_line_to (cr, 15, -7);
  cairo_curve_to (cr, 11, -9, 5, -10, 0, -5);
  cairo_fill (cr);
}

static void
put_shield (cairo_t *cr)
{
  cairo_move_to (cr, 0, -15);
  cairo_curve_to (cr, 12, -8, 12, 8, 0, 15);
  cairo_curve_to (cr, -12, 8, -12, -8, 0, -15);
  cairo_fill (cr);
}

static void
put_emblem (Sheet *sheet, const EoDemoScan *fields)
{
  static void (*const motifs[]) (cairo_t *) = { put_mountains, put_tree, put_book, put_shield };
  cairo_t *cr = sheet->cr;

  cairo_save (cr);
  cairo_translate (cr, 93, 71);
  set_colour (cr, fields->colour);
  cairo_set_line_width (cr, 1.8);
  cairo_arc (cr, 0, 0, 24.5, 0, 2 * G_PI);
  cairo_stroke (cr);
  /* An organisation keeps its emblem from letter to letter. */
  motifs[g_str_hash (fields->from) % G_N_ELEMENTS (motifs)] (cr);
  cairo_restore (cr);
}

static void
put_letterhead (Sheet *sheet, const EoDemoScan *fields)
{
  double x = fields->has_emblem ? 131 : LEFT;
  double size = 17.0;

  set_colour (sheet->cr, fields->colour);
  if (!fields->has_emblem)
    {
      set_font (sheet, SERIF, 13, TRUE);
      put_text (sheet, fields->from, x, 52, RIGHT - x);
      set_font (sheet, SERIF, 8.5, FALSE);
      put_text (sheet, fields->from_line, x, 70, RIGHT - x);
      sheet->y = 104;
      return;
    }
  put_emblem (sheet, fields);
  /* A long name is set smaller, not broken. */
  size = CLAMP (size * 31 / MAX (g_utf8_strlen (fields->from, -1), 1), 10.0, 17.0);
  set_font (sheet, SANS, size, TRUE);
  put_text (sheet, fields->from, x, 59 - size * 0.62, 0);
  set_font (sheet, SANS, 7.2, FALSE);
  cairo_set_source_rgb (sheet->cr, 0.35, 0.35, 0.35);
  put_text (sheet, fields->from_line, x, 74, RIGHT - x);
  set_colour (sheet->cr, fields->colour);
  cairo_set_line_width (sheet->cr, 1.4);
  cairo_move_to (sheet->cr, LEFT, 107);
  cairo_line_to (sheet->cr, RIGHT, 107);
  cairo_stroke (sheet->cr);
  sheet->y = 124;
}

/* One line of the stamp, centred. */
static void
put_stamp_line (Sheet *sheet, const char *text, double size, gboolean bold, double y)
{
  int width;

  set_font (sheet, SANS, size, bold);
  lay_text (sheet, text, 0, FALSE);
  pango_layout_get_size (sheet->layout, &width, NULL);
  show_text (sheet, -(double) width / PANGO_SCALE / 2, y);
}

static void
put_stamp (Sheet *sheet, const EoDemoScan *fields)
{
  cairo_t *cr = sheet->cr;
  g_autofree char *date = g_utf8_strup (fields->stamp_date, -1);

  cairo_save (cr);
  cairo_translate (cr, 449 + 6 * wobble (sheet), 175 + 5 * wobble (sheet));
  cairo_rotate (cr, -0.085 + ((int) eo_demo_random_below (&sheet->random, 5) - 2) * 0.02);
  /* Ink, here and there thin: mixed with the paper, since a see-through group costs more than the page. */
  cairo_set_source_rgb (cr, 0.36, 0.41, 0.72);
  cairo_set_line_width (cr, 1.3);
  cairo_rectangle (cr, -75, -33, 150, 66);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 0.6);
  cairo_rectangle (cr, -72, -30, 144, 60);
  cairo_stroke (cr);
  put_stamp_line (sheet, fields->stamp_office, 8.4, TRUE, -27);
  put_stamp_line (sheet, "RECEIVED", 6.8, FALSE, -14.5);
  put_stamp_line (sheet, date, strlen (date) > 14 ? 10.4 : 12.4, TRUE, -5);
  put_stamp_line (sheet, fields->stamp_number, 7.2, FALSE, 15);
  cairo_restore (cr);
}

static void
put_signature (Sheet *sheet)
{
  cairo_t *cr = sheet->cr;
  double x = LEFT + 4;
  double y = sheet->y + 20;
  guint strokes = 7 + eo_demo_random_below (&sheet->random, 7);

  cairo_set_source_rgb (cr, 0.13, 0.22, 0.55);
  cairo_set_line_width (cr, 1.1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, x, y);
  for (guint i = 0; i < strokes; i++)
    {
      double step = 7 + 3 * wobble (sheet);
      double up = (i == 0 || i == strokes / 2 ? 17 : 9) + 5 * wobble (sheet);

      cairo_curve_to (cr, x + step * 0.2, y - up, x + step * 0.7, y - up, x + step * 0.6, y - up * 0.2);
      cairo_curve_to (cr, x + step * 0.5, y + 5 + 2 * wobble (sheet), x + step, y + 3, x + step, y + 2 * wobble (sheet));
      x += step;
    }
  cairo_stroke (cr);
  cairo_move_to (cr, LEFT - 2, y + 7 + 2 * wobble (sheet));
  cairo_curve_to (cr, LEFT + 30, y + 10, x - 20, y + 6, x + 10, y + 3 * wobble (sheet));
  cairo_stroke (cr);
  sheet->y += 36;
}

static void
put_head_block (Sheet *sheet, const EoDemoScan *fields)
{
  cairo_set_source_rgb (sheet->cr, 0.12, 0.12, 0.13);
  set_font (sheet, SERIF, BODY_SIZE, FALSE);
  if (fields->reference != NULL && fields->reference[0] != '\0')
    {
      g_autofree char *reference = g_strconcat (fields->has_emblem ? "Our reference: " : "Ref: ", fields->reference, NULL);

      put_line (sheet, reference);
    }
  put_line (sheet, fields->date);
  sheet->y += 13;
  for (guint i = 0; fields->addressee[i] != NULL; i++)
    put_line (sheet, fields->addressee[i]);
  sheet->y += 12;
  put_line (sheet, fields->salutation);
  /* Nobody stamps across the subject. */
  sheet->y = MAX (sheet->y + 8, fields->stamp_office != NULL ? STAMP_BELOW : 0);
}

static void
put_body (Sheet *sheet, const EoDemoScan *fields)
{
  g_autofree char *subject = g_utf8_strup (fields->subject, -1);

  set_font (sheet, SERIF, BODY_SIZE, TRUE);
  put_line (sheet, subject);
  sheet->y += 7;
  set_font (sheet, SERIF, BODY_SIZE, FALSE);
  for (guint i = 0; fields->paragraphs[i] != NULL; i++)
    {
      double height = lay_text (sheet, fields->paragraphs[i], RIGHT - LEFT, TRUE);

      if (sheet->y + height > BOTTOM)
        begin_page (sheet);
      cairo_set_source_rgb (sheet->cr, 0.12, 0.12, 0.13);
      show_text (sheet, LEFT, sheet->y);
      sheet->y += height + PARAGRAPH_GAP;
    }
}

static void
put_close (Sheet *sheet, const EoDemoScan *fields)
{
  if (sheet->y + 100 > BOTTOM)
    begin_page (sheet);
  sheet->y += 6;
  cairo_set_source_rgb (sheet->cr, 0.12, 0.12, 0.13);
  put_line (sheet, fields->closing);
  sheet->y += 6;
  put_signature (sheet);
  cairo_set_source_rgb (sheet->cr, 0.12, 0.12, 0.13);
  put_line (sheet, fields->signatory);
  put_line (sheet, fields->post);
}

static void
put_annexure (Sheet *sheet, const EoDemoScan *fields)
{
  begin_page (sheet);
  cairo_set_source_rgb (sheet->cr, 0.12, 0.12, 0.13);
  set_font (sheet, SERIF, BODY_SIZE, TRUE);
  put_line (sheet, fields->annexure[0]);
  sheet->y += 14;
  for (guint i = 1; fields->annexure[i] != NULL && sheet->y + 24 < BOTTOM; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u.  %s", i, fields->annexure[i]);

      cairo_set_source_rgb (sheet->cr, 0.12, 0.12, 0.13);
      set_font (sheet, SERIF, BODY_SIZE, FALSE);
      put_text (sheet, line, LEFT, sheet->y, 0);
      cairo_set_source_rgb (sheet->cr, 0.13, 0.22, 0.55);
      cairo_set_line_width (sheet->cr, 0.9);
      cairo_move_to (sheet->cr, 380, sheet->y + 9);
      for (guint stroke = 0; stroke < 5; stroke++)
        cairo_rel_curve_to (sheet->cr, 3, -9 + 3 * wobble (sheet), 6, -9, 6 + 2 * wobble (sheet), 2 * wobble (sheet));
      cairo_stroke (sheet->cr);
      cairo_set_source_rgb (sheet->cr, 0.6, 0.6, 0.6);
      cairo_set_line_width (sheet->cr, 0.5);
      cairo_move_to (sheet->cr, LEFT, sheet->y + 18);
      cairo_line_to (sheet->cr, RIGHT, sheet->y + 18);
      cairo_stroke (sheet->cr);
      sheet->y += 25;
    }
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
make_layout (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoLayout *layout;

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_line_spacing (layout, 1.12);
  return layout;
}

/**
 * eo_demo_scan_make:
 * @fields: what is written
 * @seed: how the paper lay, the specks, the signature
 *
 * Draws a letter that looks like the scans of the office: on one page, two or
 * three, with a text layer. The same fields and seed give the same bytes.
 *
 * Returns: (transfer full): a PDF
 */
GBytes *
eo_demo_scan_make (const EoDemoScan *fields, guint seed)
{
  GByteArray *bytes;
  cairo_surface_t *surface;
  Sheet sheet = { .random = eo_demo_random (seed, EO_DEMO_STREAM_SCAN, seed) };

  g_return_val_if_fail (fields != NULL && fields->subject != NULL && fields->paragraphs != NULL, NULL);

  bytes = g_byte_array_sized_new (48 * 1024);
  sheet.layout = make_layout ();
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, MADE_ON);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Scanner");
  sheet.cr = cairo_create (surface);

  begin_page (&sheet);
  put_letterhead (&sheet, fields);
  if (fields->stamp_office != NULL)
    put_stamp (&sheet, fields);
  put_head_block (&sheet, fields);
  put_body (&sheet, fields);
  put_close (&sheet, fields);
  if (fields->annexure != NULL)
    put_annexure (&sheet, fields);
  cairo_restore (sheet.cr);
  cairo_show_page (sheet.cr);

  cairo_destroy (sheet.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_object_unref (sheet.layout);
  return g_byte_array_free_to_bytes (bytes);
}
