/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-local-time.h"
#include "desk/eo-button-names.h"
#include "desk/eo-compat.h"
#include "sections/diary/eo-diary-act.h"
#include "sections/diary/view/eo-diary-board-private.h"
#include "sections/diary/view/eo-diary-words.h"
#include "sections/diary/view/eo-quick-appointment.h"

/* What is done to appointments where they stand. */

typedef struct
{
  EoDiaryBoard *board;
  EoDiaryAct    act;
  EoOccurrence *of;        /* what is moved; else NULL */
  guint         expected;  /* where it is shown already; 0 for nothing */
  char         *text;      /* what the toast says */
} Pending;

static void
pending_free (Pending *pending)
{
  g_clear_object (&pending->act.record);
  g_clear_pointer (&pending->of, eo_occurrence_unref);
  g_clear_object (&pending->board);
  g_free (pending->text);
  g_free (pending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (Pending) pending = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *clash = NULL;
  gint64 made = 0;
  g_autoptr (EoUndo) undo = eo_diary_act_finish (EO_STORE (source), result, &made, &clash, &error);
  g_autofree char *text = NULL;

  if (pending->expected != 0)
    eo_diary_data_settle (pending->board->data, pending->expected);
  if (undo == NULL)
    {
      /* What was dragged goes back to where it stands. */
      _eo_diary_board_reload (pending->board);
      g_signal_emit (pending->board, eo_diary_board_signals[EO_BOARD_TOAST], 0, error->message);
      return;
    }
  if (pending->act.kind == EO_ACT_ADD || pending->act.kind == EO_ACT_COPY)
    pending->board->select = made;
  text = clash != NULL ? g_strdup_printf (_("%s. It clashes with “%s”."), pending->text, clash) : g_strdup (pending->text);
  g_signal_emit (pending->board, eo_diary_board_signals[EO_BOARD_UNDOABLE], 0, text, undo);
}

static void
start (Pending *pending)
{
  const EoDiaryAct *act = &pending->act;
  EoOccurrence *of = pending->of;

  if (act->kind == EO_ACT_MOVE)
    pending->expected = eo_diary_data_expect (pending->board->data, of, act->diary != 0 ? act->diary : of->diary, act->starts,
                                              act->ends);
  eo_diary_act_async (pending->board->store, &pending->act, on_done, pending);
}

static void
on_reach_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Pending) pending = data;
  int chosen = eo_compat_choose_finish (result);

  if (chosen < 0)
    {
      _eo_diary_board_reload (pending->board);
      return;
    }
  pending->act.reach = (EoReach) chosen;
  start (g_steal_pointer (&pending));
}

/* One of several times of the same record. */
static gboolean
is_of_series (EoDiaryBoard *self,
              EoOccurrence *occurrence)
{
  g_autoptr (EoRecord) record = *occurrence->original != '\0'
                                  ? eo_store_get (self->store, &eo_appointment_kind, occurrence->appointment, NULL) : NULL;

  return record != NULL && EO_APPOINTMENT (record)->span == EO_SPAN_SERIES;
}

/* @text: (transfer full) */
static void
run (EoDiaryBoard     *self,
     EoOccurrence     *occurrence,
     const EoDiaryAct *act,
     char             *text)
{
  static const char *const labels[] = { N_("This _One"), N_("This and _Later Ones"), N_("_All of Them"), NULL };
  Pending *pending = g_new0 (Pending, 1);

  pending->board = g_object_ref (self);
  pending->act = *act;
  pending->act.appointment = occurrence->appointment;
  pending->of = eo_occurrence_ref (occurrence);
  pending->text = text;
  if (is_of_series (self, occurrence))
    {
      g_autofree char *heading = NULL;
      g_autofree char *title = eo_diary_words_title (self->data, occurrence);
      const char *translated[G_N_ELEMENTS (labels)] = { NULL };

      g_strlcpy (pending->act.original.iso, occurrence->original, sizeof pending->act.original.iso);
      if (act->kind == EO_ACT_COPY)
        {
          start (pending);
          return;
        }
      for (guint i = 0; labels[i] != NULL; i++)
        translated[i] = _(labels[i]);
      heading = g_strdup_printf (_("“%s” Repeats"), title);
      eo_compat_choose_async (GTK_WIDGET (self), heading, _("Which of them is meant?"), translated, NULL,
                              on_reach_chosen, pending);
      return;
    }
  start (pending);
}

static char *
format_span (EoDiaryBoard *self,
             gint64        starts,
             gint64        ends,
             gboolean      all_day)
{
  EoLocalTime from = eo_local_time_from_unix (starts, eo_diary_data_get_zone (self->data));
  EoLocalTime until = eo_local_time_from_unix (ends, eo_diary_data_get_zone (self->data));
  EoDate day = eo_local_time_get_date (&from);
  g_autofree char *date = eo_date_format_short (&day, &self->date);
  const char *weekday = eo_date_short_weekday (eo_date_weekday (&day));

  return all_day ? g_strdup_printf ("%s %s", weekday, date)
                 : g_strdup_printf ("%s %s, %s–%s", weekday, date, from.iso + 11, until.iso + 11);
}

void
_eo_diary_board_move (EoDiaryBoard *self,
                      EoOccurrence *occurrence,
                      gint64        starts,
                      gint64        ends)
{
  EoDiaryAct act = { .kind = EO_ACT_MOVE, .starts = starts, .ends = ends };
  g_autofree char *title = eo_diary_words_title (self->data, occurrence);
  g_autofree char *span = format_span (self, starts, ends, occurrence->all_day);

  if (starts != occurrence->starts || ends != occurrence->ends)
    run (self, occurrence, &act, g_strdup_printf (_("“%s” is on %s now"), title, span));
}

/* From one diary to another that stands beside it. */
static void
on_give_block (EoDiaryBoard *self,
               EoOccurrence *occurrence,
               gint64        diary_id,
               gint64        starts,
               gint64        ends)
{
  EoDiaryAct act = { .kind = EO_ACT_MOVE, .diary = diary_id, .starts = starts, .ends = ends };
  EoDiary *diary = eo_diary_data_find_diary (self->data, diary_id);
  g_autofree char *title = eo_diary_words_title (self->data, occurrence);
  g_autofree char *span = format_span (self, starts, ends, occurrence->all_day);

  if (diary != NULL)
    run (self, occurrence, &act, g_strdup_printf (_("“%s” is in the diary of %s now, %s"), title, diary->name, span));
}

static void
on_shift_block (EoDiaryBoard *self,
                EoOccurrence *occurrence,
                gint64        minutes)
{
  _eo_diary_board_move (self, occurrence, occurrence->starts + minutes * 60, occurrence->ends + minutes * 60);
}

static void
on_delete_block (EoDiaryBoard *self,
                 EoOccurrence *occurrence)
{
  EoDiaryAct act = { .kind = EO_ACT_DELETE };
  g_autofree char *title = eo_diary_words_title (self->data, occurrence);

  run (self, occurrence, &act, g_strdup_printf (_("“%s” deleted"), title));
}

/* A new one */

static void
on_quick_save (EoDiaryBoard *self,
               EoRecord     *appointment)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->board = g_object_ref (self);
  pending->act = (EoDiaryAct) { .kind = EO_ACT_ADD, .record = eo_record_copy (appointment) };
  pending->text = g_strdup_printf (_("“%s” is in the diary"), EO_APPOINTMENT (appointment)->subject);
  start (pending);
}

static void
on_quick_more (EoDiaryBoard *self,
               EoRecord     *appointment)
{
  EoLocalTime starts = EO_APPOINTMENT (appointment)->starts;

  self->date = eo_local_time_get_date (&starts);
  g_signal_emit (self, eo_diary_board_signals[EO_BOARD_NEW_RECORD], 0, appointment);
}

/* Where one looks: the free time that has the focus, or the pointer. */
static void
popup_quick (EoDiaryBoard *self,
             GtkWidget    *popover)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_has_css_class (focus, "slot"))
    _eo_diary_board_popup (self, popover, focus, -1, -1);
  else
    _eo_diary_board_popup (self, popover, GTK_WIDGET (self), self->pointer_x, self->pointer_y);
}

static void
make (EoDiaryBoard *self,
      gint64        diary_id,
      gint64        starts,
      gint64        ends,
      gboolean      all_day)
{
  g_autoptr (EoRecord) preset = eo_record_new (&eo_appointment_kind);
  EoDiary *diary = eo_diary_data_find_diary (self->data, diary_id);
  GtkWidget *popover;

  if (diary == NULL)
    return;
  EO_APPOINTMENT (preset)->all_day = all_day;
  eo_record_set_text (preset, "starts_zone", eo_diary_data_get_zone_name (self->data), NULL);
  eo_record_set_text (preset, "ends_zone", eo_diary_data_get_zone_name (self->data), NULL);
  eo_appointment_set_moments (EO_APPOINTMENT (preset), starts, ends);
  eo_record_set_link (preset, eo_kind_find_field (&eo_appointment_kind, "diary"), diary_id, diary->name);
  popover = eo_quick_appointment_new (self->data, EO_APPOINTMENT (preset));
  g_signal_connect_object (popover, "save", G_CALLBACK (on_quick_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "more", G_CALLBACK (on_quick_more), self, G_CONNECT_SWAPPED);
  eo_button_names_mend (popover);
  popup_quick (self, popover);
}

static void
on_make (EoDiaryBoard *self,
         gint64        diary,
         gint64        starts,
         gint64        ends)
{
  make (self, diary, starts, ends, FALSE);
}

static void
on_make_all_day (EoDiaryBoard *self,
                 gint64        diary,
                 const char   *first,
                 const char   *last)
{
  EoDate from, until;
  EoLocalTime starts, ends;

  if (!eo_date_parse (first, &from, NULL) || !eo_date_parse (last, &until, NULL))
    return;
  starts = eo_local_time_new (&from, 0);
  ends = eo_local_time_new (&until, 1440);
  make (self, diary, eo_local_time_to_unix (&starts, eo_diary_data_get_zone (self->data)),
        eo_local_time_to_unix (&ends, eo_diary_data_get_zone (self->data)), TRUE);
}

/* The menu of a block */

static GMenuItem *
make_item (const char *label,
           const char *what,
           gint64      id)
{
  GMenuItem *item = g_menu_item_new (label, NULL);
  g_autofree char *target = id != 0 ? g_strdup_printf ("%s:%" G_GINT64_FORMAT, what, id) : g_strdup (what);

  g_menu_item_set_action_and_target (item, "diary.block", "s", target);

  return item;
}

static void
append (GMenu      *menu,
        const char *label,
        const char *what,
        gint64      id)
{
  g_autoptr (GMenuItem) item = make_item (label, what, id);

  g_menu_append_item (menu, item);
}

static GMenuModel *
make_steps (EoDiaryBoard *self,
            EoRecord     *record)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GPtrArray) steps = eo_kind_get_steps (record);

  for (guint i = 0; i < steps->len; i++)
    {
      const EoTransition *step = g_ptr_array_index (steps, i);
      g_autofree char *what = g_strdup_printf ("step:%s", eo_transition_get_name (step));

      append (menu, _(step->label), what, 0);
    }

  return G_MENU_MODEL (menu);
}

/* The other diaries, by name. */
static GMenuModel *
make_others (EoDiaryBoard *self,
             EoOccurrence *occurrence,
             const char   *what)
{
  GMenu *menu = g_menu_new ();
  GPtrArray *diaries = eo_diary_data_get_diaries (self->data);

  for (guint i = 0; i < diaries->len; i++)
    {
      EoDiary *diary = g_ptr_array_index (diaries, i);

      if (EO_RECORD (diary)->id != occurrence->diary)
        append (menu, diary->name, what, EO_RECORD (diary)->id);
    }

  return G_MENU_MODEL (menu);
}

static GMenu *
make_block_menu (EoDiaryBoard *self,
                 EoOccurrence *occurrence,
                 EoRecord     *record)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) copies = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuModel) steps = make_steps (self, record);
  g_autoptr (GMenuModel) copy = make_others (self, occurrence, "copy");
  g_autoptr (GMenuModel) give = make_others (self, occurrence, "give");
  gboolean of_series = EO_APPOINTMENT (record)->span == EO_SPAN_SERIES;

  append (first, of_series ? _("Open the _Series") : _("_Open"), "open", 0);
  if (of_series)
    append (first, _("Change _Only This One…"), "one", 0);
  append (copies, _("_Duplicate"), "duplicate", 0);
  if (g_menu_model_get_n_items (copy) > 0)
    {
      g_menu_append_submenu (copies, _("_Copy to"), copy);
      g_menu_append_submenu (copies, _("_Move to"), give);
    }
  append (last, _("D_elete"), "delete", 0);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  /* A step is of the whole record: of a series it is taken there. */
  if (!of_series)
    g_menu_append_section (menu, NULL, steps);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copies));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return menu;
}

static void
on_menu_block (EoDiaryBoard *self,
               EoOccurrence *occurrence,
               double        x,
               double        y,
               GtkWidget    *view)
{
  g_autoptr (EoRecord) record = NULL;
  g_autoptr (GMenu) menu = NULL;
  gint64 diary, starts, ends;

  if (occurrence == NULL)
    {
      if (view == GTK_WIDGET (self->grid) && eo_time_grid_get_free_time (self->grid, &diary, &starts, &ends))
        make (self, diary, starts, ends, FALSE);
      return;
    }
  record = eo_store_get (self->store, &eo_appointment_kind, occurrence->appointment, NULL);
  if (record == NULL || eo_store_is_read_only (self->store))
    return;
  eo_occurrence_ref (occurrence);
  g_clear_pointer (&self->menu_of, eo_occurrence_unref);
  self->menu_of = occurrence;
  menu = make_block_menu (self, occurrence, record);
  _eo_diary_board_popup (self, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)), view, x, y);
}

/* A step that asks for something is taken where the record is open. */
static void
take_step (EoDiaryBoard *self,
           EoOccurrence *occurrence,
           const char   *name)
{
  g_autoptr (EoRecord) record = eo_store_get (self->store, &eo_appointment_kind, occurrence->appointment, NULL);
  const EoTransition *step = record != NULL ? eo_kind_find_step (record, name) : NULL;
  EoDiaryAct act = { .kind = EO_ACT_STEP, .step = name };

  if (step == NULL)
    return;
  if (step->asks != NULL || (step->flags & EO_STEP_CAUTION) != 0)
    _eo_diary_board_open (self, occurrence);
  else
    run (self, occurrence, &act, g_strdup_printf ("“%s”: %s", occurrence->title, _(step->label)));
}

static void
change_one (EoDiaryBoard *self,
            EoOccurrence *occurrence)
{
  g_autoptr (EoRecord) series = eo_store_get (self->store, &eo_appointment_kind, occurrence->appointment, NULL);
  g_autoptr (EoRecord) one = NULL;
  EoLocalTime original = { "" };

  if (series == NULL || EO_APPOINTMENT (series)->span != EO_SPAN_SERIES)
    return;
  g_strlcpy (original.iso, occurrence->original, sizeof original.iso);
  one = eo_series_take_out (EO_APPOINTMENT (series), &original);
  self->date = eo_diary_data_first_day (self->data, occurrence);
  g_signal_emit (self, eo_diary_board_signals[EO_BOARD_NEW_RECORD], 0, one);
}

static void
block_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoDiaryBoard *self = EO_DIARY_BOARD (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  const char *colon = strchr (what, ':');
  g_autoptr (EoOccurrence) occurrence = self->menu_of != NULL ? eo_occurrence_ref (self->menu_of) : NULL;
  EoDiaryAct act = { .kind = EO_ACT_COPY, .diary = colon != NULL ? g_ascii_strtoll (colon + 1, NULL, 10) : 0 };
  EoDiary *diary = act.diary != 0 ? eo_diary_data_find_diary (self->data, act.diary) : NULL;

  if (occurrence == NULL)
    return;
  if (g_str_equal (what, "open"))
    _eo_diary_board_open (self, occurrence);
  else if (g_str_equal (what, "one"))
    change_one (self, occurrence);
  else if (g_str_equal (what, "delete"))
    on_delete_block (self, occurrence);
  else if (g_str_has_prefix (what, "step:"))
    take_step (self, occurrence, colon + 1);
  else if (g_str_equal (what, "duplicate"))
    run (self, occurrence, &act, g_strdup_printf (_("“%s” duplicated"), occurrence->title));
  else if (diary != NULL && g_str_has_prefix (what, "copy:"))
    run (self, occurrence, &act, g_strdup_printf (_("“%s” is in the diary of %s, too"), occurrence->title, diary->name));
  else if (diary != NULL)
    {
      act.kind = EO_ACT_GIVE;
      run (self, occurrence, &act, g_strdup_printf (_("“%s” is in the diary of %s now"), occurrence->title, diary->name));
    }
}

static void
on_motion (EoDiaryBoard *self,
           double        x,
           double        y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

void
_eo_diary_board_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "diary.block", "s", block_action);
}

void
_eo_diary_board_connect_acts (EoDiaryBoard *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect_object (self->grid, "make", G_CALLBACK (on_make), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "make-all-day", G_CALLBACK (on_make_all_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "move-block", G_CALLBACK (_eo_diary_board_move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "give-block", G_CALLBACK (on_give_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "delete-block", G_CALLBACK (on_delete_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "menu-block", G_CALLBACK (on_menu_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agenda, "delete-block", G_CALLBACK (on_delete_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agenda, "menu-block", G_CALLBACK (on_menu_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agenda, "shift-block", G_CALLBACK (on_shift_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->month, "menu-block", G_CALLBACK (on_menu_block), self, G_CONNECT_SWAPPED);
}

/* Public functions */

const char *
eo_diary_board_get_opened (EoDiaryBoard *self,
                           gint64        appointment)
{
  g_return_val_if_fail (EO_IS_DIARY_BOARD (self), "");

  return self->opened != NULL && self->opened->appointment == appointment ? self->opened->original : "";
}

void
eo_diary_board_change_opened (EoDiaryBoard *self)
{
  g_return_if_fail (EO_IS_DIARY_BOARD (self));

  if (self->opened != NULL)
    change_one (self, self->opened);
}
