/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/eo-error.h"
#include "paper/eo-paper.h"

#define A4_SHORT 595.276
#define A4_LONG 841.890
#define MARGIN_SIDE 48.0
#define MARGIN_ENDS 54.0

typedef struct
{
  FILE *file;
  int   saved_errno;
} Sink;

static void
set_write_error (GError **error, const char *path, int saved_errno)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (saved_errno)
    {
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, EO_ERROR, EO_ERROR_FULL,
                   _("The disk is full: “%s” was not written. Make room, or choose another folder."), name);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, EO_ERROR, EO_ERROR_READ_ONLY,
                   _("“%s” cannot be written there. Choose another folder or name."), name);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND,
                   _("There is no such folder to write “%s” to."), name);
      break;
    case EISDIR:
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR,
                   _("“%s” is a folder. Give the name of a file."), name);
      break;
    default:
      g_set_error (error, EO_ERROR, EO_ERROR_IO,
                   _("“%s” could not be written: %s"), name, g_strerror (saved_errno));
    }
}

static cairo_status_t
sink_write (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  if (sink->saved_errno != 0)
    return CAIRO_STATUS_WRITE_ERROR;
  if (fwrite (data, 1, length, sink->file) == length)
    return CAIRO_STATUS_SUCCESS;

  sink->saved_errno = errno != 0 ? errno : EIO;
  return CAIRO_STATUS_WRITE_ERROR;
}

/* Draws into the open file. An error of the disk outranks what the drawing made of it. */
static gboolean
draw_into (Sink *sink, const char *path, const EoPaper *paper, EoPaperDrawFunc draw, gpointer user_data,
           GError **error)
{
  g_autoptr (GError) draw_error = NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (sink_write, sink, paper->width, paper->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;
  gboolean drawn;

  drawn = draw (surface, cr, user_data, &draw_error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (sink->saved_errno == 0 && fflush (sink->file) != 0)
    sink->saved_errno = errno;
  if (sink->saved_errno != 0)
    {
      set_write_error (error, path, sink->saved_errno);
      return FALSE;
    }
  if (!drawn)
    {
      g_propagate_error (error, g_steal_pointer (&draw_error));
      return FALSE;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, EO_ERROR, EO_ERROR_FAILED, _("“%s” could not be drawn: %s"), name,
                   cairo_status_to_string (status));
      return FALSE;
    }
  return TRUE;
}

/* A device or a pipe (/dev/stdout) is written straight: there is nothing beside it to rename. */
static gboolean
write_through (const char *path, const EoPaper *paper, EoPaperDrawFunc draw, gpointer user_data, GError **error)
{
  Sink sink = { fopen (path, "we"), 0 };
  gboolean ok;

  if (sink.file == NULL)
    {
      set_write_error (error, path, errno);
      return FALSE;
    }
  ok = draw_into (&sink, path, paper, draw, user_data, error);
  if (fclose (sink.file) != 0 && ok)
    {
      set_write_error (error, path, errno);
      return FALSE;
    }
  return ok;
}

static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  /* Some file systems cannot; the file itself is safe by now. */
  (void) fsync (fd);
  close (fd);
}

static gboolean
write_beside (const char *path, mode_t mode, const EoPaper *paper, EoPaperDrawFunc draw, gpointer user_data,
              GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".execoffice-XXXXXX", NULL);
  Sink sink = { NULL, 0 };
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      set_write_error (error, path, errno);
      return FALSE;
    }
  sink.file = fdopen (fd, "w");
  if (sink.file == NULL || (mode != 0 && fchmod (fd, mode) != 0))
    {
      set_write_error (error, path, errno);
      goto fail;
    }
  if (!draw_into (&sink, path, paper, draw, user_data, error))
    goto fail;
  if (fsync (fd) != 0)
    {
      set_write_error (error, path, errno);
      goto fail;
    }
  if (fclose (g_steal_pointer (&sink.file)) != 0 || g_rename (temporary, path) != 0)
    {
      set_write_error (error, path, errno);
      g_unlink (temporary);
      return FALSE;
    }
  sync_folder (folder);
  return TRUE;

fail:
  if (sink.file != NULL)
    fclose (sink.file);
  else
    close (fd);
  g_unlink (temporary);
  return FALSE;
}

/**
 * eo_paper_a4:
 * @landscape: whether the long side lies
 *
 * Returns: an A4 sheet with the margins of the house.
 */
EoPaper
eo_paper_a4 (gboolean landscape)
{
  EoPaper paper = { A4_SHORT, A4_LONG, MARGIN_ENDS, MARGIN_SIDE, MARGIN_ENDS, MARGIN_SIDE };

  if (landscape)
    {
      paper.width = A4_LONG;
      paper.height = A4_SHORT;
    }
  return paper;
}

/**
 * eo_paper_write_pdf:
 * @path: where to; an existing file is replaced, keeping its permissions
 * @paper: the size of each page
 * @draw: draws the pages
 *
 * Writes a PDF beside its place and renames it there once it is whole and on
 * the disk: at @path there is the old file or the new one, never half of one.
 *
 * Errors: %EO_ERROR_FULL, %EO_ERROR_READ_ONLY, %EO_ERROR_NOT_FOUND (the folder),
 * %EO_ERROR_NOT_REGULAR (a folder), %EO_ERROR_IO, or what @draw says.
 */
gboolean
eo_paper_write_pdf (const char *path, const EoPaper *paper, EoPaperDrawFunc draw, gpointer user_data, GError **error)
{
  g_autofree char *resolved = NULL;
  struct stat st;
  mode_t mode = 0;

  g_return_val_if_fail (path != NULL && paper != NULL && draw != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (stat (path, &st) == 0)
    {
      if (S_ISDIR (st.st_mode))
        {
          set_write_error (error, path, EISDIR);
          return FALSE;
        }
      if (!S_ISREG (st.st_mode))
        return write_through (path, paper, draw, user_data, error);
      if (access (path, W_OK) != 0)
        {
          set_write_error (error, path, errno);
          return FALSE;
        }
      mode = st.st_mode & 0777;
      /* Through a link: the file it points to is replaced, not the link. */
      resolved = realpath (path, NULL);
    }
  return write_beside (resolved != NULL ? resolved : path, mode, paper, draw, user_data, error);
}

/**
 * eo_paper_clean_text:
 * @text: (nullable): any bytes
 * @max_chars: the most characters wanted; longer text is cut at a word and ends in "…"
 * @keep_lines: whether line breaks stay; else they become spaces
 *
 * Makes text fit to be drawn: valid UTF-8, no control characters, no more than
 * is wanted. Costs what is kept, not what is given.
 *
 * Returns: (transfer full): the text
 */
char *
eo_paper_clean_text (const char *text, gsize max_chars, gboolean keep_lines)
{
  g_autofree char *valid = NULL;
  GString *clean = NULL;
  const char *p;
  gsize chars = 0;

  g_return_val_if_fail (max_chars > 0, NULL);

  if (text == NULL)
    return g_strdup ("");

  /* One character beyond what is kept, at most four bytes each, and no half of one counts. */
  valid = g_utf8_make_valid (text, strnlen (text, (max_chars + 2) * 4));
  clean = g_string_sized_new (MIN (strlen (valid), max_chars * 2) + 8);
  for (p = valid; *p != '\0' && chars < max_chars; p = g_utf8_next_char (p), chars++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        g_string_append_c (clean, keep_lines ? '\n' : ' ');
      else if (g_unichar_iscntrl (c))
        g_string_append_c (clean, ' ');
      else
        g_string_append_unichar (clean, c);
    }
  if (*p != '\0')
    {
      gsize end = clean->len;

      while (end > 0 && clean->len - end < 40 && clean->str[end - 1] != ' ' && clean->str[end - 1] != '\n')
        end--;
      if (end > 0 && clean->len - end < 40)
        g_string_truncate (clean, end);
      while (clean->len > 0 && g_ascii_isspace (clean->str[clean->len - 1]))
        g_string_truncate (clean, clean->len - 1);
      g_string_append (clean, "…");
    }
  return g_string_free (clean, FALSE);
}
