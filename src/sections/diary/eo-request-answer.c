/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/diary/eo-request-answer.h"
#include "sections/diary/eo-request-holds.h"

/* Letters and standard replies are another section's: they are reached by the names of their kinds and fields. */

#define REPLIED_WITH "SELECT replied_with FROM letter WHERE id = ?1"

/* What a standard reply is for, by what was decided. */
static const struct
{
  EoRequestStatus  status;
  const char      *where; /* as eo_writer_select() */
} purposes[] = {
  { EO_REQUEST_CONFIRMED, "t.purpose = 'accept'" },
  { EO_REQUEST_DECLINED, "t.purpose = 'decline'" },
  { EO_REQUEST_DELEGATED, "t.purpose = 'delegate'" },
  { EO_REQUEST_MORE, "t.purpose = 'more'" },
  { EO_REQUEST_POSTPONED, "t.purpose = 'postpone'" },
  { EO_REQUEST_CANCELLED, "t.purpose = 'cancel'" },
};

static char *
text_of (EoRecord   *record,
         const char *field)
{
  return eo_field_to_text (eo_kind_find_field (eo_record_get_kind (record), field), record);
}

static gboolean
is_draft (EoRecord *letter)
{
  static const char *const drafts[] = { "registered", "drafting", "returned", NULL };
  g_autofree char *status = text_of (letter, "status");

  return letter->deleted_at.iso[0] == '\0' && g_strv_contains (drafts, status);
}

/* The reply to the letter it came with, as far as one was begun: its id, or 0. */
static gint64
find_reply (EoWriter  *writer,
            EoRequest *self)
{
  return self->letter.id != 0 ? eo_writer_get_integer (writer, REPLIED_WITH, self->letter.id, NULL) : 0;
}

/* The draft of an answer that there is, or NULL: (transfer full). */
static EoRecord *
find_draft (EoWriter  *writer,
            EoRequest *self)
{
  const gint64 ids[] = { find_reply (writer, self), self->answer.id };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (EoRecord) letter = ids[i] != 0 ? eo_writer_get (writer, eo_kind_lookup ("letter"), ids[i], NULL) : NULL;

      if (letter != NULL && is_draft (letter))
        return g_steal_pointer (&letter);
    }
  return NULL;
}

/* Where the letter came in another language, its text does: (transfer full), or NULL. */
static char *
find_text (EoWriter  *writer,
           EoRequest *self,
           EoRecord  *letter)
{
  const char *where = NULL;
  g_autoptr (GPtrArray) replies = NULL;
  g_autofree char *language = text_of (letter, "language");

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (purposes[i].status == self->status)
      where = purposes[i].where;
  if (where == NULL)
    return NULL;
  replies = eo_writer_select (writer, eo_kind_lookup ("standard_reply"), where, 0, NULL);
  for (guint i = 0; replies != NULL && i < replies->len; i++)
    {
      g_autofree char *other = text_of (g_ptr_array_index (replies, i), "language");

      if (g_str_equal (other, language))
        return text_of (g_ptr_array_index (replies, i), "body");
    }
  return NULL;
}

static char *
replace (char       *text, /* (transfer full) */
         const char *placeholder,
         const char *value)
{
  g_autofree char *before = text;
  g_auto (GStrv) parts = NULL;

  if (*value == '\0')
    return g_steal_pointer (&before);
  parts = g_strsplit (before, placeholder, -1);
  return g_strjoinv (value, parts);
}

/* When it is, or was to be: (out) @wish. */
static gboolean
get_time (EoWriter  *writer,
          EoRequest *self,
          EoWish    *wish)
{
  g_autoptr (GArray) wishes = eo_wishes_read (self->chosen);
  g_autoptr (EoRecord) appointment = NULL;

  if (wishes->len == 1)
    {
      *wish = g_array_index (wishes, EoWish, 0);
      return TRUE;
    }
  if (wishes->len > 1 || self->appointment.id == 0)
    return FALSE;
  appointment = eo_writer_get (writer, &eo_appointment_kind, self->appointment.id, NULL);
  if (appointment == NULL)
    return FALSE;
  *wish = eo_appointment_get_wish (EO_APPOINTMENT (appointment));
  return TRUE;
}

/* The day is left to the letter, which writes it in its own language: "{2026-10-07}, 10:00". */
static char *
make_when (EoWriter  *writer,
           EoRequest *self)
{
  EoWish wish;
  EoDate day;

  if (!get_time (writer, self, &wish))
    return g_strdup ("");
  day = eo_local_time_get_date (&wish.starts);
  return wish.all_day ? g_strdup_printf ("{%s}", day.iso) : g_strdup_printf ("{%s}, %s", day.iso, wish.starts.iso + 11);
}

static gboolean
write_text (EoWriter   *writer,
            EoRequest  *self,
            EoRecord   *letter,
            GError    **error)
{
  char *text = find_text (writer, self, letter);
  g_autofree char *when = make_when (writer, self);
  g_autofree char *filled = NULL;
  const EoKind *kind = eo_record_get_kind (letter);

  if (text == NULL)
    return TRUE;
  text = replace (text, "{when}", when);
  text = replace (text, "{place}", self->place);
  text = replace (text, "{delegate}", self->delegate.title);
  text = replace (text, "{missing}", self->reason);
  filled = kind->fill (writer, letter, text);
  g_free (text);
  return eo_record_set_text (letter, "body", filled, error) && eo_writer_save (writer, letter, error);
}

static EoRecord *
new_letter (EoWriter   *writer,
            EoRequest  *self,
            GError    **error)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  g_autoptr (EoRecord) letter = eo_record_new (kind);

  if (self->letter.id != 0)
    {
      g_autoptr (EoRecord) incoming = eo_writer_get (writer, kind, self->letter.id, error);

      if (incoming == NULL)
        return NULL;
      kind->follow (letter, incoming);
      /* It was answered, and that stands: another letter of the same course. */
      if (find_reply (writer, self) != 0)
        {
          eo_record_set_text (letter, "answers", "", NULL);
          eo_record_set_link (letter, eo_kind_find_field (kind, "thread"), incoming->id, eo_record_get_title (incoming));
        }
    }
  else
    {
      g_autofree char *subject = g_strdup_printf ("RE: %s", self->subject);

      eo_record_set_text (letter, "direction", "outgoing", NULL);
      eo_record_set_text (letter, "subject", subject, NULL);
      eo_record_set_text (letter, "matter", "invitation", NULL);
      eo_record_set_link (letter, eo_kind_find_field (kind, "correspondent"), self->requester.id, self->requester.title);
      letter->classification = EO_RECORD (self)->classification;
    }
  return eo_writer_save (writer, letter, error) ? g_steal_pointer (&letter) : NULL;
}

/* Made and filled in within one transaction, it bears one moment. */
static gboolean
is_untouched (EoRecord *letter)
{
  g_autofree char *body = text_of (letter, "body");

  return *body == '\0' || strcmp (letter->created_at.iso, letter->modified_at.iso) == 0;
}

gboolean
eo_request_begin_answer (EoWriter   *writer,
                         EoRequest  *self,
                         gboolean    always,
                         GError    **error)
{
  g_autoptr (EoRecord) letter = NULL;

  g_return_val_if_fail (writer != NULL && EO_IS_REQUEST (self), FALSE);

  if (self->letter.id == 0 && !always)
    return TRUE;
  letter = find_draft (writer, self);
  if (letter == NULL && (letter = new_letter (writer, self, error)) == NULL)
    return FALSE;
  if (is_untouched (letter) && !write_text (writer, self, letter, error))
    return FALSE;
  self->answer.id = letter->id;
  eo_str_set (&self->answer.title, eo_record_get_title (letter));
  return TRUE;
}
