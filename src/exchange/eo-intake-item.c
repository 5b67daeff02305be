/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/eo-text.h"
#include "exchange/eo-intake-item.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EoIntakeItem, eo_intake_item, G_TYPE_OBJECT)

static void
changed (EoIntakeItem *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
eo_intake_item_finalize (GObject *object)
{
  EoIntakeItem *self = EO_INTAKE_ITEM (object);

  g_free (self->name);
  g_free (self->why);
  g_free (self->reference);
  g_free (self->path);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  eo_same_bytes_clear (&self->first);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (eo_intake_item_parent_class)->finalize (object);
}

static void
eo_intake_item_class_init (EoIntakeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_intake_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", EO_TYPE_INTAKE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
eo_intake_item_init (EoIntakeItem *self)
{
  self->why = g_strdup ("");
  self->reference = g_strdup ("");
  self->cancellable = g_cancellable_new ();
}

/**
 * eo_intake_item_new:
 * @source: where it comes from: interned
 * @name: a file name, of any bytes
 *
 * Returns: (transfer full): an item that waits
 */
EoIntakeItem *
eo_intake_item_new (const char *source,
                    const char *name)
{
  EoIntakeItem *self = g_object_new (EO_TYPE_INTAKE_ITEM, NULL);
  g_autofree char *display = g_filename_display_name (name);

  self->source = g_intern_string (source);
  self->name = eo_text_one_line (display);

  return self;
}

void
eo_intake_item_set (EoIntakeItem  *self,
                    EoIntakeState  state,
                    const char    *why)
{
  g_return_if_fail (EO_IS_INTAKE_ITEM (self));

  self->state = state;
  g_free (self->why);
  self->why = g_strdup (why != NULL ? why : "");
  changed (self);
}

static EoIntakeState
state_of (const EoUnregistered *file)
{
  if (file->first.same != EO_SAME_NONE)
    return EO_INTAKE_SAME;
  return file->unread || file->n_scanned < file->n_scans ? EO_INTAKE_READING : EO_INTAKE_READY;
}

void
eo_intake_item_follow (EoIntakeItem         *self,
                       const EoUnregistered *file)
{
  EoIntakeState state = state_of (file);

  g_return_if_fail (EO_IS_INTAKE_ITEM (self));

  if (self->state == state && self->draft == file->draft && self->n_pages == MAX (file->n_pages, file->n_scans)
      && self->size == file->size && self->n_scans == file->n_scans && self->n_scanned == file->n_scanned
      && self->first.same == file->first.same
      && g_strcmp0 (self->first.name, file->first.name) == 0)
    return;

  self->draft = file->draft;
  self->document = file->document;
  self->size = file->size;
  self->n_pages = MAX (file->n_pages, file->n_scans);
  self->n_scans = file->n_scans;
  self->n_scanned = file->n_scanned;
  eo_same_bytes_clear (&self->first);
  self->first = file->first;
  self->first.name = g_strdup (file->first.name);
  self->first.run = g_strdup (file->first.run);
  eo_intake_item_set (self, state, file->why);
}

void
eo_intake_item_finish (EoIntakeItem *self,
                       gint64        record,
                       const char   *reference)
{
  g_return_if_fail (EO_IS_INTAKE_ITEM (self));

  self->record = record;
  g_free (self->reference);
  self->reference = g_strdup (reference);
  eo_same_bytes_clear (&self->first);
  eo_intake_item_set (self, EO_INTAKE_DONE, NULL);
}

gboolean
eo_intake_item_is_open (EoIntakeItem *self)
{
  g_return_val_if_fail (EO_IS_INTAKE_ITEM (self), FALSE);

  return self->draft != 0
         && (self->state == EO_INTAKE_READING || self->state == EO_INTAKE_READY || self->state == EO_INTAKE_SAME);
}
