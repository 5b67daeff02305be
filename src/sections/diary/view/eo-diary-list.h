/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sections/diary/view/eo-diary-data.h"

G_BEGIN_DECLS

/**
 * EoDiaryList:
 *
 * The diaries in use, each with its colour, its tag, and a box that shows it or not.
 */
#define EO_TYPE_DIARY_LIST (eo_diary_list_get_type ())
G_DECLARE_FINAL_TYPE (EoDiaryList, eo_diary_list, EO, DIARY_LIST, GtkBox)

GtkWidget *eo_diary_list_new (EoDiaryData *data);

G_END_DECLS
