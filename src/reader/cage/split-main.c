/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <qpdf/qpdf-c.h>

#include "reader/cage/eo-serve.h"

/* execoffice-split: takes pages out of one PDF as they are, shut in as eo-cage.h says. A program of its own: libqpdf
 * brings cryptography along that nobody who looks at a page needs. */

#define MEMORY      ((gsize) 1536 * 1024 * 1024) /* the document, what is cut out of it twice */
#define CPU_SECONDS 20

static const char *const readable[] = { NULL };

static gboolean
is_pdf (const guint8 *data,
        gsize         size)
{
  return memmem (data, MIN (size, 1024), "%PDF-", 5) != NULL;
}

static gboolean
failed (QPDF_ERROR_CODE code)
{
  return (code & QPDF_ERRORS) != 0;
}

static GPtrArray *
list_keys (qpdf_data pdf,
           qpdf_oh   dictionary)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  qpdf_oh_begin_dict_key_iter (pdf, dictionary);
  while (qpdf_oh_dict_more_keys (pdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (pdf)));
  return keys;
}

/* Whether the name stands in the page's content, ended by what ends a name. */
static gboolean
names (const guint8 *content,
       gsize         size,
       const char   *key)
{
  gsize n = strlen (key);
  const guint8 *at = content, *end = content + size;

  while ((at = memmem (at, end - at, key, n)) != NULL)
    {
      at += n;
      if (at == end || strchr (" \t\r\n\f/[]<>()%", *at) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Forms without resources of their own use the page's: what they name does not stand in its content. */
static gboolean
has_needy_form (qpdf_data  pdf,
                qpdf_oh    objects,
                GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh dictionary = qpdf_oh_get_dict (pdf, qpdf_oh_get_key (pdf, objects, keys->pdata[i]));

      if (!qpdf_oh_has_key (pdf, dictionary, "/Resources")
          && g_strcmp0 (qpdf_oh_get_name (pdf, qpdf_oh_get_key (pdf, dictionary, "/Subtype")), "/Image") != 0)
        return TRUE;
    }
  return FALSE;
}

/* The page's resources without @objects, and instead of these those of @used. */
static void
put_objects (qpdf_data  pdf,
             qpdf_oh    page,
             qpdf_oh    resources,
             qpdf_oh    objects,
             GPtrArray *used)
{
  qpdf_oh mine = qpdf_oh_new_dictionary (pdf), kept = qpdf_oh_new_dictionary (pdf);
  g_autoptr (GPtrArray) keys = list_keys (pdf, resources);

  for (guint i = 0; i < used->len; i++)
    qpdf_oh_replace_key (pdf, kept, used->pdata[i], qpdf_oh_get_key (pdf, objects, used->pdata[i]));
  for (guint i = 0; i < keys->len; i++)
    qpdf_oh_replace_key (pdf, mine, keys->pdata[i], qpdf_oh_get_key (pdf, resources, keys->pdata[i]));
  qpdf_oh_replace_key (pdf, mine, "/XObject", kept);
  qpdf_oh_replace_key (pdf, page, "/Resources", mine);
}

/* Some programs give every page the pictures of all: those of other pages stay behind. FALSE where it is not certain
 * which these are. */
static gboolean
drop_foreign_pictures (qpdf_data pdf,
                       qpdf_oh   page)
{
  qpdf_oh resources = qpdf_oh_get_key (pdf, page, "/Resources");
  qpdf_oh objects = qpdf_oh_is_dictionary (pdf, resources) ? qpdf_oh_get_key (pdf, resources, "/XObject")
                                                           : qpdf_oh_new_null (pdf);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  unsigned char *content = NULL;
  size_t size = 0;
  gboolean certain;

  if (!qpdf_oh_is_dictionary (pdf, objects))
    return TRUE;
  keys = list_keys (pdf, objects);
  if (failed (qpdf_oh_get_page_content_data (pdf, page, &content, &size)))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (names (content, size, keys->pdata[i]))
      g_ptr_array_add (used, keys->pdata[i]);
  certain = used->len == keys->len
            || (memchr (content, '#', size) == NULL && !has_needy_form (pdf, objects, keys));
  if (certain && used->len < keys->len)
    put_objects (pdf, page, resources, objects, used);
  return certain;
}

/* What hangs on a page and leads to others. FALSE where it has fields of a form, which are the whole document's. */
static gboolean
cut_loose (qpdf_data pdf,
           qpdf_oh   page)
{
  static const char *const leading[] = { "/B", "/PieceInfo", "/Metadata", "/StructParents", "/Thumb", "/AA" };
  qpdf_oh annotations = qpdf_oh_get_key (pdf, page, "/Annots");

  for (guint i = 0; i < G_N_ELEMENTS (leading); i++)
    qpdf_oh_remove_key (pdf, page, leading[i]);
  for (int i = 0; qpdf_oh_is_array (pdf, annotations) && i < qpdf_oh_get_array_n_items (pdf, annotations); i++)
    {
      qpdf_oh annotation = qpdf_oh_get_array_item (pdf, annotations, i);

      if (!qpdf_oh_is_dictionary (pdf, annotation)
          || g_strcmp0 (qpdf_oh_get_name (pdf, qpdf_oh_get_key (pdf, annotation, "/Subtype")), "/Widget") == 0)
        return FALSE;
      qpdf_oh_remove_key (pdf, annotation, "/Parent");
      qpdf_oh_remove_key (pdf, annotation, "/StructParent");
      qpdf_oh_remove_key (pdf, annotation, "/Dest");
      qpdf_oh_remove_key (pdf, annotation, "/IRT");
    }
  return TRUE;
}

static EoReaderStatus
copy_pages (qpdf_data from,
            qpdf_data to,
            guint     first,
            guint     n_pages)
{
  if (failed (qpdf_push_inherited_attributes_to_page (from)) || failed (qpdf_empty_pdf (to)))
    return EO_READER_DAMAGED;
  for (guint i = first; i < first + n_pages; i++)
    {
      qpdf_oh page = qpdf_get_page_n (from, i);

      if (!cut_loose (from, page) || !drop_foreign_pictures (from, page))
        return EO_READER_UNSUPPORTED;
      if (failed (qpdf_add_page (to, from, page, QPDF_FALSE)))
        return EO_READER_DAMAGED;
    }
  return EO_READER_OK;
}

static int
send_pdf (qpdf_data      pdf,
          EoReaderReply *reply)
{
  guint8 *memory;
  gsize size;
  int fd;

  reply->status = EO_READER_DAMAGED;
  if (failed (qpdf_init_write_memory (pdf)))
    return -1;
  qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
  if (failed (qpdf_write (pdf)))
    return -1;
  size = qpdf_get_buffer_length (pdf);
  reply->status = EO_READER_TOO_LARGE;
  if (size == 0 || size > EO_READER_MAX_PART || (fd = eo_shared_new (size, &memory)) < 0)
    return -1;
  memcpy (memory, qpdf_get_buffer (pdf), size);
  reply->bytes = size;
  reply->status = EO_READER_OK;
  return eo_shared_seal (fd, memory, size);
}

static qpdf_data
begin (void)
{
  qpdf_data pdf = qpdf_init ();

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  return pdf;
}

/* None of it is given back: the process ends with its last answer. */
static int
answer (const guint8          *data,
        gsize                  size,
        const EoReaderRequest *request,
        EoReaderReply         *reply)
{
  qpdf_data from = begin (), to = begin ();
  guint n_pages, asked;

  reply->status = request->op != EO_READER_CUT ? EO_READER_REFUSED : is_pdf (data, size) ? EO_READER_OK
                                                                                         : EO_READER_UNSUPPORTED;
  if (reply->status == EO_READER_OK && failed (qpdf_read_memory (from, "document", (const char *) data, size, NULL)))
    reply->status = EO_READER_DAMAGED;
  if (reply->status != EO_READER_OK)
    return -1;
  n_pages = MAX (qpdf_get_num_pages (from), 0);
  if (n_pages == 0 || n_pages > EO_READER_MAX_PAGES)
    {
      reply->status = EO_READER_DAMAGED;
      return -1;
    }
  if (request->page >= n_pages)
    return -1;
  asked = request->rotation == 0 ? n_pages : request->rotation;
  reply->count = MIN (asked, n_pages - request->page);
  reply->status = copy_pages (from, to, request->page, reply->count);
  return reply->status == EO_READER_OK ? send_pdf (to, reply) : -1;
}

int
main (void)
{
  eo_serve (readable, MEMORY, CPU_SECONDS, EO_READER_MAX_PART, answer);
}
