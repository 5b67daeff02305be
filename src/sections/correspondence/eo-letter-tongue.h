/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/correspondence/eo-letter.h"

G_BEGIN_DECLS

/* What a letter says in its own language, whatever language the program speaks. */
typedef struct
{
  const char *our_reference;
  const char *their_reference;
  const char *date;
  const char *dear;          /* before a name */
  const char *dear_nobody;   /* where there is no name */
  const char *closing;
  const char *signed_by;     /* with one %s: name and time */
} EoTongue;

const EoTongue *eo_tongue_get         (EoLanguage    language);
char           *eo_tongue_format_date (EoLanguage    language,
                                       const EoDate *date);     /* "22 November 2026"; "" for none */

G_END_DECLS
