/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "exchange/eo-mailbox.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

#define CHUNK     (256 * 1024)
#define LINE      256 /* bytes of a "From " line that must be there to know it */
#define SEPARATOR "From "

static void
entry_free (gpointer data)
{
  EoMailboxEntry *entry = data;

  g_free (entry->path);
  g_free (entry->shown);
  g_free (entry->refused);
  g_free (entry);
}

static gboolean
is_folder (const char *parent,
           const char *name)
{
  g_autofree char *path = g_build_filename (parent, name, NULL);
  struct stat status;

  return lstat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

gboolean
eo_mailbox_is_maildir (const char *folder)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  return is_folder (folder, "cur") || is_folder (folder, "new");
}

static char *
refusal (const char *shown,
         mode_t      mode)
{
  if (S_ISLNK (mode))
    return g_strdup_printf (_("“%s” is a link to another place, and links are not followed."), shown);
  if (S_ISDIR (mode))
    return g_strdup_printf (_("“%s” is a folder: import it by itself."), shown);
  if (!S_ISREG (mode))
    return g_strdup_printf (_("“%s” is a pipe or a device, not a file."), shown);
  return NULL;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  return strcmp ((*(EoMailboxEntry *const *) a)->path, (*(EoMailboxEntry *const *) b)->path);
}

/* @within: "" or the part of the folder that is listed. */
static gboolean
list_into (GPtrArray   *entries,
           const char  *folder,
           const char  *within,
           GError     **error)
{
  g_autofree char *place = g_build_filename (folder, within, NULL);
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_autofree char *display = g_filename_display_basename (place);
      g_autofree char *shown = eo_text_one_line (display);

      g_set_error (error, EO_ERROR, EO_ERROR_IO, _("The folder “%s” could not be read."), shown);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *part = g_build_filename (within, name, NULL);
      g_autofree char *display = g_filename_display_name (part);
      EoMailboxEntry *entry;
      struct stat status;

      if (name[0] == '.')
        continue;
      entry = g_new0 (EoMailboxEntry, 1);
      entry->path = g_build_filename (place, name, NULL);
      entry->shown = eo_text_one_line (display);
      if (lstat (entry->path, &status) == 0)
        entry->refused = refusal (entry->shown, status.st_mode);
      g_ptr_array_add (entries, entry);
    }
  return TRUE;
}

GPtrArray *
eo_mailbox_list (const char  *folder,
                 GError     **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  gboolean ok = TRUE;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!eo_mailbox_is_maildir (folder))
    ok = list_into (entries, folder, "", error);
  if (is_folder (folder, "cur"))
    ok = list_into (entries, folder, "cur", error);
  if (ok && is_folder (folder, "new"))
    ok = list_into (entries, folder, "new", error);
  g_ptr_array_sort (entries, compare_entries);
  return ok ? g_steal_pointer (&entries) : NULL;
}

/* "From thandi@example.org Fri Apr 06 16:46:09 2001": a time tells it from "From the beginning". */
static gboolean
is_separator (const char *line,
              gsize       n)
{
  const char *end = memchr (line, '\n', n);
  gsize length = end != NULL ? (gsize) (end - line) : n;

  if (length < strlen (SEPARATOR) || memcmp (line, SEPARATOR, strlen (SEPARATOR)) != 0)
    return FALSE;
  for (gsize i = strlen (SEPARATOR) + 2; i + 2 < length; i++)
    if (line[i] == ':' && g_ascii_isdigit (line[i - 1]) && g_ascii_isdigit (line[i - 2]) && g_ascii_isdigit (line[i + 1])
        && g_ascii_isdigit (line[i + 2]))
      return TRUE;
  return FALSE;
}

gboolean
eo_mailbox_is_mbox (const char *path)
{
  char head[LINE];
  int fd;
  gssize n;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return FALSE;
  n = pread (fd, head, sizeof head, 0);
  close (fd);
  return n > 0 && is_separator (head, n);
}

/* An mbox being read. */
typedef struct
{
  int            from;
  goffset        size, done; /* bytes */
  char           buffer[CHUNK + LINE];
  gsize          length;     /* of what is in it */
  gboolean       at_end;     /* of the file */
  gboolean       in_line;    /* the separator's rest is not part of the message */
  char           last[3];    /* what went before the buffer, to know an empty line */

  int            message;    /* being written; -1: none yet */
  goffset        written;
  guint          number;
  EoMailboxFunc  func;
  gpointer       user_data;
} Split;

static gboolean
fill (Split   *split,
      GError **error)
{
  while (!split->at_end && split->length < sizeof split->buffer)
    {
      gssize n = read (split->from, split->buffer + split->length, sizeof split->buffer - split->length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, EO_ERROR, EO_ERROR_IO, _("The mail box could not be read: %s."), g_strerror (errno));
          return FALSE;
        }
      split->at_end = n == 0;
      split->length += n;
      split->done += n;
    }
  return TRUE;
}

static gboolean
keep (Split       *split,
      const char  *bytes,
      gsize        n,
      GError     **error)
{
  split->written += n;
  if (split->written > EO_READER_MAX_BYTES)
    return TRUE; /* told when it ends */
  while (n > 0)
    {
      gssize done = write (split->message, bytes, n);

      if (done < 0 && errno == EINTR)
        continue;
      if (done <= 0)
        {
          g_set_error (error, EO_ERROR, EO_ERROR_FULL, _("There is no memory for a message of the mail box."));
          return FALSE;
        }
      bytes += done;
      n -= done;
    }
  return TRUE;
}

/* Takes @n bytes off the buffer. */
static gboolean
take (Split   *split,
      gsize    n,
      GError **error)
{
  const char *from = split->buffer;
  gsize left = n;

  if (split->in_line)
    {
      const char *end = memchr (from, '\n', n);

      split->in_line = end == NULL;
      left = end != NULL ? n - (end + 1 - from) : 0;
      from = end != NULL ? end + 1 : from;
    }
  if (split->message >= 0 && left > 0 && !keep (split, from, left, error))
    return FALSE;
  for (gsize i = n - MIN (n, sizeof split->last); i < n; i++)
    {
      memmove (split->last, split->last + 1, sizeof split->last - 1);
      split->last[sizeof split->last - 1] = split->buffer[i];
    }
  split->length -= n;
  memmove (split->buffer, split->buffer + n, split->length);
  return TRUE;
}

static gboolean
finish_message (Split   *split,
                GError **error)
{
  gboolean too_large = split->written > EO_READER_MAX_BYTES;
  gboolean ok = TRUE;

  if (split->message < 0)
    return TRUE;
  split->number++;
  if (too_large || (ok = eo_sealed_end (split->message, error)))
    ok = split->func (too_large ? -1 : split->message, split->number,
                      split->size > 0 ? MIN ((double) (split->done - split->length) / split->size, 1) : 1, split->user_data,
                      error);
  close (split->message);
  split->message = -1;
  split->written = 0;
  return ok;
}

static gboolean
begin_message (Split   *split,
               GError **error)
{
  split->in_line = TRUE;
  split->message = eo_sealed_begin (error);
  return split->message >= 0;
}

/* The byte of the buffer that went @back before @at. */
static char
byte_before (const Split *split,
             gsize        at,
             gsize        back)
{
  return at >= back ? split->buffer[at - back] : split->last[sizeof split->last - (back - at)];
}

static gboolean
is_after_empty_line (const Split *split,
                     gsize        at)
{
  return byte_before (split, at, 1) == '\n'
         && (byte_before (split, at, 2) == '\n'
             || (byte_before (split, at, 2) == '\r' && byte_before (split, at, 3) == '\n'));
}

/* Where in the buffer the next message begins; or as far as there is surely none. */
static gsize
find_next (const Split *split,
           gboolean    *found)
{
  gsize most = split->at_end ? split->length : split->length - MIN (split->length, LINE);

  *found = FALSE;
  for (gsize at = 0; at < most;)
    {
      const char *hit = memmem (split->buffer + at, split->length - at, SEPARATOR, strlen (SEPARATOR));

      if (hit == NULL || (gsize) (hit - split->buffer) >= most)
        break;
      at = hit - split->buffer;
      if (is_after_empty_line (split, at) && is_separator (hit, split->length - at))
        {
          *found = TRUE;
          return at;
        }
      at++;
    }
  return most;
}

static gboolean
split_all (Split   *split,
           GError **error)
{
  memcpy (split->last, "\n\n\n", sizeof split->last);
  while (fill (split, error))
    {
      gboolean found;
      gsize n = find_next (split, &found);

      if (!take (split, n, error))
        return FALSE;
      if (found)
        {
          /* Past its first letter, so that it is not found again. */
          if (!finish_message (split, error) || !begin_message (split, error) || !take (split, 1, error))
            return FALSE;
        }
      else if (split->at_end && split->length == 0)
        return finish_message (split, error);
    }
  return FALSE;
}

gboolean
eo_mailbox_split (const char     *path,
                  EoMailboxFunc   func,
                  gpointer        user_data,
                  GError        **error)
{
  g_autofree Split *split = NULL;
  struct stat status;
  gboolean ok;

  g_return_val_if_fail (path != NULL && func != NULL, FALSE);

  split = g_new0 (Split, 1);
  split->message = -1;
  split->func = func;
  split->user_data = user_data;
  split->from = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (split->from < 0 || fstat (split->from, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_autofree char *display = g_filename_display_basename (path);
      g_autofree char *shown = eo_text_one_line (display);

      g_set_error (error, EO_ERROR, EO_ERROR_IO, _("The mail box “%s” could not be opened."), shown);
      if (split->from >= 0)
        close (split->from);
      return FALSE;
    }
  split->size = status.st_size;
  ok = split_all (split, error);
  if (split->message >= 0)
    close (split->message);
  close (split->from);
  return ok;
}
