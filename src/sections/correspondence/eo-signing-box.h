/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/correspondence/eo-letter-sheet.h"
#include "store/eo-attachment.h"
#include "store/eo-backup.h"

G_BEGIN_DECLS

/* A letter that waits for the signature, and what it takes to judge it. */
typedef struct
{
  EoRecord      *letter;
  EoRecord      *answered;  /* or NULL */
  EoLetterSheet *sheet;
  GPtrArray     *own;       /* of EoAttachment: the letter itself where it was written elsewhere */
  GPtrArray     *behind;    /* of EoAttachment: what it answers */
} EoSigningItem;

/* Those in status "signature", the oldest first. (transfer full) of EoSigningItem */
GPtrArray *eo_signing_box_collect      (EoStore            *store,
                                        GError            **error);

/* All of them as one PDF: a sheet to tick, then each letter with the pages of what it answers behind it, bookmarked.
 * A document that cannot be shown has a page that says why. Blocks. */
gboolean   eo_signing_box_write        (EoStore            *store,
                                        const char         *path,
                                        EoProgressFunc      progress,    /* (nullable) */
                                        gpointer            user_data,
                                        GError            **error);
/* The same without blocking; @progress is called on the main thread. */
void       eo_signing_box_write_async  (EoStore            *store,
                                        const char         *path,
                                        EoProgressFunc      progress,    /* (nullable) */
                                        gpointer            progress_data,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gboolean   eo_signing_box_write_finish (GAsyncResult       *result,
                                        GError            **error);

/* What became of a letter while it was away. */
typedef enum
{
  EO_SIGNING_HOLD,
  EO_SIGNING_SIGN,
  EO_SIGNING_RETURN,
} EoSigningChoice;

typedef struct
{
  EoRecord       *letter;   /* as it was shown: one changed meanwhile is refused */
  EoSigningChoice choice;
  EoReturnReason  reason;
  char           *note;
  char           *refused;  /* out: why it was not done; NULL when it was */
} EoSigningDecision;

void       eo_signing_decision_free    (EoSigningDecision  *decision);
/* All of them in one transaction: an EoWriteFunc whose data is a GPtrArray of EoSigningDecision. What the rules refuse is
 * left as it was, and says so. @how: for those that are signed. */
typedef struct
{
  GPtrArray  *decisions;
  EoSignedHow how;
} EoSigningPass;

gboolean   eo_signing_box_decide       (EoWriter           *writer,
                                        gpointer            pass,        /* EoSigningPass */
                                        GError            **error);

G_END_DECLS
