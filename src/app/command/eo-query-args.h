/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/command/eo-command.h"

G_BEGIN_DECLS

/* KIND [FIELD=VALUE…] with --where and --sort, as a query. Values of dates may begin with <, >, <= or >=;
 * --sort -FIELD turns the order. NULL on errors of use. */
EoQuery *eo_query_from_args (EoCommand    *command,
                             char        **args,
                             const char   *where,
                             const char   *sort,
                             GError      **error);

G_END_DECLS
