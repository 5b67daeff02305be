/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "exchange/eo-import-private.h"
#include "store/eo-attachment.h"

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
  EoRecord *letter;
  EoSource *source;
} Document;

static gboolean
write_document (EoWriter  *writer,
                gpointer   data,
                GError   **error)
{
  Document *document = data;

  return eo_writer_save (writer, document->letter, error)
         && eo_writer_attach (writer, eo_record_get_kind (document->letter), document->letter->id, document->source, NULL,
                              error);
}

static gboolean
save_document (EoStore     *store,
               EoRecord    *fresh,
               const char  *path,
               EoRecord   **letter,
               GError     **error)
{
  g_autoptr (EoSource) source = eo_source_new_for_path (path, error);
  g_autoptr (EoRecord) copy = eo_record_copy (fresh);
  Document document = { copy, source };

  if (source == NULL || !eo_store_write (store, write_document, &document, error))
    return FALSE;
  *letter = g_steal_pointer (&copy);
  return TRUE;
}

gboolean
eo_import_document (EoStore     *store,
                    const char  *path,
                    EoRecord   **letter,
                    gboolean    *known,
                    GError     **error)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  g_autofree char *name = eo_text_safe_filename (path);
  g_autofree char *subject = subject_of (name);
  g_autofree char *digest = NULL;
  g_autofree char *uid = NULL;
  g_autoptr (EoSource) source = NULL;
  g_autoptr (EoRecord) fresh = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && letter != NULL && known != NULL, FALSE);

  source = eo_source_new_for_path (path, error); /* says what is wrong with the file */
  if (source == NULL || (digest = hash_file (path, name, error)) == NULL)
    return FALSE;
  uid = eo_import_uid (kind->name, digest);
  *letter = eo_store_find (store, kind, uid, NULL);
  *known = *letter != NULL;
  if (*known)
    return TRUE;
  fresh = eo_record_new (kind);
  if (!eo_record_set_text (fresh, "direction", "incoming", error) || !eo_record_set_text (fresh, "subject", subject, error))
    return FALSE;
  eo_str_set (&fresh->uid, uid);
  if (save_document (store, fresh, path, letter, &problem))
    return TRUE;
  if (!g_error_matches (problem, EO_ERROR, EO_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  /* It came in before and was deleted: now it is wanted again. */
  eo_str_set (&fresh->uid, "");
  return save_document (store, fresh, path, letter, error);
}
