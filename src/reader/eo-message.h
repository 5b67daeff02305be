/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/eo-date.h"

G_BEGIN_DECLS

/* A message that came by e-mail, as execoffice-mail, the caged program that reads them, told it. All text is valid
 * UTF-8 without control characters, and on one line but for the text itself; "" where there is none. */

/* A file that came with it. */
typedef struct
{
  char    *name;       /* fit for a file */
  char    *media_type; /* as its sender says */
  guint64  size;       /* bytes, decoded */
  GBytes  *bytes;      /* NULL where they were not asked for, or there are none */
} EoMessagePart;

typedef struct
{
  char      *from_name;
  char      *from_address;
  char      *to;          /* "Name <address>, …" */
  char      *cc;
  char      *subject;
  char      *id;          /* Message-ID, without its brackets */
  char      *in_reply_to; /* ids, apart by spaces */
  char      *references;  /* likewise */
  char      *reference;   /* what a "Ref" header says */
  EoInstant  sent;        /* "" for none, or none that can be */
  EoDate     sent_on;     /* the day of that where it was sent */
  char      *text;        /* lines ended by \n */
  gboolean   is_cut;      /* parts too deep, too many or too large were left out */
  GPtrArray *parts;       /* of EoMessagePart */
} EoMessage;

void       eo_message_free (EoMessage  *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoMessage, eo_message_free)

/* Whether a document called @name is a message, as far as its name tells. */
gboolean   eo_message_is_called (const char *name);

/* @fd: a sealed memfd, still the caller's; @name: for messages to people. Blocks, for 20 s a question at most: for
 * worker threads and the command line. Errors are in EO_ERROR: UNSUPPORTED (there is no message in it), EMPTY,
 * TOO_LARGE (over 256 MB), CRASHED, LIMIT, NO_CAGE, IO. */
EoMessage *eo_message_read (int          fd,
                            const char  *name,
                            gboolean     with_parts, /* their bytes, too */
                            GError     **error);

/* All of it that people may look for, as one text: the header's lines, the names of the files, the text. */
char      *eo_message_to_text (const EoMessage *message);

G_END_DECLS
