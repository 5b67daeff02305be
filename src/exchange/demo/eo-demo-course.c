/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "exchange/demo/eo-demo-course.h"
#include "exchange/demo/eo-demo-matter.h"

#define STREAM 77
#define RECENT 60        /* of these most are open */
#define JUST_SENT 12     /* days in which what went out is not known to have come in */

static void
set (EoRecord   *record,
     const char *field,
     const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!eo_record_set_text (record, field, text, &error))
    g_error ("%s", error->message); /* our own words: a programmer's mistake */
}

/* In a thousand, how many of the letters of an age are still open: most of the newest, few of the older. */
static guint
open_share (guint64 younger,
            int     days)
{
  if (younger < RECENT)
    return 850;
  if (days <= 10)
    return 90;
  return days <= 30 ? 30 : days <= 90 ? 3 : 0;
}

/**
 * eo_demo_course_is_open:
 *
 * Returns: whether somebody still has to answer it; not many are long due
 */
gboolean
eo_demo_course_is_open (const EoDemoLetter *letter,
                        const EoDemoOffice *office,
                        const EoDate       *due)
{
  EoDemoRandom random = eo_demo_random (office->seed, STREAM, letter->index);
  guint share = open_share (office->n_letters - letter->index, eo_date_diff (&office->newest, &letter->received));

  if (!letter->incoming)
    return FALSE;
  if (due->iso[0] != '\0' && eo_date_diff (&office->newest, due) > 0)
    share = share / 2;
  return eo_demo_random_below (&random, 1000) < share;
}

/* What a letter of this age is likely to be. */
static const char *
open_status (EoDemoRandom *random,
             int           days)
{
  static const char *const young[] = { "registered", "registered", "registered", "marked-up", "marked-up", "drafting" };
  static const char *const older[] = {
    "marked-up", "drafting", "drafting", "drafting", "returned", "quality-check", "private-office", "signature",
    "signature", "no-reply-asked", "transfer-asked", "drafting",
  };

  return days <= 2 ? eo_demo_choose (young, G_N_ELEMENTS (young), eo_demo_random_below (random, 1000))
                   : eo_demo_choose (older, G_N_ELEMENTS (older), eo_demo_random_below (random, 1000));
}

static const char *
ended_status (EoDemoRandom *random)
{
  guint roll = eo_demo_random_below (random, 100);

  return roll < 86 ? "closed" : roll < 95 ? "no-reply" : "transferred";
}

static void
set_incoming (EoRecord           *record,
              const EoDemoLetter *letter,
              const EoDemoOffice *office,
              EoCalendar         *calendar,
              const EoDate       *due)
{
  EoDemoRandom random = eo_demo_random (office->seed, STREAM + 1, letter->index);
  gboolean open = eo_demo_course_is_open (letter, office, due);
  int days = eo_date_diff (&office->newest, &letter->received);
  const char *status = open ? open_status (&random, days) : ended_status (&random);
  guint roll = eo_demo_random_below (&random, 100);

  set (record, "status", status);
  set (record, "priority", roll < 4 ? "urgent" : roll < 14 ? "high" : "normal");
  if (g_str_equal (status, "registered"))
    return;
  set (record, "instruction", letter->instruction);
  set (record, "markup", g_str_has_prefix (status, "no-reply") ? "no-reply"
                         : g_str_has_prefix (status, "transfer") ? "refer"
                         : roll % 3 == 0 ? "standard" : "policy");
  if (g_str_equal (status, "returned"))
    {
      set (record, "return_reason", roll % 2 ? "facts" : "tone");
      set (record, "return_note", roll % 2 ? "The date of the inspection is not the one in the report."
                                           : "Warmer, please: they have waited a year.");
    }
  if (g_str_equal (status, "closed"))
    {
      EoDate replied = eo_calendar_add_working_days (calendar, &letter->received,
                                                     2 + (int) eo_demo_random_below (&random, 9 + letter->with));

      set (record, "replied_on", strcmp (replied.iso, office->newest.iso) < 0 ? replied.iso : office->newest.iso);
    }
}

static void
set_outgoing (EoRecord           *record,
              const EoDemoLetter *letter,
              const EoDemoOffice *office,
              EoCalendar         *calendar)
{
  EoDemoRandom random = eo_demo_random (office->seed, STREAM + 2, letter->index);
  gboolean fresh = eo_date_diff (&office->newest, &letter->received) < JUST_SENT
                   && eo_demo_random_chance (&random, 60);
  EoDate delivered = eo_calendar_add_working_days (calendar, &letter->received,
                                                   1 + (int) eo_demo_random_below (&random, 5));
  g_autofree char *proof = g_strdup_printf ("RR%09uZA", 100000000 + eo_demo_random_below (&random, 800000000));

  set (record, "signed_how", "wet");
  set (record, "signed_on", letter->received.iso);
  set (record, "status", fresh ? "dispatched" : "closed");
  if (g_str_equal (letter->mode, "post") || g_str_equal (letter->mode, "courier"))
    set (record, "proof", proof);
  if (fresh)
    return;
  set (record, "delivery", "delivered");
  set (record, "delivered_on", delivered.iso);
}

/**
 * eo_demo_course_set:
 * @due: the day the reply is due, or none
 *
 * Sets the state of a letter, and what such a letter has besides.
 */
void
eo_demo_course_set (EoRecord           *record,
                    const EoDemoLetter *letter,
                    const EoDemoOffice *office,
                    EoCalendar         *calendar,
                    const EoDate       *due)
{
  g_return_if_fail (EO_IS_RECORD (record) && letter != NULL);

  if (letter->incoming)
    set_incoming (record, letter, office, calendar, due);
  else
    set_outgoing (record, letter, office, calendar);
}

/**
 * eo_demo_course_draft:
 * @status: a nick
 *
 * Returns: (transfer full) (nullable): the text of the reply that is being drafted, or NULL before drafting
 */
char *
eo_demo_course_draft (const char         *status,
                      const EoDemoLetter *letter)
{
  static const char *const with_draft[] = { "drafting", "returned", "quality-check", "private-office", "signature", NULL };

  if (!g_strv_contains (with_draft, status))
    return NULL;
  return g_strdup_printf (
    "Thank you for your letter about this matter.\n\n"
    "The department has looked into what you write. The responsible official inspected the place in the week after your "
    "letter came in, and found it as you describe.\n\n"
    "The work has been put on the programme of this financial year. You will hear from the regional office within %u "
    "working days when it begins, and whom you can telephone meanwhile.\n\n"
    "I thank you for bringing this to my attention, and for the trouble you took to write.",
    10 + letter->with % 4 * 5);
}
