/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../exchange/unzip.h"
#include "command-fixture.h"

/* What the section prints, as a PDF, a spreadsheet and a table. */

#define done(...) \
  G_STMT_START { g_auto (Outcome) outcome = desk_run (desk, __VA_ARGS__, NULL); assert_done (outcome); } G_STMT_END

static char *
add (Desk *desk,
     ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_auto (Outcome) outcome = { 0 };
  va_list words;
  const char *word;

  g_ptr_array_add (args, (gpointer) "--database");
  g_ptr_array_add (args, desk->office);
  g_ptr_array_add (args, (gpointer) "add");
  va_start (words, desk);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (args, (gpointer) word);
  va_end (words);
  g_ptr_array_add (args, NULL);
  outcome = desk_spawn (desk, NULL, (const char *const *) args->pdata);
  assert_done (outcome);
  return g_strdup (g_strstrip (outcome.out));
}

/* One letter that went through everything but dispatch, one that did not begin, one of ours. */
static char *
set_up (Desk *desk)
{
  char *letter;
  g_autofree char *person = add (desk, "person", "name=Ms T. Dlamini", "staff=true", NULL);
  g_autofree char *second = add (desk, "person", "name=Mr B. Nkosi", "staff=true", NULL);
  g_autofree char *forum = add (desk, "organisation", "name=Ndwedwe Forum", NULL);
  g_autofree char *file = add (desk, "file", "number=36/2/7", "title=Roads", NULL);
  g_autofree char *other = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *link = NULL;

  letter = add (desk, "letter", "subject=Access road", "correspondent=Ndwedwe Forum", "received-on=2026-09-15",
                "received-time=09:20", "letter-date=2026-09-09", "their-reference=NRF/12", "mode=hand", "file=36/2/7", NULL);
  other = add (desk, "letter", "subject=Second letter", "received-on=2026-10-01", "classification=confidential", NULL);
  ours = add (desk, "letter", "direction=outgoing", "subject=Word of thanks", "received-on=2026-09-20", "correspondent=Ndwedwe Forum",
              "signed-by=N. Dlamini", NULL);
  link = g_strconcat ("letter=", letter, NULL);
  asked = add (desk, "contribution", link, "unit=Ndwedwe Forum", "question=What is planned?", NULL);
  done ("step", "letter", letter, "marked-up", "markup=policy", "assigned-to=Ms T. Dlamini", "instruction=Look into it",
        "supporting=Finance, Legal Services");
  done ("step", "letter", letter, "stop-clock", "clock-reason=Survey");
  done ("step", "letter", letter, "restart-clock");
  done ("step", "letter", letter, "move-paper", "holder=Mr B. Nkosi", "place=Room 14");
  done ("step", "letter", letter, "drafting");
  done ("step", "letter", letter, "quality-check");
  done ("--as", "Mr B. Nkosi", "step", "letter", letter, "returned", "return-reason=tone", "return-note=Too curt");
  return letter;
}

static void
test_each (Desk          *desk,
           gconstpointer  data)
{
  static const struct
  {
    const char *report;
    gboolean    one; /* letter */
    const char *words[17];
  } cases[] = {
    { "incoming-register", FALSE,
      { "CONFIDENTIAL", "2 letters, as registered", "IN/2026/00001", "15 Sep", "Hand", "09:20", "Ndwedwe Forum", "NRF/12", "36/2/7",
        "Ms T. Dlamini", "Look into it", "Returned" } },
    { "outgoing-register", FALSE, { "1 letter, as registered", "OUT/2026/00001", "20 Sep", "Ndwedwe Forum", "N. Dlamini" } },
    { "overdue", FALSE, { "Ms T. Dlamini", "Access road" } },
    { "turnaround", FALSE, { "Month received" } },
    { "tracking", TRUE,
      { "IN/2026/00001", "Registered", "Marked up", "With: Ms T. Dlamini", "Clock stopped", "Survey",
        "Clock restarted", "Room 14", "Where the paper went", "Returned for: Tone", "Too curt", "What is planned?",
        "From receipt to today", "Supporting units", "Finance, Legal Services" } },
  };
  g_autofree char *letter = set_up (desk);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *which = cases[i].one ? letter : "received-on=>=2026-01-01";
      g_autofree char *text = NULL;
      g_autofree char *xlsx = g_build_filename (desk->folder, "r.xlsx", NULL);
      g_autofree char *book = NULL;

      done ("print", cases[i].report, which, "-o", "r.pdf");
      text = text_of (desk, "r.pdf");
      assert_words (text, cases[i].words);
      done ("print", cases[i].report, which, "-o", "r.csv");
      done ("print", cases[i].report, which, "-o", "r.xlsx");
      g_assert_true (g_file_get_contents (xlsx, &book, NULL, NULL));
      g_assert_true (g_str_has_prefix (book, "PK"));
      g_remove (xlsx);
    }
}

/* A spreadsheet has a column for each thing, and days to sort by. */
static void
test_columns (Desk          *desk,
              gconstpointer  data)
{
  g_autofree char *letter = set_up (desk);
  g_autofree char *path = g_build_filename (desk->folder, "in.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *row = g_strdup_printf (
    "IN/2026/00001,2026-09-15,09:20,Hand,Ndwedwe Forum,NRF/12,2026-09-09,Access road,36/2/7,Open,Ms T. Dlamini,%s,"
    "Look into it,", today);

  done ("print", "incoming-register", "-o", "in.csv");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (strstr (text, row) == NULL)
    g_test_message ("“%s” is not in: %s", row, text);
  g_assert_true (g_str_has_prefix (text, "Serial,Received,Time,Came by,Sender,Sender’s reference,Date on the letter,Subject,"
                                         "File,Classification,Referred to,Referred on,Action,Reply due,Replied on,Reply,Status\r\n"));
  g_assert_nonnull (strstr (text, row));
  g_assert_null (strstr (text, "Word of thanks"));

  done ("print", "incoming-register", "received-on=>=2027-01-01", "-o", "in.csv");
  g_assert_true (g_file_get_contents (path, &none, NULL, NULL));
  g_assert_null (strstr (none, "IN/2026"));
}

/* Dates and numbers are such to another program, the head stays in sight, and nothing that a stranger wrote is a formula. */
static void
test_types (Desk          *desk,
            gconstpointer  data)
{
  static const struct { const char *args[3]; guint sheet; guint typed; /* at least so many cells */ } cases[] = {
    { { "incoming-register" }, 1, 3 },
    { { "outgoing-register" }, 1, 1 },
    { { "overdue" }, 1, 2 },
    { { "overdue" }, 2, 2 },
    { { "turnaround" }, 1, 4 },
    { { "tracking", "IN/2026/00001" }, 3, 10 },
    { { "file-cover", "36/2/7" }, 2, 2 },
  };
  g_autofree char *letter = set_up (desk);
  g_autofree char *xlsx = g_build_filename (desk->folder, "r.xlsx", NULL);
  g_autofree char *odd = add (desk, "letter", "subject==1+1", "received-on=2026-09-16", "their-reference=@SUM(1)", NULL);
  g_autofree char *less = add (desk, "letter", "subject=-2", "received-on=2026-09-16", "signed-by=+27 33 260 4000",
                               "replied-on=2026-09-18", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", cases[i].sheet);
      g_autofree char *sheet = NULL;
      g_auto (GStrv) values = NULL;
      g_auto (GStrv) texts = NULL;

      done ("print", cases[i].args[0], cases[i].args[1] != NULL ? cases[i].args[1] : "-o",
            cases[i].args[1] != NULL ? "-o" : "r.xlsx", cases[i].args[1] != NULL ? "r.xlsx" : NULL);
      sheet = unzip (xlsx, name);
      g_assert_nonnull (sheet);
      g_assert_null (strstr (sheet, "<f>"));
      g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
      g_assert_nonnull (strstr (sheet, "<col "));
      values = g_strsplit (sheet, "<v>", -1);
      texts = g_strsplit (sheet, "<t", -1);
      g_test_message ("%s: %u values, %u texts", cases[i].args[0], g_strv_length (values) - 1, g_strv_length (texts) - 1);
      g_assert_cmpuint (g_strv_length (values) - 1, >=, cases[i].typed);
      g_assert_null (strstr (sheet, "<t>2026-09-15"));
      g_assert_null (strstr (sheet, "<t>15 Sep 2026"));
      if (i == 0)
        {
          g_assert_nonnull (strstr (sheet, "<t>=1+1</t>"));
          g_assert_nonnull (strstr (sheet, "<t>@SUM(1)</t>"));
          g_assert_nonnull (strstr (sheet, "<t>-2</t>"));
          g_assert_nonnull (strstr (sheet, "<v>46280</v>"));
        }
    }
}

/* More than are read at once, in the order of their numbers. */
static void
test_long (Desk          *desk,
           gconstpointer  data)
{
  g_autoptr (GString) rows = g_string_new ("subject,received-on\n");
  g_autofree char *path = NULL;
  g_autofree char *csv = g_build_filename (desk->folder, "in.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *pdf = NULL;
  const char *at;

  for (guint i = 1; i <= 600; i++)
    g_string_append_printf (rows, "Letter number %u,2026-11-02\n", i);
  path = desk_file (desk, "letters.csv", rows->str, -1);
  done ("import", "letters.csv", "--kind", "letter");
  done ("print", "incoming-register", "-o", "in.csv");
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  at = text;
  for (guint i = 1; i <= 600; i++)
    {
      g_autofree char *serial = g_strdup_printf ("IN/2026/%05u,", i);

      at = strstr (at, serial);
      g_assert_nonnull (at);
    }
  done ("print", "incoming-register", "-o", "in.pdf");
  pdf = text_of (desk, "in.pdf");
  g_assert_nonnull (strstr (pdf, "IN/2026/00600"));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *pdftotext = g_find_program_in_path ("pdftotext");

  g_test_init (&argc, &argv, NULL);
  desk_test ("/command/reports/columns", test_columns);
  desk_test ("/command/reports/types", test_types);
  if (pdftotext != NULL)
    {
      desk_test ("/command/reports/each", test_each);
      desk_test ("/command/reports/long", test_long);
    }
  return g_test_run ();
}
