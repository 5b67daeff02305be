/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../reader/pack-fixture.h"
#include "registry-fixture.h"

#include "sections/diary/paper/eo-day-pack.h"

/* One day of a principal: a keynote that was asked for by letter, something private, something that is delegated. */
typedef struct
{
  gint64    diary;
  gint64    keynote;
  EoRecord *letter;
} Day;

static char *
link_to (EoRecord *record)
{
  return g_strdup_printf ("#%" G_GINT64_FORMAT, record->id);
}

static void
attach_bytes (Office     *office,
              EoRecord   *record,
              const char *name,
              GBytes     *bytes)
{
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, name);
  g_autoptr (GError) error = NULL;
  Change change = { record, NULL, source };

  eo_store_write (office->store, write_change, &change, &error);
  g_assert_no_error (error);
}

static void
add_documents (Office   *office,
               EoRecord *appointment,
               EoRecord *request,
               EoRecord *letter)
{
  g_autoptr (GBytes) slides = pack_make_pdf ("slide", 2, 800, 600);
  g_autoptr (GBytes) invitation = pack_make_pdf ("invitation", 1, 595, 842);
  g_autoptr (GBytes) broken = g_bytes_new_static ("%PDF-1.7 and no more", 20);
  static const char message[] = "From: a@b.example\nSubject: Come\n\nWe invite you to Ndwedwe.\n";
  g_autoptr (GBytes) mail = g_bytes_new_static (message, sizeof message - 1);

  attach_bytes (office, appointment, "slides.pdf", slides);
  attach_bytes (office, request, "broken.pdf", broken);
  attach_bytes (office, request, "again.pdf", invitation);
  attach_bytes (office, letter, "invitation.pdf", invitation);
  attach_bytes (office, letter, "mail.eml", mail);
}

static Day
set_up (Office *office)
{
  g_autoptr (EoRecord) body = office_add (office, "organisation", "name", "Women in Construction", NULL);
  g_autofree char *to_body = link_to (body);
  g_autoptr (EoRecord) host = office_add (office, "person", "name", "Ms L. Pillay", "organisation", to_body, NULL);
  g_autoptr (EoRecord) earlier = office_add (office, "letter", "subject", "Our earlier proposal", "correspondent", to_body,
                                             "received_on", "2026-08-01", NULL);
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "Hon. N. Dlamini, MEC", NULL);
  g_autofree char *to_host = link_to (host), *to_diary = link_to (diary);
  EoRecord *letter = office_add (office, "letter", "subject", "Come to our forum", "correspondent", to_host, "received_on",
                                 "2026-09-01", "classification", "confidential", NULL);
  g_autofree char *to_letter = link_to (letter), *letter_id = g_strdup_printf ("%" G_GINT64_FORMAT, letter->id);
  g_autoptr (EoRecord) request = office_add (office, "request", "subject", "Keynote", "requester", to_host, "letter", to_letter,
                                             "asked", "Speak for 15 minutes", "diary", to_diary, NULL);
  g_autofree char *to_request = link_to (request);
  g_autoptr (EoRecord) keynote = office_add (office, "appointment", "subject", "Forum keynote", "diary", to_diary, "starts",
                                             "2026-09-22T09:00", "ends", "2026-09-22T10:00", "request", to_request, "brief",
                                             "Forty wards.\n\nOne ramp.", "attendance", "yes", NULL);
  g_autofree char *to_keynote = link_to (keynote);
  g_autoptr (EoRecord) chair = office_add (office, "attendee", "name", "Cllr Naidoo", "role", "chair", "appointment", to_keynote,
                                           NULL);
  g_autoptr (EoRecord) action = office_add (office, "action", "task", "Send the road report", "about_kind", "letter",
                                            "about_id", letter_id, NULL);
  g_autoptr (EoRecord) done = office_add (office, "action", "task", "Thanked already", "about_kind", "letter", "about_id",
                                          letter_id, "status", "done", NULL);
  g_autoptr (EoRecord) dentist = office_add (office, "appointment", "subject", "Dentist", "diary", to_diary, "starts",
                                             "2026-09-22T11:00", "private", "true", "brief", "Root canal", NULL);
  g_autoptr (EoRecord) sent = office_add (office, "appointment", "subject", "Somebody else goes", "diary", to_diary, "starts",
                                          "2026-09-22T12:00", "attendance", "no", "brief", "Not for us", NULL);

  add_documents (office, keynote, request, letter);
  return (Day) { diary->id, keynote->id, letter };
}

static EoDayPack *
plan (Office    *office,
      const Day *day)
{
  const EoDate date = { "2026-09-22" };
  g_autoptr (GError) error = NULL;
  EoDayPack *pack = eo_day_pack_new (office->store, day->diary, &date, &error);

  g_assert_no_error (error);
  return pack;
}

static EoReader *
make (EoDayPack  *pack,
      char      **outline)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = eo_day_pack_make (pack, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  pdf_assert_clean (pdf);
  *outline = pdf_list_outline (pdf);
  return pack_read (pdf);
}

static void
assert_silent (EoReader   *reader,
               const char *words)
{
  for (guint i = 0; i < eo_reader_get_n_pages (reader); i++)
    {
      g_autoptr (EoPageText) text = fixture_text (reader, i, NULL);

      if (strstr (text->text, words) != NULL)
        g_test_fail_printf ("page %u says “%s”", i + 1, words);
    }
}

static void
test_whole (Office        *office,
            gconstpointer  data)
{
  static const char *const sheet[] = {
    "Forum keynote", "Tuesday, 22 September 2026, 09:00–10:00", "Speak for 15 minutes", "Forty wards.", "One ramp.",
    "Cllr Naidoo", "Chair", "Last letters: Ms L. Pillay", "IN/2026/00002", "Last letters: Women in Construction", "Our earlier proposal", "Come to our forum", "Open commitments: Ms L. Pillay",
    "Send the road report", "CONFIDENTIAL", "Page 3 of 8",
  };
  Day day = set_up (office);
  g_autoptr (EoDayPack) pack = plan (office, &day);
  g_autofree char *outline = NULL;
  g_autoptr (EoReader) reader = make (pack, &outline);

  g_assert_cmpstr (outline, ==, "Contents: 1\nDaily programme: 2\n09:00 Forum keynote: 3\n slides.pdf: 4\n broken.pdf: 6\n"
                                " again.pdf: 7\n mail.eml: 8\n");
  g_assert_cmpuint (eo_reader_get_n_pages (reader), ==, 8);
  pack_assert_says (reader, 1, "broken.pdf (could not be put in)");
  pack_assert_says (reader, 1, "Page 1 of 8");
  pack_assert_says (reader, 2, "Busy");
  pack_assert_says (reader, 2, "Somebody else goes");
  for (guint i = 0; i < G_N_ELEMENTS (sheet); i++)
    pack_assert_says (reader, 3, sheet[i]);
  pack_assert_says (reader, 5, "slide 2");
  pack_assert_says (reader, 6, "it is damaged");
  pack_assert_says (reader, 7, "invitation 1");
  pack_assert_says (reader, 8, "We invite you to Ndwedwe.");
  pack_assert_says (reader, 8, "Page 8 of 8");
  assert_silent (reader, "Dentist");
  assert_silent (reader, "Root canal");
  assert_silent (reader, "Not for us");
  assert_silent (reader, "Thanked already");
  g_object_unref (day.letter);
}

static void
choose (EoDayPack  *pack,
        const char *name,
        gboolean    included)
{
  for (guint i = 0; i < eo_day_pack_get_n_items (pack); i++)
    if (g_str_equal (eo_day_pack_get_item (pack, i)->name, name))
      {
        g_assert_cmpint (eo_day_pack_get_item (pack, i)->is_included, !=, included);
        eo_day_pack_set_included (pack, i, included);
        return;
      }
  g_test_fail_printf ("the pack has no “%s”", name);
}

/* What was left out once is left out the next time, and can be taken in again. */
static void
test_choices (Office        *office,
              gconstpointer  data)
{
  Day day = set_up (office);
  g_autoptr (EoDayPack) pack = plan (office, &day);
  g_autoptr (EoDayPack) next = NULL;
  g_autoptr (EoReader) reader = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *outline = NULL;
  GAsyncResult *pending = NULL;

  g_assert_cmpuint (eo_day_pack_get_n_items (pack), ==, 7);
  choose (pack, "broken.pdf", FALSE);
  choose (pack, "mail.eml", FALSE);
  choose (pack, "Last letters to and from the host", FALSE);
  eo_day_pack_remember_async (pack, fixture_on_result, &pending);
  result = fixture_wait (&pending);
  eo_day_pack_remember_finish (result, &error);
  g_assert_no_error (error);

  next = plan (office, &day);
  reader = make (next, &outline);
  g_assert_cmpstr (outline, ==, "Contents: 1\nDaily programme: 2\n09:00 Forum keynote: 3\n slides.pdf: 4\n again.pdf: 6\n");
  assert_silent (reader, "Last letters");
  pack_assert_says (reader, 3, "Open commitments");
  choose (next, "mail.eml", TRUE);
  g_object_unref (day.letter);
}

static void
test_empty (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "MEC", NULL);
  const Day day = { diary->id };
  g_autoptr (EoDayPack) pack = plan (office, &day);
  g_autofree char *outline = NULL;
  g_autoptr (EoReader) reader = make (pack, &outline);

  g_assert_cmpuint (eo_day_pack_get_n_items (pack), ==, 0);
  g_assert_cmpstr (outline, ==, "Contents: 1\nDaily programme: 2\n");
  pack_assert_says (reader, 2, "Nothing to list");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/day-pack/whole", test_whole);
  office_test ("/day-pack/choices", test_choices);
  office_test ("/day-pack/empty", test_empty);
  return g_test_run ();
}
