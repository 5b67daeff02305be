/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "exchange/demo/eo-demo-letter.h"
#include "exchange/demo/eo-demo-scan.h"

static const EoDemoOffice office = { 42, 20000, 900, 1500, { "2026-11-20" } };

/* A letter as one text, to compare. */
static char *
letter_text (const EoDemoOffice *from, guint64 index)
{
  g_auto (EoDemoLetter) letter = { 0 };
  g_auto (GStrv) paragraphs = NULL;
  g_autofree char *body = NULL;

  eo_demo_letter_init (&letter, from, index);
  paragraphs = eo_demo_letter_paragraphs (&letter, from);
  body = g_strjoinv ("|", paragraphs);
  return g_strdup_printf ("%s|%s|%s|%s|%s|%s|%s|%u|%u|%s|%s", letter.subject, letter.signed_by, letter.their_reference,
                          letter.written.iso, letter.received.iso, letter.kind, letter.mode, letter.file, letter.with,
                          letter.classification, body);
}

static void
test_random (void)
{
  /* SplitMix64's published first number for the state 1234567: the same on every machine. */
  EoDemoRandom random = { 1234567 };
  guint seen[6] = { 0 };

  g_assert_cmpuint (eo_demo_random_next (&random), ==, G_GUINT64_CONSTANT (6457827717110365317));
  for (guint i = 0; i < 6000; i++)
    seen[eo_demo_random_below (&random, 6)]++;
  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (seen[i], >, 850);
}

static void
test_same_seed (void)
{
  EoDemoOffice other = office;

  other.seed++;
  for (guint64 i = 0; i < 300; i++)
    {
      g_autofree char *one = letter_text (&office, i * 61);
      g_autofree char *two = letter_text (&office, i * 61);
      g_autofree char *different = letter_text (&other, i * 61);

      g_assert_cmpstr (one, ==, two);
      g_assert_cmpstr (one, !=, different);
      g_assert_true (g_utf8_validate (one, -1, NULL));
      g_assert_null (strchr (one, '{'));
    }
}

static void
test_subjects_of_a_screen (void)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (g_free);
  guint repeated = 0;

  for (guint64 i = 0; i < 3000; i++)
    {
      EoDemoLetter letter;

      eo_demo_letter_init (&letter, &office, i);
      g_assert_cmpuint (strlen (letter.subject), >, 8);
      for (guint back = 1; back < 30 && back <= subjects->len; back++)
        if (g_str_equal (letter.subject, g_ptr_array_index (subjects, subjects->len - back)))
          {
            g_test_message ("twice: %s", letter.subject);
            repeated++;
          }
      g_ptr_array_add (subjects, g_steal_pointer (&letter.subject));
      eo_demo_letter_clear (&letter);
    }
  g_assert_cmpuint (repeated, ==, 0);
}

/* Words to search for: some in a tenth of all letters, some in a thousandth, some in a handful. */
static void
test_rare_and_common_words (void)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer count;
  guint common = 0, medium = 0, rare = 0;

  for (guint64 i = 0; i < office.n_letters; i++)
    {
      g_auto (EoDemoLetter) letter = { 0 };
      g_auto (GStrv) parts = NULL;

      eo_demo_letter_init (&letter, &office, i);
      parts = g_strsplit_set (letter.subject, " ,:;.", -1);
      for (guint p = 0; parts[p] != NULL; p++)
        if (parts[p][0] != '\0')
          {
            guint n = GPOINTER_TO_UINT (g_hash_table_lookup (words, parts[p]));
            g_hash_table_replace (words, g_strdup (parts[p]), GUINT_TO_POINTER (n + 1));
          }
    }
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    {
      guint n = GPOINTER_TO_UINT (count);

      common += n > office.n_letters / 10;
      medium += n > office.n_letters / 1000 && n < office.n_letters / 50;
      rare += n < 4;
    }
  g_assert_cmpuint (common, >=, 2);
  g_assert_cmpuint (medium, >=, 100);
  g_assert_cmpuint (rare, >=, 1000);
}

static void
test_letters_hold_together (void)
{
  guint n_files, n_staff, outgoing = 0;
  const EoDemoFile *files = eo_demo_files (&n_files);
  const EoDemoStaff *staff = eo_demo_staff (&n_staff);
  char previous[11] = "";

  for (guint64 i = 0; i < 4000; i++)
    {
      g_auto (EoDemoLetter) letter = { 0 };

      eo_demo_letter_init (&letter, &office, i * 5);
      g_assert_cmpuint (letter.file, <, n_files);
      g_assert_true (files[letter.file].is_file);
      g_assert_cmpuint (letter.with, <, n_staff);
      g_assert_true (staff[letter.with].drafts);
      g_assert_cmpuint (letter.party, <, letter.sender_is_person ? office.n_persons : office.n_organisations);
      g_assert_cmpstr (letter.written.iso, <=, letter.received.iso);
      g_assert_cmpstr (previous, <=, letter.received.iso);
      g_assert_cmpstr (letter.received.iso, <=, office.newest.iso);
      g_assert_cmpint (eo_date_weekday (&letter.received), <, 6);
      g_assert_cmpuint (letter.minute, >=, 8 * 60);
      g_assert_cmpuint (letter.minute, <, 16 * 60);
      memcpy (previous, letter.received.iso, sizeof previous);
      if (!letter.incoming)
        {
          g_auto (EoDemoLetter) answered = { 0 };

          outgoing++;
          g_assert_cmpint (letter.answers, <, (gint64) letter.index);
          eo_demo_letter_init (&answered, &office, letter.answers);
          g_assert_true (answered.incoming);
          g_assert_true (g_str_has_prefix (letter.subject, answered.subject));
          g_assert_cmpuint (letter.party, ==, answered.party);
        }
    }
  g_assert_cmpuint (outgoing, >, 400);
  g_assert_cmpuint (outgoing, <, 1000);
}

static void
test_file_plan (void)
{
  guint n_files;
  const EoDemoFile *files = eo_demo_files (&n_files);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint ndwedwe = 0;

  g_assert_cmpuint (n_files, >=, 120);
  for (guint i = 0; i < n_files; i++)
    {
      const char *slash = strrchr (files[i].reference, '/');
      g_autofree char *parent = slash != NULL ? g_strndup (files[i].reference, slash - files[i].reference) : NULL;

      g_assert_true (g_hash_table_add (seen, files[i].reference));
      g_assert_true (parent == NULL || g_hash_table_contains (seen, parent));
      g_assert_true (g_str_equal (files[i].disposal, "A20") || g_str_has_prefix (files[i].disposal, "D"));
    }
  while (!g_str_equal (eo_demo_place (ndwedwe)->name, "Ndwedwe"))
    ndwedwe++;
  g_assert_cmpstr (files[eo_demo_find_file ("36/2", ndwedwe)].reference, ==, "36/2/7/1");
  g_assert_cmpstr (files[eo_demo_find_file ("36/2", ndwedwe)].title, ==, "Roads: Ndwedwe");
  g_assert_cmpstr (files[eo_demo_find_file ("20/4/3", 8)].title, ==, "Schools: Harry Gwala");
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint64 i = 0; i < 12000; i++)
    {
      g_auto (EoDemoOrganisation) organisation = { 0 };

      eo_demo_organisation_init (&organisation, office.seed, i);
      if (!g_hash_table_add (seen, g_strdup (organisation.name)))
        g_error ("there are two of %s", organisation.name);
      g_assert_nonnull (organisation.head);
      g_assert_true (g_str_has_suffix (organisation.email, ".example"));
      g_assert_cmpuint (strlen (organisation.acronym), >=, 2);
    }
  for (guint64 i = 0; i < 500; i++)
    {
      g_auto (EoDemoPerson) person = { 0 };

      eo_demo_person_init (&person, office.seed, i);
      g_assert_true (g_str_has_suffix (person.email, ".example"));
      g_assert_true (g_str_has_suffix (person.signed_name, person.surname));
      g_assert_true (g_utf8_validate (person.full_name, -1, NULL));
    }
}

/* The text of a PDF in one line, without spaces, so that line ends do not matter; NULL without pdftotext. */
static char *
scan_text (GBytes *pdf)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "pdftotext", "-raw", NULL, "-", NULL };
  GString *tight = g_string_new (NULL);
  int fd;

  if (program == NULL)
    return g_string_free (tight, TRUE);
  fd = g_file_open_tmp ("eo-scan-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL));
  argv[2] = path;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (tight, g_utf8_get_char (p));
  return g_string_free (tight, FALSE);
}

static char *
squeeze (const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1);
  GString *tight = g_string_new (NULL);

  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (tight, g_utf8_get_char (p));
  return g_string_free (tight, FALSE);
}

static void
test_scan (void)
{
  guint64 cost = 0;
  gsize largest = 0;

  for (guint64 i = 19960; i < 20000; i++)
    {
      g_auto (EoDemoLetter) letter = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *subject = NULL;
      gint64 before = g_get_monotonic_time ();
      g_autoptr (GBytes) scan = NULL;
      g_autoptr (GBytes) again = NULL;

      eo_demo_letter_init (&letter, &office, i);
      scan = eo_demo_letter_scan (&letter, &office, "IN/2026/00412");
      cost += g_get_monotonic_time () - before;
      again = eo_demo_letter_scan (&letter, &office, "IN/2026/00412");
      g_assert_true (g_bytes_equal (scan, again));
      largest = MAX (largest, g_bytes_get_size (scan));

      text = scan_text (scan);
      if (text == NULL)
        {
          g_test_skip ("pdftotext is not installed");
          return;
        }
      subject = squeeze (letter.subject);
      g_assert_nonnull (strstr (text, subject));
      g_assert_nonnull (strstr (text, "IN/2026/00412"));
    }
  g_test_message ("%.1f ms a scan, the largest %zu bytes", cost / 1000.0 / 40, largest);
  g_assert_cmpuint (largest, <, 100 * 1024);
}

/* Text of any length is broken over pages, and none of it is lost. */
static void
test_long_letter (void)
{
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (g_free);
  const char *addressee[] = { "The MEC", NULL };
  EoDemoScan fields = { .from = "Ndwedwe Residents’ Forum", .from_line = "P.O. Box 114", .has_emblem = TRUE,
                        .reference = "", .date = "9 September 2026", .addressee = addressee, .salutation = "Dear MEC",
                        .subject = "Road", .closing = "Yours faithfully", .signatory = "Mr S. Ngcobo", .post = "Chair" };
  g_autoptr (GBytes) scan = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *filler = g_strnfill (700, 'a');

      for (guint c = 6; c < 700; c += 7)
        filler[c] = ' ';
      g_ptr_array_add (paragraphs, g_strdup_printf ("%s mark%02u", filler, i));
    }
  g_ptr_array_add (paragraphs, NULL);
  fields.paragraphs = (const char *const *) paragraphs->pdata;
  scan = eo_demo_scan_make (&fields, 7);
  text = scan_text (scan);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_assert_nonnull (strstr (text, "mark00"));
  g_assert_nonnull (strstr (text, "mark11"));
  g_assert_nonnull (strstr (text, "MrS.Ngcobo"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/random", test_random);
  g_test_add_func ("/demo/same-seed", test_same_seed);
  g_test_add_func ("/demo/subjects-of-a-screen", test_subjects_of_a_screen);
  g_test_add_func ("/demo/rare-and-common-words", test_rare_and_common_words);
  g_test_add_func ("/demo/letters-hold-together", test_letters_hold_together);
  g_test_add_func ("/demo/file-plan", test_file_plan);
  g_test_add_func ("/demo/names", test_names);
  g_test_add_func ("/demo/scan", test_scan);
  g_test_add_func ("/demo/long-letter", test_long_letter);

  return g_test_run ();
}
