/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "app/command/eo-command.h"
#include "app/eo-application.h"

int
main (int    argc,
      char **argv)
{
  g_autofree char *database = NULL;
  g_autofree char *act_as = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, EO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  status = eo_command_run (argv + 1, &database, &act_as);
  return status < 0 ? eo_application_run (database, act_as, argc, argv) : status;
}
