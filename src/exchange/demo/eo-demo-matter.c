/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-matter.h"

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
                                      "September", "October", "November", "December" };
static const char *const numbers[] = { "two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven",
                                       "twelve", "fourteen", "sixteen", "nineteen", "twenty-two", "thirty" };
static const char *const facilities[] = { "hostel roof", "school hall", "ablution block", "science laboratory",
                                          "administration block", "grade R classrooms", "library", "kitchen",
                                          "boundary wall", "east wing", "teachers’ cottages", "computer room" };

/**
 * eo_demo_matter_clear:
 */
void
eo_demo_matter_clear (EoDemoMatter *matter)
{
  /* The organisation is all zeros where a person writes. */
  eo_demo_organisation_clear (&matter->organisation);
  eo_demo_person_clear (&matter->person);
  g_free (matter->school);
}

/*
 * Each run of as many letters as there are topics has every topic once, in an order of its own:
 * chance alone would show the same subject twice on one screen.
 */
static const EoDemoTopic *
find_topic (guint64 seed, guint64 index, guint *round)
{
  guint n_topics;
  const EoDemoTopic *topics = eo_demo_topics (&n_topics);
  EoDemoRandom random = eo_demo_random (seed, EO_DEMO_STREAM_LETTER, ~(index / n_topics));
  guint start = eo_demo_random_below (&random, n_topics);
  guint step = 1 + eo_demo_random_below (&random, n_topics - 1);
  guint a = n_topics, b = step;

  while (b != 0)
    {
      guint rest = a % b;

      a = b;
      b = rest;
    }
  if (a != 1)
    step = 1;
  *round = index / n_topics;
  return &topics[(start + index % n_topics * step) % n_topics];
}

static void
find_party (EoDemoMatter *matter, const EoDemoOffice *office, EoDemoRandom *random)
{
  guint senders = matter->topic->senders;

  matter->by_person = (senders & EO_DEMO_FROM_PERSONS) != 0 && office->n_persons > 0 && eo_demo_random_chance (random, 45);
  if (!matter->by_person)
    {
      guint64 n = MAX (office->n_organisations, eo_demo_n_fixed ());

      /* Some sorts are few and stand among the first. */
      for (guint attempt = 0; attempt < 60; attempt++)
        {
          guint64 among = attempt % 2 == 0 ? n : MIN (n, eo_demo_n_fixed () + 60);

          matter->party = eo_demo_random_next (random) % among;
          if (senders & (1u << eo_demo_organisation_sort (office->seed, matter->party, NULL)))
            break;
        }
      eo_demo_organisation_init (&matter->organisation, office->seed, matter->party);
      eo_demo_person_init (&matter->person, office->seed,
                           EO_DEMO_SIGNATORIES + matter->party * 2 + eo_demo_random_below (random, 2));
      matter->place = matter->organisation.place;
      if (matter->organisation.sort >= EO_DEMO_COMPANY && matter->organisation.sort != EO_DEMO_MUNICIPALITY)
        matter->place = eo_demo_random_below (random, eo_demo_n_places ());
      return;
    }
  matter->party = eo_demo_random_next (random) % office->n_persons;
  eo_demo_person_init (&matter->person, office->seed, matter->party);
  matter->place = matter->person.place;
}

static void
find_road (EoDemoMatter *matter, EoDemoRandom *random)
{
  static const guint regional[] = { 33, 34, 56, 61, 66, 68, 69, 74, 102, 103, 602, 603, 612, 614, 617, 618, 620, 622 };

  switch (eo_demo_random_below (random, 8))
    {
    case 0:
      g_snprintf (matter->road, sizeof matter->road, "R%u", regional[eo_demo_random_below (random, G_N_ELEMENTS (regional))]);
      break;
    case 1:
    case 2:
      g_snprintf (matter->road, sizeof matter->road, "P%u", 1 + eo_demo_random_below (random, 740));
      break;
    case 3:
      g_snprintf (matter->road, sizeof matter->road, "L%u", 1000 + eo_demo_random_below (random, 1999));
      break;
    default:
      g_snprintf (matter->road, sizeof matter->road, "D%u", 1 + eo_demo_random_below (random, 2489));
    }
}

static void
find_school (EoDemoMatter *matter, EoDemoRandom *random)
{
  static const char *const schools[] = { "Primary School", "Secondary School", "High School", "Combined School" };
  const char *school = schools[eo_demo_random_below (random, G_N_ELEMENTS (schools))];
  g_autoptr (GString) name = g_string_new (NULL);

  if (!matter->by_person && matter->organisation.sort == EO_DEMO_SCHOOL)
    {
      matter->school = g_strdup (matter->organisation.name);
      return;
    }
  eo_demo_append_isigodi (name, eo_demo_random_next (random) % 32768);
  g_string_append_c (name, ' ');
  g_string_append (name, school);
  matter->school = g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * eo_demo_matter_init:
 * @matter: (out caller-allocates): to be cleared with eo_demo_matter_clear()
 * @index: of the incoming letter that speaks of it
 *
 * Returns: a generator for what else there is to be drawn of that letter
 */
EoDemoRandom
eo_demo_matter_init (EoDemoMatter *matter, const EoDemoOffice *office, guint64 index)
{
  static const guint scales[] = { 50, 950, 12500 };
  EoDemoRandom random = eo_demo_random (office->seed, EO_DEMO_STREAM_LETTER, index);
  EoDate received = eo_demo_letter_day (office, index);

  memset (matter, 0, sizeof *matter);
  matter->topic = find_topic (office->seed, index, &matter->round);
  find_party (matter, office, &random);
  find_road (matter, &random);
  find_school (matter, &random);
  matter->variant = eo_demo_random_below (&random, 1 << 16);
  matter->isigodi = eo_demo_random_next (&random) % 32768;
  matter->facility = eo_demo_random_below (&random, G_N_ELEMENTS (facilities));
  matter->ward = 1 + eo_demo_random_below (&random, 36);
  matter->erf = 11 + eo_demo_random_below (&random, 24000);
  matter->tender = 1 + eo_demo_random_below (&random, 980);
  matter->job = 10000 + eo_demo_random_below (&random, 89999);
  matter->invoice = 100 + eo_demo_random_below (&random, 99000);
  matter->households = 120 + eo_demo_random_below (&random, 480) * 10;
  matter->amount = (guint64) (40 + eo_demo_random_below (&random, 900)) * scales[eo_demo_random_below (&random, 3)];
  matter->area = 60 + eo_demo_random_below (&random, 900);
  matter->count = eo_demo_random_below (&random, G_N_ELEMENTS (numbers));
  matter->small = 2 + eo_demo_random_below (&random, 17);
  matter->days_before = 12 + eo_demo_random_below (&random, 50);
  matter->days_after = 10 + eo_demo_random_below (&random, 35);
  matter->written = eo_date_add_days (&received, -(int) (1 + eo_demo_random_below (&random, 9)));
  return random;
}

/**
 * eo_demo_append_date:
 *
 * As a letter has it: "9 September 2026".
 */
void
eo_demo_append_date (GString *string, const EoDate *date)
{
  int year, month, day;

  if (eo_date_get_ymd (date, &year, &month, &day))
    g_string_append_printf (string, "%d %s %d", day, months[month - 1], year);
}

/* "4 200", as numbers are written in South Africa; the space does not break. */
static void
append_number (GString *string, guint64 number)
{
  if (number >= 1000)
    {
      append_number (string, number / 1000);
      g_string_append_printf (string, "\u00a0%03u", (guint) (number % 1000));
    }
  else
    g_string_append_printf (string, "%u", (guint) number);
}

static void
append_financial_year (GString *string, const EoDate *date)
{
  int year = 2026, month = 1, day;

  eo_date_get_ymd (date, &year, &month, &day);
  if (month < 4)
    year--;
  g_string_append_printf (string, "%d/%02d", year, (year + 1) % 100);
}

/* The names in braces of the topics' texts. */
static void
append_slot (GString *string, const EoDemoMatter *matter, char slot)
{
  EoDate date;
  int year = 2026, month = 1, day;

  eo_date_get_ymd (&matter->written, &year, &month, &day);
  switch (slot)
    {
    case 'P': g_string_append (string, eo_demo_place (matter->place)->name); break;
    case 'D': g_string_append (string, eo_demo_district (eo_demo_place (matter->place)->district)); break;
    case 'S': g_string_append (string, eo_demo_place (matter->place)->stream); break;
    case 'Z': eo_demo_append_isigodi (string, matter->isigodi); break;
    case 'C': g_string_append (string, matter->school); break;
    case 'R': g_string_append (string, matter->road); break;
    case 'F': g_string_append (string, facilities[matter->facility]); break;
    case 'X': g_string_append (string, numbers[matter->count]); break;
    case 'E': g_string_append_printf (string, "%u", matter->erf); break;
    case 'W': g_string_append_printf (string, "%u", matter->ward); break;
    case 'V': g_string_append_printf (string, "%u", matter->ward + 2); break;
    case 'T': g_string_append_printf (string, "ZNB %04u/%d", matter->tender, year - 1); break;
    case 'J': g_string_append_printf (string, "DW-%u", matter->job); break;
    case 'I': g_string_append_printf (string, "INV%05u", matter->invoice); break;
    case 'N': append_number (string, matter->households); break;
    case 'A': g_string_append (string, "R\u00a0"); append_number (string, matter->amount); break;
    case 'L': append_number (string, matter->area); break;
    case 'M': g_string_append (string, months[(month + 11 - 2 - matter->small % 6) % 12]); break;
    case 'Y': append_financial_year (string, &matter->written); break;
    case 'Q': g_string_append_printf (string, "%u", 1 + matter->small % 4); break;
    case 'k':
    case 'q': g_string_append_printf (string, "%u", matter->small); break;
    case 'n': g_string_append_printf (string, "%u of %d", matter->invoice % 400 + 1, year); break;
    case 'd':
      date = eo_date_add_days (&matter->written, -(int) matter->days_before);
      eo_demo_append_date (string, &date);
      break;
    case 'e':
      date = eo_date_add_days (&matter->written, -(int) (matter->days_before / 2));
      eo_demo_append_date (string, &date);
      break;
    case 'f':
      date = eo_date_add_days (&matter->written, (int) matter->days_after);
      eo_demo_append_date (string, &date);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * eo_demo_matter_expand:
 * @text: with the names of a matter's parts as letters in braces
 *
 * Returns: (transfer full): the text with this matter's
 */
char *
eo_demo_matter_expand (const EoDemoMatter *matter, const char *text)
{
  GString *string = g_string_sized_new (strlen (text) + 64);

  for (const char *p = text; *p != '\0';)
    {
      const char *brace = strchrnul (p, '{');

      g_string_append_len (string, p, brace - p);
      if (*brace == '\0')
        break;
      append_slot (string, matter, brace[1]);
      p = brace + 3;
    }
  /* A number in words may begin the sentence. */
  if (g_str_has_prefix (text, "{X}"))
    string->str[0] = g_ascii_toupper (string->str[0]);
  return g_string_free (string, FALSE);
}

/**
 * eo_demo_choose:
 * @texts: at most @most, or ended by %NULL
 * @number: any
 */
const char *
eo_demo_choose (const char *const *texts, guint most, guint number)
{
  guint n = 0;

  while (n < most && texts[n] != NULL)
    n++;
  return texts[number % n];
}
