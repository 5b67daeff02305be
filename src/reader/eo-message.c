/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-message-private.h"
#include "reader/eo-reader-process.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

#define WALL_SECONDS 20 /* a question */

static const EoReaderProgram program = { "execoffice-mail", NULL, 10, EO_READER_MAX_PART, 0 };

/* A question to the process and what came of it. */
typedef struct
{
  EoReaderProcess *process;
  const char      *name;
  guint32          serial;
  EoReaderReply    reply;
  GBytes          *payload;
} Talk;

static void
talk_clear (Talk *talk)
{
  g_clear_pointer (&talk->process, eo_reader_process_free);
  g_clear_pointer (&talk->payload, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)

static gboolean
bury (Talk    *talk,
      GError **error)
{
  g_propagate_error (error, eo_reader_process_bury (talk->process, talk->name));
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

static gboolean
ask (Talk        *talk,
     EoReaderOp   op,
     guint        part,
     GError     **error)
{
  EoReaderRequest request = { .op = op, .serial = ++talk->serial, .page = part };
  gint64 deadline = g_get_monotonic_time () + WALL_SECONDS * G_USEC_PER_SEC;
  EoReaderReceipt receipt;

  g_clear_pointer (&talk->payload, g_bytes_unref);
  if (!eo_reader_process_send (talk->process, &request))
    return bury (talk, error);
  do
    {
      if (!wait_until (eo_reader_process_get_fd (talk->process), deadline))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_LIMIT, _("“%s” takes too long to be read."), talk->name);
          return FALSE;
        }
      receipt = eo_reader_process_receive (talk->process, &talk->reply, &talk->payload);
    }
  while (receipt == EO_READER_NOTHING_YET);
  if (receipt != EO_READER_REPLIED || talk->reply.serial != request.serial)
    return bury (talk, error);
  return TRUE;
}

static gboolean
fail (const Talk  *talk,
      GError     **error)
{
  if (talk->reply.status == EO_READER_UNSUPPORTED)
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” is no e-mail message."), talk->name);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is too large to be read."), talk->name);
  return FALSE;
}

static gboolean
read_part (Talk           *talk,
           EoMessagePart  *part,
           guint           index,
           GError        **error)
{
  if (part->size == 0)
    return TRUE;
  if (!ask (talk, EO_READER_PART, index, error))
    return FALSE;
  if (talk->reply.status != EO_READER_OK)
    return fail (talk, error);
  if (talk->payload == NULL || g_bytes_get_size (talk->payload) != part->size)
    return bury (talk, error);
  part->bytes = g_steal_pointer (&talk->payload);
  return TRUE;
}

static gboolean
start (Talk    *talk,
       int      fd,
       GError **error)
{
  gint64 size = eo_sealed_get_size (fd);

  if (size < 0)
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read."), talk->name);
  else if (size == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_EMPTY, _("“%s” is empty."), talk->name);
  else if (size > EO_READER_MAX_BYTES)
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is larger than 256 MB and is not read here."), talk->name);
  else
    talk->process = eo_reader_process_start (&program, fd, talk->name, error);
  return talk->process != NULL;
}

gboolean
eo_message_is_called (const char *name)
{
  gsize n;

  g_return_val_if_fail (name != NULL, FALSE);

  n = strlen (name);
  return n > 4 && g_ascii_strcasecmp (name + n - 4, ".eml") == 0;
}

EoMessage *
eo_message_read (int          fd,
                 const char  *name,
                 gboolean     with_parts,
                 GError     **error)
{
  g_auto (Talk) talk = { .name = name };
  g_autoptr (EoMessage) message = NULL;

  g_return_val_if_fail (fd >= 0 && name != NULL, NULL);

  if (!start (&talk, fd, error) || !ask (&talk, EO_READER_MAIL, 0, error))
    return NULL;
  if (talk.reply.status != EO_READER_OK)
    {
      fail (&talk, error);
      return NULL;
    }
  message = eo_message_unpack (&talk.reply, talk.payload);
  if (message == NULL)
    {
      bury (&talk, error);
      return NULL;
    }
  for (guint i = 0; with_parts && i < message->parts->len; i++)
    if (!read_part (&talk, g_ptr_array_index (message->parts, i), i, error))
      return NULL;
  return g_steal_pointer (&message);
}

char *
eo_message_to_text (const EoMessage *message)
{
  GString *text;
  const char *lines[6];

  g_return_val_if_fail (message != NULL, NULL);

  memcpy (lines, ((const char *[]) { message->subject, message->from_name, message->from_address, message->to, message->cc,
                                     message->reference }), sizeof lines);
  text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (*lines[i] != '\0')
      g_string_append_printf (text, "%s\n", lines[i]);
  for (guint i = 0; i < message->parts->len; i++)
    g_string_append_printf (text, "%s\n", ((EoMessagePart *) g_ptr_array_index (message->parts, i))->name);
  g_string_append (text, message->text);
  return g_string_free (text, FALSE);
}
