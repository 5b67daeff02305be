/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "app/command/eo-format.h"
#include "store/eo-search.h"

static void
put_cells (EoFormat     format,
           JsonArray   *array,
           const char  *names[],
           const char  *values[],
           const guint  widths[],
           guint        n)
{
  if (format == EO_FORMAT_JSON)
    {
      JsonObject *object = json_object_new ();
      for (guint i = 0; i < n; i++)
        json_object_set_string_member (object, names[i], values[i]);
      json_array_add_object_element (array, object);
    }
  else if (format == EO_FORMAT_CSV)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new ();
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (cells, (gpointer) values[i]);
      g_ptr_array_add (cells, NULL);
      eo_format_csv_row ((char **) cells->pdata);
    }
  else
    {
      for (guint i = 0; i < n; i++)
        eo_format_cell (values[i], widths[i]);
      putchar ('\n');
    }
}

static void
put_json (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  eo_format_json (node);
  putchar ('\n');
}

static void
put_hit (EoFormat   format,
         JsonArray *array,
         EoHit     *hit)
{
  static const char *names[] = { "kind", "reference", "title", "snippet", "document", "page" };
  static const guint widths[] = { 12, 15, 44, 70, 20, 4 };
  g_autofree char *title = eo_mark_strip (hit->title);
  g_autofree char *snippet = eo_mark_strip (hit->snippet);
  g_autofree char *page = hit->page > 0 ? g_strdup_printf ("%u", hit->page) : g_strdup ("");
  const char *values[] = { hit->kind->name, hit->reference, title, snippet,
                           hit->document_name != NULL ? hit->document_name : "", page };

  put_cells (format, array, names, values, widths, G_N_ELEMENTS (values));
}

gboolean
eo_verb_search (EoCommand  *command,
                char      **given,
                GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *format_name = NULL;
  g_autofree char *text = NULL;
  int limit = 50;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name, NULL, NULL },
    { NULL },
  };
  g_autoptr (EoSearchResult) result = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  EoFormat format;

  if (!eo_command_options (&args, entries, error) || !eo_format_parse (format_name, TRUE, &format, error))
    return FALSE;
  if (args[0] == NULL)
    return eo_command_usage (error, _("Say what to look for."));
  if (limit < 1)
    return eo_command_usage (error, _("--limit wants a number from 1 up."));
  text = g_strjoinv (" ", args);
  result = eo_store_search (command->store, text, NULL, (guint) limit, error);
  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < result->hits->len; i++)
    put_hit (format, array, g_ptr_array_index (result->hits, i));
  if (format == EO_FORMAT_JSON)
    put_json (array);
  else if (result->hits->len == 0)
    g_printerr (_("Nothing found for “%s”.\n"), text);
  return TRUE;
}

/* Today: every open thing with a deadline up to a week from now, late ones first. */
typedef struct
{
  EoFormat       format;
  JsonArray     *array;
  EoDate         date;
  const EoField *deadline;
} Today;

static char *
when_due (const EoDate *due,
          const EoDate *today)
{
  int days = eo_date_diff (due, today);

  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("tomorrow"));
  if (days < 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late", (gulong) -days), -days);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d day", "in %d days", (gulong) days), days);
}

static gboolean
put_due (EoRecord *record,
         gpointer  user_data)
{
  static const char *names[] = { "due", "when", "kind", "reference", "title" };
  static const guint widths[] = { 11, 14, 8, 15, 60 };
  Today *today = user_data;
  const EoDate *due = eo_field_get_date (today->deadline, record);
  g_autofree char *when = when_due (due, &today->date);
  const char *values[] = { due->iso, when, eo_record_get_kind (record)->name, record->reference,
                           eo_record_get_title (record) };

  put_cells (today->format, today->array, names, values, widths, G_N_ELEMENTS (values));
  return !ferror (stdout);
}

/* The field by which a record of the kind is somebody's. */
static const EoField *
owner_field (const EoKind *kind)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    if (fields[i]->type == EO_FIELD_LINK && g_str_equal (fields[i]->target, "person"))
      return fields[i];
  return NULL;
}

static gboolean
put_kind (EoCommand     *command,
          const EoKind  *kind,
          Today         *today,
          const char    *person,
          GError       **error)
{
  g_autoptr (EoQuery) query = eo_query_new (kind);
  EoDate week = eo_date_add_days (&today->date, 7);
  const EoField *owner = owner_field (kind);

  today->deadline = eo_kind_get_deadline (kind);
  if (today->deadline == NULL || (person != NULL && owner == NULL))
    return TRUE;
  eo_query_set_filter (query, eo_kind_find_filter (kind, "open"));
  eo_query_add (query, today->deadline, EO_IS_NOT, "");
  eo_query_add (query, today->deadline, EO_UNTIL, week.iso);
  if (person != NULL)
    eo_query_add (query, owner, EO_IS, person);
  eo_query_set_sort (query, today->deadline, FALSE);
  return eo_store_foreach (command->store, query, put_due, today, error);
}

gboolean
eo_verb_today (EoCommand  *command,
               char      **given,
               GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *format_name = NULL;
  g_autofree char *date = NULL;
  g_autofree char *person = NULL;
  g_autofree char *person_id = NULL;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, NULL, NULL },
    { "for", 0, 0, G_OPTION_ARG_STRING, &person, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name, NULL, NULL },
    { NULL },
  };
  g_autoptr (JsonArray) array = json_array_new ();
  Today today = { .array = array, .date = eo_date_today () };
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  if (!eo_command_options (&args, entries, error) || !eo_format_parse (format_name, TRUE, &today.format, error))
    return FALSE;
  if (args[0] != NULL)
    return eo_command_usage (error, _("“%s” is too much."), args[0]);
  if (date != NULL && !eo_date_parse (date, &today.date, error))
    return FALSE;
  if (person != NULL)
    {
      g_autoptr (EoRecord) record = eo_store_find (command->store, eo_kind_lookup ("person"), person, error);
      if (record == NULL)
        return FALSE;
      person_id = g_strdup_printf ("%" G_GINT64_FORMAT, record->id);
    }
  for (guint i = 0; i < n; i++)
    if (!put_kind (command, kinds[i], &today, person_id, error))
      return FALSE;
  if (today.format == EO_FORMAT_JSON)
    put_json (array);
  return TRUE;
}
