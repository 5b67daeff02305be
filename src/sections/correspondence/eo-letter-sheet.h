/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-letter-paper.h"
#include "sections/correspondence/eo-letter.h"

G_BEGIN_DECLS

/* What goes on the paper of an outgoing letter: from the letter, the one it answers, its addressee, and the settings of
 * the office (office-name, office-address, office-phone, office-email, office-motto, signatory, signatory-post). */
EoLetterSheet *eo_letter_sheet_new_for  (EoStore        *store,
                                         EoRecord       *letter);
EoLetterSheet *eo_letter_sheet_new_in   (EoWriter       *writer,   /* the same within a write */
                                         EoRecord       *letter);

/* A standard reply with its placeholders filled in for this letter: {subject} {their-reference} {our-reference} {sender}
 * {salutation} {date} {received} {signatory} {post} {office}, and a day such as {2026-10-07}, in the letter's language.
 * One that is unknown, or has no value here, stays. */
char          *eo_letter_fill           (EoStore        *store,
                                         EoRecord       *letter,
                                         const char     *text);
char          *eo_letter_fill_in        (EoWriter       *writer,   /* the same within a write: EoKind.fill */
                                         EoRecord       *letter,
                                         const char     *text);
/* Calls @func for each placeholder that stands in @text, from byte @start to @end. */
typedef void (*EoPlaceholderFunc)       (gsize           start,
                                         gsize           end,
                                         gpointer        user_data);
void           eo_letter_find_placeholders (const char  *text,
                                         EoPlaceholderFunc func,
                                         gpointer        user_data);

G_END_DECLS
