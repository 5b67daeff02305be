/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reader/cage/eo-pack-picture.h"
#include "reader/cage/eo-pack-sheet.h"
#include "reader/cage/eo-serve.h"

/* execoffice-pack: draws the pages of several documents anew, one after another, as one PDF. Shut in as eo-cage.h says.
 * Page by page, so that each has its own time, and it is known which one ended it all. */

#define MEMORY      ((gsize) 1024 * 1024 * 1024) /* the documents, the largest page; a bomb of 1.2 GB is refused at once */
#define CPU_SECONDS 10

static const char *const readable[] = {
  "/usr/share/fonts", "/usr/local/share/fonts",
  "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig",
  "/usr/share/poppler",
  NULL
};

typedef struct
{
  EoPackSheet *sheet;
  EoDocument  *document; /* the one at hand */
  guint        part;     /* which it is */
} Pack;

static gboolean
find_place (const guint8 *data,
            gsize         size,
            guint         part,
            EoPackPlace  *place)
{
  gsize at = sizeof (EoPackHead) + (gsize) part * sizeof *place;
  EoPackHead head;

  if (size < sizeof head)
    return FALSE;
  memcpy (&head, data, sizeof head);
  if (part >= head.n_parts || part >= EO_PACK_MAX_PARTS || at + sizeof *place > size)
    return FALSE;
  memcpy (place, data + at, sizeof *place);
  return place->offset <= size && place->bytes <= size - place->offset;
}

static EoReaderStatus
open_part (Pack         *self,
           const guint8 *data,
           gsize         size,
           guint         part,
           EoPackPlace  *place)
{
  EoReaderStatus status = EO_READER_OK;

  if (!find_place (data, size, part, place))
    return EO_READER_REFUSED;
  if (self->document != NULL && self->part == part)
    return EO_READER_OK;
  if (self->document != NULL)
    self->document->close (self->document);
  self->part = part;
  self->document = eo_document_open (data + place->offset, place->bytes, NULL, &status);
  if (self->document == NULL)
    return status != EO_READER_OK ? status : EO_READER_DAMAGED;
  eo_pack_picture_set_part (part);
  eo_pack_picture_compress (self->document);
  if (status == EO_READER_OK && self->document->n_pages == 0)
    status = EO_READER_DAMAGED;
  if (self->document->n_pages > EO_READER_MAX_PAGES)
    status = EO_READER_TOO_LARGE;
  return status;
}

static int
answer (const guint8          *data,
        gsize                  size,
        const EoReaderRequest *request,
        EoReaderReply         *reply)
{
  static Pack pack;
  EoPackPlace place;

  reply->status = EO_READER_REFUSED;
  if (pack.sheet == NULL && (pack.sheet = eo_pack_sheet_new ()) == NULL)
    reply->status = EO_READER_TOO_LARGE;
  else if (request->op == EO_READER_PACK_COUNT)
    {
      reply->status = open_part (&pack, data, size, request->page, &place);
      reply->count = reply->status == EO_READER_OK ? pack.document->n_pages : 0;
    }
  else if (request->op == EO_READER_PACK_TEXT && request->page < EO_PACK_N_TEXTS)
    {
      eo_pack_sheet_set (pack.sheet, request->page, request->text);
      reply->status = EO_READER_OK;
    }
  else if (request->op == EO_READER_PACK_OUTLINE)
    {
      eo_pack_sheet_outline (pack.sheet, request->page, request->text);
      reply->status = EO_READER_OK;
    }
  else if (request->op == EO_READER_PACK_PAGE)
    {
      reply->status = open_part (&pack, data, size, request->rotation, &place);
      if (reply->status == EO_READER_OK)
        reply->status = request->page < pack.document->n_pages
                        ? eo_pack_sheet_page (pack.sheet, pack.document, request->page, place.is_own) : EO_READER_REFUSED;
    }
  else if (request->op == EO_READER_PACK_NOTE)
    {
      reply->status = eo_pack_sheet_note (pack.sheet, request->text);
    }
  else if (request->op == EO_READER_PACK_END)
    {
      return eo_pack_sheet_end (pack.sheet, reply);
    }
  return -1;
}

int
main (void)
{
  eo_pack_picture_prepare ();
  eo_serve (readable, MEMORY, CPU_SECONDS, EO_READER_MAX_PART, answer);
}
