/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What GTK 4.8 and libadwaita 1.2 have no other way for than what later versions
 * deprecate: choosing files, asking. Nothing else uses those. @widget is any widget of
 * the window it is about. */

/* Choosing files. NULL without an error: the person thought better of it. */
void        eo_compat_save_async        (GtkWidget            *widget,
                                         const char           *title,
                                         const char           *name,        /* proposed */
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GFile      *eo_compat_save_finish       (GAsyncResult         *result,
                                         GError              **error);
void        eo_compat_open_async        (GtkWidget            *widget,
                                         const char           *title,
                                         GtkFileFilter        *filter,      /* (nullable) */
                                         gboolean              multiple,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GListModel *eo_compat_open_finish       (GAsyncResult         *result,      /* of GFile */
                                         GError              **error);

/* One folder; ends as eo_compat_open_async(). */
void        eo_compat_choose_folder_async (GtkWidget          *widget,
                                         const char           *title,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

/* A question with one way on beside "Cancel". */
void        eo_compat_ask_async         (GtkWidget            *widget,
                                         const char           *heading,
                                         const char           *body,
                                         const char           *label,       /* of the way on */
                                         gboolean              destructive,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    eo_compat_ask_finish        (GAsyncResult         *result);     /* TRUE: go on */
/* A question with several ways on, @labels, ended by NULL. */
void        eo_compat_choose_async      (GtkWidget            *widget,
                                         const char           *heading,
                                         const char           *body,
                                         const char *const    *labels,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
int         eo_compat_choose_finish     (GAsyncResult         *result);     /* which; -1: none of them */
void        eo_compat_tell              (GtkWidget            *widget,
                                         const char           *heading,
                                         const char           *body);

/* Hands an address or a file over to the program of the desktop that is for it. */
void        eo_compat_launch_async      (GtkWidget            *widget,
                                         const char           *uri,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    eo_compat_launch_finish     (GAsyncResult         *result,
                                         GError              **error);

void        eo_compat_show_about        (GtkWidget            *widget);

G_END_DECLS
