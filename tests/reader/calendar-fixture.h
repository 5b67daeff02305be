/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Calendar files, read to the end. Header only, as fixtures are. */

#include <string.h>
#include <unistd.h>

#include "reader/eo-calendar-file.h"
#include "reader/eo-sealed.h"

#define CALENDAR_HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define CALENDAR_FOOT "END:VCALENDAR\r\n"

/* All that the file says, as one batch; @fd is closed. */
static inline EoCalendarBatch *
calendar_read (int          fd,
               const char  *name,
               GError     **error)
{
  g_autoptr (EoCalendarFile) file = NULL;
  EoCalendarBatch *all = NULL, *batch;

  g_assert_cmpint (fd, >=, 0);
  file = eo_calendar_file_open (fd, name, "Africa/Johannesburg", error);
  close (fd);
  while (file != NULL && (batch = eo_calendar_file_next (file, error)) != NULL)
    {
      g_assert_cmpuint (batch->events->len, <=, EO_CALENDAR_BATCH);
      if (all == NULL)
        {
          all = batch;
          continue;
        }
      g_ptr_array_extend_and_steal (all->events, g_steal_pointer (&batch->events));
      g_ptr_array_extend_and_steal (all->notes, g_steal_pointer (&batch->notes));
      g_free (batch);
    }
  return all;
}

static inline EoCalendarBatch *
calendar_read_text (const char  *text,
                    gsize        size,
                    GError     **error)
{
  return calendar_read (eo_sealed_new (text, size, NULL), "test.ics", error);
}

static inline guint
calendar_count_refused (const EoCalendarBatch *batch)
{
  guint n = 0;

  for (guint i = 0; i < batch->notes->len; i++)
    n += ((EoCalendarNote *) g_ptr_array_index (batch->notes, i))->is_refused;
  return n;
}
