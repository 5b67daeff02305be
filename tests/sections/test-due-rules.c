/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "registry-fixture.h"
#include "sections/correspondence/eo-due-rules.h"
#include "store/eo-backup.h"
#include "store/eo-search.h"

static EoRecord *
make_rule (const char *matter,
           const char *markup,
           const char *priority)
{
  EoRecord *rule = eo_record_new (&eo_due_rule_kind);

  g_assert_true (eo_record_set_text (rule, "matter", matter, NULL));
  g_assert_true (eo_record_set_text (rule, "markup", markup, NULL));
  g_assert_true (eo_record_set_text (rule, "priority", priority, NULL));
  return rule;
}

/* A rule's choices are a letter's, and "any". */
static void
test_choices (void)
{
  const struct { const char *field; GType letters; } cases[] = {
    { "matter", eo_matter_get_type () },
    { "markup", eo_markup_get_type () },
    { "priority", eo_priority_get_type () },
  };

  eo_kinds_init ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EoField *field = eo_kind_find_field (&eo_due_rule_kind, cases[i].field);
      g_autoptr (GTypeClass) ours = g_type_class_ref (field->choice ());
      g_autoptr (GTypeClass) theirs = g_type_class_ref (cases[i].letters);
      guint n = ((GEnumClass *) theirs)->n_values;

      g_assert_cmpuint (((GEnumClass *) ours)->n_values, ==, n + 1);
      g_assert_cmpstr (eo_choice_nick (field->choice (), 0), ==, "any");
      for (guint j = 0; j < n; j++)
        {
          const GEnumValue *value = &((GEnumClass *) theirs)->values[j];

          g_assert_cmpstr (eo_choice_nick (field->choice (), value->value + 1), ==, value->value_nick);
          g_assert_cmpstr (eo_choice_label (field->choice (), value->value + 1), ==,
                           eo_choice_label (cases[i].letters, value->value));
        }
    }
}

static void
test_most_specific (void)
{
  static const struct { const char *matter, *markup, *priority; } rules[] = {
    { "any", "any", "any" },            /* 1 */
    { "access", "any", "any" },         /* 2 */
    { "any", "policy", "any" },         /* 3 */
    { "any", "any", "urgent" },         /* 4 */
    { "any", "policy", "urgent" },      /* 5 */
    { "access", "policy", "urgent" },   /* 6 */
    { "petition", "refer", "any" },     /* 7 */
    { "petition", "any", "high" },      /* 8 */
    { "any", "any", "urgent" },         /* 9: as 4, younger */
  };
  static const struct
  {
    EoMatter   matter;
    EoMarkup   markup;
    EoPriority priority;
    gint64     rule;
  } cases[] = {
    { EO_MATTER_OTHER, EO_MARKUP_UNDECIDED, EO_PRIORITY_NORMAL, 1 },
    { EO_MATTER_ACCESS, EO_MARKUP_UNDECIDED, EO_PRIORITY_NORMAL, 2 },
    { EO_MATTER_ACCESS, EO_MARKUP_POLICY, EO_PRIORITY_NORMAL, 2 },
    { EO_MATTER_ACCESS, EO_MARKUP_STANDARD, EO_PRIORITY_URGENT, 2 },
    { EO_MATTER_REQUEST, EO_MARKUP_POLICY, EO_PRIORITY_NORMAL, 3 },
    { EO_MATTER_REQUEST, EO_MARKUP_STANDARD, EO_PRIORITY_URGENT, 4 },
    { EO_MATTER_REQUEST, EO_MARKUP_POLICY, EO_PRIORITY_URGENT, 5 },
    { EO_MATTER_ACCESS, EO_MARKUP_POLICY, EO_PRIORITY_URGENT, 6 },
    { EO_MATTER_PETITION, EO_MARKUP_REFER, EO_PRIORITY_HIGH, 7 },
    { EO_MATTER_PETITION, EO_MARKUP_POLICY, EO_PRIORITY_HIGH, 8 },
    { EO_MATTER_PETITION, EO_MARKUP_POLICY, EO_PRIORITY_URGENT, 5 },
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  eo_kinds_init ();
  for (guint i = G_N_ELEMENTS (rules); i-- > 0;)
    {
      EoRecord *rule = make_rule (rules[i].matter, rules[i].markup, rules[i].priority);

      rule->id = i + 1;
      g_ptr_array_add (list, rule);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDueRule *rule = eo_due_rules_find (list, cases[i].matter, cases[i].markup, cases[i].priority);

      g_test_message ("%u", i);
      g_assert_nonnull (rule);
      g_assert_cmpint (EO_RECORD (rule)->id, ==, cases[i].rule);
    }
  g_assert_null (eo_due_rules_find (none, EO_MATTER_OTHER, EO_MARKUP_UNDECIDED, EO_PRIORITY_NORMAL));
}

static void
test_count (void)
{
  static const struct
  {
    EoDueBasis  basis;
    const char *received;
    int         allocate, draft, office, dispatch;
    const char *allocate_due, *draft_due, *office_due, *reply_due;
  } cases[] = {
    { EO_DUE_WORKING, "2026-03-27", 2, 10, 11, 15, "2026-03-31", "2026-04-14", "2026-04-15", "2026-04-21" },
    { EO_DUE_CALENDAR, "2026-11-16", 0, 0, 0, 30, "", "", "", "2026-12-17" }, /* 16 December is a holiday */
    { EO_DUE_EXACT, "2026-11-16", 0, 0, 0, 30, "", "", "", "2026-12-16" },
    { EO_DUE_WORKING, "2026-03-27", 0, 0, 0, 0, "", "", "", "" },
    { EO_DUE_WORKING, "", 2, 10, 11, 15, "", "", "", "" },
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (NULL, 0);

  eo_kinds_init ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoDueRule) rule = EO_DUE_RULE (eo_record_new (&eo_due_rule_kind));
      EoDate received;
      EoDueDates dates;

      g_assert_true (eo_date_parse (cases[i].received, &received, NULL));
      rule->basis = cases[i].basis;
      rule->allocate_days = cases[i].allocate;
      rule->draft_days = cases[i].draft;
      rule->office_days = cases[i].office;
      rule->dispatch_days = cases[i].dispatch;
      dates = eo_due_rule_count (rule, calendar, &received);
      g_assert_cmpstr (dates.allocate.iso, ==, cases[i].allocate_due);
      g_assert_cmpstr (dates.draft.iso, ==, cases[i].draft_due);
      g_assert_cmpstr (dates.office.iso, ==, cases[i].office_due);
      g_assert_cmpstr (dates.reply.iso, ==, cases[i].reply_due);
    }
}

/* From one day to another, and that many days on from a due date. */
static void
test_basis (void)
{
  static const struct
  {
    EoDueBasis  basis;
    const char *from, *to;
    int         days;
    const char *due, *later;
  } cases[] = {
    { EO_DUE_WORKING, "2026-11-16", "2026-11-23", 5, "2026-12-11", "2026-12-21" },  /* the 16th is a holiday */
    { EO_DUE_CALENDAR, "2026-11-16", "2026-11-23", 7, "2026-12-11", "2026-12-18" },
    { EO_DUE_EXACT, "2026-11-16", "2026-11-23", 7, "2026-12-11", "2026-12-18" },
    { EO_DUE_CALENDAR, "2026-11-16", "2026-11-21", 5, "2026-12-11", "2026-12-17" }, /* on from the holiday */
    { EO_DUE_EXACT, "2026-11-16", "2026-11-21", 5, "2026-12-11", "2026-12-16" },
    { EO_DUE_WORKING, "2026-11-20", "2026-11-22", 0, "2026-12-11", "2026-12-11" },  /* a weekend */
    { EO_DUE_EXACT, "2026-11-20", "2026-11-22", 2, "2026-12-11", "2026-12-13" },
    { EO_DUE_CALENDAR, "2026-11-20", "2026-11-20", 0, "2026-12-13", "2026-12-13" }, /* a Sunday, chosen by hand */
  };
  g_autoptr (EoCalendar) calendar = eo_calendar_new (NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EoDate from, to, due, later;

      g_assert_true (eo_date_parse (cases[i].from, &from, NULL) && eo_date_parse (cases[i].to, &to, NULL)
                     && eo_date_parse (cases[i].due, &due, NULL));
      g_test_message ("%u", i);
      g_assert_cmpint (eo_due_basis_between (cases[i].basis, calendar, &from, &to), ==, cases[i].days);
      later = eo_due_basis_add (cases[i].basis, calendar, &due, cases[i].days);
      g_assert_cmpstr (later.iso, ==, cases[i].later);
    }
}

static void
test_checks (void)
{
  static const struct
  {
    const char *field, *value;
    gboolean    sound;
  } cases[] = {
    { "dispatch_days", "15", TRUE },
    { "dispatch_days", "-1", FALSE },
    { "dispatch_days", "3651", FALSE },
    { "dispatch_days", "9", FALSE }, /* before the draft */
    { "draft_days", "1", FALSE },    /* before it is marked up */
    { "office_days", "0", TRUE },
    { "draft_days", "0", TRUE },
    { "title", "", FALSE },
  };

  eo_kinds_init ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) rule = make_rule ("any", "any", "any");
      g_autoptr (GPtrArray) problems = NULL;

      eo_record_set_text (rule, "title", "Any letter", NULL);
      eo_record_set_text (rule, "allocate_days", "2", NULL);
      eo_record_set_text (rule, "draft_days", "10", NULL);
      eo_record_set_text (rule, "office_days", "11", NULL);
      eo_record_set_text (rule, "dispatch_days", "15", NULL);
      g_assert_true (eo_record_set_text (rule, cases[i].field, cases[i].value, NULL));
      problems = eo_record_validate (rule);
      g_test_message ("%u", i);
      g_assert_cmpint (problems->len == 0, ==, cases[i].sound);
    }
}

typedef struct
{
  EoMatter  matter;
  EoDueRule *rule;
} Asked;

static gboolean
write_ask (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  Asked *asked = data;

  asked->rule = eo_due_rules_ask (writer, asked->matter, EO_MARKUP_UNDECIDED, EO_PRIORITY_NORMAL, error);
  return TRUE;
}

/* A new office has rules to begin with, which search finds and the check of the office does not mind. */
static void
test_given (Office        *office,
            gconstpointer  data)
{
  Asked any = { EO_MATTER_REQUEST, NULL }, access = { EO_MATTER_ACCESS, NULL };
  g_autoptr (EoSearchResult) found = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eo_store_write (office->store, write_ask, &any, &error));
  g_assert_true (eo_store_write (office->store, write_ask, &access, &error));
  g_assert_cmpint (any.rule->dispatch_days, ==, 15);
  g_assert_cmpint (any.rule->basis, ==, EO_DUE_WORKING);
  g_assert_cmpint (access.rule->dispatch_days, ==, 30);
  g_assert_cmpint (access.rule->basis, ==, EO_DUE_CALENDAR);
  g_object_unref (any.rule);
  g_object_unref (access.rule);

  found = eo_store_search (office->store, "promotion access in:due_rule", NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->hits->len, ==, 1);
  faults = eo_store_check (office->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* Two rules for the same letters would leave it to chance. */
static void
test_one_a_case (Office        *office,
                 gconstpointer  data)
{
  g_autoptr (EoRecord) rule = make_rule ("access", "any", "any");
  g_autoptr (GError) error = NULL;

  eo_record_set_text (rule, "title", "Ours", NULL);
  g_assert_false (eo_store_save (office->store, rule, &error));
  g_assert_error (error, EO_ERROR, EO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Kind of letter, Marked up as, Priority"));
}

static EoRecord *
get_rule (Office     *office,
          const char *title)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_due_rule_kind);
  g_autoptr (GPtrArray) found = NULL;

  eo_query_add (query, eo_kind_find_field (&eo_due_rule_kind, "title"), EO_IS, title);
  found = eo_store_select (office->store, query, 1, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

static void
set_text (Office     *office,
          EoRecord   *record,
          const char *field,
          const char *value)
{
  g_autoptr (EoRecord) now = fresh (office, record);
  g_autoptr (GError) error = NULL;

  g_assert_true (eo_record_set_text (now, field, value, NULL));
  g_assert_true (eo_store_save (office->store, now, &error));
}

/* The clock goes on in the days that its due date was counted in: not by the kind of letter, nor by what the rule says
 * later. */
static void
test_clock (Office        *office,
            gconstpointer  data)
{
  static const struct { const char *matter, *rule, *basis, *later; EoDueBasis counted; } cases[] = {
    { "access", "Request for access to information", "calendar", NULL, EO_DUE_CALENDAR },
    { "access", "Request for access to information", "working", "exact", EO_DUE_WORKING },
    { "request", "Any letter", "working", "calendar", EO_DUE_WORKING },
    { "request", "Any letter", "calendar", "working", EO_DUE_CALENDAR },
    { "complaint", "Any letter", "exact", "working", EO_DUE_EXACT },
  };
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (office->store);
  g_autoptr (EoRecord) clerk = office_add (office, "person", "name", "T Mkhize", NULL);
  g_autoptr (EoRecord) head = office_add (office, "person", "name", "N Dlamini", NULL);
  EoDate today = eo_date_today ();
  EoDate received = eo_date_add_days (&today, -20), stopped = eo_date_add_days (&today, -9);
  int stood;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EoRecord) rule = get_rule (office, cases[i].rule);
      g_autoptr (EoRecord) letter = NULL;
      EoDate due, after, extended;

      set_text (office, rule, "basis", cases[i].basis);
      letter = office_add (office, "letter", "subject", "A road", "received_on", received.iso, "matter", cases[i].matter, NULL);
      due = EO_LETTER (letter)->reply_due;
      g_assert_cmpstr (due.iso, !=, "");
      if (cases[i].later != NULL)
        set_text (office, rule, "basis", cases[i].later);
      set_text (office, letter, "clock_stopped", stopped.iso);

      do_step (office, letter, "restart-clock", NULL, NULL);
      stood = cases[i].counted == EO_DUE_WORKING ? eo_calendar_working_days_between (calendar, &stopped, &today) : 9;
      after = eo_due_basis_add (cases[i].counted, calendar, &due, stood);
      g_test_message ("%u: %s", i, due.iso);
      assert_field (office, letter, "reply_due", after.iso);

      set_text (office, letter, "extension_reason", "Many records");
      g_assert_true (eo_store_act_as (office->store, "T Mkhize", NULL));
      do_step (office, letter, "ask-extension", "extension_days", "14");
      extended = eo_due_basis_add (cases[i].counted, calendar, &after, 14);
      g_assert_true (eo_store_act_as (office->store, "N Dlamini", NULL));
      do_step (office, letter, "approve-extension", NULL, NULL);
      assert_field (office, letter, "reply_due", extended.iso);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/due-rules/choices", test_choices);
  g_test_add_func ("/due-rules/most-specific", test_most_specific);
  g_test_add_func ("/due-rules/count", test_count);
  g_test_add_func ("/due-rules/basis", test_basis);
  g_test_add_func ("/due-rules/checks", test_checks);
  office_test ("/due-rules/given", test_given);
  office_test ("/due-rules/one-a-case", test_one_a_case);
  office_test ("/due-rules/clock", test_clock);
  return g_test_run ();
}
