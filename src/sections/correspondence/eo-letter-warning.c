/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-letter-private.h"

/* From this many days before the period runs out, the office is warned. */
#define WARN_BEFORE 5

static void
add (GString *text,
     char    *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

static gboolean
waits_for_decision (EoLetter *self)
{
  return self->direction == EO_INCOMING && self->matter == EO_MATTER_ACCESS && self->replied_on.iso[0] == '\0'
         && self->reply_due.iso[0] != '\0' && self->clock_stopped.iso[0] == '\0' && eo_kind_is_open (EO_RECORD (self));
}

/* PAIA s27: who has not decided when the period ends has refused. */
static void
add_deemed (EoLetter *self,
            GString  *text)
{
  EoDate today = eo_date_today ();
  g_autofree char *day = eo_date_format (&self->reply_due);
  int days;

  if (!waits_for_decision (self))
    return;
  days = eo_date_diff (&self->reply_due, &today);
  if (days < 0)
    add (text, g_strdup_printf (_("Deemed refused on %s (PAIA s27)"), day));
  else if (days <= WARN_BEFORE)
    add (text, g_strdup_printf (_("Refusal is deemed when %s ends without a decision (PAIA s27)"), day));
}

static void
add_return (EoLetter *self,
            GString  *text)
{
  g_autofree char *reason = NULL;

  if (self->status != EO_LETTER_RETURNED || self->return_reason == EO_RETURN_NONE)
    return;
  reason = g_utf8_strdown (eo_choice_label (eo_return_reason_get_type (), self->return_reason), -1);
  if (*self->return_note != '\0')
    add (text, g_strdup_printf (_("Returned (%s): %s"), reason, self->return_note));
  else
    add (text, g_strdup_printf (_("Returned (%s)"), reason));
}

/* Signed by hand, and sent without its scan: nobody can show later what was signed. */
static void
add_no_copy (EoLetter *self,
             GString  *text)
{
  if (self->direction == EO_OUTGOING && self->status == EO_LETTER_DISPATCHED && self->signed_how == EO_SIGNED_WET
      && *self->sent_hash == '\0' && *self->body != '\0')
    add (text, g_strdup (_("Dispatched without a scan of the signed letter: no copy as sent is kept")));
}

static void
add_clock (EoLetter *self,
           GString  *text)
{
  if (self->clock_stopped.iso[0] != '\0')
    {
      g_autofree char *day = eo_date_format (&self->clock_stopped);

      add (text, g_strdup_printf (_("The clock stands since %s: %s"), day, self->clock_reason));
    }
  if (self->extension_state == EO_EXTENSION_ASKED)
    add (text, g_strdup_printf (ngettext ("%d more day asked for: %s", "%d more days asked for: %s", (int) self->extension_days),
                                (int) self->extension_days, self->extension_reason));
}

char *
_eo_letter_warning (EoRecord *record)
{
  EoLetter *self = EO_LETTER (record);
  g_autoptr (GString) text = g_string_new (NULL);

  add_return (self, text);
  add_no_copy (self, text);
  add_deemed (self, text);
  add_clock (self, text);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
