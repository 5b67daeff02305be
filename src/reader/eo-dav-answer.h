/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "reader/eo-dav-protocol.h"

G_BEGIN_DECLS

/* What a calendar server answered, as execoffice-dav, the caged program that reads its XML, tells it. Texts are valid UTF-8;
 * all but calendar data are on one line. Nothing in them is to be believed: an href may lead anywhere. */

typedef struct
{
  EoDavKey  key;
  char     *text;
} EoDavValue;

typedef struct
{
  char      *href;
  guint      status; /* of HTTP, or 0 */
  GPtrArray *values; /* EoDavValue */
} EoDavResponse;

typedef struct
{
  char      *token;     /* "" where there is none */
  GPtrArray *responses; /* EoDavResponse */
} EoDavAnswer;

/* @text: what came; @name: of the server, for messages. Blocks. Errors are in EO_ERROR: EMPTY, TOO_LARGE, UNSUPPORTED (no
 * answer of a calendar server), DAMAGED, CRASHED, LIMIT, NO_CAGE, IO. */
EoDavAnswer *eo_dav_answer_read (GBytes         *text,
                                 const char     *name,
                                 GError        **error);
void         eo_dav_answer_free (EoDavAnswer    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoDavAnswer, eo_dav_answer_free)

/* The first value of @key, or NULL. */
const char  *eo_dav_response_get (const EoDavResponse *self,
                                  EoDavKey             key);

G_END_DECLS
