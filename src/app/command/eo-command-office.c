/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/command/eo-command.h"
#include "exchange/demo/eo-demo.h"
#include "store/eo-backup.h"
#include "store/eo-page-scan.h"

static void
show_progress (double   fraction,
               gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%3.0f %%%s", fraction * 100, fraction >= 1 ? "\n" : "");
}

gboolean
eo_verb_backup (EoCommand  *command,
                char      **args,
                GError    **error)
{
  if (args[0] == NULL || args[1] != NULL)
    return eo_command_usage (error, _("Say where the backup shall go: one file."));
  return eo_store_backup (command->store, args[0], show_progress, NULL, NULL, error);
}

gboolean
eo_verb_restore (EoCommand  *command,
                 char      **args,
                 GError    **error)
{
  g_autofree char *kept = NULL;

  if (args[0] == NULL || args[1] != NULL)
    return eo_command_usage (error, _("Say which backup: one file."));
  if (!eo_backup_restore (args[0], command->database, &kept, error))
    return FALSE;
  if (kept != NULL)
    g_print (_("The office that was there is kept as %s\n"), kept);
  return TRUE;
}

/* No fault, but what search does not find yet. */
static void
print_unread (EoStore *store)
{
  guint documents = eo_store_count_unread (store), pages = eo_store_count_unscanned (store);

  if (documents > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u document is not read yet; the window reads it.\n",
                          "%u documents are not read yet; the window reads them.\n", documents), documents);
  if (pages > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u scanned page is not read yet; the window reads it.\n",
                          "%u scanned pages are not read yet; the window reads them.\n", pages), pages);
}

gboolean
eo_verb_check (EoCommand  *command,
               char      **args,
               GError    **error)
{
  g_autoptr (GPtrArray) faults = NULL;

  if (args[0] != NULL)
    return eo_command_usage (error, _("“%s” is too much."), args[0]);
  faults = eo_store_check (command->store, show_progress, NULL, NULL, error);
  if (faults == NULL)
    return FALSE;
  print_unread (command->store);
  for (guint i = 0; i < faults->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (faults, i));
  if (faults->len == 0)
    {
      g_print (_("No faults found.\n"));
      return TRUE;
    }
  g_set_error (error, EO_ERROR, EO_ERROR_DAMAGED,
               g_dngettext (GETTEXT_PACKAGE, "“%s” has %u fault.", "“%s” has %u faults.", faults->len),
               command->database, faults->len);
  return FALSE;
}

gboolean
eo_verb_demo (EoCommand  *command,
              char      **given,
              GError    **error)
{
  g_auto (GStrv) args = g_strdupv (given);
  g_autofree char *date = NULL;
  int size = 300;
  int seed = 1;
  const GOptionEntry entries[] = {
    { "size", 0, 0, G_OPTION_ARG_INT, &size, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, NULL, NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, NULL, NULL },
    { NULL },
  };
  EoDate newest = eo_date_today ();

  if (!eo_command_options (&args, entries, error))
    return FALSE;
  if (args[0] != NULL)
    return eo_command_usage (error, _("“%s” is too much."), args[0]);
  if (size < 1 || size > 1000000)
    return eo_command_usage (error, _("--size wants a number from 1 to 1000000."));
  if (date != NULL && !eo_date_parse (date, &newest, error))
    return FALSE;
  return eo_demo_fill (command->store, (guint) size, (guint) seed, &newest, show_progress, NULL, error);
}
