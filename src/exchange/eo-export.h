/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

typedef enum
{
  EO_EXPORT_CSV,  /* one kind */
  EO_EXPORT_XLSX, /* a sheet a kind, to be read, not to be imported again */
  EO_EXPORT_JSON, /* one array of records of any kind */
} EoExportFormat;

/* What an .xlsx file is beside its records. */
typedef struct
{
  const char *title;  /* (nullable): a register's name; then labels are those that its first record wants */
  const char *office; /* whose it is */
} EoExportHead;

gboolean eo_export_format (const char      *path,     /* by the ending; EO_ERROR_USAGE names it */
                           EoExportFormat  *format,
                           GError         **error);
gboolean eo_export        (EoStore             *store,
                           EoQuery            **queries,
                           guint                n_queries,
                           const EoExportHead  *head,      /* (nullable) */
                           const char          *path,
                           EoExportFormat       format,
                           guint64             *n_records, /* (out) */
                           GError             **error);

G_END_DECLS
