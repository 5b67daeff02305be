/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "exchange/eo-csv.h"

void
eo_csv_append_row (GString           *out,
                   const char *const *cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      gboolean quoted = strpbrk (cells[i], ",\"\r\n") != NULL || g_str_has_prefix (cells[i], " ");

      if (i > 0)
        g_string_append_c (out, ',');
      if (quoted)
        g_string_append_c (out, '"');
      for (const char *p = cells[i]; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *p);
        }
      if (quoted)
        g_string_append_c (out, '"');
    }
  g_string_append (out, "\r\n");
}

typedef struct
{
  GPtrArray *rows;
  GPtrArray *row;
  GString   *cell;
} Parse;

static void
end_cell (Parse *parse)
{
  if (parse->row == NULL)
    parse->row = g_ptr_array_new ();
  g_ptr_array_add (parse->row, g_utf8_make_valid (parse->cell->str, (gssize) parse->cell->len));
  g_string_truncate (parse->cell, 0);
}

static void
end_row (Parse *parse)
{
  end_cell (parse);
  g_ptr_array_add (parse->row, NULL);
  g_ptr_array_add (parse->rows, g_ptr_array_free (g_steal_pointer (&parse->row), FALSE));
}

/* Takes a quoted value; returns where it ends, or NULL when nothing closes it. */
static const char *
take_quoted (const char *p,
             const char *end,
             GString    *cell,
             guint      *line)
{
  for (p++; p < end; p++)
    {
      if (*p == '"' && (p + 1 == end || p[1] != '"'))
        return p + 1;
      if (*p == '"')
        p++;
      *line += *p == '\n';
      g_string_append_c (cell, *p);
    }
  return NULL;
}

GPtrArray *
eo_csv_parse (const char  *text,
              gssize       length,
              GError     **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) cell = g_string_new (NULL);
  Parse parse = { rows, NULL, cell };
  const char *p = text;
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);
  gboolean begun = FALSE; /* something of a row was seen */
  guint line = 1;

  if (end - p >= 3 && memcmp (p, "\357\273\277", 3) == 0)
    p += 3;
  while (p < end)
    {
      if (*p == '"' && cell->len == 0)
        {
          guint first = line;
          p = take_quoted (p, end, cell, &line);
          if (p == NULL)
            {
              if (parse.row != NULL)
                g_strfreev ((g_ptr_array_add (parse.row, NULL), (char **) g_ptr_array_free (parse.row, FALSE)));
              g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("Line %u: a quotation mark is not closed."), first);
              return NULL;
            }
          begun = TRUE;
          continue;
        }
      if (*p == '\r' || *p == '\n')
        {
          if (*p == '\r' && p + 1 < end && p[1] == '\n')
            p++;
          line++;
          end_row (&parse);
          begun = FALSE;
        }
      else if (*p == ',')
        {
          end_cell (&parse);
          begun = TRUE;
        }
      else
        {
          g_string_append_c (cell, *p);
          begun = TRUE;
        }
      p++;
    }
  if (begun)
    end_row (&parse);
  return g_steal_pointer (&rows);
}
