/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "app/command/eo-print-diary.h"
#include "app/command/eo-query-args.h"
#include "paper/eo-cover-paper.h"
#include "paper/eo-record-report.h"
#include "sections/correspondence/eo-letter-reports.h"
#include "sections/registry/eo-registry-papers.h"
#include "sections/correspondence/eo-letter-sheet.h"
#include "sections/correspondence/eo-signing-box.h"
#include "store/eo-attachment.h"

/* A sheet of its own, of one record or (kind NULL) of the office. */
typedef struct
{
  const char *name;
  const char *kind;
  EoReport *(*make) (EoStore *store, EoRecord *record, GError **error);
} Sheet;

static const Sheet sheets[] = {
  { "certificate", "disposal", eo_certificate_new },
  { "transfer-list", "disposal", eo_transfer_list_new },
  { "file-cover", "file", eo_file_cover_new },
  { "file-plan", NULL, eo_file_plan_new },
  { "tracking", "letter", eo_tracking_sheet_new },
};

static const Sheet *
find_sheet (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (g_str_equal (sheets[i].name, name))
      return &sheets[i];
  return NULL;
}

static EoReport *
report_sheet (EoCommand    *command,
              const Sheet  *sheet,
              char        **args,
              GError      **error)
{
  char *words[] = { (char *) sheet->kind, args[1], NULL };
  guint n = sheet->kind != NULL ? 1 : 0;
  g_autoptr (EoRecord) record = NULL;

  if (args[n] != NULL && args[n + 1] != NULL)
    {
      eo_command_usage (error, _("“%s” is too much."), args[n + 1]);
      return NULL;
    }
  if (n == 1 && (record = eo_command_record (command, words, error)) == NULL)
    return NULL;
  return sheet->make (command->store, record, error);
}

static gboolean
write_sheet (EoCommand    *command,
             const Sheet  *sheet,
             char        **args,
             const char   *output,
             GError      **error)
{
  g_autoptr (EoReport) report = report_sheet (command, sheet, args, error);
  EoPaper paper = eo_paper_a4 (FALSE);

  return report != NULL && eo_report_write (report, &paper, output, NULL, NULL, NULL, error);
}

/* A report of its own making, of letters that conditions may narrow. */
typedef struct
{
  const char *name;
  EoReport *(*make) (EoStore *store, EoQuery *query, GError **error);
  gboolean    landscape;
} Report;

static const Report reports[] = {
  { "incoming-register", eo_incoming_register_new, TRUE },
  { "outgoing-register", eo_outgoing_register_new, TRUE },
  { "overdue", eo_overdue_report_new, TRUE },
  { "turnaround", eo_turnaround_report_new, FALSE },
};

static const Report *
find_report (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (g_str_equal (reports[i].name, name))
      return &reports[i];
  return NULL;
}

/* "Overdue · 4 letters" */
static void
describe (EoReport   *report,
          const char *where)
{
  const EoSavedFilter *filter = where != NULL ? eo_kind_find_filter (eo_kind_lookup ("letter"), where) : NULL;
  g_autofree char *subtitle = NULL;

  if (filter == NULL)
    return;
  subtitle = g_strdup_printf ("%s · %s", _(filter->label), eo_report_get_subtitle (report));
  eo_report_set_subtitle (report, subtitle);
}

static gboolean
write_report (EoCommand     *command,
              const Report  *which,
              char         **conditions,
              const char    *where,
              const char    *output,
              GError       **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) args = NULL;
  g_autoptr (EoQuery) query = NULL;
  g_autoptr (EoReport) report = NULL;
  EoPaper paper = eo_paper_a4 (which->landscape);

  g_strv_builder_add (builder, "letter");
  g_strv_builder_addv (builder, (const char **) conditions);
  args = g_strv_builder_end (builder);
  query = eo_query_from_args (command, args, where, NULL, error);
  if (query == NULL)
    return FALSE;
  report = which->make (command->store, query, error);
  if (report != NULL)
    describe (report, where);
  return report != NULL && eo_report_write (report, &paper, output, NULL, NULL, NULL, error);
}

static EoRecord *
find_printed (EoCommand   *command,
              char       **args,
              const char  *where,
              GError     **error)
{
  const EoKind *kind = eo_kind_lookup (args[0]);

  if (kind == NULL)
    {
      eo_command_usage (error, _("There is no report “%s”: day, week, lookahead, itinerary, day-pack, incoming-register, "
                                 "outgoing-register, overdue, turnaround, tracking, cover, signing-box, certificate, transfer-list, file-cover, file-plan, or a kind and a "
                                 "reference, such as letter IN/2026/00042."), args[0]);
      return NULL;
    }
  if (where != NULL || (args[1] != NULL && args[2] != NULL))
    {
      eo_command_usage (error, _("One record at a time: “%s” is too much."), where != NULL ? "--where" : args[2]);
      return NULL;
    }
  return eo_command_record (command, args, error);
}

/* "IN/2026/00042", or a kind before it: the record of a cover sheet. */
static EoRecord *
find_covered (EoCommand  *command,
              char      **args,
              GError    **error)
{
  char *letter[] = { (char *) "letter", args[0], NULL };

  if (args[0] == NULL)
    {
      eo_command_usage (error, _("Say of what: print cover IN/2026/00042, or print cover file 36/2/7/1."));
      return NULL;
    }
  return eo_command_record (command, args[1] != NULL ? args : letter, error);
}

static gboolean
write_cover (EoCommand   *command,
             char       **args,
             const char  *output,
             GError     **error)
{
  g_autoptr (EoRecord) record = find_covered (command, args, error);

  return record != NULL && eo_cover_paper_write_pdf (command->store, record, output, error);
}

static gboolean
write_signing_box (EoCommand   *command,
                   char       **args,
                   const char  *output,
                   GError     **error)
{
  if (args[0] != NULL)
    return eo_command_usage (error, _("The signing box is printed whole: “%s” is too much."), args[0]);
  return eo_signing_box_write (command->store, output, NULL, NULL, error);
}

/* A letter of ours that was written here is printed as the letter it is. */
static gboolean
write_letter (EoCommand   *command,
              EoRecord    *letter,
              const char  *output,
              GError     **error)
{
  g_autoptr (EoLetterSheet) sheet = eo_letter_sheet_new_for (command->store, letter);

  return eo_letter_paper_write_pdf (sheet, output, error);
}

static gboolean
is_written_here (EoRecord   *record,
                 const char *output)
{
  return EO_IS_LETTER (record) && EO_LETTER (record)->direction == EO_OUTGOING && *EO_LETTER (record)->body != '\0'
         && g_str_has_suffix (output, ".pdf");
}

static gboolean
write_record (EoCommand   *command,
              char       **args,
              const char  *where,
              const char  *output,
              GError     **error)
{
  g_autoptr (EoRecord) record = find_printed (command, args, where, error);
  g_autoptr (EoReport) report = NULL;
  EoPaper paper = eo_paper_a4 (FALSE);

  if (record == NULL)
    return FALSE;
  if (is_written_here (record, output))
    return write_letter (command, record, output, error);
  report = eo_record_report_new (command->store, record);
  return eo_report_write (report, &paper, output, NULL, NULL, NULL, error);
}

gboolean
eo_verb_print (EoCommand  *command,
               char      **given,
               GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *where = NULL;
  g_autofree char *output = NULL;
  g_auto (EoPrintDiary) diary = { NULL };
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, &where, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &diary.date, NULL, NULL },
    { "diary", 0, 0, G_OPTION_ARG_STRING, &diary.diary, NULL, NULL },
    { "days", 0, 0, G_OPTION_ARG_STRING, &diary.days, NULL, NULL },
    { "trip", 0, 0, G_OPTION_ARG_STRING, &diary.trip, NULL, NULL },
    { NULL },
  };
  const Report *other;
  const Sheet *sheet;

  if (!eo_command_options (&args, entries, error))
    return FALSE;
  if (args[0] == NULL || output == NULL)
    return eo_command_usage (error, args[0] == NULL ? _("Say what to print: day, week, lookahead, itinerary, day-pack, "
                                                        "incoming-register, outgoing-register, overdue, turnaround, or a "
                                                        "kind and a reference.")
                                                    : _("Say where to: -o FILE.pdf, FILE.xlsx or FILE.csv."));
  if (!eo_report_check_ending (output, error))
    return FALSE;
  if (eo_print_diary_knows (args[0]) && where == NULL)
    return eo_print_diary_write (&diary, command, args, output, error);
  if (eo_print_diary_is_set (&diary))
    return eo_command_usage (error, _("--date, --diary, --days and --trip are for what is printed of the diary: day, week, "
                                      "lookahead, itinerary, day-pack."));
  other = find_report (args[0]);
  if (other != NULL)
    return write_report (command, other, args + 1, where, output, error);
  sheet = find_sheet (args[0]);
  if (sheet != NULL && where != NULL)
    return eo_command_usage (error, _("“%s” is too much."), "--where");
  if (sheet != NULL)
    return write_sheet (command, sheet, args, output, error);
  if (g_str_equal (args[0], "cover"))
    return write_cover (command, args + 1, output, error);
  if (g_str_equal (args[0], "signing-box"))
    return write_signing_box (command, args + 1, output, error);
  return write_record (command, args, where, output, error);
}

gboolean
eo_verb_extract (EoCommand  *command,
                 char      **given,
                 GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL },
    { NULL },
  };
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (GPtrArray) attachments = NULL;

  if (!eo_command_options (&args, entries, error) || (record = eo_command_record (command, args, error)) == NULL)
    return FALSE;
  if (args[2] != NULL)
    return eo_command_usage (error, _("One record at a time: “%s” is too much."), args[2]);
  if (folder != NULL && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *shown = g_filename_display_name (folder);
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no folder “%s”."), shown);
      return FALSE;
    }
  attachments = eo_store_get_attachments (command->store, eo_record_get_kind (record), record->id);
  if (attachments->len == 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("%s has no attachments."), eo_record_get_name (record));
      return FALSE;
    }
  for (guint i = 0; i < attachments->len; i++)
    {
      g_autofree char *path = NULL;
      if (!eo_store_extract (command->store, g_ptr_array_index (attachments, i), folder != NULL ? folder : ".", &path,
                             error))
        return FALSE;
      g_print ("%s\n", path);
    }
  return TRUE;
}
