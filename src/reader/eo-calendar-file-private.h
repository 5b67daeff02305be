/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-calendar-file.h"

G_BEGIN_DECLS

/* NULL: the payload is none that our own program sends. */
EoCalendarBatch *eo_calendar_unpack    (GBytes             *payload);
EoCalendarBatch *eo_calendar_batch_new (void);
/* @title and @argument as the cage sends them. */
void             eo_calendar_batch_add_note (EoCalendarBatch    *batch,
                                             EoCalendarNoteCode  code,
                                             guint               line,
                                             gboolean            is_refused,
                                             const char         *title,
                                             const char         *argument);

G_END_DECLS
