/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../sections/registry-fixture.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-diary-page.h"
#include "sections/diary/view/eo-request-page.h"

/* A mail that is dropped where requests are. */

static GFile *
write_mail (Office     *office,
            const char *name,
            const char *subject)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autofree char *text = g_strdup_printf ("From: \"Ms L. Pillay\" <l.pillay@x.example>\r\nTo: mec@office.example\r\nSubject: %s\r\n"
                                           "Date: Mon, 7 Sep 2026 09:12:00 +0200\r\nMessage-ID: <%s@x.example>\r\n"
                                           "Content-Type: text/plain\r\n\r\nWe invite the MEC.\r\n", subject, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static void
on_open_record (GtkWidget  *page,
                const char *kind,
                gint64      id,
                gint64     *opened)
{
  g_assert_cmpstr (kind, ==, "request");
  *opened = id;
}

static void
on_toast (GtkWidget   *page,
          const char  *text,
          char       **told)
{
  g_free (*told);
  *told = g_strdup (text);
}

static gint64
count (Office     *office,
       const char *kind)
{
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup (kind));

  return eo_store_count (office->store, query);
}

static void
test_mail (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (GFile) first = write_mail (office, "first.eml", "Invitation to the summit");
  g_autoptr (GFile) second = write_mail (office, "second.eml", "A meeting on depots");
  g_autoptr (GFile) gone = g_file_get_child (first, "gone.eml");
  g_autoptr (GFile) scan = g_file_get_child (first, "scan.pdf");
  GtkWidget *pages[] = { eo_diary_page_new (office->store), eo_request_page_new (office->store) };
  gint64 opened = 0, before;
  char *told = NULL;
  g_autoptr (EoRecord) request = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *window = ui_present (pages[i], 1100, 700);

      g_signal_connect (pages[i], "open-record", G_CALLBACK (on_open_record), &opened);
      g_signal_connect (pages[i], "toast", G_CALLBACK (on_toast), &told);
      /* Others are for the letters. */
      g_assert_false (eo_section_page_take_files (EO_SECTION_PAGE (pages[i]), (GFile *[]) { scan }, 1));
      g_assert_false (eo_section_page_take_files (EO_SECTION_PAGE (pages[i]), (GFile *[]) { first, scan }, 2));

      /* It comes twice: there is one letter, and one request. */
      g_assert_true (eo_section_page_take_files (EO_SECTION_PAGE (pages[i]), (GFile *[]) { first }, 1));
      before = opened;
      opened = 0;
      ui_wait_for (opened != 0);
      g_assert_true (i == 0 || opened == before);
      g_assert_cmpint (count (office, "letter"), ==, i + 1);
      g_assert_cmpint (count (office, "request"), ==, i + 1);

      /* What cannot be read is told, and the other is taken. */
      g_clear_pointer (&told, g_free);
      opened = 0;
      if (i == 0)
        {
          g_assert_true (eo_section_page_take_files (EO_SECTION_PAGE (pages[i]), (GFile *[]) { gone }, 1));
          ui_wait_for (told != NULL);
          g_assert_nonnull (strstr (told, "gone.eml"));
          g_assert_true (eo_section_page_take_files (EO_SECTION_PAGE (pages[i]), (GFile *[]) { gone, second }, 2));
          ui_wait_for (opened != 0);
          g_assert_cmpstr (told, ==, "1 mail is registered, and a request of it");
          g_assert_true (eo_section_page_take_files (EO_SECTION_PAGE (pages[i]), (GFile *[]) { first }, 1));
          opened = 0;
          ui_wait_for (opened != 0);
        }
      else
        opened = before;
      gtk_window_destroy (GTK_WINDOW (window));
      ui_settle ();
    }
  request = eo_store_get (office->store, &eo_request_kind, opened, NULL);
  g_assert_cmpstr (EO_REQUEST (request)->subject, ==, "Invitation to the summit");
  g_assert_cmpint (EO_REQUEST (request)->came_by, ==, EO_CAME_MAIL);
  g_assert_cmpint (EO_REQUEST (request)->letter.id, !=, 0);
  g_assert_cmpstr (EO_REQUEST (request)->requester.title, ==, "Ms L. Pillay");
  g_assert_cmpint (count (office, "request"), ==, 2);
  g_assert_cmpint (count (office, "letter"), ==, 2);
  g_free (told);
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/request-drop/mail", test_mail);

  return g_test_run ();
}
