/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "desk/document/eo-page-view.h"

#define LATE_MS 900 /* then a page that is not drawn yet says so */

struct _EoPageView
{
  GtkWidget   parent_instance;

  EoPages    *pages;
  guint       page;
  EoPageSpot  spot;
  GArray     *lights[EO_N_LIGHTS]; /* of EoPageRect */
  gboolean    is_described;
  guint       late_source;
};

G_DEFINE_FINAL_TYPE (EoPageView, eo_page_view, GTK_TYPE_WIDGET)

/* Paper is white in the dark style too, and these multiply over it like a marker pen. */
static const GdkRGBA colours[EO_N_LIGHTS] = {
  [EO_LIGHT_MARK] = { 0.76f, 0.91f, 0.72f, 1 },
  [EO_LIGHT_MATCH] = { 1.00f, 0.93f, 0.55f, 1 },
  [EO_LIGHT_CURRENT] = { 1.00f, 0.69f, 0.32f, 1 },
  [EO_LIGHT_SELECTION] = { 0.60f, 0.78f, 1.00f, 1 },
};

static gboolean
has_lights (EoPageView *self)
{
  for (guint i = 0; i < EO_N_LIGHTS; i++)
    if (self->lights[i]->len > 0)
      return TRUE;
  return FALSE;
}

static void
snapshot_lights (EoPageView  *self,
                 GtkSnapshot *snapshot)
{
  for (guint i = 0; i < EO_N_LIGHTS; i++)
    for (guint j = 0; j < self->lights[i]->len; j++)
      {
        graphene_rect_t rect;

        eo_page_spot_map (&self->spot, &g_array_index (self->lights[i], EoPageRect, j), &rect);
        graphene_rect_inset (&rect, -1, -1);
        gtk_snapshot_append_color (snapshot, &colours[i], &rect);
      }
}

/* A picture of just this size is drawn pixel by pixel: a fraction of a pixel would blur it. */
static void
snapshot_picture (EoPageView  *self,
                  GtkSnapshot *snapshot,
                  GdkTexture  *picture)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  float width = (float) gdk_texture_get_width (picture) / (float) factor;
  float height = (float) gdk_texture_get_height (picture) / (float) factor;
  graphene_rect_t rect;

  eo_page_spot_get_page (&self->spot, &rect);
  if (fabsf (width - rect.size.width) < 1.5f && fabsf (height - rect.size.height) < 1.5f)
    graphene_rect_init (&rect, roundf (rect.origin.x), roundf (rect.origin.y), width, height);
  gtk_snapshot_append_texture (snapshot, picture, &rect);
}

static void
snapshot_note (EoPageView  *self,
               GtkSnapshot *snapshot,
               const char  *note)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), note);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), margin = MIN (width / 8, 48);

  pango_layout_set_width (layout, MAX (width - 2 * margin, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (margin, 48));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA) { 0.2f, 0.2f, 0.2f, 1 });
  gtk_snapshot_restore (snapshot);
}

static void
eo_page_view_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  EoPageView *self = EO_PAGE_VIEW (widget);
  GdkTexture *picture = eo_pages_get_picture (self->pages, self->page, self->spot.rotation);
  const char *problem = eo_pages_get_problem (self->pages, self->page);
  graphene_rect_t area
    = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  gtk_snapshot_push_clip (snapshot, &area);
  if (picture != NULL && has_lights (self))
    {
      gtk_snapshot_push_blend (snapshot, GSK_BLEND_MODE_MULTIPLY);
      snapshot_picture (self, snapshot, picture);
      gtk_snapshot_pop (snapshot);
      snapshot_lights (self, snapshot);
      gtk_snapshot_pop (snapshot);
    }
  else if (picture != NULL)
    snapshot_picture (self, snapshot, picture);
  else if (problem != NULL)
    snapshot_note (self, snapshot, problem);
  else if (self->late_source == 0)
    snapshot_note (self, snapshot, _("This page takes long to draw…"));
  gtk_snapshot_pop (snapshot);
}

static void
describe (EoPageView *self)
{
  const EoPageText *text = eo_pages_get_text (self->pages, self->page);
  const char *problem = eo_pages_get_problem (self->pages, self->page);

  if (self->is_described || (text == NULL && problem == NULL))
    return;
  self->is_described = TRUE;
  if (text != NULL && text->text[0] != '\0')
    problem = text->text;
  else if (text != NULL)
    problem = _("A picture without text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
}

static gboolean
on_late (gpointer user_data)
{
  EoPageView *self = user_data;

  self->late_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
eo_page_view_dispose (GObject *object)
{
  EoPageView *self = EO_PAGE_VIEW (object);

  g_clear_handle_id (&self->late_source, g_source_remove);
  g_clear_object (&self->pages);
  for (guint i = 0; i < EO_N_LIGHTS; i++)
    g_clear_pointer (&self->lights[i], g_array_unref);

  G_OBJECT_CLASS (eo_page_view_parent_class)->dispose (object);
}

static void
eo_page_view_class_init (EoPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_page_view_dispose;
  widget_class->snapshot = eo_page_view_snapshot;

  gtk_widget_class_set_css_name (widget_class, "page");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
eo_page_view_init (EoPageView *self)
{
  for (guint i = 0; i < EO_N_LIGHTS; i++)
    self->lights[i] = g_array_new (FALSE, FALSE, sizeof (EoPageRect));
  gtk_widget_add_css_class (GTK_WIDGET (self), "page");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->late_source = g_timeout_add (LATE_MS, on_late, self);
}

GtkWidget *
eo_page_view_new (EoPages *pages,
                  guint    page)
{
  EoPageView *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (EO_IS_PAGES (pages), NULL);

  self = g_object_new (EO_TYPE_PAGE_VIEW, NULL);
  self->pages = g_object_ref (pages);
  self->page = page;
  name = g_strdup_printf (_("Page %u of %u"), page + 1, eo_pages_get_n (pages));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  describe (self);
  return GTK_WIDGET (self);
}

guint
eo_page_view_get_page (EoPageView *self)
{
  g_return_val_if_fail (EO_IS_PAGE_VIEW (self), 0);

  return self->page;
}

void
eo_page_view_set_spot (EoPageView       *self,
                       const EoPageSpot *spot)
{
  g_return_if_fail (EO_IS_PAGE_VIEW (self) && spot != NULL);

  if (spot->rotation != self->spot.rotation)
    {
      g_clear_handle_id (&self->late_source, g_source_remove);
      self->late_source = g_timeout_add (LATE_MS, on_late, self);
    }
  self->spot = *spot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const EoPageSpot *
eo_page_view_get_spot (EoPageView *self)
{
  g_return_val_if_fail (EO_IS_PAGE_VIEW (self), NULL);

  return &self->spot;
}

void
eo_page_view_set_light (EoPageView       *self,
                        EoLight           light,
                        const EoPageRect *rects,
                        guint             n_rects)
{
  g_return_if_fail (EO_IS_PAGE_VIEW (self) && light < EO_N_LIGHTS);

  if (n_rects == 0 && self->lights[light]->len == 0)
    return;
  g_array_set_size (self->lights[light], 0);
  if (n_rects > 0)
    g_array_append_vals (self->lights[light], rects, n_rects);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
eo_page_view_refresh (EoPageView *self)
{
  g_return_if_fail (EO_IS_PAGE_VIEW (self));

  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
