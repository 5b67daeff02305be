/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/form/eo-choice-row.h"
#include "desk/form/eo-date-row.h"
#include "desk/form/eo-fact-row.h"
#include "desk/form/eo-form-group.h"
#include "desk/form/eo-link-row.h"
#include "desk/form/eo-long-text-row.h"
#include "store/eo-kind.h"

struct _EoFormGroup
{
  GtkBox      parent_instance;

  GtkWidget  *heading;
  GtkWidget  *card;
  char       *title;
  char       *fields;
  gboolean    asked;
  GHashTable *by_hand;  /* field name → EoFormRow, waiting for its place */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FIELDS,
  PROP_ASKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EoFormGroup, eo_form_group, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

/* Which row a type of field gets; a text of several lines is told by its flag. */
static GType
row_type (EoFormGroup   *self,
          const EoField *field)
{
  if ((field->flags & EO_DERIVED) != 0 && !self->asked)
    return EO_TYPE_FACT_ROW;
  switch (field->type)
    {
    case EO_FIELD_LONG_TEXT:
      return EO_TYPE_LONG_TEXT_ROW;
    case EO_FIELD_BOOLEAN:
      return EO_TYPE_SWITCH_ROW;
    case EO_FIELD_DATE:
    case EO_FIELD_TIME:
      return EO_TYPE_DATE_ROW;
    case EO_FIELD_LINK:
      return EO_TYPE_LINK_ROW;
    case EO_FIELD_CHOICE:
      return EO_TYPE_CHOICE_ROW;
    case EO_FIELD_TEXT:
      return (field->flags & EO_MULTILINE) != 0 ? EO_TYPE_LONG_TEXT_ROW : EO_TYPE_TEXT_ROW;
    case EO_FIELD_INTEGER:
    case EO_FIELD_DECIMAL:
    case EO_FIELD_INSTANT:
    case EO_FIELD_MONEY:
    default:
      return EO_TYPE_TEXT_ROW;
    }
}

static GtkWidget *
take_row (EoFormGroup  *self,
          EoStore      *store,
          const EoKind *kind,
          const char   *name,
          GPtrArray    *rows)
{
  const EoField *field = eo_kind_find_field (kind, name);
  EoFormRow *row = g_hash_table_lookup (self->by_hand, name);

  if (field == NULL)
    {
      g_critical ("A form of %s names a field “%s” that the kind does not have", kind->name, name);
      return NULL;
    }
  if (row == NULL)
    row = g_object_new (row_type (self, field), NULL);
  eo_form_row_bind (row, store, field);
  g_ptr_array_add (rows, row);
  return GTK_WIDGET (row);
}

/* Half a row is too narrow for a message and its cure, or for an offer and its buttons: the two go under each other
 * while one is marked. */
static void
on_marked (GtkWidget *pair)
{
  gboolean marked = FALSE;

  for (GtkWidget *row = gtk_widget_get_first_child (pair); row != NULL; row = gtk_widget_get_next_sibling (row))
    marked = marked || eo_form_row_has_problem (EO_FORM_ROW (row)) || eo_form_row_has_offer (EO_FORM_ROW (row));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (pair),
                                  marked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (pair), !marked);
}

static void
add_line (EoFormGroup  *self,
          EoStore      *store,
          const EoKind *kind,
          const char   *line,
          GPtrArray    *rows)
{
  g_auto(GStrv) names = g_strsplit (line, "+", -1);
  GtkWidget *place = self->card;

  if (g_strv_length (names) > 1)
    {
      place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_box_set_homogeneous (GTK_BOX (place), TRUE);
      gtk_widget_add_css_class (place, "pair");
      gtk_box_append (GTK_BOX (self->card), place);
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *row = take_row (self, store, kind, names[i], rows);

      if (row == NULL)
        continue;
      gtk_box_append (GTK_BOX (place), row);
      if (place != self->card)
        g_signal_connect_object (row, "marked", G_CALLBACK (on_marked), place, G_CONNECT_SWAPPED);
      g_hash_table_remove (self->by_hand, names[i]);
    }
}

static void
eo_form_group_add_child (GtkBuildable *buildable,
                         GtkBuilder   *builder,
                         GObject      *child,
                         const char   *type)
{
  EoFormGroup *self = EO_FORM_GROUP (buildable);

  if (EO_IS_FORM_ROW (child))
    g_hash_table_insert (self->by_hand, g_strdup (gtk_buildable_get_buildable_id (GTK_BUILDABLE (child))),
                         g_object_ref_sink (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = eo_form_group_add_child;
}

static void
eo_form_group_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  EoFormGroup *self = EO_FORM_GROUP (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FIELDS:
      g_value_set_string (value, self->fields);
      break;
    case PROP_ASKED:
      g_value_set_boolean (value, self->asked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
eo_form_group_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  EoFormGroup *self = EO_FORM_GROUP (object);

  switch (id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_FIELDS:
      self->fields = g_value_dup_string (value);
      break;
    case PROP_ASKED:
      self->asked = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
eo_form_group_constructed (GObject *object)
{
  EoFormGroup *self = EO_FORM_GROUP (object);

  G_OBJECT_CLASS (eo_form_group_parent_class)->constructed (object);

  gtk_label_set_text (GTK_LABEL (self->heading), self->title != NULL ? self->title : "");
  gtk_widget_set_visible (self->heading, self->title != NULL);
  if (self->title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
}

static void
eo_form_group_finalize (GObject *object)
{
  EoFormGroup *self = EO_FORM_GROUP (object);

  g_free (self->title);
  g_free (self->fields);
  g_hash_table_unref (self->by_hand);

  G_OBJECT_CLASS (eo_form_group_parent_class)->finalize (object);
}

static void
eo_form_group_class_init (EoFormGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = eo_form_group_get_property;
  object_class->set_property = eo_form_group_set_property;
  object_class->constructed = eo_form_group_constructed;
  object_class->finalize = eo_form_group_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FIELDS] = g_param_spec_string ("fields", NULL, NULL, "", flags);
  properties[PROP_ASKED] = g_param_spec_boolean ("asked", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_form_group_init (EoFormGroup *self)
{
  self->by_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);

  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "heading");
  gtk_box_append (GTK_BOX (self), self->heading);

  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->card, "card");
  gtk_widget_add_css_class (self->card, "fields");
  /* The red edge of the first row follows the card's corner. */
  gtk_widget_set_overflow (self->card, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self), self->card);
}

GtkWidget *
eo_form_group_new (const char *title,
                   const char *fields,
                   gboolean    asked)
{
  return g_object_new (EO_TYPE_FORM_GROUP, "title", title, "fields", fields, "asked", asked, NULL);
}

GPtrArray *
eo_form_group_fill (EoFormGroup  *self,
                    EoStore      *store,
                    const EoKind *kind)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autoptr(GList) rest = NULL;
  g_auto(GStrv) lines = NULL;

  g_return_val_if_fail (EO_IS_FORM_GROUP (self) && kind != NULL, NULL);

  lines = g_strsplit_set (self->fields != NULL ? self->fields : "", " \n\t", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      add_line (self, store, kind, lines[i], rows);

  rest = g_hash_table_get_keys (self->by_hand);
  for (GList *l = rest; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strdup (l->data);

      add_line (self, store, kind, name, rows);
    }
  return g_steal_pointer (&rows);
}
