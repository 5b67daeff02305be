/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-record-list.h"
#include "store/eo-sql.h"

#define PAGE 64           /* records read at once */
#define PAGES_KEPT 12     /* a register keeps about 205 rows alive, whatever its length */
#define FIRST_PAINT 256   /* ids read first, so that rows stand before a million ids are in */
#define REFRESH_MS 120    /* changes in quick succession are one refresh */
#define REST_MS 60        /* until the rest of the ids is read: the first rows are painted meanwhile */

struct _EoRecordList
{
  GObject       parent_instance;

  EoStore      *store;
  EoQuery      *query;
  const EoKind *kind;
  char         *page_sql;

  GArray       *ids;       /* of gint64, in order; never changed, only replaced */
  GHashTable   *alive;     /* id → EoRecord that somebody holds (no reference of ours) */
  GQueue        pages;     /* of GPtrArray of EoRecord: what we hold, newest first */

  GCancellable *cancellable;
  guint         refresh;
  guint         rest;
  gboolean      loading;
};

/* What the worker brings: new ids, and how much of both ends stayed as it was. */
typedef struct
{
  EoQuery *query;
  GArray  *before;
  GArray  *after;
  guint    same_start;
  guint    same_end;
  gint64   me;
  guint    limit;  /* 0: all */
} Fetch;

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint refreshed_signal;

static void eo_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EoRecordList, eo_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, eo_record_list_model_init))

static gint64
id_at (GArray *ids,
       guint   position)
{
  return g_array_index (ids, gint64, position);
}

/* Records: pages by primary key */

static void
on_record_gone (gpointer  user_data,
                GObject  *gone)
{
  EoRecordList *self = user_data;

  g_hash_table_remove (self->alive, &((EoRecord *) gone)->id);
}

static gint64 *
new_key (gint64 id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  return key;
}

/* Takes the record into the page and into the living; @record is given away. */
static void
adopt (EoRecordList *self,
       GPtrArray    *page,
       EoRecord     *record)
{
  g_object_weak_ref (G_OBJECT (record), on_record_gone, self);
  g_hash_table_insert (self->alive, new_key (record->id), record);
  g_ptr_array_add (page, record);
}

static gboolean
is_alive (EoRecordList *self,
          gint64        id)
{
  return g_hash_table_contains (self->alive, &id);
}

static void
read_page (EoRecordList *self,
           guint         first,
           guint         n,
           GPtrArray    *page)
{
  EoDatabase *reader = eo_store_main_reader (self->store);
  sqlite3_stmt *row = eo_database_prepare (reader, self->page_sql, NULL);

  if (row == NULL)
    return;
  for (guint i = 0; i < n; i++)
    if (!is_alive (self, id_at (self->ids, first + i)))
      sqlite3_bind_int64 (row, (int) i + 1, id_at (self->ids, first + i));
  while (sqlite3_step (row) == SQLITE_ROW)
    adopt (self, page, eo_sql_read_row (self->kind, row));
  sqlite3_reset (row);
}

/* A row that went while the list stood is a placeholder, never NULL. */
static void
fill_gaps (EoRecordList *self,
           guint         first,
           guint         n,
           GPtrArray    *page)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 id = id_at (self->ids, first + i);
      EoRecord *record;
      if (is_alive (self, id))
        continue;
      record = g_object_new (self->kind->get_type (), NULL);
      record->id = id;
      record->missing = TRUE;
      adopt (self, page, record);
    }
}

static void
page_free (gpointer page)
{
  g_ptr_array_unref (page);
}

static EoRecord *
load (EoRecordList *self,
      guint         position)
{
  guint first = position - position % PAGE;
  guint n = MIN (PAGE, self->ids->len - first);
  GPtrArray *page = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 id = id_at (self->ids, position);

  read_page (self, first, n, page);
  fill_gaps (self, first, n, page);
  g_queue_push_head (&self->pages, page);
  while (g_queue_get_length (&self->pages) > PAGES_KEPT)
    page_free (g_queue_pop_tail (&self->pages));
  return g_hash_table_lookup (self->alive, &id);
}

static gpointer
eo_record_list_get_item (GListModel *model,
                         guint       position)
{
  EoRecordList *self = EO_RECORD_LIST (model);
  EoRecord *record;
  gint64 id;

  if (self->ids == NULL || position >= self->ids->len)
    return NULL;
  id = id_at (self->ids, position);
  record = g_hash_table_lookup (self->alive, &id);
  if (record == NULL)
    record = load (self, position);
  return g_object_ref (record);
}

static guint
eo_record_list_get_n_items (GListModel *model)
{
  return eo_record_list_get_n (EO_RECORD_LIST (model));
}

static GType
eo_record_list_get_item_type (GListModel *model)
{
  return EO_TYPE_RECORD;
}

static void
eo_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item = eo_record_list_get_item;
  iface->get_n_items = eo_record_list_get_n_items;
  iface->get_item_type = eo_record_list_get_item_type;
}

/* Ids: in a worker */

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->query);
  g_clear_pointer (&fetch->before, g_array_unref);
  g_clear_pointer (&fetch->after, g_array_unref);
  g_free (fetch);
}

static void
trim (Fetch *fetch)
{
  guint before = fetch->before != NULL ? fetch->before->len : 0;
  guint n = MIN (before, fetch->after->len);

  while (fetch->same_start < n && id_at (fetch->before, fetch->same_start) == id_at (fetch->after, fetch->same_start))
    fetch->same_start++;
  n -= fetch->same_start;
  while (fetch->same_end < n
         && id_at (fetch->before, before - 1 - fetch->same_end)
              == id_at (fetch->after, fetch->after->len - 1 - fetch->same_end))
    fetch->same_end++;
}

static gboolean
fetch_ids (EoDatabase  *reader,
           Fetch       *fetch,
           GError     **error)
{
  g_autofree char *sql = eo_query_to_sql (fetch->query, "t.id", TRUE, fetch->limit > 0);
  sqlite3_stmt *row = eo_database_prepare (reader, sql, error);
  int code;

  if (row == NULL)
    return FALSE;
  eo_query_bind (fetch->query, row, fetch->me);
  eo_bind_named_integer (row, ":limit", fetch->limit);
  fetch->after = g_array_sized_new (FALSE, FALSE, sizeof (gint64), fetch->before != NULL ? fetch->before->len : 1024);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);
      g_array_append_val (fetch->after, id);
    }
  sqlite3_reset (row);
  return code == SQLITE_DONE || eo_database_fail (reader, error);
}

static void
fetch_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  EoRecordList *self = source;
  Fetch *fetch = task_data;
  GError *error = NULL;
  EoDatabase *reader = eo_store_lend_reader (self->store, &error);

  if (reader != NULL)
    {
      eo_database_set_cancellable (reader, cancellable);
      if (fetch_ids (reader, fetch, &error))
        trim (fetch);
      /* Not for the few rows that a person waits for: it takes the main thread's memory along. */
      if (fetch->limit == 0)
        eo_database_shrink (reader);
      eo_store_return_reader (self->store, reader);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
set_loading (EoRecordList *self,
             gboolean      loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Told as one removal, then one addition: told together, GTK 4.8 fetches every row (4.2 s for a million). */
static void
replace_ids (EoRecordList *self,
             Fetch        *fetch)
{
  guint before = self->ids != NULL ? self->ids->len : 0;
  guint removed = before - fetch->same_start - fetch->same_end;
  guint added = fetch->after->len - fetch->same_start - fetch->same_end;

  if (removed > 0)
    {
      GArray *between = g_array_sized_new (FALSE, FALSE, sizeof (gint64), before - removed);
      g_array_append_vals (between, self->ids->data, fetch->same_start);
      g_array_append_vals (between, &g_array_index (self->ids, gint64, before - fetch->same_end), fetch->same_end);
      g_array_unref (self->ids);
      self->ids = between;
      g_list_model_items_changed (G_LIST_MODEL (self), fetch->same_start, removed, 0);
    }
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_array_ref (fetch->after);
  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), fetch->same_start, 0, added);
}

static void fetch_start (EoRecordList *self,
                         guint         limit);

static gboolean
on_rest (gpointer user_data)
{
  EoRecordList *self = user_data;

  self->rest = 0;
  fetch_start (self, 0);
  return G_SOURCE_REMOVE;
}

static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  EoRecordList *self = EO_RECORD_LIST (source);
  Fetch *fetch = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_warning ("%s", error->message);
          set_loading (self, FALSE);
        }
      return;
    }
  if (fetch->before != self->ids) /* a newer fetch was quicker */
    return;
  replace_ids (self, fetch);
  if (fetch->limit > 0 && fetch->after->len == fetch->limit)
    {
      /* Of a lower priority than painting, so that reading a million ids does not compete with it. */
      self->rest = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, on_rest, self, NULL);
      return;
    }
  set_loading (self, FALSE);
  g_signal_emit (self, refreshed_signal, 0);
}

static void
fetch_start (EoRecordList *self,
             guint         limit)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch = g_new0 (Fetch, 1);

  g_clear_handle_id (&self->rest, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  fetch->query = eo_query_copy (self->query);
  fetch->before = self->ids != NULL ? g_array_ref (self->ids) : NULL;
  fetch->me = eo_store_get_me (self->store);
  fetch->limit = limit;
  task = g_task_new (self, self->cancellable, on_fetched, NULL);
  g_task_set_source_tag (task, fetch_start);
  g_task_set_task_data (task, fetch, fetch_free);
  set_loading (self, TRUE);
  g_task_run_in_thread (task, fetch_thread);
}

/* Following the store */

static gboolean
on_refresh (gpointer user_data)
{
  EoRecordList *self = user_data;

  self->refresh = 0;
  eo_record_list_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
reread (EoRecordList *self,
        gint64        id)
{
  EoRecord *record = g_hash_table_lookup (self->alive, &id);
  g_autoptr (EoRecord) fresh = NULL;
  guint position;

  if (record == NULL || record->missing)
    return;
  fresh = eo_store_get (self->store, self->kind, id, NULL);
  if (fresh == NULL)
    return;
  eo_record_assign (record, fresh);
  if (eo_record_list_find (self, id, &position))
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

/* Whether titles of @kind stand in our rows. */
static gboolean
shows_titles_of (EoRecordList *self,
                 const char   *name)
{
  const EoKind *kind = eo_kind_lookup (name);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (self->kind, &n);

  for (guint i = 0; kind != NULL && i < n; i++)
    if (eo_kind_links_to (fields[i], kind))
      return TRUE;
  return FALSE;
}

static void
on_store_changed (EoStore      *store,
                  const char   *kind,
                  gint64        id,
                  EoRecordList *self)
{
  gboolean ours;

  if (self->query == NULL)
    return;
  ours = g_str_equal (kind, self->kind->name);
  if ((!ours && *kind != '\0' && !shows_titles_of (self, kind)))
    return;
  if (ours && id != 0)
    reread (self, id);
  else
    {
      g_autoptr (GList) ids = g_hash_table_get_keys (self->alive);
      g_autoptr (GArray) copy = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (GList *l = ids; l != NULL; l = l->next)
        g_array_append_val (copy, *(gint64 *) l->data);
      for (guint i = 0; i < copy->len; i++)
        reread (self, id_at (copy, i));
    }
  if (self->refresh == 0)
    self->refresh = g_timeout_add (REFRESH_MS, on_refresh, self);
}

static void
eo_record_list_dispose (GObject *object)
{
  EoRecordList *self = EO_RECORD_LIST (object);
  GHashTableIter iter;
  gpointer record;

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->alive != NULL)
    {
      g_hash_table_iter_init (&iter, self->alive);
      while (g_hash_table_iter_next (&iter, NULL, &record))
        g_object_weak_unref (record, on_record_gone, self);
      g_clear_pointer (&self->alive, g_hash_table_unref);
    }
  g_queue_clear_full (&self->pages, page_free);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, on_store_changed, self);
  g_clear_object (&self->query);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->page_sql, g_free);
  G_OBJECT_CLASS (eo_record_list_parent_class)->dispose (object);
}

static void
eo_record_list_finalize (GObject *object)
{
  EoRecordList *self = EO_RECORD_LIST (object);

  g_clear_object (&self->store); /* last: a worker may still be returning its reader */
  G_OBJECT_CLASS (eo_record_list_parent_class)->finalize (object);
}

static void
eo_record_list_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  g_assert (id == PROP_LOADING);
  g_value_set_boolean (value, EO_RECORD_LIST (object)->loading);
}

static void
eo_record_list_class_init (EoRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eo_record_list_dispose;
  object_class->finalize = eo_record_list_finalize;
  object_class->get_property = eo_record_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  refreshed_signal = g_signal_new ("refreshed", EO_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
eo_record_list_init (EoRecordList *self)
{
  self->alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->pages);
}

EoRecordList *
eo_record_list_new (EoStore *store)
{
  EoRecordList *self = g_object_new (EO_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  return self;
}

static char *
make_page_sql (const EoKind *kind)
{
  g_autofree char *columns = eo_sql_columns (kind);
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT %s FROM \"%s\" AS t WHERE t.id IN (", columns, kind->name);
  for (guint i = 0; i < PAGE; i++)
    g_string_append_printf (sql, "%s?%u", i > 0 ? "," : "", i + 1);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

void
eo_record_list_set_query (EoRecordList *self,
                          EoQuery      *query)
{
  const EoKind *kind = eo_query_get_kind (query);

  g_return_if_fail (self->kind == NULL || self->kind == kind);

  if (self->kind == NULL)
    {
      self->kind = kind;
      self->page_sql = make_page_sql (kind);
    }
  g_set_object (&self->query, query);
  fetch_start (self, FIRST_PAINT);
}

EoQuery *
eo_record_list_get_query (EoRecordList *self)
{
  return self->query;
}

gboolean
eo_record_list_is_loading (EoRecordList *self)
{
  return self->loading;
}

guint
eo_record_list_get_n (EoRecordList *self)
{
  return self->ids != NULL ? self->ids->len : 0;
}

gint64
eo_record_list_get_id (EoRecordList *self,
                       guint         position)
{
  g_return_val_if_fail (position < eo_record_list_get_n (self), 0);

  return id_at (self->ids, position);
}

gboolean
eo_record_list_find (EoRecordList *self,
                     gint64        id,
                     guint        *position)
{
  for (guint i = 0; i < eo_record_list_get_n (self); i++)
    if (id_at (self->ids, i) == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

void
eo_record_list_refresh (EoRecordList *self)
{
  if (self->query != NULL)
    fetch_start (self, 0);
}
