/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"

/* `help step`: what each step takes, told from the kinds' own tables. */

/* The fields that @step looks at: (transfer container). @required: those among them that must be said. */
static GPtrArray *
get_fields (const EoTransition  *step,
            const EoKind        *kind,
            GPtrArray          **required) /* (out) (transfer container) */
{
  GPtrArray *fields = eo_transition_get_asked (step, kind, required);
  const EoTransition others = { .asks = step->takes };
  g_autoptr (GPtrArray) taken = eo_transition_get_asked (&others, kind, NULL);

  for (guint i = 0; i < taken->len; i++)
    if (!g_ptr_array_find (fields, taken->pdata[i], NULL))
      g_ptr_array_add (fields, taken->pdata[i]);
  return fields;
}

/* The same step from another state. */
static gboolean
is_same (const EoTransition *a,
         const EoTransition *b)
{
  return g_str_equal (eo_transition_get_name (a), eo_transition_get_name (b)) && g_str_equal (a->label, b->label)
         && g_strcmp0 (a->asks, b->asks) == 0 && g_strcmp0 (a->takes, b->takes) == 0;
}

static gboolean
is_first (const EoTransition *all,
          guint               nth)
{
  for (guint i = 0; i < nth; i++)
    if (is_same (&all[i], &all[nth]))
      return FALSE;
  return TRUE;
}

/* "hold [chosen=…]" and below "Hold Times: from triage, decision" */
static void
print_step (const EoKind *kind,
            guint         nth,
            GPtrArray    *mentioned) /* of EoField: those that were named */
{
  const EoTransition *all = kind->transitions;
  g_autoptr (GPtrArray) required = NULL;
  g_autoptr (GPtrArray) fields = get_fields (&all[nth], kind, &required);
  g_autoptr (GString) from = g_string_new (NULL);

  g_print ("  %s", eo_transition_get_name (&all[nth]));
  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *name = eo_field_get_property (fields->pdata[i]);

      g_print (g_ptr_array_find (required, fields->pdata[i], NULL) ? " %s=…" : " [%s=…]", name);
      if (!g_ptr_array_find (mentioned, fields->pdata[i], NULL))
        g_ptr_array_add (mentioned, fields->pdata[i]);
    }
  for (guint i = nth; all[i].from != NULL; i++)
    if (is_same (&all[i], &all[nth]))
      g_string_append_printf (from, "%s%s", from->len > 0 ? ", " : "",
                              g_str_equal (all[i].from, "*") ? _("any open state") : all[i].from);
  /* Translators: the first is a step, such as Accept; then the states it can be taken from */
  g_print (_("\n      %s; from %s\n"), _(all[nth].label), from->str);
}

static void
print_field (const EoKind  *kind,
             const EoField *field)
{
  g_autofree char *name = eo_field_get_property (field);
  const char *hint = kind->field_hint != NULL ? kind->field_hint (field) : NULL;

  g_print ("  %s=%s\n      %s", name, field->type == EO_FIELD_LINK ? field->target : eo_field_type_name (field->type),
           eo_field_get_label (field));
  if (hint != NULL)
    g_print (": %s", _(hint));
  if (field->type == EO_FIELD_CHOICE)
    {
      g_autoptr (GTypeClass) klass = g_type_class_ref (field->choice ());
      const GEnumClass *choice = (const GEnumClass *) klass;

      for (guint i = 0; i < choice->n_values; i++)
        g_print ("%s%s", i == 0 ? ": " : "|", choice->values[i].value_nick);
    }
  g_print ("\n");
}

static void
print_kind (const EoKind *kind)
{
  g_autoptr (GPtrArray) mentioned = g_ptr_array_new ();

  g_print ("\nexecoffice step %s REF …\n", kind->name);
  for (guint i = 0; kind->transitions[i].from != NULL; i++)
    if (is_first (kind->transitions, i))
      print_step (kind, i, mentioned);
  if (mentioned->len > 0)
    g_print ("%s\n", _("  where"));
  for (guint i = 0; i < mentioned->len; i++)
    print_field (kind, mentioned->pdata[i]);
}

gboolean
eo_command_help_step (const char  *head,
                      const char  *name,
                      GError     **error)
{
  const EoKind *only = name != NULL ? eo_command_kind (name, error) : NULL;
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  if (name != NULL && only == NULL)
    return FALSE;
  if (only != NULL && only->transitions == NULL)
    return eo_command_usage (error, _("“%s” has no steps."), only->name);
  g_print ("%s", head);
  for (guint i = 0; i < n; i++)
    if (kinds[i]->transitions != NULL && (only == NULL || only == kinds[i]))
      print_kind (kinds[i]);
  return TRUE;
}
