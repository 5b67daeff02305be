/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/eo-desk.h"

static void
load_sheet (GdkDisplay *display,
            const char *path)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
eo_desk_init (GdkDisplay *display)
{
  g_return_if_fail (GDK_IS_DISPLAY (display));

  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), EO_RESOURCES "/icons");
}

void
eo_desk_load_style (GdkDisplay *display,
                    gboolean    dark)
{
  g_return_if_fail (GDK_IS_DISPLAY (display));

  load_sheet (display, EO_RESOURCES "/style.css");
  if (dark)
    load_sheet (display, EO_RESOURCES "/style-dark.css");
}
