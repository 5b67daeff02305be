/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command-fixture.h"

/* The registry without a window: a file plan brought along, a disposal run from its list to its certificate. */

static void
test_import (Desk          *desk,
             gconstpointer  data)
{
  static const struct
  {
    const char *csv;
    const char *err;              /* what is said of a row that is refused; "" for nothing */
    int         added, refused;
  } cases[] = {
    { "number,title,disposal\n36/2/1,Roads: Ndwedwe,D5\n36,Roads,A20\n36/2,Maintenance,D20\n", "", 3, 0 },
    /* the file plan as a department has it: its reference, in any order of columns */
    { "Title,reference,description,disposal\n", "which no file has", 0, 1 },
    { "title,reference,description,disposal\nStaff,3,All of it,D10\nLeave,3/1,,D5\n", "", 2, 0 },
    { "reference,number,title\n4,4,Both\n", "", 1, 0 },
    { "number,title\n5,Finance\n5,Finance again\n", "5", 1, 1 },
    { "number,title\n36/2,Taken already\n", "36/2", 0, 1 },
    { "number,title\n7//1,Slashes\n7/,Slash\nVII,Letters\n7,Sound\n", "Numbers and slashes only", 1, 3 },
    { "number,title,disposal\n8/1,Years,D\n8/2,Years,X5\n8/3,Years,5\n8/4,Years,D1000\n8/5,Years,D7\n", "A or D and the years", 1, 4 },
    { "number,title\n9,\n,No number\n10,Sound\n", "Title", 1, 2 },
    { "number,title,opened-on,closed-on\n11,Closed long ago,2010-01-01,2015-03-31\n12,Backwards,2015-03-31,2010-01-01\n",
      "Before the day it was opened", 1, 1 },
    { "number,title,closed-on\n13,No such day,2015-02-30\n", "2015-02-30", 0, 1 },
    { "number,title\n14,Too many,cells\n15\n16,Sound\n", "values where the first row has", 1, 2 },
  };
  gint64 before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *csv = desk_file (desk, "plan.csv", cases[i].csv, -1);
      g_auto (Outcome) outcome = desk_run (desk, "import", csv, "--kind", "file", NULL);
      g_auto (Outcome) again = { 0 };
      gint64 files = MAX (desk_query (desk, "SELECT count(*) FROM file"), 0);

      g_test_message ("case %u: %s%s", i, outcome.out, outcome.err);
      g_assert_cmpint (outcome.status, ==, cases[i].refused > 0 ? 1 : 0);
      g_assert_nonnull (strstr (outcome.err, cases[i].err));
      g_assert_cmpint (files - before, ==, cases[i].added);
      /* Once more adds nothing. */
      again = desk_run (desk, "import", csv, "--kind", "file", NULL);
      g_assert_cmpint (MAX (desk_query (desk, "SELECT count(*) FROM file"), 0), ==, files);
      before = files;
    }
  g_assert_cmpint (desk_query (desk, "SELECT p.number = '36/2' FROM file f JOIN file p ON p.id = f.parent"
                                     " WHERE f.number = '36/2/1'"), ==, 1);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM file WHERE number = '11' AND status = 'closed'"
                                     " AND opened_on = '2010-01-01'"), ==, 1);
}

#define done(...) \
  G_STMT_START { g_auto (Outcome) outcome = desk_run (desk, __VA_ARGS__, NULL); assert_done (outcome); } G_STMT_END
#define refused(words, ...) \
  G_STMT_START { g_auto (Outcome) outcome = desk_run (desk, __VA_ARGS__, NULL); assert_refused (outcome, 1, words); } \
  G_STMT_END

static void
test_disposal (Desk          *desk,
               gconstpointer  data)
{
  g_autofree char *scan = desk_file (desk, "bid.txt", "The bid", -1);
  g_auto (Outcome) added = { 0 };
  g_auto (Outcome) listed = { 0 };
  g_auto (Outcome) shown = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *assignment = NULL;
  g_autofree char *csv = NULL;

  done ("add", "person", "name=N Dlamini");
  done ("add", "file", "number=8/1", "title=Tenders", "disposal=D5", "opened-on=2010-04-01", "--attach", scan);
  done ("add", "file", "number=8/2", "title=Appeals", "disposal=D5", "opened-on=2010-04-01", "legal-hold=Case 12/2020");
  done ("add", "volume", "file=8/1");
  done ("add", "loan", "file=8/1", "volume=8/1, volume 2", "borrower=N Dlamini");
  refused ("on loan", "step", "file", "8/1", "closed");
  done ("step", "loan", "8/1, volume 2", "returned");
  done ("step", "volume", "8/1, volume 2", "closed");
  done ("step", "file", "8/1", "closed", "closed-on=2015-03-31");
  done ("step", "file", "8/2", "closed", "closed-on=2015-03-31");
  added = desk_run (desk, "add", "disposal", "title=Yearly run", NULL);
  assert_done (added);
  run = g_strdup (g_strstrip (added.out));
  assignment = g_strconcat ("run=", run, NULL);

  refused ("legal hold", "set", "file", "8/2", assignment);
  done ("set", "file", "8/1", assignment);
  listed = desk_run (desk, "list", "file", assignment, NULL);
  assert_done (listed);
  /* By what people call it: its number, and no uid. */
  g_assert_true (g_str_has_prefix (listed.out, "8/1 "));
  g_assert_nonnull (strstr (listed.out, "Tenders"));
  refused ("fill in", "step", "disposal", run, "submitted");
  done ("step", "disposal", run, "submitted", "authority=D12/2026");
  refused ("second person", "step", "disposal", run, "approved");
  done ("--as", "N Dlamini", "step", "disposal", run, "approved");
  refused ("destroyed nothing", "print", "certificate", run, "-o", "certificate.pdf");
  done ("step", "disposal", run, "carried-out", "witness=T Mkhize");

  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM document"), ==, 0);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM setting WHERE name = 'search-forget' AND value = ''"), ==, 1);
  done ("print", "certificate", run, "-o", "certificate.pdf");
  done ("print", "certificate", run, "-o", "certificate.csv");
  done ("print", "file-cover", "8/1", "-o", "cover.pdf");
  done ("print", "file-plan", "-o", "plan.pdf");
  refused ("hands over", "print", "transfer-list", run, "-o", "transfer.pdf");
  csv = g_build_filename (desk->folder, "certificate.csv", NULL);
  {
    g_autofree char *text = NULL;
    g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "The bid", -1);

    g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
    g_assert_nonnull (strstr (text, sha256));
  }
  /* What was refused is told, too. */
  shown = desk_run (desk, "show", "file", "8/2", NULL);
  assert_done (shown);
  g_assert_nonnull (strstr (shown.out, "legal hold"));
  done ("check");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/command/registry/import", test_import);
  desk_test ("/command/registry/disposal", test_disposal);
  return g_test_run ();
}
