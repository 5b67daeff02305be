/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-appointment-rules.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/eo-request-answer.h"
#include "sections/diary/eo-request-holds.h"
#include "sections/diary/eo-request-rules.h"

#define ONLY_DIARY "SELECT CASE count (*) WHEN 1 THEN max (id) ELSE 0 END FROM diary WHERE status = 'used' AND deleted_at = ''"
#define HOLD_OF_NUMBER \
  "SELECT CASE all_day WHEN 1 THEN substr (starts, 1, 10) ELSE starts END FROM appointment " \
  "WHERE request = ?1 AND hold_number = CAST (?2 AS INTEGER) AND status = 'hold' AND deleted_at = ''"
#define PERSON_OF_ACCOUNT "SELECT id FROM person WHERE account = ?2 AND deleted_at = ''"
#define PERSON_OF_NAME "SELECT id FROM person WHERE name = ?2 AND deleted_at = ''"

#define MOST_DIGITS 3

/* Which times are meant */

static gboolean
is_number (const char *word)
{
  return *word != '\0' && strspn (word, "0123456789") == strlen (word) && strlen (word) <= MOST_DIGITS;
}

/* "2" is the second of the times that are held, or wished for where none is: (transfer full), "" for none. */
static char *
time_of_number (EoWriter   *writer,
                EoRequest  *self,
                const char *number)
{
  g_autofree char *held = eo_writer_get_text (writer, HOLD_OF_NUMBER, EO_RECORD (self)->id, number);
  g_autoptr (GArray) wishes = eo_wishes_read (self->wanted);
  guint64 n = g_ascii_strtoull (number, NULL, 10);

  if (*held != '\0' || n == 0 || n > wishes->len)
    return g_steal_pointer (&held);
  return eo_wish_write (&g_array_index (wishes, EoWish, n - 1));
}

/* In place of what was written: times only, in order. */
static gboolean
read_chosen (EoWriter   *writer,
             EoRequest  *self,
             GError    **error)
{
  g_auto (GStrv) words = g_strsplit_set (self->chosen, " \n", -1);
  g_autoptr (GString) times = g_string_new (NULL);
  g_autoptr (GArray) wishes = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = is_number (words[i]) ? time_of_number (writer, self, words[i]) : g_strdup (words[i]);
      EoWish wish;

      if (*words[i] == '\0')
        continue;
      if (!eo_wish_parse (word, &wish))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                       _("“%s” is none of the times of %s, and no time such as 2026-10-07T09:00."), words[i],
                       eo_record_get_name (EO_RECORD (self)));
          return FALSE;
        }
      g_string_append_printf (times, " %s", word);
    }
  wishes = eo_wishes_read (times->str);
  text = eo_wishes_write (wishes);
  eo_str_set (&self->chosen, text);
  return TRUE;
}

static gboolean
check_diary (EoRequest  *self,
             GError    **error)
{
  if (self->diary.id != 0)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("Whose diary is it for? Fill in “%s” of %s first."), _("Diary"),
               eo_record_get_name (EO_RECORD (self)));
  return FALSE;
}

/* "1: Wed 7 Oct, 10:00–10:45; 2: …" */
static char *
list_times (GArray *wishes,
            gint64  minutes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < wishes->len; i++)
    {
      g_autofree char *time = eo_wish_format (&g_array_index (wishes, EoWish, i), minutes);

      g_string_append_printf (text, "%s%u: %s", i > 0 ? "; " : "", i + 1, time);
    }
  return g_string_free (text, FALSE);
}

static gboolean
choose_one (EoWriter   *writer,
            EoRequest  *self,
            EoWish     *wish,
            GError    **error)
{
  const char *name = eo_record_get_name (EO_RECORD (self));
  g_autoptr (GArray) wishes = NULL;
  g_autofree char *times = NULL;

  if (!check_diary (self, error) || !read_chosen (writer, self, error))
    return FALSE;
  wishes = eo_wishes_read (*self->chosen != '\0' ? self->chosen : self->wanted);
  if (wishes->len == 1)
    {
      *wish = g_array_index (wishes, EoWish, 0);
      return TRUE;
    }
  times = list_times (wishes, self->minutes);
  if (wishes->len == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("At which time? %s names none: choose one."), name);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("Which of the times of %s? Choose one: %s."), name, times);
  return FALSE;
}

static void
choose (EoRequest    *self,
        const EoWish *wish)
{
  g_autofree char *text = wish != NULL ? eo_wish_write (wish) : NULL;

  eo_str_set (&self->chosen, text);
}

/* Steps */

/* Who works here is whose it is, where nobody else is named. */
gboolean
eo_request_take_up (EoWriter  *writer,
                    EoRecord  *record,
                    GError   **error)
{
  EoRequest *self = EO_REQUEST (record);
  const char *by = eo_writer_get_by (writer);
  const char *acting = strstr (by, " for ");

  if (self->owner.id == 0)
    self->owner.id = acting != NULL
                       ? eo_writer_get_integer (writer, PERSON_OF_NAME, 0, acting + strlen (" for "))
                       : eo_writer_get_integer (writer, PERSON_OF_ACCOUNT, 0, by);
  if (self->owner.id != 0)
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("Each request has one owner: fill in “%s” of %s."), _("Owner"),
               eo_record_get_name (record));
  return FALSE;
}

gboolean
eo_request_ask_more (EoWriter  *writer,
                     EoRecord  *record,
                     GError   **error)
{
  return eo_request_begin_answer (writer, EO_REQUEST (record), FALSE, error);
}

gboolean
eo_request_hold (EoWriter  *writer,
                 EoRecord  *record,
                 GError   **error)
{
  EoRequest *self = EO_REQUEST (record);

  if (*self->chosen == '\0')
    eo_str_set (&self->chosen, self->wanted);
  if (!check_diary (self, error) || !read_chosen (writer, self, error))
    return FALSE;
  if (*self->chosen != '\0')
    return TRUE;
  g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("Which times shall be held for %s? It names none: choose one."),
               eo_record_get_name (record));
  return FALSE;
}

static gboolean
take (EoWriter   *writer,
      EoRequest  *self,
      gboolean    despite,
      GError    **error)
{
  EoWish wish;
  g_autoptr (EoAppointment) hold = NULL;

  if (!choose_one (writer, self, &wish, error) || (hold = eo_request_take_hold (writer, self, &wish, error)) == NULL)
    return FALSE;
  hold->diary.id = self->diary.id; /* where it is another one from now on, it goes there */
  if (!despite && !eo_appointment_confirm (writer, EO_RECORD (hold), error))
    return FALSE;
  choose (self, &wish);
  self->appointment.id = EO_RECORD (hold)->id;
  eo_str_set (&self->appointment.title, hold->subject);
  return eo_request_begin_answer (writer, self, FALSE, error);
}

gboolean
eo_request_confirm (EoWriter  *writer,
                    EoRecord  *record,
                    GError   **error)
{
  eo_str_set (&EO_REQUEST (record)->reason, "");
  return take (writer, EO_REQUEST (record), FALSE, error);
}

gboolean
eo_request_confirm_despite (EoWriter  *writer,
                            EoRecord  *record,
                            GError   **error)
{
  return take (writer, EO_REQUEST (record), TRUE, error);
}

/* What is confirmed is moved: only to where nothing firm stands. */
gboolean
eo_request_move (EoWriter  *writer,
                 EoRecord  *record,
                 GError   **error)
{
  EoRequest *self = EO_REQUEST (record);
  g_autoptr (EoRecord) appointment = NULL;
  EoWish wish;

  if (!choose_one (writer, self, &wish, error)
      || (appointment = eo_writer_get (writer, &eo_appointment_kind, self->appointment.id, error)) == NULL)
    return FALSE;
  if (*EO_APPOINTMENT (appointment)->repeats != '\0')
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("“%s” repeats: move it in the diary."), self->subject);
      return FALSE;
    }
  eo_appointment_set_wish (EO_APPOINTMENT (appointment), &wish);
  choose (self, &wish);
  return eo_appointment_confirm (writer, appointment, error);
}

/* Where one time is meant, it stays in the diary, and says who goes; else the times are given up. */
gboolean
eo_request_delegate (EoWriter  *writer,
                     EoRecord  *record,
                     GError   **error)
{
  EoRequest *self = EO_REQUEST (record);
  g_autoptr (EoRecord) before = eo_writer_get (writer, &eo_request_kind, record->id, error);
  g_autoptr (GArray) wishes = NULL;

  if (before == NULL || !read_chosen (writer, self, error))
    return FALSE;
  wishes = eo_wishes_read (self->chosen);
  if (EO_REQUEST (before)->status < EO_REQUEST_CONFIRMED)
    {
      const EoWish *wish = wishes->len == 1 && self->diary.id != 0 ? &g_array_index (wishes, EoWish, 0) : NULL;
      g_autoptr (EoAppointment) hold = NULL;

      if (wish != NULL && (hold = eo_request_take_hold (writer, self, wish, error)) == NULL)
        return FALSE;
      choose (self, wish);
      self->appointment.id = hold != NULL ? EO_RECORD (hold)->id : 0;
      eo_str_set (&self->appointment.title, hold != NULL ? hold->subject : "");
    }
  return eo_request_begin_answer (writer, self, FALSE, error);
}

gboolean
eo_request_decline (EoWriter  *writer,
                    EoRecord  *record,
                    GError   **error)
{
  choose (EO_REQUEST (record), NULL);
  return eo_request_begin_answer (writer, EO_REQUEST (record), FALSE, error);
}

gboolean
eo_request_let_go (EoWriter  *writer,
                   EoRecord  *record,
                   GError   **error)
{
  choose (EO_REQUEST (record), NULL);
  return TRUE;
}

/* Who was told that the principal comes is told that he does not; when it was to be is in the letter. */
gboolean
eo_request_call_off (EoWriter  *writer,
                     EoRecord  *record,
                     GError   **error)
{
  return eo_request_begin_answer (writer, EO_REQUEST (record), FALSE, error) && eo_request_let_go (writer, record, error);
}

gboolean
eo_request_answer (EoWriter  *writer,
                   EoRecord  *record,
                   GError   **error)
{
  return eo_request_begin_answer (writer, EO_REQUEST (record), TRUE, error);
}

/* An office with one diary means that one. */
gboolean
eo_request_saving (EoWriter  *writer,
                   EoRecord  *record,
                   EoRecord  *before,
                   GError   **error)
{
  EoRequest *self = EO_REQUEST (record);

  if (before == NULL && self->diary.id == 0)
    self->diary.id = eo_writer_get_integer (writer, ONLY_DIARY, 0, NULL);
  return TRUE;
}

/* What it came with. Letters are another section's: their fields are reached by name. */

static const EoLink *
link_of (EoRecord   *record,
         const char *name)
{
  return eo_field_get_link (eo_kind_find_field (eo_record_get_kind (record), name), record);
}

static char *
text_of (EoRecord   *record,
         const char *name)
{
  return eo_field_to_text (eo_kind_find_field (eo_record_get_kind (record), name), record);
}

static void
set_link (EoRequest  *self,
          const char *name,
          gint64      id,
          const char *title)
{
  eo_record_set_link (EO_RECORD (self), eo_kind_find_field (&eo_request_kind, name), id, title);
}

void
eo_request_begin_from (EoRecord *record,
                       EoRecord *letter)
{
  EoRequest *self = EO_REQUEST (record);
  const EoLink *from = link_of (letter, "correspondent");
  const EoLink *owner = link_of (letter, "assigned_to");
  g_autofree char *direction = text_of (letter, "direction");
  g_autofree char *mode = text_of (letter, "mode");
  g_autofree char *subject = text_of (letter, "subject");
  g_autofree char *contact = text_of (letter, "signed_by");
  g_autofree char *received = text_of (letter, "received_on");
  g_autofree char *wanted = text_of (letter, "sender_due");
  g_autofree char *due = text_of (letter, "reply_due");

  if (!g_str_equal (direction, "incoming"))
    return;
  eo_record_set_text (record, "subject", subject, NULL);
  eo_record_set_text (record, "contact", contact, NULL);
  eo_record_set_text (record, "asked_on", received, NULL);
  eo_record_set_text (record, "answer_by", *wanted != '\0' ? wanted : due, NULL);
  set_link (self, "requester", from->id, from->title);
  set_link (self, "owner", owner->id, owner->title);
  set_link (self, "letter", letter->id, eo_record_get_title (letter));
  self->came_by = g_str_equal (mode, "email") ? EO_CAME_MAIL : g_str_equal (mode, "hand") ? EO_CAME_HAND : EO_CAME_LETTER;
  record->classification = letter->classification;
}
