/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/command/eo-query-args.h"
#include "store/eo-own-filter.h"

static EoCompare
take_compare (const char **value)
{
  static const struct { const char *sign; EoCompare compare; } signs[] = {
    { "<=", EO_UNTIL }, { ">=", EO_SINCE }, { "<", EO_BEFORE }, { ">", EO_AFTER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (*value, signs[i].sign))
      {
        *value += strlen (signs[i].sign);
        return signs[i].compare;
      }
  return EO_IS;
}

/* The value is read by the field itself, so that "2 Nov 2026" and a sender's name do as well. */
static gboolean
add_condition (EoCommand   *command,
               EoQuery     *query,
               const char  *argument,
               GError     **error)
{
  const EoKind *kind = eo_query_get_kind (query);
  const char *value;
  const EoField *field = eo_command_field (kind, argument, &value, error);
  g_autoptr (EoRecord) probe = NULL;
  g_autofree char *text = NULL;
  EoCompare compare = EO_IS;

  if (field == NULL)
    return FALSE;
  if (field->type == EO_FIELD_DATE || field->type == EO_FIELD_INSTANT || field->type == EO_FIELD_TIME
      || field->type == EO_FIELD_MONEY)
    compare = take_compare (&value);
  probe = g_object_new (kind->get_type (), NULL);
  if (!eo_store_set_field (command->store, probe, field->name, value, error))
    return FALSE;
  text = eo_field_to_text (field, probe);
  eo_query_add (query, field, compare, text);
  return TRUE;
}

/* One that who works here saved. */
static gboolean
set_own (EoCommand  *command,
         EoQuery    *query,
         const char *where)
{
  const EoKind *kind = eo_query_get_kind (query);
  g_autoptr (GPtrArray) filters = eo_store_get_own_filters (command->store, kind);

  for (guint i = 0; i < filters->len; i++)
    {
      const EoOwnFilter *own = g_ptr_array_index (filters, i);

      if (g_utf8_collate (own->name, where) != 0)
        continue;
      eo_query_set_filter (query, eo_kind_find_filter (kind, own->filter));
      eo_query_set_match (query, own->text);
      return TRUE;
    }
  return FALSE;
}

static gboolean
set_where (EoCommand   *command,
           EoQuery     *query,
           const char  *where,
           GError     **error)
{
  const EoKind *kind = eo_query_get_kind (query);
  const EoSavedFilter *filter = eo_kind_find_filter (kind, where);
  g_autoptr (GString) known = g_string_new ("all");

  eo_query_set_filter (query, filter);
  if (filter != NULL || set_own (command, query, where))
    return TRUE;
  for (filter = kind->filters; filter != NULL && filter->name != NULL; filter++)
    if (!g_str_equal (filter->name, "all"))
      g_string_append_printf (known, ", %s", filter->name);
  return eo_command_usage (error, _("There is no filter “%s” for a %s: %s."), where, kind->name, known->str);
}

static gboolean
set_sort (EoQuery     *query,
          const char  *sort,
          GError     **error)
{
  gboolean descending = *sort == '-';
  const char *name = descending ? sort + 1 : sort;
  const EoField *field = eo_kind_find_field (eo_query_get_kind (query), name);

  if (g_str_equal (name, "reference"))
    eo_query_set_sort_reference (query, descending);
  else if (field != NULL)
    eo_query_set_sort (query, field, descending);
  else
    return eo_command_usage (error, _("A %s has no field “%s” to sort by."), eo_query_get_kind (query)->name, name);
  return TRUE;
}

EoQuery *
eo_query_from_args (EoCommand   *command,
                    char       **args,
                    const char  *where,
                    const char  *sort,
                    GError     **error)
{
  const EoKind *kind = eo_command_kind (args[0], error);
  g_autoptr (EoQuery) query = NULL;

  if (kind == NULL)
    return NULL;
  query = eo_query_new (kind);
  for (guint i = 1; args[i] != NULL; i++)
    if (!add_condition (command, query, args[i], error))
      return NULL;
  if (where != NULL && !set_where (command, query, where, error))
    return NULL;
  if (sort != NULL && !set_sort (query, sort, error))
    return NULL;
  return g_steal_pointer (&query);
}
