/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/demo/eo-demo-words.h"

G_BEGIN_DECLS

/* Private persons write about it too. The other bits are 1 << EoDemoSort. */
#define EO_DEMO_FROM_PERSONS (1u << 31)

/**
 * EoDemoTopic:
 * @kind: the nick of the kind of letter
 * @file: the file, or the series with files by district
 * @senders: who writes about it
 * @reply_days: working days for the reply
 *
 * What a letter may be about, with the texts to say it in. Places for names
 * and numbers are letters in braces.
 */
typedef struct
{
  const char *kind;
  const char *file;
  guint       senders;
  guint       reply_days;
  const char *subjects[6];
  const char *openings[3];
  const char *middles[4];
  const char *askings[3];
} EoDemoTopic;

const EoDemoTopic *eo_demo_topics (guint *n_topics);

G_END_DECLS
