/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-chip-row.h"
#include "desk/page/eo-filter-chips-private.h"
#include "store/eo-own-filter.h"

enum
{
  CHANGED,
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoFilterChips, eo_filter_chips, GTK_TYPE_WIDGET)

EoChip *
_eo_filter_chips_get (EoFilterChips *self,
                      guint          index)
{
  return &g_array_index (self->chips, EoChip, index);
}

static void
chip_clear (EoChip *chip)
{
  g_clear_pointer (&chip->name, g_free);
  g_clear_pointer (&chip->label, g_free);
  g_clear_pointer (&chip->text, g_free);
}

/* "Open 37" */
static char *
describe (const EoChip *chip)
{
  g_autofree char *count = NULL;

  if (chip->count < 0)
    return g_strdup (chip->label);

  count = eo_format_count (chip->count);

  return g_strdup_printf ("%s %s", chip->label, count);
}

static void
say_count (const EoChip *chip)
{
  g_autofree char *words = describe (chip);
  g_autofree char *number = chip->count >= 0 ? eo_format_count (chip->count) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (chip->number), number);
  gtk_widget_set_visible (chip->number, *number != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip->chip), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_counts (EoFilterChips *self)
{
  g_autofree char *current = NULL;

  for (guint i = 0; i < self->chips->len; i++)
    say_count (_eo_filter_chips_get (self, i));

  current = describe (_eo_filter_chips_get (self, self->current));
  gtk_label_set_label (GTK_LABEL (self->button_label), current);
}

void
_eo_filter_chips_counted (EoFilterChips *self)
{
  show_counts (self);
  g_signal_emit (self, signals[COUNTED], 0);
}

/* What can be done with one's own: the page around has these actions. */
static void
append_own (GMenu *menu)
{
  static const struct { const char *label, *action; } items[] = {
    { N_("_Save This Filter…"), "own-filter.save" },
    { N_("_Rename This Filter…"), "own-filter.rename" },
    { N_("Re_move This Filter"), "own-filter.remove" },
  };
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(items[i].label), items[i].action);

      g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Those that are not seen beside the button. Counts change often, and the menu is seldom seen. */
static void
make_menu (GtkMenuButton *button,
           gpointer       user_data)
{
  EoFilterChips *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  if (self->before.chip != NULL && !gtk_widget_get_mapped (self->before.chip))
    {
      g_autofree char *words = describe (&self->before);

      g_menu_append (menu, words, gtk_actionable_get_action_name (GTK_ACTIONABLE (self->before.chip)));
    }
  for (guint i = 0; i < self->chips->len; i++)
    {
      const EoChip *chip = _eo_filter_chips_get (self, i);
      g_autofree char *words = describe (chip);
      g_autoptr (GMenuItem) item = g_menu_item_new (words, NULL);

      if (gtk_widget_get_mapped (chip->chip))
        continue;
      g_menu_item_set_action_and_target (item, "filter.select", "s", chip->name);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (button == GTK_MENU_BUTTON (self->button))
    append_own (menu);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void load_own (EoFilterChips *self);

static void
on_store_changed (EoFilterChips *self,
                  const char    *kind,
                  gint64         id)
{
  if (g_str_equal (kind, EO_OWN_FILTER_KIND))
    load_own (self);
  else if (kind[0] == '\0' || g_str_equal (kind, self->kind->name))
    _eo_filter_chips_recount (self);
}

static void
on_select (GSimpleAction *action,
           GVariant      *value,
           gpointer       user_data)
{
  eo_filter_chips_set_filter (user_data, g_variant_get_string (value, NULL));
}

/* What still wants work; of what is lent, what is out. */
static gboolean
is_work (const EoSavedFilter *filter)
{
  return g_str_equal (filter->name, "open") || g_str_equal (filter->name, "out");
}

/* Whether @filter is a better one to begin with than @than. */
static gboolean
is_first (const EoSavedFilter *filter,
          const EoSavedFilter *than)
{
  return is_work (filter) || (g_str_equal (filter->name, "all") && !is_work (than));
}

/* Its label, and room for how many. */
static void
build_chip (EoChip    *chip,
            GtkWidget *button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  chip->chip = button;
  chip->number = gtk_label_new (NULL);
  chip->count = -1;
  gtk_box_append (GTK_BOX (box), gtk_label_new (chip->label));
  gtk_widget_add_css_class (chip->number, "n");
  gtk_box_append (GTK_BOX (box), chip->number);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, "flat");
}

static void
add_chip (EoFilterChips       *self,
          const EoSavedFilter *filter,
          const EoOwnFilter   *own)
{
  EoChip chip = { .filter = filter, .own = own != NULL ? own->id : 0 };

  chip.name = own != NULL ? g_strdup_printf ("own-%" G_GINT64_FORMAT, own->id) : g_strdup (filter->name);
  chip.label = g_strdup (own != NULL ? own->name : _(filter->label));
  chip.text = g_strdup (own != NULL ? own->text : "");
  build_chip (&chip, gtk_toggle_button_new ());
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip.chip), "s", chip.name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip.chip), "filter.select");
  eo_chip_row_append (EO_CHIP_ROW (self->row), chip.chip);
  g_array_append_val (self->chips, chip);
}

static gboolean
find_chip (EoFilterChips *self,
           const char    *name,
           guint         *index)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (g_strcmp0 (_eo_filter_chips_get (self, i)->name, name) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* One filter alone is no choice. */
static void
update_row (EoFilterChips *self)
{
  gboolean compact = gtk_widget_get_visible (self->button);

  gtk_widget_set_visible (self->row, !compact && (self->chips->len > 1 || self->before.chip != NULL));
}

static void
choose_first (EoFilterChips *self)
{
  self->current = 0;
  for (guint i = 0; i < self->chips->len; i++)
    if (_eo_filter_chips_get (self, i)->own == 0 && is_first (_eo_filter_chips_get (self, i)->filter, _eo_filter_chips_get (self, self->current)->filter))
      self->current = i;
}

/* One's own stand after those of the office. The one chosen stays so, as long as it is there. */
static void
load_own (EoFilterChips *self)
{
  g_autoptr (GPtrArray) filters = eo_store_get_own_filters (self->store, self->kind);
  g_autofree char *current = g_strdup (_eo_filter_chips_get (self, self->current)->name);
  gboolean there;

  for (guint i = self->chips->len; i > 0 && _eo_filter_chips_get (self, i - 1)->own != 0; i--)
    {
      eo_chip_row_set_current (EO_CHIP_ROW (self->row), NULL);
      gtk_widget_unparent (_eo_filter_chips_get (self, i - 1)->chip);
      g_array_set_size (self->chips, i - 1);
    }
  for (guint i = 0; i < filters->len; i++)
    {
      const EoOwnFilter *own = g_ptr_array_index (filters, i);
      const EoSavedFilter *filter = eo_kind_find_filter (self->kind, own->filter);

      add_chip (self, filter != NULL ? filter : eo_kind_find_filter (self->kind, "all"), own);
    }
  self->generation++;
  self->counting = FALSE;
  there = find_chip (self, current, &self->current);
  if (!there)
    choose_first (self);
  g_simple_action_set_state (self->select, g_variant_new_string (_eo_filter_chips_get (self, self->current)->name));
  eo_chip_row_set_current (EO_CHIP_ROW (self->row), _eo_filter_chips_get (self, self->current)->chip);
  update_row (self);
  show_counts (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    _eo_filter_chips_recount (self);
  if (!there)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
build_button (EoFilterChips *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->button_label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), self->button_label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_menu, self, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->button, _("Filter"));
  gtk_widget_set_visible (self->button, FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/* What is overdue may have changed since the page was last looked at. */
static void
eo_filter_chips_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (eo_filter_chips_parent_class)->map (widget);

  EO_FILTER_CHIPS (widget)->stale = TRUE;
}

static void
eo_filter_chips_dispose (GObject *object)
{
  EoFilterChips *self = EO_FILTER_CHIPS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->chips, g_array_unref);
  chip_clear (&self->before);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_filter_chips_parent_class)->dispose (object);
}

static void
eo_filter_chips_finalize (GObject *object)
{
  EoFilterChips *self = EO_FILTER_CHIPS (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->select);

  G_OBJECT_CLASS (eo_filter_chips_parent_class)->finalize (object);
}

static void
eo_filter_chips_class_init (EoFilterChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_filter_chips_dispose;
  object_class->finalize = eo_filter_chips_finalize;

  widget_class->map = eo_filter_chips_map;

  signals[CHANGED] = g_signal_new ("changed", EO_TYPE_FILTER_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[COUNTED] = g_signal_new ("counted", EO_TYPE_FILTER_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
eo_filter_chips_init (EoFilterChips *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->chips = g_array_new (FALSE, FALSE, sizeof (EoChip));
  g_array_set_clear_func (self->chips, (GDestroyNotify) chip_clear);
  self->cancellable = g_cancellable_new ();
  self->select = g_simple_action_new_stateful ("select", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_signal_connect_object (self->select, "change-state", G_CALLBACK (on_select), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->select));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (group));

  self->row = g_object_new (EO_TYPE_CHIP_ROW, NULL);
  eo_chip_row_set_menu_func (EO_CHIP_ROW (self->row), make_menu, self);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  build_button (self);
}

void
eo_filter_chips_setup (EoFilterChips *self,
                       EoStore       *store,
                       const EoKind  *kind)
{
  gboolean all = FALSE;

  g_return_if_fail (EO_IS_FILTER_CHIPS (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  for (const EoSavedFilter *filter = kind->filters; filter != NULL && filter->name != NULL; filter++)
    {
      add_chip (self, filter, NULL);
      all = all || g_str_equal (filter->name, "all");
    }
  if (!all)
    add_chip (self, eo_kind_find_filter (kind, "all"), NULL);

  /* At first what still wants work, or else all. */
  choose_first (self);
  load_own (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
}

const EoSavedFilter *
eo_filter_chips_get_filter (EoFilterChips *self)
{
  g_return_val_if_fail (EO_IS_FILTER_CHIPS (self), NULL);

  return _eo_filter_chips_get (self, self->current)->filter;
}

void
eo_filter_chips_set_filter (EoFilterChips *self,
                            const char    *name)
{
  guint index;

  g_return_if_fail (EO_IS_FILTER_CHIPS (self));

  if (!find_chip (self, name, &index) || index == self->current)
    return;
  self->current = index;
  g_simple_action_set_state (self->select, g_variant_new_string (name));
  eo_chip_row_set_current (EO_CHIP_ROW (self->row), _eo_filter_chips_get (self, index)->chip);
  show_counts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
eo_filter_chips_get_label (EoFilterChips *self)
{
  g_return_val_if_fail (EO_IS_FILTER_CHIPS (self), NULL);

  return _eo_filter_chips_get (self, self->current)->label;
}

const char *
eo_filter_chips_get_text (EoFilterChips *self)
{
  g_return_val_if_fail (EO_IS_FILTER_CHIPS (self), NULL);

  return _eo_filter_chips_get (self, self->current)->text;
}

gint64
eo_filter_chips_get_own (EoFilterChips *self)
{
  g_return_val_if_fail (EO_IS_FILTER_CHIPS (self), 0);

  return _eo_filter_chips_get (self, self->current)->own;
}

void
eo_filter_chips_set_compact (EoFilterChips *self,
                             gboolean       compact)
{
  g_return_if_fail (EO_IS_FILTER_CHIPS (self));

  gtk_widget_set_visible (self->button, compact);
  update_row (self);
}

gint64
eo_filter_chips_get_count (EoFilterChips *self,
                           const char    *name)
{
  g_return_val_if_fail (EO_IS_FILTER_CHIPS (self), -1);

  for (guint i = 0; i < self->chips->len; i++)
    if (g_strcmp0 (_eo_filter_chips_get (self, i)->name, name) == 0)
      return _eo_filter_chips_get (self, i)->count;

  return -1;
}

void
eo_filter_chips_set_before (EoFilterChips *self,
                            const char    *label,
                            const char    *tooltip,
                            const char    *action)
{
  g_return_if_fail (EO_IS_FILTER_CHIPS (self) && label != NULL && action != NULL);
  g_return_if_fail (self->before.chip == NULL);

  self->before.label = g_strdup (label);
  build_chip (&self->before, gtk_button_new ());
  gtk_widget_set_tooltip_text (self->before.chip, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->before.chip), action);
  eo_chip_row_prepend (EO_CHIP_ROW (self->row), self->before.chip); /* in sight however many filters there are */
  say_count (&self->before);
  update_row (self);
}

void
eo_filter_chips_set_before_count (EoFilterChips *self,
                                  guint          count)
{
  g_return_if_fail (EO_IS_FILTER_CHIPS (self) && self->before.chip != NULL);

  self->before.count = count > 0 ? (gint64) count : -1;
  say_count (&self->before);
}
