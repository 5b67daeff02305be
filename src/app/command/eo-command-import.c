/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command-calendar.h"
#include "base/eo-text.h"
#include "exchange/eo-cover-attach.h"
#include "exchange/eo-import.h"
#include "exchange/eo-indexer.h"
#include "exchange/eo-mail-import.h"
#include "exchange/eo-mailbox.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

#define READ_SECONDS 30 /* a document's text, before the command ends; the rest stays queued */

/* An import of several files. */
typedef struct
{
  EoCommand    *command;
  const EoKind *kind;      /* --kind, or NULL */
  const char   *diary;     /* --diary, or NULL */
  const char   *shown;     /* the file at hand */
  guint         refused;   /* files and rows */
  guint         documents;
} Intake;

static void
clear_progress (void)
{
  if (isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
}

static void
show_progress (double   fraction,
               gpointer user_data)
{
  static int last = -1;
  int percent = (int) (fraction * 100);

  if (!isatty (STDERR_FILENO) || percent == last)
    return;
  last = percent;
  fprintf (stderr, "\r%3d %%", percent);
}

static void
tell_refused (guint64     row,
              const char *why,
              gpointer    user_data)
{
  Intake *intake = user_data;
  g_autofree char *line = eo_text_one_line (why);

  clear_progress ();
  g_printerr (_("%s: row %" G_GUINT64_FORMAT ": %s\n"), intake->shown, row, line);
}

static gboolean
take_rows (Intake      *intake,
           const char  *path,
           GError     **error)
{
  const EoImportWatch watch = { tell_refused, show_progress, intake };
  EoImportCount count = { 0 };
  gboolean ok = eo_import_rows (intake->command->store, path, intake->kind, &watch, &count, error);

  clear_progress ();
  if (ok || count.added + count.changed > 0)
    g_print (_("%s: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT " changed, %" G_GUINT64_FORMAT " unchanged, %"
               G_GUINT64_FORMAT " refused\n"), intake->shown, count.added, count.changed, count.same, count.refused);
  intake->refused += count.refused;
  return ok;
}

/* @covered: (out): whether it has cover sheets, and went where they say. @text: (out): what was read of it. */
static gboolean
take_covered (Intake       *intake,
              const char   *path,
              gboolean     *covered,
              EoReadText  **text,
              GError      **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EoCoverAttach) cover = eo_cover_attach_new_for_path (intake->command->store, path, text, &problem);
  g_autofree char *told = NULL;
  GPtrArray *records;

  *covered = cover != NULL;
  if (cover != NULL)
    eo_cover_attach_now (cover, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (cover == NULL)
    return TRUE;
  told = eo_cover_attach_tell (cover);
  g_printerr ("%s\n", told);
  records = eo_cover_attach_get_records (cover);
  for (guint i = 0; i < records->len; i++)
    g_print ("%s\n", eo_record_get_name (g_ptr_array_index (records, i)));
  fflush (stdout);
  intake->documents++;
  return TRUE;
}

static gboolean
take_document (Intake      *intake,
               const char  *path,
               GError     **error)
{
  g_autoptr (EoRecord) letter = NULL;
  g_autoptr (EoReadText) text = NULL;
  gboolean known, covered;

  if (!take_covered (intake, path, &covered, &text, error))
    return FALSE;
  if (covered)
    return TRUE;
  if (!eo_import_document (intake->command->store, path, text, &letter, &known, error))
    return FALSE;
  if (known)
    g_printerr (_("%s: it is in the office already, as %s\n"), intake->shown, letter->reference);
  else
    intake->documents++;
  g_print ("%s\n", letter->reference);
  fflush (stdout);
  return TRUE;
}

/* What is wrong with one file is no reason to leave the others. */
static gboolean
is_of_file (const GError *error)
{
  static const EoError codes[] = {
    EO_ERROR_USAGE, EO_ERROR_INVALID, EO_ERROR_NOT_FOUND, EO_ERROR_CONFLICT, EO_ERROR_NOT_REGULAR, EO_ERROR_EMPTY,
    EO_ERROR_TOO_LARGE, EO_ERROR_UNSUPPORTED, EO_ERROR_IO,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, EO_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* Tells of what one file is refused for; anything else is of the office, and ends the import. */
static gboolean
go_on (Intake  *intake,
       GError  *problem,
       GError **error)
{
  g_autofree char *line = NULL;

  if (!is_of_file (problem))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  intake->refused++;
  line = eo_text_one_line (problem->message);
  clear_progress ();
  g_printerr ("%s: %s\n", intake->shown, line);
  g_error_free (problem);
  return TRUE;
}

static gboolean
register_mail (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  return eo_writer_register_mail (writer, data, error);
}

static gboolean
take_message (Intake      *intake,
              int          fd,
              const char  *name,
              GError     **error)
{
  EoStore *store = intake->command->store;
  g_autoptr (EoMailImport) mail = eo_mail_import_new (store, fd, name, error);

  if (mail == NULL)
    return FALSE;
  if (mail->first != NULL)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_CONFLICT, mail->first);
      return FALSE;
    }
  if (!eo_store_write (store, register_mail, mail, error))
    return FALSE;
  clear_progress ();
  if (mail->unread != NULL)
    g_printerr (_("%s: registered as it is, since it could not be read: %s\n"), intake->shown, mail->unread);
  intake->documents++;
  g_print ("%s\n", mail->letter->reference);
  fflush (stdout);
  return TRUE;
}

static gboolean
take_message_file (Intake      *intake,
                   const char  *path,
                   GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) problem = NULL;
  int fd = eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, &problem);
  gboolean ok;

  if (g_error_matches (problem, EO_ERROR, EO_ERROR_TOO_LARGE))
    return take_document (intake, path, error); /* to be kept, if not to be read */
  if (fd < 0)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  ok = take_message (intake, fd, eo_message_is_called (name) ? name : "", error);
  close (fd);
  return ok;
}

static gboolean
take_boxed (int       fd,
            guint     number,
            double    fraction,
            gpointer  user_data,
            GError  **error)
{
  Intake *intake = user_data;
  const char *box = intake->shown;
  g_autofree char *shown = g_strdup_printf (_("%s: message %u"), box, number);
  GError *problem = NULL;
  gboolean ok = TRUE;

  intake->shown = shown;
  if (fd < 0)
    problem = g_error_new (EO_ERROR, EO_ERROR_TOO_LARGE, _("The message is larger than 256 MB."));
  else
    take_message (intake, fd, "", &problem);
  if (problem != NULL)
    ok = go_on (intake, problem, error);
  show_progress (fraction, NULL);
  intake->shown = box;
  return ok;
}

static gboolean
take_mailbox (Intake      *intake,
              const char  *path,
              GError     **error)
{
  gboolean ok = eo_mailbox_split (path, take_boxed, intake, error);

  clear_progress ();
  return ok;
}

static gboolean take_file (Intake *intake, const char *path, GError **error);

static gboolean
take_entry (Intake                *intake,
            const EoMailboxEntry  *entry,
            gboolean               is_maildir,
            GError               **error)
{
  EoImportType type;

  if (entry->refused != NULL)
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_REGULAR, entry->refused);
      return FALSE;
    }
  if (is_maildir)
    return take_message_file (intake, entry->path, error);
  /* Rows are of one kind: they are imported by themselves. */
  if (eo_import_get_type_of (entry->path, &type, NULL) && type == EO_IMPORT_ROWS)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” is a table: import it by itself."), entry->shown);
      return FALSE;
    }
  return take_file (intake, entry->path, error);
}

static gboolean
take_folder (Intake      *intake,
             const char  *path,
             GError     **error)
{
  g_autoptr (GPtrArray) entries = eo_mailbox_list (path, error);
  gboolean is_maildir = eo_mailbox_is_maildir (path);
  const char *folder = intake->shown;
  gboolean ok = entries != NULL;

  for (guint i = 0; ok && i < entries->len; i++)
    {
      const EoMailboxEntry *entry = g_ptr_array_index (entries, i);
      GError *problem = NULL;

      intake->shown = entry->shown;
      if (!take_entry (intake, entry, is_maildir, &problem))
        ok = go_on (intake, problem, error);
      show_progress ((i + 1.0) / entries->len, NULL);
    }
  intake->shown = folder;
  clear_progress ();
  return ok;
}

static gboolean
take_file (Intake      *intake,
           const char  *path,
           GError     **error)
{
  EoImportType type;

  if (!eo_import_get_type_of (path, &type, error))
    return FALSE;
  switch (type)
    {
    case EO_IMPORT_ROWS:
      return take_rows (intake, path, error);
    case EO_IMPORT_MESSAGE:
      return take_message_file (intake, path, error);
    case EO_IMPORT_MAILBOX:
      return take_mailbox (intake, path, error);
    case EO_IMPORT_FOLDER:
      return take_folder (intake, path, error);
    case EO_IMPORT_CALENDAR:
      return eo_command_import_calendar (intake->command, path, intake->shown, intake->diary, intake->kind, &intake->refused,
                                         error);
    case EO_IMPORT_DOCUMENT:
    default:
      return take_document (intake, path, error);
    }
}

static gboolean
take_files (Intake   *intake,
            char    **files,
            GError  **error)
{
  gboolean single = files[1] == NULL;

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *display = g_filename_display_basename (files[i]);
      g_autofree char *shown = eo_text_one_line (display);
      g_autoptr (GError) problem = NULL;

      intake->shown = shown;
      if (take_file (intake, files[i], &problem))
        continue;
      if (g_error_matches (problem, EO_ERROR, EO_ERROR_CONFLICT))
        g_prefix_error (&problem, "%s: ", shown);
      if (single || !is_of_file (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      intake->refused++;
      g_printerr ("execoffice: %s\n", problem->message);
    }
  return TRUE;
}

gboolean
eo_verb_import (EoCommand  *command,
                char      **given,
                GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *kind = NULL;
  g_autofree char *diary = NULL;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "diary", 0, 0, G_OPTION_ARG_STRING, &diary, NULL, NULL },
    { NULL },
  };
  Intake intake = { .command = command };
  gboolean ok;

  if (!eo_command_options (&args, entries, error)
      || (kind != NULL && (intake.kind = eo_command_kind (kind, error)) == NULL))
    return FALSE;
  if (args[0] == NULL)
    return eo_command_usage (error, _("Say which files to import."));
  intake.diary = diary;
  ok = take_files (&intake, args, error);
  if (intake.documents > 0)
    eo_indexer_run_now (command->store, READ_SECONDS);
  if (ok && intake.refused > 0)
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                 g_dngettext (GETTEXT_PACKAGE, "%u was refused; the others were taken.",
                              "%u were refused; the others were taken.", intake.refused), intake.refused);
  return ok && intake.refused == 0;
}
