/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-clash.h"
#include "sections/diary/paper/eo-paper-items.h"

#define TITLE_CHARS 36 /* of what something clashes with */

static void
span_free (gpointer data)
{
  EoPaperSpan *self = data;

  g_clear_object (&self->diary);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->clashes, g_hash_table_unref);
  g_clear_pointer (&self->times, g_hash_table_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

static gint64
get_midnight (EoPaperSpan  *self,
              const EoDate *day)
{
  EoLocalTime midnight = eo_local_time_new (day, 0);

  return eo_local_time_to_unix (&midnight, self->zone);
}

static void
count_times (EoPaperSpan *self)
{
  self->times = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (self->all, i);
      gpointer key = GSIZE_TO_POINTER (one->appointment);

      g_hash_table_insert (self->times, key,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->times, key)) + 1));
    }
}

static EoPaperSpan *
span_new (EoStore       *store,
          EoDiary       *diary,
          const EoDate  *first,
          guint          n_days,
          GError       **error)
{
  EoPaperSpan *self = g_new0 (EoPaperSpan, 1);
  EoDate end = eo_date_add_days (first, n_days);

  self->store = store;
  self->diary = g_object_ref (diary);
  self->zone = eo_zone_lookup (diary->zone);
  if (self->zone == NULL)
    self->zone = eo_zone_lookup (EO_HOME_ZONE);
  self->first = *first;
  self->n_days = n_days;
  self->all = eo_occurrences_find (store, &EO_RECORD (diary)->id, 1, get_midnight (self, first), get_midnight (self, &end),
                                   error);
  if (self->all == NULL)
    {
      span_free (self);
      return NULL;
    }
  self->clashes = eo_clash_find (self->all);
  count_times (self);
  return self;
}

static GPtrArray *
find_diaries (EoStore  *store,
              gint64    id,
              GError  **error)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);

  if (id != 0)
    {
      EoRecord *one = eo_store_get (store, &eo_diary_kind, id, error);
      GPtrArray *alone = one != NULL ? g_ptr_array_new_with_free_func (g_object_unref) : NULL;

      if (alone != NULL)
        g_ptr_array_add (alone, one);
      return alone;
    }
  eo_query_set_filter (query, eo_kind_find_filter (&eo_diary_kind, "used"));
  eo_query_set_sort (query, eo_kind_find_field (&eo_diary_kind, "name"), FALSE);
  return eo_store_select (store, query, 0, error);
}

GPtrArray *
_eo_paper_spans_new (EoStore       *store,
                     gint64         diary,
                     const EoDate  *first,
                     guint          n_days,
                     GError       **error)
{
  g_autoptr (GPtrArray) diaries = find_diaries (store, diary, error);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (span_free);

  for (guint i = 0; diaries != NULL && i < diaries->len; i++)
    {
      EoPaperSpan *span = span_new (store, g_ptr_array_index (diaries, i), first, n_days, error);

      if (span == NULL)
        return NULL;
      g_ptr_array_add (spans, span);
    }
  return diaries != NULL ? g_steal_pointer (&spans) : NULL;
}

gboolean
_eo_paper_is_called_off (const EoOccurrence *one)
{
  return one->status == EO_APPOINTMENT_CANCELLED || one->status == EO_APPOINTMENT_POSTPONED
         || one->status == EO_APPOINTMENT_RELEASED;
}

GPtrArray *
_eo_paper_span_get_day (EoPaperSpan  *self,
                        const EoDate *day,
                        gboolean      called_off)
{
  GPtrArray *found = g_ptr_array_new ();
  EoDate next = eo_date_add_days (day, 1);
  gint64 from = get_midnight (self, day), until = get_midnight (self, &next);
  guint n_whole = 0;

  for (guint i = 0; i < self->all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (self->all, i);

      if (one->starts >= until || (one->ends <= from && one->starts < from) || _eo_paper_is_called_off (one) != called_off)
        continue;
      if (one->all_day)
        g_ptr_array_insert (found, n_whole++, one);
      else
        g_ptr_array_add (found, one);
    }
  return found;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const EoOccurrence *one = ((const EoPaperItem *) a)->one, *two = ((const EoPaperItem *) b)->one;

  if (one->all_day != two->all_day)
    return one->all_day ? -1 : 1;
  return one->starts < two->starts ? -1 : one->starts > two->starts;
}

GArray *
_eo_paper_spans_get_day (GPtrArray    *spans,
                         const EoDate *day)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (EoPaperItem));

  for (guint i = 0; i < spans->len; i++)
    {
      EoPaperSpan *span = g_ptr_array_index (spans, i);
      g_autoptr (GPtrArray) found = _eo_paper_span_get_day (span, day, FALSE);

      for (guint j = 0; j < found->len; j++)
        {
          const EoPaperItem item = { span, g_ptr_array_index (found, j) };

          g_array_append_val (items, item);
        }
    }
  g_array_sort (items, compare_items); /* stable: those of one diary stay in order */
  return items;
}

char *
_eo_paper_clock (EoPaperSpan  *self,
                 gint64        at,
                 const EoDate *day)
{
  EoLocalTime local = eo_local_time_from_unix (at, self->zone);
  EoDate date = eo_local_time_get_date (&local);
  g_autofree char *shown = NULL;

  if (g_str_equal (date.iso, day->iso))
    return g_strdup (local.iso + strlen ("2026-09-22T"));
  shown = eo_date_format_short (&date, day);
  return g_strdup_printf ("%s, %s", shown, local.iso + strlen ("2026-09-22T"));
}

char *
_eo_paper_there (EoPaperSpan *self,
                 gint64       at,
                 const char  *zone)
{
  g_autoptr (GTimeZone) there = eo_zone_lookup (zone);
  const char *slash = strrchr (zone, '/');
  EoLocalTime home = eo_local_time_from_unix (at, self->zone), local;
  g_autofree char *city = g_strdup (slash != NULL ? slash + 1 : zone);

  if (there == NULL)
    return NULL;
  local = eo_local_time_from_unix (at, there);
  if (g_str_equal (local.iso, home.iso))
    return NULL;
  return g_strdup_printf ("%s (%s)", local.iso + strlen ("2026-09-22T"), g_strdelimit (city, "_", ' '));
}

char *
_eo_paper_times (EoPaperSpan        *self,
                 const EoOccurrence *one,
                 const EoDate       *day)
{
  EoDate next = eo_date_add_days (day, 1);
  gint64 from = get_midnight (self, day), until = get_midnight (self, &next);
  g_autofree char *starts = _eo_paper_clock (self, one->starts, day);
  g_autofree char *ends = _eo_paper_clock (self, one->ends, day);

  if (one->all_day || (one->starts <= from && one->ends >= until))
    return g_strdup (_("All day"));
  if (one->starts < from)
    return g_strdup_printf (_("until %s"), ends);
  if (one->ends > until)
    return g_strdup_printf (_("from %s"), starts);
  if (one->ends == until)
    return g_strdup_printf ("%s–24:00", starts);
  return one->ends == one->starts ? g_steal_pointer (&starts) : g_strdup_printf ("%s–%s", starts, ends);
}

const char *
_eo_paper_title (const EoOccurrence *one)
{
  return one->is_private ? _("Busy") : one->title;
}

static void
append_line (GString    *text,
             const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
say_hold (const EoOccurrence *one)
{
  if (one->status != EO_APPOINTMENT_HOLD)
    return NULL;
  /* Translators: of the times held for one request. */
  return one->hold_count > 1 ? g_strdup_printf (_("Hold %u of %u"), one->hold_number, one->hold_count)
                             : g_strdup (_("Hold, not confirmed"));
}

static gboolean
is_on (EoPaperSpan        *self,
       const EoOccurrence *one,
       const EoDate       *day)
{
  EoDate next = eo_date_add_days (day, 1);

  return eo_occurrence_get_from (one) < get_midnight (self, &next) && eo_occurrence_get_until (one) > get_midnight (self, day);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= TITLE_CHARS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, TITLE_CHARS - 1);
  return g_strdup_printf ("%s…", g_strchomp (start));
}

static char *
say_clash (EoPaperSpan        *self,
           const EoOccurrence *one,
           const EoDate       *day,
           gboolean            brief)
{
  const EoOccurrence *other = g_hash_table_lookup (self->clashes, one);
  g_autofree char *times = NULL;
  g_autofree char *title = NULL;

  if (other == NULL || !is_on (self, other, day))
    return NULL;
  times = other->all_day ? g_utf8_strdown (_("All day"), -1) : _eo_paper_clock (self, other->starts, day);
  title = shorten (_eo_paper_title (other));
  return brief ? g_strdup_printf (_("▲ Clash: %s"), times) : g_strdup_printf (_("▲ Clash: %s, %s"), times, title);
}

static char *
say_attendance (const EoOccurrence *one,
                EoAppointment      *record)
{
  switch (one->attendance)
    {
    case EO_ATTENDANCE_TO_CONFIRM:
      return one->status == EO_APPOINTMENT_HOLD ? NULL : g_strdup (_("To be confirmed"));
    case EO_ATTENDANCE_NO:
      return g_strdup (_("Does not attend"));
    case EO_ATTENDANCE_DELEGATED:
      return record != NULL && record->delegate.title != NULL && *record->delegate.title != '\0'
             ? g_strdup_printf (_("Delegated to %s"), record->delegate.title) : g_strdup (_("Delegated"));
    case EO_ATTENDANCE_YES:
    default:
      return NULL;
    }
}

char *
_eo_paper_standing (EoPaperSpan        *self,
                    const EoOccurrence *one,
                    EoAppointment      *record,
                    const EoDate       *day,
                    gboolean            brief)
{
  GString *text = g_string_new (NULL);
  g_autofree char *clash = say_clash (self, one, day, brief);
  g_autofree char *hold = say_hold (one);
  g_autofree char *attendance = one->is_private ? NULL : say_attendance (one, record);

  append_line (text, clash);
  append_line (text, hold);
  append_line (text, attendance);
  if (_eo_paper_is_called_off (one))
    append_line (text, eo_choice_label (eo_appointment_status_get_type (), one->status));
  return g_string_free (text, FALSE);
}

gboolean
_eo_paper_is_routine (EoPaperSpan        *self,
                      const EoOccurrence *one)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->times, GSIZE_TO_POINTER (one->appointment)));

  return one->original[0] != '\0' && n > 2 * ((self->n_days + 6) / 7);
}

EoAppointment *
_eo_paper_get_record (EoPaperSpan        *self,
                      const EoOccurrence *one)
{
  EoRecord *record = one->is_private ? NULL : eo_store_get (self->store, &eo_appointment_kind, one->appointment, NULL);

  return record != NULL ? EO_APPOINTMENT (record) : NULL;
}

GPtrArray *
_eo_paper_get_attendees (EoStore *store,
                         gint64   appointment)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_attendee_kind);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, appointment);
  GPtrArray *found;

  eo_query_add (query, eo_kind_find_field (&eo_attendee_kind, "appointment"), EO_IS, id);
  eo_query_set_sort_reference (query, FALSE);
  found = eo_store_select (store, query, 0, NULL);
  return found != NULL ? found : g_ptr_array_new_with_free_func (g_object_unref);
}

char *
_eo_paper_attendee (EoAttendee *attendee)
{
  const char *name = *attendee->name != '\0' ? attendee->name
                     : attendee->party.title != NULL ? attendee->party.title : attendee->email;
  g_autoptr (GString) text = g_string_new (name);
  g_autofree char *role = g_utf8_strdown (eo_choice_label (eo_attendee_role_get_type (), attendee->role), -1);

  if (attendee->role != EO_ROLE_ATTENDS)
    g_string_append_printf (text, " (%s)", role);
  if (attendee->response == EO_RESPONSE_NO || attendee->response == EO_RESPONSE_MAYBE)
    g_string_append_printf (text, ", %s", attendee->response == EO_RESPONSE_NO ? _("does not come") : _("perhaps"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
_eo_paper_raise (EoClassification   *highest,
                 const EoOccurrence *one)
{
  if (!one->is_private)
    *highest = MAX (*highest, one->classification);
}

char *
_eo_paper_names (GPtrArray *spans)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      EoPaperSpan *span = g_ptr_array_index (spans, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", span->diary->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

EoReport *
_eo_paper_report (EoStore          *store,
                  const char       *title,
                  GPtrArray        *spans,
                  const char       *period)
{
  EoReport *report = eo_report_new (title);
  g_autofree char *office = eo_store_get_setting (store, "office-name");
  g_autofree char *names = _eo_paper_names (spans);
  g_autofree char *subtitle = *names != '\0' ? g_strdup_printf ("%s · %s", period, names) : g_strdup (period);

  eo_report_set_office (report, office);
  eo_report_set_subtitle (report, subtitle);
  return report;
}

void
_eo_paper_mark (EoReport         *report,
                GPtrArray        *spans,
                EoClassification  highest)
{
  for (guint i = 0; i < spans->len; i++)
    highest = MAX (highest, EO_RECORD (((EoPaperSpan *) g_ptr_array_index (spans, i))->diary)->classification);
  eo_report_set_classification (report, highest > EO_OPEN ? eo_choice_label (eo_classification_get_type (), highest) : NULL);
}

GPtrArray *
_eo_paper_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

void
_eo_paper_rows_add (GPtrArray  *rows,
                    char      **cells)
{
  g_ptr_array_add (rows, cells);
}

gboolean
_eo_paper_rows_give (guint64    row,
                     char     **cells,
                     gpointer   rows,
                     GError   **error)
{
  char **given = g_ptr_array_index ((GPtrArray *) rows, row);

  for (guint i = 0; given[i] != NULL; i++)
    cells[i] = g_strdup (given[i]);
  return TRUE;
}
