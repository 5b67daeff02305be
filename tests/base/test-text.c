/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-text.h"

typedef struct
{
  const char *in;
  const char *out;
} Case;

static void
run_cases (const Case *cases,
           guint       n_cases,
           char     *(*convert) (const char *))
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *out = convert (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_str_set (void)
{
  char *text = NULL;

  g_assert_true (eo_str_set (&text, NULL));
  g_assert_cmpstr (text, ==, "");
  g_assert_false (eo_str_set (&text, NULL));
  g_assert_false (eo_str_set (&text, ""));
  g_assert_true (eo_str_set (&text, "Road at Ndwedwe"));
  g_assert_false (eo_str_set (&text, "Road at Ndwedwe"));
  g_assert_true (eo_str_set (&text, text + 8));
  g_assert_cmpstr (text, ==, "Ndwedwe");
  g_free (text);
}

static void
test_make_valid (void)
{
  static const struct
  {
    const char *in;
    gssize      len;
    const char *out;
  } cases[] = {
    { "plain", -1, "plain" },
    { "plain", 3, "pla" },
    { "", -1, "" },
    { NULL, 0, "" },
    { "a\r\nb\rc\nd\te", -1, "a\nb\nc\nd\te" },
    { "a\r", -1, "a\n" },
    { "a\001\033[1m\177b", -1, "a[1mb" },
    { "a\0b\0", 4, "ab" },
    { "\0", 1, "" },
    { "caf\xe9", -1, "caf\357\277\275" },
    { "cut \xe2\x80", -1, "cut \357\277\275\357\277\275" },
    { "\xef\xbb\xbfmark", -1, "mark" },
    { "c1 \xc2\x85x", -1, "c1 x" },
    { "\xed\xa0\x80", -1, "\357\277\275\357\277\275\357\277\275" },
    { "Umlazi — ’n brief 😀", -1, "Umlazi — ’n brief 😀" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = eo_text_make_valid (cases[i].in, cases[i].len);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_one_line (void)
{
  static const Case cases[] = {
    { "a", "a" },
    { "", "" },
    { " \n\t ", "" },
    { "\n a \r\n\t b\vc \n", "a b c" },
    { "R\302\2401\302\240250", "R\302\2401\302\240250" },
  };

  run_cases (cases, G_N_ELEMENTS (cases), eo_text_one_line);
}

static void
test_initials (void)
{
  static const Case cases[] = {
    { "Thandeka Mkhize", "TM" },
    { "thandeka nomusa mkhize", "TM" },
    { "Jean-Pierre du Toit", "JT" },
    { "eThekwini", "E" },
    { "Élan Ørsted", "ÉØ" },
    { "  (Ms) Zodwa ", "MZ" },
    { "— ", "" },
    { "", "" },
  };

  run_cases (cases, G_N_ELEMENTS (cases), eo_text_initials);
}

static void
test_safe_filename (void)
{
  static const Case cases[] = {
    { "scan.pdf", "scan.pdf" },
    { "../../etc/passwd", "passwd" },
    { "C:\\Users\\x\\letter.docx", "letter.docx" },
    { "dir/", "dir" },
    { "..", "document" },
    { "/", "document" },
    { "", "document" },
    { " \n ", "document" },
    { ".bashrc", "bashrc" },
    { "...", "document" },
    { ". ./x/. .", "document" },
    { "a\nb\tc\001.pdf", "a b c .pdf" },
    { "bad\xff name.pdf", "bad\357\277\275 name.pdf" },
    { "invoice\xe2\x80\xaexcod.pdf", "invoicexcod.pdf" },
    { "\xe2\x80\xae.\xe2\x80\xae./", "document" },
    { "  Brief – Mkhize.pdf  ", "Brief – Mkhize.pdf" },
    { "x.tar.gz", "x.tar.gz" },
  };

  run_cases (cases, G_N_ELEMENTS (cases), eo_text_safe_filename);
}

static void
test_long_filename (void)
{
  for (int length = 150; length < 400; length++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *safe = NULL;

      for (int i = 0; i < length; i++)
        g_string_append (name, i % 3 == 0 ? "é" : i % 7 == 0 ? "€" : "x");
      g_string_append (name, ".pdf");
      safe = eo_text_safe_filename (name->str);

      g_assert_true (g_utf8_validate (safe, -1, NULL));
      g_assert_cmpuint (strlen (safe), <=, 200);
      g_assert_cmpuint (strlen (safe), >=, MIN (name->len, 197));
      g_assert_true (g_str_has_suffix (safe, ".pdf"));
      g_assert_null (strstr (safe, "\357\277\275"));
    }
}

static void
test_counts (void)
{
  static const struct
  {
    gint64      count;
    const char *shown;
  } cases[] = {
    { 0, "0" },
    { 7, "7" },
    { 999, "999" },
    { 1284, "1\302\240284" },
    { 1000000, "1\302\240000\302\240000" },
    { -1284, "−1\302\240284" },
    { G_MININT64, "−9\302\240223\302\240372\302\240036\302\240854\302\240775\302\240808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = eo_format_count (cases[i].count);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_sizes (void)
{
  static const struct
  {
    guint64     bytes;
    const char *shown;
  } cases[] = {
    { 0, "0 bytes" },
    { 1, "1 byte" },
    { 999, "999 bytes" },
    { 1000, "1\302\240kB" },
    { 412345, "412\302\240kB" },
    { 999499, "999\302\240kB" },
    { 999500, "1.0\302\240MB" },
    { 1234567, "1.2\302\240MB" },
    { 99950000, "100\302\240MB" },
    { 3221225472, "3.2\302\240GB" },
    { G_MAXUINT64, "18.4\302\240EB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = eo_format_size (cases[i].bytes);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/str-set", test_str_set);
  g_test_add_func ("/text/make-valid", test_make_valid);
  g_test_add_func ("/text/one-line", test_one_line);
  g_test_add_func ("/text/initials", test_initials);
  g_test_add_func ("/text/safe-filename", test_safe_filename);
  g_test_add_func ("/text/long-filename", test_long_filename);
  g_test_add_func ("/text/counts", test_counts);
  g_test_add_func ("/text/sizes", test_sizes);

  return g_test_run ();
}
