/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_DUE_WORKING,
  EO_DUE_CALENDAR, /* moves on from a Sunday or a holiday */
  EO_DUE_EXACT,
} EoDueBasis;

GType eo_due_basis_get_type (void);

#define EO_TYPE_DUE_RULE (eo_due_rule_get_type ())
EO_DECLARE_RECORD (EoDueRule, eo_due_rule, DUE_RULE)

/* How long a letter's stages may take. The office edits these: they are its own decisions, or a law's it names. */
struct _EoDueRule
{
  EoRecord    parent_instance;

  char       *title;
  guint       matter;         /* 0 any, else EoMatter + 1 */
  guint       markup;         /* 0 any, else EoMarkup + 1 */
  guint       priority;       /* 0 any, else EoPriority + 1 */
  EoDueBasis  basis;
  gint64      allocate_days;  /* from receipt on; 0 for no such stage */
  gint64      draft_days;
  gint64      office_days;
  gint64      dispatch_days;
  char       *source;
};

G_END_DECLS
