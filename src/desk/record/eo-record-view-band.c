/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-words.h"
#include "desk/record/eo-record-view-private.h"

/* "Wed 30 Sep" */
static char *
describe_day (const EoDate *date)
{
  EoDate today = eo_date_today ();
  g_autofree char *day = eo_date_format_short (date, &today);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *name = NULL;
  int year, month, n;

  if (!eo_date_get_ymd (date, &year, &month, &n))
    return g_strdup ("");
  time = g_date_time_new_local (year, month, n, 12, 0, 0);
  name = g_date_time_format (time, "%a");
  return g_strdup_printf ("%s %s", name, day);
}

/* "Reply due Wed 30 Sep, in 5 working days"; NULL where nothing is due. */
static char *
describe_deadline (EoStore  *store,
                   EoRecord *record)
{
  const EoField *field = eo_kind_get_deadline (eo_record_get_kind (record));
  g_autoptr (EoCalendar) calendar = NULL;
  EoDate today = eo_date_today ();
  const EoDate *due;
  g_autofree char *day = NULL;
  g_autofree char *span = NULL;
  int n;

  if (field == NULL || eo_field_is_empty (field, record))
    return NULL;
  due = eo_field_get_date (field, record);
  day = describe_day (due);
  if (!eo_kind_is_open (record))
    return g_strdup_printf ("%s %s", eo_kind_field_label (record, field), day);

  calendar = eo_store_get_calendar (store);
  n = eo_calendar_working_days_between (calendar, &today, due);
  if (eo_date_diff (due, &today) == 0)
    span = g_strdup (_("today"));
  else if (n > 0)
    span = g_strdup_printf (ngettext ("in %d working day", "in %d working days", n), n);
  else if (eo_date_diff (due, &today) > 0)
    span = g_strdup (_("before the next working day"));
  else
    span = g_strdup_printf (ngettext ("%d working day late", "%d working days late", MAX (-n, 1)), MAX (-n, 1));
  /* Translators: a field's label, a day, how far off: "Reply due Wed 30 Sep, in 5 working days" */
  return g_strdup_printf (_("%s %s, %s"), eo_kind_field_label (record, field), day, span);
}

static gboolean
is_late (EoRecord *record)
{
  const EoField *field = eo_kind_get_deadline (eo_record_get_kind (record));
  EoDate today = eo_date_today ();

  return field != NULL && !eo_field_is_empty (field, record) && eo_kind_is_open (record)
         && eo_date_diff (eo_field_get_date (field, record), &today) < 0;
}

/* "With S. Mthembu": whose it is, where the kind says so in its register. */
static char *
describe_holder (EoRecord *record)
{
  guint n_fields;
  const EoField *const *fields = eo_kind_get_fields (eo_record_get_kind (record), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i]->type == EO_FIELD_LINK && (fields[i]->flags & EO_COLUMN) != 0
        && g_str_equal (fields[i]->target, "person") && !eo_field_is_empty (fields[i], record))
      return g_strdup_printf (_("With %s"), eo_field_get_link (fields[i], record)->title);
  return NULL;
}

/* "36/2/7/1 Roads: Ndwedwe" where the kind is named by two fields. */
static char *
describe_title (EoRecord *record)
{
  const EoKind *kind = eo_record_get_kind (record);
  const EoField *suffix = kind->title_suffix != NULL ? eo_kind_find_field (kind, kind->title_suffix) : NULL;
  const char *title = eo_record_get_title (record);

  if (*title == '\0')
    return g_strdup (_("Without a title yet"));
  if (suffix == NULL || eo_field_is_empty (suffix, record))
    return g_strdup (title);
  return g_strdup_printf ("%s  %s", title, eo_field_get_string (suffix, record));
}

EoRecord *
_eo_record_view_find_about (EoRecordView *self)
{
  const EoField *kind_field = eo_kind_find_field (self->kind, "about_kind");
  const EoField *id_field = eo_kind_find_field (self->kind, "about_id");
  const EoKind *kind;
  g_autofree char *id = NULL;

  if (kind_field == NULL || id_field == NULL || self->record == NULL)
    return NULL;
  kind = eo_kind_lookup (eo_field_get_string (kind_field, self->record));
  id = eo_field_to_text (id_field, self->record);
  return kind != NULL ? eo_store_get (self->store, kind, g_ascii_strtoll (id, NULL, 10), NULL) : NULL;
}

static void
update_about (EoRecordView *self)
{
  g_autoptr (EoRecord) about = _eo_record_view_find_about (self);

  gtk_widget_set_visible (self->about_button, about != NULL);
  if (about != NULL)
    {
      /* Translators: a button that opens the record that an action is about: "About IN/2026/00042" */
      g_autofree char *label = g_strdup_printf (_("About %s"), eo_record_get_name (about));

      gtk_button_set_label (GTK_BUTTON (self->about_button), label);
      gtk_widget_set_tooltip_text (self->about_button, eo_record_get_title (about));
    }
}

static gboolean
is_act (const EoTransition *step)
{
  return g_str_equal (step->to, "=");
}

/* Under "Other Steps": the other ways on first, then what leaves the state as it is. */
static GMenuModel *
make_steps_menu (GPtrArray          *steps,
                 const EoTransition *primary)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (gboolean act = FALSE; act <= TRUE; act++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint i = 0; i < steps->len; i++)
        {
          const EoTransition *step = g_ptr_array_index (steps, i);
          gboolean asks = step->asks != NULL || (step->flags & EO_STEP_CAUTION) != 0;
          g_autofree char *label = asks ? g_strconcat (_(step->label), "…", NULL) : g_strdup (_(step->label));
          g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

          if (step == primary || is_act (step) != act)
            continue;
          g_menu_item_set_action_and_target (item, act ? "record.act" : "record.step", "s",
                                             eo_transition_get_name (step));
          g_menu_append_item (section, item);
        }
      if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
        g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* The first step on is the button. */
static void
update_steps (EoRecordView *self)
{
  g_autoptr (GPtrArray) steps = eo_kind_get_steps (self->record);
  const EoTransition *primary = steps->len > 0 && !is_act (g_ptr_array_index (steps, 0)) ? g_ptr_array_index (steps, 0)
                                                                                          : NULL;
  gboolean writable = !eo_store_is_read_only (self->store) && self->record->deleted_at.iso[0] == '\0';
  g_autoptr (GMenuModel) menu = make_steps_menu (steps, primary);

  gtk_widget_set_visible (self->step_button, writable && primary != NULL);
  gtk_widget_set_visible (self->other_steps, writable && g_menu_model_get_n_items (menu) > 0);
  if (primary != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (self->step_button), _(primary->label));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->step_button), "s", eo_transition_get_name (primary));
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->other_steps), menu);
}

/* What the kind says of it: returned and why, a clock that stands. */
static void
update_warning (EoRecordView *self)
{
  g_autofree char *text = self->kind->warning != NULL ? self->kind->warning (self->record) : NULL;

  gtk_widget_set_visible (self->warning, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->warning_label), text != NULL ? text : "");
}

void
_eo_record_view_update_band (EoRecordView *self)
{
  g_autofree char *holder = NULL;
  g_autofree char *deadline = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->band, !self->is_new);
  if (self->is_new)
    return;
  title = describe_title (self->record);
  gtk_label_set_text (GTK_LABEL (self->heading), title);
  eo_status_pill_set_record (EO_STATUS_PILL (self->pill), self->record);
  holder = describe_holder (self->record);
  deadline = self->record->deleted_at.iso[0] != '\0' ? g_strdup (_("Deleted")) : describe_deadline (self->store, self->record);
  if (holder != NULL && deadline != NULL)
    {
      g_autofree char *before = g_steal_pointer (&holder);

      holder = g_strconcat (before, " ·", NULL);
    }
  gtk_label_set_text (GTK_LABEL (self->holder), holder);
  gtk_widget_set_visible (self->holder, holder != NULL);
  gtk_label_set_text (GTK_LABEL (self->deadline), deadline);
  if (is_late (self->record))
    gtk_widget_add_css_class (self->deadline, "t-late");
  else
    gtk_widget_remove_css_class (self->deadline, "t-late");
  update_about (self);
  update_steps (self);
  update_warning (self);
  gtk_widget_set_visible (self->facts, holder != NULL || deadline != NULL || gtk_widget_get_visible (self->pill)
                                         || gtk_widget_get_visible (self->about_button));
}

/* "Incoming letter", where the first choice of a kind says what sort it is; else "Letter". */
static char *
describe_kind (EoRecordView *self)
{
  const EoField *first = &self->kind->own_fields[0];
  g_autofree char *kind = g_utf8_strdown (_(self->kind->label), -1);

  if (self->kind->series == NULL || first->type != EO_FIELD_CHOICE)
    return g_strdup (_(self->kind->label));
  return g_strdup_printf ("%s %s", eo_choice_label (first->choice (), eo_field_get_choice (first, self->record)), kind);
}

void
_eo_record_view_update_header (EoRecordView *self)
{
  gboolean changed = self->form != NULL && eo_record_form_get_changed (EO_RECORD_FORM (self->form));
  g_autofree char *kind = NULL;

  gtk_widget_set_visible (self->cancel_button, self->is_new);
  gtk_widget_set_visible (self->back_button, !self->is_new && self->narrow);
  gtk_widget_set_visible (self->list_button, !self->is_new && !self->narrow);
  gtk_widget_set_visible (self->beside_box, !self->is_new);
  gtk_widget_set_visible (self->print_button, !self->is_new);
  gtk_widget_set_visible (self->save_button, self->is_new || changed);
  /* One primary button at a time, and none to take up again what is done. */
  if (changed || self->record == NULL || !eo_kind_is_open (self->record))
    gtk_widget_remove_css_class (self->step_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->step_button, "suggested-action");
  if (self->record == NULL)
    return;

  if (self->is_new)
    {
      g_autofree char *title = eo_words_new (self->kind);

      adw_window_title_set_title (self->title, title);
      adw_window_title_set_subtitle (self->title, self->draft != 0 ? adw_window_title_get_subtitle (self->title) : "");
      gtk_button_set_label (GTK_BUTTON (self->save_button), self->kind->series != NULL ? _("_Register") : _("_Add"));
      return;
    }
  kind = describe_kind (self);
  adw_window_title_set_title (self->title, *self->record->reference != '\0' ? self->record->reference
                                                                            : _(self->kind->label));
  adw_window_title_set_subtitle (self->title, *self->record->reference != '\0' ? kind : "");
  gtk_button_set_label (GTK_BUTTON (self->save_button), _("_Save"));
}

/* @format: "Saved %s", "Draft kept %s": the time of day. */
void
_eo_record_view_say_kept (EoRecordView *self,
                          const char   *format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", time, 1);
  if (self->is_new)
    adw_window_title_set_subtitle (self->title, text->str);
  gtk_label_set_text (GTK_LABEL (self->kept_label), text->str);
  gtk_widget_set_visible (self->kept_line, !self->is_new);
}
