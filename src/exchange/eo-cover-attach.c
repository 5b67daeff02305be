/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/eo-cover-attach-private.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "exchange/eo-cover.h"
#include "reader/eo-ocr.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"
#include "store/eo-draft-scan.h"
#include "store/eo-draft.h"
#include "store/eo-page-scan.h"

#define TEXT_SECONDS 60

static void
part_free (gpointer data)
{
  EoCoverPart *part = data;

  g_clear_object (&part->record);
  g_clear_pointer (&part->cr, cairo_destroy);
  g_clear_pointer (&part->surface, cairo_surface_destroy);
  g_clear_pointer (&part->source, eo_source_free);
  g_clear_pointer (&part->pdf, g_bytes_unref);
  g_byte_array_unref (part->bytes);
  g_free (part);
}

static EoCoverPart *
part_new (EoRecord *record,
          gint      cover)
{
  EoCoverPart *part = g_new0 (EoCoverPart, 1);

  part->record = record != NULL ? g_object_ref (record) : NULL;
  part->cover = cover;
  part->bytes = g_byte_array_new ();
  return part;
}

static EoCoverAttach *
attach_new (EoStore    *store,
            const char *name,
            const char *sha256)
{
  EoCoverAttach *self = g_new0 (EoCoverAttach, 1);

  self->store = g_object_ref (store);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->name = g_strdup (name);
  self->sha256 = g_strdup (sha256);
  self->fd = -1;
  return self;
}

void
eo_cover_attach_free (EoCoverAttach *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->source, eo_source_free);
  g_clear_pointer (&self->attachment, eo_attachment_free);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->records);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->why);
  g_object_unref (self->store);
  g_free (self);
}

/* What the codes say */

/* FALSE where a cover sheet is none that this office may go by. @record: NULL for a page that is none. */
static gboolean
match_page (EoStore             *store,
            const char *const   *codes,
            guint                page,
            EoRecord           **record,
            GError             **error)
{
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (EoRecord) found = eo_cover_match (store, codes[i], &problem);

      if (g_error_matches (problem, EO_ERROR, EO_ERROR_UNSUPPORTED))
        continue;
      if (found == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (*record != NULL && ((*record)->id != found->id || eo_record_get_kind (*record) != eo_record_get_kind (found)))
        {
          g_set_error (error, EO_ERROR, EO_ERROR_INVALID,
                       _("Page %u has the codes of two cover sheets, of %s and %s. Scan them one by one."), page + 1,
                       eo_record_get_name (*record), eo_record_get_name (found));
          return FALSE;
        }
      if (*record == NULL)
        *record = g_steal_pointer (&found);
    }
  return TRUE;
}

static gboolean
add_page (EoCoverAttach      *self,
          guint               page,
          const char *const  *codes,
          GError            **error)
{
  g_autoptr (EoRecord) record = NULL;

  if (!match_page (self->store, codes, page, &record, error))
    return FALSE;
  if (record == NULL)
    return TRUE;
  if (self->parts->len == 0 && page > 0)
    g_ptr_array_add (self->parts, part_new (NULL, -1));
  g_ptr_array_add (self->parts, part_new (record, (gint) page));
  g_ptr_array_add (self->records, g_object_ref (record));
  return TRUE;
}

static void
find_covers (EoCoverAttach *self)
{
  g_autoptr (GArray) pages = eo_store_get_coded_pages (self->store, self->attachment->document);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < pages->len && error == NULL; i++)
    {
      guint page = g_array_index (pages, guint, i);
      g_auto (GStrv) codes = eo_store_get_page_codes (self->store, self->attachment->document, page);

      if (codes != NULL)
        add_page (self, page, (const char *const *) codes, &error);
    }
  if (error != NULL)
    self->why = g_strdup (error->message);
}

EoCoverAttach *
eo_cover_attach_next (EoStore *store,
                      gint64  *after)
{
  EoAttachment *attachment;

  g_return_val_if_fail (EO_IS_STORE (store) && after != NULL, NULL);

  while (eo_store_next_coded_draft (store, EO_COVER_MARK ":", *after, after, &attachment))
    {
      EoCoverAttach *self = attach_new (store, attachment->name, attachment->sha256);

      self->draft = *after;
      self->attachment = attachment;
      find_covers (self);
      if (self->parts->len > 0 || self->why != NULL)
        return self;
      eo_cover_attach_free (self);
    }
  return NULL;
}

void
eo_cover_find_marked (GPtrArray *texts,
                      GArray    *pages)
{
  g_return_if_fail (texts != NULL && pages != NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < pages->len; j++)
        known |= g_array_index (pages, guint, j) == i;
      if (!known && strstr (g_ptr_array_index (texts, i), EO_COVER_MARK ":") != NULL)
        g_array_append_val (pages, i);
    }
}

static int
by_number (gconstpointer a,
           gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* Without a program that reads codes, or a format that has pages, there are none. */
static gboolean
read_file (EoCoverAttach  *self,
           EoReadText    **text,
           GError        **error)
{
  g_autoptr (GArray) pictures = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) texts = eo_reader_extract_text (self->fd, self->name, TEXT_SECONDS, pictures, NULL);
  g_autoptr (GError) problem = NULL;

  if (texts != NULL)
    eo_cover_find_marked (texts, pictures);
  g_array_sort (pictures, by_number);
  for (guint i = 0; texts != NULL && i < pictures->len && !g_error_matches (problem, EO_ERROR, EO_ERROR_NO_CAGE); i++)
    {
      guint page = g_array_index (pictures, guint, i);
      g_autoptr (EoScanPage) found = NULL;

      g_clear_error (&problem);
      found = eo_ocr_read_codes (self->fd, self->name, page, NULL, &problem);
      if (found == NULL)
        continue;
      g_ptr_array_add (found->codes, NULL);
      if (!add_page (self, page, (const char *const *) found->codes->pdata, error))
        return FALSE;
    }
  if (text != NULL && texts != NULL && pictures->len == 0)
    {
      *text = g_new0 (EoReadText, 1);
      (*text)->sha256 = g_strdup (self->sha256);
      (*text)->pages = g_steal_pointer (&texts);
    }
  return TRUE;
}

void
eo_read_text_free (EoReadText *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

/* The bytes that are looked at are the bytes that are attached. */
static GBytes *
map_sealed (int fd)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new_from_fd (fd, FALSE, NULL);

  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
}

EoCoverAttach *
eo_cover_attach_new_for_path (EoStore     *store,
                              const char  *path,
                              EoReadText **text,
                              GError     **error)
{
  g_autoptr (EoCoverAttach) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sha256 = NULL;
  int fd;

  g_return_val_if_fail (EO_IS_STORE (store) && path != NULL, NULL);

  fd = eo_sealed_new_from_file (path, EO_READER_MAX_BYTES, NULL); /* what is wrong with it the import says */
  if (fd < 0)
    return NULL;
  name = eo_text_safe_filename (path);
  bytes = map_sealed (fd);
  sha256 = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
  self = attach_new (store, name, sha256);
  self->fd = fd;
  if (bytes == NULL || !read_file (self, text, error) || self->parts->len == 0)
    return NULL;
  self->source = eo_source_new_for_bytes (bytes, name);
  return g_steal_pointer (&self);
}

/* Written */

static gboolean
write_whole (EoCoverAttach  *self,
             EoWriter       *writer,
             GError        **error)
{
  EoRecord *record = g_ptr_array_index (self->records, 0);
  const EoKind *kind = eo_record_get_kind (record);

  if (!eo_writer_check_living (writer, kind, record->id, error))
    return FALSE;
  if (self->attachment == NULL)
    return eo_writer_attach (writer, kind, record->id, self->source, NULL, error);
  return eo_writer_attach_again (writer, kind, record->id, self->attachment, self->name, error);
}

/* Those before the first cover sheet. */
static gboolean
write_rest (EoCoverAttach  *self,
            EoWriter       *writer,
            EoCoverPart    *part,
            GError        **error)
{
  const EoKind *kind = eo_kind_lookup ("letter");
  const char *name = eo_source_get_name (part->source);
  g_autofree char *subject = g_strndup (name, strrchr (name, '.') - name);

  if (self->draft != 0)
    return eo_writer_draft_replace (writer, self->draft, part->source, error);
  part->record = eo_record_new (kind);
  g_ptr_array_insert (self->records, 0, g_object_ref (part->record));
  return eo_record_set_text (part->record, "direction", "incoming", error)
         && eo_record_set_text (part->record, "subject", subject, error)
         && eo_writer_save (writer, part->record, error)
         && eo_writer_attach (writer, kind, part->record->id, part->source, NULL, error);
}

static gboolean
write_part (EoCoverAttach  *self,
            EoWriter       *writer,
            EoCoverPart    *part,
            GError        **error)
{
  g_autofree char *origin = NULL;

  if (part->record == NULL)
    return write_rest (self, writer, part, error);
  origin = g_strdup_printf (_("split from “%s”, SHA-256 %s"), self->name, self->sha256);
  return eo_writer_attach_part (writer, eo_record_get_kind (part->record), part->record->id, part->source, origin, error);
}

static gboolean
leaves_rest (const EoCoverAttach *self)
{
  return ((EoCoverPart *) g_ptr_array_index (self->parts, 0))->cover < 0;
}

gboolean
eo_cover_attach_write (EoWriter  *writer,
                       gpointer   data,
                       GError   **error)
{
  EoCoverAttach *self = data;
  gboolean done = TRUE;

  if (self->draft != 0 && !eo_writer_check_draft (writer, self->draft, error))
    return FALSE;
  if (self->why != NULL)
    return eo_writer_set_draft_why (writer, self->draft, self->why, error);
  if (eo_cover_attach_is_whole (self))
    done = write_whole (self, writer, error);
  for (guint i = 0; done && !eo_cover_attach_is_whole (self) && i < self->parts->len; i++)
    done = write_part (self, writer, g_ptr_array_index (self->parts, i), error);
  return done && (self->draft == 0 || leaves_rest (self) || eo_writer_discard_draft (writer, self->draft, error));
}

gboolean
eo_cover_attach_refuse (EoCoverAttach *self,
                        const GError  *error)
{
  g_return_val_if_fail (self != NULL && error != NULL, FALSE);

  if (self->draft == 0 || self->why != NULL || !g_error_matches (error, EO_ERROR, EO_ERROR_NOT_FOUND))
    return FALSE;
  self->why = g_strdup (error->message);
  return TRUE;
}

gboolean
eo_cover_attach_now (EoCoverAttach  *self,
                     GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  eo_cover_attach_draw (self);
  if (self->why == NULL || self->draft != 0)
    return eo_store_write (self->store, eo_cover_attach_write, self, error);
  g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID, self->why);
  return FALSE;
}

void
eo_cover_attach_all (EoStore *store)
{
  EoCoverAttach *self;
  gint64 after = 0;

  g_return_if_fail (EO_IS_STORE (store));

  while ((self = eo_cover_attach_next (store, &after)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (!eo_cover_attach_now (self, &error)
          && (!eo_cover_attach_refuse (self, error) || !eo_cover_attach_now (self, NULL)))
        g_debug ("%s", error->message);
      eo_cover_attach_free (self);
    }
}

char *
eo_cover_attach_tell (EoCoverAttach *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->why != NULL)
    return NULL;
  for (guint i = 0; i < self->records->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", eo_record_get_name (g_ptr_array_index (self->records, i)));
  if (eo_cover_attach_is_whole (self))
    return g_strdup_printf (_("“%s” was attached to %s"), self->name, names->str);
  if (leaves_rest (self) && self->draft != 0)
    return g_strdup_printf (_("“%s” was split and attached to %s; its first pages are still to be registered"),
                            self->name, names->str);
  return g_strdup_printf (_("“%s” was split and attached to %s"), self->name, names->str);
}

GPtrArray *
eo_cover_attach_get_records (EoCoverAttach *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->records;
}
