/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "store/eo-document-private.h"

struct _EoSource
{
  char        *name;    /* safe file name */
  char        *shown;   /* for messages: as the person knows it */
  int          fd;      /* -1 for bytes */
  struct stat  opened;  /* what the file was when it was looked at */
  GBytes      *bytes;
  gint64       size;
  gint64       position;
};

/* A path on one line, whatever it is made of. */
static char *
show_path (const char *path)
{
  g_autofree char *display = g_filename_display_name (path);
  char *shown = eo_text_one_line (display);

  if (g_utf8_strlen (shown, -1) > 120)
    {
      g_autofree char *whole = shown;
      g_autofree char *end = g_utf8_substring (whole, g_utf8_strlen (whole, -1) - 119, -1);

      shown = g_strconcat ("…", end, NULL);
    }

  return shown;
}

static gboolean
fail_open (const char  *shown,
           int          code,
           GError     **error)
{
  g_assert (shown != NULL);

  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no file “%s”."), shown);
      break;

    case EACCES:
    case EPERM:
      g_set_error (error, EO_ERROR, EO_ERROR_IO,
                   _("The file “%s” may not be read: ask its owner for permission."), shown);
      break;

    case ENXIO:
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR,
                   _("“%s” is no file that can be attached."), shown);
      break;

    default:
      g_set_error (error, EO_ERROR, EO_ERROR_IO, _("The file “%s” could not be read: %s."), shown,
                   g_strerror (code));
    }

  return FALSE;
}

static gboolean
check_regular (const char         *shown,
               const struct stat  *status,
               GError            **error)
{
  if (S_ISDIR (status->st_mode))
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR,
                 _("“%s” is a folder: attach the files in it one by one."), shown);
  else if (!S_ISREG (status->st_mode))
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR,
                 _("“%s” is a pipe or a device, not a file: save it as a file first."), shown);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_size (const char  *shown,
            gint64       size,
            GError     **error)
{
  g_autofree char *formatted = NULL;

  if (size == 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_EMPTY,
                   _("The file “%s” is empty: scan or copy it again."), shown);
      return FALSE;
    }
  if (size <= EO_ATTACHMENT_MAX_BYTES)
    return TRUE;

  formatted = eo_format_size (size);
  g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE,
               _("The file “%s” is too large (%s): at most 1 GiB can be attached."), shown, formatted);

  return FALSE;
}

static gboolean
open_file (EoSource    *self,
           const char  *path,
           GError     **error)
{
  char byte;

  /* Looked at before it is opened, because opening a device can set it going; and again after,
   * because another file may have taken the name between. */
  if (stat (path, &self->opened) != 0)
    return fail_open (self->shown, errno, error);
  if (!check_regular (self->shown, &self->opened, error))
    return FALSE;

  /* Without O_NONBLOCK a pipe would wait for its writer for ever. */
  self->fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (self->fd < 0 || fstat (self->fd, &self->opened) != 0)
    return fail_open (self->shown, errno, error);

  self->size = self->opened.st_size;
  if (!check_regular (self->shown, &self->opened, error) || !check_size (self->shown, self->size, error))
    return FALSE;

  if (pread (self->fd, &byte, 1, 0) != 1)
    return fail_open (self->shown, errno != 0 ? errno : EIO, error);

  return TRUE;
}

/**
 * eo_source_new_for_path:
 * @path: (type filename): a file of the person's
 *
 * Opens the file and looks at it, so that what cannot be attached is refused before anything is written.
 * The file stays open until the source is freed.
 *
 * Returns: (transfer full): the source, or %NULL with EO_ERROR_NOT_FOUND, _NOT_REGULAR, _EMPTY, _TOO_LARGE or _IO
 */
EoSource *
eo_source_new_for_path (const char  *path,
                        GError     **error)
{
  g_autoptr (EoSource) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (EoSource, 1);
  self->fd = -1;
  self->shown = show_path (path);
  self->name = eo_text_safe_filename (path);

  if (!open_file (self, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * eo_source_new_for_bytes:
 * @bytes: a document that is in memory
 * @name: what it is called; need not be a good file name
 *
 * Too many bytes, or none, are refused when the source is attached.
 *
 * Returns: (transfer full): the source
 */
EoSource *
eo_source_new_for_bytes (GBytes     *bytes,
                         const char *name)
{
  EoSource *self;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (EoSource, 1);
  self->fd = -1;
  self->shown = show_path (name);
  self->name = eo_text_safe_filename (name);
  self->bytes = g_bytes_ref (bytes);
  self->size = g_bytes_get_size (bytes);

  return self;
}

const char *
eo_source_get_name (EoSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  return source->name;
}

gint64
eo_source_get_size (EoSource *source)
{
  g_return_val_if_fail (source != NULL, 0);

  return source->size;
}

gboolean
eo_source_check (EoSource  *source,
                 GError   **error)
{
  g_return_val_if_fail (source != NULL, FALSE);

  return check_size (source->shown, source->size, error);
}

static gssize
read_at (int      fd,
         guint8  *buffer,
         gsize    n_bytes,
         gint64   position)
{
  gssize n;

  do
    n = pread (fd, buffer, n_bytes, position);
  while (n < 0 && errno == EINTR);

  return n;
}

gboolean
eo_source_read (EoSource  *source,
                guint8    *buffer,
                gsize      n_bytes,
                gsize     *n_read,
                GError   **error)
{
  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (buffer != NULL && n_read != NULL, FALSE);

  *n_read = 0;

  if (source->bytes != NULL)
    {
      *n_read = MIN (n_bytes, (gsize) (source->size - source->position));
      memcpy (buffer, (const guint8 *) g_bytes_get_data (source->bytes, NULL) + source->position, *n_read);
      source->position += *n_read;
      return TRUE;
    }

  while (*n_read < n_bytes)
    {
      gssize n = read_at (source->fd, buffer + *n_read, n_bytes - *n_read, source->position);

      if (n < 0)
        return fail_open (source->shown, errno, error);
      if (n == 0)
        break;
      *n_read += n;
      source->position += n;
    }

  return TRUE;
}

gboolean
eo_source_verify (EoSource  *source,
                  GError   **error)
{
  struct stat now;
  gboolean gone;

  g_return_val_if_fail (source != NULL, FALSE);

  if (source->bytes != NULL)
    return TRUE;

  if (fstat (source->fd, &now) != 0)
    return fail_open (source->shown, errno, error);

  gone = now.st_nlink == 0 && source->opened.st_nlink > 0;
  if (source->position == source->size && now.st_size == source->size && !gone
      && now.st_mtim.tv_sec == source->opened.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == source->opened.st_mtim.tv_nsec)
    return TRUE;

  if (gone)
    g_set_error (error, EO_ERROR, EO_ERROR_IO,
                 _("The file “%s” was taken away while it was read: nothing was attached."), source->shown);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_IO,
                 _("The file “%s” changed while it was read: wait until it is complete, then attach it again."),
                 source->shown);

  return FALSE;
}

void
eo_source_free (EoSource *source)
{
  if (source == NULL)
    return;

  if (source->fd >= 0)
    close (source->fd);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_free (source->name);
  g_free (source->shown);
  g_free (source);
}
