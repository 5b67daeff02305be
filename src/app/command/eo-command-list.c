/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "app/command/eo-format.h"
#include "app/command/eo-query-args.h"
#include "exchange/eo-record-text.h"

/* A list on its way out, row by row. */
typedef struct
{
  EoFormat      format;
  const EoKind *kind;
  GPtrArray    *columns; /* of const EoField, of the text format */
  guint         limit;
  guint         n;
} Listing;

static guint
column_width (const EoField *field)
{
  if (field->flags & EO_TITLE)
    return 44;
  if (field->type == EO_FIELD_DATE)
    return 11;
  return field->type == EO_FIELD_CHOICE ? 12 : 24;
}

static void
begin (Listing *listing)
{
  if (listing->format == EO_FORMAT_JSON)
    g_print ("[");
  else if (listing->format == EO_FORMAT_CSV)
    {
      g_autoptr (GString) header = g_string_new (NULL);
      eo_record_csv_header (header, listing->kind);
      fputs (header->str, stdout);
    }
}

static gboolean
put_record (EoRecord *record,
            gpointer  user_data)
{
  Listing *listing = user_data;

  if (listing->format == EO_FORMAT_JSON)
    {
      g_autoptr (JsonNode) node = eo_record_to_json (record);
      fputs (listing->n > 0 ? ",\n" : "\n", stdout);
      eo_format_json (node);
    }
  else if (listing->format == EO_FORMAT_CSV)
    {
      g_autoptr (GString) row = g_string_new (NULL);
      eo_record_csv_row (row, record);
      fputs (row->str, stdout);
    }
  else
    {
      /* Records without numbers are called by their title, which stands among the columns. */
      if (listing->kind->series != NULL)
        eo_format_cell (record->reference, 15);
      for (guint i = 0; i < listing->columns->len; i++)
        {
          const EoField *field = g_ptr_array_index (listing->columns, i);
          g_autofree char *text = eo_field_display (field, record);
          eo_format_cell (text, column_width (field));
        }
      putchar ('\n');
    }
  listing->n++;
  return !ferror (stdout) && (listing->limit == 0 || listing->n < listing->limit);
}

gboolean
eo_verb_list (EoCommand  *command,
              char      **given,
              GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *where = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *format = NULL;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, &where, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, NULL, NULL },
    { NULL },
  };
  g_autoptr (EoQuery) query = NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  Listing listing = { 0 };
  guint n;
  const EoField *const *fields;

  if (!eo_command_options (&args, entries, error) || !eo_format_parse (format, TRUE, &listing.format, error))
    return FALSE;
  if (limit < 0)
    return eo_command_usage (error, _("--limit wants a number from 0 up."));
  query = eo_query_from_args (command, args, where, sort, error);
  if (query == NULL)
    return FALSE;
  listing.kind = eo_query_get_kind (query);
  listing.limit = (guint) limit;
  listing.columns = columns;
  fields = eo_kind_get_fields (listing.kind, &n);
  for (guint i = 0; i < n; i++)
    if ((fields[i]->flags & EO_COLUMN) != 0 && (fields[i]->flags & EO_HIDDEN) == 0)
      g_ptr_array_add (columns, (gpointer) fields[i]);
  begin (&listing);
  if (!eo_store_foreach (command->store, query, put_record, &listing, error))
    return FALSE;
  if (listing.format == EO_FORMAT_JSON)
    g_print ("\n]\n");
  return TRUE;
}
