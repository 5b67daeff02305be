/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-desk.h"
#include "desk/eo-words.h"
#include "desk/page/eo-filter-chips.h"
#include "desk/page/eo-panes.h"
#include "desk/page/eo-print.h"
#include "desk/page/eo-register-report.h"
#include "desk/page/eo-section-page.h"
#include "desk/record/eo-record-view.h"
#include "desk/register/eo-register-columns.h"
#include "paper/eo-register-table.h"

typedef struct
{
  EoStore        *store;
  const EoKind   *kind;
  EoSectionWords  words;

  EoRecordView   *view;         /* made when the first record is opened */
  GMenu          *order_menu;
  gboolean        from_list;    /* opened by a key in the list, which then had to go */

  EoPanes        *panes;
  AdwHeaderBar   *header;
  AdwWindowTitle *title;
  GtkWidget      *new_button;
  AdwButtonContent *new_content;
  GtkWidget      *plus_button;
  GtkWidget      *menu_button;
  GtkWidget      *print_button;
  GtkWidget      *search_button;
  GtkWidget      *band;
  GtkWidget      *wide_search;
  GtkWidget      *narrow_search;
  GtkWidget      *search;
  GtkWidget      *order_button;
  GtkLabel       *order_label;
  GtkImage       *order_icon;
  EoFilterChips  *chips;
  EoRegister     *register_;
  AdwBin         *slot;
  GMenu          *order_section;
} EoSectionPagePrivate;

enum
{
  PROP_0,
  PROP_STORE,
  PROP_KIND,
  PROP_RECORD_OPEN,
  N_PROPS
};

enum
{
  TOAST,
  TOAST_UNDO,
  OPEN_RECORD,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (EoSectionPage, eo_section_page, ADW_TYPE_BIN)

#define PRIVATE(self) ((EoSectionPagePrivate *) eo_section_page_get_instance_private (self))

static EoIdSelection *
get_selection (EoSectionPage *self)
{
  return eo_register_get_selection (PRIVATE (self)->register_);
}

/* Layout */

static void
move_search (EoSectionPagePrivate *priv,
             GtkWidget            *to)
{
  GtkWidget *from = gtk_widget_get_parent (priv->search);

  if (from == to)
    return;

  g_object_ref (priv->search);
  gtk_box_remove (GTK_BOX (from), priv->search);
  gtk_box_append (GTK_BOX (to), priv->search);
  g_object_unref (priv->search);
}

static gboolean
is_typing (EoSectionPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
}

/* Shows what the panes have room for. */
static void
arrange (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  gboolean compact = eo_panes_get_open (priv->panes);
  gboolean narrow = eo_panes_get_narrow (priv->panes);
  gboolean wide = !compact && !narrow;
  gboolean empty = g_strcmp0 (eo_register_get_page (priv->register_), "none") == 0;
  gboolean searching = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (priv->search_button));

  if (eo_panes_get_show_list (priv->panes))
    eo_register_set_layout (priv->register_, compact ? EO_REGISTER_COMPACT
                                             : narrow ? EO_REGISTER_LINES : EO_REGISTER_TABLE);

  adw_header_bar_set_show_end_title_buttons (priv->header, !compact);
  /* Before the first record there is nothing to search, filter or print, and the one thing to do stands below. */
  gtk_widget_set_visible (priv->band, !empty);
  gtk_widget_set_visible (priv->new_button, !compact && !empty);
  gtk_widget_set_visible (priv->plus_button, compact);
  gtk_widget_set_visible (priv->menu_button, !compact && !empty);
  gtk_widget_set_visible (priv->print_button, wide && !empty);
  gtk_widget_set_visible (priv->search_button, !wide && !empty);
  gtk_widget_set_visible (priv->order_button, compact);
  eo_filter_chips_set_compact (priv->chips, compact);

  move_search (priv, wide ? priv->wide_search : priv->narrow_search);
  gtk_widget_set_visible (priv->wide_search, wide);
  gtk_widget_set_visible (priv->narrow_search, !wide && searching);

  if (priv->view != NULL)
    g_object_set (priv->view, "narrow", narrow, NULL);
  if (priv->from_list && compact && eo_panes_get_show_list (priv->panes) && !is_typing (self))
    eo_register_focus_cursor (priv->register_);
  priv->from_list = priv->from_list && compact && !eo_panes_get_show_list (priv->panes);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.close", compact);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.toggle-list", compact);
}

/* Filters, order, search */

static void
on_filter (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  eo_register_set_filter (priv->register_, eo_filter_chips_get_filter (priv->chips));
}

/* "37 open · 4 overdue", or how many there are. */
static void
on_counted (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  gint64 all = eo_filter_chips_get_count (priv->chips, "all");
  gint64 open = eo_filter_chips_get_count (priv->chips, "open");
  gint64 overdue = eo_filter_chips_get_count (priv->chips, "overdue");
  g_autofree char *all_text = eo_format_count (MAX (all, 0));
  g_autofree char *open_text = eo_format_count (MAX (open, 0));
  g_autofree char *overdue_text = eo_format_count (MAX (overdue, 0));
  g_autofree char *things = eo_words_things (priv->kind, all);
  g_autofree char *text = NULL;

  eo_register_set_total (priv->register_, all);
  if (all <= 0)
    text = g_strdup ("");
  else if (open < 0)
    text = g_strdup_printf ("%s %s", all_text, things);
  else if (overdue <= 0)
    text = g_strdup_printf (_("%s open"), open_text);
  else
    text = g_strdup_printf (_("%s open · %s overdue"), open_text, overdue_text);
  adw_window_title_set_subtitle (priv->title, text);
}

static void
on_search (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  eo_register_set_match (priv->register_, gtk_editable_get_text (GTK_EDITABLE (priv->search)));
}

static void
on_stop_search (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->search_button), FALSE);
  eo_register_focus_cursor (priv->register_);
}

static void
on_search_activate (EoSectionPage *self)
{
  eo_register_focus_cursor (PRIVATE (self)->register_);
}

static void
on_order (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autofree char *sort = NULL;
  const EoField *field;
  gboolean descending;

  g_object_get (priv->register_, "sort", &sort, "descending", &descending, NULL);
  field = eo_kind_find_field (priv->kind, sort);
  gtk_label_set_label (priv->order_label, field != NULL ? eo_field_get_label (field) : _("Ref"));
  gtk_image_set_from_icon_name (priv->order_icon, descending ? "view-sort-descending-symbolic"
                                                             : "view-sort-ascending-symbolic");
}

/* What the headers of the table do, for where there are none. */
static void
build_order (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) sort = g_property_action_new ("sort", priv->register_, "sort");
  g_autoptr (GPropertyAction) descending = g_property_action_new ("descending", priv->register_, "descending");
  g_autoptr (GPtrArray) fields = eo_register_table_columns (priv->kind);
  g_autoptr (GMenu) by = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (sort));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (descending));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "order", G_ACTION_GROUP (group));

  for (guint i = 0; i < fields->len; i++)
    {
      const EoField *field = fields->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (field != NULL ? eo_field_get_label (field) : _("Ref"), NULL);

      g_menu_item_set_action_and_target (item, "order.sort", "s", field != NULL ? field->name : "reference");
      g_menu_append_item (by, item);
    }
  g_menu_append (direction, _("_Descending"), "order.descending");

  priv->order_menu = g_menu_new ();
  g_menu_append_section (priv->order_menu, NULL, G_MENU_MODEL (by));
  g_menu_append_section (priv->order_menu, NULL, G_MENU_MODEL (direction));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (priv->order_button), G_MENU_MODEL (priv->order_menu));
  g_menu_append_submenu (priv->order_section, _("_Order"), G_MENU_MODEL (priv->order_menu));
}

/* The record */

static void
on_saved (EoSectionPage *self,
          gint64         id)
{
  eo_id_selection_set_cursor (get_selection (self), id);
}

static void
tell_deleted (EoSectionPage *self,
              gint64         id,
              const char    *name)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autofree char *text = g_strdup_printf (_("%s deleted"), name);

  g_signal_emit (self, signals[TOAST_UNDO], 0, text, priv->kind->name, id);
}

static void
on_deleted (EoSectionPage *self,
            gint64         id,
            const char    *title)
{
  eo_section_page_close_record (self);
  tell_deleted (self, id, title);
}

static void
on_toast (EoSectionPage *self,
          const char    *text)
{
  g_signal_emit (self, signals[TOAST], 0, text);
}

static void
on_open_record (EoSectionPage *self,
                const char    *kind,
                gint64         id)
{
  g_signal_emit (self, signals[OPEN_RECORD], 0, kind, id);
}

static void
open_beside (EoSectionPage *self,
             int            by)
{
  gint64 id = eo_id_selection_beside (get_selection (self), by);

  if (id != 0)
    eo_section_page_open (self, id);
}

static void
on_previous (EoSectionPage *self)
{
  open_beside (self, -1);
}

static void
on_next (EoSectionPage *self)
{
  open_beside (self, 1);
}

static EoRecordView *
ensure_view (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  if (priv->view != NULL)
    return priv->view;

  priv->view = eo_record_view_new (priv->store, priv->kind);
  g_signal_connect_object (priv->view, "close", G_CALLBACK (eo_section_page_close_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "deleted", G_CALLBACK (on_deleted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "previous", G_CALLBACK (on_previous), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "next", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (priv->slot, GTK_WIDGET (priv->view));

  return priv->view;
}

static void
set_open (EoSectionPage *self,
          gboolean       open)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  if (eo_panes_get_open (priv->panes) == open)
    return;

  eo_panes_set_open (priv->panes, open);
  arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD_OPEN]);
}

static void
on_open (EoSectionPage *self,
         gint64         id)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  gboolean was_open = eo_panes_get_open (priv->panes);

  eo_section_page_open (self, id);
  if (was_open)
    return;

  /* Beside the record one goes on through the list by keys; it may only have room once the sidebar has gone. */
  priv->from_list = !eo_panes_get_show_list (priv->panes);
  if (priv->from_list)
    gtk_widget_child_focus (GTK_WIDGET (priv->view), GTK_DIR_TAB_FORWARD);
  else
    eo_register_focus_cursor (priv->register_);
}

typedef struct
{
  EoSectionPage *page;
  gint64         id;
  char          *name;
} Deletion;

static void
on_delete_done (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Deletion *deletion = user_data;
  g_autoptr (GError) error = NULL;

  if (eo_store_delete_finish (EO_STORE (source), result, &error))
    tell_deleted (deletion->page, deletion->id, deletion->name);
  else
    g_signal_emit (deletion->page, signals[TOAST], 0, error->message);

  g_object_unref (deletion->page);
  g_free (deletion->name);
  g_free (deletion);
}

static void
on_delete (EoSectionPage *self,
           gint64         id)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autoptr (EoRecord) record = eo_store_get (priv->store, priv->kind, id, NULL);
  Deletion *deletion;

  if (record == NULL)
    return;

  if (eo_section_page_get_open (self) == id)
    eo_section_page_close_record (self);

  deletion = g_new0 (Deletion, 1);
  deletion->page = g_object_ref (self);
  deletion->id = id;
  deletion->name = g_strdup (eo_record_get_name (record));
  eo_store_delete_async (priv->store, priv->kind, id, FALSE, NULL, on_delete_done, deletion);
}

static void
on_printed (GtkWidget    *widget,
            const GError *error)
{
  if (error != NULL)
    g_signal_emit (widget, signals[TOAST], 0, error->message);
}

/* Actions */

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  eo_section_page_new_record (EO_SECTION_PAGE (widget), NULL, 0);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_section_page_print (EO_SECTION_PAGE (widget));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  eo_section_page_focus_search (EO_SECTION_PAGE (widget));
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  on_stop_search (EO_SECTION_PAGE (widget));
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  eo_section_page_show_filter (EO_SECTION_PAGE (widget), "all");
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_selection (EO_SECTION_PAGE (widget))));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_section_page_close_record (EO_SECTION_PAGE (widget));
}

static void
toggle_list_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EoPanes *panes = PRIVATE (EO_SECTION_PAGE (widget))->panes;

  eo_panes_set_list_hidden (panes, !eo_panes_get_list_hidden (panes));
}

/* Words */

static GtkWidget *
make_button (const char *label,
             const char *action,
             gboolean    suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");

  return button;
}

static void
say (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  const EoSectionWords *words = &priv->words;
  const char *title = words->title != NULL ? _(words->title) : _(priv->kind->plural);
  g_autofree char *new_label = words->new_label != NULL ? g_strdup (_(words->new_label))
                                                        : eo_words_new (priv->kind);
  g_autofree char *none_yet = words->empty_title != NULL ? g_strdup (_(words->empty_title))
                                                          : eo_words_none_yet (priv->kind);
  g_autofree char *things = eo_words_things (priv->kind, 2);
  g_autofree char *hint = words->search_hint != NULL ? g_strdup (_(words->search_hint))
                                                     : g_strdup_printf (_("Search %s"), things);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_window_title_set_title (priv->title, title);
  adw_button_content_set_label (priv->new_content, new_label);
  gtk_widget_set_tooltip_text (priv->plus_button, new_label);
  g_object_set (priv->search, "placeholder-text", hint, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);

  gtk_box_append (GTK_BOX (buttons), make_button (words->empty_button != NULL ? _(words->empty_button) : new_label,
                                                  "section.new", TRUE));
  if (words->second_button != NULL)
    gtk_box_append (GTK_BOX (buttons), make_button (_(words->second_button), words->second_action, FALSE));
  eo_register_set_empty (priv->register_, priv->kind->icon, none_yet,
                         words->empty_description != NULL ? _(words->empty_description) : NULL, buttons);
}

/* GtkWidget */

static gboolean
eo_section_page_grab_focus (GtkWidget *widget)
{
  EoSectionPagePrivate *priv = PRIVATE (EO_SECTION_PAGE (widget));

  if (!eo_panes_get_show_list (priv->panes))
    return gtk_widget_child_focus (GTK_WIDGET (priv->view), GTK_DIR_TAB_FORWARD);

  eo_register_focus_cursor (priv->register_);

  return TRUE;
}

/* GObject */

static void
eo_section_page_constructed (GObject *object)
{
  EoSectionPage *self = EO_SECTION_PAGE (object);
  EoSectionPagePrivate *priv = PRIVATE (self);

  G_OBJECT_CLASS (eo_section_page_parent_class)->constructed (object);

  eo_filter_chips_setup (priv->chips, priv->store, priv->kind);
  eo_register_setup (priv->register_, priv->store, priv->kind, eo_filter_chips_get_filter (priv->chips));
  build_order (self);
  on_order (self);
  say (self);
  arrange (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "section.new", !eo_store_is_read_only (priv->store));
}

static void
eo_section_page_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  EoSectionPagePrivate *priv = PRIVATE (EO_SECTION_PAGE (object));

  switch (property_id)
    {
    case PROP_STORE:
      g_value_set_object (value, priv->store);
      break;
    case PROP_KIND:
      g_value_set_pointer (value, (gpointer) priv->kind);
      break;
    case PROP_RECORD_OPEN:
      g_value_set_boolean (value, eo_panes_get_open (priv->panes));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_section_page_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  EoSectionPagePrivate *priv = PRIVATE (EO_SECTION_PAGE (object));

  switch (property_id)
    {
    case PROP_STORE:
      priv->store = g_value_dup_object (value);
      break;
    case PROP_KIND:
      priv->kind = g_value_get_pointer (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
eo_section_page_dispose (GObject *object)
{
  EoSectionPagePrivate *priv = PRIVATE (EO_SECTION_PAGE (object));

  adw_bin_set_child (ADW_BIN (object), NULL);
  priv->view = NULL;
  g_clear_object (&priv->order_menu);
  g_clear_object (&priv->store);

  G_OBJECT_CLASS (eo_section_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/desk/page/section-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, panes);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, title);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, new_button);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, new_content);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, plus_button);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, menu_button);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, print_button);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, search_button);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, band);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, wide_search);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, narrow_search);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, search);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, order_button);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, order_label);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, order_icon);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, chips);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, register_);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, slot);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, order_section);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_counted);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_order);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_delete);
}

static void
eo_section_page_class_init (EoSectionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = eo_section_page_constructed;
  object_class->get_property = eo_section_page_get_property;
  object_class->set_property = eo_section_page_set_property;
  object_class->dispose = eo_section_page_dispose;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, EO_TYPE_STORE, given);
  properties[PROP_KIND] = g_param_spec_pointer ("kind", NULL, NULL, given);
  properties[PROP_RECORD_OPEN] = g_param_spec_boolean ("record-open", NULL, NULL, FALSE,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOAST] = g_signal_new ("toast", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOAST_UNDO] = g_signal_new ("toast-undo", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
  signals[OPEN_RECORD] = g_signal_new ("open-record", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  widget_class->grab_focus = eo_section_page_grab_focus;

  g_type_ensure (EO_TYPE_PANES);
  g_type_ensure (EO_TYPE_FILTER_CHIPS);
  g_type_ensure (EO_TYPE_REGISTER);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "section.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "section.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "section.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "section.clear-search", NULL, clear_search_action);
  gtk_widget_class_install_action (widget_class, "section.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "section.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "page.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "page.toggle-list", NULL, toggle_list_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.close", NULL);
}

static void
eo_section_page_init (EoSectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public functions */

GtkWidget *
eo_section_page_new (EoStore      *store,
                     const EoKind *kind)
{
  g_return_val_if_fail (EO_IS_STORE (store), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  return g_object_new (EO_TYPE_SECTION_PAGE, "store", store, "kind", kind, NULL);
}

void
eo_section_page_set_words (EoSectionPage        *self,
                           const EoSectionWords *words)
{
  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  PRIVATE (self)->words = *words;
  say (self);
}

EoStore *
eo_section_page_get_store (EoSectionPage *self)
{
  g_return_val_if_fail (EO_IS_SECTION_PAGE (self), NULL);

  return PRIVATE (self)->store;
}

const EoKind *
eo_section_page_get_kind (EoSectionPage *self)
{
  g_return_val_if_fail (EO_IS_SECTION_PAGE (self), NULL);

  return PRIVATE (self)->kind;
}

EoRegister *
eo_section_page_get_register (EoSectionPage *self)
{
  g_return_val_if_fail (EO_IS_SECTION_PAGE (self), NULL);

  return PRIVATE (self)->register_;
}

gint64
eo_section_page_get_open (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_val_if_fail (EO_IS_SECTION_PAGE (self), 0);

  priv = PRIVATE (self);

  return eo_panes_get_open (priv->panes) ? eo_record_view_get_id (priv->view) : 0;
}

void
eo_section_page_open (EoSectionPage *self,
                      gint64         id)
{
  eo_section_page_open_at (self, id, NULL, 0);
}

void
eo_section_page_open_at (EoSectionPage *self,
                         gint64         id,
                         const char    *words,
                         guint          document_page)
{
  EoRecordView *view;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));
  g_return_if_fail (id > 0);

  view = ensure_view (self);
  if (!eo_panes_get_open (PRIVATE (self)->panes) || eo_record_view_get_id (view) != id)
    {
      eo_record_view_leave (view);
      eo_record_view_show (view, id);
    }
  if (words != NULL)
    eo_record_view_light (view, words, MAX (document_page, 1) - 1);
  eo_id_selection_set_cursor (get_selection (self), id);
  set_open (self, TRUE);
}

void
eo_section_page_new_record (EoSectionPage *self,
                            EoRecord      *preset,
                            gint64         draft)
{
  EoRecordView *view;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  view = ensure_view (self);
  eo_record_view_leave (view);
  eo_id_selection_set_cursor (get_selection (self), 0);
  eo_record_view_show_new (view, preset, draft);
  set_open (self, TRUE);
  /* The form has put it into its first empty field, if there is one. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (view)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (view), GTK_DIR_TAB_FORWARD);
}

void
eo_section_page_close_record (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  if (!eo_panes_get_open (priv->panes))
    return;

  eo_record_view_leave (priv->view);
  set_open (self, FALSE);
  eo_register_focus_cursor (priv->register_);
}

void
eo_section_page_leave (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  if (eo_panes_get_open (priv->panes))
    eo_record_view_leave (priv->view);
}

void
eo_section_page_show_filter (EoSectionPage *self,
                             const char    *name)
{
  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  eo_filter_chips_set_filter (PRIVATE (self)->chips, name);
}

void
eo_section_page_focus_search (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  if (gtk_widget_get_visible (priv->search_button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->search_button), TRUE);
  gtk_widget_grab_focus (priv->search);
}

void
eo_section_page_print (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;
  g_autoptr (EoReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const char *title;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  title = adw_window_title_get_title (priv->title);
  report = eo_register_report_new (priv->store, priv->register_, title,
                                   _(eo_filter_chips_get_filter (priv->chips)->label), &error);
  if (report == NULL)
    g_signal_emit (self, signals[TOAST], 0, error->message);
  else
    eo_print_report (GTK_WIDGET (self), report, title, TRUE, on_printed);
}
