/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-form-row.h"
#include "desk/form/eo-notice.h"
#include "store/eo-kind.h"

struct _EoAskDialog
{
  AdwWindow      parent_instance;

  const EoKind  *kind;
  GPtrArray     *asked;     /* of EoField */
  GPtrArray     *required;  /* of EoField */
  gboolean       busy;

  GtkWidget     *title;
  GtkWidget     *warning;
  GtkWidget     *notice;
  GtkWidget     *column;
  GtkWidget     *form;
  GtkWidget     *cancel;
  GtkWidget     *button;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoAskDialog, eo_ask_dialog, ADW_TYPE_WINDOW)

static EoFormRow *
get_row (EoAskDialog   *self,
         const EoField *field)
{
  return EO_FORM_ROW (eo_record_form_get_row (EO_RECORD_FORM (self->form), field->name));
}

static gboolean
is_missing (EoAskDialog   *self,
            const EoField *field)
{
  EoFormRow *row = get_row (self, field);

  return !eo_form_row_is_ahead (row) && eo_field_is_unsaid (field, eo_form_row_get_record (row));
}

/* What cannot be read, and of a record that is there what its rules say; what is asked for many records at once is judged
 * by those of each. */
static GPtrArray *
check_form (EoAskDialog *self)
{
  EoRecord *record = eo_record_form_get_edited (EO_RECORD_FORM (self->form));
  GPtrArray *problems;

  if (record->id != 0)
    return eo_record_form_check (EO_RECORD_FORM (self->form));
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_problem_free);
  for (guint i = 0; i < self->asked->len; i++)
    {
      const EoField *field = g_ptr_array_index (self->asked, i);
      g_autoptr (GError) error = NULL;

      if (!eo_form_row_commit (get_row (self, field), &error))
        eo_problems_add (problems, record, field->name, error->message);
    }
  return problems;
}

/* What is wrong with the fields asked for. The rest of the record is not on this table. */
static GPtrArray *
check (EoAskDialog *self)
{
  g_autoptr (GPtrArray) all = check_form (self);
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_problem_free);

  for (guint i = 0; i < self->required->len; i++)
    {
      const EoField *field = g_ptr_array_index (self->required, i);

      if (is_missing (self, field))
        eo_problems_add (problems, eo_form_row_get_record (get_row (self, field)), field->name, _("Fill this in"));
    }
  for (guint i = 0; i < all->len; i++)
    {
      EoProblem *problem = g_ptr_array_index (all, i);

      if (g_ptr_array_find (self->asked, problem->field, NULL) && !is_missing (self, problem->field))
        eo_problems_add_with_cure (problems, eo_record_form_get_edited (EO_RECORD_FORM (self->form)), problem->field->name,
                                   problem->message, problem->cure_label, problem->cure_value);
    }
  return problems;
}

static void
do_it (EoAskDialog *self)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (self->busy)
    return;
  eo_notice_hide (EO_NOTICE (self->notice));
  problems = check (self);
  eo_record_form_mark_problems (EO_RECORD_FORM (self->form), problems);
  if (problems->len == 0)
    g_signal_emit (self, signals[DONE], 0);
  else
    eo_form_row_focus (get_row (self, ((EoProblem *) g_ptr_array_index (problems, 0))->field));
}

static void
done_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  do_it (EO_ASK_DIALOG (widget));
}

static void
eo_ask_dialog_dispose (GObject *object)
{
  EoAskDialog *self = EO_ASK_DIALOG (object);

  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->required, g_ptr_array_unref);

  G_OBJECT_CLASS (eo_ask_dialog_parent_class)->dispose (object);
}

static void
eo_ask_dialog_class_init (EoAskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_ask_dialog_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "ask.done", NULL, done_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (EoAskDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = adw_window_title_new ("", "");
  self->cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cancel), "window.close");
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "ask.done");

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

/* Before a text of several lines has it: it would be a line there. */
static void
add_key (EoAskDialog *self)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                                                            gtk_named_action_new ("ask.done")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
eo_ask_dialog_init (EoAskDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), build_header (self));

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->column, "formpane");
  self->warning = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->warning), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->warning), 0);
  gtk_widget_set_visible (self->warning, FALSE);
  gtk_box_append (GTK_BOX (self->column), self->warning);
  self->notice = eo_notice_new ();
  gtk_box_append (GTK_BOX (self->column), self->notice);
  gtk_box_append (GTK_BOX (box), self->column);

  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 460, -1);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->button);
  add_key (self);
}

static void
add_form (EoAskDialog *self,
          EoStore     *store,
          EoRecord    *record)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->asked->len; i++)
    g_string_append_printf (names, "%s ", ((const EoField *) g_ptr_array_index (self->asked, i))->name);
  self->form = eo_record_form_new_for_fields (store, self->kind, NULL, names->str);
  gtk_widget_set_visible (self->form, self->asked->len > 0);
  gtk_box_append (GTK_BOX (self->column), self->form);
  for (guint i = 0; i < self->required->len; i++)
    eo_form_row_set_required (get_row (self, g_ptr_array_index (self->required, i)));
  eo_record_form_set_record (EO_RECORD_FORM (self->form), record);
}

/* Public functions */

EoAskDialog *
eo_ask_dialog_new (GtkWidget  *parent,
                   EoStore    *store,
                   EoRecord   *record,
                   GPtrArray  *asked,
                   GPtrArray  *required,
                   const char *title,
                   const char *subtitle)
{
  /* A window whose focus is set before it is shown has no role on 4.8, unless it is its own and not its class's. */
  EoAskDialog *self = g_object_new (EO_TYPE_ASK_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG, "title", title,
                                    NULL);
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && EO_IS_STORE (store) && EO_IS_RECORD (record), NULL);
  g_return_val_if_fail (asked != NULL && title != NULL && subtitle != NULL, NULL);

  root = gtk_widget_get_root (parent);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->kind = eo_record_get_kind (record);
  self->asked = g_ptr_array_ref (asked);
  self->required = required != NULL ? g_ptr_array_ref (required) : g_ptr_array_new ();
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
  gtk_button_set_label (GTK_BUTTON (self->button), title);
  add_form (self, store, record);
  eo_button_names_mend (GTK_WIDGET (self));
  if (asked->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, g_ptr_array_index (asked, 0))));
  else
    gtk_widget_grab_focus (self->cancel);
  return self;
}

void
eo_ask_dialog_caution (EoAskDialog *self,
                       const char  *text)
{
  g_return_if_fail (EO_IS_ASK_DIALOG (self) && text != NULL);

  eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_WARNING, text, NULL, NULL, NULL);
}

void
eo_ask_dialog_warn (EoAskDialog *self,
                    const char  *text)
{
  g_return_if_fail (EO_IS_ASK_DIALOG (self) && text != NULL);

  gtk_label_set_text (GTK_LABEL (self->warning), text);
  gtk_widget_set_visible (self->warning, TRUE);
  gtk_widget_remove_css_class (self->button, "suggested-action");
  gtk_widget_add_css_class (self->button, "destructive-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), self->asked->len > 0 ? self->button : self->cancel);
}

EoRecordForm *
eo_ask_dialog_get_form (EoAskDialog *self)
{
  g_return_val_if_fail (EO_IS_ASK_DIALOG (self), NULL);
  return EO_RECORD_FORM (self->form);
}

void
eo_ask_dialog_set_busy (EoAskDialog *self,
                        gboolean     busy)
{
  g_return_if_fail (EO_IS_ASK_DIALOG (self));

  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ask.done", !busy);
  gtk_widget_set_sensitive (self->form, !busy);
}

void
eo_ask_dialog_fail (EoAskDialog *self,
                    const char  *text)
{
  g_return_if_fail (EO_IS_ASK_DIALOG (self) && text != NULL);

  eo_ask_dialog_set_busy (self, FALSE);
  eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_ERROR, _("Not done"), text, NULL, NULL);
}
