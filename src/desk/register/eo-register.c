/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-desk.h"
#include "desk/eo-words.h"
#include "desk/register/eo-list-tools.h"
#include "desk/register/eo-record-row.h"
#include "desk/register/eo-register-columns.h"
#include "desk/register/eo-register-private.h"

#define SLOW         200 /* ms of reading after which it shows */
#define PULSE        60  /* ms */
#define OPEN_DELAY   120 /* ms: somebody who runs through the list by keys does not want each record opened */
#define NO_REFERENCE "reference"

enum
{
  PROP_0,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_PAGE,
  N_PROPS
};

enum
{
  OPEN,
  DELETE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoRegister, eo_register, GTK_TYPE_WIDGET)

/* The list */

/* Runs before any view hears of the change. A single row in place of itself is one read anew: nothing moves. */
static void
on_items_changed (EoRegister *self,
                  guint       changed,
                  guint       removed,
                  guint       added)
{
  GtkListItem *item;

  if (removed == 1 && added == 1)
    return;

  /* The first rows are there, the rest of a long register still to come. */
  if (self->asked && added > 0)
    eo_register_reveal (self);
  if (self->top != 0 || self->asked)
    return;

  /* By the row's own record: the list has its new ids already, the view still its old rows. */
  item = eo_list_get_top (_eo_register_get_view (self));
  if (item != NULL)
    self->top = ((EoRecord *) gtk_list_item_get_item (item))->id;
}

static void
on_refreshed (EoRegister *self)
{
  self->answered = TRUE;
  _eo_register_show_page (self);

  if (self->asked)
    eo_register_reveal (self);
  else if (self->top != 0)
    _eo_register_wait_for_rows (self);
  self->asked = FALSE;
}

static gboolean
on_pulse (gpointer user_data)
{
  EoRegister *self = user_data;

  if (g_get_monotonic_time () - self->loading_since >= SLOW * G_TIME_SPAN_MILLISECOND)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
      gtk_progress_bar_pulse (self->progress);
    }

  return G_SOURCE_CONTINUE;
}

static void
on_loading (EoRegister *self)
{
  gboolean loading = eo_record_list_is_loading (self->list);

  if (loading && self->progress_timer == 0)
    {
      self->loading_since = g_get_monotonic_time ();
      self->progress_timer = g_timeout_add (PULSE, on_pulse, self);
    }
  else if (!loading)
    {
      g_clear_handle_id (&self->progress_timer, g_source_remove);
      gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
    }
}

static void
ask (EoRegister *self)
{
  g_autoptr (EoQuery) query = eo_query_new (self->kind);
  const EoField *field;
  gboolean descending;

  eo_query_set_filter (query, self->filter);
  eo_query_set_match (query, self->match);
  if (eo_register_columns_get_sort (self->table, &field, &descending))
    {
      if (field != NULL)
        eo_query_set_sort (query, field, descending);
      else
        eo_query_set_sort_reference (query, descending);
    }

  self->asked = TRUE;
  _eo_register_name_pages (self);
  eo_record_list_set_query (self->list, query);
}

static void
on_sorter_changed (EoRegister *self)
{
  ask (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

/* Rows of the list */

static void
on_row_setup (EoRegister  *self,
              GtkListItem *item)
{
  GtkWidget *row = eo_record_row_new (self->layout == EO_REGISTER_COMPACT);

  g_object_set_data (G_OBJECT (row), EO_LIST_ITEM_KEY, item);
  gtk_list_item_set_child (item, row);
}

static void
on_row_bind (EoRegister  *self,
             GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *words = eo_record_row_describe (gtk_list_item_get_item (item));

  eo_record_row_set_record (EO_RECORD_ROW (row), gtk_list_item_get_item (item));
  eo_list_name_row (row, words);
}

static void
on_row_unbind (EoRegister  *self,
               GtkListItem *item)
{
  eo_record_row_set_record (EO_RECORD_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
renew_rows (EoRegister *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

/* Opening */

static gboolean
open_now (gpointer user_data)
{
  EoRegister *self = user_data;
  gint64 id = eo_id_selection_get_cursor (self->selection);

  self->open = 0;
  if (id != 0)
    g_signal_emit (self, signals[OPEN], 0, id);

  return G_SOURCE_REMOVE;
}

void
_eo_register_open_cursor (EoRegister *self)
{
  g_clear_handle_id (&self->open, g_source_remove);
  open_now (self);
}

static void
on_activate (EoRegister *self,
             guint       position)
{
  eo_id_selection_set_cursor (self->selection, eo_record_list_get_id (self->list, position));
  _eo_register_open_cursor (self);
}

/* Beside an open record, choosing another one opens it. */
static void
on_cursor (EoRegister *self)
{
  gboolean some = eo_id_selection_get_cursor (self->selection) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.open", some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.delete", some);

  g_clear_handle_id (&self->open, g_source_remove);
  if (some && self->layout == EO_REGISTER_COMPACT)
    self->open = g_timeout_add (OPEN_DELAY, open_now, self);
}

static void
on_selection_changed (EoRegister *self)
{
  _eo_register_show_summary (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.delete",
                                 eo_id_selection_get_n (self->selection) > 0);
}

/* GObject */

static void
eo_register_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  EoRegister *self = EO_REGISTER (object);
  const EoField *field = NULL;
  gboolean descending = FALSE;
  gboolean sorted = self->table != NULL && eo_register_columns_get_sort (self->table, &field, &descending);

  switch (property_id)
    {
    case PROP_SORT:
      g_value_set_string (value, !sorted ? "" : field != NULL ? field->name : NO_REFERENCE);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, descending);
      break;
    case PROP_PAGE:
      g_value_set_string (value, eo_register_get_page (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_register_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  EoRegister *self = EO_REGISTER (object);
  const EoField *field = NULL;
  gboolean descending = FALSE;

  eo_register_columns_get_sort (self->table, &field, &descending);

  switch (property_id)
    {
    case PROP_SORT:
      field = eo_kind_find_field (self->kind, g_value_get_string (value));
      /* Dates with the newest on top, all else from A. */
      eo_register_columns_set_sort (self->table, field,
                                    field == NULL || _eo_register_is_date (field));
      break;
    case PROP_DESCENDING:
      eo_register_columns_set_sort (self->table, field, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_register_dispose (GObject *object)
{
  EoRegister *self = EO_REGISTER (object);
  GtkWidget *child;

  g_clear_handle_id (&self->reveal, g_source_remove);
  g_clear_handle_id (&self->open, g_source_remove);
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->table != NULL)
    {
      /* A table that goes takes its columns away one by one, and each changes the order. */
      g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->table), on_sorter_changed, self);
      gtk_column_view_set_model (self->table, NULL);
    }
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->table = NULL;
  self->list_view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (eo_register_parent_class)->dispose (object);
}

static void
eo_register_finalize (GObject *object)
{
  g_free (EO_REGISTER (object)->match);

  G_OBJECT_CLASS (eo_register_parent_class)->finalize (object);
}

static void
eo_register_class_init (EoRegisterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = eo_register_get_property;
  object_class->set_property = eo_register_set_property;
  object_class->dispose = eo_register_dispose;
  object_class->finalize = eo_register_finalize;

  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "table",
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPEN] = g_signal_new ("open", EO_TYPE_REGISTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DELETE] = g_signal_new ("delete", EO_TYPE_REGISTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/desk/register/register.ui");
  gtk_widget_class_bind_template_child (widget_class, EoRegister, stack);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, table);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, list_view);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, none);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, no_results);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, no_match);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, progress);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, foot);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, summary);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, hint);
  gtk_widget_class_bind_template_child (widget_class, EoRegister, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);

  _eo_register_install_actions (widget_class);
}

static void
eo_register_init (EoRegister *self)
{
  self->match = g_strdup ("");
  self->total = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  _eo_register_add_menu (self);
}

/* As the kind says, or as it was registered; what has no numbers by what is due first, or (people, files) by name. */
static void
sort_at_first (EoRegister *self)
{
  const EoField *sort = self->kind->sort != NULL ? eo_kind_find_field (self->kind, self->kind->sort) : NULL;
  const EoField *deadline = eo_kind_get_deadline (self->kind);

  if (sort != NULL || self->kind->series != NULL)
    eo_register_columns_set_sort (self->table, sort, TRUE);
  else if (deadline != NULL)
    eo_register_columns_set_sort (self->table, deadline, FALSE);
  else
    eo_register_columns_set_sort (self->table, eo_kind_get_title_field (self->kind), FALSE);
}

/* Public functions */

void
eo_register_setup (EoRegister          *self,
                   EoStore             *store,
                   const EoKind        *kind,
                   const EoSavedFilter *filter)
{
  g_autofree char *thing = NULL;
  g_autofree char *hint = NULL;

  g_return_if_fail (EO_IS_REGISTER (self));
  g_return_if_fail (self->list == NULL);

  self->kind = kind;
  self->filter = filter;
  self->list = eo_record_list_new (store);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  self->selection = eo_id_selection_new (self->list);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (on_refreshed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::cursor", G_CALLBACK (on_cursor), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);

  eo_register_columns_add (self->table, kind);
  sort_at_first (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);

  thing = eo_words_things (kind, 1);
  hint = g_strdup_printf (_("Enter opens the %s"), thing);
  gtk_label_set_label (self->hint, hint);
  on_cursor (self);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  ask (self);
}

EoRecordList *
eo_register_get_list (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  return self->list;
}

EoIdSelection *
eo_register_get_selection (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  return self->selection;
}

EoRegisterLayout
eo_register_get_layout (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), EO_REGISTER_TABLE);

  return self->layout;
}

void
eo_register_set_layout (EoRegister       *self,
                        EoRegisterLayout  layout)
{
  GtkSelectionModel *model;

  g_return_if_fail (EO_IS_REGISTER (self));

  if (self->layout == layout)
    return;

  g_clear_handle_id (&self->open, g_source_remove);
  self->layout = layout;
  model = GTK_SELECTION_MODEL (self->selection);
  gtk_list_view_set_model (self->list_view, NULL);
  if (layout == EO_REGISTER_TABLE)
    {
      gtk_column_view_set_model (self->table, model);
    }
  else
    {
      gtk_column_view_set_model (self->table, NULL);
      renew_rows (self);
      gtk_list_view_set_model (self->list_view, model);
    }

  _eo_register_show_page (self);
  eo_register_reveal (self);
}

void
eo_register_set_filter (EoRegister          *self,
                        const EoSavedFilter *filter)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  if (self->filter == filter)
    return;

  self->filter = filter;
  ask (self);
}

void
eo_register_set_match (EoRegister *self,
                       const char *text)
{
  g_return_if_fail (EO_IS_REGISTER (self));

  if (eo_str_set (&self->match, text))
    ask (self);
}

const char *
eo_register_get_page (EoRegister *self)
{
  g_return_val_if_fail (EO_IS_REGISTER (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
