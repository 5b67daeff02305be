/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-pack-private.h"

#define PART_SECONDS 60 /* of CPU, for all its pages */

static void
append_part (GPtrArray      *bundle,
             EoPackDocument *part)
{
  if (part != NULL)
    g_ptr_array_add (bundle, part);
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
         && _eo_pack_ask (talk, EO_READER_PACK_TEXT, EO_PACK_RIGHT, 0, right, error);
}

static char *
describe_refusal (const EoPackDocument *part)
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
put_part (EoPack          *self,
          EoReaderTalk    *talk,
          EoPackDocument  *part,
          guint            index,
          gboolean        *is_culprit,
          GError         **error)
{
  const char *foot = part->foot != NULL ? part->foot : "";
  guint64 cpu = talk->reply.cpu;

  talk->name = part->name;
  if (!_eo_pack_ask (talk, EO_READER_PACK_TEXT, EO_PACK_LEFT, 0, foot, error)
      || (part->title != NULL && !_eo_pack_ask (talk, EO_READER_PACK_OUTLINE, part->depth, 0, part->title, error)))
    return FALSE;
  for (guint i = 0; i < part->n_good; i++)
    {
      gboolean is_answered;

      if (!say_page (self, talk, part->page + i, error))
        return FALSE;
      is_answered = _eo_pack_ask (talk, EO_READER_PACK_PAGE, part->first + i, index, NULL, error);
      if (is_answered && talk->reply.status == EO_READER_OK && talk->reply.cpu - cpu < PART_SECONDS * G_USEC_PER_SEC)
        continue;
      if (is_answered || _eo_pack_is_its_own_fault (*error))
        {
          _eo_pack_document_refuse (part, i, !is_answered ? _eo_pack_explain_death (*error) : talk->reply.status != EO_READER_OK
                           ? _eo_pack_explain_status (talk->reply.status) : _("drawing it takes too long, or too much memory"));
          *is_culprit = TRUE;
        }
      return FALSE;
    }
  if (part->refused != NULL)
    {
      g_autofree char *note = describe_refusal (part);

      return say_page (self, talk, part->page + part->n_good, error)
             && _eo_pack_ask (talk, EO_READER_PACK_NOTE, 0, 0, note, error);
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
EoPackRun
_eo_pack_run (EoPack          *self,
              EoPackDocument  *only,
              GBytes         **pdf,
              GError         **error)
{
  g_auto (EoReaderTalk) talk = { .name = self->title };
  g_autoptr (GPtrArray) bundle = g_ptr_array_new ();
  g_autoptr (GError) local = NULL;
  gboolean is_culprit = FALSE;
  gboolean ok;

  append_part (bundle, only != NULL ? only : self->contents_part);
  for (guint i = 0; only == NULL && i < self->parts->len; i++)
    if (_eo_pack_get_document (self, i)->n_good > 0)
      append_part (bundle, _eo_pack_get_document (self, i));
  ok = _eo_pack_start (&talk, bundle, &local)
       && _eo_pack_ask (&talk, EO_READER_PACK_TEXT, EO_PACK_TITLE, 0, self->title, &local)
       && _eo_pack_ask (&talk, EO_READER_PACK_TEXT, EO_PACK_MARKING, 0, self->marking, &local)
       && _eo_pack_ask (&talk, EO_READER_PACK_TEXT, EO_PACK_BROKEN, 0,
               _("This page could not be shown\nIt is damaged. Look at the document in the office."), &local);
  if (ok && only == NULL && self->contents_part != NULL)
    ok = put_part (self, &talk, self->contents_part, 0, &is_culprit, &local);
  for (guint i = 0, index = self->contents_part != NULL ? 1 : 0; ok && i < self->parts->len && only == NULL; i++)
    {
      EoPackDocument *part = _eo_pack_get_document (self, i);
      guint n_bundled = part->n_good > 0 ? 1 : 0;

      ok = put_part (self, &talk, part, index, &is_culprit, &local);
      index += n_bundled;
    }
  if (ok && only != NULL)
    ok = put_part (self, &talk, only, 0, &is_culprit, &local);
  if (is_culprit && (self->contents_part == NULL || self->contents_part->refused == NULL))
    return EO_PACK_RUN_AGAIN;
  if (ok && _eo_pack_ask (&talk, EO_READER_PACK_END, 0, 0, NULL, &local)
      && is_pdf (&talk, only != NULL ? _eo_pack_document_count (only) : self->n_pages))
    {
      *pdf = g_steal_pointer (&talk.payload);
      return EO_PACK_RUN_DONE;
    }
  if (local == NULL)
    g_set_error (&local, EO_ERROR, EO_ERROR_LIMIT, _("“%s” could not be put together: it is too large."), self->title);
  g_propagate_error (error, g_steal_pointer (&local));
  return EO_PACK_RUN_FAILED;
}
