/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/eo-store.h"

G_BEGIN_DECLS

/* --format, and how tables leave the command line. */
typedef enum
{
  EO_FORMAT_TEXT,
  EO_FORMAT_CSV,
  EO_FORMAT_JSON,
} EoFormat;

gboolean  eo_format_parse        (const char    *text,     /* NULL: text */
                                  gboolean       csv,      /* whether csv is to be had */
                                  EoFormat      *format,
                                  GError       **error);   /* EO_ERROR_USAGE */
void      eo_format_csv_row      (char         **cells);   /* prints it */
/* Pads @text to @width columns of a terminal, cut with "…" where it is longer. */
void      eo_format_cell         (const char    *text,
                                  guint          width);
void      eo_format_json         (JsonNode      *node);    /* prints it */

G_END_DECLS
