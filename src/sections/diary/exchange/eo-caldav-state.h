/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-store.h"

G_BEGIN_DECLS

/* What a diary and a calendar on a server have told each other (0007-diary.sql says it column by column). */

typedef struct
{
  char     *identity;
  char     *name;
  char     *token;
  char     *ctag;
  char     *synced_at;
  char     *trouble;
} EoCaldavCollection;

/* An entry: one appointment, or a series with those that were changed. */
typedef struct
{
  char     *member;
  char     *uid;
  char     *etag;
  char     *versions;
  char     *hash;
  gboolean  is_known; /* the server had its text from elsewhere: what is private in it is no secret there */
  char     *refused;
} EoCaldavItem;

#define EO_CALDAV_ABSENT  ""  /* etag: it is not on the server */
#define EO_CALDAV_UNKNOWN "?" /* etag: the server did not say */

void          eo_caldav_collection_free (EoCaldavCollection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavCollection, eo_caldav_collection_free)
EoCaldavItem *eo_caldav_item_new        (const char         *member,
                                         const char         *uid);
EoCaldavItem *eo_caldav_item_copy       (const EoCaldavItem *self);
void          eo_caldav_item_free       (EoCaldavItem       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoCaldavItem, eo_caldav_item_free)

/* NULL without an error: the diary was never together with one. Any thread, as the next two. */
EoCaldavCollection *
              eo_caldav_collection_load (EoStore            *store,
                                         gint64              diary,
                                         GError            **error);
/* Those that go with a server, and were together with it once or tried to be: ids. (transfer full) */
GArray       *eo_caldav_diaries_load    (EoStore            *store,
                                         GError            **error);
/* (transfer full) of EoCaldavItem. */
GPtrArray    *eo_caldav_items_load      (EoStore            *store,
                                         gint64              diary,
                                         GError            **error);
/* What stands in the diary: of each UID, the versions of its records. (transfer full) */
GHashTable   *eo_caldav_versions_load   (EoStore            *store,
                                         gint64              diary,
                                         GError            **error);

/* Inside a write */
/* The records of one entry: ids, in order; their @versions (out). (transfer full) */
GArray       *eo_caldav_find_parts      (EoWriter           *writer,
                                         gint64              diary,
                                         const char         *uid,
                                         char              **versions,
                                         GError            **error);
gboolean      eo_caldav_collection_save (EoWriter                 *writer,
                                         gint64                    diary,
                                         const EoCaldavCollection *self,
                                         GError                  **error);
/* All that is known of it: entries and conflicts. */
gboolean      eo_caldav_forget          (EoWriter           *writer,
                                         gint64              diary,
                                         GError            **error);
gboolean      eo_caldav_item_save       (EoWriter           *writer,
                                         gint64              diary,
                                         const EoCaldavItem *self,
                                         GError            **error);
gboolean      eo_caldav_item_delete     (EoWriter           *writer,
                                         gint64              diary,
                                         const char         *member,
                                         GError            **error);

G_END_DECLS
