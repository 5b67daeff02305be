/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/eo-paper.h"

G_BEGIN_DECLS

/**
 * EoLetterSheet:
 *
 * What stands on a letter of the office. No member is NULL; "" leaves its place out. Labels are members, because they
 * are written in the language of the letter and not in the reader's.
 */
typedef struct
{
  char      *office;           /* the letterhead … */
  char      *address;          /* lines */
  char      *phone;
  char      *email;
  char      *motto;
  char      *our_label;        /* "Our reference" … */
  char      *our_reference;
  char      *their_label;
  char      *their_reference;
  char      *date_label;
  char      *date;
  char      *addressee;        /* lines */
  char      *salutation;
  char      *subject;
  char      *text;             /* a blank line ends a paragraph; a line that begins "- " or "1. " is an item of a list */
  char      *closing;
  char      *signatory;
  char      *post;
  char      *signed_off;       /* "Signed electronically by …", or "" for a place to sign by hand */
  char      *marking;          /* classification, top and bottom; "" where it is open */
  char      *note;             /* at the foot of every page: "Draft" */
  GPtrArray *missing;          /* of char *: placeholders of the text that have no value, "{received}" */
} EoLetterSheet;

EoLetterSheet *eo_letter_sheet_new  (void);
void           eo_letter_sheet_free (EoLetterSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoLetterSheet, eo_letter_sheet_free)

/**
 * EoLetterPaper:
 *
 * A letter laid out on paper: one drawing for the printer, for PDF and for what is mailed. For the thread that made it.
 */
typedef struct _EoLetterPaper EoLetterPaper;

EoLetterPaper *eo_letter_paper_new         (const EoLetterSheet *sheet,
                                            const EoPaper       *paper);
void           eo_letter_paper_free        (EoLetterPaper       *self);
guint          eo_letter_paper_get_n_pages (EoLetterPaper       *self);
void           eo_letter_paper_draw_page   (EoLetterPaper       *self,
                                            cairo_t             *cr,
                                            guint                page); /* from 0 */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoLetterPaper, eo_letter_paper_free)

GBytes        *eo_letter_paper_make_pdf    (const EoLetterSheet *sheet,   /* (transfer full); any thread */
                                            GError             **error);
gboolean       eo_letter_paper_write_pdf   (const EoLetterSheet *sheet,
                                            const char          *path,
                                            GError             **error);

G_END_DECLS
