/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "base/eo-text.h"
#include "desk/document/eo-page-words.h"

static double
distance (double value,
          double start,
          double length)
{
  if (value < start)
    return start - value;
  if (value > start + length)
    return value - start - length;
  return 0;
}

static gboolean
is_inked (const EoPageText *text,
          guint             i)
{
  return text->rects[i].width > 0 && text->rects[i].height > 0;
}

/* The character nearest to a point; lines count more than columns, so that a point in the
 * margin belongs to the line beside it. -1 on a page without text. */
static int
nearest (const EoPageText *text,
         double            x,
         double            y)
{
  double best = HUGE_VAL;
  int found = -1;

  for (guint i = 0; i < text->n_chars; i++)
    {
      const EoPageRect *r = &text->rects[i];
      double cost;

      if (!is_inked (text, i))
        continue;
      cost = distance (x, r->x, r->width) + 4 * distance (y, r->y, r->height);
      if (cost < best)
        {
          best = cost;
          found = (int) i;
        }
    }
  return found;
}

guint
eo_page_words_at (const EoPageText *text,
                  double            x,
                  double            y)
{
  int i;

  g_return_val_if_fail (text != NULL, 0);

  i = nearest (text, x, y);
  if (i < 0)
    return 0;
  return (guint) i + (x > text->rects[i].x + text->rects[i].width / 2 ? 1 : 0);
}

gboolean
eo_page_words_over (const EoPageText *text,
                    double            x,
                    double            y)
{
  int i;

  g_return_val_if_fail (text != NULL, FALSE);

  i = nearest (text, x, y);
  return i >= 0 && distance (x, text->rects[i].x, text->rects[i].width) < 3 &&
         distance (y, text->rects[i].y, text->rects[i].height) < 2;
}

static gunichar
char_at (const EoPageText *text,
         guint             i)
{
  return g_utf8_get_char (g_utf8_offset_to_pointer (text->text, i));
}

/* References such as 36/2/7/1 or D-1612 are words to a registry: a mark between two
 * letters or digits does not end one. */
static gboolean
is_in_word (const EoPageText *text,
            guint             i)
{
  static const gunichar inner[] = { '\'', '-', '/', '.', '@', 0x2019, 0x2010, 0x2011 };
  gunichar c = char_at (text, i);
  gboolean is_inner = FALSE;

  if (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_')
    return TRUE;
  for (guint j = 0; j < G_N_ELEMENTS (inner); j++)
    is_inner |= c == inner[j];
  if (!is_inner)
    return FALSE;
  return i > 0 && i + 1 < text->n_chars && g_unichar_isalnum (char_at (text, i - 1)) &&
         g_unichar_isalnum (char_at (text, i + 1));
}

static gboolean
is_in_unit (const EoPageText *text,
            guint             i,
            EoPageUnit        unit)
{
  return unit == EO_PAGE_LINE ? char_at (text, i) != '\n' : is_in_word (text, i);
}

void
eo_page_words_around (const EoPageText *text,
                      double            x,
                      double            y,
                      EoPageUnit        unit,
                      guint            *start,
                      guint            *end)
{
  int i;

  g_return_if_fail (text != NULL);

  i = nearest (text, x, y);
  *start = *end = i < 0 ? 0 : (guint) i;
  if (i < 0)
    return;
  *end = *start + 1;
  if (unit == EO_PAGE_CHAR || !is_in_unit (text, *start, unit))
    return;
  while (*start > 0 && is_in_unit (text, *start - 1, unit))
    (*start)--;
  while (*end < text->n_chars && is_in_unit (text, *end, unit))
    (*end)++;
}

/* A line up or down goes by where it stands on the page: lines of the text may belong to
 * different columns. */
static guint
step_line (const EoPageText *text,
           guint             position,
           int               direction)
{
  guint i = MIN (position, text->n_chars - 1);

  while (i > 0 && !is_inked (text, i))
    i--;
  return eo_page_words_at (text,
                           text->rects[i].x + (position > i ? text->rects[i].width : 0),
                           text->rects[i].y + text->rects[i].height * (0.5 + 1.2 * direction));
}

guint
eo_page_words_step (const EoPageText *text,
                    guint             position,
                    EoPageUnit        unit,
                    int               direction)
{
  g_return_val_if_fail (text != NULL, 0);

  if (text->n_chars == 0)
    return 0;
  position = MIN (position, text->n_chars);
  if (unit == EO_PAGE_LINE)
    return step_line (text, position, direction);
  if (direction > 0 && position < text->n_chars)
    {
      position++;
      if (unit == EO_PAGE_WORD)
        {
          while (position < text->n_chars && !is_in_word (text, position - 1))
            position++;
          while (position < text->n_chars && is_in_word (text, position))
            position++;
        }
    }
  else if (direction < 0 && position > 0)
    {
      position--;
      if (unit == EO_PAGE_WORD)
        {
          while (position > 0 && !is_in_word (text, position))
            position--;
          while (position > 0 && is_in_word (text, position - 1))
            position--;
        }
    }
  return position;
}

static gboolean
is_same_line (const EoPageRect *a,
              const EoPageRect *b)
{
  double top = MAX (a->y, b->y), bottom = MIN (a->y + a->height, b->y + b->height);

  return bottom - top > 0.5 * MIN (a->height, b->height) &&
         distance (b->x, a->x, a->width) < 3 * MAX (a->height, b->height);
}

static void
unite (EoPageRect       *a,
       const EoPageRect *b)
{
  double right = MAX (a->x + a->width, b->x + b->width), bottom = MAX (a->y + a->height, b->y + b->height);

  a->x = MIN (a->x, b->x);
  a->y = MIN (a->y, b->y);
  a->width = right - a->x;
  a->height = bottom - a->y;
}

GArray *
eo_page_words_rects (const EoPageText *text,
                     guint             start,
                     guint             end)
{
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (EoPageRect));

  g_return_val_if_fail (text != NULL, rects);

  for (guint i = start; i < MIN (end, text->n_chars); i++)
    {
      EoPageRect *last = rects->len > 0 ? &g_array_index (rects, EoPageRect, rects->len - 1) : NULL;

      if (!is_inked (text, i))
        continue;
      if (last != NULL && is_same_line (last, &text->rects[i]))
        unite (last, &text->rects[i]);
      else
        g_array_append_val (rects, text->rects[i]);
    }
  return rects;
}

char *
eo_page_words_slice (const EoPageText *text,
                     guint             start,
                     guint             end)
{
  g_return_val_if_fail (text != NULL, NULL);

  start = MIN (start, text->n_chars);
  end = CLAMP (end, start, text->n_chars);
  return g_utf8_substring (text->text, start, end);
}

char *
eo_page_words_flow (const char *text)
{
  g_autoptr (GString) flow = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gboolean broken = (c == '-' || c == 0x2010 || c == 0xad) && *next == '\n' &&
                        g_unichar_islower (g_utf8_get_char (next + 1));

      if (broken)
        p = next;
      else
        g_string_append_unichar (flow, c == '\n' ? ' ' : c);
    }
  return eo_text_one_line (flow->str);
}
