/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/eo-scan-reading.h"

#include <unistd.h>

#include "base/eo-error.h"
#include "reader/eo-ocr.h"

static void
forget_page (EoScanReading *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->codes, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->why, g_free);
  g_clear_pointer (&self->attachment, eo_attachment_free);
}

static void
forget_document (EoScanReading *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  self->fd_document = 0;
}

EoScanReading *
eo_scan_reading_new (EoStore *store)
{
  EoScanReading *self = g_new0 (EoScanReading, 1);

  self->store = g_object_ref (store);
  self->fd = -1;
  return self;
}

void
eo_scan_reading_free (EoScanReading *self)
{
  if (self == NULL)
    return;
  forget_page (self);
  forget_document (self);
  g_free (self->trouble);
  g_object_unref (self->store);
  g_free (self);
}

gboolean
eo_scan_reading_next (EoScanReading *self,
                      gint64         document)
{
  g_return_val_if_fail (self != NULL, FALSE);

  forget_page (self);
  if (self->trouble == NULL && eo_store_next_scan (self->store, document, &self->attachment, &self->page))
    return TRUE;
  forget_document (self);
  return FALSE;
}

/* Reading it again for each of its pages would hash it again. */
static gboolean
open_document (EoScanReading  *self,
               GError        **error)
{
  if (self->fd >= 0 && self->fd_document == self->attachment->document)
    return TRUE;
  forget_document (self);
  self->fd = eo_store_open_document (self->store, self->attachment->document, error);
  self->fd_document = self->attachment->document;
  return self->fd >= 0;
}

static void
keep_found (EoScanReading *self,
            EoScanPage    *page)
{
  g_autoptr (EoPageText) placed = NULL;

  self->words = eo_scan_page_format (page);
  placed = eo_scan_place_words (self->words, 1, 1);
  self->text = g_strdup (placed->text);
  g_ptr_array_add (page->codes, NULL);
  self->codes = g_strjoinv ("\n", (char **) page->codes->pdata);
}

/* Whether it is about this computer and not about this page. */
static gboolean
is_trouble (const GError *error)
{
  return g_error_matches (error, EO_ERROR, EO_ERROR_UNSUPPORTED) || g_error_matches (error, EO_ERROR, EO_ERROR_NO_CAGE)
         || g_error_matches (error, EO_ERROR, EO_ERROR_FULL);
}

gboolean
eo_scan_reading_read (EoScanReading *self,
                      GCancellable  *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EoScanPage) page = NULL;

  g_return_val_if_fail (self != NULL && self->attachment != NULL, FALSE);

  if (open_document (self, &error))
    page = eo_ocr_read_page (self->fd, self->attachment->name, self->page, cancellable, &error);
  if (g_cancellable_is_cancelled (cancellable))
    return FALSE;
  if (page != NULL)
    keep_found (self, page);
  else if (is_trouble (error))
    self->trouble = g_strdup (error->message);
  else
    self->why = g_strdup (error->message);
  return TRUE;
}

gboolean
eo_scan_reading_write (EoWriter  *writer,
                       gpointer   data,
                       GError   **error)
{
  EoScanReading *self = data;
  gint64 document = self->attachment->document;

  if (self->trouble != NULL)
    return eo_writer_set_scan_trouble (writer, document, self->trouble, error);
  if (!self->has_read && !eo_writer_set_scan_trouble (writer, document, "", error))
    return FALSE;
  if (!eo_writer_set_scan (writer, document, self->page, self->words, self->codes,
                           self->text != NULL ? self->text : "", self->why, error))
    return FALSE;
  self->has_read = TRUE;
  return TRUE;
}
