/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "paper/eo-history-words.h"
#include "sections/correspondence/eo-contribution.h"
#include "sections/correspondence/eo-letter-course.h"

/* The course of a letter and of its reply, out of the journal. */

static void
event_free (gpointer data)
{
  EoCourseEvent *event = data;

  g_free (event->of);
  g_free (event->what);
  g_free (event->who);
  g_free (event);
}

static void
move_free (gpointer data)
{
  EoCourseMove *move = data;

  g_free (move->holder);
  g_free (move->place);
  g_free (move->who);
  g_free (move);
}

void
_eo_course_free (gpointer data)
{
  EoCourse *self = data;

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
note_clock (EoCourse             *self,
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
note_move (EoCourse             *self,
           const EoHistoryEntry *entry,
           const char           *who)
{
  const EoChange *holder = find_change (entry, "holder"), *place = find_change (entry, "place");
  const EoCourseMove *last = self->moves->len > 0 ? g_ptr_array_index (self->moves, self->moves->len - 1) : NULL;
  EoCourseMove *move;

  if (holder == NULL && place == NULL)
    return;
  move = g_new0 (EoCourseMove, 1);
  move->at = entry->at;
  move->holder = holder != NULL ? value_after (&eo_letter_kind, entry, "holder") : g_strdup (last != NULL ? last->holder : "");
  move->place = place != NULL ? value_after (&eo_letter_kind, entry, "place") : g_strdup (last != NULL ? last->place : "");
  move->who = g_strdup (who);
  g_ptr_array_add (self->moves, move);
}

static void
add_event (EoCourse             *self,
           const EoHistoryEntry *entry,
           const char           *of,
           char                 *what, /* (transfer full) */
           gboolean              told)
{
  EoCourseEvent *event = g_new0 (EoCourseEvent, 1);

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
read_letter (EoCourse  *self,
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

char *
_eo_course_show_field (EoRecord   *record,
                       const char *name)
{
  return eo_field_display (eo_kind_find_field (eo_record_get_kind (record), name), record);
}

/* "Contribution: received, Roads: what is planned for D1612?" */
static gboolean
read_contribution (EoCourse    *self,
                   EoRecord    *contribution,
                   const char  *of,
                   GError     **error)
{
  g_autoptr (GPtrArray) entries = eo_store_get_history (self->store, &eo_contribution_kind, contribution->id, error);
  g_autofree char *unit = _eo_course_show_field (contribution, "unit");
  g_autofree char *question = _eo_course_show_field (contribution, "question");

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
  const EoCourseEvent *first = *(const EoCourseEvent *const *) a, *second = *(const EoCourseEvent *const *) b;

  return (first->seq > second->seq) - (first->seq < second->seq);
}

/* A reply takes the letter it answers along: told once, where more is told. Of two that tell the same, the first stays. */
static gboolean
is_echo (const EoCourseEvent *event,
         const EoCourseEvent *other)
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
count_days (EoCourse *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      EoCourseEvent *event = g_ptr_array_index (self->events, i);
      EoDate day = eo_instant_to_date (&event->at);

      event->days = -1;
      if (i > 0)
        {
          EoDate before = eo_instant_to_date (&((EoCourseEvent *) g_ptr_array_index (self->events, i - 1))->at);

          event->days = MAX (0, eo_calendar_working_days_between (self->calendar, &before, &day));
        }
    }
}

static gboolean
read_course (EoCourse  *self,
             GError   **error)
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

EoCourse *
_eo_course_new (EoStore   *store,
                EoRecord  *letter,
                GError   **error)
{
  EoCourse *self = g_new0 (EoCourse, 1);

  self->store = g_object_ref (store);
  self->letter = eo_record_copy (letter);
  self->contributions = g_ptr_array_new ();
  self->events = g_ptr_array_new_with_free_func (event_free);
  self->moves = g_ptr_array_new_with_free_func (move_free);
  self->calendar = eo_store_get_calendar (store);
  if (read_course (self, error))
    return self;
  _eo_course_free (self);
  return NULL;
}
