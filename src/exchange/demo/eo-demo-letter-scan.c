/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-matter.h"
#include "exchange/demo/eo-demo-scan.h"

static GStrv
make_reply (const EoDemoMatter *matter, const EoDemoLetter *letter, EoDemoRandom *random)
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
  eo_demo_append_date (opening, &matter->written);
  g_string_append (opening, " has reference. I have read it with care.");
  paragraphs[0] = g_string_free (g_steal_pointer (&opening), FALSE);
  paragraphs[1] = eo_demo_matter_expand (matter, answers[eo_demo_random_below (random, G_N_ELEMENTS (answers))]);
  paragraphs[2] = eo_demo_matter_expand (matter, closings[eo_demo_random_below (random, G_N_ELEMENTS (closings))]);
  return paragraphs;
}

static GStrv
make_paragraphs (const EoDemoMatter *matter, const EoDemoLetter *letter, EoDemoRandom *random)
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

  g_ptr_array_add (texts, eo_demo_matter_expand (matter, eo_demo_choose (topic->openings, G_N_ELEMENTS (topic->openings),
                                                  eo_demo_random_below (random, 12))));
  g_ptr_array_add (texts, eo_demo_matter_expand (matter, eo_demo_choose (topic->middles, G_N_ELEMENTS (topic->middles), middle)));
  if (topic->middles[1] != NULL && eo_demo_random_chance (random, 85))
    g_ptr_array_add (texts, eo_demo_matter_expand (matter, eo_demo_choose (topic->middles, G_N_ELEMENTS (topic->middles), middle + 1)));
  for (guint i = 0; topic->askings[i] != NULL && i < G_N_ELEMENTS (topic->askings); i++)
    g_ptr_array_add (texts, eo_demo_matter_expand (matter, topic->askings[i]));
  if (eo_demo_random_chance (random, 85))
    g_ptr_array_add (texts, eo_demo_matter_expand (matter, endings[eo_demo_random_below (random, G_N_ELEMENTS (endings))]));
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
  g_auto (EoDemoMatter) matter = { 0 };
  EoDemoRandom random = eo_demo_matter_init (&matter, office, letter->answers >= 0 ? (guint64) letter->answers : letter->index);

  return make_paragraphs (&matter, letter, &random);
}

/* Names, signatures and what they are: what is pinned behind a petition. */
static GStrv
make_annexure (const EoDemoMatter *matter, const EoDemoOffice *office, EoDemoRandom *random)
{
  guint n = 14 + eo_demo_random_below (random, 12);
  GStrv lines = g_new0 (char *, n + 2);

  lines[0] = eo_demo_matter_expand (matter, "Annexure A: those present at {P} on {e}");
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
  g_auto (EoDemoMatter) matter = { 0 };
  EoDemoRandom random = eo_demo_matter_init (&matter, office, letter->answers >= 0 ? (guint64) letter->answers : letter->index);
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

  eo_demo_append_date (date, &letter->written);
  scan.date = date->str;
  if (letter->incoming)
    {
      eo_demo_append_date (stamp_date, &letter->received);
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
