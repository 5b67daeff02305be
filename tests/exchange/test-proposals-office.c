/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/proposals/eo-proposals.h"
#include "../store/store-fixture.h"

/* What the office knows: senders by name and address, files, how a sender's letters were filed, which one is followed. */

static const char letter[] =
  "Mkhomazi Valley Secondary School\n"
  "P.O. Box 27, Creighton 3263 · sgb@mkhomazivalley.example\n\n"
  "Ref: MVSS/SGB/2026/031\n"
  "Your ref: %s\n"
  "14 September 2026\n\n"
  "The Honourable N. Dlamini, MPL\n\n"
  "Dear Honourable MEC\n\n"
  "STORM DAMAGE TO THE HOSTEL ROOF\n\n"
  "On the night of 11 August 2026 high winds lifted the sheeting from the hostel roof.\n\n"
  "Yours sincerely\n\n"
  "Mr B. Radebe\n"
  "Chairperson\n";

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data = eo_proposals_find_finish (result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
find (Office     *office,
      const char *text)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_page_text_free);
  EoPageText *page = g_new0 (EoPageText, 1);
  EoDate received = eo_date_from_ymd (2026, 9, 22);
  GPtrArray *found = NULL;

  page->text = g_strdup (text);
  page->n_chars = (guint) g_utf8_strlen (text, -1);
  g_ptr_array_add (pages, page);
  eo_proposals_find_async (office->store, eo_kind_lookup ("letter"), pages, &received, NULL, on_found, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);
  return found;
}

static GPtrArray *
find_letter (Office     *office,
             const char *your_reference)
{
  g_auto (GStrv) parts = g_strsplit (letter, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], your_reference, parts[1], NULL);

  return find (office, text);
}

static void
assert_proposed (GPtrArray  *proposals,
                 const char *field,
                 const char *text,
                 gint64      id)
{
  const EoProposal *proposal = eo_proposals_lookup (proposals, field);

  if (text == NULL)
    {
      g_assert_null (proposal);
      return;
    }
  g_assert_nonnull (proposal);
  g_assert_cmpstr (proposal->text, ==, text);
  g_assert_cmpint (proposal->id, ==, id);
}

static void
test_sender (Office        *office,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) unknown = find_letter (office, "");
  g_autoptr (EoRecord) school = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (EoRecord) other = NULL;
  g_autoptr (GPtrArray) by_email = NULL;

  assert_proposed (unknown, "correspondent", "Mkhomazi Valley Secondary School", 0);
  g_assert_true (eo_proposals_lookup (unknown, "correspondent")->kind == eo_kind_lookup ("organisation"));
  school = office_add (office, "organisation", "name", "Mkhomazi Valley Secondary School", NULL);
  known = find_letter (office, "");
  assert_proposed (known, "correspondent", "Mkhomazi Valley Secondary School", school->id);

  /* A line that says nothing of what it is, but whose address is known. */
  other = office_add (office, "organisation", "name", "Helios Energy", "email", "Info@Helios.example", NULL);
  by_email = find (office, "Helios Rooftops\nSandton · info@helios.example\n\n11 May 2026\n\nDear MEC\n\nWe write to you again.\n\n"
                           "Yours faithfully\n\nC. Whitfield\n");
  assert_proposed (by_email, "correspondent", "Helios Energy", other->id);
}

/* A letterhead and an address of different senders: nobody is linked. */
static void
test_two_senders (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) other = office_add (office, "organisation", "name", "Another School", "email", "sgb@mkhomazivalley.example", NULL);
  g_autoptr (GPtrArray) found = find_letter (office, "");

  assert_proposed (found, "correspondent", "Mkhomazi Valley Secondary School", 0);
}

static void
test_file (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) file = office_add (office, "file", "number", "20/4/3/2", "title", "Schools: Harry Gwala", NULL);
  g_autoptr (GPtrArray) known = find_letter (office, "20/4/3/2");
  g_autoptr (GPtrArray) unknown = find_letter (office, "20/4/3/3");

  g_assert_cmpint (eo_proposals_lookup (known, "file")->id, ==, file->id);
  g_assert_null (eo_proposals_lookup (unknown, "file"));
}

static void
add_letters (Office     *office,
             guint       n,
             const char *file,
             const char *subject)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s %u", subject, i);
      g_autoptr (EoRecord) one = office_add (office, "letter", "correspondent", "Mkhomazi Valley Secondary School", "subject", numbered,
                                             "file", file, "matter", "request", "received_on", "2026-03-02", NULL);
    }
}

static void
test_filing (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) school = office_add (office, "organisation", "name", "Mkhomazi Valley Secondary School", NULL);
  g_autoptr (EoRecord) schools = office_add (office, "file", "number", "20/4", "title", "Schools", NULL);
  g_autoptr (EoRecord) storms = office_add (office, "file", "number", "20/5", "title", "Storms", NULL);
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) three = NULL;
  g_autoptr (GPtrArray) split = NULL;
  g_autoptr (GPtrArray) alike = NULL;

  add_letters (office, 2, "20/4", "Fence");
  two = find_letter (office, "");
  g_assert_null (eo_proposals_lookup (two, "file")); /* too few to say anything */

  add_letters (office, 1, "20/4", "Gate");
  three = find_letter (office, "");
  g_assert_cmpint (eo_proposals_lookup (three, "file")->id, ==, schools->id);
  assert_proposed (three, "matter", "request", 0);

  add_letters (office, 3, "20/5", "Lightning");
  split = find_letter (office, "");
  g_assert_null (eo_proposals_lookup (split, "file")); /* half and half */

  add_letters (office, 1, "20/5", "Storm damage to the hostel roof, hall");
  alike = find_letter (office, "");
  g_assert_cmpint (eo_proposals_lookup (alike, "file")->id, ==, storms->id);
}

static void
test_earlier (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) school = office_add (office, "organisation", "name", "Mkhomazi Valley Secondary School", NULL);
  g_autoptr (EoRecord) ours = office_add (office, "letter", "direction", "outgoing", "correspondent", "Mkhomazi Valley Secondary School",
                                          "subject", "Roof", "received_on", "2026-09-01", NULL);
  g_autoptr (EoRecord) before = NULL;
  g_autoptr (GPtrArray) answers = find_letter (office, ours->reference);
  g_autoptr (GPtrArray) nothing = find_letter (office, "OUT/2026/09999");
  g_autoptr (GPtrArray) follows = NULL;

  assert_proposed (answers, EO_PROPOSE_EARLIER, ours->reference, ours->id);
  assert_proposed (answers, "answers", "Roof", ours->id);
  g_assert_null (eo_proposals_lookup (answers, "thread"));
  g_assert_null (eo_proposals_lookup (nothing, EO_PROPOSE_EARLIER));

  before = office_add (office, "letter", "correspondent", "Mkhomazi Valley Secondary School", "subject",
                       "Storm damage: hostel roof", "received_on", "2026-09-08", NULL);
  follows = find_letter (office, "");
  assert_proposed (follows, EO_PROPOSE_EARLIER, before->reference, before->id);
  assert_proposed (follows, "thread", "Storm damage: hostel roof", before->id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  office_test ("/proposals/office/sender", test_sender);
  office_test ("/proposals/office/two-senders", test_two_senders);
  office_test ("/proposals/office/file", test_file);
  office_test ("/proposals/office/filing", test_filing);
  office_test ("/proposals/office/earlier", test_earlier);

  return g_test_run ();
}
