/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-entries.h"
#include "sections/diary/eo-diary.h"
#include "sections/diary/view/eo-slot-dialog.h"

#define OFFERED   10
#define DAYS      30
#define WAIT_MS   200 /* after the last key, before it looks */

struct _EoSlotDialog
{
  AdwWindow     parent_instance;

  EoStore      *store;
  GArray       *found;       /* EoSlot */
  GPtrArray    *checks;      /* of GtkCheckButton, one a diary */
  GArray       *diaries;     /* gint64 ids, likewise */
  GCancellable *cancellable; /* of what is being looked for */
  guint         wait;
  gboolean      travel_set;  /* by hand: it no longer goes by the place */

  GtkWidget    *minutes;
  GtkWidget    *place;
  GtkWidget    *travel;
  GtkWidget    *buffer;
  GtkWidget    *first;
  GtkWidget    *last;
  GtkWidget    *who;
  GtkWidget    *summary;
  GtkWidget    *slots;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoSlotDialog, eo_slot_dialog, ADW_TYPE_WINDOW)

/* The worker's. */
typedef struct
{
  EoSlotWish  wish;
  GArray     *diaries;
  char       *place;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_array_unref (looking->diaries);
  g_free (looking->place);
  g_free (looking);
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Looking *looking = data;
  GError *error = NULL;
  GArray *found = eo_slots_find (source, &looking->wish, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
add_slot (EoSlotDialog *self,
          const EoSlot *slot)
{
  GtkWidget *row = adw_action_row_new ();
  EoDate day = eo_local_time_get_date (&slot->local_starts);
  g_autofree char *title = eo_date_format_long (&day);
  g_autofree char *times = g_strdup_printf ("%s–%s", slot->local_starts.iso + 11, slot->local_ends.iso + 11);
  g_autofree char *with_travel = NULL;

  if (slot->travel > 0)
    with_travel = g_strdup_printf (ngettext ("%s, with %u minute of travel each way", "%s, with %u minutes of travel each way",
                                             slot->travel), times, slot->travel);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), with_travel != NULL ? with_travel : times);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (GTK_LIST_BOX (self->slots), row);
}

static void
show_found (EoSlotDialog *self,
            GArray       *found,
            const char   *trouble)
{
  g_autofree char *text = NULL;

  eo_entries_clear (GTK_LIST_BOX (self->slots));
  g_clear_pointer (&self->found, g_array_unref);
  self->found = found;
  for (guint i = 0; found != NULL && i < found->len; i++)
    add_slot (self, &g_array_index (found, EoSlot, i));
  gtk_widget_set_visible (self->slots, found != NULL && found->len > 0);

  if (trouble != NULL)
    text = g_strdup (trouble);
  else if (found->len == 0)
    text = g_strdup (_("There is no such time between these days. Try more days, or a shorter meeting."));
  else
    text = g_strdup_printf (ngettext ("%u time suits everybody", "The next %u times that suit everybody", found->len),
                            found->len);
  gtk_label_set_label (GTK_LABEL (self->summary), text);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EoSlotDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *found = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_found (self, found, error != NULL ? error->message : NULL);
}

static gboolean
read_day (GtkWidget *entry,
          EoDate    *day)
{
  gboolean sound = eo_date_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), day, NULL) && day->iso[0] != '\0';

  if (sound)
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               sound ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);

  return sound;
}

static Looking *
read_wish (EoSlotDialog *self)
{
  Looking *looking = g_new0 (Looking, 1);
  EoSlotWish *wish = &looking->wish;

  looking->diaries = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_array_append_val (looking->diaries, g_array_index (self->diaries, gint64, i));
  looking->place = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->place))));
  wish->diaries = (const gint64 *) (gconstpointer) looking->diaries->data;
  wish->n_diaries = looking->diaries->len;
  wish->place = looking->place;
  wish->minutes = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minutes));
  wish->travel = self->travel_set ? gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->travel)) : -1;
  wish->buffer = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->buffer));
  wish->most = OFFERED;

  return looking;
}

static gboolean
look (gpointer user_data)
{
  EoSlotDialog *self = user_data;
  Looking *looking = read_wish (self);
  gboolean first = read_day (self->first, &looking->wish.first);
  gboolean last = read_day (self->last, &looking->wish.last);
  g_autoptr (GTask) task = NULL;

  self->wait = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!first || !last)
    {
      looking_free (looking);
      show_found (self, NULL, _("Write the days like 9 Sep 2026."));
      return G_SOURCE_REMOVE;
    }

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self->store, self->cancellable, on_looked, g_object_ref (self));
  g_task_set_task_data (task, looking, looking_free);
  g_task_run_in_thread (task, look_in_thread);

  return G_SOURCE_REMOVE;
}

static void
on_wish_changed (EoSlotDialog *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  self->wait = g_timeout_add (WAIT_MS, look, self);
}

static void
on_travel_changed (EoSlotDialog *self)
{
  self->travel_set = TRUE;
  on_wish_changed (self);
}

static void
on_slot_activated (EoSlotDialog  *self,
                   GtkListBoxRow *row)
{
  const EoSlot *slot = &g_array_index (self->found, EoSlot, gtk_list_box_row_get_index (row));
  g_autofree char *place = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->place))));
  gint64 diary = 0;

  for (guint i = self->checks->len; i > 0; i--)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i - 1)))
      diary = g_array_index (self->diaries, gint64, i - 1);
  g_signal_emit (self, signals[CHOSEN], 0, diary, slot->starts, slot->ends, slot->travel, place);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_diary (EoSlotDialog *self,
           EoRecord     *diary,
           gboolean      ticked)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), ticked);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), EO_DIARY (diary)->name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, EO_DIARY (diary)->name, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_wish_changed), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->who), row);
  g_ptr_array_add (self->checks, check);
  g_array_append_val (self->diaries, diary->id);
}

static void
eo_slot_dialog_dispose (GObject *object)
{
  EoSlotDialog *self = EO_SLOT_DIALOG (object);

  g_clear_handle_id (&self->wait, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_slot_dialog_parent_class)->dispose (object);
}

static void
eo_slot_dialog_finalize (GObject *object)
{
  EoSlotDialog *self = EO_SLOT_DIALOG (object);

  g_clear_pointer (&self->found, g_array_unref);
  g_ptr_array_unref (self->checks);
  g_array_unref (self->diaries);

  G_OBJECT_CLASS (eo_slot_dialog_parent_class)->finalize (object);
}

static void
eo_slot_dialog_class_init (EoSlotDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eo_slot_dialog_dispose;
  object_class->finalize = eo_slot_dialog_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", EO_TYPE_SLOT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5,
                                  G_TYPE_INT64, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/sections/diary/slot-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, minutes);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, place);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, travel);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, first);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, last);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, who);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, EoSlotDialog, slots);
  gtk_widget_class_bind_template_callback (widget_class, on_wish_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_slot_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_travel_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eo_slot_dialog_init (EoSlotDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->diaries = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eo_slot_dialog_new (EoStore      *store,
                    gint64        diary,
                    const EoDate *first)
{
  EoSlotDialog *self = g_object_new (EO_TYPE_SLOT_DIALOG, NULL);
  g_autoptr (EoQuery) query = eo_query_new (&eo_diary_kind);
  g_autoptr (GPtrArray) all = NULL;
  EoDate last = eo_date_add_days (first, DAYS);
  g_autofree char *from = eo_date_format (first);
  g_autofree char *to = eo_date_format (&last);

  self->store = g_object_ref (store);
  eo_query_set_filter (query, eo_kind_find_filter (&eo_diary_kind, "used"));
  eo_query_set_sort_reference (query, FALSE);
  all = eo_store_select (store, query, 0, NULL);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      EoRecord *one = g_ptr_array_index (all, i);

      add_diary (self, one, diary != 0 ? one->id == diary : i == 0);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->first), from);
  gtk_editable_set_text (GTK_EDITABLE (self->last), to);
  on_wish_changed (self);

  return GTK_WIDGET (self);
}
