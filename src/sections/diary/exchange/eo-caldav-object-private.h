/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sections/diary/exchange/eo-caldav-object.h"

G_BEGIN_DECLS

/* Private to eo-caldav-object.c and eo-caldav-say.c. */

/* The appointment itself, or the series; NULL where only some of a series are known. */
EoAppointment *_eo_caldav_object_master (EoCaldavObject  *self);
/* Only its times go out. */
gboolean       _eo_caldav_is_hidden     (EoCaldavObject  *self,
                                         EoAppointment   *one);
/* Local starts of the series that stand elsewhere, or nowhere, and of which the server is told nothing. (transfer full) */
char          *_eo_caldav_list_gone     (EoCaldavObject  *self,
                                         EoAppointment   *master);
/* @time out of, or into, local times that stand apart by spaces. */
void           _eo_caldav_list_remove   (char           **list,
                                         const char      *time);
void           _eo_caldav_list_add      (char           **list,
                                         const char      *time);

G_END_DECLS
