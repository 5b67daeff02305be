/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "paper/eo-history-words.h"

#define MAX_VALUE 80 /* characters of a value in one sentence */

/* What happened where the entry tells of no fields; the table's order is of no matter. */
static const struct
{
  const char *action;
  const char *words;
} happenings[] = {
  { "created", N_("%s entered this") },
  { "deleted", N_("%s deleted this") },
  { "restored", N_("%s took back the deletion") },
  { "attached", N_("%s attached a document") },
  { "detached", N_("%s removed a document") },
  { "tied", N_("%s made a link") },
  { "untied", N_("%s removed a link") },
  { "undone", N_("%s undid what was done last") },
};

static char *
describe_change (const EoKind   *kind,
                 const char     *who,
                 const EoChange *change)
{
  const EoField *field = eo_kind_find_field (kind, change->field);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *label;

  if (field == NULL)
    return g_strdup_printf (_("%s changed “%s”"), who, change->field);

  label = eo_field_get_label (field);
  before = eo_history_value (kind, field, change->before, MAX_VALUE);
  after = eo_history_value (kind, field, change->after, MAX_VALUE);
  if (*before == '\0')
    return g_strdup_printf (_("%s set %s to “%s”"), who, label, after);
  if (*after == '\0')
    return g_strdup_printf (_("%s cleared %s (it was “%s”)"), who, label, before);
  return g_strdup_printf (_("%s changed %s from “%s” to “%s”"), who, label, before, after);
}

static char *
describe_happening (const EoKind         *kind,
                    const char           *who,
                    const EoHistoryEntry *entry)
{
  const EoChange *first = entry->changes != NULL && entry->changes->len > 0 ? g_ptr_array_index (entry->changes, 0)
                                                                            : NULL;

  /* A document's name stands where a field's value would. */
  if (g_str_equal (entry->action, "attached") && first != NULL && first->after != NULL)
    return g_strdup_printf (_("%s attached “%s”"), who, first->after);
  if (g_str_equal (entry->action, "destroyed") && first != NULL && first->after != NULL)
    return g_strdup_printf (_("%s destroyed “%s”"), who, first->after);
  if (g_str_equal (entry->action, "refused") && first != NULL && first->after != NULL)
    /* Translators: who tried, and why it was not done */
    return g_strdup_printf (_("%s tried in vain: %s"), who, first->after);
  if (g_str_equal (entry->action, "detached") && first != NULL && first->before != NULL && *first->before != '\0')
    return g_strdup_printf (_("%s removed “%s”"), who, first->before);
  if (g_str_equal (entry->action, "created") && kind->series != NULL)
    return g_strdup_printf (_("%s registered this"), who);
  for (guint i = 0; i < G_N_ELEMENTS (happenings); i++)
    if (g_str_equal (entry->action, happenings[i].action))
      {
        g_autoptr(GString) words = g_string_new (_(happenings[i].words));

        g_string_replace (words, "%s", who, 1);
        return g_string_free (g_steal_pointer (&words), FALSE);
      }
  return g_strdup_printf (_("%s changed this"), who);
}

/* The account is what the journal has; the person behind it is what people know. */
static char *
find_person (EoStore    *store,
             const char *account)
{
  const EoKind *kind = eo_kind_lookup ("person");
  const EoField *field = kind != NULL ? eo_kind_find_field (kind, "account") : NULL;
  g_autoptr(EoQuery) query = NULL;
  g_autoptr(GPtrArray) found = NULL;

  if (field == NULL || *account == '\0')
    return g_strdup (account);
  query = eo_query_new (kind);
  eo_query_add (query, field, EO_IS, account);
  found = eo_store_select (store, query, 1, NULL);
  return g_strdup (found != NULL && found->len > 0 ? eo_record_get_title (g_ptr_array_index (found, 0)) : account);
}

/**
 * eo_history_who:
 * @by: "account", or "account for Person"
 *
 * Returns: (transfer full): who that is, by name where the office knows the account
 */
char *
eo_history_who (EoStore    *store,
                const char *by)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *person = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && by != NULL, NULL);

  parts = g_strsplit (by, " for ", 2);
  person = find_person (store, parts[0] != NULL ? parts[0] : "");
  if (parts[0] == NULL || parts[1] == NULL || g_str_equal (person, parts[1]))
    return g_steal_pointer (&person);
  /* Translators: who did it, and in whose name */
  return g_strdup_printf (_("%s for %s"), person, parts[1]);
}

/**
 * eo_history_value:
 * @canonical: (nullable): of a change
 * @max: characters that may be shown; 0 for all
 *
 * Returns: (transfer full): the value as people read it, on one line
 */
char *
eo_history_value (const EoKind  *kind,
                  const EoField *field,
                  const char    *canonical,
                  glong          max)
{
  g_autoptr(EoRecord) scratch = eo_record_new (kind);
  g_autofree char *shown = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (kind != NULL && field != NULL, NULL);

  if (canonical == NULL)
    canonical = "";
  if (eo_field_from_text (field, scratch, canonical, NULL))
    shown = eo_field_display (field, scratch);
  line = eo_text_one_line (shown != NULL ? shown : canonical);
  if (max > 0 && g_utf8_strlen (line, -1) > max)
    {
      g_autofree char *cut = g_utf8_substring (line, 0, max);

      return g_strconcat (cut, "…", NULL);
    }
  return g_steal_pointer (&line);
}

GPtrArray *
eo_history_describe (EoStore              *store,
                     const EoKind         *kind,
                     const EoHistoryEntry *entry)
{
  static const char *const telling[] = { "changed", "step", "act", "undone", NULL };
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *who = NULL;

  g_return_val_if_fail (entry != NULL, lines);

  who = eo_history_who (store, entry->by);
  if (g_strv_contains (telling, entry->action))
    for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
      g_ptr_array_add (lines, describe_change (kind, who, g_ptr_array_index (entry->changes, i)));
  if (lines->len == 0)
    g_ptr_array_add (lines, describe_happening (kind, who, entry));
  return lines;
}
