/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "base/eo-error.h"
#include "desk/document/eo-pages.h"

#define MAX_TEXTS 64 /* pages whose text is kept, beside those in view */

typedef struct
{
  GdkTexture   *picture;
  double        scale; /* of the picture; 0 for none */
  int           rotation;
  gsize         bytes;
  guint64       seen; /* when it was last in view, in steps */
  GCancellable *looking; /* all that is asked while the page is in view; NULL when it is not */
  GCancellable *drawing; /* the picture under way */
  double        wanted_scale;
  int           wanted_rotation;
  EoPageText   *text;
  GPtrArray    *links;
  EoPageRect    bounds;
  char         *problem;
  guint         has_bounds : 1;
  guint         asked_bounds : 1;
  guint         asked_text : 1;
  guint         asked_links : 1;
  guint         is_scan : 1; /* the text was read off its picture */
} Page;

struct _EoPages
{
  GObject       parent_instance;

  EoReader     *reader;
  EoScanText   *scans; /* NULL for a document that is not in the store */
  GCancellable *closed; /* what is asked whether or not the page is in view */
  Page         *pages;
  guint         n_pages;
  gsize         memory;
  guint64       steps;
  GQueue        texts; /* pages that have their text, oldest first */
  gboolean      dead;
};

/* A question under way: the answer may come when the pages are gone. */
typedef struct
{
  EoPages      *pages;
  guint         page;
  double        scale;
  int           rotation;
  GCancellable *cancellable;
} Question;

enum
{
  PAGE_CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoPages, eo_pages, G_TYPE_OBJECT)

static Question *
question_new (EoPages      *self,
              guint         page,
              GCancellable *cancellable)
{
  Question *question = g_new0 (Question, 1);

  question->pages = g_object_ref (self);
  question->page = page;
  question->cancellable = g_object_ref (cancellable);
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->pages);
  g_object_unref (question->cancellable);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
page_changed (EoPages *self,
              guint    page)
{
  g_signal_emit (self, signals[PAGE_CHANGED], 0, page);
}

/* TRUE when the reader is dead, and everybody knows. */
static gboolean
take_error (EoPages      *self,
            const GError *error)
{
  if (!g_error_matches (error, EO_ERROR, EO_ERROR_CRASHED)
      && !g_error_matches (error, EO_ERROR, EO_ERROR_LIMIT))
    return FALSE;
  if (!self->dead)
    {
      self->dead = TRUE;
      g_signal_emit (self, signals[FAILED], 0, error);
    }
  return TRUE;
}

static void
forget_picture (EoPages *self,
                Page    *page)
{
  self->memory -= page->bytes;
  page->bytes = 0;
  page->scale = 0;
  g_clear_object (&page->picture);
}

/* Pictures out of view go, those seen longest ago first, until the rest fits. */
static void
shrink (EoPages *self)
{
  while (self->memory > EO_PAGES_MAX_MEMORY)
    {
      Page *oldest = NULL;

      for (guint i = 0; i < self->n_pages; i++)
        {
          Page *page = &self->pages[i];

          if (page->picture != NULL && page->looking == NULL && (oldest == NULL || page->seen < oldest->seen))
            oldest = page;
        }
      if (oldest == NULL)
        return;
      forget_picture (self, oldest);
    }
}

static void
shrink_texts (EoPages *self)
{
  for (guint tries = g_queue_get_length (&self->texts);
       tries > 0 && g_queue_get_length (&self->texts) > MAX_TEXTS; tries--)
    {
      guint number = GPOINTER_TO_UINT (g_queue_pop_head (&self->texts));
      Page *page = &self->pages[number];

      if (page->looking != NULL)
        {
          g_queue_push_tail (&self->texts, GUINT_TO_POINTER (number));
          continue;
        }
      g_clear_pointer (&page->text, eo_page_text_free);
      g_clear_pointer (&page->links, g_ptr_array_unref);
      page->asked_text = FALSE;
      page->asked_links = FALSE;
      page->is_scan = FALSE;
    }
}

static void
on_links (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = eo_reader_links_finish (EO_READER (source), result, &error);
  Page *page = &question->pages->pages[question->page];

  /* A page without its links is still a page: only a dead reader is told. */
  if (links == NULL)
    {
      page->asked_links = take_error (question->pages, error) ||
                          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      return;
    }
  g_clear_pointer (&page->links, g_ptr_array_unref);
  page->links = g_steal_pointer (&links);
}

static void
ask_links (EoPages *self,
           guint    number)
{
  Page *page = &self->pages[number];

  if (page->asked_links || page->looking == NULL || self->dead)
    return;
  page->asked_links = TRUE;
  eo_reader_links_async (self->reader, number, page->looking, on_links,
                         question_new (self, number, page->looking));
}

static EoPageText *
read_scan (EoPages *self,
           guint    page)
{
  double width, height;

  if (self->scans == NULL)
    return NULL;
  eo_pages_get_size (self, page, &width, &height);
  return eo_scan_text_read (self->scans, page, width, height);
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  EoPages *self = question->pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoPageText) text = eo_reader_text_finish (EO_READER (source), result, &error);
  Page *page = &self->pages[question->page];

  if (text == NULL)
    {
      if (!take_error (self, error) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        page->asked_text = FALSE;
      return;
    }
  g_clear_pointer (&page->text, eo_page_text_free);
  page->text = read_scan (self, question->page);
  page->is_scan = page->text != NULL;
  if (!page->is_scan)
    page->text = g_steal_pointer (&text);
  g_queue_remove (&self->texts, GUINT_TO_POINTER (question->page));
  g_queue_push_tail (&self->texts, GUINT_TO_POINTER (question->page));
  shrink_texts (self);
  ask_links (self, question->page);
  page_changed (self, question->page);
}

static void
ask_text (EoPages *self,
          guint    number)
{
  Page *page = &self->pages[number];

  if (page->text != NULL)
    ask_links (self, number);
  if (page->asked_text || page->looking == NULL || self->dead)
    return;
  page->asked_text = TRUE;
  eo_reader_text_async (self->reader, number, page->looking, on_text,
                        question_new (self, number, page->looking));
}

GdkTexture *
eo_pixels_to_texture (const EoPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, NULL);

  return gdk_memory_texture_new (pixels->width, pixels->height, GDK_MEMORY_DEFAULT, pixels->bytes,
                                 pixels->stride);
}

static void
on_rendered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  EoPages *self = question->pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoPixels) pixels = eo_reader_render_finish (EO_READER (source), result, &error);
  Page *page = &self->pages[question->page];

  if (page->drawing == question->cancellable)
    g_clear_object (&page->drawing);
  if (pixels == NULL)
    {
      if (take_error (self, error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_free (page->problem);
      page->problem = g_strdup (error->message);
    }
  else
    {
      g_clear_pointer (&page->problem, g_free);
      forget_picture (self, page);
      page->picture = eo_pixels_to_texture (pixels);
      page->scale = question->scale;
      page->rotation = question->rotation;
      page->bytes = g_bytes_get_size (pixels->bytes);
      self->memory += page->bytes;
      shrink (self);
    }
  ask_text (self, question->page);
  page_changed (self, question->page);
}

static void
on_bounds (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  Page *page = &question->pages->pages[question->page];

  page->has_bounds = eo_reader_bounds_finish (EO_READER (source), result, &page->bounds, &error);
  if (page->has_bounds)
    page_changed (question->pages, question->page);
  else
    take_error (question->pages, error);
}

static void
eo_pages_dispose (GObject *object)
{
  EoPages *self = EO_PAGES (object);

  g_cancellable_cancel (self->closed);
  for (guint i = 0; i < self->n_pages; i++)
    {
      Page *page = &self->pages[i];

      forget_picture (self, page);
      g_clear_object (&page->looking);
      g_clear_object (&page->drawing);
      g_clear_pointer (&page->text, eo_page_text_free);
      g_clear_pointer (&page->links, g_ptr_array_unref);
      g_clear_pointer (&page->problem, g_free);
    }
  g_queue_clear (&self->texts);
  g_clear_object (&self->reader);
  g_clear_object (&self->scans);

  G_OBJECT_CLASS (eo_pages_parent_class)->dispose (object);
}

static void
eo_pages_finalize (GObject *object)
{
  EoPages *self = EO_PAGES (object);

  g_clear_object (&self->closed);
  g_free (self->pages);

  G_OBJECT_CLASS (eo_pages_parent_class)->finalize (object);
}

static void
eo_pages_class_init (EoPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eo_pages_dispose;
  object_class->finalize = eo_pages_finalize;

  signals[PAGE_CHANGED] = g_signal_new ("page-changed", EO_TYPE_PAGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", EO_TYPE_PAGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
eo_pages_init (EoPages *self)
{
  self->closed = g_cancellable_new ();
  g_queue_init (&self->texts);
}

EoPages *
eo_pages_new (EoReader   *reader,
              EoScanText *scans)
{
  EoPages *self;

  g_return_val_if_fail (EO_IS_READER (reader), NULL);

  self = g_object_new (EO_TYPE_PAGES, NULL);
  self->reader = g_object_ref (reader);
  g_set_object (&self->scans, scans);
  self->n_pages = eo_reader_get_n_pages (reader);
  self->pages = g_new0 (Page, self->n_pages);
  return self;
}

EoReader *
eo_pages_get_reader (EoPages *self)
{
  g_return_val_if_fail (EO_IS_PAGES (self), NULL);

  return self->reader;
}

EoScanText *
eo_pages_get_scans (EoPages *self)
{
  g_return_val_if_fail (EO_IS_PAGES (self), NULL);

  return self->scans;
}

void
eo_pages_refresh_text (EoPages *self)
{
  g_return_if_fail (EO_IS_PAGES (self));

  for (GList *l = self->texts.head; l != NULL; l = l->next)
    {
      guint number = GPOINTER_TO_UINT (l->data);
      Page *page = &self->pages[number];
      EoPageText *text = page->is_scan || page->text == NULL ? NULL : read_scan (self, number);

      if (text == NULL)
        continue;
      eo_page_text_free (page->text);
      page->text = text;
      page->is_scan = TRUE;
      page_changed (self, number);
    }
}

guint
eo_pages_get_n (EoPages *self)
{
  g_return_val_if_fail (EO_IS_PAGES (self), 0);

  return self->n_pages;
}

void
eo_pages_get_size (EoPages *self,
                   guint    page,
                   double  *width,
                   double  *height)
{
  g_return_if_fail (EO_IS_PAGES (self) && page < self->n_pages);

  eo_reader_get_page_size (self->reader, page, width, height);
  *width = MAX (*width, 1);
  *height = MAX (*height, 1);
}

static double
possible_scale (EoPages *self,
                guint    page,
                double   scale)
{
  double width, height;

  eo_pages_get_size (self, page, &width, &height);
  return MIN (scale, (EO_PAGES_MAX_PIXELS - 1) / MAX (width, height));
}

static gboolean
is_same (double a,
         double b)
{
  return fabs (a - b) < 1e-6;
}

void
eo_pages_enter (EoPages *self,
                guint    number,
                double   scale,
                int      rotation)
{
  Page *page;
  Question *question;

  g_return_if_fail (EO_IS_PAGES (self) && number < self->n_pages);

  page = &self->pages[number];
  page->seen = ++self->steps;
  if (page->looking == NULL)
    page->looking = g_cancellable_new ();
  if (self->dead || page->problem != NULL)
    return;
  scale = possible_scale (self, number, scale);
  if (page->drawing != NULL && is_same (page->wanted_scale, scale) && page->wanted_rotation == rotation)
    return;
  if (page->drawing != NULL)
    g_cancellable_cancel (page->drawing);
  g_clear_object (&page->drawing);
  if (page->picture != NULL && is_same (page->scale, scale) && page->rotation == rotation)
    {
      ask_text (self, number);
      return;
    }
  page->drawing = g_cancellable_new ();
  page->wanted_scale = scale;
  page->wanted_rotation = rotation;
  question = question_new (self, number, page->drawing);
  question->scale = scale;
  question->rotation = rotation;
  eo_reader_render_async (self->reader, number, scale, rotation, page->drawing, on_rendered, question);
}

void
eo_pages_leave (EoPages *self,
                guint    number)
{
  Page *page;

  g_return_if_fail (EO_IS_PAGES (self) && number < self->n_pages);

  page = &self->pages[number];
  if (page->drawing != NULL)
    g_cancellable_cancel (page->drawing);
  g_clear_object (&page->drawing);
  if (page->looking != NULL)
    g_cancellable_cancel (page->looking);
  g_clear_object (&page->looking);
  page->seen = ++self->steps;
  shrink (self);
}

void
eo_pages_ask_bounds (EoPages *self,
                     guint    number)
{
  Page *page;

  g_return_if_fail (EO_IS_PAGES (self) && number < self->n_pages);

  page = &self->pages[number];
  if (page->asked_bounds || self->dead)
    return;
  page->asked_bounds = TRUE;
  eo_reader_bounds_async (self->reader, number, self->closed, on_bounds,
                          question_new (self, number, self->closed));
}

GdkTexture *
eo_pages_get_picture (EoPages *self,
                      guint    page,
                      int      rotation)
{
  g_return_val_if_fail (EO_IS_PAGES (self) && page < self->n_pages, NULL);

  return self->pages[page].rotation == rotation ? self->pages[page].picture : NULL;
}

const EoPageText *
eo_pages_get_text (EoPages *self,
                   guint    page)
{
  g_return_val_if_fail (EO_IS_PAGES (self) && page < self->n_pages, NULL);

  return self->pages[page].text;
}

GPtrArray *
eo_pages_get_links (EoPages *self,
                    guint    page)
{
  g_return_val_if_fail (EO_IS_PAGES (self) && page < self->n_pages, NULL);

  return self->pages[page].links;
}

gboolean
eo_pages_get_bounds (EoPages    *self,
                     guint       page,
                     EoPageRect *bounds)
{
  g_return_val_if_fail (EO_IS_PAGES (self) && page < self->n_pages, FALSE);

  *bounds = self->pages[page].bounds;
  return self->pages[page].has_bounds;
}

const char *
eo_pages_get_problem (EoPages *self,
                      guint    page)
{
  g_return_val_if_fail (EO_IS_PAGES (self) && page < self->n_pages, NULL);

  return self->pages[page].problem;
}

gsize
eo_pages_get_memory (EoPages *self)
{
  g_return_val_if_fail (EO_IS_PAGES (self), 0);

  return self->memory;
}
