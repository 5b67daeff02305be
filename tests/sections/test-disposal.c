/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/eo-indexer.h"
#include "registry-fixture.h"
#include "sections/registry/eo-disposal.h"
#include "sections/registry/eo-file.h"
#include "store/eo-backup.h"
#include "store/eo-destroy.h"
#include "store/eo-link.h"
#include "store/eo-search.h"

/* Words that stand nowhere else: not in the program, not in the journal. */
#define MARK "Qzxwvmarker"
#define REPLY_MARK "Jqkxreplymarker"

static EoRecord *
closed_file (Office     *office,
             const char *number,
             const char *disposal,
             const char *closed_on)
{
  EoRecord *file = office_add (office, "file", "number", number, "title", "Tenders", "disposal", disposal, "opened-on",
                               "2001-01-01", NULL);

  if (closed_on != NULL)
    do_step (office, file, "closed", "closed_on", closed_on);
  return file;
}

static EoRecord *
add_run (Office     *office,
         const char *means)
{
  return office_add (office, "disposal", "title", "Yearly run", "means", means, NULL);
}

static EoRecord *
add_letter (Office     *office,
            const char *subject,
            const char *file,
            const char *body)
{
  return office_add (office, "letter", "direction", "outgoing", "subject", subject, "received-on", "2015-01-02", "file",
                     file, "body", body, NULL);
}

static void
as (Office     *office,
    const char *person)
{
  g_autoptr (GError) error = NULL;

  eo_store_act_as (office->store, person, &error);
  g_assert_no_error (error);
}

/* Listed, submitted, and approved by a second person. */
static void
get_approved (Office   *office,
              EoRecord *run)
{
  do_step (office, run, "submitted", "authority", "National Archives D12/2026");
  as (office, "N Dlamini");
  do_step (office, run, "approved", NULL, NULL);
}

static guint
count_hits (Office     *office,
            const char *text)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));

  eo_query_set_match (query, text);
  return (guint) eo_store_count (office->store, query);
}

static gboolean
file_has (const char *path,
          const char *words)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;
  return memmem (contents, length, words, strlen (words)) != NULL;
}

static void
assert_clean (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = eo_store_check (office->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("fault: %s", (char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* The newest entry of a record's history with that action; what it says of it. */
static char *
find_entry (Office     *office,
            EoRecord   *record,
            const char *action)
{
  g_autoptr (GPtrArray) history = eo_store_get_history (office->store, eo_record_get_kind (record), record->id, NULL);

  for (guint i = 0; i < history->len; i++)
    {
      EoHistoryEntry *entry = g_ptr_array_index (history, i);

      if (g_str_equal (entry->action, action) && entry->changes->len > 0)
        return g_strdup (((EoChange *) g_ptr_array_index (entry->changes, 0))->after);
    }
  return NULL;
}

static void
test_refusals (Office        *office,
               gconstpointer  data)
{
  static const struct
  {
    const char *means, *disposal, *closed_on, *field, *value;
    const char *refusal; /* NULL: it is listed */
  } cases[] = {
    { "destroy", "D5", "2015-06-30", NULL, NULL, NULL },
    { "hand-over", "A5", "2015-06-30", NULL, NULL, NULL },
    { "destroy", "D5", NULL, NULL, NULL, "it is not closed" },
    { "destroy", "D99", "2015-06-30", NULL, NULL, "its years are not over" },
    { "destroy", "", "2015-06-30", NULL, NULL, "no disposal authority" },
    { "destroy", "A5", "2015-06-30", NULL, NULL, "it is archival" },
    { "hand-over", "D5", "2015-06-30", NULL, NULL, "it is not archival" },
    { "destroy", "D5", "2015-06-30", "legal_hold", "Mkhize v MEC, 2024/881", "legal hold" },
    { "hand-over", "A5", "2015-06-30", "legal_hold", "Mkhize v MEC, 2024/881", "legal hold" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("8/%u", i + 1);
      g_autoptr (EoRecord) file = closed_file (office, number, cases[i].disposal, cases[i].closed_on);
      g_autoptr (EoRecord) run = add_run (office, cases[i].means);

      g_test_message ("case %u", i);
      if (cases[i].field != NULL)
        do_step (office, file, NULL, cases[i].field, cases[i].value);
      if (cases[i].refusal == NULL)
        do_step (office, file, NULL, "run", run->reference);
      else
        {
          g_autofree char *said = NULL;

          refuse_step (office, file, NULL, "run", run->reference, cases[i].refusal);
          said = find_entry (office, file, "refused");
          g_assert_nonnull (said);
          g_assert_nonnull (strstr (said, cases[i].refusal));
          refuse_step (office, run, "submitted", "authority", "D12", "No file is listed");
        }
    }
  assert_clean (office);
}

static gboolean
write_tie (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  EoRecord **ends = data;

  return eo_writer_tie (writer, eo_record_get_kind (ends[0]), ends[0]->id, eo_record_get_kind (ends[1]), ends[1]->id,
                        "see also", error);
}

/* A request for access holds back what it is about: the file, or a letter on it, whichever way round it was linked. */
static void
test_access_request (Office        *office,
                     gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *number = g_strdup_printf ("8/%u", i + 1);
      g_autofree char *title = g_strdup_printf ("Bid %u", i + 1);
      g_autoptr (EoRecord) file = closed_file (office, number, "D5", NULL);
      g_autoptr (EoRecord) letter = add_letter (office, title, number, "");
      g_autoptr (EoRecord) request = office_add (office, "letter", "direction", "outgoing", "subject", "Request for access",
                                                 "received-on", "2026-01-02", "matter", "access", NULL);
      g_autoptr (EoRecord) run = add_run (office, "destroy");
      EoRecord *about = i % 2 == 0 ? file : letter;
      EoRecord *ends[2] = { i < 2 ? request : about, i < 2 ? about : request };
      g_autoptr (GError) error = NULL;

      do_step (office, letter, "closed", NULL, NULL);
      do_step (office, file, "closed", "closed_on", "2015-06-30");
      eo_store_write (office->store, write_tie, ends, &error);
      g_assert_no_error (error);
      refuse_step (office, file, NULL, "run", run->reference, "access to information is pending");
      do_step (office, request, "closed", NULL, NULL);
      do_step (office, file, NULL, "run", run->reference);
      do_step (office, letter, "reopened", NULL, NULL);
      refuse_step (office, run, "submitted", "authority", "D12/2026", "taken up again");
    }
}

/* Everything from the list to the certificate; what must be gone is gone, what must stay stays. */
static void
test_whole_run (Office        *office,
                gconstpointer  data)
{
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "N Dlamini", NULL);
  g_autoptr (EoRecord) file = closed_file (office, "8/1", "D5", NULL);
  g_autoptr (EoRecord) other = closed_file (office, "8/2", "D5", NULL);
  g_autoptr (EoRecord) first = add_letter (office, "Bid 12", "8/1", "Thank you for " REPLY_MARK ".");
  g_autoptr (EoRecord) twice = add_letter (office, "Bid 12 again", "8/1", "");
  g_autoptr (EoRecord) stays = add_letter (office, "Bid 13", "8/2", "");
  g_autoptr (EoRecord) run = add_run (office, "destroy");
  g_autoptr (GPtrArray) destroyed = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (EoIndexer) indexer = NULL;
  g_autofree char *said = NULL;
  static const struct { const char *name; gboolean elsewhere; } expected[] = {
    { "bid.txt", FALSE }, { "shared.txt", TRUE }, { "bid again.txt", FALSE }, { "cover.txt", FALSE },
  };

  attach (office, first, "bid.txt", "The bid of " MARK " in full");
  attach (office, first, "shared.txt", "A circular to all");
  attach (office, twice, "bid again.txt", "The bid of " MARK " in full");
  attach (office, file, "cover.txt", "Scanned cover " MARK "cover");
  attach (office, stays, "shared.txt", "A circular to all");
  g_assert_cmpuint (count_hits (office, REPLY_MARK), ==, 1);
  do_step (office, first, "closed", NULL, NULL);
  do_step (office, twice, "closed", NULL, NULL);
  do_step (office, file, "closed", "closed_on", "2015-06-30");
  do_step (office, file, NULL, "run", run->reference);

  office_close (office);
  g_assert_true (file_has (office->path, MARK));
  g_assert_true (file_has (office->path, REPLY_MARK));
  office_open (office);

  refuse_step (office, file, "open", "why", "Oh", "listed for disposal");
  refuse_step (office, run, "submitted", NULL, NULL, "fill in");
  do_step (office, run, "submitted", "authority", "National Archives D12/2026");
  /* Settled: neither the list nor what is done with it changes under whoever approves. */
  refuse_step (office, file, NULL, "run", "", "is settled");
  refuse_step (office, run, NULL, "authority", "Another", "stay as they are");
  refuse_step (office, run, NULL, "approved-by", "The Premier", "stay as they are");
  refuse_step (office, run, "approved", NULL, NULL, "second person");
  refuse_step (office, run, "carried-out", "witness", "T Mkhize", "cannot go from");
  as (office, "N Dlamini");
  do_step (office, run, "approved", NULL, NULL);
  refuse_step (office, run, "carried-out", NULL, NULL, "fill in");
  do_step (office, run, "carried-out", "witness", "T Mkhize");

  assert_field (office, run, "status", "carried-out");
  assert_field (office, file, "status", "destroyed");
  assert_field (office, other, "status", "open");
  assert_field (office, first, "body", "");
  refuse_step (office, run, NULL, "witness", "Nobody", "stay as they are");
  g_assert_cmpuint (count_hits (office, REPLY_MARK), ==, 0);
  g_assert_cmpuint (count_hits (office, "Bid"), ==, 3);
  destroyed = eo_store_get_destroyed (office->store, run->id, NULL);
  g_assert_cmpuint (destroyed->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < destroyed->len; i++)
    {
      EoDestroyed *entry = g_ptr_array_index (destroyed, i);

      g_assert_cmpstr (entry->name, ==, expected[i].name);
      g_assert_cmpint (entry->elsewhere, ==, expected[i].elsewhere);
      g_assert_cmpuint (strlen (entry->sha256), ==, 64);
    }
  attachments = eo_store_get_attachments (office->store, eo_kind_lookup ("letter"), stays->id);
  g_assert_cmpuint (attachments->len, ==, 1);
  said = find_entry (office, first, "destroyed");
  g_assert_nonnull (said);
  assert_clean (office);

  /* The search index is written anew after it, also where the program ended before. */
  g_assert_true (eo_store_is_forgetting (office->store));
  office_close (office);
  office_open (office);
  g_assert_true (eo_store_is_forgetting (office->store));
  indexer = eo_indexer_new (office->store);
  while (eo_store_is_forgetting (office->store))
    g_main_context_iteration (NULL, TRUE);
  eo_indexer_stop (indexer);
  assert_clean (office);

  office_close (office);
  g_assert_true (file_has (office->path, "circular to all"));
  g_assert_false (file_has (office->path, MARK));
  g_assert_false (file_has (office->path, REPLY_MARK));
  office_open (office);
  assert_clean (office);
}

/* A court speaks after the approval: nothing is destroyed, and that it was tried is in the journal. */
static void
test_legal_hold (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "N Dlamini", NULL);
  g_autoptr (EoRecord) file = closed_file (office, "8/1", "D5", NULL);
  g_autoptr (EoRecord) other = closed_file (office, "8/2", "D5", "2015-06-30");
  g_autoptr (EoRecord) letter = add_letter (office, "Bid 12", "8/1", "");
  g_autoptr (EoRecord) run = add_run (office, "destroy");
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GPtrArray) destroyed = NULL;
  g_autofree char *of_run = NULL;
  g_autofree char *of_file = NULL;

  attach (office, letter, "bid.txt", "The bid");
  do_step (office, letter, "closed", NULL, NULL);
  do_step (office, file, "closed", "closed_on", "2015-06-30");
  do_step (office, file, NULL, "run", run->reference);
  do_step (office, other, NULL, "run", run->reference);
  get_approved (office, run);
  refuse_step (office, file, "hold", NULL, NULL, "fill in");
  do_step (office, file, "hold", "legal_hold", "Mkhize v MEC, 2024/881");
  refuse_step (office, run, "carried-out", "witness", "T Mkhize", "legal hold");

  assert_field (office, run, "status", "approved");
  assert_field (office, run, "witness", "");
  assert_field (office, other, "status", "closed");
  attachments = eo_store_get_attachments (office->store, eo_kind_lookup ("letter"), letter->id);
  g_assert_cmpuint (attachments->len, ==, 1);
  destroyed = eo_store_get_destroyed (office->store, run->id, NULL);
  g_assert_cmpuint (destroyed->len, ==, 0);
  of_run = find_entry (office, run, "refused");
  of_file = find_entry (office, file, "refused");
  g_assert_nonnull (of_run);
  g_assert_nonnull (strstr (of_run, "8/1"));
  g_assert_cmpstr (of_run, ==, of_file);
  assert_clean (office);

  /* Lifted with a reason, it stands in the way no more. */
  refuse_step (office, file, "lift-hold", NULL, NULL, "fill in");
  do_step (office, file, "lift-hold", "why", "Settled out of court");
  assert_field (office, file, "legal_hold", "");
  assert_field (office, file, "status", "closed");

  /* Withdrawn, its files are free again. */
  do_step (office, run, "withdrawn", NULL, NULL);
  assert_field (office, file, "run", "");
  assert_field (office, other, "run", "");
}

static void
test_hand_over (Office        *office,
                gconstpointer  data)
{
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "N Dlamini", NULL);
  g_autoptr (EoRecord) file = closed_file (office, "1/1", "A5", NULL);
  g_autoptr (EoRecord) letter = add_letter (office, "An act", "1/1", "The text");
  g_autoptr (EoRecord) run = add_run (office, "hand-over");
  g_autoptr (GPtrArray) attachments = NULL;

  attach (office, letter, "act.txt", "The act");
  do_step (office, letter, "closed", NULL, NULL);
  do_step (office, file, "closed", "closed_on", "2015-06-30");
  do_step (office, file, NULL, "run", run->reference);
  get_approved (office, run);
  do_step (office, run, "carried-out", "witness", "The archivist");
  assert_field (office, file, "status", "handed-over");
  assert_field (office, letter, "body", "The text");
  attachments = eo_store_get_attachments (office->store, eo_kind_lookup ("letter"), letter->id);
  g_assert_cmpuint (attachments->len, ==, 1);
  refuse_step (office, file, "open", "why", "Oh", "cannot go from");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/disposal/refusals", test_refusals);
  office_test ("/disposal/access-request", test_access_request);
  office_test ("/disposal/whole-run", test_whole_run);
  office_test ("/disposal/legal-hold", test_legal_hold);
  office_test ("/disposal/hand-over", test_hand_over);
  return g_test_run ();
}
