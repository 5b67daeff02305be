/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "exchange/eo-import-private.h"
#include "store/eo-attachment.h"
#include "store/eo-unregistered.h"

static char *
hash_file (const char  *path,
           const char  *shown,
           GError     **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1024 * 1024);
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  gssize n = -1;

  while (fd >= 0 && (n = read (fd, buffer, 1024 * 1024)) > 0)
    g_checksum_update (checksum, buffer, n);
  if (fd >= 0)
    close (fd);
  if (n == 0)
    return g_strdup (g_checksum_get_string (checksum));
  g_set_error (error, EO_ERROR, EO_ERROR_IO, _("The file “%s” could not be read."), shown);
  return NULL;
}

/* "Road_at_Ndwedwe.pdf" → "Road at Ndwedwe" */
static char *
subject_of (const char *name)
{
  char *subject = g_strdup (name);
  char *dot = strrchr (subject, '.');

  if (dot != NULL && dot != subject)
    *dot = '\0';
  g_strstrip (g_strdelimit (subject, "_", ' '));
  return subject;
}

typedef struct
{
  EoRecord    *letter;
  EoSource    *source;
  const char  *shown;
  const char  *digest;
  const EoReadText *text;
  EoSameBytes  first;
} Document;

#define UNREAD "SELECT id FROM document WHERE sha256 = ?2 AND text_state = 'queued'"

/* Read once already, to look for cover sheets: not again. */
static gboolean
write_text (EoWriter        *writer,
            const Document  *document,
            GError         **error)
{
  gint64 id = 0;

  if (document->text != NULL && g_str_equal (document->text->sha256, document->digest))
    id = eo_writer_get_integer (writer, UNREAD, 0, document->digest);
  return id == 0 || eo_writer_set_document_text (writer, id, document->text->pages, NULL, error);
}

/* Asked inside the transaction: another process may have registered the same file a moment ago. */
static gboolean
write_document (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Document *document = data;
  const EoKind *kind = eo_record_get_kind (document->letter);

  eo_writer_find_same_bytes (writer, kind, document->digest, &document->first);
  switch (document->first.same)
    {
    case EO_SAME_REGISTERED:
      return TRUE;
    case EO_SAME_DESTROYED:
      g_set_error (error, EO_ERROR, EO_ERROR_CONFLICT,
                   _("“%s” was here before, as %s, and was destroyed: see the certificate of %s. Take it in through the "
                     "window to say whether it is kept again."),
                   document->shown, document->first.name, document->first.run);
      return FALSE;
    case EO_SAME_DELETED: /* now it is wanted again */
    case EO_SAME_WAITING:
    case EO_SAME_NONE:
    default:
      return eo_writer_save (writer, document->letter, error)
             && eo_writer_attach (writer, kind, document->letter->id, document->source, NULL, error)
             && write_text (writer, document, error);
    }
}

gboolean
eo_import_document (EoStore           *store,
                    const char        *path,
                    const EoReadText  *text,
                    EoRecord         **letter,
                    gboolean          *known,
                    GError           **error)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  g_autofree char *name = eo_text_safe_filename (path);
  g_autofree char *subject = subject_of (name);
  g_autofree char *digest = NULL;
  g_autoptr (EoSource) source = NULL;
  g_autoptr (EoRecord) fresh = NULL;
  Document document = { NULL };
  gboolean ok;

  g_return_val_if_fail (EO_IS_STORE (store) && letter != NULL && known != NULL, FALSE);

  source = eo_source_new_for_path (path, error); /* says what is wrong with the file */
  if (source == NULL || (digest = hash_file (path, name, error)) == NULL)
    return FALSE;
  fresh = eo_record_new (kind);
  if (!eo_record_set_text (fresh, "direction", "incoming", error) || !eo_record_set_text (fresh, "subject", subject, error))
    return FALSE;
  document = (Document) { fresh, source, name, digest, text, { EO_SAME_NONE } };
  ok = eo_store_write (store, write_document, &document, error);
  *known = ok && document.first.same == EO_SAME_REGISTERED;
  if (ok)
    *letter = *known ? eo_store_get (store, kind, document.first.record, error) : g_steal_pointer (&fresh);
  eo_same_bytes_clear (&document.first);
  return ok && *letter != NULL;
}
