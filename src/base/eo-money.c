/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-money.h"
#include "base/eo-text.h"

#define NO_BREAK_SPACE "\302\240"
#define LONGEST_AMOUNT 60 /* bytes; beyond is no amount */
#define LARGEST_RAND   (G_MAXINT64 / 100 - 1)

/* Takes "-", "R", "ZAR" and blanks off the front. */
static gboolean
skip_lead (const char **at)
{
  gboolean negative = FALSE, currency = FALSE;

  for (;;)
    {
      gunichar c = g_utf8_get_char (*at);

      if (!negative && (c == '-' || c == 0x2212))
        negative = TRUE;
      else if (!currency && (c == 'R' || c == 'r'))
        currency = TRUE;
      else if (!currency && g_ascii_strncasecmp (*at, "ZAR", 3) == 0)
        {
          currency = TRUE;
          *at += 2;
        }
      else if (!g_unichar_isspace (c))
        return negative;

      *at = g_utf8_next_char (*at);
    }
}

/*
 * Where the cents begin: the last comma or point with one or two digits after it. With three digits a comma
 * parts thousands, as in "1,250"; a lone point with three is refused, since it could mean either.
 */
static const char *
find_decimal (const char *digits)
{
  gsize length = strlen (digits);

  for (gsize i = 2; i <= 3 && i <= length; i++)
    if (digits[length - i] == ',' || digits[length - i] == '.')
      return digits + length - i;

  return NULL;
}

/* Digits whose thousands may be parted by one and the same character, in threes. */
static gboolean
read_whole (const char *at,
            const char *end,
            gunichar    decimal,
            gint64     *out)
{
  gunichar separator = 0;
  gint64 value = 0;
  int run = 0;

  for (; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c < 128 && g_ascii_isdigit (c))
        {
          if (value > LARGEST_RAND / 10)
            return FALSE;
          value = value * 10 + (c - '0');
          run++;
          continue;
        }

      if (g_unichar_isspace (c))
        c = ' ';
      else if (c == '.' && decimal != ',')
        return FALSE;
      else if ((c != ',' && c != '.') || c == decimal)
        return FALSE;
      if (run == 0 || run > 3 || (separator != 0 && (run != 3 || c != separator)))
        return FALSE;
      separator = c;
      run = 0;
    }

  *out = value;

  return value <= LARGEST_RAND && run > 0 && (separator == 0 || run == 3);
}

static gboolean
parse_amount (const char *text,
              gint64     *out)
{
  g_autofree char *digits = NULL;
  const char *decimal;
  gboolean negative;
  gint64 whole = 0, cents = 0;

  negative = skip_lead (&text);
  digits = g_strchomp (g_strdup (text));
  decimal = find_decimal (digits);

  if (decimal != NULL)
    for (int i = 1; i <= 2; i++)
      {
        char c = decimal[1] != '\0' ? decimal[i] : '\0';

        if (c != '\0' && !g_ascii_isdigit (c))
          return FALSE;
        cents = cents * 10 + (c != '\0' ? c - '0' : 0);
      }

  if (!read_whole (digits, decimal != NULL ? decimal : digits + strlen (digits),
                   decimal != NULL ? (gunichar) *decimal : 0, &whole))
    return FALSE;

  *out = whole * 100 + cents;
  if (negative)
    *out = -*out;

  return TRUE;
}

/**
 * eo_money_parse:
 * @text: "R 1 250,50", "1250.50", "-R5", "1,250.50"
 * @out: (out): the amount, 0 where @text is blank; untouched on error
 *
 * Returns: %FALSE with %EO_ERROR_INVALID where @text is no amount or too large for 64 bits of cents
 */
gboolean
eo_money_parse (const char  *text,
                EoMoney     *out,
                GError     **error)
{
  g_autofree char *valid = NULL;
  g_autofree char *line = NULL;
  gint64 cents = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  valid = eo_text_make_valid (text, strnlen (text, LONGEST_AMOUNT + 1));
  line = eo_text_one_line (valid);
  if (*line == '\0' || (strlen (text) <= LONGEST_AMOUNT && parse_amount (line, &cents)))
    {
      out->cents = cents;
      return TRUE;
    }

  g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
               _("“%s” is not an amount. Write it like R 1 250.50."), line);

  return FALSE;
}

/**
 * eo_money_canonical:
 *
 * Returns: (transfer full): "1250.50", as CSV, JSON and the journal have it
 */
char *
eo_money_canonical (const EoMoney *money)
{
  guint64 size;

  g_return_val_if_fail (money != NULL, NULL);

  size = money->cents < 0 ? -(guint64) money->cents : (guint64) money->cents;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u",
                          money->cents < 0 ? "-" : "", size / 100, (guint) (size % 100));
}

/**
 * eo_money_format:
 *
 * Returns: (transfer full): "R 1 250.50" with no-break spaces; "−R 5.00" below zero
 */
char *
eo_money_format (const EoMoney *money)
{
  g_autofree char *rand = NULL;
  guint64 size;

  g_return_val_if_fail (money != NULL, NULL);

  size = money->cents < 0 ? -(guint64) money->cents : (guint64) money->cents;
  rand = eo_format_count (size / 100);

  return g_strdup_printf ("%sR" NO_BREAK_SPACE "%s.%02u", money->cents < 0 ? "−" : "", rand, (guint) (size % 100));
}
