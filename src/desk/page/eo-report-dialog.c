/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-button-names.h"
#include "desk/eo-compat.h"
#include "desk/page/eo-print.h"
#include "desk/page/eo-report-dialog.h"
#include "desk/page/eo-section-page.h"

#define PRINTED_ROWS 5000 /* the pages of more are not found while the window waits */
#define LOOK_EVERY 250    /* ms */

struct _EoReportDialog
{
  AdwWindow            parent_instance;

  GtkWidget           *teller;      /* a page or a view */
  EoStore             *store;
  const EoKind        *kind;        /* whose records it is of; or NULL: … */
  EoRecord            *record;      /* … of this one */
  const EoReportOffer *offer;

  GCancellable        *cancellable; /* of what is being made; NULL once it is closed */
  EoReportJob         *job;
  guint                look;

  GtkWidget           *go_on;
  GtkWidget           *pages;
  GtkWidget           *period;
  GtkWidget           *format;
  GtkWidget           *doing;
  GtkWidget           *progress;
};

G_DEFINE_FINAL_TYPE (EoReportDialog, eo_report_dialog, ADW_TYPE_WINDOW)

enum { PRINT, PDF, SPREADSHEET, TABLE };

static const char *const endings[] = { NULL, "pdf", "xlsx", "csv" };

static void
tell (EoReportDialog *self,
      const char     *text)
{
  g_signal_emit_by_name (self->teller, "toast", text);
}

static void
on_printed (GtkWidget    *widget,
            const GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (widget, "toast", error->message);
}

static void
print_report (EoReportDialog *self)
{
  EoReport *report = eo_report_job_get_report (self->job);
  guint64 n = eo_report_count_rows (report);

  if (n > PRINTED_ROWS)
    {
      g_autofree char *count = eo_format_count ((gint64) n);
      g_autofree char *text = g_strdup_printf (_("%s rows are too many to print at once. Choose a shorter period, or save a PDF."),
                                               count);

      tell (self, text);
    }
  else if (gtk_widget_get_root (self->teller) != NULL)
    eo_print_report (self->teller, report, self->record != NULL ? eo_record_get_name (self->record) : _(self->offer->title),
                     self->offer->landscape, on_printed);
}

static void
tell_failed (EoReportDialog *self,
             const GError   *error)
{
  g_autofree char *text = NULL;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      tell (self, error->message);
      return;
    }
  text = g_strdup_printf (_("%s: cancelled, nothing was made"), gtk_window_get_title (GTK_WINDOW (self)));
  tell (self, text);
}

static void
tell_saved (EoReportDialog *self)
{
  g_autofree char *name = g_path_get_basename (eo_report_job_get_path (self->job));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_("“%s” is saved"), shown);

  tell (self, text);
}

static void
stop (EoReportDialog *self)
{
  g_clear_handle_id (&self->look, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EoReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = eo_report_job_run_finish (result, &error);

  if (self->cancellable != NULL)
    {
      stop (self); /* it may never have been seen */
      gtk_window_destroy (GTK_WINDOW (self));
    }
  if (!made)
    tell_failed (self, error);
  else if (eo_report_job_get_path (self->job) != NULL)
    tell_saved (self);
  else
    print_report (self);
}

/* The window behind it can be used again meanwhile. */
static gboolean
on_look (gpointer user_data)
{
  EoReportDialog *self = user_data;
  double fraction = eo_report_job_get_fraction (self->job);
  gboolean hidden = !gtk_widget_get_visible (GTK_WIDGET (self));

  if (hidden && !gtk_widget_get_realized (self->teller))
    {
      self->look = 0;
      stop (self); /* its window was closed before it was seen */
      return G_SOURCE_REMOVE;
    }
  gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  gtk_widget_set_visible (self->go_on, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "progress");
  if (fraction < 0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), fraction);
  if (hidden)
    {
      GtkRoot *root = gtk_widget_get_root (self->teller);

      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
      gtk_window_present (GTK_WINDOW (self));
    }
  return G_SOURCE_CONTINUE;
}

/* What the dialog asks for. */
static EoQuery *
make_query (EoReportDialog  *self,
            char           **period)
{
  EoQuery *query = eo_query_new (self->kind);
  EoDate today = eo_date_today (), first, last;

  if (self->offer->day != NULL
      && eo_period_get_days (adw_combo_row_get_selected (ADW_COMBO_ROW (self->period)), &today, &first, &last))
    {
      const EoField *field = eo_kind_find_field (self->kind, self->offer->day);
      g_autofree char *from = eo_date_format (&first);
      g_autofree char *to = eo_date_format (&last);

      eo_query_add (query, field, EO_SINCE, first.iso);
      eo_query_add (query, field, EO_UNTIL, last.iso);
      *period = g_strdup_printf ("%s – %s", from, to);
    }
  return query;
}

/* Takes @job. */
static void
run (EoReportDialog *self,
     EoReportJob    *job)
{
  g_autofree char *doing = g_strdup_printf (_("%s is being made…"), gtk_window_get_title (GTK_WINDOW (self)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.done", FALSE);
  gtk_label_set_label (GTK_LABEL (self->doing), doing);
  g_assert (self->job == NULL);
  self->job = job;
  self->cancellable = g_cancellable_new ();
  self->look = g_timeout_add (LOOK_EVERY, on_look, self);
  eo_report_job_run_async (self->job, self->cancellable, on_made, g_object_ref (self));
}

static void
start (EoReportDialog *self,
       const char     *path)
{
  g_autofree char *period = NULL;
  g_autoptr (EoQuery) query = self->record == NULL ? make_query (self, &period) : NULL;

  run (self, eo_report_job_new (self->store, self->offer, query, self->record, period, path));
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
    tell (self, error->message);
  if (file != NULL && self->store != NULL)
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
      return;
    }
  safe = eo_text_safe_filename (_(self->offer->title));
  proposed = g_strdup_printf ("%s.%s", safe, endings[format]);
  eo_compat_save_async (widget, _("Save Report"), proposed, NULL, on_place_chosen, g_object_ref (self));
}

static void
eo_report_dialog_dispose (GObject *object)
{
  g_clear_object (&EO_REPORT_DIALOG (object)->store);

  G_OBJECT_CLASS (eo_report_dialog_parent_class)->dispose (object);
}

/* Closed, whoever did it: what is being made holds it until it has stopped. */
static void
eo_report_dialog_unrealize (GtkWidget *widget)
{
  stop (EO_REPORT_DIALOG (widget));

  GTK_WIDGET_CLASS (eo_report_dialog_parent_class)->unrealize (widget);
  /* Held by what is being made, it may outlive the window it was over. */
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
eo_report_dialog_finalize (GObject *object)
{
  EoReportDialog *self = EO_REPORT_DIALOG (object);

  g_clear_pointer (&self->job, eo_report_job_unref);
  g_clear_object (&self->record);
  g_clear_object (&self->teller);

  G_OBJECT_CLASS (eo_report_dialog_parent_class)->finalize (object);
}

static void
eo_report_dialog_class_init (EoReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_report_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = eo_report_dialog_finalize;
  widget_class->unrealize = eo_report_dialog_unrealize;
  gtk_widget_class_install_action (widget_class, "report.done", NULL, done_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
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

  self->go_on = gtk_button_new_with_mnemonic (_("_Go On"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->go_on), "report.done");
  gtk_widget_add_css_class (self->go_on, "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), self->go_on);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->go_on);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

static GtkWidget *
build_progress (EoReportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 6, "margin-bottom", 18, "valign", GTK_ALIGN_CENTER,
                NULL);
  self->doing = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->doing), TRUE);
  self->progress = gtk_progress_bar_new ();
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->doing, NULL,
                                  -1);
  gtk_box_append (GTK_BOX (box), self->doing);
  gtk_box_append (GTK_BOX (box), self->progress);
  return box;
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
  self->pages = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->pages), group, "ask");
  gtk_stack_add_named (GTK_STACK (self->pages), build_progress (self), "progress");
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), self->pages);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 460, -1);
}

/* Public functions */

static EoReportDialog *
dialog_new (GtkWidget           *teller,
            EoStore             *store,
            const char          *title)
{
  EoReportDialog *self = g_object_new (EO_TYPE_REPORT_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                                       "title", title, NULL);

  self->teller = g_object_ref (teller);
  self->store = g_object_ref (store);
  eo_button_names_mend (GTK_WIDGET (self));
  return self;
}

static void
set_offer (EoReportDialog      *self,
           const EoReportOffer *offer)
{
  self->offer = offer;
  gtk_widget_set_visible (self->period, offer->day != NULL);
}

GtkWindow *
eo_report_dialog_new (GtkWidget           *page,
                      const EoReportOffer *offer)
{
  EoReportDialog *self;

  g_return_val_if_fail (EO_IS_SECTION_PAGE (page) && offer != NULL, NULL);

  self = dialog_new (page, eo_section_page_get_store (EO_SECTION_PAGE (page)), _(offer->title));
  set_offer (self, offer);
  self->kind = eo_section_page_get_kind (EO_SECTION_PAGE (page));
  return GTK_WINDOW (self);
}

GtkWindow *
eo_report_dialog_new_of (GtkWidget           *view,
                         EoStore             *store,
                         EoRecord            *record,
                         const EoReportOffer *offer)
{
  EoReportDialog *self;

  g_return_val_if_fail (GTK_IS_WIDGET (view) && EO_IS_STORE (store) && EO_IS_RECORD (record) && offer != NULL, NULL);

  self = dialog_new (view, store, _(offer->title));
  set_offer (self, offer);
  self->record = eo_record_copy (record);
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
      tell (self, error->message);
      return;
    }
  start (self, path);
}

/**
 * eo_report_dialog_run:
 * @page: tells how it went
 * @title: of what is made
 * @job: (transfer full): with a path
 *
 * Asks nothing: the dialog is seen only when it takes longer than a moment.
 */
void
eo_report_dialog_run (GtkWidget   *page,
                      const char  *title,
                      EoReportJob *job)
{
  EoReportDialog *self;

  g_return_if_fail (EO_IS_SECTION_PAGE (page) && title != NULL && job != NULL);

  self = dialog_new (page, eo_section_page_get_store (EO_SECTION_PAGE (page)), title);
  run (self, job);
}
