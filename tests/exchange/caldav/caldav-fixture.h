/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An office with a diary, a real Radicale on a port of this machine, and another program at the same calendar (plain HTTP, as
 * any client speaks it). Header only, as fixtures are. */

#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#include "../../sections/diary-fixture.h"
#include "sections/diary/exchange/eo-caldav-conflict.h"
#include "sections/diary/exchange/eo-caldav-setup.h"
#include "sections/diary/exchange/eo-caldav-state.h"
#include "sections/diary/exchange/eo-caldav-sync.h"

typedef struct
{
  Office           office;
  char            *folder;
  GSubprocess     *radicale;
  char            *config;
  guint            port;
  char            *home;     /* address of the user's calendars */
  EoRecord        *diary;
  EoCaldavAccount *account;
  GString         *lines;    /* told by the last synchronisation */
  EoCaldavCount    count;    /* of it */
} Server;

/* It waits for the disk with each entry, several times, which is of no use to a test; and it ends with the test. */
#define RADICALE \
  "import ctypes, os\n" \
  "ctypes.CDLL(None).prctl(1, 15)\n" \
  "if 'EXECOFFICE_BENCH_SYNC' not in os.environ: os.fsync = lambda fd: None\n" \
  "from radicale.__main__ import run\n" \
  "run()"

/* A port that nobody has: the kernel says which. */
static inline guint
free_port (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

static inline gboolean
other_accept (void)
{
  return TRUE;
}

/* Another program asks the server. @status: (out). The body, (transfer full). */
static inline char *
other_ask (Server     *server,
           const char *method,
           const char *path,     /* below the home */
           const char *etag,     /* or NULL */
           const char *text,     /* or NULL */
           guint      *status,
           char      **new_etag) /* (out) (optional) */
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *address = g_strconcat (server->home, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autofree char *basic = g_base64_encode ((const guchar *) "pa:secret", 9);
  g_autofree char *authorization = g_strconcat ("Basic ", basic, NULL);
  g_autoptr (GBytes) body = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  g_autoptr (GBytes) answer = NULL;

  g_signal_connect (message, "accept-certificate", G_CALLBACK (other_accept), NULL);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  if (etag != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "If-Match", etag);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "text/calendar", body);
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  *status = answer != NULL ? soup_message_get_status (message) : 0;
  if (new_etag != NULL)
    *new_etag = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag"));
  return answer != NULL ? g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer)) : g_strdup ("");
}

static inline void
other_put (Server     *server,
           const char *member,
           const char *text)
{
  g_autofree char *path = g_strconcat ("work/", member, NULL);
  g_autofree char *body = NULL;
  guint status;

  body = other_ask (server, "PUT", path, NULL, text, &status, NULL);
  if (status / 100 != 2)
    g_test_message ("PUT %s: %u %s", member, status, body);
  g_assert_cmpuint (status / 100, ==, 2);
}

/* What stands there; "" where nothing does. */
static inline char *
other_get (Server     *server,
           const char *member)
{
  g_autofree char *path = g_strconcat ("work/", member, NULL);
  g_autofree char *body = NULL;
  guint status;

  body = other_ask (server, "GET", path, NULL, NULL, &status, NULL);
  return status == 200 ? g_steal_pointer (&body) : g_strdup ("");
}

static inline void
other_delete (Server     *server,
              const char *member)
{
  g_autofree char *path = g_strconcat ("work/", member, NULL);
  guint status;

  g_free (other_ask (server, "DELETE", path, NULL, NULL, &status, NULL));
  g_assert_cmpuint (status / 100, ==, 2);
}

/* In what it says of @member, @from becomes @to. */
static inline void
other_edit (Server     *server,
            const char *member,
            const char *from,
            const char *to)
{
  g_autofree char *text = other_get (server, member);
  g_autoptr (GString) edited = g_string_new (text);

  if (g_string_replace (edited, from, to, 1) == 0)
    g_test_message ("“%s” is not in: %s", from, text);
  g_assert_nonnull (strstr (text, from));
  other_put (server, member, edited->str);
}

static inline guint
other_count (Server *server)
{
  g_autofree char *path = g_build_filename (server->folder, "store", "collection-root", "pa", "work", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".ics") && *name != '.';
  return n;
}

static inline void
server_start (Server *server)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *log = g_build_filename (server->folder, "log", NULL);
  g_autofree char *nowhere = NULL;
  guint status = 0;

  g_remove (log);
  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  server->radicale = g_subprocess_launcher_spawn (launcher, NULL, "/usr/bin/python3", "-c", RADICALE, "--config", server->config, NULL);
  g_assert_nonnull (server->radicale);
  for (guint i = 0; i < 600 && status == 0; i++) /* until it listens */
    {
      g_free (nowhere);
      nowhere = other_ask (server, "OPTIONS", "", NULL, NULL, &status, NULL);
      if (status == 0)
        g_usleep (20000);
    }
  g_assert_cmpuint (status, ==, 200);
}

static inline void
server_stop (Server *server)
{
  if (server->radicale == NULL)
    return;
  g_subprocess_send_signal (server->radicale, SIGTERM);
  g_subprocess_wait (server->radicale, NULL, NULL);
  g_clear_object (&server->radicale);
}

static inline void
server_set_up (Server        *server,
               gconstpointer  data)
{
  g_autofree char *users = NULL;
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;
  guint status;

  office_set_up (&server->office, NULL);
  server->lines = g_string_new (NULL);
  server->diary = diary_add (&server->office, "The MEC");
  server->folder = g_dir_make_tmp ("eo-caldav-XXXXXX", NULL);
  server->port = free_port ();
  server->home = g_strdup_printf ("http://127.0.0.1:%u/pa/", server->port);
  server->config = g_build_filename (server->folder, "config", NULL);
  users = g_build_filename (server->folder, "users", NULL);
  g_assert_true (g_file_set_contents (users, "pa:secret\n", -1, NULL));
  text = g_strdup_printf ("[server]\nhosts = 127.0.0.1:%u\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s\nhtpasswd_encryption = plain\n"
                          "delay = 0\n[storage]\nfilesystem_folder = %s/store\n[logging]\nlevel = info\n", server->port, users, server->folder);
  g_assert_true (g_file_set_contents (server->config, text, -1, NULL));
  server_start (server);
  g_free (other_ask (server, "MKCALENDAR", "work/", NULL, NULL, &status, NULL));
  g_assert_cmpuint (status, ==, 201);
  address = g_strconcat (server->home, "work/", NULL);
  server->account = eo_caldav_account_new (address, "pa", "secret", FALSE);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *one = g_build_filename (path, name, NULL);

      remove_tree (one);
    }
  g_remove (path);
}

static inline void
server_tear_down (Server        *server,
                  gconstpointer  data)
{
  server_stop (server);
  remove_tree (server->folder);
  g_clear_object (&server->diary);
  eo_caldav_account_free (server->account);
  g_string_free (server->lines, TRUE);
  g_free (server->folder);
  g_free (server->home);
  g_free (server->config);
  office_tear_down (&server->office, NULL);
}

static inline void
server_told (const char *line,
             gboolean    is_refused,
             gpointer    user_data)
{
  g_string_append_printf (((Server *) user_data)->lines, "%s\n", line);
}

static inline gboolean
server_sync_with (Server        *server,
                  EoCaldavFlags  flags,
                  GError       **error)
{
  const EoCaldavWatch watch = { server_told, NULL, server };

  g_string_truncate (server->lines, 0);
  return eo_caldav_sync (server->office.store, server->diary->id, server->account, flags, &watch, NULL, &server->count, error);
}

/* "in 1/0/0, out 0/0/0, refused 0, conflicts 0": added/changed/deleted. */
#define assert_sync(server, wanted)                                                                                       \
  G_STMT_START                                                                                                            \
  {                                                                                                                       \
    g_autoptr (GError) error_ = NULL;                                                                                     \
    const EoCaldavCount *c_ = &(server)->count;                                                                           \
    g_autofree char *is_ = NULL;                                                                                          \
    server_sync_with (server, EO_CALDAV_DEFAULT, &error_);                                                                \
    g_assert_no_error (error_);                                                                                           \
    is_ = g_strdup_printf ("in %u/%u/%u, out %u/%u/%u, refused %u, conflicts %u", (guint) c_->taken_added,                \
                           (guint) c_->taken_changed, (guint) c_->taken_deleted, (guint) c_->sent_added,                  \
                           (guint) c_->sent_changed, (guint) c_->sent_deleted, (guint) c_->refused, (guint) c_->conflicts); \
    if (!g_str_equal (is_, wanted))                                                                                       \
      g_test_message ("told: %s", (server)->lines->str);                                                                  \
    g_assert_cmpstr (is_, ==, wanted);                                                                                    \
  }                                                                                                                       \
  G_STMT_END

#define SYNC_NOTHING "in 0/0/0, out 0/0/0, refused 0, conflicts 0"

/* The record by that title, as it stands. */
static inline EoAppointment *
server_find (Server     *server,
             const char *subject)
{
  g_autoptr (GError) error = NULL;
  EoRecord *record = eo_store_find (server->office.store, &eo_appointment_kind, subject, &error);

  g_assert_no_error (error);
  return EO_APPOINTMENT (record);
}

static inline void
server_set (Server     *server,
            const char *subject,
            const char *field,
            const char *value)
{
  g_autoptr (EoAppointment) record = server_find (server, subject);
  g_autoptr (GError) error = NULL;

  eo_store_set_field (server->office.store, EO_RECORD (record), field, value, &error);
  g_assert_no_error (error);
  eo_store_save (server->office.store, EO_RECORD (record), &error);
  g_assert_no_error (error);
}

static inline gboolean
server_write_delete (EoWriter  *writer,
                     gpointer   data,
                     GError   **error)
{
  return eo_writer_delete (writer, &eo_appointment_kind, *(gint64 *) data, error);
}

static inline void
server_delete (Server     *server,
               const char *subject)
{
  g_autoptr (EoAppointment) record = server_find (server, subject);

  g_assert_true (eo_store_write (server->office.store, server_write_delete, &EO_RECORD (record)->id, NULL));
}

static inline char *
server_member (Server     *server,
               const char *subject)
{
  g_autoptr (EoAppointment) record = server_find (server, subject);

  return g_strconcat (eo_appointment_get_uid (record), ".ics", NULL);
}

static inline gint64
server_count (Server *server)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_appointment_kind);

  return eo_store_count (server->office.store, query);
}

static inline EoRecord *
server_book (Server     *server,
             const char *subject,
             const char *starts,
             const char *field,
             const char *value)
{
  return office_add (&server->office, "appointment", "subject", subject, "diary", "The MEC", "starts", starts, field, value, NULL);
}

#define server_test(name, func) g_test_add (name, Server, NULL, server_set_up, func, server_tear_down)
#define ENTRY(uid, lines) \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Phone//EN\r\nBEGIN:VEVENT\r\nUID:" uid "\r\nDTSTAMP:20261101T000000Z\r\n" lines \
  "END:VEVENT\r\nEND:VCALENDAR\r\n"
