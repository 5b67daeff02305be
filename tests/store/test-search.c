/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/eo-attachment.h"
#include "store/eo-draft.h"
#include "store/eo-search.h"

#define LETTER (eo_kind_lookup ("letter"))

static EoSearchResult *
search (Office     *office,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  EoSearchResult *result = eo_store_search (office->store, text, NULL, 50, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  for (guint i = 0; i < result->hits->len; i++)
    {
      const EoHit *hit = g_ptr_array_index (result->hits, i);

      g_assert_true (hit->kind != NULL && hit->reference != NULL && hit->document_name != NULL);
      g_assert_true (g_utf8_validate (hit->title, -1, NULL) && g_utf8_validate (hit->snippet, -1, NULL));
    }

  return result;
}

static guint
count (Office     *office,
       const char *text)
{
  g_autoptr (EoSearchResult) result = search (office, text);

  g_assert_cmpuint (result->total, ==, result->hits->len);
  g_assert_false (result->more);

  return result->hits->len;
}

/* Titles without marks, in the order found, with '|' between. */
static char *
titles (Office     *office,
        const char *text)
{
  g_autoptr (EoSearchResult) result = search (office, text);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < result->hits->len; i++)
    {
      const EoHit *hit = g_ptr_array_index (result->hits, i);
      g_autofree char *title = eo_mark_strip (hit->title);

      g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", title);
    }

  return g_string_free (joined, FALSE);
}

static EoRecord *
add_letter (Office     *office,
            const char *subject,
            const char *received_on,
            const char *from,
            const char *notes)
{
  return office_add (office, "letter", "subject", subject, "received_on", received_on, "correspondent", from, "notes",
                     notes, NULL);
}

static void
fill (Office *office)
{
  g_autoptr (EoRecord) org = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Thandeka Müller-Dlamini", NULL);
  g_autoptr (EoRecord) one = add_letter (office, "Road at Ndwedwe washed away", "2026-02-03",
                                         "Ndwedwe Residents’ Forum", "Asks for a new bridge over the uMvoti river");
  g_autoptr (EoRecord) two = add_letter (office, "Invitation to the harvest festival", "2025-06-30",
                                         "Thandeka Müller-Dlamini", "Café Zoë caters; the by-law applies");
  g_autoptr (EoRecord) three = add_letter (office, "Water at Zululand school", "2026-02-20", "Thandeka Müller-Dlamini",
                                           "the river bridge again");
}

static const struct
{
  const char *text;
  const char *found; /* titles, in any order, the first words of them */
} cases[] = {
  { "washed", "Road" },
  { "WASHED", "Road" },
  { "wash", "Road" },
  { "was", "Road" },
  { "wash ", "" },
  { "w", "" },
  { "bridge", "Road|Water" },
  { "river bridge", "Road|Water" },
  { "\"river bridge\"", "Water" },
  { "\"river bri", "Water" },
  { "“river bridge”", "Water" },
  { "\"bridge river\"", "" },
  { "road bridge", "Road" },
  { "road harvest", "" },
  { "cafe zoe", "Invitation" },
  { "CAFÉ", "Invitation" },
  { "muller", "Invitation|Thandeka|Water" },
  { "from:muller", "Invitation|Water" },
  { "from:dlam", "Invitation|Water" },
  { "from:\"thandeka muller\" river", "Water" },
  { "from:washed", "" },
  { "FROM:ndwedwe bridge", "Road" },
  { "ndwedwe in:organisation", "Ndwedwe" },
  { "in:Organisations ndwedwe", "Ndwedwe" },
  { "in:letter ndwedwe", "Road" },
  { "in:person", "Thandeka" },
  { "in:letter", "Invitation|Road|Water" },
  { "in:nonsense", "" },
  { "bridge after:2026-02-03", "Water" },
  { "bridge after:2026-02-02", "Road|Water" },
  { "bridge before:2026-02-20", "Road" },
  { "in:letter before:2026", "Invitation" },
  { "in:letter after:2025", "Road|Water" },
  { "in:letter after:2026-01", "Road|Water" },
  { "in:letter after:2026-02", "" },
  { "in:letter before:2026-02", "Invitation" },
  { "after:1066 before:1100", "" },
  { "harvest after:1600", "Invitation" },
  { "harvest before:2999-01-01", "Invitation" },
  { "by-law", "Invitation" },
  { "bylaw", "" },
  { "festival🎉", "Invitation" },
  { "-festival", "Invitation" },
  { "festival?!", "Invitation" },
  { "", "" },
  { "   ", "" },
  { "🎉", "" },
};

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
test_cases (Office        *office,
            gconstpointer  data)
{
  fill (office);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *all = titles (office, cases[i].text);
      g_auto (GStrv) found = g_strsplit (all, "|", -1);
      g_autoptr (GString) joined = g_string_new (NULL);

      qsort (found, g_strv_length (found), sizeof (char *), compare);
      for (guint j = 0; found[j] != NULL; j++)
        g_string_append_printf (joined, "%s%.*s", j > 0 ? "|" : "", (int) strcspn (found[j], " "), found[j]);
      if (!g_str_equal (joined->str, cases[i].found))
        g_test_message ("searched: %s", cases[i].text);
      g_assert_cmpstr (joined->str, ==, cases[i].found);
    }
}

/* Anything may be typed, and each beginning of it is searched for on the way. */
static const char *const legal[] = {
  "AND", "OR", "NOT", "NEAR", "road AND", "AND road", "NOT NOT", "NEAR(road bridge, 2)", "title:road", "title : road",
  "{title who} : road", "road*", "* road", "^road", "road + bridge", "(road", "road)", "((((", "\"", "\"\"", "\"\"\"",
  "\"road", "road\"", "'road'; DROP TABLE letter;--", "a\"b\"c", "from:", "from:\"", "from:\"\"", "in:", "in:\"letter",
  "before:", "before:never", "after:2026-13-45", "after:2026-", "before:0000", "before:99999", "from:from:from:x",
  "in:letter in:person road", "-", "--", "-road", "road-", "road--bridge", "qzpage", "qzkindletter", "\xff\xfe\xfd",
  "road \xc3", "\xed\xa0\x80", "🎉🎊", "‮road‬", "日本語", "ひらがな", "קירבה", "ﷺ", "ǆ", "a\u0301\u0301\u0301", "\u0301",
  "%s%n%d", "\\", "//", "?1", ":match", "IN/2026/00001", "o'b", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21",
  "𝕽𝖔𝖆𝖉", "\u200broad", "road\u00adway", "\001\002\003", "\002road\003",
};

static void
test_anything (Office        *office,
               gconstpointer  data)
{
  fill (office);

  for (guint i = 0; i < G_N_ELEMENTS (legal); i++)
    for (gsize n = 1; n <= strlen (legal[i]); n++)
      {
        g_autofree char *text = g_strndup (legal[i], n);
        g_autoptr (EoSearchResult) result = search (office, text);
        g_autoptr (GPtrArray) words = eo_search_words (text);

        g_assert_nonnull (words);
      }
}

/* Random bytes, repeatably. */
static void
test_noise (Office        *office,
            gconstpointer  data)
{
  static const char alphabet[] = "ab \"'()*:^+-{},.;ANDORNEAR\xc3\xa9\xff from:in:before:";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  fill (office);
  for (guint i = 0; i < 3000; i++)
    {
      char text[33] = { 0 };
      g_autoptr (EoSearchResult) result = NULL;

      for (gint32 n = g_rand_int_range (random, 0, 32); n > 0; n--)
        text[n - 1] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      result = search (office, text);
    }
}

static void
test_endless (Office        *office,
              gconstpointer  data)
{
  g_autofree char *one_word = g_strnfill (1024 * 1024, 'w');
  g_autoptr (GString) many = g_string_new (NULL);

  fill (office);
  while (many->len < 1024 * 1024)
    g_string_append (many, "road ");

  g_assert_cmpuint (count (office, one_word), ==, 0);
  g_assert_cmpuint (count (office, many->str), ==, 1);
}

/* Whoever names a renamed record is found by the new name. */
static void
test_renamed (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) org = office_add (office, "organisation", "name", "Zululand Council", NULL);
  g_autoptr (EoRecord) letter = add_letter (office, "Budget", "2026-03-03", "Zululand Council", "");
  g_autoptr (GError) error = NULL;

  eo_record_set_text (org, "name", "uMhlathuze Municipality", NULL);
  eo_store_save (office->store, org, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (office, "zululand"), ==, 0);
  g_assert_cmpuint (count (office, "umhlathuze"), ==, 2);
  g_assert_cmpuint (count (office, "from:umhlathuze"), ==, 1);
}

typedef struct
{
  EoRecord  *record;
  gint64     document;
  GPtrArray *pages;
  char      *why;
} Scan;

static gboolean
write_scan (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Scan *scan = data;
  g_autofree char *first = g_strdup (scan->pages != NULL ? g_ptr_array_index (scan->pages, 0) : "empty");
  g_autoptr (GBytes) bytes = g_bytes_new (first, strlen (first));
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.pdf");

  return eo_writer_attach (writer, eo_record_get_kind (scan->record), scan->record->id, source, NULL, error);
}

static gboolean
write_text (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Scan *scan = data;

  return eo_writer_set_document_text (writer, scan->document, scan->pages, scan->why, error);
}

/* Hangs a scan with these pages, up to NULL, on a record; gives its content's id. */
static gint64
add_scan (Office     *office,
          EoRecord   *record,
          const char *page,
          ...)
{
  Scan scan = { record, 0, g_ptr_array_new (), NULL };
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, page);
  for (; page != NULL; page = va_arg (args, const char *))
    g_ptr_array_add (scan.pages, (gpointer) page);
  va_end (args);

  eo_store_write (office->store, write_scan, &scan, &error);
  g_assert_no_error (error);
  attachments = eo_store_get_attachments (office->store, eo_record_get_kind (record), record->id);
  scan.document = ((EoAttachment *) g_ptr_array_index (attachments, attachments->len - 1))->document;
  eo_store_write (office->store, write_text, &scan, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (scan.pages);

  return scan.document;
}

static void
test_pages (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) org = office_add (office, "organisation", "name", "Forum", NULL);
  g_autoptr (EoRecord) letter = add_letter (office, "Budget", "2026-03-03", "Forum", "");
  g_autoptr (EoRecord) other = add_letter (office, "Copy", "2024-03-03", "", "");
  gint64 document = add_scan (office, letter, "first page", "the muni-\n  cipality of eThekwini\nshall re-\nEnter",
                              "", "municipality of eThekwini", NULL);
  g_autoptr (EoSearchResult) result = search (office, "municipality of \"ethekwini\"");
  const EoHit *hit;

  /* Two pages match: one hit, the better. */
  g_assert_cmpuint (result->hits->len, ==, 1);
  hit = g_ptr_array_index (result->hits, 0);
  g_assert_true (hit->kind == LETTER);
  g_assert_cmpint (hit->id, ==, letter->id);
  g_assert_cmpstr (hit->reference, ==, letter->reference);
  g_assert_cmpstr (hit->title, ==, "Budget");
  g_assert_cmpint (hit->document, ==, document);
  g_assert_cmpstr (hit->document_name, ==, "scan.pdf");
  g_assert_cmpuint (hit->page, ==, 4);
  g_assert_nonnull (strstr (hit->snippet, EO_MARK_START "eThekwini" EO_MARK_END));
  g_clear_pointer (&result, eo_search_result_free);

  result = search (office, "\"municipality of ethekwini shall\"");
  g_assert_cmpuint (result->hits->len, ==, 1);
  hit = g_ptr_array_index (result->hits, 0);
  g_assert_cmpuint (hit->page, ==, 2);
  g_assert_null (strchr (hit->snippet, '\n'));

  g_assert_cmpuint (count (office, "cipality"), ==, 0);
  g_assert_cmpuint (count (office, "reenter"), ==, 0);

  /* Filters are about the record that the page hangs on. */
  g_assert_cmpuint (count (office, "ethekwini from:forum"), ==, 1);
  g_assert_cmpuint (count (office, "ethekwini from:nobody"), ==, 0);
  g_assert_cmpuint (count (office, "ethekwini in:letter after:2026-01-01"), ==, 1);
  g_assert_cmpuint (count (office, "ethekwini after:2026-04-01"), ==, 0);
  g_assert_cmpuint (count (office, "ethekwini in:person"), ==, 0);
  g_assert_cmpuint (count (office, "in:letter"), ==, 2);

  /* The same scan on another letter is another hit. */
  g_assert_cmpint (add_scan (office, other, "first page", "the words changed: municipality", NULL), ==, document);
  g_assert_cmpuint (count (office, "municipality"), ==, 2);
  g_assert_cmpuint (count (office, "ethekwini"), ==, 0);
  g_assert_cmpuint (count (office, "municipality before:2025"), ==, 1);
}

static void
set_deleted (Office   *office,
             EoRecord *record,
             gboolean  undelete)
{
  Scan nothing = { 0 };
  g_autoptr (GError) error = NULL;

  eo_store_delete_async (office->store, eo_record_get_kind (record), record->id, undelete, NULL, NULL, NULL);
  /* The writer works in order: after an empty write that one is done. */
  eo_store_write (office->store, write_text, &nothing, &error);
  g_assert_no_error (error);
}

static void
test_deleted (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office, "Budget", "2026-03-03", "", "");

  add_scan (office, letter, "hippopotamus", NULL);
  g_assert_cmpuint (count (office, "budget"), ==, 1);
  g_assert_cmpuint (count (office, "hippo"), ==, 1);
  set_deleted (office, letter, FALSE);
  g_assert_cmpuint (count (office, "budget"), ==, 0);
  g_assert_cmpuint (count (office, "hippo"), ==, 0);
  set_deleted (office, letter, TRUE);
  g_assert_cmpuint (count (office, "budget"), ==, 1);
  g_assert_cmpuint (count (office, "hippo"), ==, 1);
}

static void
test_changed (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office, "Budget", "2026-03-03", "", "");
  g_autoptr (GError) error = NULL;

  eo_record_set_text (letter, "subject", "Elephant", NULL);
  eo_record_set_text (letter, "received_on", "2025-03-03", NULL);
  eo_store_save (office->store, letter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (office, "budget"), ==, 0);
  g_assert_cmpuint (count (office, "elephant"), ==, 1);
  g_assert_cmpuint (count (office, "elephant before:2026"), ==, 1);
  g_assert_cmpuint (count (office, letter->reference), ==, 1);
}

static gboolean
write_draft (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  Scan *scan = data;
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.pdf");
  gint64 id = 0;

  return eo_writer_draft_attach (writer, &id, scan->record, source, error);
}

/* Nobody has registered it yet. */
static void
test_draft_not_found (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (EoRecord) record = eo_record_new (LETTER);
  Scan scan = { record, 1, pages, NULL };

  g_ptr_array_add (pages, (gpointer) "hippopotamus");
  g_assert_true (eo_store_write (office->store, write_draft, &scan, NULL));
  g_assert_true (eo_store_write (office->store, write_text, &scan, NULL));
  g_assert_cmpuint (count (office, "hippo"), ==, 0);
}

/* However found words are made to look. */
static char *
plain_markup (const char *marked)
{
  g_autoptr (GRegex) span = g_regex_new ("<span[^>]*>", 0, 0, NULL);
  g_autofree char *markup = eo_mark_to_markup (marked);
  g_autofree char *begun = g_regex_replace_literal (span, markup, -1, 0, "<b>", 0, NULL);
  GString *plain = g_string_new (begun);

  g_string_replace (plain, "</span>", "</b>", 0);

  return g_string_free (plain, FALSE);
}

static void
test_marks (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office, "Roads & <bridges>", "2026-03-03", "", "");
  g_autoptr (EoSearchResult) result = search (office, "roads");
  const EoHit *hit = g_ptr_array_index (result->hits, 0);
  g_autofree char *markup = plain_markup (hit->title);
  g_autofree char *odd = plain_markup ("a" EO_MARK_END "b" EO_MARK_START "c" EO_MARK_START "d");

  g_assert_cmpstr (hit->title, ==, EO_MARK_START "Roads" EO_MARK_END " & <bridges>");
  g_assert_cmpstr (hit->snippet, ==, "");
  g_assert_cmpstr (markup, ==, "<b>Roads</b> &amp; &lt;bridges&gt;");
  g_assert_cmpstr (odd, ==, "ab<b>cd</b>");
  g_assert_true (result->by_rank);
}

/* Words in the title weigh more than in the notes, and of equals the newer is first. */
static void
test_order (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) a = add_letter (office, "Zebra crossing", "2026-03-03", "", "");
  g_autoptr (EoRecord) b = add_letter (office, "Other matter", "2026-03-03", "", "about a zebra");
  g_autoptr (EoRecord) c = add_letter (office, "Zebra crossing two", "2026-03-03", "", "");
  g_autoptr (EoRecord) d = add_letter (office, "Zebra crossing six", "2026-03-03", "", "");
  g_autofree char *found = titles (office, "zebra");

  g_assert_cmpstr (found, ==, "Zebra crossing|Zebra crossing six|Zebra crossing two|Other matter");
}

static void
test_limit (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoSearchResult) result = NULL;

  for (guint i = 0; i < 12; i++)
    g_object_unref (add_letter (office, "Zebra", "2026-03-03", "", ""));
  result = eo_store_search (office->store, "zebra", LETTER, 5, NULL);
  g_assert_cmpuint (result->hits->len, ==, 5);
  g_assert_cmpuint (result->total, ==, 12);
  g_clear_pointer (&result, eo_search_result_free);
  result = eo_store_search (office->store, "zebra", eo_kind_lookup ("person"), 5, NULL);
  g_assert_cmpuint (result->total, ==, 0);
}

static void
test_words (void)
{
  g_autoptr (GPtrArray) words = eo_search_words ("from:x in:letter \"river bridge\" Zoë's by-l");

  g_ptr_array_add (words, NULL);
  g_assert_cmpstrv ((char **) words->pdata,
                    ((char *[]) { (char *) "river", (char *) "bridge", (char *) "Zoë", (char *) "s", (char *) "by",
                                  (char *) "l", NULL }));
}

static void
on_searched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office, "Zebra", "2026-03-03", "", "");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (EoSearchResult) result = NULL;
  g_autoptr (GError) error = NULL;

  eo_store_search_async (office->store, "zebra", NULL, 50, NULL, on_searched, &done);
  while (done == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = eo_store_search_finish (office->store, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->hits->len, ==, 1);
  g_clear_object (&done);

  g_cancellable_cancel (cancelled);
  eo_store_search_async (office->store, "zebra", NULL, 50, cancelled, on_searched, &done);
  while (done == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (eo_store_search_finish (office->store, done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/search/cases", test_cases);
  office_test ("/search/anything", test_anything);
  office_test ("/search/noise", test_noise);
  office_test ("/search/endless", test_endless);
  office_test ("/search/pages", test_pages);
  office_test ("/search/deleted", test_deleted);
  office_test ("/search/changed", test_changed);
  office_test ("/search/renamed", test_renamed);
  office_test ("/search/draft-not-found", test_draft_not_found);
  office_test ("/search/marks", test_marks);
  office_test ("/search/order", test_order);
  office_test ("/search/limit", test_limit);
  g_test_add_func ("/search/words", test_words);
  office_test ("/search/async", test_async);
  return g_test_run ();
}
