/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-pack-private.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

#define WALL_SECONDS 40 /* a page, on a busy machine */

static const EoReaderProgram program = { "execoffice-pack", NULL, 10, EO_READER_MAX_PART, 0 };

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
    size += ((EoPackDocument *) bundle->pdata[i])->size;
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
      const EoPackDocument *part = bundle->pdata[i];
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

/* What the part adds to the pack, of the @n pages it has. */
static void
note_count (EoPack         *self,
            EoPackDocument *part,
            guint           n)
{
  guint n_good = n > part->first ? n - part->first : 0;

  if (part->asked > 0)
    n_good = MIN (n_good, part->asked);
  if (n_good == 0)
    _eo_pack_document_refuse (part, 0, _("it does not have these pages"));
  else if (self->n_pages + n_good > EO_PACK_MAX_PAGES)
    _eo_pack_document_refuse (part, 0, _("the pack would have more than 2,000 pages"));
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

  if (!_eo_pack_start (&talk, bundle, error))
    return from;
  for (guint i = from; i < bundle->len; i++)
    {
      EoPackDocument *part = bundle->pdata[i];

      talk.name = part->name;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !_eo_pack_ask (&talk, EO_READER_PACK_COUNT, i, 0, NULL, error))
        return i;
      if (talk.reply.status == EO_READER_OK && talk.reply.count <= EO_READER_MAX_PAGES)
        note_count (self, part, talk.reply.count);
      else
        _eo_pack_document_refuse (part, 0, _eo_pack_explain_status (talk.reply.status));
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
      EoPackDocument *part = _eo_pack_get_document (self, i);

      if (part->size == 0 || chosen->len == EO_PACK_MAX_PARTS - 1 || size + part->size > EO_READER_MAX_BYTES)
        {
          _eo_pack_document_refuse (part, 0, part->fd < 0 ? _("it could not be read") : part->size == 0 ? _("it is empty")
                                                                                 : _("the pack would be larger than 256 MB"));
          continue;
        }
      size += part->size;
      g_ptr_array_add (chosen, part);
    }
  return chosen;
}

gboolean
_eo_pack_count_all (EoPack  *self,
                    GError **error)
{
  g_autoptr (GPtrArray) bundle = choose_parts (self);
  guint at = 0;

  while (at < bundle->len)
    {
      g_autoptr (GError) died = NULL;

      at = count_from (self, bundle, at, &died);
      if (died != NULL && !_eo_pack_is_its_own_fault (died))
        {
          g_propagate_error (error, g_steal_pointer (&died));
          return FALSE;
        }
      if (died != NULL)
        _eo_pack_document_refuse (bundle->pdata[at++], 0, _eo_pack_explain_death (died));
    }
  return TRUE;
}

void
_eo_pack_document_free (gpointer data)
{
  EoPackDocument *part = data;

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

EoPackDocument *
_eo_pack_get_document (EoPack *self,
                       guint   i)
{
  return g_ptr_array_index (self->parts, i);
}

guint
_eo_pack_document_count (const EoPackDocument *part)
{
  return part->n_good + (part->refused != NULL ? 1 : 0);
}

void
_eo_pack_document_refuse (EoPackDocument *part,
                          guint           n_good,
                          const char     *why)
{
  part->n_good = n_good;
  g_free (part->refused);
  part->refused = g_strdup (why);
}

const char *
_eo_pack_explain_status (EoReaderStatus status)
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

const char *
_eo_pack_explain_death (const GError *error)
{
  return error->code == EO_ERROR_LIMIT ? _("drawing it takes too long, or too much memory") : _("reading it failed");
}

gboolean
_eo_pack_is_its_own_fault (const GError *error)
{
  return g_error_matches (error, EO_ERROR, EO_ERROR_LIMIT) || g_error_matches (error, EO_ERROR, EO_ERROR_CRASHED);
}

gboolean
_eo_pack_start (EoReaderTalk  *talk,
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

gboolean
_eo_pack_ask (EoReaderTalk  *talk,
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
