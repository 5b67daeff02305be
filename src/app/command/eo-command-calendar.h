/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/command/eo-command.h"

G_BEGIN_DECLS

/* Calendars in and out: what `import` and `export` do with an .ics file. */

/* The diary of that name; the one there is, where @name is NULL. */
EoRecord *eo_command_diary          (EoCommand     *command,
                                     const char    *name,
                                     GError       **error);

/* @diary: by name, tag or reference; NULL where there is only one. Prints what came of it. @refused: (inout) */
gboolean eo_command_import_calendar (EoCommand     *command,
                                     const char    *path,
                                     const char    *shown,
                                     const char    *diary,
                                     const EoKind  *kind,     /* NULL: appointments */
                                     guint         *refused,
                                     GError       **error);
/* @diary: as above, but NULL is all; @from, @to: days, or NULL for no bound. */
gboolean eo_command_export_calendar (EoCommand     *command,
                                     const char    *diary,
                                     const char    *from,
                                     const char    *to,
                                     const char    *output,
                                     GError       **error);

G_END_DECLS
