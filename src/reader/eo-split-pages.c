/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-reader-talk.h"
#include "reader/eo-split-pages.h"

#define WALL_SECONDS 60

static const EoReaderProgram program = { "execoffice-split", NULL, 20, EO_READER_MAX_PART, 0 };

static void
fail (const char      *name,
      EoReaderStatus   status,
      GError         **error)
{
  if (status == EO_READER_UNSUPPORTED)
    g_set_error (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("The pages of “%s” cannot be taken apart as they are."), name);
  else if (status == EO_READER_TOO_LARGE)
    g_set_error (error, EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is too large to be read."), name);
  else
    g_set_error (error, EO_ERROR, EO_ERROR_DAMAGED, _("“%s” is damaged: its pages cannot be taken apart."), name);
}

GBytes *
eo_split_pages (int          fd,
                const char  *name,
                guint        first,
                guint        n_pages,
                guint       *n_cut,
                GError     **error)
{
  const EoReaderRequest request = { .op = EO_READER_CUT, .page = first, .rotation = n_pages };
  g_auto (EoReaderTalk) talk = { .name = name };

  g_return_val_if_fail (fd >= 0 && name != NULL && n_cut != NULL, NULL);

  *n_cut = 0;
  if (!eo_reader_talk_start (&talk, &program, fd, error) || !eo_reader_talk_ask (&talk, &request, WALL_SECONDS, error))
    return NULL;
  if (talk.reply.status != EO_READER_OK)
    {
      fail (name, talk.reply.status, error);
      return NULL;
    }
  if ((talk.reply.count == 0) != (talk.payload == NULL) || talk.reply.count > EO_READER_MAX_PAGES
      || (n_pages > 0 && talk.reply.count > n_pages))
    {
      eo_reader_talk_bury (&talk, error);
      return NULL;
    }
  *n_cut = talk.reply.count;
  return g_steal_pointer (&talk.payload);
}
