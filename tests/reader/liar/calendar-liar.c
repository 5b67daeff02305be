/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "liar.h"
#include "reader/eo-calendar-protocol.h"

/* Stands in for an execoffice-calendar that a file has taken over. The file is the lie; without one the answer is
 * honest: an event with an attendee, a property of ours and a note. */

static void
pack_event (GString *to)
{
  g_autofree char *line = g_strnfill (EO_CALENDAR_LINE + 1, 'a');
  g_autofree char *text = g_strnfill (EO_CALENDAR_TEXT + 1, 'a');
  const guint n_attendees = told ("crowd") ? EO_CALENDAR_ATTENDEES + 1 : 1;
  const guint n_own = told ("owns") ? EO_CALENDAR_OWN + 1 : 1;
  const guint32 numbers[] = { told ("component") ? G_MAXUINT32 : 0, 0, told ("method") ? 99 : 0, FALSE, told ("sequence") ? -1 : 0 };
  const char *const texts[] = {
    "uid", told ("occurrence") ? "yesterday" : "", told ("occurrence-zone") ? "../x" : "", told ("control") ? "a\nb\x07" : "a b",
    told ("long-line") ? line : "", told ("long-text") ? text : "text", "", "",
    told ("no-start") ? "" : told ("start") ? "2026-02-30T09:00" : "2026-09-22T09:00", told ("zone") ? "/etc/passwd" : "UTC",
    told ("end") ? "2026-09-22 10:00" : "2026-09-22T10:00", "UTC",
    told ("rule") ? "FREQ=SECONDLY" : told ("rule-words") ? "FREQ=DAILY;X-EVIL=1"
    : told ("rule-bytes") ? "FREQ=DAILY;COUNT=%n" : told ("rule-none") ? "COUNT=3" : "FREQ=DAILY",
    told ("except") ? "2026-09-22T09:00,x" : "", told ("extra") ? "2026-09-22T09:00 x" : "", "", "", "", "", "", "",
    told ("long-foreign") ? text : "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    eo_calendar_pack_number (to, numbers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    eo_calendar_pack_text (to, texts[i]);
  eo_calendar_pack_number (to, told ("people") ? G_MAXUINT32 : n_attendees);
  for (guint i = 0; i < n_attendees; i++)
    {
      eo_calendar_pack_text (to, told ("long-name") ? line : "A\nB");
      eo_calendar_pack_text (to, "a@example.org");
      eo_calendar_pack_text (to, "");
      eo_calendar_pack_text (to, "");
    }
  eo_calendar_pack_number (to, n_own);
  for (guint i = 0; i < n_own; i++)
    {
      eo_calendar_pack_text (to, told ("long-own") ? line : "X");
      eo_calendar_pack_text (to, "1");
    }
}

static GString *
pack (void)
{
  GString *to = g_string_new (NULL);
  const guint n = told ("events") ? EO_CALENDAR_BATCH + 1 : 1;

  eo_calendar_pack_number (to, n);
  for (guint i = 0; i < n; i++)
    pack_event (to);
  eo_calendar_pack_number (to, told ("notes") ? 2 : 1);
  eo_calendar_pack_number (to, told ("code") ? 99 : told ("code-hung") ? EO_CALENDAR_HUNG : EO_CALENDAR_BAD_RULE);
  eo_calendar_pack_number (to, 1);
  eo_calendar_pack_number (to, TRUE);
  eo_calendar_pack_text (to, "a\nb");
  eo_calendar_pack_text (to, told ("format") ? "%s%n" : "x");
  if (told ("more"))
    eo_calendar_pack_text (to, "");
  return to;
}

static void
answer (const EoReaderRequest *request)
{
  EoReaderReply reply = { .serial = request->serial + told ("serial"), .count = 1, .width = 1, .height = 10000 };
  g_autoptr (GString) batch = pack ();
  gsize size = batch->len;
  int fd;

  if (told ("utf8"))
    batch->str[6 * sizeof (guint32)] = 0xff; /* the first letter of the UID */
  if (told ("no-end"))
    memset (batch->str + size - 2, 'x', 2);
  if (told ("cut"))
    size /= 2;
  if (told ("exit"))
    _exit (0);
  if (told ("exit-cage"))
    _exit (EO_READER_EXIT_NO_CAGE);
  if (told ("exit-memory"))
    _exit (EO_READER_EXIT_MEMORY);
  if (told ("still"))
    reply.count = 0;
  if (told ("beyond"))
    reply.count = 2;
  if (told ("endless"))
    reply.width = G_MAXUINT32;
  if (told ("fraction"))
    reply.height = 10001;
  fd = told ("nothing") ? -1 : sealed (batch->str, size, told ("unsealed") ? 0 : ALL_SEALS);
  reply.bytes = told ("huge") ? G_MAXUINT64 : fd < 0 ? 0 : size;
  reply.status = told ("status") ? 99 : told ("unsupported") ? EO_READER_UNSUPPORTED : EO_READER_OK;
  send_reply (&reply, sizeof reply, fd);
}

int
main (void)
{
  EoReaderRequest request;

  if (pread (EO_READER_FD_DOCUMENT, lie, sizeof lie - 1, 0) <= 0)
    return 1;
  while (recv (EO_READER_FD_SOCKET, &request, sizeof request, 0) == sizeof request)
    answer (&request);
  return 0;
}
