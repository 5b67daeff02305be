/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Comma-separated values as RFC 4180 has them. Values go out as they are, also such as begin with "=": a round trip
 * must be exact. */

/* @cells: NULL-terminated. Ends the row with CR LF. */
void       eo_csv_append_row (GString            *out,
                              const char *const  *cells);

/* All rows of @text: (transfer full) of char **. Takes LF, CR LF or CR, a byte order mark, quotes with anything in
 * them, a missing last line end; bytes that are no UTF-8 become �. EO_ERROR_INVALID names the line where a quote
 * was not closed. */
GPtrArray *eo_csv_parse      (const char         *text,
                              gssize              length,
                              GError            **error);

G_END_DECLS
