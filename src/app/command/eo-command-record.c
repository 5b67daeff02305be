/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "base/eo-text.h"
#include "exchange/eo-indexer.h"
#include "store/eo-attachment.h"
#include "store/eo-destroy.h"

#define FORGET_SECONDS 3600 /* what this command destroyed is gone when it ends */
#define READ_SECONDS 30 /* a document's text, before the command ends; the rest stays queued */

/* What add, set and step write: a record, senders made on the way, documents. One transaction. */
typedef struct
{
  EoRecord  *record;
  char      *step;     /* or NULL */
  GPtrArray *senders;  /* of EoRecord, unknown so far … */
  GPtrArray *fields;   /* … and the fields of @record that name them */
  GPtrArray *sources;  /* of EoSource */
  GArray    *added;    /* gint64 ids of attachments */
} Write;

static void
write_init (Write    *write,
            EoRecord *record)
{
  write->record = record;
  write->step = NULL;
  write->senders = g_ptr_array_new_with_free_func (g_object_unref);
  write->fields = g_ptr_array_new ();
  write->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_source_free);
  write->added = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
write_clear (Write *write)
{
  g_clear_object (&write->record);
  g_free (write->step);
  g_ptr_array_unref (write->senders);
  g_ptr_array_unref (write->fields);
  g_ptr_array_unref (write->sources);
  g_array_unref (write->added);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Write, write_clear)

static gboolean
run_write (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  Write *write = data;
  const EoKind *kind = eo_record_get_kind (write->record);

  for (guint i = 0; i < write->senders->len; i++)
    {
      EoRecord *sender = g_ptr_array_index (write->senders, i);
      if (!eo_writer_save (writer, sender, error))
        return FALSE;
      eo_record_set_link (write->record, g_ptr_array_index (write->fields, i), sender->id, eo_record_get_title (sender));
    }
  if (write->step != NULL ? !eo_writer_step (writer, write->record, write->step, error)
                          : !eo_writer_save (writer, write->record, error))
    return FALSE;
  for (guint i = 0; i < write->sources->len; i++)
    {
      gint64 id;
      if (!eo_writer_attach (writer, kind, write->record->id, g_ptr_array_index (write->sources, i), &id, error))
        return FALSE;
      g_array_append_val (write->added, id);
    }
  return TRUE;
}

/* A sender nobody has written of yet is made, as an organisation, with the letter. */
static gboolean
set_value (EoCommand      *command,
           Write          *write,
           const EoField  *field,
           const char     *value,
           GError        **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *valid = eo_text_make_valid (value, -1);
  EoRecord *sender;

  if (eo_store_set_field (command->store, write->record, field->name, valid, &problem))
    return TRUE;
  if (field->type != EO_FIELD_LINK || g_strcmp0 (field->target, "party") != 0 || *valid == '#'
      || !g_error_matches (problem, EO_ERROR, EO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  sender = eo_record_new (eo_kind_lookup ("organisation"));
  g_ptr_array_add (write->senders, sender);
  g_ptr_array_add (write->fields, (gpointer) field);
  return eo_record_set_text (sender, "name", valid, error);
}

/* What a new record begins from is set first, so that what is said of it outranks what follows from there. */
static gboolean
begin (EoCommand  *command,
       Write      *write,
       char      **args,
       GError    **error)
{
  const EoKind *kind = eo_record_get_kind (write->record);
  const EoField *follows = kind->follows != NULL ? eo_kind_find_field (kind, kind->follows) : NULL;

  for (guint i = 0; follows != NULL && args[i] != NULL; i++)
    {
      g_autoptr (EoRecord) from = NULL;
      const char *value;
      const EoField *field = eo_command_field (kind, args[i], &value, error);

      if (field == NULL)
        return FALSE;
      if (field != follows || *value == '\0')
        continue;
      from = eo_store_find (command->store, eo_kind_lookup (follows->target), value, error);
      if (from == NULL)
        return FALSE;
      kind->follow (write->record, from);
    }
  return TRUE;
}

static gboolean
set_values (EoCommand  *command,
            Write      *write,
            char      **args,
            GError    **error)
{
  for (guint i = 0; args[i] != NULL; i++)
    {
      const char *value;
      const EoField *field = eo_command_field (eo_record_get_kind (write->record), args[i], &value, error);
      if (field == NULL || !set_value (command, write, field, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
open_sources (Write   *write,
              char   **files,
              GError **error)
{
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      EoSource *source = eo_source_new_for_path (files[i], error);
      if (source == NULL)
        return FALSE;
      g_ptr_array_add (write->sources, source);
    }
  return TRUE;
}

static gboolean
commit (EoCommand  *command,
        Write      *write,
        GError    **error)
{
  gboolean forgetting = eo_store_is_forgetting (command->store);

  if (!eo_store_write (command->store, run_write, write, error))
    return FALSE;
  g_print ("%s\n", write->record->reference[0] != '\0' ? write->record->reference : write->record->uid);
  fflush (stdout);
  if (write->added->len > 0)
    eo_indexer_run_now (command->store, READ_SECONDS);
  if (!forgetting)
    eo_indexer_forget_now (command->store, FORGET_SECONDS);
  return TRUE;
}

gboolean
eo_verb_add (EoCommand  *command,
             char      **given,
             GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "attach", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  g_auto (Write) write = { NULL };
  const EoKind *kind;

  write_init (&write, NULL);
  if (!eo_command_options (&args, entries, error) || (kind = eo_command_kind (args[0], error)) == NULL)
    return FALSE;
  write.record = eo_record_new (kind);
  return begin (command, &write, args + 1, error) && set_values (command, &write, args + 1, error) && open_sources (&write, files, error)
         && commit (command, &write, error);
}

gboolean
eo_verb_set (EoCommand  *command,
             char      **given,
             GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "attach", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  g_auto (Write) write = { NULL };

  write_init (&write, NULL);
  if (!eo_command_options (&args, entries, error)
      || (write.record = eo_command_record (command, args, error)) == NULL)
    return FALSE;
  if (args[2] == NULL && files == NULL)
    return eo_command_usage (error, _("Say what to change: FIELD=VALUE, or --attach FILE."));
  return set_values (command, &write, args + 2, error) && open_sources (&write, files, error)
         && commit (command, &write, error);
}

gboolean
eo_verb_step (EoCommand  *command,
              char      **args,
              GError    **error)
{
  g_auto (Write) write = { NULL };
  g_autofree char *caution = NULL;
  const EoTransition *step;

  write_init (&write, eo_command_record (command, args, error));
  if (write.record == NULL)
    return FALSE;
  if (args[2] == NULL)
    return eo_command_usage (error, _("Say which state %s shall go to."), args[1]);
  write.step = g_strdup (args[2]);
  if (!set_values (command, &write, args + 3, error))
    return FALSE;
  /* What the window says where it asks. */
  step = eo_kind_find_step (write.record, args[2]);
  caution = step != NULL && step->caution != NULL ? step->caution (command->store, write.record) : NULL;
  if (!commit (command, &write, error))
    return FALSE;
  if (caution != NULL)
    g_printerr ("execoffice: %s\n", caution);
  return TRUE;
}

static gboolean
run_delete (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  EoRecord *record = data;

  return eo_writer_delete (writer, eo_record_get_kind (record), record->id, error);
}

gboolean
eo_verb_delete (EoCommand  *command,
                char      **args,
                GError    **error)
{
  g_autoptr (EoRecord) record = eo_command_record (command, args, error);

  if (record == NULL)
    return FALSE;
  if (args[2] != NULL)
    return eo_command_usage (error, _("One record at a time: “%s” is too much."), args[2]);
  return eo_store_write (command->store, run_delete, record, error);
}

static void
print_choices (const EoField *field)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (field->choice ());
  GEnumClass *choice = (GEnumClass *) klass;

  for (guint i = 0; i < choice->n_values; i++)
    g_print ("%s%s", i > 0 ? "|" : "", choice->values[i].value_nick);
}

static void
print_fields (const EoKind *kind)
{
  guint n;
  const EoField *const *fields = eo_kind_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = eo_field_get_property (fields[i]);
      if (fields[i]->flags & EO_HIDDEN)
        continue;
      g_print ("%-18s %-10s %-9s ", name, eo_field_type_name (fields[i]->type),
               fields[i]->flags & EO_REQUIRED ? _("required") : "");
      if (fields[i]->type == EO_FIELD_CHOICE)
        print_choices (fields[i]);
      else if (fields[i]->type == EO_FIELD_LINK)
        g_print ("%s", fields[i]->target);
      g_print ("\t%s", eo_field_get_label (fields[i]));
      if (kind->field_hint != NULL && kind->field_hint (fields[i]) != NULL)
        g_print (": %s", _(kind->field_hint (fields[i])));
      g_print ("\n");
    }
}

gboolean
eo_verb_kinds (EoCommand  *command,
               char      **args,
               GError    **error)
{
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);
  const EoKind *kind = args[0] != NULL ? eo_command_kind (args[0], error) : NULL;

  if (args[0] != NULL && kind == NULL)
    return FALSE;
  if (kind != NULL)
    print_fields (kind);
  for (guint i = 0; kind == NULL && i < n; i++)
    g_print ("%-14s %s\n", kinds[i]->name, _(kinds[i]->plural));
  return TRUE;
}
