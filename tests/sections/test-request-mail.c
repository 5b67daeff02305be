/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "registry-fixture.h"
#include "reader/eo-sealed.h"
#include "sections/diary/eo-request-mail.h"
#include "sections/diary/eo-request.h"

/* A request out of a mail, as it is dropped on the diary. */

#define MAIL \
  "From: \"Ms L. Pillay\" <l.pillay@x.example>\r\nTo: mec@office.example\r\nSubject: Invitation to the summit\r\n" \
  "Date: Mon, 7 Sep 2026 09:12:00 +0200\r\nMessage-ID: <1@x.example>\r\nContent-Type: text/plain\r\n\r\nWe invite the MEC.\r\n"

typedef struct
{
  EoMailImport *mail;
  gint64        request;
  gboolean      as_draft;
} Begin;

static gboolean
write_begin (EoWriter  *writer,
             gpointer   data,
             GError   **error)
{
  Begin *begin = data;

  return begin->as_draft ? eo_writer_draft_mail (writer, begin->mail, &begin->request, error)
                         : eo_writer_begin_request_by_mail (writer, begin->mail, &begin->request, error);
}

/* The request's id; or 0 with @error. */
static gint64
take_mail (Office    *office,
           gboolean   as_draft,
           GError   **error)
{
  int fd = eo_sealed_new (MAIL, strlen (MAIL), NULL);
  Begin begin = { eo_mail_import_new (office->store, fd, "invitation.eml", error), 0, as_draft };
  gboolean ok;

  close (fd);
  g_assert_nonnull (begin.mail);
  ok = eo_store_write (office->store, write_begin, &begin, error);
  eo_mail_import_free (begin.mail);
  return ok ? begin.request : 0;
}

static gboolean
write_deleted (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  return eo_writer_delete (writer, &eo_request_kind, *(gint64 *) data, error);
}

static gint64
count (Office     *office,
       const char *kind)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup (kind));

  return eo_store_count (office->store, query);
}

/* Once, twice, and again after the request was deleted: one letter. */
static void
test_begin (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (GError) error = NULL;
  gint64 first = take_mail (office, FALSE, &error);
  g_autoptr (EoRecord) request = eo_store_get (office->store, &eo_request_kind, first, NULL);
  gint64 again;

  g_assert_no_error (error);
  assert_field (office, request, "subject", "Invitation to the summit");
  assert_field (office, request, "came_by", "mail");
  assert_field (office, request, "asked_on", "2026-09-07");
  g_assert_cmpint (EO_REQUEST (request)->diary.id, ==, diary->id);
  g_assert_cmpint (take_mail (office, FALSE, &error), ==, first);
  g_assert_no_error (error);
  g_assert_true (eo_store_write (office->store, write_deleted, &first, NULL));
  again = take_mail (office, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (again != 0 && again != first);
  g_assert_cmpint (count (office, "letter"), ==, 1);
  g_assert_cmpint (count (office, "request"), ==, 1);
}

/* While it waits to be registered it is somebody's work: told, and nothing is begun. */
static void
test_waits (Office        *office,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take_mail (office, TRUE, &error), !=, 0);
  g_assert_no_error (error);
  g_assert_cmpint (take_mail (office, FALSE, &error), ==, 0);
  g_assert_error (error, EO_ERROR, EO_ERROR_CONFLICT);
  g_test_message ("%s", error->message);
  g_assert_cmpint (count (office, "letter"), ==, 0);
  g_assert_cmpint (count (office, "request"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  office_test ("/request-mail/begin", test_begin);
  office_test ("/request-mail/waits", test_waits);
  return g_test_run ();
}
