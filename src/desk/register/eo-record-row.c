/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/register/eo-due-label.h"
#include "desk/register/eo-record-row.h"
#include "desk/register/eo-status-pill.h"

struct _EoRecordRow
{
  GtkWidget      parent_instance;

  EoRecord      *record;
  gulong         notify;

  GtkWidget     *who;
  GtkWidget     *what;
  GtkWidget     *reference; /* compact only */
  EoDueLabel    *due;
  EoStatusPill  *state;
};

G_DEFINE_FINAL_TYPE (EoRecordRow, eo_record_row, GTK_TYPE_WIDGET)

/* The next plain column after @after in which @record has something, and what: neither title nor one of the
 * parts with a place of its own. */
static const EoField *
next_plain (EoRecord       *record,
            const EoField  *after,
            char          **text)
{
  const EoField *const *fields;
  gboolean passed = after == NULL;
  guint n;

  fields = eo_kind_get_fields (eo_record_get_kind (record), &n);
  for (guint i = 0; i < n; i++)
    {
      if (passed && (fields[i]->flags & EO_COLUMN) != 0
          && (fields[i]->flags & (EO_TITLE | EO_STATE | EO_DEADLINE | EO_WHO)) == 0)
        {
          g_autofree char *words = eo_field_display (fields[i], record);

          if (words[0] != '\0')
            {
              *text = g_steal_pointer (&words);
              return fields[i];
            }
        }
      if (fields[i] == after)
        passed = TRUE;
    }

  return NULL;
}

static const EoField *
find_who (const EoKind *kind)
{
  const EoField *const *fields;
  guint n;

  fields = eo_kind_get_fields (kind, &n);
  for (guint i = 0; i < n; i++)
    if ((fields[i]->flags & EO_WHO) != 0)
      return fields[i];

  return NULL;
}

/* No line is left blank. */
static void
set_line (GtkWidget  *label,
          const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && text[0] != '\0');
}

/* Whose it is and its title, or where nobody is named the title and what else is known of it. */
static void
show_lines (EoRecordRow *self)
{
  EoRecord *record = self->record;
  const EoField *who = find_who (eo_record_get_kind (record));
  const EoField *plain = NULL;
  g_autofree char *head = who != NULL ? eo_field_display (who, record) : NULL;
  g_autofree char *body = NULL;
  g_autofree char *foot = NULL;

  if (head == NULL || head[0] == '\0' || (who->flags & EO_TITLE) != 0)
    {
      g_free (head);
      head = g_strdup (eo_record_get_title (record));
      plain = next_plain (record, NULL, &body);
    }
  else
    {
      body = g_strdup (eo_record_get_title (record));
    }
  set_line (self->who, head);
  set_line (self->what, body);
  if (self->reference == NULL)
    return;

  if (record->reference[0] != '\0')
    foot = g_strdup (record->reference);
  else if (plain != NULL)
    next_plain (record, plain, &foot);
  gtk_label_set_label (GTK_LABEL (self->reference), foot != NULL ? foot : "");
  /* The state stands in the same line. */
  gtk_widget_set_visible (gtk_widget_get_parent (self->reference),
                          foot != NULL || eo_kind_get_state_field (eo_record_get_kind (record)) != NULL);
}

static void
show (EoRecordRow *self)
{
  EoRecord *record = self->record;

  eo_due_label_set_record (self->due, record);
  eo_status_pill_set_record (self->state, record);

  if (!record->missing)
    {
      show_lines (self);
      return;
    }

  set_line (self->who, _("Deleted"));
  set_line (self->what, NULL);
  if (self->reference != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->reference), record->reference);
      gtk_widget_set_visible (gtk_widget_get_parent (self->reference), TRUE);
    }
}

static void
add_part (GString    *text,
          const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_box (GtkOrientation orientation,
          int            spacing,
          GtkWidget     *first,
          GtkWidget     *second)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);

  return box;
}

static void
build_compact (EoRecordRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *last;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  self->reference = make_label ("ref");
  gtk_widget_add_css_class (self->reference, "dim-label");
  last = make_box (GTK_ORIENTATION_HORIZONTAL, 6, self->reference, GTK_WIDGET (self->state));
  gtk_widget_add_css_class (last, "second");

  gtk_widget_set_parent (make_box (GTK_ORIENTATION_HORIZONTAL, 6, self->who, GTK_WIDGET (self->due)),
                         GTK_WIDGET (self));
  gtk_widget_set_parent (self->what, GTK_WIDGET (self));
  gtk_widget_set_parent (last, GTK_WIDGET (self));
}

static void
build_wide (EoRecordRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_set_halign (GTK_WIDGET (self->due), GTK_ALIGN_END);
  gtk_widget_set_halign (GTK_WIDGET (self->state), GTK_ALIGN_END);

  gtk_widget_set_parent (make_box (GTK_ORIENTATION_VERTICAL, 2, self->who, self->what), GTK_WIDGET (self));
  gtk_widget_set_parent (make_box (GTK_ORIENTATION_VERTICAL, 2, GTK_WIDGET (self->due),
                                   GTK_WIDGET (self->state)),
                         GTK_WIDGET (self));
}

static void
eo_record_row_dispose (GObject *object)
{
  EoRecordRow *self = EO_RECORD_ROW (object);
  GtkWidget *child;

  g_clear_signal_handler (&self->notify, self->record);
  g_clear_object (&self->record);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (eo_record_row_parent_class)->dispose (object);
}

static void
eo_record_row_class_init (EoRecordRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_record_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "record");
}

static void
eo_record_row_init (EoRecordRow *self)
{
  self->who = make_label ("strong");
  self->what = make_label (NULL);
  self->due = EO_DUE_LABEL (eo_due_label_new ());
  self->state = EO_STATUS_PILL (eo_status_pill_new ());
}

GtkWidget *
eo_record_row_new (gboolean compact)
{
  EoRecordRow *self = g_object_new (EO_TYPE_RECORD_ROW, NULL);

  if (compact)
    build_compact (self);
  else
    build_wide (self);

  return GTK_WIDGET (self);
}

void
eo_record_row_set_record (EoRecordRow *self,
                          EoRecord    *record)
{
  g_return_if_fail (EO_IS_RECORD_ROW (self));

  g_clear_signal_handler (&self->notify, self->record);
  g_set_object (&self->record, record);
  if (record == NULL)
    return;

  self->notify = g_signal_connect_swapped (record, "notify", G_CALLBACK (show), self);
  show (self);
}

char *
eo_record_row_describe (EoRecord *record)
{
  const EoField *who, *deadline, *status;
  const EoKind *kind;
  g_autofree char *name = NULL;
  g_autofree char *due = NULL;
  g_autofree char *state = NULL;
  GString *text;
  EoDate today;

  g_return_val_if_fail (EO_IS_RECORD (record), NULL);

  if (record->missing)
    return g_strdup (_("Deleted"));

  kind = eo_record_get_kind (record);
  who = find_who (kind);
  deadline = eo_kind_get_deadline (kind);
  status = eo_kind_get_state_field (kind);
  today = eo_date_today ();

  text = g_string_new (NULL);
  if (who != NULL)
    add_part (text, name = eo_field_display (who, record));
  add_part (text, eo_record_get_title (record));
  add_part (text, record->reference);
  if (deadline != NULL && eo_due_describe (eo_field_get_date (deadline, record), &today,
                                           eo_kind_is_open (record), &due) != EO_DUE_NONE)
    add_part (text, due);
  if (status != NULL)
    add_part (text, state = eo_field_display (status, record));

  return g_string_free (text, FALSE);
}
