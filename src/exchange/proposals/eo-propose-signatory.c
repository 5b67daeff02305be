/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/proposals/eo-letter-text.h"

#define LOOK_AFTER 7 /* lines below "Yours faithfully" */

EO_PATTERN (rule_pattern, "^[_. -]{4,}$|^(signed|sgd|geteken)\\.?$")
EO_PATTERN (behalf_pattern, "^(per|p\\.?p\\.?|pp|for|namens|obo|o\\.b\\.o\\.|for and on behalf of)\\b\\s*:?\\s*")
EO_PATTERN (title_pattern,
            "^(mr|mrs|ms|miss|dr|prof|adv|rev|cllr|clr|councillor|hon|mnr|mev|mej|me|mnu|mnz|nkk|nksz|nkosk|inkosi|inkosikazi|sr|fr|pastor|"
            "bishop|dean|capt|col|gen|brig|maj|sister|judge|justice|ds|past|eng|chief)\\b\\.?\\s+\\S")
EO_PATTERN_WITH (person_pattern,
                 "^(\\p{Lu}\\.? ?(\\p{Lu}\\.? ?){0,3}|\\p{Lu}[\\pL'’-]+ )((van|von|de|du|der|den|le|la|da) )*(\\p{Lu}[\\pL'’-]+\\.? ?){1,3}"
                 "((, )?(MP|MPL|MPP|SC|Pr\\.? ?Eng))?$", 0)
EO_PATTERN (body_pattern,
            "\\b(\\(pty\\)|ltd|inc|cc|npc|municipality|munisipaliteit|department of|school|attorneys|university|association|council of|company|"
            "construction|bank|initiative|foundation|hospital)\\b")
EO_PATTERN (post_pattern,
            "\\b(chair\\w*|director\\w*|manager|bestuurder|voorsitter|secretary|sekretaris|principal|skoolhoof|head|hoof|mayor|burgemeester|"
            "speaker|minister|premier|mec|officer|beampte|dean|rector|registrar|treasurer|president|commissioner|councillor|raadslid|"
            "engineer|partner|attorney|coordinator|convenor|representative|editor|reporter|induna|usihlalo|unobhala|uthishanhloko|umphathi|"
            "superintendent|administrator|executive|inspector|consultant|deacon|member|leader|ceo|cfo|general)\\b")
EO_PATTERN (not_post_pattern, "^(date|datum|tel|cell|e-?mail|cc\\b|encl|copies|copy|annexure|bylae|this letter|\\d)|@|\\d{4}|:\\s*$")

char *
eo_text_tame (const char *text)
{
  static const char *const small[] = { "of", "and", "the", "for", "in", "to", "van", "en", "die", "vir", "on", NULL };
  static const char *const kept[] = { "MP", "MPL", "MEC", "SA", "KZN", "NPC", "NPO", "CC", "SGB", "HOD", "CEO", "CFO", "SCM",
                                      "II", "III", "SC", "FET", "TVET", "AME", "ICT", "HR", NULL };
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) tame = g_string_new (NULL);

  if (!eo_text_is_upper (text))
    return g_strdup (text);
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *lower = g_utf8_strdown (words[i], -1);
      const char *rest;
      gboolean begins = TRUE;

      if (i > 0)
        g_string_append_c (tame, ' ');
      if (i > 0 && g_strv_contains (small, lower))
        {
          g_string_append (tame, lower);
          continue;
        }
      if (g_strv_contains (kept, words[i]))
        {
          g_string_append (tame, words[i]);
          continue;
        }
      /* "uMSHWATHI" keeps its first two as they are; each part of "P.M." and "AUDITOR-GENERAL" begins anew. */
      rest = words[i];
      if (g_unichar_islower (g_utf8_get_char (rest)) && rest[1] != '\0')
        {
          g_string_append_unichar (tame, g_utf8_get_char (rest));
          rest = g_utf8_next_char (rest);
        }
      for (; *rest != '\0'; rest = g_utf8_next_char (rest))
        {
          gunichar c = g_utf8_get_char (rest);

          g_string_append_unichar (tame, begins ? g_unichar_toupper (c) : g_unichar_tolower (c));
          begins = strchr (".-(/", (int) MIN (c, 127)) != NULL;
        }
    }
  return g_string_free (g_steal_pointer (&tame), FALSE);
}

/* A name: with a title before it, or initials or a first name and a surname. */
static double
judge_name (const char *text)
{
  g_autofree char *tame = eo_text_tame (text);

  if (strlen (text) > 60 || strpbrk (text, "0123456789@:") != NULL || eo_text_matches (body_pattern (), text))
    return 0;
  if (eo_text_matches (title_pattern (), text))
    return 0.96;
  return eo_text_matches (person_pattern (), tame) && !eo_text_matches (post_pattern (), tame) ? 0.92 : 0;
}

static gboolean
is_post (const char *text)
{
  return strlen (text) < 90 && !eo_text_matches (not_post_pattern (), text) && !eo_text_is_contact (text)
         && (eo_text_matches (post_pattern (), text) || (!eo_text_is_body (text) && !eo_text_matches (body_pattern (), text)));
}

static EoProposal *
make_signatory (EoLetterText *letter,
                guint         n,
                gsize         start,
                double        sure)
{
  EoTextLine *line = eo_letter_text_line (letter, n);
  EoTextLine *last = line;
  g_autofree char *name = eo_text_tame (line->text + start);
  g_autofree char *post = NULL;
  g_autofree char *both = NULL;

  g_strdelimit (name, ",", ' ');
  g_strchomp (name);
  if (strstr (line->text + start, ", ") != NULL)
    {
      g_free (name);
      name = eo_text_tame (line->text + start);
    }
  if (n + 1 < letter->n_lines && is_post (eo_letter_text_line (letter, n + 1)->text)
      && eo_letter_text_line (letter, n + 1)->page == line->page)
    {
      last = eo_letter_text_line (letter, n + 1);
      post = eo_text_tame (last->text);
    }
  both = post != NULL ? g_strdup_printf ("%s, %s", name, post) : g_strdup (name);
  return eo_proposal_new_at (letter, "signed_by", both, line, start, line, strlen (line->text), sure, _("Stands under the letter"));
}

EoProposal *
eo_propose_signatory (EoLetterText *letter)
{
  if (letter->is_mail || letter->closing == letter->n_lines)
    return NULL;
  for (guint i = letter->closing + 1; i < MIN (letter->n_lines, letter->closing + 1 + LOOK_AFTER); i++)
    {
      const char *text = eo_letter_text_line (letter, i)->text;
      g_autoptr (GMatchInfo) match = NULL;
      int from, start = 0;
      double sure;

      if (eo_text_matches (rule_pattern (), text))
        continue;
      if (g_regex_match (behalf_pattern (), text, 0, &match))
        g_match_info_fetch_pos (match, 0, &from, &start);
      sure = judge_name (text + start);
      if (sure > 0)
        return make_signatory (letter, i, (gsize) start, sure);
      /* The name of the firm, or what a signature was taken for, may stand above it. */
      if (!eo_text_matches (body_pattern (), text) && strlen (text) > 12)
        return NULL;
    }
  return NULL;
}
