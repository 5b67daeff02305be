/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-ocr.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-ocr-private.h"
#include "reader/eo-reader-process.h"
#include "reader/eo-reader-wait.h"
#include "reader/eo-sealed.h"

#define RESOLUTION    300.0 /* pixels an inch: what Tesseract was taught with */
#define LEAST_KNOWN   120   /* pictures that say less know nothing of their size on paper */
#define DRAW_SECONDS  20
#define WALL_SECONDS  180   /* for the 30 s of CPU: it gives way to all others */
#define POINTS        72.0  /* an inch */

/* One thread: with four, OpenMP takes 16 s of CPU a page where 2 s do. */
static const EoReaderProgram program = { "execoffice-ocr", "OMP_THREAD_LIMIT=1", 30, EO_READER_MAX_PAYLOAD, 4 };

static guint8
to_grey (guint32 pixel)
{
  return (((pixel >> 16) & 0xff) * 77 + ((pixel >> 8) & 0xff) * 150 + (pixel & 0xff) * 29) >> 8;
}

/* The picture as execoffice-ocr takes it, sealed. */
static int
make_picture (const EoPixels  *pixels,
              guint            resolution,
              GError         **error)
{
  const EoOcrPicture head = { pixels->width, pixels->height, pixels->width, resolution };
  gsize size = sizeof head + (gsize) pixels->width * pixels->height;
  g_autofree guint8 *picture = g_malloc (size);
  const guint8 *bytes = g_bytes_get_data (pixels->bytes, NULL);
  guint8 *to = picture + sizeof head;

  memcpy (picture, &head, sizeof head);
  for (int y = 0; y < pixels->height; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (bytes + (gsize) y * pixels->stride);

      for (int x = 0; x < pixels->width; x++)
        *to++ = to_grey (row[x]);
    }
  return eo_sealed_new (picture, size, error);
}

/* What went wrong, said of reading a scan: the messages of the process are about showing it. */
static GError *
explain (int         code,
         const char *name,
         guint       page)
{
  switch (code)
    {
    case EO_ERROR_UNSUPPORTED:
      return g_error_new (EO_ERROR, code, _("Scans cannot be read on this computer: the languages of Tesseract are "
                                            "missing. Ask for the packages tesseract-ocr-eng and tesseract-ocr-afr."));
    case EO_ERROR_NO_CAGE:
      return g_error_new (EO_ERROR, code, _("Scans cannot be read on this computer: the program that reads them is "
                                            "missing, or cannot be shut in safely. Ask for ExecOffice to be "
                                            "installed again."));
    case EO_ERROR_LIMIT:
      return g_error_new (EO_ERROR, code, _("Page %u of “%s” takes too long to read."), page + 1, name);
    default:
      return g_error_new (EO_ERROR, code, _("Page %u of “%s” could not be read."), page + 1, name);
    }
}

static int
code_of (EoReaderStatus status)
{
  switch (status)
    {
    case EO_READER_UNSUPPORTED:
      return EO_ERROR_UNSUPPORTED;
    case EO_READER_TOO_LARGE:
      return EO_ERROR_TOO_LARGE;
    case EO_READER_OK:
    case EO_READER_PASSWORD:
    case EO_READER_DAMAGED:
    case EO_READER_REFUSED:
    case EO_READER_N_STATUS:
    default:
      return EO_ERROR_DAMAGED;
    }
}

/* Until it says something. 0, or the code of the error. */
static int
wait_for (EoReaderProcess *process,
          GCancellable    *cancellable,
          EoReaderReply   *reply,
          GBytes         **payload)
{
  gint64 end = g_get_monotonic_time () + WALL_SECONDS * G_USEC_PER_SEC;
  GPollFD polled[2] = { { eo_reader_process_get_fd (process), G_IO_IN, 0 } };
  guint n_polled = g_cancellable_make_pollfd (cancellable, &polled[1]) ? 2 : 1;
  EoReaderReceipt receipt = EO_READER_NOTHING_YET;
  gint64 left = 1;

  while (receipt == EO_READER_NOTHING_YET && left > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      left = (end - g_get_monotonic_time ()) / 1000;
      if (left > 0 && g_poll (polled, n_polled, (int) left) > 0)
        receipt = eo_reader_process_receive (process, reply, payload);
    }
  if (n_polled == 2)
    g_cancellable_release_fd (cancellable);
  if (receipt == EO_READER_REPLIED)
    return 0;
  return receipt == EO_READER_NOTHING_YET ? EO_ERROR_LIMIT : EO_ERROR_CRASHED;
}

static int
ask (EoReaderProcess  *process,
     const char       *languages,
     const EoPixels   *pixels,
     const char       *name,
     GCancellable     *cancellable,
     EoScanPage      **page)
{
  EoReaderRequest request = { .op = *languages != '\0' ? EO_OCR_RECOGNISE : EO_OCR_CODES, .serial = 1 };
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) death = NULL;
  EoReaderReply reply;
  int code = EO_ERROR_CRASHED;

  g_strlcpy (request.text, languages, sizeof request.text);
  if (eo_reader_process_send (process, &request))
    code = wait_for (process, cancellable, &reply, &payload);
  if (code == 0 && reply.serial == request.serial && reply.status != EO_READER_OK)
    return code_of (reply.status);
  if (code == 0 && reply.serial == request.serial
      && (*page = eo_ocr_unpack (payload, pixels->width, pixels->height)) != NULL)
    {
      (*page)->cpu = (double) reply.cpu / G_USEC_PER_SEC;
      return 0;
    }
  if (code == EO_ERROR_LIMIT)
    return code;
  death = eo_reader_process_bury (process, name);
  return death->code;
}

EoScanPage *
eo_ocr_recognise (const EoPixels  *pixels,
                  guint            resolution,
                  const char      *languages,
                  const char      *name,
                  guint            page,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_autoptr (EoReaderProcess) process = NULL;
  g_autoptr (EoScanPage) found = NULL;
  int fd, code = EO_ERROR_NO_CAGE;

  g_return_val_if_fail (pixels != NULL && languages != NULL && name != NULL, NULL);

  fd = make_picture (pixels, resolution, error);
  if (fd < 0)
    return NULL;
  process = eo_reader_process_start (&program, fd, name, NULL);
  close (fd);
  if (process != NULL)
    code = ask (process, languages, pixels, name, cancellable, &found);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (found == NULL)
    g_propagate_error (error, explain (code, name, page));
  return g_steal_pointer (&found);
}

/* A page as a scanner at 300 dpi would have it, or as near as the reader draws. */
static EoPixels *
draw (EoReaderWait  *wait,
      EoReader      *reader,
      guint          page,
      guint         *resolution,
      GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  double width, height, scale;

  if (page >= eo_reader_get_n_pages (reader))
    {
      g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("There is no page %u."), page + 1);
      return NULL;
    }
  eo_reader_get_page_size (reader, page, &width, &height);
  scale = MIN (RESOLUTION / POINTS, (EO_READER_MAX_SIDE - 1) / MAX (width, height));
  *resolution = scale * POINTS >= LEAST_KNOWN ? (guint) lround (scale * POINTS) : 0;
  eo_reader_render_async (reader, page, scale, 0, NULL, eo_reader_wait_notify, wait);
  result = eo_reader_wait_result (wait);
  return eo_reader_render_finish (reader, result, error);
}

static EoScanPage *
read_page (int            fd,
           const char    *name,
           guint          page,
           const char    *languages,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (EoPixels) pixels = NULL;
  EoReaderWait wait;
  EoReader *reader;
  guint resolution = 0;

  reader = eo_reader_wait_open (&wait, fd, name, DRAW_SECONDS, cancellable, error);
  if (reader != NULL)
    pixels = draw (&wait, reader, page, &resolution, error);
  eo_reader_wait_end (&wait);
  if (pixels == NULL)
    return NULL;
  return eo_ocr_recognise (pixels, resolution, languages, name, page, cancellable, error);
}

EoScanPage *
eo_ocr_read_page (int            fd,
                  const char    *name,
                  guint          page,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (fd >= 0 && name != NULL, NULL);

  return read_page (fd, name, page, EO_OCR_LANGUAGES, cancellable, error);
}

EoScanPage *
eo_ocr_read_codes (int            fd,
                   const char    *name,
                   guint          page,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_return_val_if_fail (fd >= 0 && name != NULL, NULL);

  return read_page (fd, name, page, "", cancellable, error);
}
