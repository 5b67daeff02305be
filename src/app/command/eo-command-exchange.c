/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "app/command/eo-query-args.h"
#include "base/eo-text.h"
#include "exchange/eo-export.h"
#include "exchange/eo-import.h"
#include "exchange/eo-indexer.h"

#define READ_SECONDS 30 /* a document's text, before the command ends; the rest stays queued */

/* An import of several files. */
typedef struct
{
  EoCommand    *command;
  const EoKind *kind;      /* --kind, or NULL */
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

static gboolean
take_document (Intake      *intake,
               const char  *path,
               GError     **error)
{
  g_autoptr (EoRecord) letter = NULL;
  gboolean known;

  if (!eo_import_document (intake->command->store, path, &letter, &known, error))
    return FALSE;
  if (known)
    g_printerr (_("%s: it is in the office already, as %s\n"), intake->shown, letter->reference);
  else
    intake->documents++;
  g_print ("%s\n", letter->reference);
  fflush (stdout);
  return TRUE;
}

static gboolean
take_file (Intake      *intake,
           const char  *path,
           GError     **error)
{
  EoImportType type;

  if (!eo_import_get_type_of (path, &type, error))
    return FALSE;
  return type == EO_IMPORT_ROWS ? take_rows (intake, path, error) : take_document (intake, path, error);
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
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { NULL },
  };
  Intake intake = { .command = command };
  gboolean ok;

  if (!eo_command_options (&args, entries, error)
      || (kind != NULL && (intake.kind = eo_command_kind (kind, error)) == NULL))
    return FALSE;
  if (args[0] == NULL)
    return eo_command_usage (error, _("Say which files to import."));
  ok = take_files (&intake, args, error);
  if (intake.documents > 0)
    eo_indexer_run_now (command->store, READ_SECONDS);
  if (ok && intake.refused > 0)
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                 g_dngettext (GETTEXT_PACKAGE, "%u was refused; the others were taken.",
                              "%u were refused; the others were taken.", intake.refused), intake.refused);
  return ok && intake.refused == 0;
}

static gboolean
export_all (EoCommand       *command,
            const char      *output,
            EoExportFormat   format,
            guint64         *n_records,
            GError         **error)
{
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *office = eo_store_get_setting (command->store, "office-name");
  const EoExportHead head = { NULL, office };
  guint n;
  const EoKind *const *kinds = eo_kind_list (&n);

  if (format == EO_EXPORT_CSV)
    return eo_command_usage (error, _("A .csv file holds one kind: name it, or let all go to an .xlsx or .json file."));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (queries, eo_query_new (kinds[i]));
  return eo_export (command->store, (EoQuery **) queries->pdata, queries->len, &head, output, format, n_records, error);
}

gboolean
eo_verb_export (EoCommand  *command,
                char      **given,
                GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *where = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, &where, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { NULL },
  };
  g_autoptr (EoQuery) query = NULL;
  EoExportFormat format;
  guint64 n = 0;
  gboolean ok;

  if (!eo_command_options (&args, entries, error))
    return FALSE;
  if (output == NULL)
    return eo_command_usage (error, _("Say where to: -o FILE.csv, FILE.xlsx or FILE.json."));
  if (!eo_export_format (output, &format, error))
    return FALSE;
  if (g_strcmp0 (args[0], "all") == 0 && (args[1] != NULL || where != NULL))
    return eo_command_usage (error, _("All is all: conditions go with one kind."));
  if (g_strcmp0 (args[0], "all") == 0)
    ok = export_all (command, output, format, &n, error);
  else
    {
      g_autofree char *office = eo_store_get_setting (command->store, "office-name");
      const EoExportHead head = { NULL, office };

      query = eo_query_from_args (command, args, where, NULL, error);
      ok = query != NULL && eo_export (command->store, &query, 1, &head, output, format, &n, error);
    }
  if (ok)
    g_print (g_dngettext (GETTEXT_PACKAGE, "%" G_GUINT64_FORMAT " record\n", "%" G_GUINT64_FORMAT " records\n", (gulong) n),
             n);
  return ok;
}
