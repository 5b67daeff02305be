/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../store/store-fixture.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-diary-page.h"

/* Calendars into the diary and out of it, as somebody does it in the window: dropped, or by the menu. */

typedef struct
{
  Office    *office;
  GtkWidget *page;
  GtkWidget *window;
  char      *told;
} Desk;

static void
on_toast (GtkWidget  *page,
          const char *text,
          Desk       *desk)
{
  g_free (desk->told);
  desk->told = g_strdup (text);
}

static void
desk_open (Desk   *desk,
           Office *office)
{
  GPtrArray *diaries;

  *desk = (Desk) { .office = office, .page = eo_diary_page_new (office->store) };
  g_signal_connect (desk->page, "toast", G_CALLBACK (on_toast), desk);
  desk->window = ui_present (desk->page, 1100, 700);
  diaries = eo_diary_data_get_diaries (EO_DIARY_BOARD (eo_diary_page_get_board (EO_DIARY_PAGE (desk->page)))->data);
  ui_wait_for (diaries->len > 0);
}

static void
desk_close (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  ui_settle ();
  g_free (desk->told);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_close)

/* Events that begin at nine, the first on 1 September 2026; where @summary is NULL: one that says no time. */
static GFile *
write_calendar (Office      *office,
                const char  *name,
                guint        n,
                const char  *summary)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
  g_autofree char *path = g_build_filename (office->folder, name, NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%u@%s\r\nDTSTART:202609%02uT070000Z\r\nDURATION:PT1H\r\nSUMMARY:%s\r\n"
                                  "END:VEVENT\r\n", i, name, i + 1, summary != NULL ? summary : "Meeting");
  if (summary == NULL)
    g_string_append (text, "BEGIN:VEVENT\r\nUID:none@x\r\nSUMMARY:Whenever\r\nEND:VEVENT\r\n");
  g_string_append (text, "END:VCALENDAR\r\n");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return g_file_new_for_path (path);
}

static guint
count (Office     *office,
       const char *diary)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);
  g_autoptr (EoRecord) of = eo_store_find (office->store, eo_kind_lookup ("diary"), diary, NULL);
  g_autofree char *link = g_strdup_printf ("#%" G_GINT64_FORMAT, of->id);

  eo_query_add (query, eo_kind_find_field (&eo_appointment_kind, "diary"), EO_IS, link);
  return (guint) eo_store_count (office->store, query);
}

/* The dialog of @type that is open, or NULL. */
static GtkWidget *
find_dialog (GType type)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *at = all; at != NULL; at = at->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (at->data, type) && gtk_widget_get_visible (at->data))
      return at->data;
  return NULL;
}

static gboolean
drop (Desk  *desk,
      GFile *first,
      GFile *second)
{
  GFile *files[] = { first, second };

  return eo_section_page_take_files (EO_SECTION_PAGE (desk->page), files, second != NULL ? 2 : 1);
}

static void
assert_told (Desk       *desk,
             const char *text)
{
  ui_wait_for (desk->told != NULL);
  g_assert_cmpstr (desk->told, ==, text);
  g_clear_pointer (&desk->told, g_free);
}

/* Dropped twice, it is there once; two files at once are told as one. */
static void
test_drop (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (GFile) first = write_calendar (office, "first.ics", 3, "Cabinet");
  g_autoptr (GFile) second = write_calendar (office, "SECOND.ICS", 2, "Caucus");
  g_auto (Desk) desk = { NULL };

  desk_open (&desk, office);
  g_assert_true (drop (&desk, first, NULL));
  assert_told (&desk, "3 appointments added, 0 changed, 0 as they were, 0 refused");
  g_assert_true (drop (&desk, first, second));
  assert_told (&desk, "2 appointments added, 0 changed, 3 as they were, 0 refused");
  g_assert_cmpuint (count (office, "The MEC"), ==, 5);
}

/* What is left out is named, and so is a file that cannot be read; the rest is taken. */
static void
test_told (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (GFile) partly = write_calendar (office, "partly.ics", 2, NULL);
  g_autofree char *path = g_build_filename (office->folder, "gone.ics", NULL);
  g_autoptr (GFile) gone = g_file_new_for_path (path);
  g_auto (Desk) desk = { NULL };
  GtkWidget *dialog;

  desk_open (&desk, office);
  g_assert_true (drop (&desk, gone, partly));
  ui_wait_for ((dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "2 appointments added, 0 changed, 0 as they were, 1 refused");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "gone.ics"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "Whenever"));
  ui_picture (dialog, "diary-import-told");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_cmpuint (count (office, "The MEC"), ==, 2);
}

/* With several diaries somebody says whose; who closes the question imports nothing. */
static void
test_whose (Office        *office,
            gconstpointer  data)
{
  static const struct { const char *response; guint mec, hod; } cases[] = { { "cancel", 0, 0 }, { "1", 0, 2 }, { "0", 2, 2 } };
  g_autoptr (EoRecord) mec = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) hod = office_add (office, "diary", "name", "The Premier", NULL);
  g_autoptr (GFile) calendar = write_calendar (office, "two.ics", 2, "Cabinet");
  g_auto (Desk) desk = { NULL };

  desk_open (&desk, office);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *dialog;

      g_assert_true (drop (&desk, calendar, NULL));
      ui_wait_for ((dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
      if (i > 0)
        g_assert_cmpstr (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), cases[i].response), ==,
                         i == 1 ? "The Premier" : "The MEC");
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), cases[i].response);
      gtk_window_destroy (GTK_WINDOW (dialog));
      if (i > 0)
        assert_told (&desk, "2 appointments added, 0 changed, 0 as they were, 0 refused");
      ui_wait (100);
      g_assert_cmpuint (count (office, "The MEC"), ==, cases[i].mec);
      g_assert_cmpuint (count (office, "The Premier"), ==, cases[i].hod);
    }
}

/* A file dialog is answered with @file. */
static void
choose (GFile *file)
{
  GtkWidget *dialog;
  g_autoptr (GError) error = NULL;

  ui_wait_for ((dialog = find_dialog (GTK_TYPE_FILE_CHOOSER)) != NULL);
  ui_wait (200);
  if (gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);
      g_autofree char *name = g_file_get_basename (file);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, &error);
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
    }
  else
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (dialog), file, &error);
  g_assert_no_error (error);
  ui_wait (500); /* it reads its folder */
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
}

static void
test_import (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (GFile) calendar = write_calendar (office, "in.ics", 4, "Cabinet");
  g_auto (Desk) desk = { NULL };

  desk_open (&desk, office);
  g_assert_true (gtk_widget_activate_action (eo_diary_page_get_board (EO_DIARY_PAGE (desk.page)), "diary.import", NULL));
  choose (calendar);
  assert_told (&desk, "4 appointments added, 0 changed, 0 as they were, 0 refused");
  g_assert_cmpuint (count (office, "The MEC"), ==, 4);
}

/* What goes out comes in again as it was. */
static void
test_export (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) one = office_add (office, "appointment", "subject", "Site visit", "diary", "The MEC", "starts",
                                         "2026-09-24T09:00", "place", "Ndwedwe", NULL);
  g_autofree char *path = g_build_filename (office->folder, "out.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (Desk) desk = { NULL };

  desk_open (&desk, office);
  g_assert_true (gtk_widget_activate_action (eo_diary_page_get_board (EO_DIARY_PAGE (desk.page)), "diary.export", NULL));
  choose (file);
  ui_wait_for (desk.told != NULL);
  g_test_message ("%s", desk.told);
  g_assert_nonnull (strstr (desk.told, "out.ics"));
  g_clear_pointer (&desk.told, g_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "SUMMARY:Site visit"));
  g_assert_nonnull (strstr (text, "END:VCALENDAR"));
  g_assert_true (drop (&desk, file, NULL));
  assert_told (&desk, "0 appointments added, 0 changed, 1 as they were, 0 refused");
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/diary-exchange/drop", test_drop);
  office_test ("/diary-exchange/told", test_told);
  office_test ("/diary-exchange/whose", test_whose);
  office_test ("/diary-exchange/import", test_import);
  office_test ("/diary-exchange/export", test_export);

  return g_test_run ();
}
