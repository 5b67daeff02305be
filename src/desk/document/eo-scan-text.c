/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/document/eo-scan-text.h"

#include "desk/document/eo-page-words.h"
#include "reader/eo-scan.h"

struct _EoScanText
{
  GObject  parent_instance;

  EoStore *store;
  gint64   document;
};

G_DEFINE_FINAL_TYPE (EoScanText, eo_scan_text, G_TYPE_OBJECT)

/* One character for one: without accent, small, and all white space alike. */
static gunichar
fold (gunichar c)
{
  gunichar base, mark;

  if (g_unichar_isspace (c))
    return ' ';
  while (g_unichar_decompose (c, &base, &mark) && g_unichar_ismark (mark))
    c = base;
  return g_unichar_tolower (c);
}

/* @n: (out): how many. */
static gunichar *
fold_text (const char *text,
           guint      *n)
{
  glong length;
  gunichar *folded = g_utf8_to_ucs4_fast (text, -1, &length);

  for (glong i = 0; i < length; i++)
    folded[i] = fold (folded[i]);
  *n = (guint) length;
  return folded;
}

static gboolean
stands_at (const gunichar *text,
           const gunichar *term,
           guint           n_term)
{
  for (guint i = 0; i < n_term; i++)
    if (text[i] != term[i])
      return FALSE;
  return TRUE;
}

static void
add_match (GPtrArray        *matches,
           guint             page,
           const EoPageText *text,
           guint             start,
           guint             end)
{
  g_autoptr (GArray) rects = eo_page_words_rects (text, start, end);
  EoPageMatch *match = g_new0 (EoPageMatch, 1);

  match->page = page;
  match->n_rects = rects->len;
  match->rects = (EoPageRect *) (gpointer) g_array_free (g_steal_pointer (&rects), FALSE);
  g_ptr_array_add (matches, match);
}

static void
eo_scan_text_finalize (GObject *object)
{
  g_object_unref (EO_SCAN_TEXT (object)->store);

  G_OBJECT_CLASS (eo_scan_text_parent_class)->finalize (object);
}

static void
eo_scan_text_class_init (EoScanTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_scan_text_finalize;
}

static void
eo_scan_text_init (EoScanText *self)
{
}

EoScanText *
eo_scan_text_new (EoStore *store,
                  gint64   document)
{
  EoScanText *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_SCAN_TEXT, NULL);
  self->store = g_object_ref (store);
  self->document = document;
  return self;
}

EoPageText *
eo_scan_text_read (EoScanText *self,
                   guint       page,
                   double      width,
                   double      height)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (EO_IS_SCAN_TEXT (self), NULL);

  words = eo_store_get_page_words (self->store, self->document, page);
  return words != NULL && words[0] != '\0' ? eo_scan_place_words (words, width, height) : NULL;
}

void
eo_scan_text_find (EoScanText *self,
                   guint       page,
                   double      width,
                   double      height,
                   const char *text,
                   GPtrArray  *matches)
{
  g_autoptr (EoPageText) read = NULL;
  g_autofree gunichar *there = NULL;
  g_autofree gunichar *term = NULL;
  guint n_there, n_term;

  g_return_if_fail (EO_IS_SCAN_TEXT (self) && text != NULL && matches != NULL);

  read = eo_scan_text_read (self, page, width, height);
  term = fold_text (text, &n_term);
  if (read == NULL || n_term == 0)
    return;
  there = fold_text (read->text, &n_there);
  for (guint i = 0; i + n_term <= n_there; i++)
    if (stands_at (there + i, term, n_term))
      {
        add_match (matches, page, read, i, i + n_term);
        i += n_term - 1;
      }
}
