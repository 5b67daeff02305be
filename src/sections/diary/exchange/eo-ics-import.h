/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* A calendar file into a diary. What has the same UID (and stands for the same one of a series) is changed, never doubled;
 * an older version of what is there changes nothing. Invitations are understood: METHOD:REQUEST adds or changes, CANCEL
 * calls off, REPLY notes what an attendee answers. */

typedef struct
{
  guint64 added;
  guint64 changed;
  guint64 same;
  guint64 refused;
  guint64 cpu;     /* microseconds that the caged program used */
} EoIcsCount;

/* Who wants to know; both may be NULL. Called in the thread that imports. */
typedef struct
{
  void   (*told)     (const char *line,        /* what was left out (is_refused), or taken otherwise than it stood */
                      gboolean    is_refused,
                      gpointer    user_data);
  void   (*progress) (double      fraction,
                      gpointer    user_data);
  gpointer user_data;
} EoIcsWatch;

/* @fd: a sealed memfd, still the caller's; @name: of the file, for messages; @diary: id. Waits: for the command line. What
 * was taken before an error, or before @cancellable was cancelled, stays. Errors: those of eo_calendar_file_next() and of
 * writing. */
gboolean eo_ics_import           (EoStore             *store,
                                  int                  fd,
                                  const char          *name,
                                  gint64               diary,
                                  const EoIcsWatch    *watch,  /* (nullable) */
                                  GCancellable        *cancellable,
                                  EoIcsCount          *count,  /* (out) */
                                  GError             **error);

/* The same from the window; lines come with the end. */
void     eo_ics_import_async     (EoStore             *store,
                                  int                  fd,      /* duplicated */
                                  const char          *name,
                                  gint64               diary,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean eo_ics_import_finish    (EoStore             *store,
                                  GAsyncResult        *result,
                                  EoIcsCount          *count,   /* (out); also where it fails */
                                  GPtrArray          **lines,   /* (out) (transfer full) of char *: in order */
                                  GError             **error);

/* Whole days of a calendar file become special days of the office, on which nobody works: of what repeats, those from a year
 * ago to ten years from now. A day that is special already is left as it is. As eo_ics_import(). */
gboolean eo_ics_import_days      (EoStore             *store,
                                  int                  fd,
                                  const char          *name,
                                  const EoIcsWatch    *watch,
                                  EoIcsCount          *count,
                                  GError             **error);

G_END_DECLS
