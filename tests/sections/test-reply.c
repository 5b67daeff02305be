/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../store/store-fixture.h"

#include <string.h>

#include "base/eo-error.h"
#include "exchange/eo-cover.h"
#include "sections/correspondence/eo-letter-sheet.h"

static EoRecord *
add_reply (Office     *office,
           const char *language)
{
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Thandeka Zuma", "salutation", "Councillor", NULL);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, person->id);
  g_autoptr (EoRecord) incoming = office_add (office, "letter", "direction", "incoming", "subject", "Hall at Emaqadini",
                                              "correspondent", link, "received_on", "2026-09-15", "language", language, NULL);
  EoRecord *reply = eo_letter_new_reply (incoming);
  g_autoptr (GError) error = NULL;

  g_assert_true (eo_store_save (office->store, reply, &error));
  g_assert_no_error (error);
  return reply;
}

typedef struct
{
  const char *language;
  const char *text;
  const char *filled;
} Case;

static const Case cases[] = {
  { "english", "No placeholder.", "No placeholder." },
  { "english", "On {subject}, of {received}.", "On Hall at Emaqadini, of 15 September 2026." },
  { "afrikaans", "{salutation}, {received}", "Geagte Councillor Zuma, 15 September 2026" },
  { "zulu", "{received}", "15 Septhemba 2026" },
  { "english", "{sender}: {nonsense} and {their-reference}", "Thandeka Zuma: {nonsense} and {their-reference}" },
  { "english", "{} { subject {subject", "{} { subject {subject" },
  { "english", "{{subject}}", "{Hall at Emaqadini}" },
};

static void
test_placeholders (Office        *office,
                   gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) reply = add_reply (office, cases[i].language);
      g_autofree char *filled = eo_letter_fill (office->store, reply, cases[i].text);

      g_assert_cmpstr (filled, ==, cases[i].filled);
    }
}

/* A long letter goes on on further pages, each of them counted from the second on. */
static void
test_pages (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) reply = add_reply (office, "english");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (EoLetterSheet) sheet = NULL;
  g_autoptr (EoLetterPaper) letter = NULL;
  EoPaper paper = eo_paper_letter ();

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "Paragraph %u of a letter that says the same again and again, until it is long.\n\n", i);
  g_object_set (reply, "body", text->str, NULL);
  sheet = eo_letter_sheet_new_for (office->store, reply);
  letter = eo_letter_paper_new (sheet, &paper);
  g_assert_cmpuint (eo_letter_paper_get_n_pages (letter), >, 3);
  g_assert_cmpuint (eo_letter_paper_get_n_pages (letter), <, 8);
}

static void
test_cover (Office        *office,
            gconstpointer  data)
{
  static const struct { const char *payload; int code; } refused[] = {
    { "https://example.org/", EO_ERROR_UNSUPPORTED },
    { "", EO_ERROR_UNSUPPORTED },
    { "EO1:", EO_ERROR_UNSUPPORTED },
    { "EO2:x:letter:IN/2026/00001", EO_ERROR_UNSUPPORTED },
    { "EO1:11111111-1111-4111-a111-111111111111:letter:IN/2026/00001", EO_ERROR_INVALID },
    { "EO1::letter:IN/2026/00001", EO_ERROR_INVALID },
  };
  g_autoptr (EoRecord) file = office_add (office, "file", "number", "36/2/7/1", "title", "Roads: Ndwedwe", NULL);
  g_autoptr (EoRecord) reply = add_reply (office, "english");
  EoRecord *const records[] = { file, reply };
  g_autofree char *id = eo_store_get_setting (office->store, "office-id");

  g_assert_true (g_uuid_string_is_valid (id));
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *payload = eo_cover_payload (office->store, records[i], &error);
      g_autoptr (EoRecord) found = NULL;

      g_assert_no_error (error);
      found = eo_cover_match (office->store, payload, &error);
      g_assert_no_error (error);
      g_assert_cmpint (found->id, ==, records[i]->id);
      g_assert_true (eo_record_get_kind (found) == eo_record_get_kind (records[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (eo_cover_match (office->store, refused[i].payload, &error));
      g_assert_error (error, EO_ERROR, refused[i].code);
    }
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *unknown = g_strdup_printf ("EO1:%s:letter:%s", id, "IN/1999/00001");
    g_autofree char *by_title = g_strdup_printf ("EO1:%s:letter:%s", id, "RE: Hall at Emaqadini");

    g_assert_null (eo_cover_match (office->store, unknown, &error));
    g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_null (eo_cover_match (office->store, by_title, &error));
    g_assert_error (error, EO_ERROR, EO_ERROR_NOT_FOUND);
  }
}

/* A sheet says that a letter of ours was sent, and how, only once it was. */
static void
test_printed (void)
{
  static const struct { EoDirection direction; EoLetterStatus status; gboolean printed; } cases[] = {
    { EO_OUTGOING, EO_LETTER_REGISTERED, FALSE }, { EO_OUTGOING, EO_LETTER_SIGNED, FALSE },
    { EO_OUTGOING, EO_LETTER_DISPATCHED, TRUE }, { EO_OUTGOING, EO_LETTER_CLOSED, TRUE },
    { EO_INCOMING, EO_LETTER_REGISTERED, TRUE },
  };

  eo_kinds_init ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) letter = eo_record_new (&eo_letter_kind);

      EO_LETTER (letter)->direction = cases[i].direction;
      EO_LETTER (letter)->status = cases[i].status;
      EO_LETTER (letter)->received_on = (EoDate) { "2026-11-02" };
      g_assert_true (eo_kind_field_printed (letter, eo_kind_find_field (&eo_letter_kind, "received_on")) == cases[i].printed);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/reply/placeholders", test_placeholders);
  office_test ("/reply/pages", test_pages);
  office_test ("/reply/cover", test_cover);
  g_test_add_func ("/reply/printed", test_printed);
  return g_test_run ();
}
