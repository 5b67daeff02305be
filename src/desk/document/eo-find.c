/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/document/eo-find.h"

#define STRIDE 16u /* pages a question: others' questions get in between */

struct _EoFind
{
  GObject       parent_instance;

  EoPages      *pages;
  GCancellable *cancellable;
  char        **terms;
  guint         start; /* the page it began at */
  guint         next;  /* the next page to search, counted from start */
  guint         term;  /* the next term to look for there */
  guint         n_pages;
  GPtrArray    *answers; /* of GPtrArray: they own the matches */
  GPtrArray    *matches; /* of EoPageMatch, in reading order */
  int           current;
  gboolean      is_busy;
};

enum
{
  CHANGED,
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask (EoFind *self);

G_DEFINE_FINAL_TYPE (EoFind, eo_find, G_TYPE_OBJECT)

/* In reading order: by page, then down and across it. */
static int
compare (const EoPageMatch *a,
         const EoPageMatch *b)
{
  if (a->page != b->page)
    return a->page < b->page ? -1 : 1;
  if (a->n_rects == 0 || b->n_rects == 0)
    return 0;
  if (a->rects[0].y + a->rects[0].height <= b->rects[0].y)
    return -1;
  if (b->rects[0].y + b->rects[0].height <= a->rects[0].y)
    return 1;
  return a->rects[0].x < b->rects[0].x ? -1 : a->rects[0].x > b->rects[0].x;
}

/* The first match that does not stand before @match. */
static guint
lower_bound (EoFind            *self,
             const EoPageMatch *match)
{
  guint low = 0, high = self->matches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (g_ptr_array_index (self->matches, middle), match) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
take_answer (EoFind    *self,
             GPtrArray *answer)
{
  g_ptr_array_add (self->answers, g_ptr_array_ref (answer));
  for (guint i = 0; i < answer->len && self->matches->len < EO_FIND_MAX_MATCHES; i++)
    {
      EoPageMatch *match = g_ptr_array_index (answer, i);
      guint at = lower_bound (self, match);

      g_ptr_array_insert (self->matches, (int) at, match);
      if (self->current >= (int) at)
        self->current++;
    }
}

/* What was read off those pages that are pictures, of which the reader knows nothing. */
static void
add_scans (EoFind    *self,
           guint      page,
           GPtrArray *answer)
{
  EoScanText *scans = eo_pages_get_scans (self->pages);
  guint n = MIN (STRIDE, self->n_pages - page);

  for (guint i = page; scans != NULL && i < page + n; i++)
    {
      double width, height;

      eo_pages_get_size (self->pages, i, &width, &height);
      eo_scan_text_find (scans, i, width, height, self->terms[self->term], answer);
    }
}

/* The first match is the first from the page it began at; the answers come in that order. */
static void
choose_first (EoFind *self,
              guint   page)
{
  guint at = lower_bound (self, &(EoPageMatch) { .page = page });

  if (self->current >= 0 || at >= self->matches->len)
    return;
  self->current = (int) at;
  g_signal_emit (self, signals[FOUND], 0);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoFind) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answer = eo_reader_find_finish (EO_READER (source), result, &error);
  guint page = (self->start + self->next) % self->n_pages;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (answer != NULL)
    {
      add_scans (self, page, answer);
      take_answer (self, answer);
    }
  self->term++;
  if (self->terms[self->term] == NULL)
    {
      choose_first (self, page);
      self->term = 0;
      self->next += MIN (STRIDE, self->n_pages - page);
    }
  self->is_busy = answer != NULL && self->next < self->n_pages && self->matches->len < EO_FIND_MAX_MATCHES;
  if (self->is_busy)
    ask (self);
  else if (self->current < 0)
    g_signal_emit (self, signals[FOUND], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (EoFind *self)
{
  guint page = (self->start + self->next) % self->n_pages;
  guint n = MIN (STRIDE, self->n_pages - page);

  n = MIN (n, self->n_pages - self->next);
  eo_reader_find_async (eo_pages_get_reader (self->pages), self->terms[self->term], page, n, self->cancellable, on_answer,
                        g_object_ref (self));
}

static void
eo_find_finalize (GObject *object)
{
  EoFind *self = EO_FIND (object);

  g_ptr_array_unref (self->matches);
  g_ptr_array_unref (self->answers);
  g_strfreev (self->terms);
  g_object_unref (self->cancellable);
  g_clear_object (&self->pages);

  G_OBJECT_CLASS (eo_find_parent_class)->finalize (object);
}

static void
eo_find_class_init (EoFindClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_find_finalize;

  signals[CHANGED]
    = g_signal_new ("changed", EO_TYPE_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FOUND]
    = g_signal_new ("found", EO_TYPE_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eo_find_init (EoFind *self)
{
  self->cancellable = g_cancellable_new ();
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->matches = g_ptr_array_new ();
  self->current = -1;
}

EoFind *
eo_find_new (EoPages           *pages,
             const char *const *terms,
             guint              page)
{
  EoFind *self;

  g_return_val_if_fail (EO_IS_PAGES (pages) && terms != NULL, NULL);

  self = g_object_new (EO_TYPE_FIND, NULL);
  self->pages = g_object_ref (pages);
  self->n_pages = eo_pages_get_n (pages);
  self->start = page < self->n_pages ? page : 0;
  self->terms = g_strdupv ((char **) terms);
  self->is_busy = self->n_pages > 0 && self->terms[0] != NULL;
  if (self->is_busy)
    ask (self);
  return self;
}

void
eo_find_stop (EoFind *self)
{
  g_return_if_fail (EO_IS_FIND (self));

  g_cancellable_cancel (self->cancellable);
  self->is_busy = FALSE;
}

gboolean
eo_find_is_busy (EoFind *self)
{
  g_return_val_if_fail (EO_IS_FIND (self), FALSE);

  return self->is_busy;
}

guint
eo_find_get_n (EoFind *self)
{
  g_return_val_if_fail (EO_IS_FIND (self), 0);

  return self->matches->len;
}

guint
eo_find_get_position (EoFind *self)
{
  g_return_val_if_fail (EO_IS_FIND (self), 0);

  return (guint) (self->current + 1);
}

const EoPageMatch *
eo_find_get_current (EoFind *self)
{
  g_return_val_if_fail (EO_IS_FIND (self), NULL);

  return self->current >= 0 ? g_ptr_array_index (self->matches, self->current) : NULL;
}

void
eo_find_step (EoFind *self,
              int     direction)
{
  int n;

  g_return_if_fail (EO_IS_FIND (self));

  n = (int) self->matches->len;
  if (n == 0)
    return;
  self->current = (self->current + direction + n) % n;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
eo_find_collect (EoFind *self,
                 guint   page,
                 GArray *rects)
{
  g_return_if_fail (EO_IS_FIND (self) && rects != NULL);

  for (guint i = lower_bound (self, &(EoPageMatch) { .page = page }); i < self->matches->len; i++)
    {
      const EoPageMatch *match = g_ptr_array_index (self->matches, i);

      if (match->page != page)
        return;
      g_array_append_vals (rects, match->rects, match->n_rects);
    }
}
