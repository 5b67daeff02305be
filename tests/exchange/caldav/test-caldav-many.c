/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fake-fixture.h"
#include "sections/diary/exchange/eo-caldav-state.h"

/* A first synchronisation of many entries, both ways, with a server that keeps them in memory: told as it goes, ended in the
 * middle, and gone on with. */

#define MANY 1000
#define SYNCS "<supported-report-set><supported-report><report><sync-collection/></report></supported-report></supported-report-set>"

static GHashTable *entries; /* of path: text; the server's thread alone */

static void
add_entry (GString    *text,
           const char *path,
           gboolean    with_data)
{
  const char *entry = g_hash_table_lookup (entries, path);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, entry, -1);

  g_string_append_printf (text, "<response><href>%s</href><propstat><prop><getetag>\"%s\"</getetag>", path, sum);
  if (with_data)
    g_string_append_printf (text, "<C:calendar-data><![CDATA[%s]]></C:calendar-data>", entry);
  g_string_append (text, FOUND);
}

static void
add_all (GString *text)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    add_entry (text, path, FALSE);
  g_string_append_printf (text, "<sync-token>t%u</sync-token>", g_hash_table_size (entries));
}

static void
add_wanted (GString           *text,
            SoupServerMessage *message)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *asked = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  for (char *at = asked; (at = strstr (at, "<href>")) != NULL;)
    {
      char *path = at + strlen ("<href>");

      at = strstr (path, "</href>");
      *at++ = '\0';
      add_entry (text, path, TRUE);
    }
}

static void
remember (Fake *fake, SoupServerMessage *message, const char *method, const char *path)
{
  const char *depth = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Depth");
  g_autoptr (GString) text = g_string_new (HEAD);

  if (g_str_equal (method, "PUT"))
    {
      g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

      g_hash_table_replace (entries, g_strdup (path), g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)));
      fake->n_puts++;
      soup_server_message_set_status (message, 201, NULL);
      return;
    }
  if (g_str_equal (method, "PROPFIND"))
    g_string_append (text, LOOKS SYNCS FOUND);
  else if (g_strcmp0 (depth, "1") == 0)
    add_wanted (text, message);
  else
    add_all (text);
  g_string_append (text, FOOT);
  reply (message, 207, text->str);
}

/* What was told, checked as it comes. */
typedef struct
{
  GCancellable *cancellable; /* or NULL */
  guint64       cancel_at;
  EoCaldavStage stage;
  guint64       done;
  guint64       most[3];     /* of each stage */
} Told;

static void
on_progress (EoCaldavStage stage,
             guint64       done,
             guint64       of,
             gpointer      user_data)
{
  Told *told = user_data;

  g_assert_cmpuint (done, <=, of);
  g_assert_true (stage != told->stage || done >= told->done || done == 0);
  told->stage = stage;
  told->done = done;
  told->most[stage] = MAX (told->most[stage], done);
  if (told->cancellable != NULL && stage != EO_CALDAV_LISTING && done >= told->cancel_at)
    g_cancellable_cancel (told->cancellable);
}

static gboolean
run (Fake           *fake,
     Told           *told,
     EoCaldavCount  *count,
     GError        **error)
{
  const EoCaldavWatch watch = { NULL, on_progress, told };

  return eo_caldav_sync (fake->office.store, fake->diary->id, fake->account, EO_CALDAV_DEFAULT, &watch, told->cancellable, count, error);
}

/* Nothing is left to do, and nothing stands twice. */
static void
assert_whole (Fake *fake)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  Told told = { 0 };
  EoCaldavCount count;

  g_assert_true (run (fake, &told, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count.taken_added + count.taken_changed + count.taken_deleted, ==, 0);
  g_assert_cmpuint (count.sent_added + count.sent_changed + count.sent_deleted, ==, 0);
  g_assert_cmpuint (count.conflicts + count.refused, ==, 0);
  g_assert_cmpuint (told.most[EO_CALDAV_TAKING] + told.most[EO_CALDAV_SENDING], ==, 0);
  g_assert_cmpint (count_appointments (fake), ==, MANY);
  g_assert_cmpuint (g_hash_table_size (entries), ==, MANY);
  items = eo_caldav_items_load (fake->office.store, fake->diary->id, NULL);
  g_assert_cmpuint (items->len, ==, MANY);
}

/* Ended in the middle, what was done is known; the rest comes the next time, and it is no trouble that anybody is told of. */
static void
end_in_the_middle (Fake    *fake,
                   guint64  at)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EoCaldavCollection) state = NULL;
  Told told = { cancellable, at };
  EoCaldavCount count;

  g_assert_false (run (fake, &told, &count, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count.taken_added + count.sent_added, >=, at);
  g_assert_cmpuint (count.taken_added + count.sent_added, <, MANY);
  state = eo_caldav_collection_load (fake->office.store, fake->diary->id, NULL);
  g_assert_cmpstr (state->trouble, ==, "");
  g_assert_cmpstr (state->synced_at, ==, "");
}

static void
test_down (Fake          *fake,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  Told told = { 0 };
  EoCaldavCount count;
  guint64 rest;

  for (guint i = 0; i < MANY; i++)
    g_hash_table_insert (entries, g_strdup_printf ("/cal/e%04u.ics", i),
                         g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:e%04u\r\nSUMMARY:Meeting %u\r\n"
                                          "DTSTART:202611%02uT070000Z\r\nDTEND:202611%02uT080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                                          i, i, 1 + i % 28, 1 + i % 28));
  fake->answer = remember;
  end_in_the_middle (fake, 300);
  rest = MANY - count_appointments (fake);
  g_assert_true (run (fake, &told, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count.taken_added, ==, rest);
  g_assert_cmpuint (told.most[EO_CALDAV_TAKING], ==, rest);
  g_assert_cmpint (fake->n_puts, ==, 0);
  assert_whole (fake);
}

static gboolean
write_many (EoWriter  *writer,
            gpointer   data,
            GError   **error)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (EoAppointment) one = EO_APPOINTMENT (eo_record_new (&eo_appointment_kind));

      one->diary.id = EO_RECORD (data)->id;
      g_free (one->subject);
      one->subject = g_strdup_printf ("Meeting %u", i);
      g_snprintf (one->starts.iso, sizeof one->starts.iso, "2026-11-%02uT09:00", 1 + i % 28);
      if (!eo_writer_save (writer, EO_RECORD (one), error))
        return FALSE;
    }
  return TRUE;
}

static void
test_up (Fake          *fake,
         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  Told told = { 0 };
  EoCaldavCount count;

  fake->answer = remember;
  g_assert_true (eo_store_write (fake->office.store, write_many, fake->diary, NULL));
  end_in_the_middle (fake, 275); /* between two writes of what is known */
  g_assert_true (run (fake, &told, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told.most[EO_CALDAV_SENDING], ==, count.sent_added);
  g_assert_cmpint (fake->n_puts, ==, MANY);
  assert_whole (fake);
}

static void
many_set_up (Fake          *fake,
             gconstpointer  data)
{
  entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fake_set_up (fake, data);
}

static void
many_tear_down (Fake          *fake,
                gconstpointer  data)
{
  fake_tear_down (fake, data);
  g_clear_pointer (&entries, g_hash_table_unref);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/caldav-many/down", Fake, NULL, many_set_up, test_down, many_tear_down);
  g_test_add ("/caldav-many/up", Fake, NULL, many_set_up, test_up, many_tear_down);
  return g_test_run ();
}
