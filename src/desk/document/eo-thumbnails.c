/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/document/eo-thumbnails.h"

#define SIDE      112  /* pixels, the longer side */
#define SCROLL_MS 60
#define MAX_KEPT  300u /* about 15 MB */

struct _EoThumbnails
{
  GtkWidget           parent_instance;

  EoPages            *pages;
  GtkWidget          *list;
  GtkSingleSelection *selection;
  GHashTable         *kept; /* page to GdkTexture */
  GQueue              order; /* the same pages, oldest first */
  guint               scroll_source;
};

typedef struct
{
  EoThumbnails *thumbnails;
  GtkListItem  *item;
  guint         page;
} Request;

enum
{
  PAGE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoThumbnails, eo_thumbnails, GTK_TYPE_WIDGET)

static GtkPicture *
picture_of (GtkListItem *item)
{
  return GTK_PICTURE (gtk_widget_get_first_child (gtk_list_item_get_child (item)));
}

static void
keep (EoThumbnails *self,
      guint         page,
      GdkTexture   *texture)
{
  if (g_hash_table_insert (self->kept, GUINT_TO_POINTER (page), g_object_ref (texture)))
    g_queue_push_tail (&self->order, GUINT_TO_POINTER (page));
  while (g_queue_get_length (&self->order) > MAX_KEPT)
    g_hash_table_remove (self->kept, g_queue_pop_head (&self->order));
}

static void
on_rendered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Request *request = user_data;
  EoThumbnails *self = request->thumbnails;
  g_autoptr (EoPixels) pixels = eo_reader_render_finish (EO_READER (source), result, NULL);
  gboolean is_ours = self->pages != NULL && eo_pages_get_reader (self->pages) == EO_READER (source);

  /* A thumbnail that cannot be drawn stays a white page with its number. */
  if (pixels != NULL && is_ours)
    {
      g_autoptr (GdkTexture) texture = eo_pixels_to_texture (pixels);

      keep (self, request->page, texture);
      if (gtk_list_item_get_position (request->item) == request->page &&
          gtk_list_item_get_child (request->item) != NULL)
        gtk_picture_set_paintable (picture_of (request->item), GDK_PAINTABLE (texture));
    }
  g_object_unref (request->item);
  g_object_unref (request->thumbnails);
  g_free (request);
}

static void
on_setup (EoThumbnails *self,
          GtkListItem  *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (picture, 48, 48);
  gtk_widget_add_css_class (picture, "page");
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "num");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
ask (EoThumbnails *self,
     GtkListItem  *item,
     guint         page,
     double        scale)
{
  Request *request = g_new0 (Request, 1);
  GCancellable *cancellable = g_cancellable_new ();

  request->thumbnails = g_object_ref (self);
  request->item = g_object_ref (item);
  request->page = page;
  g_object_set_data_full (G_OBJECT (item), "eo-asked", cancellable, g_object_unref);
  eo_reader_render_async (eo_pages_get_reader (self->pages), page, scale, 0, cancellable, on_rendered,
                          request);
}

static void
on_bind (EoThumbnails *self,
         GtkListItem  *item)
{
  guint page = gtk_list_item_get_position (item);
  GtkPicture *picture = picture_of (item);
  GtkWidget *label = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  GdkTexture *texture = g_hash_table_lookup (self->kept, GUINT_TO_POINTER (page));
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *name = g_strdup_printf (_("Page %u"), page + 1);
  double width, height, scale;

  eo_pages_get_size (self->pages, page, &width, &height);
  scale = SIDE / MAX (width, height);
  gtk_widget_set_size_request (GTK_WIDGET (picture), MAX ((int) (width * scale), 1),
                               MAX ((int) (height * scale), 1));
  gtk_picture_set_alternative_text (picture, name);
  gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
  gtk_label_set_text (GTK_LABEL (label), number);
  if (texture == NULL)
    ask (self, item, page, scale * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
on_unbind (EoThumbnails *self,
           GtkListItem  *item)
{
  GCancellable *asked = g_object_get_data (G_OBJECT (item), "eo-asked");

  if (asked != NULL)
    g_cancellable_cancel (asked);
  g_object_set_data (G_OBJECT (item), "eo-asked", NULL);
}

/* A list scrolls to a row only once it has its size. */
static gboolean
on_scroll (gpointer user_data)
{
  EoThumbnails *self = user_data;

  if (gtk_widget_get_mapped (self->list) && gtk_widget_get_height (self->list) < SIDE)
    return G_SOURCE_CONTINUE;
  self->scroll_source = 0;
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (self->selection));
  return G_SOURCE_REMOVE;
}

static void
on_activate (EoThumbnails *self,
             guint         position)
{
  g_signal_emit (self, signals[PAGE_ACTIVATED], 0, position);
}

static void
eo_thumbnails_dispose (GObject *object)
{
  EoThumbnails *self = EO_THUMBNAILS (object);
  GtkWidget *child;

  eo_thumbnails_set_pages (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_thumbnails_parent_class)->dispose (object);
}

static void
eo_thumbnails_finalize (GObject *object)
{
  EoThumbnails *self = EO_THUMBNAILS (object);

  g_hash_table_unref (self->kept);

  G_OBJECT_CLASS (eo_thumbnails_parent_class)->finalize (object);
}

static void
eo_thumbnails_class_init (EoThumbnailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_thumbnails_dispose;
  object_class->finalize = eo_thumbnails_finalize;

  signals[PAGE_ACTIVATED] = g_signal_new ("page-activated", EO_TYPE_THUMBNAILS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "thumbnails");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
eo_thumbnails_init (EoThumbnails *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->kept = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_queue_init (&self->order);
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind), self);

  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), g_steal_pointer (&factory));
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Thumbnails"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activate), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, SIDE + 32, -1);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

void
eo_thumbnails_set_pages (EoThumbnails *self,
                         EoPages      *pages)
{
  g_autoptr (GtkStringList) numbers = NULL;

  g_return_if_fail (EO_IS_THUMBNAILS (self) && (pages == NULL || EO_IS_PAGES (pages)));

  if (self->pages == pages)
    return;
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_hash_table_remove_all (self->kept);
  g_queue_clear (&self->order);
  g_set_object (&self->pages, pages);
  if (pages == NULL)
    return;
  numbers = gtk_string_list_new (NULL);
  for (guint i = 0; i < eo_pages_get_n (pages); i++)
    gtk_string_list_append (numbers, "");
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (numbers));
}

void
eo_thumbnails_set_page (EoThumbnails *self,
                        guint         page)
{
  g_return_if_fail (EO_IS_THUMBNAILS (self));

  if (self->pages == NULL || gtk_single_selection_get_selected (self->selection) == page)
    return;
  gtk_single_selection_set_selected (self->selection, page);
  if (self->scroll_source == 0)
    self->scroll_source = g_timeout_add (SCROLL_MS, on_scroll, self);
}
