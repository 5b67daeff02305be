/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/register/eo-id-selection.h"

/* Up to so many ids it is cheaper to look each up in the list than to ask every row. */
#define FEW 16

struct _EoIdSelection
{
  GObject       parent_instance;

  EoRecordList *list;
  GHashTable   *ids;              /* gint64 *: the selected ones, or with `inverted` those left out */
  gboolean      inverted;
  gint64        cursor;
  guint         cursor_position;  /* where it was last seen */
};

enum
{
  PROP_0,
  PROP_CURSOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EoIdSelection, eo_id_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static gboolean
has_id (EoIdSelection *self,
        gint64         id)
{
  return g_hash_table_contains (self->ids, &id) != self->inverted;
}

static gboolean
set_id (EoIdSelection *self,
        gint64         id,
        gboolean       selected)
{
  if (has_id (self, id) == selected)
    return FALSE;

  if (selected != self->inverted)
    g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->ids, &id);

  return TRUE;
}

static void
reset (EoIdSelection *self,
       gboolean       inverted)
{
  g_hash_table_remove_all (self->ids);
  self->inverted = inverted;
}

/* GTK only looks at the rows it shows, so telling it of all of them is cheap. */
static void
tell_all (EoIdSelection *self)
{
  guint n = eo_record_list_get_n (self->list);

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
move_cursor (EoIdSelection *self,
             gint64         id)
{
  guint position;

  if (id != 0 && eo_record_list_find (self->list, id, &position))
    self->cursor_position = position;

  if (self->cursor == id)
    return;

  self->cursor = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

/* The selected positions of @n rows from @first. */
static void
collect (EoIdSelection *self,
         GtkBitset     *set,
         guint          first,
         guint          n)
{
  GHashTableIter iter;
  gpointer key;
  guint position;

  if (g_hash_table_size (self->ids) > FEW)
    {
      for (guint i = first; i < first + n; i++)
        if (has_id (self, eo_record_list_get_id (self->list, i)))
          gtk_bitset_add (set, i);
      return;
    }

  if (self->inverted)
    gtk_bitset_add_range (set, first, n);

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (!eo_record_list_find (self->list, *(gint64 *) key, &position)
          || position < first || position >= first + n)
        continue;
      if (self->inverted)
        gtk_bitset_remove (set, position);
      else
        gtk_bitset_add (set, position);
    }
}

static void
on_items_changed (EoIdSelection *self,
                  guint          position,
                  guint          removed,
                  guint          added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Records that went take their place in the selection with them. */
static void
on_refreshed (EoIdSelection *self)
{
  GHashTableIter iter;
  gpointer key;
  guint position;

  if (self->cursor != 0 && eo_record_list_find (self->list, self->cursor, &position))
    self->cursor_position = position;

  if (g_hash_table_size (self->ids) > FEW)
    return;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (*(gint64 *) key != self->cursor && !eo_record_list_find (self->list, *(gint64 *) key, &position))
      g_hash_table_iter_remove (&iter);
}

/* GListModel */

static GType
get_item_type (GListModel *model)
{
  return EO_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return eo_record_list_get_n (EO_ID_SELECTION (model)->list);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (EO_ID_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GtkSelectionModel */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  EoIdSelection *self = EO_ID_SELECTION (model);

  return position < eo_record_list_get_n (self->list)
         && has_id (self, eo_record_list_get_id (self->list, position));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  EoIdSelection *self = EO_ID_SELECTION (model);
  GtkBitset *set = gtk_bitset_new_empty ();
  guint n = eo_record_list_get_n (self->list);

  if (position < n)
    collect (self, set, position, MIN (n_items, n - position));

  return set;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  EoIdSelection *self = EO_ID_SELECTION (model);
  gint64 id;

  if (position >= eo_record_list_get_n (self->list))
    return FALSE;

  id = eo_record_list_get_id (self->list, position);
  if (unselect_rest)
    {
      eo_id_selection_set_cursor (self, id);
      return TRUE;
    }

  if (set_id (self, id, TRUE))
    gtk_selection_model_selection_changed (model, position, 1);

  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  EoIdSelection *self = EO_ID_SELECTION (model);

  reset (self, TRUE);
  tell_all (self);

  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  EoIdSelection *self = EO_ID_SELECTION (model);

  reset (self, FALSE);
  tell_all (self);

  return TRUE;
}

/* The whole list is given anew: kept as whichever is shorter, the chosen or the left out. */
static void
replace (EoIdSelection *self,
         GtkBitset     *selected,
         guint          n)
{
  guint64 size = gtk_bitset_get_size_in_range (selected, 0, n - 1);
  gboolean inverted = size > n / 2;

  reset (self, inverted);
  for (guint i = 0; i < n && size != (inverted ? n : 0); i++)
    if (gtk_bitset_contains (selected, i) != inverted)
      {
        set_id (self, eo_record_list_get_id (self->list, i), !inverted);
        size += inverted ? 1 : -1;
      }

  tell_all (self);
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  EoIdSelection *self = EO_ID_SELECTION (model);
  guint n = eo_record_list_get_n (self->list);
  guint first = G_MAXUINT, last = 0;
  GtkBitsetIter iter;
  guint i;

  if (n == 0)
    return TRUE;

  if (gtk_bitset_get_size_in_range (mask, 0, n - 1) == n)
    {
      replace (self, selected, n);
      return TRUE;
    }

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &i); more && i < n;
       more = gtk_bitset_iter_next (&iter, &i))
    if (set_id (self, eo_record_list_get_id (self->list, i), gtk_bitset_contains (selected, i)))
      {
        first = MIN (first, i);
        last = i;
      }

  if (first <= last)
    gtk_selection_model_selection_changed (model, first, last - first + 1);

  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

/* GObject */

static void
eo_id_selection_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  EoIdSelection *self = EO_ID_SELECTION (object);

  switch (property_id)
    {
    case PROP_CURSOR:
      g_value_set_int64 (value, self->cursor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_id_selection_dispose (GObject *object)
{
  g_clear_object (&EO_ID_SELECTION (object)->list);

  G_OBJECT_CLASS (eo_id_selection_parent_class)->dispose (object);
}

static void
eo_id_selection_finalize (GObject *object)
{
  g_hash_table_unref (EO_ID_SELECTION (object)->ids);

  G_OBJECT_CLASS (eo_id_selection_parent_class)->finalize (object);
}

static void
eo_id_selection_class_init (EoIdSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = eo_id_selection_get_property;
  object_class->dispose = eo_id_selection_dispose;
  object_class->finalize = eo_id_selection_finalize;

  properties[PROP_CURSOR] = g_param_spec_int64 ("cursor", NULL, NULL, 0, G_MAXINT64, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
eo_id_selection_init (EoIdSelection *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

EoIdSelection *
eo_id_selection_new (EoRecordList *list)
{
  EoIdSelection *self;

  g_return_val_if_fail (EO_IS_RECORD_LIST (list), NULL);

  self = g_object_new (EO_TYPE_ID_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "refreshed", G_CALLBACK (on_refreshed), self, G_CONNECT_SWAPPED);

  return self;
}

EoRecordList *
eo_id_selection_get_list (EoIdSelection *self)
{
  g_return_val_if_fail (EO_IS_ID_SELECTION (self), NULL);

  return self->list;
}

gint64
eo_id_selection_get_cursor (EoIdSelection *self)
{
  g_return_val_if_fail (EO_IS_ID_SELECTION (self), 0);

  return self->cursor;
}

void
eo_id_selection_set_cursor (EoIdSelection *self,
                            gint64         id)
{
  g_return_if_fail (EO_IS_ID_SELECTION (self));

  if (self->inverted || g_hash_table_size (self->ids) != (id != 0) || (id != 0 && !has_id (self, id)))
    {
      reset (self, FALSE);
      if (id != 0)
        set_id (self, id, TRUE);
      tell_all (self);
    }

  move_cursor (self, id);
}

/**
 * eo_id_selection_beside:
 *
 * Where the cursor's record has left the list, the one that took its place is its next.
 */
gint64
eo_id_selection_beside (EoIdSelection *self,
                        int            by)
{
  gint64 n, target;
  guint position;

  g_return_val_if_fail (EO_IS_ID_SELECTION (self), 0);

  n = eo_record_list_get_n (self->list);
  if (self->cursor != 0 && eo_record_list_find (self->list, self->cursor, &position))
    target = (gint64) position + by;
  else
    target = (gint64) self->cursor_position + (by > 0 ? by - 1 : by);

  return target >= 0 && target < n ? eo_record_list_get_id (self->list, target) : 0;
}

guint
eo_id_selection_get_n (EoIdSelection *self)
{
  guint n, few;

  g_return_val_if_fail (EO_IS_ID_SELECTION (self), 0);

  n = eo_record_list_get_n (self->list);
  few = g_hash_table_size (self->ids);

  return self->inverted ? n - MIN (n, few) : few;
}

GArray *
eo_id_selection_get_ids (EoIdSelection *self,
                         guint          limit)
{
  GArray *ids;
  guint n;

  g_return_val_if_fail (EO_IS_ID_SELECTION (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  n = eo_record_list_get_n (self->list);
  for (guint i = 0; i < n && ids->len < limit; i++)
    {
      gint64 id = eo_record_list_get_id (self->list, i);

      if (has_id (self, id))
        g_array_append_val (ids, id);
    }

  return ids;
}
