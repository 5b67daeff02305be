/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-new-file.h"
#include "base/eo-text.h"
#include "store/eo-document-private.h"

#define SHOWN_MAX_BYTES ((gint64) 256 * 1024 * 1024)
#define MOST_NUMBERS    9999
#define SQL_SIZE        "SELECT size FROM document WHERE id = ?1"

typedef struct
{
  int         fd;
  const char *name; /* for messages */
} Target;

static gboolean
write_chunk (const void  *bytes,
             gsize        n_bytes,
             gpointer     user_data,
             GError     **error)
{
  const Target *target = user_data;
  const guint8 *at = bytes;

  while (n_bytes > 0)
    {
      gssize n = write (target->fd, at, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return eo_file_fail (target->name, errno, error);
      at += n;
      n_bytes -= n;
    }

  return TRUE;
}

static gboolean
write_to_file (const void  *bytes,
               gsize        n_bytes,
               gpointer     user_data,
               GError     **error)
{
  return eo_new_file_write (user_data, bytes, n_bytes, error);
}

static gboolean
write_to_stream (const void  *bytes,
                 gsize        n_bytes,
                 gpointer     user_data,
                 GError     **error)
{
  return g_output_stream_write_all (user_data, bytes, n_bytes, NULL, NULL, error);
}

static gboolean
stream (EoStore       *self,
        gint64         document,
        EoChunkFunc    func,
        gpointer       user_data,
        GCancellable  *cancellable,
        GError       **error)
{
  EoDatabase *reader = eo_store_lend_reader (self, error);
  gboolean done;

  if (reader == NULL)
    return FALSE;

  done = eo_document_stream (reader, document, func, user_data, cancellable, error);
  eo_store_return_reader (self, reader);

  return done;
}

static gint64
get_size (EoStore  *self,
          gint64    document,
          GError  **error)
{
  EoDatabase *reader = eo_store_lend_reader (self, error);
  sqlite3_stmt *row;
  gint64 size = 0;

  if (reader == NULL)
    return -1;

  if ((row = eo_database_prepare (reader, SQL_SIZE, NULL)) != NULL)
    {
      sqlite3_bind_int64 (row, 1, document);
      if (sqlite3_step (row) == SQLITE_ROW)
        size = sqlite3_column_int64 (row, 0);
      sqlite3_reset (row);
    }
  eo_store_return_reader (self, reader);

  return size;
}

/**
 * eo_store_open_document:
 * @self: the store
 * @document: id of the content
 * @error: EO_ERROR_TOO_LARGE over what is shown; _DAMAGED when the bytes are not those registered
 *
 * The bytes in memory that nobody can change any more, to be handed to the caged programs. Any thread.
 *
 * Returns: a sealed memfd at its beginning, to be closed; -1 on error
 */
int
eo_store_open_document (EoStore  *self,
                        gint64    document,
                        GError  **error)
{
  Target target = { -1, "document" };
  gint64 size;

  g_return_val_if_fail (EO_IS_STORE (self), -1);

  if ((size = get_size (self, document, error)) < 0)
    return -1;
  if (size > SHOWN_MAX_BYTES)
    {
      g_autofree char *formatted = eo_format_size (size);

      g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE,
                   _("The document is too large to be shown here (%s). Save a copy and open that."), formatted);
      return -1;
    }

  target.fd = memfd_create ("execoffice-document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (target.fd < 0)
    {
      eo_file_fail (target.name, errno, error);
      return -1;
    }

  if (!stream (self, document, write_chunk, &target, NULL, error)
      || fcntl (target.fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0
      || lseek (target.fd, 0, SEEK_SET) != 0)
    {
      if (error != NULL && *error == NULL)
        eo_file_fail (target.name, errno, error);
      close (target.fd);
      return -1;
    }

  return target.fd;
}

/* name.pdf, name (2).pdf, name (3).pdf … */
static char *
numbered_path (const char *folder,
               const char *name,
               guint       n)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = NULL;
  g_autofree char *numbered = NULL;

  if (n == 1)
    return g_build_filename (folder, name, NULL);

  if (dot == NULL || dot == name)
    dot = name + strlen (name);
  stem = g_strndup (name, dot - name);
  numbered = g_strdup_printf ("%s (%u)%s", stem, n, dot);

  return g_build_filename (folder, numbered, NULL);
}

/* Gives the finished file the first name that is free. */
static char *
take_name (EoNewFile   *file,
           const char  *folder,
           const char  *name,
           GError     **error)
{
  for (guint n = 1; ; n++)
    {
      g_autofree char *path = numbered_path (folder, name, n);
      g_autoptr (GError) local = NULL;

      if (eo_new_file_place (file, path, &local))
        return g_steal_pointer (&path);
      if (n < MOST_NUMBERS && g_error_matches (local, EO_ERROR, EO_ERROR_INVALID))
        continue;

      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
}

/**
 * eo_store_extract:
 * @self: the store
 * @attachment: which
 * @folder: (type filename): where to
 * @path: (out) (optional): the new file
 * @error: EO_ERROR_DAMAGED, _IO, _FULL
 *
 * Writes the document into a new file of its name, or "name (2).pdf" where that is taken: byte for byte, on the
 * disk for sure, and never half.
 */
gboolean
eo_store_extract (EoStore             *self,
                  const EoAttachment  *attachment,
                  const char          *folder,
                  char               **path,
                  GError             **error)
{
  g_autoptr (EoNewFile) file = NULL;
  g_autofree char *name = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *taken = NULL;

  g_return_val_if_fail (EO_IS_STORE (self), FALSE);
  g_return_val_if_fail (attachment != NULL, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  /* The office file may have been made by somebody else: its names are not trusted either. */
  name = eo_text_safe_filename (attachment->name);
  wanted = g_build_filename (folder, name, NULL);
  if ((file = eo_new_file_open (wanted, 0666, error)) == NULL
      || !stream (self, attachment->document, write_to_file, file, NULL, error)
      || (taken = take_name (file, folder, name, error)) == NULL)
    return FALSE;

  if (path != NULL)
    *path = g_steal_pointer (&taken);

  return TRUE;
}

/**
 * eo_store_copy_out:
 * @self: the store
 * @attachment: which
 * @stream_out: where to; not closed
 * @cancellable: (nullable): to stop it
 * @error: EO_ERROR_DAMAGED when the bytes are not those registered: then what was written is to be thrown away
 *
 * Any thread.
 */
gboolean
eo_store_copy_out (EoStore             *self,
                   const EoAttachment  *attachment,
                   GOutputStream       *stream_out,
                   GCancellable        *cancellable,
                   GError             **error)
{
  g_return_val_if_fail (EO_IS_STORE (self), FALSE);
  g_return_val_if_fail (attachment != NULL, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream_out), FALSE);

  return stream (self, attachment->document, write_to_stream, stream_out, cancellable, error);
}
