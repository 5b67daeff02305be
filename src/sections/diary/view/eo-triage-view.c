/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/eo-button-names.h"
#include "desk/eo-wrapped-label.h"
#include "desk/register/eo-due-label.h"
#include "sections/diary/view/eo-triage-view-private.h"

#define RELOAD_AFTER 200 /* ms after the office changed */

guint _eo_triage_signals[EO_TRIAGE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoTriageView, eo_triage_view, GTK_TYPE_BOX)

/* What is asked */

static GtkWidget *
make_fact (EoTriageView *self,
           const char   *field,
           const char   *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const EoField *which = eo_kind_find_field (&eo_request_kind, field);
  GtkWidget *head = eo_wrapped_label_new (eo_kind_field_label (EO_RECORD (self->request), which), "small");

  gtk_widget_add_css_class (head, "dim-label");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), eo_wrapped_label_new (text, NULL));
  gtk_widget_add_css_class (box, "fact");
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static char *
text_of (EoTriageView *self,
         const char   *field)
{
  return field != NULL ? eo_field_display (eo_kind_find_field (&eo_request_kind, field), EO_RECORD (self->request)) : g_strdup ("");
}

/* One or two beside one another; what says nothing is left out. */
static GtkWidget *
add_facts (EoTriageView *self,
           const char   *first,
           const char   *second)  /* (nullable) */
{
  const char *const names[] = { first, second };
  GtkWidget *row = NULL;
  GtkWidget *line = NULL;
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = text_of (self, names[i]);

      if (*text == '\0' || g_str_equal (text, "0"))
        continue;
      if (line == NULL)
        line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
      gtk_box_append (GTK_BOX (line), make_fact (self, names[i], text));
      g_string_append_printf (name, "%s%s: %s", name->len > 0 ? ", " : "",
                              eo_kind_field_label (EO_RECORD (self->request), eo_kind_find_field (&eo_request_kind, names[i])),
                              text);
    }
  if (line == NULL)
    return NULL;
  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  gtk_list_box_append (GTK_LIST_BOX (gtk_widget_get_last_child (GTK_WIDGET (self->facts))), row);
  return row;
}

/* A letter is named by its number, and leads there. */
static void
add_letter (EoTriageView *self,
            const char   *field)
{
  const EoLink *link = eo_field_get_link (eo_kind_find_field (&eo_request_kind, field), EO_RECORD (self->request));
  g_autoptr (EoRecord) letter = link->id != 0 ? eo_store_get (self->store, eo_kind_lookup ("letter"), link->id, NULL) : NULL;
  GtkWidget *row = letter != NULL ? add_facts (self, field, NULL) : NULL;
  GtkWidget *fact;
  gint64 id = link->id;

  if (row == NULL)
    return;
  fact = gtk_widget_get_first_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (fact)), eo_record_get_name (letter));
  gtk_widget_add_css_class (gtk_widget_get_last_child (fact), "link");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_focusable (row, TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
}

static void
on_fact_activated (EoTriageView  *self,
                   GtkListBoxRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "id");

  if (id != NULL)
    g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_OPEN_RECORD], 0, "letter", *id);
}

static void
show_facts (EoTriageView *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *old = gtk_widget_get_last_child (GTK_WIDGET (self->facts));

  if (GTK_IS_LIST_BOX (old))
    gtk_box_remove (self->facts, old);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is asked"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_fact_activated), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->facts, list);
  add_facts (self, "asked", NULL);
  add_facts (self, "place", NULL);
  add_facts (self, "audience", "media");
  add_facts (self, "contact", "cost");
  add_facts (self, "minutes", "owner");
  add_facts (self, "reason", NULL);
  add_letter (self, "letter");
  add_letter (self, "answer");
  gtk_widget_set_visible (list, gtk_widget_get_first_child (list) != NULL);
}

/* "Women in Construction · asked 16 Sep · answer by 25 Sep" */
static char *
describe (EoRequest *request)
{
  EoDate today = eo_date_today ();
  g_autofree char *asked = eo_date_format_short (&request->asked_on, &today);
  g_autofree char *due = NULL;
  GString *text = g_string_new (request->requester.title);

  eo_due_describe (&request->answer_by, &today, eo_kind_is_open (EO_RECORD (request)), &due);
  if (*asked != '\0')
    {
      g_autofree char *words = g_strdup_printf (_("received %s"), asked);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  if (request->answer_by.iso[0] != '\0')
    {
      g_autofree char *words = g_strdup_printf (_("answer by: %s"), due);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  return g_string_free (text, FALSE);
}

static void
show_documents (EoTriageView *self)
{
  g_autoptr (GPtrArray) attachments = eo_store_get_attachments (self->store, &eo_request_kind, EO_RECORD (self->request)->id);
  g_autoptr (GPtrArray) of_letter = NULL;
  EoClassification classification = EO_RECORD (self->request)->classification;

  if (self->request->letter.id != 0 && (attachments == NULL || attachments->len == 0))
    of_letter = eo_store_get_attachments (self->store, eo_kind_lookup ("letter"), self->request->letter.id);
  if (of_letter != NULL)
    {
      g_clear_pointer (&attachments, g_ptr_array_unref);
      attachments = g_steal_pointer (&of_letter);
    }
  eo_document_view_set_marking (self->document, classification == EO_OPEN
                                                  ? NULL : eo_choice_label (eo_classification_get_type (), classification));
  if (attachments != NULL && attachments->len > 0)
    eo_document_view_set_attachments (self->document, self->store, attachments);
  else
    eo_document_view_clear (self->document);
  eo_triage_panes_set_empty (self->panes, EO_TRIAGE_DOCUMENT, attachments == NULL || attachments->len == 0);
  _eo_triage_view_read (self, attachments);
}

static void
show_tabs (EoTriageView *self)
{
  static const char *const labels[] = { N_("Document"), N_("Request"), N_("Diary") };
  int n = eo_triage_panes_get_n_shown (self->panes);
  EoTriagePane chosen = eo_triage_panes_get_chosen (self->panes);
  gboolean document = self->request != NULL && eo_document_view_get_state (self->document) != EO_DOCUMENT_EMPTY;

  if (n == 2 && chosen == EO_TRIAGE_FACTS)
    chosen = EO_TRIAGE_DAYS;
  gtk_widget_set_visible (self->tabs, n == 1 || (n == 2 && document));
  for (guint i = 0; i < EO_TRIAGE_N_PANES; i++)
    {
      gtk_button_set_label (GTK_BUTTON (self->tab_buttons[i]), _(labels[i]));
      gtk_toggle_button_set_active (self->tab_buttons[i], i == chosen);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tab_buttons[EO_TRIAGE_FACTS]), n == 1);
  gtk_widget_set_visible (GTK_WIDGET (self->tab_buttons[EO_TRIAGE_DOCUMENT]), document);
}

void
_eo_triage_view_use (EoTriageView *self,
                     EoRequest    *request)
{
  gboolean same = self->request != NULL && EO_RECORD (self->request)->id == EO_RECORD (request)->id;
  g_autofree char *about = describe (request);

  g_set_object (&self->request, request);
  g_clear_object (&self->diary);
  if (request->diary.id != 0)
    self->diary = EO_DIARY (eo_store_get (self->store, &eo_diary_kind, request->diary.id, NULL));
  adw_window_title_set_title (self->title, EO_RECORD (request)->reference);
  adw_window_title_set_subtitle (self->title, self->diary != NULL ? self->diary->name : "");
  gtk_label_set_text (self->heading, request->subject);
  gtk_label_set_text (self->about, about);
  eo_status_pill_set_record (self->pill, EO_RECORD (request));
  show_facts (self);
  if (same)
    _eo_triage_view_show_invitation (self);
  gtk_label_set_text (self->advice, request->advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *request->advice != '\0');
  gtk_widget_set_visible (self->advice_head, *request->advice != '\0');
  eo_triage_times_show (self->times, request);
  if (same && self->offered != NULL)
    eo_triage_times_offer (self->times, self->offered);
  eo_triage_times_set_locked (self->times, eo_store_is_read_only (self->store) || !eo_triage_view_is_for (EO_RECORD (request)));
  self->undecided = *request->chosen == '\0' && request->status == EO_REQUEST_TRIAGE;
  if (!same)
    show_documents (self);
  show_tabs (self);
  if (self->diary == NULL)
    eo_notice_show (self->notice, EO_NOTICE_WARNING, _("Whose time is wanted?"),
                    _("The request names no diary yet: choose one in its details."), NULL, NULL);
  else if (!same)
    eo_notice_hide (self->notice);
  _eo_triage_view_load_days (self);
  _eo_triage_view_update_bar (self);
}

static void
on_panes_shown (EoTriageView *self)
{
  show_tabs (self);
  if (self->request != NULL)
    _eo_triage_view_update_bar (self);
}

static void
on_times_changed (EoTriageView *self)
{
  if (self->request != NULL)
    _eo_triage_view_update_bar (self);
}

static void
on_tab (EoTriageView    *self,
        GtkToggleButton *button)
{
  for (guint i = 0; i < EO_TRIAGE_N_PANES; i++)
    if (self->tab_buttons[i] == button)
      eo_triage_panes_choose (self->panes, i);
  show_tabs (self);
}

/* What stands in the diary, or the request itself, is another now. */

static gboolean
reload (gpointer data)
{
  EoTriageView *self = data;
  g_autoptr (EoRecord) request = NULL;

  self->reload = 0;
  if (self->request == NULL || self->saving)
    return G_SOURCE_REMOVE;
  request = eo_store_get (self->store, &eo_request_kind, EO_RECORD (self->request)->id, NULL);
  if (request == NULL || request->deleted_at.iso[0] != '\0')
    g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_CLOSE], 0);
  else if (request->version != EO_RECORD (self->request)->version)
    _eo_triage_view_use (self, EO_REQUEST (request));
  else
    _eo_triage_view_load_days (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed (EoTriageView *self,
                  const char   *kind,
                  gint64        id)
{
  gboolean ours = *kind == '\0' || g_str_equal (kind, "appointment") || g_str_equal (kind, "diary")
                  || (g_str_equal (kind, "request") && (id == 0 || self->request == NULL || id == EO_RECORD (self->request)->id));

  if (ours && self->request != NULL && self->reload == 0 && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    self->reload = g_timeout_add (RELOAD_AFTER, reload, self);
}

static void
on_open_block (EoTriageView *self,
               EoOccurrence *occurrence)
{
  if (occurrence->appointment != 0)
    g_signal_emit (self, _eo_triage_signals[EO_TRIAGE_OPEN_RECORD], 0, "appointment", occurrence->appointment);
}

/* Actions */

static void
emit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  static const struct { const char *name; guint signal; } ways[] = {
    { "triage.close", EO_TRIAGE_CLOSE },
    { "triage.details", EO_TRIAGE_DETAILS },
    { "triage.previous", EO_TRIAGE_PREVIOUS },
    { "triage.next", EO_TRIAGE_NEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].name, name))
      g_signal_emit (widget, _eo_triage_signals[ways[i].signal], 0);
}

static void
find_time_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  _eo_triage_view_find_time (EO_TRIAGE_VIEW (widget));
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  _eo_triage_view_step (EO_TRIAGE_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
eo_triage_view_dispose (GObject *object)
{
  EoTriageView *self = EO_TRIAGE_VIEW (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  _eo_triage_view_stop_reading (self);
  g_clear_pointer (&self->offered, g_free);
  g_clear_pointer (&self->calendar, eo_calendar_batch_free);
  g_clear_pointer (&self->calendar_file, eo_attachment_free);
  g_clear_weak_pointer (&self->dialog);
  g_clear_pointer (&self->step, g_free);
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  g_clear_object (&self->diary);
  g_clear_object (&self->request);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_triage_view_parent_class)->dispose (object);
}

static guint
new_signal (const char *name,
            guint       n,
            GType       first,
            GType       second)
{
  return g_signal_new (name, EO_TYPE_TRIAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, first, second);
}

static void
eo_triage_view_class_init (EoTriageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_triage_view_dispose;

  _eo_triage_signals[EO_TRIAGE_CLOSE] = new_signal ("close", 0, 0, 0);
  _eo_triage_signals[EO_TRIAGE_DETAILS] = new_signal ("details", 0, 0, 0);
  _eo_triage_signals[EO_TRIAGE_PREVIOUS] = new_signal ("previous", 0, 0, 0);
  _eo_triage_signals[EO_TRIAGE_NEXT] = new_signal ("next", 0, 0, 0);
  _eo_triage_signals[EO_TRIAGE_DECIDED] = new_signal ("decided", 1, G_TYPE_INT64, 0);
  _eo_triage_signals[EO_TRIAGE_OPEN_RECORD] = new_signal ("open-record", 2, G_TYPE_STRING, G_TYPE_INT64);
  _eo_triage_signals[EO_TRIAGE_TOAST] = new_signal ("toast", 1, G_TYPE_STRING, 0);
  _eo_triage_signals[EO_TRIAGE_UNDOABLE] = new_signal ("undoable", 2, G_TYPE_STRING, G_TYPE_POINTER);

  gtk_widget_class_install_action (widget_class, "triage.close", NULL, emit_action);
  gtk_widget_class_install_action (widget_class, "triage.details", NULL, emit_action);
  gtk_widget_class_install_action (widget_class, "triage.previous", NULL, emit_action);
  gtk_widget_class_install_action (widget_class, "triage.next", NULL, emit_action);
  gtk_widget_class_install_action (widget_class, "triage.step", "s", step_action);
  gtk_widget_class_install_action (widget_class, "triage.find-time", NULL, find_time_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "triage.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "triage.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "triage.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "triage.next", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Building */

static GtkWidget *
make_button (const char *icon,
             const char *name,
             const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_header (EoTriageView *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *details = gtk_button_new_with_mnemonic (_("De_tails"));

  gtk_widget_add_css_class (header, "eo");
  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (beside, "linked");
  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  gtk_box_append (GTK_BOX (beside), make_button ("go-up-symbolic", _("Previous request"), "triage.previous"));
  gtk_box_append (GTK_BOX (beside), make_button ("go-down-symbolic", _("Next request"), "triage.next"));
  gtk_widget_set_tooltip_text (details, _("Everything that is known of the request, to be read and changed"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (details), "triage.details");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button ("go-previous-symbolic", _("Back"), "triage.close"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), beside);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), details);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  return header;
}

static GtkWidget *
make_band (EoTriageView *self)
{
  GtkWidget *band = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->heading = GTK_LABEL (eo_wrapped_label_new ("", "eo-title"));
  self->pill = EO_STATUS_PILL (eo_status_pill_new ());
  self->about = GTK_LABEL (eo_wrapped_label_new ("", "small"));
  gtk_label_set_wrap (self->about, FALSE);
  gtk_label_set_ellipsize (self->about, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->about), TRUE);
  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->tabs, "tabs");
  for (guint i = 0; i < EO_TRIAGE_N_PANES; i++)
    {
      self->tab_buttons[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      g_signal_connect_object (self->tab_buttons[i], "clicked", G_CALLBACK (on_tab), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->tabs), GTK_WIDGET (self->tab_buttons[i]));
    }
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->pill));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->about));
  gtk_box_append (GTK_BOX (line), self->tabs);
  gtk_box_append (GTK_BOX (band), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (band), line);
  gtk_widget_add_css_class (band, "triage-band");
  return band;
}

static GtkWidget *
make_facts (EoTriageView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *times_head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = eo_wrapped_label_new (_("Times to hold"), "heading");
  GtkWidget *find = gtk_button_new_with_mnemonic (_("Find a _Time…"));

  self->facts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_box_append (self->facts, eo_wrapped_label_new (_("What is asked"), "heading"));
  self->times = EO_TRIAGE_TIMES (eo_triage_times_new ());
  g_signal_connect_object (self->times, "changed", G_CALLBACK (on_times_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->times, "look-at", G_CALLBACK (_eo_triage_view_look_at), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (find), "triage.find-time");
  gtk_widget_add_css_class (find, "small");
  gtk_box_append (GTK_BOX (times_head), title);
  gtk_box_append (GTK_BOX (times_head), find);
  self->advice_head = eo_wrapped_label_new (_("Advice"), "heading");
  self->advice = GTK_LABEL (eo_wrapped_label_new ("", NULL));
  self->invitation = EO_TRIAGE_INVITATION (eo_triage_invitation_new ());
  _eo_triage_view_connect_invitation (self);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->invitation));
  gtk_box_append (GTK_BOX (column), times_head);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->times));
  gtk_box_append (GTK_BOX (column), self->advice_head);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->advice));
  gtk_widget_add_css_class (column, "triage-facts");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  return scroller;
}

static void
eo_triage_view_init (EoTriageView *self)
{
  GtkWidget *facts;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "triage");
  gtk_widget_add_css_class (GTK_WIDGET (self), "eo-bg");
  self->document = EO_DOCUMENT_VIEW (eo_document_view_new ());
  facts = make_facts (self);
  self->grid = EO_TIME_GRID (eo_time_grid_new ());
  g_signal_connect_object (self->grid, "activate-block", G_CALLBACK (on_open_block), self, G_CONNECT_SWAPPED);
  self->panes = EO_TRIAGE_PANES (eo_triage_panes_new (GTK_WIDGET (self->document), facts, GTK_WIDGET (self->grid)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->panes), TRUE);
  g_signal_connect_object (self->panes, "notify::n-shown", G_CALLBACK (on_panes_shown), self, G_CONNECT_SWAPPED);
  self->notice = EO_NOTICE (eo_notice_new ());
  g_signal_connect_object (self->notice, "answered", G_CALLBACK (_eo_triage_view_answered), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), make_header (self));
  gtk_box_append (GTK_BOX (self), make_band (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->notice));
  gtk_box_append (GTK_BOX (self), eo_triage_invitation_get_notice (self->invitation));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->panes));
  self->bar = _eo_triage_view_make_bar (self);
  gtk_box_append (GTK_BOX (self), self->bar);
  eo_button_names_mend (GTK_WIDGET (self));
}

/* Public functions */

GtkWidget *
eo_triage_view_new (EoStore *store)
{
  EoTriageView *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_TRIAGE_VIEW, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gboolean
eo_triage_view_show (EoTriageView *self,
                     gint64        request)
{
  g_autoptr (EoRecord) record = NULL;

  g_return_val_if_fail (EO_IS_TRIAGE_VIEW (self), FALSE);

  record = eo_store_get (self->store, &eo_request_kind, request, NULL);
  if (record == NULL)
    return FALSE;
  if (self->request == NULL || EO_RECORD (self->request)->id != request)
    eo_triage_panes_choose (self->panes, EO_TRIAGE_FACTS);
  _eo_triage_view_use (self, EO_REQUEST (record));
  return TRUE;
}

gint64
eo_triage_view_get_id (EoTriageView *self)
{
  g_return_val_if_fail (EO_IS_TRIAGE_VIEW (self), 0);

  return self->request != NULL ? EO_RECORD (self->request)->id : 0;
}

gboolean
eo_triage_view_is_for (EoRecord *request)
{
  g_return_val_if_fail (EO_IS_REQUEST (request), FALSE);

  return request->deleted_at.iso[0] == '\0' && EO_REQUEST (request)->status <= EO_REQUEST_DECISION;
}
