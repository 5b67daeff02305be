/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to eo-store*.c: what the store is made of. */

#include "store/eo-sql.h"

G_BEGIN_DECLS

struct _EoStore
{
  GObject         parent_instance;

  char           *path;
  EoDatabaseMode  mode;          /* of readers */
  gboolean        read_only;
  GThread        *thread;        /* the main one */
  EoDatabase     *reader;        /* the main thread's */

  GMutex          mutex;         /* guards what follows */
  GPtrArray      *spare_readers; /* of EoDatabase, for workers */
  gboolean        closed;

  GThread        *writer;        /* started with the first write */
  GAsyncQueue    *jobs;          /* of Job (eo-store-write.c) */

  char           *by;            /* who works: "account", "account for Person" */
  gint64          me;            /* person, or 0 */

  GMutex          calendar_mutex;
  EoCalendar     *calendar;      /* or NULL: not asked for since the special days changed */

  guint           poll;
  gint64          data_version;
  gint64          last_seq;      /* the journal entry we last told of */
};

void  eo_store_tell        (EoStore    *self,
                            const char *kind,
                            gint64      id,
                            gboolean    attachments);
void  eo_store_join_writer (EoStore    *self);
/* After a commit that changed this kind; "" for anything. */
void  eo_store_forget_calendar  (EoStore    *self,
                                 const char *kind);
/* Within a transaction; NULL at its end. */
void  eo_writer_forget_calendar (EoWriter   *writer,
                                 const char *kind);

G_END_DECLS
