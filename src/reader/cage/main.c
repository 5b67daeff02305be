/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-answer.h"
#include "reader/cage/eo-serve.h"

/* execoffice-reader: reads one document that came from outside, shut in as eo-cage.h
 * says. Started by the application with a socket and the document and nothing else. */

#define MEMORY      ((gsize) 768 * 1024 * 1024)
#define CPU_SECONDS 10

static const char * const readable[] = {
  "/usr/share/fonts", "/usr/local/share/fonts",
  "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig",
  "/usr/share/poppler",
  NULL
};

static int
answer (const guint8          *data,
        gsize                  size,
        const EoReaderRequest *request,
        EoReaderReply         *reply)
{
  static EoDocument *document;

  return eo_answer (&document, data, size, request, reply);
}

int
main (void)
{
  eo_serve (readable, MEMORY, CPU_SECONDS, EO_READER_MAX_PAYLOAD, answer);
}
