/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is in a PDF beside what it shows. Header only, as fixtures are. */

#include <string.h>

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* Names that nothing drawn anew has any use for. */
static const char *const pdf_forbidden[] = {
  "/JavaScript", "/JS", "/AA", "/OpenAction", "/URI", "/Launch", "/GoToR", "/SubmitForm", "/ImportData", "/EmbeddedFile",
  "/EmbeddedFiles", "/EF", "/AcroForm", "/XFA", "/Annots", "/RichMedia", "/Metadata", "/Author", "/PieceInfo", "/StructTreeRoot",
  "/JBIG2Decode", "/JPXDecode", "/CCITTFaxDecode", NULL
};

static inline void
pdf_assert_name (const char *name)
{
  if (!g_strv_contains (pdf_forbidden, name))
    return;
  g_test_message ("the PDF has a %s", name);
  g_test_fail ();
}

/* Direct objects only: those that are referred to have a number, and their turn. */
static inline void
pdf_assert_clean_object (qpdf_data pdf,
                         qpdf_oh   object)
{
  if (qpdf_oh_is_name (pdf, object))
    pdf_assert_name (qpdf_oh_get_name (pdf, object));
  else if (qpdf_oh_is_array (pdf, object))
    {
      for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, object); i++)
        {
          qpdf_oh item = qpdf_oh_get_array_item (pdf, object, i);

          if (!qpdf_oh_is_indirect (pdf, item))
            pdf_assert_clean_object (pdf, item);
        }
    }
  else if (qpdf_oh_is_dictionary (pdf, object) || qpdf_oh_is_stream (pdf, object))
    {
      qpdf_oh dictionary = qpdf_oh_is_stream (pdf, object) ? qpdf_oh_get_dict (pdf, object) : object;
      g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

      qpdf_oh_begin_dict_key_iter (pdf, dictionary);
      while (qpdf_oh_dict_more_keys (pdf))
        g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (pdf)));
      for (guint i = 0; i < keys->len; i++)
        {
          qpdf_oh value = qpdf_oh_get_key (pdf, dictionary, keys->pdata[i]);

          pdf_assert_name (keys->pdata[i]);
          if (!qpdf_oh_is_indirect (pdf, value))
            pdf_assert_clean_object (pdf, value);
        }
    }
}

static inline qpdf_data
pdf_open (GBytes *bytes)
{
  qpdf_data pdf = qpdf_init ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  qpdf_silence_errors (pdf);
  g_assert_cmpint (qpdf_read_memory (pdf, "pack", data, size, NULL), ==, QPDF_SUCCESS);
  return pdf;
}

static inline void
pdf_assert_clean (GBytes *bytes)
{
  qpdf_data pdf = pdf_open (bytes);
  int size = qpdf_oh_get_int_value_as_int (pdf, qpdf_oh_get_key (pdf, qpdf_get_trailer (pdf), "/Size"));

  g_assert_cmpint (size, >, 1);
  for (int i = 1; i < size; i++)
    pdf_assert_clean_object (pdf, qpdf_get_object_by_id (pdf, i, 0));
  qpdf_cleanup (&pdf);
}

static inline void
pdf_append_entries (qpdf_data  pdf,
                    qpdf_oh    entry,
                    guint      depth,
                    GString   *text)
{
  for (; qpdf_oh_is_dictionary (pdf, entry); entry = qpdf_oh_get_key (pdf, entry, "/Next"))
    {
      qpdf_oh to = qpdf_oh_get_array_item (pdf, qpdf_oh_get_key (pdf, entry, "/Dest"), 0);
      int page = qpdf_find_page_by_id (pdf, qpdf_oh_get_object_id (pdf, to), 0);

      g_string_append_printf (text, "%*s%s: %d\n", (int) depth, "",
                              qpdf_oh_get_utf8_value (pdf, qpdf_oh_get_key (pdf, entry, "/Title")), page + 1);
      pdf_append_entries (pdf, qpdf_oh_get_key (pdf, entry, "/First"), depth + 1, text);
    }
}

/* A line an entry, "Contents: 1", indented by its depth. */
static inline char *
pdf_list_outline (GBytes *bytes)
{
  qpdf_data pdf = pdf_open (bytes);
  GString *text = g_string_new (NULL);
  qpdf_oh outlines = qpdf_oh_get_key (pdf, qpdf_get_root (pdf), "/Outlines");

  if (qpdf_oh_is_dictionary (pdf, outlines))
    pdf_append_entries (pdf, qpdf_oh_get_key (pdf, outlines, "/First"), 0, text);
  qpdf_cleanup (&pdf);
  return g_string_free (text, FALSE);
}
