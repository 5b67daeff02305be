/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-day-note.h"

/* As many as there are in EoDayNoteKind. */
static const struct
{
  const char *class;
  const char *icon;
  const char *label; /* N_(), or NULL */
} looks[] = {
  [EO_DAY_NOTE_HOLIDAY] = { "holiday", "starred-symbolic", N_("Not a working day") },
  [EO_DAY_NOTE_SITTING] = { "sitting", "eo-parliament-symbolic", N_("Sitting day") },
  [EO_DAY_NOTE_DUE] = { "due", "alarm-symbolic", NULL },
  [EO_DAY_NOTE_OTHER] = { "other", NULL, NULL },
};

static void
clear_note (gpointer data)
{
  g_free (((EoDayNote *) data)->text);
}

GArray *
eo_day_notes_new (void)
{
  GArray *notes = g_array_new (FALSE, TRUE, sizeof (EoDayNote));

  g_array_set_clear_func (notes, clear_note);
  return notes;
}

void
eo_day_notes_add (GArray        *notes,
                  EoDayNoteKind  kind,
                  const EoDate  *day,
                  const char    *text)
{
  EoDayNote note = { *day, *day, kind, g_strdup (text) };

  g_return_if_fail (notes != NULL && day != NULL);

  if (text != NULL)
    g_array_append_val (notes, note);
}

gboolean
eo_day_notes_have (GArray        *notes,
                   EoDayNoteKind  kind)
{
  g_return_val_if_fail (notes != NULL, FALSE);

  for (guint i = 0; i < notes->len; i++)
    if (g_array_index (notes, EoDayNote, i).kind == kind)
      return TRUE;
  return FALSE;
}

const char *
eo_day_note_get_label (EoDayNoteKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (looks), NULL);

  return looks[kind].label != NULL ? _(looks[kind].label) : "";
}

const char *
eo_day_note_get_icon (EoDayNoteKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (looks), NULL);

  return looks[kind].icon;
}

const char *
eo_day_note_get_class (EoDayNoteKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (looks), NULL);

  return looks[kind].class;
}
