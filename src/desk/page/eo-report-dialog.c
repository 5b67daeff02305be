/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-compat.h"
#include "desk/page/eo-print.h"
#include "desk/page/eo-report-dialog.h"
#include "desk/page/eo-section-page.h"

#define TELL_EVERY 4      /* seconds between two words on how far it is */
#define PRINTED_ROWS 5000 /* the pages of more are not found while the window waits */

struct _EoReportDialog
{
  AdwWindow            parent_instance;

  GtkWidget           *page;
  const EoReportOffer *offer;
  GtkWidget           *period;
  GtkWidget           *format;
};

G_DEFINE_FINAL_TYPE (EoReportDialog, eo_report_dialog, ADW_TYPE_WINDOW)

enum { PRINT, PDF, SPREADSHEET, TABLE };

static const char *const endings[] = { NULL, "pdf", "xlsx", "csv" };

/* A report being made, and written where there is a @path. */
typedef struct
{
  GtkWidget           *page;
  EoStore             *store;
  EoQuery             *query;
  const EoReportOffer *offer;
  char                *period;  /* "1 Nov 2026 – 30 Nov 2026", or NULL */
  char                *path;    /* or NULL: it is printed */
  EoReport            *report;
  guint                timer;
  gint                 percent; /* atomic */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_handle_id (&job->timer, g_source_remove);
  g_clear_object (&job->report);
  g_object_unref (job->query);
  g_object_unref (job->page);
  g_object_unref (job->store);
  g_free (job->period);
  g_free (job->path);
  g_free (job);
}

static void
tell (Job        *job,
      const char *text)
{
  g_signal_emit_by_name (job->page, "toast", text);
}

static gboolean
on_tell (gpointer data)
{
  Job *job = data;
  int percent = g_atomic_int_get (&job->percent);
  g_autofree char *text = percent > 0 ? g_strdup_printf (_("%s: %d %% done"), _(job->offer->title), percent)
                                      : g_strdup_printf (_("%s is being made…"), _(job->offer->title));

  tell (job, text);
  return G_SOURCE_CONTINUE;
}

static void
on_progress (double   fraction,
             gpointer user_data)
{
  Job *job = user_data;

  g_atomic_int_set (&job->percent, (int) (fraction * 100));
}

static gboolean
write_report (Job     *job,
              GError **error)
{
  EoPaper paper = eo_paper_a4 (job->offer->landscape);
  g_autofree char *lower = g_ascii_strdown (job->path, -1);

  if (g_str_has_suffix (lower, ".pdf"))
    return eo_report_write_pdf (job->report, &paper, job->path, NULL, on_progress, job, error);
  return eo_report_write (job->report, &paper, job->path, error);
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  job->report = job->offer->make (job->store, job->query, &error);
  if (job->report != NULL && job->period != NULL)
    {
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", job->period, eo_report_get_subtitle (job->report));

      eo_report_set_subtitle (job->report, subtitle);
    }
  if (job->report == NULL || (job->path != NULL && !write_report (job, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_printed (GtkWidget    *widget,
            const GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (widget, "toast", error->message);
}

static void
print_report (Job *job)
{
  guint64 n = eo_report_count_rows (job->report);

  if (n > PRINTED_ROWS)
    {
      g_autofree char *count = eo_format_count ((gint64) n);
      g_autofree char *text = g_strdup_printf (_("%s rows are too many to print at once. Choose a shorter period, or save a PDF."),
                                               count);

      tell (job, text);
    }
  else if (gtk_widget_get_root (job->page) != NULL)
    eo_print_report (job->page, job->report, _(job->offer->title), job->offer->landscape, on_printed);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&job->timer, g_source_remove);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell (job, error->message);
  else if (job->path == NULL)
    print_report (job);
  else
    {
      g_autofree char *name = g_path_get_basename (job->path);
      g_autofree char *shown = g_filename_display_name (name);
      g_autofree char *text = g_strdup_printf (_("“%s” is saved"), shown);

      tell (job, text);
    }
}

/* What the dialog asks for. */
static EoQuery *
make_query (EoReportDialog  *self,
            char           **period)
{
  const EoKind *kind = eo_section_page_get_kind (EO_SECTION_PAGE (self->page));
  EoQuery *query = eo_query_new (kind);
  EoDate today = eo_date_today (), first, last;

  if (self->offer->day != NULL
      && eo_period_get_days (adw_combo_row_get_selected (ADW_COMBO_ROW (self->period)), &today, &first, &last))
    {
      const EoField *field = eo_kind_find_field (kind, self->offer->day);
      g_autofree char *from = eo_date_format (&first);
      g_autofree char *to = eo_date_format (&last);

      eo_query_add (query, field, EO_SINCE, first.iso);
      eo_query_add (query, field, EO_UNTIL, last.iso);
      *period = g_strdup_printf ("%s – %s", from, to);
    }
  return query;
}

static void
start (EoReportDialog *self,
       const char     *path)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_made, NULL);

  job->page = g_object_ref (self->page);
  job->store = g_object_ref (eo_section_page_get_store (EO_SECTION_PAGE (self->page)));
  job->query = make_query (self, &job->period);
  job->offer = self->offer;
  job->path = g_strdup (path);
  job->timer = g_timeout_add_seconds (TELL_EVERY, on_tell, job);
  g_task_set_task_data (task, job, job_free);
  g_task_set_source_tag (task, start);
  g_task_run_in_thread (task, make_thread);
}

static void
on_place_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EoReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = eo_compat_save_finish (result, &error);

  if (error != NULL)
    g_signal_emit_by_name (self->page, "toast", error->message);
  if (file != NULL)
    eo_report_dialog_save (self, g_file_peek_path (file));
}

static void
done_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  EoReportDialog *self = EO_REPORT_DIALOG (widget);
  guint format = adw_combo_row_get_selected (ADW_COMBO_ROW (self->format));
  g_autofree char *safe = NULL;
  g_autofree char *proposed = NULL;

  if (format == PRINT || format >= G_N_ELEMENTS (endings))
    {
      start (self, NULL);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  safe = eo_text_safe_filename (_(self->offer->title));
  proposed = g_strdup_printf ("%s.%s", safe, endings[format]);
  eo_compat_save_async (widget, _("Save Report"), proposed, NULL, on_place_chosen, g_object_ref (self));
}

static void
eo_report_dialog_dispose (GObject *object)
{
  g_clear_object (&EO_REPORT_DIALOG (object)->page);

  G_OBJECT_CLASS (eo_report_dialog_parent_class)->dispose (object);
}

static void
eo_report_dialog_class_init (EoReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_report_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "report.done", NULL, done_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static GtkWidget *
build_row (GtkWidget         *group,
           const char        *title,
           const char *const *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (guint i = 0; choices[i] != NULL; i++)
    gtk_string_list_append (model, _(choices[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
build_header (EoReportDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Go On"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "report.done");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), button);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

static void
eo_report_dialog_init (EoReportDialog *self)
{
  static const char *const periods[] = {
    N_("Everything"), N_("This month"), N_("Last month"), N_("Financial year (1 April)"),
    N_("Municipal year (1 July)"), NULL,
  };
  static const char *const formats[] = {
    N_("Print…"), N_("Save as PDF"), N_("Save as spreadsheet (XLSX)"), N_("Save as table (CSV)"), NULL,
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = adw_preferences_group_new ();

  g_object_set (group, "margin-start", 18, "margin-end", 18, "margin-top", 6, "margin-bottom", 18, NULL);
  self->period = build_row (group, _("Period"), periods);
  self->format = build_row (group, _("What is made"), formats);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->period), EO_PERIOD_FINANCIAL_YEAR);
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), group);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 460, -1);
}

/* Public functions */

/* The year that began last on the first of @month. */
static void
get_year (const EoDate *today,
          int           begins,
          EoDate       *first,
          EoDate       *last)
{
  int year, month, day;
  EoDate next;

  eo_date_get_ymd (today, &year, &month, &day);
  if (month < begins)
    year--;
  *first = eo_date_from_ymd (year, begins, 1);
  next = eo_date_from_ymd (year + 1, begins, 1);
  *last = eo_date_add_days (&next, -1);
}

gboolean
eo_period_get_days (EoPeriod      period,
                    const EoDate *today,
                    EoDate       *first,
                    EoDate       *last)
{
  int year, month, day;
  EoDate this_month, next;

  g_return_val_if_fail (today != NULL && first != NULL && last != NULL, FALSE);

  if (!eo_date_get_ymd (today, &year, &month, &day))
    return FALSE;
  this_month = eo_date_from_ymd (year, month, 1);
  switch (period)
    {
    case EO_PERIOD_THIS_MONTH:
      next = eo_date_from_ymd (month < 12 ? year : year + 1, month < 12 ? month + 1 : 1, 1);
      *first = this_month;
      *last = eo_date_add_days (&next, -1);
      return TRUE;
    case EO_PERIOD_LAST_MONTH:
      *first = eo_date_from_ymd (month > 1 ? year : year - 1, month > 1 ? month - 1 : 12, 1);
      *last = eo_date_add_days (&this_month, -1);
      return TRUE;
    case EO_PERIOD_FINANCIAL_YEAR:
      get_year (today, 4, first, last);
      return TRUE;
    case EO_PERIOD_MUNICIPAL_YEAR:
      get_year (today, 7, first, last);
      return TRUE;
    case EO_PERIOD_ALL:
    default:
      return FALSE;
    }
}

GtkWindow *
eo_report_dialog_new (GtkWidget           *page,
                      const EoReportOffer *offer)
{
  EoReportDialog *self;

  g_return_val_if_fail (EO_IS_SECTION_PAGE (page) && offer != NULL, NULL);

  self = g_object_new (EO_TYPE_REPORT_DIALOG, "title", _(offer->title), NULL);
  self->page = g_object_ref (page);
  self->offer = offer;
  gtk_widget_set_visible (self->period, offer->day != NULL);
  return GTK_WINDOW (self);
}

void
eo_report_dialog_set_period (EoReportDialog *self,
                             EoPeriod        period)
{
  g_return_if_fail (EO_IS_REPORT_DIALOG (self));

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->period), period);
}

void
eo_report_dialog_save (EoReportDialog *self,
                       const char     *path)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (EO_IS_REPORT_DIALOG (self) && path != NULL);

  if (!eo_report_check_ending (path, &error))
    {
      g_signal_emit_by_name (self->page, "toast", error->message);
      return;
    }
  start (self, path);
  gtk_window_destroy (GTK_WINDOW (self));
}
