/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/document/eo-document-print.h"
#include "desk/eo-button-names.h"
#include "desk/eo-compat.h"
#include "desk/page/eo-print.h"
#include "desk/page/eo-report-dialog.h"
#include "desk/page/eo-section-page.h"
#include "reader/eo-sealed.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/paper/eo-day-pack.h"
#include "sections/diary/paper/eo-diary-papers.h"
#include "sections/diary/view/eo-diary-print.h"

struct _EoDiaryPrintDialog
{
  AdwWindow     parent_instance;

  GtkWidget    *page;        /* tells how it went */
  EoStore      *store;
  GArray       *diaries;     /* gint64: the first is 0, all of them */
  EoDayPack    *pack;        /* of what is chosen; NULL while it is looked for */
  GCancellable *cancellable; /* of that */
  EoDate        day;         /* "" while none can be read */

  GtkWidget    *what;
  GtkWidget    *whose;
  GtkWidget    *when;
  GtkWidget    *contents;    /* group of the pack's items */
  GPtrArray    *rows;        /* of GtkWidget, in it */
  GtkWidget    *trouble;
  GtkWidget    *format;
};

G_DEFINE_FINAL_TYPE (EoDiaryPrintDialog, eo_diary_print_dialog, ADW_TYPE_WINDOW)

static const char *const titles[] = {
  N_("Daily Programme"), N_("Week"), N_("Look-ahead, 30 Days"), N_("Look-ahead, 60 Days"), N_("Look-ahead, 90 Days"),
  N_("Day Pack"), NULL,
};

/* What is made in a worker. */
typedef struct
{
  EoStore      *store;
  GtkWidget    *page;
  EoDiaryPrint  what;
  gint64        diary;
  EoDate        day;
  EoDayPack    *pack;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->pack, eo_day_pack_unref);
  g_object_unref (order->store);
  g_object_unref (order->page);
  g_free (order);
}

static EoReport *
make_report (Order   *order,
             GError **error)
{
  static const guint days[] = { [EO_DIARY_PRINT_AHEAD_30] = 30, [EO_DIARY_PRINT_AHEAD_60] = 60, [EO_DIARY_PRINT_AHEAD_90] = 90 };

  if (order->what == EO_DIARY_PRINT_DAY)
    return eo_day_programme_new (order->store, order->diary, &order->day, error);
  if (order->what == EO_DIARY_PRINT_WEEK)
    return eo_week_sheet_new (order->store, order->diary, &order->day, error);
  return eo_look_ahead_new (order->store, order->diary, &order->day, days[order->what], error);
}

/* Into a file. */
static gboolean
write_order (gpointer              data,
             const char           *path,
             GCancellable         *cancellable,
             EoReportProgressFunc  progress,
             gpointer              progress_data,
             GError              **error)
{
  Order *order = data;
  EoPaper sheet = order->what == EO_DIARY_PRINT_WEEK ? eo_week_sheet_paper () : eo_paper_a4 (FALSE);
  g_autoptr (EoReport) report = NULL;

  if (order->pack != NULL)
    return eo_day_pack_write (order->pack, path, cancellable, progress, progress_data, error);
  report = make_report (order, error);

  return report != NULL && eo_report_write_pdf (report, &sheet, path, cancellable, progress, progress_data, error);
}

static void
tell (GtkWidget    *page,
      const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (page, "toast", error->message);
}

static void
on_pack_printed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;

  eo_document_print_finish (result, &error);
  tell (page, error);
}

static void
on_pack_opened (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EoReader) reader = eo_reader_open_finish (result, &error);

  tell (page, error);
  if (reader != NULL && gtk_widget_get_root (page) != NULL) /* the marking is on its pages */
    eo_document_print_async (page, reader, _("Day Pack"), NULL, NULL, NULL, on_pack_printed, g_object_ref (page));
}

/* The report to be printed, or the pack's pages. */
static void
make_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;

  if (order->pack != NULL)
    {
      GBytes *bytes = eo_day_pack_make (order->pack, cancellable, NULL, NULL, &error);

      if (bytes != NULL)
        g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
      else
        g_task_return_error (task, error);
    }
  else
    {
      EoReport *report = make_report (order, &error);

      if (report != NULL)
        g_task_return_pointer (task, report, g_object_unref);
      else
        g_task_return_error (task, error);
    }
}

static void
print_pack (GtkWidget *page,
            GBytes    *bytes)
{
  g_autoptr (GError) error = NULL;
  int fd = eo_sealed_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);

  tell (page, error);
  if (fd < 0)
    return;
  eo_reader_open_async (fd, _("Day Pack"), NULL, NULL, on_pack_opened, g_object_ref (page));
  close (fd);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer made = g_task_propagate_pointer (G_TASK (result), &error);

  tell (order->page, error);
  if (made == NULL)
    return;
  if (order->pack != NULL)
    {
      print_pack (order->page, made);
      g_bytes_unref (made);
      return;
    }
  if (gtk_widget_get_root (order->page) != NULL)
    eo_print_report (order->page, made, _(titles[order->what]), order->what == EO_DIARY_PRINT_WEEK, tell);
  g_object_unref (made);
}

static EoDiaryPrint
get_what (EoDiaryPrintDialog *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->what));
}

static gint64
get_diary (EoDiaryPrintDialog *self)
{
  return g_array_index (self->diaries, gint64, adw_combo_row_get_selected (ADW_COMBO_ROW (self->whose)));
}

static Order *
take_order (EoDiaryPrintDialog *self)
{
  Order *order = g_new0 (Order, 1);

  order->store = g_object_ref (self->store);
  order->page = g_object_ref (self->page);
  order->what = get_what (self);
  order->diary = get_diary (self);
  order->day = self->day;
  if (order->what == EO_DIARY_PRINT_PACK)
    {
      order->pack = eo_day_pack_ref (self->pack);
      eo_day_pack_remember_async (self->pack, NULL, NULL);
    }

  return order;
}

/* Says what is in the way, or nothing; the button goes by it. */
static void
refresh (EoDiaryPrintDialog *self,
         const char         *trouble)
{
  gboolean is_pack = get_what (self) == EO_DIARY_PRINT_PACK;

  gtk_label_set_label (GTK_LABEL (self->trouble), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
  gtk_widget_set_visible (self->contents, is_pack && self->rows->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.done",
                                 trouble == NULL && self->day.iso[0] != '\0' && (!is_pack || self->pack != NULL));
}

static void
on_item_toggled (EoDiaryPrintDialog *self,
                 GParamSpec         *pspec,
                 GtkWidget          *check)
{
  guint item = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "item"));

  if (self->pack != NULL)
    eo_day_pack_set_included (self->pack, item, gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

static void
add_item (EoDiaryPrintDialog *self,
          guint               i)
{
  const EoPackItem *item = eo_day_pack_get_item (self->pack, i);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf ("%s, %s", item->name, item->title);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), item->is_included);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (check), "item", GUINT_TO_POINTER (i));
  g_signal_connect_object (check, "notify::active", G_CALLBACK (on_item_toggled), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->contents), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_items (EoDiaryPrintDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->contents), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->pack, eo_day_pack_unref);
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  EoDayPack *pack = eo_day_pack_new (order->store, order->diary, &order->day, &error);

  if (pack != NULL)
    g_task_return_pointer (task, pack, (GDestroyNotify) eo_day_pack_unref);
  else
    g_task_return_error (task, error);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoDiaryPrintDialog) self = EO_DIARY_PRINT_DIALOG (g_object_ref (source));
  g_autoptr (GError) error = NULL;
  EoDayPack *pack = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->pack = pack;
  for (guint i = 0; pack != NULL && i < eo_day_pack_get_n_items (pack); i++)
    add_item (self, i);
  refresh (self, error != NULL ? error->message : NULL);
}

/* What there is for the pack of that day. */
static void
look_for_pack (EoDiaryPrintDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order = g_new0 (Order, 1);

  order->store = g_object_ref (self->store);
  order->page = g_object_ref (self->page);
  order->diary = get_diary (self);
  order->day = self->day;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_looked, NULL);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, look_in_thread);
}

static void
on_wish_changed (EoDiaryPrintDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->when));
  gboolean is_day;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_items (self);
  is_day = eo_date_parse (text, &self->day, NULL) && self->day.iso[0] != '\0';
  if (!is_day)
    {
      self->day = (EoDate) { "" };
      refresh (self, _("Write the day like 9 Sep 2026."));
    }
  else if (get_what (self) == EO_DIARY_PRINT_PACK && get_diary (self) == 0)
    {
      refresh (self, _("A day pack is for one principal: choose whose."));
    }
  else
    {
      refresh (self, NULL);
      if (get_what (self) == EO_DIARY_PRINT_PACK)
        look_for_pack (self);
    }
}

static void
on_place_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EoDiaryPrintDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = eo_compat_save_finish (result, &error);

  tell (self->page, error);
  if (file != NULL && self->store != NULL)
    eo_diary_print_dialog_save (self, g_file_peek_path (file));
}

static void
done_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  EoDiaryPrintDialog *self = EO_DIARY_PRINT_DIALOG (widget);
  g_autofree char *name = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *proposed = NULL;
  g_autoptr (GTask) task = NULL;

  if (adw_combo_row_get_selected (ADW_COMBO_ROW (self->format)) == 0)
    {
      task = g_task_new (self->page, NULL, on_made, NULL);
      g_task_set_task_data (task, take_order (self), order_free);
      g_task_run_in_thread (task, make_in_thread);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  name = g_strdup_printf ("%s, %s", _(titles[get_what (self)]), self->day.iso);
  safe = eo_text_safe_filename (name);
  proposed = g_strconcat (safe, ".pdf", NULL);
  eo_compat_save_async (widget, _("Save as PDF"), proposed, NULL, on_place_chosen, g_object_ref (self));
}

static void
eo_diary_print_dialog_dispose (GObject *object)
{
  EoDiaryPrintDialog *self = EO_DIARY_PRINT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_diary_print_dialog_parent_class)->dispose (object);
}

static void
eo_diary_print_dialog_finalize (GObject *object)
{
  EoDiaryPrintDialog *self = EO_DIARY_PRINT_DIALOG (object);

  g_clear_pointer (&self->pack, eo_day_pack_unref);
  g_clear_object (&self->page);
  g_array_unref (self->diaries);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (eo_diary_print_dialog_parent_class)->finalize (object);
}

static void
eo_diary_print_dialog_class_init (EoDiaryPrintDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_diary_print_dialog_dispose;
  object_class->finalize = eo_diary_print_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/sections/diary/print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EoDiaryPrintDialog, what);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryPrintDialog, whose);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryPrintDialog, when);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryPrintDialog, contents);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryPrintDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, EoDiaryPrintDialog, format);
  gtk_widget_class_bind_template_callback (widget_class, on_wish_changed);
  gtk_widget_class_install_action (widget_class, "print.done", NULL, done_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eo_diary_print_dialog_init (EoDiaryPrintDialog *self)
{
  self->diaries = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_diaries (EoDiaryPrintDialog *self)
{
  g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) all = NULL;
  gint64 everybody = 0;

  gtk_string_list_append (names, _("All diaries"));
  g_array_append_val (self->diaries, everybody);
  eo_query_set_filter (query, eo_kind_find_filter (&eo_diary_kind, "used"));
  eo_query_set_sort_reference (query, FALSE);
  all = eo_store_select (self->store, query, 0, NULL);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EoRecord *diary = g_ptr_array_index (all, i);

      gtk_string_list_append (names, EO_DIARY (diary)->name);
      g_array_append_val (self->diaries, diary->id);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->whose), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->whose), self->diaries->len > 1 ? 1 : 0);
}

static void
fill_choices (EoDiaryPrintDialog *self)
{
  g_autoptr (GtkStringList) what = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) formats = gtk_string_list_new ((const char *[]) { _("Print…"), _("Save as PDF"), NULL });

  for (guint i = 0; titles[i] != NULL; i++)
    gtk_string_list_append (what, _(titles[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->what), G_LIST_MODEL (what));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->format), G_LIST_MODEL (formats));
}

/* Public functions */

GtkWindow *
eo_diary_print_dialog_new (GtkWidget    *page,
                           EoDiaryPrint  what,
                           const EoDate *day)
{
  EoDiaryPrintDialog *self;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (EO_IS_SECTION_PAGE (page) && day != NULL, NULL);

  self = g_object_new (EO_TYPE_DIARY_PRINT_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG, NULL);
  shown = eo_date_format (day);
  self->page = g_object_ref (page);
  self->store = g_object_ref (eo_section_page_get_store (EO_SECTION_PAGE (page)));
  fill_choices (self);
  add_diaries (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->what), what);
  gtk_editable_set_text (GTK_EDITABLE (self->when), shown);
  eo_button_names_mend (GTK_WIDGET (self));

  return GTK_WINDOW (self);
}

void
eo_diary_print_dialog_save (EoDiaryPrintDialog *self,
                            const char         *path)
{
  g_return_if_fail (EO_IS_DIARY_PRINT_DIALOG (self) && path != NULL);

  eo_report_dialog_run (self->page, _(titles[get_what (self)]),
                        eo_report_job_new_writing (write_order, take_order (self), order_free, path));
  gtk_window_destroy (GTK_WINDOW (self));
}
