/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "reader/eo-reader-private.h"

/* Everything here comes from a process that may have been taken over by the document
 * it reads: counted, measured and validated before it is believed. The payload cannot
 * change under us any more; it is sealed. */

/* A whole number of elements, exactly as many as announced and not more than @most. */
static gconstpointer
get_elements (GBytes *payload,
              guint   count,
              guint   most,
              gsize   element)
{
  gsize size = payload != NULL ? g_bytes_get_size (payload) : 0;

  if (count == 0 || count > most || size != (gsize) count * element)
    return NULL;
  return g_bytes_get_data (payload, NULL);
}

static gboolean
is_nothing (GBytes *payload,
            guint   count)
{
  return payload == NULL && count == 0;
}

static gboolean
is_rect (const EoReaderRect *rect)
{
  return fabs (rect->x) < 1e7 && fabs (rect->y) < 1e7 &&
         fabs (rect->width) < 1e7 && fabs (rect->height) < 1e7;
}

static EoPageRect
to_rect (const EoReaderRect *rect)
{
  return (EoPageRect) { rect->x, rect->y, rect->width, rect->height };
}

static void
match_free (gpointer data)
{
  EoPageMatch *match = data;

  g_free (match->rects);
  g_free (match);
}

static void
link_free (gpointer data)
{
  EoPageLink *link = data;

  g_free (link->uri);
  g_free (link);
}

void
eo_pixels_free (EoPixels *pixels)
{
  if (pixels == NULL)
    return;
  g_bytes_unref (pixels->bytes);
  g_free (pixels);
}

void
eo_page_text_free (EoPageText *text)
{
  if (text == NULL)
    return;
  g_free (text->text);
  g_free (text->rects);
  g_free (text);
}

void
eo_reader_plain_free (EoReaderPlain *plain)
{
  if (plain == NULL)
    return;
  g_free (plain->text);
  g_free (plain);
}

/* @sizes has @n elements; the payload must have as many. */
gboolean
eo_reader_unpack_sizes (GBytes       *payload,
                        EoReaderSize *sizes,
                        guint         n)
{
  const EoReaderSize *told = get_elements (payload, n, EO_READER_MAX_PAGES, sizeof *told);

  for (guint i = 0; told != NULL && i < n; i++)
    {
      if (!(told[i].width >= 1 && told[i].width <= EO_READER_MAX_POINTS &&
            told[i].height >= 1 && told[i].height <= EO_READER_MAX_POINTS))
        return FALSE;
      sizes[i] = told[i];
    }
  return told != NULL;
}

EoPixels *
eo_reader_unpack_pixels (const EoReaderReply *reply,
                         GBytes              *payload)
{
  EoPixels *pixels;

  if (payload == NULL || reply->width == 0 || reply->width > EO_READER_MAX_SIDE || reply->height == 0 ||
      reply->height > EO_READER_MAX_SIDE ||
      g_bytes_get_size (payload) != (gsize) reply->width * reply->height * 4)
    return NULL;

  pixels = g_new (EoPixels, 1);
  pixels->width = reply->width;
  pixels->height = reply->height;
  pixels->stride = reply->width * 4;
  pixels->bytes = g_bytes_ref (payload);
  return pixels;
}

EoPageText *
eo_reader_unpack_text (const EoReaderReply *reply,
                       GBytes              *payload)
{
  gsize size = payload != NULL ? g_bytes_get_size (payload) : 0;
  gsize n_rects = (gsize) reply->count * sizeof (EoReaderRect);
  const EoReaderRect *rects = payload != NULL ? g_bytes_get_data (payload, NULL) : NULL;
  const char *text = (const char *) rects + n_rects;
  g_autoptr (EoPageText) page = NULL;

  if (is_nothing (payload, reply->count))
    {
      page = g_new0 (EoPageText, 1);
      page->text = g_strdup ("");
      return g_steal_pointer (&page);
    }
  if (reply->count > EO_READER_MAX_CHARS || rects == NULL || size < n_rects ||
      !g_utf8_validate_len (text, size - n_rects, NULL) ||
      g_utf8_strlen (text, size - n_rects) != reply->count)
    return NULL;

  page = g_new0 (EoPageText, 1);
  page->text = g_strndup (text, size - n_rects);
  page->n_chars = reply->count;
  page->rects = g_new (EoPageRect, reply->count);
  for (guint i = 0; i < reply->count; i++)
    {
      if (!is_rect (&rects[i]))
        return NULL;
      page->rects[i] = to_rect (&rects[i]);
    }
  return g_steal_pointer (&page);
}

EoReaderPlain *
eo_reader_unpack_plain (const EoReaderReply *reply,
                        GBytes              *payload)
{
  gsize size = payload != NULL ? g_bytes_get_size (payload) : 0;
  const char *text = payload != NULL ? g_bytes_get_data (payload, NULL) : "";
  EoReaderPlain *plain;

  if (size > EO_READER_MAX_CHARS * 6 || reply->count > 1 || !g_utf8_validate_len (text, size, NULL))
    return NULL;
  plain = g_new (EoReaderPlain, 1);
  plain->text = g_strndup (text, size);
  plain->is_picture = reply->count == 1;
  return plain;
}

GPtrArray *
eo_reader_matches_new (void)
{
  return g_ptr_array_new_with_free_func (match_free);
}

gboolean
eo_reader_unpack_matches (const EoReaderReply *reply,
                          GBytes              *payload,
                          guint                page,
                          GPtrArray           *matches)
{
  const EoReaderMatch *found;
  gboolean continues = FALSE;

  if (is_nothing (payload, reply->count))
    return TRUE;
  found = get_elements (payload, reply->count, EO_READER_MAX_MATCHES, sizeof *found);
  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < reply->count; i++)
    {
      EoPageMatch *match = continues ? g_ptr_array_index (matches, matches->len - 1)
                                     : g_new0 (EoPageMatch, 1);

      if (!continues)
        {
          match->page = page;
          g_ptr_array_add (matches, match);
        }
      if (!is_rect (&found[i].rect))
        return FALSE;
      match->rects = g_renew (EoPageRect, match->rects, match->n_rects + 1);
      match->rects[match->n_rects++] = to_rect (&found[i].rect);
      continues = found[i].continued != 0;
    }
  return TRUE;
}

/* What a click may open in the browser or the mail program; nothing else is a link here. */
static gboolean
is_safe_uri (const char *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  if (scheme == NULL || !g_utf8_validate (uri, -1, NULL))
    return FALSE;
  for (const char *c = uri; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        return FALSE;
    }
  return g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0 ||
         g_ascii_strcasecmp (scheme, "mailto") == 0;
}

GPtrArray *
eo_reader_unpack_links (const EoReaderReply *reply,
                        GBytes              *payload,
                        guint                n_pages)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (link_free);
  const EoReaderLink *found = NULL;

  if (!is_nothing (payload, reply->count))
    {
      found = get_elements (payload, reply->count, EO_READER_MAX_LINKS, sizeof *found);
      if (found == NULL)
        return NULL;
    }
  for (guint i = 0; i < reply->count; i++)
    {
      EoPageLink *link;
      gboolean within = found[i].uri[0] == '\0' && found[i].page >= 0 && found[i].page < n_pages;

      if (!is_rect (&found[i].rect) || memchr (found[i].uri, '\0', sizeof found[i].uri) == NULL)
        return NULL;
      if (!within && !is_safe_uri (found[i].uri))
        continue;
      link = g_new0 (EoPageLink, 1);
      link->rect = to_rect (&found[i].rect);
      link->uri = within ? NULL : g_strdup (found[i].uri);
      link->page = within ? (int) found[i].page : -1;
      g_ptr_array_add (links, link);
    }
  return g_steal_pointer (&links);
}

gboolean
eo_reader_unpack_bounds (const EoReaderReply *reply,
                         EoPageRect          *bounds)
{
  *bounds = to_rect (&reply->rect);
  return is_rect (&reply->rect);
}
