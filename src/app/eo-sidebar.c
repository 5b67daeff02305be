/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-sidebar.h"
#include "base/eo-text.h"
#include "desk/eo-entries.h"
#include "desk/eo-menu.h"
#include "sections/eo-sections.h"

/* Counts follow the changes of an import at this pace, not one by one. */
#define COUNT_DELAY_MS 400
/* At first after the frames that are due, whose priority is higher: counting must not delay the rows beside it. */
#define FIRST_COUNT_MS 60

struct _EoSidebar
{
  AdwBin          parent_instance;

  AdwWindowTitle *title;
  GtkMenuButton  *menu_button;
  GtkListBox     *list;
  GMenuModel     *main_menu;

  EoStore        *store;
  GCancellable   *cancellable;
  guint           count_timeout;
};

enum
{
  SECTION_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoSidebar, eo_sidebar, ADW_TYPE_BIN)

static GQuark section_quark (void);
static GQuark count_quark (void);
G_DEFINE_QUARK (eo-sidebar-section, section)
G_DEFINE_QUARK (eo-sidebar-count, count)

static const EoSection *
row_section (GtkListBoxRow *row)
{
  return g_object_get_qdata (G_OBJECT (row), section_quark ());
}

static GtkListBoxRow *
find_row (EoSidebar  *self,
          const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (row_section (row)->id, id) == 0)
      return row;

  return NULL;
}

static void
set_count (GtkListBoxRow *row,
           gint64         count)
{
  GtkLabel *label = g_object_get_qdata (G_OBJECT (row), count_quark ());
  const EoSection *section = row_section (row);
  g_autofree char *text = count > 0 ? eo_format_count (count) : g_strdup ("");
  g_autofree char *name = NULL;

  gtk_label_set_text (label, text);
  if (count > 0)
    /* Translators: a section and how many open records it has, or how many of them wait for something to be done */
    name = g_strdup_printf (section->waiting != NULL ? ngettext ("%s, %s waiting", "%s, %s waiting", count)
                                                     : ngettext ("%s, %s open", "%s, %s open", count),
                            _(section->title), text);
  else
    name = g_strdup (_(section->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The count beside one entry, of one filter or of several. */
typedef struct
{
  grefcount   refs; /* one a filter that is asked about */
  EoSidebar  *self;
  const char *id;
  gint64      sum;
  gboolean    failed;
} Tally;

static void
tally_unref (Tally *tally)
{
  if (!g_ref_count_dec (&tally->refs))
    return;
  g_object_unref (tally->self);
  g_free (tally);
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Tally *tally = user_data;
  g_autoptr (GError) error = NULL;
  gint64 count = eo_store_count_finish (EO_STORE (source), result, &error);
  GtkListBoxRow *row;

  tally->sum += count;
  tally->failed = tally->failed || error != NULL;
  row = g_ref_count_compare (&tally->refs, 1) && !tally->failed && tally->self->store != NULL
          ? find_row (tally->self, tally->id) : NULL;
  if (row != NULL)
    set_count (row, tally->sum);
  tally_unref (tally);
}

static void
count_section (EoSidebar       *self,
               const EoSection *section)
{
  const EoWaiting open[] = { { section->kind, "open" }, { NULL } };
  Tally *tally = g_new0 (Tally, 1);

  g_ref_count_init (&tally->refs);
  tally->self = g_object_ref (self);
  tally->id = section->id;
  for (const EoWaiting *waiting = section->waiting != NULL ? section->waiting : open; waiting->kind != NULL; waiting++)
    {
      const EoKind *kind = eo_kind_lookup (waiting->kind);
      const EoSavedFilter *filter = eo_kind_find_filter (kind, waiting->filter);
      g_autoptr (EoQuery) query = NULL;

      if (filter == NULL)
        continue;
      query = eo_query_new (kind);
      eo_query_set_filter (query, filter);
      g_ref_count_inc (&tally->refs);
      eo_store_count_async (self->store, query, self->cancellable, on_counted, tally);
    }
  tally_unref (tally);
}

static gboolean
count_all (gpointer user_data)
{
  EoSidebar *self = user_data;
  GtkListBoxRow *row;

  self->count_timeout = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    count_section (self, row_section (row));

  return G_SOURCE_REMOVE;
}

static void
on_store_changed (EoSidebar  *self,
                  const char *kind,
                  gint64      id)
{
  if (self->count_timeout == 0)
    self->count_timeout = g_timeout_add (COUNT_DELAY_MS, count_all, self);
}

static GtkWidget *
make_row (const EoSection *section,
          guint            position)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (_(section->title));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (section->icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (count, "count");
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  g_object_set_qdata (G_OBJECT (row), section_quark (), (gpointer) section);
  g_object_set_qdata (G_OBJECT (row), count_quark (), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(section->title), -1);
  if (position < 9)
    {
      g_autofree char *keys = g_strdup_printf ("Alt+%u", position + 1);

      gtk_widget_set_tooltip_text (row, keys);
    }

  return row;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *group = row_section (row)->group;
  GtkWidget *label;

  if (group == NULL || *group == '\0' ||
      (before != NULL && g_strcmp0 (group, row_section (before)->group) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (_(group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group");
  gtk_list_box_row_set_header (row, label);
}

static void
on_row_activated (EoSidebar     *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SECTION_ACTIVATED], 0, row_section (row)->id);
}

static void
eo_sidebar_dispose (GObject *object)
{
  EoSidebar *self = EO_SIDEBAR (object);

  g_clear_handle_id (&self->count_timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_SIDEBAR);

  G_OBJECT_CLASS (eo_sidebar_parent_class)->dispose (object);
}

static void
eo_sidebar_finalize (GObject *object)
{
  g_clear_object (&EO_SIDEBAR (object)->cancellable);

  G_OBJECT_CLASS (eo_sidebar_parent_class)->finalize (object);
}

static void
eo_sidebar_class_init (EoSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_sidebar_dispose;
  object_class->finalize = eo_sidebar_finalize;

  signals[SECTION_ACTIVATED] = g_signal_new ("section-activated", EO_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/app/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, EoSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, EoSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EoSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, EoSidebar, main_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
eo_sidebar_init (EoSidebar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  eo_menu_attach (self->menu_button, self->main_menu);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

/**
 * eo_sidebar_set_store:
 * @store: the office whose open records are counted
 */
void
eo_sidebar_set_store (EoSidebar *self,
                      EoStore   *store)
{
  g_return_if_fail (EO_IS_SIDEBAR (self));
  g_return_if_fail (EO_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  if (self->count_timeout == 0)
    self->count_timeout = g_timeout_add_full (G_PRIORITY_LOW, FIRST_COUNT_MS, count_all, self, NULL);
}

void
eo_sidebar_set_office_name (EoSidebar  *self,
                            const char *name)
{
  g_return_if_fail (EO_IS_SIDEBAR (self));

  adw_window_title_set_subtitle (self->title, name);
}

/**
 * eo_sidebar_set_hidden:
 * @ids: (array zero-terminated=1): sections this desk does not use
 *
 * Builds the list anew from the sections that exist.
 */
void
eo_sidebar_set_hidden (EoSidebar         *self,
                       const char *const *ids)
{
  guint n_sections, position = 0;
  const EoSection *const *sections = eo_sections_get (&n_sections);

  g_return_if_fail (EO_IS_SIDEBAR (self));

  eo_entries_clear (self->list);

  for (guint i = 0; i < n_sections; i++)
    if (sections[i]->within == NULL && (ids == NULL || !g_strv_contains (ids, sections[i]->id)))
      gtk_list_box_append (self->list, make_row (sections[i], position++));

  if (self->store != NULL)
    count_all (self);
}

void
eo_sidebar_select (EoSidebar  *self,
                   const char *id)
{
  g_return_if_fail (EO_IS_SIDEBAR (self));

  gtk_list_box_select_row (self->list, find_row (self, id));
}

const char *
eo_sidebar_get_nth (EoSidebar *self,
                    guint      n)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (EO_IS_SIDEBAR (self), NULL);

  row = gtk_list_box_get_row_at_index (self->list, n);
  return row != NULL ? row_section (row)->id : NULL;
}

void
eo_sidebar_popup_menu (EoSidebar *self)
{
  g_return_if_fail (EO_IS_SIDEBAR (self));

  gtk_menu_button_popup (self->menu_button);
}
