/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-entries.h"
#include "desk/form/eo-record-form.h"
#include "desk/record/eo-actions-page.h"
#include "desk/record/eo-saving.h"
#include "desk/register/eo-due-label.h"
#include "store/eo-kind.h"
#include "store/eo-link.h"

struct _EoActionsPage
{
  GtkBox        parent_instance;

  EoStore      *store;
  const EoKind *about;
  gint64        about_id;
  const EoKind *kind;    /* of actions */
  GtkWidget    *list;
  GtkWidget    *form;    /* the one to be added */
  GtkWidget    *add;
  gboolean      loading;
};

enum
{
  OPEN_RECORD,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoActionsPage, eo_actions_page, GTK_TYPE_BOX)

static void
reset_form (EoActionsPage *self)
{
  g_autoptr(EoRecord) action = NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->about_id);

  action = eo_record_new (self->kind);
  eo_record_set_text (action, "about_kind", self->about != NULL ? self->about->name : "", NULL);
  eo_record_set_text (action, "about_id", id, NULL);
  eo_record_form_set_record (EO_RECORD_FORM (self->form), action);
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(EoActionsPage) self = data;
  g_autoptr(EoRecord) saved = NULL;
  g_autoptr(GError) error = NULL;

  saved = eo_saving_finish (EO_STORE (source), result, NULL, NULL, &error);
  gtk_widget_set_sensitive (self->add, TRUE);
  if (saved == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  reset_form (self);
  eo_record_form_focus_first_empty (EO_RECORD_FORM (self->form));
}

static void
on_add (EoActionsPage *self)
{
  EoRecordForm *form = EO_RECORD_FORM (self->form);
  g_autoptr(GPtrArray) problems = eo_record_form_check (form);
  g_autoptr(GPtrArray) parties = NULL;

  if (problems->len > 0)
    {
      eo_record_form_mark_problems (form, problems);
      eo_record_form_next_error (form);
      return;
    }
  parties = eo_record_form_get_new_parties (form);
  gtk_widget_set_sensitive (self->add, FALSE);
  eo_saving_async (self->store, eo_record_form_get_edited (form), parties, 0, NULL, on_added, g_object_ref (self));
}

static void
on_stepped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(EoActionsPage) self = data;
  g_autoptr(GError) error = NULL;

  if (eo_store_save_finish (EO_STORE (source), result, &error))
    return;
  g_signal_emit (self, signals[FAILED], 0, error->message);
  eo_actions_page_load (self, self->about, self->about_id);
}

/* The step that makes an open action done, or a done one open again. */
static const EoTransition *
find_step (EoRecord *action)
{
  g_autoptr(GPtrArray) steps = eo_kind_get_steps (action);
  const EoKind *kind = eo_record_get_kind (action);
  gboolean open = eo_kind_is_open (action);

  for (guint i = 0; i < steps->len; i++)
    {
      const EoTransition *step = g_ptr_array_index (steps, i);

      for (const EoState *state = kind->states; state != NULL && state->nick != NULL; state++)
        if (g_str_equal (state->nick, step->to) && state->open != open)
          return step;
    }
  return NULL;
}

static void
on_ticked (EoActionsPage *self,
           GtkWidget     *tick)
{
  EoRecord *action = g_object_get_data (G_OBJECT (tick), "action");
  const EoTransition *step;

  if (self->loading || (step = find_step (action)) == NULL)
    return;
  gtk_widget_set_sensitive (tick, FALSE);
  eo_store_step_async (self->store, action, step->to, NULL, on_stepped, g_object_ref (self));
}

static void
on_row_activated (EoActionsPage *self,
                  GtkListBoxRow *row)
{
  EoRecord *action = g_object_get_data (G_OBJECT (row), "action");

  g_signal_emit (self, signals[OPEN_RECORD], 0, self->kind->name, action->id);
}

static GtkWidget *
new_row (EoActionsPage *self,
         EoRecord      *action)
{
  const EoField *owner = eo_kind_find_field (self->kind, "owner");
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *task = gtk_label_new (eo_record_get_title (action));
  GtkWidget *who = gtk_label_new (NULL);
  GtkWidget *due = eo_due_label_new ();
  gboolean open = eo_kind_is_open (action);
  g_autofree char *done = g_strdup_printf (_("Done: %s"), eo_record_get_title (action));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), !open);
  gtk_widget_set_sensitive (tick, find_step (action) != NULL && !eo_store_is_read_only (self->store));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, done, -1);
  g_object_set_data_full (G_OBJECT (tick), "action", g_object_ref (action), g_object_unref);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), tick);

  gtk_label_set_xalign (GTK_LABEL (task), 0);
  gtk_label_set_wrap (GTK_LABEL (task), TRUE);
  if (!open)
    gtk_widget_add_css_class (task, "dim-label");
  gtk_box_append (GTK_BOX (lines), task);
  gtk_label_set_text (GTK_LABEL (who), owner != NULL && !eo_field_is_empty (owner, action)
                                         ? eo_field_get_link (owner, action)->title : _("Nobody yet"));
  gtk_label_set_xalign (GTK_LABEL (who), 0);
  gtk_label_set_ellipsize (GTK_LABEL (who), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (who, "small");
  gtk_widget_add_css_class (who, "dim-label");
  gtk_box_append (GTK_BOX (lines), who);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);

  eo_due_label_set_record (EO_DUE_LABEL (due), action);
  gtk_widget_set_valign (due, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (due, "small");
  gtk_box_append (GTK_BOX (box), due);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "action", g_object_ref (action), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, eo_record_get_title (action), -1);
  return row;
}

static void
eo_actions_page_dispose (GObject *object)
{
  g_clear_object (&EO_ACTIONS_PAGE (object)->store);

  G_OBJECT_CLASS (eo_actions_page_parent_class)->dispose (object);
}

static void
eo_actions_page_class_init (EoActionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_actions_page_dispose;

  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
eo_actions_page_init (EoActionsPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->list = eo_entries_new (_("Actions"), _("Nothing to be done about this yet"));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (self), self->list);
}

GtkWidget *
eo_actions_page_new (EoStore *store)
{
  EoActionsPage *self = g_object_new (EO_TYPE_ACTIONS_PAGE, NULL);

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self->store = g_object_ref (store);
  self->kind = eo_kind_lookup ("action");
  g_return_val_if_fail (self->kind != NULL, NULL);

  self->form = eo_record_form_new_for_fields (store, self->kind, _("Add an Action"), "task owner+due");
  gtk_box_append (GTK_BOX (self), self->form);
  self->add = gtk_button_new_with_mnemonic (_("_Add Action"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  gtk_box_append (GTK_BOX (self), self->add);
  return GTK_WIDGET (self);
}

guint
eo_actions_page_load (EoActionsPage *self,
                      const EoKind  *kind,
                      gint64         id)
{
  g_autoptr(GPtrArray) actions = NULL;
  gboolean other;
  guint n_open = 0;

  g_return_val_if_fail (EO_IS_ACTIONS_PAGE (self), 0);

  other = self->about != kind || self->about_id != id;
  self->about = kind;
  self->about_id = id;
  self->loading = TRUE;
  eo_entries_clear (GTK_LIST_BOX (self->list));
  if (id != 0)
    actions = eo_store_get_actions (self->store, kind, id);
  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      EoRecord *action = g_ptr_array_index (actions, i);

      n_open += eo_kind_is_open (action) ? 1 : 0;
      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, action));
    }
  self->loading = FALSE;
  gtk_widget_set_sensitive (self->form, id != 0 && !eo_store_is_read_only (self->store));
  gtk_widget_set_sensitive (self->add, id != 0 && !eo_store_is_read_only (self->store));
  /* What is half typed there stays when somebody else's action comes in. */
  if (other)
    reset_form (self);
  return n_open;
}
