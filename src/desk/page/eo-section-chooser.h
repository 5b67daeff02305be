/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of several sections that share one entry of the sidebar. */
typedef struct
{
  const char *section;
  const char *label; /* N_() */
} EoChapter;

/* Which of @chapters (ended by %NULL) a page is, and the way to the others: for eo_section_page_set_chooser(). @name: what
 * they are together, translated. */
GtkWidget *eo_section_chooser_new (const char      *name,
                                   const EoChapter *chapters,
                                   const char      *current);

G_END_DECLS
