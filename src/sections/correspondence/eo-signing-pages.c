/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "paper/eo-paper-text.h"
#include "reader/eo-reader-pages.h"
#include "sections/correspondence/eo-signing-pages.h"

/* In points, but the dots an inch. */
#define SCAN_DPI 130.0
#define DOCUMENT_SECONDS 60
#define EDGE 30.0
#define BOX 11.0
#define CHOICE_WIDTH 62.0
#define REFERENCE_WIDTH 92.0
#define TALLEST_ROW 120.0 /* of the sheet to tick: a name and a subject as long as they may be */

typedef struct
{
  EoSigningPages      *pages;
  cairo_surface_t     *surface;
  cairo_t             *cr;
  EoPaper              paper;
  guint                page;    /* drawn so far */
  EoRecord            *record;  /* whose document is at hand … */
  const char          *label;   /* … and what stands at the foot of its pages */
} Drawing;

static const char *const choices[] = { N_("Sign"), N_("Return"), N_("Hold") };

static double
inner_width (Drawing *drawing)
{
  return drawing->paper.width - drawing->paper.left - drawing->paper.right;
}

static void
end_page (Drawing *drawing)
{
  cairo_show_page (drawing->cr);
  drawing->page++;
}

static void
bookmark (Drawing    *drawing,
          int         parent,
          const char *text,
          int        *id)
{
  g_autofree char *to = g_strdup_printf ("page=%u", drawing->page + 1);
  int added = cairo_pdf_surface_add_outline (drawing->surface, parent, text, to, 0);

  if (id != NULL)
    *id = added;
}

static void
draw_marking (Drawing  *drawing,
              EoRecord *record)
{
  static const EoPaperFont font = { .size = 9, .bold = TRUE, .align = PANGO_ALIGN_CENTER, .max_lines = 1 };
  g_autofree char *marking = NULL;

  if (record == NULL || record->classification == EO_OPEN)
    return;
  marking = g_utf8_strup (eo_choice_label (eo_classification_get_type (), record->classification), -1);
  eo_paper_put (drawing->cr, marking, &font, 0, 14, drawing->paper.width);
  eo_paper_put (drawing->cr, marking, &font, 0, drawing->paper.height - 25, drawing->paper.width);
}

/* The sheet to tick */

static void
draw_choices (Drawing *drawing,
              double   y)
{
  static const EoPaperFont font = { .size = 10, .max_lines = 1 };
  double x = drawing->paper.width - drawing->paper.right - G_N_ELEMENTS (choices) * CHOICE_WIDTH;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++, x += CHOICE_WIDTH)
    {
      cairo_set_source_rgb (drawing->cr, 0.1, 0.1, 0.1);
      cairo_set_line_width (drawing->cr, 0.9);
      cairo_rectangle (drawing->cr, x, y + 1, BOX, BOX);
      cairo_stroke (drawing->cr);
      eo_paper_put (drawing->cr, _(choices[i]), &font, x + BOX + 5, y, CHOICE_WIDTH - BOX - 6);
    }
}

/* Returns the height of the row. On a tablet its reference leads to the letter. */
static double
draw_row (Drawing             *drawing,
          const EoSigningItem *item,
          double               y)
{
  static const EoPaperFont strong = { .size = 10, .bold = TRUE, .max_lines = 1 };
  static const EoPaperFont party = { .size = 10, .bold = TRUE, .max_lines = 3 };
  static const EoPaperFont plain = { .size = 10, .max_lines = 4 };
  static const EoPaperFont small = { .size = 8.5, .grey = 0.35, .max_lines = 1 };
  EoLetter *letter = EO_LETTER (item->letter);
  double x = drawing->paper.left;
  double width = inner_width (drawing) - REFERENCE_WIDTH - G_N_ELEMENTS (choices) * CHOICE_WIDTH - 10;
  double top = y;
  g_autofree char *link = g_strdup_printf ("dest='%s'", item->letter->reference);
  g_autofree char *from = NULL;
  g_autofree char *marking = NULL;

  cairo_tag_begin (drawing->cr, CAIRO_TAG_LINK, link);
  eo_paper_put (drawing->cr, item->letter->reference, &strong, x, y, REFERENCE_WIDTH - 8);
  cairo_tag_end (drawing->cr, CAIRO_TAG_LINK);
  draw_choices (drawing, y);
  y += eo_paper_put (drawing->cr, letter->correspondent.title, &party, x + REFERENCE_WIDTH, y, width);
  y = MAX (y, top + BOX + 3);
  width = inner_width (drawing) - REFERENCE_WIDTH; /* below the boxes */
  y += eo_paper_put (drawing->cr, letter->subject, &plain, x + REFERENCE_WIDTH, y + 1, width) + 1;
  if (letter->assigned_to.id != 0)
    {
      from = g_strdup_printf (_("From %s"), letter->assigned_to.title);
      y += eo_paper_put (drawing->cr, from, &small, x + REFERENCE_WIDTH, y + 1, width) + 1;
    }
  if (item->letter->classification != EO_OPEN)
    {
      marking = g_utf8_strup (eo_choice_label (eo_classification_get_type (), item->letter->classification), -1);
      eo_paper_put (drawing->cr, marking, &small, x, top + 14, REFERENCE_WIDTH - 8);
    }
  eo_paper_rule (drawing->cr, x, y + 7, inner_width (drawing), 0.5, 0.75);
  return y + 14 - top;
}

static EoRecord *
most_secret (GPtrArray *items)
{
  EoRecord *most = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const EoSigningItem *item = g_ptr_array_index (items, i);
      if (most == NULL || item->letter->classification > most->classification)
        most = item->letter;
      if (item->answered != NULL && item->answered->classification > most->classification)
        most = item->answered;
    }
  return most;
}

/* Loose sheets are counted. */
static void
end_tick_sheet (Drawing *drawing)
{
  static const EoPaperFont font = { .size = 7.5, .grey = 0.4, .max_lines = 1, .align = PANGO_ALIGN_RIGHT };
  g_autofree char *text = g_strdup_printf (_("For signature, sheet %u"), drawing->page + 1);

  draw_marking (drawing, most_secret (drawing->pages->items));
  eo_paper_put (drawing->cr, text, &font, drawing->paper.width / 2, drawing->paper.height - 24,
                drawing->paper.width / 2 - EDGE);
  end_page (drawing);
}

static void
draw_tick_sheet (Drawing *drawing)
{
  static const EoPaperFont title = { .size = 18, .bold = TRUE };
  static const EoPaperFont small = { .size = 9, .grey = 0.35 };
  GPtrArray *items = drawing->pages->items;
  EoDate today = eo_date_today ();
  g_autofree char *day = eo_date_format_long (&today);
  g_autofree char *count = g_strdup_printf (ngettext ("%u letter", "%u letters", items->len), items->len);
  g_autofree char *facts = g_strjoin (" · ", *drawing->pages->office != '\0' ? drawing->pages->office : day,
                                      *drawing->pages->office != '\0' ? day : count,
                                      *drawing->pages->office != '\0' ? count : NULL, NULL);
  double y = drawing->paper.top;

  bookmark (drawing, CAIRO_PDF_OUTLINE_ROOT, _("Sheet to tick"), NULL);
  y += eo_paper_put (drawing->cr, _("For signature"), &title, drawing->paper.left, y, inner_width (drawing));
  y += eo_paper_put (drawing->cr, facts, &small, drawing->paper.left, y + 2, inner_width (drawing)) + 16;
  for (guint i = 0; i < items->len; i++)
    {
      if (y + TALLEST_ROW > drawing->paper.height - drawing->paper.bottom)
        {
          end_tick_sheet (drawing);
          y = drawing->paper.top;
        }
      y += draw_row (drawing, g_ptr_array_index (items, i), y);
    }
  end_tick_sheet (drawing);
}

/* Letters, and what lies behind them */

static void
draw_foot (Drawing *drawing)
{
  static const EoPaperFont font = { .size = 7.5, .grey = 0.4, .max_lines = 1, .align = PANGO_ALIGN_RIGHT };

  draw_marking (drawing, drawing->record);
  eo_paper_put (drawing->cr, drawing->label, &font, drawing->paper.width / 2, drawing->paper.height - 24,
                drawing->paper.width / 2 - EDGE);
}

static gboolean
draw_pixels (const EoPixels  *pixels,
             guint            page,
             double           width,
             double           height,
             gpointer         user_data,
             GError         **error)
{
  Drawing *drawing = user_data;
  double room_x = drawing->paper.width - 2 * EDGE, room_y = drawing->paper.height - 2 * EDGE;
  double scale = MIN (room_x / pixels->width, room_y / pixels->height);
  cairo_surface_t *surface;

  /* Opaque: a page has a white ground. */
  surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (pixels->bytes, NULL), CAIRO_FORMAT_RGB24,
                                                 pixels->width, pixels->height, pixels->stride);
  cairo_save (drawing->cr);
  cairo_translate (drawing->cr, (drawing->paper.width - pixels->width * scale) / 2, EDGE);
  cairo_scale (drawing->cr, scale, scale);
  cairo_set_source_surface (drawing->cr, surface, 0, 0);
  cairo_paint (drawing->cr);
  cairo_restore (drawing->cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  draw_foot (drawing);
  end_page (drawing);
  if (cairo_status (drawing->cr) == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error, EO_ERROR, EO_ERROR_FULL, _("The signing box could not be written: is the disk full?"));
  return FALSE;
}

/* A page in the place of a document that cannot be drawn: it is in the office, and nothing is hidden. */
static void
draw_absent (Drawing            *drawing,
             const EoAttachment *attachment,
             const char         *why)
{
  static const EoPaperFont title = { .size = 13, .bold = TRUE, .max_lines = 2 };
  static const EoPaperFont plain = { .size = 10 };
  double y = drawing->paper.top + 40;

  y += eo_paper_put (drawing->cr, attachment->name, &title, drawing->paper.left, y, inner_width (drawing)) + 6;
  eo_paper_put (drawing->cr, why, &plain, drawing->paper.left, y, inner_width (drawing));
  draw_foot (drawing);
  end_page (drawing);
}

/* FALSE only where nothing more can be written. */
static gboolean
draw_documents (Drawing    *drawing,
                GPtrArray  *attachments,
                GError    **error)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      const EoAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autoptr (GError) problem = NULL;
      int fd = eo_store_open_document (drawing->pages->store, attachment->document, &problem);
      gboolean drawn = fd >= 0 && eo_reader_each_page (fd, attachment->name, SCAN_DPI, DOCUMENT_SECONDS,
                                                       drawing->pages->cancellable, draw_pixels, drawing, &problem);

      if (fd >= 0)
        close (fd);
      if (drawn)
        continue;
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (problem, EO_ERROR, EO_ERROR_FULL))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      draw_absent (drawing, attachment, problem->message);
    }
  return TRUE;
}

static void
draw_letter (Drawing             *drawing,
             const EoSigningItem *item)
{
  g_autoptr (EoLetterPaper) letter = eo_letter_paper_new (item->sheet, &drawing->paper);

  for (guint i = 0; i < eo_letter_paper_get_n_pages (letter); i++)
    {
      eo_letter_paper_draw_page (letter, drawing->cr, i);
      end_page (drawing);
    }
}

static gboolean
draw_item (Drawing              *drawing,
           const EoSigningItem  *item,
           GError              **error)
{
  EoLetter *letter = EO_LETTER (item->letter);
  g_autofree char *name = g_strdup_printf ("%s  %s", item->letter->reference, letter->correspondent.title);
  g_autofree char *dest = g_strdup_printf ("name='%s' x=0 y=0", item->letter->reference);
  g_autofree char *own = g_strdup_printf (_("%s, for signature"), item->letter->reference);
  g_autofree char *behind = NULL;
  g_autofree char *answers = NULL;
  int outline;

  drawing->record = item->letter;
  drawing->label = own;
  bookmark (drawing, CAIRO_PDF_OUTLINE_ROOT, name, &outline);
  cairo_tag_begin (drawing->cr, CAIRO_TAG_DEST, dest);
  cairo_tag_end (drawing->cr, CAIRO_TAG_DEST);
  if (item->own->len == 0)
    draw_letter (drawing, item);
  else if (!draw_documents (drawing, item->own, error))
    return FALSE;
  if (item->behind->len == 0)
    return TRUE;
  behind = g_strdup_printf (_("%s, which %s answers"), item->answered->reference, item->letter->reference);
  answers = g_strdup_printf (_("Answers %s"), item->answered->reference);
  drawing->record = item->answered;
  drawing->label = behind;
  bookmark (drawing, outline, answers, NULL);
  return draw_documents (drawing, item->behind, error);
}

gboolean
eo_signing_pages_draw (cairo_surface_t  *surface,
                       cairo_t          *cr,
                       gpointer          data,
                       GError          **error)
{
  EoSigningPages *pages = data;
  Drawing drawing = { pages, surface, cr, eo_paper_letter (), 0, NULL, NULL };

  draw_tick_sheet (&drawing);
  for (guint i = 0; i < pages->items->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (pages->cancellable, error)
          || !draw_item (&drawing, g_ptr_array_index (pages->items, i), error))
        return FALSE;
      if (pages->progress != NULL)
        pages->progress ((double) (i + 1) / pages->items->len, pages->progress_data);
    }
  return TRUE;
}
