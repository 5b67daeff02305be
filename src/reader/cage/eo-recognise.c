/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-recognise.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include <tesseract/capi.h>
#include <zbar.h>

#include "reader/cage/eo-serve.h"

/* Of 255; see whiten(). */
#define PAPER  96 /* the darkest that paper is */
#define NOISE  3  /* times what parts the middle from the darkest quarter of it */
#define MARGIN 16

/* Of 100: how sure a page is read whose letters stand upright; upside down, or on their side, they make 20 to 50. */
#define UPRIGHT 70

/* A picture turned clockwise, a quarter at a time. */
typedef struct
{
  guint8 *pixels;
  guint   width;
  guint   height;
  guint   quarters;
} Turned;

/* What is found, as it goes into the reply. */
typedef struct
{
  GArray     *words; /* of EoOcrWord */
  GArray     *codes; /* of EoOcrCode */
  GByteArray *text;
} Found;

const char *const eo_recognise_folders[] = {
  "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/tessdata", "/usr/share/tessdata",
  "/usr/local/share/tessdata",
  NULL
};

static gboolean
has_language (const char *folder,
              const char *language)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.traineddata", folder, language);

  return access (path, R_OK) == 0;
}

/* Those of @asked that are installed, as Tesseract wants them; NULL where none is. */
static char *
choose_languages (const char  *asked,
                  const char **folder)
{
  g_auto (GStrv) languages = g_strsplit (asked, "+", -1);

  for (guint i = 0; eo_recognise_folders[i] != NULL; i++)
    {
      g_autoptr (GString) there = g_string_new (NULL);

      for (guint j = 0; languages[j] != NULL; j++)
        if (has_language (eo_recognise_folders[i], languages[j]))
          g_string_append_printf (there, "%s%s", there->len > 0 ? "+" : "", languages[j]);
      *folder = eo_recognise_folders[i];
      if (there->len > 0)
        return g_string_free (g_steal_pointer (&there), FALSE);
    }
  return NULL;
}

/* Grey that is no darker than so stays below @part of the picture. */
static guint
find_level (const guint *histogram,
            gsize        n_pixels,
            double       part)
{
  gsize wanted = n_pixels * part, n = 0;
  guint level = 0;

  while (level < 255 && (n += histogram[level]) < wanted)
    level++;
  return level;
}

/* The paper as white as it is meant, the ink as dark as it is. On a sheet with little on it, the darker half of the
 * paper's own noise would be taken for ink, and take a minute to make no sense. A dark or unevenly lit picture is left as
 * it is. */
static void
whiten (guint8 *pixels,
        gsize   n)
{
  guint histogram[256] = { 0 };
  guint8 table[256];
  guint middle, quarter, cut;

  for (gsize i = 0; i < n; i++)
    histogram[pixels[i]]++;
  middle = find_level (histogram, n, 0.5);
  quarter = find_level (histogram, n, 0.25);
  if (middle < PAPER + NOISE * (middle - quarter) + MARGIN)
    return;
  cut = middle - NOISE * (middle - quarter) - MARGIN;
  for (guint i = 0; i < 256; i++)
    table[i] = i >= cut ? 255 : i * 255 / cut;
  for (gsize i = 0; i < n; i++)
    pixels[i] = table[pixels[i]];
}

/* Without gaps between the lines, as ZBar wants them. */
static guint8 *
pack (const EoOcrPicture *picture,
      const guint8       *pixels)
{
  guint8 *packed = g_malloc ((gsize) picture->width * picture->height);

  for (guint y = 0; y < picture->height; y++)
    memcpy (packed + (gsize) y * picture->width, pixels + (gsize) y * picture->stride, picture->width);
  return packed;
}

static gboolean
take_text (Found      *found,
           const char *text,
           gsize       size,
           gsize       most)
{
  if (size == 0 || size > most || !g_utf8_validate_len (text, size, NULL))
    return FALSE;
  g_byte_array_append (found->text, (const guint8 *) text, size);
  return TRUE;
}

static EoOcrEnd
find_end (const TessPageIterator *at)
{
  if (TessPageIteratorIsAtFinalElement (at, RIL_PARA, RIL_WORD))
    return EO_OCR_ENDS_PARAGRAPH;
  return TessPageIteratorIsAtFinalElement (at, RIL_TEXTLINE, RIL_WORD) ? EO_OCR_ENDS_LINE : EO_OCR_WITHIN;
}

/* Where a place of @turned is on the picture as it came. */
static void
turn_back (const Turned *turned,
           EoOcrWord    *word)
{
  EoOcrWord was = *word;

  switch (turned->quarters)
    {
    case 1:
      word->x = was.y;
      word->y = turned->width - was.x - was.width;
      break;
    case 2:
      word->x = turned->width - was.x - was.width;
      word->y = turned->height - was.y - was.height;
      break;
    case 3:
      word->x = turned->height - was.y - was.height;
      word->y = was.x;
      break;
    default:
      break;
    }
  if (turned->quarters % 2 == 1)
    {
      word->width = was.height;
      word->height = was.width;
    }
}

/* A word that cannot be told leaves the line it ends to the word before. */
static void
take_word (Found              *found,
           TessResultIterator *at,
           const Turned       *turned)
{
  const TessPageIterator *place = TessResultIteratorGetPageIteratorConst (at);
  char *text = TessResultIteratorGetUTF8Text (at, RIL_WORD);
  EoOcrEnd end = find_end (place);
  EoOcrWord word = { .end = end };
  int left, top, right, bottom;

  if (text != NULL && TessPageIteratorBoundingBox (place, RIL_WORD, &left, &top, &right, &bottom)
      && left >= 0 && top >= 0 && left < right && top < bottom && right <= (int) turned->width
      && bottom <= (int) turned->height && take_text (found, text, strlen (text), EO_OCR_MAX_WORD))
    {
      word.x = left;
      word.y = top;
      word.width = right - left;
      word.height = bottom - top;
      word.bytes = strlen (text);
      word.confidence = CLAMP (lround (TessResultIteratorConfidence (at, RIL_WORD)), 0, 100);
      turn_back (turned, &word);
      g_array_append_val (found->words, word);
    }
  else if (found->words->len > 0 && end != EO_OCR_WITHIN)
    {
      g_array_index (found->words, EoOcrWord, found->words->len - 1).end = end;
    }
  TessDeleteText (text);
}

static Found
found_new (void)
{
  return (Found) { g_array_new (FALSE, FALSE, sizeof (EoOcrWord)), g_array_new (FALSE, FALSE, sizeof (EoOcrCode)),
                   g_byte_array_new () };
}

/* @from, packed, a quarter further. */
static Turned
turn (const Turned *from)
{
  Turned to = { g_malloc ((gsize) from->width * from->height), from->height, from->width, from->quarters + 1 };

  for (guint y = 0; y < from->height; y++)
    for (guint x = 0; x < from->width; x++)
      to.pixels[(gsize) x * to.width + from->height - 1 - y] = from->pixels[(gsize) y * from->width + x];
  return to;
}

/* How sure it is on the whole, of 100: long words weigh more. 0 where nothing was found. */
static guint
find_confidence (const Found *found)
{
  guint64 sum = 0, n = 0;

  for (guint i = 0; i < found->words->len; i++)
    {
      const EoOcrWord *word = &g_array_index (found->words, EoOcrWord, i);

      sum += (guint64) word->confidence * word->bytes;
      n += word->bytes;
    }
  return n > 0 ? sum / n : 0;
}

static gboolean
read_turned (TessBaseAPI  *api,
             const Turned *turned,
             guint         resolution,
             Found        *found)
{
  TessResultIterator *at;

  TessBaseAPISetImage (api, turned->pixels, turned->width, turned->height, 1, turned->width);
  if (resolution > 0)
    TessBaseAPISetSourceResolution (api, resolution);
  if (TessBaseAPIRecognize (api, NULL) != 0)
    return FALSE;
  at = TessBaseAPIGetIterator (api);
  if (at == NULL)
    return TRUE; /* an empty page */
  do
    take_word (found, at, turned);
  while (found->words->len < EO_OCR_MAX_WORDS && TessResultIteratorNext (at, RIL_WORD));
  TessResultIteratorDelete (at);
  return TRUE;
}

/* As it came; and where that makes no sense, turned until it does: sheets are fed upside down and sideways. What is found
 * is that of the turn it was surest of. */
static EoReaderStatus
read_words (Found              *found,
            const EoOcrPicture *picture,
            guint8             *pixels,
            const char         *asked)
{
  Turned turned = { pixels, picture->width, picture->height, 0 };
  const char *folder;
  g_autofree char *languages = choose_languages (asked, &folder);
  TessBaseAPI *api;

  if (languages == NULL)
    return EO_READER_UNSUPPORTED;

  /* None of it is given back: the process ends with its answer. */
  api = TessBaseAPICreate ();
  if (TessBaseAPIInit2 (api, folder, languages, OEM_LSTM_ONLY) != 0)
    return EO_READER_UNSUPPORTED;
  TessBaseAPISetPageSegMode (api, PSM_AUTO);
  TessBaseAPISetVariable (api, "tessedit_do_invert", "0"); /* white on black is rare on letters, and costs a third */
  if (!read_turned (api, &turned, picture->resolution, found))
    return EO_READER_DAMAGED;
  while (turned.quarters < 3 && find_confidence (found) < UPRIGHT)
    {
      Found other = found_new ();

      turned = turn (&turned);
      if (read_turned (api, &turned, picture->resolution, &other) && find_confidence (&other) > find_confidence (found))
        *found = other;
    }
  return EO_READER_OK;
}

static gboolean
read_codes (Found              *found,
            const EoOcrPicture *picture,
            const guint8       *pixels)
{
  static const zbar_symbol_type_t wanted[] = { ZBAR_QRCODE, ZBAR_CODE128 };
  gsize size = (gsize) picture->width * picture->height;
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  const zbar_symbol_t *symbol;

  /* The other kinds are found in shadows and hatching too often. */
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    zbar_image_scanner_set_config (scanner, wanted[i], ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, picture->width, picture->height);
  zbar_image_set_data (image, pixels, size, NULL);
  if (zbar_scan_image (scanner, image) < 0)
    return FALSE;

  symbol = zbar_image_first_symbol (image);
  for (; symbol != NULL && found->codes->len < EO_OCR_MAX_CODES; symbol = zbar_symbol_next (symbol))
    {
      EoOcrCode code = { zbar_symbol_get_data_length (symbol) };

      if (take_text (found, zbar_symbol_get_data (symbol), code.bytes, EO_OCR_MAX_CODE))
        g_array_append_val (found->codes, code);
    }
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return TRUE;
}

static guint8 *
put (guint8        *to,
     gconstpointer  from,
     gsize          size)
{
  if (size > 0)
    memcpy (to, from, size);
  return to + size;
}

static int
send_found (const Found   *words,
            const Found   *codes,
            EoReaderReply *reply)
{
  const EoOcrFound head = { words->words->len, codes->codes->len };
  gsize n_words = head.n_words * sizeof (EoOcrWord);
  gsize n_codes = head.n_codes * sizeof (EoOcrCode);
  guint8 *memory, *to;
  int fd;

  reply->bytes = sizeof head + n_words + n_codes + words->text->len + codes->text->len;
  fd = eo_shared_new (reply->bytes, &memory);
  if (fd < 0)
    {
      reply->status = EO_READER_TOO_LARGE;
      return -1;
    }
  to = put (memory, &head, sizeof head);
  to = put (to, words->words->data, n_words);
  to = put (to, codes->codes->data, n_codes);
  to = put (to, words->text->data, words->text->len);
  put (to, codes->text->data, codes->text->len);
  return eo_shared_seal (fd, memory, reply->bytes);
}

int
eo_recognise (const guint8          *data,
              gsize                  size,
              const EoReaderRequest *request,
              EoReaderReply         *reply)
{
  const EoOcrPicture *picture = (const EoOcrPicture *) (gconstpointer) data;
  g_autofree guint8 *pixels = NULL;
  Found words = found_new (), codes = found_new ();

  if ((request->op != EO_OCR_RECOGNISE && request->op != EO_OCR_CODES) || size < sizeof *picture || picture->width == 0
      || picture->height == 0
      || picture->width > EO_READER_MAX_SIDE || picture->height > EO_READER_MAX_SIDE
      || picture->stride < picture->width || picture->stride > EO_READER_MAX_SIDE
      || size != sizeof *picture + (gsize) picture->stride * picture->height)
    {
      reply->status = EO_READER_REFUSED;
      return -1;
    }
  pixels = pack (picture, data + sizeof *picture);
  if (!read_codes (&codes, picture, pixels))
    reply->status = EO_READER_DAMAGED;
  if (reply->status == EO_READER_OK && request->op == EO_OCR_RECOGNISE)
    {
      whiten (pixels, (gsize) picture->width * picture->height);
      reply->status = read_words (&words, picture, pixels, request->text);
    }
  return reply->status == EO_READER_OK ? send_found (&words, &codes, reply) : -1;
}
