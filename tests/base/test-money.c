/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-error.h"
#include "base/eo-money.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *canonical; /* NULL where it is refused */
  } cases[] = {
    { "1250.50", "1250.50" },
    { "1250,50", "1250.50" },
    { "R 1 250,50", "1250.50" },
    { "R1250", "1250.00" },
    { "r 1\302\240250.5", "1250.50" },
    { "R 1\342\200\257250.50", "1250.50" },
    { "ZAR 1,250.50", "1250.50" },
    { "1.250,50", "1250.50" },
    { "1,250", "1250.00" },
    { "1 234 567", "1234567.00" },
    { "-5", "-5.00" },
    { "R -5.05", "-5.05" },
    { "−R 5", "-5.00" },
    { "0.07", "0.07" },
    { "", "0.00" },
    { "  ", "0.00" },
    { "92233720368547756.99", "92233720368547756.99" },
    { "92233720368547758.08", NULL },
    { "99999999999999999999", NULL },
    { "1.250", NULL },
    { "1250.505", NULL },
    { "12 50", NULL },
    { "1 25 000", NULL },
    { "1,250 000", NULL },
    { ".50", NULL },
    { "5.", NULL },
    { "R", NULL },
    { "R R 5", NULL },
    { "--5", NULL },
    { "five", NULL },
    { "$5", NULL },
    { "5 ZAR", NULL },
    { "1e5", NULL },
    { "5\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (cases[i].text, NULL);
      g_autofree char *canonical = NULL;
      EoMoney money = { 12345 };
      gboolean ok = eo_money_parse (cases[i].text, &money, &error);

      g_test_message ("%s gave %" G_GINT64_FORMAT, escaped, money.cents);
      g_assert_cmpint (ok, ==, cases[i].canonical != NULL);
      canonical = eo_money_canonical (&money);
      if (ok)
        g_assert_cmpstr (canonical, ==, cases[i].canonical);
      else
        {
          g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
          g_assert_cmpint (money.cents, ==, 12345);
        }
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64      cents;
    const char *canonical, *shown;
  } cases[] = {
    { 0, "0.00", "R\302\2400.00" },
    { 5, "0.05", "R\302\2400.05" },
    { 125050, "1250.50", "R\302\2401\302\240250.50" },
    { 123456789, "1234567.89", "R\302\2401\302\240234\302\240567.89" },
    { -500, "-5.00", "−R\302\2405.00" },
    { G_MAXINT64, "92233720368547758.07", "R\302\24092\302\240233\302\240720\302\240368\302\240547\302\240758.07" },
    { G_MININT64, "-92233720368547758.08", "−R\302\24092\302\240233\302\240720\302\240368\302\240547\302\240758.08" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoMoney money = { cases[i].cents }, back;
      g_autofree char *canonical = eo_money_canonical (&money);
      g_autofree char *shown = eo_money_format (&money);

      g_assert_cmpstr (canonical, ==, cases[i].canonical);
      g_assert_cmpstr (shown, ==, cases[i].shown);

      if (ABS (cases[i].cents / 2) < G_MAXINT64 / 2)
        {
          g_assert_true (eo_money_parse (shown, &back, NULL));
          g_assert_cmpint (back.cents, ==, money.cents);
          g_assert_true (eo_money_parse (canonical, &back, NULL));
          g_assert_cmpint (back.cents, ==, money.cents);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/format", test_format);

  return g_test_run ();
}
