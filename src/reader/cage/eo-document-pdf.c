/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-document.h"

#include <gio/gio.h>
#include <poppler.h>
#include <string.h>

typedef struct
{
  EoDocument       parent;
  PopplerDocument *document;
  PopplerPage     *page;       /* the last one asked for: requests for a page come together */
  guint            page_index;
} EoPdf;

static PopplerPage *
pdf_get_page (EoPdf *self,
              guint  index)
{
  if (self->page == NULL || self->page_index != index)
    {
      g_clear_object (&self->page);
      self->page = poppler_document_get_page (self->document, index);
      self->page_index = index;
    }
  return self->page;
}

static gboolean
pdf_get_size (EoDocument   *document,
              guint         index,
              EoReaderSize *size)
{
  EoPdf *self = (EoPdf *) document;
  PopplerPage *page = poppler_document_get_page (self->document, index);

  if (page == NULL)
    return FALSE;
  poppler_page_get_size (page, &size->width, &size->height);
  g_object_unref (page);
  return TRUE;
}

static gboolean
pdf_draw (EoDocument *document,
          guint       index,
          cairo_t    *cr,
          double      scale)
{
  PopplerPage *page = pdf_get_page ((EoPdf *) document, index);

  if (page == NULL)
    return FALSE;
  poppler_page_render (page, cr);
  return TRUE;
}

static gboolean
pdf_print (EoDocument *document,
           guint       index,
           cairo_t    *cr,
           double      scale)
{
  PopplerPage *page = pdf_get_page ((EoPdf *) document, index);

  if (page == NULL)
    return FALSE;
  poppler_page_render_for_printing (page, cr);
  return TRUE;
}

static char *
pdf_get_text (EoDocument *document,
              guint       index,
              GArray     *rects)
{
  PopplerPage *page = pdf_get_page ((EoPdf *) document, index);
  g_autofree PopplerRectangle *layout = NULL;
  g_autofree char *text = NULL;
  guint n_layout = 0;

  if (page == NULL || (text = poppler_page_get_text (page)) == NULL)
    return NULL;
  if (rects != NULL && poppler_page_get_text_layout (page, &layout, &n_layout))
    {
      for (guint i = 0; i < n_layout; i++)
        {
          const EoReaderRect rect = {
            layout[i].x1, layout[i].y1, layout[i].x2 - layout[i].x1, layout[i].y2 - layout[i].y1,
          };

          g_array_append_val (rects, rect);
        }
    }
  return g_steal_pointer (&text);
}

/* Images side by side add up; those on top of one another do, too. */
static double
pdf_get_cover (EoDocument *document,
               guint       index)
{
  PopplerPage *page = pdf_get_page ((EoPdf *) document, index);
  double width, height, covered = 0;
  GList *images;

  if (page == NULL)
    return 0;
  poppler_page_get_size (page, &width, &height);
  images = poppler_page_get_image_mapping (page);
  for (GList *l = images; l != NULL; l = l->next)
    {
      const PopplerRectangle *area = &((PopplerImageMapping *) l->data)->area;

      covered += MIN (ABS (area->x2 - area->x1), width) * MIN (ABS (area->y2 - area->y1), height);
    }
  poppler_page_free_image_mapping (images);
  return covered / (width * height);
}

/* Poppler gives these from the bottom left corner. */
static EoReaderRect
from_bottom_left (PopplerPage            *page,
                  const PopplerRectangle *rect)
{
  double width, height;

  poppler_page_get_size (page, &width, &height);
  return (EoReaderRect) {
    MIN (rect->x1, rect->x2), height - MAX (rect->y1, rect->y2),
    ABS (rect->x2 - rect->x1), ABS (rect->y2 - rect->y1),
  };
}

static void
pdf_find (EoDocument *document,
          guint       index,
          const char *text,
          GArray     *matches)
{
  PopplerPage *page = pdf_get_page ((EoPdf *) document, index);
  GList *found;

  if (page == NULL)
    return;

  found = poppler_page_find_text_with_options (page, text,
                                               POPPLER_FIND_IGNORE_DIACRITICS | POPPLER_FIND_MULTILINE);
  for (GList *l = found; l != NULL; l = l->next)
    {
      const EoReaderMatch match = {
        from_bottom_left (page, l->data), poppler_rectangle_find_get_match_continued (l->data),
      };

      if (matches->len < EO_READER_MAX_MATCHES)
        g_array_append_val (matches, match);
    }
  g_list_free_full (found, (GDestroyNotify) poppler_rectangle_free);
}

static int
destination_page (EoPdf             *self,
                  const PopplerDest *dest)
{
  int page = dest != NULL ? dest->page_num - 1 : -1;

  if (dest != NULL && dest->type == POPPLER_DEST_NAMED && dest->named_dest != NULL)
    {
      PopplerDest *named = poppler_document_find_dest (self->document, dest->named_dest);

      page = named != NULL ? named->page_num - 1 : -1;
      g_clear_pointer (&named, poppler_dest_free);
    }
  return page;
}

static void
pdf_get_links (EoDocument *document,
               guint       index,
               GArray     *links)
{
  EoPdf *self = (EoPdf *) document;
  PopplerPage *page = pdf_get_page (self, index);
  GList *mappings;

  if (page == NULL)
    return;

  mappings = g_list_reverse (poppler_page_get_link_mapping (page)); /* as they stand in the file */
  for (GList *l = mappings; l != NULL; l = l->next)
    {
      const PopplerLinkMapping *mapping = l->data;
      EoReaderLink link = { from_bottom_left (page, &mapping->area), -1, "" };

      if (mapping->action->type == POPPLER_ACTION_URI && mapping->action->uri.uri != NULL &&
          strlen (mapping->action->uri.uri) < sizeof link.uri)
        g_strlcpy (link.uri, mapping->action->uri.uri, sizeof link.uri);
      else if (mapping->action->type == POPPLER_ACTION_GOTO_DEST)
        link.page = destination_page (self, mapping->action->goto_dest.dest);
      if (links->len < EO_READER_MAX_LINKS && (link.uri[0] != '\0' || link.page >= 0))
        g_array_append_val (links, link);
    }
  poppler_page_free_link_mapping (mappings);
}

static void
pdf_get_bounds (EoDocument   *document,
                guint         index,
                EoReaderRect *bounds)
{
  PopplerPage *page = pdf_get_page ((EoPdf *) document, index);
  PopplerRectangle rect;

  if (page != NULL && poppler_page_get_bounding_box (page, &rect))
    *bounds = (EoReaderRect) { rect.x1, rect.y1, rect.x2 - rect.x1, rect.y2 - rect.y1 };
}

static void
pdf_close (EoDocument *document)
{
  EoPdf *self = (EoPdf *) document;

  g_clear_object (&self->page);
  g_clear_object (&self->document);
  g_free (self);
}

/* Poppler 22.12 crashes on a wrong password where it reads from bytes; from a stream, which
 * is a little slower, it does not. */
static PopplerDocument *
open_document (GBytes      *bytes,
               const char  *password,
               GError     **error)
{
  g_autoptr (GInputStream) stream = NULL;

  if (password == NULL)
    return poppler_document_new_from_bytes (bytes, NULL, error);
  stream = g_memory_input_stream_new_from_bytes (bytes);
  return poppler_document_new_from_stream (stream, g_bytes_get_size (bytes), password, NULL, error);
}

EoDocument *
eo_document_open_pdf (const guint8   *data,
                      gsize           size,
                      const char     *password,
                      EoReaderStatus *status)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = open_document (bytes, password, &error);
  EoPdf *self;

  if (document == NULL)
    {
      *status = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? EO_READER_PASSWORD
                                                                                : EO_READER_DAMAGED;
      return NULL;
    }

  self = g_new0 (EoPdf, 1);
  self->document = document;
  self->parent.n_pages = MAX (poppler_document_get_n_pages (document), 0);
  self->parent.get_size = pdf_get_size;
  self->parent.draw = pdf_draw;
  self->parent.print = pdf_print;
  self->parent.get_text = pdf_get_text;
  self->parent.get_cover = pdf_get_cover;
  self->parent.find = pdf_find;
  self->parent.get_links = pdf_get_links;
  self->parent.get_bounds = pdf_get_bounds;
  self->parent.close = pdf_close;
  return &self->parent;
}
