/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/command/eo-print-diary.h"
#include "base/eo-error.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-trip.h"
#include "sections/diary/paper/eo-day-pack.h"
#include "sections/diary/paper/eo-diary-papers.h"

#define DAYS_AHEAD 30

/* What the options come to. */
typedef struct
{
  EoStore  *store;
  EoDate    date;
  gint64    diary;
  guint     n_days;
  EoRecord *trip;
} Wanted;

typedef struct
{
  const char *name;
  const char *options; /* those it takes beside --output */
  EoReport *(*make) (Wanted *wanted, GError **error); /* NULL: the day pack, which is no report */
} Paper;

static EoReport *
make_day (Wanted  *wanted,
          GError **error)
{
  return eo_day_programme_new (wanted->store, wanted->diary, &wanted->date, error);
}

static EoReport *
make_week (Wanted  *wanted,
           GError **error)
{
  return eo_week_sheet_new (wanted->store, wanted->diary, &wanted->date, error);
}

static EoReport *
make_look_ahead (Wanted  *wanted,
                 GError **error)
{
  return eo_look_ahead_new (wanted->store, wanted->diary, &wanted->date, wanted->n_days, error);
}

static EoReport *
make_itinerary (Wanted  *wanted,
                GError **error)
{
  return eo_itinerary_new (wanted->store, wanted->trip, error);
}

static const Paper papers[] = {
  { "day", "date diary", make_day },
  { "week", "date diary", make_week },
  { "lookahead", "date diary days", make_look_ahead },
  { "itinerary", "trip", make_itinerary },
  { "day-pack", "date diary", NULL },
};

static const Paper *
find_paper (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].name, name))
      return &papers[i];
  return NULL;
}

static gboolean
check_options (EoPrintDiary  *self,
               const Paper   *paper,
               GError       **error)
{
  const struct { const char *name, *value; } given[] = {
    { "date", self->date }, { "diary", self->diary }, { "days", self->days }, { "trip", self->trip },
  };
  g_auto (GStrv) taken = g_strsplit (paper->options, " ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].value != NULL && !g_strv_contains ((const char *const *) taken, given[i].name))
      return eo_command_usage (error, _("“--%s” is nothing for %s."), given[i].name, paper->name);
  if (paper->make == make_itinerary && self->trip == NULL)
    return eo_command_usage (error, _("Say of which trip: --trip TITLE, or #ID."));
  return TRUE;
}

static gboolean
read_days (EoPrintDiary  *self,
           guint         *n_days,
           GError       **error)
{
  guint64 n = DAYS_AHEAD;

  if (self->days != NULL && !g_ascii_string_to_unsigned (self->days, 10, 1, 366, &n, NULL))
    return eo_command_usage (error, _("“%s” is no number of days from 1 to 366."), self->days);
  *n_days = n;
  return TRUE;
}

static gboolean
read_diary (EoPrintDiary  *self,
            EoCommand     *command,
            gint64        *id,
            GError       **error)
{
  g_autoptr (EoRecord) diary = NULL;

  if (self->diary == NULL)
    return TRUE;
  diary = eo_store_find (command->store, &eo_diary_kind, self->diary, error);
  if (diary == NULL)
    return FALSE;
  *id = diary->id;
  return TRUE;
}

/* A pack is for one principal: whose, must be said where there are several. */
static gboolean
choose_diary (Wanted  *wanted,
              GError **error)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);
  g_autoptr (GPtrArray) diaries = NULL;

  if (wanted->diary != 0)
    return TRUE;
  eo_query_set_filter (query, eo_kind_find_filter (&eo_diary_kind, "used"));
  diaries = eo_store_select (wanted->store, query, 2, error);
  if (diaries == NULL)
    return FALSE;
  if (diaries->len != 1)
    return eo_command_usage (error, diaries->len == 0 ? _("There is no diary yet.") : _("Say whose: --diary NAME."));
  wanted->diary = ((EoRecord *) g_ptr_array_index (diaries, 0))->id;
  return TRUE;
}

static gboolean
write_day_pack (Wanted      *wanted,
                const char  *output,
                GError     **error)
{
  g_autoptr (EoDayPack) pack = NULL;

  if (!g_str_has_suffix (output, ".pdf"))
    return eo_command_usage (error, _("A day pack is a PDF: -o FILE.pdf"));
  if (!choose_diary (wanted, error))
    return FALSE;
  pack = eo_day_pack_new (wanted->store, wanted->diary, &wanted->date, error);
  return pack != NULL && eo_day_pack_write (pack, output, NULL, NULL, NULL, error);
}

void
eo_print_diary_clear (EoPrintDiary *self)
{
  g_free (self->date);
  g_free (self->diary);
  g_free (self->days);
  g_free (self->trip);
}

gboolean
eo_print_diary_knows (const char *name)
{
  return find_paper (name) != NULL;
}

gboolean
eo_print_diary_is_set (EoPrintDiary *self)
{
  return self->date != NULL || self->diary != NULL || self->days != NULL || self->trip != NULL;
}

gboolean
eo_print_diary_write (EoPrintDiary  *self,
                      EoCommand     *command,
                      char         **args,
                      const char    *output,
                      GError       **error)
{
  const Paper *paper = find_paper (args[0]);
  Wanted wanted = { command->store, eo_date_today () };
  g_autoptr (EoRecord) trip = NULL;
  g_autoptr (EoReport) report = NULL;
  EoPaper sheet;

  g_return_val_if_fail (paper != NULL, FALSE);

  if (args[1] != NULL)
    return eo_command_usage (error, _("“%s” is too much."), args[1]);
  if (!check_options (self, paper, error) || !read_days (self, &wanted.n_days, error)
      || (self->date != NULL && !eo_date_parse (self->date, &wanted.date, error))
      || !read_diary (self, command, &wanted.diary, error))
    return FALSE;
  if (self->trip != NULL && (trip = eo_store_find (command->store, &eo_trip_kind, self->trip, error)) == NULL)
    return FALSE;
  if (paper->make == NULL)
    return write_day_pack (&wanted, output, error);
  wanted.trip = trip;
  sheet = paper->make == make_week ? eo_week_sheet_paper () : eo_paper_a4 (FALSE);
  report = paper->make (&wanted, error);
  return report != NULL && eo_report_write (report, &sheet, output, NULL, NULL, NULL, error);
}
