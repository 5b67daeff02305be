/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "paper/eo-history-words.h"
#include "sections/correspondence/eo-contribution.h"
#include "sections/correspondence/eo-letter-reports.h"
#include "sections/correspondence/eo-letter.h"

/* What happened, when, and who did it. */
typedef struct
{
  EoInstant  at;
  gint64     seq;      /* of the journal */
  char      *of;       /* "IN/2026/00042" */
  char      *what;
  gboolean   told;     /* @what says more than the step */
  char      *who;
  int        days;     /* working days since the one before; -1 for none before */
} Event;

/* Where the paper went. */
typedef struct
{
  EoInstant  at;
  char      *holder;
  char      *place;
  char      *who;
} Move;

typedef struct
{
  EoStore    *store;
  EoRecord   *letter;
  EoRecord   *other;         /* its reply, or what it answers; or NULL */
  GPtrArray  *contributions;
  GPtrArray  *events;        /* of Event */
  GPtrArray  *moves;         /* of Move */
  EoCalendar *calendar;
  EoDate      stopped;       /* since when the clock stands; "" while it runs */
  int         stood;         /* working days it stood before */
} Course;

static const char *const contribution_days[] = { "asked_on", "due", "received_on" };

static void
event_free (gpointer data)
{
  Event *event = data;

  g_free (event->of);
  g_free (event->what);
  g_free (event->who);
  g_free (event);
}

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->holder);
  g_free (move->place);
  g_free (move->who);
  g_free (move);
}

static void
course_free (gpointer data)
{
  Course *self = data;

  g_object_unref (self->store);
  g_object_unref (self->letter);
  g_clear_object (&self->other);
  g_ptr_array_unref (self->contributions);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->moves);
  eo_calendar_unref (self->calendar);
  g_free (self);
}

static const EoChange *
find_change (const EoHistoryEntry *entry,
             const char           *field)
{
  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    {
      const EoChange *change = g_ptr_array_index (entry->changes, i);

      if (g_str_equal (change->field, field))
        return change;
    }
  return NULL;
}

static gboolean
is_set (const EoChange *change)
{
  return change != NULL && change->after != NULL && *change->after != '\0';
}

static char *
value_after (const EoKind         *kind,
             const EoHistoryEntry *entry,
             const char           *name)
{
  const EoChange *change = find_change (entry, name);

  return eo_history_value (kind, eo_kind_find_field (kind, name), change != NULL ? change->after : NULL, 0);
}

/* Acts leave the state; what they were is told by what they changed. */
static char *
name_act (const EoHistoryEntry *entry)
{
  static const struct { const char *field, *set, *cleared; } acts[] = {
    { "clock_stopped", N_("Clock stopped"), N_("Clock restarted") },
    { "extension_state", N_("More time"), N_("More time") },
    { "onward", N_("Sent on"), N_("Sent on") },
    { "holder", N_("Paper moved"), N_("Paper moved") },
    { "place", N_("Paper moved"), N_("Paper moved") },
    { "thread", N_("Joined to an earlier letter"), N_("Taken from its thread") },
    { "assigned_to", N_("Assigned"), N_("Taken from its owner") },
    { "supporting", N_("Supporting units named"), N_("Supporting units taken away") },
    { "reply_due", N_("Due date set"), N_("Due date taken away") },
    { "replied_with", N_("Reply begun"), N_("Reply taken away") },
    { "body", N_("Text written"), N_("Text taken away") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      const EoChange *change = find_change (entry, acts[i].field);

      if (change != NULL)
        return g_strdup (is_set (change) ? _(acts[i].set) : _(acts[i].cleared));
    }
  return g_strdup (_("Changed"));
}

static char *
name_document (const EoHistoryEntry *entry,
               const char           *words)
{
  const EoChange *first = entry->changes != NULL && entry->changes->len > 0 ? g_ptr_array_index (entry->changes, 0) : NULL;
  const char *name = first == NULL ? "" : is_set (first) ? first->after : first->before != NULL ? first->before : "";

  return g_strdup_printf ("%s: %s", words, name);
}

static char *
name_event (const EoKind         *kind,
            const EoHistoryEntry *entry)
{
  static const struct { const char *action, *words; } named[] = {
    { "attached", N_("Document attached") }, { "detached", N_("Document removed") }, { "tied", N_("Linked") },
    { "untied", N_("Link removed") }, { "refused", N_("Tried in vain") }, { "destroyed", N_("Document destroyed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_equal (entry->action, named[i].action))
      return name_document (entry, _(named[i].words));
  if (g_str_equal (entry->action, "created"))
    return g_strdup (_("Registered"));
  if (g_str_equal (entry->action, "deleted"))
    return g_strdup (_("Deleted"));
  if (g_str_equal (entry->action, "restored"))
    return g_strdup (_("Deletion taken back"));
  if (g_str_equal (entry->action, "undone"))
    return g_strdup (_("Undone"));
  if (is_set (find_change (entry, "status")))
    return value_after (kind, entry, "status");
  return name_act (entry);
}

/* The rest of what changed, a line each; of a new letter what the head of the sheet does not have. */
static gboolean
append_details (GString              *what,
                EoRecord             *letter,
                const EoHistoryEntry *entry)
{
  static const char *const telling[] = { "changed", "step", "act", "undone", NULL };
  static const char *const silent[] = { "status", "body", "notes", "sent_hash", "asked", "clock_stopped", NULL };
  static const char *const at_first[] = { "assigned_to", "supporting", "reply_due", "holder", "place", "answers", NULL };
  gboolean is_new = g_str_equal (entry->action, "created");
  gsize before = what->len;

  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    {
      const EoChange *change = g_ptr_array_index (entry->changes, i);
      const EoField *field = eo_kind_find_field (&eo_letter_kind, change->field);
      g_autofree char *value = NULL;

      if (field == NULL || (!is_new && (!g_strv_contains (telling, entry->action) || g_strv_contains (silent, field->name)))
          || (is_new && !g_strv_contains (at_first, field->name)))
        continue;
      value = eo_history_value (&eo_letter_kind, field, change->after, 0);
      g_string_append_printf (what, "\n%s: %s", eo_kind_field_label (letter, field), *value != '\0' ? value : "–");
    }
  return what->len > before;
}

static void
note_clock (Course               *self,
            const EoHistoryEntry *entry)
{
  const EoChange *change = find_change (entry, "clock_stopped");
  EoDate day = eo_instant_to_date (&entry->at);

  if (change == NULL || g_str_equal (entry->action, "created"))
    return;
  if (!is_set (change) && self->stopped.iso[0] != '\0')
    self->stood += MAX (0, eo_calendar_working_days_between (self->calendar, &self->stopped, &day));
  g_strlcpy (self->stopped.iso, is_set (change) ? change->after : "", sizeof self->stopped.iso);
}

static void
note_move (Course               *self,
           const EoHistoryEntry *entry,
           const char           *who)
{
  const EoChange *holder = find_change (entry, "holder"), *place = find_change (entry, "place");
  const Move *last = self->moves->len > 0 ? g_ptr_array_index (self->moves, self->moves->len - 1) : NULL;
  Move *move;

  if (holder == NULL && place == NULL)
    return;
  move = g_new0 (Move, 1);
  move->at = entry->at;
  move->holder = holder != NULL ? value_after (&eo_letter_kind, entry, "holder") : g_strdup (last != NULL ? last->holder : "");
  move->place = place != NULL ? value_after (&eo_letter_kind, entry, "place") : g_strdup (last != NULL ? last->place : "");
  move->who = g_strdup (who);
  g_ptr_array_add (self->moves, move);
}

static void
add_event (Course               *self,
           const EoHistoryEntry *entry,
           const char           *of,
           char                 *what, /* (transfer full) */
           gboolean              told)
{
  Event *event = g_new0 (Event, 1);

  event->at = entry->at;
  event->seq = entry->seq;
  event->of = g_strdup (of);
  event->what = what;
  event->told = told;
  event->who = eo_history_who (self->store, entry->by);
  g_ptr_array_add (self->events, event);
}

/* What the program keeps for itself: how many contributions are awaited, the hash of what was sent. */
static gboolean
is_bookkeeping (const EoHistoryEntry *entry)
{
  static const char *const kept[] = { "asked", "sent_hash", "notes", NULL };

  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    if (!g_strv_contains (kept, ((EoChange *) g_ptr_array_index (entry->changes, i))->field))
      return FALSE;
  return entry->changes != NULL && entry->changes->len > 0;
}

static gboolean
read_letter (Course    *self,
             EoRecord  *letter,
             GError   **error)
{
  g_autoptr (GPtrArray) entries = eo_store_get_history (self->store, &eo_letter_kind, letter->id, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = entries->len; i > 0; i--)
    {
      const EoHistoryEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *name = name_event (&eo_letter_kind, entry);
      g_autofree char *who = eo_history_who (self->store, entry->by);
      GString *what = g_string_new (name);
      gboolean told = append_details (what, letter, entry);

      if (told || !is_bookkeeping (entry))
        add_event (self, entry, letter->reference, g_string_free (what, FALSE), told);
      else
        g_string_free (what, TRUE);
      if (letter == self->letter)
        {
          note_clock (self, entry);
          note_move (self, entry, who);
        }
    }
  return TRUE;
}

static char *
show_field (EoRecord   *record,
            const char *name)
{
  return eo_field_display (eo_kind_find_field (eo_record_get_kind (record), name), record);
}

/* "Contribution: received, Roads: what is planned for D1612?" */
static gboolean
read_contribution (Course      *self,
                   EoRecord    *contribution,
                   const char  *of,
                   GError     **error)
{
  g_autoptr (GPtrArray) entries = eo_store_get_history (self->store, &eo_contribution_kind, contribution->id, error);
  g_autofree char *unit = show_field (contribution, "unit");
  g_autofree char *question = show_field (contribution, "question");

  if (entries == NULL)
    return FALSE;
  for (guint i = entries->len; i > 0; i--)
    {
      const EoHistoryEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *status = value_after (&eo_contribution_kind, entry, "status");

      if (is_set (find_change (entry, "status")) || g_str_equal (entry->action, "created"))
        add_event (self, entry, of, g_strdup_printf (_("Contribution: %s\n%s: %s"), status, unit, question), TRUE);
    }
  return TRUE;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const Event *first = *(const Event *const *) a, *second = *(const Event *const *) b;

  return (first->seq > second->seq) - (first->seq < second->seq);
}

/* A reply takes the letter it answers along: told once, where more is told. Of two that tell the same, the first stays. */
static gboolean
is_echo (const Event *event,
         const Event *other)
{
  gsize n = strcspn (event->what, "\n");

  if (!g_str_equal (event->at.iso, other->at.iso) || g_str_equal (event->of, other->of))
    return FALSE;
  if (g_str_equal (event->what, other->what))
    return event->seq > other->seq;
  return !event->told && strncmp (event->what, other->what, n) == 0 && strcspn (other->what, "\n") == n;
}

static void
drop_echoes (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    for (guint j = 0; j < events->len; j++)
      if (i != j && is_echo (g_ptr_array_index (events, i), g_ptr_array_index (events, j)))
        {
          g_ptr_array_remove_index (events, i--);
          break;
        }
}

static void
count_days (Course *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      Event *event = g_ptr_array_index (self->events, i);
      EoDate day = eo_instant_to_date (&event->at);

      event->days = -1;
      if (i > 0)
        {
          EoDate before = eo_instant_to_date (&((Event *) g_ptr_array_index (self->events, i - 1))->at);

          event->days = MAX (0, eo_calendar_working_days_between (self->calendar, &before, &day));
        }
    }
}

static gboolean
read_course (Course  *self,
             GError **error)
{
  EoLetter *letter = EO_LETTER (self->letter);
  gint64 other = letter->direction == EO_INCOMING ? letter->replied_with.id : letter->answers.id;
  g_autoptr (EoQuery) query = eo_query_new (&eo_contribution_kind);
  gint64 incoming = letter->direction == EO_OUTGOING && other != 0 ? other : self->letter->id;
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, incoming);

  if (other != 0 && (self->other = eo_store_get (self->store, &eo_letter_kind, other, error)) == NULL)
    return FALSE;
  eo_query_add (query, eo_kind_find_field (&eo_contribution_kind, "letter"), EO_IS, id);
  g_clear_pointer (&self->contributions, g_ptr_array_unref);
  self->contributions = eo_store_select (self->store, query, 0, error);
  if (self->contributions == NULL)
    {
      self->contributions = g_ptr_array_new ();
      return FALSE;
    }
  if (!read_letter (self, self->letter, error) || (self->other != NULL && !read_letter (self, self->other, error)))
    return FALSE;
  for (guint i = 0; i < self->contributions->len; i++)
    if (!read_contribution (self, g_ptr_array_index (self->contributions, i),
                            incoming == self->letter->id ? self->letter->reference : self->other->reference, error))
      return FALSE;
  g_ptr_array_sort (self->events, compare_events);
  drop_echoes (self->events);
  count_days (self);
  return TRUE;
}

static gboolean
give_event_value (guint64    row,
                  char     **cells,
                  gpointer   user_data,
                  GError   **error)
{
  const Course *self = user_data;
  const Event *event = g_ptr_array_index (self->events, row);

  cells[0] = g_strdup (event->at.iso);
  cells[1] = event->days >= 0 ? g_strdup_printf ("%d", event->days) : g_strdup ("");
  cells[2] = g_strdup (event->of);
  cells[3] = g_strdup (event->what);
  cells[4] = g_strdup (event->who);
  return TRUE;
}

static gboolean
give_event (guint64    row,
            char     **cells,
            gpointer   user_data,
            GError   **error)
{
  const Course *self = user_data;

  give_event_value (row, cells, user_data, error);
  g_free (cells[0]);
  cells[0] = eo_instant_format (&((Event *) g_ptr_array_index (self->events, row))->at);
  return TRUE;
}

static gboolean
give_move_value (guint64    row,
                 char     **cells,
                 gpointer   user_data,
                 GError   **error)
{
  const Course *self = user_data;
  const Move *move = g_ptr_array_index (self->moves, row);

  cells[0] = g_strdup (move->at.iso);
  cells[1] = g_strdup (move->holder);
  cells[2] = g_strdup (move->place);
  cells[3] = g_strdup (move->who);
  return TRUE;
}

static gboolean
give_move (guint64    row,
           char     **cells,
           gpointer   user_data,
           GError   **error)
{
  const Course *self = user_data;

  give_move_value (row, cells, user_data, error);
  g_free (cells[0]);
  cells[0] = eo_instant_format (&((Move *) g_ptr_array_index (self->moves, row))->at);
  return TRUE;
}

static gboolean
give_contribution_value (guint64    row,
                         char     **cells,
                         gpointer   user_data,
                         GError   **error)
{
  const Course *self = user_data;
  EoRecord *contribution = g_ptr_array_index (self->contributions, row);

  cells[0] = show_field (contribution, "unit");
  cells[1] = show_field (contribution, "question");
  for (guint i = 0; i < G_N_ELEMENTS (contribution_days); i++)
    cells[2 + i] = eo_field_to_text (eo_kind_find_field (&eo_contribution_kind, contribution_days[i]), contribution);
  cells[5] = show_field (contribution, "status");
  return TRUE;
}

static gboolean
give_contribution (guint64    row,
                   char     **cells,
                   gpointer   user_data,
                   GError   **error)
{
  const Course *self = user_data;

  give_contribution_value (row, cells, user_data, error);
  for (guint i = 0; i < G_N_ELEMENTS (contribution_days); i++)
    {
      g_free (cells[2 + i]);
      cells[2 + i] = show_field (g_ptr_array_index (self->contributions, row), contribution_days[i]);
    }
  return TRUE;
}

static void
add_head (EoReport *report,
          EoRecord *letter)
{
  static const char *const names[] = {
    "subject", "correspondent", "signed_by", "their_reference", "letter_date", "received_on", "received_time", "mode", "addressee",
    "file", "priority", "classification", "markup", "instruction", "assigned_to", "unit", "supporting", "reply_due",
    "replied_on", "replied_with", "answers", "signed_on", "proof", "delivered_on", "status", "holder", "place",
  };

  eo_report_add_group (report, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const EoField *field = eo_kind_find_field (&eo_letter_kind, names[i]);
      g_autofree char *value = NULL;

      if (field == NULL || eo_field_is_empty (field, letter) || !eo_kind_field_shown (letter, field))
        continue;
      value = eo_field_display (field, letter);
      eo_report_add_field (report, eo_kind_field_label (letter, field), value);
    }
}

static void
add_time (EoReport *report,
          Course   *self)
{
  EoLetter *letter = EO_LETTER (self->letter);
  EoDate today = eo_date_today ();
  const EoDate *end = letter->replied_on.iso[0] != '\0' ? &letter->replied_on : &today;
  int stood = self->stood;
  g_autofree char *taken = NULL;
  g_autofree char *standing = NULL;

  if (letter->direction != EO_INCOMING || letter->received_on.iso[0] == '\0')
    return;
  if (self->stopped.iso[0] != '\0')
    stood += MAX (0, eo_calendar_working_days_between (self->calendar, &self->stopped, &today));
  taken = g_strdup_printf ("%d", MAX (0, eo_calendar_working_days_between (self->calendar, &letter->received_on, end)));
  standing = g_strdup_printf ("%d", stood);
  eo_report_add_group (report, _("Working days"));
  if (end == &today && !eo_kind_is_open (self->letter))
    eo_report_add_field (report, _("Ended without a reply"), eo_choice_label (eo_letter_status_get_type (), letter->status));
  else
    eo_report_add_field (report, end == &today ? _("From receipt to today") : _("From receipt to reply"), taken);
  if (stood > 0)
    eo_report_add_field (report, _("Of these the clock stood"), standing);
}

static void
add_tables (EoReport *report,
            Course   *self)
{
  const EoReportColumn events[] = {
    { _("When"), 1.95, EO_REPORT_START, TRUE, EO_CELL_INSTANT },
    { _("Days"), 0.5, EO_REPORT_END, FALSE, EO_CELL_NUMBER },
    { _("Letter"), 0, EO_REPORT_START, FALSE, EO_CELL_TEXT },
    { _("What happened"), 4, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Who"), 1.6, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  const EoReportColumn contributions[] = {
    { _("Asked of"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("What is asked"), 3, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Asked on"), 1.35, EO_REPORT_START, TRUE, EO_CELL_DATE },
    { _("Due"), 1.35, EO_REPORT_START, TRUE, EO_CELL_DATE },
    { _("Received on"), 1.35, EO_REPORT_START, TRUE, EO_CELL_DATE },
    { _("Status"), 1, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };
  const EoReportColumn moves[] = {
    { _("When"), 1.95, EO_REPORT_START, TRUE, EO_CELL_INSTANT },
    { _("Paper is with"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Paper is kept at"), 2, EO_REPORT_START, TRUE, EO_CELL_TEXT },
    { _("Noted by"), 1.6, EO_REPORT_START, TRUE, EO_CELL_TEXT },
  };

  eo_report_add_table (report, _("Course, with the working days since the step before"), events, G_N_ELEMENTS (events),
                       self->events->len, give_event, self, course_free);
  eo_report_set_values (report, give_event_value);
  if (self->contributions->len > 0)
    {
      eo_report_add_table (report, _("Contributions"), contributions, G_N_ELEMENTS (contributions),
                           self->contributions->len, give_contribution, self, NULL);
      eo_report_set_values (report, give_contribution_value);
    }
  if (self->moves->len > 0)
    {
      eo_report_add_table (report, _("Where the paper went"), moves, G_N_ELEMENTS (moves), self->moves->len, give_move, self,
                           NULL);
      eo_report_set_values (report, give_move_value);
    }
}

static const char *
find_marking (const Course *self)
{
  EoClassification highest = self->letter->classification;

  if (self->other != NULL)
    highest = MAX (highest, self->other->classification);
  for (guint i = 0; i < self->contributions->len; i++)
    highest = MAX (highest, ((EoRecord *) g_ptr_array_index (self->contributions, i))->classification);
  return highest > EO_OPEN ? eo_choice_label (eo_classification_get_type (), highest) : NULL;
}

EoReport *
eo_tracking_sheet_new (EoStore   *store,
                       EoRecord  *letter,
                       GError   **error)
{
  g_autofree char *office = NULL;
  Course *self;
  EoReport *report;

  g_return_val_if_fail (EO_IS_STORE (store) && EO_IS_LETTER (letter), NULL);

  self = g_new0 (Course, 1);
  self->store = g_object_ref (store);
  self->letter = eo_record_copy (letter);
  self->contributions = g_ptr_array_new ();
  self->events = g_ptr_array_new_with_free_func (event_free);
  self->moves = g_ptr_array_new_with_free_func (move_free);
  self->calendar = eo_store_get_calendar (store);
  if (!read_course (self, error))
    {
      course_free (self);
      return NULL;
    }
  office = eo_store_get_setting (store, "office-name");
  report = eo_report_new (_("Tracking sheet"));
  eo_report_set_office (report, office);
  eo_report_set_subtitle (report, letter->reference);
  eo_report_set_classification (report, find_marking (self));
  add_head (report, letter);
  add_time (report, self);
  add_tables (report, self);
  return report;
}
