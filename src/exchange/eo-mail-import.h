/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-message.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoMailImport:
 * @name: of the document that the message becomes, ending in ".eml"
 * @message: (nullable): what is in it; %NULL where it could not be read, and @unread says why
 * @unread: (nullable): for people. The message can be registered all the same, by its name and as it is
 * @key: what the same message is known by (store/eo-mail.h)
 * @letter: what record it would be: not saved, its fields filled
 * @sender: (nullable): a person or organisation to be made with it, where the office knows nobody of that address
 * @first: (nullable): it came before, for people: "The message is already registered as IN/2026/00012."
 * @first_kind: (nullable): the first's kind, or "draft" while it is being registered
 * @first_id: its id, or 0
 * @answers: (nullable): the keys of what it answers, where none of it is here
 *
 * A message, and the letter that it would be.
 */
typedef struct
{
  char       *name;
  EoMessage  *message;
  char       *unread;
  char       *key;
  EoRecord   *letter;
  EoRecord   *sender;
  char       *first;
  const char *first_kind;
  gint64      first_id;
  char      **answers;
  GBytes     *bytes;
} EoMailImport;

void          eo_mail_import_free       (EoMailImport        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoMailImport, eo_mail_import_free)

/* What record would this be? Nothing is written. Errors are those of the file and of the machine, not of the message:
 * NOT_FOUND, NOT_REGULAR, EMPTY, TOO_LARGE (over 256 MB: to be kept as a document), IO, NO_CAGE. */
void          eo_mail_import_new_async  (EoStore             *store,
                                         const char          *path,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
EoMailImport *eo_mail_import_new_finish (GAsyncResult        *result,
                                         GError             **error);
/* @fd: a sealed memfd, still the caller's; @name: of its file, or "". Waits: for the command line. */
EoMailImport *eo_mail_import_new        (EoStore             *store,
                                         int                  fd,
                                         const char          *name,
                                         GError             **error);

/* Inside a write. @self is the writer's until the write is done. Both give CONFLICT where the message came meanwhile. */
gboolean      eo_writer_register_mail   (EoWriter            *writer,   /* @letter is saved, the documents on it */
                                         EoMailImport        *self,
                                         GError             **error);
gboolean      eo_writer_draft_mail      (EoWriter            *writer,   /* a draft with the documents, to be registered */
                                         EoMailImport        *self,
                                         gint64              *draft,    /* (out) */
                                         GError             **error);

G_END_DECLS
