/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-server.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "sections/diary/exchange/eo-caldav-server-private.h"

/* The entries of one calendar: which there are, what they say, and writing them. */

#define MOST_ROUNDS 100 /* of a listing that the server gives piece by piece */

#define ETAGS EO_DAV_XML "<propfind" EO_DAV_NAMES "><prop><getetag/><resourcetype/></prop></propfind>"

/* What may stand in a member's name as it is. */
#define PLAIN "!$&'()*+,;=:@"

void
eo_caldav_listing_free (EoCaldavListing *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->etags);
  g_free (self->token);
  g_free (self);
}

static void
entry_free (gpointer data)
{
  EoCaldavEntry *entry = data;

  g_free (entry->member);
  g_free (entry->etag);
  g_free (entry->text);
  g_free (entry);
}

/* @path up to its last part, as it is meant. */
static char *
get_folder (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? g_uri_unescape_segment (path, slash + 1, NULL) : NULL;
}

char *
eo_caldav_get_member (GUri       *collection,
                      const char *href)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *own = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  const char *path;

  g_return_val_if_fail (collection != NULL && href != NULL, NULL);

  uri = _eo_caldav_resolve (collection, href);
  path = uri != NULL ? g_uri_get_path (uri) : "";
  own = get_folder (g_uri_get_path (collection));
  folder = get_folder (path);
  name = folder != NULL ? g_uri_unescape_string (strrchr (path, '/') + 1, "/") : NULL;
  if (g_strcmp0 (own, folder) != 0 || name == NULL || *name == '\0' || strlen (name) > 512 || g_str_equal (name, ".") ||
      g_str_equal (name, "..") || !g_utf8_validate (name, -1, NULL))
    return NULL;
  return g_uri_escape_string (name, PLAIN, TRUE);
}

char *
eo_caldav_make_member (const char *uid)
{
  const char *const good = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_@.";
  g_autofree char *digest = NULL;

  g_return_val_if_fail (uid != NULL, NULL);

  if (*uid != '\0' && *uid != '.' && strlen (uid) <= 100 && strspn (uid, good) == strlen (uid))
    return g_strconcat (uid, ".ics", NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uid, -1);
  return g_strconcat (digest, ".ics", NULL);
}

static GUri *
member_uri (GUri       *collection,
            const char *member)
{
  g_autofree char *path = g_strconcat (g_uri_get_path (collection), member, NULL);

  return g_uri_build (g_uri_get_flags (collection), g_uri_get_scheme (collection), NULL, g_uri_get_host (collection),
                      g_uri_get_port (collection), path, NULL, NULL);
}

static void
take_members (GUri            *collection,
              EoDavAnswer     *answer,
              EoCaldavListing *listing,
              gboolean        *is_cut)
{
  for (guint i = 0; i < answer->responses->len; i++)
    {
      const EoDavResponse *response = g_ptr_array_index (answer->responses, i);
      g_autofree char *member = eo_caldav_get_member (collection, response->href);
      const char *etag = eo_dav_response_get (response, EO_DAV_ETAG);

      if (member == NULL)
        *is_cut |= response->status == 507; /* of the collection itself: there is more to come */
      else if (response->status == 404 || response->status == 410)
        g_hash_table_replace (listing->etags, g_steal_pointer (&member), NULL);
      else if (etag != NULL && strlen (etag) < 1024)
        g_hash_table_replace (listing->etags, g_steal_pointer (&member), g_strdup (etag));
    }
}

static EoCaldavListing *
listing_new (gboolean is_whole)
{
  EoCaldavListing *listing = g_new0 (EoCaldavListing, 1);

  listing->etags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  listing->token = g_strdup ("");
  listing->is_whole = is_whole;
  return listing;
}

static EoCaldavListing *
list_all (EoCaldavHttp  *http,
          GUri          *collection,
          GError       **error)
{
  g_autoptr (EoDavAnswer) answer = _eo_caldav_ask (http, "PROPFIND", collection, "1", ETAGS, EO_CALDAV_THINKS, NULL, error);
  EoCaldavListing *listing;
  gboolean is_cut = FALSE;

  if (answer == NULL)
    return NULL;
  listing = listing_new (TRUE);
  take_members (collection, answer, listing, &is_cut);
  listing->is_whole = !is_cut;
  return listing;
}

static EoDavAnswer *
ask_changes (EoCaldavHttp  *http,
             GUri          *collection,
             const char    *token,
             GError       **error)
{
  g_autofree char *escaped = g_markup_escape_text (token, -1);
  g_autofree char *text = g_strdup_printf (EO_DAV_XML "<sync-collection" EO_DAV_NAMES "><sync-token>%s</sync-token><sync-level>1</sync-level>"
                                           "<prop><getetag/></prop></sync-collection>", escaped);

  return _eo_caldav_ask (http, "REPORT", collection, NULL, text, EO_CALDAV_THINKS, NULL, error);
}

static EoCaldavListing *
list_changes (EoCaldavHttp  *http,
              GUri          *collection,
              const char    *token,
              GError       **error)
{
  g_autoptr (EoCaldavListing) listing = listing_new (token == NULL);
  gboolean is_cut = TRUE;

  g_free (listing->token);
  listing->token = g_strdup (token != NULL ? token : "");
  for (guint round = 0; is_cut; round++)
    {
      g_autoptr (EoDavAnswer) answer = ask_changes (http, collection, listing->token, error);

      if (answer == NULL)
        return NULL;
      is_cut = FALSE;
      take_members (collection, answer, listing, &is_cut);
      if (round == MOST_ROUNDS || (is_cut && (*answer->token == '\0' || g_str_equal (answer->token, listing->token))))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” answers without an end."), eo_caldav_http_get_host (http));
          return NULL;
        }
      g_free (listing->token);
      listing->token = g_strdup (answer->token);
    }
  return g_steal_pointer (&listing);
}

/* A token that the server does not know any more, or a report that it does not know after all. */
static gboolean
is_refused (const GError *error)
{
  return error->domain == EO_ERROR && (error->code == EO_ERROR_STATE || error->code == EO_ERROR_INVALID ||
                                       error->code == EO_ERROR_CONFLICT || error->code == EO_ERROR_NOT_FOUND);
}

EoCaldavListing *
eo_caldav_list (EoCaldavHttp      *http,
                EoCaldavCalendar  *calendar,
                const char        *token,
                GError           **error)
{
  g_autoptr (GError) problem = NULL;
  EoCaldavListing *listing;

  g_return_val_if_fail (http != NULL && calendar != NULL, NULL);

  if (!calendar->can_sync)
    return list_all (http, calendar->uri, error);
  listing = list_changes (http, calendar->uri, token != NULL && *token != '\0' ? token : NULL, &problem);
  if (listing != NULL)
    return listing;
  if (!is_refused (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (token != NULL && *token != '\0')
    {
      g_clear_error (&problem);
      listing = list_changes (http, calendar->uri, NULL, &problem);
    }
  return listing != NULL ? listing : list_all (http, calendar->uri, error);
}

static char *
make_multiget (GUri      *collection,
               GPtrArray *members)
{
  GString *text = g_string_new (EO_DAV_XML "<C:calendar-multiget" EO_DAV_NAMES "><prop><getetag/><C:calendar-data/></prop>");

  for (guint i = 0; i < members->len; i++)
    {
      g_autofree char *path = g_strconcat (g_uri_get_path (collection), g_ptr_array_index (members, i), NULL);
      g_autofree char *escaped = g_markup_escape_text (path, -1);

      g_string_append_printf (text, "<href>%s</href>", escaped);
    }
  g_string_append (text, "</C:calendar-multiget>");
  return g_string_free (text, FALSE);
}

static void
take_entry (GUri                *collection,
            const EoDavResponse *response,
            GHashTable          *wanted,
            GPtrArray           *entries)
{
  g_autofree char *member = eo_caldav_get_member (collection, response->href);
  const char *text = eo_dav_response_get (response, EO_DAV_CALENDAR);
  EoCaldavEntry *entry;

  if (member == NULL || !g_hash_table_remove (wanted, member)) /* what was not asked for, or came already */
    return;
  entry = g_new0 (EoCaldavEntry, 1);
  entry->member = g_steal_pointer (&member);
  entry->etag = _eo_caldav_get_text (response, EO_DAV_ETAG);
  entry->text = g_strdup (text);
  entry->is_gone = response->status == 404 || response->status == 410;
  g_ptr_array_add (entries, entry);
}

GPtrArray *
eo_caldav_fetch (EoCaldavHttp  *http,
                 GUri          *collection,
                 GPtrArray     *members,
                 GError       **error)
{
  g_autofree char *text = NULL;
  g_autoptr (EoDavAnswer) answer = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GHashTable) wanted = NULL;

  g_return_val_if_fail (http != NULL && collection != NULL && members != NULL, NULL);

  text = make_multiget (collection, members);
  answer = _eo_caldav_ask (http, "REPORT", collection, "1", text, 0, NULL, error);
  if (answer == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func (entry_free);
  wanted = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < members->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (members, i));
  for (guint i = 0; i < answer->responses->len; i++)
    take_entry (collection, g_ptr_array_index (answer->responses, i), wanted, entries);
  return g_steal_pointer (&entries);
}

gboolean
eo_caldav_put (EoCaldavHttp  *http,
               GUri          *collection,
               const char    *member,
               const char    *etag,
               const char    *text,
               char         **written,
               GError       **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (EoCaldavReply) reply = NULL;
  EoCaldavAsk question = { .method = "PUT", .content_type = "text/calendar; charset=utf-8" };

  g_return_val_if_fail (http != NULL && collection != NULL && member != NULL && etag != NULL && text != NULL, FALSE);

  uri = member_uri (collection, member);
  body = g_bytes_new (text, strlen (text));
  question.uri = uri;
  question.body = body;
  question.if_new = *etag == '\0';
  question.if_match = *etag != '\0' ? etag : NULL;
  reply = eo_caldav_http_send (http, &question, error);
  if (reply != NULL)
    *written = g_strdup (reply->etag);
  return reply != NULL;
}

gboolean
eo_caldav_delete (EoCaldavHttp  *http,
                  GUri          *collection,
                  const char    *member,
                  const char    *etag,
                  GError       **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (EoCaldavReply) reply = NULL;
  g_autoptr (GError) problem = NULL;
  EoCaldavAsk question = { .method = "DELETE" };

  g_return_val_if_fail (http != NULL && collection != NULL && member != NULL && etag != NULL, FALSE);

  uri = member_uri (collection, member);
  question.uri = uri;
  question.if_match = *etag != '\0' ? etag : NULL;
  reply = eo_caldav_http_send (http, &question, &problem);
  if (reply != NULL || g_error_matches (problem, EO_ERROR, EO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
