/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/eo-kind.h"

/* What the register of kinds knows of one: all its fields, and the special ones. */
typedef struct
{
  const EoKind  *kind;
  GPtrArray     *fields;
  const EoField *title;
  const EoField *state;
  const EoField *deadline;
} Entry;

static const EoField common_fields[] = {
  EO_CHOICE (EoRecord, classification, N_("Classification"), eo_classification, EO_NO_FLAGS),
};

static const EoSavedFilter all_filter = { "all", N_("All"), NULL };

static GArray *entries;
static GPtrArray *kinds;

static Entry *
find_entry (const EoKind *kind)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (g_array_index (entries, Entry, i).kind == kind)
      return &g_array_index (entries, Entry, i);
  g_error ("The kind “%s” is not registered", kind->name);
}

static void
add_field (Entry         *entry,
           const EoField *field)
{
  g_ptr_array_add (entry->fields, (gpointer) field);
  if (field->flags & EO_TITLE)
    entry->title = field;
  if (field->flags & EO_STATE)
    entry->state = field;
  if (field->flags & EO_DEADLINE)
    entry->deadline = field;
}

/* Called while the program is still one thread. */
void
eo_kind_register (const EoKind *kind)
{
  Entry entry = { kind, g_ptr_array_new (), NULL, NULL, NULL };

  g_return_if_fail (eo_kind_lookup (kind->name) == NULL);

  if (entries == NULL)
    {
      entries = g_array_new (FALSE, FALSE, sizeof (Entry));
      kinds = g_ptr_array_new ();
    }
  for (guint i = 0; i < kind->n_own_fields; i++)
    add_field (&entry, &kind->own_fields[i]);
  for (guint i = 0; i < G_N_ELEMENTS (common_fields); i++)
    add_field (&entry, &common_fields[i]);
  g_assert (entry.title != NULL);
  g_array_append_val (entries, entry);
  g_ptr_array_add (kinds, (gpointer) kind);
  g_type_ensure (kind->get_type ());
}

const EoKind *
eo_kind_lookup (const char *name)
{
  for (guint i = 0; kinds != NULL && i < kinds->len; i++)
    {
      const EoKind *kind = g_ptr_array_index (kinds, i);
      if (g_strcmp0 (kind->name, name) == 0)
        return kind;
    }
  return NULL;
}

const EoKind *const *
eo_kind_list (guint *n_kinds)
{
  *n_kinds = kinds != NULL ? kinds->len : 0;
  return kinds != NULL ? (const EoKind *const *) kinds->pdata : NULL;
}

const EoField *const *
eo_kind_get_fields (const EoKind *kind,
                    guint        *n_fields)
{
  Entry *entry = find_entry (kind);

  *n_fields = entry->fields->len;
  return (const EoField *const *) entry->fields->pdata;
}

const EoField *
eo_kind_find_field (const EoKind *kind,
                    const char   *name)
{
  g_autofree char *member = g_strdelimit (g_strdup (name), "-", '_');
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i]->name, member))
      return fields[i];
  return NULL;
}

const EoField *
eo_kind_get_title_field (const EoKind *kind)
{
  return find_entry (kind)->title;
}

const EoField *
eo_kind_get_state_field (const EoKind *kind)
{
  return find_entry (kind)->state;
}

const EoField *
eo_kind_get_deadline (const EoKind *kind)
{
  return find_entry (kind)->deadline;
}

gboolean
eo_kind_links_to (const EoField *field,
                  const EoKind  *kind)
{
  if (field->type != EO_FIELD_LINK)
    return FALSE;
  return g_str_equal (field->target, kind->name) || (kind->is_party && g_str_equal (field->target, "party"));
}

const char *
eo_kind_field_label (EoRecord      *record,
                     const EoField *field)
{
  const EoKind *kind = eo_record_get_kind (record);
  const char *label = kind->field_label != NULL ? kind->field_label (record, field) : NULL;

  return label != NULL ? _(label) : eo_field_get_label (field);
}

const EoSavedFilter *
eo_kind_find_filter (const EoKind *kind,
                     const char   *name)
{
  for (const EoSavedFilter *filter = kind->filters; filter != NULL && filter->name != NULL; filter++)
    if (g_str_equal (filter->name, name))
      return filter;
  return g_str_equal (name, all_filter.name) ? &all_filter : NULL;
}

const EoState *
eo_kind_get_state (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  const EoField *field = eo_kind_get_state_field (kind);
  const char *nick;

  if (field == NULL || kind->states == NULL)
    return NULL;
  nick = eo_choice_nick (field->choice (), eo_field_get_choice (field, record));
  for (const EoState *state = kind->states; state->nick != NULL; state++)
    if (g_str_equal (state->nick, nick))
      return state;
  return NULL;
}

GPtrArray *
eo_kind_get_steps (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  const EoState *state = eo_kind_get_state (record);
  GPtrArray *steps = g_ptr_array_new ();

  for (const EoTransition *t = kind->transitions; state != NULL && t != NULL && t->from != NULL; t++)
    if ((g_str_equal (t->from, state->nick) || (g_str_equal (t->from, "*") && state->open))
        && (t->shown == NULL || t->shown (record)))
      g_ptr_array_add (steps, (gpointer) t);
  return steps;
}

const char *
eo_transition_get_name (const EoTransition *step)
{
  return step->name != NULL ? step->name : step->to;
}

const EoTransition *
eo_kind_find_step (EoRecord   *record,
                   const char *name)
{
  g_autoptr (GPtrArray) steps = eo_kind_get_steps (record);

  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (eo_transition_get_name (g_ptr_array_index (steps, i)), name))
      return g_ptr_array_index (steps, i);
  return NULL;
}

GPtrArray *
eo_transition_get_asked (const EoTransition  *step,
                         const EoKind        *kind,
                         GPtrArray          **required)
{
  g_auto (GStrv) names = g_strsplit (step->asks != NULL ? step->asks : "", " ", -1);
  GPtrArray *asked = g_ptr_array_new ();

  if (required != NULL)
    *required = g_ptr_array_new ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean must = g_str_has_suffix (names[i], "!");
      const EoField *field;

      if (must)
        names[i][strlen (names[i]) - 1] = '\0';
      field = eo_kind_find_field (kind, names[i]);
      if (field == NULL)
        continue;
      g_ptr_array_add (asked, (gpointer) field);
      if (must && required != NULL)
        g_ptr_array_add (*required, (gpointer) field);
    }
  return asked;
}

gboolean
eo_kind_field_shown (EoRecord      *record,
                     const EoField *field)
{
  const EoKind *kind = eo_record_get_kind (record);

  return (field->flags & EO_HIDDEN) == 0 && (kind->field_shown == NULL || kind->field_shown (record, field));
}

gboolean
eo_kind_field_printed (EoRecord      *record,
                       const EoField *field)
{
  const EoKind *kind = eo_record_get_kind (record);

  return eo_kind_field_shown (record, field) && !eo_field_is_empty (field, record)
         && (kind->field_holds == NULL || kind->field_holds (record, field));
}

gboolean
eo_kind_is_open (EoRecord *record)
{
  const EoState *state = eo_kind_get_state (record);

  return state != NULL && state->open;
}
