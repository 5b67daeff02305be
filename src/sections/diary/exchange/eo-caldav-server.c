/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-server.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-dav-answer.h"

#define MOST_ROUNDS 100 /* of a listing that the server gives piece by piece */

#define XML   "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
#define NAMES " xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:S=\"http://calendarserver.org/ns/\"" \
              " xmlns:A=\"http://apple.com/ns/ical/\""
#define LOOK  XML "<propfind" NAMES "><prop><resourcetype/><displayname/><sync-token/><supported-report-set/>" \
              "<current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/><S:getctag/>" \
              "<A:calendar-color/></prop></propfind>"
#define ETAGS XML "<propfind" NAMES "><prop><getetag/><resourcetype/></prop></propfind>"

/* What may stand in a member's name as it is. */
#define PLAIN "!$&'()*+,;=:@"

void
eo_caldav_calendar_free (EoCaldavCalendar *self)
{
  if (self == NULL)
    return;
  g_uri_unref (self->uri);
  g_free (self->name);
  g_free (self->colour);
  g_free (self->ctag);
  g_free (self->token);
  g_free (self);
}

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

/* Of the same server, or NULL. */
static GUri *
resolve (GUri       *base,
         const char *href)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (base, href, g_uri_get_flags (base), NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (base)) != 0 ||
      !g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (base)) || g_uri_get_port (uri) != g_uri_get_port (base))
    return NULL;
  return g_steal_pointer (&uri);
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

  uri = resolve (collection, href);
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

/* A question in XML, and the answer read. @from: (out) (optional): where it came from in the end. */
static EoDavAnswer *
ask (EoCaldavHttp  *http,
     const char    *method,
     GUri          *uri,
     const char    *depth,
     const char    *text,
     GUri         **from,
     GError       **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  const EoCaldavAsk question = { .method = method, .uri = uri, .depth = depth, .body = body,
                                 .content_type = "application/xml; charset=utf-8" };
  g_autoptr (EoCaldavReply) reply = eo_caldav_http_send (http, &question, error);

  if (reply == NULL)
    return NULL;
  if (from != NULL)
    *from = g_uri_ref (reply->uri);
  if (g_bytes_get_size (reply->body) > 0)
    return eo_dav_answer_read (reply->body, eo_caldav_http_get_host (http), error);
  g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” answers, but not as a calendar server does."), eo_caldav_http_get_host (http));
  return NULL;
}

static char *
get_text (const EoDavResponse *response,
          EoDavKey             key)
{
  const char *text = eo_dav_response_get (response, key);

  return g_strdup (text != NULL ? text : "");
}

/* The address of a collection ends with a slash, or its members would be its neighbours. */
static GUri *
as_folder (GUri *uri)
{
  const char *path = g_uri_get_path (uri);
  g_autofree char *longer = g_str_has_suffix (path, "/") ? g_strdup (path) : g_strconcat (path, "/", NULL);

  return g_uri_build (g_uri_get_flags (uri), g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), longer, NULL,
                      NULL);
}

static EoCaldavCalendar *
calendar_new (const EoDavResponse *response,
              GUri                *uri)
{
  EoCaldavCalendar *self = g_new0 (EoCaldavCalendar, 1);

  self->uri = as_folder (uri);
  self->name = get_text (response, EO_DAV_NAME);
  self->colour = get_text (response, EO_DAV_COLOUR);
  self->ctag = get_text (response, EO_DAV_CTAG);
  self->token = get_text (response, EO_DAV_TOKEN);
  self->is_calendar = eo_dav_response_get (response, EO_DAV_IS_CALENDAR) != NULL &&
                      (eo_dav_response_get (response, EO_DAV_HAS_EVENTS) != NULL ||
                       eo_dav_response_get (response, EO_DAV_HAS_OTHERS) == NULL);
  self->can_sync = eo_dav_response_get (response, EO_DAV_CAN_SYNC) != NULL;
  return self;
}

static EoCaldavCalendar *
look (EoCaldavHttp  *http,
      GUri          *uri,
      GUri         **principal,
      GUri         **home,
      GError       **error)
{
  g_autoptr (GUri) from = NULL;
  g_autoptr (EoDavAnswer) answer = ask (http, "PROPFIND", uri, "0", LOOK, &from, error);
  const EoDavResponse *response;
  const char *href;

  if (answer == NULL)
    return NULL;
  if (answer->responses->len == 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” answers, but not as a calendar server does."),
                   eo_caldav_http_get_host (http));
      return NULL;
    }
  response = g_ptr_array_index (answer->responses, 0);
  href = eo_dav_response_get (response, EO_DAV_PRINCIPAL);
  if (href != NULL && principal != NULL)
    *principal = resolve (from, href);
  href = eo_dav_response_get (response, EO_DAV_HOME);
  if (href != NULL && home != NULL)
    *home = resolve (from, href);
  return calendar_new (response, from);
}

EoCaldavCalendar *
eo_caldav_look (EoCaldavHttp  *http,
                GUri          *uri,
                GError       **error)
{
  g_return_val_if_fail (http != NULL && uri != NULL, NULL);

  return look (http, uri, NULL, NULL, error);
}

/* Those in the folder @home. */
static gboolean
add_calendars (EoCaldavHttp  *http,
               GUri          *home,
               GPtrArray     *found,
               GError       **error)
{
  g_autoptr (GUri) from = NULL;
  g_autoptr (EoDavAnswer) answer = ask (http, "PROPFIND", home, "1", LOOK, &from, error);

  if (answer == NULL)
    return FALSE;
  for (guint i = 0; i < answer->responses->len; i++)
    {
      const EoDavResponse *response = g_ptr_array_index (answer->responses, i);
      g_autoptr (GUri) uri = resolve (from, response->href);
      g_autoptr (EoCaldavCalendar) calendar = uri != NULL ? calendar_new (response, uri) : NULL;

      if (calendar != NULL && calendar->is_calendar)
        g_ptr_array_add (found, g_steal_pointer (&calendar));
    }
  return TRUE;
}

/* What is at @uri: a calendar, or the way to the @home of the user's; neither: nobody is known there. */
static EoCaldavCalendar *
look_for_home (EoCaldavHttp  *http,
               GUri          *uri,
               GUri         **home,
               GError       **error)
{
  g_autoptr (GUri) principal = NULL;
  g_autoptr (EoCaldavCalendar) there = look (http, uri, &principal, home, error);
  g_autoptr (EoCaldavCalendar) user = NULL;

  if (there == NULL || there->is_calendar || *home != NULL || principal == NULL)
    return g_steal_pointer (&there);
  user = look (http, principal, NULL, home, error);
  return user != NULL ? g_steal_pointer (&there) : NULL;
}

/* Not where the password is wrong, or nobody answers. */
static gboolean
may_be_elsewhere (const GError *problem)
{
  return problem->domain == EO_ERROR && (problem->code == EO_ERROR_NOT_FOUND || problem->code == EO_ERROR_STATE ||
                                         problem->code == EO_ERROR_UNSUPPORTED);
}

static const char *const places[] = { "", "/.well-known/caldav", "/" };

/* Asks in one place after the other, until there is a @home, or (where @found is wanted) a calendar. */
static gboolean
search (EoCaldavHttp      *http,
        GUri              *uri,
        EoCaldavCalendar **found,
        GUri             **home,
        GError           **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (GUri) place = resolve (uri, places[i]);
      g_autoptr (EoCaldavCalendar) there = place != NULL ? look_for_home (http, place, home, &problem) : NULL;

      if (there != NULL && there->is_calendar && found != NULL)
        {
          *found = g_steal_pointer (&there);
          return TRUE;
        }
      if (*home != NULL)
        return TRUE;
      if (problem != NULL && !may_be_elsewhere (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (first == NULL)
        first = g_steal_pointer (&problem);
    }
  if (first != NULL && g_error_matches (first, EO_ERROR, EO_ERROR_UNSUPPORTED))
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("“%s” has no calendar of this user at this address."),
                 eo_caldav_http_get_host (http));
  return FALSE;
}

GPtrArray *
eo_caldav_discover (EoCaldavHttp  *http,
                    GUri          *uri,
                    GError       **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GUri) home = NULL;
  EoCaldavCalendar *there = NULL;

  g_return_val_if_fail (http != NULL && uri != NULL, NULL);

  if (!search (http, uri, &there, &home, error))
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_caldav_calendar_free);
  if (there != NULL)
    g_ptr_array_add (found, there);
  else if (!add_calendars (http, home, found, error))
    return NULL;
  if (found->len > 0)
    return g_steal_pointer (&found);
  g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("“%s” has no calendar of this user at this address."),
               eo_caldav_http_get_host (http));
  return NULL;
}

GUri *
eo_caldav_find_home (EoCaldavHttp  *http,
                     GUri          *uri,
                     GError       **error)
{
  g_autoptr (GUri) home = NULL;

  g_return_val_if_fail (http != NULL && uri != NULL, NULL);

  if (!search (http, uri, NULL, &home, error))
    return NULL;
  return as_folder (home);
}

gboolean
eo_caldav_make (EoCaldavHttp  *http,
                GUri          *uri,
                const char    *name,
                GError       **error)
{
  g_autofree char *escaped = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GUri) folder = NULL;
  g_autoptr (EoCaldavReply) reply = NULL;
  EoCaldavAsk question = { .method = "MKCALENDAR", .content_type = "application/xml; charset=utf-8" };

  g_return_val_if_fail (http != NULL && uri != NULL && name != NULL, FALSE);

  folder = as_folder (uri);
  escaped = g_markup_escape_text (name, -1);
  text = g_strdup_printf (XML "<C:mkcalendar" NAMES "><set><prop><displayname>%s</displayname><C:supported-calendar-component-set>"
                          "<C:comp name=\"VEVENT\"/></C:supported-calendar-component-set></prop></set></C:mkcalendar>", escaped);
  body = g_bytes_new (text, strlen (text));
  question.uri = folder;
  question.body = body;
  reply = eo_caldav_http_send (http, &question, error);
  return reply != NULL;
}

/* The rest of this file deals in entries. */
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
  g_autoptr (EoDavAnswer) answer = ask (http, "PROPFIND", collection, "1", ETAGS, NULL, error);
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
  g_autofree char *text = g_strdup_printf (XML "<sync-collection" NAMES "><sync-token>%s</sync-token><sync-level>1</sync-level>"
                                           "<prop><getetag/></prop></sync-collection>", escaped);

  return ask (http, "REPORT", collection, NULL, text, NULL, error);
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
  GString *text = g_string_new (XML "<C:calendar-multiget" NAMES "><prop><getetag/><C:calendar-data/></prop>");

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
  entry->etag = get_text (response, EO_DAV_ETAG);
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
  answer = ask (http, "REPORT", collection, "1", text, NULL, error);
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
