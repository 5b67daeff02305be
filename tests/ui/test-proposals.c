/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>

#include "../store/store-fixture.h"
#include "desk/form/eo-proposal-bar.h"
#include "desk/form/eo-text-row.h"
#include "desk/record/eo-record-view.h"
#include "store/eo-attachment.h"
#include "store/eo-draft.h"
#include "ui-fixture.h"

/* A new letter beside its scan: what the page proposes is taken, refused or typed over, and only what was taken is saved. */

typedef struct
{
  double      size;
  double      y;
  const char *text;
} Line;

static const Line letter[] = {
  { 20, 80, "Mkhomazi Valley Secondary School" },
  { 9, 96, "School Governing Body · P.O. Box 27, Creighton 3263 · sgb@mkhomazivalley.example" },
  { 11, 150, "Ref: MVSS/SGB/2026/031" },
  { 11, 164, "14 September 2026" },
  { 11, 192, "The Honourable N. Dlamini, MPL" },
  { 11, 206, "MEC for Public Works and Infrastructure" },
  { 11, 220, "Private Bag X9041" },
  { 11, 234, "Pietermaritzburg 3200" },
  { 11, 262, "Dear Honourable MEC" },
  { 11, 290, "STORM DAMAGE TO THE HOSTEL ROOF: REQUEST FOR EMERGENCY" },
  { 11, 304, "REPAIRS" },
  { 11, 332, "On the night of 11 August 2026 high winds lifted about 340 m² of sheeting from the" },
  { 11, 346, "hostel roof. The girls of grade 8 and 9 have since slept in three classrooms." },
  { 11, 374, "The Governing Body resolved on 10 September to ask the Honourable MEC that the repair" },
  { 11, 388, "be declared an emergency. Please reply by 5 October 2026." },
  { 11, 416, "Yours sincerely" },
  { 11, 470, "Mr B. Radebe" },
  { 11, 484, "Chairperson of the School Governing Body" },
};

static cairo_status_t
write_bytes (void                *closure,
             const unsigned char *data,
             unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_document (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  for (guint i = 0; i < G_N_ELEMENTS (letter); i++)
    {
      cairo_set_font_size (cr, letter[i].size);
      cairo_move_to (cr, 70, letter[i].y);
      cairo_show_text (cr, letter[i].text);
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

typedef struct
{
  EoRecord *record;
  EoSource *source;
  gint64    draft;
} Attaching;

static gboolean
attach (EoWriter  *writer,
        gpointer   data,
        GError   **error)
{
  Attaching *attaching = data;

  return eo_writer_draft_attach (writer, &attaching->draft, attaching->record, attaching->source, error);
}

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

typedef struct
{
  EoRecordView  *view;
  EoRecordForm  *form;
  EoProposalBar *bar;
  GtkWidget     *window;
} Desk;

/* The new letter's form beside the scan, with all proposals in it. */
static void
open_letter (Office     *office,
             Desk       *desk,
             const char *subject)
{
  g_autoptr (EoRecord) record = eo_record_new (eo_kind_lookup ("letter"));
  g_autoptr (GBytes) bytes = make_document ();
  Attaching attaching = { record, eo_source_new_for_bytes (bytes, "Scan-0143.pdf"), 0 };
  g_autoptr (GError) error = NULL;

  eo_record_set_text (record, "subject", subject, NULL);
  eo_record_set_text (record, "received_on", "2026-09-22", NULL);
  eo_store_write (office->store, attach, &attaching, &error);
  g_assert_no_error (error);
  eo_source_free (attaching.source);

  desk->view = eo_record_view_new (office->store, eo_kind_lookup ("letter"));
  desk->window = ui_present (GTK_WIDGET (desk->view), 1180, 868);
  eo_record_view_show_new (desk->view, NULL, attaching.draft);
  desk->form = EO_RECORD_FORM (find_child (GTK_WIDGET (desk->view), EO_TYPE_RECORD_FORM));
  desk->bar = EO_PROPOSAL_BAR (find_child (GTK_WIDGET (desk->view), EO_TYPE_PROPOSAL_BAR));
  ui_wait_for (eo_proposal_bar_get_n (desk->bar) > 0);
}

static void
close_letter (Desk *desk)
{
  eo_record_view_leave (desk->view);
  ui_wait (200);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  ui_settle ();
}

static EoFormRow *
row_of (Desk       *desk,
        const char *field)
{
  return EO_FORM_ROW (eo_record_form_get_row (desk->form, field));
}

static void
assert_edited (Desk       *desk,
               const char *field,
               const char *expected)
{
  g_autofree char *text = eo_field_to_text (eo_kind_find_field (eo_kind_lookup ("letter"), field),
                                            eo_record_form_get_edited (desk->form));

  g_assert_cmpstr (text, ==, expected);
}

static void
answer (Desk       *desk,
        const char *field,
        gboolean    taken)
{
  g_assert_true (eo_form_row_has_offer (row_of (desk, field)));
  g_signal_emit_by_name (row_of (desk, field), "offer-answered", taken);
  g_assert_false (eo_form_row_has_offer (row_of (desk, field)));
}

static void
test_offers (Office        *office,
             gconstpointer  data)
{
  Desk desk;

  open_letter (office, &desk, "");
  ui_wait (400);
  ui_picture (desk.window, "proposals-light");
  ui_dark (TRUE);
  ui_picture (desk.window, "proposals-dark");
  ui_dark (FALSE);

  /* Nothing is the record's before it is taken. */
  assert_edited (&desk, "subject", "");
  assert_edited (&desk, "letter_date", "");
  assert_edited (&desk, "correspondent", "");

  answer (&desk, "letter_date", TRUE);
  assert_edited (&desk, "letter_date", "2026-09-14");
  answer (&desk, "their_reference", FALSE);
  assert_edited (&desk, "their_reference", "");

  /* What is typed takes the place of what was proposed. */
  gtk_editable_set_text (eo_text_row_get_editable (EO_TEXT_ROW (row_of (&desk, "signed_by"))), "B");
  g_assert_false (eo_form_row_has_offer (row_of (&desk, "signed_by")));
  assert_edited (&desk, "signed_by", "B");

  eo_proposal_bar_take_all (desk.bar);
  g_assert_cmpuint (eo_proposal_bar_get_n (desk.bar), ==, 0);
  assert_edited (&desk, "subject", "STORM DAMAGE TO THE HOSTEL ROOF: REQUEST FOR EMERGENCY REPAIRS");
  assert_edited (&desk, "correspondent", "#0 Mkhomazi Valley Secondary School");
  assert_edited (&desk, "their_reference", "");
  assert_edited (&desk, "signed_by", "B");
  close_letter (&desk);
}

/* What stands in a field stays; what is not taken is not saved. */
static void
test_untaken (Office        *office,
              gconstpointer  data)
{
  g_autoptr (EoRecord) saved = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *subject = NULL;
  const EoKind *kind = eo_kind_lookup ("letter");
  Desk desk;

  open_letter (office, &desk, "Hostel roof");
  g_assert_false (eo_form_row_has_offer (row_of (&desk, "subject")));
  answer (&desk, "letter_date", TRUE);
  gtk_widget_activate_action (GTK_WIDGET (desk.view), "record.save", NULL);
  ui_wait_for (eo_record_view_get_id (desk.view) != 0);
  g_assert_cmpuint (eo_proposal_bar_get_n (desk.bar), ==, 0);
  saved = eo_store_get (office->store, kind, eo_record_view_get_id (desk.view), NULL);
  reference = eo_field_to_text (eo_kind_find_field (kind, "their_reference"), saved);
  subject = eo_field_to_text (eo_kind_find_field (kind, "subject"), saved);
  g_assert_cmpstr (reference, ==, "");
  g_assert_cmpstr (subject, ==, "Hostel roof");
  close_letter (&desk);
}

int
main (int    argc,
      char **argv)
{
  ui_init (&argc, &argv);

  office_test ("/proposals/offers", test_offers);
  office_test ("/proposals/untaken", test_untaken);

  return g_test_run ();
}
