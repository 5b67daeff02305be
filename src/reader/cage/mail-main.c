/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "reader/cage/eo-mail.h"
#include "reader/cage/eo-serve.h"

/* execoffice-mail: reads one message that came from outside, shut in as execoffice-reader is. A program of its own,
 * since GMime brings a dozen libraries that no page needs. */

#define MEMORY      ((gsize) 1024 * 1024 * 1024) /* the message twice, and its parts */
#define CPU_SECONDS 10

static const char * const readable[] = { NULL };

static int
seal (EoReaderReply *reply,
      int            fd,
      gboolean       is_whole)
{
  if (fd >= 0 && is_whole)
    return eo_shared_seal (fd, NULL, reply->bytes);
  if (fd >= 0)
    close (fd);
  reply->status = EO_READER_TOO_LARGE;
  return -1;
}

static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       size)
{
  while (size > 0)
    {
      ssize_t n = write (fd, bytes, size);

      if (n <= 0)
        return FALSE;
      bytes += n;
      size -= n;
    }
  return TRUE;
}

static int
answer_mail (EoMail        *mail,
             EoReaderReply *reply)
{
  GVariant *described = g_variant_ref_sink (eo_mail_describe (mail));
  int fd = memfd_create ("reply", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  reply->count = mail->attachments->len;
  reply->bytes = g_variant_get_size (described);
  return seal (reply, fd, fd >= 0 && reply->bytes <= EO_READER_MAIL_PAYLOAD &&
                          write_all (fd, g_variant_get_data (described), reply->bytes));
}

static int
answer_part (GMimeObject   *attachment,
             EoReaderReply *reply)
{
  int fd = memfd_create ("reply", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  GMimeStream *stream = g_mime_stream_fs_new (fd);
  gint64 size = eo_mail_write (attachment, stream);
  gboolean is_whole = size >= 0 && lseek (fd, 0, SEEK_END) == size;

  g_mime_stream_fs_set_owner (GMIME_STREAM_FS (stream), FALSE);
  g_object_unref (stream);
  reply->bytes = is_whole ? size : 0;
  if (is_whole && size == 0)
    {
      close (fd);
      return -1;
    }
  return seal (reply, fd, is_whole);
}

static int
answer (const guint8          *data,
        gsize                  size,
        const EoReaderRequest *request,
        EoReaderReply         *reply)
{
  static EoMail *mail;

  if (mail == NULL && request->op == EO_READER_MAIL)
    {
      mail = eo_mail_parse (data, size);
      if (mail != NULL)
        return answer_mail (mail, reply);
      reply->status = EO_READER_UNSUPPORTED;
    }
  else if (mail != NULL && request->op == EO_READER_PART && request->page < mail->attachments->len)
    {
      return answer_part (g_ptr_array_index (mail->attachments, request->page), reply);
    }
  else
    {
      reply->status = EO_READER_REFUSED;
    }
  return -1;
}

int
main (void)
{
  eo_mail_prepare ();
  eo_serve (readable, MEMORY, CPU_SECONDS, EO_READER_MAX_PART, answer);
}
