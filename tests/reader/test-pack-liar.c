/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/eo-error.h"
#include "reader-fixture.h"
#include "reader/eo-pack-pages.h"
#include "reader/eo-sealed.h"

/* What comes back is not believed: a document that has taken execoffice-pack over (liar/) is left out, and the others go
 * into the pack all the same. */

typedef struct
{
  const char *lie;
  guint       n_pages; /* of its part: the pages before it lied, and one that says so */
} Lie;

static const Lie lies[] = {
  { "none", 2 },
  { "count-exit", 1 }, { "count-many", 1 }, { "count-none", 1 }, { "count-status", 1 },
  { "page-exit", 1 }, { "page-crash", 1 }, { "page-memory", 1 }, { "page-serial", 1 }, { "page-status", 1 },
  { "page-damaged", 1 }, { "page-cpu", 1 },
  { "end-exit", 1 }, { "end-count", 1 }, { "end-short", 1 }, { "end-text", 1 }, { "end-none", 1 }, { "end-unsealed", 1 },
};

static void
add (EoPack     *pack,
     const char *text)
{
  EoPackPart part = { .name = text };
  g_autoptr (GError) error = NULL;

  part.fd = eo_sealed_new (text, strlen (text), &error);
  g_assert_no_error (error);
  eo_pack_add (pack, &part);
  close (part.fd);
}

static void
test_lie (gconstpointer data)
{
  const Lie *lie = data;
  g_autoptr (EoPack) pack = eo_pack_new ("Pack", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  gsize size;

  add (pack, "honest");
  add (pack, lie->lie);
  add (pack, "honest, too");
  pdf = eo_pack_compose (pack, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (memcmp (g_bytes_get_data (pdf, &size), "%PDF-", 5), ==, 0);
  g_assert_null (eo_pack_get_refused (pack, 0));
  g_assert_null (eo_pack_get_refused (pack, 2));
  g_assert_cmpuint (eo_pack_get_n_pages (pack, 0), ==, 2);
  g_assert_cmpuint (eo_pack_get_n_pages (pack, 1), ==, lie->n_pages);
  g_assert_cmpint (eo_pack_get_refused (pack, 1) == NULL, ==, g_str_equal (lie->lie, "none"));
  g_assert_cmpuint (eo_pack_get_page (pack, 2), ==, 3 + lie->n_pages);
  g_assert_true (fixture_no_child ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pack-liar/%s", lies[i].lie);

      g_test_add_data_func (path, &lies[i], test_lie);
    }
  return g_test_run ();
}
