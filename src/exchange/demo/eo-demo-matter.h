/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/demo/eo-demo-letter.h"
#include "exchange/demo/eo-demo-private.h"
#include "exchange/demo/eo-demo-topics.h"

G_BEGIN_DECLS

/* What a letter speaks of; its subject and its body say the same. */
typedef struct
{
  const EoDemoTopic *topic;
  EoDemoOrganisation organisation;
  EoDemoPerson       person;          /* who signs */
  gboolean           by_person;
  guint64            party;
  guint              place;
  char              *school;
  guint              variant;
  guint              round;           /* how often the topic came before */
  guint64            isigodi;
  guint              facility;
  guint              ward;
  char               road[8];
  guint              erf;
  guint              tender;
  guint              job;
  guint              invoice;
  guint              households;
  guint64            amount;
  guint              area;
  guint              count;
  guint              small;
  EoDate             written;
  guint              days_before;
  guint              days_after;
} EoDemoMatter;

EoDemoRandom  eo_demo_matter_init   (EoDemoMatter       *matter,
                                     const EoDemoOffice *office,
                                     guint64             index);
void          eo_demo_matter_clear  (EoDemoMatter       *matter);
char         *eo_demo_matter_expand (const EoDemoMatter *matter,
                                     const char         *text);
const char   *eo_demo_choose        (const char *const  *texts,
                                     guint               most,
                                     guint               number);
void          eo_demo_append_date   (GString            *string,
                                     const EoDate       *date);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoDemoMatter, eo_demo_matter_clear)

G_END_DECLS
