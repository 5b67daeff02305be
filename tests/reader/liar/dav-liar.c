/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "liar.h"
#include "reader/eo-dav-protocol.h"

/* Stands in for an execoffice-dav that an answer has taken over. The answer is the lie; without one what it tells is honest. */

static GVariant *
describe (void)
{
  g_autofree char *line = g_strnfill (EO_DAV_LINE + 1, 'a');
  GVariantBuilder responses, values;

  g_variant_builder_init (&responses, G_VARIANT_TYPE ("a" EO_DAV_RESPONSE));
  for (guint i = 0; i < (told ("responses") ? EO_DAV_RESPONSES + 1 : 1); i++)
    {
      g_variant_builder_init (&values, G_VARIANT_TYPE ("a(ys)"));
      for (guint j = 0; j < (told ("values") ? EO_DAV_VALUES + 1 : 1); j++)
        g_variant_builder_add (&values, "(ys)", (guint8) (told ("key") ? EO_DAV_N_KEYS : EO_DAV_ETAG),
                               told ("long-value") ? line : told ("control") ? "a\nb\x07" : "a b");
      g_variant_builder_add (&responses, EO_DAV_RESPONSE, told ("long-href") ? line : "/a", told ("http") ? 1000 : 200, &values);
    }
  return g_variant_ref_sink (g_variant_new ("(sa" EO_DAV_RESPONSE ")", told ("long-token") ? line : "t", &responses));
}

static void
answer (const EoReaderRequest *request)
{
  EoReaderReply reply = { .serial = request->serial + told ("serial") };
  g_autoptr (GVariant) described = describe ();
  g_autofree guint8 *data = g_memdup2 (g_variant_get_data (described), g_variant_get_size (described));
  gsize size = g_variant_get_size (described);
  int fd;

  if (told ("utf8"))
    data[0] = 0xff;
  if (told ("offsets"))
    memset (data + size - 4, 0xff, 4);
  if (told ("cut"))
    size /= 2;
  if (told ("exit"))
    _exit (0);
  if (told ("exit-cage"))
    _exit (EO_READER_EXIT_NO_CAGE);
  if (told ("exit-memory"))
    _exit (EO_READER_EXIT_MEMORY);
  fd = told ("nothing") ? -1 : sealed (data, size, told ("unsealed") ? 0 : ALL_SEALS);
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
