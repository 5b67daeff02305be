/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-letter.h"
#include "exchange/demo/eo-demo-private.h"
#include "exchange/demo/eo-demo-scan.h"
#include "exchange/demo/eo-demo-topics.h"

#define LETTERS_A_DAY 12
#define MOST_DAYS (12 * 365)
#define LEAST_DAYS 20
#define OUTGOING_PERCENT 22

/* How many letters come between one and the reply to it. */
#define REPLY_AFTER 110

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
                                      "September", "October", "November", "December" };
static const char *const numbers[] = { "two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven",
                                       "twelve", "fourteen", "sixteen", "nineteen", "twenty-two", "thirty" };
static const char *const facilities[] = { "hostel roof", "school hall", "ablution block", "science laboratory",
                                          "administration block", "grade R classrooms", "library", "kitchen",
                                          "boundary wall", "east wing", "teachers’ cottages", "computer room" };
static const char *const instructions[] = {
  "Ask District Roads for the inspection report first", "Draft a reply for the MEC’s signature",
  "Acknowledge, and refer to the regional office", "Please check the facts with the project leader",
  "Discuss with the Head of Department before replying", "For the diary: see whether the date is open",
  "Reply by the standard letter", "Legal to advise before anything is said", "Bring to the next management meeting",
  "Thank them, and invite them to the imbizo", "Combine with the earlier letter on this matter", "",
};

/* What a letter speaks of; its subject and its body say the same. */
typedef struct
{
  const EoDemoTopic *topic;
  EoDemoOrganisation organisation;
  EoDemoPerson       person;          /* who signs */
  gboolean           by_person;
  guint64            party;
  guint              place;
  char              *school;
  guint              variant;
  guint              round;           /* how often the topic came before */
  guint64            isigodi;
  guint              facility;
  guint              ward;
  char               road[8];
  guint              erf;
  guint              tender;
  guint              job;
  guint              invoice;
  guint              households;
  guint64            amount;
  guint              area;
  guint              count;
  guint              small;
  EoDate             written;
  guint              days_before;
  guint              days_after;
} Matter;

static void
matter_clear (Matter *matter)
{
  /* The organisation is all zeros where a person writes. */
  eo_demo_organisation_clear (&matter->organisation);
  eo_demo_person_clear (&matter->person);
  g_free (matter->school);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Matter, matter_clear)

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
find_party (Matter *matter, const EoDemoOffice *office, EoDemoRandom *random)
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
find_road (Matter *matter, EoDemoRandom *random)
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
find_school (Matter *matter, EoDemoRandom *random)
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

static EoDemoRandom
matter_init (Matter *matter, const EoDemoOffice *office, guint64 index)
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

static void
append_date (GString *string, const EoDate *date)
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
append_slot (GString *string, const Matter *matter, char slot)
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
      append_date (string, &date);
      break;
    case 'e':
      date = eo_date_add_days (&matter->written, -(int) (matter->days_before / 2));
      append_date (string, &date);
      break;
    case 'f':
      date = eo_date_add_days (&matter->written, (int) matter->days_after);
      append_date (string, &date);
      break;
    default:
      g_assert_not_reached ();
    }
}

static char *
expand (const Matter *matter, const char *text)
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

static const char *
choose (const char *const *texts, guint most, guint number)
{
  guint n = 0;

  while (n < most && texts[n] != NULL)
    n++;
  return texts[number % n];
}

/* A topic that comes up again soon after is put in other words. */
static char *
make_subject (const Matter *matter)
{
  return expand (matter, choose (matter->topic->subjects, G_N_ELEMENTS (matter->topic->subjects), matter->round));
}

static char *
make_reference (const Matter *matter, EoDemoRandom *random)
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
  g_auto (Matter) matter = { 0 };
  gint64 answered = find_answered (office, index);
  EoDemoRandom random = matter_init (&matter, office, answered >= 0 ? (guint64) answered : index);
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

static GStrv
make_reply (const Matter *matter, const EoDemoLetter *letter, EoDemoRandom *random)
{
  static const char *const answers[] = {
    "The matter was referred to the {D} region, whose report of {f} confirms what you describe. The work has been entered in the {Y} programme, subject to funds, under job card {J}.",
    "I have asked the Head of Department to have an official call on you at {P} within ten working days. The inspection will establish what can be done at once and what must wait for the {Y} budget.",
    "The department’s records show an allocation of {A} for this purpose. The contract {T} is being evaluated, and I expect an award within the quarter.",
    "I regret that the matter does not fall under this department. Your letter has been passed to the authority responsible, which will reply to you directly.",
  };
  static const char *const closings[] = {
    "You are welcome to direct any further enquiry to Ms S. Mthembu of my office, quoting the reference above.",
    "I thank you for bringing the matter to my attention, and trust that you will be patient with us a little longer.",
  };
  GStrv paragraphs = g_new0 (char *, 4);
  g_autoptr (GString) opening = g_string_new ("Your letter");

  if (letter->their_reference[0] != '\0')
    g_string_append_printf (opening, " %s", letter->their_reference);
  g_string_append (opening, " of ");
  append_date (opening, &matter->written);
  g_string_append (opening, " has reference. I have read it with care.");
  paragraphs[0] = g_string_free (g_steal_pointer (&opening), FALSE);
  paragraphs[1] = expand (matter, answers[eo_demo_random_below (random, G_N_ELEMENTS (answers))]);
  paragraphs[2] = expand (matter, closings[eo_demo_random_below (random, G_N_ELEMENTS (closings))]);
  return paragraphs;
}

static GStrv
make_paragraphs (const Matter *matter, const EoDemoLetter *letter, EoDemoRandom *random)
{
  static const char *const endings[] = {
    "The annexures and photographs are attached. Enquiries may be directed to the undersigned at any time during office hours.",
    "Copies of this letter have been sent to the {D} regional office and to the councillor of Ward {W}, who has been of help so far. We should be grateful to be told with whom we may deal from now on.",
    "We know that the means of the department are limited and that others wait too. We ask only that the matter be looked at on the spot, and that we be answered.",
    "The MEC will recall the visit to {P} in {M}, when the matter was raised from the floor. An undertaking was given on that day, and the people of {Z} have not forgotten it.",
    "Should your office need anything further, we shall provide it within a day.",
  };
  const EoDemoTopic *topic = matter->topic;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  guint middle = eo_demo_random_below (random, 4);

  if (!letter->incoming)
    return make_reply (matter, letter, random);

  g_ptr_array_add (texts, expand (matter, choose (topic->openings, G_N_ELEMENTS (topic->openings),
                                                  eo_demo_random_below (random, 12))));
  g_ptr_array_add (texts, expand (matter, choose (topic->middles, G_N_ELEMENTS (topic->middles), middle)));
  if (topic->middles[1] != NULL && eo_demo_random_chance (random, 85))
    g_ptr_array_add (texts, expand (matter, choose (topic->middles, G_N_ELEMENTS (topic->middles), middle + 1)));
  for (guint i = 0; topic->askings[i] != NULL && i < G_N_ELEMENTS (topic->askings); i++)
    g_ptr_array_add (texts, expand (matter, topic->askings[i]));
  if (eo_demo_random_chance (random, 85))
    g_ptr_array_add (texts, expand (matter, endings[eo_demo_random_below (random, G_N_ELEMENTS (endings))]));
  g_ptr_array_add (texts, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

/**
 * eo_demo_letter_paragraphs:
 *
 * Returns: (transfer full): the letter's text, which speaks of the same place and matter as its subject
 */
GStrv
eo_demo_letter_paragraphs (const EoDemoLetter *letter, const EoDemoOffice *office)
{
  g_auto (Matter) matter = { 0 };
  EoDemoRandom random = matter_init (&matter, office, letter->answers >= 0 ? (guint64) letter->answers : letter->index);

  return make_paragraphs (&matter, letter, &random);
}

/* Names, signatures and what they are: what is pinned behind a petition. */
static GStrv
make_annexure (const Matter *matter, const EoDemoOffice *office, EoDemoRandom *random)
{
  guint n = 14 + eo_demo_random_below (random, 12);
  GStrv lines = g_new0 (char *, n + 2);

  lines[0] = expand (matter, "Annexure A: those present at {P} on {e}");
  for (guint i = 1; i <= n; i++)
    {
      g_auto (EoDemoPerson) person = { 0 };

      eo_demo_person_init (&person, office->seed, 2 * EO_DEMO_SIGNATORIES + eo_demo_random_next (random) % 100000);
      lines[i] = g_strdup (person.full_name);
    }
  return lines;
}

/* "P.O. Box 114\nNdwedwe\n4342" → "P.O. Box 114, Ndwedwe 4342" */
static char *
one_line_address (const char *address)
{
  g_auto (GStrv) lines = g_strsplit (address, "\n", 3);

  return g_strdup_printf ("%s, %s %s", lines[0], lines[1], lines[2]);
}

static GStrv
make_addressee (const char *name, const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, ", ", -1);
  GStrv lines = g_new0 (char *, g_strv_length (parts) + 2);

  /* The name is kept whole: it may have a comma of its own. */
  lines[0] = g_strdup (name);
  for (guint i = 0; parts[i] != NULL; i++)
    lines[i + 1] = g_strdup (parts[i]);
  return lines;
}

/**
 * eo_demo_letter_scan:
 * @number: the letter's number in the register, for the stamp
 *
 * Returns: (transfer full): the letter as a PDF, as a scanner would have made it
 */
GBytes *
eo_demo_letter_scan (const EoDemoLetter *letter, const EoDemoOffice *office, const char *number)
{
  static const char *const mec[] = { "The Honourable N. Dlamini, MPL", "MEC for Public Works and Infrastructure",
                                     "Private Bag X9041", "Pietermaritzburg 3200", NULL };
  g_auto (Matter) matter = { 0 };
  EoDemoRandom random = matter_init (&matter, office, letter->answers >= 0 ? (guint64) letter->answers : letter->index);
  g_auto (GStrv) paragraphs = make_paragraphs (&matter, letter, &random);
  gboolean has_annexure = letter->incoming && eo_demo_random_chance (&random, 50)
                          && (g_str_equal (letter->kind, "petition") || g_str_equal (letter->kind, "request"));
  g_auto (GStrv) annexure = has_annexure ? make_annexure (&matter, office, &random) : NULL;
  g_auto (GStrv) addressee = NULL;
  g_autofree char *address = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GString) date = g_string_new (NULL);
  g_autoptr (GString) stamp_date = g_string_new (NULL);
  guint n_staff;
  const EoDemoStaff *principal = eo_demo_staff (&n_staff);
  EoDemoScan scan = { .paragraphs = (const char *const *) paragraphs, .annexure = (const char *const *) annexure,
                      .subject = letter->subject };

  append_date (date, &letter->written);
  scan.date = date->str;
  if (letter->incoming)
    {
      append_date (stamp_date, &letter->received);
      address = one_line_address (matter.by_person ? matter.person.address : matter.organisation.address);
      line = g_strdup_printf ("%s  ·  %s", address, matter.by_person ? matter.person.phone : matter.organisation.email);
      scan.from = matter.by_person ? matter.person.full_name : matter.organisation.name;
      scan.has_emblem = !matter.by_person;
      scan.colour = matter.by_person ? 0x222222 : matter.organisation.colour;
      scan.reference = letter->their_reference;
      scan.addressee = mec;
      scan.salutation = matter.variant % 2 == 0 ? "Honourable MEC" : "Dear Honourable MEC";
      scan.closing = matter.variant % 3 == 0 ? "Yours sincerely" : "Yours faithfully";
      scan.stamp_office = "OFFICE OF THE MEC";
      scan.stamp_date = stamp_date->str;
      scan.stamp_number = number;
      scan.signatory = matter.person.signed_name;
      scan.post = matter.by_person ? "" : matter.organisation.head;
    }
  else
    {
      address = one_line_address (matter.by_person ? matter.person.address : matter.organisation.address);
      addressee = make_addressee (matter.by_person ? matter.person.full_name : matter.organisation.name, address);
      scan.from = "Office of the MEC";
      line = g_strdup ("Public Works and Infrastructure  ·  Private Bag X9041, Pietermaritzburg 3200");
      scan.has_emblem = TRUE;
      scan.colour = 0x1c3f7c;
      scan.reference = number;
      scan.addressee = (const char *const *) addressee;
      scan.salutation = "Dear Sir or Madam";
      scan.closing = "Kind regards";
      scan.signatory = principal->name;
      scan.post = principal->post;
    }
  scan.from_line = line;
  return eo_demo_scan_make (&scan, (guint) (office->seed * 31 + letter->index));
}
