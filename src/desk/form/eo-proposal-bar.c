/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-link-row.h"
#include "desk/form/eo-notice.h"
#include "desk/form/eo-proposal-bar.h"
#include "desk/form/eo-record-form-private.h"
#include "exchange/proposals/eo-proposals.h"

struct _EoProposalBar
{
  GtkWidget       parent_instance;

  EoStore        *store;
  EoRecordForm   *form;
  EoDocumentView *document;
  gboolean        waiting;      /* for a document to read */
  GCancellable   *cancellable;  /* of the reading under way */
  GPtrArray      *proposals;    /* of EoProposal, not yet taken or refused */
  GPtrArray      *words;        /* of char *: lit on the page */

  GtkWidget      *notice;
  GtkWidget      *line;
  GtkWidget      *label;
};

enum
{
  OPEN_RECORD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoProposalBar, eo_proposal_bar, GTK_TYPE_WIDGET)

static EoFormRow *
find_row (EoProposalBar    *self,
          const EoProposal *proposal)
{
  const EoField *field = eo_kind_find_field (self->form->kind, proposal->field);

  return field != NULL ? _eo_record_form_find_row (self->form, field) : NULL;
}

static EoProposal *
find_proposal (EoProposalBar *self,
               EoFormRow     *row)
{
  return eo_proposals_lookup (self->proposals, eo_form_row_get_field (row)->name);
}

/* Nothing was chosen or typed there: the field is as a new record has it. */
static gboolean
is_untouched (EoFormRow *row)
{
  const EoField *field = eo_form_row_get_field (row);
  EoRecord *record = eo_form_row_get_record (row);
  g_autoptr (EoRecord) blank = record != NULL ? eo_record_new (eo_record_get_kind (record)) : NULL;

  return record != NULL && !eo_form_row_is_ahead (row) && eo_field_equal (field, record, blank);
}

static void
light (EoProposalBar *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < self->words->len; i++)
    g_ptr_array_add (texts, self->words->pdata[i]);
  g_ptr_array_add (texts, NULL);
  eo_document_view_set_marks (self->document, texts->len > 1 ? (const char *const *) texts->pdata : NULL);
}

static void
update (EoProposalBar *self)
{
  guint n = eo_proposal_bar_get_n (self);
  g_autofree char *text = NULL;

  /* Translators: above a form: how many of its fields have a proposal */
  text = g_strdup_printf (ngettext ("%u field proposed from the page", "%u fields proposed from the page", n), n);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->line, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || gtk_widget_get_visible (self->notice));
}

/* As people read it: "14 Sep 2026", "Afrikaans". */
static char *
display (const EoKind     *kind,
         const EoField    *field,
         const EoProposal *proposal)
{
  g_autoptr (EoRecord) record = NULL;

  if (field->type == EO_FIELD_LINK)
    return g_strdup (proposal->text);
  record = eo_record_new (kind);
  return eo_field_from_text (field, record, proposal->text, NULL) ? eo_field_display (field, record) : NULL;
}

static gboolean
offer (EoProposalBar    *self,
       const EoProposal *proposal)
{
  EoFormRow *row = find_row (self, proposal);
  g_autoptr (EoRecord) trial = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *note = NULL;
  const EoField *field;

  /* What this record has no place for cannot be looked at, so it is not proposed either. */
  if (row == NULL || !gtk_widget_get_visible (GTK_WIDGET (row)) || !is_untouched (row))
    return FALSE;
  field = eo_form_row_get_field (row);
  shown = display (self->form->kind, field, proposal);
  if (shown == NULL)
    return FALSE;
  if (field->type != EO_FIELD_LINK)
    {
      trial = eo_record_copy (eo_form_row_get_record (row));
      eo_field_from_text (field, trial, proposal->text, NULL);
      if (eo_field_equal (field, trial, eo_form_row_get_record (row)))
        return FALSE; /* it stands there already */
    }
  if (field->type == EO_FIELD_LINK && proposal->id == 0)
    {
      g_autofree char *kind = proposal->kind != NULL ? g_utf8_strdown (_(proposal->kind->label), -1) : NULL;

      if (kind == NULL)
        return FALSE;
      /* Translators: after a field's label: a person or organisation that taking the proposal adds */
      note = g_strdup_printf (_("proposed, new %s"), kind);
    }
  eo_form_row_set_offer (row, shown, proposal->why, note);
  return TRUE;
}

static void
forget_words (EoProposalBar    *self,
              const EoProposal *proposal)
{
  guint n;

  if (proposal->words != NULL && g_ptr_array_find_with_equal_func (self->words, proposal->words, g_str_equal, &n))
    g_ptr_array_remove_index (self->words, n);
  light (self);
}

/* Takes the row's proposal off the list; its record gets it where @taken. */
static void
settle (EoProposalBar *self,
        EoFormRow     *row,
        gboolean       taken)
{
  const EoField *field = eo_form_row_get_field (row);
  EoProposal *found = find_proposal (self, row);
  g_autoptr (EoProposal) proposal = NULL;
  guint n;

  if (found == NULL || !g_ptr_array_find (self->proposals, found, &n))
    return;
  proposal = g_ptr_array_steal_index (self->proposals, n);
  eo_form_row_set_offer (row, NULL, NULL, NULL);
  if (!taken)
    forget_words (self, proposal);
  else if (field->type != EO_FIELD_LINK)
    {
      eo_form_row_write (row, proposal->text, NULL);
      eo_form_row_refresh (row);
      eo_form_row_edited (row);
    }
  else if (proposal->id == 0)
    eo_link_row_offer (EO_LINK_ROW (row), proposal->kind, proposal->text);
  else
    {
      eo_record_set_link (eo_form_row_get_record (row), field, proposal->id, proposal->text);
      eo_form_row_refresh (row);
      eo_form_row_edited (row);
    }
  update (self);
}

static void
on_answered (EoProposalBar *self,
             gboolean       taken,
             EoFormRow     *row)
{
  settle (self, row, taken);
}

/* Something was typed, chosen or sent from the page: that is the clerk's, and the proposal is gone. */
static void
on_edited (EoProposalBar *self)
{
  for (guint i = 0; i < self->form->rows->len; i++)
    {
      EoFormRow *row = self->form->rows->pdata[i];

      if (eo_form_row_has_offer (row) && !is_untouched (row))
        settle (self, row, FALSE);
    }
}

static void
show_earlier (EoProposalBar *self)
{
  const EoProposal *earlier = eo_proposals_lookup (self->proposals, EO_PROPOSE_EARLIER);
  g_autoptr (EoRecord) record = NULL;
  g_autofree char *heading = NULL;
  gboolean follows;

  if (earlier == NULL || (record = eo_store_get (self->store, earlier->kind, earlier->id, NULL)) == NULL)
    return;
  follows = eo_proposals_are_for (record);
  heading = g_strdup_printf (follows ? _("Follows %s?") : _("Answers %s?"), record->reference);
  eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_WARNING, heading, eo_record_get_title (record), _("Compare"),
                  eo_proposals_lookup (self->proposals, follows ? "thread" : "answers") != NULL ? _("Tie") : NULL);
}

static void
on_notice (EoProposalBar *self,
           int            button)
{
  const EoProposal *earlier = eo_proposals_lookup (self->proposals, EO_PROPOSE_EARLIER);
  const EoProposal *tie = eo_proposals_lookup (self->proposals, "thread");

  if (earlier == NULL)
    return;
  if (button == 0)
    {
      g_signal_emit (self, signals[OPEN_RECORD], 0, earlier->kind->name, earlier->id);
      return;
    }
  tie = tie != NULL ? tie : eo_proposals_lookup (self->proposals, "answers");
  if (tie != NULL && self->form->edited != NULL)
    {
      eo_record_set_link (self->form->edited, eo_kind_find_field (self->form->kind, tie->field), tie->id, tie->text);
      g_signal_emit_by_name (self->form, "edited");
    }
  eo_notice_hide (EO_NOTICE (self->notice));
  update (self);
}

/* Takes @proposals. */
static void
show (EoProposalBar *self,
      GPtrArray     *proposals)
{
  g_ptr_array_unref (self->proposals);
  self->proposals = proposals;
  show_earlier (self);
  for (guint i = proposals->len; i-- > 0;)
    {
      EoProposal *proposal = proposals->pdata[i];
      gboolean offered = offer (self, proposal);

      if (offered && proposal->words != NULL)
        g_ptr_array_add (self->words, g_strdup (proposal->words));
      /* Ties have no row; the notice is theirs. */
      if (!offered && find_row (self, proposal) != NULL)
        g_ptr_array_remove_index (proposals, i);
    }
  light (self);
  update (self);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EoProposalBar) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *proposals = eo_proposals_find_finish (result, &error);

  if (proposals != NULL && self->form != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    show (self, proposals);
  else
    g_clear_pointer (&proposals, g_ptr_array_unref);
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EoProposalBar) self = user_data;
  g_autoptr (GPtrArray) pages = eo_document_view_read_text_finish (EO_DOCUMENT_VIEW (source), result, NULL);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  if (pages == NULL || self->form == NULL || g_cancellable_is_cancelled (cancellable))
    return;
  eo_proposals_find_async (self->store, self->form->kind, pages,
                           eo_field_get_date (eo_kind_find_field (self->form->kind, "received_on"), self->form->edited),
                           cancellable, on_found, g_object_ref (self));
}

static void
on_document_changed (EoProposalBar *self)
{
  if (!self->waiting || eo_document_view_get_state (self->document) != EO_DOCUMENT_SHOWN || self->form->edited == NULL
      || !eo_proposals_are_for (self->form->edited))
    return;
  self->waiting = FALSE;
  self->cancellable = g_cancellable_new ();
  eo_document_view_read_text_async (self->document, EO_PROPOSE_PAGES, self->cancellable, on_text, g_object_ref (self));
}

static void
stop (EoProposalBar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
eo_proposal_bar_dispose (GObject *object)
{
  EoProposalBar *self = EO_PROPOSAL_BAR (object);
  GtkWidget *child;

  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->form);
  g_clear_object (&self->document);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_proposal_bar_parent_class)->dispose (object);
}

static void
eo_proposal_bar_finalize (GObject *object)
{
  EoProposalBar *self = EO_PROPOSAL_BAR (object);

  g_ptr_array_unref (self->proposals);
  g_ptr_array_unref (self->words);

  G_OBJECT_CLASS (eo_proposal_bar_parent_class)->finalize (object);
}

static void
eo_proposal_bar_class_init (EoProposalBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_proposal_bar_dispose;
  object_class->finalize = eo_proposal_bar_finalize;

  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "proposalbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* At once: a button shows for a quarter of a second that its key was pressed, and Ctrl+Enter would come before it. */
static gboolean
on_mnemonic (GtkButton *all)
{
  g_signal_emit_by_name (all, "clicked");
  return TRUE;
}

static void
eo_proposal_bar_init (EoProposalBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *all = gtk_button_new_with_mnemonic (_("Take A_ll"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_proposal_free);
  self->words = g_ptr_array_new_with_free_func (g_free);

  g_signal_connect (all, "mnemonic-activate", G_CALLBACK (on_mnemonic), NULL);
  self->notice = eo_notice_new ();
  g_signal_connect_swapped (self->notice, "answered", G_CALLBACK (on_notice), self);
  gtk_widget_set_parent (self->notice, GTK_WIDGET (self));

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (self->label, "small");
  gtk_box_append (GTK_BOX (self->line), self->label);
  gtk_widget_add_css_class (all, "small");
  gtk_widget_set_tooltip_text (all, _("Take every proposal (Alt+L). In a field, Enter takes its proposal, Tab leaves it, "
                                      "Escape refuses it. What is not taken is not saved."));
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (eo_proposal_bar_take_all), self);
  gtk_box_append (GTK_BOX (self->line), all);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

GtkWidget *
eo_proposal_bar_new (EoStore        *store,
                     EoRecordForm   *form,
                     EoDocumentView *document)
{
  EoProposalBar *self = g_object_new (EO_TYPE_PROPOSAL_BAR, NULL);

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_RECORD_FORM (form) && EO_IS_DOCUMENT_VIEW (document), NULL);

  self->store = g_object_ref (store);
  self->form = g_object_ref (form);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < form->rows->len; i++)
    g_signal_connect_object (form->rows->pdata[i], "offer-answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
eo_proposal_bar_start (EoProposalBar *self,
                       gboolean       propose)
{
  g_return_if_fail (EO_IS_PROPOSAL_BAR (self));

  stop (self);
  g_ptr_array_set_size (self->proposals, 0);
  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; i < self->form->rows->len; i++)
    eo_form_row_set_offer (self->form->rows->pdata[i], NULL, NULL, NULL);
  eo_notice_hide (EO_NOTICE (self->notice));
  light (self);
  update (self);
  self->waiting = propose;
  on_document_changed (self);
}

void
eo_proposal_bar_take_all (EoProposalBar *self)
{
  g_return_if_fail (EO_IS_PROPOSAL_BAR (self));

  for (guint i = 0; i < self->form->rows->len; i++)
    if (eo_form_row_has_offer (self->form->rows->pdata[i]))
      settle (self, self->form->rows->pdata[i], TRUE);
  eo_record_form_focus_first_empty (self->form);
}

guint
eo_proposal_bar_get_n (EoProposalBar *self)
{
  guint n = 0;

  g_return_val_if_fail (EO_IS_PROPOSAL_BAR (self), 0);

  for (guint i = 0; i < self->form->rows->len; i++)
    n += eo_form_row_has_offer (self->form->rows->pdata[i]);
  return n;
}
