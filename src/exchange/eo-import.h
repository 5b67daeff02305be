/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/eo-cover-attach.h"
#include "store/eo-store.h"

G_BEGIN_DECLS

typedef enum
{
  EO_IMPORT_ROWS,     /* .csv: one record a row */
  EO_IMPORT_DOCUMENT, /* .pdf, .jpg, .docx …: an incoming letter */
  EO_IMPORT_MESSAGE,  /* .eml: likewise, with what came with it */
  EO_IMPORT_MAILBOX,  /* an mbox: one a message */
  EO_IMPORT_CALENDAR, /* .ics: appointments of a diary, or special days */
  EO_IMPORT_FOLDER,   /* a Maildir, or a folder of any of these */
} EoImportType;

typedef struct
{
  guint64 added;
  guint64 changed;
  guint64 same;
  guint64 refused;
} EoImportCount;

/* Who wants to know; both may be NULL. */
typedef struct
{
  void   (*refused)  (guint64 row, const char *why, gpointer user_data); /* rows as a spreadsheet counts: the header is 1 */
  void   (*progress) (double fraction, gpointer user_data);
  gpointer user_data;
} EoImportWatch;

gboolean eo_import_get_type_of (const char           *path,     /* by its ending, or else its place and first line; EO_ERROR_UNSUPPORTED names it */
                                EoImportType         *type,
                                GError              **error);
/* A row whose uid (or else reference) the office has changes that record, any other is added. A row without uid is
 * known again by its cells, so a second import changes nothing. Refused rows leave the others alone. FALSE where the
 * file as a whole cannot be taken, or the office can no longer be written: @count tells what was done by then. */
gboolean eo_import_rows        (EoStore              *store,
                                const char           *path,
                                const EoKind         *kind,     /* NULL: the one that has all the columns */
                                const EoImportWatch  *watch,
                                EoImportCount        *count,
                                GError              **error);
/* An incoming letter with the document attached, or the letter that has the same bytes already. @text: what was read of it,
 * or NULL: it is read later. */
gboolean eo_import_document    (EoStore              *store,
                                const char           *path,
                                const EoReadText     *text,
                                EoRecord            **letter,   /* (out) (transfer full) */
                                gboolean             *known,    /* (out) */
                                GError              **error);

G_END_DECLS
