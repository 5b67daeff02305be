/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"

#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)
#define CHUNK (256 * 1024)

typedef struct
{
  gpointer memory;
  gsize    size;
} Mapping;

static int
fail (int          fd,
      const char  *format,
      GError     **error)
{
  g_set_error (error, EO_ERROR, errno == ENOSPC || errno == ENOMEM ? EO_ERROR_FULL : EO_ERROR_IO, "%s: %s",
               format, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
write_all (int          fd,
           const guint8 *data,
           gsize         size)
{
  while (size > 0)
    {
      ssize_t n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= n;
    }
  return TRUE;
}

static void
mapping_free (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->memory, mapping->size);
  g_free (mapping);
}

int
eo_sealed_begin (GError **error)
{
  int fd = memfd_create ("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  return fd >= 0 ? fd : fail (-1, _("No memory for the document"), error);
}

gboolean
eo_sealed_end (int      fd,
               GError **error)
{
  if (fcntl (fd, F_ADD_SEALS, SEALS | F_SEAL_SEAL) == 0)
    return TRUE;
  fail (-1, _("The document could not be sealed"), error);
  return FALSE;
}

int
eo_sealed_new (gconstpointer   data,
               gsize           size,
               GError        **error)
{
  int fd = eo_sealed_begin (error);

  if (fd < 0)
    return -1;
  if (!write_all (fd, data, size))
    return fail (fd, _("No memory for the document"), error);
  if (eo_sealed_end (fd, error))
    return fd;
  close (fd);
  return -1;
}

/* Copies until the end of @from, as it may grow meanwhile; never more than @max_bytes. */
static gboolean
copy_all (int         from,
          int         to,
          const char *name,
          gsize       max_bytes,
          GError    **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gsize copied = 0;

  for (;;)
    {
      ssize_t n = read (from, chunk, CHUNK);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || (n > 0 && !write_all (to, chunk, n)))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read: %s"), name,
                       g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      copied += n;
      if (copied > max_bytes)
        {
          g_autofree char *most = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);

          g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE,
                       _("“%s” is larger than %s and is not shown here."), name, most);
          return FALSE;
        }
    }

  if (copied == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_EMPTY, _("“%s” is empty."), name);
  return copied > 0;
}

int
eo_sealed_new_from_file (const char  *path,
                         gsize        max_bytes,
                         GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  int from = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  int to;

  if (from < 0 || fstat (from, &status) != 0)
    {
      int code = errno == ENOENT ? EO_ERROR_NOT_FOUND : EO_ERROR_IO;

      g_set_error (error, EO_ERROR, code, _("“%s” could not be opened: %s"), name, g_strerror (errno));
      if (from >= 0)
        close (from);
      return -1;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR, _("“%s” is not a file."), name);
      close (from);
      return -1;
    }

  to = eo_sealed_begin (error);
  if (to >= 0 && (!copy_all (from, to, name, max_bytes, error) || !eo_sealed_end (to, error)))
    {
      close (to);
      to = -1;
    }
  close (from);
  return to;
}

gint64
eo_sealed_get_size (int fd)
{
  struct stat status;
  int seals = fcntl (fd, F_GET_SEALS);

  if (seals < 0 || (seals & SEALS) != SEALS || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return -1;
  return status.st_size;
}

GBytes *
eo_sealed_map (int   fd,
               gsize size)
{
  gpointer memory = mmap (NULL, size, PROT_READ, MAP_SHARED, fd, 0);
  Mapping *mapping;

  if (memory == MAP_FAILED)
    return NULL;
  mapping = g_new (Mapping, 1);
  mapping->memory = memory;
  mapping->size = size;
  return g_bytes_new_with_free_func (memory, size, mapping_free, mapping);
}
