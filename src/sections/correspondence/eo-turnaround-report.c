/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-reports.h"
#include "sections/correspondence/eo-letter.h"
#include "store/eo-tally.h"

/* In the order of the index letter_turnaround, and from it alone. Letters that came and were answered on the same days
 * come as one row; working days are counted here, with the office's own calendar. */
#define COLUMNS "t.unit, t.received_on, t.replied_on, count (*)"
#define TAIL "AND t.replied_on <> '' GROUP BY t.unit, t.received_on, t.replied_on ORDER BY 1, 2, 3"

#define MONTH 7          /* characters of "2026-11" */
#define LONGEST 2000     /* working days told apart; what took longer counts as this */
#define MONTHS_SHOWN 24  /* of the chart: the latest */

/* How long the replies of a month took. */
typedef struct
{
  gint64  unit;
  char    month[MONTH + 1];
  gint64  n;
  gint64  sum;     /* of working days */
  GArray *counts;  /* gint64, by working days */
} Month;

typedef struct
{
  GPtrArray  *by_unit; /* of Month, by unit and month */
  GPtrArray  *all;     /* of Month: all units together, by month */
  GHashTable *titles;  /* unit → its name */
  GHashTable *index;   /* "2026-11" → of @all */
  EoCalendar *calendar;
  Month      *current; /* the last of @by_unit */
} Turnaround;

static Month *
month_new (gint64      unit,
           const char *day)
{
  Month *month = g_new0 (Month, 1);

  month->unit = unit;
  g_strlcpy (month->month, day, sizeof month->month);
  month->counts = g_array_new (FALSE, TRUE, sizeof (gint64));

  return month;
}

static void
month_free (gpointer data)
{
  Month *month = data;

  g_array_unref (month->counts);
  g_free (month);
}

static void
turnaround_free (gpointer data)
{
  Turnaround *self = data;

  g_ptr_array_unref (self->by_unit);
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->titles);
  eo_calendar_unref (self->calendar);
  g_free (self);
}

static void
month_add (Month *month,
           int    days,
           gint64 n)
{
  if (month->counts->len <= (guint) days)
    g_array_set_size (month->counts, days + 1);
  g_array_index (month->counts, gint64, days) += n;
  month->sum += n * days;
  month->n += n;
}

static void
month_add_all (Month       *month,
               const Month *other)
{
  for (guint i = 0; i < other->counts->len; i++)
    if (g_array_index (other->counts, gint64, i) > 0)
      month_add (month, (int) i, g_array_index (other->counts, gint64, i));
}

static double
month_average (const Month *month)
{
  return (double) month->sum / month->n;
}

/* The working days of the @rank-th, counted from 0, of the letters in order. */
static guint
month_at (const Month *month,
          gint64       rank)
{
  gint64 passed = 0;

  for (guint i = 0; i < month->counts->len; i++)
    if ((passed += g_array_index (month->counts, gint64, i)) > rank)
      return i;

  return 0;
}

static double
month_median (const Month *month)
{
  return (month_at (month, (month->n - 1) / 2) + month_at (month, month->n / 2)) / 2.0;
}

static gboolean
take_days (EoRow    *row,
           gpointer  user_data)
{
  Turnaround *self = user_data;
  gint64 unit = eo_row_get_integer (row, 0);
  EoDate received, replied;
  int days;

  g_strlcpy (received.iso, eo_row_get_text (row, 1), sizeof received.iso);
  g_strlcpy (replied.iso, eo_row_get_text (row, 2), sizeof replied.iso);
  if (received.iso[0] == '\0')
    return TRUE;
  if (self->current == NULL || self->current->unit != unit
      || strncmp (self->current->month, received.iso, MONTH) != 0)
    {
      self->current = month_new (unit, received.iso);
      g_ptr_array_add (self->by_unit, self->current);
    }
  days = eo_calendar_working_days_between (self->calendar, &received, &replied);
  month_add (self->current, CLAMP (days, 0, LONGEST), eo_row_get_integer (row, 3));

  return TRUE;
}

static int
compare_months (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(const Month *const *) a)->month, (*(const Month *const *) b)->month);
}

static void
sum_units (Turnaround *self)
{
  for (guint i = 0; i < self->by_unit->len; i++)
    {
      const Month *part = self->by_unit->pdata[i];
      Month *whole = g_hash_table_lookup (self->index, part->month);

      if (whole == NULL)
        {
          whole = month_new (0, part->month);
          g_hash_table_insert (self->index, whole->month, whole);
          g_ptr_array_add (self->all, whole);
        }
      month_add_all (whole, part);
    }
  g_ptr_array_sort (self->all, compare_months);
}

static void
name_units (Turnaround *self,
            EoStore    *store)
{
  for (guint i = 0; i < self->by_unit->len; i++)
    {
      const Month *month = self->by_unit->pdata[i];
      g_autoptr (EoRecord) unit = NULL;

      if (g_hash_table_contains (self->titles, &month->unit))
        continue;
      if (month->unit != 0)
        unit = eo_store_get (store, eo_kind_lookup ("organisation"), month->unit, NULL);
      g_hash_table_insert (self->titles, g_memdup2 (&month->unit, sizeof month->unit),
                           g_strdup (unit != NULL ? eo_record_get_title (unit) : _("No unit")));
    }
}

static int
compare_units (gconstpointer a,
               gconstpointer b,
               gpointer      titles)
{
  const Month *one = *(const Month *const *) a, *other = *(const Month *const *) b;
  int order = g_utf8_collate (g_hash_table_lookup (titles, &one->unit), g_hash_table_lookup (titles, &other->unit));

  return order != 0 ? order : strcmp (one->month, other->month);
}

/* "Nov 2026" */
static char *
describe_month (const char *month)
{
  g_autofree char *first = g_strconcat (month, "-01", NULL);
  g_autofree char *shown = NULL;
  EoDate day;

  if (!eo_date_parse (first, &day, NULL))
    return g_strdup (month);
  shown = eo_date_format (&day);

  return g_strdup (strchr (shown, ' ') + 1);
}

static void
give_numbers (const Month  *month,
              char        **cells)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  cells[0] = g_strdup_printf ("%" G_GINT64_FORMAT, month->n);
  cells[1] = g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.1f", month_average (month)));
  cells[2] = g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.1f", month_median (month)));
  cells[3] = g_strdup_printf ("%u", month->counts->len - 1);
}

static gboolean
give_month (guint64    row,
            char     **cells,
            gpointer   user_data,
            GError   **error)
{
  const Turnaround *self = user_data;
  const Month *month = self->all->pdata[row];

  cells[0] = describe_month (month->month);
  give_numbers (month, cells + 1);

  return TRUE;
}

static gboolean
give_month_value (guint64    row,
                  char     **cells,
                  gpointer   user_data,
                  GError   **error)
{
  const Turnaround *self = user_data;
  const Month *month = self->all->pdata[row];

  cells[0] = g_strdup (month->month);
  give_numbers (month, cells + 1);

  return TRUE;
}

static gboolean
give_unit_value (guint64    row,
                 char     **cells,
                 gpointer   user_data,
                 GError   **error)
{
  const Turnaround *self = user_data;
  const Month *month = self->by_unit->pdata[row];

  cells[0] = g_strdup (g_hash_table_lookup (self->titles, &month->unit));
  cells[1] = g_strdup (month->month);
  give_numbers (month, cells + 2);

  return TRUE;
}

static gboolean
give_unit (guint64    row,
           char     **cells,
           gpointer   user_data,
           GError   **error)
{
  const Turnaround *self = user_data;

  give_unit_value (row, cells, user_data, error);
  g_free (cells[1]);
  cells[1] = describe_month (((Month *) self->by_unit->pdata[row])->month);

  return TRUE;
}

static void
add_chart (EoReport   *report,
           Turnaround *self)
{
  const char *const series[] = { _("Average"), _("Median") };
  guint first = self->all->len > MONTHS_SHOWN ? self->all->len - MONTHS_SHOWN : 0;
  guint n = self->all->len - first;
  g_autofree double *values = g_new (double, n * G_N_ELEMENTS (series) + 1);
  g_auto (GStrv) labels = g_new0 (char *, n + 1);
  EoReportChart chart = {
    _("Working days"), series, G_N_ELEMENTS (series), (const char *const *) labels, n, values,
  };

  for (guint i = 0; i < n; i++)
    {
      const Month *month = self->all->pdata[first + i];

      labels[i] = describe_month (month->month);
      values[i * G_N_ELEMENTS (series)] = month_average (month);
      values[i * G_N_ELEMENTS (series) + 1] = month_median (month);
    }
  if (n > 0)
    eo_report_add_chart (report, _("From receipt to reply, by the month of receipt"), &chart);
}

static void
add_tables (EoReport   *report,
            Turnaround *self)
{
  const EoReportColumn columns[] = {
    { _("Unit"), 3, EO_REPORT_START, TRUE },
    { _("Month received"), 1, EO_REPORT_START, FALSE },
    { _("Answered"), 1, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Average"), 1, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Median"), 1, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Longest"), 1, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
  };

  eo_report_add_table (report, _("All units, in working days"), columns + 1, G_N_ELEMENTS (columns) - 1, self->all->len,
                       give_month, self, NULL);
  eo_report_set_values (report, give_month_value);
  eo_report_add_table (report, _("By unit, in working days"), columns, G_N_ELEMENTS (columns), self->by_unit->len,
                       give_unit, self, turnaround_free);
  eo_report_set_values (report, give_unit_value);
}

/* "1 284 letters received Dec 2025 to Nov 2026, and answered" */
static char *
describe (const Turnaround *self)
{
  g_autofree char *count = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gint64 n = 0;

  if (self->all->len == 0)
    return g_strdup (_("No letter was answered"));
  for (guint i = 0; i < self->all->len; i++)
    n += ((Month *) self->all->pdata[i])->n;
  count = eo_format_count (n);
  first = describe_month (((Month *) self->all->pdata[0])->month);
  last = describe_month (((Month *) self->all->pdata[self->all->len - 1])->month);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s letter received %s to %s, and answered",
                                       "%s letters received %s to %s, and answered", (gulong) n), count, first, last);
}

EoReport *
eo_turnaround_report_new (EoStore  *store,
                          EoQuery  *query,
                          GError  **error)
{
  g_autofree char *office = NULL;
  g_autofree char *subtitle = NULL;
  Turnaround *self;
  EoReport *report;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_QUERY (query), NULL);

  self = g_new0 (Turnaround, 1);
  self->by_unit = g_ptr_array_new_with_free_func (month_free);
  self->all = g_ptr_array_new_with_free_func (month_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->calendar = eo_store_get_calendar (store);
  if (!eo_store_tally (store, query, COLUMNS, TAIL, take_days, self, error))
    {
      turnaround_free (self);
      return NULL;
    }
  sum_units (self);
  name_units (self, store);
  g_ptr_array_sort_with_data (self->by_unit, compare_units, self->titles);

  office = eo_store_get_setting (store, "office-name");
  subtitle = describe (self);
  report = eo_report_new (_("Turnaround of letters"));
  eo_report_set_office (report, office);
  eo_report_set_subtitle (report, subtitle);
  add_chart (report, self);
  add_tables (report, self);

  return report;
}
