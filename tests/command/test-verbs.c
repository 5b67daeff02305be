/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/types.h>

#include "command-fixture.h"

/* Every verb of the command line: run in this order on one office. "{y}" is the year. Of what is written on standard
 * output and error these words are wanted: "" wants nothing written, NULL does not look. */
typedef struct
{
  const char *args[9];
  int         status;
  const char *out;
  const char *err;
} Case;

static const Case cases[] = {
  { { "--version" }, 0, "ExecOffice ", "" },
  { { "--help" }, 0, "import", "" },
  { { "help", "add" }, 0, "KIND FIELD=VALUE", "" },
  { { "help", "fly" }, 2, "", "fly" },
  { { "help", "step" }, 0, "execoffice step letter REF", "" },
  { { "help", "step", "request" }, 0, "  confirmed [chosen=…]\n      Accept; from triage, hold, decision\n", "" },
  { { "help", "step", "request" }, 0, "  more reason=…\n", "" },
  { { "help", "step", "request" }, 0, "  chosen=text\n      Chosen times: which of the times that are held", "" },
  { { "help", "step", "request" }, 0, "  delegate=person\n      Delegated to\n", "" },
  { { "help", "step", "requst" }, 2, "", "Did you mean “request”?" },
  { { "help", "step", "attendee" }, 2, "", "“attendee” has no steps" },
  { { "kinds", "request" }, 0, "Wished times: days or times apart by spaces", "" },
  { { "fly" }, 2, "", "There is no command “fly”" },

  { { "kinds" }, 0, "letter", "" },
  { { "kinds", "letter" }, 0, "incoming|outgoing", "" },
  { { "kinds", "leter" }, 2, "", "Did you mean “letter”?" },
  { { "kinds", "zzzzzzzzzz" }, 2, "", "There is no kind “zzzzzzzzzz”" },

  /* An office is made by what adds to it, never by what reads or changes what is there. */
  { { "list", "letter" }, 1, "", "office.db" },
  { { "set", "letter", "IN/{y}/00001", "subject=x" }, 1, "", "There is no office" },
  { { "delete", "letter", "IN/{y}/00001" }, 1, "", "There is no office" },

  { { "add", "organisation", "name=Ndwedwe Residents’ Forum", "sector=civil-society" }, 0, "-", "" },
  { { "add", "person", "name=Ms T. Dlamini", "staff=yes", "account=nobody-here" }, 0, "-", "" },
  { { "add", "file", "number=36/2/7", "title=Roads" }, 0, "-", "" },
  { { "add", "letter", "direction=incoming", "subject=Road at Ndwedwe", "received-on=2026-11-02",
      "correspondent=Ndwedwe Residents’ Forum", "file=36/2/7 Roads" }, 0, "IN/{y}/00001\n", "" },
  { { "add", "letter", "direction=outgoing", "subject=Reply on the road", "received-on=2026-11-03",
      "correspondent=Somebody Unheard Of" }, 0, "OUT/{y}/00001\n", "" },
  { { "list", "organisation", "name=Somebody Unheard Of", "--format", "csv" }, 0, "Somebody Unheard Of", "" },
  { { "add", "action", "task=Phone them", "owner=Ms T. Dlamini", "due=2026-11-04" }, 0, "-", "" },

  { { "add" }, 2, "", "Say which kind" },
  { { "add", "leter", "subject=x" }, 2, "", "Did you mean “letter”?" },
  { { "add", "letter", "subjct=x" }, 2, "", "Did you mean “subject”?" },
  { { "add", "letter", "wallpaper=red" }, 2, "", "“execoffice kinds letter” lists them" },
  { { "add", "letter", "subject" }, 2, "", "“subject” is not FIELD=VALUE" },
  { { "add", "letter", "received-on=2026-11-02" }, 1, "", "Subject is required" },
  { { "add", "letter", "subject=x", "received-on=" }, 1, "", "Received is required" },
  { { "add", "letter", "subject=x", "received-on=2026-02-30" }, 1, "", "Received cannot be “2026-02-30”" },
  { { "add", "letter", "subject=x", "received-on=2026-13-01" }, 1, "", "2026-13-01" },
  { { "add", "letter", "subject=x", "received-on=31 Sep 2026" }, 1, "", "31 Sep 2026" },
  { { "add", "letter", "subject=x", "direction=sideways" }, 1, "", "incoming, outgoing" },
  { { "add", "letter", "subject=x", "mode=pigeon" }, 1, "", "post, hand" },
  { { "add", "letter", "subject=x", "assigned-to=Nobody At All" }, 1, "", "There is no person “Nobody At All”" },
  { { "add", "letter", "subject=x", "file=99/9" }, 1, "", "99/9" },
  { { "add", "letter", "subject=x", "correspondent=New Sender", "received-on=2026-02-30" }, 1, "", "2026-02-30" },
  { { "add", "letter", "subject=x", "reply-due=2026-11-01", "received-on=2026-11-02" }, 1, "", "Before the date" },
  { { "add", "file", "number=36/2/7", "title=Again" }, 1, "", "is taken by another one" },
  { { "add", "file", "number=36//7", "title=x" }, 1, "", "Numbers and slashes only" },
  { { "add", "letter", "--wrong", "subject=x" }, 2, "", "--wrong" },

  { { "set", "letter", "IN/{y}/00001", "notes=Urgent", "matter=request" }, 0, "IN/{y}/00001\n", "" },
  { { "set", "letter", "IN/{y}/00001", "status=closed" }, 1, "", "changes by a step" },
  { { "set", "letter", "IN/{y}/00001" }, 2, "", "Say what to change" },
  { { "set", "letter", "IN/{y}/09999", "notes=x" }, 1, "", "There is no letter “IN/{y}/09999”" },
  { { "set", "letter" }, 2, "", "give its reference" },
  { { "set", "person", "Ms T. Dlamini", "post=Registry clerk" }, 0, "-", "" },

  { { "step", "letter", "IN/{y}/00001", "flying" }, 1, "", "cannot go from “registered” to “flying”. Its steps from here: marked-up" },
  { { "step", "letter", "IN/{y}/00001" }, 2, "", "Say which state" },
  { { "step", "person", "Ms T. Dlamini", "closed" }, 1, "", "has no steps" },
  { { "step", "letter", "IN/{y}/00001", "marked-up" }, 1, "", "fill in “How it was marked up” first" },
  { { "step", "letter", "IN/{y}/00001", "marked-up", "markup=policy", "assigned-to=Ms T. Dlamini" }, 0,
    "IN/{y}/00001\n", "" },
  { { "step", "letter", "IN/{y}/00001", "move-paper", "place=Shelf 4" }, 0, "IN/{y}/00001\n", "" },
  { { "step", "letter", "IN/{y}/00001", "no-reply-asked", "instruction=For information" }, 0, "IN/{y}/00001\n", "" },
  { { "step", "letter", "IN/{y}/00001", "no-reply" }, 1, "", "a second person must do this" },
  { { "step", "letter", "IN/{y}/00001", "reply-wanted", "return-note=They asked a question" }, 0, "IN/{y}/00001\n", "" },

  { { "list", "letter" }, 0, "Road at Ndwedwe", "" },
  { { "list", "letter", "direction=outgoing", "--format", "csv" }, 0, "Reply on the road", "" },
  { { "list", "letter", "received-on=>=2026-11-03", "--format", "json" }, 0, "\"reference\" : \"OUT/{y}/00001\"", "" },
  { { "list", "letter", "--where", "open", "--sort", "-subject", "--limit", "1" }, 0, "Road at Ndwedwe", "" },
  { { "list", "letter", "--where", "lost" }, 2, "", "There is no filter “lost” for a letter" },
  { { "list", "letter", "--sort", "wallpaper" }, 2, "", "wallpaper" },
  { { "list", "letter", "--limit", "-1" }, 2, "", "--limit" },
  { { "list", "letter", "--format", "xml" }, 2, "", "“xml” is no format" },
  { { "list" }, 2, "", "Say which kind" },

  { { "show", "letter", "IN/{y}/00001" }, 0, "Ndwedwe Residents’ Forum", "" },
  { { "show", "letter", "IN/{y}/00001", "--format", "json" }, 0, "\"subject\" : \"Road at Ndwedwe\"", "" },
  { { "show", "letter", "nothing" }, 1, "", "There is no letter “nothing”" },
  { { "show", "letter" }, 2, "", "Say which letter" },

  { { "search", "ndwedwe" }, 0, "IN/{y}/00001", "" },
  { { "search", "ndwedwe", "--format", "json" }, 0, "\"kind\" : \"letter\"", "" },
  { { "search", "wordthatisnowhere" }, 0, "", "Nothing found" },
  { { "search", "\"unclosed ((( AND OR NOT *" }, 0, NULL, NULL },
  { { "search" }, 2, "", "Say what to look for" },

  { { "today", "--date", "2026-11-04" }, 0, "Phone them", "" },
  { { "today", "--date", "2026-11-04", "--for", "Ms T. Dlamini", "--format", "json" }, 0, "Phone them", "" },
  { { "today", "--date", "2026-02-30" }, 1, "", "2026-02-30" },
  { { "today", "--for", "Nobody" }, 1, "", "There is no person “Nobody”" },
  { { "today", "now" }, 2, "", "now" },

  { { "export", "letter", "-o", "letters.csv" }, 0, "2 records", "" },
  { { "export", "letter", "direction=incoming", "--where", "open", "-o", "in.json" }, 0, "1 record", "" },
  { { "export", "all", "-o", "all.json" }, 0, "records", "" },
  { { "export", "all", "-o", "all.csv" }, 2, "", "one kind" },
  { { "export", "letter", "-o", "letters.ics" }, 2, "", "“letters.ics” cannot be made" },
  { { "export", "letter" }, 2, "", "-o FILE" },
  { { "export", "leter", "-o", "x.csv" }, 2, "", "Did you mean" },
  { { "export", "letter", "-o", "no-such-folder/x.csv" }, 1, "", "no-such-folder/x.csv" },
  { { "import", "letters.csv" }, 0, "0 added, 0 changed, 2 unchanged, 0 refused", "" },
  { { "import", "in.json" }, 1, "", "in.json" },
  { { "import", "people.vcf" }, 1, "", "“people.vcf”: .vcf files are not taken yet" },
  { { "import", "nothing.csv" }, 1, "", "There is no file “nothing.csv”" },
  { { "import", "letters.csv", "--kind", "person" }, 1, "", "no person has" },
  { { "import" }, 2, "", "Say which files" },

  { { "print", "incoming-register", "--where", "open", "-o", "in.pdf" }, 0, "", "" },
  { { "print", "letter", "IN/{y}/00001", "-o", "letter.pdf" }, 0, "", "" },
  { { "print", "letter", "IN/{y}/00009", "-o", "x.pdf" }, 1, "", "IN/{y}/00009" },
  { { "print", "incoming-register", "-o", "in.txt" }, 2, "", "“in.txt” cannot be made" },
  { { "print", "newspaper", "-o", "x.pdf" }, 2, "", "There is no report “newspaper”" },
  { { "print" }, 2, "", "Say what to print" },

  { { "extract", "letter", "IN/{y}/00001" }, 1, "", "IN/{y}/00001 has no attachments" },
  { { "extract", "letter", "IN/{y}/00001", "-o", "no-such-folder" }, 1, "", "no-such-folder" },
  { { "extract", "letter" }, 2, "", "Say which letter" },

  { { "backup", "copy.db" }, 0, "", "" },
  { { "backup", "copy.db" }, 1, "", "copy.db" },
  { { "backup" }, 2, "", "one file" },
  { { "delete", "letter", "OUT/{y}/00001" }, 0, "", "" },
  { { "delete", "letter", "OUT/{y}/00001" }, 1, "", "There is no letter “OUT/{y}/00001”" },
  { { "delete", "letter", "IN/{y}/00001", "more" }, 2, "", "“more” is too much" },
  { { "add", "letter", "direction=outgoing", "subject=Third", "received-on=2026-11-03" }, 0, "OUT/{y}/00002\n", "" },
  { { "restore", "copy.db" }, 0, "kept as", "" },
  { { "list", "letter", "direction=outgoing" }, 0, "Reply on the road", "" },
  { { "restore", "nothing.db" }, 1, "", "nothing.db" },
  { { "restore" }, 2, "", "one file" },
  { { "check" }, 0, "No faults found", "" },
  { { "check", "more" }, 2, "", "“more” is too much" },
  { { "demo", "--size", "10" }, 1, "", "" },
  { { "demo", "--size", "0" }, 2, "", "--size" },
};

static char *
with_year (const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *year = g_date_time_format (now, "%Y");
  GString *filled = g_string_new (text);

  g_string_replace (filled, "{y}", year, 0);
  return g_string_free (filled, FALSE);
}

static void
check_written (const char *what,
               const char *written,
               const char *wanted,
               gboolean    exactly_nothing)
{
  g_autofree char *text = NULL;

  if (wanted == NULL)
    return;
  text = with_year (wanted);
  if (*text == '\0' ? exactly_nothing && *written != '\0' : strstr (written, text) == NULL)
    g_error ("%s should hold “%s”, but is: %s", what, text, written);
}

static void
run_case (Desk       *desk,
          const Case *row)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *line = NULL;
  g_auto (Outcome) outcome = { 0 };
  gint64 before = desk_journal (desk);

  g_ptr_array_add (args, g_strdup ("--database"));
  g_ptr_array_add (args, g_strdup (desk->office));
  for (guint i = 0; row->args[i] != NULL; i++)
    g_ptr_array_add (args, with_year (row->args[i]));
  g_ptr_array_add (args, NULL);
  line = g_strjoinv (" ", (char **) args->pdata + 2);
  g_test_message ("%s", line);
  outcome = desk_spawn (desk, NULL, (const char *const *) args->pdata);
  if (outcome.status != row->status)
    g_error ("“%s” ended with %d, not %d: %s", line, outcome.status, row->status, outcome.err);
  check_written ("standard output", outcome.out, row->out, TRUE);
  check_written ("standard error", outcome.err, row->err, row->status == 0);
  if (row->status != 0)
    {
      g_assert_cmpint (desk_journal (desk), ==, before); /* nothing half done */
      g_assert_true (g_str_has_prefix (outcome.err, "execoffice: ") && g_str_has_suffix (outcome.err, "\n"));
    }
}

static void
test_verbs (Desk          *desk,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    run_case (desk, &cases[i]);
}

static void
test_database_anywhere (Desk          *desk,
                        gconstpointer  data)
{
  g_autofree char *home = g_build_filename (desk->folder, "home", NULL);
  g_autofree char *joined = g_strconcat ("--database=", desk->office, NULL);
  const char *const after[] = { "add", "organisation", "name=After", "--database", desk->office, NULL };
  const char *const between[] = { "list", joined, "organisation", NULL };
  const char *const missing[] = { "list", "organisation", "--database", NULL };
  g_auto (Outcome) first = desk_spawn (desk, NULL, after);
  g_auto (Outcome) second = desk_spawn (desk, NULL, between);
  g_auto (Outcome) third = desk_spawn (desk, NULL, missing);

  assert_done (first);
  assert_done (second);
  g_assert_nonnull (strstr (second.out, "After"));
  assert_refused (third, 2, "--database wants a value");
}

static void
test_act_as (Desk          *desk,
             gconstpointer  data)
{
  g_auto (Outcome) person = desk_run (desk, "add", "person", "name=Ms T. Dlamini", "staff=yes", NULL);
  g_auto (Outcome) letter = desk_run (desk, "add", "letter", "subject=For her", "--as", "Ms T. Dlamini", NULL);
  g_auto (Outcome) history = { 0 };
  g_auto (Outcome) nobody = desk_run (desk, "--as", "Nobody", "add", "letter", "subject=For none", NULL);

  assert_done (person);
  assert_done (letter);
  g_strchomp (letter.out);
  history = desk_run (desk, "show", "letter", letter.out, "--format", "json", NULL);
  g_assert_nonnull (strstr (history.out, " for Ms T. Dlamini"));
  assert_refused (nobody, 1, "Nobody");
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter"), ==, 1);
}

/* A closed pipe and a full disk under standard output are no success. */
static void
test_output_lost (Desk          *desk,
                  gconstpointer  data)
{
  g_auto (Outcome) added = desk_run (desk, "add", "organisation", "name=One", NULL);
  const char *const shell[] = { "sh", "-c", "exec \"$0\" \"$@\" > /dev/full", NULL };
  const char *const list[] = { "--database", desk->office, "list", "organisation", NULL };
  g_auto (Outcome) lost = desk_spawn (desk, shell, list);

  assert_done (added);
  assert_refused (lost, 1, "could not be written");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/command/verbs", test_verbs);
  desk_test ("/command/database-anywhere", test_database_anywhere);
  desk_test ("/command/act-as", test_act_as);
  desk_test ("/command/output-lost", test_output_lost);
  return g_test_run ();
}
