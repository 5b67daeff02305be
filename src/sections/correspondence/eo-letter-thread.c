/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/correspondence/eo-letter-private.h"

/* Letters that follow one another name the first of them, not each the one before: a thread is one query. */

#define FOLLOWERS "t.thread = ?1"

static void
point_to (EoLetter *self,
          EoLetter *first)
{
  self->thread.id = EO_RECORD (first)->id;
  eo_str_set (&self->thread.title, first->subject);
}

/* Before it is saved: who follows a follower follows the first. */
gboolean
_eo_letter_follow (EoWriter  *writer,
                   EoLetter  *self,
                   EoLetter  *before,
                   GError   **error)
{
  g_autoptr (EoRecord) target = NULL;
  g_autoptr (EoRecord) first = NULL;

  if (self->thread.id == 0 || (before != NULL && before->thread.id == self->thread.id))
    return TRUE;
  target = eo_writer_get (writer, &eo_letter_kind, self->thread.id, error);
  if (target == NULL)
    return FALSE;
  if (EO_LETTER (target)->thread.id == 0)
    return TRUE;
  first = eo_writer_get (writer, &eo_letter_kind, EO_LETTER (target)->thread.id, error);
  if (first == NULL)
    return FALSE;
  if (first->id == EO_RECORD (self)->id)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("%s follows this letter, so this one cannot follow it."),
                   eo_record_get_name (target));
      return FALSE;
    }
  point_to (self, EO_LETTER (first));
  return TRUE;
}

/* After it is saved: what followed it goes with it. */
gboolean
_eo_letter_lead (EoWriter  *writer,
                 EoLetter  *self,
                 EoLetter  *before,
                 GError   **error)
{
  g_autoptr (GPtrArray) followers = NULL;
  g_autoptr (EoRecord) first = NULL;

  if (self->thread.id == 0 || before == NULL || before->thread.id == self->thread.id)
    return TRUE;
  first = eo_writer_get (writer, &eo_letter_kind, self->thread.id, error);
  followers = first != NULL ? eo_writer_select (writer, &eo_letter_kind, FOLLOWERS, EO_RECORD (self)->id, error) : NULL;
  if (followers == NULL)
    return FALSE;
  for (guint i = 0; i < followers->len; i++)
    {
      EoRecord *follower = g_ptr_array_index (followers, i);

      point_to (EO_LETTER (follower), EO_LETTER (first));
      if (!eo_writer_save (writer, follower, error))
        return FALSE;
    }
  return TRUE;
}

/* Two matters in one letter: the second has the same paper, and nothing yet of what was decided about the first. */
void
_eo_letter_split (EoRecord *first,
                  EoRecord *second)
{
  static const char *const same[] = {
    "direction", "received_on", "received_time", "correspondent", "subject", "signed_by", "addressee", "letter_date",
    "their_reference", "mode", "file", "matter", "language", "priority", "sender_due", "holder", "place", "thread",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    eo_field_copy (eo_kind_find_field (&eo_letter_kind, same[i]), second, first);
}
