/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/eo-cover.h"

#define MOST_BYTES 300

char *
eo_cover_payload (EoStore   *store,
                  EoRecord  *record,
                  GError   **error)
{
  g_autofree char *office = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_RECORD (record), NULL);

  office = eo_store_get_setting (store, "office-id");
  if (record->id == 0 || *office == '\0')
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID,
                           _("A cover sheet is printed of what is registered: save the record first."));
      return NULL;
    }
  return g_strjoin (":", EO_COVER_MARK, office, eo_record_get_kind (record)->name,
                    *record->reference != '\0' ? record->reference : record->uid, NULL);
}

static EoRecord *
find_living (EoStore      *store,
             const EoKind *kind,
             const char   *reference,
             GError      **error)
{
  g_autoptr (EoRecord) record = kind != NULL ? eo_store_find (store, kind, reference, NULL) : NULL;

  /* Found by its reference or uid, not by its title: anybody may give a record a title. */
  if (record != NULL && record->deleted_at.iso[0] == '\0'
      && (g_str_equal (record->reference, reference) || g_str_equal (record->uid, reference)))
    return g_steal_pointer (&record);
  g_set_error (error, EO_ERROR, EO_ERROR_NOT_FOUND,
               _("The cover sheet is of %s, which is not in this office any more. Register the scan by hand."), reference);
  return NULL;
}

EoRecord *
eo_cover_match (EoStore     *store,
                const char  *payload,
                GError     **error)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *office = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && payload != NULL, NULL);

  parts = g_strsplit (payload, ":", 4);
  if (strlen (payload) > MOST_BYTES || g_strv_length (parts) != 4 || !g_str_equal (parts[0], EO_COVER_MARK)
      || !g_utf8_validate (payload, -1, NULL) || *parts[3] == '\0' || *parts[3] == '#')
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_UNSUPPORTED, _("The code on the page is not a cover sheet’s."));
      return NULL;
    }
  office = eo_store_get_setting (store, "office-id");
  if (!g_str_equal (parts[1], office))
    {
      g_set_error_literal (error, EO_ERROR, EO_ERROR_INVALID,
                           _("The cover sheet is of another office. The scan was not registered: send it there, or take "
                             "the cover sheet off and scan it again."));
      return NULL;
    }
  return find_living (store, eo_kind_lookup (parts[2]), parts[3], error);
}
