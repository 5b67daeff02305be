/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-date-private.h"
#include "base/eo-error.h"

#define LONGEST_ECHO 60 /* characters of a refused text that a message repeats */

/* The names are our own and not strftime's: a date reads the same whatever the locale of the machine. */
static const char *const short_months[] = {
  NC_("month", "Jan"), NC_("month", "Feb"), NC_("month", "Mar"), NC_("month", "Apr"),
  NC_("month", "May"), NC_("month", "Jun"), NC_("month", "Jul"), NC_("month", "Aug"),
  NC_("month", "Sep"), NC_("month", "Oct"), NC_("month", "Nov"), NC_("month", "Dec"),
};

static const char *const long_months[] = {
  NC_("full month", "January"),   NC_("full month", "February"), NC_("full month", "March"),
  NC_("full month", "April"),     NC_("full month", "May"),      NC_("full month", "June"),
  NC_("full month", "July"),      NC_("full month", "August"),   NC_("full month", "September"),
  NC_("full month", "October"),   NC_("full month", "November"), NC_("full month", "December"),
};

static const char *const weekdays[] = {
  NC_("weekday", "Monday"), NC_("weekday", "Tuesday"),  NC_("weekday", "Wednesday"), NC_("weekday", "Thursday"),
  NC_("weekday", "Friday"), NC_("weekday", "Saturday"), NC_("weekday", "Sunday"),
};

static const char *const short_weekdays[] = {
  NC_("short weekday", "Mon"), NC_("short weekday", "Tue"), NC_("short weekday", "Wed"), NC_("short weekday", "Thu"),
  NC_("short weekday", "Fri"), NC_("short weekday", "Sat"), NC_("short weekday", "Sun"),
};

const char *
eo_date_short_month (int month)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "month", short_months[month - 1]);
}

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year,
               int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

static gboolean
day_exists (int year,
            int month,
            int day)
{
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month (year, month);
}

void
eo_date_write_digits (char *at,
                      int   count,
                      int   value)
{
  while (count-- > 0)
    {
      at[count] = '0' + value % 10;
      value /= 10;
    }
}

int
eo_date_read_digits (const char *at,
                     int         count)
{
  int value = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (at[i]))
        return -1;
      value = value * 10 + (at[i] - '0');
    }

  return value;
}

static int
serial_of (int year,
           int month,
           int day)
{
  static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
  int y = year - 1;

  return 365 * y + y / 4 - y / 100 + y / 400 + before[month - 1] + (month > 2 && is_leap (year)) + day;
}

static void
civil_of (int  serial,
          int *year,
          int *month,
          int *day)
{
  int y = (int) (serial / 365.2425) + 1;
  int rest;

  while (serial_of (y, 1, 1) > serial)
    y--;
  while (serial_of (y, 12, 31) < serial)
    y++;

  rest = serial - serial_of (y, 1, 1) + 1;
  *month = 1;
  while (rest > days_in_month (y, *month))
    rest -= days_in_month (y, (*month)++);

  *year = y;
  *day = rest;
}

/* One run of digits or of letters of a date as people write it. */
typedef struct
{
  int   number; /* -1 for a word */
  int   length; /* in bytes */
  char *word;   /* casefolded */
} Token;

static void
token_clear (gpointer data)
{
  Token *token = data;

  g_free (token->word);
}

static Token
next_token (const char **at)
{
  const char *start = *at;
  Token token = { -1, 0, NULL };

  if (g_ascii_isdigit (**at))
    {
      while (g_ascii_isdigit (**at))
        (*at)++;
      token.length = *at - start;
      token.number = token.length <= 4 ? eo_date_read_digits (start, token.length) : G_MAXINT;
    }
  else
    {
      while (g_unichar_isalpha (g_utf8_get_char (*at)))
        *at = g_utf8_next_char (*at);
      token.length = *at - start;
      token.word = g_utf8_casefold (start, token.length);
    }

  return token;
}

/* Between two parts of a date stand blanks, a comma, or one of / . - */
static GArray *
split_tokens (const char *text)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *at = text;

  g_array_set_clear_func (tokens, token_clear);

  while (*at != '\0')
    {
      if (g_ascii_isdigit (*at) || g_unichar_isalpha (g_utf8_get_char (at)))
        {
          Token token = next_token (&at);

          g_array_append_val (tokens, token);
        }
      else if (g_unichar_isspace (g_utf8_get_char (at)) || strchr (",/.-", *at) != NULL)
        at = g_utf8_next_char (at);
      else
        return NULL;
    }

  return g_steal_pointer (&tokens);
}

static gboolean
word_is (const char *word,
         const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return strcmp (word, folded) == 0;
}

/* 1 to 12, in English or in the language of the office; 0 for no month. */
static int
month_of_word (const char *word)
{
  if (strcmp (word, "sept") == 0)
    return 9;

  for (int month = 1; month <= 12; month++)
    if (word_is (word, short_months[month - 1]) || word_is (word, long_months[month - 1]) ||
        word_is (word, eo_date_short_month (month)) || word_is (word, eo_date_month_name (month)))
      return month;

  return 0;
}

static gboolean
is_weekday_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (weekdays); i++)
    if (word_is (word, weekdays[i]) || word_is (word, g_dpgettext2 (GETTEXT_PACKAGE, "weekday", weekdays[i])))
      return TRUE;

  return FALSE;
}

/* Exactly `2026-09-09`, as files and commands have it. */
static gboolean
parse_iso (const char *text,
           EoDate     *out)
{
  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;

  *out = eo_date_from_ymd (eo_date_read_digits (text, 4), eo_date_read_digits (text + 5, 2),
                           eo_date_read_digits (text + 8, 2));

  return out->iso[0] != '\0';
}

/* "9 Sep 2026", "Wednesday, 9 September 2026", "9/9/2026", "2026/09/09" */
static gboolean
parse_friendly (const char *text,
                EoDate     *out)
{
  g_autoptr (GArray) tokens = split_tokens (text);
  Token *day, *month, *year;
  int m;

  if (tokens == NULL)
    return FALSE;

  if (tokens->len == 4 && g_array_index (tokens, Token, 0).word != NULL &&
      is_weekday_word (g_array_index (tokens, Token, 0).word))
    g_array_remove_index (tokens, 0);
  if (tokens->len != 3)
    return FALSE;

  day = &g_array_index (tokens, Token, 0);
  month = &g_array_index (tokens, Token, 1);
  year = &g_array_index (tokens, Token, 2);
  if (day->length == 4)
    {
      Token *first = day;

      day = year;
      year = first;
    }

  /* A year of two digits could be a day: it is not guessed. */
  if (day->word != NULL || day->length > 2 || year->word != NULL || year->length != 4 ||
      (month->word == NULL && month->length > 2))
    return FALSE;

  m = month->word != NULL ? month_of_word (month->word) : month->number;
  *out = eo_date_from_ymd (year->number, m, day->number);

  return out->iso[0] != '\0';
}

gboolean
eo_date_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

char *
eo_date_echo (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (valid, -1) <= LONGEST_ECHO)
    return g_steal_pointer (&valid);

  start = g_utf8_substring (valid, 0, LONGEST_ECHO);

  return g_strconcat (start, "…", NULL);
}

/**
 * eo_date_from_ymd:
 *
 * Returns: the day, or "" where there is none such in the years 1 to 9999
 */
EoDate
eo_date_from_ymd (int year,
                  int month,
                  int day)
{
  EoDate date = { "" };

  if (!day_exists (year, month, day))
    return date;

  memcpy (date.iso, "0000-00-00", sizeof date.iso);
  eo_date_write_digits (date.iso, 4, year);
  eo_date_write_digits (date.iso + 5, 2, month);
  eo_date_write_digits (date.iso + 8, 2, day);

  return date;
}

/**
 * eo_date_get_ymd:
 * @year: (out) (optional): 1 to 9999
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 *
 * Returns: %FALSE, and nothing set, where @date is none
 */
gboolean
eo_date_get_ymd (const EoDate *date,
                 int          *year,
                 int          *month,
                 int          *day)
{
  int y, m, d;

  g_return_val_if_fail (date != NULL, FALSE);

  if (date->iso[0] == '\0')
    return FALSE;

  y = eo_date_read_digits (date->iso, 4);
  m = eo_date_read_digits (date->iso + 5, 2);
  d = eo_date_read_digits (date->iso + 8, 2);
  if (!day_exists (y, m, d))
    return FALSE;

  if (year != NULL)
    *year = y;
  if (month != NULL)
    *month = m;
  if (day != NULL)
    *day = d;

  return TRUE;
}

/**
 * eo_date_parse:
 * @text: `2026-09-09`, `9 Sep 2026`, `9 September 2026`, `9/9/2026` (day first) or `2026/09/09`
 * @out: (out): the day, or "" where @text is blank; untouched on error
 *
 * Returns: %FALSE with %EO_ERROR_INVALID where @text is no day of the calendar
 */
gboolean
eo_date_parse (const char  *text,
               EoDate      *out,
               GError     **error)
{
  g_autofree char *shown = NULL;
  EoDate date = { "" };

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out != NULL, FALSE);

  if (parse_iso (text, &date))
    {
      *out = date;
      return TRUE;
    }

  if (g_utf8_validate (text, -1, NULL))
    {
      if (eo_date_is_blank (text) || (strlen (text) <= 100 && parse_friendly (text, &date)))
        {
          *out = date;
          return TRUE;
        }
    }

  shown = eo_date_echo (text);
  g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
               /* Translators: the examples are the two ways in which a date is read. */
               _("“%s” is not a date. Write it like 9 Sep 2026 or 2026-09-09."), shown);

  return FALSE;
}

/**
 * eo_date_today:
 *
 * Returns: the day it is now where this machine stands
 */
EoDate
eo_date_today (void)
{
  EoInstant now = eo_instant_now ();

  return eo_instant_to_date (&now);
}

/**
 * eo_date_to_serial:
 *
 * Returns: days since 0001-01-01, which is 1 and was a Monday; 0 where @date is none
 */
int
eo_date_to_serial (const EoDate *date)
{
  int year, month, day;

  return eo_date_get_ymd (date, &year, &month, &day) ? serial_of (year, month, day) : 0;
}

/**
 * eo_date_from_serial:
 *
 * Returns: the day of eo_date_to_serial(), "" outside the years 1 to 9999
 */
EoDate
eo_date_from_serial (int serial)
{
  int year, month, day;

  if (serial < 1 || serial > EO_DATE_LAST_SERIAL)
    return (EoDate) { "" };

  civil_of (serial, &year, &month, &day);

  return eo_date_from_ymd (year, month, day);
}

/**
 * eo_date_add_days:
 *
 * Returns: the day @days later (earlier where negative); "" where @date is none or the result leaves the
 *   years 1 to 9999
 */
EoDate
eo_date_add_days (const EoDate *date,
                  int           days)
{
  gint64 serial = eo_date_to_serial (date);

  if (serial == 0 || serial + days < 1 || serial + days > EO_DATE_LAST_SERIAL)
    return (EoDate) { "" };

  return eo_date_from_serial (serial + days);
}

/**
 * eo_date_diff:
 *
 * Returns: @a − @b in days
 */
int
eo_date_diff (const EoDate *a,
              const EoDate *b)
{
  int serial_a = eo_date_to_serial (a);
  int serial_b = eo_date_to_serial (b);

  g_return_val_if_fail (serial_a != 0 && serial_b != 0, 0);

  return serial_a - serial_b;
}

const char *
eo_date_month_name (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "full month", long_months[month - 1]);
}

const char *
eo_date_weekday_name (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", weekdays[weekday - 1]);
}

const char *
eo_date_short_weekday (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "short weekday", short_weekdays[weekday - 1]);
}

/**
 * eo_date_weekday:
 *
 * Returns: 1 for Monday to 7 for Sunday; 0 where @date is none
 */
int
eo_date_weekday (const EoDate *date)
{
  int serial = eo_date_to_serial (date);

  return serial == 0 ? 0 : (serial - 1) % 7 + 1;
}

/**
 * eo_date_format:
 *
 * Returns: (transfer full): "9 Sep 2026", "" where @date is none
 */
char *
eo_date_format (const EoDate *date)
{
  int year, month, day;

  if (!eo_date_get_ymd (date, &year, &month, &day))
    return g_strdup ("");

  return g_strdup_printf ("%d %s %d", day, eo_date_short_month (month), year);
}

/**
 * eo_date_format_short:
 * @today: (nullable): the day whose year goes without saying; %NULL for today
 *
 * Returns: (transfer full): "9 Sep" in the year of @today, "9 Sep 2025" in another, "" where @date is none
 */
char *
eo_date_format_short (const EoDate *date,
                      const EoDate *today)
{
  EoDate now = today != NULL ? *today : eo_date_today ();
  int year, month, day;

  if (!eo_date_get_ymd (date, &year, &month, &day))
    return g_strdup ("");
  if (strncmp (date->iso, now.iso, 4) != 0)
    return eo_date_format (date);

  return g_strdup_printf ("%d %s", day, eo_date_short_month (month));
}

/**
 * eo_date_format_long:
 *
 * Returns: (transfer full): "Wednesday, 9 September 2026", "" where @date is none
 */
char *
eo_date_format_long (const EoDate *date)
{
  int year, month, day;

  if (!eo_date_get_ymd (date, &year, &month, &day))
    return g_strdup ("");

  return g_strdup_printf ("%s, %d %s %d",
                          g_dpgettext2 (GETTEXT_PACKAGE, "weekday", weekdays[eo_date_weekday (date) - 1]),
                          day, eo_date_month_name (month), year);
}
