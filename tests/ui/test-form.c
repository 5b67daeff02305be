/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../store/store-fixture.h"
#include "desk/form/eo-form-group.h"
#include "desk/form/eo-form-row.h"
#include "desk/form/eo-link-row.h"
#include "desk/form/eo-record-form.h"
#include "desk/form/eo-text-row.h"
#include "store/eo-kind.h"
#include "ui-fixture.h"

static GtkWidget *
show (GtkWidget *form,
      int        width,
      int        height)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (pane, "formpane");
  gtk_box_append (GTK_BOX (pane), form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), pane);
  return ui_present (scroller, width, height);
}

static GtkEditable *
text_of (GtkWidget  *form,
         const char *field)
{
  GtkWidget *row = eo_record_form_get_row (EO_RECORD_FORM (form), field);

  g_assert_true (EO_IS_TEXT_ROW (row));
  return eo_text_row_get_editable (EO_TEXT_ROW (row));
}

/* A screen reader is told what stands in an entry, and not what stands in the GtkText within it. */
static gboolean
has_focus (GtkWidget   *window,
           GtkEditable *entry)
{
  g_assert_true (GTK_IS_ENTRY (entry));
  return gtk_root_get_focus (GTK_ROOT (window)) == GTK_WIDGET (gtk_editable_get_delegate (entry));
}

static void
type (GtkWidget  *form,
      const char *field,
      const char *text)
{
  gtk_editable_set_text (text_of (form, field), text);
}

static void
press (GtkWidget *row,
       guint      keyval)
{
  GtkWidget *text = GTK_WIDGET (eo_text_row_get_editable (EO_TEXT_ROW (row)));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (text);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  g_assert_true (handled);
}

/* A value that people might write, by the type of the field; some fields have rules of their own. */
static const char *
sample (const EoField *field)
{
  if (g_str_equal (field->name, "number") && field->type == EO_FIELD_TEXT)
    return "36/2/7/1";
  if (g_str_equal (field->name, "all_day"))
    return NULL; /* its times are days then */
  if (g_str_has_suffix (field->name, "zone"))
    return "Africa/Maputo";
  if (g_str_equal (field->name, "day_starts") || g_str_equal (field->name, "day_ends"))
    return g_str_equal (field->name, "day_starts") ? "08:00" : "17:00";
  if (g_str_equal (field->name, "repeats"))
    return "FREQ=WEEKLY;UNTIL=20261130T235900";
  if (field->wording != NULL)
    return "2026-10-07T09:00";
  if (g_str_equal (field->name, "priority"))
    return "urgent"; /* of the rules for deadlines, one that the office does not have yet */
  if (g_str_equal (field->name, "received_time"))
    return "09:20";
  if (g_str_equal (field->name, "disposal"))
    return "A20";
  if (g_str_equal (field->name, "matter"))
    return "access"; /* the longest there is */
  if (g_str_equal (field->name, "their_reference"))
    return "A reference that is far too long to stand in half a form, or in a whole one";
  switch (field->type)
    {
    case EO_FIELD_TEXT: return "Ndwedwe access road D1612";
    case EO_FIELD_LONG_TEXT: return "Two lines\nof it";
    case EO_FIELD_INTEGER: return "42";
    case EO_FIELD_DECIMAL: return "2.5";
    case EO_FIELD_BOOLEAN: return "true";
    case EO_FIELD_DATE: return "2026-09-09";
    case EO_FIELD_INSTANT: return "2026-09-09T08:40:00Z";
    case EO_FIELD_TIME: return "2026-09-09T08:40";
    case EO_FIELD_MONEY: return "1250.50";
    case EO_FIELD_CHOICE: return eo_choice_nick (field->choice (), 0);
    case EO_FIELD_LINK:
    default: return NULL;
    }
}

/* Every kind: the form has a row for each field people see, shows a record, takes an edit, and what is saved from it
 * reads back. */
static void
test_every_kind (Office        *office,
                 gconstpointer  data)
{
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  g_assert_cmpuint (n_kinds, >, 3);
  for (guint k = 0; k < n_kinds; k++)
    {
      g_autoptr (EoRecord) record = eo_record_new (kinds[k]);
      g_autoptr (EoRecord) back = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GError) error = NULL;
      GtkWidget *form = eo_record_form_new_for_kind (office->store, kinds[k]);
      GtkWidget *window = show (form, 376, 700);
      guint n_fields;
      const EoField *const *fields = eo_kind_get_fields (kinds[k], &n_fields);
      g_autofree char *picture = g_strdup_printf ("form-%s", kinds[k]->name);
      EoRecord *edited;

      eo_record_form_set_record (EO_RECORD_FORM (form), record);
      g_assert_false (eo_record_form_get_changed (EO_RECORD_FORM (form)));
      for (guint i = 0; i < n_fields; i++)
        {
          GtkWidget *row = eo_record_form_get_row (EO_RECORD_FORM (form), fields[i]->name);

          if ((fields[i]->flags & (EO_HIDDEN | EO_STATE)) != 0)
            continue;
          if (row == NULL)
            g_error ("The form of %s has no row for %s", kinds[k]->name, fields[i]->name);
          if (sample (fields[i]) != NULL && (fields[i]->flags & EO_DERIVED) != 0)
            g_assert_true (eo_record_set_text (eo_record_form_get_edited (EO_RECORD_FORM (form)), fields[i]->name,
                                               sample (fields[i]), NULL));
          else if (sample (fields[i]) != NULL)
            g_assert_true (eo_record_form_set_field_text (EO_RECORD_FORM (form), fields[i]->name, sample (fields[i])));
        }
      g_assert_true (eo_record_form_get_changed (EO_RECORD_FORM (form)));
      g_assert_false (eo_record_same_fields (record, eo_record_form_get_edited (EO_RECORD_FORM (form))));

      {
        g_autofree char *name = g_strdup_printf ("36/%u", k);

        office_fill (office, eo_record_form_get_edited (EO_RECORD_FORM (form)), name);
      }
      problems = eo_record_form_check (EO_RECORD_FORM (form));
      for (guint i = 0; i < problems->len; i++)
        g_test_message ("%s: %s", kinds[k]->name, ((EoProblem *) g_ptr_array_index (problems, i))->message);
      g_assert_cmpuint (problems->len, ==, 0);
      edited = eo_record_form_get_edited (EO_RECORD_FORM (form));
      eo_store_save (office->store, edited, &error);
      g_assert_no_error (error);
      back = eo_store_get (office->store, kinds[k], edited->id, &error);
      g_assert_no_error (error);
      eo_record_form_set_record (EO_RECORD_FORM (form), back);
      for (guint i = 0; i < n_fields; i++)
        {
          g_autofree char *text = eo_field_to_text (fields[i], eo_record_form_get_edited (EO_RECORD_FORM (form)));

          if ((fields[i]->flags & (EO_HIDDEN | EO_STATE | EO_DERIVED)) == 0 && sample (fields[i]) != NULL)
            g_assert_cmpstr (text, ==, sample (fields[i]));
        }
      ui_picture (window, picture);
      g_assert_cmpint (gtk_widget_get_width (window), ==, 376); /* no value, however long, makes the form wider */
      g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
      gtk_window_destroy (GTK_WINDOW (window));
      ui_wait_for (form == NULL);
    }
}

static void
test_dates (Office        *office,
            gconstpointer  data)
{
  static const struct
  {
    const char *typed;
    const char *stored;
    const char *shown;
  } cases[] = {
    { "9 Sep 2026", "2026-09-09", "9 Sep 2026" },
    { "9/9/2026", "2026-09-09", "9 Sep 2026" },
    { "2026-09-09", "2026-09-09", "9 Sep 2026" },
    { "", "", "" },
  };
  GtkWidget *form = eo_record_form_new_for_kind (office->store, eo_kind_lookup ("letter"));
  GtkWidget *window = show (form, 376, 700);
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  const EoField *field = eo_kind_find_field (eo_kind_lookup ("letter"), "letter_date");
  g_autoptr (GPtrArray) problems = NULL;

  eo_record_form_set_record (EO_RECORD_FORM (form), letter);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_widget_grab_focus (eo_record_form_get_row (EO_RECORD_FORM (form), "letter_date"));
      type (form, "letter_date", cases[i].typed);
      gtk_widget_grab_focus (eo_record_form_get_row (EO_RECORD_FORM (form), "subject"));
      ui_settle ();
      g_assert_cmpstr (eo_field_get_date (field, eo_record_form_get_edited (EO_RECORD_FORM (form)))->iso, ==,
                       cases[i].stored);
      g_assert_cmpstr (gtk_editable_get_text (text_of (form, "letter_date")), ==, cases[i].shown);
    }

  /* A day that does not exist stays on the screen, marked, and keeps the record from being saved. */
  type (form, "subject", "A letter");
  type (form, "letter_date", "31 Feb 2026");
  g_assert_true (eo_record_form_get_changed (EO_RECORD_FORM (form)));
  problems = eo_record_form_check (EO_RECORD_FORM (form));
  g_assert_cmpuint (problems->len, ==, 1);
  eo_record_form_show_problems (EO_RECORD_FORM (form), problems);
  g_assert_cmpstr (gtk_editable_get_text (text_of (form, "letter_date")), ==, "31 Feb 2026");
  g_assert_true (eo_form_row_has_problem (EO_FORM_ROW (eo_record_form_get_row (EO_RECORD_FORM (form), "letter_date"))));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Errors are on their rows, tied to what takes the focus, and go when the field is put right. */
static void
test_errors (Office        *office,
             gconstpointer  data)
{
  GtkWidget *form = eo_record_form_new_for_kind (office->store, eo_kind_lookup ("letter"));
  GtkWidget *window = show (form, 460, 800);
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  g_autoptr (GPtrArray) problems = NULL;
  GtkAccessible *subject;

  eo_record_form_set_record (EO_RECORD_FORM (form), letter);
  type (form, "received_on", "22 Sep 2026");
  type (form, "letter_date", "12 Oct 2026");
  problems = eo_record_form_check (EO_RECORD_FORM (form));
  g_assert_cmpuint (problems->len, ==, 2);
  eo_record_form_show_problems (EO_RECORD_FORM (form), problems);

  subject = GTK_ACCESSIBLE (text_of (form, "subject"));
  g_assert_true (has_focus (window, text_of (form, "subject")));
  gtk_test_accessible_assert_state (subject, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (subject, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  gtk_test_accessible_assert_property (subject, GTK_ACCESSIBLE_PROPERTY_LABEL, "Subject");
  gtk_test_accessible_assert_property (subject, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  ui_picture (window, "form-errors");

  type (form, "subject", "Handover of the old depot");
  g_assert_false (gtk_test_accessible_has_relation (subject, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_true (eo_record_form_next_error (EO_RECORD_FORM (form)));
  g_assert_true (has_focus (window, text_of (form, "letter_date")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_link (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) forum = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  g_autoptr (GPtrArray) parties = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const EoField *field = eo_kind_find_field (eo_kind_lookup ("letter"), "correspondent");
  GtkWidget *form = eo_record_form_new_for_kind (office->store, eo_kind_lookup ("letter"));
  GtkWidget *window = show (form, 376, 700);
  GtkWidget *row = eo_record_form_get_row (EO_RECORD_FORM (form), "correspondent");
  GtkWidget *popover;
  EoRecord *edited;

  eo_record_form_set_record (EO_RECORD_FORM (form), letter);
  edited = eo_record_form_get_edited (EO_RECORD_FORM (form));
  gtk_widget_grab_focus (row);

  type (form, "correspondent", "ndwe");
  g_assert_cmpint (eo_field_get_link (field, edited)->id, ==, 0);
  press (row, GDK_KEY_Return);
  g_assert_cmpint (eo_field_get_link (field, edited)->id, ==, forum->id);
  g_assert_cmpstr (gtk_editable_get_text (text_of (form, "correspondent")), ==, "Ndwedwe Residents’ Forum");

  /* Another name: offered to be added, made with the record. */
  type (form, "correspondent", "Mona Stream Committee");
  ui_settle ();
  problems = eo_record_form_check (EO_RECORD_FORM (form));
  g_assert_cmpuint (problems->len, ==, 2); /* no subject, and nobody by that name */
  press (row, GDK_KEY_Down);
  press (row, GDK_KEY_Up);
  press (row, GDK_KEY_Return);
  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = eo_record_form_check (EO_RECORD_FORM (form));
  g_assert_cmpuint (problems->len, ==, 1);
  parties = eo_record_form_get_new_parties (EO_RECORD_FORM (form));
  g_assert_cmpuint (parties->len, ==, 1);
  g_assert_cmpstr (((EoNewParty *) g_ptr_array_index (parties, 0))->title, ==, "Mona Stream Committee");
  g_assert_true (((EoNewParty *) g_ptr_array_index (parties, 0))->kind->is_party);

  type (form, "correspondent", "Ndw");
  ui_settle ();
  popover = gtk_widget_get_last_child (row);
  g_assert_true (GTK_IS_POPOVER (popover));
  ui_wait_for (gtk_widget_get_mapped (popover));
  ui_picture (popover, "form-type-ahead");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Enter goes from field to field. */
static void
test_enter (Office        *office,
            gconstpointer  data)
{
  GtkWidget *form = eo_record_form_new_for_kind (office->store, eo_kind_lookup ("letter"));
  GtkWidget *window = show (form, 376, 700);
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));

  eo_record_form_set_record (EO_RECORD_FORM (form), letter);
  gtk_widget_grab_focus (eo_record_form_get_row (EO_RECORD_FORM (form), "subject"));
  g_signal_emit_by_name (text_of (form, "subject"), "activate");
  g_assert_true (has_focus (window, text_of (form, "correspondent")));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* "From" on a letter in is "To" on a letter out. */
static void
test_labels (Office        *office,
             gconstpointer  data)
{
  GtkWidget *form = eo_record_form_new_for_kind (office->store, eo_kind_lookup ("letter"));
  GtkWidget *window = show (form, 376, 700);
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));

  eo_record_form_set_record (EO_RECORD_FORM (form), letter);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (text_of (form, "correspondent")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "From");
  eo_record_set_text (eo_record_form_get_edited (EO_RECORD_FORM (form)), "direction", "outgoing", NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (text_of (form, "correspondent")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "To");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_shown (GtkWidget  *form,
          const char *field)
{
  return gtk_widget_get_mapped (eo_record_form_get_row (EO_RECORD_FORM (form), field));
}

/* A letter out has no date of receipt to reckon from, a letter in is not signed here; what steps write stands there when
 * they wrote it, and is not typed in. */
static void
test_shown (Office        *office,
            gconstpointer  data)
{
  GtkWidget *form = eo_record_form_new_for_kind (office->store, eo_kind_lookup ("letter"));
  GtkWidget *window = show (form, 376, 1600);
  g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
  GtkWidget *clock, *dispatch;
  EoRecord *edited;

  eo_record_form_set_record (EO_RECORD_FORM (form), letter);
  edited = eo_record_form_get_edited (EO_RECORD_FORM (form));
  clock = gtk_widget_get_ancestor (eo_record_form_get_row (EO_RECORD_FORM (form), "draft_due"), EO_TYPE_FORM_GROUP);
  dispatch = gtk_widget_get_ancestor (eo_record_form_get_row (EO_RECORD_FORM (form), "proof"), EO_TYPE_FORM_GROUP);
  ui_picture (window, "form-letter-incoming");
  g_assert_true (is_shown (form, "markup") && is_shown (form, "draft_due") && gtk_widget_get_mapped (clock));
  g_assert_false (is_shown (form, "body") || is_shown (form, "return_reason") || gtk_widget_get_mapped (dispatch));

  eo_record_set_text (edited, "direction", "outgoing", NULL);
  ui_settle ();
  ui_picture (window, "form-letter-outgoing");
  g_assert_true (is_shown (form, "body"));
  g_assert_false (is_shown (form, "markup") || is_shown (form, "draft_due") || gtk_widget_get_mapped (clock));

  eo_record_set_text (edited, "return_reason", "tone", NULL);
  eo_record_set_text (edited, "proof", "RD 123 456 789 ZA", NULL);
  ui_settle ();
  g_assert_true (is_shown (form, "return_reason") && gtk_widget_get_mapped (dispatch));
  g_assert_false (is_shown (form, "delivery"));
  g_assert_false (eo_record_form_set_field_text (EO_RECORD_FORM (form), "proof", "another"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/form/every-kind", test_every_kind);
  office_test ("/form/dates", test_dates);
  office_test ("/form/errors", test_errors);
  office_test ("/form/link", test_link);
  office_test ("/form/enter", test_enter);
  office_test ("/form/labels", test_labels);
  office_test ("/form/shown", test_shown);
  return g_test_run ();
}
