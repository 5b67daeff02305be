/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-date.h"
#include "paper/eo-report-private.h"

#define PARAGRAPH_CHARS 10000

G_DEFINE_FINAL_TYPE (EoReport, eo_report, G_TYPE_OBJECT)

static void
free_columns (EoReportColumn *columns, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    g_free ((char *) columns[i].label);
  g_free (columns);
}

static EoReportColumn *
copy_columns (const EoReportColumn *columns, guint n_columns)
{
  EoReportColumn *copy = g_memdup2 (columns, n_columns * sizeof *columns);

  for (guint i = 0; i < n_columns; i++)
    copy[i].label = eo_paper_clean_text (columns[i].label, 200, FALSE);
  return copy;
}

static void
section_free (EoReportSection *section)
{
  if (section->destroy != NULL)
    section->destroy (section->user_data);
  g_clear_pointer (&section->fields, g_ptr_array_unref);
  g_clear_pointer (&section->chart, eo_chart_free);
  free_columns (section->columns, section->n_columns);
  free_columns (section->value_columns, section->n_value_columns);
  g_free (section->widths);
  g_free (section->heading);
  g_free (section);
}

static EoReportSection *
add_section (EoReport *self, const char *heading, const EoReportColumn *columns, guint n_columns)
{
  EoReportSection *section = g_new0 (EoReportSection, 1);

  section->heading = eo_paper_clean_text (heading, 200, FALSE);
  section->columns = copy_columns (columns, n_columns);
  section->n_columns = n_columns;
  section->widths = g_new0 (double, n_columns);
  g_ptr_array_add (self->sections, section);
  g_array_set_size (self->pages, 0);
  return section;
}

static gboolean
give_field (guint64 row, char **cells, gpointer user_data, GError **error)
{
  const EoReportSection *section = user_data;

  cells[0] = g_strdup (g_ptr_array_index (section->fields, 2 * row));
  cells[1] = g_strdup (g_ptr_array_index (section->fields, 2 * row + 1));
  return TRUE;
}

static void
eo_report_finalize (GObject *object)
{
  EoReport *self = EO_REPORT (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->office);
  g_free (self->marking);
  g_free (self->printed_on);
  g_ptr_array_unref (self->sections);
  g_array_unref (self->pages);

  G_OBJECT_CLASS (eo_report_parent_class)->finalize (object);
}

static void
eo_report_class_init (EoReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_report_finalize;
}

static void
eo_report_init (EoReport *self)
{
  EoInstant now = eo_instant_now ();

  self->title = g_strdup ("");
  self->subtitle = g_strdup ("");
  self->office = g_strdup ("");
  self->marking = g_strdup ("");
  self->printed_on = eo_instant_format (&now);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  self->pages = g_array_new (FALSE, FALSE, sizeof (EoReportPlace));
}

static void
replace_text (EoReport *self, char **place, const char *text)
{
  g_free (*place);
  *place = eo_paper_clean_text (text, 300, FALSE);
  g_array_set_size (self->pages, 0);
}

/**
 * eo_report_new:
 * @title: what the sheet is, as "Register of correspondence" or a letter's subject
 *
 * Returns: (transfer full): a report with nothing in it yet. Texts given to it are copied.
 */
EoReport *
eo_report_new (const char *title)
{
  EoReport *self = g_object_new (EO_TYPE_REPORT, NULL);

  replace_text (self, &self->title, title);
  return self;
}

/**
 * eo_report_set_subtitle:
 * @subtitle: (nullable): what it holds, as "Open letters, 22 Nov 2026" or a reference
 */
void
eo_report_set_subtitle (EoReport *self, const char *subtitle)
{
  g_return_if_fail (EO_IS_REPORT (self));
  replace_text (self, &self->subtitle, subtitle);
}

const char *
eo_report_get_subtitle (EoReport *self)
{
  g_return_val_if_fail (EO_IS_REPORT (self), NULL);

  return self->subtitle;
}

/**
 * eo_report_set_office:
 * @office: (nullable): whose it is
 */
void
eo_report_set_office (EoReport *self, const char *office)
{
  g_return_if_fail (EO_IS_REPORT (self));
  replace_text (self, &self->office, office);
}

/**
 * eo_report_set_classification:
 * @marking: (nullable): as "Confidential", printed top and bottom of each page; %NULL when open
 *
 * The caller gives the highest classification of what the report holds.
 */
void
eo_report_set_classification (EoReport *self, const char *marking)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (EO_IS_REPORT (self));

  clean = eo_paper_clean_text (marking, 60, FALSE);
  g_free (self->marking);
  self->marking = g_utf8_strup (clean, -1);
}

/**
 * eo_report_set_bound:
 *
 * Leaves the margins free: it becomes part of a pack, which has one run of page numbers and one marking.
 */
void
eo_report_set_bound (EoReport *self)
{
  g_return_if_fail (EO_IS_REPORT (self));
  self->is_bound = TRUE;
}

/**
 * eo_report_set_printed_on:
 * @printed_on: when it is printed, in place of the present moment, and by whom
 */
void
eo_report_set_printed_on (EoReport *self, const char *printed_on)
{
  g_return_if_fail (EO_IS_REPORT (self));
  replace_text (self, &self->printed_on, printed_on);
}

/**
 * eo_report_add_group:
 * @heading: (nullable): the name of a group of fields
 *
 * Begins a group; eo_report_add_field() fills it.
 */
void
eo_report_add_group (EoReport *self, const char *heading)
{
  const EoReportColumn columns[] = {
    { "", 0.28, EO_REPORT_START, TRUE },
    { "", 0.72, EO_REPORT_START, TRUE },
  };
  EoReportSection *section;

  g_return_if_fail (EO_IS_REPORT (self));

  section = add_section (self, heading, columns, G_N_ELEMENTS (columns));
  section->is_group = TRUE;
  section->fields = g_ptr_array_new_with_free_func (g_free);
  section->func = give_field;
  section->user_data = section;
}

/**
 * eo_report_add_field:
 * @label: the field's label
 * @value: (nullable): as it is displayed; lines are kept
 *
 * Adds a field to the group begun last.
 */
void
eo_report_add_field (EoReport *self, const char *label, const char *value)
{
  EoReportSection *section;

  g_return_if_fail (EO_IS_REPORT (self) && self->sections->len > 0);

  section = g_ptr_array_index (self->sections, self->sections->len - 1);
  g_return_if_fail (section->is_group && section->n_columns == 2);

  g_ptr_array_add (section->fields, g_strdup (label != NULL ? label : ""));
  g_ptr_array_add (section->fields, g_strdup (value != NULL ? value : ""));
  section->n_rows++;
  g_array_set_size (self->pages, 0);
}

static gboolean
give_paragraph (guint64 row, char **cells, gpointer user_data, GError **error)
{
  const EoReportSection *section = user_data;

  cells[0] = g_strdup (g_ptr_array_index (section->fields, row));
  return TRUE;
}

/* A row is cut at some length: what is longer goes on in the next. */
static void
add_paragraph (EoReportSection *section, const char *paragraph)
{
  while (g_utf8_strlen (paragraph, -1) > PARAGRAPH_CHARS)
    {
      const char *end = g_utf8_offset_to_pointer (paragraph, PARAGRAPH_CHARS);
      const char *space = g_strrstr_len (paragraph, end - paragraph, " ");

      end = space != NULL && space > paragraph ? space : end;
      g_ptr_array_add (section->fields, g_strndup (paragraph, end - paragraph));
      paragraph = end;
    }
  g_ptr_array_add (section->fields, g_strdup (paragraph));
}

/**
 * eo_report_add_text:
 * @heading: (nullable): what it is
 * @text: of any length, in lines or paragraphs
 *
 * Adds text as wide as the sheet.
 */
void
eo_report_add_text (EoReport *self, const char *heading, const char *text)
{
  const EoReportColumn column = { "", 1, EO_REPORT_START, TRUE };
  g_auto (GStrv) paragraphs = NULL;
  EoReportSection *section;

  g_return_if_fail (EO_IS_REPORT (self) && text != NULL);

  section = add_section (self, heading, &column, 1);
  section->is_group = TRUE; /* no head, no rules */
  section->is_text = TRUE;
  section->fields = g_ptr_array_new_with_free_func (g_free);
  section->func = give_paragraph;
  section->user_data = section;
  paragraphs = g_strsplit (text, "\n", -1);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (*g_strstrip (paragraphs[i]) != '\0')
      add_paragraph (section, paragraphs[i]);
  section->n_rows = section->fields->len;
}

/**
 * eo_report_add_table:
 * @heading: (nullable): what it is, where the title does not say it
 * @columns: copied
 * @func: gives the rows
 * @destroy: (nullable): frees @user_data with the report
 *
 * Adds a table. Its head is repeated on each page; no row is broken over two
 * pages unless it is taller than one. Rows are drawn as they come and not kept.
 */
void
eo_report_add_table (EoReport *self, const char *heading, const EoReportColumn *columns, guint n_columns,
                     guint64 n_rows, EoReportRowFunc func, gpointer user_data, GDestroyNotify destroy)
{
  EoReportSection *section;

  g_return_if_fail (EO_IS_REPORT (self));
  g_return_if_fail (columns != NULL && n_columns > 0 && func != NULL);

  section = add_section (self, heading, columns, n_columns);
  section->n_rows = n_rows;
  section->func = func;
  section->user_data = user_data;
  section->destroy = destroy;
}

/**
 * eo_report_set_values:
 * @values: gives the cells of the table added last as its columns' types want them: a day as 2026-09-09 and not as
 *   "9 Sep"; with that table's user data
 *
 * For spreadsheets, where a date is to sort and money to add up.
 */
void
eo_report_set_values (EoReport *self, EoReportRowFunc values)
{
  EoReportSection *section;

  g_return_if_fail (EO_IS_REPORT (self) && self->sections->len > 0);

  section = g_ptr_array_index (self->sections, self->sections->len - 1);
  section->values = values;
}

/**
 * eo_report_set_value_columns:
 * @columns: copied
 * @values: gives their cells, with the user data of the table added last
 *
 * As eo_report_set_values(), for a table that has other columns in a spreadsheet: on paper what belongs together stands
 * one above the other, there each has a column to sort by.
 */
void
eo_report_set_value_columns (EoReport *self, const EoReportColumn *columns, guint n_columns, EoReportRowFunc values)
{
  EoReportSection *section;

  g_return_if_fail (EO_IS_REPORT (self) && self->sections->len > 0);
  g_return_if_fail (columns != NULL && n_columns > 0 && values != NULL);

  section = g_ptr_array_index (self->sections, self->sections->len - 1);
  free_columns (section->value_columns, section->n_value_columns);
  section->value_columns = copy_columns (columns, n_columns);
  section->n_value_columns = n_columns;
  section->values = values;
}

/* Of the first @n_sections. */
guint64
_eo_report_count_rows (EoReport *self, guint n_sections)
{
  guint64 rows = 0;

  for (guint i = 0; i < n_sections && i < self->sections->len; i++)
    rows += ((EoReportSection *) g_ptr_array_index (self->sections, i))->n_rows;
  return rows;
}

/**
 * eo_report_count_rows:
 *
 * Returns: the rows and fields of all its parts
 */
guint64
eo_report_count_rows (EoReport *self)
{
  g_return_val_if_fail (EO_IS_REPORT (self), 0);

  return _eo_report_count_rows (self, self->sections->len);
}

static gboolean
give_nothing (guint64 row, char **cells, gpointer user_data, GError **error)
{
  return TRUE;
}

/**
 * eo_report_add_chart:
 * @heading: (nullable): what it shows
 * @chart: copied
 *
 * Adds a chart as wide as the sheet. Spreadsheets leave it out: they have its numbers in the table beneath.
 */
void
eo_report_add_chart (EoReport *self, const char *heading, const EoReportChart *chart)
{
  const EoReportColumn column = { "", 1 };
  EoReportSection *section;

  g_return_if_fail (EO_IS_REPORT (self) && chart != NULL);
  g_return_if_fail (chart->n_series > 0 && chart->n_series <= EO_REPORT_CHART_SERIES);

  section = add_section (self, heading, &column, 1);
  section->is_group = TRUE; /* no head, no rules */
  section->chart = eo_chart_new (chart);
  section->n_rows = 1;
  section->func = give_nothing;
}
