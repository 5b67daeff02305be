/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/eo-error.h"
#include "reader/eo-message.h"
#include "reader/eo-sealed.h"
#include "reader-fixture.h"

/* Messages as people and their programs write them, and what is read from each. */

#define NL "\r\n"

typedef struct
{
  const char *name;
  const char *message;
  const char *from;    /* "name|address" */
  const char *subject;
  const char *text;
  const char *parts;   /* "name|media type|bytes;…" */
} Case;

static const Case cases[] = {
  { "plain",
    "From: Thandi Nkosi <thandi@example.org>" NL "To: office@example.gov.za" NL "Subject: Road at Ndwedwe" NL NL
    "Good day" NL NL "The road is closed." NL,
    "Thandi Nkosi|thandi@example.org", "Road at Ndwedwe", "Good day\n\nThe road is closed.", "" },
  { "encoded-words",
    "From: =?ISO-8859-1?Q?J=FCrgen_Kr=FCger?= <j@example.org>\nSubject: =?utf-8?B?UMOjbyBkZQ==?= =?utf-8?Q?_queijo?=\n"
    "Content-Type: text/plain; charset=windows-1252\n\n\x93" "caf\xe9\x94\n",
    "Jürgen Krüger|j@example.org", "Pão de queijo", "“café”", "" },
  { "header-not-encoded", "From: Jos\xe9 <j@example.org>\nSubject: caf\xe9\n\nx\n", "José|j@example.org", "café", "x", "" },
  { "charset-of-the-east", "From: a@example.org\nSubject: =?koi8-r?B?8NLJ18XU?=\nContent-Type: text/plain; charset=gb2312\n\n"
    "\xc4\xe3\xba\xc3\n", "|a@example.org", "Привет", "你好", "" },
  { "charset-unknown", "From: a@example.org\nSubject: s\nContent-Type: text/plain; charset=no-such\n\ncaf\xe9\n",
    "|a@example.org", "s", "café", "" },
  { "quoted-printable",
    "From: a@example.org\nSubject: s\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "one=\n line, caf=C3=A9 =ZZ\n", "|a@example.org", "s", "one line, café =ZZ", "" },
  { "flowed",
    "From: a@example.org\nSubject: s\nContent-Type: text/plain; format=flowed\n\nOne \nline.\nTwo\n", "|a@example.org", "s",
    "One line.\nTwo", "" },
  { "plain-before-html",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/alternative; boundary=x\n\n"
    "--x\nContent-Type: text/html\n\n<p>html</p>\n--x\nContent-Type: text/plain\n\nplain\n--x--\n",
    "|a@example.org", "s", "plain", "" },
  { "html-where-plain-is-empty",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/alternative; boundary=x\n\n"
    "--x\nContent-Type: text/plain\n\n \n\n--x\nContent-Type: text/html\n\n<p>html</p>\n--x--\n",
    "|a@example.org", "s", "html", "" },
  { "html",
    "From: a@example.org\nSubject: s\nContent-Type: text/html; charset=utf-8\n\n"
    "<html><head><title>T</title><style>p { color: red }</style></head><body onload='x()'><!-- no --><p>One &amp; two</p>"
    "<script>alert (\"</p>\")</script><ul><li>a<li>b</ul><table><tr><td>1</td><td>2</td></tr></table>"
    "<img src=\"http://example.org/x.png\" alt=\"no\">caf&eacute; &#8364;&nbsp;5 &bogus; 1 < 2<br>end",
    "|a@example.org", "s", "One & two\n\n• a\n• b\n\n1 2\n\ncafé € 5 &bogus; 1 < 2\nend", "" },
  { "attachments",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\nContent-Type: text/plain\n\nSee.\n"
    "--x\nContent-Type: application/pdf; name=\"a.pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n"
    "JVBERi0xLjQ=\n"
    "--x\nContent-Type: text/plain; name=note.txt\nContent-Disposition: attachment; filename=note.txt\n\nnote\n"
    "--x\nContent-Type: image/png\n\nPNG\n--x--\n",
    "|a@example.org", "s", "See.", "a.pdf|application/pdf|8;note.txt|text/plain|4;Attachment 3.png|image/png|3" },
  { "names-that-are-paths",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"../../etc/passwd\"\n\na\n"
    "--x\nContent-Type: application/pdf\nContent-Disposition: attachment;\n filename*0*=utf-8''..%2F..%2F;\n"
    " filename*1*=caf%C3%A9%0A.pdf\n\nb\n"
    "--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"=?utf-8?Q?..=5C=E2=80=AEfdp.exe?=\"\n\nc\n"
    "--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"..\"\n\nd\n--x--\n",
    "|a@example.org", "s", "",
    "passwd|application/pdf|1;café .pdf|application/pdf|1;fdp.exe|application/pdf|1;document|application/pdf|1" },
  { "message-within",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\nContent-Type: text/plain\n\nForwarded.\n"
    "--x\nContent-Type: message/rfc822\n\nFrom: b@example.org\nSubject: within\n\nhello\n--x--\n",
    "|a@example.org", "s", "Forwarded.", "within.eml|message/rfc822|42" },
  { "ornament-of-html",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/related; boundary=x\n\n"
    "--x\nContent-Type: text/html\n\n<p>text</p><img src=cid:1>\n"
    "--x\nContent-Type: image/png\nContent-ID: <1>\n\nPNG\n"
    "--x\nContent-Type: image/png; name=map.png\nContent-ID: <2>\nContent-Disposition: attachment\n\nPNG\n--x--\n",
    "|a@example.org", "s", "text", "map.png|image/png|3" },
  { "invitation-beside-text",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/alternative; boundary=x\n\n"
    "--x\nContent-Type: text/plain\n\ncome\n--x\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--x--\n",
    "|a@example.org", "s", "come", "Attachment 1.ics|text/calendar|15" },
  { "no-end",
    "From: a@example.org\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\nContent-Type: image/gif\n\nGIF8",
    "|a@example.org", "s", "hello", "Attachment 1.gif|image/gif|4" },
  { "no-boundary", "From: a@example.org\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\nhello\n", "|a@example.org",
    "s", "hello", "" },
  { "type-without-subtype", "From: a@example.org\nSubject: s\nContent-Type: text; charset=us-ascii\n\nhello\n",
    "|a@example.org", "s", "hello", "" },
  { "bad-base64",
    "From: a@example.org\nSubject: =?utf-8?B?!!!!?=\nContent-Transfer-Encoding: base64\n\n####aGVsbG8=####\n==\n",
    "|a@example.org", "", "hello", "" },
  { "from-line", "From a@example.org Fri Apr 06 16:46:09 2001\nFrom: a@example.org\nSubject: s\n\nhello\n", "|a@example.org",
    "s", "hello", "" },
  { "byte-order-mark", "\xef\xbb\xbf" "From: a@example.org\nSubject: s\n\nhello\n", "|a@example.org", "s", "hello", "" },
  { "only-sender", "Sender: S <s@example.org>\n\nhello\n", "S|s@example.org", "", "hello", "" },
  { "group", "From: Office: A <a@example.org>, b@example.org;\nSubject: s\n\nhello\n", "A|a@example.org", "s", "hello", "" },
  { "comment-for-a-name", "From: a@example.org (A. N. Other)\nSubject: s\n\nhello\n", "A. N. Other|a@example.org", "s", "hello",
    "" },
  { "folded-and-controls", "From: a@example.org\nSubject: one\n two\x07\tthree\n\na\x07" "b\n", "|a@example.org",
    "one two three", "ab", "" },
};

static EoMessage *
read_bytes (gconstpointer  bytes,
            gsize          size,
            GError       **error)
{
  int fd = eo_sealed_new (bytes, size, NULL);
  EoMessage *message;

  g_assert_cmpint (fd, >=, 0);
  message = eo_message_read (fd, "test.eml", TRUE, error);
  close (fd);
  return message;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoMessage) message = read_bytes (one->message, strlen (one->message), &error);
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *from = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < message->parts->len; i++)
    {
      const EoMessagePart *part = g_ptr_array_index (message->parts, i);

      g_assert_cmpuint (g_bytes_get_size (part->bytes), ==, part->size);
      g_string_append_printf (parts, "%s%s|%s|%" G_GUINT64_FORMAT, i > 0 ? ";" : "", part->name, part->media_type,
                              part->size);
    }
  from = g_strconcat (message->from_name, "|", message->from_address, NULL);
  g_assert_cmpstr (from, ==, one->from);
  g_assert_cmpstr (message->subject, ==, one->subject);
  g_assert_cmpstr (message->text, ==, one->text);
  g_assert_cmpstr (parts->str, ==, one->parts);
  g_assert_false (message->is_cut);
}

static void
test_header (void)
{
  static const char text[] =
    "From: a@example.org\nTo: A <a@example.org>, =?utf-8?Q?B=C3=A9?= <b@example.org>\nCc: c@example.org\nCC: d@example.org\n"
    "Date: Sat, 31 Oct 2026 23:30:00 +0200\nMessage-ID: <1@example.org>\nIn-Reply-To: <0@example.org>\n"
    "References: <x@example.org> <0@example.org>\nRef: 12/3/4 (2026)\n\nx\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EoMessage) message = read_bytes (text, sizeof text - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (message->to, ==, "A <a@example.org>, Bé <b@example.org>");
  g_assert_cmpstr (message->cc, ==, "c@example.org, d@example.org");
  g_assert_cmpstr (message->sent.iso, ==, "2026-10-31T21:30:00Z");
  g_assert_cmpstr (message->sent_on.iso, ==, "2026-10-31");
  g_assert_cmpstr (message->id, ==, "1@example.org");
  g_assert_cmpstr (message->in_reply_to, ==, "0@example.org");
  g_assert_cmpstr (message->references, ==, "x@example.org 0@example.org");
  g_assert_cmpstr (message->reference, ==, "12/3/4 (2026)");
}

static void
test_bytes (void)
{
  static const char text[] = "From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\nAAECA/8=\n--x--\n";
  static const guint8 right[] = { 0, 1, 2, 3, 0xff };
  g_autoptr (GError) error = NULL;
  g_autoptr (EoMessage) message = read_bytes (text, sizeof text - 1, &error);
  const EoMessagePart *part;
  gsize size;

  g_assert_no_error (error);
  g_assert_cmpuint (message->parts->len, ==, 1);
  part = g_ptr_array_index (message->parts, 0);
  g_assert_cmpmem (g_bytes_get_data (part->bytes, &size), part->size, right, sizeof right);
}

static void
test_wild_dates (void)
{
  static const char *const dates[] = { "", "rubbish", "Fri, 32 Foo 99999 99:99:99 +9999",
                                       "Mon, 1 Jan 9999 00:00:00 +0000" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *text = g_strdup_printf ("From: a@example.org\nDate: %s\n\nx\n", dates[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (EoMessage) message = read_bytes (text, strlen (text), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (message->sent.iso, ==, "");
      g_assert_cmpstr (message->sent_on.iso, ==, "");
    }
}

static void
test_no_message (void)
{
  static const struct { const char *bytes; int code; } none[] = {
    { "just a text\nof two lines\n", EO_ERROR_UNSUPPORTED },
    { "%PDF-1.4\n", EO_ERROR_UNSUPPORTED },
    { "\n\n\n", EO_ERROR_UNSUPPORTED },
    { "", EO_ERROR_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EoMessage) message = read_bytes (none[i].bytes, strlen (none[i].bytes), &error);

      g_assert_null (message);
      g_assert_error (error, EO_ERROR, none[i].code);
      g_assert_nonnull (strstr (error->message, "test.eml"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/message/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/message/header", test_header);
  g_test_add_func ("/message/bytes", test_bytes);
  g_test_add_func ("/message/wild-dates", test_wild_dates);
  g_test_add_func ("/message/none", test_no_message);
  return g_test_run ();
}
