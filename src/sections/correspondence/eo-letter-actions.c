/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/page/eo-print-pages.h"
#include "desk/page/eo-report-dialog.h"
#include "paper/eo-cover-paper.h"
#include "sections/correspondence/eo-letter-actions.h"
#include "sections/correspondence/eo-letter-mail.h"
#include "sections/correspondence/eo-letter-mailing.h"
#include "sections/correspondence/eo-letter-reports.h"
#include "sections/correspondence/eo-letter.h"
#include "sections/correspondence/eo-reply-window.h"
#include "sections/correspondence/eo-signing-window.h"

#define VIEW "eo-letter-view"

static EoRecordView *
get_view (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), VIEW);
}

static EoLetter *
get_letter (GtkWidget *page)
{
  EoRecordView *view = get_view (page);
  EoRecord *record = view != NULL ? eo_record_view_get_record (view) : NULL;

  return record != NULL && record->id != 0 ? EO_LETTER (record) : NULL;
}

static void
tell (GtkWidget  *page,
      const char *text)
{
  g_signal_emit_by_name (page, "toast", text);
}

static void
present (GtkWidget *page,
         GtkWindow *window)
{
  GtkRoot *root = gtk_widget_get_root (page);

  if (window == NULL)
    return;
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (window, GTK_WINDOW (root));
  gtk_window_present (window);
}

/* One window a letter: a second would write against the first. */
static void
open_reply (GtkWidget *page,
            gint64     id)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (EO_IS_REPLY_WINDOW (l->data) && eo_reply_window_get_id (l->data) == id)
      {
        gtk_window_present (l->data);
        return;
      }
  present (page, eo_reply_window_new (eo_section_page_get_store (EO_SECTION_PAGE (page)), id));
}

/* Reply */

typedef struct
{
  GtkWidget *page;
  EoRecord  *reply;
} Replying;

static void
on_reply_saved (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Replying *replying = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_save_finish (EO_STORE (source), result, &error))
    tell (replying->page, error->message);
  else if (gtk_widget_get_root (replying->page) != NULL)
    open_reply (replying->page, replying->reply->id);
  g_object_unref (replying->page);
  g_object_unref (replying->reply);
  g_free (replying);
}

static void
begin_reply (GtkWidget *page,
             EoLetter  *incoming)
{
  Replying *replying = g_new0 (Replying, 1);

  replying->page = g_object_ref (page);
  replying->reply = eo_letter_new_reply (EO_RECORD (incoming));
  eo_store_save_async (eo_section_page_get_store (EO_SECTION_PAGE (page)), replying->reply, NULL, on_reply_saved, replying);
}

static void
reply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoLetter *letter = get_letter (widget);

  if (letter == NULL)
    return;
  if (letter->direction == EO_OUTGOING)
    open_reply (widget, EO_RECORD (letter)->id);
  else if (letter->replied_with.id != 0)
    open_reply (widget, letter->replied_with.id);
  else
    begin_reply (widget, letter);
}

/* Cover sheet */

typedef struct
{
  EoStore  *store;
  EoRecord *record;
} Cover;

static void
cover_free (gpointer data)
{
  Cover *cover = data;

  g_object_unref (cover->store);
  g_object_unref (cover->record);
  g_free (cover);
}

static gboolean
draw_cover (cairo_t   *cr,
            guint      page,
            gpointer   user_data,
            GError   **error)
{
  Cover *cover = user_data;

  return eo_cover_paper_draw (cover->store, cover->record, cr, error);
}

static void
on_printed (GtkWidget    *widget,
            const GError *error)
{
  if (error != NULL)
    tell (widget, error->message);
}

static void
cover_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoLetter *letter = get_letter (widget);
  Cover *cover;

  if (letter == NULL)
    return;
  cover = g_new0 (Cover, 1);
  cover->store = g_object_ref (eo_section_page_get_store (EO_SECTION_PAGE (widget)));
  cover->record = eo_record_copy (EO_RECORD (letter));
  eo_print_pages (widget, cover->record->reference, 1, draw_cover, cover, cover_free, on_printed);
}

static void
mail_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoLetter *letter = get_letter (widget);

  if (letter != NULL)
    eo_letter_send_by_mail (widget, eo_section_page_get_store (EO_SECTION_PAGE (widget)), EO_RECORD (letter), tell);
}

static const EoReportOffer offers[] = {
  { "incoming-register", N_("Incoming Register"), "received_on", TRUE, eo_incoming_register_new },
  { "outgoing-register", N_("Outgoing Register"), "received_on", TRUE, eo_outgoing_register_new },
  { "overdue", N_("Overdue by Owner"), NULL, TRUE, eo_overdue_report_new },
  { "turnaround", N_("Turnaround"), "received_on", FALSE, eo_turnaround_report_new },
};

static const EoReportOffer tracking = { "tracking", N_("Tracking Sheet"), NULL, FALSE, .make_of = eo_tracking_sheet_new };

static void
report_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const char *wanted = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    if (g_str_equal (offers[i].name, wanted))
      present (widget, eo_report_dialog_new (widget, &offers[i]));
}

static void
signing_box_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  present (widget, eo_signing_window_new (eo_section_page_get_store (EO_SECTION_PAGE (widget))));
}

/* The button says what it will do with this letter. */
static const char *
button_label (EoLetter *letter)
{
  if (letter->direction == EO_OUTGOING)
    return letter->status <= EO_LETTER_RETURNED ? _("Write") : _("Show Letter");
  return letter->replied_with.id != 0 ? _("Show Reply") : _("Reply");
}

static gboolean
may_reply (EoLetter *letter,
           EoStore  *store)
{
  if (letter->direction == EO_OUTGOING || letter->replied_with.id != 0)
    return TRUE;
  return !eo_store_is_read_only (store) && eo_kind_is_open (EO_RECORD (letter))
         && EO_RECORD (letter)->deleted_at.iso[0] == '\0';
}

static void
on_shown (EoRecordView *view,
          GtkWidget    *button)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (view), EO_TYPE_SECTION_PAGE);
  EoLetter *letter = page != NULL ? get_letter (page) : NULL;
  gboolean can = letter != NULL && may_reply (letter, eo_section_page_get_store (EO_SECTION_PAGE (page)));

  gtk_widget_set_visible (button, can);
  if (page == NULL)
    return;
  gtk_widget_action_set_enabled (page, "letter.reply", can);
  gtk_widget_action_set_enabled (page, "letter.cover", letter != NULL);
  gtk_widget_action_set_enabled (page, "letter.mail", letter != NULL && eo_letter_can_be_mailed (letter));
  if (can)
    gtk_button_set_label (GTK_BUTTON (button), button_label (letter));
}

static void
on_view_made (EoSectionPage *page,
              EoRecordView  *view)
{
  GtkWidget *button = gtk_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_object_set_data (G_OBJECT (page), VIEW, view);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_tooltip_text (button, _("Write or show the reply (Ctrl+R)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "letter.reply");
  eo_record_view_add_button (view, button);
  g_menu_append (menu, _("_Send by Mail…"), "letter.mail");
  g_menu_append (menu, _("Print _Cover Sheet…"), "letter.cover");
  eo_record_view_add_menu (view, G_MENU_MODEL (menu));
  eo_record_view_add_report (view, _("_Tracking Sheet…"), &tracking);
  g_signal_connect_object (view, "shown", G_CALLBACK (on_shown), button, 0);
}

void
eo_letter_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "letter.reply", NULL, reply_action);
  gtk_widget_class_install_action (widget_class, "letter.cover", NULL, cover_action);
  gtk_widget_class_install_action (widget_class, "letter.mail", NULL, mail_action);
  gtk_widget_class_install_action (widget_class, "letter.report", "s", report_action);
  gtk_widget_class_install_action (widget_class, "letter.signing-box", NULL, signing_box_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "letter.reply", NULL);
}

void
eo_letter_actions_page_made (EoSectionPage *page)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) reports = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_autofree char *label = g_strdup_printf (_("%s…"), _(offers[i].title));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "letter.report", "s", offers[i].name);
      g_menu_append_item (reports, item);
    }
  g_menu_append (menu, _("_Signing Box"), "letter.signing-box");
  g_menu_append_submenu (menu, _("_Reports"), G_MENU_MODEL (reports));
  eo_section_page_add_menu (page, G_MENU_MODEL (menu));
  g_signal_connect (page, "view-made", G_CALLBACK (on_view_made), NULL);
}
