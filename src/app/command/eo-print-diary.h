/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/command/eo-command.h"

G_BEGIN_DECLS

/* What is printed of the diary. */
typedef struct
{
  char *date;  /* --date; NULL: today */
  char *diary; /* --diary; NULL: all in use */
  char *days;  /* --days, of a look-ahead */
  char *trip;  /* --trip, of an itinerary */
} EoPrintDiary;

void     eo_print_diary_clear (EoPrintDiary   *self);
gboolean eo_print_diary_knows (const char     *name);   /* "day", "week" … */
gboolean eo_print_diary_is_set (EoPrintDiary  *self);   /* whether any option of it is given */
gboolean eo_print_diary_write (EoPrintDiary   *self,
                               EoCommand      *command,
                               char          **args,    /* the name first */
                               const char     *output,
                               GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EoPrintDiary, eo_print_diary_clear)

G_END_DECLS
