/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EoPackPart:
 * @fd: a sealed memfd of a PDF or a picture; still the caller's
 * @name: of the document, for whoever is to find it: "Invitation.pdf"
 * @title: (nullable): its entry in the outline
 * @depth: of that entry, from 0
 * @foot: (nullable): what stands at the foot of its pages, on the left
 * @first: its first page, from 0
 * @n_pages: how many from there; 0 for all
 * @is_own: drawn by this program, on sheets that leave the margins free: put as it is. All else stands in a frame, smaller
 *   where it is larger than the sheet
 */
typedef struct
{
  int         fd;
  const char *name;
  const char *title;
  guint       depth;
  const char *foot;
  guint       first;
  guint       n_pages;
  gboolean    is_own;
} EoPackPart;

/* Several documents drawn anew, clean, as one PDF: with their text, letters and lines as such, but without scripts, links,
 * forms, attachments, or a picture's own bytes; one run of page numbers, an outline, the marking on each page. Done in
 * the cage. What cannot be put in is left out, and a page in its place says so. */
typedef struct _EoPack EoPack;

/**
 * EoPackContentsFunc:
 * @n_pages: (out): pages of it
 *
 * Draws the contents page as a PDF. Called when it is known where everything stands, and again if that changes.
 */
typedef GBytes *(*EoPackContentsFunc) (EoPack    *pack,
                                       guint     *n_pages,
                                       gpointer   user_data,
                                       GError   **error);
typedef void    (*EoPackProgressFunc) (double     fraction,   /* 0 to 1 */
                                       gpointer   user_data);

EoPack     *eo_pack_new          (const char           *title,
                                  const char           *marking);   /* (nullable) */
void        eo_pack_free         (EoPack               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoPack, eo_pack_free)

/* Returns the part's number, from 0. */
guint       eo_pack_add          (EoPack               *self,
                                  const EoPackPart     *part);
/* What stands before all parts; in the outline by @title. */
void        eo_pack_set_contents (EoPack               *self,
                                  const char           *title,
                                  EoPackContentsFunc    func,
                                  gpointer              user_data);

/* As it is known to a contents function and after composing: the first page of a part, from 1; how many it takes; why not
 * all of it is in the pack (NULL: it is). */
guint       eo_pack_get_page     (EoPack               *self,
                                  guint                 part);
guint       eo_pack_get_n_pages  (EoPack               *self,
                                  guint                 part);
const char *eo_pack_get_refused  (EoPack               *self,
                                  guint                 part);

/* Blocks: for worker threads and the command line. Once. Returns the PDF. NO_CAGE, IO, LIMIT, EMPTY (there are no parts),
 * or what the contents function says. */
GBytes     *eo_pack_compose      (EoPack               *self,
                                  GCancellable         *cancellable,
                                  EoPackProgressFunc    progress,   /* (nullable) */
                                  gpointer              user_data,
                                  GError              **error);

G_END_DECLS
