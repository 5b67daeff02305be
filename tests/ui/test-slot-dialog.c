/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui-fixture.h"

#include "../store/store-fixture.h"
#include "sections/diary/view/eo-slot-dialog.h"

/* Times are offered as one types, and the one that is pressed is told. */

typedef struct
{
  gint64 diary;
  gint64 starts;
  guint  travel;
  guint  n;
} Chosen;

static void
on_chosen (GtkWidget  *dialog,
           gint64      diary,
           gint64      starts,
           gint64      ends,
           guint       travel,
           const char *place,
           Chosen     *chosen)
{
  chosen->diary = diary;
  chosen->starts = starts;
  chosen->travel = travel;
  chosen->n++;
  g_assert_cmpint (ends - starts, ==, 3600);
  g_assert_cmpstr (place, ==, "");
}

static void
test_offer (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  g_autoptr (EoRecord) other = office_add (office, "diary", "name", "The HOD", NULL);
  g_autoptr (EoRecord) taken = office_add (office, "appointment", "subject", "A", "diary", "The MEC", "starts", "2031-09-23T08:00",
                                           "ends", "2031-09-23T10:00", NULL);
  EoDate first = eo_date_from_ymd (2031, 9, 23);
  EoLocalTime ten = { "2031-09-23T10:00" };
  GtkWidget *dialog = eo_slot_dialog_new (office->store, diary->id, &first);
  GtkWidget *list;
  Chosen chosen = { 0 };

  g_signal_connect (dialog, "chosen", G_CALLBACK (on_chosen), &chosen);
  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  list = GTK_WIDGET (gtk_widget_get_template_child (dialog, EO_TYPE_SLOT_DIALOG, "slots"));
  ui_wait_for (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) != NULL);
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 9));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 10));
  ui_picture (dialog, "slot-dialog-light");
  ui_dark (TRUE);
  ui_picture (dialog, "slot-dialog-dark");
  ui_dark (FALSE);

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpuint (chosen.n, ==, 1);
  g_assert_cmpint (chosen.diary, ==, diary->id);
  g_assert_cmpint (chosen.starts, ==, eo_instant_from_local (&ten, "Africa/Johannesburg", NULL));
  ui_settle ();
}

/* Days that are none, nobody ticked: said in words, and nothing is offered. */
static void
test_trouble (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) diary = office_add (office, "diary", "name", "The MEC", NULL);
  EoDate first = eo_date_from_ymd (2031, 9, 23);
  GtkWidget *dialog = eo_slot_dialog_new (office->store, diary->id, &first);
  GtkWidget *entry = GTK_WIDGET (gtk_widget_get_template_child (dialog, EO_TYPE_SLOT_DIALOG, "last"));
  GtkWidget *summary = GTK_WIDGET (gtk_widget_get_template_child (dialog, EO_TYPE_SLOT_DIALOG, "summary"));
  GtkWidget *list = GTK_WIDGET (gtk_widget_get_template_child (dialog, EO_TYPE_SLOT_DIALOG, "slots"));

  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), "some day");
  ui_wait_for (*gtk_label_get_label (GTK_LABEL (summary)) != '\0');
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (summary)), ==, "Write the days like 9 Sep 2026.");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "2031-09-01");
  ui_wait_for (strstr (gtk_label_get_label (GTK_LABEL (summary)), "before") != NULL);
  g_assert_false (gtk_widget_get_visible (list));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_settle ();
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/slot-dialog/offer", test_offer);
  office_test ("/slot-dialog/trouble", test_trouble);

  return g_test_run ();
}
