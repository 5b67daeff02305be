/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* An entry of the sidebar. */
typedef struct
{
  const char  *id;      /* "correspondence": settings, actions */
  const char  *group;   /* N_("Private office"), or NULL on top */
  const char  *title;   /* N_("Correspondence") */
  const char  *icon;
  const char  *kind;    /* whose records its count is of, and which it opens; or NULL */
  GtkWidget *(*create_page) (EoStore *store);
  const char  *within;  /* id of the section in whose page's head it is chosen, beside which it has no entry; or NULL */
} EoSection;

G_END_DECLS
