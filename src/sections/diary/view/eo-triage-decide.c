/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-step-answers.h"
#include "desk/record/eo-saving.h"
#include "sections/diary/view/eo-triage-view-private.h"

/* What can be decided, from the gravest on the left to what is most often done on the right. */
static const struct
{
  const char *step;
  const char *label;  /* N_() */
  gboolean    right;
  gboolean    takes_times;
} decisions[] = {
  { "declined", N_("_Decline…"), FALSE, FALSE },
  { "more", N_("Ask for _More…"), FALSE, FALSE },
  { "delegated", N_("De_legate…"), FALSE, TRUE },
  { "decision", N_("_Put to the Principal…"), TRUE, TRUE },
  { "triage", N_("_Take Up"), TRUE, FALSE },
  { "hold", N_("_Hold"), TRUE, TRUE },
  { "confirmed", N_("_Accept"), TRUE, TRUE },
};

#define DESPITE "confirm-despite"

static GArray *
get_stored (EoTriageView *self)
{
  return eo_wishes_read (self->request->chosen);
}

static gboolean
takes_times (const char *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (g_str_equal (decisions[i].step, step))
      return decisions[i].takes_times;
  return g_str_equal (step, DESPITE);
}

static char *
chosen_text (EoTriageView *self)
{
  g_autoptr (GArray) chosen = eo_triage_times_get_chosen (self->times);

  return eo_wishes_write (chosen);
}

/* Saving */

static void
tell (EoTriageView *self,
      const char   *step,
      EoUndo       *undo)
{
  const EoField *field = eo_kind_get_state_field (&eo_request_kind);
  g_autofree char *text = g_strdup_printf (_("%s: %s"), eo_record_get_name (EO_RECORD (self->request)),
                                           eo_choice_label (field->choice (), self->request->status));

  g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_UNDOABLE], 0, text, undo);
}

static void
tell_failure (EoTriageView *self,
              const char   *step,
              GError       *error)
{
  gboolean clash = g_error_matches (error, EO_ERROR, EO_ERROR_CONFLICT) && g_str_equal (step, "confirmed");

  if (self->dialog != NULL)
    eo_ask_dialog_fail (EO_ASK_DIALOG (self->dialog), error->message);
  else
    eo_notice_show (self->notice, EO_NOTICE_ERROR, _("Not done"), error->message,
                    clash ? _("Accept Despite It…") : NULL, NULL);
}

typedef struct
{
  EoTriageView *view;
  char         *step;
  gint64        answer; /* there was before */
} Turn;

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Turn *turn = data;
  g_autoptr (EoTriageView) self = turn->view;
  g_autofree char *step = turn->step;
  gint64 answer = turn->answer;
  g_autoptr (EoUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoRecord) saved = eo_saving_finish (EO_STORE (source), result, NULL, &undo, &error);

  g_free (turn);
  self->saving = FALSE;
  if (self->store == NULL)
    return;
  if (saved == NULL)
    {
      tell_failure (self, step, error);
      _eo_triage_view_update_bar (self);
      return;
    }
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  eo_notice_hide (self->notice);
  _eo_triage_view_use (self, EO_REQUEST (saved));
  _eo_triage_view_note_invitation (self, undo);
  tell (self, step, undo);
  if (!eo_triage_view_is_for (saved) || EO_REQUEST (saved)->answer.id != answer)
    g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_DECIDED], 0,
                   EO_REQUEST (saved)->answer.id != answer ? EO_REQUEST (saved)->answer.id : 0);
}

static void
save (EoTriageView *self,
      EoRecord     *edited,
      GPtrArray    *parties,
      const char   *step)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->view = g_object_ref (self);
  turn->step = g_strdup (step);
  turn->answer = self->request->answer.id;
  self->saving = TRUE;
  _eo_triage_view_update_bar (self);
  eo_saving_async (self->store, edited, parties, 0, step, on_saved, turn);
}

/* What a step asks for */

static void
on_done (EoTriageView *self)
{
  EoRecordForm *form = eo_ask_dialog_get_form (EO_ASK_DIALOG (self->dialog));
  g_autoptr (EoRecord) edited = eo_record_copy (EO_RECORD (self->request));
  const EoTransition *step = eo_kind_find_step (edited, self->step);
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GPtrArray) parties = eo_record_form_get_new_parties (form);
  g_autofree char *chosen = chosen_text (self);

  if (step == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self->dialog));
      return;
    }
  if (takes_times (self->step))
    eo_record_set_text (edited, "chosen", chosen, NULL);
  asked = eo_transition_get_asked (step, &eo_request_kind, NULL);
  for (guint i = 0; i < asked->len; i++)
    if (!g_str_equal (((const EoField *) g_ptr_array_index (asked, i))->name, "chosen"))
      eo_field_copy (g_ptr_array_index (asked, i), edited, eo_record_form_get_edited (form));
  eo_ask_dialog_set_busy (EO_ASK_DIALOG (self->dialog), TRUE);
  save (self, edited, parties, self->step);
}

static void
ask (EoTriageView       *self,
     const EoTransition *step,
     GPtrArray          *asked,
     GPtrArray          *required)
{
  g_autoptr (EoRecord) record = eo_record_copy (EO_RECORD (self->request));
  g_autofree char *chosen = chosen_text (self);
  EoAskDialog *dialog;

  /* The times are ticked here, not typed. */
  g_ptr_array_remove (asked, (gpointer) eo_kind_find_field (&eo_request_kind, "chosen"));
  eo_step_prepare (record, asked, required);
  eo_record_set_text (record, "chosen", chosen, NULL);
  dialog = eo_ask_dialog_new (GTK_WIDGET (self), self->store, record, asked, required, _(step->label),
                              eo_record_get_name (EO_RECORD (self->request)));
  g_set_weak_pointer (&self->dialog, GTK_WIDGET (dialog));
  g_free (self->step);
  self->step = g_strdup (eo_transition_get_name (step));
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
_eo_triage_view_step (EoTriageView *self,
                      const char   *name)
{
  const EoTransition *step = self->request != NULL ? eo_kind_find_step (EO_RECORD (self->request), name) : NULL;
  g_autoptr (GPtrArray) required = NULL;
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (EoRecord) edited = NULL;
  g_autofree char *chosen = NULL;

  if (step == NULL || self->saving || self->dialog != NULL)
    return;
  asked = eo_transition_get_asked (step, &eo_request_kind, &required);
  if (asked->len > 0 && !g_str_equal (name, "hold"))
    {
      ask (self, step, asked, required);
      return;
    }
  edited = eo_record_copy (EO_RECORD (self->request));
  chosen = chosen_text (self);
  if (takes_times (name))
    eo_record_set_text (edited, "chosen", chosen, NULL);
  save (self, edited, NULL, name);
}

void
_eo_triage_view_answered (EoTriageView *self,
                          int           button)
{
  eo_notice_hide (self->notice);
  _eo_triage_view_step (self, DESPITE);
}

/* The bar */

static char *
label_of (EoTriageView *self,
          guint         nth,
          GArray       *chosen)
{
  if (g_str_equal (decisions[nth].step, "hold") && chosen->len > 0)
    return g_strdup_printf (ngettext ("_Hold %u Time", "_Hold %u Times", chosen->len), chosen->len);
  if (g_str_equal (decisions[nth].step, "confirmed") && chosen->len == 1)
    {
      g_autofree char *day = eo_wish_format_day (&g_array_index (chosen, EoWish, 0));

      /* Translators: a button: "Accept Wed 7 Oct" */
      return g_strdup_printf (_("_Accept %s"), day);
    }
  return g_strdup (_(decisions[nth].label));
}

static gboolean
is_ready (EoTriageView *self,
          guint         nth,
          GArray       *chosen)
{
  g_autoptr (GArray) stored = get_stored (self);
  g_autofree char *before = eo_wishes_write (stored);
  g_autofree char *now = eo_wishes_write (chosen);
  gboolean held = self->request->status == EO_REQUEST_HOLD || self->request->status == EO_REQUEST_DECISION;

  if (self->saving)
    return FALSE;
  if (g_str_equal (decisions[nth].step, "hold"))
    return chosen->len > 0 && (!held || !g_str_equal (before, now));
  if (g_str_equal (decisions[nth].step, "confirmed"))
    return chosen->len == 1;
  return TRUE;
}

/* Where it is narrow, what is done most often has a button. */
static gboolean
has_button (guint nth)
{
  return decisions[nth].right && !g_str_equal (decisions[nth].step, "decision");
}

static void
update_others (EoTriageView *self,
               gboolean      shown)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (!has_button (i) && eo_kind_find_step (EO_RECORD (self->request), decisions[i].step) != NULL)
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (_(decisions[i].label), NULL);

        g_menu_item_set_action_and_target (item, "triage.step", "s", decisions[i].step);
        g_menu_append_item (menu, item);
      }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->others), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->others, shown && g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

void
_eo_triage_view_update_bar (EoTriageView *self)
{
  gboolean narrow = eo_triage_panes_get_n_shown (self->panes) == 1;
  g_autoptr (GArray) chosen = eo_triage_times_get_chosen (self->times);
  g_autofree char *count = NULL;
  gboolean writable = !eo_store_is_read_only (self->store);

  if (self->request == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      g_autofree char *label = label_of (self, i, chosen);
      const EoTransition *step = eo_kind_find_step (EO_RECORD (self->request), decisions[i].step);

      gtk_widget_set_visible (self->buttons[i], writable && step != NULL && (!narrow || has_button (i)));
      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), g_str_equal (decisions[i].step, "triage") && step != NULL
                                                             ? _(step->label) : label);
      gtk_widget_set_sensitive (self->buttons[i], is_ready (self, i, chosen));
    }
  count = chosen->len == 0 ? g_strdup (_("No time chosen"))
                           : g_strdup_printf (ngettext ("%u time chosen", "%u times chosen", chosen->len), chosen->len);
  update_others (self, narrow && writable);
  gtk_label_set_text (self->count, writable && !narrow && self->request->status != EO_REQUEST_RECEIVED ? count : "");
}

static void
on_clicked (EoTriageView *self,
            GtkWidget    *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (self->buttons[i] == button)
      _eo_triage_view_step (self, decisions[i].step);
}

GtkWidget *
_eo_triage_view_make_bar (EoTriageView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new (); /* so that the bar does not keep the window wide */
  gboolean right = FALSE;

  gtk_widget_add_css_class (bar, "bottombar");
  self->others = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->others), _("Other Decisions"));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->others), GTK_ARROW_UP);
  gtk_box_append (GTK_BOX (bar), self->others);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->count, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      if (decisions[i].right && !right)
        gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->count));
      right = decisions[i].right;
      self->buttons[i] = gtk_button_new_with_mnemonic (_(decisions[i].label));
      g_signal_connect_object (self->buttons[i], "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (bar), self->buttons[i]);
    }
  /* One of them at a time is shown. */
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (g_str_equal (decisions[i].step, "confirmed") || g_str_equal (decisions[i].step, "triage"))
      gtk_widget_add_css_class (self->buttons[i], "suggested-action");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), bar);
  return scroller;
}
