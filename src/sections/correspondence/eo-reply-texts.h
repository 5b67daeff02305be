/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/correspondence/eo-letter.h"
#include "store/eo-search.h"

G_BEGIN_DECLS

/* Texts that a reply can begin from, those most like the letter first. */
GPtrArray *eo_reply_texts_standard (EoStore    *store,   /* (transfer full) of EoRecord (standard_reply) */
                                    EoLetter   *letter);
char      *eo_reply_texts_words    (EoLetter   *letter); /* what to search for to find similar ones; may be "" */
GPtrArray *eo_reply_texts_past     (EoStore    *store,   /* (transfer full) of EoRecord (letter): outgoing ones with a text */
                                    EoLetter   *letter,
                                    EoSearchResult *similar); /* (nullable) */

/* One of them as a card with its button, whose action is reply.insert with @text as target. */
GtkWidget *eo_reply_texts_card     (EoRecord   *record,
                                    const char *text);

G_END_DECLS
