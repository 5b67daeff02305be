/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-setup.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "sections/diary/exchange/eo-caldav-state.h"

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
  g_autoptr (GUri) home = NULL;
  g_autoptr (EoCaldavHttp) http = NULL;
  g_autoptr (GError) problem = NULL;
  GPtrArray *found;

  g_return_val_if_fail (given != NULL, NULL);

  http = connect (given, cancellable, &uri, error);
  found = http != NULL ? eo_caldav_discover (http, uri, &problem) : NULL;
  if (g_error_matches (problem, EO_ERROR, EO_ERROR_NOT_FOUND))
    {
      home = eo_caldav_find_home (http, uri, NULL);
      found = home != NULL ? g_ptr_array_new_with_free_func ((GDestroyNotify) eo_caldav_calendar_free) : NULL;
    }
  if (http != NULL && found == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return found;
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

typedef struct
{
  gint64              diary;
  EoCaldavCollection *state;
} Leave;

static gboolean
write_left (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  Leave *self = data;

  return eo_caldav_collection_save (writer, self->diary, self->state, error);
}

gboolean
eo_caldav_leave (EoStore       *store,
                 EoDiary       *diary,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (EoCaldavCollection) state = NULL;
  g_autoptr (GError) problem = NULL;
  Leave leave;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_DIARY (diary), FALSE);

  if (!eo_caldav_account_clear (store, diary, cancellable, error))
    return FALSE;
  state = eo_caldav_collection_load (store, EO_RECORD (diary)->id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (state == NULL)
    return TRUE;
  eo_str_set (&state->synced_at, "");
  eo_str_set (&state->trouble, "");
  leave = (Leave) { EO_RECORD (diary)->id, state };
  return eo_store_write (store, write_left, &leave, error);
}
