/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Calendars into the diary of a fresh office. Header only, as fixtures are. */

#include <string.h>
#include <unistd.h>

#include "../store/store-fixture.h"
#include "reader/eo-sealed.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-attendee.h"
#include "sections/diary/exchange/eo-ics-import.h"

#define NL "\r\n"

static inline void
ics_keep_line (const char *line,
               gboolean    is_refused,
               gpointer    user_data)
{
  g_ptr_array_add (user_data, g_strdup (line));
}

/* What is told, as one text: (transfer full). */
static inline char *
ics_import (Office     *office,
            EoRecord   *diary,
            const char *text,
            EoIcsCount *count)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const EoIcsWatch watch = { ics_keep_line, NULL, lines };
  g_autoptr (GError) error = NULL;
  int fd = eo_sealed_new (text, strlen (text), &error);

  g_assert_no_error (error);
  eo_ics_import (office->store, fd, "test.ics", diary->id, &watch, NULL, count, &error);
  g_assert_no_error (error);
  close (fd);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* All of a kind: (transfer full). */
static inline GPtrArray *
ics_all (Office     *office,
         const char *kind)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup (kind));
  g_autoptr (GError) error = NULL;
  GPtrArray *all;

  all = eo_store_select (office->store, query, 0, &error);
  g_assert_no_error (error);
  return all;
}
