/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-reports.h"
#include "sections/correspondence/eo-letter.h"
#include "store/eo-tally.h"

#define COLUMNS \
  "coalesce ((SELECT title FROM party WHERE id = t.assigned_to), '') AS owner, t.reference," \
  " coalesce ((SELECT title FROM party WHERE id = t.correspondent), ''), t.subject, t.reply_due, t.status, t.classification"
#define TAIL "ORDER BY owner COLLATE NOCASE, t.reply_due, t.id"

enum { OWNER, REFERENCE, SENDER, SUBJECT, DUE, STATUS, CLASSIFICATION, N_COLUMNS };

typedef struct
{
  char   *texts[N_COLUMNS];
  EoDate  due;
  int     days;  /* working days late */
} Late;

typedef struct
{
  const char *owner;   /* of a Late */
  guint       n;
  int         longest;
} Share;

typedef struct
{
  GArray     *letters; /* of Late, by owner */
  GArray     *shares;  /* of Share */
  EoCalendar *calendar;
  EoDate      today;
  int         highest; /* EoClassification */
} Overdue;

static void
late_clear (gpointer data)
{
  Late *late = data;

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (late->texts[i]);
}

static void
overdue_free (gpointer data)
{
  Overdue *self = data;

  g_array_unref (self->shares);
  g_array_unref (self->letters);
  eo_calendar_unref (self->calendar);
  g_free (self);
}

static const char *
say_owner (const char *owner)
{
  return *owner != '\0' ? owner : _("Nobody yet");
}

static void
count_share (Overdue    *self,
             const Late *late)
{
  Share *share = self->shares->len > 0 ? &g_array_index (self->shares, Share, self->shares->len - 1) : NULL;

  if (share == NULL || !g_str_equal (share->owner, late->texts[OWNER]))
    {
      const Share first = { late->texts[OWNER], 0, 0 };

      g_array_append_val (self->shares, first);
      share = &g_array_index (self->shares, Share, self->shares->len - 1);
    }
  share->n++;
  share->longest = MAX (share->longest, late->days);
}

static gboolean
take_letter (EoRow    *row,
             gpointer  user_data)
{
  Overdue *self = user_data;
  Late late = { { NULL } };
  int classification = EO_OPEN;

  for (int i = 0; i < N_COLUMNS; i++)
    late.texts[i] = g_strdup (eo_row_get_text (row, i));
  g_strlcpy (late.due.iso, late.texts[DUE], sizeof late.due.iso);
  /* Due on a Saturday, on Sunday it is a day late, though no working day has passed. */
  late.days = MAX (1, eo_calendar_working_days_between (self->calendar, &late.due, &self->today));
  if (eo_choice_parse (eo_classification_get_type (), late.texts[CLASSIFICATION], &classification))
    self->highest = MAX (self->highest, classification);
  g_array_append_val (self->letters, late);
  count_share (self, &late);

  return TRUE;
}

static gboolean
give_share (guint64    row,
            char     **cells,
            gpointer   user_data,
            GError   **error)
{
  const Overdue *self = user_data;
  const Share *share = &g_array_index (self->shares, Share, row);

  cells[0] = g_strdup (say_owner (share->owner));
  cells[1] = g_strdup_printf ("%u", share->n);
  cells[2] = g_strdup_printf ("%d", share->longest);

  return TRUE;
}

static gboolean
give_value (guint64    row,
            char     **cells,
            gpointer   user_data,
            GError   **error)
{
  const Overdue *self = user_data;
  const Late *late = &g_array_index (self->letters, Late, row);
  int status = 0;

  cells[0] = g_strdup (say_owner (late->texts[OWNER]));
  cells[1] = g_strdup (late->texts[REFERENCE]);
  cells[2] = g_strdup (late->texts[SENDER]);
  cells[3] = g_strdup (late->texts[SUBJECT]);
  cells[4] = g_strdup (late->due.iso);
  cells[5] = g_strdup_printf ("%d", late->days);
  cells[6] = eo_choice_parse (eo_letter_status_get_type (), late->texts[STATUS], &status)
               ? g_strdup (eo_choice_label (eo_letter_status_get_type (), status))
               : g_strdup (late->texts[STATUS]);

  return TRUE;
}

static gboolean
give_letter (guint64    row,
             char     **cells,
             gpointer   user_data,
             GError   **error)
{
  const Overdue *self = user_data;

  give_value (row, cells, user_data, error);
  g_free (cells[4]);
  cells[4] = eo_date_format_short (&g_array_index (self->letters, Late, row).due, &self->today);

  return TRUE;
}

static void
add_tables (EoReport *report,
            Overdue  *self)
{
  const EoReportColumn shares[] = {
    { _("Owner"), 3, EO_REPORT_START, TRUE },
    { _("Overdue"), 1, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Longest, in working days"), 1, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
  };
  const EoReportColumn letters[] = {
    { _("Owner"), 2, EO_REPORT_START, TRUE },
    { _("Ref"), 0, EO_REPORT_START, FALSE },
    { _("From"), 2, EO_REPORT_START, TRUE },
    { _("Subject"), 4, EO_REPORT_START, TRUE },
    { _("Reply due"), 0, EO_REPORT_START, FALSE, EO_CELL_DATE },
    { _("Days late"), 0, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Status"), 0, EO_REPORT_START, FALSE },
  };

  eo_report_add_table (report, _("By owner"), shares, G_N_ELEMENTS (shares), self->shares->len, give_share, self, NULL);
  eo_report_add_table (report, _("Letters"), letters, G_N_ELEMENTS (letters), self->letters->len, give_letter, self,
                       overdue_free);
  eo_report_set_values (report, give_value);
}

EoReport *
eo_overdue_report_new (EoStore  *store,
                       EoQuery  *query,
                       GError  **error)
{
  g_autoptr (EoQuery) late = NULL;
  g_autofree char *office = NULL;
  g_autofree char *day = NULL;
  g_autofree char *count = NULL;
  g_autofree char *subtitle = NULL;
  Overdue *self;
  EoReport *report;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_QUERY (query), NULL);

  self = g_new0 (Overdue, 1);
  self->letters = g_array_new (FALSE, FALSE, sizeof (Late));
  g_array_set_clear_func (self->letters, late_clear);
  self->shares = g_array_new (FALSE, FALSE, sizeof (Share));
  self->calendar = eo_store_get_calendar (store);
  self->today = eo_date_today ();
  late = eo_query_copy (query);
  eo_query_set_filter (late, eo_kind_find_filter (&eo_letter_kind, "overdue"));
  if (!eo_store_tally (store, late, COLUMNS, TAIL, take_letter, self, error))
    {
      overdue_free (self);
      return NULL;
    }

  office = eo_store_get_setting (store, "office-name");
  day = eo_date_format_long (&self->today);
  count = eo_format_count (self->letters->len);
  subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s letter, late on %s", "%s letters, late on %s",
                                           self->letters->len), count, day);
  report = eo_report_new (_("Overdue letters by owner"));
  eo_report_set_office (report, office);
  eo_report_set_subtitle (report, subtitle);
  if (self->highest > EO_OPEN)
    eo_report_set_classification (report, eo_choice_label (eo_classification_get_type (), self->highest));
  add_tables (report, self);

  return report;
}
