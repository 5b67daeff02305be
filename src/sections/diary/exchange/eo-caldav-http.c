/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections/diary/exchange/eo-caldav-http.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "base/eo-error.h"

#define QUIET_SECONDS 60   /* without a byte, where nothing else is said */
#define WHOLE_SECONDS 3600 /* for one answer, however it trickles in */
#define CHUNK         65536

struct _EoCaldavHttp
{
  GMainContext *context;
  SoupSession  *session;
  GUri         *server;
  char         *user;
  char         *password;
  GCancellable *cancellable; /* the caller's, or NULL */
};

/* One question under way. */
typedef struct
{
  GCancellable *cancellable;
  GAsyncResult *result;
  gint64        quiet;   /* microseconds */
  gint64        until;   /* by the monotonic clock: the end of patience with all of it */
  gboolean      is_late;
  guint         flaws;   /* GTlsCertificateFlags: of the server's certificate */
} Wait;

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_ascii_strcasecmp (host, "localhost") == 0;
}

GUri *
eo_caldav_address_parse (const char  *address,
                         gboolean     plain,
                         GError     **error)
{
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  g_return_val_if_fail (address != NULL, NULL);

  whole = strstr (address, "://") != NULL ? g_strdup (address) : g_strconcat ("https://", address, NULL);
  uri = g_uri_parse (whole, SOUP_HTTP_URI_FLAGS, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("“%s” is no address of a calendar server: write it like https://calendars.example.org/."),
                 address);
  else if (g_uri_get_userinfo (uri) != NULL)
    g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID,
                         _("An address must not have a user or a password in it: give them apart from it."));
  else if (g_str_equal (scheme, "http") && !plain && !is_loopback (g_uri_get_host (uri)))
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                 _("“%s” is not protected: everybody on the way could read the diary and the password. Use an https address."), address);
  else
    return g_steal_pointer (&uri);
  return NULL;
}

EoCaldavHttp *
eo_caldav_http_new (GUri         *server,
                    const char   *user,
                    const char   *password,
                    GCancellable *cancellable)
{
  EoCaldavHttp *self;

  g_return_val_if_fail (server != NULL && user != NULL && password != NULL, NULL);

  self = g_new0 (EoCaldavHttp, 1);
  self->server = g_uri_ref (server);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("timeout", 0, "idle-timeout", QUIET_SECONDS, "user-agent", "ExecOffice",
                                                 "max-conns-per-host", 1, NULL);
  g_main_context_pop_thread_default (self->context);
  return self;
}

void
eo_caldav_http_free (EoCaldavHttp *self)
{
  if (self == NULL)
    return;
  g_main_context_push_thread_default (self->context);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_uri_unref (self->server);
  g_clear_object (&self->cancellable);
  g_free (self->user);
  explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self);
}

const char *
eo_caldav_http_get_host (EoCaldavHttp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_uri_get_host (self->server);
}

void
eo_caldav_reply_free (EoCaldavReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->etag);
  g_uri_unref (reply->uri);
  g_bytes_unref (reply->body);
  g_free (reply);
}

static gboolean
on_authenticate (SoupMessage *message,
                 SoupAuth    *auth,
                 gboolean     is_retry,
                 gpointer     user_data)
{
  EoCaldavHttp *self = user_data;

  if (is_retry || soup_auth_is_for_proxy (auth))
    return FALSE;
  soup_auth_authenticate (auth, self->user, self->password);
  return TRUE;
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Wait *) user_data)->result = g_object_ref (result);
}

static gboolean
on_late (gpointer user_data)
{
  Wait *wait = user_data;

  wait->is_late = TRUE;
  g_cancellable_cancel (wait->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* For the next piece of the answer: how long, begins anew with each. */
static GAsyncResult *
await (EoCaldavHttp *self,
       Wait         *wait)
{
  const gint64 now = g_get_monotonic_time ();
  g_autoptr (GSource) late = g_timeout_source_new (CLAMP (wait->until - now, 0, wait->quiet) / 1000);

  g_source_set_callback (late, on_late, wait, NULL);
  g_source_attach (late, self->context);
  g_clear_object (&wait->result);
  while (wait->result == NULL)
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (late);
  return wait->result;
}

/* All of it, unless it is too large. */
static GBytes *
read_body (EoCaldavHttp  *self,
           GInputStream  *stream,
           Wait          *wait,
           GError       **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GBytes) chunk = NULL;

      g_clear_object (&wait->result);
      g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, wait->cancellable, on_done, wait);
      chunk = g_input_stream_read_bytes_finish (stream, await (self, wait), error);
      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      if (all->len + g_bytes_get_size (chunk) > EO_CALDAV_ANSWER)
        {
          g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” answers with more than can be read at once."),
                       eo_caldav_http_get_host (self));
          return NULL;
        }
      g_byte_array_append (all, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }
}

/* It was read to its end: asked again with a password, or over a new connection, it goes anew. */
static void
set_body (SoupMessage       *message,
          const EoCaldavAsk *ask)
{
  soup_message_set_request_body_from_bytes (message, ask->content_type, ask->body);
}

static SoupMessage *
make_message (EoCaldavHttp      *self,
              const EoCaldavAsk *ask,
              GUri              *uri)
{
  SoupMessage *message = soup_message_new_from_uri (ask->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "authenticate", G_CALLBACK (on_authenticate), self);
  if (ask->depth != NULL)
    soup_message_headers_replace (headers, "Depth", ask->depth);
  if (ask->if_match != NULL)
    soup_message_headers_replace (headers, "If-Match", ask->if_match);
  if (ask->if_new)
    soup_message_headers_replace (headers, "If-None-Match", "*");
  if (ask->body != NULL)
    {
      set_body (message, ask);
      g_signal_connect (message, "restarted", G_CALLBACK (set_body), (gpointer) ask);
    }
  return message;
}

/* The worst first. */
static const char *
name_flaw (GTlsCertificateFlags flaws)
{
  if (flaws & G_TLS_CERTIFICATE_REVOKED)
    return _("its certificate was withdrawn");
  if (flaws & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _("its certificate is another’s");
  if (flaws & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _("its certificate is from nobody whom this computer trusts");
  if (flaws & G_TLS_CERTIFICATE_EXPIRED)
    return _("its certificate has run out");
  if (flaws & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _("its certificate is not valid yet");
  return _("its certificate is not in order");
}

static const char *
name_remedy (GTlsCertificateFlags flaws)
{
  if ((flaws & ~(G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) == 0)
    return _("See whether the date of this computer is right; if it is, tell whoever runs the server.");
  if (flaws == G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _("If the server is your own, ask whoever looks after this computer to add its certificate to those that the computer trusts.");
  return _("See whether the address is right, and tell whoever runs the server.");
}

/* What the network says, for a clerk. */
static void
explain (EoCaldavHttp  *self,
         Wait          *wait,
         GError        *failure,
         GError       **error)
{
  const char *host = eo_caldav_http_get_host (self);

  if (failure->domain == EO_ERROR)
    g_propagate_error (error, g_error_copy (failure));
  else if (wait->is_late)
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” takes too long to answer. Nothing is lost: try again later."), host);
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (failure));
  else if (failure->domain == G_TLS_ERROR && wait->flaws != 0)
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not prove that it is who it says: %s. Nothing was sent to it. %s"), host,
                 name_flaw (wait->flaws), name_remedy (wait->flaws));
  else if (failure->domain == G_TLS_ERROR)
    g_set_error (error, EO_ERROR, EO_ERROR_IO,
                 _("“%s” does not speak with us in a protected way (%s). Nothing was sent to it. See whether the address is right, and "
                   "tell whoever runs the server."), host, failure->message);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” cannot be reached just now (%s). Nothing is lost: the diary catches up later."), host,
                 failure->message);
}

/* One question to @uri, wherever that sends one. */
static EoCaldavReply *
exchange (EoCaldavHttp       *self,
          const EoCaldavAsk  *ask,
          GUri               *uri,
          Wait               *wait,
          char              **location,
          GError            **error)
{
  g_autoptr (SoupMessage) message = make_message (self, ask, uri);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) body = NULL;
  SoupMessageHeaders *headers;
  EoCaldavReply *reply;
  const char *etag;

  g_clear_object (&wait->result);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, wait->cancellable, on_done, wait);
  stream = soup_session_send_finish (self->session, await (self, wait), error);
  wait->flaws = soup_message_get_tls_peer_certificate_errors (message);
  body = stream != NULL ? read_body (self, stream, wait, error) : NULL;
  if (body == NULL)
    return NULL;
  headers = soup_message_get_response_headers (message);
  etag = soup_message_headers_get_one (headers, "ETag");
  reply = g_new0 (EoCaldavReply, 1);
  reply->status = soup_message_get_status (message);
  reply->etag = g_strdup (etag != NULL && g_utf8_validate (etag, -1, NULL) && strlen (etag) < 1024 ? etag : "");
  reply->uri = g_uri_ref (uri);
  reply->body = g_steal_pointer (&body);
  *location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  return reply;
}

/* Another port is another program. */
static gboolean
is_same_host (GUri *a,
              GUri *b)
{
  return g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         (!g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) || g_uri_get_port (a) == g_uri_get_port (b));
}

/* Where the server sends us on to; never to another host, which would get the password, nor from https to http. */
static GUri *
follow (EoCaldavHttp  *self,
        GUri          *from,
        const char    *location,
        GError       **error)
{
  g_autoptr (GUri) to = location != NULL ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (to == NULL || g_uri_get_host (to) == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” sends us on without saying where."), eo_caldav_http_get_host (self));
  else if (!is_same_host (from, to))
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” sends us on to “%s”. Give that address, if you trust it."),
                 eo_caldav_http_get_host (self), g_uri_get_host (to));
  else if (!g_str_equal (g_uri_get_scheme (to), "https") && !g_str_equal (g_uri_get_scheme (to), g_uri_get_scheme (from)))
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” sends us on to a place that is not protected."),
                 eo_caldav_http_get_host (self));
  else
    return g_steal_pointer (&to);
  return NULL;
}

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 307 || status == 308;
}

static EoCaldavReply *
send_on (EoCaldavHttp       *self,
         const EoCaldavAsk  *ask,
         Wait               *wait,
         GError            **error)
{
  g_autoptr (GUri) uri = g_uri_ref (ask->uri);

  for (guint i = 0; i <= EO_CALDAV_REDIRECTS; i++)
    {
      g_autofree char *location = NULL;
      g_autoptr (EoCaldavReply) reply = exchange (self, ask, uri, wait, &location, error);
      GUri *next;

      if (reply == NULL || !is_redirect (reply->status))
        return g_steal_pointer (&reply);
      next = follow (self, uri, location, error);
      if (next == NULL)
        return NULL;
      g_uri_unref (uri);
      uri = next;
    }
  g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("“%s” sends us on and on without an end."), eo_caldav_http_get_host (self));
  return NULL;
}

static gboolean
check_status (EoCaldavHttp  *self,
              guint          status,
              GError       **error)
{
  const char *host = eo_caldav_http_get_host (self);

  if (status / 100 == 2)
    return TRUE;
  if (status == 401)
    g_set_error (error, EO_ERROR, EO_ERROR_PASSWORD, _("“%s” does not take this user and password. Check both."), host);
  else if (status == 404 || status == 410)
    g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("“%s” has nothing at this address."), host);
  else if (status == 412)
    g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT, _("It was changed on “%s” meanwhile."), host);
  else if (status == 400 || status == 413 || status == 414 || status == 415 || status == 422 || status == 507)
    g_set_error (error, EO_ERROR, EO_ERROR_INVALID, _("“%s” does not take it (%u)."), host, status);
  else if (status / 100 == 4 && status != 408 && status != 429)
    g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("“%s” does not allow it (%u)."), host, status);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” has a fault of its own (%u). Nothing is lost: try again later."), host, status);
  return FALSE;
}

EoCaldavReply *
eo_caldav_http_send (EoCaldavHttp       *self,
                     const EoCaldavAsk  *ask,
                     GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EoCaldavReply) reply = NULL;
  Wait wait = { .cancellable = g_cancellable_new () };
  gulong handler = 0;

  g_return_val_if_fail (self != NULL && ask != NULL && is_same_host (self->server, ask->uri), NULL);

  wait.quiet = (ask->patience > 0 ? ask->patience : QUIET_SECONDS) * (gint64) G_USEC_PER_SEC;
  wait.until = g_get_monotonic_time () + (gint64) WHOLE_SECONDS * G_USEC_PER_SEC;
  g_main_context_push_thread_default (self->context);
  if (self->cancellable != NULL)
    handler = g_cancellable_connect (self->cancellable, G_CALLBACK (on_cancelled), wait.cancellable, NULL);
  reply = send_on (self, ask, &wait, &failure);
  g_cancellable_disconnect (self->cancellable, handler);
  g_clear_object (&wait.result); /* it holds the stream, which ends in the context that it began in */
  g_main_context_pop_thread_default (self->context);
  if (reply == NULL)
    explain (self, &wait, failure, error);
  g_object_unref (wait.cancellable);
  if (reply != NULL && !check_status (self, reply->status, error))
    return NULL;
  return g_steal_pointer (&reply);
}
