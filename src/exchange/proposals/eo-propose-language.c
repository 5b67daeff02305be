/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/proposals/eo-letter-text.h"

#define LEAST_WORDS 20
#define LEAST_HITS  4

/* Words that every page of a language has and the two others do not. */
static const char *const english[] = {
  "the", "and", "of", "to", "that", "this", "your", "with", "which", "from", "has", "have", "not", "for", "you", "our", "by", "be",
  "will", "been", "are", "it", "at", NULL
};
static const char *const afrikaans[] = {
  "die", "en", "van", "nie", "het", "ons", "u", "wat", "om", "te", "aan", "vir", "met", "op", "dat", "ek", "deur", "sal", "moet", "ook",
  "word", "hierdie", "asseblief", "is", NULL
};
static const char *const zulu[] = {
  "ukuthi", "futhi", "ngoba", "uma", "sicela", "umphakathi", "kanye", "noma", "ukuze", "kakhulu", "lokhu", "wethu", "yethu", "bethu",
  "thina", "sibhala", "ngakho", "kodwa", "nokuthi", "le", "lo", "kule", "ngokushesha", "usizo", "izingane", "abafundi", "ngo", "mina",
  "ngicela", "siyabonga", "uMnyango", "umnyango", NULL
};

/* isiXhosa looks much like isiZulu, and is not told from it by anything else here. */
static const char *const xhosa[] = {
  "ukuba", "kwaye", "okanye", "kunye", "ngokuba", "enkosi", "apha", "apho", "yaye", "ndicela", "ndiyacela", "siyacela", "nceda", "kuba",
  "kwakhona", "xa", "umphathiswa", "isebe", "uluntu", NULL
};

/* isiZulu hangs its small words on others; but nearly all its words end in a vowel, and few of the others' do. */
static gboolean
ends_in_vowel (const char *word,
               gsize       length)
{
  static const char vowels[] = "aeiou";

  for (const char *v = vowels; length > 0 && *v != '\0'; v++)
    if (word[length - 1] == *v)
      return TRUE;
  return FALSE;
}

static void
count_words (EoLetterText *letter,
             guint         hits[4],
             guint        *vowels,
             guint        *words)
{
  static const char *const *const lists[] = { english, afrikaans, zulu, xhosa };

  for (guint i = 0; i < letter->n_lines; i++)
    {
      g_autofree char *small = g_utf8_strdown (eo_letter_text_line (letter, i)->text, -1);
      g_auto (GStrv) parts = g_strsplit_set (small, " \t.,;:()/\"", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          gsize length = 0;

          while (g_ascii_isalpha (parts[j][length]) || (guchar) parts[j][length] > 127)
            length++;
          if (length == 0 || parts[j][length] != '\0')
            continue;
          (*words)++;
          *vowels += ends_in_vowel (parts[j], length);
          for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
            hits[k] += g_strv_contains (lists[k], parts[j]);
        }
    }
}

EoProposal *
eo_propose_language (EoLetterText *letter)
{
  static const char *const nicks[] = { "english", "afrikaans", "zulu" };
  guint hits[4] = { 0 }, vowels = 0, words = 0, best = 0, second;

  count_words (letter, hits, &vowels, &words);
  if (words < LEAST_WORDS)
    return NULL;
  if (vowels * 100 > words * 72)
    hits[2] += words / 6;
  for (guint i = 1; i < 3; i++)
    if (hits[i] > hits[best])
      best = i;
  second = MAX (hits[(best + 1) % 3], hits[(best + 2) % 3]);
  if (best == 2)
    second = MAX (second, 2 * hits[3]);
  if (hits[best] < LEAST_HITS || hits[best] < 2 * second)
    return NULL;
  return eo_proposal_new ("language", nicks[best], 0.97, _("By the words of the letter"));
}
