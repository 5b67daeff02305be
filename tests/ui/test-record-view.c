/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../store/store-fixture.h"
#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-form-row.h"
#include "desk/form/eo-notice.h"
#include "desk/form/eo-record-form.h"
#include "desk/form/eo-text-row.h"
#include "desk/record/eo-history-page.h"
#include "desk/record/eo-links-page.h"
#include "desk/record/eo-parts-dialog.h"
#include "desk/record/eo-parts-group.h"
#include "paper/eo-record-report.h"
#include "desk/record/eo-record-view.h"
#include "store/eo-draft.h"
#include "store/eo-kind.h"
#include "store/eo-link.h"
#include "store/eo-undo.h"
#include "ui-fixture.h"

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

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The form of the record, which comes before those for actions. */
static EoRecordForm *
form_of (EoRecordView *view)
{
  return EO_RECORD_FORM (find_child (GTK_WIDGET (view), EO_TYPE_RECORD_FORM));
}

static EoNotice *
notice_of (EoRecordView *view)
{
  return EO_NOTICE (find_child (GTK_WIDGET (view), EO_TYPE_NOTICE));
}

static void
type (EoRecordView *view,
      const char   *field,
      const char   *text)
{
  GtkWidget *row = eo_record_form_get_row (form_of (view), field);

  gtk_editable_set_text (eo_text_row_get_editable (EO_TEXT_ROW (row)), text);
}

static char *
stored (Office     *office,
        const char *kind,
        gint64      id,
        const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoRecord) record = eo_store_get (office->store, eo_kind_lookup (kind), id, &error);

  g_assert_no_error (error);
  return eo_field_to_text (eo_kind_find_field (eo_kind_lookup (kind), field), record);
}

static void
assert_stored (Office     *office,
               gint64      id,
               const char *field,
               const char *expected)
{
  g_autofree char *text = stored (office, "letter", id, field);

  g_assert_cmpstr (text, ==, expected);
}

static EoRecord *
add_letter (Office *office)
{
  g_autoptr (EoRecord) forum = office_add (office, "organisation", "name", "Ndwedwe Residents’ Forum", NULL);
  g_autoptr (EoRecord) person = office_add (office, "person", "name", "Sipho Mthembu", "staff", "true", NULL);

  return office_add (office, "letter", "subject", "Ndwedwe access road D1612: request for urgent intervention",
                     "correspondent", "Ndwedwe Residents’ Forum", "signed_by", "Mr S. P. Ngcobo, Chairperson",
                     "letter_date", "2026-09-09", "received_on", "2026-09-15", "their_reference", "NRF/12/2026",
                     "mode", "hand", "matter", "request", "assigned_to", "Sipho Mthembu", "reply_due", "2026-09-30", "instruction", "For information",
                     "notes", "Ask District Roads for the inspection report first", NULL);
}

static EoRecordView *
view_new (Office     *office,
          GtkWidget **window,
          int         width,
          int         height)
{
  EoRecordView *view = eo_record_view_new (office->store, eo_kind_lookup ("letter"));

  *window = ui_present (GTK_WIDGET (view), width, height);
  return view;
}

static void
on_saved (EoRecordView *view,
          gint64        id,
          gint64       *saved)
{
  *saved = id;
}

static void
count (guint *n)
{
  ++*n;
}

/* The window goes, and nothing holds the view. */
static void
destroy (GtkWidget *window)
{
  gpointer view = gtk_window_get_child (GTK_WINDOW (window));

  g_object_add_weak_pointer (view, &view);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_wait_for (view == NULL);
}

static void
test_save (Office        *office,
           gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  gint64 saved = 0;

  g_signal_connect (view, "saved", G_CALLBACK (on_saved), &saved);
  eo_record_view_show (view, letter->id);
  g_assert_cmpint (eo_record_view_get_id (view), ==, letter->id);
  type (view, "subject", "Ndwedwe road");
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_wait_for (saved != 0);
  assert_stored (office, letter->id, "subject", "Ndwedwe road");
  g_assert_false (eo_record_form_get_changed (form_of (view)));

  /* Leaving saves what is sound … */
  type (view, "signed_by", "Ms Z. Ngcobo");
  eo_record_view_leave (view);
  ui_wait_for (TRUE);
  ui_wait (200);
  assert_stored (office, letter->id, "signed_by", "Ms Z. Ngcobo");

  /* … and keeps what is not. */
  eo_record_view_show (view, letter->id);
  type (view, "subject", "");
  eo_record_view_leave (view);
  ui_wait (200);
  assert_stored (office, letter->id, "subject", "Ndwedwe road");
  eo_record_view_show (view, letter->id);
  g_assert_true (g_str_has_prefix (eo_notice_get_heading (notice_of (view)), "You were changing this on"));
  destroy (window);
}

static void
test_draft (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  g_autoptr (EoDraft) draft = NULL;
  gint64 began;

  eo_record_view_show (view, letter->id);
  began = g_get_monotonic_time ();
  type (view, "subject", "Half a thoug");
  type (view, "correspondent", "A body nobody knows");
  ui_wait_for ((draft = eo_store_get_draft_of (office->store, eo_kind_lookup ("letter"), letter->id)) != NULL);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  destroy (window); /* as a crash would: nobody left the record */

  view = view_new (office, &window, 1000, 800);
  eo_record_view_show (view, letter->id);
  g_assert_cmpstr (eo_notice_get_body (notice_of (view)), ==, "What was typed then is kept, and not saved.");
  ui_picture (window, "record-draft");
  g_signal_emit_by_name (notice_of (view), "answered", 0);
  g_assert_cmpstr (eo_record_get_title (eo_record_form_get_edited (form_of (view))), ==, "Half a thoug");
  g_assert_cmpstr (gtk_editable_get_text (eo_text_row_get_editable (
                     EO_TEXT_ROW (eo_record_form_get_row (form_of (view), "correspondent")))), ==, "A body nobody knows");
  type (view, "correspondent", "");
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_wait_for (!eo_record_form_get_changed (form_of (view)));
  assert_stored (office, letter->id, "subject", "Half a thoug");
  g_assert_null (eo_store_get_draft_of (office->store, eo_kind_lookup ("letter"), letter->id));
  destroy (window);
}

/* Somebody saves while it is edited here: told who changed what; both can be had. */
static void
test_conflict (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);

  eo_record_view_show (view, letter->id);
  type (view, "subject", "Mine");
  eo_record_set_text (letter, "subject", "Theirs", NULL);
  eo_record_set_text (letter, "signed_by", "Somebody else", NULL);
  eo_store_save (office->store, letter, &error);
  g_assert_no_error (error);
  ui_settle ();
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_wait_for (strstr (eo_notice_get_heading (notice_of (view)), "changed this while you were changing it") != NULL);
  g_assert_nonnull (strstr (eo_notice_get_body (notice_of (view)), "“Theirs”"));
  assert_stored (office, letter->id, "subject", "Theirs");
  ui_picture (window, "record-conflict");

  /* Mine: over theirs where I touched it; what I did not touch stays theirs. */
  g_signal_emit_by_name (notice_of (view), "answered", 0);
  ui_wait_for (!eo_record_form_get_changed (form_of (view)));
  assert_stored (office, letter->id, "subject", "Mine");
  assert_stored (office, letter->id, "signed_by", "Somebody else");

  /* Theirs. */
  type (view, "subject", "Mine again");
  {
    g_autoptr (EoRecord) again = eo_store_get (office->store, eo_kind_lookup ("letter"), letter->id, NULL);

    eo_record_set_text (again, "subject", "Theirs again", NULL);
    g_assert_true (eo_store_save (office->store, again, NULL));
  }
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_wait_for (*eo_notice_get_heading (notice_of (view)) != '\0');
  g_signal_emit_by_name (notice_of (view), "answered", 1);
  g_assert_cmpstr (eo_record_get_title (eo_record_form_get_edited (form_of (view))), ==, "Theirs again");
  assert_stored (office, letter->id, "subject", "Theirs again");
  destroy (window);
}

/* Another process's save shows at once where nothing is being edited. */
static void
test_follow (Office        *office,
             gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);

  eo_record_view_show (view, letter->id);
  eo_record_set_text (letter, "subject", "Changed elsewhere", NULL);
  g_assert_true (eo_store_save (office->store, letter, NULL));
  ui_wait_for (g_str_equal (eo_record_get_title (eo_record_form_get_edited (form_of (view))), "Changed elsewhere"));
  destroy (window);
}

static void
write_file (Office     *office,
            const char *name,
            const char *text,
            GListStore *files)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_list_store_append (files, file);
}

static void
test_new (Office        *office,
          gconstpointer  data)
{
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1100, 800);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (EoRecord) saved_letter = NULL;
  GtkWidget *row;
  gint64 saved = 0;
  GType group_type;

  g_signal_connect (view, "saved", G_CALLBACK (on_saved), &saved);
  eo_record_view_show_new (view, NULL, 0);
  g_assert_cmpint (eo_record_view_get_id (view), ==, 0);

  write_file (office, "scan.txt", "Road at Ndwedwe\n", files);
  group_type = g_type_from_name ("EoAttachmentsGroup");
  g_signal_emit_by_name (find_child (GTK_WIDGET (view), group_type), "files-added", files);
  ui_wait_for ((drafts = eo_store_get_drafts (office->store))->len == 1 || (g_ptr_array_unref (drafts), drafts = NULL));
  ui_wait (300);
  {
    g_autoptr (GPtrArray) held = eo_store_get_draft_attachments (office->store,
                                                                 ((EoDraft *) g_ptr_array_index (drafts, 0))->id);
    g_assert_cmpuint (held->len, ==, 1);
  }

  /* Not complete: told so, nothing registered. */
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_wait (200);
  g_assert_cmpint (saved, ==, 0);
  ui_picture (window, "record-new-errors");

  type (view, "subject", "Handover of the old depot, Erf 214");
  row = eo_record_form_get_row (form_of (view), "correspondent");
  gtk_editable_set_text (eo_text_row_get_editable (EO_TEXT_ROW (row)), "eThala Local Municipality");
  {
    GtkWidget *popover = find_child (row, g_type_from_name ("EoCandidatePopover"));
    EoCandidate offer = { eo_kind_lookup ("organisation"), 0, (char *) "eThala Local Municipality" };

    g_signal_emit_by_name (popover, "picked", &offer);
  }
  ui_picture (window, "record-new");
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_wait_for (saved != 0);

  saved_letter = eo_store_get (office->store, eo_kind_lookup ("letter"), saved, NULL);
  g_assert_true (g_str_has_prefix (saved_letter->reference, "IN/"));
  attachments = eo_store_get_attachments (office->store, eo_kind_lookup ("letter"), saved);
  g_assert_cmpuint (attachments->len, ==, 1);
  {
    g_autofree char *link = stored (office, "letter", saved, "correspondent");
    g_autoptr (EoRecord) party = eo_store_find (office->store, eo_kind_lookup ("organisation"),
                                                "eThala Local Municipality", NULL);
    g_autofree char *expected = g_strdup_printf ("#%" G_GINT64_FORMAT " eThala Local Municipality", party->id);

    g_assert_cmpstr (link, ==, expected);
  }
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = eo_store_get_drafts (office->store);
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_cmpint (eo_record_view_get_id (view), ==, saved);
  destroy (window);
}

/* A new record in which nothing was typed leaves no draft, however often it is refused. */
static void
test_nothing_typed (Office        *office,
                    gconstpointer  data)
{
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  g_autoptr (GPtrArray) drafts = NULL;

  eo_record_view_show_new (view, NULL, 0);
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_wait (1200);
  eo_record_view_leave (view);
  ui_wait (200);
  drafts = eo_store_get_drafts (office->store);
  g_assert_cmpuint (drafts->len, ==, 0);
  destroy (window);
}

/* The small window that asks for something, once it stands. */
static EoAskDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (EO_IS_ASK_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static EoFormRow *
row_of (EoAskDialog *dialog,
        const char  *field)
{
  return EO_FORM_ROW (eo_record_form_get_row (eo_ask_dialog_get_form (dialog), field));
}

static void
on_undoable (EoRecordView *view,
             const char   *text,
             EoUndo       *undo,
             EoUndo      **kept)
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

/* A step that asks for something has a small window for it: what must be filled is filled, or nothing is done. What was
 * done is taken back as a whole. */
static const char *
first_choice (EoFormRow *row)
{
  GtkWidget *drop_down = find_child (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN);
  GListModel *choices = gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down));

  return gtk_string_list_get_string (GTK_STRING_LIST (choices), 0);
}

static void
test_step_dialog (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (EoUndo) undo = NULL;
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  GtkEditable *instruction;
  EoAskDialog *dialog;
  gint64 saved = 0;
  gboolean undone = FALSE;

  g_signal_connect (view, "saved", G_CALLBACK (on_saved), &saved);
  g_signal_connect (view, "undoable", G_CALLBACK (on_undoable), &undo);
  eo_record_view_show (view, letter->id);
  gtk_widget_activate_action (GTK_WIDGET (view), "record.step", "s", "marked-up");
  ui_wait_for ((dialog = find_dialog ()) != NULL);
  ui_picture (GTK_WIDGET (dialog), "step-dialog");
  g_assert_cmpstr (first_choice (row_of (dialog, "markup")), ==, "Choose…");

  gtk_widget_activate_action (GTK_WIDGET (dialog), "ask.done", NULL);
  g_assert_true (eo_form_row_has_problem (row_of (dialog, "markup")));
  g_assert_false (eo_form_row_has_problem (row_of (dialog, "assigned_to")));
  ui_picture (GTK_WIDGET (dialog), "step-dialog-problem");
  ui_dark (TRUE);
  ui_picture (GTK_WIDGET (dialog), "step-dialog-dark");
  ui_dark (FALSE);
  assert_stored (office, letter->id, "status", "registered");

  eo_form_row_take_text (row_of (dialog, "markup"), "policy");
  instruction = eo_text_row_get_editable (EO_TEXT_ROW (row_of (dialog, "instruction")));
  gtk_editable_set_text (instruction, "Ask the district first");
  gtk_widget_grab_focus (GTK_WIDGET (instruction));
  g_signal_emit_by_name (instruction, "activate"); /* Enter */
  ui_wait_for (saved != 0 && find_dialog () == NULL);
  assert_stored (office, letter->id, "status", "marked-up");
  assert_stored (office, letter->id, "markup", "policy");
  assert_stored (office, letter->id, "instruction", "Ask the district first");
  g_assert_false (eo_record_form_get_changed (form_of (view)));
  ui_picture (window, "record-marked-up");

  g_assert_nonnull (undo);
  eo_store_undo_async (office->store, undo, NULL, on_undone, &undone);
  ui_wait_for (undone);
  assert_stored (office, letter->id, "status", "registered");
  assert_stored (office, letter->id, "instruction", "For information");
  destroy (window);
}

static const char *
heading_in (GtkWidget *widget)
{
  if (EO_IS_NOTICE (widget))
    return eo_notice_get_heading (EO_NOTICE (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *heading = heading_in (child);

      if (heading != NULL)
        return heading;
    }
  return NULL;
}

static gboolean
write_scan (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  EoRecord *record = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("signed", 6);
  g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "signed.pdf");

  return eo_writer_attach (writer, eo_record_get_kind (record), record->id, source, NULL, error);
}

/* A letter signed on paper whose scan is missing: told before it goes out, and not refused. */
static void
test_caution (Office        *office,
              gconstpointer  data)
{
  static const struct { const char *how, *body; gboolean scan, caution; } cases[] = {
    { "wet", "Thank you.", FALSE, TRUE },
    { "wet", "Thank you.", TRUE, FALSE },
    { "wet", "", FALSE, FALSE },
    { "signed-off", "Thank you.", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) letter = office_add (office, "letter", "direction", "outgoing", "subject", "Road", "received_on",
                                                "2026-11-02", "body", cases[i].body, "status", "signed", "signed_how",
                                                cases[i].how, NULL);
      GtkWidget *window;
      EoRecordView *view = view_new (office, &window, 1000, 800);
      g_autoptr (GError) error = NULL;
      EoAskDialog *dialog;
      gint64 saved = 0;

      if (cases[i].scan)
        eo_store_write (office->store, write_scan, letter, &error);
      g_assert_no_error (error);
      g_signal_connect (view, "saved", G_CALLBACK (on_saved), &saved);
      eo_record_view_show (view, letter->id);
      gtk_widget_activate_action (GTK_WIDGET (view), "record.step", "s", "dispatched");
      ui_wait_for ((dialog = find_dialog ()) != NULL);
      g_assert_true ((strstr (heading_in (GTK_WIDGET (dialog)), "scan") != NULL) == cases[i].caution);
      if (i == 0)
        ui_picture (GTK_WIDGET (dialog), "step-caution");
      gtk_widget_activate_action (GTK_WIDGET (dialog), "ask.done", NULL);
      ui_wait_for (saved != 0 && find_dialog () == NULL);
      assert_stored (office, letter->id, "status", "dispatched");
      destroy (window);
    }
}

static void
go (EoRecordView *view,
    const char   *step,
    const char   *field,
    const char   *text)
{
  EoAskDialog *dialog;
  gint64 saved = 0;
  gulong id = g_signal_connect (view, "saved", G_CALLBACK (on_saved), &saved);

  gtk_widget_activate_action (GTK_WIDGET (view), "record.step", "s", step);
  if (field != NULL)
    {
      ui_wait_for ((dialog = find_dialog ()) != NULL);
      eo_form_row_take_text (row_of (dialog, field), text);
      gtk_widget_activate_action (GTK_WIDGET (dialog), "ask.done", NULL);
    }
  ui_wait_for (saved != 0 && find_dialog () == NULL);
  g_signal_handler_disconnect (view, id);
}

/* Why it came back stands above the letter; the reason of one return is not that of the next; a second person is called
 * for where one is needed. */
static void
test_returned (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  EoAskDialog *dialog;
  GtkWidget *warning;

  eo_record_view_show (view, letter->id);
  go (view, "marked-up", "markup", "policy");
  go (view, "drafting", NULL, NULL);
  go (view, "quality-check", NULL, NULL);
  go (view, "returned", "return_reason", "tone");
  warning = find_label (GTK_WIDGET (view), "Returned (tone)");
  g_assert_true (warning != NULL && gtk_widget_get_mapped (warning));
  ui_picture (window, "record-returned");
  ui_dark (TRUE);
  ui_picture (window, "record-returned-dark");
  ui_dark (FALSE);

  go (view, "quality-check", NULL, NULL);
  g_assert_false (gtk_widget_get_mapped (warning));
  gtk_widget_activate_action (GTK_WIDGET (view), "record.step", "s", "returned");
  ui_wait_for ((dialog = find_dialog ()) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "ask.done", NULL);
  g_assert_true (eo_form_row_has_problem (row_of (dialog, "return_reason")));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "window.close", NULL);
  ui_wait_for (find_dialog () == NULL);

  gtk_widget_activate_action (GTK_WIDGET (view), "record.step", "s", "private-office");
  ui_wait_for (*eo_notice_get_heading (notice_of (view)) != '\0');
  g_assert_nonnull (strstr (eo_notice_get_body (notice_of (view)), "a second person"));
  ui_picture (window, "record-second-person");
  assert_stored (office, letter->id, "status", "quality-check");
  destroy (window);
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

/* The rows of @list. */
static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

static EoRecordForm *
form_with (GtkWidget  *widget,
           const char *field)
{
  if (EO_IS_RECORD_FORM (widget))
    return eo_record_form_get_row (EO_RECORD_FORM (widget), field) != NULL ? EO_RECORD_FORM (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL; child = gtk_widget_get_prev_sibling (child))
    {
      EoRecordForm *found = form_with (child, field);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose_unit (GtkWidget *dialog,
             EoRecord  *unit)
{
  EoRecordForm *line = form_with (dialog, "unit");

  eo_record_set_link (eo_record_form_get_edited (line), eo_kind_find_field (eo_kind_lookup ("contribution"), "unit"),
                      unit->id, eo_record_get_title (unit));
  eo_form_row_edited (EO_FORM_ROW (eo_record_form_get_row (line, "unit")));
}

/* Two units are asked at once; what one of them says is recorded. */
static void
test_contributions (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (EoRecord) roads = office_add (office, "organisation", "name", "District Roads", NULL);
  g_autoptr (EoRecord) legal = office_add (office, "organisation", "name", "Legal Services", NULL);
  g_autoptr (EoUndo) undo = NULL;
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  GtkWidget *dialog, *page, *list;
  EoAskDialog *asking;

  g_signal_connect (view, "undoable", G_CALLBACK (on_undoable), &undo);
  eo_record_view_show (view, letter->id);
  page = find_child (GTK_WIDGET (view), EO_TYPE_PARTS_GROUP);
  g_signal_emit_by_name (find_button (page, "_Ask for a Contribution…"), "clicked");
  ui_wait_for ((dialog = find_window (EO_TYPE_PARTS_DIALOG)) != NULL);
  gtk_widget_activate_action (dialog, "parts.done", NULL);
  g_assert_true (eo_form_row_has_problem (EO_FORM_ROW (eo_record_form_get_row (form_with (dialog, "question"), "question"))));
  gtk_editable_set_text (eo_text_row_get_editable (EO_TEXT_ROW (eo_record_form_get_row (form_with (dialog, "question"),
                                                                                         "question"))),
                         "When was the bridge last inspected?");
  choose_unit (dialog, roads);
  gtk_widget_activate_action (dialog, "parts.add", NULL);
  choose_unit (dialog, legal);
  ui_picture (dialog, "contributions-ask");
  gtk_widget_activate_action (dialog, "parts.done", NULL);
  ui_wait_for (undo != NULL && find_window (EO_TYPE_PARTS_DIALOG) == NULL);
  assert_stored (office, letter->id, "asked", "2");
  list = find_child (page, GTK_TYPE_LIST_BOX);
  ui_wait_for (count_rows (list) == 2);
  ui_picture (window, "record-contributions");

  gtk_widget_activate_action (page, "parts.step", "(xs)", (gint64) 1, "received");
  ui_wait_for ((asking = find_dialog ()) != NULL);
  ui_picture (GTK_WIDGET (asking), "contribution-received");
  gtk_widget_activate_action (GTK_WIDGET (asking), "ask.done", NULL);
  ui_wait_for (find_dialog () == NULL);
  assert_stored (office, letter->id, "asked", "1");
  destroy (window);
}

static void
on_open_record (EoRecordView *view,
                const char   *kind,
                gint64        id,
                gint64       *wanted)
{
  *wanted = id;
  eo_record_view_leave (view);
  eo_record_view_show (view, id);
}

/* The second matter stands open at its subject, and follows with the first what both follow. */
static void
test_split (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) earlier = office_add (office, "letter", "subject", "The road, a first time", "received_on",
                                             "2026-08-01", NULL);
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autofree char *thread = g_strdup_printf ("#%" G_GINT64_FORMAT " The road, a first time", earlier->id);
  GtkWidget *window, *page;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  EoAskDialog *dialog;
  gint64 wanted = 0;

  g_signal_connect (view, "open-record", G_CALLBACK (on_open_record), &wanted);
  eo_record_view_show (view, letter->id);
  gtk_widget_activate_action (GTK_WIDGET (view), "record.step", "s", "follow");
  ui_wait_for ((dialog = find_dialog ()) != NULL);
  eo_record_set_link (eo_record_form_get_edited (eo_ask_dialog_get_form (dialog)),
                      eo_kind_find_field (eo_kind_lookup ("letter"), "thread"), earlier->id, "The road, a first time");
  ui_picture (GTK_WIDGET (dialog), "step-follow");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "ask.done", NULL);
  ui_wait_for (find_dialog () == NULL);
  assert_stored (office, letter->id, "thread", thread);

  gtk_widget_activate_action (GTK_WIDGET (view), "record.split", NULL);
  ui_wait_for (wanted != 0);
  g_assert_cmpint (wanted, !=, letter->id);
  assert_stored (office, wanted, "thread", thread);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)),
                                         eo_record_form_get_row (form_of (view), "subject")));
  g_object_set (view, "tab", "links", NULL);
  page = find_child (GTK_WIDGET (view), EO_TYPE_LINKS_PAGE);
  g_assert_cmpuint (count_rows (find_child (page, GTK_TYPE_LIST_BOX)), ==, 3); /* the thread */
  ui_picture (window, "record-thread");
  destroy (window);
}

static void
test_steps (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  gint64 saved = 0;
  guint n_deleted = 0;

  g_signal_connect (view, "saved", G_CALLBACK (on_saved), &saved);
  g_signal_connect_swapped (view, "deleted", G_CALLBACK (count), &n_deleted);
  eo_record_view_show (view, letter->id);
  type (view, "signed_by", "Changed with the step");
  gtk_widget_activate_action (GTK_WIDGET (view), "record.step", "s", "no-reply-asked");
  ui_wait_for (find_dialog () != NULL);
  gtk_widget_activate_action (GTK_WIDGET (find_dialog ()), "ask.done", NULL);
  ui_wait_for (saved != 0);
  assert_stored (office, letter->id, "status", "no-reply-asked");
  assert_stored (office, letter->id, "signed_by", "Changed with the step");
  gtk_widget_activate_action (GTK_WIDGET (view), "record.delete", NULL);
  ui_wait_for (n_deleted == 1);
  destroy (window);
}

static void
test_history (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  eo_record_set_text (letter, "letter_date", "2026-09-10", NULL);
  g_assert_true (eo_store_save (office->store, letter, NULL));
  entries = eo_store_get_history (office->store, eo_kind_lookup ("letter"), letter->id, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  lines = eo_history_describe (office->store, eo_kind_lookup ("letter"), g_ptr_array_index (entries, 0));
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (lines, 0),
                            "changed Date on the letter from “9 Sep 2026” to “10 Sep 2026”"));
}

static void
test_print (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (EoReport) report = eo_record_report_new (office->store, letter);
  g_autofree char *path = g_build_filename (office->folder, "letter.pdf", NULL);
  EoPaper paper = eo_paper_a4 (FALSE);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  eo_report_write_pdf (report, &paper, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  if (g_getenv ("EXECOFFICE_PICTURES") != NULL)
    {
      g_autofree char *copy = g_build_filename (g_getenv ("EXECOFFICE_PICTURES"), "record-print.pdf", NULL);

      eo_report_write_pdf (report, &paper, copy, NULL, NULL, NULL, NULL);
    }
}

static void
press_button (GtkWidget  *widget,
              const char *label)
{
  GtkWidget *button = find_button (widget, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* An action is added beside the record, and ticked off. */
static void
test_actions (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GPtrArray) actions = NULL;
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  GtkWidget *page, *form, *tick;
  const EoKind *kind = eo_kind_lookup ("letter");

  eo_record_view_show (view, letter->id);
  g_object_set (view, "tab", "actions", NULL);
  page = find_child (GTK_WIDGET (view), g_type_from_name ("EoActionsPage"));
  form = find_child (page, EO_TYPE_RECORD_FORM);
  eo_record_form_set_field_text (EO_RECORD_FORM (form), "task", "Ask District Roads");
  eo_record_form_set_field_text (EO_RECORD_FORM (form), "owner", "Sipho Mthembu");
  press_button (page, "_Add Action");
  ui_wait_for ((actions = eo_store_get_actions (office->store, kind, letter->id))->len == 1
               || (g_ptr_array_unref (actions), actions = NULL));
  ui_wait_for ((tick = find_child (page, GTK_TYPE_CHECK_BUTTON)) != NULL);
  g_assert_cmpstr (eo_record_get_title (g_ptr_array_index (actions, 0)), ==, "Ask District Roads");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  ui_wait_for ((g_ptr_array_unref (actions), actions = eo_store_get_actions (office->store, kind, letter->id)) != NULL
               && !eo_kind_is_open (g_ptr_array_index (actions, 0)));
  destroy (window);
}

static void
test_links (Office        *office,
            gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (EoRecord) other = office_add (office, "letter", "subject", "Storm damage to the hostel roof",
                                           "received_on", "2026-09-08", NULL);
  g_autoptr (GPtrArray) ties = NULL;
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  GtkWidget *page, *remove;
  const EoKind *kind = eo_kind_lookup ("letter");
  EoCandidate candidate = { kind, other->id, (char *) "Storm damage to the hostel roof" };

  eo_record_view_show (view, letter->id);
  g_object_set (view, "tab", "links", NULL);
  page = find_child (GTK_WIDGET (view), g_type_from_name ("EoLinksPage"));
  g_signal_emit_by_name (find_child (page, g_type_from_name ("EoCandidatePopover")), "picked", &candidate);
  ui_wait_for ((ties = eo_store_get_ties (office->store, kind, letter->id))->len == 1
               || (g_ptr_array_unref (ties), ties = NULL));
  ui_wait_for ((remove = find_child (gtk_widget_get_next_sibling (find_child (page, GTK_TYPE_LIST_BOX)),
                                      GTK_TYPE_BUTTON)) != NULL); /* after that of the thread */
  ui_picture (window, "record-links");
  g_signal_emit_by_name (remove, "clicked");
  ui_wait_for ((g_ptr_array_unref (ties), ties = eo_store_get_ties (office->store, kind, letter->id))->len == 0);
  destroy (window);
}

/* A draft of a new letter with its document comes back whole; discarding it leaves nothing. */
static void
test_draft_of_new (Office        *office,
                   gconstpointer  data)
{
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1000, 800);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GPtrArray) drafts = NULL;
  gint64 draft;
  guint n_closed = 0;

  g_signal_connect_swapped (view, "close", G_CALLBACK (count), &n_closed);
  eo_record_view_show_new (view, NULL, 0);
  write_file (office, "scan.txt", "Road at Ndwedwe\n", files);
  g_signal_emit_by_name (find_child (GTK_WIDGET (view), g_type_from_name ("EoAttachmentsGroup")), "files-added", files);
  type (view, "subject", "Half a letter");
  ui_wait (300);
  eo_record_view_leave (view);
  ui_wait (300);
  drafts = eo_store_get_drafts (office->store);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = ((EoDraft *) g_ptr_array_index (drafts, 0))->id;

  eo_record_view_show_new (view, NULL, draft);
  g_assert_cmpstr (eo_record_get_title (eo_record_form_get_edited (form_of (view))), ==, "Half a letter");
  g_assert_true (gtk_widget_get_mapped (find_child (GTK_WIDGET (view), g_type_from_name ("EoDocumentView"))));
  gtk_widget_activate_action (GTK_WIDGET (view), "record.discard-draft", NULL);
  g_assert_cmpuint (n_closed, ==, 1);
  eo_record_view_leave (view);
  ui_wait_for ((g_ptr_array_unref (drafts), drafts = eo_store_get_drafts (office->store))->len == 0);
  destroy (window);
}

/* The form beside a real scan, and text sent from it. */
static void
test_document (Office        *office,
               gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *path = g_build_filename (g_getenv ("EXECOFFICE_TEST_DATA") != NULL ? g_getenv ("EXECOFFICE_TEST_DATA")
                                                                                     : ".",
                                            "correspondence", "understanding-the-idp.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window, *document;
  EoRecordView *view;

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("the shared correspondence is not there");
      return;
    }
  g_list_store_append (files, file);
  view = view_new (office, &window, 1224, 800);
  eo_record_view_show (view, letter->id);
  g_signal_emit_by_name (find_child (GTK_WIDGET (view), g_type_from_name ("EoAttachmentsGroup")), "files-added", files);
  document = find_child (GTK_WIDGET (view), g_type_from_name ("EoDocumentView"));
  ui_wait_for ((document = find_child (GTK_WIDGET (view), g_type_from_name ("EoDocumentView"))) != NULL
               && gtk_widget_get_mapped (document));
  ui_wait (1500);
  ui_picture (window, "record-document");
  g_signal_emit_by_name (document, "send-text", "their_reference", "IDP\n2026");
  g_assert_cmpstr (gtk_editable_get_text (eo_text_row_get_editable (
                     EO_TEXT_ROW (eo_record_form_get_row (form_of (view), "their_reference")))), ==, "IDP 2026");
  type (view, "subject", "");
  gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
  ui_dark (TRUE);
  ui_picture (window, "record-document-dark");
  ui_dark (FALSE);

  g_object_set (view, "narrow", TRUE, "tab", "document", NULL);
  ui_wait (500);
  ui_picture (window, "record-document-narrow");
  g_object_set (view, "narrow", FALSE, NULL);
  ui_settle ();
  eo_record_view_leave (view);
  ui_wait (200);
  destroy (window);
}

/* Pictures of every page, for a person to look at. */
static void
test_pictures (Office        *office,
               gconstpointer  data)
{
  static const char *const tabs[] = { "details", "actions", "history" };
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autoptr (EoRecord) action = NULL;
  g_autofree char *about = g_strdup_printf ("%" G_GINT64_FORMAT, letter->id);
  GtkWidget *window;
  EoRecordView *view = view_new (office, &window, 1100, 800);

  action = office_add (office, "action", "task", "Ask District Roads for the inspection report", "owner",
                       "Sipho Mthembu", "due", "2026-12-01", "about_kind", "letter", "about_id", about, NULL);
  eo_record_view_show (view, letter->id);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *name = g_strdup_printf ("record-%s", tabs[i]);

      g_object_set (view, "tab", tabs[i], NULL);
      ui_picture (window, name);
    }
  g_object_set (view, "tab", "details", NULL);
  ui_dark (TRUE);
  ui_picture (window, "record-details-dark");
  ui_dark (FALSE);
  destroy (window);

  view = view_new (office, &window, 900, 600);
  g_object_set (view, "narrow", TRUE, NULL);
  eo_record_view_show (view, letter->id);
  ui_picture (window, "record-details-900");
  destroy (window);
}

/* Every kind has its page: it shows, it is saved from. */
static void
test_every_kind (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) letter = add_letter (office);
  g_autofree char *about = g_strdup_printf ("%" G_GINT64_FORMAT, letter->id);
  g_autoptr (EoRecord) file = office_add (office, "file", "number", "36/2/7/1", "title", "Roads: Ndwedwe", "disposal",
                                          "A20", NULL);
  g_autoptr (EoRecord) action = office_add (office, "action", "task", "Ask District Roads", "owner", "Sipho Mthembu",
                                            "due", "2030-12-02", "about_kind", "letter", "about_id", about, NULL);
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      EoRecordView *view = eo_record_view_new (office->store, kinds[i]);
      GtkWidget *window = ui_present (GTK_WIDGET (view), 900, 600);
      g_autoptr (EoQuery) query = eo_query_new (kinds[i]);
      g_autoptr (GPtrArray) found = eo_store_select (office->store, query, 1, NULL);
      g_autofree char *name = g_strdup_printf ("record-kind-%s", kinds[i]->name);
      const char *title = eo_kind_get_title_field (kinds[i])->name;
      g_autofree char *changed = NULL;
      EoRecord *record;
      gint64 saved = 0;

      if (found->len == 0)
        g_ptr_array_add (found, office_add_any (office, kinds[i], "36/2"));
      record = g_ptr_array_index (found, 0);
      g_signal_connect (view, "saved", G_CALLBACK (on_saved), &saved);
      eo_record_view_show (view, record->id);
      ui_picture (window, name);
      /* A name that rules make is not typed. */
      if ((eo_kind_get_title_field (kinds[i])->flags & EO_DERIVED) != 0)
        {
          destroy (window);
          continue;
        }
      changed = g_strconcat (eo_record_get_title (record), kinds[i] == eo_kind_lookup ("file") ? "/9" : " again", NULL);
      type (view, title, changed);
      gtk_widget_activate_action (GTK_WIDGET (view), "record.save", NULL);
      ui_wait_for (saved == record->id);
      {
        g_autofree char *text = stored (office, kinds[i]->name, record->id, title);

        g_assert_cmpstr (text, ==, changed);
      }
      destroy (window);
    }
}

int
main (int   argc,
      char *argv[])
{
  ui_init (&argc, &argv);
  office_test ("/record-view/save", test_save);
  office_test ("/record-view/draft", test_draft);
  office_test ("/record-view/conflict", test_conflict);
  office_test ("/record-view/follow", test_follow);
  office_test ("/record-view/new", test_new);
  office_test ("/record-view/nothing-typed", test_nothing_typed);
  office_test ("/record-view/steps", test_steps);
  office_test ("/record-view/step-dialog", test_step_dialog);
  office_test ("/record-view/caution", test_caution);
  office_test ("/record-view/returned", test_returned);
  office_test ("/record-view/contributions", test_contributions);
  office_test ("/record-view/split", test_split);
  office_test ("/record-view/history", test_history);
  office_test ("/record-view/print", test_print);
  office_test ("/record-view/actions", test_actions);
  office_test ("/record-view/links", test_links);
  office_test ("/record-view/draft-of-new", test_draft_of_new);
  office_test ("/record-view/document", test_document);
  office_test ("/record-view/every-kind", test_every_kind);
  office_test ("/record-view/pictures", test_pictures);
  return g_test_run ();
}
