/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../store/store-fixture.h"
#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-form-row.h"
#include "desk/page/eo-filter-chips.h"
#include "desk/page/eo-many-bar.h"
#include "desk/page/eo-name-dialog.h"
#include "desk/page/eo-refused-dialog.h"
#include "desk/page/eo-section-page.h"
#include "store/eo-kind.h"
#include "store/eo-own-filter.h"
#include "ui-fixture.h"

/* Several letters at once, and filters of one's own. */

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static void
on_undoable (EoSectionPage *page,
             const char    *text,
             EoUndo        *undo,
             EoUndo       **kept)
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

static void
undo_all (Office *office,
          EoUndo *undo)
{
  gboolean undone = FALSE;

  eo_store_undo_async (office->store, undo, NULL, on_undone, &undone);
  ui_wait_for (undone);
}

/* How many letters have this in a field. */
static guint
count_with (Office     *office,
            const char *field,
            const char *text)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  g_autoptr (EoQuery) query = eo_query_new (kind);

  eo_query_add (query, eo_kind_find_field (kind, field), EO_IS, text);
  return (guint) eo_store_count (office->store, query);
}

static EoSectionPage *
page_new (Office     *office,
          guint       n,
          GtkWidget **window)
{
  GtkWidget *page;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Road %u", i + 1);
      g_autofree char *day = g_strdup_printf ("2026-09-%02u", i + 1);
      g_autoptr (EoRecord) letter = office_add (office, "letter", "subject", subject, "received_on", day, NULL);
    }
  page = eo_section_page_new (office->store, eo_kind_lookup ("letter"));
  *window = ui_present (page, 1100, 700);
  ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (eo_register_get_selection (
                 eo_section_page_get_register (EO_SECTION_PAGE (page))))) == n);
  return EO_SECTION_PAGE (page);
}

static void
select_all (EoSectionPage *page)
{
  GtkWidget *bar = find_child (GTK_WIDGET (page), EO_TYPE_MANY_BAR);

  gtk_widget_activate_action (GTK_WIDGET (page), "section.select-all", NULL);
  g_assert_true (gtk_widget_get_visible (bar));
  ui_wait_for (eo_many_bar_get_steps (EO_MANY_BAR (bar)) != NULL);
}

static void
answer (const char *field,
        const char *text)
{
  EoAskDialog *dialog;

  ui_wait_for ((dialog = find_window (EO_TYPE_ASK_DIALOG)) != NULL);
  eo_form_row_take_text (EO_FORM_ROW (eo_record_form_get_row (eo_ask_dialog_get_form (dialog), field)), text);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "ask.done", NULL);
}

static void
test_due (Office        *office,
          gconstpointer  data)
{
  GtkWidget *window;
  EoSectionPage *page = page_new (office, 5, &window);
  g_autoptr (EoUndo) undo = NULL;
  GtkWidget *bar = find_child (GTK_WIDGET (page), EO_TYPE_MANY_BAR);
  guint before;

  g_signal_connect (page, "undoable", G_CALLBACK (on_undoable), &undo);
  g_assert_false (gtk_widget_get_visible (bar));
  select_all (page);
  ui_picture (window, "many-bar");
  ui_dark (TRUE);
  ui_picture (window, "many-bar-dark");
  ui_dark (FALSE);
  before = count_with (office, "reply_due", "2031-10-01");
  gtk_widget_activate_action (GTK_WIDGET (page), "many.act", "s", "due");
  ui_wait_for (find_window (EO_TYPE_ASK_DIALOG) != NULL);
  ui_picture (find_window (EO_TYPE_ASK_DIALOG), "many-due");
  answer ("reply_due", "1 Oct 2031");
  ui_wait_for (undo != NULL);
  g_assert_cmpuint (count_with (office, "reply_due", "2031-10-01"), ==, 5);
  undo_all (office, undo);
  g_assert_cmpuint (count_with (office, "reply_due", "2031-10-01"), ==, before);

  gtk_widget_activate_action (GTK_WIDGET (page), "many.clear", NULL);
  g_assert_false (gtk_widget_get_visible (bar));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Two came after the day that is to be theirs: nothing is done, they are named, the others can be done without them. */
static void
test_refused (Office        *office,
              gconstpointer  data)
{
  GtkWidget *window;
  EoSectionPage *page = page_new (office, 5, &window);
  g_autoptr (EoUndo) undo = NULL;
  GtkWidget *dialog;

  g_signal_connect (page, "undoable", G_CALLBACK (on_undoable), &undo);
  select_all (page);
  gtk_widget_activate_action (GTK_WIDGET (page), "many.act", "s", "due");
  answer ("reply_due", "3 Sep 2026");
  ui_wait_for ((dialog = find_window (EO_TYPE_REFUSED_DIALOG)) != NULL);
  ui_picture (dialog, "many-refused");
  ui_dark (TRUE);
  ui_picture (dialog, "many-refused-dark");
  ui_dark (FALSE);
  g_assert_cmpuint (count_with (office, "reply_due", "2026-09-03"), ==, 0);
  gtk_widget_activate_action (dialog, "refused.go-on", NULL);
  ui_wait_for (undo != NULL);
  g_assert_cmpuint (count_with (office, "reply_due", "2026-09-03"), ==, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_step (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Sipho Mthembu", NULL);
  GtkWidget *window;
  EoSectionPage *page = page_new (office, 4, &window);
  g_autoptr (EoUndo) undo = NULL;
  EoAskDialog *dialog;

  g_signal_connect (page, "undoable", G_CALLBACK (on_undoable), &undo);
  select_all (page);
  gtk_widget_activate_action (GTK_WIDGET (page), "many.step", "s", "marked-up");
  ui_wait_for ((dialog = find_window (EO_TYPE_ASK_DIALOG)) != NULL);
  {
    EoRecordForm *form = eo_ask_dialog_get_form (dialog);

    eo_record_set_link (eo_record_form_get_edited (form), eo_kind_find_field (eo_kind_lookup ("letter"), "assigned_to"),
                        person->id, "Sipho Mthembu");
    eo_form_row_refresh (EO_FORM_ROW (eo_record_form_get_row (form, "assigned_to")));
  }
  ui_picture (GTK_WIDGET (dialog), "many-step");
  answer ("markup", "standard");
  ui_wait_for (undo != NULL);
  g_assert_cmpuint (count_with (office, "status", "marked-up"), ==, 4);
  undo_all (office, undo);
  g_assert_cmpuint (count_with (office, "status", "registered"), ==, 4);

  select_all (page);
  g_clear_pointer (&undo, eo_undo_unref);
  gtk_widget_activate_action (GTK_WIDGET (page), "many.delete", NULL);
  ui_wait_for (undo != NULL);
  g_assert_cmpuint (count_with (office, "status", "registered"), ==, 0);
  undo_all (office, undo);
  g_assert_cmpuint (count_with (office, "status", "registered"), ==, 4);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
name_it (const char *name)
{
  GtkWidget *dialog, *entry;

  ui_wait_for ((dialog = find_window (EO_TYPE_NAME_DIALOG)) != NULL);
  entry = find_child (dialog, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_widget_activate_action (dialog, "name.done", NULL);
}

/* What is shown now, by a name: it is counted, found again, renamed, and goes. */
static void
test_own_filter (Office        *office,
                 gconstpointer  data)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  GtkWidget *window;
  EoSectionPage *page = page_new (office, 5, &window);
  EoFilterChips *chips = EO_FILTER_CHIPS (find_child (GTK_WIDGET (page), EO_TYPE_FILTER_CHIPS));
  GtkWidget *search = find_child (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);
  g_autoptr (GPtrArray) filters = NULL;
  const EoOwnFilter *own;
  g_autofree char *name = NULL;

  gtk_editable_set_text (GTK_EDITABLE (search), "Road 3");
  gtk_widget_activate_action (GTK_WIDGET (page), "own-filter.save", NULL);
  ui_wait_for (find_window (EO_TYPE_NAME_DIALOG) != NULL);
  ui_picture (find_window (EO_TYPE_NAME_DIALOG), "own-filter-name");
  name_it ("open"); /* the office's own word */
  ui_wait (300);
  g_assert_nonnull (find_window (EO_TYPE_NAME_DIALOG));
  name_it ("The third road");
  ui_wait_for (eo_filter_chips_get_own (chips) != 0 && find_window (EO_TYPE_NAME_DIALOG) == NULL);
  g_assert_cmpstr (eo_filter_chips_get_label (chips), ==, "The third road");
  filters = eo_store_get_own_filters (office->store, kind);
  g_assert_cmpuint (filters->len, ==, 1);
  own = g_ptr_array_index (filters, 0);
  g_assert_cmpstr (own->filter, ==, "open");
  g_assert_cmpstr (own->text, ==, "Road 3");
  name = g_strdup_printf ("own-%" G_GINT64_FORMAT, own->id);
  ui_wait_for (eo_filter_chips_get_count (chips, name) == 1);
  ui_picture (window, "own-filter");

  eo_filter_chips_set_filter (chips, "all");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  eo_filter_chips_set_filter (chips, name);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "Road 3");

  gtk_widget_activate_action (GTK_WIDGET (page), "own-filter.rename", NULL);
  name_it ("Third");
  ui_wait_for (g_strcmp0 (eo_filter_chips_get_label (chips), "Third") == 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "own-filter.remove", NULL);
  ui_wait_for (eo_filter_chips_get_own (chips) == 0);
  g_assert_cmpstr (eo_filter_chips_get_filter (chips)->name, ==, "open");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/many/due", test_due);
  office_test ("/many/refused", test_refused);
  office_test ("/many/step", test_step);
  office_test ("/many/own-filter", test_own_filter);
  return g_test_run ();
}
