/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/**
 * EoApplication:
 *
 * The program with a window: one process a database, told apart by its name on the bus.
 */
#define EO_TYPE_APPLICATION (eo_application_get_type ())
G_DECLARE_FINAL_TYPE (EoApplication, eo_application, EO, APPLICATION, AdwApplication)

int   eo_application_run   (const char  *database, /* NULL: the default office */
                             const char  *act_as,   /* a person's name or reference, or NULL */
                             int          argc,
                             char       **argv);    /* of it only --tour DIRECTORY, which makes pictures, is read here */
char *eo_application_get_id_for (const char *database); /* the bus name of the process that has @database open */

G_END_DECLS
