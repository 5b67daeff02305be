/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../sections/registry-fixture.h"
#include "sections/diary/eo-appointment.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/view/eo-request-page.h"
#include "sections/diary/view/eo-triage-panes.h"
#include "sections/diary/view/eo-triage-view.h"
#include "ui-fixture.h"

static GtkWidget *
find_mapped (GtkWidget *widget,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  const char *own = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  if (own != NULL && g_str_equal (own, label) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static EoRecord *
add_request (Office *office)
{
  EoRecord *request;

  g_object_unref (office_add (office, "diary", "name", "Hon. N. Dlamini", NULL));
  g_object_unref (office_add (office, "special_day", "date", "2031-10-07", "title", "House sits", "working", "sitting", NULL));
  g_object_unref (office_add (office, "person", "name", "Sipho Mthembu", NULL));
  g_object_unref (office_add (office, "appointment", "subject", "Standing Committee", "diary", "Hon. N. Dlamini", "starts",
                              "2031-10-08T14:00", NULL));
  request = office_add (office, "request", "subject", "Keynote: construction summit", "came-by", "phone", "asked",
                        "Keynote, 15 minutes", "minutes", "45", "wanted", "2031-10-07T10:00 2031-10-08T14:00", NULL);
  do_step (office, request, "triage", "owner", "Sipho Mthembu");
  return request;
}

/* What fits is ticked, and is held at a click; another request's form is a form. */
static void
test_hold (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) request = add_request (office);
  GtkWidget *page = eo_request_page_new (office->store);
  GtkWidget *window = ui_present (page, 1280, 800);
  GtkWidget *button;

  eo_section_page_open (EO_SECTION_PAGE (page), request->id);
  ui_wait_for (find_mapped (page, EO_TYPE_TRIAGE_VIEW) != NULL);
  ui_wait_for ((button = find_button (page, "_Hold 1 Time")) != NULL && gtk_widget_is_sensitive (button));
  g_assert_nonnull (find_button (page, "_Accept Tue 7 Oct 2031"));
  ui_wait_for (says (page, "House sits"));
  ui_picture (window, "triage-1280");
  g_signal_emit_by_name (button, "clicked");
  ui_wait_for (find_mapped (page, EO_TYPE_TRIAGE_VIEW) != NULL && !gtk_widget_is_sensitive (button));
  ui_wait_for (({ g_autoptr (EoRecord) now = fresh (office, request); EO_REQUEST (now)->status == EO_REQUEST_HOLD; }));
  assert_field (office, request, "chosen", "2031-10-07T10:00");

  do_step (office, request, "declined", NULL, NULL);
  eo_section_page_open (EO_SECTION_PAGE (page), request->id);
  ui_wait_for (find_mapped (page, EO_TYPE_RECORD_VIEW) != NULL);
  g_assert_null (find_mapped (page, EO_TYPE_TRIAGE_VIEW));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* All of it, the facts and one more, one alone. */
static void
test_widths (Office        *office,
             gconstpointer  data)
{
  static const struct { int width; int n; gboolean document; } cases[] = {
    { 1280, 3, TRUE }, { 800, 2, TRUE }, { 500, 1, TRUE }, { 700, 3, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *panes = eo_triage_panes_new (gtk_label_new ("document"), gtk_label_new ("facts"), gtk_label_new ("days"));
      GtkWidget *window;

      eo_triage_panes_set_empty (EO_TRIAGE_PANES (panes), EO_TRIAGE_DOCUMENT, !cases[i].document);
      window = ui_present (panes, cases[i].width, 400);
      ui_wait_for (eo_triage_panes_get_n_shown (EO_TRIAGE_PANES (panes)) == cases[i].n);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);

  office_test ("/triage/hold", test_hold);
  office_test ("/triage/widths", test_widths);

  return g_test_run ();
}
