/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-desk.h"
#include "desk/eo-menu.h"
#include "desk/eo-words.h"
#include "desk/page/eo-section-page-private.h"

enum
{
  PROP_0,
  PROP_STORE,
  PROP_KIND,
  PROP_RECORD_OPEN,
  PROP_CROWDED,
  N_PROPS
};

enum
{
  TOAST,
  TOAST_UNDO,
  UNDOABLE,
  OPEN_RECORD,
  VIEW_MADE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (EoSectionPage, eo_section_page, ADW_TYPE_BIN)

EoSectionPagePrivate *
_eo_section_page_get_private (EoSectionPage *self)
{
  return eo_section_page_get_instance_private (self);
}

EoIdSelection *
_eo_section_page_get_selection (EoSectionPage *self)
{
  return eo_register_get_selection (PRIVATE (self)->register_);
}

void
_eo_section_page_focus_front (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  if (priv->board != NULL)
    gtk_widget_grab_focus (priv->board);
  else
    eo_register_focus_cursor (priv->register_);
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

/* The tree while all are shown and nothing is looked for. */
static void
arrange_tree (EoSectionPagePrivate *priv,
              gboolean              compact,
              gboolean              empty)
{
  const EoSavedFilter *filter = eo_filter_chips_get_filter (priv->chips);
  gboolean shown = priv->tree != NULL && !empty && filter != NULL && filter->where == NULL
                   && *gtk_editable_get_text (GTK_EDITABLE (priv->search)) == '\0';

  if (priv->chooser != NULL)
    adw_header_bar_set_title_widget (priv->header, compact ? GTK_WIDGET (priv->title) : priv->chooser);
  if (priv->tree == NULL)
    return;
  g_object_set (priv->tree, "compact", compact, NULL);
  gtk_stack_set_visible_child (priv->views, shown ? priv->tree : GTK_WIDGET (priv->register_));
}

/* Shows what the panes have room for. */
void
_eo_section_page_arrange (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  gboolean compact = eo_panes_get_open (priv->panes);
  gboolean narrow = eo_panes_get_narrow (priv->panes);
  gboolean wide = !compact && !narrow;
  gboolean empty = g_strcmp0 (eo_register_get_page (priv->register_), "none") == 0;
  gboolean searching = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (priv->search_button));
  /* Beside a chooser large text would make the heading wider than the window. */
  gboolean tight = compact || (narrow && priv->chooser != NULL);

  if (eo_panes_get_show_list (priv->panes))
    eo_register_set_layout (priv->register_, compact ? EO_REGISTER_COMPACT
                                             : narrow ? EO_REGISTER_LINES : EO_REGISTER_TABLE);

  adw_header_bar_set_show_end_title_buttons (priv->header, !compact);
  arrange_tree (priv, compact, empty);
  /* Before the first record there is nothing to search, filter or print, and the one thing to do stands below. */
  gtk_widget_set_visible (priv->band, !empty);
  gtk_widget_set_visible (priv->new_button, !tight && !empty);
  gtk_widget_set_visible (priv->plus_button, compact || (tight && !empty));
  gtk_widget_set_visible (priv->menu_button, !compact && !empty);
  gtk_widget_set_visible (priv->print_button, wide && !empty);
  gtk_widget_set_visible (priv->search_button, !wide && !empty);
  gtk_widget_set_visible (priv->order_button, compact);
  eo_filter_chips_set_compact (priv->chips, compact);
  eo_many_bar_set_compact (priv->many, !wide);

  move_search (priv, wide ? priv->wide_search : priv->narrow_search);
  gtk_widget_set_visible (priv->wide_search, wide);
  gtk_widget_set_visible (priv->narrow_search, !wide && searching);

  if (priv->view != NULL)
    g_object_set (priv->view, "narrow", narrow, NULL);
  if (priv->board != NULL)
    g_object_set (priv->board, "compact", compact, NULL);
  if (priv->from_list && compact && eo_panes_get_show_list (priv->panes) && !is_typing (self))
    _eo_section_page_focus_front (self);
  priv->from_list = priv->from_list && compact && !eo_panes_get_show_list (priv->panes);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.close", compact);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.toggle-list", compact);
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

  if (priv->aside != NULL)
    return gtk_widget_child_focus (priv->aside, GTK_DIR_TAB_FORWARD);
  if (!eo_panes_get_show_list (priv->panes))
    return gtk_widget_child_focus (GTK_WIDGET (priv->view), GTK_DIR_TAB_FORWARD);

  if (priv->tree != NULL && gtk_widget_get_child_visible (priv->tree))
    return gtk_widget_grab_focus (priv->tree) || gtk_widget_child_focus (priv->tree, GTK_DIR_TAB_FORWARD);
  _eo_section_page_focus_front (EO_SECTION_PAGE (widget));

  return TRUE;
}

/* GObject */

static void
on_rows (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (priv->chips))
      && !eo_record_list_is_loading (eo_register_get_list (priv->register_)))
    eo_filter_chips_count (priv->chips);
}

static void
eo_section_page_constructed (GObject *object)
{
  EoSectionPage *self = EO_SECTION_PAGE (object);
  EoSectionPagePrivate *priv = PRIVATE (self);

  G_OBJECT_CLASS (eo_section_page_parent_class)->constructed (object);

  eo_filter_chips_setup (priv->chips, priv->store, priv->kind);
  eo_register_setup (priv->register_, priv->store, priv->kind, eo_filter_chips_get_filter (priv->chips));
  eo_many_bar_setup (priv->many, priv->store, priv->kind, eo_register_get_selection (priv->register_));
  _eo_section_page_build_order (self);
  _eo_section_page_use_filter (self);
  g_signal_connect_object (eo_register_get_list (priv->register_), "notify::loading", G_CALLBACK (on_rows), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->chips, "map", G_CALLBACK (on_rows), self, G_CONNECT_SWAPPED);
  say (self);
  _eo_section_page_arrange (self);
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
      g_value_set_boolean (value, priv->aside != NULL || eo_panes_get_open (priv->panes));
      break;
    case PROP_CROWDED:
      g_value_set_boolean (value, priv->board != NULL || priv->aside != NULL || eo_panes_get_open (priv->panes));
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
  if (priv->aside != NULL)
    g_object_unref (priv->panes);
  priv->aside = NULL;
  priv->view = NULL;
  if (priv->chooser != NULL)
    g_clear_object (&priv->title);
  g_clear_object (&priv->chooser);
  g_cancellable_cancel (priv->many_running);
  g_clear_object (&priv->many_running);
  g_clear_object (&priv->order_menu);
  g_clear_object (&priv->store);

  G_OBJECT_CLASS (eo_section_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/desk/page/section-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, panes);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, fronts);
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
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, views);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, register_);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, many);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, slot);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, order_section);
  gtk_widget_class_bind_template_child_private (widget_class, EoSectionPage, page_menu);
  gtk_widget_class_bind_template_callback_full (widget_class, "arrange", G_CALLBACK (_eo_section_page_arrange));
  _eo_section_page_bind_search (widget_class);
  _eo_section_page_bind_record (widget_class);
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
  properties[PROP_CROWDED] = g_param_spec_boolean ("crowded", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOAST] = g_signal_new ("toast", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UNDOABLE] = g_signal_new ("undoable", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[TOAST_UNDO] = g_signal_new ("toast-undo", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
  signals[OPEN_RECORD] = g_signal_new ("open-record", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[VIEW_MADE] = g_signal_new ("view-made", EO_TYPE_SECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, EO_TYPE_RECORD_VIEW);

  widget_class->grab_focus = eo_section_page_grab_focus;

  g_type_ensure (EO_TYPE_PANES);
  g_type_ensure (EO_TYPE_FILTER_CHIPS);
  g_type_ensure (EO_TYPE_REGISTER);
  g_type_ensure (EO_TYPE_MANY_BAR);
  bind_template (widget_class);

  _eo_section_page_install_actions (widget_class);
  _eo_section_page_install_many (widget_class);
  _eo_section_page_install_own (widget_class);
}

static void
eo_section_page_init (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  eo_menu_attach (GTK_MENU_BUTTON (priv->menu_button), priv->page_menu);
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

void
eo_section_page_set_tree (EoSectionPage *self,
                          GtkWidget     *tree)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self) && GTK_IS_WIDGET (tree));

  priv = PRIVATE (self);
  g_return_if_fail (priv->tree == NULL);
  priv->tree = tree;
  gtk_stack_add_child (priv->views, tree);
  g_signal_connect_object (tree, "open", G_CALLBACK (eo_section_page_open), self, G_CONNECT_SWAPPED);
  eo_section_page_show_filter (self, "all");
  _eo_section_page_arrange (self);
}

void
eo_section_page_set_board (EoSectionPage *self,
                           GtkWidget     *board)
{
  /* The register is not seen: nothing is read for it. */
  static const EoSavedFilter nothing = { "", "", "0" };
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self) && GTK_IS_WIDGET (board));

  priv = PRIVATE (self);
  g_return_if_fail (priv->board == NULL);
  priv->board = board;
  eo_register_set_filter (priv->register_, &nothing);
  gtk_stack_add_child (priv->fronts, board);
  gtk_stack_set_visible_child (priv->fronts, board);
  g_signal_connect_object (board, "open", G_CALLBACK (_eo_section_page_open_from_front), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "new-record", G_CALLBACK (_eo_section_page_on_new_record), self, G_CONNECT_SWAPPED);
  _eo_section_page_arrange (self);
}

gboolean
eo_section_page_take_files (EoSectionPage *self,
                            GFile        **files,
                            guint          n_files)
{
  g_return_val_if_fail (EO_IS_SECTION_PAGE (self), FALSE);

  return EO_SECTION_PAGE_GET_CLASS (self)->take_files != NULL
         && EO_SECTION_PAGE_GET_CLASS (self)->take_files (self, files, n_files);
}

void
eo_section_page_set_chooser (EoSectionPage *self,
                             GtkWidget     *chooser)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self) && GTK_IS_WIDGET (chooser));

  priv = PRIVATE (self);
  g_set_object (&priv->chooser, g_object_ref_sink (chooser));
  g_object_unref (chooser);
  g_object_ref (priv->title);
  _eo_section_page_arrange (self);
}

void
eo_section_page_add_menu (EoSectionPage *self,
                          GMenuModel    *section)
{
  g_return_if_fail (EO_IS_SECTION_PAGE (self) && G_IS_MENU_MODEL (section));

  g_menu_prepend_section (G_MENU (PRIVATE (self)->page_menu), NULL, section);
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

void
eo_section_page_set_chip (EoSectionPage *self,
                          const char    *label,
                          const char    *tooltip,
                          const char    *action)
{
  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  eo_filter_chips_set_before (PRIVATE (self)->chips, label, tooltip, action);
}

void
eo_section_page_set_chip_count (EoSectionPage *self,
                                guint          count)
{
  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  eo_filter_chips_set_before_count (PRIVATE (self)->chips, count);
}

/**
 * eo_section_page_show_aside:
 * @aside: (nullable): what takes the page's place for a while; the caller keeps it
 *
 * The open record is put away first.
 */
void
eo_section_page_show_aside (EoSectionPage *self,
                            GtkWidget     *aside)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  if (priv->aside == aside)
    return;

  if (aside != NULL)
    eo_section_page_close_record (self);
  if (priv->aside == NULL)
    g_object_ref (priv->panes);
  adw_bin_set_child (ADW_BIN (self), aside != NULL ? aside : GTK_WIDGET (priv->panes));
  if (aside == NULL)
    g_object_unref (priv->panes);
  priv->aside = aside;
  g_object_notify (G_OBJECT (self), "crowded");
  g_object_notify (G_OBJECT (self), "record-open");
  if (aside == NULL)
    _eo_section_page_focus_front (self);
}
