/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-calendar.h"
#include "base/eo-local-time.h"
#include "paper/eo-report.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-occurrence.h"
#include "sections/diary/eo-request.h"

G_BEGIN_DECLS

/* What stands in one diary on some days, and how the papers say it. */
typedef struct
{
  EoStore    *store;
  EoDiary    *diary;
  GTimeZone  *zone;
  EoDate      first;
  guint       n_days;
  GPtrArray  *all;      /* of EoOccurrence */
  GHashTable *clashes;  /* from one to what it clashes with */
  GHashTable *times;    /* from an appointment to how often it stands there */
} EoPaperSpan;

typedef struct
{
  EoPaperSpan  *span;
  EoOccurrence *one;
} EoPaperItem;

/* Of each diary: (transfer full) of EoPaperSpan. */
GPtrArray      *_eo_paper_spans_new     (EoStore             *store,
                                         gint64               diary,   /* 0: all in use */
                                         const EoDate        *first,
                                         guint                n_days,
                                         GError             **error);
/* When the day begins on the clocks of the diary, in seconds since 1970. */
gint64          _eo_paper_midnight      (EoPaperSpan         *self,
                                         const EoDate        *day);
/* Those that take place on the day, in order, those of the whole day first: (transfer container). @called_off: those that
 * would have, instead. */
GPtrArray      *_eo_paper_span_get_day  (EoPaperSpan         *self,
                                         const EoDate        *day,
                                         gboolean             called_off);
/* Of all of @spans that take place on the day, in order: (transfer full) of EoPaperItem. */
GArray         *_eo_paper_spans_get_day (GPtrArray           *spans,
                                         const EoDate        *day);
gboolean        _eo_paper_is_called_off (const EoOccurrence  *one);
/* "08:00–09:30", "All day", "until 12:00", "from 14:00": (transfer full). */
char           *_eo_paper_times         (EoPaperSpan         *self,
                                         const EoOccurrence  *one,
                                         const EoDate        *day);
/* "14:05" on the clocks of the diary, and the day before it where that is another: (transfer full). */
char           *_eo_paper_clock         (EoPaperSpan         *self,
                                         gint64               at,
                                         const EoDate        *day);
/* "Busy" of what is private. */
const char     *_eo_paper_title         (const EoOccurrence  *one);
/* "14:05 (Dubai)" where the clocks of @zone show something else than those of the diary, else NULL. */
char           *_eo_paper_there         (EoPaperSpan         *self,
                                         gint64               at,
                                         const char          *zone);
/* What is to be known on that day before one relies on it, a line each: "Hold 2 of 3", "Clash with …", "To be confirmed".
 * @record: (nullable): it says who is sent instead. @brief: without the title of what it clashes with. */
char           *_eo_paper_standing      (EoPaperSpan         *self,
                                         const EoOccurrence  *one,
                                         EoAppointment       *record,
                                         const EoDate        *day,
                                         gboolean             brief);
/* Whether it is of a series that comes round more than twice a week: it is no news. */
gboolean        _eo_paper_is_routine    (EoPaperSpan         *self,
                                         const EoOccurrence  *one);
/* (transfer full), or NULL: of what is private nothing is looked up. */
EoAppointment  *_eo_paper_get_record    (EoPaperSpan         *self,
                                         const EoOccurrence  *one);
/* (transfer full): those who attend, in the order they were put down. */
GPtrArray      *_eo_paper_get_attendees (EoStore             *store,
                                         gint64               appointment);
/* "Ms L. Pillay (host)": (transfer full). */
char           *_eo_paper_attendee      (EoAttendee          *attendee);
/* The higher of both, what is private not counted: nothing of it is printed. */
void            _eo_paper_raise         (EoClassification    *highest,
                                         const EoOccurrence  *one);
/* What a day is, apart from appointments: its holiday and who sits; "" for neither: (transfer full). */
char           *_eo_paper_notes         (EoCalendar          *calendar,
                                         const EoDate        *day,
                                         const char          *between);
/* Whose diary it is: "Hon. N. Dlamini, MEC". All of them: (transfer full). */
char           *_eo_paper_names         (GPtrArray           *spans);
/* A report about @spans, with the office's name. */
EoReport       *_eo_paper_report        (EoStore             *store,
                                         const char          *title,
                                         GPtrArray           *spans,
                                         const char          *period);
/* Top and bottom of each page, by the highest of what is printed. */
void            _eo_paper_mark          (EoReport            *report,
                                         GPtrArray           *spans,
                                         EoClassification     highest);

/* The rows of a table, kept with the report: each an array of cells. */
GPtrArray      *_eo_paper_rows_new      (void);
void            _eo_paper_rows_add      (GPtrArray           *rows,
                                         char               **cells);  /* (transfer full) */
gboolean        _eo_paper_rows_give     (guint64              row,
                                         char               **cells,
                                         gpointer             rows,
                                         GError             **error);

G_END_DECLS
