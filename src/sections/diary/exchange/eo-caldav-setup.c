/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-setup.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"

static EoCaldavHttp *
connect (const EoCaldavAccount  *given,
         GCancellable           *cancellable,
         GUri                  **uri,
         GError                **error)
{
  *uri = eo_caldav_address_parse (given->address, given->is_plain, error);
  return *uri != NULL ? eo_caldav_http_new (*uri, given->user, given->password, cancellable) : NULL;
}

GPtrArray *
eo_caldav_find_calendars (const EoCaldavAccount  *given,
                          GCancellable           *cancellable,
                          GError                **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (EoCaldavHttp) http = NULL;

  g_return_val_if_fail (given != NULL, NULL);

  http = connect (given, cancellable, &uri, error);
  return http != NULL ? eo_caldav_discover (http, uri, error) : NULL;
}

static gboolean
is_called (const EoCaldavCalendar *calendar,
           const char             *name)
{
  g_autofree char *last = g_strdup_printf ("/%s/", name);

  return g_str_equal (calendar->name, name) || g_str_has_suffix (g_uri_get_path (calendar->uri), last);
}

static EoCaldavAccount *
choose (const EoCaldavAccount  *given,
        GPtrArray              *calendars,
        const char             *name,
        GError                **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const EoCaldavCalendar *found = NULL;
  guint n = 0;

  for (guint i = 0; i < calendars->len; i++)
    {
      const EoCaldavCalendar *one = g_ptr_array_index (calendars, i);

      g_string_append_printf (names, "%s“%s” (%s)", i > 0 ? ", " : "", one->name, g_uri_get_path (one->uri));
      if (name != NULL && !is_called (one, name))
        continue;
      found = one;
      n++;
    }
  if (n == 1)
    {
      g_autofree char *address = g_uri_to_string (found->uri);

      return eo_caldav_account_new (address, given->user, given->password, given->is_plain);
    }
  if (n == 0)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no calendar “%s” there, only: %s"), name, names->str);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("There are several calendars: say which. %s"), names->str);
  return NULL;
}

/* "Office of the MEC" → office-of-the-mec */
static char *
make_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  GString *slug = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && slug->len < 64; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  if (slug->len == 0)
    g_string_append (slug, "diary");
  return g_string_free (slug, FALSE);
}

EoCaldavAccount *
eo_caldav_find_account (const EoCaldavAccount  *given,
                        const char             *name,
                        gboolean                make,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) home = NULL;
  g_autoptr (EoCaldavHttp) http = NULL;
  g_autoptr (GPtrArray) calendars = NULL;

  g_return_val_if_fail (given != NULL && (name != NULL || !make), NULL);

  http = connect (given, cancellable, &uri, error);
  if (http == NULL)
    return NULL;
  if (make)
    {
      g_autofree char *slug = make_slug (name);
      g_autofree char *folder = g_strconcat (slug, "/", NULL);
      g_autoptr (GUri) place = NULL;

      home = eo_caldav_find_home (http, uri, error);
      place = home != NULL ? g_uri_parse_relative (home, folder, g_uri_get_flags (home), error) : NULL;
      if (place == NULL || !eo_caldav_make (http, place, name, error))
        return NULL;
      g_clear_pointer (&uri, g_uri_unref);
      uri = g_uri_ref (place);
    }
  calendars = eo_caldav_discover (http, uri, error);
  return calendars != NULL ? choose (given, calendars, make ? NULL : name, error) : NULL;
}
