/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdio.h>

#include "liar.h"

/* Stands in for an execoffice-reader that a document has taken over. The document names
 * the lie: "OP LIE" is told when OP is asked; all else is answered honestly, for a document
 * of one page. */

/* The honest payload, as the lies change it. */
static gsize
fill (const EoReaderRequest *request,
      EoReaderReply         *reply,
      guint8                *data)
{
  EoReaderSize size = { 100, 100 };
  EoReaderRect rects[2] = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } };
  EoReaderMatch match = { rects[0], told ("continued") };
  EoReaderLink link = { rects[0], -1, "https://example.org" };

  switch ((EoReaderOp) request->op)
    {
    case EO_READER_OPEN:
      size.width = told ("nan") ? NAN : told ("endless") ? INFINITY : told ("negative") ? -1 : 100;
      reply->count = told ("count") ? G_MAXUINT32 : told ("none") ? 0 : told ("more") ? 2 : 1;
      memcpy (data, &size, sizeof size);
      return sizeof size;
    case EO_READER_RENDER:
      reply->width = told ("wide") ? EO_READER_MAX_SIDE + 1 : told ("none") ? 0 : 10;
      reply->height = told ("tall") ? 11 : 10;
      return 400;
    case EO_READER_TEXT:
      reply->count = told ("count") ? 3 : told ("many") ? G_MAXUINT32 : 2;
      rects[1].x = told ("nan") ? NAN : 5;
      memcpy (data, rects, sizeof rects);
      memcpy (data + sizeof rects, told ("utf8") ? "\xff\xfe" : told ("nul") ? "a\0" : "ab", 2);
      return sizeof rects + 2;
    case EO_READER_FIND:
      reply->count = told ("count") ? 7 : 1;
      memcpy (data, &match, sizeof match);
      return sizeof match;
    case EO_READER_LINKS:
      if (told ("script"))
        strcpy (link.uri, "javascript:alert(1)");
      if (told ("file"))
        strcpy (link.uri, "file:///etc/passwd");
      if (told ("lines"))
        strcpy (link.uri, "https://example.org/\nX");
      if (told ("page"))
        link = (EoReaderLink) { rects[0], 12, "" };
      if (told ("unended"))
        memset (link.uri, 'a', sizeof link.uri);
      reply->count = 1;
      memcpy (data, &link, sizeof link);
      return sizeof link;
    case EO_READER_BOUNDS:
      reply->rect = (EoReaderRect) { told ("nan") ? NAN : 0, 0, 10, 10 };
      return 0;
    case EO_READER_PLAIN:
    case EO_READER_SIZES:
    case EO_READER_MAIL:
    case EO_READER_PART:
    case EO_READER_CUT:
    case EO_READER_PACK_COUNT:
    case EO_READER_PACK_TEXT:
    case EO_READER_PACK_OUTLINE:
    case EO_READER_PACK_PAGE:
    case EO_READER_PACK_NOTE:
    case EO_READER_PACK_END:
    case EO_READER_EVENTS:
    case EO_READER_DAV:
    default:
      return 0;
    }
}

static void
answer (const EoReaderRequest *request)
{
  static guint8 data[8192];
  EoReaderReply reply = { .serial = request->serial + told ("serial") };
  int seals = told ("unsealed") ? 0 : told ("growing") ? F_SEAL_SHRINK | F_SEAL_WRITE
                                                        : F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
  gsize size = fill (request, &reply, data);
  int pipes[2];
  int fd = size > 0 ? sealed (data, told ("short") ? size - 1 : size, seals) : -1;

  if (told ("exit-cage"))
    _exit (EO_READER_EXIT_NO_CAGE);
  if (told ("exit-memory"))
    _exit (EO_READER_EXIT_MEMORY);
  if (told ("exit"))
    _exit (0);
  if (told ("silent"))
    {
      shutdown (EO_READER_FD_SOCKET, SHUT_RDWR);
      pause ();
    }
  if (told ("pipe") && pipe (pipes) == 0)
    fd = pipes[0];
  if (told ("passwd"))
    fd = open ("/etc/passwd", O_RDONLY);
  reply.bytes = told ("huge") ? G_MAXUINT64 : size;
  reply.status = told ("status") ? 99 : told ("damaged") ? EO_READER_DAMAGED : EO_READER_OK;
  if (told ("nothing"))
    fd = -1;
  send_reply (&reply, told ("half") ? sizeof reply / 2 : sizeof reply, fd);
  if (told ("twice"))
    send_reply (&reply, sizeof reply, -1);
}

int
main (void)
{
  static const char * const ops[] = {
    "", "open", "sizes", "render", "text", "plain", "find", "links", "bounds",
  };
  char document[64] = "";
  char wanted[32] = "";
  EoReaderRequest request;

  if (pread (EO_READER_FD_DOCUMENT, document, sizeof document - 1, 0) <= 0)
    return 1;
  while (recv (EO_READER_FD_SOCKET, &request, sizeof request, 0) == sizeof request)
    {
      lie[0] = '\0';
      if (request.op < G_N_ELEMENTS (ops) && sscanf (document, "%31s %31s", wanted, lie) == 2 &&
          strcmp (wanted, ops[request.op]) != 0)
        lie[0] = '\0';
      answer (&request);
    }
  return 0;
}
