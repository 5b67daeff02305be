/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-calendar.h"
#include "base/eo-date-private.h"

#define FIRST_YEAR  1950
#define LAST_YEAR   2150
#define MOST_A_YEAR 24   /* holidays of a year: twelve, and those moved to a Monday */
#define ACT_FROM    1995 /* Public Holidays Act 36 of 1994 took effect on 1 January 1995 */

typedef struct
{
  int         serial;
  const char *name;     /* to be translated */
  gboolean    observed; /* the Monday after a Sunday (section 1 (2) of the Act) */
} Holiday;

typedef struct
{
  int       serial;
  char     *name;
  gboolean  worked;
} Special;

/* Working days are numbered from the first year kept ready on. A due date is two looks, however far it lies: at the
 * number of the day it starts from, and at the day of the number it ends on. */
struct _EoCalendar
{
  gatomicrefcount  ref_count;
  GArray          *special;  /* of Special, by date */
  GArray          *sittings; /* likewise */
  int              first;    /* serial of the first day in @passed */
  int              n_days;
  guint16         *passed;   /* a day: how many working days from @first up to it, itself counted */
  gint32          *working;  /* a working day: its serial; @working[0] is the first of all */
  int              n_working;
};

static const struct
{
  int         month;
  int         day;
  const char *name;
} fixed[] = {
  { 1, 1, NC_("holiday", "New Year’s Day") },
  { 3, 21, NC_("holiday", "Human Rights Day") },
  { 4, 27, NC_("holiday", "Freedom Day") },
  { 5, 1, NC_("holiday", "Workers’ Day") },
  { 6, 16, NC_("holiday", "Youth Day") },
  { 8, 9, NC_("holiday", "National Women’s Day") },
  { 9, 24, NC_("holiday", "Heritage Day") },
  { 12, 16, NC_("holiday", "Day of Reconciliation") },
  { 12, 25, NC_("holiday", "Christmas Day") },
  { 12, 26, NC_("holiday", "Day of Goodwill") },
};

/* The serial of Easter Sunday (the anonymous Gregorian computus, Nature, 20 April 1876). */
static int
easter (int year)
{
  int a = year % 19, b = year / 100, c = year % 100;
  int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30;
  int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  EoDate date = eo_date_from_ymd (year, n / 31, n % 31 + 1);

  return eo_date_to_serial (&date);
}

/* 0 Monday to 6 Sunday */
static int
weekday_of (int serial)
{
  return (serial - 1) % 7;
}

static gboolean
contains (const Holiday *holidays,
          int            n_holidays,
          int            serial)
{
  for (int i = 0; i < n_holidays; i++)
    if (holidays[i].serial == serial)
      return TRUE;

  return FALSE;
}

/* The holidays of the Act in @year; earlier years had other ones, which this office never needs. */
static int
list_holidays (int     year,
               Holiday holidays[MOST_A_YEAR])
{
  int sunday, n = 0, n_days;

  if (year < ACT_FROM || year > 9999)
    return 0;

  sunday = easter (year);
  holidays[n++] = (Holiday) { sunday - 2, NC_("holiday", "Good Friday"), FALSE };
  holidays[n++] = (Holiday) { sunday + 1, NC_("holiday", "Family Day"), FALSE };
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      EoDate date = eo_date_from_ymd (year, fixed[i].month, fixed[i].day);

      holidays[n++] = (Holiday) { eo_date_to_serial (&date), fixed[i].name, FALSE };
    }

  /* Where that Monday is a holiday already no further day follows: in 2022 it took a proclamation. */
  n_days = n;
  for (int i = 0; i < n_days; i++)
    if (weekday_of (holidays[i].serial) == 6 && !contains (holidays, n, holidays[i].serial + 1))
      holidays[n++] = (Holiday) { holidays[i].serial + 1, holidays[i].name, TRUE };

  return n;
}

static const Special *
find_special (GArray *days,
              int     serial)
{
  guint low = 0, high = days->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const Special *special = &g_array_index (days, Special, middle);

      if (special->serial == serial)
        return special;
      if (special->serial < serial)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

/* Whether the law or the office keeps the day: a holiday that this office works through is one all the same. */
static gboolean
is_holiday (EoCalendar *self,
            int         serial)
{
  const Special *special = find_special (self->special, serial);
  EoDate date = eo_date_from_serial (serial);
  Holiday holidays[MOST_A_YEAR];
  int year;

  if (special != NULL && !special->worked)
    return TRUE;

  return eo_date_get_ymd (&date, &year, NULL, NULL) &&
         contains (holidays, list_holidays (year, holidays), serial);
}

static inline gboolean
is_kept (EoCalendar *self,
         int         serial)
{
  return serial >= self->first && serial < self->first + self->n_days;
}

static gboolean
is_off (EoCalendar *self,
        int         serial)
{
  const Special *special;
  int index = serial - self->first;

  if (is_kept (self, serial))
    return self->passed[index] == (index > 0 ? self->passed[index - 1] : 0);

  special = find_special (self->special, serial);
  if (special != NULL)
    return !special->worked;

  return weekday_of (serial) >= 5 || is_holiday (self, serial);
}

/* One byte a day of the years kept ready: 1 for a day off. */
static guint8 *
list_days_off (EoCalendar *self)
{
  guint8 *off = g_new (guint8, self->n_days);

  for (int i = 0; i < self->n_days; i++)
    off[i] = weekday_of (self->first + i) >= 5;

  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    {
      Holiday holidays[MOST_A_YEAR];
      int n = list_holidays (year, holidays);

      for (int i = 0; i < n; i++)
        off[holidays[i].serial - self->first] = 1;
    }

  for (guint i = 0; i < self->special->len; i++)
    {
      const Special *special = &g_array_index (self->special, Special, i);

      if (is_kept (self, special->serial))
        off[special->serial - self->first] = !special->worked;
    }

  return off;
}

static void
fill_days (EoCalendar *self)
{
  EoDate first = eo_date_from_ymd (FIRST_YEAR, 1, 1);
  EoDate last = eo_date_from_ymd (LAST_YEAR, 12, 31);
  g_autofree guint8 *off = NULL;

  self->first = eo_date_to_serial (&first);
  self->n_days = eo_date_to_serial (&last) - self->first + 1;
  self->passed = g_new (guint16, self->n_days);
  self->working = g_new (gint32, self->n_days);
  G_STATIC_ASSERT ((LAST_YEAR - FIRST_YEAR + 1) * 262 <= G_MAXUINT16); /* of Mondays to Fridays, at most */
  off = list_days_off (self);

  for (int i = 0; i < self->n_days; i++)
    {
      if (!off[i])
        self->working[self->n_working++] = self->first + i;
      self->passed[i] = self->n_working;
    }
  self->working = g_renew (gint32, self->working, self->n_working);
}

static void
special_clear (gpointer data)
{
  Special *special = data;

  g_free (special->name);
}

static int
compare_special (gconstpointer a,
                 gconstpointer b)
{
  return ((const Special *) a)->serial - ((const Special *) b)->serial;
}

/**
 * eo_calendar_new:
 * @special: (array length=n_special) (nullable): days that the Act does not know, in any order, at most one a day
 *
 * Returns: (transfer full): a calendar
 */
EoCalendar *
eo_calendar_new (const EoSpecialDay *special,
                 gsize               n_special)
{
  EoCalendar *self;

  g_return_val_if_fail (special != NULL || n_special == 0, NULL);

  self = g_new0 (EoCalendar, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->special = g_array_new (FALSE, FALSE, sizeof (Special));
  self->sittings = g_array_new (FALSE, FALSE, sizeof (Special));
  g_array_set_clear_func (self->special, special_clear);
  g_array_set_clear_func (self->sittings, special_clear);

  for (gsize i = 0; i < n_special; i++)
    {
      Special day = { eo_date_to_serial (&special[i].date), NULL, special[i].worked };

      if (day.serial == 0)
        continue;
      day.name = g_strdup (special[i].name != NULL ? special[i].name : "");
      g_array_append_val (special[i].sitting ? self->sittings : self->special, day);
    }
  g_array_sort (self->special, compare_special);
  g_array_sort (self->sittings, compare_special);
  fill_days (self);

  return self;
}

EoCalendar *
eo_calendar_ref (EoCalendar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
eo_calendar_unref (EoCalendar *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->special);
  g_array_unref (self->sittings);
  g_free (self->passed);
  g_free (self->working);
  g_free (self);
}

/**
 * eo_calendar_get_sitting_name:
 *
 * Returns: (transfer full) (nullable): who sits on that day, as the office wrote it; %NULL where nobody does
 */
char *
eo_calendar_get_sitting_name (EoCalendar   *self,
                              const EoDate *date)
{
  const Special *sitting;

  g_return_val_if_fail (self != NULL && date != NULL, NULL);

  sitting = find_special (self->sittings, eo_date_to_serial (date));

  return sitting != NULL ? g_strdup (sitting->name) : NULL;
}

/**
 * eo_calendar_get_holiday_name:
 *
 * Returns: (transfer full) (nullable): what the day is called, all its names where it has several;
 *   %NULL where it is none, as plain weekends are
 */
char *
eo_calendar_get_holiday_name (EoCalendar   *self,
                              const EoDate *date)
{
  g_autoptr (GString) names = g_string_new (NULL);
  Holiday holidays[MOST_A_YEAR];
  const Special *special;
  int serial, year, n;

  g_return_val_if_fail (self != NULL, NULL);

  serial = eo_date_to_serial (date);
  if (!eo_date_get_ymd (date, &year, NULL, NULL))
    return NULL;

  n = list_holidays (year, holidays);
  for (int i = 0; i < n; i++)
    {
      const char *name;

      if (holidays[i].serial != serial)
        continue;

      name = g_dpgettext2 (GETTEXT_PACKAGE, "holiday", holidays[i].name);
      if (names->len > 0)
        g_string_append (names, ", ");
      if (holidays[i].observed)
        /* Translators: a holiday that fell on a Sunday, kept on the Monday. */
        g_string_append_printf (names, _("%s (observed)"), name);
      else
        g_string_append (names, name);
    }

  special = find_special (self->special, serial);
  if (special != NULL)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", special->name);

  if (names->len == 0 && special == NULL)
    return NULL;

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * eo_calendar_is_working_day:
 *
 * Returns: whether @date is a day from Monday to Friday and no holiday, or a special day that is worked; %FALSE where
 *   it is none
 */
gboolean
eo_calendar_is_working_day (EoCalendar   *self,
                            const EoDate *date)
{
  int serial;

  g_return_val_if_fail (self != NULL, FALSE);

  serial = eo_date_to_serial (date);

  return serial != 0 && !is_off (self, serial);
}

/* Day by day, for what begins or ends outside the years kept ready. */
static EoDate
walk (EoCalendar *self,
      int         serial,
      int         days)
{
  int step = days < 0 ? -1 : 1;

  while (days != 0)
    {
      serial += step;
      if (serial < 1 || serial > EO_DATE_LAST_SERIAL)
        return (EoDate) { "" };
      days -= step * !is_off (self, serial);
    }

  return eo_date_from_serial (serial);
}

/**
 * eo_calendar_add_working_days:
 * @days: how many; negative goes back; 0 is @date itself, working day or not
 *
 * Returns: the day by which @days working days have passed, @date itself not counted; "" where @date is none or
 *   the result leaves the years 1 to 9999
 */
EoDate
eo_calendar_add_working_days (EoCalendar   *self,
                              const EoDate *date,
                              int           days)
{
  int serial;

  g_return_val_if_fail (self != NULL, (EoDate) { "" });

  serial = eo_date_to_serial (date);
  if (serial == 0 || days == 0)
    return eo_date_from_serial (serial);

  if (is_kept (self, serial))
    {
      int from = self->passed[serial - self->first];
      /* Forward from a day off as from the working day before it; backward as from the one after. */
      gint64 index = (gint64) from - 1 + days + (days < 0 && is_off (self, serial));

      if (index >= 0 && index < self->n_working)
        return eo_date_from_serial (self->working[index]);
    }

  return walk (self, serial, days);
}

/**
 * eo_calendar_working_days_between:
 *
 * Returns: how many working days lie after @from up to and with @to; where @to is earlier, how many after @to up to
 *   and with @from, as a negative number
 */
int
eo_calendar_working_days_between (EoCalendar   *self,
                                  const EoDate *from,
                                  const EoDate *to)
{
  int first, last, count = 0;

  g_return_val_if_fail (self != NULL, 0);

  first = eo_date_to_serial (from);
  last = eo_date_to_serial (to);
  g_return_val_if_fail (first != 0 && last != 0, 0);

  if (is_kept (self, first) && is_kept (self, last))
    return self->passed[last - self->first] - self->passed[first - self->first];

  for (int serial = MIN (first, last) + 1; serial <= MAX (first, last); serial++)
    count += !is_off (self, serial);

  return last < first ? -count : count;
}

/**
 * eo_calendar_add_calendar_days:
 * @days: 0 or more
 * @end: what becomes of a period whose last day is a Sunday or a holiday
 *
 * The first day is not counted, the last is. %EO_PERIOD_MOVES_ON is how the Interpretation Act counts.
 *
 * Returns: the last day of the period; "" where @date is none or the result leaves the years 1 to 9999
 */
EoDate
eo_calendar_add_calendar_days (EoCalendar   *self,
                               const EoDate *date,
                               int           days,
                               EoPeriodEnd   end)
{
  EoDate last;

  g_return_val_if_fail (self != NULL, (EoDate) { "" });
  g_return_val_if_fail (days >= 0, (EoDate) { "" });

  last = eo_date_add_days (date, days);
  while (end == EO_PERIOD_MOVES_ON && last.iso[0] != '\0' &&
         (eo_date_weekday (&last) == 7 || is_holiday (self, eo_date_to_serial (&last))))
    last = eo_date_add_days (&last, 1);

  return last;
}
