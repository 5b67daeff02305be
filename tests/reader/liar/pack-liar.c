/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include "liar.h"

/* Stands in for an execoffice-pack that a document has taken over. The bytes of a part spell its lie; all else that is
 * said is honest: two pages each. */

static const guint8 *bundle;
static guint n_put;

static guint
count_parts (void)
{
  return ((const EoPackHead *) (gconstpointer) bundle)->n_parts;
}

static void
take_lie (guint part)
{
  const EoPackPlace *place = (const EoPackPlace *) (gconstpointer) (bundle + sizeof (EoPackHead)) + part;

  memset (lie, 0, sizeof lie);
  memcpy (lie, bundle + place->offset, MIN (place->bytes, sizeof lie - 1));
}

static gboolean
any_told (const char *word)
{
  for (guint i = 0; i < count_parts (); i++)
    {
      take_lie (i);
      if (told (word))
        return TRUE;
    }
  return FALSE;
}

static void
end (EoReaderReply *reply)
{
  static const char honest[] = "%PDF-1.5 as good as any";
  static const char text[] = "no PDF, but as long as one";
  gboolean is_text = any_told ("end-text");
  int fd;

  if (any_told ("end-exit"))
    _exit (0);
  reply->count = any_told ("end-count") ? n_put + 1 : n_put;
  reply->bytes = any_told ("end-short") ? 3 : sizeof honest;
  fd = any_told ("end-none") ? -1 : sealed (is_text ? text : honest, reply->bytes, any_told ("end-unsealed") ? 0 : ALL_SEALS);
  if (any_told ("end-none"))
    reply->bytes = 0;
  send_reply (reply, sizeof *reply, fd);
}

static void
answer (const EoReaderRequest *request)
{
  EoReaderReply reply = { .serial = request->serial };

  if (request->op == EO_READER_PACK_END)
    {
      end (&reply);
      return;
    }
  if (request->op == EO_READER_PACK_COUNT)
    {
      take_lie (request->page);
      if (told ("count-exit"))
        _exit (0);
      reply.count = told ("count-many") ? G_MAXUINT32 : told ("count-none") ? 0 : 2;
      reply.status = told ("count-status") ? 99 : EO_READER_OK;
    }
  if (request->op == EO_READER_PACK_PAGE)
    {
      take_lie (request->rotation);
      if (told ("page-exit"))
        _exit (0);
      if (told ("page-crash"))
        __builtin_trap ();
      if (told ("page-memory"))
        _exit (EO_READER_EXIT_MEMORY);
      reply.serial += told ("page-serial");
      reply.status = told ("page-status") ? 99 : told ("page-damaged") ? EO_READER_DAMAGED : EO_READER_OK;
      reply.cpu = told ("page-cpu") ? G_MAXUINT64 / 2 : 0;
      n_put++;
    }
  n_put += request->op == EO_READER_PACK_NOTE;
  send_reply (&reply, sizeof reply, -1);
}

int
main (void)
{
  EoReaderRequest request;
  struct stat status;

  if (fstat (EO_READER_FD_DOCUMENT, &status) != 0
      || (bundle = mmap (NULL, status.st_size, PROT_READ, MAP_SHARED, EO_READER_FD_DOCUMENT, 0)) == MAP_FAILED)
    return 1;
  while (recv (EO_READER_FD_SOCKET, &request, sizeof request, 0) == sizeof request)
    answer (&request);
  return 0;
}
