/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the signing box: its pages. */

#include "sections/correspondence/eo-signing-box.h"

G_BEGIN_DECLS

typedef struct
{
  EoStore       *store;         /* only for its documents: any thread */
  GPtrArray     *items;         /* of EoSigningItem */
  char          *office;
  GCancellable  *cancellable;
  EoProgressFunc progress;      /* or NULL */
  gpointer       progress_data;
} EoSigningPages;

/* EoPaperDrawFunc */
gboolean eo_signing_pages_draw (cairo_surface_t  *surface,
                                cairo_t          *cr,
                                gpointer          pages,
                                GError          **error);

G_END_DECLS
