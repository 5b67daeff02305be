/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command-fixture.h"

/* The post bag's way from the terminal: the letter, its reply, and all that happens to both until the file is closed. */

#define SUBJECT "Road at Ndwedwe"
#define BODY "Your letter {their-reference}, received on {received}, has reference.\n\n- the bridge;\n- the gravel.\n\nI thank you."

/* "IN/2026/00001\n" → "IN/2026/00001" */
static char *
reference_of (const Outcome *outcome)
{
  return g_strstrip (g_strdup (outcome->out));
}

static void
add_people (Desk *desk)
{
  static const char *const names[] = { "Ms T. Dlamini", "Mr B. Nkosi" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat ("name=", names[i], NULL);
      g_auto (Outcome) done = desk_run (desk, "add", "person", name, "staff=true", NULL);

      assert_done (done);
    }
}

static char *
add_incoming (Desk *desk)
{
  g_auto (Outcome) done = desk_run (desk, "add", "letter", "direction=incoming", "subject=" SUBJECT,
                                    "correspondent=Ndwedwe Residents’ Forum", "their-reference=NRF/12/2026",
                                    "signed-by=Mr S. P. Ngcobo, Chairperson", "received-on=2026-09-15", "language=english",
                                    "matter=request", NULL);

  assert_done (done);
  return reference_of (&done);
}

static char *
add_reply (Desk       *desk,
           const char *incoming)
{
  g_autofree char *answers = g_strconcat ("answers=", incoming, NULL);
  g_auto (Outcome) done = desk_run (desk, "add", "letter", "direction=outgoing", answers, "body=" BODY,
                                    "signed-by=N. Dlamini, MEC", NULL);

  assert_done (done);
  return reference_of (&done);
}

static void
assert_field (Desk       *desk,
              const char *reference,
              const char *field,
              const char *expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s = '%s' FROM letter WHERE reference = '%s'", field, expected, reference);

  if (desk_query (desk, sql) != 1)
    g_test_message ("%s of %s is not %s", field, reference, expected);
  g_assert_cmpint (desk_query (desk, sql), ==, 1);
}

/* A step that must be taken, by @as, and the status both letters have after it. */
typedef struct
{
  const char *as;
  const char *step;
  const char *with;     /* a field, or "" */
  const char *refusal;  /* words of the refusal, or "" when it is done */
  const char *status;   /* of the reply afterwards */
  const char *followed; /* of the incoming letter */
} Step;

static const Step steps[] = {
  { "Mr B. Nkosi", "signed", "signed-how=signed-off", "cannot go from “drafting”", "drafting", "drafting" },
  { "Mr B. Nkosi", "quality-check", "", "", "quality-check", "quality-check" },
  { "Mr B. Nkosi", "private-office", "", "a second person must do this", "quality-check", "quality-check" },
  { "Ms T. Dlamini", "returned", "", "fill in “Returned for” first", "quality-check", "quality-check" },
  { "Ms T. Dlamini", "returned", "return-reason=facts", "", "returned", "returned" },
  { "Mr B. Nkosi", "quality-check", "", "", "quality-check", "quality-check" },
  { "Ms T. Dlamini", "private-office", "", "", "private-office", "private-office" },
  { "Ms T. Dlamini", "signature", "", "", "signature", "signature" },
  { "Ms T. Dlamini", "signed", "signed-how=signed-off", "", "signed", "signed" },
  { "Ms T. Dlamini", "dispatched", "received-on=2026-09-29", "", "dispatched", "dispatched" },
  { "Ms T. Dlamini", "undelivered", "proof=RR100200300ZA", "", "signed", "signed" },
  { "Ms T. Dlamini", "dispatched", "received-on=2026-09-30", "", "dispatched", "dispatched" },
  { "Ms T. Dlamini", "delivered", "delivered-on=2026-10-01", "", "delivered", "delivered" },
  { "Ms T. Dlamini", "closed", "", "", "closed", "closed" },
};

static void
test_chain (Desk          *desk,
            gconstpointer  data)
{
  g_autofree char *incoming = NULL;
  g_autofree char *reply = NULL;

  add_people (desk);
  incoming = add_incoming (desk);
  {
    g_auto (Outcome) done = desk_run (desk, "step", "letter", incoming, "marked-up", "markup=policy",
                                      "assigned-to=Mr B. Nkosi", NULL);
    assert_done (done);
  }
  reply = add_reply (desk, incoming);
  assert_field (desk, reply, "subject", "RE: " SUBJECT);
  assert_field (desk, reply, "their_reference", "NRF/12/2026");
  assert_field (desk, reply, "matter", "request");
  g_assert_cmpint (desk_query (desk, "SELECT o.correspondent = i.correspondent AND o.assigned_to = i.assigned_to"
                                     " AND o.answers = i.id AND i.replied_with = o.id"
                                     " FROM letter o, letter i WHERE o.direction = 'outgoing' AND i.direction = 'incoming'"),
                   ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char *with = *steps[i].with != '\0' ? steps[i].with : NULL;
      g_auto (Outcome) done = desk_run (desk, "--as", steps[i].as, "step", "letter", reply, steps[i].step, with, NULL);

      g_test_message ("%s by %s", steps[i].step, steps[i].as);
      if (*steps[i].refusal == '\0')
        assert_done (done);
      else
        assert_refused (done, 1, steps[i].refusal);
      assert_field (desk, reply, "status", steps[i].status);
      assert_field (desk, incoming, "status", steps[i].followed);
    }
  assert_field (desk, incoming, "replied_on", "2026-09-30");
  assert_field (desk, reply, "delivery", "delivered");
}

static void
test_paper (Desk          *desk,
            gconstpointer  data)
{
  static const char *const words[] = {
    "NRF/12/2026", "Mr S. P. Ngcobo", "Ndwedwe Residents", "Dear Mr S. P. Ngcobo", "RE: " SUBJECT,
    "received on 15 September 2026", "•", "Yours faithfully", "N. Dlamini", "Draft", NULL,
  };
  g_autofree char *incoming = add_incoming (desk);
  g_autofree char *reply = add_reply (desk, incoming);
  g_auto (Outcome) printed = desk_run (desk, "print", "letter", reply, "-o", "letter.pdf", NULL);
  g_autofree char *text = NULL;

  assert_done (printed);
  text = text_of (desk, "letter.pdf");
  assert_words (text, words);
  g_assert_null (strstr (text, "{received}"));
}

static void
take (Desk       *desk,
      const char *reference,
      ...)
{
  const char *step;
  va_list steps_left;

  va_start (steps_left, reference);
  while ((step = va_arg (steps_left, const char *)) != NULL)
    {
      g_autofree char *as = g_strdup (g_str_equal (step, "quality-check") ? "Mr B. Nkosi" : "Ms T. Dlamini");
      g_auto (Outcome) done = desk_run (desk, "--as", as, "step", "letter", reference, step, NULL);

      assert_done (done);
    }
  va_end (steps_left);
}

/* The copy as sent is the letter that was signed, and its hash is in the register. */
static void
test_as_sent (Desk          *desk,
              gconstpointer  data)
{
  static const char *const words[] = { "RE: " SUBJECT, "Signed electronically by Ms T. Dlamini,", NULL };
  g_autofree char *incoming = add_incoming (desk);
  g_autofree char *reply = add_reply (desk, incoming);
  g_autofree char *name = g_strdelimit (g_strconcat (reply, " as sent.pdf", NULL), "/", '-');
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;
  gsize n;

  add_people (desk);
  take (desk, reply, "quality-check", "private-office", "signature", NULL);
  {
    g_auto (Outcome) done = desk_run (desk, "--as", "Ms T. Dlamini", "step", "letter", reply, "signed",
                                      "signed-how=signed-off", NULL);
    assert_done (done);
  }
  take (desk, reply, "dispatched", NULL);
  {
    g_auto (Outcome) done = desk_run (desk, "extract", "letter", reply, NULL);
    assert_done (done);
  }
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n);
  assert_field (desk, reply, "sent_hash", hash);
  text = text_of (desk, name);
  assert_words (text, words);
}

/* Signed by hand: the newest scan is kept under the name of what was sent; without one there is no hash. */
static void
test_wet (Desk          *desk,
          gconstpointer  data)
{
  g_autofree char *incoming = add_incoming (desk);
  g_autofree char *reply = add_reply (desk, incoming);
  g_autofree char *scan = g_build_filename (desk->folder, "scan.pdf", NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "signed by hand", -1);

  add_people (desk);
  take (desk, reply, "quality-check", "private-office", "signature", NULL);
  {
    g_auto (Outcome) done = desk_run (desk, "--as", "Ms T. Dlamini", "step", "letter", reply, "signed", "signed-how=wet",
                                      NULL);
    assert_done (done);
  }
  {
    g_auto (Outcome) done = desk_run (desk, "step", "letter", reply, "dispatched", NULL);
    assert_done (done);
    g_assert_nonnull (strstr (done.err, "The scan of the signed letter is missing"));
  }
  assert_field (desk, reply, "sent_hash", "");
  take (desk, reply, "undelivered", NULL);
  g_assert_true (g_file_set_contents (scan, "signed by hand", -1, NULL));
  {
    g_auto (Outcome) done = desk_run (desk, "set", "letter", reply, "--attach", "scan.pdf", NULL);
    assert_done (done);
  }
  take (desk, reply, "dispatched", NULL);
  assert_field (desk, reply, "sent_hash", hash);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM attachment WHERE name LIKE '% as sent.pdf'"), ==, 1);
}

/* What nobody filled in keeps a letter from being signed, whichever way. */
static void
test_placeholder (Desk          *desk,
                  gconstpointer  data)
{
  g_autofree char *incoming = add_incoming (desk);
  g_autofree char *answers = g_strconcat ("answers=", incoming, NULL);
  g_auto (Outcome) added = desk_run (desk, "add", "letter", answers, "body=We met on {day of the meeting}.", NULL);
  g_autofree char *reply = NULL;
  g_auto (Outcome) refused = { -1 };
  g_auto (Outcome) signed_off = { -1 };

  assert_done (added);
  reply = reference_of (&added);
  add_people (desk);
  take (desk, reply, "quality-check", "private-office", "signature", NULL);
  refused = desk_run (desk, "step", "letter", reply, "signed", "signed-how=wet", NULL);
  assert_refused (refused, 1, "“{day of the meeting}” still stands in its text");
  assert_field (desk, reply, "status", "signature");
  take (desk, reply, NULL);
  {
    g_auto (Outcome) done = desk_run (desk, "set", "letter", reply, "body=We met on Monday.", NULL);
    assert_done (done);
  }
  signed_off = desk_run (desk, "step", "letter", reply, "signed", "signed-how=wet", NULL);
  assert_done (signed_off);
}

/* What was signed is not changed; what was returned is. */
static void
test_signed_stays (Desk          *desk,
                   gconstpointer  data)
{
  static const char *const changes[] = { "body=Something else.", "subject=Another road", "language=zulu", "signed-by=Nobody" };
  g_autofree char *incoming = add_incoming (desk);
  g_autofree char *reply = add_reply (desk, incoming);

  add_people (desk);
  take (desk, reply, "quality-check", "private-office", "signature", NULL);
  {
    g_auto (Outcome) done = desk_run (desk, "--as", "Ms T. Dlamini", "step", "letter", reply, "signed",
                                      "signed-how=signed-off", NULL);
    assert_done (done);
  }
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (Outcome) refused = desk_run (desk, "set", "letter", reply, changes[i], NULL);
      assert_refused (refused, 1, "is signed");
    }
  {
    g_auto (Outcome) done = desk_run (desk, "set", "letter", reply, "priority=urgent", NULL);
    assert_done (done);
  }
  {
    g_auto (Outcome) done = desk_run (desk, "step", "letter", reply, "returned", "return-reason=tone", NULL);
    assert_done (done);
  }
  {
    g_auto (Outcome) done = desk_run (desk, "set", "letter", reply, "body=Something else.", NULL);
    assert_done (done);
  }
  assert_field (desk, reply, "body", "Something else.");
}

static void
test_cover (Desk          *desk,
            gconstpointer  data)
{
  g_autofree char *incoming = add_incoming (desk);
  g_auto (Outcome) printed = desk_run (desk, "print", "cover", incoming, "-o", "cover.pdf", NULL);
  g_auto (Outcome) nothing = desk_run (desk, "print", "cover", "-o", "cover.pdf", NULL);
  const char *const words[] = { incoming, SUBJECT, "Ndwedwe Residents", NULL };
  g_autofree char *text = NULL;

  assert_done (printed);
  assert_refused (nothing, 2, "Say of what");
  text = text_of (desk, "cover.pdf");
  assert_words (text, words);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/command/reply/chain", test_chain);
  desk_test ("/command/reply/paper", test_paper);
  desk_test ("/command/reply/as-sent", test_as_sent);
  desk_test ("/command/reply/wet", test_wet);
  desk_test ("/command/reply/placeholder", test_placeholder);
  desk_test ("/command/reply/signed-stays", test_signed_stays);
  desk_test ("/command/reply/cover", test_cover);
  return g_test_run ();
}
