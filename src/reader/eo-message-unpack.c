/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "reader/eo-message-private.h"

/* Everything here comes from a process that may have been taken over by the message it reads. */

#define LATEST G_GINT64_CONSTANT (7258118400) /* 2200: no letter of this office was sent later */

static void
part_free (gpointer data)
{
  EoMessagePart *part = data;

  g_free (part->name);
  g_free (part->media_type);
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_free (part);
}

/* Where its sender gave none. */
static char *
make_name (const char *media_type,
           guint       number)
{
  static const struct { const char *type, *ending; } endings[] = {
    { "application/pdf", ".pdf" }, { "image/jpeg", ".jpg" }, { "image/png", ".png" }, { "image/gif", ".gif" },
    { "image/tiff", ".tif" }, { "text/calendar", ".ics" }, { "text/html", ".html" }, { "text/plain", ".txt" },
    { "text/vcard", ".vcf" }, { "message/rfc822", ".eml" }, { "message/delivery-status", ".txt" },
    { "text/rfc822-headers", ".txt" },
  };
  g_autofree char *stem = g_strdup_printf (_("Attachment %u"), number);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (endings[i].type, media_type) == 0)
      return g_strconcat (stem, endings[i].ending, NULL);
  return g_steal_pointer (&stem);
}

static gboolean
unpack_parts (EoMessage *message,
              GVariant  *told)
{
  gsize n = g_variant_n_children (told);
  guint64 total = 0;

  if (n > EO_READER_MAIL_PARTS)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      EoMessagePart *part = g_new0 (EoMessagePart, 1);
      const char *name, *type;
      g_autoptr (GVariant) child = g_variant_get_child_value (told, i);
      g_autofree char *shown = NULL;

      g_ptr_array_add (message->parts, part);
      g_variant_get (child, "(&s&st)", &name, &type, &part->size);
      if (part->size > EO_READER_MAX_PART || (total += part->size) > EO_READER_MAIL_DECODED ||
          g_utf8_strlen (name, -1) > EO_READER_MAIL_LINE || g_utf8_strlen (type, -1) > EO_READER_MAIL_LINE)
        return FALSE;
      part->media_type = eo_text_one_line (type);
      shown = eo_text_one_line (name);
      part->name = *shown != '\0' ? eo_text_safe_filename (shown) : make_name (type, i + 1);
    }
  return TRUE;
}

static void
set_date (EoMessage *message,
          gint64     seconds,
          gint32     minutes)
{
  EoInstant there;

  if (seconds <= 0 || seconds >= LATEST)
    return;
  message->sent = eo_instant_from_unix (seconds);
  there = eo_instant_from_unix (seconds + CLAMP (minutes, -14 * 60, 14 * 60) * 60);
  g_strlcpy (message->sent_on.iso, there.iso, sizeof message->sent_on.iso); /* the day of it */
}

EoMessage *
eo_message_unpack (const EoReaderReply *reply,
                   GBytes              *payload)
{
  g_autoptr (GVariant) told = NULL;
  g_autoptr (GVariant) parts = NULL;
  g_autoptr (EoMessage) message = NULL;
  const char *line[9];
  char **where[9];
  const char *text;
  gint64 seconds;
  gint32 minutes;

  if (payload == NULL || g_bytes_get_size (payload) > EO_READER_MAIL_PAYLOAD)
    return NULL;
  told = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (EO_READER_MAIL_TYPE), payload, FALSE));
  if (!g_variant_is_normal_form (told))
    return NULL;

  message = g_new0 (EoMessage, 1);
  message->parts = g_ptr_array_new_with_free_func (part_free);
  g_variant_get (told, "(&s&s&s&s&s&s&s&s&sxi&sb@a(sst))", &line[0], &line[1], &line[2], &line[3], &line[4], &line[5],
                 &line[6], &line[7], &line[8], &seconds, &minutes, &text, &message->is_cut, &parts);
  memcpy (where, ((char **[]) { &message->from_name, &message->from_address, &message->to, &message->cc,
                                &message->subject, &message->id, &message->in_reply_to, &message->references,
                                &message->reference }), sizeof where);
  for (guint i = 0; i < G_N_ELEMENTS (line); i++)
    {
      if (strlen (line[i]) > EO_READER_MAIL_LIST)
        return NULL;
      *where[i] = eo_text_one_line (line[i]);
    }
  if (strlen (text) > EO_READER_MAIL_TEXT + 4 || g_variant_n_children (parts) != reply->count)
    return NULL;
  message->text = eo_text_make_valid (text, -1);
  set_date (message, seconds, minutes);
  return unpack_parts (message, parts) ? g_steal_pointer (&message) : NULL;
}

void
eo_message_free (EoMessage *message)
{
  if (message == NULL)
    return;
  g_free (message->from_name);
  g_free (message->from_address);
  g_free (message->to);
  g_free (message->cc);
  g_free (message->subject);
  g_free (message->id);
  g_free (message->in_reply_to);
  g_free (message->references);
  g_free (message->reference);
  g_free (message->text);
  g_ptr_array_unref (message->parts);
  g_free (message);
}
