/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The parts of the kind of letter: its table is in eo-letter.c. */

#include "sections/correspondence/eo-letter.h"
#include "store/eo-attachment.h"

G_BEGIN_DECLS

extern const EoState _eo_letter_states[];
extern const EoTransition _eo_letter_transitions[];

/* EoKind.warning (eo-letter-warning.c) */
char    *_eo_letter_warning (EoRecord *record);

/* Threads, and letters of two matters (eo-letter-thread.c) */
gboolean _eo_letter_follow (EoWriter  *writer,
                            EoLetter  *self,
                            EoLetter  *before,
                            GError   **error);
gboolean _eo_letter_lead   (EoWriter  *writer,
                            EoLetter  *self,
                            EoLetter  *before,
                            GError   **error);
void     _eo_letter_split  (EoRecord  *first,
                            EoRecord  *second);

/* EoKind.saving and EoKind.saved (eo-letter-rules.c) */
gboolean _eo_letter_saving (EoWriter  *writer,
                            EoRecord  *record,
                            EoRecord  *before,
                            GError   **error);
gboolean _eo_letter_saved  (EoWriter  *writer,
                            EoRecord  *record,
                            EoRecord  *before,
                            GError   **error);

/* EoKind.follow (eo-letter-sending.c) */
void     _eo_letter_begin_from (EoRecord  *record,
                                EoRecord  *from);

/* EoTransition.apply (eo-letter-sending.c) */
gboolean _eo_letter_sign     (EoWriter  *writer,
                              EoRecord  *record,
                              GError   **error);
gboolean _eo_letter_dispatch (EoWriter  *writer,
                              EoRecord  *record,
                              GError   **error);
/* Of the documents of a letter (eo-letter-sending.c) */
const EoAttachment *_eo_letter_find_copy (GPtrArray *attachments,
                                          gboolean   as_sent);

/* EoTransition.caution (eo-letter-sending.c) */
char    *_eo_letter_caution_dispatch (struct _EoStore *store,
                                      EoRecord        *record);

G_END_DECLS
