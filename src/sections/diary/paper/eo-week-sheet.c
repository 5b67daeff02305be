/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/paper/eo-diary-papers.h"
#include "sections/diary/paper/eo-paper-items.h"

#define DAYS     7
#define WORKDAYS 5

/* The rows: hours would stretch a full week over three sheets, and each entry has its time. */
typedef enum
{
  PART_WHOLE,
  PART_MORNING,
  PART_AFTERNOON, /* from 12:00 */
  PART_EVENING,   /* from 17:00 */
  N_PARTS
} Part;

typedef struct
{
  GPtrArray *spans;
  EoDate     days[DAYS];
  GString   *cells[DAYS][N_PARTS];
} Week;

/* "08:30 Portfolio Committee", "until 10:15 · HOD · Committee room 2", and what is to be known. */
static void
append_entry (GString    *cell,
              const char *head,
              const char *until,
              const char *tag,
              const char *place,
              const char *standing)
{
  const char *parts[] = { until, tag, place };
  const char *separator = "\n";

  if (cell->len > 0)
    g_string_append (cell, "\n\n");
  g_string_append (cell, head);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      {
        g_string_append_printf (cell, "%s%s", separator, parts[i]);
        separator = " · ";
      }
  if (*standing != '\0')
    {
      g_auto (GStrv) lines = g_strsplit (standing, "\n", -1);
      g_autofree char *joined = g_strjoinv (" · ", lines);

      g_string_append_printf (cell, "\n%s", joined);
    }
}

static void
put (Week         *self,
     EoPaperSpan  *span,
     guint         day,
     EoOccurrence *one)
{
  const EoDate *date = &self->days[day];
  g_autoptr (EoAppointment) record = one->attendance == EO_ATTENDANCE_DELEGATED ? _eo_paper_get_record (span, one) : NULL;
  g_autofree char *standing = _eo_paper_standing (span, one, record, date, TRUE);
  g_autofree char *starts = _eo_paper_clock (span, one->starts, date);
  g_autofree char *ends = _eo_paper_clock (span, one->ends, date);
  g_autofree char *until = one->all_day || one->ends == one->starts ? NULL : g_strdup_printf (_("until %s"), ends);
  EoLocalTime local = eo_local_time_from_unix (one->starts, span->zone);
  EoDate begun = eo_local_time_get_date (&local);
  gboolean is_whole = one->all_day || !g_str_equal (begun.iso, date->iso);
  int minute = eo_local_time_get_minute (&local);
  Part part = is_whole ? PART_WHOLE : minute < 12 * 60 ? PART_MORNING : minute < 17 * 60 ? PART_AFTERNOON : PART_EVENING;
  g_autofree char *head = is_whole ? g_strdup (_eo_paper_title (one))
                                   : g_strdup_printf ("%s %s", starts, _eo_paper_title (one));

  append_entry (self->cells[day][part], head, until, self->spans->len > 1 ? span->diary->tag : NULL,
                one->is_private ? NULL : one->place, standing);
}

static void
fill (Week             *self,
      EoClassification *highest)
{
  for (guint day = 0; day < DAYS; day++)
    {
      g_autoptr (GArray) items = _eo_paper_spans_get_day (self->spans, &self->days[day]);

      for (guint i = 0; i < items->len; i++)
        {
          const EoPaperItem *item = &g_array_index (items, EoPaperItem, i);

          put (self, item->span, day, item->one);
          _eo_paper_raise (highest, item->one);
        }
    }
}

static gboolean
has_day (Week  *self,
         guint  day)
{
  for (guint part = 0; part < N_PARTS; part++)
    if (self->cells[day][part]->len > 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_part (Week  *self,
          guint  n_days,
          Part   part)
{
  for (guint day = 0; day < n_days; day++)
    if (self->cells[day][part]->len > 0)
      return TRUE;
  return FALSE;
}

static void
add_row (Week       *self,
         GPtrArray  *rows,
         guint       n_days,
         Part        part)
{
  static const char *const labels[] = { N_("All day"), N_("Morning"), N_("Afternoon"), N_("Evening") };
  char **cells = g_new0 (char *, n_days + 2);

  cells[0] = g_strdup (_(labels[part]));
  for (guint day = 0; day < n_days; day++)
    cells[day + 1] = g_strdup (self->cells[day][part]->str);
  _eo_paper_rows_add (rows, cells);
}

static void
add_table (Week      *self,
           EoReport  *report,
           EoStore   *store)
{
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (store);
  g_auto (GStrv) labels = g_new0 (char *, DAYS + 1);
  EoReportColumn columns[DAYS + 1] = { { "", 0, EO_REPORT_START, FALSE, EO_CELL_TEXT } };
  GPtrArray *rows = _eo_paper_rows_new ();
  guint n_days = has_day (self, 6) ? 7 : has_day (self, 5) ? 6 : WORKDAYS;

  for (guint day = 0; day < n_days; day++)
    {
      g_autofree char *short_day = eo_date_format_short (&self->days[day], &self->days[day]);
      g_autofree char *notes = _eo_paper_notes (calendar, &self->days[day], " · ");

      labels[day] = g_strdup_printf ("%s %s%s%s", eo_date_short_weekday (day + 1), short_day,
                                     *notes != '\0' ? " · " : "", notes);
      columns[day + 1] = (EoReportColumn) { labels[day], 1, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE };
    }
  for (Part part = PART_WHOLE; part < N_PARTS; part++)
    if (part == PART_MORNING || part == PART_AFTERNOON || has_part (self, n_days, part))
      add_row (self, rows, n_days, part);
  eo_report_add_table (report, NULL, columns, n_days + 1, rows->len, _eo_paper_rows_give, rows,
                       (GDestroyNotify) g_ptr_array_unref);
}

static char *
say_week (const Week *self)
{
  g_autofree char *first = eo_date_format (&self->days[0]);
  g_autofree char *last = eo_date_format (&self->days[DAYS - 1]);

  return g_strdup_printf ("%s – %s", first, last);
}

EoPaper
eo_week_sheet_paper (void)
{
  EoPaper paper = eo_paper_a4 (TRUE);

  paper.left = paper.right = 30;
  paper.top = 42;
  paper.bottom = 40;
  return paper;
}

EoReport *
eo_week_sheet_new (EoStore       *store,
                   gint64         diary,
                   const EoDate  *day,
                   GError       **error)
{
  g_autoptr (GPtrArray) spans = NULL;
  g_autofree char *period = NULL;
  EoClassification highest = EO_OPEN;
  Week week = { 0 };
  EoReport *report;

  g_return_val_if_fail (EO_IS_STORE (store) && day != NULL && day->iso[0] != '\0', NULL);

  for (guint i = 0; i < DAYS; i++)
    week.days[i] = eo_date_add_days (day, (int) i + 1 - eo_date_weekday (day));
  spans = week.spans = _eo_paper_spans_new (store, diary, &week.days[0], DAYS, error);
  if (spans == NULL)
    return NULL;
  for (guint i = 0; i < DAYS * N_PARTS; i++)
    week.cells[i / N_PARTS][i % N_PARTS] = g_string_new (NULL);
  fill (&week, &highest);
  period = say_week (&week);
  report = _eo_paper_report (store, _("Week"), spans, period);
  add_table (&week, report, store);
  _eo_paper_mark (report, spans, highest);
  for (guint i = 0; i < DAYS * N_PARTS; i++)
    g_string_free (week.cells[i / N_PARTS][i % N_PARTS], TRUE);
  return report;
}
