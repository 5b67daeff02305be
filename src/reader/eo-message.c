/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-message-private.h"
#include "reader/eo-reader-talk.h"

#define WALL_SECONDS 20 /* a question */

static const EoReaderProgram program = { "execoffice-mail", NULL, 10, EO_READER_MAX_PART, 0 };

static gboolean
fail (const EoReaderTalk  *talk,
      GError     **error)
{
  if (talk->reply.status == EO_READER_UNSUPPORTED)
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” is no e-mail message."), talk->name);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is too large to be read."), talk->name);
  return FALSE;
}

static gboolean
read_part (EoReaderTalk   *talk,
           EoMessagePart  *part,
           guint           index,
           GError        **error)
{
  EoReaderRequest request = { .op = EO_READER_PART, .page = index };

  if (part->size == 0)
    return TRUE;
  if (!eo_reader_talk_ask (talk, &request, WALL_SECONDS, error))
    return FALSE;
  if (talk->reply.status != EO_READER_OK)
    return fail (talk, error);
  if (talk->payload == NULL || g_bytes_get_size (talk->payload) != part->size)
    return eo_reader_talk_bury (talk, error);
  part->bytes = g_steal_pointer (&talk->payload);
  return TRUE;
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
  const EoReaderRequest request = { .op = EO_READER_MAIL };
  g_auto (EoReaderTalk) talk = { .name = name };
  g_autoptr (EoMessage) message = NULL;

  g_return_val_if_fail (fd >= 0 && name != NULL, NULL);

  if (!eo_reader_talk_start (&talk, &program, fd, error) || !eo_reader_talk_ask (&talk, &request, WALL_SECONDS, error))
    return NULL;
  if (talk.reply.status != EO_READER_OK)
    {
      fail (&talk, error);
      return NULL;
    }
  message = eo_message_unpack (&talk.reply, talk.payload);
  if (message == NULL)
    {
      eo_reader_talk_bury (&talk, error);
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
