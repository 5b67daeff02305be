/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "desk/page/eo-intake.h"
#include "exchange/eo-mail-import.h"
#include "store/eo-draft.h"

typedef struct
{
  EoRecord  *record;
  GPtrArray *sources;  /* of EoSource: the documents of one draft */
  GPtrArray *messages; /* paths that are still to be read */
  GPtrArray *mails;    /* of EoMailImport: a draft each */
  GString   *refused;
  gint64     draft;    /* the first that was made */
} Intake;

static void read_next (GTask *task);

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_object_unref (intake->record);
  g_ptr_array_unref (intake->sources);
  g_ptr_array_unref (intake->messages);
  g_ptr_array_unref (intake->mails);
  g_string_free (intake->refused, TRUE);
  g_free (intake);
}

static void
refuse (Intake     *intake,
        const char *why)
{
  g_string_append_printf (intake->refused, "%s%s", intake->refused->len > 0 ? "\n" : "", why);
}

static void
look_at_document (Intake     *intake,
                  const char *path)
{
  g_autoptr (GError) error = NULL;
  EoSource *source = eo_source_new_for_path (path, &error);

  if (source != NULL)
    g_ptr_array_add (intake->sources, source);
  else
    refuse (intake, error->message);
}

/* A message fills the form of a letter by itself. */
static void
look_at (Intake *intake,
         GFile  *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    refuse (intake, _("Only files on this computer can be taken. Copy it here first."));
  else if (eo_message_is_called (path) && g_str_equal (eo_record_get_kind (intake->record)->name, "letter"))
    g_ptr_array_add (intake->messages, g_steal_pointer (&path));
  else
    look_at_document (intake, path);
}

/* On the writer thread. */
static gboolean
attach_all (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Intake *intake = data;

  for (guint i = 0; i < intake->sources->len; i++)
    if (!eo_writer_draft_attach (writer, &intake->draft, intake->record, intake->sources->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < intake->mails->len; i++)
    {
      gint64 draft;

      if (!eo_writer_draft_mail (writer, intake->mails->pdata[i], &draft, error))
        return FALSE;
      if (intake->draft == 0)
        intake->draft = draft;
    }

  return TRUE;
}

static void
on_attached (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Intake *intake = g_task_get_task_data (task);
  GError *error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    g_task_return_int (task, intake->draft);
  else
    g_task_return_error (task, error);
}

static gboolean
is_read_already (Intake             *intake,
                 const EoMailImport *mail)
{
  for (guint i = 0; i < intake->mails->len; i++)
    if (g_str_equal (((EoMailImport *) intake->mails->pdata[i])->key, mail->key))
      return TRUE;

  return FALSE;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Intake *intake = g_task_get_task_data (task);
  g_autofree char *path = g_ptr_array_steal_index (intake->messages, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoMailImport) mail = eo_mail_import_new_finish (result, &error);

  if (mail != NULL && mail->first != NULL)
    {
      g_autofree char *why = g_strdup_printf ("%s: %s", mail->name, mail->first);

      refuse (intake, why);
    }
  else if (mail != NULL && is_read_already (intake, mail))
    {
      g_autofree char *why = g_strdup_printf (_("%s: The message is twice among these files."), mail->name);

      refuse (intake, why);
    }
  else if (mail != NULL)
    g_ptr_array_add (intake->mails, g_steal_pointer (&mail));
  else if (g_error_matches (error, EO_ERROR, EO_ERROR_TOO_LARGE))
    look_at_document (intake, path);
  else if (error != NULL)
    refuse (intake, error->message);
  read_next (task);
}

/* Takes @task. Reads one message after the other, then writes all of it. */
static void
read_next (GTask *task)
{
  Intake *intake = g_task_get_task_data (task);
  EoStore *store = g_task_get_source_object (task);

  if (intake->messages->len > 0)
    {
      eo_mail_import_new_async (store, intake->messages->pdata[0], NULL, on_read, task);
      return;
    }
  if (intake->sources->len > 0 || intake->mails->len > 0)
    {
      eo_store_write_async (store, attach_all, intake, NULL, NULL, on_attached, task);
      return;
    }
  g_task_return_new_error (task, EO_ERROR, EO_ERROR_INVALID, "%s", intake->refused->str);
  g_object_unref (task);
}

void
eo_intake_async (EoStore             *store,
                 const EoKind        *kind,
                 GFile              **files,
                 guint                n_files,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Intake *intake;

  g_return_if_fail (EO_IS_STORE (store));
  g_return_if_fail (kind != NULL);

  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, eo_intake_async);

  intake = g_new0 (Intake, 1);
  intake->record = eo_record_new (kind);
  intake->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_source_free);
  intake->messages = g_ptr_array_new_with_free_func (g_free);
  intake->mails = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_mail_import_free);
  intake->refused = g_string_new (NULL);
  g_task_set_task_data (task, intake, intake_free);
  for (guint i = 0; i < n_files; i++)
    look_at (intake, files[i]);

  read_next (g_steal_pointer (&task));
}

gint64
eo_intake_finish (GAsyncResult  *result,
                  char         **refused,
                  GError       **error)
{
  Intake *intake;
  gint64 draft;

  g_return_val_if_fail (G_IS_TASK (result), 0);

  intake = g_task_get_task_data (G_TASK (result));
  *refused = intake->refused->len > 0 ? g_strdup (intake->refused->str) : NULL;

  draft = g_task_propagate_int (G_TASK (result), error); /* once: MAX() would ask twice */
  return MAX (draft, 0);
}
