/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-diary-board.h"
#include "sections/diary/view/eo-diary-page.h"
#include "sections/diary/view/eo-diary-print.h"
#include "sections/diary/view/eo-request-drop.h"

struct _EoDiaryPage
{
  EoSectionPage  parent_instance;

  EoDiaryBoard  *board;
  EoRecordView  *view;   /* (weak) */
};

G_DEFINE_FINAL_TYPE (EoDiaryPage, eo_diary_page, EO_TYPE_SECTION_PAGE)

static void
on_open_record (EoDiaryPage *self,
                const char  *kind,
                gint64       id)
{
  g_signal_emit_by_name (self, "open-record", kind, id);
}

static void
on_toast (EoDiaryPage *self,
          const char  *text)
{
  g_signal_emit_by_name (self, "toast", text);
}

static void
on_undoable (EoDiaryPage *self,
             const char  *text,
             gpointer     undo)
{
  g_signal_emit_by_name (self, "undoable", text, undo);
}

static void
open_beside (EoDiaryPage *self,
             int          by)
{
  gint64 id = eo_diary_board_get_beside (self->board, eo_section_page_get_open (EO_SECTION_PAGE (self)), by);

  if (id != 0)
    eo_section_page_open (EO_SECTION_PAGE (self), id);
}

static void
on_previous (EoDiaryPage *self)
{
  open_beside (self, -1);
}

static void
on_next (EoDiaryPage *self)
{
  open_beside (self, 1);
}

static void
on_saved (EoDiaryPage *self,
          gint64       id)
{
  eo_diary_board_show (self->board, id);
}

/* The series is open; wanted was the one that was opened in the diary. */
static void
one_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EoDiaryPage *self = EO_DIARY_PAGE (widget);

  if (self->view == NULL)
    return;
  eo_record_view_leave (self->view);
  eo_diary_board_change_opened (self->board);
}

static void
on_shown (EoDiaryPage  *self,
          EoRecordView *view)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (view), "one");
  EoRecord *record = eo_record_view_get_record (view);
  gboolean of_series = record != NULL && record->id != 0 && EO_APPOINTMENT (record)->span == EO_SPAN_SERIES;
  EoLocalTime original = { "" };
  EoDate day, today = eo_date_today ();

  if (of_series)
    g_strlcpy (original.iso, eo_diary_board_get_opened (self->board, record->id), sizeof original.iso);
  gtk_widget_set_visible (button, original.iso[0] != '\0');
  if (original.iso[0] != '\0')
    {
      g_autofree char *text = NULL;
      g_autofree char *label = NULL;

      day = eo_local_time_get_date (&original);
      text = eo_date_format_short (&day, &today);
      /* Translators: one of a series, by its day: Wed 23 Sep */
      label = g_strdup_printf (_("Change _Only %s %s…"), eo_date_short_weekday (eo_date_weekday (&day)), text);
      gtk_button_set_label (GTK_BUTTON (button), label);
    }
}

static void
add_one_button (EoDiaryPage  *self,
                EoRecordView *view)
{
  GtkWidget *button = gtk_button_new_with_mnemonic ("");

  g_set_weak_pointer (&self->view, view);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_tooltip_text (button, _("Leave the others of the series as they are"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "appointment.one");
  eo_record_view_add_button (view, button);
  g_object_set_data (G_OBJECT (view), "one", button);
  g_signal_connect_object (view, "shown", G_CALLBACK (on_shown), self, G_CONNECT_SWAPPED);
}

static void
on_view_made (EoDiaryPage  *self,
              EoRecordView *view)
{
  add_one_button (self, view);
  g_signal_connect_object (view, "previous", G_CALLBACK (on_previous), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "next", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
}

static gboolean
eo_diary_page_take_files (EoSectionPage *page,
                          GFile        **files,
                          guint          n_files)
{
  return eo_diary_board_take_files (EO_DIARY_PAGE (page)->board, files, n_files)
         || eo_request_drop_take (GTK_WIDGET (page), eo_section_page_get_store (page), files, n_files);
}

/* Its day comes up beside it. */
static gboolean
eo_diary_page_open (EoSectionPage *page,
                    gint64         id)
{
  eo_diary_board_show (EO_DIARY_PAGE (page)->board, id);
  return FALSE;
}

static EoRecord *
eo_diary_page_make_preset (EoSectionPage *page)
{
  return eo_diary_board_make_preset (EO_DIARY_PAGE (page)->board);
}

static void
eo_diary_page_print (EoSectionPage *page)
{
  EoDiaryBoard *board = EO_DIARY_PAGE (page)->board;
  EoDiaryView view = eo_diary_board_get_view (board);
  EoDate day = eo_diary_board_get_date (board);
  EoDiaryPrint what = view == EO_DIARY_DAY || view == EO_DIARY_AGENDA ? EO_DIARY_PRINT_DAY
                      : view == EO_DIARY_AHEAD ? EO_DIARY_PRINT_AHEAD_30 : EO_DIARY_PRINT_WEEK;
  GtkWindow *dialog = eo_diary_print_dialog_new (GTK_WIDGET (page), what, &day);

  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))));
  gtk_window_present (dialog);
}

static void
eo_diary_page_search (EoSectionPage *page)
{
  eo_diary_board_find (EO_DIARY_PAGE (page)->board);
}

static void
eo_diary_page_dispose (GObject *object)
{
  g_clear_weak_pointer (&EO_DIARY_PAGE (object)->view);

  G_OBJECT_CLASS (eo_diary_page_parent_class)->dispose (object);
}

static void
eo_diary_page_class_init (EoDiaryPageClass *klass)
{
  EoSectionPageClass *page_class = EO_SECTION_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_diary_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "appointment.one", NULL, one_action);

  page_class->open = eo_diary_page_open;
  page_class->make_preset = eo_diary_page_make_preset;
  page_class->print = eo_diary_page_print;
  page_class->search = eo_diary_page_search;
  page_class->take_files = eo_diary_page_take_files;
}

static void
eo_diary_page_init (EoDiaryPage *self)
{
}

/* Public functions */

GtkWidget *
eo_diary_page_new (EoStore *store)
{
  static const EoSectionWords words = { .title = N_("Diary"), .new_label = N_("New Appointment") };
  EoDiaryPage *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_DIARY_PAGE, "store", store, "kind", &eo_appointment_kind, NULL);
  eo_section_page_set_words (EO_SECTION_PAGE (self), &words);
  self->board = EO_DIARY_BOARD (eo_diary_board_new (store));
  eo_section_page_set_board (EO_SECTION_PAGE (self), GTK_WIDGET (self->board));
  g_signal_connect (self, "view-made", G_CALLBACK (on_view_made), NULL);
  g_signal_connect_object (self->board, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "undoable", G_CALLBACK (on_undoable), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
eo_diary_page_set_settings (EoDiaryPage *self,
                            GSettings   *settings)
{
  g_return_if_fail (EO_IS_DIARY_PAGE (self));

  eo_diary_board_set_settings (self->board, settings);
}

GtkWidget *
eo_diary_page_get_board (EoDiaryPage *self)
{
  g_return_val_if_fail (EO_IS_DIARY_PAGE (self), NULL);

  return GTK_WIDGET (self->board);
}
