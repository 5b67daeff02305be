/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-trip.h"
#include "sections/diary/paper/eo-diary-papers.h"
#include "sections/diary/paper/eo-paper-items.h"

/* A leg, or something that stands in the diary meanwhile. */
typedef struct
{
  gint64        at;
  EoLeg        *leg;
  EoOccurrence *one;
} Stop;

typedef struct
{
  EoTrip           *trip;
  GPtrArray        *spans;
  EoPaperSpan      *span;
  GArray           *stops;   /* of Stop */
  GPtrArray        *legs;
  EoClassification  highest;
} Itinerary;

static int
compare_stops (gconstpointer a,
               gconstpointer b)
{
  const Stop *one = a, *two = b;

  if (one->at != two->at)
    return one->at < two->at ? -1 : 1;
  return (two->leg != NULL) - (one->leg != NULL);
}

static GPtrArray *
find_legs (EoStore  *store,
           gint64    trip,
           GError  **error)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_leg_kind);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, trip);

  eo_query_add (query, eo_kind_find_field (&eo_leg_kind, "trip"), EO_IS, id);
  return eo_store_select (store, query, 0, error);
}

static void
append (GString    *text,
        const char *label,
        const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (label != NULL)
    g_string_append_printf (text, "%s: ", label);
  g_string_append (text, value);
}

/* "Mon 21 Sep", "14:05"; or "14:05 (Dubai)", "12:05 at home" where the clocks there show something else. */
static char *
say_time (Itinerary         *self,
          const EoLocalTime *time,
          const char        *zone)
{
  gint64 at = eo_instant_from_local (time, zone, NULL);
  EoLocalTime home = eo_local_time_from_unix (at, self->span->zone);
  g_autofree char *there = _eo_paper_there (self->span, at, zone);
  EoDate day = eo_local_time_get_date (time);
  g_autofree char *short_day = eo_date_format_short (&day, &self->trip->starts);
  const char *weekday = eo_date_short_weekday (eo_date_weekday (&day));

  if (time->iso[0] == '\0')
    return g_strdup ("");
  return there == NULL ? g_strdup_printf ("%s %s\n%s", weekday, short_day, time->iso + strlen ("2026-09-22T"))
                       : g_strdup_printf (_("%s %s\n%s\n%s at home"), weekday, short_day, there,
                                          home.iso + strlen ("2026-09-22T"));
}

static int
count_nights (EoLeg *leg)
{
  EoDate in = eo_local_time_get_date (&leg->leaves), out = eo_local_time_get_date (&leg->arrives);

  return in.iso[0] != '\0' && out.iso[0] != '\0' ? eo_date_diff (&out, &in) : 0;
}

static char *
say_route (EoLeg *leg)
{
  GString *text = g_string_new (NULL);
  int nights = count_nights (leg);

  if (leg->mode == EO_LEG_STAY)
    {
      g_string_append_printf (text, _("Stay: %s"), leg->from_place);
      if (nights > 0)
        g_string_append_printf (text, ngettext ("\n%d night", "\n%d nights", nights), nights);
    }
  else
    {
      g_string_append_printf (text, "%s → %s", leg->from_place, leg->to_place);
      append (text, NULL, eo_choice_label (eo_leg_mode_get_type (), leg->mode));
      if (leg->distance > 0)
        g_string_append_printf (text, ", %" G_GINT64_FORMAT " km", leg->distance);
    }
  return g_string_free (text, FALSE);
}

static char *
say_bookings (EoLeg *leg)
{
  GString *text = g_string_new (NULL);

  append (text, NULL, leg->carrier);
  append (text, _("Booking"), leg->booking);
  append (text, _("Contact"), leg->contact);
  append (text, _("Telephone"), leg->phone);
  append (text, _("Driver"), leg->driver.title);
  append (text, _("Vehicle"), leg->vehicle);
  append (text, NULL, leg->notes);
  return g_string_free (text, FALSE);
}

static char **
make_leg_row (Itinerary *self,
              EoLeg     *leg)
{
  char **cells = g_new0 (char *, 5);

  cells[0] = say_time (self, &leg->leaves, leg->leaves_zone);
  cells[1] = say_time (self, &leg->arrives, *leg->arrives_zone != '\0' ? leg->arrives_zone : leg->leaves_zone);
  cells[2] = say_route (leg);
  cells[3] = say_bookings (leg);
  return cells;
}

static char **
make_occurrence_row (Itinerary    *self,
                     EoOccurrence *one)
{
  g_autoptr (EoAppointment) record = _eo_paper_get_record (self->span, one);
  const char *zone = record != NULL && *record->starts_zone != '\0' ? record->starts_zone : self->span->diary->zone;
  g_autoptr (GTimeZone) there = eo_zone_lookup (zone);
  EoLocalTime starts = eo_local_time_from_unix (one->starts, there != NULL ? there : self->span->zone);
  EoLocalTime ends = eo_local_time_from_unix (one->ends, there != NULL ? there : self->span->zone);
  EoDate day = eo_local_time_get_date (&starts);
  GString *what = g_string_new (_eo_paper_title (one));
  char **cells = g_new0 (char *, 5);

  if (record != NULL)
    {
      append (what, NULL, one->place);
      append (what, NULL, record->address);
    }
  cells[0] = say_time (self, &starts, zone);
  cells[1] = say_time (self, &ends, zone);
  cells[2] = g_string_free (what, FALSE);
  cells[3] = _eo_paper_standing (self->span, one, record, &day, FALSE);
  return cells;
}

/* What the legs themselves block in the diary is said by the legs. */
static gboolean
is_of_leg (Itinerary          *self,
           const EoOccurrence *one)
{
  g_autoptr (EoRecord) record = eo_store_get (self->span->store, &eo_appointment_kind, one->appointment, NULL);

  return record != NULL && EO_APPOINTMENT (record)->leg.id != 0;
}

static void
collect (Itinerary *self)
{
  for (guint i = 0; i < self->legs->len; i++)
    {
      EoLeg *leg = g_ptr_array_index (self->legs, i);
      const Stop stop = { eo_instant_from_local (&leg->leaves, leg->leaves_zone, NULL), leg, NULL };

      g_array_append_val (self->stops, stop);
      self->highest = MAX (self->highest, EO_RECORD (leg)->classification);
    }
  for (guint i = 0; i < self->span->all->len; i++)
    {
      EoOccurrence *one = g_ptr_array_index (self->span->all, i);
      const Stop stop = { one->starts, NULL, one };

      if (_eo_paper_is_called_off (one) || _eo_paper_is_routine (self->span, one) || is_of_leg (self, one))
        continue;
      g_array_append_val (self->stops, stop);
      _eo_paper_raise (&self->highest, one);
    }
  g_array_sort (self->stops, compare_stops);
}

static void
add_head (Itinerary *self,
          EoReport  *report)
{
  static const char *const names[] = { "purpose", "delegation", "status", "notes" };

  eo_report_add_group (report, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const EoField *field = eo_kind_find_field (&eo_trip_kind, names[i]);
      g_autofree char *value = field != NULL ? eo_field_display (field, EO_RECORD (self->trip)) : NULL;

      if (value != NULL && *value != '\0')
        eo_report_add_field (report, eo_field_get_label (field), value);
    }
}

static void
add_stops (Itinerary *self,
           EoReport  *report)
{
  const EoReportColumn columns[] = {
    { _("Begins"), 1.3, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE },
    { _("Ends"), 1.3, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE },
    { _("What"), 3.4, EO_REPORT_START, TRUE, EO_CELL_TEXT, TRUE },
    { _("Bookings and contacts"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  GPtrArray *rows = _eo_paper_rows_new ();

  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = &g_array_index (self->stops, Stop, i);

      _eo_paper_rows_add (rows, stop->leg != NULL ? make_leg_row (self, stop->leg) : make_occurrence_row (self, stop->one));
    }
  eo_report_add_table (report, NULL, columns, G_N_ELEMENTS (columns), rows->len, _eo_paper_rows_give, rows,
                       (GDestroyNotify) g_ptr_array_unref);
}

/* The days of the trip: those it says, or those of its legs. */
static void
find_days (Itinerary *self,
           EoDate    *first,
           guint     *n_days)
{
  EoDate last = self->trip->ends;

  *first = self->trip->starts;
  for (guint i = 0; i < self->legs->len; i++)
    {
      EoLeg *leg = g_ptr_array_index (self->legs, i);
      EoDate leaves = eo_local_time_get_date (&leg->leaves), arrives = eo_local_time_get_date (&leg->arrives);

      if (leaves.iso[0] != '\0' && (first->iso[0] == '\0' || strcmp (leaves.iso, first->iso) < 0))
        *first = leaves;
      if (strcmp (arrives.iso, last.iso) > 0)
        last = arrives;
    }
  if (first->iso[0] == '\0')
    *first = eo_date_today ();
  *n_days = last.iso[0] != '\0' ? CLAMP (eo_date_diff (&last, first) + 1, 1, 366) : 1;
}

static char *
say_period (const EoDate *first,
            guint         n_days,
            const char   *title)
{
  EoDate last = eo_date_add_days (first, n_days - 1);
  g_autofree char *from = eo_date_format (first);
  g_autofree char *to = eo_date_format (&last);

  return g_strdup_printf ("%s · %s – %s", title, from, to);
}

EoReport *
eo_itinerary_new (EoStore   *store,
                  EoRecord  *trip,
                  GError   **error)
{
  g_autoptr (GPtrArray) legs = NULL;
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  g_autofree char *period = NULL;
  Itinerary self = { .trip = EO_TRIP (trip), .stops = stops, .highest = trip->classification };
  EoReport *report;
  EoDate first;
  guint n_days;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_TRIP (trip), NULL);

  legs = self.legs = find_legs (store, trip->id, error);
  if (legs == NULL)
    return NULL;
  find_days (&self, &first, &n_days);
  spans = self.spans = _eo_paper_spans_new (store, self.trip->diary.id, &first, n_days, error);
  if (spans == NULL || spans->len == 0)
    return NULL;
  self.span = g_ptr_array_index (spans, 0);
  collect (&self);
  period = say_period (&first, n_days, self.trip->title);
  report = _eo_paper_report (store, _("Itinerary"), spans, period);
  add_head (&self, report);
  add_stops (&self, report);
  _eo_paper_mark (report, spans, self.highest);
  return report;
}
