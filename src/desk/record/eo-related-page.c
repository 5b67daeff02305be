/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-record-form.h"
#include "desk/record/eo-related-page.h"
#include "desk/record/eo-saving.h"
#include "desk/register/eo-record-row.h"
#include "store/eo-record-list.h"

struct _EoRelatedPage
{
  GtkBox         parent_instance;

  EoStore       *store;
  const EoKind  *kind;
  const EoField *field;
  EoRecord      *about;
  EoRecordList  *list;
  GtkWidget     *stack;  /* the list, or that there is none */
  GtkWidget     *form;   /* or NULL */
  GtkWidget     *add;
};

enum
{
  OPEN_RECORD,
  FAILED,
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoRelatedPage, eo_related_page, GTK_TYPE_BOX)

static void
reset_form (EoRelatedPage *self)
{
  g_autoptr (EoRecord) record = eo_record_new (self->kind);

  if (self->about != NULL)
    eo_record_set_link (record, self->field, self->about->id, eo_record_get_title (self->about));
  eo_record_form_set_record (EO_RECORD_FORM (self->form), record);
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (EoRelatedPage) self = data;
  g_autoptr (EoRecord) saved = NULL;
  g_autoptr (GError) error = NULL;

  saved = eo_saving_finish (EO_STORE (source), result, NULL, NULL, &error);
  gtk_widget_set_sensitive (self->add, TRUE);
  if (saved == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    reset_form (self);
}

static void
on_add (EoRelatedPage *self)
{
  EoRecordForm *form = EO_RECORD_FORM (self->form);
  g_autoptr (GPtrArray) problems = eo_record_form_check (form);
  g_autoptr (GPtrArray) parties = NULL;

  if (problems->len > 0)
    {
      eo_record_form_mark_problems (form, problems);
      eo_record_form_next_error (form);
      return;
    }
  parties = eo_record_form_get_new_parties (form);
  gtk_widget_set_sensitive (self->add, FALSE);
  eo_saving_async (self->store, eo_record_form_get_edited (form), parties, 0, NULL, on_added, g_object_ref (self));
}

static void
on_activated (EoRelatedPage *self,
              guint          position)
{
  gint64 id = eo_record_list_get_id (self->list, position);

  if (id != 0)
    g_signal_emit (self, signals[OPEN_RECORD], 0, self->kind->name, id);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, eo_record_row_new (FALSE));
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  eo_record_row_set_record (EO_RECORD_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  eo_record_row_set_record (EO_RECORD_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
show_list (EoRelatedPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "list" : "empty");
}

static GtkWidget *
make_list (EoRelatedPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  GtkWidget *view = gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "reglist");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->kind->plural), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 480);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);

  return scrolled;
}

static void
eo_related_page_dispose (GObject *object)
{
  EoRelatedPage *self = EO_RELATED_PAGE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->about);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_related_page_parent_class)->dispose (object);
}

static void
eo_related_page_class_init (EoRelatedPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_related_page_dispose;

  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, EO_TYPE_RECORD);
}

static void
eo_related_page_init (EoRelatedPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

/* Public functions */

GtkWidget *
eo_related_page_new (EoStore      *store,
                     const EoKind *kind,
                     const char   *field,
                     const char   *empty)
{
  EoRelatedPage *self = g_object_new (EO_TYPE_RELATED_PAGE, NULL);
  GtkWidget *nothing = gtk_label_new (empty);

  g_return_val_if_fail (EO_IS_STORE (store) && kind != NULL, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  self->field = eo_kind_find_field (kind, field);
  self->list = eo_record_list_new (store);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (show_list), self, G_CONNECT_SWAPPED);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), make_list (self), "list");
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "empty");
  gtk_box_append (GTK_BOX (self), self->stack);
  show_list (self);

  return GTK_WIDGET (self);
}

void
eo_related_page_set_form (EoRelatedPage *self,
                          const char    *title,
                          const char    *fields,
                          const char    *button)
{
  g_return_if_fail (EO_IS_RELATED_PAGE (self) && self->form == NULL);

  self->form = eo_record_form_new_for_fields (self->store, self->kind, title, fields);
  gtk_box_append (GTK_BOX (self), self->form);
  self->add = gtk_button_new_with_mnemonic (button);
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  gtk_box_append (GTK_BOX (self), self->add);
}

const EoKind *
eo_related_page_get_kind (EoRelatedPage *self)
{
  g_return_val_if_fail (EO_IS_RELATED_PAGE (self), NULL);

  return self->kind;
}

gint64
eo_related_page_get_about (EoRelatedPage *self)
{
  g_return_val_if_fail (EO_IS_RELATED_PAGE (self), 0);

  return self->about != NULL ? self->about->id : 0;
}

guint
eo_related_page_load (EoRelatedPage *self,
                      EoRecord      *about)
{
  g_autoptr (EoQuery) query = NULL;
  g_autofree char *id = NULL;
  gboolean other;

  g_return_val_if_fail (EO_IS_RELATED_PAGE (self) && EO_IS_RECORD (about), 0);

  other = self->about == NULL || self->about->id != about->id;
  g_set_object (&self->about, about);
  query = eo_query_new (self->kind);
  id = g_strdup_printf ("#%" G_GINT64_FORMAT, about->id);
  eo_query_add (query, self->field, EO_IS, id);
  eo_query_set_sort (query, self->kind->sort == NULL ? eo_kind_get_title_field (self->kind) : NULL,
                     self->kind->sort != NULL);
  if (other)
    eo_record_list_set_query (self->list, query);
  if (self->form != NULL)
    {
      gboolean writable = about->id != 0 && !eo_store_is_read_only (self->store);

      gtk_widget_set_sensitive (self->form, writable);
      gtk_widget_set_sensitive (self->add, writable);
      /* What is half typed there stays when somebody else's record comes in. */
      if (other)
        reset_form (self);
    }
  g_signal_emit (self, signals[LOADED], 0, about);

  return about->id != 0 ? (guint) eo_store_count (self->store, query) : 0;
}
