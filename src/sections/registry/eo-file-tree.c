/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-fit.h"
#include "desk/register/eo-status-pill.h"
#include "sections/registry/eo-file-tree.h"
#include "sections/registry/eo-file.h"

#define REBUILD_DELAY_MS 150

struct _EoFileTree
{
  GtkWidget            parent_instance;

  EoStore             *store;
  GtkWidget           *scrolled;
  GtkColumnView       *view;
  GtkTreeListModel    *tree;
  GtkSingleSelection  *selection;
  GtkColumnViewColumn *others[3];
  GHashTable          *counted;  /* of GtkListItem: the cells of "Letters" that show a file */
  gboolean             compact;
  guint                rebuild;
  guint                recount;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint open_signal;

G_DEFINE_FINAL_TYPE (EoFileTree, eo_file_tree, GTK_TYPE_WIDGET)

static EoQuery *
query_level (gint64 parent)
{
  EoQuery *query = eo_query_new (&eo_file_kind);
  g_autofree char *id = parent != 0 ? g_strdup_printf ("#%" G_GINT64_FORMAT, parent) : g_strdup ("");

  eo_query_add (query, eo_kind_find_field (&eo_file_kind, "parent"), EO_IS, id);
  eo_query_set_sort (query, eo_kind_find_field (&eo_file_kind, "number"), FALSE);
  return query;
}

static GListModel *
read_level (EoFileTree *self,
            gint64      parent)
{
  g_autoptr (EoQuery) query = query_level (parent);
  g_autoptr (GPtrArray) files = eo_store_select (self->store, query, 0, NULL);
  GListStore *level = g_list_store_new (EO_TYPE_RECORD);

  if (files != NULL)
    g_list_store_splice (level, 0, 0, files->pdata, files->len);
  return G_LIST_MODEL (level);
}

/* Asked of every row that is shown: whether there is anything below is one look into an index. */
static GListModel *
make_level (gpointer item,
            gpointer user_data)
{
  EoFileTree *self = user_data;
  g_autoptr (EoQuery) query = query_level (EO_RECORD (item)->id);

  return eo_store_count (self->store, query) > 0 ? read_level (self, EO_RECORD (item)->id) : NULL;
}

static gint64
id_of_row (GtkTreeListRow *row)
{
  g_autoptr (EoRecord) record = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return record != NULL ? record->id : 0;
}

static GHashTable *
note_expanded (EoFileTree *self)
{
  GHashTable *expanded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n = self->tree != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->tree)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);

      if (gtk_tree_list_row_get_expanded (row))
        {
          gint64 id = id_of_row (row);

          g_hash_table_add (expanded, g_memdup2 (&id, sizeof id));
        }
    }
  return expanded;
}

/* Anew from the store; what was open is open again, and what was chosen is chosen. */
static void
build (EoFileTree *self)
{
  g_autoptr (GHashTable) expanded = note_expanded (self);
  gint64 chosen = self->selection != NULL ? id_of_row (gtk_single_selection_get_selected_item (self->selection)) : 0;
  guint position = GTK_INVALID_LIST_POSITION;

  self->tree = gtk_tree_list_model_new (read_level (self, 0), FALSE, FALSE, make_level, self, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      gint64 id = id_of_row (row);

      if (g_hash_table_contains (expanded, &id))
        gtk_tree_list_row_set_expanded (row, TRUE);
      if (id == chosen)
        position = i;
    }
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->tree));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, chosen != 0 ? position : GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
}

static gboolean
on_rebuild (gpointer user_data)
{
  EoFileTree *self = user_data;

  self->rebuild = 0;
  build (self);
  return G_SOURCE_REMOVE;
}

/* Cells */

static void
set_up_name (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), label);
  gtk_list_item_set_child (item, expander);
}

static void
bind_name (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  g_autoptr (EoRecord) record = gtk_tree_list_row_get_item (row);
  g_autofree char *text = g_markup_printf_escaped ("<b>%s</b>  %s", EO_FILE (record)->number, EO_FILE (record)->title);
  GtkWidget *label = gtk_tree_expander_get_child (expander);

  gtk_tree_expander_set_list_row (expander, row);
  gtk_label_set_markup (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, EO_FILE (record)->title);
}

static void
set_up_label (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "num");
  gtk_list_item_set_child (item, label);
}

static void
bind_disposal (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  g_autoptr (EoRecord) record = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), EO_FILE (record)->disposal);
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) label = user_data;
  gint64 count = eo_store_count_finish (EO_STORE (source), result, NULL);
  g_autofree char *text = count > 0 ? eo_format_count (count) : g_strdup ("");

  if (count >= 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
forget_count (GtkListItem *item)
{
  GCancellable *before = g_object_get_data (G_OBJECT (item), "counting");

  if (before != NULL)
    g_cancellable_cancel (before);
  g_object_set_data (G_OBJECT (item), "counting", NULL);
}

static void
count_letters (EoFileTree  *self,
               GtkListItem *item)
{
  g_autoptr (EoRecord) record = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));
  g_autoptr (EoQuery) query = eo_query_new (eo_kind_lookup ("letter"));
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, record->id);
  GCancellable *cancellable = g_cancellable_new ();

  forget_count (item);
  g_object_set_data_full (G_OBJECT (item), "counting", cancellable, g_object_unref);
  eo_query_add (query, eo_kind_find_field (eo_kind_lookup ("letter"), "file"), EO_IS, id);
  eo_store_count_async (self->store, query, cancellable, on_counted,
                        g_object_ref (gtk_list_item_get_child (item)));
}

static gboolean
on_recount (gpointer user_data)
{
  EoFileTree *self = user_data;
  GHashTableIter iter;
  gpointer item;

  self->recount = 0;
  g_hash_table_iter_init (&iter, self->counted);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    count_letters (self, item);
  return G_SOURCE_REMOVE;
}

/* A letter that was put on a file changes a number; a file, the tree. */
static void
on_store_changed (EoFileTree *self,
                  const char *kind,
                  gint64      id)
{
  if ((*kind == '\0' || g_str_equal (kind, "file")) && self->rebuild == 0)
    self->rebuild = g_timeout_add (REBUILD_DELAY_MS, on_rebuild, self);
  if (g_str_equal (kind, "letter") && self->recount == 0)
    self->recount = g_timeout_add (REBUILD_DELAY_MS, on_recount, self);
}

static void
bind_count (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            EoFileTree               *self)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), "");
  g_hash_table_add (self->counted, item);
  count_letters (self, item);
}

static void
unbind_count (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              EoFileTree               *self)
{
  g_hash_table_remove (self->counted, item);
  forget_count (item);
}

static void
set_up_status (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *pill = eo_status_pill_new ();

  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_list_item_set_child (item, pill);
}

static void
bind_status (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  g_autoptr (EoRecord) record = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));

  eo_status_pill_set_record (EO_STATUS_PILL (gtk_list_item_get_child (item)), record);
}

typedef void (*CellFunc) (GtkSignalListItemFactory *factory, GtkListItem *item);

/* Returns: (transfer full) */
static GtkColumnViewColumn *
add_column (EoFileTree *self,
            const char *title,
            int         width, /* px; 0: what is left */
            CellFunc    set_up,
            GCallback   bind,
            GCallback   unbind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up), NULL);
  g_signal_connect (factory, "bind", bind, self);
  if (unbind != NULL)
    g_signal_connect (factory, "unbind", unbind, self);
  if (width == 0)
    gtk_column_view_column_set_expand (column, TRUE);
  else
    gtk_column_view_column_set_fixed_width (column, (int) (width * eo_fit_get_text_scale (GTK_WIDGET (self))));
  gtk_column_view_append_column (self->view, column);
  return column;
}

/* Keys and clicks */

static void
on_activated (EoFileTree *self,
              guint       position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, position);

  g_signal_emit (self, open_signal, 0, id_of_row (row));
}

static gboolean
on_key (EoFileTree      *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GtkTreeListRow) parent = NULL;
  gboolean right = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;

  if (row == NULL || (!right && key != GDK_KEY_Left && key != GDK_KEY_KP_Left)
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (right != gtk_tree_list_row_get_expanded (row) && (!right || gtk_tree_list_row_is_expandable (row)))
    gtk_tree_list_row_set_expanded (row, right);
  else if (!right && (parent = gtk_tree_list_row_get_parent (row)) != NULL)
    {
      guint position = gtk_tree_list_row_get_position (parent);

      gtk_single_selection_set_selected (self->selection, position);
      gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)), "list.scroll-to-item", "u", position);
    }
  return GDK_EVENT_STOP;
}

static void
eo_file_tree_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_boolean (value, EO_FILE_TREE (object)->compact);
}

static void
eo_file_tree_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  EoFileTree *self = EO_FILE_TREE (object);

  if (self->compact == g_value_get_boolean (value))
    return;
  self->compact = !self->compact;
  /* Taken out and put in again: beside columns that are only hidden, the first does not grow on GTK 4.8. */
  for (guint i = 0; i < G_N_ELEMENTS (self->others); i++)
    if (self->compact)
      gtk_column_view_remove_column (self->view, self->others[i]);
    else
      gtk_column_view_append_column (self->view, self->others[i]);
}

static void
eo_file_tree_dispose (GObject *object)
{
  EoFileTree *self = EO_FILE_TREE (object);

  g_clear_handle_id (&self->rebuild, g_source_remove);
  g_clear_handle_id (&self->recount, g_source_remove);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->others); i++)
    g_clear_object (&self->others[i]);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_file_tree_parent_class)->dispose (object);
}

static void
eo_file_tree_finalize (GObject *object)
{
  g_hash_table_unref (EO_FILE_TREE (object)->counted);

  G_OBJECT_CLASS (eo_file_tree_parent_class)->finalize (object);
}

static void
eo_file_tree_class_init (EoFileTreeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = eo_file_tree_get_property;
  object_class->set_property = eo_file_tree_set_property;
  object_class->dispose = eo_file_tree_dispose;
  object_class->finalize = eo_file_tree_finalize;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  open_signal = g_signal_new ("open", EO_TYPE_FILE_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
eo_file_tree_init (EoFileTree *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->counted = g_hash_table_new (NULL, NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "register");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("File plan"), -1);
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  g_object_unref (add_column (self, _("File"), 0, set_up_name, G_CALLBACK (bind_name), NULL));
  self->others[0] = add_column (self, _("Disposal"), 92, set_up_label, G_CALLBACK (bind_disposal), NULL);
  self->others[1] = add_column (self, _("Letters"), 92, set_up_label, G_CALLBACK (bind_count),
                                G_CALLBACK (unbind_count));
  self->others[2] = add_column (self, _("Status"), 136, set_up_status, G_CALLBACK (bind_status), NULL);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activated), self);
  /* Before the list takes the arrows for moving between cells. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/* Public functions */

GtkWidget *
eo_file_tree_new (EoStore *store)
{
  EoFileTree *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_FILE_TREE, NULL);
  self->store = g_object_ref (store);
  build (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
