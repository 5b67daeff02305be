/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoSidebar:
 *
 * The sections that exist, in their groups, with how many open records each has.
 *
 * Signal: `section-activated (const char *id)`.
 */
#define EO_TYPE_SIDEBAR (eo_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (EoSidebar, eo_sidebar, EO, SIDEBAR, AdwBin)

void        eo_sidebar_set_store       (EoSidebar         *self,
                                        EoStore           *store);
void        eo_sidebar_set_office_name (EoSidebar         *self,
                                        const char        *name);
void        eo_sidebar_set_hidden      (EoSidebar         *self,    /* ids of sections this desk does not use */
                                        const char *const *ids);
void        eo_sidebar_select          (EoSidebar         *self,
                                        const char        *id);
const char *eo_sidebar_get_nth         (EoSidebar         *self,    /* id of the nth section shown, from 0; or NULL */
                                        guint              n);
void        eo_sidebar_popup_menu      (EoSidebar         *self);

G_END_DECLS
