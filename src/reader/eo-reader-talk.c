/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <poll.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-reader-talk.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

void
eo_reader_talk_clear (EoReaderTalk *self)
{
  g_clear_pointer (&self->process, eo_reader_process_free);
  g_clear_pointer (&self->payload, g_bytes_unref);
}

gboolean
eo_reader_talk_bury (EoReaderTalk  *self,
                     GError       **error)
{
  g_propagate_error (error, eo_reader_process_bury (self->process, self->name));
  return FALSE;
}

/* FALSE: nothing came in time. */
static gboolean
wait_until (int    fd,
            gint64 deadline)
{
  struct pollfd one = { fd, POLLIN, 0 };
  int n;

  do
    {
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

      n = poll (&one, 1, (int) MAX (left, 0));
    }
  while (n < 0 && errno == EINTR);
  return n > 0;
}

gboolean
eo_reader_talk_ask (EoReaderTalk           *self,
                    const EoReaderRequest  *request,
                    guint                   seconds,
                    GError                **error)
{
  EoReaderRequest numbered = *request;
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  EoReaderReceipt receipt;

  numbered.serial = ++self->serial;
  g_clear_pointer (&self->payload, g_bytes_unref);
  if (!eo_reader_process_send (self->process, &numbered))
    return eo_reader_talk_bury (self, error);
  do
    {
      if (!wait_until (eo_reader_process_get_fd (self->process), deadline))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_LIMIT, _("“%s” takes too long to be read."), self->name);
          return FALSE;
        }
      receipt = eo_reader_process_receive (self->process, &self->reply, &self->payload);
    }
  while (receipt == EO_READER_NOTHING_YET);
  if (receipt != EO_READER_REPLIED || self->reply.serial != numbered.serial)
    return eo_reader_talk_bury (self, error);
  return TRUE;
}

gboolean
eo_reader_talk_start (EoReaderTalk           *self,
                      const EoReaderProgram  *program,
                      int                     fd,
                      GError                **error)
{
  gint64 size = eo_sealed_get_size (fd);

  if (size < 0)
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read."), self->name);
  else if (size == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_EMPTY, _("“%s” is empty."), self->name);
  else if (size > EO_READER_MAX_BYTES)
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is larger than 256 MB and is not read here."), self->name);
  else
    self->process = eo_reader_process_start (program, fd, self->name, error);
  return self->process != NULL;
}
