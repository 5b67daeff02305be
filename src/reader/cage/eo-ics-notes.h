/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-calendar-protocol.h"

G_BEGIN_DECLS

/* What is told of one component. */
typedef struct
{
  GString *packed;
  guint    n;
  guint32  line;
  char    *title;
} EoIcsNotes;

void  eo_ics_note   (EoIcsNotes         *notes,
                     EoCalendarNoteCode  code,
                     const char         *argument); /* may be NULL */
/* The same of one that is left out. Returns FALSE. */
gboolean eo_ics_refuse (EoIcsNotes         *notes,
                        EoCalendarNoteCode  code,
                        const char         *argument);

/* Valid UTF-8 of at most @max bytes, "" for NULL. */
char *eo_ics_text   (const char         *text,
                     gsize               max);
/* The same, packed behind what is in @to. */
void  eo_ics_pack   (GString            *to,
                     const char         *text,
                     gsize               max);

G_END_DECLS
