/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-entries.h"
#include "desk/form/eo-candidate-popover.h"
#include "desk/record/eo-links-page.h"
#include "store/eo-kind.h"
#include "store/eo-link.h"

struct _EoLinksPage
{
  GtkBox              parent_instance;

  EoStore            *store;
  const EoKind       *kind;
  gint64              id;
  GtkWidget          *thread_heading;
  GtkWidget          *thread;    /* list: those that follow one another */
  GtkWidget          *list;
  GtkWidget          *adding;    /* box: kind and text */
  GtkWidget          *kinds;
  GtkWidget          *entry;
  EoCandidatePopover *popover;
};

enum
{
  OPEN_RECORD,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoLinksPage, eo_links_page, GTK_TYPE_BOX)

/* A tie to be made or taken away. */
typedef struct
{
  const EoKind *kind;
  gint64        id;
  const EoKind *other;
  gint64        other_id;
  gint64        tie;  /* to take away, or 0 */
} Tying;

static gboolean
write_tie (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  Tying *tying = data;

  if (tying->tie != 0)
    return eo_writer_untie (writer, tying->tie, error);
  return eo_writer_tie (writer, tying->kind, tying->id, tying->other, tying->other_id, "", error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(EoLinksPage) self = data;
  g_autoptr(GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
run (EoLinksPage *self,
     Tying       *tying)
{
  eo_store_write_async (self->store, write_tie, tying, g_free, NULL, on_written, g_object_ref (self));
}

static void
on_remove (EoLinksPage *self,
           GtkWidget   *button)
{
  Tying *tying = g_new0 (Tying, 1);

  tying->tie = *(gint64 *) g_object_get_data (G_OBJECT (button), "tie");
  run (self, tying);
}

static void
on_picked (EoLinksPage *self,
           EoCandidate *candidate)
{
  Tying *tying;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->id == 0 || (candidate->kind == self->kind && candidate->id == self->id))
    return;
  tying = g_new0 (Tying, 1);
  tying->kind = self->kind;
  tying->id = self->id;
  tying->other = candidate->kind;
  tying->other_id = candidate->id;
  run (self, tying);
}

static const EoKind *
chosen_kind (EoLinksPage *self)
{
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kinds));

  return position < n_kinds ? kinds[position] : NULL;
}

/* The list of candidates is of one kind: another kind, another list. */
static void
on_kind_chosen (EoLinksPage *self)
{
  const EoKind *kind = chosen_kind (self);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  if (kind == NULL)
    return;
  self->popover = eo_candidate_popover_new (self->adding, self->store, kind->name, FALSE);
  g_signal_connect_swapped (self->popover, "picked", G_CALLBACK (on_picked), self);
}

static void
on_typed (EoLinksPage *self)
{
  if (self->popover != NULL)
    eo_candidate_popover_suggest (self->popover, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static gboolean
on_key (EoLinksPage *self,
        guint        keyval)
{
  return self->popover != NULL && eo_candidate_popover_handle_key (self->popover, keyval);
}

static void
on_focus_left (EoLinksPage *self)
{
  if (self->popover != NULL)
    eo_candidate_popover_close (self->popover);
}

static void
on_row_activated (EoLinksPage   *self,
                  GtkListBoxRow *row)
{
  const char *kind = g_object_get_data (G_OBJECT (row), "kind");

  g_signal_emit (self, signals[OPEN_RECORD], 0, kind, *(gint64 *) g_object_get_data (G_OBJECT (row), "id"));
}

static gint64 *
box_id (gint64 id)
{
  gint64 *boxed = g_new (gint64, 1);

  *boxed = id;
  return boxed;
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static GtkWidget *
new_row (EoLinksPage *self,
         const EoTie *tie)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *under = NULL;
  g_autofree char *name = g_strdup_printf (_("Remove the link to “%s”"), tie->title);
  const char *said[] = { _(tie->kind->label), tie->reference, tie->role };
  g_autoptr (GString) facts = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    if (*said[i] != '\0')
      g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", said[i]);
  under = g_string_free (g_steal_pointer (&facts), FALSE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (tie->kind->icon != NULL ? tie->kind->icon
                                                                                       : "insert-link-symbolic"));
  gtk_box_append (GTK_BOX (lines), new_label (tie->title, NULL));
  gtk_box_append (GTK_BOX (lines), new_label (under, "small"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);

  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (remove), "tie", box_id (tie->id), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), remove);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "kind", (gpointer) tie->kind->name);
  g_object_set_data_full (G_OBJECT (row), "id", box_id (tie->record), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tie->title, -1);
  return row;
}

/* A letter of the thread: when, then what. */
static GtkWidget *
new_thread_row (EoLinksPage *self,
                EoRecord    *record)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const EoField *date = eo_kind_find_field (self->kind, self->kind->sort);
  g_autofree char *day = date != NULL ? eo_field_display (date, record) : g_strdup ("");
  g_autofree char *under = g_strdup_printf ("%s · %s", day, eo_record_get_name (record));
  GtkWidget *title = new_label (eo_record_get_title (record), NULL);

  if (record->id == self->id)
    gtk_widget_add_css_class (title, "strong");
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), new_label (under, "small"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lines);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), record->id != self->id);
  g_object_set_data (G_OBJECT (row), "kind", (gpointer) self->kind->name);
  g_object_set_data_full (G_OBJECT (row), "id", box_id (record->id), g_free);
  return row;
}

/* A kind whose records follow one another has a link "thread" to the first of them. */
static guint
load_thread (EoLinksPage *self)
{
  const EoField *field = eo_kind_find_field (self->kind, "thread");
  g_autoptr (EoRecord) record = field != NULL && self->id != 0 ? eo_store_get (self->store, self->kind, self->id, NULL)
                                                               : NULL;
  g_autoptr (EoRecord) first = NULL;
  g_autoptr (EoQuery) query = NULL;
  g_autoptr (GPtrArray) followers = NULL;
  g_autofree char *link = NULL;
  gint64 root;

  eo_entries_clear (GTK_LIST_BOX (self->thread));
  gtk_widget_set_visible (self->thread, FALSE);
  gtk_widget_set_visible (self->thread_heading, FALSE);
  if (record == NULL)
    return 0;
  root = eo_field_is_empty (field, record) ? record->id : eo_field_get_link (field, record)->id;
  query = eo_query_new (self->kind);
  link = g_strdup_printf ("#%" G_GINT64_FORMAT, root);
  eo_query_add (query, field, EO_IS, link);
  eo_query_set_sort (query, eo_kind_find_field (self->kind, self->kind->sort), FALSE);
  followers = eo_store_select (self->store, query, 0, NULL);
  first = eo_store_get (self->store, self->kind, root, NULL);
  if (followers == NULL || followers->len == 0 || first == NULL)
    return 0;
  gtk_list_box_append (GTK_LIST_BOX (self->thread), new_thread_row (self, first));
  for (guint i = 0; i < followers->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->thread), new_thread_row (self, g_ptr_array_index (followers, i)));
  gtk_widget_set_visible (self->thread, TRUE);
  gtk_widget_set_visible (self->thread_heading, TRUE);
  return followers->len;
}

static void
eo_links_page_dispose (GObject *object)
{
  EoLinksPage *self = EO_LINKS_PAGE (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_links_page_parent_class)->dispose (object);
}

static void
eo_links_page_class_init (EoLinksPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_links_page_dispose;

  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
make_picker (EoLinksPage *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  guint n_kinds;
  const EoKind *const *kinds = eo_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    gtk_string_list_append (labels, _(kinds[i]->label));
  self->kinds = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (labels)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->kinds)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kind of record to link to"), -1);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (on_kind_chosen), self);

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Link to: number, name or title"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Link to: number, name or title"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (self->entry, focus);

  self->adding = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->adding), self->kinds);
  gtk_box_append (GTK_BOX (self->adding), self->entry);
  gtk_box_append (GTK_BOX (self), self->adding);
}

static void
eo_links_page_init (EoLinksPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->thread_heading = gtk_label_new (_("Thread"));
  gtk_label_set_xalign (GTK_LABEL (self->thread_heading), 0);
  gtk_widget_add_css_class (self->thread_heading, "heading");
  gtk_box_append (GTK_BOX (self), self->thread_heading);
  self->thread = eo_entries_new (_("Thread"), NULL);
  g_signal_connect_swapped (self->thread, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (self), self->thread);

  self->list = eo_entries_new (_("Links"), _("Not linked to anything yet"));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (self), self->list);
}

GtkWidget *
eo_links_page_new (EoStore *store)
{
  EoLinksPage *self = g_object_new (EO_TYPE_LINKS_PAGE, NULL);

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self->store = g_object_ref (store);
  make_picker (self);
  on_kind_chosen (self);
  return GTK_WIDGET (self);
}

guint
eo_links_page_load (EoLinksPage  *self,
                    const EoKind *kind,
                    gint64        id)
{
  g_autoptr(GPtrArray) ties = NULL;

  g_return_val_if_fail (EO_IS_LINKS_PAGE (self), 0);

  self->kind = kind;
  self->id = id;
  eo_entries_clear (GTK_LIST_BOX (self->list));
  gtk_widget_set_sensitive (self->adding, id != 0 && !eo_store_is_read_only (self->store));
  if (id != 0)
    ties = eo_store_get_ties (self->store, kind, id);
  for (guint i = 0; ties != NULL && i < ties->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, g_ptr_array_index (ties, i)));
  return load_thread (self) + (ties != NULL ? ties->len : 0);
}
