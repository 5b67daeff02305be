/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoWindow:
 *
 * The window on an office: its sections beside the page of one of them, and search over all of it.
 */
#define EO_TYPE_WINDOW (eo_window_get_type ())
G_DECLARE_FINAL_TYPE (EoWindow, eo_window, EO, WINDOW, AdwApplicationWindow)

EoWindow   *eo_window_new               (GtkApplication *application,  /* (nullable) */
                                         EoStore        *store,
                                         GSettings      *settings);
void        eo_window_present_with_rows (EoWindow       *self);
gboolean    eo_window_show_section      (EoWindow       *self,         /* FALSE: there is none of that name */
                                         const char     *id);
const char *eo_window_get_section       (EoWindow       *self);
GtkWidget  *eo_window_get_page          (EoWindow       *self);        /* of the section shown; or NULL */
void        eo_window_open_record       (EoWindow       *self,
                                         const char     *kind,
                                         gint64          id);
void        eo_window_search            (EoWindow       *self,
                                         const char     *text);        /* NULL: what was searched last */
void        eo_window_close_search      (EoWindow       *self);
void        eo_window_drop_files        (EoWindow       *self,
                                         GFile         **files,
                                         guint           n_files);
void        eo_window_toast             (EoWindow       *self,
                                         const char     *text);

G_END_DECLS
