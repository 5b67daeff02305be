/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "app/command/eo-format.h"
#include "exchange/eo-csv.h"

gboolean
eo_format_parse (const char  *text,
                 gboolean     csv,
                 EoFormat    *format,
                 GError     **error)
{
  *format = EO_FORMAT_TEXT;
  if (text == NULL || g_str_equal (text, "text"))
    return TRUE;
  *format = EO_FORMAT_JSON;
  if (g_str_equal (text, "json"))
    return TRUE;
  *format = EO_FORMAT_CSV;
  if (csv && g_str_equal (text, "csv"))
    return TRUE;
  return eo_command_usage (error, csv ? _("“%s” is no format here: text, csv or json.")
                                      : _("“%s” is no format here: text or json."), text);
}

void
eo_format_csv_row (char **cells)
{
  g_autoptr (GString) line = g_string_new (NULL);

  eo_csv_append_row (line, (const char *const *) cells);
  fputs (line->str, stdout);
}

void
eo_format_cell (const char *text,
                guint       width)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');
  glong length = g_utf8_strlen (line, -1);

  if (length > (glong) width)
    {
      g_autofree char *start = g_utf8_substring (line, 0, width - 1);
      eo_command_print (start);
      fputs ("…", stdout);
      length = width;
    }
  else
    eo_command_print (line);
  for (glong i = length; i < (glong) width + 2; i++)
    putchar (' ');
}

static void
add_link (JsonBuilder   *builder,
          const EoLink  *link)
{
  if (link->id == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, link->id);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, link->title);
  json_builder_end_object (builder);
}

static void
add_field (JsonBuilder   *builder,
           EoRecord      *record,
           const EoField *field)
{
  g_autofree char *name = eo_field_get_property (field);
  g_autofree char *text = eo_field_to_text (field, record);

  json_builder_set_member_name (builder, name);
  switch (field->type)
    {
    case EO_FIELD_LINK:
      add_link (builder, eo_field_get_link (field, record));
      break;
    case EO_FIELD_BOOLEAN:
      json_builder_add_boolean_value (builder, g_str_equal (text, "true"));
      break;
    case EO_FIELD_INTEGER:
      json_builder_add_int_value (builder, g_ascii_strtoll (text, NULL, 10));
      break;
    case EO_FIELD_DECIMAL:
      json_builder_add_double_value (builder, g_ascii_strtod (text, NULL));
      break;
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    case EO_FIELD_DATE:
    case EO_FIELD_INSTANT:
    case EO_FIELD_MONEY:
    case EO_FIELD_CHOICE:
    default:
      json_builder_add_string_value (builder, text);
    }
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

JsonNode *
eo_format_record (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  json_builder_begin_object (builder);
  add_text (builder, "kind", kind->name);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, record->id);
  add_text (builder, "uid", record->uid);
  add_text (builder, "reference", record->reference);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, record->version);
  for (guint i = 0; i < n; i++)
    if (!(fields[i]->flags & EO_HIDDEN))
      add_field (builder, record, fields[i]);
  add_text (builder, "created-at", record->created_at.iso);
  add_text (builder, "created-by", record->created_by);
  add_text (builder, "modified-at", record->modified_at.iso);
  add_text (builder, "modified-by", record->modified_by);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

void
eo_format_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  fputs (text, stdout);
}
