/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/correspondence/eo-due-rule.h"
#include "sections/correspondence/eo-letter.h"

G_BEGIN_DECLS

/* By when each stage of a letter is due; "" where there is no such stage. */
typedef struct
{
  EoDate allocate;
  EoDate draft;
  EoDate office;
  EoDate reply;
} EoDueDates;

/* The rule for such a letter: the one that says most of it. NULL where none fits. */
EoDueRule  *eo_due_rules_find   (GPtrArray      *rules,      /* of EoDueRule */
                                 EoMatter        matter,
                                 EoMarkup        markup,
                                 EoPriority      priority);
EoDate      eo_due_basis_add    (EoDueBasis      basis,
                                 EoCalendar     *calendar,
                                 const EoDate   *from,
                                 int             days);
int         eo_due_basis_between (EoDueBasis     basis,
                                 EoCalendar     *calendar,
                                 const EoDate   *from,       /* not counted */
                                 const EoDate   *to);        /* counted */
EoDueDates  eo_due_rule_count   (EoDueRule      *rule,
                                 EoCalendar     *calendar,
                                 const EoDate   *received);

/* Within a write: the rules as the transaction sees them, and the office's calendar. */
EoDueRule  *eo_due_rules_ask    (EoWriter       *writer,     /* (transfer full); NULL without @error: none fits */
                                 EoMatter        matter,
                                 EoMarkup        markup,
                                 EoPriority      priority,
                                 GError        **error);

G_END_DECLS
