/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-local-time.h"
#include "desk/register/eo-due-label.h"
#include "desk/register/eo-status-pill.h"
#include "sections/diary/eo-request.h"
#include "sections/diary/eo-wish-check.h"
#include "sections/diary/view/eo-request-list.h"

#define MOST 20
#define RELOAD_AFTER 200 /* ms */

struct _EoRequestList
{
  GtkBox      parent_instance;

  EoStore    *store;
  GtkLabel   *count;
  GtkListBox *list;
  GtkWidget  *scroller;
  GtkWidget  *none;
  GCancellable *looking; /* whether what is wished fits; or NULL */
  guint       reload;   /* source */
};

static guint open_signal;

G_DEFINE_FINAL_TYPE (EoRequestList, eo_request_list, GTK_TYPE_BOX)

/* "7 Oct or 8 Oct", "three times from 7 Oct". */
static char *
wanted_words (EoRequest *request)
{
  g_auto (GStrv) words = g_strsplit (request->wanted, " ", -1);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  EoDate today = eo_date_today ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      EoLocalTime time;
      EoDate date;
      char *day;

      if (*words[i] == '\0' || !eo_local_time_parse (words[i], &time, NULL) || time.iso[0] == '\0')
        continue;
      date = eo_local_time_get_date (&time);
      day = eo_date_format_short (&date, &today);
      if (days->len > 0 && g_str_equal (g_ptr_array_index (days, days->len - 1), day))
        g_free (day);
      else
        g_ptr_array_add (days, day);
    }
  if (days->len == 0)
    return g_strdup ("");
  if (days->len == 1)
    return g_strdup (g_ptr_array_index (days, 0));
  if (days->len == 2)
    return g_strdup_printf (_("%s or %s"), (char *) g_ptr_array_index (days, 0), (char *) g_ptr_array_index (days, 1));

  return g_strdup_printf (ngettext ("%u day from %s", "%u days from %s", days->len), days->len,
                          (char *) g_ptr_array_index (days, 0));
}

static char *
who_words (EoRequest *request)
{
  g_autoptr (GString) words = g_string_new (request->requester.title);
  g_autofree char *wanted = wanted_words (request);

  if (words->len == 0)
    g_string_append (words, request->contact);
  if (*wanted != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", wanted);
  if (request->minutes > 0)
    {
      g_string_append (words, words->len > 0 ? ", " : "");
      g_string_append_printf (words, _("%" G_GINT64_FORMAT " min"), request->minutes);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
make_line (const char *text,
           const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, class);

  return label;
}

static GtkWidget *
make_row (EoRequest *request)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *pill = eo_status_pill_new ();
  GtkWidget *due = eo_due_label_new ();
  g_autofree char *who = who_words (request);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", request->subject, who,
                                           eo_choice_label (eo_request_status_get_type (), request->status));

  eo_status_pill_set_record (EO_STATUS_PILL (pill), EO_RECORD (request));
  gtk_widget_add_css_class (pill, "plain");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  eo_due_label_set_record (EO_DUE_LABEL (due), EO_RECORD (request));
  gtk_box_append (GTK_BOX (head), make_line (request->subject, "strong"));
  gtk_box_append (GTK_BOX (head), due);
  gtk_box_append (GTK_BOX (box), head);
  if (*who != '\0')
    gtk_box_append (GTK_BOX (box), make_line (who, "small"));
  gtk_box_append (GTK_BOX (box), pill);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "pill", pill);
  gtk_widget_add_css_class (row, "request");
  gtk_widget_set_tooltip_text (row, request->subject);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "request", g_object_ref (request), g_object_unref);

  return row;
}

/* @dated: with a day to answer by, or without; -1 for both. */
static EoQuery *
query_open (int dated)
{
  EoQuery *query = eo_query_new (&eo_request_kind);
  const EoField *answer_by = eo_kind_find_field (&eo_request_kind, "answer_by");

  eo_query_set_filter (query, eo_kind_find_filter (&eo_request_kind, "open"));
  eo_query_set_sort (query, answer_by, FALSE);
  if (dated >= 0)
    eo_query_add (query, answer_by, dated ? EO_IS_NOT : EO_IS, "");

  return query;
}

static void
clear_rows (EoRequestList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (EoRequestList) self = data;
  gint64 count = eo_store_count_finish (EO_STORE (source), result, NULL);
  g_autofree char *text = NULL;

  if (count < 0)
    return;
  text = g_strdup_printf (ngettext ("%d open", "%d open", (gulong) count), (int) count);
  gtk_label_set_text (self->count, text);
}

/* Whether what is wished fits */

#define DAY 86400

/* Only of those that nobody has decided about yet: (transfer full) of EoWish, or NULL. */
static GArray *
open_wishes (EoRequest *request)
{
  if (request->status != EO_REQUEST_RECEIVED && request->status != EO_REQUEST_TRIAGE)
    return NULL;

  return request->diary.id != 0 ? eo_wishes_read (request->wanted) : NULL;
}

static char *
fit_words (guint n_fit,
           guint n_clash)
{
  g_autofree char *fit = g_strdup_printf (ngettext ("%u time fits", "%u times fit", n_fit), n_fit);
  g_autofree char *clash = g_strdup_printf (ngettext ("%u clashes", "%u clash", n_clash), n_clash);

  if (n_clash == 0)
    return g_steal_pointer (&fit);
  if (n_fit == 0)
    return g_strdup (ngettext ("The time clashes", "All times clash", n_clash));

  return g_strdup_printf ("%s, %s", fit, clash);
}

static void
say_fit (EoRequestList *self,
         GtkListBoxRow *row,
         GPtrArray     *occurrences)
{
  EoRequest *request = g_object_get_data (G_OBJECT (row), "request");
  g_autoptr (GArray) wishes = open_wishes (request);
  g_autoptr (EoCalendar) calendar = eo_store_get_calendar (self->store);
  g_autoptr (EoRecord) diary = wishes != NULL ? eo_store_get (self->store, &eo_diary_kind, request->diary.id, NULL) : NULL;
  guint n_clash = 0;
  g_autofree char *words = NULL;

  if (diary == NULL || wishes->len == 0)
    return;
  for (guint i = 0; i < wishes->len; i++)
    {
      g_autoptr (EoWishCheck) check = eo_wish_check (&g_array_index (wishes, EoWish, i), request, EO_DIARY (diary),
                                                     calendar, occurrences);

      n_clash += check->fit == EO_WISH_CLASHES;
    }
  words = fit_words (wishes->len - n_clash, n_clash);
  eo_status_pill_set (EO_STATUS_PILL (g_object_get_data (G_OBJECT (row), "pill")),
                      n_clash == 0 ? EO_TONE_DONE : n_clash < wishes->len ? EO_TONE_RETURNED : EO_TONE_LATE, words);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (EoRequestList) self = data;
  g_autoptr (GPtrArray) found = eo_occurrences_find_finish (EO_STORE (source), result, NULL);
  GtkListBoxRow *row;

  for (int i = 0; found != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    say_fit (self, row, found);
}

static void
look_at_times (EoRequestList *self)
{
  gint64 from = G_MAXINT64, until = 0;
  GtkListBoxRow *row;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      g_autoptr (GArray) wishes = open_wishes (g_object_get_data (G_OBJECT (row), "request"));

      for (guint j = 0; wishes != NULL && j < wishes->len; j++)
        {
          gint64 at = eo_instant_from_local (&g_array_index (wishes, EoWish, j).starts, EO_HOME_ZONE, NULL);

          from = MIN (from, at);
          until = MAX (until, at);
        }
    }
  if (until == 0)
    return;
  self->looking = g_cancellable_new ();
  eo_occurrences_find_async (self->store, NULL, 0, from - 2 * DAY, until + 2 * DAY, self->looking, on_looked,
                             g_object_ref (self));
}

static guint
add_rows (EoRequestList *self,
          gboolean       dated,
          guint          most)
{
  g_autoptr (EoQuery) query = query_open (dated);
  g_autoptr (GPtrArray) found = eo_store_select (self->store, query, most, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (found, i)));

  return found != NULL ? found->len : 0;
}

static void
fill (EoRequestList *self)
{
  g_autoptr (EoQuery) all = query_open (-1);
  guint n;

  clear_rows (self);
  n = add_rows (self, TRUE, MOST);
  if (n < MOST)
    n += add_rows (self, FALSE, MOST - n);
  gtk_widget_set_visible (self->none, n == 0);
  look_at_times (self);
  eo_store_count_async (self->store, all, NULL, on_counted, g_object_ref (self));
}

static gboolean
on_reload (gpointer data)
{
  EoRequestList *self = data;

  self->reload = 0;
  fill (self);

  return G_SOURCE_REMOVE;
}

static void
on_store_changed (EoRequestList *self,
                  const char    *kind,
                  gint64         id)
{
  if (self->reload == 0
      && (*kind == '\0' || g_str_equal (kind, "request") || g_str_equal (kind, "appointment")))
    self->reload = g_timeout_add (RELOAD_AFTER, on_reload, self);
}

static void
on_row_activated (EoRequestList *self,
                  GtkListBoxRow *row)
{
  EoRecord *request = g_object_get_data (G_OBJECT (row), "request");

  g_signal_emit (self, open_signal, 0, request->id);
}

static void
eo_request_list_dispose (GObject *object)
{
  EoRequestList *self = EO_REQUEST_LIST (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_request_list_parent_class)->dispose (object);
}

static void
eo_request_list_class_init (EoRequestListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_request_list_dispose;
  open_signal = g_signal_new ("open-request", EO_TYPE_REQUEST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              1, G_TYPE_INT64);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_head (EoRequestList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = make_line (_("Requests"), "heading");
  GtkWidget *plus = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (plus, "flat");
  gtk_widget_set_tooltip_text (plus, _("New Request"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (plus), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New request"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (plus), "diary.new-request");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (head), plus);
  gtk_widget_add_css_class (head, "side-head");

  return head;
}

static void
eo_request_list_init (EoRequestList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "requests");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Requests"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  self->none = make_line (_("No request waits for an answer."), "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_widget_add_css_class (self->none, "side-none");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self), make_head (self));
  gtk_box_append (GTK_BOX (self), self->none);
  gtk_box_append (GTK_BOX (self), self->scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Requests"), -1);
}

/* Public functions */

GtkWidget *
eo_request_list_new (EoStore *store)
{
  EoRequestList *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_REQUEST_LIST, NULL);
  self->store = g_object_ref (store);
  fill (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
