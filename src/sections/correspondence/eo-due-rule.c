/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-due-rule.h"
#include "sections/correspondence/eo-letter.h"

#define MOST_DAYS 3650

static const GEnumValue bases[] = {
  { EO_DUE_WORKING, N_("Working days"), "working" },
  { EO_DUE_CALENDAR, N_("Calendar days, not ending on a Sunday or holiday"), "calendar" },
  { EO_DUE_EXACT, N_("Calendar days, whatever day they end on"), "exact" },
  { 0 },
};
EO_DEFINE_CHOICE (EoDueBasis, eo_due_basis, bases)

/* The choices of a letter's field, and before them "Any": so that a rule can name whatever a letter can be. */
static GType
register_with_any (const char *name,
                   GType       of)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (of);
  const GEnumClass *choice = (const GEnumClass *) klass;
  GEnumValue *values = g_new0 (GEnumValue, choice->n_values + 2); /* kept by the type, for ever */

  values[0] = (GEnumValue) { 0, N_("Any"), "any" };
  for (guint i = 0; i < choice->n_values; i++)
    values[i + 1] = (GEnumValue) { choice->values[i].value + 1, choice->values[i].value_name, choice->values[i].value_nick };

  return g_enum_register_static (name, values);
}

#define DEFINE_CHOICE_WITH_ANY(Type, prefix, of)                            \
  static GType prefix##_get_type (void)                                     \
  {                                                                         \
    static gsize type;                                                      \
    if (g_once_init_enter (&type))                                          \
      g_once_init_leave (&type, register_with_any (#Type, of##_get_type ())); \
    return type;                                                            \
  }

DEFINE_CHOICE_WITH_ANY (EoRuleMatter, rule_matter, eo_matter)
DEFINE_CHOICE_WITH_ANY (EoRuleMarkup, rule_markup, eo_markup)
DEFINE_CHOICE_WITH_ANY (EoRulePriority, rule_priority, eo_priority)

static const EoField fields[] = {
  EO_TEXT (EoDueRule, title, N_("Rule"), EO_REQUIRED | EO_SEARCH | EO_TITLE | EO_COLUMN),
  EO_CHOICE (EoDueRule, matter, N_("Kind of letter"), rule_matter, EO_COLUMN),
  EO_CHOICE (EoDueRule, markup, N_("Marked up as"), rule_markup, EO_COLUMN),
  EO_CHOICE (EoDueRule, priority, N_("Priority"), rule_priority, EO_COLUMN),
  EO_INTEGER (EoDueRule, allocate_days, N_("Mark up"), EO_COLUMN),
  EO_INTEGER (EoDueRule, draft_days, N_("Draft"), EO_COLUMN),
  EO_INTEGER (EoDueRule, office_days, N_("Private office"), EO_COLUMN),
  EO_INTEGER (EoDueRule, dispatch_days, N_("Reply"), EO_COLUMN),
  EO_CHOICE (EoDueRule, basis, N_("Counted in"), eo_due_basis, EO_NO_FLAGS),
  EO_LONG_TEXT (EoDueRule, source, N_("Where the rule comes from"), EO_SEARCH),
};

/* Each stage within its limits, and none before the one it follows. */
static void
validate (EoRecord  *record,
          GPtrArray *problems)
{
  EoDueRule *self = EO_DUE_RULE (record);
  const struct { const char *field; gint64 days; } stages[] = {
    { "allocate_days", self->allocate_days },
    { "draft_days", self->draft_days },
    { "office_days", self->office_days },
    { "dispatch_days", self->dispatch_days },
  };
  gint64 longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if (stages[i].days < 0 || stages[i].days > MOST_DAYS)
        {
          g_autofree char *message = g_strdup_printf (_("Days from 0 (no such stage) to %d"), MOST_DAYS);

          eo_problems_add (problems, record, stages[i].field, message);
          continue;
        }
      if (stages[i].days > 0 && stages[i].days < longest)
        eo_problems_add (problems, record, stages[i].field, _("Sooner than the stage before it"));
      longest = MAX (longest, stages[i].days);
    }
}

EO_DEFINE_RECORD (EoDueRule, eo_due_rule, "due_rule", N_("Deadline rule"), N_("Deadline rules"), fields,
                  .icon = "alarm-symbolic",
                  .validate = validate)
