/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/eo-error.h"
#include "reader-fixture.h"

/* What comes back is not believed: a reader that a document has taken over (liar/) can
 * make its own document fail, and nothing else. */

typedef enum { OPEN, RENDER, TEXT, FIND, LINKS, BOUNDS } Step;

#define HONEST (-1)

typedef struct
{
  const char *lie;
  Step        step; /* the one that finds it out */
  int         code; /* of its error */
} Lie;

static const Lie lies[] = {
  { "none at-all", BOUNDS, HONEST },
  { "open unsealed", OPEN, EO_ERROR_CRASHED }, { "open growing", OPEN, EO_ERROR_CRASHED },
  { "open short", OPEN, EO_ERROR_CRASHED }, { "open huge", OPEN, EO_ERROR_CRASHED },
  { "open pipe", OPEN, EO_ERROR_CRASHED }, { "open passwd", OPEN, EO_ERROR_CRASHED },
  { "open nothing", OPEN, EO_ERROR_CRASHED }, { "open count", OPEN, EO_ERROR_CRASHED },
  { "open none", OPEN, EO_ERROR_CRASHED }, { "open more", OPEN, EO_ERROR_CRASHED },
  { "open nan", OPEN, EO_ERROR_CRASHED }, { "open endless", OPEN, EO_ERROR_CRASHED },
  { "open negative", OPEN, EO_ERROR_CRASHED }, { "open serial", OPEN, EO_ERROR_CRASHED },
  { "open half", OPEN, EO_ERROR_CRASHED }, { "open status", OPEN, EO_ERROR_CRASHED },
  { "open silent", OPEN, EO_ERROR_CRASHED }, { "open exit", OPEN, EO_ERROR_CRASHED },
  { "open exit-cage", OPEN, EO_ERROR_NO_CAGE }, { "open exit-memory", OPEN, EO_ERROR_LIMIT },
  { "open damaged", OPEN, EO_ERROR_DAMAGED }, { "open twice", RENDER, EO_ERROR_CRASHED },
  { "render wide", RENDER, EO_ERROR_CRASHED }, { "render tall", RENDER, EO_ERROR_CRASHED },
  { "render none", RENDER, EO_ERROR_CRASHED }, { "render unsealed", RENDER, EO_ERROR_CRASHED },
  { "render damaged", RENDER, EO_ERROR_DAMAGED }, { "render nothing", RENDER, EO_ERROR_CRASHED },
  { "text count", TEXT, EO_ERROR_CRASHED }, { "text many", TEXT, EO_ERROR_CRASHED },
  { "text utf8", TEXT, EO_ERROR_CRASHED }, { "text nul", TEXT, EO_ERROR_CRASHED },
  { "text nan", TEXT, EO_ERROR_CRASHED },
  { "find count", FIND, EO_ERROR_CRASHED }, { "find continued", FIND, HONEST },
  { "links unended", LINKS, EO_ERROR_CRASHED }, { "links script", LINKS, HONEST },
  { "links file", LINKS, HONEST }, { "links lines", LINKS, HONEST }, { "links page", LINKS, HONEST },
  { "bounds nan", BOUNDS, EO_ERROR_CRASHED },
};

/* Asks for everything in turn. Returns the first step that failed. */
static Step
ask_all (EoReader  *reader,
         gboolean   lying,
         GError   **error)
{
  g_autoptr (EoPixels) pixels = NULL;
  g_autoptr (EoPageText) text = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GPtrArray) links = NULL;
  EoPageRect bounds;

  if (reader == NULL)
    return OPEN;
  if ((pixels = fixture_render (reader, 0, 0.1, 0, error)) == NULL)
    return RENDER;
  if ((text = fixture_text (reader, 0, error)) == NULL)
    return TEXT;
  if ((matches = fixture_find (reader, "ab", 0, 1, error)) == NULL)
    return FIND;
  if ((links = fixture_links (reader, 0, error)) == NULL)
    return LINKS;
  fixture_bounds (reader, 0, &bounds, error);

  g_assert_cmpint (pixels->width, ==, 10);
  g_assert_cmpstr (text->text, ==, "ab");
  g_assert_cmpuint (matches->len, ==, 1);
  /* A link that is none of ours is left out. */
  g_assert_cmpuint (links->len, ==, lying ? 0 : 1);
  return BOUNDS;
}

static void
test_lie (gconstpointer data)
{
  const Lie *lie = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = fixture_open_bytes (lie->lie, strlen (lie->lie), "letter.pdf", NULL, &error);
  Step step = ask_all (reader, lie->step == LINKS, &error);

  if (lie->code == HONEST)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_cmpint (step, ==, lie->step);
  g_assert_error (error, EO_ERROR, lie->code);
  if (lie->code == EO_ERROR_CRASHED)
    {
      /* And it is gone, not left behind to try again. */
      g_assert_true (fixture_no_child ());
      if (reader != NULL)
        {
          g_clear_error (&error);
          g_assert_null (fixture_text (reader, 0, &error));
          g_assert_error (error, EO_ERROR, EO_ERROR_CRASHED);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *path = g_strdup_printf ("/liar/%s", lies[i].lie);

      g_strdelimit (path, " ", '/');
      g_test_add_data_func (path, &lies[i], test_lie);
    }
  return g_test_run ();
}
