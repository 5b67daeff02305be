/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The full path of @program, one of those that this one runs as helpers: beside the
 * running program, in the build tree it was built in, or where it is installed.
 * $EXECOFFICE_LIBEXEC names another folder, for tests. NULL if it is nowhere. */
char *eo_libexec_find (const char *program);

G_END_DECLS
