/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/eo-words.h"
#include "desk/form/eo-form-row.h"
#include "desk/form/eo-notice.h"
#include "desk/form/eo-record-form.h"
#include "desk/record/eo-parts-dialog.h"

/* Proposed: so many working days before the record itself is due, or from today where it is not. */
#define BEFORE_OWNER 3
#define FROM_TODAY 5

struct _EoPartsDialog
{
  AdwWindow      parent_instance;

  EoStore       *store;
  EoRecord      *owner;
  const EoKind  *part;
  const EoField *link;

  GtkWidget     *title;
  GtkWidget     *notice;
  GtkWidget     *column;
  GtkWidget     *shared;   /* EoRecordForm: what is asked */
  GtkWidget     *lines;    /* box of EoRecordForm: of whom, by when */
  GtkWidget     *button;
};

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoPartsDialog, eo_parts_dialog, ADW_TYPE_WINDOW)

/* The writer's while it runs. */
typedef struct
{
  GPtrArray *records;
  EoUndo    *undo;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_ptr_array_unref (adding->records);
  eo_undo_unref (adding->undo);
  g_free (adding);
}

static gboolean
write_all (EoWriter  *writer,
           gpointer   data,
           GError   **error)
{
  Adding *adding = data;

  eo_writer_keep_undo (writer, adding->undo);
  for (guint i = 0; i < adding->records->len; i++)
    if (!eo_writer_save (writer, g_ptr_array_index (adding->records, i), error))
      return FALSE;
  return TRUE;
}

/* Proposals */

static EoDate
propose_day (EoPartsDialog *self)
{
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (self->store);
  const EoField *deadline = eo_kind_get_deadline (eo_record_get_kind (self->owner));
  EoDate today = eo_date_today ();
  EoDate day = { "" };

  if (deadline != NULL && !eo_field_is_empty (deadline, self->owner))
    day = eo_calendar_add_working_days (calendar, eo_field_get_date (deadline, self->owner), -BEFORE_OWNER);
  if (day.iso[0] == '\0' || eo_date_diff (&day, &today) < 0)
    day = eo_calendar_add_working_days (calendar, &today, FROM_TODAY);
  return day;
}

static EoRecord *
new_part (EoPartsDialog *self)
{
  EoRecord *part = eo_record_new (self->part);
  const EoField *deadline = eo_kind_get_deadline (self->part);

  part->classification = self->owner->classification;
  eo_record_set_link (part, self->link, self->owner->id, eo_record_get_title (self->owner));
  if (deadline != NULL)
    eo_record_set_text (part, deadline->name, propose_day (self).iso, NULL);
  return part;
}

/* Lines */

/* "unit+due": what stands in the register of the parts, but for what all of them share. */
static char *
get_line_fields (EoPartsDialog *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n;
  const EoField *const *fields = eo_kind_get_fields (self->part, &n);

  for (guint i = 0; i < n; i++)
    if ((fields[i]->flags & EO_COLUMN) != 0 && (fields[i]->flags & (EO_TITLE | EO_STATE)) == 0 && fields[i] != self->link)
      g_string_append_printf (names, "%s%s", names->len > 0 ? "+" : "", fields[i]->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
add_line (EoPartsDialog *self)
{
  g_autofree char *names = get_line_fields (self);
  g_autoptr (EoRecord) part = new_part (self);
  GtkWidget *form = eo_record_form_new_for_fields (self->store, self->part, NULL, names);

  eo_record_form_set_record (EO_RECORD_FORM (form), part);
  gtk_box_append (GTK_BOX (self->lines), form);
}

static EoRecordForm *
get_line (GtkWidget *child)
{
  return child != NULL ? EO_RECORD_FORM (child) : NULL;
}

static gboolean
is_untouched (EoRecordForm *form)
{
  return !eo_record_form_get_changed (form);
}

/* The part that a line makes, with what is asked of all. */
static EoRecord *
make_record (EoPartsDialog *self,
             EoRecordForm  *line)
{
  EoRecord *record = eo_record_copy (eo_record_form_get_edited (line));

  eo_field_copy (eo_kind_get_title_field (self->part), record,
                 eo_record_form_get_edited (EO_RECORD_FORM (self->shared)));
  return record;
}

/* Marks the problems of fields that stand in this form; TRUE where there are none. */
static gboolean
is_sound (EoRecordForm *form)
{
  g_autoptr (GPtrArray) problems = eo_record_form_check (form);
  gboolean sound = TRUE;

  eo_record_form_mark_problems (form, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const EoField *field = ((EoProblem *) g_ptr_array_index (problems, i))->field;

      sound = sound && (field == NULL || eo_record_form_get_row (form, field->name) == NULL);
    }
  return sound;
}

static gboolean
check_line (EoPartsDialog *self,
            EoRecordForm  *line)
{
  g_autoptr (GPtrArray) parties = eo_record_form_get_new_parties (line);
  gboolean sound = is_sound (EO_RECORD_FORM (self->shared));

  sound = is_sound (line) && sound;
  if (sound && parties->len == 0)
    return TRUE;
  if (parties->len > 0)
    eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_ERROR, _("Not done"),
                    _("Choose one whom the office has already, or add it under Stakeholders first."), NULL, NULL);
  if (!eo_record_form_next_error (EO_RECORD_FORM (self->shared)))
    eo_record_form_next_error (line);
  return FALSE;
}

static GPtrArray *
collect (EoPartsDialog *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (GtkWidget *child = gtk_widget_get_first_child (self->lines); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autoptr (EoRecord) record = NULL;

      if (is_untouched (get_line (child)) && child != gtk_widget_get_first_child (self->lines))
        continue;
      if (!check_line (self, get_line (child)))
        return NULL;
      record = make_record (self, get_line (child));
      g_ptr_array_add (records, g_steal_pointer (&record));
    }
  return g_steal_pointer (&records);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  EoPartsDialog *self = g_task_get_source_object (task);
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *things = eo_words_things (self->part, adding->records->len);
  g_autofree char *text = g_strdup_printf (_("%u %s asked for"), adding->records->len, things);

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    {
      g_signal_emit (self, signals[ADDED], 0, text, adding->undo);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "parts.done", TRUE);
      eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_ERROR, _("Not done"), error->message, NULL, NULL);
    }
  g_task_return_boolean (task, TRUE);
}

static void
done_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoPartsDialog *self = EO_PARTS_DIALOG (widget);
  g_autoptr (GPtrArray) records = NULL;
  Adding *adding;
  GTask *task;

  eo_notice_hide (EO_NOTICE (self->notice));
  records = collect (self);
  if (records == NULL)
    return;
  adding = g_new0 (Adding, 1);
  adding->records = g_steal_pointer (&records);
  adding->undo = eo_undo_new ();
  /* The task holds window and records until the writer is done with them. */
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, adding, adding_free);
  gtk_widget_action_set_enabled (widget, "parts.done", FALSE);
  eo_store_write_async (self->store, write_all, adding, NULL, NULL, on_written, task);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EoPartsDialog *self = EO_PARTS_DIALOG (widget);

  add_line (self);
  eo_record_form_focus_first_empty (get_line (gtk_widget_get_last_child (self->lines)));
}

static void
eo_parts_dialog_dispose (GObject *object)
{
  EoPartsDialog *self = EO_PARTS_DIALOG (object);

  g_clear_object (&self->owner);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_parts_dialog_parent_class)->dispose (object);
}

static void
eo_parts_dialog_class_init (EoPartsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_parts_dialog_dispose;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);

  gtk_widget_class_install_action (widget_class, "parts.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "parts.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "parts.done", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (EoPartsDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->title = adw_window_title_new ("", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->button = gtk_button_new_with_mnemonic (_("_Ask"));
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "parts.done");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);
  gtk_widget_add_css_class (header, "flat");
  return header;
}

static void
eo_parts_dialog_init (EoPartsDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *another = gtk_button_new_with_mnemonic (_("A_nother"));

  gtk_box_append (GTK_BOX (box), build_header (self));
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->column, "formpane");
  self->notice = eo_notice_new ();
  gtk_box_append (GTK_BOX (self->column), self->notice);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (self->column), self->lines);
  gtk_widget_set_halign (another, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (another), "parts.add");
  gtk_box_append (GTK_BOX (self->column), another);
  gtk_box_append (GTK_BOX (box), self->column);

  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 520, -1);
}

GtkWidget *
eo_parts_dialog_new (GtkWidget     *parent,
                     EoStore       *store,
                     EoRecord      *owner,
                     const EoKind  *part,
                     const EoField *link)
{
  EoPartsDialog *self = g_object_new (EO_TYPE_PARTS_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG, NULL);
  GtkRoot *root;
  g_autoptr (EoRecord) asking = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_RECORD (owner) && part != NULL && link != NULL, NULL);

  root = gtk_widget_get_root (parent);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->store = g_object_ref (store);
  self->owner = g_object_ref (owner);
  self->part = part;
  self->link = link;
  title = eo_words_new (part);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), eo_record_get_name (owner));

  asking = new_part (self);
  self->shared = eo_record_form_new_for_fields (store, part, NULL, eo_kind_get_title_field (part)->name);
  gtk_box_insert_child_after (GTK_BOX (self->column), self->shared, self->notice);
  eo_record_form_set_record (EO_RECORD_FORM (self->shared), asking);
  add_line (self);
  eo_button_names_mend (GTK_WIDGET (self));
  eo_record_form_focus_first_empty (EO_RECORD_FORM (self->shared));
  return GTK_WIDGET (self);
}
