/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command-fixture.h"

#include <sys/socket.h>
#include <sys/un.h>

/* E-mail into the register: from a file, a folder, a Maildir and an mbox, each message once. */

static const char with_two[] =
  "From: =?utf-8?Q?Thandi_Nkos=C3=AD?= <Thandi@Example.org>\r\n"
  "To: office@example.gov.za\r\n"
  "Subject: Road at Ndwedwe\r\n"
  "Date: Sat, 31 Oct 2026 23:30:00 -0500\r\n"
  "Message-ID: <road-1@example.org>\r\n"
  "Ref: 12/3/4\r\n"
  "MIME-Version: 1.0\r\n"
  "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
  "--x\r\nContent-Type: text/plain\r\n\r\nThe zebracrossing is washed away.\r\n"
  "--x\r\nContent-Type: text/plain; name=\"../../list.txt\"\r\nContent-Disposition: attachment\r\n\r\nfirst\r\n"
  "--x\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
  "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.bin\r\n\r\nAAECA/8=\r\n--x--\r\n";

static char *
make_message (const char *id,
              const char *from,
              const char *subject)
{
  g_autofree char *line = *id != '\0' ? g_strdup_printf ("Message-ID: <%s>\n", id) : g_strdup ("");

  return g_strdup_printf ("From: %s\nSubject: %s\n%sDate: Mon, 2 Nov 2026 10:00:00 +0200\n\nText of %s.\n", from, subject, line,
                          subject);
}

static void
put_message (Desk       *desk,
             const char *name,
             const char *id,
             const char *from,
             const char *subject)
{
  g_autofree char *text = make_message (id, from, subject);
  g_autofree char *path = desk_file (desk, name, text, -1);
}

static gint64
count_letters (Desk *desk)
{
  return desk_query (desk, "SELECT count(*) FROM letter");
}

static void
assert_file (Desk       *desk,
             const char *name,
             const void *bytes,
             gsize       size)
{
  g_autofree char *path = g_build_filename (desk->folder, "out", name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (contents, length, bytes, size);
}

static void
test_one (Desk          *desk,
          gconstpointer  data)
{
  static const char *const fields[] = {
    "\"subject\" : \"Road at Ndwedwe\"", "\"received-on\" : \"2026-11-01\"", "\"received-time\" : \"06:30\"",
    "\"letter-date\" : \"2026-10-31\"", "\"their-reference\" : \"12/3/4\"", "\"mode\" : \"email\"",
    "\"direction\" : \"incoming\"",
  };
  g_autofree char *file = desk_file (desk, "road.eml", with_two, sizeof with_two - 1);
  g_autofree char *out = g_build_filename (desk->folder, "out", NULL);
  g_auto (Outcome) imported = desk_run (desk, "import", "road.eml", NULL);
  g_auto (Outcome) shown = { 0 };
  g_auto (Outcome) person = { 0 };
  g_auto (Outcome) extracted = { 0 };
  g_auto (Outcome) found = { 0 };

  assert_done (imported);
  g_assert_cmpstr (imported.out, ==, "IN/2026/00001\n");
  shown = desk_run (desk, "show", "letter", "IN/2026/00001", "--format", "json", NULL);
  assert_done (shown);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (strstr (shown.out, fields[i]) == NULL)
        g_test_message ("%s is not in %s", fields[i], shown.out);
      g_assert_nonnull (strstr (shown.out, fields[i]));
    }
  g_assert_nonnull (strstr (shown.out, "Thandi Nkosí"));
  g_assert_null (strstr (shown.out, "zebracrossing"));
  person = desk_run (desk, "list", "person", "--format", "csv", NULL);
  g_assert_nonnull (strstr (person.out, "Thandi@Example.org"));

  g_mkdir (out, 0700);
  extracted = desk_run (desk, "extract", "letter", "IN/2026/00001", "-o", out, NULL);
  assert_done (extracted);
  assert_file (desk, "road.eml", with_two, sizeof with_two - 1);
  assert_file (desk, "list.txt", "first", 5);
  assert_file (desk, "café.bin", "\0\1\2\3\377", 5);

  found = desk_run (desk, "search", "zebracrossing", NULL);
  assert_done (found);
  g_assert_nonnull (strstr (found.out, "IN/2026/00001"));
}

static void
test_never_twice (Desk          *desk,
                  gconstpointer  data)
{
  g_autofree char *file = desk_file (desk, "road.eml", with_two, sizeof with_two - 1);
  g_auto (Outcome) first = desk_run (desk, "import", "road.eml", NULL);
  g_auto (Outcome) again = { 0 };
  g_auto (Outcome) deleted = { 0 };
  g_auto (Outcome) after = { 0 };
  gint64 journal;

  assert_done (first);
  journal = desk_journal (desk);
  again = desk_run (desk, "import", "road.eml", NULL);
  assert_refused (again, 1, "road.eml: The message is already registered as IN/2026/00001.");
  g_assert_cmpint (desk_journal (desk), ==, journal);

  /* The same id under other bytes is the same message, and the same bytes without an id are. */
  put_message (desk, "other.eml", "road-1@example.org", "x@example.org", "Other");
  put_message (desk, "none.eml", "", "x@example.org", "No id");
  put_message (desk, "none-again.eml", "", "x@example.org", "No id");
  after = desk_run (desk, "import", "other.eml", "none.eml", "none-again.eml", NULL);
  g_assert_cmpint (after.status, ==, 1);
  g_assert_nonnull (strstr (after.err, "other.eml: The message is already registered as IN/2026/00001."));
  g_assert_nonnull (strstr (after.err, "none-again.eml: The message is already registered as IN/2026/00002."));
  g_assert_cmpint (count_letters (desk), ==, 2);

  deleted = desk_run (desk, "delete", "letter", "IN/2026/00001", NULL);
  assert_done (deleted);
  outcome_clear (&again);
  again = desk_run (desk, "import", "road.eml", NULL);
  assert_refused (again, 1, "already registered as IN/2026/00001 (deleted).");
  g_assert_cmpint (count_letters (desk), ==, 2);
}

static void
test_senders (Desk          *desk,
              gconstpointer  data)
{
  g_auto (Outcome) person = desk_run (desk, "add", "person", "name=Mr S. Dlamini", "email=Sipho@Example.org", NULL);
  g_auto (Outcome) body = desk_run (desk, "add", "organisation", "name=Example Trust", "email=info@example.org", NULL);
  g_auto (Outcome) imported = { 0 };

  assert_done (person);
  assert_done (body);
  put_message (desk, "1.eml", "1@x", "Sipho <sipho@example.ORG>", "One");
  put_message (desk, "2.eml", "2@x", "info@example.org", "Two");
  put_message (desk, "3.eml", "3@x", "Department of Roads <roads@example.org>", "Three");
  put_message (desk, "4.eml", "4@x", "Department of Roads <roads@example.org>", "Four");
  put_message (desk, "5.eml", "5@x", "new@example.org", "Five");
  imported = desk_run (desk, "import", "1.eml", "2.eml", "3.eml", "4.eml", "5.eml", NULL);
  assert_done (imported);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM person"), ==, 2);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM organisation"), ==, 2);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter l JOIN party p ON p.id = l.correspondent WHERE "
                                     "(l.subject = 'One' AND p.title = 'Mr S. Dlamini') OR (l.subject = 'Two' AND p.title = "
                                     "'Example Trust') OR (l.subject IN ('Three', 'Four') AND p.title = 'Department of Roads') OR "
                                     "(l.subject = 'Five' AND p.title = 'new@example.org')"), ==, 5);
}

/* What it makes of a header that cannot be true. */
static void
test_dates (Desk          *desk,
            gconstpointer  data)
{
  g_autofree char *future = desk_file (desk, "future.eml", "From: a@x\nMessage-ID: <1@x>\nDate: 1 Jan 2190 10:00 +0200\nSubject: f\n\n",
                                       -1);
  g_autofree char *none = desk_file (desk, "none.eml", "From: a@x\nMessage-ID: <2@x>\nSubject: n\nRef: call me, or else!\n\n", -1);
  g_autofree char *nothing = desk_file (desk, "nothing.eml", "", 0);
  g_auto (Outcome) imported = desk_run (desk, "import", "future.eml", "none.eml", NULL);
  g_auto (Outcome) refused = { 0 };

  assert_done (imported);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter WHERE received_on = date ('now', '+2 hours')"), ==, 2);
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter WHERE their_reference <> '' OR received_time <> ''"), ==, 0);
  refused = desk_run (desk, "import", "nothing.eml", NULL);
  assert_refused (refused, 1, "“nothing.eml” is empty");
}

static void
make_socket (const char *folder,
             const char *name)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);
}

static void
test_folder (Desk          *desk,
             gconstpointer  data)
{
  g_autofree char *box = g_build_filename (desk->folder, "box", NULL);
  g_autofree char *within = g_build_filename (box, "deeper", NULL);
  g_autofree char *link = g_build_filename (box, "link.eml", NULL);
  g_autofree char *pipe = g_build_filename (box, "pipe.eml", NULL);
  g_autofree char *target = g_build_filename (desk->folder, "outside.eml", NULL);
  g_autofree char *hidden = NULL;
  g_autofree char *table = NULL;
  g_auto (Outcome) first = { 0 };
  g_auto (Outcome) second = { 0 };

  g_mkdir_with_parents (within, 0700);
  put_message (desk, "outside.eml", "o@x", "o@x", "Outside");
  put_message (desk, "box/a.eml", "a@x", "a@x", "A");
  put_message (desk, "box/b.eml", "b@x", "a@x", "B");
  hidden = desk_file (desk, "box/.hidden.eml", "From: h@x\n\n", -1);
  table = desk_file (desk, "box/table.csv", "name\nX\n", -1);
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  make_socket (box, "socket.eml");

  first = desk_run (desk, "import", "box", NULL);
  g_assert_cmpint (first.status, ==, 1);
  g_assert_cmpstr (first.out, ==, "IN/2026/00001\nIN/2026/00002\n");
  g_assert_nonnull (strstr (first.err, "“link.eml” is a link"));
  g_assert_nonnull (strstr (first.err, "“pipe.eml” is a pipe"));
  g_assert_nonnull (strstr (first.err, "“socket.eml” is a pipe or a device"));
  g_assert_nonnull (strstr (first.err, "“deeper” is a folder"));
  g_assert_nonnull (strstr (first.err, "“table.csv” is a table"));
  g_assert_null (strstr (first.err, "hidden"));
  g_assert_nonnull (strstr (first.err, "5 were refused"));
  second = desk_run (desk, "import", "box", NULL);
  g_assert_cmpint (second.status, ==, 1);
  g_assert_cmpstr (second.out, ==, "");
  g_assert_cmpint (count_letters (desk), ==, 2);
}

static void
test_maildir (Desk          *desk,
              gconstpointer  data)
{
  static const char *const parts[] = { "Mail/cur", "Mail/new", "Mail/tmp" };
  g_autofree char *rubbish = NULL;
  g_auto (Outcome) imported = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (desk->folder, parts[i], NULL);
      g_mkdir_with_parents (path, 0700);
    }
  put_message (desk, "Mail/cur/1667.host:2,S", "1@x", "a@x", "Read: yes");
  put_message (desk, "Mail/new/1668.host", "2@x", "a@x", "New");
  put_message (desk, "Mail/new/1669.host", "1@x", "a@x", "Again");
  put_message (desk, "Mail/tmp/1670.host", "4@x", "a@x", "Half");
  rubbish = desk_file (desk, "Mail/dovecot.index", "\1\2\3", 3);
  imported = desk_run (desk, "import", "Mail", NULL);
  g_assert_cmpint (imported.status, ==, 1);
  g_assert_cmpstr (imported.out, ==, "IN/2026/00001\nIN/2026/00002\n");
  g_assert_nonnull (strstr (imported.err, "new/1669.host: The message is already registered as IN/2026/00001."));
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM attachment WHERE name IN ('Read: yes.eml', 'New.eml')"), ==, 2);
}

static void
test_mbox (Desk          *desk,
           gconstpointer  data)
{
  static const char *const ends[] = { "\n", "\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GString) box = g_string_new (NULL);
      g_autofree char *path = NULL;
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (Outcome) imported = { 0 };
      gint64 before = i == 0 ? 0 : count_letters (desk);

      /* The third is long: its "From " line comes where what was read ends. */
      for (guint n = 0; n < 4; n++)
        {
          g_string_append_printf (box, "From a@x Fri Apr 06 16:46:09 2001\nFrom: a@x\nMessage-ID: <%u.%u@x>\nSubject: Message %u\n\n",
                                  i, n, n);
          g_string_append (box, "From the beginning\n\nFrom the beginning again: no new one\n>From here 10:00\n");
          for (guint j = 0; n == 2 && j < 262144 / 16; j++)
            g_string_append (box, "fifteen letters\n");
          g_string_append (box, "\n");
        }
      if (i == 1)
        g_string_replace (box, "\n", "\r\n", 0);
      path = desk_file (desk, i == 0 ? "one.mbox" : "Inbox", box->str, box->len);
      imported = desk_run (desk, "import", i == 0 ? "one.mbox" : "Inbox", NULL);
      assert_done (imported);
      g_assert_cmpint (count_letters (desk) - before, ==, 4);
      outcome_clear (&imported);
      imported = desk_run (desk, "import", path, NULL);
      g_assert_cmpint (imported.status, ==, 1);
      g_assert_nonnull (strstr (imported.err, "message 4: The message is already registered as"));
      g_assert_cmpint (count_letters (desk) - before, ==, 4);
    }
}

/* Where each separator stands against the pieces that the file is read in makes no difference. */
static void
test_mbox_seams (Desk          *desk,
                 gconstpointer  data)
{
  g_autoptr (GString) box = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_auto (Outcome) imported = { 0 };

  for (guint n = 0; n < 40; n++)
    {
      g_string_append_printf (box, "From a@x Fri Apr 06 16:46:09 2001\nFrom: a@x\nMessage-ID: <%u@x>\nSubject: s%u\n\n", n, n);
      for (guint j = 0; j < 262144 - 110 + n * 3; j++)
        g_string_append_c (box, j % 70 == 0 ? '\n' : 'x');
      g_string_append (box, "\n\n");
    }
  path = desk_file (desk, "seams.mbox", box->str, box->len);
  imported = desk_run (desk, "import", "seams.mbox", NULL);
  assert_done (imported);
  g_assert_cmpint (count_letters (desk), ==, 40);
}

/* All that is hostile, twice: each message is registered once, or once as it is. */
static void
test_hostile (Desk          *desk,
              gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA"), "hostile", "eml", NULL);
  g_auto (Outcome) first = { 0 };
  g_auto (Outcome) second = { 0 };
  gint64 n, journal;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the test data is not there");
      return;
    }
  first = desk_run (desk, "import", folder, NULL);
  g_assert_cmpint (first.status, ==, 1); /* some have the same Message-ID */
  n = count_letters (desk);
  g_assert_cmpint (n, ==, 42);
  journal = desk_journal (desk);
  second = desk_run (desk, "import", folder, NULL);
  g_assert_cmpint (second.status, ==, 1);
  g_assert_cmpstr (second.out, ==, "");
  g_assert_cmpint (count_letters (desk), ==, n);
  g_assert_cmpint (desk_journal (desk), ==, journal);
}

/* A message, what answers it, and what answers an answer of ours that is not here: one thread, in whatever order they
 * come. */
static void
test_thread (Desk          *desk,
             gconstpointer  data)
{
  static const char *const headers[] = {
    "Message-ID: <a%u@example.org>\n",
    "Message-ID: <b%u@example.org>\nIn-Reply-To: <a%u@example.org>\n",
    "Message-ID: <c%u@example.org>\nIn-Reply-To: <ours%u@office.example>\nReferences: <a%u@example.org>\n"
    " <ours%u@office.example>\n",
  };
  static const char *const orders[] = { "abc", "acb", "bac", "bca", "cab", "cba" };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *joined = g_strdup_printf ("SELECT count(*) FROM letter f JOIN letter l ON l.id = f.thread"
                                                 " WHERE l.subject = 'Road %u a' AND l.thread IS NULL"
                                                 " AND f.subject IN ('Road %u b', 'Road %u c')", i, i, i);

      for (const char *c = orders[i]; *c != '\0'; c++)
        {
          g_autoptr (GString) header = g_string_new (headers[*c - 'a']);
          g_autofree char *number = g_strdup_printf ("%u", i);
          g_autofree char *text = NULL;
          g_autofree char *path = NULL;

          g_string_replace (header, "%u", number, 0);
          text = g_strdup_printf ("From: Forum <forum@example.org>\n%sSubject: Road %u %c\nDate: Mon, 2 Nov 2026 10:00:00 +0200"
                                  "\n\nText\n", header->str, i, *c);
          path = desk_file (desk, "message.eml", text, -1);
          {
            g_auto (Outcome) imported = desk_run (desk, "import", path, NULL);

            assert_done (imported);
          }
        }
      g_test_message ("%s", orders[i]);
      g_assert_cmpint (desk_query (desk, joined), ==, 2);
    }
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM mail_answers WHERE message NOT LIKE 'id:ours%'"), ==, 0);
}

/* Two that say they answer each other, and one that answers itself: registered, in one thread. */
static void
test_thread_circle (Desk          *desk,
                    gconstpointer  data)
{
  static const char *const headers[] = {
    "Message-ID: <a@example.org>\nIn-Reply-To: <b@example.org>\n",
    "Message-ID: <b@example.org>\nIn-Reply-To: <a@example.org>\n",
    "Message-ID: <c@example.org>\nIn-Reply-To: <c@example.org>\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("From: Forum <forum@example.org>\n%sSubject: Road %u\n\nText\n", headers[i], i);
      g_autofree char *path = desk_file (desk, "message.eml", text, -1);
      g_auto (Outcome) imported = desk_run (desk, "import", path, NULL);

      assert_done (imported);
    }
  g_assert_cmpint (desk_query (desk, "SELECT count(*) FROM letter WHERE thread IS NOT NULL"), ==, 1);
  g_assert_cmpint (desk_query (desk, "SELECT thread FROM letter WHERE subject = 'Road 1'"), ==,
                   desk_query (desk, "SELECT id FROM letter WHERE subject = 'Road 0'"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_test ("/mail/one", test_one);
  desk_test ("/mail/never-twice", test_never_twice);
  desk_test ("/mail/senders", test_senders);
  desk_test ("/mail/dates", test_dates);
  desk_test ("/mail/folder", test_folder);
  desk_test ("/mail/maildir", test_maildir);
  desk_test ("/mail/mbox", test_mbox);
  desk_test ("/mail/mbox-seams", test_mbox_seams);
  desk_test ("/mail/thread", test_thread);
  desk_test ("/mail/thread-circle", test_thread_circle);
  desk_test ("/mail/hostile", test_hostile);
  return g_test_run ();
}
