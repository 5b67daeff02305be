/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/eo-date.h"

G_BEGIN_DECLS

/* What days and instants share. */

#define EO_DATE_LAST_SERIAL 3652059 /* 9999-12-31 */

int         eo_date_read_digits  (const char *at,
                                  int         count);  /* exactly @count ASCII digits; -1 otherwise */
void        eo_date_write_digits (char       *at,
                                  int         count,
                                  int         value);
const char *eo_date_short_month  (int         month);  /* 1 to 12: "Jan", in the language of the office */
gboolean    eo_date_is_blank     (const char *text);   /* valid UTF-8 */
gboolean    eo_date_split_time   (const char *text,      /* "9 Sep 2026, 10:40", or ISO without a zone */
                                  EoDate     *date,
                                  int        *hour,
                                  int        *minute,
                                  int        *second);
char       *eo_date_echo         (const char *text);   /* what a message repeats of a refused text, which may be a
                                                          megabyte, or not even text */

G_END_DECLS
