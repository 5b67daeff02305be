/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "sections/registry/eo-disposal.h"
#include "sections/registry/eo-file.h"
#include "sections/registry/eo-registry-papers.h"
#include "store/eo-destroy.h"

/* A line to sign on: as long as paper and name want it. */
#define LINE "________________________________________"

/* Cells made beforehand: some hundred files at most, and as many documents as were on them. */
typedef GPtrArray Rows; /* of GStrv */

typedef struct
{
  Rows    *rows;  /* canonical */
  guint32  dates; /* a bit a column that holds them */
} Table;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_ptr_array_unref (table->rows);
  g_free (table);
}

static gboolean
give_values (guint64    row,
             char     **cells,
             gpointer   user_data,
             GError   **error)
{
  const Table *table = user_data;
  char **made = g_ptr_array_index (table->rows, row);

  for (guint i = 0; made[i] != NULL; i++)
    cells[i] = g_strdup (made[i]);
  return TRUE;
}

static gboolean
give_row (guint64    row,
          char     **cells,
          gpointer   user_data,
          GError   **error)
{
  const Table *table = user_data;
  char **made = g_ptr_array_index (table->rows, row);

  for (guint i = 0; made[i] != NULL; i++)
    {
      EoDate date = { "" };

      g_strlcpy (date.iso, made[i], sizeof date.iso);
      cells[i] = (table->dates & 1u << i) != 0 ? eo_date_format (&date) : g_strdup (made[i]);
    }
  return TRUE;
}

static Rows *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/* Takes the texts; the last is followed by NULL. */
static void
add_row (Rows *rows,
         char *first,
         ...)
{
  GPtrArray *cells = g_ptr_array_new ();
  va_list args;

  va_start (args, first);
  for (char *cell = first; cell != NULL; cell = va_arg (args, char *))
    g_ptr_array_add (cells, cell);
  va_end (args);
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (cells, FALSE));
}

static void
add_table (EoReport             *report,
           const char           *heading,
           const EoReportColumn *columns,
           guint                 n_columns,
           Rows                 *rows) /* (transfer full) */
{
  Table *table = g_new0 (Table, 1);

  table->rows = rows;
  for (guint i = 0; i < n_columns; i++)
    if (columns[i].type == EO_CELL_DATE)
      table->dates |= 1u << i;
  eo_report_add_table (report, heading, columns, n_columns, rows->len, give_row, table, table_free);
  eo_report_set_values (report, give_values);
}

static EoReport *
report_new (EoStore    *store,
            EoRecord   *record,
            const char *title,
            const char *subtitle)
{
  EoReport *report = eo_report_new (title);
  g_autofree char *office = eo_store_get_setting (store, "office-name");

  eo_report_set_subtitle (report, subtitle);
  eo_report_set_office (report, office);
  if (record != NULL && record->classification != EO_OPEN)
    eo_report_set_classification (report, eo_choice_label (eo_classification_get_type (), record->classification));
  return report;
}

static void
add_text (EoReport   *report,
          const char *label,
          const char *value)
{
  if (*value != '\0')
    eo_report_add_field (report, label, value);
}

static void
add_date (EoReport     *report,
          const char   *label,
          const EoDate *date)
{
  g_autofree char *shown = eo_date_format (date);

  add_text (report, label, shown);
}

static EoQuery *
query_by (const char *kind,
          const char *field,
          gint64      id)
{
  EoQuery *query = eo_query_new (eo_kind_lookup (kind));
  g_autofree char *text = g_strdup_printf ("#%" G_GINT64_FORMAT, id);

  eo_query_add (query, eo_kind_find_field (eo_kind_lookup (kind), field), EO_IS, text);
  return query;
}

static gint64
count_by (EoStore    *store,
          const char *kind,
          const char *field,
          gint64      id)
{
  g_autoptr (EoQuery) query = query_by (kind, field, id);

  return eo_store_count (store, query);
}

/* The day of the first or the last letter on a file; %NULL where there is none. */
static char *
describe_end (EoStore *store,
              gint64   file,
              gboolean last)
{
  const EoField *received = eo_kind_find_field (eo_kind_lookup ("letter"), "received_on");
  g_autoptr (EoQuery) query = query_by ("letter", "file", file);
  g_autoptr (GPtrArray) found = NULL;

  eo_query_set_sort (query, received, last);
  found = eo_store_select (store, query, 1, NULL);
  if (found == NULL || found->len == 0)
    return NULL;
  return eo_date_format (eo_field_get_date (received, g_ptr_array_index (found, 0)));
}

/* "2 Jan 2015 – 30 Jun 2019": the first and the last letter on a file. */
static char *
describe_span (EoStore *store,
               gint64   file)
{
  g_autofree char *first = describe_end (store, file, FALSE);
  g_autofree char *last = describe_end (store, file, TRUE);

  if (first == NULL || last == NULL)
    return g_strdup ("–");
  return g_str_equal (first, last) ? g_steal_pointer (&first) : g_strdup_printf ("%s – %s", first, last);
}

static GPtrArray *
files_of (EoStore   *store,
          gint64     run,
          GError   **error)
{
  g_autoptr (EoQuery) query = query_by ("file", "run", run);

  eo_query_set_sort (query, eo_kind_find_field (&eo_file_kind, "number"), FALSE);
  return eo_store_select (store, query, 0, error);
}

static void
add_files (EoReport  *report,
           EoStore   *store,
           GPtrArray *files)
{
  const EoReportColumn columns[] = {
    { _("File"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("Title"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Volumes"), 0, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Letters"), 0, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("From – to"), 2.6, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Closed"), 0, EO_REPORT_START, FALSE, EO_CELL_DATE },
    { _("Disposal"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
  };
  Rows *rows = rows_new ();

  for (guint i = 0; i < files->len; i++)
    {
      EoFile *file = g_ptr_array_index (files, i);
      gint64 id = EO_RECORD (file)->id;

      add_row (rows, g_strdup (file->number), g_strdup (file->title),
               g_strdup_printf ("%" G_GINT64_FORMAT, count_by (store, "volume", "file", id)),
               g_strdup_printf ("%" G_GINT64_FORMAT, count_by (store, "letter", "file", id)), describe_span (store, id),
               g_strdup (file->closed_on.iso), g_strdup (file->disposal), NULL);
    }
  add_table (report, _("Files"), columns, G_N_ELEMENTS (columns), rows);
}

/* The reference of the letter, or the number of the file it hung on. */
static char *
name_holder (EoStore           *store,
             const EoDestroyed *entry)
{
  const EoKind *kind = entry->letter != 0 ? eo_kind_lookup ("letter") : &eo_file_kind;
  g_autoptr (EoRecord) record = eo_store_get (store, kind, entry->letter != 0 ? entry->letter : entry->file, NULL);

  if (record == NULL)
    return g_strdup ("");
  return g_strdup (*record->reference != '\0' ? record->reference : eo_record_get_title (record));
}

static void
add_documents (EoReport  *report,
               EoStore   *store,
               GPtrArray *destroyed)
{
  const EoReportColumn columns[] = {
    { _("Of"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("Document"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Bytes"), 0, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("SHA-256"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("What became of it"), 1.6, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  Rows *rows = rows_new ();

  for (guint i = 0; i < destroyed->len; i++)
    {
      EoDestroyed *entry = g_ptr_array_index (destroyed, i);

      add_row (rows, name_holder (store, entry), g_strdup (entry->name), g_strdup_printf ("%" G_GINT64_FORMAT, entry->size),
               g_strdup (entry->sha256),
               g_strdup (entry->elsewhere ? _("Taken off; also on a record that stays") : _("Destroyed")), NULL);
    }
  add_table (report, _("Documents"), columns, G_N_ELEMENTS (columns), rows);
}

static void
add_run (EoReport   *report,
         EoDisposal *self,
         guint       n_files)
{
  g_autofree char *files = g_strdup_printf ("%u", n_files);

  eo_report_add_group (report, NULL);
  eo_report_add_field (report, _("Run"), EO_RECORD (self)->reference);
  eo_report_add_field (report, _("Title"), self->title);
  eo_report_add_field (report, _("What is done"), eo_choice_label (eo_disposal_means_get_type (), self->means));
  add_text (report, _("Written authority"), self->authority);
  eo_report_add_field (report, _("Files"), files);
  add_date (report, _("Listed on"), &self->listed_on);
  add_text (report, _("Approved by"), self->approved_by);
  add_date (report, _("Approved on"), &self->approved_on);
  add_date (report, _("Carried out on"), &self->carried_out_on);
  add_text (report, _("Witness"), self->witness);
}

static void
add_signatures (EoReport          *report,
                const char        *statement,
                const char *const *who)
{
  eo_report_add_group (report, _("Signed"));
  eo_report_add_field (report, "", statement);
  for (guint i = 0; who[i] != NULL; i++)
    {
      eo_report_add_field (report, "", "");
      eo_report_add_field (report, who[i], LINE);
      eo_report_add_field (report, _("Name and date"), LINE);
    }
}

EoReport *
eo_certificate_new (EoStore   *store,
                    EoRecord  *run,
                    GError   **error)
{
  EoDisposal *self = EO_DISPOSAL (run);
  const char *const who[] = { _("Carried out by"), _("Witness"), _("Head of registry"), NULL };
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) destroyed = NULL;
  EoReport *report;

  if (self->status != EO_DISPOSAL_CARRIED_OUT || self->means != EO_DISPOSAL_DESTROY)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s has destroyed nothing, so there is no certificate of it."),
                   eo_record_get_name (run));
      return NULL;
    }
  if ((files = files_of (store, run->id, error)) == NULL
      || (destroyed = eo_store_get_destroyed (store, run->id, error)) == NULL)
    return NULL;
  report = report_new (store, run, _("Certificate of destruction"), run->reference);
  add_run (report, self, files->len);
  add_files (report, store, files);
  if (destroyed->len > 0)
    add_documents (report, store, destroyed);
  add_signatures (report, _("The files above, and the documents on them, were destroyed under the authority named. No legal "
                            "hold and no request for access stood against it."), who);
  return report;
}

EoReport *
eo_transfer_list_new (EoStore   *store,
                      EoRecord  *run,
                      GError   **error)
{
  EoDisposal *self = EO_DISPOSAL (run);
  const char *const who[] = { _("Handed over by"), _("Received for the archives by"), NULL };
  g_autoptr (GPtrArray) files = NULL;
  EoReport *report;

  if (self->means != EO_DISPOSAL_HAND_OVER)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_STATE, _("%s destroys: only a run that hands over has a transfer list."),
                   eo_record_get_name (run));
      return NULL;
    }
  if ((files = files_of (store, run->id, error)) == NULL)
    return NULL;
  report = report_new (store, run, _("Transfer list"), run->reference);
  add_run (report, self, files->len);
  add_files (report, store, files);
  add_signatures (report, _("The files above were handed over complete, with all their volumes."), who);
  return report;
}

static void
add_volumes (EoReport  *report,
             EoStore   *store,
             gint64     file)
{
  const EoKind *kind = eo_kind_lookup ("volume");
  const char *const names[] = { "opened_on", "closed_on", "status", "place", NULL };
  const EoReportColumn columns[] = {
    { _("Volume"), 0, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Opened"), 1, EO_REPORT_START, FALSE, EO_CELL_DATE },
    { _("Closed"), 1, EO_REPORT_START, FALSE, EO_CELL_DATE },
    { _("Status"), 1, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("Kept at"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  g_autoptr (EoQuery) query = query_by ("volume", "file", file);
  g_autoptr (GPtrArray) volumes = NULL;
  Rows *rows;

  eo_query_set_sort (query, eo_kind_find_field (kind, "number"), FALSE);
  volumes = eo_store_select (store, query, 0, NULL);
  if (volumes == NULL || volumes->len == 0)
    return;
  rows = rows_new ();
  for (guint i = 0; i < volumes->len; i++)
    {
      EoRecord *volume = g_ptr_array_index (volumes, i);
      char *cells[4];

      for (guint j = 0; names[j] != NULL; j++)
        {
          const EoField *field = eo_kind_find_field (kind, names[j]);

          cells[j] = field->type == EO_FIELD_DATE ? eo_field_to_text (field, volume) : eo_field_display (field, volume);
        }
      add_row (rows, eo_field_display (eo_kind_find_field (kind, "number"), volume), cells[0], cells[1], cells[2], cells[3],
               NULL);
    }
  add_table (report, _("Volumes"), columns, G_N_ELEMENTS (columns), rows);
}

EoReport *
eo_file_cover_new (EoStore   *store,
                   EoRecord  *file,
                   GError   **error)
{
  EoFile *self = EO_FILE (file);
  EoReport *report = report_new (store, file, self->number, self->title);

  eo_report_add_group (report, NULL);
  eo_report_add_field (report, _("File"), self->number);
  eo_report_add_field (report, _("Title"), self->title);
  add_text (report, _("Description"), self->description);
  if (self->parent.id != 0)
    eo_report_add_field (report, _("Series"), self->parent.title);
  add_date (report, _("Opened on"), &self->opened_on);
  add_date (report, _("Closed on"), &self->closed_on);
  add_text (report, _("Disposal"), self->disposal);
  add_date (report, _("Disposal from"), &self->dispose_on);
  add_text (report, _("Legal hold"), self->legal_hold);
  add_text (report, _("Kept at"), self->place);
  add_volumes (report, store, file->id);
  return report;
}

EoReport *
eo_file_plan_new (EoStore   *store,
                  EoRecord  *record,
                  GError   **error)
{
  const EoReportColumn columns[] = {
    { _("File"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("Title"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Description"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Disposal"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("Status"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
  };
  g_autoptr (EoQuery) query = eo_query_new (&eo_file_kind);
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *subtitle = NULL;
  EoReport *report;
  Rows *rows;

  eo_query_set_sort (query, eo_kind_find_field (&eo_file_kind, "number"), FALSE);
  if ((files = eo_store_select (store, query, 0, error)) == NULL)
    return NULL;
  rows = rows_new ();
  for (guint i = 0; i < files->len; i++)
    {
      EoFile *file = g_ptr_array_index (files, i);

      add_row (rows, g_strdup (file->number), g_strdup (file->title), g_strdup (file->description),
               g_strdup (file->disposal), g_strdup (eo_choice_label (eo_file_status_get_type (), file->status)), NULL);
    }
  subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u series or file", "%u series and files", files->len),
                              files->len);
  report = report_new (store, NULL, _("File plan"), subtitle);
  add_table (report, NULL, columns, G_N_ELEMENTS (columns), rows);
  return report;
}
