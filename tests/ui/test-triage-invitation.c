/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../sections/registry-fixture.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/view/eo-request-page.h"
#include "sections/diary/view/eo-triage-view.h"
#include "store/eo-undo.h"
#include "ui-fixture.h"

/* An invitation of a calendar beside the request that came with it; and a second one that changes or calls off the first. */

#define NL "\r\n"
#define INVITE(method, sequence, start, end)                                                                                       \
  "BEGIN:VCALENDAR" NL "VERSION:2.0" NL "METHOD:" method NL "BEGIN:VEVENT" NL "UID:summit@chamber" NL "SEQUENCE:" sequence NL      \
  "DTSTART;TZID=Africa/Johannesburg:" start NL "DTEND;TZID=Africa/Johannesburg:" end NL "SUMMARY:Construction summit: keynote" NL  \
  "LOCATION:Durban ICC" NL "ORGANIZER;CN=Ms L. Pillay:mailto:l.pillay@x.example" NL "END:VEVENT" NL "END:VCALENDAR" NL

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  const char *own = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  GtkWidget *found = own != NULL && g_str_equal (own, label) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static gboolean
has_text (GtkWidget  *widget,
          const char *part)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                   && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found; child = gtk_widget_get_next_sibling (child))
    found = has_text (child, part);
  return found;
}

static EoRecord *
add_request (Office     *office,
             const char *subject,
             const char *invitation)
{
  EoRecord *request = office_add (office, "request", "subject", subject, "came-by", "mail", NULL);

  attach (office, request, "invite.ics", invitation);
  do_step (office, request, "triage", "owner", "Sipho Mthembu");
  return request;
}

static void
on_undoable (GtkWidget   *page,
             const char  *text,
             EoUndo      *undo,
             EoUndo     **kept)
{
  g_clear_pointer (kept, eo_undo_unref);
  *kept = eo_undo_ref (undo);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  eo_store_undo_finish (EO_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static EoRecord *
get_standing (Office   *office,
              EoRecord *request)
{
  g_autoptr (EoRecord) now = fresh (office, request);

  return EO_REQUEST (now)->appointment.id != 0
           ? eo_store_get (office->store, &eo_appointment_kind, EO_REQUEST (now)->appointment.id, NULL) : NULL;
}

static gboolean
is_known (Office   *office,
          EoRecord *request)
{
  g_autoptr (EoRecord) stands = get_standing (office, request);

  return stands != NULL && *EO_APPOINTMENT (stands)->ical_uid != '\0';
}

static gboolean
says (Office     *office,
      EoRecord   *record,
      const char *field,
      const char *text)
{
  g_autoptr (EoRecord) now = fresh (office, record);
  g_autofree char *value = eo_field_to_text (eo_kind_find_field (eo_record_get_kind (now), field), now);

  return g_str_equal (value, text);
}

static void
test_invitation (Office        *office,
                 gconstpointer  data)
{
  static const struct { const char *field, *value; } offered[] = {
    { "subject", "Construction summit: keynote" }, { "place", "Durban ICC" },
    { "contact", "Ms L. Pillay, l.pillay@x.example" }, { "minutes", "45" },
  };
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "Hon. N. Dlamini", NULL);
  g_autoptr (EoRecord) owner = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  g_autoptr (EoRecord) request = add_request (office, "Invitation", INVITE ("REQUEST", "1", "20311007T100000", "20311007T104500"));
  g_autoptr (EoRecord) moved = NULL;
  g_autoptr (EoRecord) off = NULL;
  g_autofree char *open = g_strdup_printf ("Open %s", request->reference);
  g_autofree char *is_moved = g_strdup_printf ("%s is moved", request->reference);
  g_autofree char *is_off = g_strdup_printf ("%s is called off", request->reference);
  GtkWidget *page = eo_request_page_new (office->store);
  GtkWidget *window = ui_present (page, 1440, 900);
  EoUndo *undo = NULL;
  GtkWidget *button;
  gboolean undone = FALSE;

  g_signal_connect (page, "undoable", G_CALLBACK (on_undoable), &undo);
  eo_section_page_open (EO_SECTION_PAGE (page), request->id);
  ui_wait_for (has_text (page, "Offered by the invitation"));
  ui_wait (200);
  ui_picture (window, "triage-invitation");
  for (guint i = 0; i < 2; i++)
    {
      assert_field (office, request, offered[i].field, i == 0 ? "Invitation" : ""); /* nobody's word yet */
      ui_wait_for ((button = find_button (page, "Use")) != NULL);
      g_signal_emit_by_name (button, "clicked");
      ui_wait_for (says (office, request, offered[i].field, offered[i].value));
      ui_wait (100);
    }
  ui_wait_for ((button = find_button (page, "Use All")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    ui_wait_for (says (office, request, offered[i].field, offered[i].value));
  ui_wait_for (!has_text (page, "Offered by the invitation"));

  /* Accepted; what is undone is undone with what was noted of it. */
  for (guint i = 0; i < 2; i++)
    {
      ui_wait_for ((button = find_button (page, "_Accept Tue 7 Oct 2031")) != NULL && gtk_widget_is_sensitive (button));
      g_signal_emit_by_name (button, "clicked");
      ui_wait_for (is_known (office, request));
      if (i == 0)
        {
          eo_store_undo_async (office->store, undo, NULL, on_undone, &undone);
          ui_wait_for (undone);
          assert_field (office, request, "status", "triage");
          eo_section_page_open (EO_SECTION_PAGE (page), request->id);
        }
    }

  /* It is moved, and then called off, each by a mail of its own. */
  moved = add_request (office, "Updated", INVITE ("REQUEST", "2", "20311008T110000", "20311008T114500"));
  eo_section_page_open (EO_SECTION_PAGE (page), moved->id);
  ui_wait_for (has_text (page, is_moved) && find_button (page, open) != NULL);
  g_assert_true (has_text (page, "Who invited says 8 Oct 2031, 11:00 now."));
  ui_wait (200);
  ui_picture (window, "triage-moved");
  g_signal_emit_by_name (find_button (page, "Change the Diary"), "clicked");
  ui_wait_for (has_text (page, "was moved to 8 Oct 2031, 11:00 by who invited"));
  ui_wait_for (!has_text (page, is_moved));
  assert_field (office, request, "chosen", "2031-10-08T11:00");

  off = add_request (office, "Cancelled", INVITE ("CANCEL", "3", "20311008T110000", "20311008T114500"));
  eo_section_page_open (EO_SECTION_PAGE (page), off->id);
  ui_wait_for (has_text (page, is_off));
  g_assert_null (find_button (page, "Use"));
  g_signal_emit_by_name (find_button (page, "Change the Diary"), "clicked");
  ui_wait_for (has_text (page, "was called off by who invited"));
  assert_field (office, request, "status", "cancelled");
  g_clear_pointer (&undo, eo_undo_unref);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/triage-invitation/course", test_invitation);

  return g_test_run ();
}
