/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "base/eo-text.h"
#include "desk/eo-words.h"
#include "desk/page/eo-register-report.h"
#include "paper/eo-register-table.h"

/* Public functions */

char *
eo_register_report_describe (EoRegister *view,
                             const char *filter)
{
  const EoKind *kind = eo_query_get_kind (eo_record_list_get_query (eo_register_get_list (view)));
  guint chosen = eo_id_selection_get_n (eo_register_get_selection (view));
  guint n = chosen > 1 ? chosen : eo_record_list_get_n (eo_register_get_list (view));
  g_autofree char *order = eo_register_describe_sort (view);
  g_autofree char *things = eo_words_things (kind, n);
  g_autofree char *count = eo_format_count (n);
  g_autofree char *printed_count = eo_format_count (EO_REGISTER_TABLE_ROWS);

  if (n > EO_REGISTER_TABLE_ROWS)
    /* Translators: "All · the first 5 000 of 12 000 letters · newest first" */
    return g_strdup_printf (_("%s · the first %s of %s %s · %s"), filter, printed_count, count, things, order);

  return g_strdup_printf ("%s · %s %s · %s", filter, count, things, order);
}

EoQuery *
eo_register_report_query (EoRegister *view)
{
  EoRecordList *list;
  EoIdSelection *selection;
  EoQuery *query;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (EO_IS_REGISTER (view), NULL);

  list = eo_register_get_list (view);
  selection = eo_register_get_selection (view);
  query = eo_query_copy (eo_record_list_get_query (list));
  if (eo_id_selection_get_n (selection) < 2 || eo_id_selection_get_n (selection) == eo_record_list_get_n (list))
    return query;

  ids = eo_id_selection_get_ids (selection, G_MAXUINT);
  eo_query_set_ids (query, (const gint64 *) ids->data, ids->len);

  return query;
}

EoReport *
eo_register_report_make (EoStore     *store,
                         EoQuery     *query,
                         const char  *title,
                         const char  *subtitle,
                         GError     **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *office = NULL;
  EoReport *report;

  g_return_val_if_fail (EO_IS_STORE (store) && query != NULL, NULL);

  records = eo_store_select (store, query, EO_REGISTER_TABLE_ROWS, error);
  if (records == NULL)
    return NULL;

  office = eo_store_get_setting (store, "office-name");
  report = eo_report_new (title);
  eo_report_set_subtitle (report, subtitle);
  eo_report_set_office (report, office);
  eo_register_table_add (report, eo_query_get_kind (query), records);

  return report;
}

EoReport *
eo_register_report_new (EoStore     *store,
                        EoRegister  *view,
                        const char  *title,
                        const char  *filter,
                        GError     **error)
{
  g_autoptr (EoQuery) query = NULL;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_REGISTER (view), NULL);

  query = eo_register_report_query (view);
  subtitle = eo_register_report_describe (view, filter);
  return eo_register_report_make (store, query, title, subtitle, error);
}
