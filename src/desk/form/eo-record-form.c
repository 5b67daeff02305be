/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-desk.h"
#include "desk/form/eo-fact-row.h"
#include "desk/form/eo-form-group.h"
#include "desk/form/eo-link-row.h"
#include "desk/form/eo-notice.h"
#include "desk/form/eo-record-form-private.h"
#include "store/eo-kind.h"

#define SECTIONS EO_RESOURCES "/ui/sections/"

enum
{
  PROP_0,
  PROP_CHANGED,
  N_PROPS
};

enum
{
  EDITED,
  OPEN_LINK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoRecordForm, eo_record_form, GTK_TYPE_WIDGET)

static gboolean
is_ahead (EoRecordForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (eo_form_row_is_ahead (g_ptr_array_index (self->rows, i)))
      return TRUE;
  return FALSE;
}

static void
update_changed (EoRecordForm *self)
{
  gboolean changed = self->edited != NULL
                     && (!eo_record_same_fields (self->edited, self->original) || is_ahead (self));

  if (self->changed == changed)
    return;
  self->changed = changed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
}

EoFormRow *
_eo_record_form_find_row (EoRecordForm  *self,
                          const EoField *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (eo_form_row_get_field (g_ptr_array_index (self->rows, i)) == field)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* Rows of fields that this record has not are away, and so is a group without rows. */
static void
update_shown (EoRecordForm *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer place, shown;

  if (self->asked || self->edited == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      const EoField *field = eo_form_row_get_field (EO_FORM_ROW (row));
      gboolean has = eo_kind_field_shown (self->edited, field)
                     && ((field->flags & EO_DERIVED) == 0 || !eo_field_is_unsaid (field, self->edited));

      gtk_widget_set_visible (row, has);
      for (place = gtk_widget_get_parent (row); place != self; place = gtk_widget_get_parent (place))
        if (has || !g_hash_table_contains (places, place))
          g_hash_table_insert (places, place, GINT_TO_POINTER (has));
    }
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, &shown))
    gtk_widget_set_visible (place, GPOINTER_TO_INT (shown));
}

/* A field may be changed by a rule of the kind or by a cure: its row follows. The labels of others may, too, and whether
 * a time is a day. */
static void
on_notify (EoRecordForm *self,
           GParamSpec   *pspec)
{
  const EoField *field = eo_kind_find_field (self->kind, pspec->name);
  EoFormRow *row = field != NULL ? _eo_record_form_find_row (self, field) : NULL;

  if (row != NULL && !eo_form_row_is_writing (row))
    eo_form_row_refresh (row);
  for (guint i = 0; i < self->rows->len; i++)
    {
      EoFormRow *other = g_ptr_array_index (self->rows, i);

      eo_form_row_update_title (other);
      if (eo_form_row_get_field (other)->type == EO_FIELD_TIME && !eo_form_row_is_writing (other) && !eo_form_row_is_ahead (other))
        eo_form_row_refresh (other);
    }
  update_shown (self);
}

static void
on_row_edited (EoRecordForm *self)
{
  gboolean faulty = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    faulty = faulty || eo_form_row_has_problem (g_ptr_array_index (self->rows, i));
  if (!faulty)
    eo_notice_hide (EO_NOTICE (self->notice));
  update_changed (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_open_link (EoRecordForm *self,
              const char   *kind,
              gint64        id)
{
  g_signal_emit (self, signals[OPEN_LINK], 0, kind, id);
}

static void
take_rows (EoRecordForm *self,
           GPtrArray    *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      EoFormRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (self->rows, row);
      g_signal_connect_object (row, "edited", G_CALLBACK (on_row_edited), self, G_CONNECT_SWAPPED);
      if (EO_IS_LINK_ROW (row))
        g_signal_connect_object (row, "open-link", G_CALLBACK (on_open_link), self, G_CONNECT_SWAPPED);
    }
}

/* A section's folder is the only thing that says to which section a kind belongs. */
static char *
find_file (const EoKind *kind)
{
  g_auto(GStrv) sections = g_resources_enumerate_children (SECTIONS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; sections != NULL && sections[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (SECTIONS "%s%s-form.ui", sections[i], kind->name);

      if (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* The rows of @known under @widget, from top to bottom. */
static void
collect_in_order (GtkWidget *widget,
                  GPtrArray *known,
                  GPtrArray *ordered)
{
  if (g_ptr_array_find (known, widget, NULL))
    g_ptr_array_add (ordered, widget);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      collect_in_order (child, known, ordered);
}

/* The builder gives its objects in the order of a hash table. */
static void
order_rows (EoRecordForm *self)
{
  GPtrArray *ordered = g_ptr_array_sized_new (self->rows->len);

  collect_in_order (GTK_WIDGET (self), self->rows, ordered);
  g_assert (ordered->len == self->rows->len);
  g_ptr_array_unref (self->rows);
  self->rows = ordered;
}

/* Named rows are collected from the builder: walking the tree would hit what is inside other templates. */
static void
load_file (EoRecordForm *self,
           const char   *path)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  g_autoptr(GSList) objects = NULL;
  g_autoptr(GError) error = NULL;
  GObject *form;

  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  if (!gtk_builder_add_from_resource (builder, path, &error))
    g_error ("The form %s cannot be read: %s", path, error->message);
  form = gtk_builder_get_object (builder, "form");
  gtk_widget_set_parent (GTK_WIDGET (form), GTK_WIDGET (self));

  objects = g_slist_reverse (gtk_builder_get_objects (builder));
  for (GSList *l = objects; l != NULL; l = l->next)
    if (EO_IS_FORM_GROUP (l->data))
      {
        g_autoptr(GPtrArray) rows = eo_form_group_fill (l->data, self->store, self->kind);

        take_rows (self, rows);
      }
  for (GSList *l = objects; l != NULL; l = l->next)
    {
      const char *id = GTK_IS_BUILDABLE (l->data) ? gtk_buildable_get_buildable_id (l->data) : NULL;
      const EoField *field = id != NULL ? eo_kind_find_field (self->kind, id) : NULL;
      g_autoptr(GPtrArray) one = g_ptr_array_new ();

      if (field == NULL || !EO_IS_FORM_ROW (l->data) || eo_form_row_get_field (l->data) != NULL)
        continue;
      eo_form_row_bind (l->data, self->store, field);
      g_ptr_array_add (one, l->data);
      take_rows (self, one);
    }
  order_rows (self);
}

static void
make_group (EoRecordForm *self,
            const char   *title,
            const char   *fields)
{
  GtkWidget *group = eo_form_group_new (title, fields, self->asked);
  g_autoptr(GPtrArray) rows = NULL;

  gtk_widget_set_parent (group, GTK_WIDGET (self));
  rows = eo_form_group_fill (EO_FORM_GROUP (group), self->store, self->kind);
  take_rows (self, rows);
}

/* The state is changed by steps, never in the form. */
static void
make_whole_group (EoRecordForm *self)
{
  guint n_fields;
  const EoField *const *fields = eo_kind_get_fields (self->kind, &n_fields);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < n_fields; i++)
    if ((fields[i]->flags & (EO_HIDDEN | EO_STATE)) == 0)
      g_string_append_printf (names, "%s ", fields[i]->name);
  make_group (self, NULL, names->str);
}

static void
use_edited (EoRecordForm *self,
            EoRecord     *edited)
{
  if (self->edited != NULL)
    g_clear_signal_handler (&self->notify_id, self->edited);
  g_set_object (&self->edited, edited);
  for (guint i = 0; i < self->rows->len; i++)
    eo_form_row_set_record (g_ptr_array_index (self->rows, i), edited);
  if (edited != NULL)
    self->notify_id = g_signal_connect_swapped (edited, "notify", G_CALLBACK (on_notify), self);
  update_shown (self);
  eo_record_form_clear_problems (self);
  update_changed (self);
}

static void
on_next_error (EoRecordForm *self)
{
  eo_record_form_next_error (self);
}

static void
eo_record_form_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_CHANGED)
    g_value_set_boolean (value, EO_RECORD_FORM (object)->changed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
eo_record_form_dispose (GObject *object)
{
  EoRecordForm *self = EO_RECORD_FORM (object);
  GtkWidget *child;

  if (self->edited != NULL)
    g_clear_signal_handler (&self->notify_id, self->edited);
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->edited);
  g_clear_object (&self->original);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_record_form_parent_class)->dispose (object);
}

static void
eo_record_form_finalize (GObject *object)
{
  g_ptr_array_unref (EO_RECORD_FORM (object)->rows);

  G_OBJECT_CLASS (eo_record_form_parent_class)->finalize (object);
}

static void
eo_record_form_class_init (EoRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = eo_record_form_get_property;
  object_class->dispose = eo_record_form_dispose;
  object_class->finalize = eo_record_form_finalize;

  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[OPEN_LINK] = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
  g_type_ensure (EO_TYPE_FORM_GROUP);
}

static void
eo_record_form_init (EoRecordForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 18);

  self->notice = eo_notice_new ();
  g_signal_connect_swapped (self->notice, "answered", G_CALLBACK (on_next_error), self);
  gtk_widget_set_parent (self->notice, GTK_WIDGET (self));
}

GtkWidget *
eo_record_form_new_for_kind (EoStore      *store,
                             const EoKind *kind)
{
  EoRecordForm *self = g_object_new (EO_TYPE_RECORD_FORM, NULL);
  g_autofree char *path = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && kind != NULL, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  path = find_file (kind);
  if (path != NULL)
    load_file (self, path);
  else
    make_whole_group (self);
  return GTK_WIDGET (self);
}

GtkWidget *
eo_record_form_new_for_fields (EoStore      *store,
                               const EoKind *kind,
                               const char   *title,
                               const char   *fields)
{
  EoRecordForm *self = g_object_new (EO_TYPE_RECORD_FORM, NULL);

  g_return_val_if_fail (EO_IS_STORE (store) && kind != NULL && fields != NULL, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  self->asked = TRUE;
  make_group (self, title, fields);
  return GTK_WIDGET (self);
}

/**
 * eo_record_form_set_record:
 * @record: (nullable): what to show; the form edits a copy of it
 */
void
eo_record_form_set_record (EoRecordForm *self,
                           EoRecord     *record)
{
  eo_record_form_set_edited (self, record, record);
}

/**
 * eo_record_form_set_edited:
 * @record: (nullable): as it is stored
 * @edited: (nullable): as somebody had changed it, from a draft; copied
 */
void
eo_record_form_set_edited (EoRecordForm *self,
                           EoRecord     *record,
                           EoRecord     *edited)
{
  g_autoptr(EoRecord) copy = NULL;

  g_return_if_fail (EO_IS_RECORD_FORM (self));
  g_return_if_fail (record == NULL || (EO_IS_RECORD (edited) && eo_record_get_kind (record) == self->kind));

  g_clear_object (&self->original);
  if (record != NULL)
    {
      self->original = eo_record_copy (record);
      copy = eo_record_copy (edited);
    }
  use_edited (self, copy);
}

EoRecord *
eo_record_form_get_edited (EoRecordForm *self)
{
  g_return_val_if_fail (EO_IS_RECORD_FORM (self), NULL);
  return self->edited;
}

gboolean
eo_record_form_get_changed (EoRecordForm *self)
{
  g_return_val_if_fail (EO_IS_RECORD_FORM (self), FALSE);
  return self->changed;
}

void
eo_record_form_focus_first_empty (EoRecordForm *self)
{
  g_return_if_fail (EO_IS_RECORD_FORM (self) && self->edited != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      EoFormRow *row = g_ptr_array_index (self->rows, i);

      if (!eo_field_is_empty (eo_form_row_get_field (row), self->edited) || eo_form_row_is_ahead (row)
          || !gtk_widget_get_visible (GTK_WIDGET (row)))
        continue;
      eo_form_row_focus (row);
      return;
    }
}

/**
 * eo_record_form_set_field_text:
 * @name: a field's name
 * @text: as it stood in a document
 *
 * Returns: %FALSE when the form has no such field to type in
 */
gboolean
eo_record_form_set_field_text (EoRecordForm *self,
                               const char   *name,
                               const char   *text)
{
  GtkWidget *row = eo_record_form_get_row (self, name);

  g_return_val_if_fail (EO_IS_RECORD_FORM (self) && text != NULL, FALSE);

  if (row == NULL || EO_IS_FACT_ROW (row))
    return FALSE;
  eo_form_row_take_text (EO_FORM_ROW (row), text);
  eo_form_row_focus (EO_FORM_ROW (row));
  return TRUE;
}

/**
 * eo_record_form_saved:
 * @sent: a copy of what was edited when the saving began
 * @saved: what the store made of it: number, version, links to new parties
 *
 * Goes on from the saved record; what was typed since @sent stays, as a change.
 */
void
eo_record_form_saved (EoRecordForm *self,
                      EoRecord     *sent,
                      EoRecord     *saved)
{
  g_autoptr(EoRecord) merged = NULL;
  guint n_fields;
  const EoField *const *fields;

  g_return_if_fail (EO_IS_RECORD_FORM (self) && EO_IS_RECORD (sent) && EO_IS_RECORD (saved));

  merged = eo_record_copy (saved);
  fields = eo_kind_get_fields (self->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (!eo_field_equal (fields[i], self->edited, sent))
      eo_field_copy (fields[i], merged, self->edited);
  g_clear_object (&self->original);
  self->original = eo_record_copy (saved);
  /* Rows whose field stays as it is are not told, and keep what they alone know: a party to be added. */
  eo_record_assign (self->edited, merged);
  eo_record_form_clear_problems (self);
  update_changed (self);
}

GtkWidget *
eo_record_form_get_row (EoRecordForm *self,
                        const char   *name)
{
  const EoField *field;
  EoFormRow *row;

  g_return_val_if_fail (EO_IS_RECORD_FORM (self) && name != NULL, NULL);

  field = eo_kind_find_field (self->kind, name);
  row = field != NULL ? _eo_record_form_find_row (self, field) : NULL;
  return row != NULL ? GTK_WIDGET (row) : NULL;
}
