/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "app/command/eo-format.h"
#include "base/eo-text.h"
#include "exchange/eo-record-text.h"
#include "store/eo-link.h"
#include "store/eo-page-scan.h"

/* Everything that hangs on a record. */
typedef struct
{
  EoStore   *store;
  EoRecord  *record;
  GPtrArray *attachments;
  GPtrArray *actions;
  GPtrArray *ties;
  GPtrArray *history;
} Whole;

static void
whole_clear (Whole *whole)
{
  g_clear_object (&whole->record);
  g_clear_pointer (&whole->attachments, g_ptr_array_unref);
  g_clear_pointer (&whole->actions, g_ptr_array_unref);
  g_clear_pointer (&whole->ties, g_ptr_array_unref);
  g_clear_pointer (&whole->history, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Whole, whole_clear)

static void
print_pair (const char *label,
            const char *value)
{
  if (*value == '\0')
    return;
  eo_format_cell (label, 22);
  eo_command_print (value);
  putchar ('\n');
}

static void
print_fields (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  print_pair (_(kind->label), record->reference);
  for (guint i = 0; i < n; i++)
    if (!(fields[i]->flags & EO_HIDDEN))
      {
        g_autofree char *value = eo_field_display (fields[i], record);
        print_pair (eo_kind_field_label (record, fields[i]), value);
      }
}

static void
print_history (GPtrArray    *history,
               const EoKind *kind)
{
  printf ("\n%s\n", _("History"));
  for (guint i = 0; i < history->len; i++)
    {
      EoHistoryEntry *entry = g_ptr_array_index (history, i);
      g_autofree char *when = eo_instant_format (&entry->at);
      printf ("  %s  ", when);
      eo_command_print (entry->by);
      printf ("  %s", entry->action);
      for (guint j = 0; !g_str_equal (entry->action, "created") && j < entry->changes->len; j++)
        {
          EoChange *change = g_ptr_array_index (entry->changes, j);
          const EoField *field = eo_kind_find_field (kind, change->field);
          g_autofree char *line = g_strdup_printf ("; %s: %s → %s",
                                                   field != NULL ? eo_field_get_label (field) : change->field,
                                                   change->before, change->after);
          eo_command_print (line);
        }
      putchar ('\n');
    }
}

/* NULL where all of it was read. */
static char *
describe_unread (const EoReadingState *state)
{
  guint n_left = state->n_scans - state->n_read;

  if (g_str_equal (state->text, "queued"))
    return g_strdup (_("not read yet"));
  if (n_left == 0)
    return state->why[0] != '\0' ? g_strdup (state->why) : NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u scanned page not read%s%s", "%u scanned pages not read%s%s",
                                       n_left), n_left, state->why[0] != '\0' ? ": " : "", state->why);
}

static void
print_attachment (Whole              *whole,
                  const EoAttachment *attachment)
{
  g_auto (EoReadingState) state = { 0 };
  g_autofree char *size = eo_format_size ((guint64) attachment->size);
  g_autofree char *line = g_strdup_printf ("  %s  %s  %s\n", attachment->name, size, attachment->sha256);
  g_autofree char *unread = NULL;

  eo_command_print (line);
  eo_store_get_reading (whole->store, attachment->document, &state);
  unread = describe_unread (&state);
  if (unread != NULL)
    {
      g_autofree char *said = g_strdup_printf ("    %s\n", unread);

      eo_command_print (said);
    }
}

static void
print_text (Whole *whole)
{
  print_fields (whole->record);
  if (whole->attachments->len > 0)
    printf ("\n%s\n", _("Attachments"));
  for (guint i = 0; i < whole->attachments->len; i++)
    print_attachment (whole, g_ptr_array_index (whole->attachments, i));
  if (whole->actions->len > 0)
    printf ("\n%s\n", _("Actions"));
  for (guint i = 0; i < whole->actions->len; i++)
    {
      EoRecord *action = g_ptr_array_index (whole->actions, i);
      g_autofree char *line = g_strdup_printf ("  %s\n", eo_record_get_title (action));
      eo_command_print (line);
    }
  if (whole->ties->len > 0)
    printf ("\n%s\n", _("Links"));
  for (guint i = 0; i < whole->ties->len; i++)
    {
      EoTie *tie = g_ptr_array_index (whole->ties, i);
      g_autofree char *line = g_strdup_printf ("  %s %s  %s\n", tie->role, tie->reference, tie->title);
      eo_command_print (line);
    }
  print_history (whole->history, eo_record_get_kind (whole->record));
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_attachments (JsonBuilder *builder,
                 EoStore     *store,
                 GPtrArray   *attachments)
{
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < attachments->len; i++)
    {
      EoAttachment *attachment = g_ptr_array_index (attachments, i);
      g_auto (EoReadingState) state = { 0 };

      eo_store_get_reading (store, attachment->document, &state);
      json_builder_begin_object (builder);
      add_text (builder, "name", attachment->name);
      add_text (builder, "media-type", attachment->media_type);
      add_number (builder, "size", attachment->size);
      add_text (builder, "sha256", attachment->sha256);
      add_text (builder, "added-at", attachment->added_at.iso);
      add_text (builder, "text", state.text);
      add_number (builder, "scanned-pages", state.n_scans);
      add_number (builder, "scanned-pages-read", state.n_read);
      add_text (builder, "unread-because", state.why);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_ties (JsonBuilder *builder,
          GPtrArray   *ties)
{
  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ties->len; i++)
    {
      EoTie *tie = g_ptr_array_index (ties, i);
      json_builder_begin_object (builder);
      add_text (builder, "role", tie->role);
      add_text (builder, "kind", tie->kind->name);
      add_text (builder, "reference", tie->reference);
      add_text (builder, "title", tie->title);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_history (JsonBuilder *builder,
             GPtrArray   *history)
{
  json_builder_set_member_name (builder, "history");
  json_builder_begin_array (builder);
  for (guint i = 0; i < history->len; i++)
    {
      EoHistoryEntry *entry = g_ptr_array_index (history, i);
      json_builder_begin_object (builder);
      add_text (builder, "at", entry->at.iso);
      add_text (builder, "by", entry->by);
      add_text (builder, "action", entry->action);
      json_builder_set_member_name (builder, "changes");
      json_builder_begin_array (builder);
      for (guint j = 0; j < entry->changes->len; j++)
        {
          EoChange *change = g_ptr_array_index (entry->changes, j);
          json_builder_begin_object (builder);
          add_text (builder, "field", change->field);
          add_text (builder, "before", change->before);
          add_text (builder, "after", change->after);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (Whole *whole)
{
  g_autoptr (JsonNode) node = eo_record_to_json (whole->record);
  JsonObject *object = json_node_get_object (node);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) more = NULL;
  JsonArray *actions = json_array_new ();
  g_autoptr (GList) names = NULL;

  json_builder_begin_object (builder);
  add_attachments (builder, whole->store, whole->attachments);
  add_ties (builder, whole->ties);
  add_history (builder, whole->history);
  json_builder_end_object (builder);
  more = json_builder_get_root (builder);
  for (guint i = 0; i < whole->actions->len; i++)
    json_array_add_element (actions, eo_record_to_json (g_ptr_array_index (whole->actions, i)));
  json_object_set_array_member (object, "actions", actions);
  names = json_object_get_members (json_node_get_object (more));
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object, l->data, json_object_dup_member (json_node_get_object (more), l->data));
  eo_format_json (node);
  putchar ('\n');
}

gboolean
eo_verb_show (EoCommand  *command,
              char      **given,
              GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *format_name = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name, NULL, NULL },
    { NULL },
  };
  g_auto (Whole) whole = { NULL };
  const EoKind *kind;
  EoFormat format;

  if (!eo_command_options (&args, entries, error) || !eo_format_parse (format_name, FALSE, &format, error)
      || (whole.record = eo_command_record (command, args, error)) == NULL)
    return FALSE;
  kind = eo_record_get_kind (whole.record);
  whole.history = eo_store_get_history (command->store, kind, whole.record->id, error);
  if (whole.history == NULL)
    return FALSE;
  whole.store = command->store;
  whole.attachments = eo_store_get_attachments (command->store, kind, whole.record->id);
  whole.actions = eo_store_get_actions (command->store, kind, whole.record->id);
  whole.ties = eo_store_get_ties (command->store, kind, whole.record->id);
  if (format == EO_FORMAT_JSON)
    print_json (&whole);
  else
    print_text (&whole);
  return TRUE;
}
