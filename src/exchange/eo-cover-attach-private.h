/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-cover-attach.c and eo-cover-draw.c. */

#include <cairo.h>

#include "exchange/eo-cover-attach.h"
#include "store/eo-attachment.h"

G_BEGIN_DECLS

/* Pages of the scan that belong together. */
typedef struct
{
  EoRecord        *record;  /* NULL: of those before the first cover sheet, which stay to be registered */
  gint             cover;   /* its page, from 0; -1 for those */
  guint            n_pages; /* of it */
  GBytes          *pdf;     /* cut out, or drawn into: */
  GByteArray      *bytes;
  cairo_surface_t *surface;
  cairo_t         *cr;
  EoSource        *source;
} EoCoverPart;

struct _EoCoverAttach
{
  EoStore      *store;
  GPtrArray    *parts;      /* of EoCoverPart */
  GPtrArray    *records;    /* of EoRecord */
  char         *name;
  char         *sha256;
  char         *why;        /* nothing can be done; or NULL */

  gint64        draft;      /* of a scan that was taken in … */
  EoAttachment *attachment;
  EoSource     *source;     /* … or a file of its own, sealed */
  int           fd;
};

/* With one cover sheet, on top, the scan stays as it is. */
gboolean eo_cover_attach_is_whole (const EoCoverAttach *self);

G_END_DECLS
