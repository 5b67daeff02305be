/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/form/eo-step-answers.h"

void
eo_step_prepare (EoRecord  *record,
                 GPtrArray *asked,
                 GPtrArray *required)
{
  g_autoptr (EoRecord) fresh = eo_record_new (eo_record_get_kind (record));
  EoDate today = eo_date_today ();

  for (guint i = 0; i < asked->len; i++)
    {
      const EoField *field = g_ptr_array_index (asked, i);

      if ((field->flags & EO_DERIVED) != 0)
        eo_field_copy (field, record, fresh);
      if (field->type == EO_FIELD_DATE && (field->flags & EO_DEADLINE) == 0 && g_ptr_array_find (required, field, NULL)
          && eo_field_is_empty (field, record))
        eo_record_set_text (record, field->name, today.iso, NULL);
    }
}
