/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "desk/document/eo-pages.h"

G_BEGIN_DECLS

#define EO_TYPE_THUMBNAILS (eo_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (EoThumbnails, eo_thumbnails, EO, THUMBNAILS, GtkWidget)

/* The pages of a document as small pictures. Signal: "page-activated" (guint page). */
void eo_thumbnails_set_pages (EoThumbnails *self,
                              EoPages      *pages);  /* (nullable) */
void eo_thumbnails_set_page  (EoThumbnails *self,
                              guint         page);

G_END_DECLS
