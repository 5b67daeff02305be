/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/eo-pack-pages.h"
#include "reader/eo-reader-talk.h"

G_BEGIN_DECLS

/* Private to the pack: its parts, and the caged program that draws them. */

typedef struct
{
  int      fd;
  gsize    size;
  char    *name;
  char    *title;
  char    *foot;
  guint    depth;
  guint    first;
  guint    asked;   /* pages; 0: all */
  gboolean is_own;
  guint    n_good;  /* pages that are put */
  char    *refused; /* why there are no more, or NULL */
  guint    page;    /* in the pack, from 1 */
} EoPackDocument;

struct _EoPack
{
  char               *title;
  char               *marking;
  GPtrArray          *parts;
  char               *contents_title;
  EoPackContentsFunc  contents;
  gpointer            contents_data;
  EoPackDocument     *contents_part;  /* or NULL */
  guint               n_contents;     /* its pages */
  guint               n_pages;        /* of the whole */
  guint               n_deaths;
  GCancellable       *cancellable;
  EoPackProgressFunc  progress;
  gpointer            progress_data;
};

typedef enum
{
  EO_PACK_RUN_DONE,
  EO_PACK_RUN_AGAIN,  /* a part of it turned out to be one that cannot be put: without it, then */
  EO_PACK_RUN_FAILED,
} EoPackRun;

void            _eo_pack_document_free    (gpointer               document);
EoPackDocument *_eo_pack_get_document     (EoPack                *self,
                                           guint                  i);
/* Pages it takes, one that says what is missing among them. */
guint           _eo_pack_document_count   (const EoPackDocument  *document);
/* Not from its page @n_good on, because of @why. */
void            _eo_pack_document_refuse  (EoPackDocument        *document,
                                           guint                  n_good,
                                           const char            *why);
const char     *_eo_pack_explain_status   (EoReaderStatus         status);
const char     *_eo_pack_explain_death    (const GError          *error);
/* Whether the fault is the document's: the pack goes on without it. */
gboolean        _eo_pack_is_its_own_fault (const GError          *error);

/* The program, handed @bundle: of EoPackDocument. */
gboolean        _eo_pack_start            (EoReaderTalk          *talk,
                                           GPtrArray             *bundle,
                                           GError               **error);
gboolean        _eo_pack_ask              (EoReaderTalk          *talk,
                                           EoReaderOp             op,
                                           guint                  page,
                                           guint                  part,
                                           const char            *text,
                                           GError               **error);
/* How many pages each has, and which cannot be read at all. */
gboolean        _eo_pack_count_all        (EoPack                *self,
                                           GError               **error);
/* Draws the whole, contents before it, or of it (@only) one document alone. */
EoPackRun       _eo_pack_run              (EoPack                *self,
                                           EoPackDocument        *only,
                                           GBytes               **pdf,
                                           GError               **error);

G_END_DECLS
