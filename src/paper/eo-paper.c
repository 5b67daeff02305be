/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-new-file.h"
#include "paper/eo-paper.h"

#define A4_SHORT 595.276
#define A4_LONG 841.890
#define MARGIN_SIDE 48.0
#define MARGIN_ENDS 54.0
#define LETTER_TOP 56.0
#define LETTER_SIDE 68.0
#define LETTER_BOTTOM 62.0

static cairo_status_t
write_to_file (void *closure, const unsigned char *data, unsigned int length)
{
  return eo_new_file_write (closure, data, length, NULL) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t
write_to_array (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* An error of the disk outranks what the drawing made of it. */
static gboolean
draw_into (EoNewFile *file, const char *path, const EoPaper *paper, EoPaperDrawFunc draw, gpointer user_data,
           GError **error)
{
  g_autoptr (GError) draw_error = NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_to_file, file, paper->width, paper->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;
  gboolean drawn;

  drawn = draw (surface, cr, user_data, &draw_error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (!eo_new_file_sync (file, error))
    return FALSE;
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

/* Begins the file that is to be at @path, whatever is there now. */
static EoNewFile *
begin (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *resolved = NULL;
  g_autoptr (EoNewFile) file = NULL;
  struct stat st;

  if (stat (path, &st) != 0)
    {
      if (errno != ENOTDIR && (errno != ENOENT || g_file_test (folder, G_FILE_TEST_EXISTS)))
        return eo_new_file_open (path, 0666, error);
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no such folder to write “%s” to."), name);
      return NULL;
    }
  if (S_ISDIR (st.st_mode))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_REGULAR, _("“%s” is a folder. Give the name of a file."), name);
      return NULL;
    }
  if (!S_ISREG (st.st_mode))
    return eo_new_file_open_straight (path, error);
  if (access (path, W_OK) != 0)
    {
      eo_file_fail (path, errno, error);
      return NULL;
    }

  /* Through a link: the file it points to is replaced, not the link. */
  resolved = realpath (path, NULL);
  file = eo_new_file_open (resolved != NULL ? resolved : path, 0666, error);
  if (file == NULL || !eo_new_file_set_mode (file, st.st_mode & 0777, error))
    return NULL;
  return g_steal_pointer (&file);
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
 * eo_paper_letter:
 *
 * Returns: an A4 sheet as a letter has it
 */
EoPaper
eo_paper_letter (void)
{
  EoPaper paper = { A4_SHORT, A4_LONG, LETTER_TOP, LETTER_SIDE, LETTER_BOTTOM, LETTER_SIDE };

  return paper;
}

/**
 * eo_paper_make_pdf:
 * @paper: the size of each page
 * @draw: draws the pages
 *
 * Returns: (transfer full): the PDF, or %NULL with what @draw says
 */
GBytes *
eo_paper_make_pdf (const EoPaper *paper, EoPaperDrawFunc draw, gpointer user_data, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  gboolean drawn;

  g_return_val_if_fail (paper != NULL && draw != NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (write_to_array, bytes, paper->width, paper->height);
  cr = cairo_create (surface);
  drawn = draw (surface, cr, user_data, error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_FAILED, _("The PDF could not be drawn: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
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
  g_autoptr (EoNewFile) file = NULL;

  g_return_val_if_fail (path != NULL && paper != NULL && draw != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  file = begin (path, error);
  return file != NULL && draw_into (file, path, paper, draw, user_data, error) && eo_new_file_replace (file, error);
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
