/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/cage/eo-picture.h"

G_BEGIN_DECLS

/* Pictures on their way into a pack. Poppler and cairo would pass the bytes of a JPEG, JPEG 2000, JBIG2 or fax picture on
 * as they came, with all that hides in them, to whatever will show the pack: here they are drawn anew. */

/* Before the doors close. */
void eo_pack_picture_prepare   (void);
/* What is drawn from here on is of this part. */
void eo_pack_picture_set_part  (guint       part);
/* Photographs and grey scans among the pages of @document go in as JPEG. */
void eo_pack_picture_compress  (EoDocument *document);

G_END_DECLS
