/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-matter.h"

#define LETTERS_A_DAY 12
#define MOST_DAYS (12 * 365)
#define LEAST_DAYS 20
#define OUTGOING_PERCENT 22

/* How many letters come between one and the reply to it. */
#define REPLY_AFTER 110

static const char *const instructions[] = {
  "Ask District Roads for the inspection report first", "Draft a reply for the MEC’s signature",
  "Acknowledge, and refer to the regional office", "Please check the facts with the project leader",
  "Discuss with the Head of Department before replying", "For the diary: see whether the date is open",
  "Reply by the standard letter", "Legal to advise before anything is said", "Bring to the next management meeting",
  "Thank them, and invite them to the imbizo", "Combine with the earlier letter on this matter", "",
};

/* A topic that comes up again soon after is put in other words. */
static char *
make_subject (const EoDemoMatter *matter)
{
  return eo_demo_matter_expand (matter, eo_demo_choose (matter->topic->subjects, G_N_ELEMENTS (matter->topic->subjects), matter->round));
}

static char *
make_reference (const EoDemoMatter *matter, EoDemoRandom *random)
{
  int year = 2026, month, day;
  guint serial = 1 + eo_demo_random_below (random, 240);

  eo_date_get_ymd (&matter->written, &year, &month, &day);
  if (matter->by_person)
    return eo_demo_random_chance (random, 80) ? g_strdup ("") : g_strdup_printf ("%u/%d", serial, year);
  switch (matter->party % 4)
    {
    case 0: return g_strdup_printf ("%s/%u/%d", matter->organisation.acronym, serial, year);
    case 1: return g_strdup_printf ("%s %d-%03u", matter->organisation.acronym, year, serial);
    case 2: return g_strdup_printf ("%u/%u/%s/%u", 1 + serial % 14, 1 + serial % 5, matter->organisation.acronym, serial);
    default: return g_strdup_printf ("%s/%d/%03u", matter->organisation.acronym, year, serial);
    }
}

static const char *
pick_classification (EoDemoRandom *random)
{
  guint roll = eo_demo_random_below (random, 1000);

  return roll < 930 ? "open" : roll < 975 ? "restricted" : roll < 996 ? "confidential" : "secret";
}

static const char *
pick_mode (EoDemoRandom *random)
{
  guint roll = eo_demo_random_below (random, 100);

  return roll < 44 ? "email" : roll < 66 ? "hand" : roll < 84 ? "post" : roll < 92 ? "courier"
         : roll < 97 ? "portal" : "fax";
}

static guint
pick_drafter (EoDemoRandom *random)
{
  guint n_staff;
  const EoDemoStaff *staff = eo_demo_staff (&n_staff);
  guint i = eo_demo_random_below (random, n_staff);

  while (!staff[i].drafts)
    i = (i + 1) % n_staff;
  return i;
}

static gboolean
may_go_out (const EoDemoOffice *office, guint64 index)
{
  EoDemoRandom random = eo_demo_random (office->seed, EO_DEMO_STREAM_BODY, index);

  return index >= REPLY_AFTER && eo_demo_random_chance (&random, OUTGOING_PERCENT);
}

/* The incoming letter that an outgoing one answers, some days before it: never one of ours, and none twice. */
static gint64
find_answered (const EoDemoOffice *office, guint64 index)
{
  if (!may_go_out (office, index) || may_go_out (office, index - REPLY_AFTER))
    return -1;
  return index - REPLY_AFTER;
}

/**
 * eo_demo_letter_day:
 *
 * Returns: the working day on which the letter came: the letters are spread evenly over the time before the
 * office's newest day, at most twelve years
 */
EoDate
eo_demo_letter_day (const EoDemoOffice *office, guint64 index)
{
  guint64 n = MAX (office->n_letters, 1);
  guint64 days = CLAMP (n / LETTERS_A_DAY, LEAST_DAYS, MOST_DAYS);
  guint64 before = (n - 1 - MIN (index, n - 1)) * days / n;
  EoDate day = eo_date_add_days (&office->newest, -(int) before);
  int weekday = eo_date_weekday (&day);

  return weekday > 5 ? eo_date_add_days (&day, 5 - weekday) : day;
}

/**
 * eo_demo_letter_init:
 * @letter: (out caller-allocates): to be cleared with eo_demo_letter_clear()
 * @index: any one, in any order, below the office's number of letters
 */
void
eo_demo_letter_init (EoDemoLetter *letter, const EoDemoOffice *office, guint64 index)
{
  g_auto (EoDemoMatter) matter = { 0 };
  gint64 answered = find_answered (office, index);
  EoDemoRandom random = eo_demo_matter_init (&matter, office, answered >= 0 ? (guint64) answered : index);
  guint64 days = CLAMP (office->n_letters / LETTERS_A_DAY, LEAST_DAYS, MOST_DAYS);
  guint64 n = MAX (office->n_letters, 1);

  *letter = (EoDemoLetter) {
    .index = index, .answers = answered, .incoming = answered < 0, .sender_is_person = matter.by_person,
    .party = matter.party, .kind = matter.topic->kind, .written = matter.written, .place = matter.place,
    .reply_days = matter.topic->reply_days,
  };
  letter->received = eo_demo_letter_day (office, index);
  /* Within the day in the order of the letters, from eight to four. */
  letter->minute = 8 * 60 + 479 - (n - 1 - MIN (index, n - 1)) * days % n * 479 / n;
  letter->file = eo_demo_find_file (matter.topic->file, matter.place);
  letter->subject = make_subject (&matter);
  letter->their_reference = make_reference (&matter, &random);
  letter->mode = pick_mode (&random);
  letter->classification = pick_classification (&random);
  letter->instruction = instructions[eo_demo_random_below (&random, G_N_ELEMENTS (instructions))];
  letter->with = pick_drafter (&random);
  if (letter->incoming)
    letter->signed_by = matter.by_person ? g_strdup (matter.person.signed_name)
                                         : g_strdup_printf ("%s, %s", matter.person.signed_name, matter.organisation.head);
  else
    {
      guint n_staff;
      const EoDemoStaff *staff = eo_demo_staff (&n_staff);
      g_autofree char *subject = g_steal_pointer (&letter->subject);

      letter->subject = g_strconcat (subject, ": reply", NULL);
      letter->signed_by = g_strdup_printf ("%s, %s", staff[0].name, staff[0].post);
      letter->written = letter->received;
      letter->instruction = "";
      letter->reply_days = 0;
    }
}

/**
 * eo_demo_letter_clear:
 */
void
eo_demo_letter_clear (EoDemoLetter *letter)
{
  g_clear_pointer (&letter->subject, g_free);
  g_clear_pointer (&letter->signed_by, g_free);
  g_clear_pointer (&letter->their_reference, g_free);
}
