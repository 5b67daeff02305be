/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-scan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PARTS 10000 /* of the page's width and height: a twelfth of a point on A4 */

static void
word_clear (gpointer data)
{
  g_free (((EoScanWord *) data)->text);
}

EoScanPage *
eo_scan_page_new (void)
{
  EoScanPage *page = g_new0 (EoScanPage, 1);

  page->words = g_array_new (FALSE, TRUE, sizeof (EoScanWord));
  g_array_set_clear_func (page->words, word_clear);
  page->codes = g_ptr_array_new_with_free_func (g_free);
  return page;
}

void
eo_scan_page_free (EoScanPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->words);
  g_ptr_array_unref (page->codes);
  g_free (page);
}

static guint
to_parts (double fraction)
{
  return (guint) lround (CLAMP (fraction, 0, 1) * PARTS);
}

char *
eo_scan_page_format (const EoScanPage *page)
{
  GString *lines = g_string_new (NULL);

  g_return_val_if_fail (page != NULL, NULL);

  for (guint i = 0; i < page->words->len; i++)
    {
      const EoScanWord *word = &g_array_index (page->words, EoScanWord, i);

      g_string_append_printf (lines, "%u %u %u %u %u %u %s\n", to_parts (word->x), to_parts (word->y),
                              to_parts (word->width), to_parts (word->height), word->confidence, word->end, word->text);
    }
  return g_string_free (lines, FALSE);
}

/* The letters of a word, then what parts it from the next, which has no width. */
static void
append_word (GString    *text,
             GArray     *rects,
             const char *word,
             EoPageRect  rect,
             guint       end)
{
  glong n = g_utf8_strlen (word, -1);
  EoPageRect after = { rect.x + rect.width, rect.y, 0, rect.height };

  for (glong i = 0; i < n; i++)
    {
      EoPageRect letter = { rect.x + rect.width * i / n, rect.y, rect.width / n, rect.height };

      g_array_append_val (rects, letter);
    }
  g_string_append (text, word);
  for (guint i = 0; i < MAX (end, 1); i++)
    {
      g_string_append_c (text, end == EO_SCAN_WITHIN ? ' ' : '\n');
      g_array_append_val (rects, after);
    }
}

static void
append_line (GString    *text,
             GArray     *rects,
             const char *line,
             double      width,
             double      height)
{
  guint x, y, w, h, confidence, end;
  int at = 0;

  if (sscanf (line, "%5u %5u %5u %5u %3u %1u %n", &x, &y, &w, &h, &confidence, &end, &at) < 6 || at == 0
      || line[at] == '\0' || MAX (MAX (x, y), MAX (w, h)) > PARTS || end > EO_SCAN_ENDS_PARAGRAPH)
    return;
  append_word (text, rects, line + at,
               (EoPageRect) { x * width / PARTS, y * height / PARTS, w * width / PARTS, h * height / PARTS }, end);
}

EoPageText *
eo_scan_place_words (const char *words,
                     double      width,
                     double      height)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (EoPageRect));
  EoPageText *page;

  g_return_val_if_fail (words != NULL && g_utf8_validate (words, -1, NULL), NULL);

  lines = g_strsplit (words, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    append_line (text, rects, lines[i], width, height);

  page = g_new0 (EoPageText, 1);
  page->text = g_string_free (g_steal_pointer (&text), FALSE);
  page->n_chars = rects->len;
  page->rects = (EoPageRect *) (gpointer) g_array_free (g_steal_pointer (&rects), FALSE);
  return page;
}
