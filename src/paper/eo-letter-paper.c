/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "paper/eo-letter-paper-private.h"

/* All in points. */
#define TEXT_SIZE 10.5
#define SMALL_SIZE 8.0
#define OFFICE_SIZE 15.0
#define PARAGRAPH_GAP 8.0
#define ITEM_GAP 3.0
#define ITEM_INDENT 17.0
#define LABEL_WIDTH 92.0
#define SIGNING_ROOM 46.0

/* The sheet */

EoLetterSheet *
eo_letter_sheet_new (void)
{
  EoLetterSheet *sheet = g_new0 (EoLetterSheet, 1);

  sheet->missing = g_ptr_array_new_with_free_func (g_free);
  return sheet;
}

void
eo_letter_sheet_free (EoLetterSheet *sheet)
{
  char **const texts[] = {
    &sheet->office, &sheet->address, &sheet->phone, &sheet->email, &sheet->motto, &sheet->our_label,
    &sheet->our_reference, &sheet->their_label, &sheet->their_reference, &sheet->date_label, &sheet->date,
    &sheet->addressee, &sheet->salutation, &sheet->subject, &sheet->text, &sheet->closing, &sheet->signatory,
    &sheet->post, &sheet->signed_off, &sheet->marking, &sheet->note,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_ptr_array_unref (sheet->missing);
  g_free (sheet);
}

/* The parts of a letter, from its head down */

static void
put_letterhead (EoLetterPaper       *self,
                const EoLetterSheet *sheet)
{
  double width = _eo_lines_width (self);
  double left = width * 0.56;
  double x = self->paper.left;
  g_autoptr (GString) lines = g_string_new (sheet->address);
  double height = 0, right;

  for (guint i = 0; i < 2; i++)
    {
      const char *line = i == 0 ? sheet->phone : sheet->email;
      if (*line != '\0')
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
    }
  if (*sheet->office != '\0')
    height += _eo_lines_put (
      self, _eo_lines_make (self, sheet->office, OFFICE_SIZE, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, left), x,
      self->y, left, PANGO_ALIGN_LEFT, 0);
  if (*sheet->motto != '\0')
    height += 3
              + _eo_lines_put (self,
                               _eo_lines_make (self, sheet->motto, SMALL_SIZE + 1, PANGO_WEIGHT_NORMAL,
                                               PANGO_STYLE_ITALIC, left),
                               x, self->y + height + 3, left, PANGO_ALIGN_LEFT, 0.3);
  right = lines->len == 0 ? 0
                          : _eo_lines_put (self,
                                           _eo_lines_make (self, lines->str, SMALL_SIZE, PANGO_WEIGHT_NORMAL,
                                                           PANGO_STYLE_NORMAL, width - left),
                                           x + left, self->y + 2, width - left, PANGO_ALIGN_RIGHT, 0.25);
  if (MAX (height, right) <= 0)
    return;
  self->y += MAX (height, right + 2) + 7;
  _eo_lines_rule (self);
  self->y += 16;
}

static void
put_labelled (EoLetterPaper *self,
              const char    *label,
              const char    *value)
{
  double x = self->paper.left;

  if (*value == '\0')
    return;
  _eo_lines_put (
    self, _eo_lines_make (self, label, TEXT_SIZE - 1, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, LABEL_WIDTH),
    x, self->y, LABEL_WIDTH, PANGO_ALIGN_LEFT, 0.35);
  self->y += 2.5
             + _eo_lines_put (self,
                              _eo_lines_make (self, value, TEXT_SIZE - 1, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL,
                                              _eo_lines_width (self) - LABEL_WIDTH),
                              x + LABEL_WIDTH, self->y, _eo_lines_width (self) - LABEL_WIDTH, PANGO_ALIGN_LEFT, 0);
}

static void
put_paragraph (EoLetterPaper *self,
               const char    *text,
               PangoWeight    weight,
               double         gap)
{
  if (*text == '\0')
    return;
  _eo_lines_flow (self,
                  _eo_lines_make (self, text, TEXT_SIZE, weight, PANGO_STYLE_NORMAL, _eo_lines_width (self)),
                  self->paper.left);
  self->y += gap;
}

/* The length of "- " or "12. " or "(a) " at the beginning of @line, or 0. */
static gsize
item_mark (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  if ((line[0] == '-' || line[0] == '*') && line[1] == ' ')
    return 2;
  if (digits > 0 && digits < 4 && line[digits] == '.' && line[digits + 1] == ' ')
    return digits + 2;
  return line[0] == '(' && line[1] != '\0' && line[2] == ')' && line[3] == ' ' ? 4 : 0;
}

static void
put_item (EoLetterPaper *self,
          const char    *line,
          gsize          mark)
{
  g_autofree char *sign = mark == 2 ? g_strdup ("•") : g_strndup (line, mark - 1);
  double x = self->paper.left + 6;
  PangoLayout *text = _eo_lines_make (self, line + mark, TEXT_SIZE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL,
                                      _eo_lines_width (self) - ITEM_INDENT - 6);
  double ascent;
  double height = _eo_lines_height (pango_layout_get_line_readonly (text, 0), &ascent) * LEADING;

  if (self->y + height * (pango_layout_get_line_count (text) > 1 ? 2 : 1) > _eo_lines_end (self))
    _eo_lines_next_page (self);
  _eo_lines_put (self,
                 _eo_lines_make (self, sign, TEXT_SIZE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, ITEM_INDENT),
                 x, self->y, ITEM_INDENT, PANGO_ALIGN_LEFT, 0);
  _eo_lines_flow (self, text, x + ITEM_INDENT);
  self->y += ITEM_GAP;
}

/* Lines that follow one another are one paragraph, unless they are items. */
static void
put_text (EoLetterPaper *self,
          const char    *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) paragraph = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize mark = item_mark (lines[i]);
      gboolean blank = *g_strchomp (lines[i]) == '\0';

      if ((blank || mark > 0) && paragraph->len > 0)
        {
          put_paragraph (self, paragraph->str, PANGO_WEIGHT_NORMAL, mark > 0 ? ITEM_GAP + 1 : PARAGRAPH_GAP);
          g_string_truncate (paragraph, 0);
        }
      if (mark > 0)
        put_item (self, lines[i], mark);
      else if (blank && i > 0 && item_mark (lines[i - 1]) > 0)
        self->y += PARAGRAPH_GAP - ITEM_GAP;
      else if (!blank)
        g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? "\n" : "", lines[i]);
    }
  put_paragraph (self, paragraph->str, PANGO_WEIGHT_NORMAL, PARAGRAPH_GAP);
}

/* All on one page: a name without its letter above it is worth nothing. */
static void
put_signature (EoLetterPaper       *self,
               const EoLetterSheet *sheet)
{
  double needed = SIGNING_ROOM + 4 * TEXT_SIZE * LEADING + 20;

  self->y += 6;
  if (self->y + needed > _eo_lines_end (self))
    _eo_lines_next_page (self);
  put_paragraph (self, sheet->closing, PANGO_WEIGHT_NORMAL, 0);
  if (*sheet->signed_off == '\0')
    self->y += SIGNING_ROOM;
  else
    self->y += 12
               + _eo_lines_put (self,
                                _eo_lines_make (self, sheet->signed_off, TEXT_SIZE - 1, PANGO_WEIGHT_NORMAL,
                                                PANGO_STYLE_ITALIC, _eo_lines_width (self)),
                                self->paper.left, self->y + 6, _eo_lines_width (self), PANGO_ALIGN_LEFT, 0.2);
  put_paragraph (self, sheet->signatory, PANGO_WEIGHT_BOLD, 0);
  put_paragraph (self, sheet->post, PANGO_WEIGHT_NORMAL, 0);
}

/* In the margins of every page: the marking, the page of how many from the second on, and what it is that is no letter yet. */
static void
put_margins (EoLetterPaper *self)
{
  guint n = self->page + 1;
  double width = _eo_lines_width (self);
  double x = self->paper.left;
  double bottom = _eo_lines_end (self) + 12;

  for (self->page = 0; self->page < n; self->page++)
    {
      /* Translators: the first number is the page, the second how many there are. */
      g_autofree char *count = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, n);

      if (*self->marking != '\0')
        {
          _eo_lines_put (self,
                         _eo_lines_make (self, self->marking, SMALL_SIZE + 1, PANGO_WEIGHT_BOLD,
                                         PANGO_STYLE_NORMAL, width),
                         x, self->paper.top - 26, width, PANGO_ALIGN_CENTER, 0);
          _eo_lines_put (self,
                         _eo_lines_make (self, self->marking, SMALL_SIZE + 1, PANGO_WEIGHT_BOLD,
                                         PANGO_STYLE_NORMAL, width),
                         x, bottom, width, PANGO_ALIGN_CENTER, 0);
        }
      if (*self->note != '\0')
        _eo_lines_put (
          self, _eo_lines_make (self, self->note, SMALL_SIZE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, width),
          x, bottom, width, PANGO_ALIGN_LEFT, 0.4);
      if (self->page > 0)
        _eo_lines_put (
          self, _eo_lines_make (self, count, SMALL_SIZE, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, width), x,
          bottom, width, PANGO_ALIGN_RIGHT, 0.4);
    }
  self->page = n - 1;
}

static void
lay_out (EoLetterPaper       *self,
         const EoLetterSheet *sheet)
{
  put_letterhead (self, sheet);
  put_labelled (self, sheet->our_label, sheet->our_reference);
  put_labelled (self, sheet->their_label, sheet->their_reference);
  put_labelled (self, sheet->date_label, sheet->date);
  self->y += 14;
  put_paragraph (self, sheet->addressee, PANGO_WEIGHT_NORMAL, 18);
  put_paragraph (self, sheet->salutation, PANGO_WEIGHT_NORMAL, PARAGRAPH_GAP + 2);
  put_paragraph (self, sheet->subject, PANGO_WEIGHT_BOLD, PARAGRAPH_GAP + 2);
  put_text (self, sheet->text);
  put_signature (self, sheet);
  put_margins (self);
}

/* Public functions */

EoLetterPaper *
eo_letter_paper_new (const EoLetterSheet *sheet,
                     const EoPaper       *paper)
{
  EoLetterPaper *self = _eo_letter_paper_new (paper);

  self->marking = g_utf8_strup (sheet->marking, -1);
  self->note = g_strdup (sheet->note);
  lay_out (self, sheet);
  return self;
}

static gboolean
draw (cairo_surface_t  *surface,
      cairo_t          *cr,
      gpointer          user_data,
      GError          **error)
{
  EoLetterPaper *self = user_data;

  for (guint i = 0; i < eo_letter_paper_get_n_pages (self); i++)
    {
      eo_letter_paper_draw_page (self, cr, i);
      cairo_show_page (cr);
    }
  return TRUE;
}

GBytes *
eo_letter_paper_make_pdf (const EoLetterSheet  *sheet,
                          GError              **error)
{
  EoPaper paper = eo_paper_letter ();
  g_autoptr (EoLetterPaper) self = eo_letter_paper_new (sheet, &paper);

  return eo_paper_make_pdf (&paper, draw, self, error);
}

gboolean
eo_letter_paper_write_pdf (const EoLetterSheet  *sheet,
                           const char           *path,
                           GError              **error)
{
  EoPaper paper = eo_paper_letter ();
  g_autoptr (EoLetterPaper) self = eo_letter_paper_new (sheet, &paper);

  return eo_paper_write_pdf (path, &paper, draw, self, error);
}
