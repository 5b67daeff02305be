/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sections/eo-kinds.h"
#include "store/eo-attachment.h"

/* fault-writer OFFICE N: adds N letters, each with a document, and writes the reference of each that was saved. Made
 * to be killed. */

typedef struct
{
  EoRecord *letter;
  EoSource *source;
} Job;

static gboolean
add (EoWriter  *writer,
     gpointer   data,
     GError   **error)
{
  Job *job = data;

  return eo_writer_save (writer, job->letter, error)
         && eo_writer_attach (writer, eo_record_get_kind (job->letter), job->letter->id, job->source, NULL, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoStore) store = NULL;
  int n = argc > 2 ? atoi (argv[2]) : 0;

  eo_kinds_init ();
  store = eo_store_open (argv[1], EO_STORE_DEFAULT, &error);
  for (int i = 0; i < n && store != NULL; i++)
    {
      g_autoptr (EoRecord) letter = eo_record_new (eo_kind_lookup ("letter"));
      g_autofree char *subject = g_strdup_printf ("Letter %d of process %d", i, (int) getpid ());
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (100000 + i, 'a' + getpid () % 26), 100000 + i);
      g_autoptr (EoSource) source = eo_source_new_for_bytes (bytes, "scan.txt");
      Job job = { letter, source };

      eo_record_set_text (letter, "subject", subject, NULL);
      if (!eo_store_write (store, add, &job, &error))
        break;
      if (dprintf (STDOUT_FILENO, "%s\n", letter->reference) < 0)
        return EXIT_FAILURE;
    }
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  eo_store_close (store);
  return EXIT_SUCCESS;
}
