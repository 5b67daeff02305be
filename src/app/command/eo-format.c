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

void
eo_format_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  fputs (text, stdout);
}
