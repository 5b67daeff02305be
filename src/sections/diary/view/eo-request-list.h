/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoRequestList:
 *
 * The requests that wait for an answer, the most urgent first: what is asked for, by whom and when, and how far it is.
 *
 * Signal `open-request` (gint64 id): one of them was chosen.
 */
#define EO_TYPE_REQUEST_LIST (eo_request_list_get_type ())
G_DECLARE_FINAL_TYPE (EoRequestList, eo_request_list, EO, REQUEST_LIST, GtkBox)

GtkWidget *eo_request_list_new (EoStore *store);

G_END_DECLS
