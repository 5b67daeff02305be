/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  eo_str_set            (char       **dst,      /* never left NULL; TRUE where it changed */
                                 const char  *src);
char     *eo_text_make_valid    (const char  *bytes,    /* UTF-8 without control characters but \n and \t */
                                 gssize       len);
gboolean  eo_text_is_clock      (const char  *text);     /* "09:20": a time of day */
char     *eo_text_one_line      (const char  *text);
char     *eo_text_initials      (const char  *name);
char     *eo_text_safe_filename (const char  *name);
char     *eo_format_count       (gint64       count);   /* "1 284" */
char     *eo_format_size        (guint64      bytes);   /* "412 kB" */

G_END_DECLS
