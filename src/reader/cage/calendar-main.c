/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "reader/cage/eo-ics-event.h"
#include "reader/cage/eo-ics-zone.h"
#include "reader/cage/eo-serve.h"

/* execoffice-calendar: reads iCalendar files, a batch of events at a time, shut in as eo-cage.h says. libical, which
 * does the reading, never sees more than one component. */

#define MEMORY      ((gsize) 1536 * 1024 * 1024) /* the file, twice where its lines end as on old Macs; where its parts are */
#define CPU_SECONDS 4
#define SLICE       1 /* seconds of CPU after which an answer is sent as it is */
#define BYTES       (8 * 1024 * 1024) /* of the file, after which likewise */

static const char *const readable[] = { "/usr/share/zoneinfo", NULL };

static EoIcsFile *
open_file (const guint8 *data,
           gsize         size,
           const char   *home)
{
  const char *text = (const char *) data;
  EoIcsFile *file;

  if (memchr (text, '\n', size) == NULL && memchr (text, '\r', size) != NULL)
    {
      char *copy = g_malloc (size);

      for (gsize i = 0; i < size; i++)
        copy[i] = text[i] == '\r' ? '\n' : text[i];
      text = copy;
    }
  file = eo_ics_split (text, size);
  if (file != NULL)
    eo_ics_zone_prepare (file, home);
  return file;
}

static double
get_cpu (void)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec + used.tv_nsec / 1e9;
}

/* What stands in the file and no diary takes. */
static void
tell_others (const EoIcsFile *file,
             EoIcsNotes      *notes)
{
  static const char *const kinds[EO_ICS_N_KINDS] = { NULL, NULL, "VTODO", "VJOURNAL", "VFREEBUSY", "OTHER" };
  g_autofree char *left = g_strdup_printf ("%u", file->left);

  notes->line = 0;
  for (guint i = 0; i < EO_ICS_N_KINDS; i++)
    if (kinds[i] != NULL && file->others[i] > 0)
      {
        g_autofree char *said = g_strdup_printf ("%s %u", kinds[i], file->others[i]);

        eo_ics_refuse (notes, EO_CALENDAR_OTHER_KIND, said);
      }
  if (file->left > 0)
    eo_ics_refuse (notes, EO_CALENDAR_TOO_MANY, left);
}

/* What is packed of it. */
static GString *
read_batch (const EoIcsFile       *file,
            const EoReaderRequest *request,
            guint                 *next)
{
  GString *batch = g_string_sized_new (1024 * 1024);
  g_autoptr (GString) told = g_string_new (NULL);
  const guint n_parts = file->parts->len;
  const guint last = request->rotation > 0 ? MIN (n_parts, request->page + request->rotation) : n_parts;
  EoIcsNotes notes = { .packed = told };
  const double began = get_cpu ();
  guint32 n_events = 0;
  gsize bytes = 0;
  guint i;

  eo_calendar_pack_number (batch, 0); /* how many is written over it */
  for (i = request->page; i < last; i++)
    {
      const EoIcsPart *part = &g_array_index (file->parts, EoIcsPart, i);

      if (part->kind != EO_ICS_EVENT)
        continue;
      if (n_events == EO_CALENDAR_BATCH || notes.n + 16 > EO_CALENDAR_NOTES || bytes > BYTES || get_cpu () - began > SLICE)
        break;
      bytes += part->size;
      n_events += eo_ics_event_read (file, part, i, &notes, batch);
    }
  *next = i;
  if (i == n_parts)
    tell_others (file, &notes);
  memcpy (batch->str, &n_events, sizeof n_events);
  eo_calendar_pack_number (batch, notes.n);
  return g_string_append_len (batch, told->str, told->len);
}

static int
send_batch (const GString *batch,
            EoReaderReply *reply)
{
  guint8 *memory;
  int fd;

  reply->status = EO_READER_TOO_LARGE;
  reply->bytes = batch->len;
  if (reply->bytes > EO_CALENDAR_PAYLOAD || (fd = eo_shared_new (reply->bytes, &memory)) < 0)
    return -1;
  memcpy (memory, batch->str, batch->len);
  reply->status = EO_READER_OK;
  return eo_shared_seal (fd, memory, reply->bytes);
}

static int
answer (const guint8          *data,
        gsize                  size,
        const EoReaderRequest *request,
        EoReaderReply         *reply)
{
  static EoIcsFile *file;
  g_autoptr (GString) batch = NULL;

  reply->status = EO_READER_REFUSED;
  if (request->op != EO_READER_EVENTS)
    return -1;
  if (file == NULL)
    file = open_file (data, size, request->text);
  reply->status = EO_READER_UNSUPPORTED;
  if (file == NULL)
    return -1;
  reply->status = EO_READER_REFUSED;
  if (request->page > file->parts->len)
    return -1;
  batch = read_batch (file, request, &reply->count);
  reply->width = file->parts->len;
  reply->height = 10000;
  if (reply->count < reply->width)
    {
      const EoIcsPart *part = &g_array_index (file->parts, EoIcsPart, reply->count);

      reply->height = part->offset * 10000.0 / size;
      reply->is_image = part->line;
    }
  return send_batch (batch, reply);
}

int
main (void)
{
  icalerror_set_errors_are_fatal (FALSE);
  ical_set_unknown_token_handling_setting (ICAL_ASSUME_IANA_TOKEN);
  eo_serve (readable, MEMORY, CPU_SECONDS, EO_CALENDAR_PAYLOAD, answer);
}
