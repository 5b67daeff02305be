/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../store/store-fixture.h"
#include "sections/correspondence/eo-letter-reports.h"

typedef EoReport *(*MakeFunc) (EoStore *store, EoQuery *query, GError **error);

/* The report's tables, as text. */
static char *
write_csv (Office   *office,
           MakeFunc  make,
           EoQuery  *query)
{
  g_autofree char *path = g_build_filename (office->folder, "report.csv", NULL);
  g_autofree char *pdf = g_build_filename (office->folder, "report.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReport) report = make (office->store, query, &error);
  EoPaper paper = eo_paper_a4 (FALSE);
  char *text = NULL;

  g_assert_no_error (error);
  eo_report_write (report, &paper, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  eo_report_write (report, &paper, pdf, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
add_answered (Office     *office,
              const char *unit,
              const char *received,
              const char *replied)
{
  g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", "Access road D1612", "received_on", received,
                                            "replied_on", replied, "unit", unit, NULL);
}

static void
test_turnaround (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autoptr (EoRecord) legal = office_add (office, "organisation", "name", "Legal Services", NULL);
  g_autoptr (EoRecord) media = office_add (office, "organisation", "name", "Communications", NULL);
  g_autoptr (EoRecord) closed = office_add (office, "special_day", "date", "2026-11-05", "title", "Shut", NULL);
  g_autofree char *text = NULL;
  g_autofree char *november = NULL;

  add_answered (office, "Legal Services", "2026-11-02", "2026-11-03");  /* 1 */
  add_answered (office, "Legal Services", "2026-11-02", "2026-11-09");  /* 4: a weekend and the day it was shut */
  add_answered (office, "Communications", "2026-11-02", "2026-11-03");  /* 1 */
  add_answered (office, "Communications", "2026-11-03", "2026-11-18");  /* 10 */
  add_answered (office, "Legal Services", "2026-10-30", "2026-10-30");  /* 0 */
  add_answered (office, "", "2026-10-30", "2026-11-02");                /* 1 */
  add_answered (office, "Legal Services", "2026-11-02", "");            /* not yet */
  add_answered (office, "Legal Services", "2026-11-04", "2026-11-03");  /* a slip of the pen: not before it came */

  text = write_csv (office, eo_turnaround_report_new, query);
  g_assert_cmpstr (text, ==,
                   "\"All units, in working days\"\r\n"
                   "Month received,Answered,Average,Median,Longest\r\n"
                   "2026-10,2,0.5,0.5,1\r\n"
                   "2026-11,5,3.2,1.0,10\r\n"
                   "\r\n"
                   "\"By unit, in working days\"\r\n"
                   "Unit,Month received,Answered,Average,Median,Longest\r\n"
                   "Communications,2026-11,2,5.5,5.5,10\r\n"
                   "Legal Services,2026-10,1,0.0,0.0,0\r\n"
                   "Legal Services,2026-11,3,1.7,1.0,4\r\n"
                   "No unit,2026-10,1,1.0,1.0,1\r\n");

  eo_query_add (query, eo_kind_find_field (eo_kind_lookup ("letter"), "received_on"), EO_SINCE, "2026-11-03");
  november = write_csv (office, eo_turnaround_report_new, query);
  g_assert_nonnull (strstr (november, "2026-11,2,5.0,5.0,10\r\n"));
}

static EoDate
days_ago (int days)
{
  EoDate today = eo_date_today ();

  return eo_date_add_days (&today, -days);
}

static void
test_overdue (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  EoDate due = days_ago (30), later = days_ago (3), coming = days_ago (-3), received = days_ago (60);
  g_autoptr (EoRecord) owner = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) late = office_add (office, "letter", "subject", "=Late", "received_on", received.iso, "reply_due",
                                          due.iso, "assigned_to", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) less = office_add (office, "letter", "subject", "Less late", "received_on", received.iso,
                                          "reply_due", later.iso, "assigned_to", "Sipho Mthembu", "classification",
                                          "secret", NULL);
  g_autoptr (EoRecord) lost = office_add (office, "letter", "subject", "With nobody", "received_on", received.iso,
                                          "reply_due", due.iso, NULL);
  g_autoptr (EoRecord) fine = office_add (office, "letter", "subject", "Not late", "received_on", received.iso,
                                          "reply_due", coming.iso, NULL);
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (office->store);
  EoDate today = eo_date_today ();
  int most = eo_calendar_working_days_between (calendar, &due, &today);
  int least = MAX (1, eo_calendar_working_days_between (calendar, &later, &today));
  g_autofree char *expected = g_strdup_printf (
    "By owner\r\n"
    "Owner,Overdue,\"Longest, in working days\"\r\n"
    "Nobody yet,1,%d\r\n"
    "Sipho Mthembu,2,%d\r\n"
    "\r\n"
    "Letters\r\n"
    "Owner,Ref,From,Subject,Reply due,Days late,Status\r\n"
    "Nobody yet,%s,,With nobody,%s,%d,Registered\r\n"
    "Sipho Mthembu,%s,,=Late,%s,%d,Registered\r\n"
    "Sipho Mthembu,%s,,Less late,%s,%d,Registered\r\n",
    most, most, lost->reference, due.iso, most, late->reference, due.iso, most, less->reference, later.iso, least);
  g_autofree char *text = write_csv (office, eo_overdue_report_new, query);
  g_autofree char *none = NULL;

  g_assert_cmpstr (text, ==, expected);
  eo_query_add (query, eo_kind_find_field (eo_kind_lookup ("letter"), "matter"), EO_IS, "petition");
  none = write_csv (office, eo_overdue_report_new, query);
  g_assert_null (strstr (none, "Sipho"));
}

/* Nothing answered yet: still a sheet, that says so. */
static void
test_nothing (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autofree char *text = write_csv (office, eo_turnaround_report_new, query);

  g_assert_true (g_str_has_suffix (text, "Unit,Month received,Answered,Average,Median,Longest\r\n"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/letter-reports/turnaround", test_turnaround);
  office_test ("/letter-reports/overdue", test_overdue);
  office_test ("/letter-reports/nothing", test_nothing);
  return g_test_run ();
}
