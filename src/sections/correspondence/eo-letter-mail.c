/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-mail.h"
#include "sections/correspondence/eo-letter-private.h"
#include "sections/correspondence/eo-letter-sheet.h"

#define KEPT_SECONDS (24 * 60 * 60)

typedef struct
{
  EoStore      *store;
  EoRecord     *letter;
  EoAttachment *document; /* or NULL: it is drawn */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->document, eo_attachment_free);
  g_object_unref (job->letter);
  g_object_unref (job->store);
  g_free (job);
}

/* The file */

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "execoffice-mail", NULL);
}

/* A mail program may read it as late as it sends it, so it cannot go at once. */
static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf about;

      if (g_lstat (path, &about) == 0 && S_ISREG (about.st_mode) && now - about.st_mtime > KEPT_SECONDS)
        g_unlink (path);
    }
}

/* "OUT-2026-00012.pdf": the same again is what is meant now. Made anew, so that nobody's link is followed. */
static GFileOutputStream *
create (EoRecord    *letter,
        const char  *ending,
        char       **path,
        GError     **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *reference = g_strdelimit (g_strdup (eo_record_get_name (letter)), "/", '-');
  g_autofree char *wanted = g_strconcat (reference, ending, NULL);
  g_autofree char *name = eo_text_safe_filename (wanted);
  g_autoptr (GFile) file = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_chmod (folder, 0700) != 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_IO, _("There is no place to lay the letter for the mail program: “%s”."), folder);
      return NULL;
    }
  sweep (folder);
  *path = g_build_filename (folder, name, NULL);
  file = g_file_new_for_path (*path);
  g_file_delete (file, NULL, NULL);
  return g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);
}

static gboolean
write_drawn (EoRecord       *letter,
             EoLetterSheet  *sheet,
             GOutputStream  *stream,
             GError        **error)
{
  g_autoptr (GBytes) pdf = eo_letter_paper_make_pdf (sheet, error);

  return pdf != NULL
         && g_output_stream_write_all (stream, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL, NULL, error)
         && g_output_stream_close (stream, NULL, error);
}

/* The head of a mail */

/* One address, and no option: (transfer full), "" for none */
static char *
clean_address (const char *text)
{
  g_autofree char *line = eo_text_one_line (text);
  gsize n = strcspn (g_strstrip (line), " ,;<>\"'");

  line[n] = '\0';
  return g_strdup (line[0] != '-' && strchr (line, '@') != NULL ? line : "");
}

static char *
find_address (Job *job)
{
  static const char *const kinds[] = { "person", "organisation" };
  gint64 id = EO_LETTER (job->letter)->correspondent.id;

  for (guint i = 0; id != 0 && i < G_N_ELEMENTS (kinds); i++)
    {
      const EoKind *kind = eo_kind_lookup (kinds[i]);
      g_autoptr (EoRecord) party = eo_store_get (job->store, kind, id, NULL);
      g_autofree char *text = party != NULL ? eo_field_to_text (eo_kind_find_field (kind, "email"), party) : NULL;

      if (text != NULL)
        return clean_address (text);
    }
  return g_strdup ("");
}

static char *
make_subject (Job           *job,
              EoLetterSheet *sheet)
{
  g_autofree char *subject = eo_text_one_line (sheet->subject);

  /* Translators: the subject of a letter, and our reference */
  return g_strdup_printf (_("%s (%s)"), subject, eo_record_get_name (job->letter));
}

static void
prepare (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (EoLetterMail) mail = g_new0 (EoLetterMail, 1);
  g_autoptr (EoLetterSheet) sheet = eo_letter_sheet_new_for (job->store, job->letter);
  const char *ending = job->document != NULL ? strrchr (job->document->name, '.') : ".pdf";
  g_autoptr (GFileOutputStream) stream = NULL;
  GError *error = NULL;
  gboolean written;

  stream = create (job->letter, ending != NULL ? ending : "", &mail->path, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  written = job->document != NULL
              ? eo_store_copy_out (job->store, job->document, G_OUTPUT_STREAM (stream), NULL, &error)
                  && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error)
              : write_drawn (job->letter, sheet, G_OUTPUT_STREAM (stream), &error);
  if (!written)
    {
      g_unlink (mail->path);
      g_task_return_error (task, error);
      return;
    }
  mail->address = find_address (job);
  mail->subject = make_subject (job, sheet);
  g_task_return_pointer (task, g_steal_pointer (&mail), (GDestroyNotify) eo_letter_mail_free);
}

/* What goes out: (nullable) where it is drawn */
static gboolean
choose_document (Job     *job,
                 GError **error)
{
  EoLetter *letter = EO_LETTER (job->letter);
  g_autoptr (GPtrArray) attachments = eo_store_get_attachments (job->store, &eo_letter_kind, job->letter->id);
  const EoAttachment *document = letter->status > EO_LETTER_SIGNED ? _eo_letter_find_copy (attachments, TRUE) : NULL;

  if (document == NULL && (letter->signed_how != EO_SIGNED_OFF || *letter->body == '\0'))
    document = _eo_letter_find_copy (attachments, FALSE);
  if (document != NULL)
    job->document = eo_attachment_copy (document);
  else if (letter->signed_how != EO_SIGNED_OFF || *letter->body == '\0')
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE,
                   _("%s was signed on paper, and its scan is missing. Attach the scan, then send it by mail."),
                   eo_record_get_name (job->letter));
      return FALSE;
    }
  return TRUE;
}

/* Public functions */

void
eo_letter_mail_free (EoLetterMail *self)
{
  g_free (self->address);
  g_free (self->subject);
  g_free (self->path);
  g_free (self);
}

gboolean
eo_letter_can_be_mailed (EoLetter *letter)
{
  g_return_val_if_fail (EO_IS_LETTER (letter), FALSE);

  return letter->direction == EO_OUTGOING
         && (letter->status == EO_LETTER_SIGNED || letter->status == EO_LETTER_DISPATCHED
             || letter->status == EO_LETTER_DELIVERED);
}

void
eo_letter_mail_prepare_async (EoStore             *store,
                              EoRecord            *letter,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  g_return_if_fail (EO_IS_STORE (store) && EO_IS_LETTER (letter));

  job->store = g_object_ref (store);
  job->letter = eo_record_copy (letter);
  g_task_set_source_tag (task, eo_letter_mail_prepare_async);
  g_task_set_task_data (task, job, job_free);
  if (choose_document (job, &error))
    g_task_run_in_thread (task, prepare);
  else
    g_task_return_error (task, error);
}

EoLetterMail *
eo_letter_mail_prepare_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GSubprocess *
eo_letter_mail_launch (const EoLetterMail  *self,
                       GError             **error)
{
  const char *const args[] = { "xdg-email", "--utf8", "--subject", self->subject, "--attach", self->path,
                               *self->address != '\0' ? self->address : NULL, NULL };
  g_autofree char *program = g_find_program_in_path (args[0]);

  if (program == NULL)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND,
                           _("The mail program cannot be opened from here: xdg-utils is not installed. Save the letter as a "
                             "PDF and attach it there."));
      return NULL;
    }
  return g_subprocess_newv (args, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error);
}
