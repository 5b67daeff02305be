/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/page/eo-section-page-private.h"
#include "store/eo-undo.h"

static void
on_saved (EoSectionPage *self,
          gint64         id)
{
  eo_id_selection_set_cursor (_eo_section_page_get_selection (self), id);
}

static void
tell_deleted (EoSectionPage *self,
              gint64         id,
              const char    *name)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autofree char *text = g_strdup_printf (_("%s deleted"), name);

  g_signal_emit_by_name (self, "toast-undo", text, priv->kind->name, id);
}

static void
on_deleted (EoSectionPage *self,
            gint64         id,
            const char    *title)
{
  eo_section_page_close_record (self);
  tell_deleted (self, id, title);
}

static void
on_toast (EoSectionPage *self,
          const char    *text)
{
  g_signal_emit_by_name (self, "toast", text);
}

static void
on_undoable (EoSectionPage *self,
             const char    *text,
             EoUndo        *undo)
{
  g_signal_emit_by_name (self, "undoable", text, undo);
}

static void
on_open_record (EoSectionPage *self,
                const char    *kind,
                gint64         id)
{
  g_signal_emit_by_name (self, "open-record", kind, id);
}

static void
open_beside (EoSectionPage *self,
             int            by)
{
  gint64 id = eo_id_selection_beside (_eo_section_page_get_selection (self), by);

  if (id != 0)
    eo_section_page_open (self, id);
}

static void
on_previous (EoSectionPage *self)
{
  open_beside (self, -1);
}

static void
on_next (EoSectionPage *self)
{
  open_beside (self, 1);
}

static EoRecordView *
ensure_view (EoSectionPage *self)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  if (priv->view != NULL)
    return priv->view;

  priv->view = eo_record_view_new (priv->store, priv->kind);
  g_signal_connect_object (priv->view, "close", G_CALLBACK (eo_section_page_close_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "deleted", G_CALLBACK (on_deleted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "previous", G_CALLBACK (on_previous), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "next", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->view, "undoable", G_CALLBACK (on_undoable), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (priv->slot, GTK_WIDGET (priv->view));
  g_signal_emit_by_name (self, "view-made", priv->view);
  eo_button_names_mend (GTK_WIDGET (priv->view));

  return priv->view;
}

static void
set_open (EoSectionPage *self,
          gboolean       open)
{
  EoSectionPagePrivate *priv = PRIVATE (self);

  if (eo_panes_get_open (priv->panes) == open)
    return;

  eo_panes_set_open (priv->panes, open);
  _eo_section_page_arrange (self);
  g_object_notify (G_OBJECT (self), "crowded");
  g_object_notify (G_OBJECT (self), "record-open");
}

void
_eo_section_page_open_from_front (EoSectionPage *self,
                                  gint64         id)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  gboolean was_open = eo_panes_get_open (priv->panes);

  eo_section_page_open (self, id);
  if (was_open)
    return;

  /* Beside the record one goes on through the list by keys; it may only have room once the sidebar has gone. */
  priv->from_list = !eo_panes_get_show_list (priv->panes);
  if (priv->from_list)
    gtk_widget_child_focus (GTK_WIDGET (priv->view), GTK_DIR_TAB_FORWARD);
  else
    _eo_section_page_focus_front (self);
}

void
_eo_section_page_on_new_record (EoSectionPage *self,
                                EoRecord      *preset)
{
  eo_section_page_new_record (self, preset, 0);
}

typedef struct
{
  EoSectionPage *page;
  gint64         id;
  char          *name;
} Deletion;

static void
on_delete_done (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Deletion *deletion = user_data;
  g_autoptr (GError) error = NULL;

  if (eo_store_delete_finish (EO_STORE (source), result, &error))
    tell_deleted (deletion->page, deletion->id, deletion->name);
  else
    g_signal_emit_by_name (deletion->page, "toast", error->message);

  g_object_unref (deletion->page);
  g_free (deletion->name);
  g_free (deletion);
}

static void
on_delete (EoSectionPage *self,
           gint64         id)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autoptr (EoRecord) record = eo_store_get (priv->store, priv->kind, id, NULL);
  Deletion *deletion;

  if (record == NULL)
    return;

  if (eo_section_page_get_open (self) == id)
    eo_section_page_close_record (self);

  deletion = g_new0 (Deletion, 1);
  deletion->page = g_object_ref (self);
  deletion->id = id;
  deletion->name = g_strdup (eo_record_get_name (record));
  eo_store_delete_async (priv->store, priv->kind, id, FALSE, NULL, on_delete_done, deletion);
}

void
_eo_section_page_bind_record (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback_full (widget_class, "on_open",
                                                G_CALLBACK (_eo_section_page_open_from_front));
  gtk_widget_class_bind_template_callback (widget_class, on_delete);
}

/* Public functions */

gint64
eo_section_page_get_open (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_val_if_fail (EO_IS_SECTION_PAGE (self), 0);

  priv = PRIVATE (self);

  return eo_panes_get_open (priv->panes) ? eo_record_view_get_id (priv->view) : 0;
}

void
eo_section_page_open (EoSectionPage *self,
                      gint64         id)
{
  eo_section_page_open_at (self, id, NULL, 0, 0);
}

void
eo_section_page_open_at (EoSectionPage *self,
                         gint64         id,
                         const char    *words,
                         gint64         document,
                         guint          document_page)
{
  EoRecordView *view;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));
  g_return_if_fail (id > 0);

  if (words == NULL && EO_SECTION_PAGE_GET_CLASS (self)->open != NULL && EO_SECTION_PAGE_GET_CLASS (self)->open (self, id))
    return;

  eo_section_page_show_aside (self, NULL);
  view = ensure_view (self);
  if (!eo_panes_get_open (PRIVATE (self)->panes) || eo_record_view_get_id (view) != id)
    {
      eo_record_view_leave (view);
      eo_record_view_show (view, id);
    }
  if (words != NULL)
    eo_record_view_light (view, words, document, MAX (document_page, 1) - 1);
  eo_id_selection_set_cursor (_eo_section_page_get_selection (self), id);
  set_open (self, TRUE);
}

void
eo_section_page_new_record (EoSectionPage *self,
                            EoRecord      *preset,
                            gint64         draft)
{
  EoSectionPageClass *klass;
  g_autoptr (EoRecord) own = NULL;
  EoRecordView *view;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  klass = EO_SECTION_PAGE_GET_CLASS (self);
  if (preset == NULL && draft == 0 && klass->make_preset != NULL)
    preset = own = klass->make_preset (self);

  eo_section_page_show_aside (self, NULL);
  view = ensure_view (self);
  eo_record_view_leave (view);
  eo_id_selection_set_cursor (_eo_section_page_get_selection (self), 0);
  eo_record_view_show_new (view, preset, draft);
  set_open (self, TRUE);
  /* The form has put it into its first empty field, if there is one. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (view)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (view), GTK_DIR_TAB_FORWARD);
}

void
eo_section_page_close_record (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  if (!eo_panes_get_open (priv->panes))
    return;

  eo_record_view_leave (priv->view);
  set_open (self, FALSE);
  _eo_section_page_focus_front (self);
}

void
eo_section_page_recover_focus (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  if (priv->aside == NULL && eo_panes_get_open (priv->panes))
    gtk_widget_grab_focus (GTK_WIDGET (priv->view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
eo_section_page_leave (EoSectionPage *self)
{
  EoSectionPagePrivate *priv;

  g_return_if_fail (EO_IS_SECTION_PAGE (self));

  priv = PRIVATE (self);
  if (eo_panes_get_open (priv->panes))
    eo_record_view_leave (priv->view);
  if (EO_SECTION_PAGE_GET_CLASS (self)->leave != NULL)
    EO_SECTION_PAGE_GET_CLASS (self)->leave (self);
}
