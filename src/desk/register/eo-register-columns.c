/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-fit.h"
#include "desk/register/eo-due-label.h"
#include "desk/register/eo-list-tools.h"
#include "desk/register/eo-record-row.h"
#include "desk/register/eo-register-columns.h"
#include "desk/register/eo-status-pill.h"
#include "paper/eo-register-table.h"

#define COLUMN_KEY "eo-column"

typedef struct
{
  const EoField *field;  /* NULL: the reference */
} Column;

/* Set by the sorter of whichever column is asked first. GtkColumnViewSorter, which would say, is GTK 4.10. */
static Column *noted;

static const char dummies[2];

static int
note_column (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  noted = user_data;

  return a < b ? GTK_ORDERING_SMALLER : GTK_ORDERING_LARGER;
}

static gboolean
is_number (const EoField *field)
{
  return field != NULL
         && (field->type == EO_FIELD_INTEGER || field->type == EO_FIELD_DECIMAL || field->type == EO_FIELD_MONEY);
}

/* In px. Fixed, so that a column does not jump about while somebody scrolls. */
static int
get_width (const EoField *field)
{
  if (field == NULL)
    return 140; /* OUT/2026/00042 */
  if ((field->flags & EO_DEADLINE) != 0)
    return 120; /* with room for "123 days late" */
  if ((field->flags & EO_STATE) != 0)
    return 160; /* "Transfer proposed" */
  if ((field->flags & EO_WHO) != 0)
    return 200;

  switch (field->type)
    {
    case EO_FIELD_DATE:
    case EO_FIELD_INSTANT:
      return 92;
    case EO_FIELD_INTEGER:
    case EO_FIELD_DECIMAL:
    case EO_FIELD_BOOLEAN:
      return 104;
    case EO_FIELD_MONEY:
      return 130;
    case EO_FIELD_TIME:
      return 150; /* "22 Sep 2026, 09:00" */
    case EO_FIELD_CHOICE:
      return 164; /* "Access to information" */
    case EO_FIELD_LINK:
      return 130;
    case EO_FIELD_TEXT:
    case EO_FIELD_LONG_TEXT:
    default:
      return 170;
    }
}

static void
show_cell (GtkListItem *item)
{
  const Column *column = g_object_get_data (G_OBJECT (item), COLUMN_KEY);
  GtkWidget *cell = gtk_list_item_get_child (item);
  EoRecord *record = gtk_list_item_get_item (item);

  if (EO_IS_DUE_LABEL (cell))
    {
      eo_due_label_set_record (EO_DUE_LABEL (cell), record);
    }
  else if (EO_IS_STATUS_PILL (cell))
    {
      eo_status_pill_set_record (EO_STATUS_PILL (cell), record);
    }
  else
    {
      g_autofree char *text = eo_register_table_text (record, column->field);

      gtk_label_set_label (GTK_LABEL (cell), text);
    }

  if (column->field != NULL && (column->field->flags & EO_TITLE) != 0)
    {
      g_autofree char *words = eo_record_row_describe (record);

      eo_list_name_row (cell, words);
    }
}

static void
on_setup (Column      *column,
          GtkListItem *item)
{
  const EoField *field = column->field;
  GtkWidget *cell;

  if (field != NULL && (field->flags & EO_DEADLINE) != 0)
    {
      cell = eo_due_label_new ();
    }
  else if (field != NULL && (field->flags & EO_STATE) != 0)
    {
      cell = eo_status_pill_new ();
    }
  else
    {
      cell = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (cell), is_number (field) ? 1 : 0);
      gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
      gtk_label_set_single_line_mode (GTK_LABEL (cell), TRUE);
      gtk_widget_add_css_class (cell, "num");
    }

  g_object_set_data (G_OBJECT (item), COLUMN_KEY, column);
  /* For the register's context menu, which finds the row under the pointer by it. */
  g_object_set_data (G_OBJECT (cell), EO_LIST_ITEM_KEY, item);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (Column      *column,
         GtkListItem *item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "notify", G_CALLBACK (show_cell), item);
  show_cell (item);
}

static void
on_unbind (Column      *column,
           GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_cell, item);
}

/* The columns that take what the others leave: the title, and other words where there is no title to fill a page. */
static gboolean
expands (const EoKind  *kind,
         const EoField *field)
{
  if (field == NULL)
    return FALSE;
  /* A file's title is its number, and its name the long part. */
  if (kind->title_suffix != NULL)
    return g_str_equal (field->name, kind->title_suffix);

  return (field->flags & EO_TITLE) != 0
         || (kind->series == NULL
             && (field->type == EO_FIELD_TEXT
                 /* The file of a volume, somebody's organisation: names as long as a title. */
                 || (field->type == EO_FIELD_LINK && (field->flags & EO_WHO) == 0 && !g_str_equal (field->target, "person"))));
}

static GtkColumnViewColumn *
make_column (const EoKind  *kind,
             const EoField *field,
             double         scale)
{
  Column *data = g_new0 (Column, 1);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;
  g_autoptr (GtkSorter) sorter = NULL;

  data->field = field;
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup), data);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), data);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind), data);

  column = gtk_column_view_column_new (field != NULL ? eo_field_get_label (field) : _("Ref"), factory);
  /* The factory may outlive the column by a frame, so the data lives as long as it. */
  g_object_set_data_full (G_OBJECT (factory), COLUMN_KEY, data, g_free);
  g_object_set_data (G_OBJECT (column), COLUMN_KEY, data);

  sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, data, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (expands (kind, field))
    gtk_column_view_column_set_expand (column, TRUE);
  if (field == NULL || (field->flags & EO_TITLE) == 0)
    gtk_column_view_column_set_fixed_width (column, (int) (get_width (field) * scale));

  return column;
}

/* The heading of figures stands above them, at the end of its column. GTK has no way to ask for that. */
static void
align_last_heading (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_last_child (header) : NULL;
  GtkWidget *box = title != NULL ? gtk_widget_get_first_child (title) : NULL;

  if (box != NULL)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
}

void
eo_register_columns_add (GtkColumnView *view,
                         const EoKind  *kind)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  list = eo_register_table_columns (kind);
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (kind, list->pdata[i],
                                                                eo_fit_get_text_scale (GTK_WIDGET (view)));

      gtk_column_view_append_column (view, column);
      if (is_number (list->pdata[i]))
        align_last_heading (view);
    }
}

gboolean
eo_register_columns_get_sort (GtkColumnView  *view,
                              const EoField **field,
                              gboolean       *descending)
{
  GtkSorter *sorter;
  GtkOrdering order;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), FALSE);

  sorter = gtk_column_view_get_sorter (view);
  noted = NULL;
  order = gtk_sorter_compare (sorter, (gpointer) &dummies[0], (gpointer) &dummies[1]);
  if (noted == NULL)
    return FALSE;

  *field = noted->field;
  *descending = order == GTK_ORDERING_LARGER;

  return TRUE;
}

void
eo_register_columns_set_sort (GtkColumnView *view,
                              const EoField *field,
                              gboolean       descending)
{
  GListModel *columns;
  guint n;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  columns = gtk_column_view_get_columns (view);
  n = g_list_model_get_n_items (columns);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const Column *data = g_object_get_data (G_OBJECT (column), COLUMN_KEY);

      if (data->field == field)
        gtk_column_view_sort_by_column (view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}
