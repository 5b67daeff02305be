/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/command/eo-command-calendar.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "reader/eo-sealed.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/exchange/eo-ics-export.h"
#include "sections/diary/exchange/eo-ics-import.h"

#define MAX_BYTES ((gsize) 256 * 1024 * 1024)

/* Who is told of one file. */
typedef struct
{
  const char *shown;
  int         percent;
} Telling;

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
  Telling *telling = user_data;
  int percent = (int) (fraction * 100);

  if (!isatty (STDERR_FILENO) || percent == telling->percent)
    return;
  telling->percent = percent;
  fprintf (stderr, "\r%3d %%", percent);
}

static void
tell (const char *line,
      gboolean    is_refused,
      gpointer    user_data)
{
  Telling *telling = user_data;
  g_autofree char *one = eo_text_one_line (line);

  clear_progress ();
  g_printerr ("%s: %s\n", telling->shown, one);
}

EoRecord *
eo_command_diary (EoCommand   *command,
                  const char  *name,
                  GError     **error)
{
  g_autoptr (EoQuery) query = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (name != NULL)
    return eo_store_find (command->store, &eo_diary_kind, name, error);
  query = eo_query_new (&eo_diary_kind);
  all = eo_store_select (command->store, query, 2, error);
  if (all == NULL)
    return NULL;
  if (all->len == 1)
    return g_object_ref (g_ptr_array_index (all, 0));
  if (all->len == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND,
                 _("There is no diary yet. Make one: execoffice add diary name='Office of the MEC'"));
  else
    eo_command_usage (error, _("There are several diaries: say which, such as --diary 'Office of the MEC'."));
  return NULL;
}

static gboolean
import_file (EoCommand         *command,
             int                fd,
             const char        *name,
             const char        *diary,
             const EoKind      *kind,
             const EoIcsWatch  *watch,
             EoIcsCount        *count,
             GError           **error)
{
  g_autoptr (EoRecord) into = NULL;

  if (kind != NULL && g_str_equal (kind->name, "special_day"))
    return eo_ics_import_days (command->store, fd, name, watch, count, error);
  if (kind != NULL && !g_str_equal (kind->name, "appointment"))
    return eo_command_usage (error, _("A calendar holds appointments, or special days: --kind special_day."));
  into = eo_command_diary (command, diary, error);
  return into != NULL && eo_ics_import (command->store, fd, name, into->id, watch, NULL, count, error);
}

gboolean
eo_command_import_calendar (EoCommand     *command,
                            const char    *path,
                            const char    *shown,
                            const char    *diary,
                            const EoKind  *kind,
                            guint         *refused,
                            GError       **error)
{
  Telling telling = { shown, -1 };
  const EoIcsWatch watch = { tell, show_progress, &telling };
  EoIcsCount count = { 0 };
  int fd = eo_sealed_new_from_file (path, MAX_BYTES, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = import_file (command, fd, shown, diary, kind, &watch, &count, error);
  close (fd);
  clear_progress ();
  if (ok || count.added + count.changed > 0)
    g_print (_("%s: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT " changed, %" G_GUINT64_FORMAT " unchanged, %"
               G_GUINT64_FORMAT " refused\n"), shown, count.added, count.changed, count.same, count.refused);
  *refused += count.refused;
  return ok;
}

static gboolean
parse_day (const char  *text,
           EoDate      *day,
           GError     **error)
{
  *day = (EoDate) { "" };
  return text == NULL || eo_date_parse (text, day, error);
}

gboolean
eo_command_export_calendar (EoCommand   *command,
                            const char  *diary,
                            const char  *from,
                            const char  *to,
                            const char  *output,
                            GError     **error)
{
  g_autoptr (EoRecord) of = NULL;
  EoDate first, last;
  guint64 n = 0;

  if (!parse_day (from, &first, error) || !parse_day (to, &last, error))
    return FALSE;
  if (diary != NULL && (of = eo_store_find (command->store, &eo_diary_kind, diary, error)) == NULL)
    return FALSE;
  if (!eo_ics_export (command->store, of != NULL ? of->id : 0, &first, &last, output, &n, error))
    return FALSE;
  g_print (g_dngettext (GETTEXT_PACKAGE, "%" G_GUINT64_FORMAT " appointment\n", "%" G_GUINT64_FORMAT " appointments\n", (gulong) n),
           n);
  return TRUE;
}
