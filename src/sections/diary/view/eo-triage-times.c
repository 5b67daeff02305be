/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "desk/eo-entries.h"
#include "desk/eo-wrapped-label.h"
#include "desk/register/eo-status-pill.h"
#include "sections/diary/view/eo-triage-times.h"

#define DETAIL_CHARS 20 /* wished for: what says how it stands has its room beside it */

/* A row of the list. */
typedef struct
{
  EoWish     wish;
  GtkWidget *check;
  GtkWidget *detail;
  GtkWidget *pill;
  char      *words;
} Time;

struct _EoTriageTimes
{
  GtkBox      parent_instance;

  GtkWidget  *list;
  GtkWidget  *none;
  GPtrArray  *times;    /* of Time, in order */
  gint64      minutes;
  gboolean    locked;
  gboolean    filling;
};

enum
{
  CHANGED,
  LOOK_AT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoTriageTimes, eo_triage_times, GTK_TYPE_BOX)

static void
time_free (gpointer data)
{
  Time *time = data;

  g_free (time->words);
  g_free (time);
}

static void
on_toggled (EoTriageTimes *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_activated (EoTriageTimes *self,
                  GtkListBoxRow *row)
{
  Time *time = g_ptr_array_index (self->times, gtk_list_box_row_get_index (row));

  if (!self->locked)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (time->check), !gtk_check_button_get_active (GTK_CHECK_BUTTON (time->check)));
}

static void
on_focus (GtkEventController *controller,
          EoTriageTimes      *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  Time *time = g_ptr_array_index (self->times, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  EoDate day = eo_local_time_get_date (&time->wish.starts);

  g_signal_emit (self, signals[LOOK_AT], 0, day.iso);
}

static void
add_row (EoTriageTimes *self,
         Time          *time,
         gboolean       chosen)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  time->words = eo_wish_format (&time->wish, self->minutes);
  time->check = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (time->check), chosen);
  gtk_widget_set_sensitive (time->check, !self->locked);
  gtk_widget_set_valign (time->check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (time->check), GTK_ACCESSIBLE_PROPERTY_LABEL, time->words, -1);
  time->detail = eo_wrapped_label_new (_("Looking in the diary…"), "small");
  gtk_widget_add_css_class (time->detail, "dim-label");
  gtk_label_set_max_width_chars (GTK_LABEL (time->detail), DETAIL_CHARS);
  time->pill = eo_status_pill_new ();
  gtk_widget_set_visible (time->pill, FALSE);
  gtk_box_append (GTK_BOX (text), eo_wrapped_label_new (time->words, "num"));
  gtk_box_append (GTK_BOX (text), time->detail);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (line), time->check);
  gtk_box_append (GTK_BOX (line), text);
  gtk_box_append (GTK_BOX (line), time->pill);
  gtk_widget_add_css_class (line, "time");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_set_focusable (row, FALSE); /* the check takes it */
  gtk_widget_add_controller (row, focus);
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_focus), self, 0);
  g_signal_connect_object (time->check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
rebuild (EoTriageTimes *self,
         GArray        *all,
         GArray        *chosen)
{
  self->filling = TRUE;
  eo_entries_clear (GTK_LIST_BOX (self->list));
  g_ptr_array_set_size (self->times, 0);
  for (guint i = 0; i < all->len; i++)
    {
      Time *time = g_new0 (Time, 1);
      gboolean is_chosen = FALSE;

      time->wish = g_array_index (all, EoWish, i);
      for (guint j = 0; j < chosen->len; j++)
        is_chosen |= eo_wish_equal (&time->wish, &g_array_index (chosen, EoWish, j));
      g_ptr_array_add (self->times, time);
      add_row (self, time, is_chosen);
    }
  gtk_widget_set_visible (self->list, all->len > 0);
  gtk_widget_set_visible (self->none, all->len == 0);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static GArray *
join (const char *first,
      const char *second)
{
  g_autofree char *text = g_strconcat (first, " ", second, NULL);

  return eo_wishes_read (text);
}

static void
eo_triage_times_finalize (GObject *object)
{
  g_ptr_array_unref (EO_TRIAGE_TIMES (object)->times);

  G_OBJECT_CLASS (eo_triage_times_parent_class)->finalize (object);
}

static void
eo_triage_times_class_init (EoTriageTimesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_triage_times_finalize;

  signals[CHANGED] = g_signal_new ("changed", EO_TYPE_TRIAGE_TIMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOOK_AT] = g_signal_new ("look-at", EO_TYPE_TRIAGE_TIMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
eo_triage_times_init (EoTriageTimes *self)
{
  self->times = g_ptr_array_new_with_free_func (time_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Times to hold"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  self->none = eo_wrapped_label_new (_("It names no time. Find one that is free."), "dim-label");
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->none);
}

/* Public functions */

GtkWidget *
eo_triage_times_new (void)
{
  return g_object_new (EO_TYPE_TRIAGE_TIMES, NULL);
}

void
eo_triage_times_show (EoTriageTimes *self,
                      EoRequest     *request)
{
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) chosen = NULL;

  g_return_if_fail (EO_IS_TRIAGE_TIMES (self) && EO_IS_REQUEST (request));

  self->minutes = request->minutes;
  all = join (request->wanted, request->chosen);
  chosen = eo_wishes_read (request->chosen);
  rebuild (self, all, chosen);
}

void
eo_triage_times_add (EoTriageTimes *self,
                     const EoWish  *wish)
{
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) chosen_before = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) chosen = NULL;
  g_autofree char *word = NULL;
  g_autofree char *all_text = NULL;
  g_autofree char *chosen_text = NULL;

  g_return_if_fail (EO_IS_TRIAGE_TIMES (self) && wish != NULL);

  before = eo_triage_times_get_all (self);
  chosen_before = eo_triage_times_get_chosen (self);
  word = eo_wish_write (wish);
  all_text = eo_wishes_write (before);
  chosen_text = eo_wishes_write (chosen_before);
  all = join (all_text, word);
  chosen = join (chosen_text, word);
  rebuild (self, all, chosen);
}

void
eo_triage_times_offer (EoTriageTimes *self,
                       const char    *words)
{
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (GArray) all = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (EO_IS_TRIAGE_TIMES (self) && words != NULL);

  before = eo_triage_times_get_all (self);
  chosen = eo_triage_times_get_chosen (self);
  text = eo_wishes_write (before);
  all = join (text, words);
  rebuild (self, all, chosen);
}

GArray *
eo_triage_times_get_all (EoTriageTimes *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (EoWish));

  g_return_val_if_fail (EO_IS_TRIAGE_TIMES (self), all);

  for (guint i = 0; i < self->times->len; i++)
    g_array_append_val (all, ((Time *) self->times->pdata[i])->wish);
  return all;
}

GArray *
eo_triage_times_get_chosen (EoTriageTimes *self)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (EoWish));

  g_return_val_if_fail (EO_IS_TRIAGE_TIMES (self), chosen);

  for (guint i = 0; i < self->times->len; i++)
    {
      Time *time = g_ptr_array_index (self->times, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (time->check)))
        g_array_append_val (chosen, time->wish);
    }
  return chosen;
}

void
eo_triage_times_set_check (EoTriageTimes *self,
                           guint          nth,
                           EoWishCheck   *check)
{
  static const EoTone tones[] = {
    [EO_WISH_FITS] = EO_TONE_DONE, [EO_WISH_OUTSIDE] = EO_TONE_RETURNED, [EO_WISH_SHARED] = EO_TONE_WAIT,
    [EO_WISH_CLASHES] = EO_TONE_LATE,
  };
  Time *time;

  g_return_if_fail (EO_IS_TRIAGE_TIMES (self) && nth < self->times->len && check != NULL);

  time = g_ptr_array_index (self->times, nth);
  gtk_label_set_text (GTK_LABEL (time->detail), check->detail);
  eo_status_pill_set (EO_STATUS_PILL (time->pill), tones[check->fit], check->word);
  gtk_widget_set_visible (time->pill, TRUE);
  {
    /* Translators: a time, how it stands in the diary, and why */
    g_autofree char *name = g_strdup_printf (_("%s, %s: %s"), time->words, check->word, check->detail);

    gtk_accessible_update_property (GTK_ACCESSIBLE (time->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  }
}

void
eo_triage_times_tick (EoTriageTimes *self,
                      guint          nth)
{
  g_return_if_fail (EO_IS_TRIAGE_TIMES (self) && nth < self->times->len);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (((Time *) self->times->pdata[nth])->check), TRUE);
}

void
eo_triage_times_set_locked (EoTriageTimes *self,
                            gboolean       locked)
{
  g_return_if_fail (EO_IS_TRIAGE_TIMES (self));

  self->locked = locked;
  for (guint i = 0; i < self->times->len; i++)
    gtk_widget_set_sensitive (((Time *) self->times->pdata[i])->check, !locked);
}
