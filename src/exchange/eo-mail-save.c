/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/eo-mail-import.h"
#include "store/eo-attachment.h"
#include "store/eo-draft.h"
#include "store/eo-mail.h"

/* The part of an import of mail that runs on the writer thread. */

/* Who writes may have become known meanwhile, by another message of theirs. */
static gboolean
save_sender (EoWriter      *writer,
             EoMailImport  *self,
             GError       **error)
{
  const EoField *field = eo_kind_find_field (eo_record_get_kind (self->letter), "correspondent");
  gint64 id;

  if (self->sender == NULL)
    return TRUE;
  id = eo_writer_find_sender (writer, self->message->from_address, self->message->from_name);
  if (id == 0)
    {
      if (!eo_writer_save (writer, self->sender, error))
        return FALSE;
      id = self->sender->id;
    }
  eo_record_set_link (self->letter, field, id, eo_record_get_title (self->sender));
  return TRUE;
}

/* The message itself, then what came with it. */
static GPtrArray *
make_sources (const EoMailImport *self)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_source_free);

  g_ptr_array_add (sources, eo_source_new_for_bytes (self->bytes, self->name));
  for (guint i = 0; self->message != NULL && i < self->message->parts->len; i++)
    {
      const EoMessagePart *part = g_ptr_array_index (self->message->parts, i);

      if (part->bytes != NULL)
        g_ptr_array_add (sources, eo_source_new_for_bytes (part->bytes, part->name));
    }
  return sources;
}

static gboolean
claim (EoWriter      *writer,
       EoMailImport  *self,
       const char    *kind,
       gint64         id,
       GError       **error)
{
  return eo_writer_claim_mail (writer, self->key, kind, id, error)
         && (self->answers == NULL
             || eo_writer_await_answered (writer, self->key, (const char *const *) self->answers, error));
}

gboolean
eo_writer_register_mail (EoWriter      *writer,
                         EoMailImport  *self,
                         GError       **error)
{
  g_autoptr (GPtrArray) sources = NULL;
  const EoKind *kind;

  g_return_val_if_fail (writer != NULL && self != NULL, FALSE);

  kind = eo_record_get_kind (self->letter);
  sources = make_sources (self);
  if (!save_sender (writer, self, error) || !eo_writer_save (writer, self->letter, error)
      || !claim (writer, self, kind->name, self->letter->id, error) || !eo_writer_join_mail (writer, self->letter, error))
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    if (!eo_writer_attach (writer, kind, self->letter->id, g_ptr_array_index (sources, i), NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
eo_writer_draft_mail (EoWriter      *writer,
                      EoMailImport  *self,
                      gint64        *draft,
                      GError       **error)
{
  g_autoptr (GPtrArray) sources = NULL;

  g_return_val_if_fail (writer != NULL && self != NULL && draft != NULL, FALSE);

  *draft = 0;
  sources = make_sources (self);
  if (!save_sender (writer, self, error))
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    if (!eo_writer_draft_attach (writer, draft, self->letter, g_ptr_array_index (sources, i), error))
      return FALSE;
  return claim (writer, self, EO_DRAFT_KIND, *draft, error);
}
