/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-text.h"
#include "store/eo-store-core.h"

#define KIND "special_day"
#define SQL_DAYS "SELECT date, title, working FROM special_day WHERE deleted_at = ''"

static void
special_clear (gpointer data)
{
  EoSpecialDay *day = data;

  g_free ((char *) day->name);
}

/* The calendar of the office as @database sees it; NULL on error. */
static EoCalendar *
read_calendar (EoDatabase  *database,
               GError     **error)
{
  sqlite3_stmt *rows = eo_database_prepare (database, SQL_DAYS, error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (EoSpecialDay));
  int code;

  if (rows == NULL)
    return NULL;
  g_array_set_clear_func (days, special_clear);
  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      EoSpecialDay day = { .worked = g_str_equal (eo_column_text (rows, 2), "worked"),
                           .sitting = g_str_equal (eo_column_text (rows, 2), "sitting") };

      eo_date_parse (eo_column_text (rows, 0), &day.date, NULL);
      day.name = g_strdup (eo_column_text (rows, 1));
      g_array_append_val (days, day);
    }
  if (code != SQLITE_DONE)
    eo_database_fail (database, error);
  sqlite3_reset (rows);
  return code == SQLITE_DONE ? eo_calendar_new ((EoSpecialDay *) days->data, days->len) : NULL;
}

/* What cannot be read just now, or no more, is counted by the Act alone. */
static EoCalendar *
load_calendar (EoStore *self)
{
  g_autoptr (GError) error = NULL;
  EoDatabase *reader = eo_store_lend_reader (self, &error);
  EoCalendar *calendar = reader != NULL ? read_calendar (reader, &error) : NULL;

  if (reader != NULL)
    eo_store_return_reader (self, reader);
  if (error != NULL)
    g_debug ("Special days: %s", error->message);
  return calendar != NULL ? calendar : eo_calendar_new (NULL, 0);
}

/**
 * eo_store_get_calendar:
 *
 * Any thread. It stays as it is; after a change of the special days the store gives another one.
 *
 * Returns: (transfer full): which days this office works
 */
EoCalendar *
eo_store_get_calendar (EoStore *self)
{
  EoCalendar *calendar;

  g_return_val_if_fail (EO_IS_STORE (self), NULL);

  g_mutex_lock (&self->calendar_mutex);
  if (self->calendar == NULL)
    self->calendar = load_calendar (self);
  calendar = eo_calendar_ref (self->calendar);
  g_mutex_unlock (&self->calendar_mutex);
  return calendar;
}

/* Read under the mutex, and forgotten after the commit: so an old one is never kept. */
void
eo_store_forget_calendar (EoStore    *self,
                          const char *kind)
{
  if (*kind != '\0' && !g_str_equal (kind, KIND))
    return;
  g_mutex_lock (&self->calendar_mutex);
  g_clear_pointer (&self->calendar, eo_calendar_unref);
  g_mutex_unlock (&self->calendar_mutex);
}

/**
 * eo_writer_get_calendar:
 *
 * As the transaction sees the special days, with what it changed itself.
 *
 * Returns: (transfer none) (nullable): until the transaction ends or changes a special day; %NULL on error
 */
EoCalendar *
eo_writer_get_calendar (EoWriter  *writer,
                        GError   **error)
{
  g_return_val_if_fail (writer != NULL, NULL);

  if (writer->calendar == NULL)
    writer->calendar = read_calendar (writer->database, error);
  return writer->calendar;
}

void
eo_writer_forget_calendar (EoWriter   *writer,
                           const char *kind)
{
  if (kind == NULL || g_str_equal (kind, KIND))
    g_clear_pointer (&writer->calendar, eo_calendar_unref);
}
