/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* Work that waits: the records of a kind in one of its saved filters. */
typedef struct
{
  const char *kind;
  const char *filter;
} EoWaiting;

/* An entry of the sidebar. */
typedef struct
{
  const char  *id;      /* "correspondence": settings, actions */
  const char  *group;   /* N_("Private office"), or NULL on top */
  const char  *title;   /* N_("Correspondence") */
  const char  *icon;
  const char  *kind;    /* whose records it opens, and whose open ones are counted beside it; or NULL */
  GtkWidget *(*create_page) (EoStore *store);
  const char  *within;  /* id of the section in whose page's head it is chosen, beside which it has no entry; or NULL */
  const EoWaiting *waiting; /* what is counted beside it instead, the last without a kind; or NULL */
} EoSection;

G_END_DECLS
