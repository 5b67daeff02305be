/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/demo/eo-demo-words.h"

G_BEGIN_DECLS

enum
{
  EO_DEMO_STREAM_PERSON = 1,
  EO_DEMO_STREAM_ORGANISATION,
  EO_DEMO_STREAM_LETTER,
  EO_DEMO_STREAM_BODY,
  EO_DEMO_STREAM_SCAN,
};

/* Persons from this number on sign for others, and are no councillor or inkosi besides. */
#define EO_DEMO_SIGNATORIES (G_GUINT64_CONSTANT (1) << 40)

char *eo_demo_make_address  (EoDemoRandom      *random,
                             const EoDemoPlace *place);
char *eo_demo_make_phone    (EoDemoRandom      *random);
void  eo_demo_append_domain (GString           *string,
                             const char        *text);

G_END_DECLS
