/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The client of execoffice-reader: one document, open in a caged process of its
 * own. GLib only; everything that comes back was checked here before it is given
 * on. All calls are for the main thread (the thread of the GMainContext that was
 * the default when the reader was opened), and none of them blocks.
 * Errors are in EO_ERROR: PASSWORD, UNSUPPORTED, TOO_LARGE, CRASHED, LIMIT, NO_CAGE.
 * After CRASHED or LIMIT the reader is dead: every later call fails the same way;
 * open a new one to retry. */

#define EO_READER_MAX_BYTES (256 * 1024 * 1024) /* documents over this are kept, but not shown */

/* A rectangle on a page, in points (1/72 in) from its top left corner, before rotation. */
typedef struct { double x, y, width, height; } EoPageRect;

/* What a page looks like: premultiplied ARGB32 in native byte order (as cairo and
 * GDK_MEMORY_DEFAULT have it), at most 4096 px a side. */
typedef struct
{
  int     width;
  int     height;
  int     stride; /* bytes */
  GBytes *bytes;  /* sealed shared memory, unmapped with the last reference */
} EoPixels;

void eo_pixels_free (EoPixels *pixels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoPixels, eo_pixels_free)

/* The text of a page in reading order, and where each of its characters stands. */
typedef struct
{
  char       *text;    /* valid UTF-8, lines ended by \n; "" where there is none */
  guint       n_chars; /* characters (not bytes) of text */
  EoPageRect *rects;   /* n_chars of them */
} EoPageText;

void eo_page_text_free (EoPageText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EoPageText, eo_page_text_free)

/* A place where searched words stand: several rectangles where they break over a line. */
typedef struct
{
  guint       page;
  guint       n_rects;
  EoPageRect *rects;
} EoPageMatch;

/* A link on a page. Shown, never followed without a click. */
typedef struct
{
  EoPageRect  rect;
  char       *uri;  /* http, https or mailto; NULL for one within the document */
  int         page; /* target within the document, from 0; -1 for none */
} EoPageLink;

#define EO_TYPE_READER (eo_reader_get_type ())
G_DECLARE_FINAL_TYPE (EoReader, eo_reader, EO, READER, GObject)

/* @fd: the document (a sealed memfd; duplicated here, still the caller's afterwards).
 * @name: the file's name, for messages and as a last hint of its format (contents decide).
 * @password: or NULL. PDF, PNG, JPEG and TIFF (all its pages). */
void        eo_reader_open_async    (int                  fd,
                                     const char          *name,
                                     const char          *password,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
EoReader   *eo_reader_open_finish   (GAsyncResult        *result,
                                     GError             **error);

guint       eo_reader_get_n_pages   (EoReader            *self);
/* Past the 64th page, a page that was not measured yet is taken to be as the first; the rest
 * are measured when nothing else is asked, and "sizes-changed" tells when one is different. */
void        eo_reader_get_page_size (EoReader            *self,
                                     guint                page,
                                     double              *width,    /* points, before rotation */
                                     double              *height);
gboolean    eo_reader_is_image      (EoReader            *self);    /* a scan, without any text of its own */

/* Renders one page. @rotation: 0, 90, 180 or 270 clockwise. @scale: pixels a point.
 * Requests are served in order; one whose cancellable is cancelled before it is sent costs nothing. */
void        eo_reader_render_async  (EoReader            *self,
                                     guint                page,
                                     double               scale,
                                     int                  rotation,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
EoPixels   *eo_reader_render_finish (EoReader            *self,
                                     GAsyncResult        *result,
                                     GError             **error);

void        eo_reader_text_async    (EoReader            *self,
                                     guint                page,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
EoPageText *eo_reader_text_finish   (EoReader            *self,
                                     GAsyncResult        *result,
                                     GError             **error);

/* Where @text stands, on pages @first_page … @first_page + @n_pages - 1. Case and diacritics are ignored. */
void        eo_reader_find_async    (EoReader            *self,
                                     const char          *text,
                                     guint                first_page,
                                     guint                n_pages,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
GPtrArray  *eo_reader_find_finish   (EoReader            *self,     /* of EoPageMatch, in reading order */
                                     GAsyncResult        *result,
                                     GError             **error);

void        eo_reader_links_async   (EoReader            *self,
                                     guint                page,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
GPtrArray  *eo_reader_links_finish  (EoReader            *self,     /* of EoPageLink */
                                     GAsyncResult        *result,
                                     GError             **error);

/* The part of a page that is printed on (for the "Text" zoom, which trims the margins). */
void        eo_reader_bounds_async  (EoReader            *self,
                                     guint                page,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean    eo_reader_bounds_finish (EoReader            *self,
                                     GAsyncResult        *result,
                                     EoPageRect          *bounds,
                                     GError             **error);

/* The whole text of a document, page by page, for the search index: one process,
 * opened, asked and ended. An encrypted document gives EO_ERROR_PASSWORD.
 * Blocks: for worker threads and the command line. At most @seconds of wall clock.
 * @pictures: (nullable): of guint; the pages, from 0, are added that have no text, or next to none, and are to be
 * read as scans (eo_ocr_read_page()). */
GPtrArray  *eo_reader_extract_text  (int                  fd,
                                     const char          *name,
                                     guint                seconds,
                                     GArray              *pictures,
                                     GError             **error);   /* of char*, one a page */

/* CPU the caged process used so far, as it reports itself (getrusage), for the benchmark. */
double      eo_reader_get_cpu       (EoReader            *self);    /* seconds */

G_END_DECLS
