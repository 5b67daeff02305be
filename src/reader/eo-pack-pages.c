/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-pack-pages.h"
#include "reader/eo-reader-talk.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

#define WALL_SECONDS  40 /* a page, on a busy machine */
#define PART_SECONDS  60 /* of CPU, for all its pages */
#define DEATHS        3  /* so many, and each part is tried alone before the next time */

static const EoReaderProgram program = { "execoffice-pack", NULL, 10, EO_READER_MAX_PART, 0 };

typedef struct
{
  int      fd;
  gsize    size;
  char    *name;
  char    *title;
  char    *foot;
  guint    depth;
  guint    first;
  guint    asked;   /* pages; 0: all */
  gboolean is_own;
  guint    n_good;  /* pages that are put */
  char    *refused; /* why there are no more, or NULL */
  guint    page;    /* in the pack, from 1 */
} Part;

struct _EoPack
{
  char               *title;
  char               *marking;
  GPtrArray          *parts;
  char               *contents_title;
  EoPackContentsFunc  contents;
  gpointer            contents_data;
  Part               *contents_part;  /* or NULL */
  guint               n_contents;     /* its pages */
  guint               n_pages;        /* of the whole */
  guint               n_deaths;
  GCancellable       *cancellable;
  EoPackProgressFunc  progress;
  gpointer            progress_data;
};

typedef enum
{
  RUN_DONE,
  RUN_AGAIN,  /* a part of it turned out to be one that cannot be put: without it, then */
  RUN_FAILED,
} Run;

static void
part_free (gpointer data)
{
  Part *part = data;

  if (part == NULL)
    return;
  if (part->fd >= 0)
    close (part->fd);
  g_free (part->name);
  g_free (part->title);
  g_free (part->foot);
  g_free (part->refused);
  g_free (part);
}

static Part *
get_part (EoPack *self,
          guint   i)
{
  return g_ptr_array_index (self->parts, i);
}

static guint
count_put (const Part *part)
{
  return part->n_good + (part->refused != NULL ? 1 : 0);
}

static void
refuse (Part       *part,
        guint       n_good,
        const char *why)
{
  part->n_good = n_good;
  g_free (part->refused);
  part->refused = g_strdup (why);
}

static const char *
explain_status (EoReaderStatus status)
{
  switch (status)
    {
    case EO_READER_PASSWORD:
      return _("it is protected by a password");
    case EO_READER_UNSUPPORTED:
      return _("it is neither a PDF nor a picture");
    case EO_READER_TOO_LARGE:
      return _("it is too large");
    case EO_READER_OK:
    case EO_READER_DAMAGED:
    case EO_READER_REFUSED:
    case EO_READER_N_STATUS:
    default:
      return _("it is damaged");
    }
}

static const char *
explain_death (const GError *error)
{
  return error->code == EO_ERROR_LIMIT ? _("drawing it takes too long, or too much memory") : _("reading it failed");
}

/* Whether the fault is the document's: the pack goes on without it. */
static gboolean
is_its_own_fault (const GError *error)
{
  return g_error_matches (error, EO_ERROR, EO_ERROR_LIMIT) || g_error_matches (error, EO_ERROR, EO_ERROR_CRASHED);
}

static void
append_part (GPtrArray *bundle,
             Part      *part)
{
  if (part != NULL)
    g_ptr_array_add (bundle, part);
}

/* All of them as one sealed document: the program is handed nothing else. -1: no memory. */
static int
bundle_parts (GPtrArray  *bundle,
              GError    **error)
{
  const EoPackHead head = { bundle->len };
  gsize size = sizeof head + bundle->len * sizeof (EoPackPlace), at = size;
  guint8 *memory = MAP_FAILED;
  int fd;

  for (guint i = 0; i < bundle->len; i++)
    size += ((Part *) bundle->pdata[i])->size;
  fd = eo_sealed_begin (error);
  if (fd < 0)
    return -1;
  if (posix_fallocate (fd, 0, size) == 0)
    memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_FULL, _("There is no memory for the documents of the pack."));
      close (fd);
      return -1;
    }
  memcpy (memory, &head, sizeof head);
  for (guint i = 0; i < bundle->len; i++)
    {
      const Part *part = bundle->pdata[i];
      const EoPackPlace place = { at, part->size, part->is_own };
      g_autoptr (GBytes) bytes = part->size > 0 ? eo_sealed_map (part->fd, part->size) : NULL;

      memcpy (memory + sizeof head + i * sizeof place, &place, sizeof place);
      if (bytes != NULL)
        memcpy (memory + at, g_bytes_get_data (bytes, NULL), part->size);
      at += part->size;
    }
  munmap (memory, size);
  if (eo_sealed_end (fd, error))
    return fd;
  close (fd);
  return -1;
}

static gboolean
start (EoReaderTalk  *talk,
       GPtrArray     *bundle,
       GError       **error)
{
  int fd = bundle_parts (bundle, error);
  gboolean started;

  if (fd < 0)
    return FALSE;
  started = eo_reader_talk_start (talk, &program, fd, error);
  close (fd);
  return started;
}

static gboolean
ask (EoReaderTalk  *talk,
     EoReaderOp     op,
     guint          page,
     guint          part,
     const char    *text,
     GError       **error)
{
  EoReaderRequest request = { .op = op, .page = page, .rotation = part };

  if (text != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      g_autofree char *cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), EO_READER_MAX_TEXT / 4 - 1));

      g_strlcpy (request.text, cut, sizeof request.text);
    }
  return eo_reader_talk_ask (talk, &request, WALL_SECONDS, error);
}

/* What the part adds to the pack, of the @n pages it has. */
static void
note_count (EoPack *self,
            Part   *part,
            guint   n)
{
  guint n_good = n > part->first ? n - part->first : 0;

  if (part->asked > 0)
    n_good = MIN (n_good, part->asked);
  if (n_good == 0)
    refuse (part, 0, _("it does not have these pages"));
  else if (self->n_pages + n_good > EO_PACK_MAX_PAGES)
    refuse (part, 0, _("the pack would have more than 2,000 pages"));
  else
    part->n_good = n_good;
  self->n_pages += part->n_good;
}

/* Counts the parts of @bundle from @from on. Returns where it ended: the part that ended the process, or all. */
static guint
count_from (EoPack     *self,
            GPtrArray  *bundle,
            guint       from,
            GError    **error)
{
  g_auto (EoReaderTalk) talk = { .name = self->title };

  if (!start (&talk, bundle, error))
    return from;
  for (guint i = from; i < bundle->len; i++)
    {
      Part *part = bundle->pdata[i];

      talk.name = part->name;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !ask (&talk, EO_READER_PACK_COUNT, i, 0, NULL, error))
        return i;
      if (talk.reply.status == EO_READER_OK && talk.reply.count <= EO_READER_MAX_PAGES)
        note_count (self, part, talk.reply.count);
      else
        refuse (part, 0, explain_status (talk.reply.status));
    }
  return bundle->len;
}

/* The parts that fit in a bundle. */
static GPtrArray *
choose_parts (EoPack *self)
{
  GPtrArray *chosen = g_ptr_array_new ();
  gsize size = 1024 * 1024; /* the table, the contents */

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);

      if (part->size == 0 || chosen->len == EO_PACK_MAX_PARTS - 1 || size + part->size > EO_READER_MAX_BYTES)
        {
          refuse (part, 0, part->fd < 0 ? _("it could not be read") : part->size == 0 ? _("it is empty")
                                                                                 : _("the pack would be larger than 256 MB"));
          continue;
        }
      size += part->size;
      g_ptr_array_add (chosen, part);
    }
  return chosen;
}

static gboolean
count_all (EoPack  *self,
           GError **error)
{
  g_autoptr (GPtrArray) bundle = choose_parts (self);
  guint at = 0;

  while (at < bundle->len)
    {
      g_autoptr (GError) died = NULL;

      at = count_from (self, bundle, at, &died);
      if (died != NULL && !is_its_own_fault (died))
        {
          g_propagate_error (error, g_steal_pointer (&died));
          return FALSE;
        }
      if (died != NULL)
        refuse (bundle->pdata[at++], 0, explain_death (died));
    }
  return TRUE;
}

/* Which page each begins on, the contents taking as many as they took last. */
static void
number_pages (EoPack *self)
{
  guint page = 1 + self->n_contents;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);

      part->page = page;
      page += count_put (part);
    }
  self->n_pages = page - 1;
}

static gboolean
draw_contents (EoPack  *self,
               GError **error)
{
  number_pages (self);
  for (guint tries = 0; self->contents != NULL && tries < 3; tries++)
    {
      guint n_pages = 0;
      g_autoptr (GBytes) bytes = self->contents (self, &n_pages, self->contents_data, error);
      gboolean is_settled = n_pages == self->n_contents || tries == 2;

      if (bytes == NULL)
        return FALSE;
      self->n_contents = n_pages;
      number_pages (self);
      if (!is_settled)
        continue;
      g_clear_pointer (&self->contents_part, part_free);
      self->contents_part = g_new0 (Part, 1);
      self->contents_part->fd = eo_sealed_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
      self->contents_part->size = g_bytes_get_size (bytes);
      self->contents_part->name = g_strdup (self->contents_title);
      self->contents_part->title = g_strdup (self->contents_title);
      self->contents_part->is_own = TRUE;
      self->contents_part->n_good = n_pages;
      self->contents_part->page = 1;
      return self->contents_part->fd >= 0;
    }
  return self->contents == NULL;
}

static gboolean
say_page (EoPack        *self,
          EoReaderTalk  *talk,
          guint          page,
          GError       **error)
{
  /* Translators: the first number is the page, the second how many there are. */
  g_autofree char *right = g_strdup_printf (_("Page %u of %u"), page, self->n_pages);

  if (self->progress != NULL)
    self->progress ((page - 1.0) / MAX (self->n_pages, 1), self->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error)
         && ask (talk, EO_READER_PACK_TEXT, EO_PACK_RIGHT, 0, right, error);
}

static char *
describe_refusal (const Part *part)
{
  g_autofree char *what = part->n_good == 0
                          ? g_strdup_printf (_("The pages of “%s” could not be put in: %s."), part->name, part->refused)
                          : g_strdup_printf (_("The pages of “%s” from page %u on could not be put in: %s."), part->name,
                                             part->first + part->n_good + 1, part->refused);

  return g_strdup_printf ("%s\n%s %s", part->title != NULL ? part->title : part->name, what,
                          _("Look at it in the office, and add it by hand where it is needed."));
}

/* @is_culprit (out): whether it ended here because of the part, which is refused from now on. */
static gboolean
put_part (EoPack        *self,
          EoReaderTalk  *talk,
          Part          *part,
          guint          index,
          gboolean      *is_culprit,
          GError       **error)
{
  const char *foot = part->foot != NULL ? part->foot : "";
  guint64 cpu = talk->reply.cpu;

  talk->name = part->name;
  if (!ask (talk, EO_READER_PACK_TEXT, EO_PACK_LEFT, 0, foot, error)
      || (part->title != NULL && !ask (talk, EO_READER_PACK_OUTLINE, part->depth, 0, part->title, error)))
    return FALSE;
  for (guint i = 0; i < part->n_good; i++)
    {
      gboolean is_answered;

      if (!say_page (self, talk, part->page + i, error))
        return FALSE;
      is_answered = ask (talk, EO_READER_PACK_PAGE, part->first + i, index, NULL, error);
      if (is_answered && talk->reply.status == EO_READER_OK && talk->reply.cpu - cpu < PART_SECONDS * G_USEC_PER_SEC)
        continue;
      if (is_answered || is_its_own_fault (*error))
        {
          refuse (part, i, !is_answered ? explain_death (*error) : talk->reply.status != EO_READER_OK
                           ? explain_status (talk->reply.status) : _("drawing it takes too long, or too much memory"));
          *is_culprit = TRUE;
        }
      return FALSE;
    }
  if (part->refused != NULL)
    {
      g_autofree char *note = describe_refusal (part);

      return say_page (self, talk, part->page + part->n_good, error)
             && ask (talk, EO_READER_PACK_NOTE, 0, 0, note, error);
    }
  return TRUE;
}

/* What came back is a PDF of as many pages as were asked for, as far as can be told without reading it. */
static gboolean
is_pdf (const EoReaderTalk *talk,
        guint               n_pages)
{
  gsize size;
  const char *data = talk->payload != NULL ? g_bytes_get_data (talk->payload, &size) : NULL;

  return talk->reply.status == EO_READER_OK && talk->reply.count == n_pages && data != NULL && size > 5
         && memcmp (data, "%PDF-", 5) == 0;
}

/* Draws the whole, or of it (@only) one part alone. */
static Run
run (EoPack  *self,
     Part    *only,
     GBytes **pdf,
     GError **error)
{
  g_auto (EoReaderTalk) talk = { .name = self->title };
  g_autoptr (GPtrArray) bundle = g_ptr_array_new ();
  g_autoptr (GError) local = NULL;
  gboolean is_culprit = FALSE;
  gboolean ok;

  append_part (bundle, only != NULL ? only : self->contents_part);
  for (guint i = 0; only == NULL && i < self->parts->len; i++)
    if (get_part (self, i)->n_good > 0)
      append_part (bundle, get_part (self, i));
  ok = start (&talk, bundle, &local)
       && ask (&talk, EO_READER_PACK_TEXT, EO_PACK_TITLE, 0, self->title, &local)
       && ask (&talk, EO_READER_PACK_TEXT, EO_PACK_MARKING, 0, self->marking, &local)
       && ask (&talk, EO_READER_PACK_TEXT, EO_PACK_BROKEN, 0,
               _("This page could not be shown\nIt is damaged. Look at the document in the office."), &local);
  if (ok && only == NULL && self->contents_part != NULL)
    ok = put_part (self, &talk, self->contents_part, 0, &is_culprit, &local);
  for (guint i = 0, index = self->contents_part != NULL ? 1 : 0; ok && i < self->parts->len && only == NULL; i++)
    {
      Part *part = get_part (self, i);
      guint n_bundled = part->n_good > 0 ? 1 : 0;

      ok = put_part (self, &talk, part, index, &is_culprit, &local);
      index += n_bundled;
    }
  if (ok && only != NULL)
    ok = put_part (self, &talk, only, 0, &is_culprit, &local);
  if (is_culprit && (self->contents_part == NULL || self->contents_part->refused == NULL))
    return RUN_AGAIN;
  if (ok && ask (&talk, EO_READER_PACK_END, 0, 0, NULL, &local)
      && is_pdf (&talk, only != NULL ? count_put (only) : self->n_pages))
    {
      *pdf = g_steal_pointer (&talk.payload);
      return RUN_DONE;
    }
  if (local == NULL)
    g_set_error (&local, EO_ERROR, EO_ERROR_LIMIT, _("“%s” could not be put together: it is too large."), self->title);
  g_propagate_error (error, g_steal_pointer (&local));
  return RUN_FAILED;
}

/* Some fall over a document only when the whole is written: who that is shows when each is drawn alone. TRUE: found one. */
static gboolean
try_each (EoPack  *self,
          GError **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);
      g_autoptr (GError) died = NULL;
      g_autoptr (GBytes) pdf = NULL;
      Run ended;

      if (part->is_own || part->n_good == 0)
        continue;
      ended = run (self, part, &pdf, &died);
      if (ended == RUN_FAILED && !is_its_own_fault (died))
        {
          g_propagate_error (error, g_steal_pointer (&died));
          return FALSE;
        }
      if (ended == RUN_FAILED)
        refuse (part, 0, explain_death (died));
      found = found || ended != RUN_DONE;
    }
  return found;
}

static GBytes *
compose (EoPack  *self,
         GError **error)
{
  for (;;)
    {
      g_autoptr (GError) died = NULL;
      g_autoptr (GError) other = NULL;
      GBytes *pdf = NULL;
      Run ended;

      if (!draw_contents (self, error))
        return NULL;
      ended = run (self, NULL, &pdf, &died);
      if (ended == RUN_DONE)
        return pdf;
      self->n_deaths++;
      if (ended == RUN_AGAIN && self->n_deaths != DEATHS)
        continue;
      if (ended == RUN_FAILED && !is_its_own_fault (died))
        {
          g_propagate_error (error, g_steal_pointer (&died));
          return NULL;
        }
      if (!try_each (self, &other) && (other != NULL || ended == RUN_FAILED))
        {
          g_propagate_error (error, other != NULL ? g_steal_pointer (&other) : g_steal_pointer (&died));
          return NULL;
        }
    }
}

EoPack *
eo_pack_new (const char *title,
             const char *marking)
{
  EoPack *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_new0 (EoPack, 1);
  self->title = g_strdup (title);
  self->marking = g_utf8_strup (marking != NULL ? marking : "", -1);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  return self;
}

void
eo_pack_free (EoPack *self)
{
  g_ptr_array_unref (self->parts);
  part_free (self->contents_part);
  g_free (self->contents_title);
  g_free (self->title);
  g_free (self->marking);
  g_free (self);
}

guint
eo_pack_add (EoPack           *self,
             const EoPackPart *given)
{
  Part *part;

  g_return_val_if_fail (self != NULL && given != NULL && given->name != NULL, 0);

  part = g_new0 (Part, 1);
  part->fd = fcntl (given->fd, F_DUPFD_CLOEXEC, 0);
  part->size = part->fd >= 0 ? MAX (eo_sealed_get_size (part->fd), 0) : 0;
  part->name = g_strdup (given->name);
  part->title = g_strdup (given->title);
  part->foot = g_strdup (given->foot);
  part->depth = given->depth;
  part->first = given->first;
  part->asked = given->n_pages;
  part->is_own = given->is_own;
  g_ptr_array_add (self->parts, part);
  return self->parts->len - 1;
}

void
eo_pack_set_contents (EoPack             *self,
                      const char         *title,
                      EoPackContentsFunc  func,
                      gpointer            user_data)
{
  g_return_if_fail (self != NULL && title != NULL && func != NULL);

  g_free (self->contents_title);
  self->contents_title = g_strdup (title);
  self->contents = func;
  self->contents_data = user_data;
  self->n_contents = 1;
}

guint
eo_pack_get_page (EoPack *self,
                  guint   part)
{
  g_return_val_if_fail (self != NULL && part < self->parts->len, 0);

  return get_part (self, part)->page;
}

guint
eo_pack_get_n_pages (EoPack *self,
                     guint   part)
{
  g_return_val_if_fail (self != NULL && part < self->parts->len, 0);

  return count_put (get_part (self, part));
}

const char *
eo_pack_get_refused (EoPack *self,
                     guint   part)
{
  g_return_val_if_fail (self != NULL && part < self->parts->len, NULL);

  return get_part (self, part)->refused;
}

GBytes *
eo_pack_compose (EoPack              *self,
                 GCancellable        *cancellable,
                 EoPackProgressFunc   progress,
                 gpointer             user_data,
                 GError             **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->parts->len == 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_EMPTY, _("There is nothing to put into “%s”."), self->title);
      return NULL;
    }
  self->cancellable = cancellable;
  self->progress = progress;
  self->progress_data = user_data;
  return count_all (self, error) ? compose (self, error) : NULL;
}
