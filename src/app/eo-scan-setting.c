/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/eo-scan-setting.h"

/* Settings are UTF-8, file names are not: both are kept escaped. */
static char *
escape (const char *path)
{
  return g_strescape (path, NULL);
}

char *
eo_scan_setting_get (GSettings *settings,
                     EoStore   *store)
{
  g_autoptr (GVariant) all = NULL;
  g_autofree char *office = NULL;
  const char *folder = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings) && EO_IS_STORE (store), NULL);

  all = g_settings_get_value (settings, EO_SCAN_SETTING);
  office = escape (eo_store_get_path (store));

  return g_variant_lookup (all, office, "&s", &folder) && *folder != '\0' ? g_strcompress (folder) : NULL;
}

void
eo_scan_setting_set (GSettings  *settings,
                     EoStore    *store,
                     const char *folder)
{
  g_autoptr (GVariant) all = NULL;
  g_autofree char *office = NULL;
  g_autofree char *escaped = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other, *others;

  g_return_if_fail (G_IS_SETTINGS (settings) && EO_IS_STORE (store));

  all = g_settings_get_value (settings, EO_SCAN_SETTING);
  office = escape (eo_store_get_path (store));
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s&s}", &other, &others))
    if (!g_str_equal (other, office))
      g_variant_builder_add (&builder, "{ss}", other, others);
  if (folder != NULL)
    {
      escaped = escape (folder);
      g_variant_builder_add (&builder, "{ss}", office, escaped);
    }
  g_settings_set_value (settings, EO_SCAN_SETTING, g_variant_builder_end (&builder));
}
