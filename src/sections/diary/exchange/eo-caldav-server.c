/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-server.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "sections/diary/exchange/eo-caldav-server-private.h"

/* Neither of its token nor its ctag: to tell them a server may look through all that it has. */
#define LOOK EO_DAV_XML "<propfind" EO_DAV_NAMES "><prop><resourcetype/><displayname/><supported-report-set/>" \
             "<current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/><A:calendar-color/>" \
             "</prop></propfind>"
#define CTAG EO_DAV_XML "<propfind" EO_DAV_NAMES "><prop><S:getctag/></prop></propfind>"

void
eo_caldav_calendar_free (EoCaldavCalendar *self)
{
  if (self == NULL)
    return;
  g_uri_unref (self->uri);
  g_free (self->name);
  g_free (self->colour);
  g_free (self->ctag);
  g_free (self);
}

GUri *
_eo_caldav_resolve (GUri       *base,
                    const char *href)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (base, href, g_uri_get_flags (base), NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (base)) != 0 ||
      !g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (base)) || g_uri_get_port (uri) != g_uri_get_port (base))
    return NULL;
  return g_steal_pointer (&uri);
}

EoDavAnswer *
_eo_caldav_ask (EoCaldavHttp  *http,
                const char    *method,
                GUri          *uri,
                const char    *depth,
                const char    *text,
                guint          patience,
                GUri         **from,
                GError       **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  const EoCaldavAsk question = { .method = method, .uri = uri, .depth = depth, .body = body, .patience = patience,
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

char *
_eo_caldav_get_text (const EoDavResponse *response,
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
  self->name = _eo_caldav_get_text (response, EO_DAV_NAME);
  self->colour = _eo_caldav_get_text (response, EO_DAV_COLOUR);
  self->ctag = g_strdup ("");
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
  g_autoptr (EoDavAnswer) answer = _eo_caldav_ask (http, "PROPFIND", uri, "0", LOOK, 0, &from, error);
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
    *principal = _eo_caldav_resolve (from, href);
  href = eo_dav_response_get (response, EO_DAV_HOME);
  if (href != NULL && home != NULL)
    *home = _eo_caldav_resolve (from, href);
  return calendar_new (response, from);
}

EoCaldavCalendar *
eo_caldav_look (EoCaldavHttp  *http,
                GUri          *uri,
                GError       **error)
{
  g_autoptr (EoCaldavCalendar) calendar = NULL;
  g_autoptr (EoDavAnswer) answer = NULL;

  g_return_val_if_fail (http != NULL && uri != NULL, NULL);

  calendar = look (http, uri, NULL, NULL, error);
  if (calendar == NULL || !calendar->is_calendar || calendar->can_sync)
    return g_steal_pointer (&calendar);
  answer = _eo_caldav_ask (http, "PROPFIND", calendar->uri, "0", CTAG, EO_CALDAV_THINKS, NULL, error);
  if (answer == NULL)
    return NULL;
  if (answer->responses->len > 0)
    {
      g_free (calendar->ctag);
      calendar->ctag = _eo_caldav_get_text (g_ptr_array_index (answer->responses, 0), EO_DAV_CTAG);
    }
  return g_steal_pointer (&calendar);
}

/* Those in the folder @home. */
static gboolean
add_calendars (EoCaldavHttp  *http,
               GUri          *home,
               GPtrArray     *found,
               GError       **error)
{
  g_autoptr (GUri) from = NULL;
  g_autoptr (EoDavAnswer) answer = _eo_caldav_ask (http, "PROPFIND", home, "1", LOOK, 0, &from, error);

  if (answer == NULL)
    return FALSE;
  for (guint i = 0; i < answer->responses->len; i++)
    {
      const EoDavResponse *response = g_ptr_array_index (answer->responses, i);
      g_autoptr (GUri) uri = _eo_caldav_resolve (from, response->href);
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
      g_autoptr (GUri) place = _eo_caldav_resolve (uri, places[i]);
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
  text = g_strdup_printf (EO_DAV_XML "<C:mkcalendar" EO_DAV_NAMES "><set><prop><displayname>%s</displayname><C:supported-calendar-component-set>"
                          "<C:comp name=\"VEVENT\"/></C:supported-calendar-component-set></prop></set></C:mkcalendar>", escaped);
  body = g_bytes_new (text, strlen (text));
  question.uri = folder;
  question.body = body;
  reply = eo_caldav_http_send (http, &question, error);
  return reply != NULL;
}
