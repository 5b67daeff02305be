/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-entries.h"
#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-step-answers.h"
#include "desk/record/eo-parts-dialog.h"
#include "desk/record/eo-parts-group.h"
#include "desk/record/eo-saving.h"
#include "desk/register/eo-due-label.h"
#include "desk/register/eo-status-pill.h"

struct _EoPartsGroup
{
  GtkBox         parent_instance;

  EoStore       *store;
  const EoKind  *part;
  const EoField *link;    /* of a part: to whom it belongs */
  EoRecord      *record;  /* whose parts are shown */
  GtkWidget     *heading;
  GtkWidget     *list;
  GtkWidget     *add;
};

enum
{
  FAILED,
  UNDOABLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoPartsGroup, eo_parts_group, GTK_TYPE_BOX)

/* A part on its way to the store. */
typedef struct
{
  EoPartsGroup *page;
  GtkWidget   *dialog; /* (weak), or NULL */
  char        *text;   /* to be told with the way back */
} Turn;

static Turn *
turn_new (EoPartsGroup *self,
          GtkWidget   *dialog,
          EoRecord    *part,
          const char  *what)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->page = g_object_ref (self);
  g_set_weak_pointer (&turn->dialog, dialog);
  turn->text = g_strdup_printf (_("%s: %s"), eo_record_get_title (part), what);
  return turn;
}

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->page);
  g_clear_weak_pointer (&turn->dialog);
  g_free (turn->text);
  g_free (turn);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Turn *turn = data;
  g_autoptr (EoUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoRecord) saved = eo_saving_finish (EO_STORE (source), result, NULL, &undo, &error);

  if (saved != NULL)
    {
      g_signal_emit (turn->page, signals[UNDOABLE], 0, turn->text, undo);
      if (turn->dialog != NULL)
        gtk_window_destroy (GTK_WINDOW (turn->dialog));
    }
  else if (turn->dialog != NULL)
    eo_ask_dialog_fail (EO_ASK_DIALOG (turn->dialog), error->message);
  else
    g_signal_emit (turn->page, signals[FAILED], 0, error->message);
  turn_free (turn);
}

static void
on_done (EoPartsGroup *self,
         EoAskDialog *dialog)
{
  EoRecordForm *form = eo_ask_dialog_get_form (dialog);
  const char *step = g_object_get_data (G_OBJECT (dialog), "step");
  EoRecord *edited = eo_record_form_get_edited (form);
  g_autoptr (GPtrArray) parties = eo_record_form_get_new_parties (form);

  eo_ask_dialog_set_busy (dialog, TRUE);
  eo_saving_async (self->store, edited, parties, 0, step, on_saved,
                   turn_new (self, GTK_WIDGET (dialog), edited, gtk_window_get_title (GTK_WINDOW (dialog))));
}

static void
ask (EoPartsGroup *self,
     EoRecord    *part,
     GPtrArray   *asked,
     GPtrArray   *required,
     const char  *title,
     const char  *step)
{
  EoAskDialog *dialog = eo_ask_dialog_new (GTK_WIDGET (self), self->store, part, asked, required, title,
                                           eo_record_get_title (part));

  g_object_set_data_full (G_OBJECT (dialog), "step", g_strdup (step), g_free);
  g_signal_connect_object (dialog, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* "ID STEP" */
static void
step_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  EoPartsGroup *self = EO_PARTS_GROUP (widget);
  g_autoptr (GPtrArray) required = NULL;
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (EoRecord) part = NULL;
  const EoTransition *step;
  const char *name;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &name);
  part = eo_store_get (self->store, self->part, id, NULL);
  step = part != NULL ? eo_kind_find_step (part, name) : NULL;
  if (step == NULL)
    return;
  asked = eo_transition_get_asked (step, self->part, &required);
  eo_step_prepare (part, asked, required);
  if (asked->len > 0)
    ask (self, part, asked, required, _(step->label), name);
  else
    eo_saving_async (self->store, part, NULL, 0, name, on_saved, turn_new (self, NULL, part, _(step->label)));
}

/* What a part says of itself: all but whose it is, and its state. */
static void
on_row_activated (EoPartsGroup   *self,
                  GtkListBoxRow *row)
{
  EoRecord *part = g_object_get_data (G_OBJECT (row), "part");
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  guint n;
  const EoField *const *fields = eo_kind_get_fields (self->part, &n);

  if (eo_store_is_read_only (self->store))
    return;
  for (guint i = 0; i < n; i++)
    if (fields[i] != self->link && (fields[i]->flags & (EO_STATE | EO_HIDDEN | EO_DERIVED)) == 0
        && !g_str_equal (fields[i]->name, "classification"))
      g_ptr_array_add (asked, (gpointer) fields[i]);
  ask (self, part, asked, NULL, _("Change"), NULL);
}

static void
on_added (EoPartsGroup *self,
          const char  *text,
          EoUndo      *undo)
{
  g_signal_emit (self, signals[UNDOABLE], 0, text, undo);
}

static void
on_add (EoPartsGroup *self)
{
  GtkWidget *dialog = eo_parts_dialog_new (GTK_WIDGET (self), self->store, self->record, self->part, self->link);

  g_signal_connect_object (dialog, "added", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
new_label (const char *text,
           gboolean    small)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (small)
    {
      gtk_widget_add_css_class (label, "small");
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

/* The title of the first link with this flag. */
static const char *
find_who (EoRecord *part)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (part), &n);

  for (guint i = 0; i < n; i++)
    if (fields[i]->type == EO_FIELD_LINK && (fields[i]->flags & EO_WHO) != 0)
      return eo_field_get_link (fields[i], part)->title;
  return "";
}

static GtkWidget *
new_steps_button (EoPartsGroup *self,
                  EoRecord    *part)
{
  g_autoptr (GPtrArray) steps = eo_kind_get_steps (part);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *name = g_strdup_printf (_("Steps of “%s”"), find_who (part));
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < steps->len; i++)
    {
      const EoTransition *step = g_ptr_array_index (steps, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (_(step->label), NULL);

      g_menu_item_set_action_and_target (item, "parts.step", "(xs)", part->id, eo_transition_get_name (step));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, steps->len > 0 && !eo_store_is_read_only (self->store));
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
new_row (EoPartsGroup *self,
         EoRecord    *part)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *due = eo_due_label_new ();
  GtkWidget *pill = eo_status_pill_new ();
  g_autofree char *name = g_strdup_printf ("%s, %s", find_who (part), eo_record_get_title (part));

  gtk_box_append (GTK_BOX (lines), new_label (find_who (part), FALSE));
  gtk_box_append (GTK_BOX (lines), new_label (eo_record_get_title (part), TRUE));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  eo_due_label_set_record (EO_DUE_LABEL (due), part);
  gtk_widget_add_css_class (due, "small");
  gtk_widget_set_valign (due, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (facts), due);
  eo_status_pill_set_record (EO_STATUS_PILL (pill), part);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (facts), pill);
  gtk_box_append (GTK_BOX (box), facts);
  gtk_box_append (GTK_BOX (box), new_steps_button (self, part));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "part", g_object_ref (part), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
eo_parts_group_dispose (GObject *object)
{
  EoPartsGroup *self = EO_PARTS_GROUP (object);

  g_clear_object (&self->record);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_parts_group_parent_class)->dispose (object);
}

static void
eo_parts_group_class_init (EoPartsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_parts_group_dispose;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UNDOABLE] = g_signal_new ("undoable", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "parts.step", "(xs)", step_action);
}

static void
eo_parts_group_init (EoPartsGroup *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
}

/* Public functions */

GtkWidget *
eo_parts_group_new (EoStore      *store,
                   const EoKind *kind)
{
  EoPartsGroup *self = g_object_new (EO_TYPE_PARTS_GROUP, NULL);
  guint n;
  const EoField *const *fields;

  g_return_val_if_fail (EO_IS_STORE (store) && kind != NULL && kind->part != NULL, NULL);

  self->store = g_object_ref (store);
  self->part = eo_kind_lookup (kind->part);
  fields = eo_kind_get_fields (self->part, &n);
  for (guint i = 0; i < n && self->link == NULL; i++)
    if (fields[i]->type == EO_FIELD_LINK && g_str_equal (fields[i]->target, kind->name))
      self->link = fields[i];
  g_assert (self->link != NULL);

  self->heading = gtk_label_new (_(self->part->plural));
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "heading");
  gtk_box_append (GTK_BOX (self), self->heading);
  self->list = eo_entries_new (_(self->part->plural), _("None yet"));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (self), self->list);
  self->add = gtk_button_new_with_mnemonic (_(kind->part_label));
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  gtk_box_append (GTK_BOX (self), self->add);
  return GTK_WIDGET (self);
}

void
eo_parts_group_load (EoPartsGroup *self,
                    EoRecord    *record)
{
  g_autoptr (EoQuery) query = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (EO_IS_PARTS_GROUP (self) && EO_IS_RECORD (record));

  g_set_object (&self->record, record);
  eo_entries_clear (GTK_LIST_BOX (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), record->id != 0);
  gtk_widget_set_visible (self->add, !eo_store_is_read_only (self->store) && record->deleted_at.iso[0] == '\0');
  if (record->id == 0)
    return;
  query = eo_query_new (self->part);
  id = g_strdup_printf ("#%" G_GINT64_FORMAT, record->id);
  eo_query_add (query, self->link, EO_IS, id);
  parts = eo_store_select (self->store, query, 0, NULL);
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, g_ptr_array_index (parts, i)));
}
