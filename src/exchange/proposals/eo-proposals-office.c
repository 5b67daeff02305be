/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/proposals/eo-letter-text.h"
#include "store/eo-mail.h"

#define FILED_LETTERS 30   /* looked at, the newest; of these the last ten say how they are filed */
#define LAST_LETTERS  10
#define LEAST_LETTERS 3
#define AGREEMENT     0.7  /* of the last ten */
#define ALIKE         0.6  /* subjects */

/* Main thread: a few rows by an index each. */

typedef struct
{
  EoStore      *store;
  const EoKind *kind;
  GPtrArray    *proposals;
  GPtrArray    *earlier;   /* of EoRecord: the sender's letters, newest first */
} Office;

/* Words that many subjects have, and that say nothing of the matter. */
static const char *const common[] = {
  "request", "letter", "application", "complaint", "invitation", "regarding", "urgent", "from", "with", "that", "this", "your", "your",
  "versoek", "insake", "isicelo", "ukucela", "reply", "follow", "further", "update", "report", "notice", "department", "proposed", NULL
};

static GHashTable *
subject_words (const char *subject)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = g_utf8_casefold (subject, -1);
  const char *p = folded;

  while (*p != '\0')
    {
      const char *start;

      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      for (start = p; *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));)
        p = g_utf8_next_char (p);
      if (p - start >= 4 || (p > start && g_ascii_isdigit (*start)))
        {
          g_autofree char *word = g_strndup (start, p - start);

          if (!g_strv_contains (common, word))
            g_hash_table_add (words, g_steal_pointer (&word));
        }
    }
  return words;
}

double
eo_subject_likeness (const char *a,
                     const char *b)
{
  g_autoptr (GHashTable) words_a = subject_words (a);
  g_autoptr (GHashTable) words_b = subject_words (b);
  guint shared = 0, all;
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words_a);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    shared += g_hash_table_contains (words_b, word);
  all = g_hash_table_size (words_a) + g_hash_table_size (words_b) - shared;
  /* Two words in common are chance. */
  return shared >= 2 && all > 0 ? (double) shared / all : 0;
}

static const char *
text_of (EoRecord   *record,
         const char *field)
{
  return eo_field_get_string (eo_kind_find_field (eo_record_get_kind (record), field), record);
}

/* Who bears the name or the address: exactly one, or nobody. */
static gboolean
find_party (EoStore    *store,
            const char *name,
            EoLink     *link)
{
  return eo_store_resolve (store, "party", name, link, NULL);
}

static EoProposal *
sender_proposal (Office *office)
{
  EoProposal *proposal = eo_proposals_lookup (office->proposals, "correspondent");

  if (proposal == NULL)
    {
      proposal = eo_proposal_new ("correspondent", "", 0, "");
      g_ptr_array_add (office->proposals, proposal);
    }
  return proposal;
}

/* Takes the title of @link. */
static void
use_party (Office     *office,
           EoLink     *link,
           double      sure,
           const char *why)
{
  EoProposal *proposal = sender_proposal (office);

  g_free (proposal->text);
  g_free (proposal->why);
  proposal->text = link->title;
  proposal->id = link->id;
  proposal->kind = NULL;
  proposal->confidence = sure;
  proposal->why = g_strdup (why);
}

static void
find_sender (Office    *office,
             GPtrArray *names,
             GPtrArray *emails)
{
  EoProposal *read = eo_proposals_lookup (office->proposals, "correspondent");
  g_autofree char *own = eo_store_get_setting (office->store, "office-name");
  EoLink link = { 0, NULL };

  /* What was read is a name: the office may have it as it is. */
  if (read != NULL && find_party (office->store, read->text, &link))
    {
      use_party (office, &link, 0.98, _("The office knows this sender by name"));
      return;
    }
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (names->pdata[i], own) != 0 && find_party (office->store, names->pdata[i], &link))
      {
        use_party (office, &link, 0.96, _("The office knows this sender by the letterhead"));
        return;
      }
  for (guint i = 0; i < emails->len; i++)
    if (eo_store_find_sole_sender (office->store, emails->pdata[i], &link))
      {
        /* A letterhead that names somebody else weighs as much as the address under it. */
        if (read != NULL && read->confidence > 0.91 && read->kind == eo_kind_lookup ("organisation"))
          {
            g_free (link.title);
            return;
          }
        use_party (office, &link, 0.95, _("The office knows this sender by the e-mail address"));
        return;
      }
}

static void
read_earlier (Office *office)
{
  const EoProposal *sender = eo_proposals_lookup (office->proposals, "correspondent");
  g_autoptr (EoQuery) query = NULL;
  g_autofree char *id = NULL;

  if (sender == NULL || sender->id == 0)
    return;
  query = eo_query_new (office->kind);
  id = g_strdup_printf ("#%" G_GINT64_FORMAT, sender->id);
  eo_query_add (query, eo_kind_find_field (office->kind, "correspondent"), EO_IS, id);
  eo_query_add (query, eo_kind_find_field (office->kind, "direction"), EO_IS, "incoming");
  eo_query_set_sort_reference (query, TRUE);
  office->earlier = eo_store_select (office->store, query, FILED_LETTERS, NULL);
}

/* A quoted file number, if there is such a file and it is open. */
static void
find_file (Office *office)
{
  EoProposal *proposal = eo_proposals_lookup (office->proposals, "file");
  const EoKind *kind = eo_kind_lookup ("file");
  g_autoptr (EoRecord) record = NULL;
  EoLink link = { 0, NULL };

  if (proposal == NULL)
    return;
  if (eo_store_resolve (office->store, "file", proposal->text, &link, NULL))
    record = eo_store_get (office->store, kind, link.id, NULL);
  if (record == NULL || !eo_field_is_empty (eo_kind_find_field (kind, "closed_on"), record))
    g_ptr_array_remove (office->proposals, proposal);
  else
    {
      g_free (proposal->text);
      proposal->text = g_strdup (link.title);
      proposal->id = link.id;
      proposal->kind = kind;
    }
  g_free (link.title);
}

/* What most of the last letters have in @field: its canonical text, or NULL. */
static char *
most_common (GPtrArray     *letters,
             guint          n,
             const EoField *field)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *best = NULL;
  guint most = 0;
  GHashTableIter iter;
  gpointer text, count;

  for (guint i = 0; i < n; i++)
    {
      char *value = eo_field_to_text (field, letters->pdata[i]);

      count = g_hash_table_lookup (counts, value);
      g_hash_table_replace (counts, value, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &text, &count))
    if (GPOINTER_TO_UINT (count) > most)
      {
        most = GPOINTER_TO_UINT (count);
        best = text;
      }
  return n >= LEAST_LETTERS && most >= AGREEMENT * n ? g_strdup (best) : NULL;
}

/* Letters of the sender about the same thing decide where the sender's letters go different ways. */
static char *
of_like_subjects (Office        *office,
                  const EoField *field,
                  const char    *subject)
{
  g_autofree char *common_text = NULL;

  for (guint i = 0; i < office->earlier->len; i++)
    {
      EoRecord *letter = office->earlier->pdata[i];
      g_autofree char *text = NULL;

      if (eo_subject_likeness (subject, text_of (letter, "subject")) < ALIKE)
        continue;
      text = eo_field_to_text (field, letter);
      if (common_text != NULL && !g_str_equal (common_text, text))
        return NULL;
      if (common_text == NULL)
        common_text = g_steal_pointer (&text);
    }
  return g_steal_pointer (&common_text);
}

static void
propose_filing (Office     *office,
                const char *name,
                const char *subject)
{
  const EoField *field = eo_kind_find_field (office->kind, name);
  g_autoptr (EoRecord) blank = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *text = NULL;
  EoProposal *proposal;
  gboolean by_subject = FALSE;

  if (field == NULL || eo_proposals_lookup (office->proposals, name) != NULL)
    return;
  text = most_common (office->earlier, MIN (office->earlier->len, LAST_LETTERS), field);
  if (text == NULL && subject != NULL)
    {
      text = of_like_subjects (office, field, subject);
      by_subject = TRUE;
    }
  blank = eo_record_new (office->kind);
  nothing = eo_field_to_text (field, blank);
  if (text == NULL || *text == '\0' || g_str_equal (text, nothing))
    return;
  proposal = eo_proposal_new (name, text, by_subject ? 0.88 : 0.9,
                              by_subject ? _("As this sender’s letters on the same subject") : _("As most of this sender’s last letters"));
  if (field->type == EO_FIELD_LINK)
    {
      char *title;

      proposal->id = g_ascii_strtoll (text + 1, &title, 10);
      g_free (proposal->text);
      proposal->text = g_strdup (g_strchug (title));
      proposal->kind = eo_kind_lookup (field->target);
    }
  g_ptr_array_add (office->proposals, proposal);
}

static void
tie_earlier (Office     *office,
             EoRecord   *letter,
             double      sure,
             const char *why)
{
  const EoField *direction = eo_kind_find_field (office->kind, "direction");
  g_autofree char *way = eo_field_to_text (direction, letter);
  const char *field = g_str_equal (way, "incoming") ? "thread" : "answers";
  EoProposal *proposal = eo_proposals_lookup (office->proposals, EO_PROPOSE_EARLIER);

  if (proposal == NULL)
    {
      proposal = eo_proposal_new (EO_PROPOSE_EARLIER, "", sure, why);
      g_ptr_array_add (office->proposals, proposal);
    }
  g_free (proposal->text);
  proposal->text = g_strdup (letter->reference);
  proposal->kind = office->kind;
  proposal->id = letter->id;
  if (eo_kind_find_field (office->kind, field) != NULL)
    {
      EoProposal *link = eo_proposal_new (field, eo_record_get_title (letter), proposal->confidence, proposal->why);

      link->kind = office->kind;
      link->id = letter->id;
      g_ptr_array_add (office->proposals, link);
    }
}

/* Not quoted: the one open letter of this sender on the same subject. */
static EoRecord *
find_followed (Office     *office,
               const char *subject)
{
  EoRecord *found = NULL;

  for (guint i = 0; i < office->earlier->len; i++)
    {
      EoRecord *letter = office->earlier->pdata[i];

      if (!eo_kind_is_open (letter) || eo_subject_likeness (subject, text_of (letter, "subject")) < ALIKE)
        continue;
      if (found != NULL)
        return NULL;
      found = letter;
    }
  return found;
}

static void
find_earlier (Office     *office,
              const char *subject)
{
  EoProposal *quoted = eo_proposals_lookup (office->proposals, EO_PROPOSE_EARLIER);
  g_autoptr (EoRecord) letter = NULL;

  if (quoted != NULL)
    {
      letter = eo_store_find (office->store, office->kind, quoted->text, NULL);
      if (letter != NULL)
        tie_earlier (office, letter, quoted->confidence, quoted->why);
      else
        g_ptr_array_remove (office->proposals, quoted);
    }
  else if (subject != NULL && office->earlier != NULL && (letter = find_followed (office, subject)) != NULL)
    {
      g_object_ref (letter);
      tie_earlier (office, letter, 0.88, _("Same sender, like subject, still open"));
    }
}

void
eo_proposals_ask_office (EoStore      *store,
                         const EoKind *kind,
                         GPtrArray    *proposals,
                         GPtrArray    *names,
                         GPtrArray    *emails)
{
  static const char *const filings[] = { "file", "matter", "assigned_to", "unit" };
  Office office = { store, kind, proposals, NULL };
  const EoProposal *subject = eo_proposals_lookup (proposals, "subject");

  find_sender (&office, names, emails);
  find_file (&office);
  read_earlier (&office);
  if (office.earlier != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (filings); i++)
      propose_filing (&office, filings[i], subject != NULL ? subject->text : NULL);
  find_earlier (&office, subject != NULL ? subject->text : NULL);
  g_clear_pointer (&office.earlier, g_ptr_array_unref);
}
