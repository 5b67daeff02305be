/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "desk/document/eo-document-view.h"
#include "desk/eo-button-names.h"
#include "desk/eo-compat.h"
#include "desk/eo-desk.h"
#include "desk/form/eo-notice.h"
#include "reader/eo-sealed.h"
#include "sections/correspondence/eo-signing-row.h"
#include "sections/correspondence/eo-signing-window.h"

struct _EoSigningWindow
{
  AdwWindow       parent_instance;

  EoStore        *store;
  GPtrArray      *items;        /* of EoSigningItem: the rows speak of them */
  GCancellable   *cancellable;
  gboolean        busy;         /* a PDF is being written, or decisions are on their way */
  guint           preview;      /* waits until the arrows rest */

  AdwWindowTitle *title;
  GtkButton      *apply_button;
  GtkDropDown    *how;
  GtkProgressBar *progress;
  EoNotice       *notice;
  GtkStack       *pages;
  GtkListBox     *list;
  GtkStack       *documents;
  GtkWidget      *letter;       /* EoDocumentView: the letter … */
  GtkWidget      *answered;     /* … and what it answers */
};

G_DEFINE_FINAL_TYPE (EoSigningWindow, eo_signing_window, ADW_TYPE_WINDOW)

#define PREVIEW_DELAY 120 /* ms */

/* Words */

static EoSigningRow *
get_row (EoSigningWindow *self,
         guint            n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) n);

  return row != NULL ? EO_SIGNING_ROW (row) : NULL;
}

static guint
count_decided (EoSigningWindow *self)
{
  guint decided = 0;

  for (guint i = 0; i < self->items->len; i++)
    decided += eo_signing_row_get_choice (get_row (self, i)) != EO_SIGNING_HOLD;
  return decided;
}

static void
update (EoSigningWindow *self)
{
  guint decided = count_decided (self);
  g_autofree char *label = g_strdup_printf (ngettext ("_Apply %u Decision", "_Apply %u Decisions", decided), decided);
  g_autofree char *count = g_strdup_printf (ngettext ("%u letter", "%u letters", self->items->len), self->items->len);

  gtk_button_set_label (self->apply_button, label);
  gtk_button_set_use_underline (self->apply_button, TRUE);
  adw_window_title_set_subtitle (self->title, self->items->len > 0 ? count : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signing.apply",
                                 decided > 0 && !self->busy && !eo_store_is_read_only (self->store));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signing.save-pdf", self->items->len > 0 && !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->busy);
}

/* The letter at hand */

static void
show_letter (EoSigningWindow     *self,
             const EoSigningItem *item)
{
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *name = g_strdelimit (g_strconcat (item->letter->reference, ".pdf", NULL), "/", '-');
  int fd;

  if (item->own->len > 0)
    {
      eo_document_view_set_attachments (EO_DOCUMENT_VIEW (self->letter), self->store, item->own);
      return;
    }
  pdf = eo_letter_paper_make_pdf (item->sheet, NULL);
  fd = pdf != NULL ? eo_sealed_new (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL) : -1;
  if (fd < 0)
    {
      eo_document_view_clear (EO_DOCUMENT_VIEW (self->letter));
      return;
    }
  eo_document_view_open_fd (EO_DOCUMENT_VIEW (self->letter), fd, name);
  close (fd);
}

static gboolean
on_preview (gpointer user_data)
{
  EoSigningWindow *self = user_data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const EoSigningItem *item = row != NULL ? eo_signing_row_get_item (EO_SIGNING_ROW (row)) : NULL;

  self->preview = 0;
  if (item == NULL)
    return G_SOURCE_REMOVE;
  show_letter (self, item);
  gtk_stack_page_set_visible (gtk_stack_get_page (self->documents, self->answered), item->behind->len > 0);
  if (item->behind->len > 0)
    eo_document_view_set_attachments (EO_DOCUMENT_VIEW (self->answered), self->store, item->behind);
  else
    eo_document_view_clear (EO_DOCUMENT_VIEW (self->answered));
  gtk_stack_set_visible_child (self->documents, self->letter);
  return G_SOURCE_REMOVE;
}

static void
on_row_selected (EoSigningWindow *self)
{
  g_clear_handle_id (&self->preview, g_source_remove);
  if (self->store == NULL)
    return;
  self->preview = g_timeout_add (PREVIEW_DELAY, on_preview, self);
}

/* The list */

static void
on_decided (EoSigningWindow *self,
            EoSigningRow    *row)
{
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  update (self);
}

static void
fill (EoSigningWindow *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = eo_signing_box_collect (self->store, &error);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items != NULL ? items : g_ptr_array_new ();
  if (error != NULL)
    eo_notice_show (self->notice, EO_NOTICE_ERROR, _("The signing box could not be read"), error->message, NULL, NULL);
  for (guint i = 0; i < self->items->len; i++)
    {
      row = eo_signing_row_new (g_ptr_array_index (self->items, i));
      g_signal_connect_object (row, "decided", G_CALLBACK (on_decided), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  gtk_stack_set_visible_child_name (self->pages, self->items->len > 0 ? "letters" : "none");
  if (self->items->len > 0)
    {
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
    }
  update (self);
}

/* S, R, H: where a note is being typed, they are letters. */
static gboolean
on_key (EoSigningWindow *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkListBoxRow *next;
  EoSigningChoice choice;

  if (row == NULL || self->busy || (focus != NULL && GTK_IS_EDITABLE (focus))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_s:
      choice = EO_SIGNING_SIGN;
      break;
    case GDK_KEY_r:
      choice = EO_SIGNING_RETURN;
      break;
    case GDK_KEY_h:
      choice = EO_SIGNING_HOLD;
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  eo_signing_row_set_choice (EO_SIGNING_ROW (row), choice);
  next = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + 1);
  if (choice != EO_SIGNING_RETURN && next != NULL)
    {
      gtk_list_box_select_row (self->list, next);
      gtk_widget_grab_focus (GTK_WIDGET (next));
    }
  return GDK_EVENT_STOP;
}

/* Decisions */

static void
pass_free (gpointer data)
{
  EoSigningPass *pass = data;

  g_ptr_array_unref (pass->decisions);
  g_free (pass);
}

typedef struct
{
  EoSigningWindow *window;
  GPtrArray       *decisions;
} Applying;

static EoSigningRow *
find_row (EoSigningWindow *self,
          gint64           letter)
{
  for (guint i = 0; i < self->items->len; i++)
    if (eo_signing_row_get_item (get_row (self, i))->letter->id == letter)
      return get_row (self, i);
  return NULL;
}

/* What was refused stays in the list, and says why. */
static void
tell_applied (EoSigningWindow *self,
              GPtrArray       *decisions)
{
  guint refused = 0;
  g_autofree char *heading = NULL;

  fill (self);
  for (guint i = 0; i < decisions->len; i++)
    {
      const EoSigningDecision *decision = g_ptr_array_index (decisions, i);
      EoSigningRow *row = decision->refused != NULL ? find_row (self, decision->letter->id) : NULL;

      if (decision->refused == NULL)
        continue;
      refused++;
      if (row != NULL)
        eo_signing_row_set_refused (row, decision->refused);
    }
  heading = refused == 0 ? g_strdup_printf (ngettext ("%u letter has its step", "%u letters have their step", decisions->len),
                                            decisions->len)
                         : g_strdup_printf (ngettext ("%u letter was refused: see why beside it",
                                                      "%u letters were refused: see why beside them", refused), refused);
  eo_notice_show (self->notice, refused == 0 ? EO_NOTICE_INFO : EO_NOTICE_WARNING, heading, NULL, NULL, NULL);
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Applying *applying = user_data;
  EoSigningWindow *self = applying->window;
  g_autoptr (GError) error = NULL;
  gboolean done = eo_store_write_finish (EO_STORE (source), result, &error);

  self->busy = FALSE;
  if (self->store != NULL && done)
    tell_applied (self, applying->decisions);
  else if (self->store != NULL)
    {
      eo_notice_show (self->notice, EO_NOTICE_ERROR, _("Nothing was decided"), error->message, NULL, NULL);
      update (self);
    }
  g_ptr_array_unref (applying->decisions);
  g_object_unref (self);
  g_free (applying);
}

static void
apply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoSigningWindow *self = EO_SIGNING_WINDOW (widget);
  EoSigningPass *pass = g_new0 (EoSigningPass, 1);
  Applying *applying = g_new0 (Applying, 1);

  pass->how = gtk_drop_down_get_selected (self->how) == 0 ? EO_SIGNED_WET : EO_SIGNED_OFF;
  pass->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_signing_decision_free);
  for (guint i = 0; i < self->items->len; i++)
    if (eo_signing_row_get_choice (get_row (self, i)) != EO_SIGNING_HOLD)
      g_ptr_array_add (pass->decisions, eo_signing_row_get_decision (get_row (self, i)));
  applying->window = g_object_ref (self);
  applying->decisions = g_ptr_array_ref (pass->decisions);
  self->busy = TRUE;
  update (self);
  gtk_progress_bar_pulse (self->progress);
  eo_store_write_async (self->store, eo_signing_box_decide, pass, pass_free, NULL, on_applied, applying);
}

/* The box as a PDF */

static void
on_progress (double   fraction,
             gpointer user_data)
{
  EoSigningWindow *self = user_data;

  if (self->store != NULL)
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoSigningWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = eo_signing_box_write_finish (result, &error);

  self->busy = FALSE;
  if (self->store == NULL)
    return;
  update (self);
  if (written)
    eo_notice_show (self->notice, EO_NOTICE_INFO, _("The signing box is saved"),
                    _("Enter here what comes back: each letter is signed, returned or held."), NULL, NULL);
  else
    eo_notice_show (self->notice, EO_NOTICE_ERROR, _("The signing box was not saved"), error->message, NULL, NULL);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoSigningWindow) self = user_data;
  g_autoptr (GFile) file = eo_compat_save_finish (result, NULL);

  if (file == NULL || self->store == NULL || g_file_peek_path (file) == NULL)
    return;
  self->busy = TRUE;
  gtk_progress_bar_set_fraction (self->progress, 0);
  update (self);
  eo_signing_box_write_async (self->store, g_file_peek_path (file), on_progress, self, self->cancellable, on_written,
                              g_object_ref (self));
}

static void
save_pdf_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  EoSigningWindow *self = EO_SIGNING_WINDOW (widget);
  EoDate today = eo_date_today ();
  g_autofree char *proposed = g_strdup_printf (_("Signing box %s.pdf"), today.iso);

  eo_compat_save_async (widget, _("Save the Signing Box"), proposed, self->cancellable, on_chosen, g_object_ref (self));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
eo_signing_window_dispose (GObject *object)
{
  EoSigningWindow *self = EO_SIGNING_WINDOW (object);

  g_clear_handle_id (&self->preview, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_SIGNING_WINDOW);

  G_OBJECT_CLASS (eo_signing_window_parent_class)->dispose (object);
}

static void
eo_signing_window_finalize (GObject *object)
{
  g_clear_pointer (&EO_SIGNING_WINDOW (object)->items, g_ptr_array_unref);

  G_OBJECT_CLASS (eo_signing_window_parent_class)->finalize (object);
}

static void
eo_signing_window_class_init (EoSigningWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_signing_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = eo_signing_window_finalize;

  g_type_ensure (EO_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, EO_RESOURCES "/ui/sections/correspondence/signing-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, title);
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, how);
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, list);
  gtk_widget_class_bind_template_child (widget_class, EoSigningWindow, documents);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_install_action (widget_class, "signing.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "signing.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "signing.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "signing.apply", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "signing.close", NULL);
}

static void
eo_signing_window_init (EoSigningWindow *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->letter = eo_document_view_new ();
  self->answered = eo_document_view_new ();
  gtk_stack_add_titled (self->documents, self->letter, "letter", _("Letter"));
  gtk_stack_add_titled (self->documents, self->answered, "answered", _("What It Answers"));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWindow *
eo_signing_window_new (EoStore *store)
{
  EoSigningWindow *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_SIGNING_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, NULL);
  self->store = g_object_ref (store);
  fill (self);
  eo_button_names_mend (GTK_WIDGET (self));
  return GTK_WINDOW (self);
}
