/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-state.h"

#include <string.h>

#include "store/eo-tally.h"

#define COLLECTION "SELECT identity, name, token, ctag, synced_at, trouble FROM caldav_collection WHERE diary = ?1"
#define SAVE_COLLECTION \
  "INSERT INTO caldav_collection (diary, identity, name, token, ctag, synced_at, trouble) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" \
  " ON CONFLICT (diary) DO UPDATE SET identity = ?2, name = ?3, token = ?4, ctag = ?5, synced_at = ?6, trouble = ?7"
#define DIARIES "SELECT c.diary FROM caldav_collection AS c JOIN diary AS d ON d.id = c.diary" \
  " WHERE d.deleted_at = '' AND (c.synced_at <> '' OR c.trouble <> '') ORDER BY c.diary"
#define ITEMS "SELECT member, uid, etag, versions, hash, known, refused FROM caldav_item WHERE diary = ?1"
#define SAVE_ITEM \
  "INSERT INTO caldav_item (diary, member, uid, etag, versions, hash, known, refused) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" \
  " ON CONFLICT (diary, member) DO UPDATE SET uid = ?3, etag = ?4, versions = ?5, hash = ?6, known = ?7, refused = ?8"
#define DELETE_ITEM     "DELETE FROM caldav_item WHERE diary = ?1 AND member = ?2"
#define DELETE_ITEMS    "DELETE FROM caldav_item WHERE diary = ?1"
#define DELETE_CONFLICTS "DELETE FROM caldav_conflict WHERE diary = ?1"
#define DELETE_COLLECTION "DELETE FROM caldav_collection WHERE diary = ?1"

/* One row a record; who attends counts as part of it. What belongs to a series that is deleted is not there any more. */
#define COLUMNS \
  "SELECT coalesce (m.ical_uid, ''), coalesce (m.uid, ''), t.ical_uid, t.uid, t.id, t.version," \
  " (SELECT group_concat (a.id || '.' || a.version) FROM attendee AS a WHERE a.appointment = t.id AND a.deleted_at = '')"
#define STANDS \
  " LEFT JOIN appointment AS m ON m.id = t.series" \
  " WHERE t.diary = ?1 AND t.deleted_at = '' AND (t.series IS NULL OR m.deleted_at = '') ORDER BY t.id"
#define OF_DIARY COLUMNS " FROM appointment AS t" STANDS
#define OF_UID \
  "WITH root (id) AS (SELECT id FROM appointment WHERE ical_uid = ?2 AND ical_uid <> '' AND diary = ?1" \
  "  UNION SELECT id FROM appointment WHERE uid = ?2)," \
  " part (id) AS (SELECT id FROM root UNION SELECT a.id FROM root CROSS JOIN appointment AS a WHERE a.series = root.id) " \
  COLUMNS " FROM part CROSS JOIN appointment AS t ON t.id = part.id" STANDS

void
eo_caldav_collection_free (EoCaldavCollection *self)
{
  if (self == NULL)
    return;
  g_free (self->identity);
  g_free (self->name);
  g_free (self->token);
  g_free (self->ctag);
  g_free (self->synced_at);
  g_free (self->trouble);
  g_free (self);
}

EoCaldavItem *
eo_caldav_item_new (const char *member,
                    const char *uid)
{
  EoCaldavItem *self = g_new0 (EoCaldavItem, 1);

  self->member = g_strdup (member);
  self->uid = g_strdup (uid);
  self->etag = g_strdup (EO_CALDAV_ABSENT);
  self->versions = g_strdup ("");
  self->hash = g_strdup ("");
  self->refused = g_strdup ("");
  return self;
}

EoCaldavItem *
eo_caldav_item_copy (const EoCaldavItem *self)
{
  EoCaldavItem *copy = g_new0 (EoCaldavItem, 1);

  copy->member = g_strdup (self->member);
  copy->uid = g_strdup (self->uid);
  copy->etag = g_strdup (self->etag);
  copy->versions = g_strdup (self->versions);
  copy->hash = g_strdup (self->hash);
  copy->is_known = self->is_known;
  copy->refused = g_strdup (self->refused);
  return copy;
}

void
eo_caldav_item_free (EoCaldavItem *self)
{
  if (self == NULL)
    return;
  g_free (self->member);
  g_free (self->uid);
  g_free (self->etag);
  g_free (self->versions);
  g_free (self->hash);
  g_free (self->refused);
  g_free (self);
}

static char *
take_text (EoRow *row,
           int    column)
{
  return g_strdup (eo_row_get_text (row, column));
}

static gboolean
on_collection (EoRow    *row,
               gpointer  user_data)
{
  EoCaldavCollection *self = g_new0 (EoCaldavCollection, 1);

  self->identity = take_text (row, 0);
  self->name = take_text (row, 1);
  self->token = take_text (row, 2);
  self->ctag = take_text (row, 3);
  self->synced_at = take_text (row, 4);
  self->trouble = take_text (row, 5);
  *(EoCaldavCollection **) user_data = self;
  return FALSE;
}

EoCaldavCollection *
eo_caldav_collection_load (EoStore  *store,
                           gint64    diary,
                           GError  **error)
{
  EoCaldavCollection *self = NULL;

  eo_store_rows (store, COLLECTION, g_variant_new ("(x)", diary), on_collection, &self, error);
  return self;
}

static gboolean
on_diary (EoRow    *row,
          gpointer  user_data)
{
  gint64 id = eo_row_get_integer (row, 0);

  g_array_append_val ((GArray *) user_data, id);
  return TRUE;
}

GArray *
eo_caldav_diaries_load (EoStore  *store,
                        GError  **error)
{
  g_autoptr (GArray) diaries = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!eo_store_rows (store, DIARIES, g_variant_new ("()"), on_diary, diaries, error))
    return NULL;
  return g_steal_pointer (&diaries);
}

static gboolean
on_item (EoRow    *row,
         gpointer  user_data)
{
  EoCaldavItem *item = g_new0 (EoCaldavItem, 1);

  item->member = take_text (row, 0);
  item->uid = take_text (row, 1);
  item->etag = take_text (row, 2);
  item->versions = take_text (row, 3);
  item->hash = take_text (row, 4);
  item->is_known = eo_row_get_integer (row, 5) != 0;
  item->refused = take_text (row, 6);
  g_ptr_array_add (user_data, item);
  return TRUE;
}

GPtrArray *
eo_caldav_items_load (EoStore  *store,
                      gint64    diary,
                      GError  **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_caldav_item_free);

  if (!eo_store_rows (store, ITEMS, g_variant_new ("(x)", diary), on_item, items, error))
    return NULL;
  return g_steal_pointer (&items);
}

/* The UID by which the world knows the entry that the record is part of. */
static const char *
get_uid (EoRow *row)
{
  for (int column = 0; column < 3; column++)
    if (*eo_row_get_text (row, column) != '\0')
      return eo_row_get_text (row, column);
  return eo_row_get_text (row, 3);
}

static void
add_version (GString *versions,
             EoRow   *row)
{
  g_string_append_printf (versions, "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "(%s)", eo_row_get_integer (row, 4),
                          eo_row_get_integer (row, 5), eo_row_get_text (row, 6));
}

static gboolean
on_version (EoRow    *row,
            gpointer  user_data)
{
  const char *uid = get_uid (row);
  GString *versions = g_hash_table_lookup (user_data, uid);

  if (versions == NULL)
    {
      versions = g_string_new (NULL);
      g_hash_table_insert (user_data, g_strdup (uid), versions);
    }
  add_version (versions, row);
  return TRUE;
}

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

/* As long as what it is made of has little to say; a digest of it where there is more. */
static char *
make_versions (const char *text)
{
  return strlen (text) <= 64 ? g_strdup (text) : g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

GHashTable *
eo_caldav_versions_load (EoStore  *store,
                         gint64    diary,
                         GError  **error)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, string_free);
  g_autoptr (GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer uid, text;

  if (!eo_store_rows (store, OF_DIARY, g_variant_new ("(x)", diary), on_version, texts, error))
    return NULL;
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &uid, &text))
    g_hash_table_insert (versions, g_strdup (uid), make_versions (((GString *) text)->str));
  return g_steal_pointer (&versions);
}

typedef struct
{
  const char *uid;
  GArray     *ids;
  GString    *versions;
} Part;

static gboolean
on_part (EoRow    *row,
         gpointer  user_data)
{
  Part *part = user_data;
  gint64 id = eo_row_get_integer (row, 4);

  if (!g_str_equal (get_uid (row), part->uid))
    return TRUE;
  g_array_append_val (part->ids, id);
  add_version (part->versions, row);
  return TRUE;
}

GArray *
eo_caldav_find_parts (EoWriter    *writer,
                      gint64       diary,
                      const char  *uid,
                      char       **versions,
                      GError     **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Part part = { uid, ids, text };

  if (!eo_writer_tally (writer, OF_UID, diary, uid, NULL, on_part, &part, error))
    return NULL;
  *versions = make_versions (text->str);
  return g_steal_pointer (&ids);
}

gboolean
eo_caldav_collection_save (EoWriter                 *writer,
                           gint64                    diary,
                           const EoCaldavCollection *self,
                           GError                  **error)
{
  return eo_writer_run (writer, SAVE_COLLECTION,
                        g_variant_new ("(xssssss)", diary, self->identity, self->name, self->token, self->ctag, self->synced_at,
                                       self->trouble), error);
}

gboolean
eo_caldav_forget (EoWriter  *writer,
                  gint64     diary,
                  GError   **error)
{
  return eo_writer_run (writer, DELETE_CONFLICTS, g_variant_new ("(x)", diary), error) &&
         eo_writer_run (writer, DELETE_ITEMS, g_variant_new ("(x)", diary), error) &&
         eo_writer_run (writer, DELETE_COLLECTION, g_variant_new ("(x)", diary), error);
}

gboolean
eo_caldav_item_save (EoWriter            *writer,
                     gint64               diary,
                     const EoCaldavItem  *self,
                     GError             **error)
{
  return eo_writer_run (writer, SAVE_ITEM,
                        g_variant_new ("(xsssssxs)", diary, self->member, self->uid, self->etag, self->versions, self->hash,
                                       (gint64) self->is_known, self->refused), error);
}

gboolean
eo_caldav_item_delete (EoWriter    *writer,
                       gint64       diary,
                       const char  *member,
                       GError     **error)
{
  return eo_writer_run (writer, DELETE_ITEM, g_variant_new ("(xs)", diary, member), error);
}
