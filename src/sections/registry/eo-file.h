/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

typedef enum
{
  EO_FILE_OPEN,
  EO_FILE_CLOSED,
  EO_FILE_DESTROYED,
  EO_FILE_HANDED_OVER, /* transferred to the archives */
} EoFileStatus;

GType eo_file_status_get_type (void);

/* A file of the file plan: `36/2/7/1 Roads: Ndwedwe`. */
#define EO_TYPE_FILE (eo_file_get_type ())
EO_DECLARE_RECORD (EoFile, eo_file, FILE)

/* Public to the section's own rules (eo-file-rules.c, eo-disposal*.c). */
struct _EoFile
{
  EoRecord      parent_instance;

  char         *number;      /* slash-separated: main series, sub-series, file */
  char         *title;
  char         *description;
  EoLink        parent;      /* the series it stands in, by its number */
  char         *disposal;    /* A20: archives after 20 years; Dn: destroy n years after the year of closing */
  EoDate        opened_on;
  EoDate        closed_on;
  char         *why;         /* it was closed or reopened */
  char         *legal_hold;  /* why nothing of it may be destroyed; "" for none */
  char         *place;       /* where the paper is kept */
  EoLink        holder;      /* who has it on loan */
  EoDate        dispose_on;  /* from when its disposal may be run; "" while it is open */
  EoLink        run;         /* the disposal it is listed in */
  EoFileStatus  status;
};

/* The day from which a closed file may be disposed of: the years of @disposal counted from the end of the year it was
 * closed in; "" where @disposal names no years. @year_end_month: the last month of that year, 12 for calendar years, 3 or
 * 6 for financial ones (DOMAIN §1, §2). */
EoDate    eo_file_dispose_on    (const char    *disposal,
                                 const EoDate  *closed_on,
                                 int            year_end_month);
gboolean  eo_file_is_archival   (EoFile        *self); /* A: handed over, never destroyed */

/* EoKind.saving, EoKind.saved, EoKind.deleting, and the steps' rules (eo-file-rules.c) */
gboolean _eo_file_saving   (EoWriter *writer, EoRecord *record, EoRecord *before, GError **error);
gboolean _eo_file_saved    (EoWriter *writer, EoRecord *record, EoRecord *before, GError **error);
gboolean _eo_file_deleting (EoWriter *writer, EoRecord *record, GError **error);
gboolean _eo_file_close    (EoWriter *writer, EoRecord *record, GError **error);
gboolean _eo_file_reopen   (EoWriter *writer, EoRecord *record, GError **error);

G_END_DECLS
