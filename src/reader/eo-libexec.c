/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-libexec.h"

/* In terms of the running program's folder: itself, a build tree's (from src/app,
 * tests/reader and the like), an installation that was moved. */
static const char * const beside[] = {
  ".", "reader/cage", "../reader/cage", "../src/reader/cage", "../../src/reader/cage",
  "../libexec/execoffice",
};

static char *
try_folder (const char *folder,
            const char *program)
{
  g_autofree char *path = g_build_filename (folder, program, NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

char *
eo_libexec_find (const char *program)
{
  const char *asked = g_getenv ("EXECOFFICE_LIBEXEC");
  g_autofree char *self = NULL;
  char *found = NULL;

  g_return_val_if_fail (program != NULL, NULL);

  if (asked != NULL)
    return try_folder (asked, program);

  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (self);

      for (guint i = 0; found == NULL && i < G_N_ELEMENTS (beside); i++)
        {
          g_autofree char *candidate = g_build_filename (folder, beside[i], NULL);

          found = try_folder (candidate, program);
        }
    }
  return found != NULL ? found : try_folder (EO_LIBEXECDIR, program);
}
