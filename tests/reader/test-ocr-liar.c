/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-error.h"
#include "reader-fixture.h"
#include "reader/eo-ocr-private.h"

/* What comes back is not believed: an execoffice-ocr that a scan has taken over (liar/) can leave its own page unread,
 * and nothing else. */

#define SIDE   100 /* pixels */
#define HONEST (-1)

typedef struct
{
  const char *lie;
  int         code; /* of the error */
} Lie;

static const Lie lies[] = {
  { "none", HONEST }, { "unsure", HONEST },
  { "words", EO_ERROR_CRASHED }, { "more", EO_ERROR_CRASHED }, { "codes", EO_ERROR_CRASHED },
  { "code-bytes", EO_ERROR_CRASHED }, { "code-line", EO_ERROR_CRASHED },
  { "utf8", EO_ERROR_CRASHED }, { "line", EO_ERROR_CRASHED }, { "nul", EO_ERROR_CRASHED },
  { "right", EO_ERROR_CRASHED }, { "far", EO_ERROR_CRASHED }, { "below", EO_ERROR_CRASHED },
  { "wide", EO_ERROR_CRASHED }, { "flat", EO_ERROR_CRASHED }, { "bytes", EO_ERROR_CRASHED },
  { "empty", EO_ERROR_CRASHED }, { "sure", EO_ERROR_CRASHED }, { "end", EO_ERROR_CRASHED },
  { "short", EO_ERROR_CRASHED }, { "long", EO_ERROR_CRASHED }, { "head", EO_ERROR_CRASHED },
  { "unsealed", EO_ERROR_CRASHED }, { "huge", EO_ERROR_CRASHED }, { "nothing", EO_ERROR_CRASHED },
  { "serial", EO_ERROR_CRASHED }, { "status", EO_ERROR_CRASHED },
  { "exit", EO_ERROR_CRASHED }, { "crash", EO_ERROR_CRASHED },
  { "exit-cage", EO_ERROR_NO_CAGE }, { "exit-memory", EO_ERROR_LIMIT }, { "spin", EO_ERROR_LIMIT },
  { "damaged", EO_ERROR_DAMAGED }, { "refused", EO_ERROR_DAMAGED }, { "no-languages", EO_ERROR_UNSUPPORTED },
};

/* A picture whose grey spells @lie. */
static EoPixels *
make_pixels (const char *lie)
{
  EoPixels *pixels = g_new0 (EoPixels, 1);
  guint32 *data = g_new0 (guint32, SIDE * SIDE);

  for (guint i = 0; lie[i] != '\0'; i++)
    data[i] = (guint32) lie[i] << 16 | (guint32) lie[i] << 8 | (guint32) lie[i];
  pixels->width = pixels->height = SIDE;
  pixels->stride = SIDE * 4;
  pixels->bytes = g_bytes_new_take (data, SIDE * SIDE * 4);
  return pixels;
}

static void
test_lie (gconstpointer data)
{
  const Lie *lie = data;
  g_autoptr (EoPixels) pixels = make_pixels (lie->lie);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoScanPage) page = eo_ocr_recognise (pixels, 0, EO_OCR_LANGUAGES, "scan.pdf", 0, NULL, &error);

  if (lie->code == HONEST)
    {
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = eo_scan_page_format (page);
      /* What it is not sure of is left out; the line ends all the same. */
      g_assert_cmpstr (words, ==, g_str_equal (lie->lie, "unsure") ? "1000 1000 3000 1000 95 1 Road\n"
                       : "1000 1000 3000 1000 95 0 Road\n5000 1000 4000 1000 90 1 closed\n");
      g_assert_cmpuint (page->codes->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (page->codes, 0), ==, "A1");
    }
  else
    {
      g_assert_null (page);
      g_assert_error (error, EO_ERROR, lie->code);
    }
  g_assert_true (fixture_no_child ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ocr-liar/%s", lies[i].lie);

      g_test_add_data_func (path, &lies[i], test_lie);
    }
  return g_test_run ();
}
