/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reader/eo-ocr-private.h"

#define LEAST_CONFIDENCE 20 /* below it are stamps, creases and signatures */

/* As in eo-reader-unpack.c: nothing is believed that was not counted and measured. The payload is sealed. */
typedef struct
{
  const guint8 *at;
  gsize         left;
} Bytes;

static gconstpointer
take (Bytes *bytes,
      gsize  size)
{
  gconstpointer taken = bytes->at;

  if (size > bytes->left)
    return NULL;
  bytes->at += size;
  bytes->left -= size;
  return taken;
}

/* Text that may stand in a line of its own: none of it is a control character. */
static char *
take_text (Bytes *bytes,
           gsize  size,
           gsize  most)
{
  const char *text = size > 0 && size <= most ? take (bytes, size) : NULL;
  g_autofree char *copy = NULL;

  if (text == NULL || !g_utf8_validate_len (text, size, NULL))
    return NULL;
  copy = g_strndup (text, size);
  for (const char *c = copy; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return NULL;
  return g_steal_pointer (&copy);
}

static gboolean
is_within (const EoOcrWord *word,
           guint            width,
           guint            height)
{
  return word->width > 0 && word->height > 0 && word->width <= width && word->x <= width - word->width
         && word->height <= height && word->y <= height - word->height && word->confidence <= 100
         && word->end < EO_OCR_N_ENDS;
}

static void
end_before (GArray   *words,
            EoOcrEnd  end)
{
  EoScanWord *last = words->len > 0 ? &g_array_index (words, EoScanWord, words->len - 1) : NULL;

  if (last != NULL && last->end < (EoScanEnd) end)
    last->end = (EoScanEnd) end;
}

static gboolean
unpack_word (EoScanPage      *page,
             const EoOcrWord *told,
             Bytes           *text,
             guint            width,
             guint            height)
{
  EoScanWord word = { .confidence = told->confidence, .end = (EoScanEnd) told->end };

  if (!is_within (told, width, height) || (word.text = take_text (text, told->bytes, EO_OCR_MAX_WORD)) == NULL)
    return FALSE;
  g_strstrip (word.text);
  if (told->confidence < LEAST_CONFIDENCE || word.text[0] == '\0')
    {
      end_before (page->words, told->end);
      g_free (word.text);
      return TRUE;
    }
  word.x = (double) told->x / width;
  word.y = (double) told->y / height;
  word.width = (double) told->width / width;
  word.height = (double) told->height / height;
  g_array_append_val (page->words, word);
  return TRUE;
}

EoScanPage *
eo_ocr_unpack (GBytes *payload,
               guint   width,
               guint   height)
{
  g_autoptr (EoScanPage) page = eo_scan_page_new ();
  Bytes bytes = { 0 };
  EoOcrFound head;
  gconstpointer start;
  const guint8 *words;
  const guint8 *codes;

  if (payload != NULL)
    bytes.at = g_bytes_get_data (payload, &bytes.left);
  if ((start = take (&bytes, sizeof head)) == NULL)
    return NULL;
  memcpy (&head, start, sizeof head);
  if (head.n_words > EO_OCR_MAX_WORDS || head.n_codes > EO_OCR_MAX_CODES
      || (words = take (&bytes, head.n_words * sizeof (EoOcrWord))) == NULL
      || (codes = take (&bytes, head.n_codes * sizeof (EoOcrCode))) == NULL)
    return NULL;

  for (guint i = 0; i < head.n_words; i++)
    {
      EoOcrWord word;

      memcpy (&word, words + i * sizeof word, sizeof word);
      if (!unpack_word (page, &word, &bytes, width, height))
        return NULL;
    }
  for (guint i = 0; i < head.n_codes; i++)
    {
      EoOcrCode code;
      char *text;

      memcpy (&code, codes + i * sizeof code, sizeof code);
      if ((text = take_text (&bytes, code.bytes, EO_OCR_MAX_CODE)) == NULL)
        return NULL;
      g_ptr_array_add (page->codes, text);
    }
  return bytes.left == 0 ? g_steal_pointer (&page) : NULL;
}
