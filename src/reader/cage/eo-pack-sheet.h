/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/cage/eo-document.h"

G_BEGIN_DECLS

/* The sheets of a pack: a PDF that grows page by page. */
typedef struct _EoPackSheet EoPackSheet;

/* NULL: no memory for it. */
EoPackSheet    *eo_pack_sheet_new     (void);
void            eo_pack_sheet_set     (EoPackSheet   *self,
                                       EoPackText     which,
                                       const char    *text);
void            eo_pack_sheet_outline (EoPackSheet   *self,
                                       guint          depth,
                                       const char    *text);
EoReaderStatus  eo_pack_sheet_page    (EoPackSheet   *self,
                                       EoDocument    *document,
                                       guint          page,
                                       gboolean       is_own);
EoReaderStatus  eo_pack_sheet_note    (EoPackSheet   *self,
                                       const char    *text);   /* a heading, a line end, a message */
/* The sealed PDF, or -1. Nothing may follow. */
int             eo_pack_sheet_end     (EoPackSheet   *self,
                                       EoReaderReply *reply);

G_END_DECLS
