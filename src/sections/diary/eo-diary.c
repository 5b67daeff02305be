/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-local-time.h"
#include "base/eo-text.h"
#include "sections/diary/eo-diary.h"

static const GEnumValue colours[] = {
  { EO_COLOUR_BLUE, N_("Blue"), "blue" },     { EO_COLOUR_GREEN, N_("Green"), "green" },
  { EO_COLOUR_PURPLE, N_("Purple"), "purple" }, { EO_COLOUR_AMBER, N_("Amber"), "amber" },
  { EO_COLOUR_TEAL, N_("Teal"), "teal" },     { EO_COLOUR_BROWN, N_("Brown"), "brown" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDiaryColour, eo_diary_colour, colours)

static const GEnumValue works[] = {
  { EO_WORKS_WEEKDAYS, N_("Monday to Friday"), "weekdays" },
  { EO_WORKS_SIX, N_("Monday to Saturday"), "six" },
  { EO_WORKS_EVERY, N_("Every day"), "every" },
  { 0 },
};
EO_DEFINE_CHOICE (EoWorks, eo_works, works)

static const GEnumValue disclosures[] = {
  { EO_DISCLOSES_BUSY, N_("As “Busy”"), "busy" },
  { EO_DISCLOSES_NOTHING, N_("Not at all"), "nothing" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDiscloses, eo_discloses, disclosures)

static const GEnumValue statuses[] = {
  { EO_DIARY_USED, N_("In use"), "used" },
  { EO_DIARY_RETIRED, N_("Retired"), "retired" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDiaryStatus, eo_diary_status, statuses)

static const EoField fields[] = {
  EO_TEXT (EoDiary, name, N_("Whose"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_TEXT (EoDiary, tag, N_("Short name"), EO_COLUMN),
  EO_LINK (EoDiary, principal, N_("Principal"), "person", EO_SEARCH | EO_COLUMN),
  EO_LINK (EoDiary, keeper, N_("Kept by"), "person", EO_SEARCH | EO_WHO | EO_COLUMN),
  EO_CHOICE (EoDiary, colour, N_("Colour"), eo_diary_colour, EO_COLUMN),
  EO_TEXT (EoDiary, zone, N_("Time zone"), EO_NO_FLAGS),
  EO_TEXT (EoDiary, day_starts, N_("Day begins"), EO_NO_FLAGS),
  EO_TEXT (EoDiary, day_ends, N_("Day ends"), EO_NO_FLAGS),
  EO_CHOICE (EoDiary, works, N_("Works"), eo_works, EO_NO_FLAGS),
  EO_INTEGER (EoDiary, words_per_minute, N_("Words a minute"), EO_NO_FLAGS),
  EO_INTEGER (EoDiary, travel_minutes, N_("Travel, in minutes"), EO_NO_FLAGS),
  EO_CHOICE (EoDiary, discloses, N_("Private ones go out"), eo_discloses, EO_NO_FLAGS),
  EO_CHOICE (EoDiary, status, N_("Status"), eo_diary_status, EO_COLUMN | EO_STATE),
};

static const EoState states[] = {
  { "used", EO_TONE_WORK, TRUE },
  { "retired", EO_TONE_ENDED, FALSE },
  { NULL },
};

static const EoTransition transitions[] = {
  { "used", "retired", N_("Retire"), NULL },
  { "retired", "used", N_("Use Again"), NULL, .name = "used" },
  { NULL },
};

static const EoSavedFilter filters[] = {
  { "used", N_("In use"), "status = 'used'" },
  { "all", N_("All"), NULL },
  { NULL },
};

static void
defaults (EoRecord *record)
{
  EoDiary *self = EO_DIARY (record);

  eo_str_set (&self->zone, EO_HOME_ZONE);
  eo_str_set (&self->day_starts, "08:00");
  eo_str_set (&self->day_ends, "17:00");
  self->words_per_minute = 120;
}

static void
check_hours (EoRecord   *record,
             GPtrArray  *problems,
             const char *field,
             const char *text)
{
  if (!eo_text_is_clock (text))
    eo_problems_add (problems, record, field, _("Write a time of day, such as 08:00"));
}

static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoDiary *self = EO_DIARY (record);
  g_autoptr (GTimeZone) zone = eo_zone_lookup (self->zone);

  if (zone == NULL)
    eo_problems_add_with_cure (problems, record, "zone", _("No such time zone: write it like Africa/Johannesburg"),
                               _("Use Africa/Johannesburg"), EO_HOME_ZONE);
  check_hours (record, problems, "day_starts", self->day_starts);
  check_hours (record, problems, "day_ends", self->day_ends);
  if (eo_text_is_clock (self->day_starts) && eo_text_is_clock (self->day_ends)
      && g_strcmp0 (self->day_ends, self->day_starts) <= 0)
    eo_problems_add (problems, record, "day_ends", _("The day ends before it begins"));
  if (self->words_per_minute < 30 || self->words_per_minute > 400)
    eo_problems_add (problems, record, "words_per_minute", _("Between 30 and 400"));
  if (self->travel_minutes < 0 || self->travel_minutes > 1440)
    eo_problems_add (problems, record, "travel_minutes", _("Between none and a day (1440)"));
}

EO_DEFINE_RECORD (EoDiary, eo_diary, "diary", N_("Diary"), N_("Diaries"), fields,
                  .icon = "x-office-calendar-symbolic",
                  .defaults = defaults,
                  .validate = validate,
                  .states = states,
                  .transitions = transitions,
                  .filters = filters)
