/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "liar.h"
#include "reader/eo-ocr-protocol.h"

/* Stands in for an execoffice-ocr that a picture has taken over. The picture's grey spells the lie; without one the
 * answer is honest: two words and a code. */

/* "Road", "closed" on a picture of 100 × 100, and a code that says "A1". */
static gsize
fill (guint8 *data)
{
  EoOcrFound head = { told ("words") ? G_MAXUINT32 : told ("more") ? 3 : 2, told ("codes") ? G_MAXUINT32 : 1 };
  EoOcrWord words[2] = { { 10, 10, 30, 10, 4, 95, EO_OCR_WITHIN }, { 50, 10, 40, 10, 6, 90, EO_OCR_ENDS_LINE } };
  EoOcrCode code = { told ("code-bytes") ? G_MAXUINT32 : 2 };
  const char *text = told ("utf8") ? "R\xff\x61\x64" "closedA1"
                     : told ("line") ? "R\nadclosedA1"
                     : told ("nul") ? "Roa\0closedA1"
                     : told ("code-line") ? "RoadclosedA\n" : "RoadclosedA1";
  gsize at = 0;

  words[1].x = told ("right") ? 61 : told ("far") ? G_MAXUINT32 : 50;
  words[1].y = told ("below") ? 91 : 10;
  words[1].width = told ("wide") ? G_MAXUINT32 : told ("flat") ? 0 : 40;
  words[1].bytes = told ("bytes") ? G_MAXUINT32 : told ("empty") ? 0 : 6;
  words[1].confidence = told ("sure") ? 101 : told ("unsure") ? 3 : 90;
  words[1].end = told ("end") ? 9 : EO_OCR_ENDS_LINE;
  memcpy (data + at, &head, sizeof head);
  at += sizeof head;
  memcpy (data + at, words, sizeof words);
  at += sizeof words;
  memcpy (data + at, &code, sizeof code);
  at += sizeof code;
  memcpy (data + at, text, 12);
  at += 12;
  return told ("short") ? at - 1 : told ("long") ? at + 1 : told ("head") ? 3 : at;
}

static void
answer (const EoReaderRequest *request)
{
  static guint8 data[256];
  EoReaderReply reply = { .serial = request->serial + told ("serial") };
  int fd;

  reply.bytes = fill (data);
  reply.status = told ("status") ? 99 : told ("damaged") ? EO_READER_DAMAGED : told ("refused") ? EO_READER_REFUSED
                 : told ("no-languages") ? EO_READER_UNSUPPORTED : EO_READER_OK;
  fd = sealed (data, reply.bytes, told ("unsealed") ? 0 : ALL_SEALS);
  if (told ("exit-cage"))
    _exit (EO_READER_EXIT_NO_CAGE);
  if (told ("exit-memory"))
    _exit (EO_READER_EXIT_MEMORY);
  if (told ("exit"))
    _exit (0);
  if (told ("crash"))
    __builtin_trap ();
  while (told ("spin"))
    continue;
  if (told ("huge"))
    reply.bytes = G_MAXUINT64;
  if (told ("nothing"))
    fd = -1;
  send_reply (&reply, sizeof reply, fd);
}

int
main (void)
{
  EoReaderRequest request;

  if (pread (EO_READER_FD_DOCUMENT, lie, sizeof lie - 1, sizeof (EoOcrPicture)) <= 0)
    return 1;
  while (recv (EO_READER_FD_SOCKET, &request, sizeof request, 0) == sizeof request)
    answer (&request);
  return 0;
}
