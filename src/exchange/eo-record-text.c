/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/eo-csv.h"
#include "exchange/eo-record-text.h"

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
    case EO_FIELD_TIME:
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
eo_record_to_json (EoRecord *record)
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

static void
append_row (GString   *out,
            GPtrArray *cells)
{
  g_ptr_array_add (cells, NULL);
  eo_csv_append_row (out, (const char *const *) cells->pdata);
}

void
eo_record_csv_header (GString      *out,
                      const EoKind *kind)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  g_ptr_array_add (cells, g_strdup ("reference"));
  g_ptr_array_add (cells, g_strdup ("uid"));
  for (guint i = 0; i < n; i++)
    if (!(fields[i]->flags & EO_HIDDEN))
      g_ptr_array_add (cells, eo_field_get_property (fields[i]));
  append_row (out, cells);
}

char *
eo_record_csv_cell (EoRecord      *record,
                    const EoField *field)
{
  return field->type == EO_FIELD_LINK ? eo_field_display (field, record) : eo_field_to_text (field, record);
}

void
eo_record_csv_row (GString  *out,
                   EoRecord *record)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n);

  g_ptr_array_add (cells, g_strdup (record->reference));
  g_ptr_array_add (cells, g_strdup (record->uid));
  for (guint i = 0; i < n; i++)
    if (!(fields[i]->flags & EO_HIDDEN))
      g_ptr_array_add (cells, eo_record_csv_cell (record, fields[i]));
  append_row (out, cells);
}
