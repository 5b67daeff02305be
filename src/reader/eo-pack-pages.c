/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-pack-private.h"
#include "reader/eo-sealed.h"

#define DEATHS 3 /* so many, and each part is tried alone before the next time */

/* Which page each begins on, the contents taking as many as they took last. */
static void
number_pages (EoPack *self)
{
  guint page = 1 + self->n_contents;

  for (guint i = 0; i < self->parts->len; i++)
    {
      EoPackDocument *part = _eo_pack_get_document (self, i);

      part->page = page;
      page += _eo_pack_document_count (part);
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
      g_clear_pointer (&self->contents_part, _eo_pack_document_free);
      self->contents_part = g_new0 (EoPackDocument, 1);
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

/* Some fall over a document only when the whole is written: who that is shows when each is drawn alone. TRUE: found one. */
static gboolean
try_each (EoPack  *self,
          GError **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      EoPackDocument *part = _eo_pack_get_document (self, i);
      g_autoptr (GError) died = NULL;
      g_autoptr (GBytes) pdf = NULL;
      EoPackRun ended;

      if (part->is_own || part->n_good == 0)
        continue;
      ended = _eo_pack_run (self, part, &pdf, &died);
      if (ended == EO_PACK_RUN_FAILED && !_eo_pack_is_its_own_fault (died))
        {
          g_propagate_error (error, g_steal_pointer (&died));
          return FALSE;
        }
      if (ended == EO_PACK_RUN_FAILED)
        _eo_pack_document_refuse (part, 0, _eo_pack_explain_death (died));
      found = found || ended != EO_PACK_RUN_DONE;
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
      EoPackRun ended;

      if (!draw_contents (self, error))
        return NULL;
      ended = _eo_pack_run (self, NULL, &pdf, &died);
      if (ended == EO_PACK_RUN_DONE)
        return pdf;
      self->n_deaths++;
      if (ended == EO_PACK_RUN_AGAIN && self->n_deaths != DEATHS)
        continue;
      if (ended == EO_PACK_RUN_FAILED && !_eo_pack_is_its_own_fault (died))
        {
          g_propagate_error (error, g_steal_pointer (&died));
          return NULL;
        }
      if (!try_each (self, &other) && (other != NULL || ended == EO_PACK_RUN_FAILED))
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
  self->parts = g_ptr_array_new_with_free_func (_eo_pack_document_free);
  return self;
}

void
eo_pack_free (EoPack *self)
{
  g_ptr_array_unref (self->parts);
  _eo_pack_document_free (self->contents_part);
  g_free (self->contents_title);
  g_free (self->title);
  g_free (self->marking);
  g_free (self);
}

guint
eo_pack_add (EoPack           *self,
             const EoPackPart *given)
{
  EoPackDocument *part;

  g_return_val_if_fail (self != NULL && given != NULL && given->name != NULL, 0);

  part = g_new0 (EoPackDocument, 1);
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

  return _eo_pack_get_document (self, part)->page;
}

guint
eo_pack_get_n_pages (EoPack *self,
                     guint   part)
{
  g_return_val_if_fail (self != NULL && part < self->parts->len, 0);

  return _eo_pack_document_count (_eo_pack_get_document (self, part));
}

const char *
eo_pack_get_refused (EoPack *self,
                     guint   part)
{
  g_return_val_if_fail (self != NULL && part < self->parts->len, NULL);

  return _eo_pack_get_document (self, part)->refused;
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
  return _eo_pack_count_all (self, error) ? compose (self, error) : NULL;
}
