/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/correspondence/eo-due-rules.h"

#define ALL_RULES "1"

static gboolean
fits (EoDueRule  *rule,
      EoMatter    matter,
      EoMarkup    markup,
      EoPriority  priority)
{
  return (rule->matter == 0 || rule->matter == matter + 1) && (rule->markup == 0 || rule->markup == markup + 1)
         && (rule->priority == 0 || rule->priority == priority + 1);
}

/* How many things a rule names; among equals the kind of letter weighs most, for it is what laws speak of. */
static guint
weigh (EoDueRule *rule)
{
  guint n = (rule->matter != 0) + (rule->markup != 0) + (rule->priority != 0);

  return n * 8 + (rule->matter != 0) * 4 + (rule->markup != 0) * 2 + (rule->priority != 0);
}

/**
 * eo_due_rules_find:
 * @rules: (element-type EoDueRule): in any order
 *
 * The rule that names most of what the letter is wins; of two that name as much, the one that names its kind, then
 * the one that names how it was marked up; of two alike, the older.
 *
 * Returns: (transfer none) (nullable): one of @rules
 */
EoDueRule *
eo_due_rules_find (GPtrArray  *rules,
                   EoMatter    matter,
                   EoMarkup    markup,
                   EoPriority  priority)
{
  EoDueRule *best = NULL;

  g_return_val_if_fail (rules != NULL, NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      EoDueRule *rule = rules->pdata[i];

      if (!fits (rule, matter, markup, priority))
        continue;
      if (best == NULL || weigh (rule) > weigh (best)
          || (weigh (rule) == weigh (best) && EO_RECORD (rule)->id < EO_RECORD (best)->id))
        best = rule;
    }

  return best;
}

/**
 * eo_due_basis_add:
 * @days: 0 or more
 *
 * Returns: the day on which @days after @from have passed, counted in @basis; @from itself after none; "" where @from is
 *   none
 */
EoDate
eo_due_basis_add (EoDueBasis    basis,
                  EoCalendar   *calendar,
                  const EoDate *from,
                  int           days)
{
  g_return_val_if_fail (calendar != NULL && from != NULL, (EoDate) { "" });

  if (days == 0)
    return *from;
  if (basis == EO_DUE_WORKING)
    return eo_calendar_add_working_days (calendar, from, days);

  return eo_calendar_add_calendar_days (calendar, from, days,
                                        basis == EO_DUE_EXACT ? EO_PERIOD_STAYS : EO_PERIOD_MOVES_ON);
}

/**
 * eo_due_basis_between:
 * @from: a day
 * @to: the same day, or a later one
 *
 * Returns: the days from @from, not counted, to @to, counted in @basis
 */
int
eo_due_basis_between (EoDueBasis    basis,
                      EoCalendar   *calendar,
                      const EoDate *from,
                      const EoDate *to)
{
  g_return_val_if_fail (calendar != NULL && from != NULL && to != NULL, 0);

  return basis == EO_DUE_WORKING ? eo_calendar_working_days_between (calendar, from, to) : eo_date_diff (to, from);
}

static EoDate
count_stage (EoDueRule    *rule,
             EoCalendar   *calendar,
             const EoDate *received,
             gint64        days)
{
  return days > 0 ? eo_due_basis_add (rule->basis, calendar, received, (int) days) : (EoDate) { "" };
}

EoDueDates
eo_due_rule_count (EoDueRule    *rule,
                   EoCalendar   *calendar,
                   const EoDate *received)
{
  EoDueDates dates = { { "" }, { "" }, { "" }, { "" } };

  g_return_val_if_fail (EO_IS_DUE_RULE (rule) && calendar != NULL && received != NULL, dates);

  dates.allocate = count_stage (rule, calendar, received, rule->allocate_days);
  dates.draft = count_stage (rule, calendar, received, rule->draft_days);
  dates.office = count_stage (rule, calendar, received, rule->office_days);
  dates.reply = count_stage (rule, calendar, received, rule->dispatch_days);

  return dates;
}

EoDueRule *
eo_due_rules_ask (EoWriter    *writer,
                  EoMatter     matter,
                  EoMarkup     markup,
                  EoPriority   priority,
                  GError     **error)
{
  g_autoptr (GPtrArray) rules = eo_writer_select (writer, &eo_due_rule_kind, ALL_RULES, 0, error);
  EoDueRule *rule = rules != NULL ? eo_due_rules_find (rules, matter, markup, priority) : NULL;

  return rule != NULL ? g_object_ref (rule) : NULL;
}
