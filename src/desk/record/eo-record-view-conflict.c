/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/record/eo-history-page.h"
#include "desk/record/eo-record-view-private.h"

#define MAX_LINES 6 /* of what the others did */

/* Every saving makes one version and one entry: the newest entries, as many as versions came since ours. */
static void
list_changes (EoRecordView *self,
              EoRecord     *theirs,
              GString      *body)
{
  static const char *const of_record[] = { "created", "changed", "step", "act", "undone", "deleted", "restored", NULL };
  g_autoptr (GPtrArray) entries = eo_store_get_history (self->store, self->kind, theirs->id, NULL);
  gint64 n = theirs->version - eo_record_form_get_edited (EO_RECORD_FORM (self->form))->version;
  guint lines = 0;

  for (guint i = 0; entries != NULL && i < entries->len && n > 0; i++)
    {
      const EoHistoryEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GPtrArray) words = NULL;

      if (!g_strv_contains (of_record, entry->action))
        continue;
      n--;
      words = eo_history_describe (self->store, self->kind, entry);
      for (guint j = 0; j < words->len && lines < MAX_LINES; j++, lines++)
        g_string_append_printf (body, "%s%s", lines > 0 ? "\n" : "", (char *) g_ptr_array_index (words, j));
    }
  if (body->len > 0)
    g_string_append_c (body, '\n');
  g_string_append (body, _("Nothing of yours is saved yet. “Keep Mine” puts your changes over theirs."));
}

/**
 * _eo_record_view_show_conflict:
 *
 * Says who changed what while the record was being edited here, and offers both.
 */
void
_eo_record_view_show_conflict (EoRecordView *self)
{
  g_autoptr (EoRecord) theirs = eo_store_get (self->store, self->kind, self->record->id, NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *who = NULL;
  g_autofree char *when = NULL;
  g_autofree char *heading = NULL;

  if (theirs == NULL)
    return;
  who = eo_history_who (self->store, theirs->modified_by);
  when = eo_instant_format (&theirs->modified_at);
  /* Translators: who, when */
  heading = g_strdup_printf (theirs->deleted_at.iso[0] != '\0' ? _("%s deleted this while you were changing it, %s")
                                                               : _("%s changed this while you were changing it, %s"),
                             who, when);
  list_changes (self, theirs, body);
  eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_WARNING, heading, body->str, _("Keep Mine"), _("Take Theirs"));
  self->asks = EO_ASKS_CONFLICT;
}

static void
keep_mine (EoRecordView *self)
{
  g_autoptr (EoRecord) theirs = eo_store_get (self->store, self->kind, self->record->id, NULL);
  g_autoptr (EoRecord) base = NULL;

  if (theirs == NULL)
    return;
  /* Fields not touched here stay as they left them; those touched here are put over theirs. */
  base = g_object_ref (self->record);
  eo_record_form_saved (EO_RECORD_FORM (self->form), base, theirs);
  _eo_record_view_use (self, theirs);
  _eo_record_view_save (self, NULL);
}

typedef struct
{
  EoRecordView *view;
  guint         session;
} Restoring;

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Restoring *restoring = data;
  g_autoptr (EoRecordView) self = restoring->view;
  g_autoptr (GError) error = NULL;

  if (!eo_store_delete_finish (EO_STORE (source), result, &error))
    {
      if (self->store != NULL)
        _eo_record_view_toast (self, error->message);
    }
  else if (self->record != NULL && self->session == restoring->session)
    keep_mine (self);
}

void
_eo_record_view_resolve (EoRecordView *self,
                         gboolean      mine)
{
  g_autoptr (EoRecord) theirs = eo_store_get (self->store, self->kind, self->record->id, NULL);

  if (theirs == NULL)
    return;
  if (mine && theirs->deleted_at.iso[0] != '\0')
    {
      Restoring *restoring = g_new0 (Restoring, 1);

      restoring->view = g_object_ref (self);
      restoring->session = self->session;
      eo_store_delete_async (self->store, self->kind, theirs->id, TRUE, NULL, on_restored, restoring);
      return;
    }
  if (mine)
    {
      keep_mine (self);
      return;
    }
  _eo_record_view_discard_draft (self);
  eo_record_form_set_record (EO_RECORD_FORM (self->form), theirs);
  _eo_record_view_use (self, theirs);
  gtk_widget_set_visible (self->kept_line, FALSE);
}
