/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "store/eo-kind.h"

G_DEFINE_ABSTRACT_TYPE (EoRecord, eo_record, G_TYPE_OBJECT)

/* Of a kind: property i + 1 is field i, property LABELS + i its read-only label (choices and links). */
#define LABELS 1000
#define MEMBER(record, field, type) ((type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

enum
{
  PROP_0,
  PROP_ID,
  PROP_REFERENCE,
  PROP_VERSION,
  PROP_CLASSIFICATION,
  PROP_CLASSIFICATION_LABEL,
  PROP_MISSING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const GEnumValue classifications[] = {
  { EO_OPEN, N_("Open"), "open" },
  { EO_RESTRICTED, N_("Restricted"), "restricted" },
  { EO_CONFIDENTIAL, N_("Confidential"), "confidential" },
  { EO_SECRET, N_("Secret"), "secret" },
  { EO_TOP_SECRET, N_("Top Secret"), "top-secret" },
  { 0 },
};
EO_DEFINE_CHOICE (EoClassification, eo_classification, classifications)

static const EoField *
own_field (GObject *object,
           guint    index)
{
  return &EO_RECORD_GET_CLASS (object)->kind->own_fields[index];
}

static gboolean
has_label (const EoField *field)
{
  return field->type == EO_FIELD_CHOICE || field->type == EO_FIELD_LINK;
}

static void
field_get_value (const EoField *field,
                 EoRecord      *record,
                 GValue        *value)
{
  switch (field->type)
    {
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
      g_value_set_string (value, *MEMBER (record, field, char *));
      break;
    case EO_FIELD_INTEGER:
      g_value_set_int64 (value, *MEMBER (record, field, gint64));
      break;
    case EO_FIELD_DECIMAL:
      g_value_set_double (value, *MEMBER (record, field, double));
      break;
    case EO_FIELD_BOOLEAN:
      g_value_set_boolean (value, *MEMBER (record, field, gboolean));
      break;
    case EO_FIELD_DATE:
      g_value_set_string (value, MEMBER (record, field, EoDate)->iso);
      break;
    case EO_FIELD_INSTANT:
      g_value_set_string (value, MEMBER (record, field, EoInstant)->iso);
      break;
    case EO_FIELD_TIME:
      g_value_set_string (value, MEMBER (record, field, EoLocalTime)->iso);
      break;
    case EO_FIELD_MONEY:
      g_value_set_int64 (value, MEMBER (record, field, EoMoney)->cents);
      break;
    case EO_FIELD_LINK:
      g_value_set_int64 (value, MEMBER (record, field, EoLink)->id);
      break;
    case EO_FIELD_CHOICE:
      g_value_set_enum (value, *MEMBER (record, field, int));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A property's value as it would stand in the table's canonical form. */
static char *
value_to_text (const EoField *field,
               EoRecord      *record,
               const GValue  *value)
{
  switch (field->type)
    {
    case EO_FIELD_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (value));
    case EO_FIELD_DECIMAL:
      {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, g_value_get_double (value)));
      }
    case EO_FIELD_BOOLEAN:
      return g_strdup (g_value_get_boolean (value) ? "true" : "false");
    case EO_FIELD_MONEY:
      {
        EoMoney money = { g_value_get_int64 (value) };
        return eo_money_canonical (&money);
      }
    case EO_FIELD_LINK:
      {
        gint64 id = g_value_get_int64 (value);
        const EoLink *link = MEMBER (record, field, EoLink);
        if (id == 0)
          return g_strdup ("");
        return g_strdup_printf ("#%" G_GINT64_FORMAT " %s", id, id == link->id ? link->title : "");
      }
    case EO_FIELD_CHOICE:
      return g_strdup (eo_choice_nick (field->choice (), g_value_get_enum (value)));
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    case EO_FIELD_DATE:
    case EO_FIELD_INSTANT:
    case EO_FIELD_TIME:
    default:
      return g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
    }
}

static void
kind_get_property (GObject    *object,
                   guint       id,
                   GValue     *value,
                   GParamSpec *pspec)
{
  EoRecord *self = EO_RECORD (object);

  if (id >= LABELS)
    {
      const EoField *field = own_field (object, id - LABELS);
      g_value_take_string (value, eo_field_display (field, self));
    }
  else
    field_get_value (own_field (object, id - 1), self, value);
}

static void
kind_set_property (GObject      *object,
                   guint         id,
                   const GValue *value,
                   GParamSpec   *pspec)
{
  EoRecord *self = EO_RECORD (object);
  const EoField *field = own_field (object, id - 1);
  g_autofree char *text = value_to_text (field, self, value);
  g_autoptr (GError) error = NULL;

  if (!eo_record_set_text (self, field->name, text, &error))
    g_debug ("%s", error->message);
}

static GParamSpec *
make_pspec (const EoField *field,
            const char    *name)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;

  switch (field->type)
    {
    case EO_FIELD_INTEGER:
    case EO_FIELD_MONEY:
    case EO_FIELD_LINK:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case EO_FIELD_DECIMAL:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case EO_FIELD_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case EO_FIELD_CHOICE:
      {
        g_autoptr (GTypeClass) klass = g_type_class_ref (field->choice ());
        return g_param_spec_enum (name, NULL, NULL, field->choice (), ((GEnumClass *) klass)->values[0].value, flags);
      }
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    case EO_FIELD_DATE:
    case EO_FIELD_INSTANT:
    case EO_FIELD_TIME:
    default:
      return g_param_spec_string (name, NULL, NULL, "", flags);
    }
}

void
eo_record_class_set_kind (EoRecordClass *klass,
                          const EoKind  *kind)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->kind = kind;
  /* Not inherited: GObject asks the class that installed the property. */
  object_class->get_property = kind_get_property;
  object_class->set_property = kind_set_property;

  for (guint i = 0; i < kind->n_own_fields; i++)
    {
      const EoField *field = &kind->own_fields[i];
      g_autofree char *name = eo_field_get_property (field);
      g_object_class_install_property (object_class, i + 1, make_pspec (field, name));
      if (has_label (field))
        {
          g_autofree char *label = g_strconcat (name, "-label", NULL);
          g_object_class_install_property (object_class, LABELS + i,
                                           g_param_spec_string (label, NULL, NULL, "", G_PARAM_READABLE));
        }
    }
}

/* The base's instance_init would still see the base class: fill texts here. */
static void
eo_record_constructed (GObject *object)
{
  EoRecord *self = EO_RECORD (object);
  const EoKind *kind = EO_RECORD_GET_CLASS (self)->kind;

  G_OBJECT_CLASS (eo_record_parent_class)->constructed (object);

  eo_str_set (&self->uid, "");
  eo_str_set (&self->reference, "");
  eo_str_set (&self->created_by, "");
  eo_str_set (&self->modified_by, "");
  for (guint i = 0; i < kind->n_own_fields; i++)
    {
      const EoField *field = &kind->own_fields[i];
      if (field->type == EO_FIELD_TEXT || field->type == EO_FIELD_LONG_TEXT)
        eo_str_set (MEMBER (self, field, char *), "");
      else if (field->type == EO_FIELD_LINK)
        eo_str_set (&MEMBER (self, field, EoLink)->title, "");
    }
}

static void
eo_record_finalize (GObject *object)
{
  EoRecord *self = EO_RECORD (object);
  const EoKind *kind = EO_RECORD_GET_CLASS (self)->kind;

  g_free (self->uid);
  g_free (self->reference);
  g_free (self->created_by);
  g_free (self->modified_by);
  for (guint i = 0; i < kind->n_own_fields; i++)
    {
      const EoField *field = &kind->own_fields[i];
      if (field->type == EO_FIELD_TEXT || field->type == EO_FIELD_LONG_TEXT)
        g_free (*MEMBER (self, field, char *));
      else if (field->type == EO_FIELD_LINK)
        g_free (MEMBER (self, field, EoLink)->title);
    }
  G_OBJECT_CLASS (eo_record_parent_class)->finalize (object);
}

static void
eo_record_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  EoRecord *self = EO_RECORD (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_REFERENCE:
      g_value_set_string (value, self->reference);
      break;
    case PROP_VERSION:
      g_value_set_int64 (value, self->version);
      break;
    case PROP_CLASSIFICATION:
      g_value_set_enum (value, self->classification);
      break;
    case PROP_CLASSIFICATION_LABEL:
      g_value_set_string (value, eo_choice_label (eo_classification_get_type (), self->classification));
      break;
    case PROP_MISSING:
      g_value_set_boolean (value, self->missing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
eo_record_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  EoRecord *self = EO_RECORD (object);

  g_assert (id == PROP_CLASSIFICATION);
  if ((int) self->classification == g_value_get_enum (value))
    return;
  self->classification = g_value_get_enum (value);
  g_object_notify_by_pspec (object, properties[PROP_CLASSIFICATION]);
  g_object_notify_by_pspec (object, properties[PROP_CLASSIFICATION_LABEL]);
}

static void
eo_record_class_init (EoRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = eo_record_constructed;
  object_class->finalize = eo_record_finalize;
  object_class->get_property = eo_record_get_property;
  object_class->set_property = eo_record_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_REFERENCE] = g_param_spec_string ("reference", NULL, NULL, "", readable);
  properties[PROP_VERSION] = g_param_spec_int64 ("version", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_CLASSIFICATION]
    = g_param_spec_enum ("classification", NULL, NULL, eo_classification_get_type (), EO_OPEN,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLASSIFICATION_LABEL] = g_param_spec_string ("classification-label", NULL, NULL, "", readable);
  properties[PROP_MISSING] = g_param_spec_boolean ("missing", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
eo_record_init (EoRecord *self)
{
}

void
eo_problem_free (EoProblem *problem)
{
  g_free (problem->message);
  g_free (problem->cure_label);
  g_free (problem->cure_value);
  g_free (problem);
}

void
eo_problems_add_with_cure (GPtrArray  *problems,
                           EoRecord   *record,
                           const char *field_name,
                           const char *message,
                           const char *cure_label,
                           const char *cure_value)
{
  EoProblem *problem = g_new0 (EoProblem, 1);

  problem->field = field_name != NULL ? eo_kind_find_field (eo_record_get_kind (record), field_name) : NULL;
  problem->message = g_strdup (message);
  problem->cure_label = g_strdup (cure_label);
  problem->cure_value = g_strdup (cure_value);
  g_ptr_array_add (problems, problem);
}

void
eo_problems_add (GPtrArray  *problems,
                 EoRecord   *record,
                 const char *field_name,
                 const char *message)
{
  eo_problems_add_with_cure (problems, record, field_name, message, NULL, NULL);
}

/**
 * eo_record_new:
 * @kind: a registered kind
 *
 * Returns: (transfer full): an unsaved record with the kind's defaults in it
 */
EoRecord *
eo_record_new (const EoKind *kind)
{
  EoRecord *record = g_object_new (kind->get_type (), NULL);

  if (kind->defaults != NULL)
    kind->defaults (record);
  return record;
}

/* Everything but the fields of the table. */
static void
copy_identity (EoRecord *to,
               EoRecord *from)
{
  to->id = from->id;
  eo_str_set (&to->uid, from->uid);
  eo_str_set (&to->reference, from->reference);
  to->version = from->version;
  to->created_at = from->created_at;
  eo_str_set (&to->created_by, from->created_by);
  to->modified_at = from->modified_at;
  eo_str_set (&to->modified_by, from->modified_by);
  to->deleted_at = from->deleted_at;
  to->missing = from->missing;
}

EoRecord *
eo_record_copy (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  EoRecord *copy = g_object_new (kind->get_type (), NULL);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  copy_identity (copy, record);
  for (guint i = 0; i < n; i++)
    eo_field_copy (fields[i], copy, record);
  return copy;
}

void
eo_record_notify_field (EoRecord      *record,
                        const EoField *field)
{
  g_autofree char *name = eo_field_get_property (field);

  g_object_notify (G_OBJECT (record), name);
  if (has_label (field))
    {
      g_autofree char *label = g_strconcat (name, "-label", NULL);
      g_object_notify (G_OBJECT (record), label);
    }
}

void
eo_record_assign (EoRecord *record,
                  EoRecord *from)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n);
  gboolean version = record->version != from->version;

  g_return_if_fail (G_OBJECT_TYPE (record) == G_OBJECT_TYPE (from));

  g_object_freeze_notify (G_OBJECT (record));
  copy_identity (record, from);
  for (guint i = 0; i < n; i++)
    {
      gboolean same = eo_field_equal (fields[i], record, from)
                      && (fields[i]->type != EO_FIELD_LINK
                          || g_str_equal (eo_field_get_link (fields[i], record)->title,
                                          eo_field_get_link (fields[i], from)->title));
      if (same)
        continue;
      eo_field_copy (fields[i], record, from);
      eo_record_notify_field (record, fields[i]);
    }
  if (version)
    {
      g_object_notify_by_pspec (G_OBJECT (record), properties[PROP_ID]);
      g_object_notify_by_pspec (G_OBJECT (record), properties[PROP_REFERENCE]);
      g_object_notify_by_pspec (G_OBJECT (record), properties[PROP_VERSION]);
    }
  g_object_thaw_notify (G_OBJECT (record));
}

const EoKind *
eo_record_get_kind (EoRecord *record)
{
  g_return_val_if_fail (EO_IS_RECORD (record), NULL);

  return EO_RECORD_GET_CLASS (record)->kind;
}

const char *
eo_record_get_title (EoRecord *record)
{
  return eo_field_get_string (eo_kind_get_title_field (eo_record_get_kind (record)), record);
}

const char *
eo_record_get_name (EoRecord *record)
{
  return record->reference[0] != '\0' ? record->reference : eo_record_get_title (record);
}

gboolean
eo_record_same_fields (EoRecord *a,
                       EoRecord *b)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (a), &n);

  for (guint i = 0; i < n; i++)
    if (!eo_field_equal (fields[i], a, b))
      return FALSE;
  return TRUE;
}

GPtrArray *
eo_record_validate (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_problem_free);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    if ((fields[i]->flags & EO_REQUIRED) && eo_kind_field_shown (record, fields[i])
        && eo_field_is_empty (fields[i], record))
      {
        g_autofree char *message = g_strdup_printf (_("%s is required"), eo_kind_field_label (record, fields[i]));
        eo_problems_add (problems, record, fields[i]->name, message);
      }
  if (kind->validate != NULL)
    kind->validate (record, problems);
  return problems;
}

gboolean
eo_record_set_text (EoRecord    *record,
                    const char  *field_name,
                    const char  *text,
                    GError     **error)
{
  const EoKind *kind = eo_record_get_kind (record);
  const EoField *field = eo_kind_find_field (kind, field_name);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (field == NULL)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("A %s has no field “%s”"), kind->name, field_name);
      return FALSE;
    }
  before = eo_field_to_text (field, record);
  if (!eo_field_from_text (field, record, text, error))
    return FALSE;
  after = eo_field_to_text (field, record);
  if (!g_str_equal (before, after))
    eo_record_notify_field (record, field);
  return TRUE;
}

void
eo_record_set_link (EoRecord      *record,
                    const EoField *field,
                    gint64         id,
                    const char    *title)
{
  g_autofree char *text = id != 0 || *title != '\0' ? g_strdup_printf ("#%" G_GINT64_FORMAT " %s", id, title) : g_strdup ("");

  eo_record_set_text (record, field->name, text, NULL);
}
