/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/proposals/eo-letter-text.h"

#define FURTHEST_SALUTATION 70 /* lines */
#define LEAST_SIGNS 2          /* that a text is a letter */

EO_PATTERN (salutation_pattern,
            "^(dear|geagte|beste|to whom it may concern|aan wie dit mag aangaan|good (day|morning|afternoon)|greetings|"
            "sawubona|mhlonishwa|bayede|ndabezitha)\\b[^:;]*$")
EO_PATTERN (title_pattern,
            "^(hono?u?rable|hon\\.|agbare|comrades?|colleagues?|sirs?|madam|your (worship|excellency|majesty|grace))\\b[^:;]*$")
EO_PATTERN (closing_pattern,
            "^(yours?\\b[ a-z]{0,30}|your servant|(with |with the )?(kind|kindest|best|warm|warmest)? ?(regards|wishes)|"
            "sincerely|respectfully|faithfully|die uwe|vriendelike groete|(beste |met |hartlike )?groete|hoogagtend|"
            "(yimi |yithi |ngi|ab?a)?(o|aba)zithobayo|owakho.*|abenu.*)[ ,.]*$")
EO_PATTERN (mail_pattern, "^(from|van):\\s*\\S")
EO_PATTERN (mail_field_pattern, "^(to|aan|sent|date|cc|subject|onderwerp|gestuur|attachments?|importance|reply-to|bcc):")
EO_PATTERN (table_from_pattern, "^(from|van)$")
EO_PATTERN (table_pattern, "^(to|aan|sent|gestuur)$")
EO_PATTERN (quoted_pattern,
            "^(-+ ?(original message|oorspronklike boodskap|forwarded message).*|begin forwarded message:?|on .{6,80}wrote:|"
            ">.*)$")
EO_PATTERN (minutes_pattern, "^(minutes\\b|notule\\b|agenda\\b|attendance register|annual report|table of contents|contents$)")
EO_PATTERN (contact_pattern,
            "(p\\.? ?o\\.? ?box|private bag|postbus|posbus|privaatsak|\\btel\\b|\\bfax\\b|\\bfaks\\b|telephone|telefoon|ucingo|\\bcell\\b|"
            "www\\.|@|\\bdocex\\b|\\bsuite \\d|(straat|\\b(street|road|avenue|crescent|floor|drive|laan))([ ,]+\\d|,|$)|vat (reg|no)|reg\\. ?no|"
            "customer services|\\bnpo \\d|^\\d+ [A-Z]|\\(0\\d\\d\\)|\\b0\\d\\d[ -]\\d{3}[ -]\\d{4}|\\+27)")
EO_PATTERN (reference_label_pattern,
            "(^|\\s|/)(your|our|my|ons|u)?\\s*(ref(erence)?|verw(ysing)?|inkomba|isalathiso)(\\s*(no|number))?\\s*[.:]")
EO_PATTERN (addressee_pattern,
            "^(to\\b ?:?|attention\\b|aan ?:|the (honou?rable|mec|head|director|manager|chief|secretary|minister|information)|"
            "mec\\b|head of|all (heads|members)|die (agbare|departements?hoof)|(ku|u)(mhlonishwa|ngqongqoshe))")

static void
line_free (gpointer data)
{
  EoTextLine *line = data;

  g_free (line->text);
  g_free (line);
}

gboolean
eo_text_matches (GRegex     *pattern,
                 const char *text)
{
  return g_regex_match (pattern, text, 0, NULL);
}

gboolean
eo_text_is_upper (const char *text)
{
  guint upper = 0, lower = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      upper += g_unichar_isupper (g_utf8_get_char (p));
      lower += g_unichar_islower (g_utf8_get_char (p));
    }
  /* "uMSHWATHI" and "22nd" do not spoil a line of capitals. */
  return upper >= 4 && lower * 8 <= upper;
}

gboolean
eo_text_is_contact (const char *text)
{
  return eo_text_matches (contact_pattern (), text);
}

gboolean
eo_text_is_body (const char *text)
{
  gsize length = strlen (text);

  return length > 100 || (length > 0 && strchr (".;,?", text[length - 1]) != NULL);
}

/* Where the line stands, by its first and last inked characters. */
static void
measure (EoTextLine       *line,
         const EoPageText *page,
         guint             n_chars)
{
  double right = 0, bottom = 0;

  for (guint i = line->start; page->rects != NULL && i < MIN (line->start + n_chars, page->n_chars); i++)
    {
      const EoPageRect *rect = &page->rects[i];

      if (rect->width <= 0 || rect->height <= 0)
        continue;
      if (line->height <= 0)
        {
          line->x = rect->x;
          line->y = rect->y;
          bottom = rect->y;
        }
      right = MAX (right, rect->x + rect->width);
      bottom = MAX (bottom, rect->y + rect->height);
      line->y = MIN (line->y, rect->y);
      line->height = bottom - line->y;
    }
  line->width = MAX (right - line->x, 0);
}

static void
add_line (EoLetterText *self,
          guint         page,
          const char   *text,
          gsize         length,
          guint         start,
          gboolean      gap)
{
  const EoPageText *whole = self->pages->pdata[page];
  const EoTextLine *above = self->lines->len > 0 ? g_ptr_array_index (self->lines, self->lines->len - 1) : NULL;
  EoTextLine *line = g_new0 (EoTextLine, 1);

  line->page = page;
  line->text = g_strndup (text, length);
  line->start = start;
  measure (line, whole, (guint) g_utf8_strlen (line->text, -1));
  line->gap = gap || above == NULL || above->page != page;
  g_ptr_array_add (self->lines, line);
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

/* White space is what is well above the step from line to line that the page has most. */
static void
find_gaps (EoLetterText *self,
           guint         from)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  double usual;

  for (guint i = from + 1; i < self->lines->len; i++)
    {
      const EoTextLine *line = self->lines->pdata[i], *above = self->lines->pdata[i - 1];
      double step = line->y - above->y;

      if (line->height > 0 && above->height > 0 && step > 0.5 * line->height && step < 3 * line->height)
        g_array_append_val (steps, step);
    }
  if (steps->len < 4)
    return;
  g_array_sort (steps, compare_steps);
  usual = g_array_index (steps, double, steps->len / 3);
  for (guint i = from + 1; i < self->lines->len; i++)
    {
      EoTextLine *line = self->lines->pdata[i];
      const EoTextLine *above = self->lines->pdata[i - 1];

      if (line->height > 0 && above->height > 0)
        line->gap = line->gap || line->y - above->y > 1.3 * usual || line->y < above->y - line->height;
    }
}

static void
split_page (EoLetterText *self,
            guint         page)
{
  const EoPageText *whole = self->pages->pdata[page];
  const char *at = whole->text;
  guint start = 0;
  gboolean gap = TRUE;
  guint from = self->lines->len;

  while (*at != '\0')
    {
      const char *end = strpbrk (at, "\n\f");
      const char *first = at;
      const char *last = end != NULL ? end : at + strlen (at);
      const char *after = last;
      guint skipped = 0;

      while (first < last && g_unichar_isspace (g_utf8_get_char (first)))
        {
          first = g_utf8_next_char (first);
          skipped++;
        }
      while (last > first && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (last))))
        last = g_utf8_prev_char (last);
      if (last > first)
        add_line (self, page, first, last - first, start + skipped, gap);
      gap = last <= first;
      start += (guint) g_utf8_strlen (at, after - at) + 1;
      at = end != NULL ? end + 1 : after;
    }
  find_gaps (self, from);
}

EoTextLine *
eo_letter_text_line (EoLetterText *self,
                     guint         n)
{
  g_assert (n < self->lines->len);

  return g_ptr_array_index (self->lines, n);
}

static const char *
text_at (EoLetterText *self,
         guint         n)
{
  return eo_letter_text_line (self, n)->text;
}

EoTextLine *
eo_letter_text_beside (EoLetterText *self,
                       guint         n)
{
  const EoTextLine *line = eo_letter_text_line (self, n);
  EoTextLine *best = NULL;

  for (guint i = 0; line->height > 0 && i < self->n_lines; i++)
    {
      EoTextLine *other = eo_letter_text_line (self, i);
      double shared = MIN (line->y + line->height, other->y + other->height) - MAX (line->y, other->y);

      if (other->page == line->page && other->x >= line->x + line->width && shared > 0.5 * MIN (line->height, other->height)
          && (best == NULL || other->x < best->x))
        best = other;
    }
  return best;
}

static gboolean
is_addressed (EoLetterText *self,
              guint         n)
{
  for (guint i = n + 1; i < MIN (n + 4, self->n_lines); i++)
    if (eo_text_is_contact (text_at (self, i)) || eo_text_matches (addressee_pattern (), text_at (self, i)))
      return TRUE;
  return FALSE;
}

static guint
find_salutation (EoLetterText *self)
{
  guint last = MIN (self->n_lines, FURTHEST_SALUTATION);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < last; i++)
      {
        const char *text = text_at (self, i);

        if (strlen (text) > 60 || strpbrk (text, "0123456789@") != NULL || g_str_has_suffix (text, "."))
          continue;
        if (pass == 0 ? eo_text_matches (salutation_pattern (), text)
                      : i > 2 && eo_text_matches (title_pattern (), text) && !is_addressed (self, i))
          return i;
      }
  return self->n_lines;
}

static guint
find_closing (EoLetterText *self)
{
  for (guint i = self->salutation < self->n_lines ? self->salutation + 1 : 3; i < self->n_lines; i++)
    if (strlen (text_at (self, i)) < 50 && eo_text_matches (closing_pattern (), text_at (self, i)))
      return i;
  return self->n_lines;
}

/* A mail as the program draws it: its subject, then names and values in two columns. */
static guint
find_table (EoLetterText *self)
{
  guint from = self->n_lines;
  gboolean other = FALSE;

  for (guint i = 0; i < MIN (self->n_lines, 10); i++)
    {
      if (from == self->n_lines && i > 0 && eo_text_matches (table_from_pattern (), text_at (self, i)))
        from = i;
      other = other || eo_text_matches (table_pattern (), text_at (self, i));
    }
  return other ? from : self->n_lines;
}

EoTextLine *
eo_letter_text_in_table (EoLetterText *self,
                         GRegex       *name)
{
  for (guint i = self->table; i < MIN (self->n_lines, self->table + 6); i++)
    if (eo_text_matches (name, text_at (self, i)))
      return eo_letter_text_beside (self, i);
  return NULL;
}

/* A mail printed or saved: From: among the first lines, and another of its fields near it. */
static gboolean
looks_like_mail (EoLetterText *self)
{
  gboolean from = FALSE, other = FALSE;

  for (guint i = 0; i < MIN (self->n_lines, 8); i++)
    {
      from = from || eo_text_matches (mail_pattern (), text_at (self, i));
      other = other || eo_text_matches (mail_field_pattern (), text_at (self, i));
    }
  return from && other;
}

static void
cut_quoted (EoLetterText *self)
{
  for (guint i = 4; i < self->n_lines; i++)
    if (eo_text_matches (quoted_pattern (), text_at (self, i))
        || (self->is_mail && i > 8 && eo_text_matches (mail_pattern (), text_at (self, i))))
      self->n_lines = i;
}

/* Where the head ends when nobody is greeted: at the first running text. */
static guint
find_body (EoLetterText *self)
{
  guint i;

  for (i = 0; i < self->n_lines; i++)
    if (eo_text_is_body (text_at (self, i)) && strlen (text_at (self, i)) > 60 && !eo_text_is_contact (text_at (self, i)))
      break;
  return i;
}

static gboolean
looks_like_letter (EoLetterText *self)
{
  guint signs = 0;
  gboolean address = FALSE, reference = FALSE, addressee = FALSE;

  for (guint i = 0; i < MIN (self->n_lines, 6); i++)
    if (self->salutation == self->n_lines && eo_text_matches (minutes_pattern (), text_at (self, i)))
      return FALSE;
  for (guint i = 0; i < MIN (self->head_end, 25); i++)
    {
      address = address || (i < 10 && eo_text_is_contact (text_at (self, i)));
      reference = reference || eo_text_matches (reference_label_pattern (), text_at (self, i));
      addressee = addressee || eo_text_matches (addressee_pattern (), text_at (self, i));
    }
  signs = address + reference + addressee + (self->closing < self->n_lines);
  return self->is_mail || self->salutation < self->n_lines || signs >= LEAST_SIGNS;
}

EoLetterText *
eo_letter_text_new (GPtrArray *pages)
{
  EoLetterText *self = g_new0 (EoLetterText, 1);

  g_assert (pages != NULL);

  self->pages = g_ptr_array_ref (pages);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < MIN (pages->len, EO_PROPOSE_PAGES); i++)
    split_page (self, i);
  self->n_lines = self->lines->len;
  self->table = find_table (self);
  self->is_mail = self->table < self->n_lines || looks_like_mail (self);
  cut_quoted (self);
  self->salutation = find_salutation (self);
  self->closing = find_closing (self);
  self->head_end = self->salutation < self->n_lines ? self->salutation : find_body (self);
  self->is_letter = looks_like_letter (self);
  return self;
}

void
eo_letter_text_free (EoLetterText *self)
{
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->lines);
  g_free (self);
}
