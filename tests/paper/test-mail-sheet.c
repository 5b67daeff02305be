/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "paper/eo-mail-sheet.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

/* Messages drawn as pages, and read back from them as any document is. */

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The text of each page. */
static GPtrArray *
draw_and_read (const char *message,
               gsize       size)
{
  int fd = eo_sealed_new (message, size, NULL);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *pages;
  int pdf;

  eo_mail_sheet_convert_async (fd, "test.eml", NULL, on_done, &result);
  close (fd);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  pdf = eo_mail_sheet_convert_finish (result, &error);
  g_object_unref (result);
  g_assert_no_error (error);
  g_assert_cmpint (eo_sealed_get_size (pdf), >, 0);
  pages = eo_reader_extract_text (pdf, "test.pdf", 30, NULL, &error);
  g_assert_no_error (error);
  close (pdf);
  return pages;
}

static void
test_one (void)
{
  static const char text[] =
    "From: Thandi Nkosi <thandi@example.org>\nTo: office@example.gov.za\nCc: mayor@example.gov.za\nSubject: Road at Ndwedwe\n"
    "Date: Sat, 31 Oct 2026 10:30:00 +0200\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\n\nThe road is closed since Friday.\n\n"
    "--x\nContent-Type: application/pdf; name=map.pdf\nContent-Disposition: attachment\n\n12345\n--x--\n";
  static const char *const words[] = {
    "Road at Ndwedwe", "Thandi Nkosi", "thandi@example.org", "office@example.gov.za", "mayor@example.gov.za",
    "31 Oct 2026, 10:30", "map.pdf", "The road is closed since Friday.", "Page 1",
  };
  g_autoptr (GPtrArray) pages = draw_and_read (text, sizeof text - 1);

  g_assert_cmpuint (pages->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strstr (g_ptr_array_index (pages, 0), words[i]) == NULL)
        g_test_message ("%s is not in: %s", words[i], (char *) g_ptr_array_index (pages, 0));
      g_assert_nonnull (strstr (g_ptr_array_index (pages, 0), words[i]));
    }
}

/* Every line of a long one stands somewhere, once. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("From: a@example.org\nSubject: long\n\n");
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GPtrArray) pages = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "line%04u begins%s\n", i, i % 10 == 0 ? " and goes on and on and on and on and on, as far as "
                            "the other side of the paper and round the corner of it" : "");
  pages = draw_and_read (text->str, text->len);
  g_assert_cmpuint (pages->len, >, 20);
  g_assert_cmpuint (pages->len, <, 80);
  for (guint i = 0; i < pages->len; i++)
    g_string_append (whole, g_ptr_array_index (pages, i));
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *word = g_strdup_printf ("line%04u", i);
      const char *found = strstr (whole->str, word);

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, word));
    }
}

/* Neither a million letters without a space, nor none at all, nor scripts that fonts lack, are too much. */
static void
test_odd (void)
{
  g_autofree char *letters = g_strnfill (1000000, 'x');
  g_autofree char *endless = g_strconcat ("From: a@example.org\n\n", letters, NULL);
  static const char nothing[] = "Subject:\n\n";
  static const char scripts[] = "From: a@example.org\nSubject: \xe2\x80\xae\xf0\x9f\x98\x80\xe0\xbc\x81\n\n\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85\xef\xbf\xbe\n";
  g_autoptr (GPtrArray) first = draw_and_read (endless, strlen (endless));
  g_autoptr (GPtrArray) second = draw_and_read (nothing, sizeof nothing - 1);
  g_autoptr (GPtrArray) third = draw_and_read (scripts, sizeof scripts - 1);

  g_assert_cmpuint (first->len, >, 50);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (second, 0), "(no subject)"));
  g_assert_cmpuint (third->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-sheet/one", test_one);
  g_test_add_func ("/mail-sheet/long", test_long);
  g_test_add_func ("/mail-sheet/odd", test_odd);
  return g_test_run ();
}
