/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An office with a diary, and what a test asks of it. */

#include "../store/store-fixture.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-occurrence.h"

static inline EoRecord *
diary_add (Office     *office,
           const char *name)
{
  return office_add (office, "diary", "name", name, NULL);
}

typedef struct
{
  EoRecord   *record;
  const char *step;
} DiaryStep;

static inline gboolean
diary_write_step (EoWriter  *writer,
                  gpointer   data,
                  GError   **error)
{
  DiaryStep *step = data;

  return eo_writer_step (writer, step->record, step->step, error);
}

/* The record as it stands now takes @step. */
static inline gboolean
diary_step (Office      *office,
            EoRecord    *record,
            const char  *step,
            GError     **error)
{
  g_autoptr (EoRecord) now = eo_store_get (office->store, eo_record_get_kind (record), record->id, NULL);
  DiaryStep data = { now, step };

  return eo_store_write (office->store, diary_write_step, &data, error);
}

/* "2026-09-22T09:00" in South Africa, in seconds. */
static inline gint64
diary_unix (const char *time)
{
  EoLocalTime local;

  g_assert_true (eo_local_time_parse (time, &local, NULL));
  return eo_instant_from_local (&local, "Africa/Johannesburg", NULL);
}

/* What stands there, one line each: "2026-09-22T09:00 Title". (transfer full) */
static inline char *
diary_lines (Office     *office,
             const char *from,
             const char *until)
{
  g_autoptr (GTimeZone) zone = eo_zone_lookup ("Africa/Johannesburg");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = eo_occurrences_find (office->store, NULL, 0, diary_unix (from), diary_unix (until), &error);
  GString *lines = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const EoOccurrence *one = g_ptr_array_index (found, i);
      EoLocalTime starts = eo_local_time_from_unix (one->starts, zone);

      g_string_append_printf (lines, "%s%s %s", i > 0 ? "\n" : "", starts.iso, one->title);
    }

  return g_string_free (lines, FALSE);
}

#define diary_assert(office, from, until, wanted)                       \
  G_STMT_START                                                          \
  {                                                                     \
    g_autofree char *lines_ = diary_lines (office, from, until);        \
    g_assert_cmpstr (lines_, ==, wanted);                               \
  }                                                                     \
  G_STMT_END
