/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "desk/document/eo-page-layout.h"

#define SIDE    16   /* pixels beside the pages */
#define EDGE    12   /* above the first and below the last */
#define GAP     12   /* between two pages */
#define TRIM    15.0 /* points of margin that the Text zoom leaves */
#define SAMPLES 12   /* pages whose margins speak for those not looked at yet */

GType
eo_zoom_mode_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { EO_ZOOM_FIXED, "EO_ZOOM_FIXED", "fixed" }, { EO_ZOOM_WIDTH, "EO_ZOOM_WIDTH", "width" },
        { EO_ZOOM_PAGE, "EO_ZOOM_PAGE", "page" },    { EO_ZOOM_TEXT, "EO_ZOOM_TEXT", "text" },
        { 0 },
      };
      g_once_init_leave (&type, g_enum_register_static ("EoZoomMode", values));
    }
  return type;
}

static gboolean
is_turned (int rotation)
{
  return rotation == 90 || rotation == 270;
}

static gboolean
has_bounds (const EoPageSpot *spot)
{
  return spot->bounds.width > 1 && spot->bounds.height > 1;
}

/* The margins are trimmed alike on all pages, so that the text does not jump from side to
 * side: by the narrowest of the margins of the first pages, as parts of the page. */
static EoPageRect
common_bounds (const EoPageSpot *spots,
               guint             n_spots)
{
  double left = 1, top = 1, right = 0, bottom = 0;

  for (guint i = 0; i < MIN (n_spots, SAMPLES); i++)
    if (has_bounds (&spots[i]))
      {
        left = MIN (left, spots[i].bounds.x / spots[i].width);
        top = MIN (top, spots[i].bounds.y / spots[i].height);
        right = MAX (right, (spots[i].bounds.x + spots[i].bounds.width) / spots[i].width);
        bottom = MAX (bottom, (spots[i].bounds.y + spots[i].bounds.height) / spots[i].height);
      }
  if (right <= left || bottom <= top)
    return (EoPageRect) { 0, 0, 1, 1 };
  return (EoPageRect) { left, top, right - left, bottom - top };
}

static EoPageRect
trimmed (const EoPageSpot *spot,
         const EoPageRect *common)
{
  double left = common->x * spot->width, top = common->y * spot->height;
  double right = left + common->width * spot->width, bottom = top + common->height * spot->height;

  if (has_bounds (spot))
    {
      left = MIN (left, spot->bounds.x);
      top = MIN (top, spot->bounds.y);
      right = MAX (right, spot->bounds.x + spot->bounds.width);
      bottom = MAX (bottom, spot->bounds.y + spot->bounds.height);
    }
  left = MAX (left - TRIM, 0);
  top = MAX (top - TRIM, 0);
  right = MIN (right + TRIM, spot->width);
  bottom = MIN (bottom + TRIM, spot->height);
  return (EoPageRect) { left, top, MAX (right - left, 1), MAX (bottom - top, 1) };
}

static double
scale_for (const EoPageLayout *layout,
           double              width,
           double              height)
{
  double across = MAX (layout->width - 2 * SIDE, 48) / width;
  double down = MAX (layout->height - 2 * EDGE, 48) / height;
  double scale = EO_ZOOM_NORMAL;

  switch (layout->mode)
    {
    case EO_ZOOM_FIXED:
      scale = layout->zoom * EO_ZOOM_NORMAL;
      break;
    case EO_ZOOM_WIDTH:
    case EO_ZOOM_TEXT:
      scale = across;
      break;
    case EO_ZOOM_PAGE:
      scale = MIN (across, down);
      break;
    default:
      g_assert_not_reached ();
    }
  return CLAMP (scale, EO_ZOOM_MIN * EO_ZOOM_NORMAL, EO_ZOOM_MAX * EO_ZOOM_NORMAL);
}

void
eo_page_layout_run (const EoPageLayout *layout,
                    EoPageSpot         *spots,
                    guint               n_spots,
                    int                *width,
                    int                *height)
{
  EoPageRect common = { 0, 0, 1, 1 };
  int widest = 0, y = EDGE;

  g_return_if_fail (layout != NULL && (spots != NULL || n_spots == 0));

  if (layout->mode == EO_ZOOM_TEXT)
    common = common_bounds (spots, n_spots);
  for (guint i = 0; i < n_spots; i++)
    {
      EoPageSpot *spot = &spots[i];
      gboolean turned = is_turned (layout->rotation);
      double w, h;

      spot->rotation = layout->rotation;
      spot->crop = (EoPageRect) { 0, 0, spot->width, spot->height };
      if (layout->mode == EO_ZOOM_TEXT)
        spot->crop = trimmed (spot, &common);
      w = turned ? spot->crop.height : spot->crop.width;
      h = turned ? spot->crop.width : spot->crop.height;
      spot->scale = scale_for (layout, w, h);
      spot->w = MAX ((int) round (w * spot->scale), 1);
      spot->h = MAX ((int) round (h * spot->scale), 1);
      spot->y = y;
      y += spot->h + GAP;
      widest = MAX (widest, spot->w);
    }
  *width = MAX (widest + 2 * SIDE, layout->width);
  *height = n_spots > 0 ? y - GAP + EDGE : 0;
  for (guint i = 0; i < n_spots; i++)
    spots[i].x = (*width - spots[i].w) / 2;
}

guint
eo_page_layout_find (const EoPageSpot *spots,
                     guint             n_spots,
                     double            y)
{
  guint low = 0, high = n_spots;

  g_return_val_if_fail (n_spots > 0, 0);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (spots[middle].y + spots[middle].h < y)
        low = middle + 1;
      else
        high = middle;
    }
  return MIN (low, n_spots - 1);
}

/* Points of the page as it lies to points of the page as it is turned. */
static EoPageRect
turn (const EoPageSpot *spot,
      const EoPageRect *r)
{
  switch (spot->rotation)
    {
    case 90:
      return (EoPageRect) { spot->height - r->y - r->height, r->x, r->height, r->width };
    case 180:
      return (EoPageRect) { spot->width - r->x - r->width, spot->height - r->y - r->height, r->width,
                           r->height };
    case 270:
      return (EoPageRect) { r->y, spot->width - r->x - r->width, r->height, r->width };
    default:
      return *r;
    }
}

void
eo_page_spot_map (const EoPageSpot *spot,
                  const EoPageRect *rect,
                  graphene_rect_t  *mapped)
{
  EoPageRect origin = turn (spot, &spot->crop);
  EoPageRect turned = turn (spot, rect);

  graphene_rect_init (mapped,
                      turned.x * spot->scale - round (origin.x * spot->scale),
                      turned.y * spot->scale - round (origin.y * spot->scale),
                      turned.width * spot->scale,
                      turned.height * spot->scale);
}

void
eo_page_spot_get_page (const EoPageSpot *spot,
                       graphene_rect_t  *rect)
{
  eo_page_spot_map (spot, &(EoPageRect) { 0, 0, spot->width, spot->height }, rect);
}

void
eo_page_spot_unmap (const EoPageSpot *spot,
                    double            x,
                    double            y,
                    double           *page_x,
                    double           *page_y)
{
  EoPageRect origin = turn (spot, &spot->crop);
  double px = (x + round (origin.x * spot->scale)) / spot->scale;
  double py = (y + round (origin.y * spot->scale)) / spot->scale;

  switch (spot->rotation)
    {
    case 90:
      *page_x = py;
      *page_y = spot->height - px;
      break;
    case 180:
      *page_x = spot->width - px;
      *page_y = spot->height - py;
      break;
    case 270:
      *page_x = spot->width - py;
      *page_y = px;
      break;
    default:
      *page_x = px;
      *page_y = py;
      break;
    }
}

double
eo_zoom_step (double zoom,
              int    direction)
{
  static const double steps[] = { 0.10, 0.15, 0.25, 0.33, 0.50, 0.67, 0.75, 0.90, 1.00, 1.10, 1.25, 1.50,
                                  1.75, 2.00, 2.50, 3.00, 4.00, 5.00, 6.00, 8.00 };

  if (direction > 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] > zoom * 1.02)
          return steps[i];
      return EO_ZOOM_MAX;
    }
  for (guint i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] < zoom * 0.98)
      return steps[i - 1];
  return EO_ZOOM_MIN;
}
