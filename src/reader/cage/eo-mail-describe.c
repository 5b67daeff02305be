/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-mail.h"

#include <string.h>

/* Valid, on one line, not too long. */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (const char *c = valid; *c != '\0' && n < EO_READER_MAIL_LINE; c = g_utf8_next_char (c), n++)
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_iscntrl (letter) || g_unichar_isspace (letter))
        {
          if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c (line, ' ');
        }
      else
        {
          g_string_append_unichar (line, letter);
        }
    }
  return g_strchomp (g_string_free (line, FALSE));
}

static InternetAddressMailbox *
first_mailbox (InternetAddressList *list,
               guint                depth)
{
  InternetAddressMailbox *mailbox = NULL;

  for (int i = 0; list != NULL && mailbox == NULL && i < internet_address_list_length (list); i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);

      if (INTERNET_ADDRESS_IS_MAILBOX (address))
        mailbox = INTERNET_ADDRESS_MAILBOX (address);
      else if (INTERNET_ADDRESS_IS_GROUP (address) && depth < EO_READER_MAIL_DEPTH)
        mailbox = first_mailbox (internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), depth + 1);
    }
  return mailbox;
}

/* "Name <address>, …" as far as there is room. */
static void
add_addresses (GString             *text,
               InternetAddressList *list,
               guint                depth)
{
  for (int i = 0; list != NULL && i < internet_address_list_length (list); i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      g_autofree char *name = clean (internet_address_get_name (address));
      g_autofree char *shown = NULL;

      if (INTERNET_ADDRESS_IS_MAILBOX (address))
        {
          g_autofree char *where = clean (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address)));

          shown = *name != '\0' ? g_strdup_printf ("%s <%s>", name, where) : g_steal_pointer (&where);
          if (text->len + strlen (shown) + 2 > EO_READER_MAIL_LIST)
            return;
          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", shown);
        }
      else if (INTERNET_ADDRESS_IS_GROUP (address) && depth < EO_READER_MAIL_DEPTH)
        {
          add_addresses (text, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), depth + 1);
        }
    }
}

static char *
addresses (InternetAddressList *list)
{
  GString *text = g_string_new (NULL);

  add_addresses (text, list, 0);
  return g_string_free (text, FALSE);
}

static char *
header (EoMail     *mail,
        const char *name)
{
  return clean (g_mime_object_get_header (GMIME_OBJECT (mail->message), name));
}

/* The ids of a header, without brackets, apart by spaces. */
static char *
ids (EoMail     *mail,
     const char *name)
{
  const char *raw = g_mime_object_get_header (GMIME_OBJECT (mail->message), name);
  GMimeReferences *references = raw != NULL ? g_mime_references_parse (NULL, raw) : NULL;
  GString *text = g_string_new (NULL);

  for (int i = 0; references != NULL && i < g_mime_references_length (references); i++)
    {
      g_autofree char *id = clean (g_mime_references_get_message_id (references, i));

      if (text->len + strlen (id) + 1 > EO_READER_MAIL_LIST)
        break;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", id);
    }
  g_clear_pointer (&references, g_mime_references_free);
  return g_string_free (text, FALSE);
}

static gint64
date_of (EoMail *mail,
         gint32 *minutes)
{
  GDateTime *date = g_mime_message_get_date (mail->message);

  *minutes = 0;
  if (date == NULL)
    return EO_READER_MAIL_NO_DATE;
  *minutes = g_date_time_get_utc_offset (date) / G_TIME_SPAN_MINUTE;
  return g_date_time_to_unix (date);
}

static char *
name_of (GMimeObject *attachment)
{
  const char *name = NULL;
  g_autofree char *subject = NULL;

  if (GMIME_IS_PART (attachment))
    name = g_mime_part_get_filename (GMIME_PART (attachment));
  else if (g_mime_message_part_get_message (GMIME_MESSAGE_PART (attachment)) != NULL)
    name = g_mime_message_get_subject (g_mime_message_part_get_message (GMIME_MESSAGE_PART (attachment)));
  if (!GMIME_IS_MESSAGE_PART (attachment) || name == NULL)
    return clean (name);
  subject = g_strconcat (name, ".eml", NULL);
  return clean (subject);
}

/* Decodes each once, into nothing, for its size. Those with nothing in them are none. */
static GVariant *
describe_attachments (EoMail *mail)
{
  GMimeStream *nowhere = g_mime_stream_null_new ();
  GPtrArray *kept = g_ptr_array_new ();
  GVariantBuilder builder;
  gint64 total = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sst)"));
  for (guint i = 0; i < mail->attachments->len; i++)
    {
      GMimeObject *attachment = g_ptr_array_index (mail->attachments, i);
      g_autofree char *name = name_of (attachment);
      g_autofree char *raw = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (attachment));
      g_autofree char *type = clean (raw);
      gint64 size = eo_mail_write (attachment, nowhere);

      if (size <= 0)
        continue;
      total += size;
      if (size > EO_READER_MAX_PART || total > EO_READER_MAIL_DECODED)
        {
          mail->is_cut = TRUE;
          break;
        }
      g_ptr_array_add (kept, attachment);
      g_variant_builder_add (&builder, "(sst)", name, type, (guint64) size);
    }
  g_ptr_array_unref (mail->attachments);
  mail->attachments = kept;
  g_object_unref (nowhere);
  return g_variant_builder_end (&builder);
}

GVariant *
eo_mail_describe (EoMail *mail)
{
  InternetAddressMailbox *from = first_mailbox (g_mime_message_get_from (mail->message), 0);
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;
  g_autofree char *to = addresses (g_mime_message_get_to (mail->message));
  g_autofree char *cc = addresses (g_mime_message_get_cc (mail->message));
  g_autofree char *subject = clean (g_mime_message_get_subject (mail->message));
  g_autofree char *id = clean (g_mime_message_get_message_id (mail->message));
  g_autofree char *answers = ids (mail, "In-Reply-To");
  g_autofree char *references = ids (mail, "References");
  g_autofree char *reference = header (mail, "Ref");
  g_autofree char *text = g_utf8_make_valid (mail->text->str, -1);
  GVariant *attachments = describe_attachments (mail);
  gint32 minutes;
  gint64 date = date_of (mail, &minutes);

  if (from == NULL)
    from = first_mailbox (g_mime_message_get_sender (mail->message), 0);
  if (from == NULL)
    from = first_mailbox (g_mime_message_get_reply_to (mail->message), 0);
  name = clean (from != NULL ? internet_address_get_name (INTERNET_ADDRESS (from)) : "");
  address = clean (from != NULL ? internet_address_mailbox_get_addr (from) : "");
  return g_variant_new ("(sssssssssxisb@a(sst))", name, address, to, cc, subject, id, answers, references, reference,
                        date, minutes, text, mail->is_cut, attachments);
}
