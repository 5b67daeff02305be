/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Which messages came in, by their keys, and what they became: the same one never comes in twice, also where the first
 * was deleted. A key is "id:" and the Message-ID, or "sha256:" and the hash of the bytes where there is none. */

/* @kind: "letter" …, or EO_DRAFT_KIND of what is not registered yet; @id: of it. FALSE: it never came. Main thread. */
gboolean  eo_store_find_mail    (EoStore       *self,
                                 const char    *key,
                                 const char   **kind,     /* (out): interned */
                                 gint64        *id);      /* (out) */
/* Inside a write: the message became that. CONFLICT, naming the first, where it came before. */
gboolean  eo_writer_claim_mail  (EoWriter      *writer,
                                 const char    *key,
                                 const char    *kind,
                                 gint64         id,
                                 GError       **error);
/* For people: "The message is already registered as IN/2026/00012." (transfer full) */
char     *eo_store_explain_mail (EoStore       *self,
                                 const char    *kind,
                                 gint64         id);

/* The letter that the nearest of @keys became; what a message answers, by their keys. Main thread. FALSE: none is here. */
gboolean  eo_store_find_answered   (EoStore            *self,
                                    const char *const  *keys,
                                    EoLink             *letter);  /* (out): title to be freed */
/* Inside a write: none of @keys is here, but may come. */
gboolean  eo_writer_await_answered (EoWriter           *writer,
                                    const char         *key,      /* of the message */
                                    const char *const  *keys,     /* of what it answers, the nearest first */
                                    GError            **error);
/* Inside a write: @letter was saved, and its message claimed. It joins the thread of what it answers, and what answers
 * it, and came before, joins its own. */
gboolean  eo_writer_join_mail      (EoWriter           *writer,
                                    EoRecord           *letter,
                                    GError            **error);

/* Who writes from @address: of several the one called @name, or else the organisation. Main thread. FALSE: nobody that
 * the office knows. */
gboolean  eo_store_find_sender  (EoStore       *self,
                                 const char    *address,
                                 const char    *name,
                                 EoLink        *sender);  /* (out): title to be freed */
/* The one organisation, or else the one person, that has @address; FALSE where several do. Main thread. */
gboolean  eo_store_find_sole_sender (EoStore   *self,
                                 const char    *address,
                                 EoLink        *sender);  /* (out): title to be freed */
/* Inside a write; 0 for nobody. */
gint64    eo_writer_find_sender (EoWriter      *writer,
                                 const char    *address,
                                 const char    *name);

G_END_DECLS
