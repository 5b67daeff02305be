/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "liar.h"

/* Stands in for an execoffice-mail that a message has taken over. The message is the lie; without one the answer is
 * honest: a subject, a text and an attachment of three bytes. */

static GVariant *
describe (void)
{
  g_autofree char *lines = g_strnfill (EO_READER_MAIL_LIST + 1, 'a');
  g_autofree char *text = g_strnfill (EO_READER_MAIL_TEXT + 100, 'a');
  const char *name = told ("path") ? "../../etc/passwd" : told ("long-name") ? lines : "a.pdf";
  guint64 size = told ("part-size") ? EO_READER_MAX_PART + (guint64) 1 : told ("part-more") ? 4 : 3;
  guint n = told ("many") ? EO_READER_MAIL_PARTS + 1 : told ("total") ? 5 : told ("none") ? 0 : 1;
  GVariantBuilder parts;

  g_variant_builder_init (&parts, G_VARIANT_TYPE ("a(sst)"));
  for (guint i = 0; i < n; i++)
    g_variant_builder_add (&parts, "(sst)", name, "application/pdf", told ("total") ? EO_READER_MAX_PART : size);
  return g_variant_ref_sink (g_variant_new ("(sssssssssxisb@a(sst))", told ("control") ? "a\nb\x07" : "A", "a@example.org",
                                            told ("long-line") ? lines : "", "", "s", "", "", "", "",
                                            told ("date") ? G_MAXINT64 : (gint64) 86400, told ("zone") ? G_MAXINT32 : 0,
                                            told ("long-text") ? text : "text", FALSE, g_variant_builder_end (&parts)));
}

static void
answer (const EoReaderRequest *request)
{
  EoReaderReply reply = { .serial = request->serial + told ("serial"), .count = told ("count") ? 7 : told ("none") ? 0 : 1 };
  g_autoptr (GVariant) told_mail = describe ();
  g_autofree guint8 *data = g_memdup2 (g_variant_get_data (told_mail), g_variant_get_size (told_mail));
  gsize size = g_variant_get_size (told_mail);
  int fd;

  if (told ("many"))
    reply.count = EO_READER_MAIL_PARTS + 1;
  if (told ("total"))
    reply.count = 5;
  if (told ("utf8"))
    data[0] = 0xff;
  if (told ("offsets"))
    memset (data + size - 16, 0xff, 16);
  if (told ("cut"))
    size /= 2;
  if (told ("exit"))
    _exit (0);
  if (told ("exit-cage"))
    _exit (EO_READER_EXIT_NO_CAGE);
  if (told ("exit-memory"))
    _exit (EO_READER_EXIT_MEMORY);
  if (request->op == EO_READER_PART)
    {
      memcpy (data, "pdf", 3);
      size = told ("part-less") ? 2 : 3;
    }
  fd = told ("nothing") || (told ("part-nothing") && request->op == EO_READER_PART) ? -1 : sealed (data, size, told ("unsealed") ? 0 : ALL_SEALS);
  reply.bytes = told ("huge") ? G_MAXUINT64 : fd < 0 ? 0 : size;
  reply.status = told ("status") ? 99 : told ("unsupported") ? EO_READER_UNSUPPORTED : EO_READER_OK;
  send_reply (&reply, sizeof reply, fd);
}

int
main (void)
{
  EoReaderRequest request;

  if (pread (EO_READER_FD_DOCUMENT, lie, sizeof lie - 1, 0) <= 0)
    return 1;
  while (recv (EO_READER_FD_SOCKET, &request, sizeof request, 0) == sizeof request)
    answer (&request);
  return 0;
}
