/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-attachment.h"

G_BEGIN_DECLS

/**
 * EoAttachmentsGroup:
 *
 * The documents of a record or draft, and the place to drop more.
 *
 * Signals:
 * - `files-added (GListModel *files)`: of GFile: dropped or chosen, to be attached
 * - `chosen (guint position)`: one is to be shown
 * - `failed (const char *message)`: one could not be removed or saved
 */
#define EO_TYPE_ATTACHMENTS_GROUP (eo_attachments_group_get_type ())
G_DECLARE_FINAL_TYPE (EoAttachmentsGroup, eo_attachments_group, EO, ATTACHMENTS_GROUP, GtkBox)

GtkWidget *eo_attachments_group_new    (EoStore            *store);
void       eo_attachments_group_show   (EoAttachmentsGroup *self,
                                        const EoKind       *kind,
                                        gint64              id,            /* of the record; 0 for a new one */
                                        GPtrArray          *attachments);  /* of EoAttachment */
void       eo_attachments_group_choose (EoAttachmentsGroup *self);         /* asks for files */

G_END_DECLS
