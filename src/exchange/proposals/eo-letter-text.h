/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to proposals/: the text of a letter, as lines, and which part of a letter each is. */

#include "exchange/proposals/eo-proposals.h"

G_BEGIN_DECLS

typedef struct
{
  guint    page;
  char    *text;    /* without white space about it */
  guint    start;   /* characters into the page's text */
  gboolean gap;     /* white space above it, or the first of its page */
  double   x;       /* where it stands; height 0: not known */
  double   y;
  double   width;
  double   height;
} EoTextLine;

/* Line numbers; n_lines where the letter has no such part. */
typedef struct
{
  GPtrArray *pages;       /* of EoPageText */
  GPtrArray *lines;       /* of EoTextLine, none empty */
  guint      n_lines;     /* without what is quoted from an earlier message */
  guint      head_end;    /* after the letterhead, references, date and addressee */
  guint      salutation;
  guint      closing;     /* "Yours faithfully" */
  gboolean   is_mail;     /* begins with From:, Subject: …, or with a table of them */
  guint      table;       /* of such a table: the line "From", the subject being above it; else n_lines */
  gboolean   is_letter;   /* not minutes, a report or a form */
} EoLetterText;

EoLetterText *eo_letter_text_new     (GPtrArray     *pages);     /* of EoPageText */
void          eo_letter_text_free    (EoLetterText  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoLetterText, eo_letter_text_free)

EoTextLine   *eo_letter_text_line    (EoLetterText  *self,
                                      guint          n);
/* The line on the same height, next to the right, or NULL: for a label whose value stands in another column. */
EoTextLine   *eo_letter_text_beside  (EoLetterText  *self,
                                      guint          n);

/* What stands beside the label @name in the table of a mail; NULL where there is none. */
EoTextLine   *eo_letter_text_in_table (EoLetterText *self,
                                      GRegex        *name);

/* A pattern, made once: case is ignored. */
#define EO_PATTERN(name, pattern) EO_PATTERN_WITH (name, pattern, G_REGEX_CASELESS)
#define EO_PATTERN_WITH(name, pattern, flags)                                                     \
  static GRegex *name (void)                                                                      \
  {                                                                                               \
    static gsize regex;                                                                           \
    if (g_once_init_enter (&regex))                                                               \
      g_once_init_leave (&regex, (gsize) g_regex_new (pattern, (flags) | G_REGEX_OPTIMIZE, 0, NULL)); \
    return (GRegex *) regex;                                                                      \
  }

gboolean      eo_text_matches        (GRegex        *pattern,
                                      const char    *text);
gboolean      eo_text_is_upper       (const char    *text);      /* capitals, and several of them */
gboolean      eo_text_is_contact     (const char    *text);      /* an address, a telephone number, a web site */
gboolean      eo_text_is_body        (const char    *text);      /* running text rather than a heading */
/* "MUNICIPAL MANAGER" → "Municipal Manager"; what is not all capitals stays. */
char         *eo_text_tame           (const char    *text);

/* A proposal that came from characters @start … @end (bytes of the line's text) of a line up to @last. */
EoProposal   *eo_proposal_new        (const char    *field,
                                      const char    *text,
                                      double         confidence,
                                      const char    *why);       /* translated */
EoProposal   *eo_proposal_new_at     (EoLetterText  *letter,
                                      const char    *field,
                                      const char    *text,
                                      EoTextLine    *first,
                                      gsize          start,
                                      EoTextLine    *last,
                                      gsize          end,
                                      double         confidence,
                                      const char    *why);

/* The first day named in a text. @near: lets the year be missing, which is then the one that makes the day follow it. */
gboolean      eo_date_find           (const char    *text,
                                      const EoDate  *near,       /* (nullable) */
                                      EoDate        *date,       /* (out) */
                                      gsize         *start,      /* (out): bytes */
                                      gsize         *end);       /* (out) */
int           eo_number_find         (const char    *text);      /* "10", "ten", "tien", "ten (10)"; -1 for none */

/* One file a job. Each returns its proposal or NULL. */
EoProposal   *eo_propose_letter_date (EoLetterText  *letter,
                                      const EoDate  *received);
EoProposal   *eo_propose_sender_due  (EoLetterText  *letter,
                                      const EoDate  *received,
                                      const EoDate  *written,    /* "" where not known */
                                      EoCalendar    *calendar);
EoProposal   *eo_propose_reference   (EoLetterText  *letter);
EoProposal   *eo_propose_earlier     (EoLetterText  *letter);
EoProposal   *eo_propose_file        (EoLetterText  *letter);
EoProposal   *eo_propose_subject     (EoLetterText  *letter);
EoProposal   *eo_propose_signatory   (EoLetterText  *letter);
EoProposal   *eo_propose_sender      (EoLetterText  *letter,
                                      EoProposal    *signatory); /* (nullable) */
EoProposal   *eo_propose_language    (EoLetterText  *letter);

/* Names and addresses that the letterhead gives, to be looked up in an office: of char *. */
GPtrArray    *eo_letter_text_names   (EoLetterText  *self);
GPtrArray    *eo_letter_text_emails  (EoLetterText  *self);

/* Main thread: links get their records, and what the sender's earlier letters say is added. */
void          eo_proposals_ask_office (EoStore      *store,
                                      const EoKind  *kind,
                                      GPtrArray     *proposals,
                                      GPtrArray     *names,
                                      GPtrArray     *emails);
double        eo_subject_likeness    (const char    *a,          /* 0 to 1: the words they share */
                                      const char    *b);

G_END_DECLS
