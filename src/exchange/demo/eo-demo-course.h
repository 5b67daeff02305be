/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-calendar.h"
#include "exchange/demo/eo-demo-letter.h"
#include "store/eo-record.h"

G_BEGIN_DECLS

/* How far a letter of the sample office has come through the workflow: its status and what goes with it. */

gboolean eo_demo_course_is_open (const EoDemoLetter *letter,
                                 const EoDemoOffice *office,
                                 const EoDate       *due);
void     eo_demo_course_set     (EoRecord           *record,   /* a letter */
                                 const EoDemoLetter *letter,
                                 const EoDemoOffice *office,
                                 EoCalendar         *calendar,
                                 const EoDate       *due);
/* The draft that a letter in this state has: its text; NULL where it has none yet. (transfer full) */
char    *eo_demo_course_draft   (const char         *status,
                                 const EoDemoLetter *letter);

G_END_DECLS
