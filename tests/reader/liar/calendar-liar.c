/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "liar.h"
#include "reader/eo-calendar-protocol.h"

/* Stands in for an execoffice-calendar that a file has taken over. The file is the lie; without one the answer is
 * honest: an event with an attendee, a property of ours and a note. */

static GVariant *
describe_event (void)
{
  g_autofree char *line = g_strnfill (EO_CALENDAR_LINE + 1, 'a');
  g_autofree char *text = g_strnfill (EO_CALENDAR_TEXT + 1, 'a');
  GVariantBuilder attendees, own;

  g_variant_builder_init (&attendees, G_VARIANT_TYPE ("a(ssss)"));
  g_variant_builder_init (&own, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < (told ("crowd") ? EO_CALENDAR_ATTENDEES + 1 : 1); i++)
    g_variant_builder_add (&attendees, "(ssss)", told ("long-name") ? line : "A\nB", "a@example.org", "", "");
  for (guint i = 0; i < (told ("owns") ? EO_CALENDAR_OWN + 1 : 1); i++)
    g_variant_builder_add (&own, "(ss)", told ("long-own") ? line : "X", "1");
  return g_variant_new (EO_CALENDAR_EVENT, told ("component") ? G_MAXUINT32 : 0, 0, (guint8) (told ("method") ? 99 : 0), "uid",
                        told ("occurrence") ? "yesterday" : "", told ("occurrence-zone") ? "../x" : "",
                        told ("control") ? "a\nb\x07" : "a b", told ("long-line") ? line : "", told ("long-text") ? text : "text", "", "",
                        told ("no-start") ? "" : told ("start") ? "2026-02-30T09:00" : "2026-09-22T09:00",
                        told ("zone") ? "/etc/passwd" : "UTC", told ("end") ? "2026-09-22 10:00" : "2026-09-22T10:00", "UTC", FALSE,
                        told ("rule") ? "FREQ=SECONDLY" : told ("rule-words") ? "FREQ=DAILY;X-EVIL=1"
                        : told ("rule-bytes") ? "FREQ=DAILY;COUNT=%n" : told ("rule-none") ? "COUNT=3" : "FREQ=DAILY",
                        told ("except") ? "2026-09-22T09:00,x" : "", told ("extra") ? "2026-09-22T09:00 x" : "", "", "", "", "", "", "",
                        told ("sequence") ? -1 : 0, &attendees, &own, told ("long-foreign") ? text : "");
}

static GVariant *
describe (void)
{
  GVariantBuilder events, notes;

  g_variant_builder_init (&events, G_VARIANT_TYPE ("a" EO_CALENDAR_EVENT));
  g_variant_builder_init (&notes, G_VARIANT_TYPE ("a" EO_CALENDAR_NOTE));
  for (guint i = 0; i < (told ("events") ? EO_CALENDAR_BATCH + 1 : 1); i++)
    g_variant_builder_add_value (&events, describe_event ());
  g_variant_builder_add (&notes, EO_CALENDAR_NOTE, told ("code") ? 99 : told ("code-hung") ? EO_CALENDAR_HUNG : EO_CALENDAR_BAD_RULE, 1,
                         TRUE, "a\nb", told ("format") ? "%s%n" : "x");
  return g_variant_ref_sink (g_variant_new ("(a" EO_CALENDAR_EVENT "a" EO_CALENDAR_NOTE ")", &events, &notes));
}

static void
answer (const EoReaderRequest *request)
{
  EoReaderReply reply = { .serial = request->serial + told ("serial"), .count = 1, .width = 1, .height = 10000 };
  g_autoptr (GVariant) told_batch = describe ();
  g_autofree guint8 *data = g_memdup2 (g_variant_get_data (told_batch), g_variant_get_size (told_batch));
  gsize size = g_variant_get_size (told_batch);
  int fd;

  if (told ("utf8"))
    data[12] = 0xff;
  if (told ("offsets"))
    memset (data + size - 16, 0xff, 16);
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
  fd = told ("nothing") ? -1 : sealed (data, size, told ("unsealed") ? 0 : ALL_SEALS);
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
