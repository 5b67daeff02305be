/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-error.h"
#include "dav-fixture.h"
#include "reader-fixture.h"

/* What calendar servers answer, and what those do that mean harm. */

#define OPEN  "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
#define CLOSE "</multistatus>"
#define ONE(prop) OPEN "<response><href>/a/1.ics</href><propstat><prop>" prop "</prop><status>HTTP/1.1 200 OK</status></propstat></response>" CLOSE
#define FINE   (-1)
#define EITHER (-2) /* read or DAMAGED: as the version of libxml2 has it */

typedef struct
{
  const char *name;
  const char *text;
  int         code; /* of the error */
  const char *is;   /* "TOKEN|HREF STATUS KEY=VALUE…" for each */
} Case;

static const Case cases[] = {
  { "plain", ONE ("<getetag>\"1\"</getetag>"), FINE, "|/a/1.ics 0 0=\"1\"" },
  { "prefix", "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href> /a/ </D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
              "<D:sync-token>http://x/1</D:sync-token></D:multistatus>", FINE, "http://x/1|/a/ 404" },
  { "not-found-part", OPEN "<response><href>/a</href><propstat><prop><getetag>no</getetag></prop><status>HTTP/1.1 404 Not Found</status></propstat>"
                      "<propstat><prop><displayname>A &amp; B</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response>" CLOSE,
    FINE, "|/a 0 2=A & B" },
  { "calendar-data", ONE ("<C:calendar-data><![CDATA[BEGIN:VCALENDAR\nX:<&>\n]]></C:calendar-data>"), FINE,
    "|/a/1.ics 0 1=BEGIN:VCALENDAR\nX:<&>\n" },
  { "types", ONE ("<resourcetype><collection/><C:calendar/></resourcetype><C:supported-calendar-component-set><C:comp name=\"VEVENT\"/>"
                  "<C:comp name=\"VTODO\"/></C:supported-calendar-component-set><supported-report-set><supported-report><report>"
                  "<sync-collection/></report></supported-report></supported-report-set>"), FINE, "|/a/1.ics 0 8= 9= 10= 11=" },
  { "hrefs", ONE ("<current-user-principal><href>/p/</href></current-user-principal><C:calendar-home-set><href>/h/</href></C:calendar-home-set>"),
    FINE, "|/a/1.ics 0 6=/p/ 7=/h/" },
  { "other-namespace", "<multistatus xmlns=\"urn:other\"/>", EO_ERROR_UNSUPPORTED },
  { "html", "<html><body>Log in first</body></html>", EO_ERROR_UNSUPPORTED },
  { "text", "Internal Server Error", EO_ERROR_DAMAGED },
  { "truncated", OPEN "<response><href>/a/1.i", EO_ERROR_DAMAGED },
  { "unknown-entity", ONE ("<getetag>&evil;</getetag>"), EO_ERROR_DAMAGED },
  { "dtd", "<!DOCTYPE multistatus [ <!ENTITY a \"a\"> ]><multistatus xmlns=\"DAV:\"/>", EO_ERROR_DAMAGED },
  { "laughs", "<!DOCTYPE m [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
              "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]><multistatus xmlns=\"DAV:\"><response><href>&d;&d;&d;</href></response>"
              "</multistatus>", EO_ERROR_DAMAGED },
  { "external-entity", "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><multistatus xmlns=\"DAV:\"><response><href>&x;</href>"
                       "</response></multistatus>", EO_ERROR_DAMAGED },
  { "external-dtd", "<!DOCTYPE m SYSTEM \"http://127.0.0.1:9/x.dtd\"><multistatus xmlns=\"DAV:\"/>", EO_ERROR_DAMAGED },
  { "charset-unknown", "<?xml version=\"1.0\" encoding=\"x-klingon\"?><multistatus xmlns=\"DAV:\"/>", EO_ERROR_DAMAGED },
  { "charset-of-iconv", "<?xml version=\"1.0\" encoding=\"windows-1252\"?><multistatus xmlns=\"DAV:\"><response><href>\x93</href></response>"
                        "</multistatus>", EITHER },
  { "charset-wrong", "<?xml version=\"1.0\" encoding=\"utf-8\"?><multistatus xmlns=\"DAV:\"><response><href>\xff\xfe</href></response>"
                     "</multistatus>", EO_ERROR_DAMAGED },
  { "latin-1", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><multistatus xmlns=\"DAV:\"><response><href>/\xe9</href></response>"
               "</multistatus>", FINE, "|/é 0" },
  { "control", ONE ("<getetag>a&#7;b</getetag>"), EO_ERROR_DAMAGED },
  { "lines", ONE ("<getetag>a\n\tb</getetag>"), FINE, "|/a/1.ics 0 0=a b" },
  { "no-href", OPEN "<response><status>HTTP/1.1 200 OK</status></response>" CLOSE, FINE, "" },
  { "status-odd", OPEN "<response><href>/a</href><status>HTTP/1.1 99999999999 OK</status></response>" CLOSE, FINE, "|/a 0" },
};

static char *
describe (const EoDavAnswer *answer)
{
  GString *text = g_string_new (answer->token);

  for (guint i = 0; i < answer->responses->len; i++)
    {
      const EoDavResponse *response = g_ptr_array_index (answer->responses, i);

      g_string_append_printf (text, "|%s %u", response->href, response->status);
      for (guint j = 0; j < response->values->len; j++)
        {
          const EoDavValue *value = g_ptr_array_index (response->values, j);

          g_string_append_printf (text, " %u=%s", value->key, value->text);
        }
    }
  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoDavAnswer) answer = dav_read (one->text, strlen (one->text), &error);
  g_autofree char *is = NULL;

  if (one->code == EITHER && error == NULL)
    {
      g_assert_cmpuint (answer->responses->len, ==, 1);
    }
  else if (one->code == FINE)
    {
      g_assert_no_error (error);
      is = describe (answer);
      g_assert_cmpstr (is, ==, one->is);
    }
  else
    {
      g_assert_error (error, EO_ERROR, (one->code == EITHER ? EO_ERROR_DAMAGED : one->code));
      g_assert_null (strstr (error->message, "root:"));
    }
  g_assert_true (fixture_no_child ());
}

/* What is large: made here. Each ends at once, with an error or with what is of use. */
typedef struct
{
  const char *name;
  const char *before;
  const char *repeated;
  gsize       times;
  const char *after;
  int         code;
} Large;

static const Large large[] = {
  { "attribute", "<multistatus xmlns=\"DAV:\" a=\"", "aaaaaaaaaaaaaaaa", 50 << 16, "\"/>", EO_ERROR_DAMAGED },
  { "attributes", "<multistatus xmlns=\"DAV:\"", " b='c'", 1 << 20, "/>", EO_ERROR_DAMAGED },
  { "deep", "<multistatus xmlns=\"DAV:\">", "<a>", 1 << 20, "", EO_ERROR_DAMAGED },
  { "name", "<multistatus xmlns=\"DAV:\"><", "aaaaaaaaaaaaaaaa", 1 << 20, "/></multistatus>", EO_ERROR_DAMAGED },
  { "comment", "<multistatus xmlns=\"DAV:\"><!--", "aaaaaaaaaaaaaaaa", 3 << 20, "--></multistatus>", EITHER },
  { "href", OPEN "<response><href>", "/aaaaaaaaaaaaaaa", 1 << 18, "</href></response>" CLOSE, FINE },
  { "responses", OPEN, "<response><href>/a/1.ics</href></response>", 200001, CLOSE, EO_ERROR_TOO_LARGE },
  { "values", OPEN "<response><href>/a</href><propstat><prop>", "<getetag>1</getetag>", 1000, "</prop></propstat></response>" CLOSE,
    EO_ERROR_TOO_LARGE },
  { "namespaces", "<multistatus xmlns=\"DAV:\">", "<a xmlns='urn:b'/>", 1 << 20, "</multistatus>", FINE },
  { "document", "<multistatus xmlns=\"DAV:\">", "                                ", (64 << 20) / 32, "</multistatus>", EO_ERROR_TOO_LARGE },
};

static void
test_large (gconstpointer data)
{
  const Large *one = data;
  g_autoptr (GString) text = g_string_new (one->before);
  g_autoptr (EoDavAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < one->times; i++)
    g_string_append (text, one->repeated);
  g_string_append (text, one->after);
  answer = dav_read (text->str, text->len, &error);
  if (one->code == FINE)
    g_assert_no_error (error);
  else if (one->code != EITHER || error != NULL)
    g_assert_error (error, EO_ERROR, (one->code == EITHER ? EO_ERROR_DAMAGED : one->code));
  g_assert_true (fixture_no_child ());
}

/* Calendar data beyond the cap is told to be left out, and the rest is there. */
static void
test_left_out (void)
{
  g_autofree char *filler = g_strnfill (EO_DAV_DATA + 1, 'a');
  g_autofree char *text = g_strconcat (OPEN "<response><href>/a</href><propstat><prop><C:calendar-data>", filler,
                                       "</C:calendar-data><getetag>1</getetag></prop></propstat></response>" CLOSE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoDavAnswer) answer = dav_read (text, strlen (text), &error);
  g_autofree char *is = NULL;

  g_assert_no_error (error);
  is = describe (answer);
  g_assert_cmpstr (is, ==, "|/a 0 12= 0=1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dav/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dav/large/%s", large[i].name);

      g_test_add_data_func (path, &large[i], test_large);
    }
  g_test_add_func ("/dav/large/left-out", test_left_out);
  return g_test_run ();
}
