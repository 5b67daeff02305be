/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the import of rows. */

#include "exchange/eo-import.h"

G_BEGIN_DECLS

typedef enum
{
  EO_IMPORT_FIELD,
  EO_IMPORT_REFERENCE,
  EO_IMPORT_UID,
} EoImportRole;

typedef struct
{
  EoImportRole   role;
  const EoField *field; /* of EO_IMPORT_FIELD */
} EoImportColumn;

/* A person or organisation that is only known by name so far; shared by the rows of a transaction. */
typedef struct
{
  EoRecord *record;
  gint64    id;     /* once written */
} EoImportParty;

typedef struct
{
  const EoField *field;
  EoImportParty *party;
} EoImportLink;

/* A row as it shall be saved. */
typedef struct
{
  guint64   number;
  EoRecord *record;
  char     *step;   /* the state to go to, or NULL */
  GArray   *links;  /* of EoImportLink */
  gboolean  own;    /* known by nothing but its cells */
  gboolean  same;   /* nothing to be done */
} EoImportRow;

void         eo_import_party_free (gpointer       party);
void         eo_import_row_free   (gpointer       row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoImportRow, eo_import_row_free)

/* The columns by a header; NULL with an error that names the one which is no field. */
GArray      *eo_import_columns    (const EoKind  *kind,
                                   char         **header,
                                   GError       **error);
EoImportRow *eo_import_row_new    (EoStore       *store,
                                   const EoKind  *kind,
                                   GArray        *columns,
                                   char         **cells,
                                   guint64        number,
                                   GHashTable    *parties,  /* of EoImportParty, by kind and name */
                                   GError       **error);

G_END_DECLS
