/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-series.h"
#include "sections/diary/paper/eo-diary-papers.h"
#include "sections/diary/paper/eo-paper-items.h"

#define WEEK 7

typedef struct
{
  GPtrArray        *spans;
  EoDate            today;
  EoClassification  highest;
  guint             n_clashes;
  guint             n_holds;
} Ahead;

/* Until when somebody waits for an answer about a hold. */
static char *
say_answer_by (EoPaperSpan        *span,
               const EoOccurrence *one,
               const EoDate       *today)
{
  g_autoptr (EoRecord) request = NULL;
  g_autofree char *by = NULL;

  if (one->status != EO_APPOINTMENT_HOLD || one->request == 0 || one->is_private)
    return NULL;
  request = eo_store_get (span->store, &eo_request_kind, one->request, NULL);
  if (request == NULL || EO_REQUEST (request)->answer_by.iso[0] == '\0')
    return NULL;
  by = eo_date_format_short (&EO_REQUEST (request)->answer_by, today);
  return g_strdup_printf (_("answer by %s"), by);
}

static void
add_item (Ahead        *self,
          EoPaperSpan  *span,
          const EoDate *day,
          EoOccurrence *one,
          gboolean      is_first,
          GPtrArray    *rows)
{
  g_autoptr (EoAppointment) record = one->attendance == EO_ATTENDANCE_DELEGATED ? _eo_paper_get_record (span, one) : NULL;
  g_autofree char *standing = _eo_paper_standing (span, one, record, day, FALSE);
  g_autofree char *answer_by = say_answer_by (span, one, &self->today);
  g_autofree char *date = eo_date_format_short (day, &self->today);
  char **cells = g_new0 (char *, 6);
  guint n = 0;

  cells[n++] = is_first ? g_strdup_printf ("%s %s", eo_date_short_weekday (eo_date_weekday (day)), date) : g_strdup ("");
  cells[n++] = _eo_paper_times (span, one, day);
  cells[n++] = one->is_private || *one->place == '\0' ? g_strdup (_eo_paper_title (one))
                                                      : g_strdup_printf ("%s\n%s", one->title, one->place);
  if (self->spans->len > 1)
    cells[n++] = g_strdup (*span->diary->tag != '\0' ? span->diary->tag : span->diary->name);
  cells[n++] = answer_by != NULL ? g_strdup_printf ("%s, %s", standing, answer_by) : g_steal_pointer (&standing);
  _eo_paper_rows_add (rows, cells);
  _eo_paper_raise (&self->highest, one);
  self->n_holds += one->status == EO_APPOINTMENT_HOLD ? 1 : 0;
  self->n_clashes += g_hash_table_contains (span->clashes, one) ? 1 : 0;
}

/* What comes every day stands at the top, once; but where it clashes. */
static gboolean
is_left_out (EoPaperSpan        *span,
             const EoOccurrence *one)
{
  return _eo_paper_is_routine (span, one) && !g_hash_table_contains (span->clashes, one);
}

static void
add_routine (Ahead       *self,
             EoReport    *report,
             EoPaperSpan *span,
             gboolean    *begun)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < span->all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (span->all, i);
      EoLocalTime local = eo_local_time_from_unix (one->starts, span->zone);
      EoDate day = eo_local_time_get_date (&local);
      g_autofree char *times = NULL;
      g_autofree char *what = NULL;
      g_autoptr (EoAppointment) record = NULL;
      g_autofree char *how = NULL;

      if (!_eo_paper_is_routine (span, one) || !g_hash_table_add (seen, GSIZE_TO_POINTER (one->appointment)))
        continue;
      if (!*begun)
        eo_report_add_group (report, _("Every week"));
      *begun = TRUE;
      times = _eo_paper_times (span, one, &day);
      record = _eo_paper_get_record (span, one);
      how = record != NULL ? eo_series_describe (record->repeats, &record->starts) : NULL;
      what = g_strdup_printf ("%s%s%s%s%s%s", _eo_paper_title (one), how != NULL ? " · " : "", how != NULL ? how : "",
                              self->spans->len > 1 ? " (" : "", self->spans->len > 1 ? span->diary->tag : "",
                              self->spans->len > 1 ? ")" : "");
      eo_report_add_field (report, times, what);
      _eo_paper_raise (&self->highest, one);
    }
}

/* Those of all diaries, in order of when they begin. */
static void
add_day (Ahead        *self,
         const EoDate *day,
         gboolean      is_told,   /* the day stands there already */
         GPtrArray    *rows)
{
  g_autoptr (GArray) items = _eo_paper_spans_get_day (self->spans, day);
  guint n_rows = rows->len;

  for (guint i = 0; i < items->len; i++)
    {
      const EoPaperItem *item = &g_array_index (items, EoPaperItem, i);

      if (!is_left_out (item->span, item->one))
        add_item (self, item->span, day, item->one, !is_told && rows->len == n_rows, rows);
    }
}

static char *
say_week (const EoDate *first,
          const EoDate *last)
{
  g_autofree char *from = eo_date_format_short (first, last);
  g_autofree char *to = eo_date_format (last);

  return g_strdup_printf ("%s – %s", from, to);
}

static void
add_note (Ahead        *self,
          const EoDate *day,
          gboolean      is_told,
          guint         n_columns,
          const char   *what,
          const char   *to_note,
          GPtrArray    *rows)
{
  g_autofree char *date = eo_date_format_short (day, &self->today);
  char **cells = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    cells[i] = i == 0 && !is_told ? g_strdup_printf ("%s %s", eo_date_short_weekday (eo_date_weekday (day)), date)
               : i == 1 ? g_strdup (_("All day")) : i == 2 ? g_strdup (what)
               : i + 1 == n_columns ? g_strdup (to_note) : g_strdup ("");
  _eo_paper_rows_add (rows, cells);
}

/* Holiday and sitting: whether there is one of them. */
static gboolean
add_notes (Ahead        *self,
           EoCalendar   *calendar,
           const EoDate *day,
           guint         n_columns,
           GPtrArray    *rows)
{
  g_autofree char *holiday = eo_calendar_get_holiday_name (calendar, day);
  g_autofree char *sitting = eo_calendar_get_sitting_name (calendar, day);

  if (holiday != NULL)
    add_note (self, day, FALSE, n_columns, holiday, _("Not a working day"), rows);
  if (sitting != NULL)
    add_note (self, day, holiday != NULL, n_columns, sitting, _("Sitting day"), rows);
  return holiday != NULL || sitting != NULL;
}

static void
add_week (Ahead        *self,
          EoStore      *store,
          EoReport     *report,
          const EoDate *first,
          guint         n_days)
{
  EoReportColumn columns[] = {
    { _("Day"), 1.25, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE },
    { _("Time"), 1.15, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("What"), 4.4, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE },
    { _("Whose"), 0.8, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("To note"), 2.6, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  guint n_columns = G_N_ELEMENTS (columns);
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (store);
  GPtrArray *rows = _eo_paper_rows_new ();
  EoDate last = eo_date_add_days (first, n_days - 1);
  g_autofree char *heading = say_week (first, &last);

  if (self->spans->len <= 1)
    {
      columns[3] = columns[4];
      n_columns--;
    }
  for (guint i = 0; i < n_days; i++)
    {
      EoDate day = eo_date_add_days (first, i);
      gboolean is_told = add_notes (self, calendar, &day, n_columns, rows);

      add_day (self, &day, is_told, rows);
    }
  eo_report_add_table (report, heading, columns, n_columns, rows->len, _eo_paper_rows_give, rows,
                       (GDestroyNotify) g_ptr_array_unref);
}

static char *
say_period (Ahead        *self,
            const EoDate *first,
            guint         n_days)
{
  EoDate last = eo_date_add_days (first, n_days - 1);
  g_autofree char *from = eo_date_format (first);
  g_autofree char *to = eo_date_format (&last);
  g_autofree char *clashes = g_strdup_printf (ngettext ("%u clashes with another", "%u clash with another", self->n_clashes), self->n_clashes);
  g_autofree char *holds = g_strdup_printf (ngettext ("%u open hold", "%u open holds", self->n_holds), self->n_holds);

  return g_strdup_printf ("%s – %s · %s · %s", from, to, clashes, holds);
}

EoReport *
eo_look_ahead_new (EoStore       *store,
                   gint64         diary,
                   const EoDate  *first,
                   guint          n_days,
                   GError       **error)
{
  g_autoptr (GPtrArray) spans = NULL;
  g_autofree char *title = g_strdup_printf (_("Look-ahead, %u days"), n_days);
  g_autofree char *period = NULL;
  g_autofree char *names = NULL;
  g_autofree char *subtitle = NULL;
  Ahead ahead = { .today = *first };
  gboolean has_routine = FALSE;
  EoReport *report;
  guint in_week;

  g_return_val_if_fail (EO_IS_STORE (store) && first->iso[0] != '\0' && n_days > 0 && n_days <= 400, NULL);

  spans = ahead.spans = _eo_paper_spans_new (store, diary, first, n_days, error);
  if (spans == NULL)
    return NULL;
  report = _eo_paper_report (store, title, spans, "");
  for (guint i = 0; i < spans->len; i++)
    add_routine (&ahead, report, g_ptr_array_index (spans, i), &has_routine);
  for (guint at = 0; at < n_days; at += in_week)
    {
      EoDate monday = eo_date_add_days (first, at);

      in_week = MIN (n_days - at, (guint) (WEEK + 1 - eo_date_weekday (&monday)));
      add_week (&ahead, store, report, &monday, in_week);
    }
  period = say_period (&ahead, first, n_days);
  names = _eo_paper_names (spans);
  subtitle = g_strdup_printf ("%s · %s", period, names);
  eo_report_set_subtitle (report, subtitle);
  _eo_paper_mark (report, spans, ahead.highest);
  return report;
}
