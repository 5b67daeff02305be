/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An office with diaries of any size, the same each time. One fortnight holds the same in all of them, whatever else
 * there is: what is shown is as much, only what is looked through grows. Two in a hundred appointments repeat: half of
 * them every year for ever, so that each look at a week has to reckon with them. */

#include "sections/diary/eo-appointment.h"
#include "sections/eo-kinds.h"

#define DIARY_OFFICE_MONDAY "2026-09-21" /* the fortnight that is shown */
#define DIARY_OFFICE_A_WEEK 50
#define DIARY_OFFICE_DIARIES 3

typedef struct
{
  guint  n;
  guint  next;
  gint64 diaries[DIARY_OFFICE_DIARIES];
} DiaryOffice;

static inline gboolean
diary_office_add (EoWriter    *writer,
                  DiaryOffice *office,
                  guint        i,
                  int          day,
                  int          minute,
                  const char  *repeats,
                  GError     **error)
{
  static const char *const titles[] = { "Cluster", "Portfolio committee", "Site visit", "Budget steering", "Interview", "Signing box" };
  g_autoptr (EoRecord) record = eo_record_new (&eo_appointment_kind);
  EoAppointment *self = EO_APPOINTMENT (record);
  EoDate monday, date;

  eo_date_parse (DIARY_OFFICE_MONDAY, &monday, NULL);
  date = eo_date_add_days (&monday, day);
  g_free (self->subject);
  self->subject = g_strdup_printf ("%s %u", titles[i % G_N_ELEMENTS (titles)], i);
  self->diary.id = office->diaries[i % DIARY_OFFICE_DIARIES];
  self->starts = eo_local_time_new (&date, minute);
  self->ends = eo_local_time_add_minutes (&self->starts, 30 + (int) (i % 4) * 15);
  self->attendance = EO_ATTENDANCE_YES;
  g_free (self->repeats);
  self->repeats = g_strdup (repeats);

  return eo_writer_save (writer, record, error);
}

static inline gboolean
diary_office_write (EoWriter  *writer,
                    gpointer   data,
                    GError   **error)
{
  DiaryOffice *office = data;
  guint shown = 2 * DIARY_OFFICE_A_WEEK;

  if (!eo_writer_set_bulk (writer, TRUE, error))
    return FALSE;
  for (guint i = 0; i < DIARY_OFFICE_DIARIES; i++)
    {
      g_autoptr (EoRecord) diary = eo_record_new (eo_kind_lookup ("diary"));
      g_autofree char *name = g_strdup_printf ("Principal %u", i + 1);

      eo_record_set_text (diary, "name", name, NULL);
      eo_record_set_text (diary, "colour", i == 0 ? "blue" : i == 1 ? "green" : "purple", NULL);
      if (!eo_writer_save (writer, diary, error))
        return FALSE;
      office->diaries[i] = diary->id;
    }
  for (guint i = 0; i < office->n; i++)
    {
      /* Weekdays from eight to five; the fortnight first, then back and forth in the weeks around it. */
      guint week = i < shown ? i / DIARY_OFFICE_A_WEEK : 4 + (i - shown) / DIARY_OFFICE_A_WEEK;
      int day = (week < 2 ? (int) week : week % 2 == 0 ? (int) week : -(int) week) * 7 + (int) (i % 5);
      int minute = 480 + (int) (i * 7 % 36) * 15;
      const char *repeats = i < shown || (i - shown) % 50 != 0 ? ""
                            : (i - shown) % 100 == 0 ? "FREQ=WEEKLY;COUNT=2" : "FREQ=YEARLY;BYMONTH=3;BYDAY=2TU";

      if (!diary_office_add (writer, office, i, day, minute, repeats, error))
        return FALSE;
    }

  return eo_writer_set_bulk (writer, FALSE, error);
}

static inline void
diary_office_fill (EoStore *store,
                   guint    n)
{
  DiaryOffice office = { .n = n };
  g_autoptr (GError) error = NULL;

  eo_store_write (store, diary_office_write, &office, &error);
  g_assert_no_error (error);
}
