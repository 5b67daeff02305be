/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <adwaita.h>

#define PREFIX "/org/example/ExecOffice"

static void
parsing_error_cb (GtkCssProvider *provider,
                  GtkCssSection  *section,
                  const GError   *error)
{
  g_autofree char *where = gtk_css_section_to_string (section);

  g_test_message ("%s: %s", where, error->message);
  g_test_fail ();
}

/* The sheets for dark and for high contrast stand on names of the first one. */
static void
test_style (void)
{
  static const char *const sheets[] = { "style.css", "style-dark.css", "style-hc.css" };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_build_path ("/", PREFIX, sheets[i], NULL);
      g_autofree char *rules = NULL;
      GtkCssProvider *provider = gtk_css_provider_new ();

      g_signal_connect (provider, "parsing-error", G_CALLBACK (parsing_error_cb), NULL);
      gtk_css_provider_load_from_resource (provider, path);
      rules = gtk_css_provider_to_string (provider);
      g_assert_cmpuint (strlen (rules), >, 100);
      g_object_unref (provider);
    }
}

/* A symbolic icon is recoloured by its paths: one drawn by strokes, or that cannot be read, would show nothing. */
static void
test_icons (void)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  names = g_resources_enumerate_children (PREFIX "/icons/scalable/actions/", 0, &error);
  g_assert_no_error (error);

  for (; names[n] != NULL; n++)
    {
      g_autofree char *path = g_build_path ("/", PREFIX "/icons/scalable/actions", names[n], NULL);
      g_autoptr (GBytes) svg = g_resources_lookup_data (path, 0, &error);
      g_autoptr (GdkTexture) texture = NULL;
      g_autofree guint32 *pixels = NULL;
      int width, height;
      gboolean painted = FALSE;

      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (names[n], "-symbolic.svg"));
      texture = gdk_texture_new_from_bytes (svg, &error);
      g_test_message ("%s", names[n]);
      g_assert_no_error (error);

      width = gdk_texture_get_width (texture);
      height = gdk_texture_get_height (texture);
      pixels = g_new0 (guint32, width * height);
      gdk_texture_download (texture, (guchar *) pixels, width * 4);
      for (int i = 0; i < width * height; i++)
        painted |= pixels[i] != 0;
      g_assert_true (painted);
    }
  g_assert_cmpuint (n, >, 30);
}

/* The icons a sidebar and a status pill name, found as widgets find them. */
static void
test_icons_by_name (void)
{
  static const char *const names[] = {
    "org.example.ExecOffice", "org.example.ExecOffice-symbolic", "mail-unread-symbolic", "eo-parliament-symbolic",
    "eo-speaker-symbolic", "eo-whip-symbolic", "eo-mayor-symbolic", "eo-state-new-symbolic",
    "eo-state-work-symbolic", "eo-state-done-symbolic",
  };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_icon_theme_add_resource_path (theme, PREFIX "/icons");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_true (gtk_icon_theme_has_icon (theme, names[i]));
    }
}

/* What the window reads at its first start. */
static void
test_settings (void)
{
  static const struct
  {
    const char *key, *value;
  } cases[] = {
    { "window-width", "1280" },    { "window-height", "800" }, { "maximized", "false" }, { "sidebar-visible", "true" },
    { "section", "'correspondence'" },          { "style", "'system'" },    { "zoom", "0.0" },        { "text-zoom", "false" },
    { "hidden-sections", "@as []" }, { "show-confidential-in-search", "true" },
  };
  g_autoptr (GSettings) settings = g_settings_new (EO_APP_ID);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (settings, cases[i].key);
      g_autofree char *text = g_variant_print (value, TRUE);

      g_assert_cmpstr (text, ==, cases[i].value);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/resources/style", test_style);
  g_test_add_func ("/resources/icons", test_icons);
  g_test_add_func ("/resources/icons-by-name", test_icons_by_name);
  g_test_add_func ("/resources/settings", test_settings);

  return g_test_run ();
}
