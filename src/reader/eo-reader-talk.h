/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-reader-process.h"

G_BEGIN_DECLS

/* A caged program that is asked one thing after another, and waited for: for worker threads and the command line. */
typedef struct
{
  EoReaderProcess *process;
  const char      *name;    /* of the document, for messages */
  guint32          serial;
  EoReaderReply    reply;   /* to the last question */
  GBytes          *payload; /* likewise; or NULL */
} EoReaderTalk;

void     eo_reader_talk_clear (EoReaderTalk           *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoReaderTalk, eo_reader_talk_clear)

/* @fd: a sealed memfd, still the caller's. IO, EMPTY, TOO_LARGE (over 256 MB), NO_CAGE. */
gboolean eo_reader_talk_start (EoReaderTalk           *self,
                               const EoReaderProgram  *program,
                               int                     fd,
                               GError                **error);
/* The reply's status is for the caller to look at. LIMIT, or how the process died. */
gboolean eo_reader_talk_ask   (EoReaderTalk           *self,
                               const EoReaderRequest  *request,  /* its serial is given here */
                               guint                   seconds,  /* of wall clock */
                               GError                **error);
/* The process said what it cannot: sets @error, and is FALSE. */
gboolean eo_reader_talk_bury  (EoReaderTalk           *self,
                               GError                **error);

G_END_DECLS
