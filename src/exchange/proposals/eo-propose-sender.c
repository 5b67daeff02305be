/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/proposals/eo-letter-text.h"

#define LETTERHEAD_LINES 8

/* Words by which a line names a body rather than a place or a person. */
EO_PATTERN (body_pattern,
            "\\b(municipality|munisipaliteit|umasipala|department|departement|umnyango|school|sko?ol|ho[eë]rskool|laerskool|isikole|college|"
            "kollege|university|universiteit|hospital|hospitaal|clinic|council|raad|umkhandlu|\\(pty\\)|pty|ltd|limited|cc|inc|npc|bpk|"
            "association|vereniging|boerevereniging|union|vakbond|forum|trust|church|kerk|board|office of the|kantoor van|ministry|treasury|"
            "legislature|parliament|bank|society|foundation|initiative|committee|komitee|commission|authority|attorneys|chamber|institute|"
            "protector|auditor-general|ombud\\w*|agency|federation|congress|enterprises|construction|holdings|cooperative|koöperasie)\\b")
/* Names of the whole land, and of parts of a body that stand below its own name. */
EO_PATTERN (too_wide_pattern,
            "^(republic of south africa|republiek van suid-afrika|(kwazulu-natal|kzn|\\pL+(-\\pL+)?) province|province of .*|provinsie .*|"
            "provincial government|isifundazwe.*|kwazulu-natal|confidential|vertroulik|ministry|private and confidential|urgent|"
            "letterhead|registered post|tax invoice|invoice|quotation)$")
EO_PATTERN (own_label_pattern, "^(our|your|my|ons|u)?\\s*(ref|verw|enq|navrae|imibuzo|inkomba|date|datum|usuku|to|aan|attention|tel|fax|from)\\w*\\s*[./:]")
EO_PATTERN (mail_from_pattern, "^(?:from|van):\\s*(?:\"?([^\"<@\\[]+?)\"?\\s*(?:[<\\[(].*)?)$")
EO_PATTERN (table_from_pattern, "^(from|van)$")
EO_PATTERN (table_name_pattern, "^([^<@]+?)\\s*(?:<.*)?$")
EO_PATTERN (machine_pattern, "mail delivery|mailer|postmaster|no-?reply|do not reply|system administrator")
EO_PATTERN (email_pattern, "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+")
EO_PATTERN (copies_pattern, "^(to|aan|cc|bcc|per|by|reply-to)\\b")
EO_PATTERN (addressed_pattern,
            "^(to\\b|attention\\b|aan\\b|the (honou?rable|mec|head|director|manager|chief|secretary|information|regional|state)|mec\\b|"
            "head\\b|head of|all (heads|members)|die (agbare|departements?hoof)|(ku|u)(mhlonishwa|ngqongqoshe)|department of public works|"
            "kzn (department of )?public works|office of the mec|state attorney|mnr\\b|mev\\b)")

static guint
letterhead_end (EoLetterText *letter)
{
  guint i;

  for (i = 0; i < MIN (letter->head_end, LETTERHEAD_LINES); i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);
      EoDate date;
      gsize start, end;

      if (eo_text_matches (own_label_pattern (), line->text) || eo_text_matches (addressed_pattern (), line->text)
          || (eo_date_find (line->text, NULL, &date, &start, &end) && end - start > 7))
        break;
    }
  return i;
}

/* The name in a line of the letterhead: what comes before " · ", "|" or a comma and an address. */
static char *
bare_name (const char *text)
{
  g_auto (GStrv) parts = g_regex_split_simple ("\\s[·|•]\\s|\\s{3,}", text, 0, 0);

  return g_strstrip (g_strdup (parts[0] != NULL ? parts[0] : ""));
}

/* A name in capitals as the text writes it elsewhere, "KwaMbonambi"; else tamed. */
static char *
write_name (EoLetterText *letter,
            const char   *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  if (!eo_text_is_upper (name))
    return g_strdup (name);
  for (guint i = 0; i < letter->n_lines; i++)
    {
      const char *text = eo_letter_text_line (letter, i)->text;
      g_autofree char *line = g_utf8_casefold (text, -1);
      const char *place = strstr (line, folded);
      g_autofree char *found = NULL;

      if (place == NULL || strlen (line) != strlen (text))
        continue;
      found = g_strndup (text + (place - line), strlen (name));
      if (!eo_text_is_upper (found) && g_unichar_isupper (g_utf8_get_char (found)))
        return g_steal_pointer (&found);
    }
  return eo_text_tame (name);
}

/* What the sender becomes where the office does not know it yet. */
static EoProposal *
name_kind (EoProposal *proposal,
           const char *kind)
{
  proposal->kind = eo_kind_lookup (kind);
  return proposal;
}

/* Names are written with capitals: "Clinic at Ward 7 has no water" is none. */
static gboolean
is_name (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,&-/", -1);

  if (!eo_text_matches (body_pattern (), text) || strchr (text, ':') != NULL)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) > 3 && g_unichar_islower (g_utf8_get_char (words[i]))
        && !g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (words[i])))) /* eThekwini, uMgungundlovu */
      return FALSE;
  return TRUE;
}

/* The first line of the letterhead that names a body. Above it may stand a slogan or the land's name. */
static EoProposal *
find_letterhead (EoLetterText *letter)
{
  guint end = letterhead_end (letter);

  for (guint i = 0; i < MIN (end, 4); i++)
    {
      EoTextLine *line = eo_letter_text_line (letter, i);
      g_autofree char *name = bare_name (line->text);
      g_autofree char *written = NULL;

      if (eo_text_matches (too_wide_pattern (), name))
        continue;
      if (eo_text_is_contact (name) || !is_name (name) || strlen (name) > 80 || (!eo_text_is_upper (name) && eo_text_is_body (name)))
        {
          /* A name that says nothing of what it is may be the sender; what follows is then a part of it. */
          if (i == 0 && g_unichar_islower (g_utf8_get_char (name)) && !eo_text_is_contact (name))
            continue;
          return NULL;
        }
      written = write_name (letter, name);
      return name_kind (eo_proposal_new_at (letter, "correspondent", written, line, 0, line, strlen (name), 0.92,
                                            _("Stands in the letterhead")), "organisation");
    }
  return NULL;
}

/* The line that says who a mail is from, and the name in it. */
static EoTextLine *
find_from (EoLetterText  *letter,
           GMatchInfo   **match)
{
  EoTextLine *line = eo_letter_text_in_table (letter, table_from_pattern ());

  if (letter->table < letter->n_lines)
    return line != NULL && g_regex_match (table_name_pattern (), line->text, 0, match) ? line : NULL;
  for (guint i = 0; i < MIN (letter->n_lines, 8); i++)
    {
      line = eo_letter_text_line (letter, i);
      g_clear_pointer (match, g_match_info_unref);
      if (g_regex_match (mail_from_pattern (), line->text, 0, match))
        return line;
    }
  return NULL;
}

static EoProposal *
find_in_mail (EoLetterText *letter)
{
  g_autoptr (GMatchInfo) match = NULL;
  EoTextLine *line = find_from (letter, &match);

  if (line != NULL)
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      int from, to;

      g_match_info_fetch_pos (match, 1, &from, &to);
      g_strstrip (name);
      if (strchr (name, ' ') == NULL || eo_text_matches (machine_pattern (), name))
        return NULL;
      return name_kind (eo_proposal_new_at (letter, "correspondent", name, line, (gsize) from, line, (gsize) from + strlen (name), 0.93,
                                            _("The mail comes from there")),
                        eo_text_matches (body_pattern (), name) ? "organisation" : "person");
    }
  return NULL;
}

/* A letter without a letterhead, signed by a person who holds no office: from that person. */
static gboolean
is_private (EoLetterText *letter,
            EoProposal   *signatory)
{
  guint end = letterhead_end (letter);

  if (signatory == NULL || signatory->confidence < 0.9 || strchr (signatory->text, ',') != NULL)
    return FALSE;
  for (guint i = 0; i < end; i++)
    {
      const char *text = eo_letter_text_line (letter, i)->text;

      if (eo_text_matches (body_pattern (), text) || eo_text_is_upper (text))
        return FALSE;
    }
  return TRUE;
}

EoProposal *
eo_propose_sender (EoLetterText *letter,
                   EoProposal   *signatory)
{
  EoProposal *found;

  if (letter->is_mail)
    return find_in_mail (letter);
  found = find_letterhead (letter);
  if (found == NULL && is_private (letter, signatory))
    {
      found = eo_proposal_new ("correspondent", signatory->text, 0.9, _("Signed the letter, which has no letterhead"));
      found->page = signatory->page;
      found->start = signatory->start;
      found->end = signatory->end;
      found->words = g_strdup (signatory->words);
      name_kind (found, "person");
    }
  return found;
}

GPtrArray *
eo_letter_text_names (EoLetterText *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint end = letterhead_end (self);

  for (guint i = 0; i < end && !self->is_mail; i++)
    {
      g_autofree char *name = bare_name (eo_letter_text_line (self, i)->text);

      if (strlen (name) > 3 && !eo_text_matches (too_wide_pattern (), name))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  return names;
}

/* Of the letterhead and of the signature; those of who it is addressed to are none of the sender's. */
GPtrArray *
eo_letter_text_emails (EoLetterText *self)
{
  GPtrArray *emails = g_ptr_array_new_with_free_func (g_free);
  guint head = self->is_mail ? MIN (self->n_lines, 8) : letterhead_end (self);
  g_autoptr (GMatchInfo) unused = NULL;
  const EoTextLine *from = self->is_mail ? find_from (self, &unused) : NULL;

  for (guint i = 0; i < self->n_lines; i++)
    {
      const char *text = eo_letter_text_line (self, i)->text;
      g_autoptr (GMatchInfo) match = NULL;

      if ((i >= head && i < self->closing) || eo_text_matches (copies_pattern (), text)
          || (self->is_mail && i < head && eo_letter_text_line (self, i) != from && strstr (text, "rom:") == NULL))
        continue;
      for (g_regex_match (email_pattern (), text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        g_ptr_array_add (emails, g_match_info_fetch (match, 0));
    }
  return emails;
}
