/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/form/eo-form-row-private.h"
#include "store/eo-kind.h"

typedef struct
{
  EoStore       *store;
  EoRecord      *record;
  const EoField *field;
  guint          writing;    /* the row itself writes: its own notify is not news to it */
  gboolean       faulty;
  gboolean       must;       /* whoever asks wants it filled */
  char          *cure_value;

  GtkWidget     *column;
  GtkWidget     *title;
  GtkWidget     *value;
  GtkWidget     *delegate;
  GtkWidget     *problem;
  GtkWidget     *message;
  GtkWidget     *cure;
} EoFormRowPrivate;

enum
{
  EDITED,
  MARKED,
  OFFER_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (EoFormRow, eo_form_row, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((EoFormRowPrivate *) eo_form_row_get_instance_private (self))

/* The value's type is asked of the library: later ones take a list where 4.8 takes one object. */
static void
tie_message (GtkAccessible *delegate,
             GtkWidget     *message)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE;
  GValue value = G_VALUE_INIT;

  gtk_accessible_relation_init_value (relation, &value);
  if (G_VALUE_HOLDS_OBJECT (&value))
    {
      g_value_set_object (&value, message);
      gtk_accessible_update_relation_value (delegate, 1, &relation, &value);
    }
  else
    {
      /* GTK keeps the list. */
      g_value_set_pointer (&value, g_list_append (NULL, message));
      gtk_accessible_update_relation_value (delegate, 1, &relation, &value);
    }
  g_value_unset (&value);
}

static void
on_cure (EoFormRow *self)
{
  EoFormRowPrivate *priv = PRIVATE (self);
  g_autofree char *cure = g_strdup (priv->cure_value);

  if (priv->record == NULL || cure == NULL)
    return;

  eo_record_set_text (priv->record, priv->field->name, cure, NULL);
  eo_form_row_refresh (self);
  eo_form_row_edited (self);
  eo_form_row_focus (self);
}

/* The whole row is the field: pressing beside the text goes into it. */
static void
on_pressed (EoFormRow       *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && gtk_widget_get_ancestor (picked, GTK_TYPE_BUTTON) != NULL)
    return;
  if (PRIVATE (self)->delegate != NULL
      && (gtk_widget_get_state_flags (PRIVATE (self)->delegate) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    gtk_widget_grab_focus (PRIVATE (self)->delegate);
}

/* For rows whose widget shows nothing that the record cannot hold. */
static void
eo_form_row_real_take_text (EoFormRow  *self,
                            const char *text)
{
  g_autofree char *line = eo_text_one_line (text);

  if (eo_form_row_write (self, line, NULL))
    eo_form_row_refresh (self);
}

static gboolean
eo_form_row_grab_focus (GtkWidget *widget)
{
  GtkWidget *delegate = PRIVATE (EO_FORM_ROW (widget))->delegate;

  if (delegate == NULL)
    return FALSE;
  /* An entry selects all its text on grab_focus(): one keystroke would replace what stands there. */
  if (GTK_IS_ENTRY (delegate))
    return gtk_entry_grab_focus_without_selecting (GTK_ENTRY (delegate));
  return gtk_widget_grab_focus (delegate);
}

static void
eo_form_row_dispose (GObject *object)
{
  EoFormRow *self = EO_FORM_ROW (object);
  EoFormRowPrivate *priv = PRIVATE (self);
  GtkWidget *child;

  g_clear_object (&priv->store);
  g_clear_object (&priv->record);
  priv->delegate = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_form_row_parent_class)->dispose (object);
}

static void
eo_form_row_finalize (GObject *object)
{
  g_free (PRIVATE (EO_FORM_ROW (object))->cure_value);

  G_OBJECT_CLASS (eo_form_row_parent_class)->finalize (object);
}

static void
eo_form_row_class_init (EoFormRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_form_row_dispose;
  object_class->finalize = eo_form_row_finalize;
  widget_class->grab_focus = eo_form_row_grab_focus;
  klass->take_text = eo_form_row_real_take_text;

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[OFFER_ANSWERED] = g_signal_new ("offer-answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_form_row_init (EoFormRow *self)
{
  EoFormRowPrivate *priv = PRIVATE (self);
  GtkWidget *triangle = gtk_image_new_from_icon_name ("eo-state-late-symbolic");
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "fieldrow");

  priv->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (priv->column, TRUE);
  gtk_widget_set_valign (priv->column, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (priv->column, GTK_WIDGET (self));

  priv->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (priv->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (priv->title, "title");
  gtk_box_append (GTK_BOX (priv->column), priv->title);

  priv->problem = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_visible (priv->problem, FALSE);
  gtk_widget_add_css_class (priv->problem, "errtext");
  gtk_widget_set_valign (triangle, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (priv->problem), triangle);
  priv->message = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->message), 0);
  gtk_label_set_wrap (GTK_LABEL (priv->message), TRUE);
  gtk_box_append (GTK_BOX (priv->problem), priv->message);
  gtk_box_append (GTK_BOX (priv->column), priv->problem);

  priv->cure = gtk_button_new ();
  gtk_widget_set_visible (priv->cure, FALSE);
  gtk_widget_set_valign (priv->cure, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (priv->cure, "small");
  g_signal_connect_swapped (priv->cure, "clicked", G_CALLBACK (on_cure), self);
  gtk_widget_set_parent (priv->cure, GTK_WIDGET (self));

  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/**
 * eo_form_row_bind:
 * @store: for rows that look records up
 * @field: what the row shows
 *
 * Makes the row that field's; once in its life.
 */
void
eo_form_row_bind (EoFormRow     *self,
                  EoStore       *store,
                  const EoField *field)
{
  EoFormRowPrivate *priv = PRIVATE (self);

  g_return_if_fail (EO_IS_FORM_ROW (self));
  g_return_if_fail (field != NULL && priv->field == NULL);

  g_set_object (&priv->store, store);
  priv->field = field;
  if (EO_FORM_ROW_GET_CLASS (self)->bind != NULL)
    EO_FORM_ROW_GET_CLASS (self)->bind (self);
  eo_form_row_update_title (self);
}

/**
 * eo_form_row_set_record:
 * @record: what to edit; the row writes into it. %NULL shows nothing.
 */
void
eo_form_row_set_record (EoFormRow *self,
                        EoRecord  *record)
{
  g_return_if_fail (EO_IS_FORM_ROW (self));

  g_set_object (&PRIVATE (self)->record, record);
  eo_form_row_show_problem (self, NULL, NULL, NULL);
  eo_form_row_refresh (self);
}

const EoField *
eo_form_row_get_field (EoFormRow *self)
{
  g_return_val_if_fail (EO_IS_FORM_ROW (self), NULL);
  return PRIVATE (self)->field;
}

EoRecord *
eo_form_row_get_record (EoFormRow *self)
{
  g_return_val_if_fail (EO_IS_FORM_ROW (self), NULL);
  return PRIVATE (self)->record;
}

EoStore *
eo_form_row_get_store (EoFormRow *self)
{
  g_return_val_if_fail (EO_IS_FORM_ROW (self), NULL);
  return PRIVATE (self)->store;
}

/**
 * eo_form_row_refresh:
 *
 * Shows the record's value; what was typed and could not be read is gone.
 */
void
eo_form_row_refresh (EoFormRow *self)
{
  g_return_if_fail (EO_IS_FORM_ROW (self));

  if (PRIVATE (self)->record == NULL)
    return;
  EO_FORM_ROW_GET_CLASS (self)->refresh (self);
  eo_form_row_update_title (self);
}

/**
 * eo_form_row_commit:
 *
 * Puts what is typed into the record.
 *
 * Returns: %FALSE with EO_ERROR_INVALID when the text is no value of the field; the record keeps the old one
 */
gboolean
eo_form_row_commit (EoFormRow  *self,
                    GError    **error)
{
  g_return_val_if_fail (EO_IS_FORM_ROW (self), FALSE);

  if (PRIVATE (self)->record == NULL || EO_FORM_ROW_GET_CLASS (self)->commit == NULL)
    return TRUE;
  return EO_FORM_ROW_GET_CLASS (self)->commit (self, error);
}

gboolean
eo_form_row_is_ahead (EoFormRow *self)
{
  g_return_val_if_fail (EO_IS_FORM_ROW (self), FALSE);

  return PRIVATE (self)->record != NULL && EO_FORM_ROW_GET_CLASS (self)->is_ahead != NULL
         && EO_FORM_ROW_GET_CLASS (self)->is_ahead (self);
}

/**
 * eo_form_row_take_text:
 * @text: as it stood in a document, with its line breaks
 */
void
eo_form_row_take_text (EoFormRow  *self,
                       const char *text)
{
  g_return_if_fail (EO_IS_FORM_ROW (self));

  if (PRIVATE (self)->record == NULL)
    return;
  EO_FORM_ROW_GET_CLASS (self)->take_text (self, text);
  eo_form_row_edited (self);
}

/**
 * eo_form_row_show_problem:
 * @message: what is wrong, for a clerk; %NULL takes the mark away
 * @cure_label: (nullable): the button that puts it right
 * @cure_value: (nullable): canonical text which that button puts in the field
 */
void
eo_form_row_show_problem (EoFormRow  *self,
                          const char *message,
                          const char *cure_label,
                          const char *cure_value)
{
  EoFormRowPrivate *priv = PRIVATE (self);

  g_return_if_fail (EO_IS_FORM_ROW (self));

  gtk_widget_set_visible (priv->cure, message != NULL && cure_label != NULL);
  g_free (priv->cure_value);
  priv->cure_value = g_strdup (cure_value);
  if (cure_label != NULL)
    gtk_button_set_label (GTK_BUTTON (priv->cure), cure_label);
  if (priv->faulty == (message != NULL) && message == NULL)
    return;

  priv->faulty = message != NULL;
  gtk_label_set_text (GTK_LABEL (priv->message), message != NULL ? message : "");
  gtk_widget_set_visible (priv->problem, priv->faulty);
  if (priv->faulty)
    gtk_widget_add_css_class (GTK_WIDGET (self), "errrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "errrow");
  g_signal_emit (self, signals[MARKED], 0);

  if (priv->delegate == NULL)
    return;
  if (priv->faulty)
    {
      gtk_accessible_update_state (GTK_ACCESSIBLE (priv->delegate),
                                   GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      tie_message (GTK_ACCESSIBLE (priv->delegate), priv->message);
    }
  else
    {
      gtk_accessible_reset_state (GTK_ACCESSIBLE (priv->delegate), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (priv->delegate), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

gboolean
eo_form_row_has_problem (EoFormRow *self)
{
  g_return_val_if_fail (EO_IS_FORM_ROW (self), FALSE);
  return PRIVATE (self)->faulty;
}

void
eo_form_row_set_required (EoFormRow *self)
{
  g_return_if_fail (EO_IS_FORM_ROW (self));

  PRIVATE (self)->must = TRUE;
  if (EO_FORM_ROW_GET_CLASS (self)->must_say != NULL)
    EO_FORM_ROW_GET_CLASS (self)->must_say (self);
  eo_form_row_update_title (self);
}

void
eo_form_row_focus (EoFormRow *self)
{
  g_return_if_fail (EO_IS_FORM_ROW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
eo_form_row_set_value (EoFormRow *self,
                       GtkWidget *widget,
                       GtkWidget *delegate)
{
  EoFormRowPrivate *priv = PRIVATE (self);

  g_return_if_fail (EO_IS_FORM_ROW (self) && priv->value == NULL);

  priv->value = widget;
  priv->delegate = delegate;
  gtk_box_insert_child_after (GTK_BOX (priv->column), widget, priv->title);
}

void
eo_form_row_add_suffix (EoFormRow *self,
                        GtkWidget *widget)
{
  g_return_if_fail (EO_IS_FORM_ROW (self));

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_insert_before (widget, GTK_WIDGET (self), NULL);
}

void
eo_form_row_edited (EoFormRow *self)
{
  eo_form_row_update_title (self);
  eo_form_row_show_problem (self, NULL, NULL, NULL);
  g_signal_emit (self, signals[EDITED], 0);
}

/**
 * eo_form_row_update_title:
 *
 * The label as this record wants it ("From" on a letter in, "To" on a letter out), and after it what is to be known.
 */
void
eo_form_row_update_title (EoFormRow *self)
{
  EoFormRowPrivate *priv = PRIVATE (self);
  g_autofree char *note = NULL;
  g_autofree char *title = NULL;
  const char *label;
  gboolean required;

  g_return_if_fail (EO_IS_FORM_ROW (self));
  if (priv->field == NULL)
    return;

  label = priv->record != NULL ? eo_kind_field_label (priv->record, priv->field) : eo_field_get_label (priv->field);
  required = priv->must || (priv->field->flags & EO_REQUIRED) != 0;
  if (priv->record != NULL && EO_FORM_ROW_GET_CLASS (self)->get_note != NULL)
    note = EO_FORM_ROW_GET_CLASS (self)->get_note (self);
  if (note == NULL)
    note = _eo_form_row_offer_note (self);
  if (note == NULL && required && priv->record != NULL
      && (eo_field_is_empty (priv->field, priv->record)
          || (priv->must && eo_field_is_unsaid (priv->field, priv->record))))
    note = g_strdup (_("required"));

  /* Translators: a field's label, then what is to be known of it: "Subject · required" */
  title = note != NULL ? g_strdup_printf (_("%s · %s"), label, note) : g_strdup (label);
  gtk_label_set_text (GTK_LABEL (priv->title), title);

  if (priv->delegate == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->delegate), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (required)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->delegate), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
}

gboolean
eo_form_row_write (EoFormRow   *self,
                   const char  *text,
                   GError     **error)
{
  EoFormRowPrivate *priv = PRIVATE (self);
  gboolean written;

  g_return_val_if_fail (EO_IS_FORM_ROW (self) && priv->record != NULL, FALSE);

  priv->writing++;
  written = eo_record_set_text (priv->record, priv->field->name, text, error);
  priv->writing--;
  return written;
}

gboolean
eo_form_row_is_writing (EoFormRow *self)
{
  g_return_val_if_fail (EO_IS_FORM_ROW (self), FALSE);
  return PRIVATE (self)->writing > 0;
}

void
eo_form_row_hold (EoFormRow *self)
{
  g_return_if_fail (EO_IS_FORM_ROW (self));
  PRIVATE (self)->writing++;
}

void
eo_form_row_release (EoFormRow *self)
{
  g_return_if_fail (EO_IS_FORM_ROW (self) && PRIVATE (self)->writing > 0);
  PRIVATE (self)->writing--;
}
