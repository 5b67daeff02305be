/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/search/eo-hit-row.h"
#include "desk/search/eo-search-palette.h"

#define DEBOUNCE_MS 120
#define MAX_HITS    50
#define MAX_SOUGHT  200 /* looked through where only documents are wanted */

/* The chip that stands for every kind, and the one for documents whatever they hang on. */
#define CHIP_EVERYTHING NULL
#define CHIP_DOCUMENTS  "documents"

struct _EoSearchPalette
{
  AdwBin             parent_instance;

  GtkWidget         *card;
  GtkEntry          *entry;
  GtkLabel          *summary;
  GtkWidget         *clear_button;
  GtkBox            *chips;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkLabel          *none_title;
  GtkLabel          *none_text;
  GtkBox            *operators;

  EoStore           *store;
  EoSearchResult    *result;      /* the rows' hits live in it */
  GCancellable      *cancellable; /* of the search under way */
  GHashTable        *group_sizes; /* heading → hits shown under it */
  const char        *chip;        /* a kind's name, or one of the above */
  guint              timeout;
  guint              n_rows;
  gboolean           hide_confidential;
  gboolean           activate_when_done; /* Enter came before the answer did */
};

enum
{
  HIT_ACTIVATED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void fill_chips (EoSearchPalette *self);

G_DEFINE_FINAL_TYPE (EoSearchPalette, eo_search_palette, ADW_TYPE_BIN)

static const char *
get_text (EoSearchPalette *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* Whether there is anything to search for: signs alone are not. */
static gboolean
has_words (EoSearchPalette *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  return *text != '\0';
}

static void
cancel_search (EoSearchPalette *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
clear_rows (EoSearchPalette *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_hash_table_remove_all (self->group_sizes);
  self->n_rows = 0;
}

static void
select_row (EoSearchPalette *self,
            GtkListBoxRow   *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }

  /* The words stay in the entry, and so does the focus: this tells a screen reader what the arrows chose. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);

  if (gtk_list_box_row_get_index (row) == 0)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
move_selection (EoSearchPalette *self,
                int              step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) + step : 0;

  if (self->n_rows > 0)
    select_row (self, gtk_list_box_get_row_at_index (self->list, CLAMP (index, 0, (int) self->n_rows - 1)));
}

static void
activate_row (EoSearchPalette *self,
              GtkListBoxRow   *row)
{
  if (row == NULL)
    return;

  g_signal_emit (self, signals[HIT_ACTIVATED], 0, eo_hit_row_get_hit (EO_HIT_ROW (row)), get_text (self));
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  EoSearchPalette *self = user_data;
  const char *group = eo_hit_row_get_group (EO_HIT_ROW (row));
  g_autofree char *size = NULL;
  GtkWidget *header, *label;

  if (before != NULL && g_str_equal (group, eo_hit_row_get_group (EO_HIT_ROW (before))))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (header, "palette-group");
  label = gtk_label_new (group);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (header), label);
  if (!self->result->more && self->result->total == self->result->hits->len)
    {
      size = g_strdup_printf ("%u", GPOINTER_TO_UINT (g_hash_table_lookup (self->group_sizes, group)));
      label = gtk_label_new (size);
      gtk_widget_add_css_class (label, "n");
      gtk_box_append (GTK_BOX (header), label);
    }
  gtk_list_box_row_set_header (row, header);
}

static const char *
group_of (const EoHit *hit)
{
  return hit->document != 0 ? _("Documents") : _(hit->kind->plural);
}

/* Kinds in the order of their registration, documents last; within one as the search gave them. */
static gint
compare_hits (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const EoHit *one = *(const EoHit *const *) a, *two = *(const EoHit *const *) b;
  GHashTable *ranks = user_data;

  return GPOINTER_TO_INT (g_hash_table_lookup (ranks, group_of (one))) -
         GPOINTER_TO_INT (g_hash_table_lookup (ranks, group_of (two)));
}

static GPtrArray *
arrange_hits (GPtrArray *hits)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *arranged = g_ptr_array_new ();
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_hash_table_insert (ranks, (gpointer) _(kinds[i]->plural), GINT_TO_POINTER (i));
  g_hash_table_insert (ranks, (gpointer) _("Documents"), GINT_TO_POINTER (n_kinds));

  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (arranged, g_ptr_array_index (hits, i));
  g_ptr_array_sort_with_data (arranged, compare_hits, ranks); /* stable */

  return arranged;
}

static void
show_none (EoSearchPalette *self,
           const char      *title,
           const char      *text)
{
  gtk_label_set_text (self->none_title, title);
  gtk_label_set_text (self->none_text, text);
  gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
}

static void
show_summary (EoSearchPalette *self)
{
  /* How many are hidden is nobody's business either. */
  guint total = self->hide_confidential || self->chip != CHIP_EVERYTHING ? self->n_rows : self->result->total;
  g_autofree char *count = eo_format_count (total);
  g_autofree char *hits = NULL;
  g_autofree char *summary = NULL;

  if (self->result->more)
    hits = g_strdup_printf (_("more than %s hits"), count);
  else
    hits = g_strdup_printf (ngettext ("%s hit", "%s hits", total), count);
  /* Translators: "31 hits in 0.04 s" */
  summary = g_strdup_printf (_("%s in %.2f s"), hits, MAX (self->result->seconds, 0.01));
  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
}

/* The hit's record, for its state; NULL where it is none of the viewer's business. */
static gboolean
may_show (EoSearchPalette  *self,
          const EoHit      *hit,
          EoRecord        **record)
{
  *record = eo_store_get (self->store, hit->kind, hit->id, NULL);

  return !self->hide_confidential || (*record != NULL && (*record)->classification < EO_CONFIDENTIAL);
}

static void
show_result (EoSearchPalette *self)
{
  g_autoptr (GPtrArray) hits = arrange_hits (self->result->hits);

  clear_rows (self);
  for (guint i = 0; i < hits->len; i++)
    {
      const EoHit *hit = g_ptr_array_index (hits, i);
      g_autoptr (EoRecord) record = NULL;
      gpointer size;

      if ((self->chip != NULL && g_str_equal (self->chip, CHIP_DOCUMENTS) && hit->document == 0) ||
          !may_show (self, hit, &record))
        continue;

      size = g_hash_table_lookup (self->group_sizes, group_of (hit));
      g_hash_table_insert (self->group_sizes, (gpointer) group_of (hit), GUINT_TO_POINTER (GPOINTER_TO_UINT (size) + 1));
      gtk_list_box_append (self->list, eo_hit_row_new (hit, record));
      self->n_rows++;
    }
  gtk_list_box_invalidate_headers (self->list);

  show_summary (self);
  if (self->n_rows == 0)
    {
      g_autofree char *title = g_strdup_printf (_("No results for “%s”"), get_text (self));

      show_none (self, title, self->chip == CHIP_EVERYTHING
                                ? _("All words must occur. Try fewer of them, or the beginning of one.")
                                : _("Nothing of this kind has these words. Try “Everything”."));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "hits");
  select_row (self, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
on_searched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EoSearchPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  EoSearchResult *found = eo_store_search_finish (EO_STORE (source), result, &error);
  gboolean activate = self->activate_when_done;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  self->activate_when_done = FALSE;
  if (found == NULL)
    {
      clear_rows (self);
      gtk_label_set_text (self->summary, "");
      show_none (self, _("The search could not be done"), error->message);
      return;
    }

  /* The rows point into the old result: they go first. */
  clear_rows (self);
  g_clear_pointer (&self->result, eo_search_result_free);
  self->result = found;
  show_result (self);
  fill_chips (self);
  if (activate)
    activate_row (self, gtk_list_box_get_selected_row (self->list));
}

static gboolean
start_search (gpointer user_data)
{
  EoSearchPalette *self = user_data;
  const EoKind *kind = NULL;

  self->timeout = 0;
  if (self->chip != NULL && !g_str_equal (self->chip, CHIP_DOCUMENTS))
    kind = eo_kind_lookup (self->chip);

  self->cancellable = g_cancellable_new ();
  eo_store_search_async (self->store, get_text (self), kind,
                         kind == NULL && self->chip != NULL ? MAX_SOUGHT : MAX_HITS, self->cancellable,
                         on_searched, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
queue_search (EoSearchPalette *self,
              guint            delay)
{
  cancel_search (self);
  self->activate_when_done = FALSE;

  if (self->store == NULL || !has_words (self))
    {
      clear_rows (self);
      gtk_label_set_text (self->summary, "");
      gtk_stack_set_visible_child_name (self->stack, "hint");
      return;
    }

  self->timeout = g_timeout_add (delay, start_search, self);
}

static void
on_chip_clicked (GtkButton *button,
                 gpointer   user_data)
{
  EoSearchPalette *self = user_data;

  self->chip = g_object_get_data (G_OBJECT (button), "chip");
  fill_chips (self);
  queue_search (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
add_chip (EoSearchPalette *self,
          const char      *label,
          const char      *chip,
          guint            count)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  if (count > 0)
    {
      g_autofree char *text = eo_format_count (count);
      GtkWidget *number = gtk_label_new (text);

      gtk_widget_add_css_class (number, "n");
      gtk_box_append (GTK_BOX (box), number);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (self->chip, chip) == 0);
  g_object_set_data (G_OBJECT (button), "chip", (gpointer) chip);
  g_signal_connect (button, "clicked", G_CALLBACK (on_chip_clicked), self);
  gtk_box_append (self->chips, button);
}

/* Counts are shown where all of them are known: a floor beside exact numbers would mislead. */
static void
fill_chips (EoSearchPalette *self)
{
  gboolean whole = self->result != NULL && self->chip == CHIP_EVERYTHING && has_words (self) &&
                   !self->result->more && self->result->total == self->result->hits->len;
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);

  add_chip (self, _("Everything"), CHIP_EVERYTHING, whole ? self->n_rows : 0);
  for (guint i = 0; i < n_kinds; i++)
    add_chip (self, _(kinds[i]->plural), kinds[i]->name,
              whole ? GPOINTER_TO_UINT (g_hash_table_lookup (self->group_sizes, _(kinds[i]->plural))) : 0);
  add_chip (self, _("Documents"), CHIP_DOCUMENTS,
            whole ? GPOINTER_TO_UINT (g_hash_table_lookup (self->group_sizes, _("Documents"))) : 0);
}

static void
on_operator_clicked (GtkButton *button,
                     gpointer   user_data)
{
  EoSearchPalette *self = user_data;
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));
  g_autofree char *whole = g_strconcat (text, *text != '\0' ? " " : "", gtk_button_get_label (button), NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), whole);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
add_operators (EoSearchPalette *self)
{
  static const struct { const char *word, *help; } operators[] = {
    { "from:", N_("Only from this person or organisation: from:Ndwedwe") },
    { "in:", N_("Only of this kind: in:letter") },
    { "before:", N_("Only before this day: before:2026-09-01") },
    { "after:", N_("Only after this day: after:2026-09-01") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (operators[i].word);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "operator");
      gtk_widget_set_tooltip_text (button, _(operators[i].help));
      g_signal_connect (button, "clicked", G_CALLBACK (on_operator_clicked), self);
      gtk_box_append (self->operators, button);
    }
}

static void
on_text_changed (EoSearchPalette *self)
{
  gtk_widget_set_visible (self->clear_button, *get_text (self) != '\0');
  queue_search (self, DEBOUNCE_MS);
}

static void
on_entry_activate (EoSearchPalette *self)
{
  if (eo_search_palette_is_searching (self))
    self->activate_when_done = TRUE;
  else
    activate_row (self, gtk_list_box_get_selected_row (self->list));
}

static gboolean
on_entry_key (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        modifiers,
              gpointer               user_data)
{
  EoSearchPalette *self = user_data;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move_selection (self, 8);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move_selection (self, -8);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_row_activated (EoSearchPalette *self,
                  GtkListBoxRow   *row)
{
  activate_row (self, row);
}

static void
on_clear (EoSearchPalette *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* A click beside the card puts the search away. */
static void
on_pressed (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  EoSearchPalette *self = user_data;
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (self->card, GTK_WIDGET (self), &bounds) &&
      !graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT (x, y)))
    eo_search_palette_close (self);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  eo_search_palette_close (EO_SEARCH_PALETTE (widget));
}

static void
eo_search_palette_dispose (GObject *object)
{
  EoSearchPalette *self = EO_SEARCH_PALETTE (object);

  cancel_search (self);
  if (self->list != NULL)
    clear_rows (self);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_SEARCH_PALETTE);

  G_OBJECT_CLASS (eo_search_palette_parent_class)->dispose (object);
}

static void
eo_search_palette_finalize (GObject *object)
{
  EoSearchPalette *self = EO_SEARCH_PALETTE (object);

  g_clear_pointer (&self->result, eo_search_result_free);
  g_clear_pointer (&self->group_sizes, g_hash_table_unref);

  G_OBJECT_CLASS (eo_search_palette_parent_class)->finalize (object);
}

static void
eo_search_palette_class_init (EoSearchPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_search_palette_dispose;
  object_class->finalize = eo_search_palette_finalize;

  signals[HIT_ACTIVATED] = g_signal_new ("hit-activated", EO_TYPE_SEARCH_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", EO_TYPE_SEARCH_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/desk/search/search-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, card);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, summary);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, clear_button);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, chips);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, list);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, none_title);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, none_text);
  gtk_widget_class_bind_template_child (widget_class, EoSearchPalette, operators);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_key);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_install_action (widget_class, "palette.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "palette.close", NULL);
}

static void
eo_search_palette_init (EoSearchPalette *self)
{
  self->group_sizes = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->clear_button, FALSE);
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"),
                                  GTK_ACCESSIBLE_PROPERTY_MODAL, TRUE, -1);
  add_operators (self);
}

/**
 * eo_search_palette_set_store:
 * @store: the office to search in
 */
void
eo_search_palette_set_store (EoSearchPalette *self,
                             EoStore         *store)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  g_set_object (&self->store, store);
  fill_chips (self);
}

/**
 * eo_search_palette_set_hide_confidential:
 * @hide: whether what is confidential or above stays out of the hits
 */
void
eo_search_palette_set_hide_confidential (EoSearchPalette *self,
                                         gboolean         hide)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  self->hide_confidential = hide;
}

/**
 * eo_search_palette_open:
 * @text: (nullable): what to search for; %NULL for what was searched last
 *
 * Shows the search with the entry focused and its text selected.
 */
void
eo_search_palette_open (EoSearchPalette *self,
                        const char      *text)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  queue_search (self, 0); /* what it found last time may have changed */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
eo_search_palette_close (EoSearchPalette *self)
{
  g_return_if_fail (EO_IS_SEARCH_PALETTE (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  cancel_search (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

guint
eo_search_palette_get_n_rows (EoSearchPalette *self)
{
  g_return_val_if_fail (EO_IS_SEARCH_PALETTE (self), 0);

  return self->n_rows;
}

gboolean
eo_search_palette_is_searching (EoSearchPalette *self)
{
  g_return_val_if_fail (EO_IS_SEARCH_PALETTE (self), FALSE);

  return self->timeout != 0 || self->cancellable != NULL;
}
