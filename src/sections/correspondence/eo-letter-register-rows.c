/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/correspondence/eo-letter-register-private.h"

/* What stands in the rows of a register. Only the ids of the letters are held; the rows are read when they are asked for. */

#define BATCH 256 /* rows read at once */

#define TITLE(of) "coalesce ((SELECT title FROM party WHERE id = t." of "), '')"
#define REFERENCE(of) "coalesce ((SELECT reference FROM letter WHERE id = t." of "), '')"
/* When who has it was last said. */
#define REFERRED \
  "CASE WHEN t.assigned_to IS NULL THEN '' ELSE coalesce ((SELECT max (j.at) FROM journal AS j" \
  " JOIN journal_payload AS p ON p.seq = j.seq WHERE j.kind = 'letter' AND j.record = t.id" \
  " AND instr (p.payload, '\"assigned_to\"') > 0), '') END"
#define COLUMNS \
  "t.id, t.reference, t.received_on, t.received_time, t.mode, " TITLE ("correspondent") ", t.their_reference, t.letter_date," \
  " t.subject, coalesce ((SELECT number FROM file WHERE id = t.file), ''), t.classification, " TITLE ("assigned_to") ", " \
  REFERRED ", t.instruction, t.markup, t.reply_due, t.replied_on, " REFERENCE ("replied_with") ", t.status, t.signed_by," \
  " t.proof, t.delivered_on, " REFERENCE ("answers")
#define TAIL "ORDER BY t.id"

enum
{
  SERIAL, DAY, TIME, MODE, PARTY, THEIR_REFERENCE, LETTER_DATE, SUBJECT, FILE_NUMBER, CLASSIFICATION, REFERRED_TO, REFERRED_AT,
  INSTRUCTION, MARKUP, DUE, REPLIED_ON, REPLY, STATUS, SIGNATORY, PROOF, DELIVERED_ON, ANSWERS, N_TEXTS
};

typedef struct
{
  gint64  id;
  char   *texts[N_TEXTS];
} Letter;

static void
letter_clear (gpointer data)
{
  Letter *letter = data;

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (letter->texts[i]);
}

static gboolean
take_letter (EoRow    *row,
             gpointer  user_data)
{
  EoLetterRegister *self = user_data;
  Letter letter = { eo_row_get_integer (row, 0), { NULL } };

  for (int i = 0; i < N_TEXTS; i++)
    letter.texts[i] = g_strdup (eo_row_get_text (row, i + 1));
  g_array_append_val (self->letters, letter);
  return TRUE;
}

/* The letter of a row; NULL where it was deleted after the rows were counted. */
static gboolean
read_letter (EoLetterRegister  *self,
             guint64            row,
             const Letter     **letter,
             GError           **error)
{
  gint64 id = g_array_index (self->ids, gint64, row);
  guint64 first = row - row % BATCH;

  if (first != self->first)
    {
      g_autoptr (EoQuery) query = eo_query_new (&eo_letter_kind);

      g_array_set_size (self->letters, 0);
      eo_query_set_ids (query, &g_array_index (self->ids, gint64, first), MIN (BATCH, self->ids->len - first));
      if (!eo_store_tally (self->store, query, COLUMNS, TAIL, take_letter, self, error))
        return FALSE;
      self->first = first;
    }
  *letter = NULL;
  for (guint i = 0; i < self->letters->len && *letter == NULL; i++)
    if (g_array_index (self->letters, Letter, i).id == id)
      *letter = &g_array_index (self->letters, Letter, i);
  return TRUE;
}

static const char *
say_choice (GType       choice,
            const char *nick)
{
  int value = 0;

  return eo_choice_parse (choice, nick, &value) ? eo_choice_label (choice, value) : nick;
}

/* What is to be done: as it was said, else as it was marked up. */
static const char *
say_action (const Letter *letter)
{
  if (*letter->texts[INSTRUCTION] != '\0')
    return letter->texts[INSTRUCTION];
  return g_str_equal (letter->texts[MARKUP], "undecided") ? "" : say_choice (eo_markup_get_type (), letter->texts[MARKUP]);
}

/* A letter that is being written has no day of dispatch yet. */
static const char *
say_sent (const Letter *letter)
{
  static const char *const not_sent[] = { "drafting", "returned", "quality-check", "private-office", "signature", "signed", NULL };

  return g_strv_contains (not_sent, letter->texts[STATUS]) ? "" : letter->texts[DAY];
}

static char *
say_referred (const Letter *letter)
{
  EoInstant at = { "" };

  g_strlcpy (at.iso, letter->texts[REFERRED_AT], sizeof at.iso);
  return at.iso[0] != '\0' ? g_strdup (eo_instant_to_date (&at).iso) : g_strdup ("");
}

static char *
say_date (const EoLetterRegister *self,
          const char             *iso)
{
  EoDate date = { "" };

  g_strlcpy (date.iso, iso, sizeof date.iso);
  return eo_date_format_short (&date, &self->today);
}

/* One above the other, without what is not there. */
static char *
stack (const char *first,
       const char *second)
{
  return g_strconcat (first, *first != '\0' && *second != '\0' ? "\n" : "", second, NULL);
}

static const char *
say_classification (const Letter *letter)
{
  return g_str_equal (letter->texts[CLASSIFICATION], "open")
           ? "" : say_choice (eo_classification_get_type (), letter->texts[CLASSIFICATION]);
}

/* "NRF/12/2026 of 9 Sep" */
static char *
say_their_letter (const EoLetterRegister *self,
                  const Letter           *letter)
{
  g_autofree char *day = say_date (self, letter->texts[LETTER_DATE]);

  if (*letter->texts[THEIR_REFERENCE] == '\0')
    return *day != '\0' ? g_strdup_printf (_("Letter of %s"), day) : g_strdup ("");
  if (*day == '\0')
    return g_strdup (letter->texts[THEIR_REFERENCE]);
  /* Translators: the sender's reference, and the date on the letter */
  return g_strdup_printf (_("%s of %s"), letter->texts[THEIR_REFERENCE], day);
}

gboolean
_eo_letter_register_give_incoming (guint64    row,
                                   char     **cells,
                                   gpointer   user_data,
                                   GError   **error)
{
  EoLetterRegister *self = user_data;
  const Letter *letter;
  g_autofree char *day = NULL;
  g_autofree char *came = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *referred = NULL;
  g_autofree char *referred_on = NULL;
  g_autofree char *replied_on = NULL;

  if (!read_letter (self, row, &letter, error))
    return FALSE;
  if (letter == NULL)
    return TRUE;
  day = say_date (self, letter->texts[DAY]);
  came = g_strconcat (say_choice (eo_mode_get_type (), letter->texts[MODE]), *letter->texts[TIME] != '\0' ? ", " : "",
                      letter->texts[TIME], NULL);
  theirs = say_their_letter (self, letter);
  referred = say_referred (letter);
  referred_on = say_date (self, referred);
  replied_on = say_date (self, letter->texts[REPLIED_ON]);
  cells[0] = g_strdup (letter->texts[SERIAL]);
  cells[1] = stack (day, came);
  cells[2] = stack (letter->texts[PARTY], theirs);
  cells[3] = g_strdup (letter->texts[SUBJECT]);
  cells[4] = stack (letter->texts[FILE_NUMBER], say_classification (letter));
  cells[5] = stack (letter->texts[REFERRED_TO], referred_on);
  cells[6] = g_strdup (say_action (letter));
  cells[7] = say_date (self, letter->texts[DUE]);
  cells[8] = stack (replied_on, letter->texts[REPLY]);
  cells[9] = g_strdup (say_choice (eo_letter_status_get_type (), letter->texts[STATUS]));
  return TRUE;
}

gboolean
_eo_letter_register_give_incoming_values (guint64    row,
                                          char     **cells,
                                          gpointer   user_data,
                                          GError   **error)
{
  const Letter *letter;
  g_autofree char *referred = NULL;

  if (!read_letter (user_data, row, &letter, error))
    return FALSE;
  if (letter == NULL)
    return TRUE;
  referred = say_referred (letter);
  {
    const char *const values[] = {
      letter->texts[SERIAL], letter->texts[DAY], letter->texts[TIME], say_choice (eo_mode_get_type (), letter->texts[MODE]),
      letter->texts[PARTY], letter->texts[THEIR_REFERENCE], letter->texts[LETTER_DATE], letter->texts[SUBJECT],
      letter->texts[FILE_NUMBER], say_choice (eo_classification_get_type (), letter->texts[CLASSIFICATION]),
      letter->texts[REFERRED_TO], referred, say_action (letter), letter->texts[DUE], letter->texts[REPLIED_ON],
      letter->texts[REPLY], say_choice (eo_letter_status_get_type (), letter->texts[STATUS]),
    };

    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      cells[i] = g_strdup (values[i]);
  }
  return TRUE;
}

gboolean
_eo_letter_register_give_outgoing (guint64    row,
                                   char     **cells,
                                   gpointer   user_data,
                                   GError   **error)
{
  EoLetterRegister *self = user_data;
  const Letter *letter;
  g_autofree char *delivered_on = NULL;
  g_autofree char *delivered = NULL;

  if (!read_letter (self, row, &letter, error))
    return FALSE;
  if (letter == NULL)
    return TRUE;
  delivered_on = say_date (self, letter->texts[DELIVERED_ON]);
  if (*delivered_on != '\0')
    delivered = g_strdup_printf (_("Delivered %s"), delivered_on);
  cells[0] = g_strdup (letter->texts[SERIAL]);
  cells[1] = say_date (self, say_sent (letter));
  cells[2] = stack (letter->texts[PARTY], letter->texts[THEIR_REFERENCE]);
  cells[3] = g_strdup (letter->texts[SUBJECT]);
  cells[4] = stack (letter->texts[FILE_NUMBER], say_classification (letter));
  cells[5] = g_strdup (letter->texts[SIGNATORY]);
  cells[6] = g_strdup (*say_sent (letter) != '\0' ? say_choice (eo_mode_get_type (), letter->texts[MODE]) : "");
  cells[7] = stack (letter->texts[PROOF], delivered != NULL ? delivered : "");
  cells[8] = g_strdup (letter->texts[ANSWERS]);
  cells[9] = g_strdup (say_choice (eo_letter_status_get_type (), letter->texts[STATUS]));
  return TRUE;
}

gboolean
_eo_letter_register_give_outgoing_values (guint64    row,
                                          char     **cells,
                                          gpointer   user_data,
                                          GError   **error)
{
  const Letter *letter;

  if (!read_letter (user_data, row, &letter, error))
    return FALSE;
  if (letter == NULL)
    return TRUE;
  {
    const char *const values[] = {
      letter->texts[SERIAL], say_sent (letter), letter->texts[PARTY], letter->texts[THEIR_REFERENCE], letter->texts[SUBJECT],
      letter->texts[FILE_NUMBER], say_choice (eo_classification_get_type (), letter->texts[CLASSIFICATION]),
      letter->texts[SIGNATORY], *say_sent (letter) != '\0' ? say_choice (eo_mode_get_type (), letter->texts[MODE]) : "",
      letter->texts[PROOF], letter->texts[DELIVERED_ON], letter->texts[ANSWERS],
      say_choice (eo_letter_status_get_type (), letter->texts[STATUS]),
    };

    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      cells[i] = g_strdup (values[i]);
  }
  return TRUE;
}

EoLetterRegister *
_eo_letter_register_new (EoStore *store)
{
  EoLetterRegister *self = g_new0 (EoLetterRegister, 1);

  self->store = g_object_ref (store);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  g_array_set_clear_func (self->letters, letter_clear);
  self->first = G_MAXUINT64;
  self->today = eo_date_today ();
  return self;
}

void
_eo_letter_register_free (gpointer data)
{
  EoLetterRegister *self = data;

  g_object_unref (self->store);
  g_array_unref (self->ids);
  g_array_unref (self->letters);
  g_free (self);
}
