/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An office with a diary, and a server of our own that does what the case says. Header only, as fixtures are. */

#include <libsoup/soup.h>
#include <string.h>

#include "../../sections/diary-fixture.h"
#include "sections/diary/exchange/eo-caldav-setup.h"
#include "sections/diary/exchange/eo-caldav-sync.h"

#define HEAD  "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"" \
              " xmlns:S=\"http://calendarserver.org/ns/\">"
#define FOOT  "</multistatus>"
#define FOUND "</prop><status>HTTP/1.1 200 OK</status></propstat></response>"
#define LOOKS "<response><href>/cal/</href><propstat><prop><resourcetype><collection/><C:calendar/></resourcetype>"

typedef struct _Fake Fake;
typedef void (*FakeAnswer) (Fake *fake, SoupServerMessage *message, const char *method, const char *path);

struct _Fake
{
  Office           office;
  EoRecord        *diary;
  EoCaldavAccount *account;
  GThread         *thread;
  GMainContext    *context;
  GMainLoop       *loop;
  guint            port;
  FakeAnswer       answer;
  int              n_puts;
  int              n_listed;
};

static inline void
reply (SoupServerMessage *message,
       guint              status,
       const char        *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/xml; charset=utf-8", SOUP_MEMORY_COPY, text, strlen (text));
}

static inline void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fake *fake = user_data;

  fake->answer (fake, message, soup_server_message_get_method (message), path);
}

static inline gpointer
serve (gpointer data)
{
  Fake *fake = data;
  g_autoptr (SoupServer) server = NULL;
  g_autoslist (GUri) uris = NULL;

  g_main_context_push_thread_default (fake->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, on_request, fake, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  g_atomic_int_set ((int *) &fake->port, g_uri_get_port (uris->data));
  g_main_loop_run (fake->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (fake->context);
  return NULL;
}

static inline void
fake_set_up (Fake          *fake,
             gconstpointer  data)
{
  g_autofree char *address = NULL;

  office_set_up (&fake->office, NULL);
  fake->diary = diary_add (&fake->office, "The MEC");
  fake->context = g_main_context_new ();
  fake->loop = g_main_loop_new (fake->context, FALSE);
  fake->thread = g_thread_new ("fake", serve, fake);
  while (g_atomic_int_get ((int *) &fake->port) == 0)
    g_thread_yield ();
  address = g_strdup_printf ("http://127.0.0.1:%u/cal/", fake->port);
  fake->account = eo_caldav_account_new (address, "pa", "secret", FALSE);
}

static inline void
fake_tear_down (Fake          *fake,
                gconstpointer  data)
{
  g_main_loop_quit (fake->loop);
  g_thread_join (fake->thread);
  g_main_loop_unref (fake->loop);
  g_main_context_unref (fake->context);
  g_clear_object (&fake->diary);
  eo_caldav_account_free (fake->account);
  office_tear_down (&fake->office, NULL);
}

static inline gboolean
fake_sync (Fake           *fake,
           EoCaldavCount  *count,
           GError        **error)
{
  return eo_caldav_sync (fake->office.store, fake->diary->id, fake->account, EO_CALDAV_DEFAULT, NULL, NULL, count, error);
}

static inline gint64
count_appointments (Fake *fake)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);

  return eo_store_count (fake->office.store, query);
}
