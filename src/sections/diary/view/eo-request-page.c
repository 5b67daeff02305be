/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-request.h"
#include "sections/diary/view/eo-request-drop.h"
#include "sections/diary/view/eo-request-page.h"
#include "sections/diary/view/eo-triage-view.h"

struct _EoRequestPage
{
  EoSectionPage  parent_instance;

  EoTriageView  *triage;   /* made when it is first wanted */
  EoRecordView  *view;     /* (weak) */
  gboolean       details;  /* the form is wanted, whatever its state */
};

G_DEFINE_FINAL_TYPE (EoRequestPage, eo_request_page, EO_TYPE_SECTION_PAGE)

static EoIdSelection *
get_selection (EoRequestPage *self)
{
  return eo_register_get_selection (eo_section_page_get_register (EO_SECTION_PAGE (self)));
}

static void
on_close (EoRequestPage *self)
{
  eo_section_page_show_aside (EO_SECTION_PAGE (self), NULL);
}

static void
open_details (EoRequestPage *self,
              gint64         id)
{
  self->details = TRUE;
  eo_section_page_open (EO_SECTION_PAGE (self), id);
  self->details = FALSE;
}

static void
on_details (EoRequestPage *self)
{
  open_details (self, eo_triage_view_get_id (self->triage));
}

static void
open_beside (EoRequestPage *self,
             int            by)
{
  gint64 id = eo_id_selection_beside (get_selection (self), by);

  if (id != 0)
    eo_section_page_open (EO_SECTION_PAGE (self), id);
}

static void
on_previous (EoRequestPage *self)
{
  open_beside (self, -1);
}

static void
on_next (EoRequestPage *self)
{
  open_beside (self, 1);
}

static void
on_open_record (EoRequestPage *self,
                const char    *kind,
                gint64         id)
{
  g_signal_emit_by_name (self, "open-record", kind, id);
}

/* The letter that was begun is written next; else there is the record to be seen. */
static void
on_decided (EoRequestPage *self,
            gint64         answer)
{
  gint64 id = eo_triage_view_get_id (self->triage);

  if (answer == 0)
    {
      open_details (self, id);
      return;
    }
  on_close (self);
  on_open_record (self, "letter", answer);
}

static void
on_toast (EoRequestPage *self,
          const char    *text)
{
  g_signal_emit_by_name (self, "toast", text);
}

static void
on_undoable (EoRequestPage *self,
             const char    *text,
             gpointer       undo)
{
  g_signal_emit_by_name (self, "undoable", text, undo);
}

static EoTriageView *
ensure_triage (EoRequestPage *self)
{
  if (self->triage != NULL)
    return self->triage;
  self->triage = g_object_ref_sink (EO_TRIAGE_VIEW (eo_triage_view_new (eo_section_page_get_store (EO_SECTION_PAGE (self)))));
  g_signal_connect_object (self->triage, "close", G_CALLBACK (on_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->triage, "details", G_CALLBACK (on_details), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->triage, "previous", G_CALLBACK (on_previous), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->triage, "next", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->triage, "decided", G_CALLBACK (on_decided), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->triage, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->triage, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->triage, "undoable", G_CALLBACK (on_undoable), self, G_CONNECT_SWAPPED);
  return self->triage;
}

static gboolean
eo_request_page_open (EoSectionPage *page,
                      gint64         id)
{
  EoRequestPage *self = EO_REQUEST_PAGE (page);
  g_autoptr (EoRecord) request = eo_store_get (eo_section_page_get_store (page), &eo_request_kind, id, NULL);

  if (self->details || request == NULL || !eo_triage_view_is_for (request)
      || !eo_triage_view_show (ensure_triage (self), id))
    return FALSE;
  eo_id_selection_set_cursor (get_selection (self), id);
  eo_section_page_show_aside (page, GTK_WIDGET (self->triage));
  gtk_widget_child_focus (GTK_WIDGET (self->triage), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static gboolean
eo_request_page_take_files (EoSectionPage *page,
                            GFile        **files,
                            guint          n_files)
{
  return eo_request_drop_take (GTK_WIDGET (page), eo_section_page_get_store (page), files, n_files);
}

/* From the form back to the days. */

static void
triage_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoRequestPage *self = EO_REQUEST_PAGE (widget);

  if (self->view != NULL && eo_record_view_get_id (self->view) != 0)
    {
      eo_record_view_leave (self->view);
      eo_section_page_open (EO_SECTION_PAGE (self), eo_record_view_get_id (self->view));
    }
}

static void
on_shown (EoRecordView *view,
          GtkWidget    *button)
{
  EoRecord *record = eo_record_view_get_record (view);

  gtk_widget_set_visible (button, record != NULL && record->id != 0 && eo_triage_view_is_for (record));
}

static void
on_view_made (EoRequestPage *self,
              EoRecordView  *view)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Tr_iage"));

  g_set_weak_pointer (&self->view, view);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_tooltip_text (button, _("Decide about it beside the days it names"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "request.triage");
  eo_record_view_add_button (view, button);
  g_signal_connect_object (view, "shown", G_CALLBACK (on_shown), button, 0);
}

static void
eo_request_page_dispose (GObject *object)
{
  EoRequestPage *self = EO_REQUEST_PAGE (object);

  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (eo_request_page_parent_class)->dispose (object);
  g_clear_object (&self->triage);
}

static void
eo_request_page_class_init (EoRequestPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_request_page_dispose;
  EO_SECTION_PAGE_CLASS (klass)->open = eo_request_page_open;
  EO_SECTION_PAGE_CLASS (klass)->take_files = eo_request_page_take_files;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "request.triage", NULL, triage_action);
}

static void
eo_request_page_init (EoRequestPage *self)
{
  g_signal_connect (self, "view-made", G_CALLBACK (on_view_made), NULL);
}

GtkWidget *
eo_request_page_new (EoStore *store)
{
  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  return g_object_new (EO_TYPE_REQUEST_PAGE, "store", store, "kind", &eo_request_kind, NULL);
}
