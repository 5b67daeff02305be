/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/eo-draft-scan.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "store/eo-document-private.h"
#include "store/eo-draft.h"

#define HANGS       "kind = 'draft' AND record = r.id AND removed_at = ''"
#define SQL_NEXT    "SELECT " EO_ATTACHMENT_COLUMNS ", r.id FROM draft r "                                             \
                    "JOIN attachment a ON a.id = (SELECT min (id) FROM attachment WHERE " HANGS ") "                    \
                    "JOIN document d ON d.id = a.document "                                                            \
                    "WHERE r.source <> '' AND r.id > ?1 AND r.why = '' AND r.title = '' AND r.record = 0 "             \
                    "AND d.text_state <> 'queued' AND (SELECT count(*) FROM attachment WHERE " HANGS ") = 1 "          \
                    "AND EXISTS (SELECT 1 FROM page_scan s WHERE s.document = d.id AND instr (s.codes, ?2) > 0) "      \
                    "AND NOT EXISTS (SELECT 1 FROM page_scan s WHERE s.document = d.id AND s.state = 'queued') "       \
                    "ORDER BY r.id LIMIT 1"
#define SQL_PAGES   "SELECT page FROM page_scan WHERE document = ?1 AND codes <> '' ORDER BY page"
#define SQL_DRAFT   "SELECT 1 FROM draft WHERE id = ?1"
#define SQL_WHY     "UPDATE draft SET why = ?2 WHERE id = ?1"
#define SQL_DETACH  "DELETE FROM attachment WHERE id = ?1"

gboolean
eo_store_next_coded_draft (EoStore       *self,
                           const char    *mark,
                           gint64         after,
                           gint64        *draft,
                           EoAttachment **attachment)
{
  sqlite3_stmt *row;

  g_return_val_if_fail (EO_IS_STORE (self) && mark != NULL, FALSE);
  g_return_val_if_fail (draft != NULL && attachment != NULL, FALSE);

  *attachment = NULL;
  if ((row = eo_database_prepare (eo_store_main_reader (self), SQL_NEXT, NULL)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, after);
  eo_bind_text (row, 2, mark);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      *attachment = eo_attachment_read_row (row);
      *draft = sqlite3_column_int64 (row, EO_ATTACHMENT_N_COLUMNS);
    }
  sqlite3_reset (row);

  return *attachment != NULL;
}

GArray *
eo_store_get_coded_pages (EoStore *self,
                          gint64   document)
{
  GArray *pages = g_array_new (FALSE, FALSE, sizeof (guint));
  sqlite3_stmt *rows;

  g_return_val_if_fail (EO_IS_STORE (self), pages);

  if ((rows = eo_database_prepare (eo_store_main_reader (self), SQL_PAGES, NULL)) == NULL)
    return pages;
  sqlite3_bind_int64 (rows, 1, document);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      guint page = (guint) sqlite3_column_int (rows, 0);

      g_array_append_val (pages, page);
    }
  sqlite3_reset (rows);

  return pages;
}

static gboolean
is_there (EoWriter    *writer,
          const char  *sql,
          gint64       id,
          gboolean    *there,
          GError     **error)
{
  sqlite3_stmt *find = eo_database_prepare (writer->database, sql, error);

  if (find == NULL)
    return FALSE;
  sqlite3_bind_int64 (find, 1, id);
  *there = sqlite3_step (find) == SQLITE_ROW;
  sqlite3_reset (find);

  return TRUE;
}

gboolean
eo_writer_check_draft (EoWriter  *writer,
                       gint64     draft,
                       GError   **error)
{
  gboolean there;

  g_return_val_if_fail (writer != NULL, FALSE);

  if (!is_there (writer, SQL_DRAFT, draft, &there, error))
    return FALSE;
  if (!there)
    g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND, _("Somebody registered or discarded this meanwhile."));
  return there;
}

gboolean
eo_writer_set_draft_why (EoWriter    *writer,
                         gint64       draft,
                         const char  *why,
                         GError     **error)
{
  sqlite3_stmt *update;

  g_return_val_if_fail (writer != NULL && why != NULL, FALSE);

  if ((update = eo_database_prepare (writer->database, SQL_WHY, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, draft);
  eo_bind_text (update, 2, why);
  eo_writer_note (writer, EO_DRAFT_KIND, draft, FALSE);

  return eo_database_run (writer->database, update, error);
}

static gboolean
take_off (EoWriter            *writer,
          const EoAttachment  *attachment,
          GError             **error)
{
  sqlite3_stmt *detach = eo_database_prepare (writer->database, SQL_DETACH, error);

  if (detach == NULL)
    return FALSE;
  sqlite3_bind_int64 (detach, 1, attachment->id);

  return eo_database_run (writer->database, detach, error)
         && eo_document_drop (writer->database, attachment->document, error);
}

gboolean
eo_writer_draft_replace (EoWriter  *writer,
                         gint64     draft,
                         EoSource  *source,
                         GError   **error)
{
  g_autoptr (GPtrArray) attachments = NULL;

  g_return_val_if_fail (writer != NULL && draft != 0 && source != NULL, FALSE);

  attachments = eo_attachment_list (writer->database, EO_DRAFT_KIND, draft);
  for (guint i = 0; i < attachments->len; i++)
    if (!take_off (writer, g_ptr_array_index (attachments, i), error))
      return FALSE;

  return eo_writer_draft_attach (writer, &draft, NULL, source, error);
}

gboolean
eo_writer_check_living (EoWriter      *writer,
                        const EoKind  *kind,
                        gint64         id,
                        GError       **error)
{
  g_autofree char *sql = NULL;
  gboolean there;

  g_return_val_if_fail (writer != NULL && kind != NULL, FALSE);

  sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = ?1 AND deleted_at = ''", kind->name);
  if (!is_there (writer, sql, id, &there, error))
    return FALSE;
  if (!there)
    g_set_error_literal (error, EO_ERROR, EO_ERROR_NOT_FOUND,
                         _("The record of the cover sheet was deleted meanwhile. Register the scan by hand."));
  return there;
}

gboolean
eo_writer_attach_part (EoWriter      *writer,
                       const EoKind  *kind,
                       gint64         id,
                       EoSource      *source,
                       const char    *origin,
                       GError       **error)
{
  g_autofree char *said = NULL;

  g_return_val_if_fail (writer != NULL && kind != NULL && source != NULL && origin != NULL, FALSE);

  /* TRANSLATORS: a file, and where it comes from */
  said = g_strdup_printf (_("%s (%s)"), eo_source_get_name (source), origin);
  if (!eo_writer_check_living (writer, kind, id, error)
      || !eo_attachment_add (writer, kind->name, id, source, NULL, error))
    return FALSE;
  eo_writer_note (writer, kind->name, id, TRUE);

  return eo_attachment_journal (writer, kind->name, id, "attached", said, error);
}
