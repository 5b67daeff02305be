/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-mail.h"

#include <string.h>
#include <sys/mman.h>

#define RAW_TEXT     (4 * 1024 * 1024) /* bytes of a text part that are looked at: HTML is long for what it says */
#define SMALL_INLINE (10 * 1024)       /* bytes of a picture in a text: a logo, no document */

typedef enum
{
  BODY    = 1 << 0, /* text found here is the message's */
  RELATED = 1 << 1, /* within multipart/related */
} Place;

static void walk (EoMail *mail, GMimeObject *part, guint depth, Place place);

/* The first @most bytes of what the part holds, decoded. */
static GByteArray *
read_content (GMimePart *part,
              gsize      most)
{
  GByteArray *bytes = g_byte_array_new ();
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream;
  GMimeFilter *decoder;
  char buffer[16384];
  gssize n;

  if (content == NULL)
    return bytes;
  stream = g_mime_stream_filter_new (g_mime_data_wrapper_get_stream (content));
  g_mime_stream_reset (g_mime_data_wrapper_get_stream (content));
  decoder = g_mime_filter_basic_new (g_mime_data_wrapper_get_encoding (content), FALSE);
  g_mime_stream_filter_add (GMIME_STREAM_FILTER (stream), decoder);
  while (bytes->len < most && (n = g_mime_stream_read (stream, buffer, sizeof buffer)) > 0)
    g_byte_array_append (bytes, (const guint8 *) buffer, n);
  g_object_unref (decoder);
  g_object_unref (stream);
  return bytes;
}

/* Format=flowed (RFC 3676): a line that ends in a space goes on in the next. */
static char *
unflow (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *whole = g_string_sized_new (strlen (text));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i][0] == ' ' ? lines[i] + 1 : lines[i];
      gsize n = strlen (line);
      gboolean goes_on = n > 0 && line[n - 1] == ' ' && strcmp (line, "-- ") != 0 && line[0] != '>';

      g_string_append (whole, line);
      if (!goes_on && lines[i + 1] != NULL)
        g_string_append_c (whole, '\n');
    }
  return g_string_free (whole, FALSE);
}

/* Line ends of all kinds become \n. */
static char *
unify_lines (const char *text)
{
  GString *lines = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c++)
    if (*c != '\r')
      g_string_append_c (lines, *c);
    else if (c[1] != '\n')
      g_string_append_c (lines, '\n');
  return g_string_free (lines, FALSE);
}

static char *
read_text (EoMail    *mail,
           GMimePart *part)
{
  g_autoptr (GByteArray) bytes = read_content (part, RAW_TEXT);
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const char *format = g_mime_content_type_get_parameter (type, "format");
  g_autofree char *decoded = eo_mail_to_utf8 (bytes->len > 0 ? (const char *) bytes->data : "", bytes->len,
                                              g_mime_content_type_get_parameter (type, "charset"));
  g_autofree char *text = NULL;

  mail->is_cut = mail->is_cut || bytes->len >= RAW_TEXT;
  if (g_mime_content_type_is_type (type, "text", "html"))
    return eo_mail_from_html (decoded);
  text = unify_lines (decoded);
  if (format != NULL && g_ascii_strcasecmp (format, "flowed") == 0)
    return unflow (text);
  return g_steal_pointer (&text);
}

/* Some senders write "text" and no more. */
static gboolean
is_text (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);
  const char *told = g_mime_object_get_header (part, "Content-Type");

  return GMIME_IS_PART (part) && (g_mime_content_type_is_type (type, "text", "plain") ||
                                  g_mime_content_type_is_type (type, "text", "html") ||
                                  (told != NULL && g_ascii_strncasecmp (told, "text", 4) == 0 &&
                                   !g_ascii_isalnum (told[4]) && told[4] != '/'));
}

/* A text that is sent as a file is no text of the message, unless it is the only one. */
static gboolean
is_body (EoMail      *mail,
         GMimeObject *part)
{
  return is_text (part) && !g_mime_part_is_attachment (GMIME_PART (part)) &&
         (mail->text->len == 0 || g_mime_part_get_filename (GMIME_PART (part)) == NULL);
}

static void
add_text (EoMail *mail,
          char   *text)
{
  gsize room;

  text += strspn (text, "\n");
  g_strchomp (text);
  if (*text == '\0')
    return;
  if (mail->text->len > 0)
    g_string_append (mail->text, "\n\n");
  room = EO_READER_MAIL_TEXT - MIN (mail->text->len, EO_READER_MAIL_TEXT);
  if (strlen (text) > room)
    {
      mail->is_cut = TRUE;
      /* Never half a character. */
      while (room > 0 && (text[room] & 0xc0) == 0x80)
        room--;
      text[room] = '\0';
    }
  g_string_append (mail->text, text);
}

/* A picture that belongs to the look of the text. */
static gboolean
is_ornament (GMimeObject *part)
{
  g_autoptr (GByteArray) bytes = NULL;

  if (!GMIME_IS_PART (part) || g_mime_part_is_attachment (GMIME_PART (part)) ||
      g_mime_object_get_content_id (part) == NULL ||
      !g_mime_content_type_is_type (g_mime_object_get_content_type (part), "image", "*"))
    return FALSE;
  bytes = read_content (GMIME_PART (part), SMALL_INLINE);
  return bytes->len < SMALL_INLINE;
}

static void
walk_leaf (EoMail      *mail,
           GMimeObject *part,
           Place        place)
{
  if (is_body (mail, part))
    {
      g_autofree char *text = (place & BODY) ? read_text (mail, GMIME_PART (part)) : NULL;

      if (text != NULL)
        add_text (mail, text);
    }
  else if (!(place & RELATED) || !is_ornament (part))
    {
      g_ptr_array_add (mail->attachments, part);
    }
}

/* Which of several ways to say the same is read: plain text, else HTML, else the last, which is the best for its sender. */
static int
choose (GMimeMultipart *several)
{
  int n = g_mime_multipart_get_count (several);
  int html = -1;

  for (int i = 0; i < n; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (several, i);

      if (!is_text (part))
        continue;
      if (g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "html"))
        {
          html = i;
        }
      else
        {
          g_autoptr (GByteArray) bytes = read_content (GMIME_PART (part), 4096);

          for (guint j = 0; j < bytes->len; j++)
            if (!g_ascii_isspace (bytes->data[j]))
              return i;
        }
    }
  return html >= 0 ? html : n - 1;
}

/* What stands before the first of several parts is for programs that know no parts, unless there are none. */
static void
add_prologue (EoMail         *mail,
              GMimeMultipart *several)
{
  const char *prologue = g_mime_multipart_get_prologue (several);
  g_autofree char *decoded = prologue != NULL ? eo_mail_to_utf8 (prologue, strlen (prologue), NULL) : NULL;
  g_autofree char *text = decoded != NULL ? unify_lines (decoded) : NULL;

  if (text != NULL)
    add_text (mail, text);
}

static void
walk_multipart (EoMail         *mail,
                GMimeMultipart *several,
                guint           depth,
                Place           place)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (several));
  gboolean is_choice = g_mime_content_type_is_type (type, "multipart", "alternative");
  int chosen = is_choice && (place & BODY) ? choose (several) : -1;

  if ((place & BODY) && g_mime_multipart_get_count (several) == 0)
    add_prologue (mail, several);
  if (g_mime_content_type_is_type (type, "multipart", "related"))
    place |= RELATED;
  if (chosen >= 0)
    walk (mail, g_mime_multipart_get_part (several, chosen), depth + 1, place);
  for (int i = 0; i < g_mime_multipart_get_count (several) && mail->n_parts <= EO_READER_MAIL_PARTS; i++)
    if (i != chosen)
      walk (mail, g_mime_multipart_get_part (several, i), depth + 1, is_choice ? place & ~BODY : place);
}

static void
walk (EoMail      *mail,
      GMimeObject *part,
      guint        depth,
      Place        place)
{
  if (part == NULL)
    return;
  mail->n_parts++;
  if (depth >= EO_READER_MAIL_DEPTH || mail->n_parts > EO_READER_MAIL_PARTS)
    {
      mail->is_cut = TRUE;
      return;
    }
  if (GMIME_IS_MULTIPART (part))
    walk_multipart (mail, GMIME_MULTIPART (part), depth, place);
  else if (GMIME_IS_PART (part) || GMIME_IS_MESSAGE_PART (part))
    walk_leaf (mail, part, place);
}

/* After a byte order mark, empty lines and the line that mail boxes put before a message. */
static gsize
find_start (const guint8 *data,
            gsize         size)
{
  gsize at = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < size && (data[at] == '\r' || data[at] == '\n'))
    at++;
  if (size - at > 5 && (memcmp (data + at, "From ", 5) == 0 || memcmp (data + at, ">From ", 6) == 0))
    {
      const guint8 *end = memchr (data + at, '\n', size - at);

      at = end != NULL ? (gsize) (end - data) + 1 : size;
    }
  return at;
}

/* GMime makes a message of anything. */
static gboolean
is_message (GMimeMessage *message)
{
  static const char *const telling[] = {
    "From", "Sender", "Date", "Subject", "Message-ID", "To", "Received", "Return-Path", "MIME-Version", "Content-Type",
    "Delivered-To",
  };

  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (g_mime_object_get_header (GMIME_OBJECT (message), telling[i]) != NULL)
      return TRUE;
  return FALSE;
}

EoMail *
eo_mail_parse (const guint8 *data,
               gsize         size)
{
  gsize start = find_start (data, size);
  GMimeStream *stream;
  GMimeParser *parser;
  EoMail *mail;

  if (start >= size)
    return NULL;
  stream = g_mime_stream_mmap_new_with_bounds (EO_READER_FD_DOCUMENT, PROT_READ, MAP_SHARED, start, size);
  parser = g_mime_parser_new_with_stream (stream);
  mail = g_new0 (EoMail, 1);
  mail->message = g_mime_parser_construct_message (parser, NULL);
  if (mail->message == NULL || !is_message (mail->message))
    return NULL;
  mail->text = g_string_new (NULL);
  mail->attachments = g_ptr_array_new ();
  walk (mail, g_mime_message_get_mime_part (mail->message), 0, BODY);
  return mail;
}

gint64
eo_mail_write (GMimeObject *attachment,
               GMimeStream *stream)
{
  GMimeMessage *message;
  GMimeDataWrapper *content;

  if (GMIME_IS_MESSAGE_PART (attachment))
    {
      message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (attachment));
      return message != NULL ? g_mime_object_write_to_stream (GMIME_OBJECT (message), NULL, stream) : 0;
    }
  content = g_mime_part_get_content (GMIME_PART (attachment));
  return content != NULL ? g_mime_data_wrapper_write_to_stream (content, stream) : 0;
}
