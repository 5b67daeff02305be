/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/register/eo-common-steps.h"

#define AT_A_TIME 50 /* some milliseconds of reading */

struct _EoCommonSteps
{
  EoStore      *store;
  const EoKind *kind;
  GArray       *ids;
  guint         next;
  GPtrArray    *steps;   /* of Step */
  gboolean      begun;
  guint         idle;
  void        (*ready) (gpointer data);
  gpointer      data;
};

/* What goes by one name; the records may have it from several lines of the kind's table. */
typedef struct
{
  const char *name;
  GPtrArray  *variants;  /* of EoTransition */
} Step;

static void
step_free (Step *step)
{
  g_ptr_array_unref (step->variants);
  g_free (step);
}

static const EoTransition *
find_named (GPtrArray  *steps,
            const char *name)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (eo_transition_get_name (g_ptr_array_index (steps, i)), name))
      return g_ptr_array_index (steps, i);
  return NULL;
}

static void
begin (EoCommonSteps *self,
       GPtrArray     *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      Step *step = g_new0 (Step, 1);

      step->name = eo_transition_get_name (g_ptr_array_index (steps, i));
      step->variants = g_ptr_array_new ();
      g_ptr_array_add (self->steps, step);
    }
  self->begun = TRUE;
}

static void
take_record (EoCommonSteps *self,
             EoRecord      *record)
{
  g_autoptr (GPtrArray) steps = eo_kind_get_steps (record);

  if (!self->begun)
    begin (self, steps);
  for (guint i = self->steps->len; i > 0; i--)
    {
      Step *step = g_ptr_array_index (self->steps, i - 1);
      const EoTransition *own = find_named (steps, step->name);

      if (own == NULL)
        g_ptr_array_remove_index (self->steps, i - 1);
      else if (!g_ptr_array_find (step->variants, own, NULL))
        g_ptr_array_add (step->variants, (gpointer) own);
    }
}

static gboolean
on_idle (gpointer data)
{
  EoCommonSteps *self = data;
  guint end = MIN (self->next + AT_A_TIME, self->ids->len);

  for (; self->next < end; self->next++)
    {
      g_autoptr (EoRecord) record = eo_store_get (self->store, self->kind, g_array_index (self->ids, gint64, self->next),
                                                  NULL);

      if (record != NULL)
        take_record (self, record);
    }
  if (self->next < self->ids->len && (self->steps->len > 0 || !self->begun))
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  self->ready (self->data);
  return G_SOURCE_REMOVE;
}

static void
add_new (GPtrArray *to,
         GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    if (!g_ptr_array_find (to, g_ptr_array_index (from, i), NULL))
      g_ptr_array_add (to, g_ptr_array_index (from, i));
}

/* Public functions */

EoCommonSteps *
eo_common_steps_new (EoStore       *store,
                     const EoKind  *kind,
                     GArray        *ids,
                     void         (*ready) (gpointer data),
                     gpointer       data)
{
  EoCommonSteps *self = g_new0 (EoCommonSteps, 1);

  g_return_val_if_fail (EO_IS_STORE (store) && kind != NULL && ids != NULL && ready != NULL, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  self->ids = g_array_copy (ids);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  self->ready = ready;
  self->data = data;
  self->idle = g_idle_add (on_idle, self);
  return self;
}

void
eo_common_steps_free (EoCommonSteps *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_object_unref (self->store);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

guint
eo_common_steps_get_n (EoCommonSteps *self)
{
  return self->steps->len;
}

const char *
eo_common_steps_get_name (EoCommonSteps *self,
                          guint          i)
{
  return ((Step *) g_ptr_array_index (self->steps, i))->name;
}

const char *
eo_common_steps_get_label (EoCommonSteps *self,
                           guint          i)
{
  Step *step = g_ptr_array_index (self->steps, i);

  return _(((const EoTransition *) g_ptr_array_index (step->variants, 0))->label);
}

GPtrArray *
eo_common_steps_get_asked (EoCommonSteps  *self,
                           const char     *name,
                           GPtrArray     **required,
                           gboolean       *caution)
{
  GPtrArray *asked = NULL;

  *required = NULL;
  *caution = FALSE;
  for (guint i = 0; i < self->steps->len && asked == NULL; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);

      if (!g_str_equal (step->name, name))
        continue;
      asked = g_ptr_array_new ();
      *required = g_ptr_array_new ();
      for (guint j = 0; j < step->variants->len; j++)
        {
          const EoTransition *variant = g_ptr_array_index (step->variants, j);
          g_autoptr (GPtrArray) must = NULL;
          g_autoptr (GPtrArray) wanted = eo_transition_get_asked (variant, self->kind, &must);

          add_new (asked, wanted);
          add_new (*required, must);
          *caution = *caution || (variant->flags & EO_STEP_CAUTION) != 0;
        }
    }
  return asked;
}
