/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/command/eo-command-calendar.h"
#include "app/command/eo-query-args.h"
#include "exchange/eo-export.h"

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
  g_autofree char *diary = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, &where, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "diary", 0, 0, G_OPTION_ARG_STRING, &diary, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
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
  if (g_str_has_suffix (output, ".ics") && (g_strcmp0 (args[0], "diary") == 0 || g_strcmp0 (args[0], "appointment") == 0))
    {
      if (args[1] != NULL || where != NULL)
        return eo_command_usage (error, _("A calendar holds a diary: export diary [--diary NAME] [--from D] [--to D] -o FILE.ics"));
      return eo_command_export_calendar (command, diary, from, to, output, error);
    }
  if (diary != NULL || from != NULL || to != NULL)
    return eo_command_usage (error, _("--diary, --from and --to go with a calendar: -o FILE.ics."));
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
