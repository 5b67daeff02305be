/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-field.h"

G_BEGIN_DECLS

/* Times somebody would like to have: in a request's fields as local starts, or whole days, apart by spaces
 * ("2026-10-07T10:00 2026-10-08"). */
typedef struct
{
  EoLocalTime starts;
  gboolean    all_day;
} EoWish;

/* Of a field with such times: "7 Oct 2026, 10:00; 8 Oct 2026". */
extern const EoWording eo_wish_wording;
extern const EoWording eo_wish_choice_wording; /* or numbers of wishes: "1 3" */

gboolean eo_wish_parse    (const char   *word,
                           EoWish       *wish);     /* (out) */
gboolean eo_wish_equal    (const EoWish *a,
                           const EoWish *b);
/* In order, each once; what is no time is left out: (transfer full) of EoWish. */
GArray  *eo_wishes_read   (const char   *text);
char    *eo_wishes_write  (GArray       *wishes);   /* (transfer full) */
char    *eo_wish_write    (const EoWish *wish);     /* (transfer full): "2026-10-07T10:00" */
/* "Wed 7 Oct, 10:00–10:45", or "Wed 7 Oct" of a whole day: (transfer full). */
char    *eo_wish_format   (const EoWish *wish,
                           gint64        minutes);
/* "Wed 7 Oct": for a button. */
char    *eo_wish_format_day (const EoWish *wish);
/* The times that a letter names, for its reader to choose from: (transfer full), as in a request's fields. What an answer
 * is wanted by is none. @near: when it came in; @words: (nullable): of char *, the days as they stand there, are added;
 * @minutes: (out) (optional): how long the first is that says until when; 0 where none does. */
char    *eo_wishes_find   (const char   *text,
                           const EoDate *near,
                           GPtrArray    *words,
                           gint64       *minutes);

G_END_DECLS
