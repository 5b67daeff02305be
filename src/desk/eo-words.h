/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

/* Names of kinds as they stand within a sentence, and on buttons. */
char *eo_words_things    (const EoKind *kind,
                          gint64        n);      /* "letter", "letters" */
char *eo_words_new       (const EoKind *kind);   /* "New Letter" */
char *eo_words_none_yet  (const EoKind *kind);   /* "No letters yet" */
