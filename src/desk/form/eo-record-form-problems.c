/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/form/eo-link-row.h"
#include "desk/form/eo-notice.h"
#include "desk/form/eo-record-form-private.h"
#include "store/eo-kind.h"

static void
new_party_free (EoNewParty *party)
{
  g_free (party->title);
  g_free (party);
}

/**
 * eo_record_form_get_new_parties:
 *
 * Returns: (transfer full): who is to be added with the record; the links to them have no id yet
 */
GPtrArray *
eo_record_form_get_new_parties (EoRecordForm *self)
{
  GPtrArray *parties = g_ptr_array_new_with_free_func ((GDestroyNotify) new_party_free);

  g_return_val_if_fail (EO_IS_RECORD_FORM (self), parties);

  for (guint i = 0; i < self->rows->len; i++)
    {
      EoFormRow *row = g_ptr_array_index (self->rows, i);
      EoNewParty *party;

      if (!EO_IS_LINK_ROW (row) || eo_link_row_get_new_kind (EO_LINK_ROW (row)) == NULL)
        continue;
      party = g_new0 (EoNewParty, 1);
      party->field = eo_form_row_get_field (row);
      party->kind = eo_link_row_get_new_kind (EO_LINK_ROW (row));
      party->title = g_strdup (eo_field_get_link (party->field, self->edited)->title);
      g_ptr_array_add (parties, party);
    }
  return parties;
}

/**
 * eo_record_form_check:
 *
 * What keeps the record from being saved: what is typed and cannot be read, then what the kind's rules say. A link
 * to a party that the saving will add counts as filled.
 */
GPtrArray *
eo_record_form_check (EoRecordForm *self)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) eo_problem_free);
  g_autoptr(GPtrArray) ruled = NULL;
  g_autoptr(GPtrArray) parties = NULL;
  g_autoptr(EoRecord) judged = NULL;

  g_return_val_if_fail (EO_IS_RECORD_FORM (self) && self->edited != NULL, g_steal_pointer (&problems));

  for (guint i = 0; i < self->rows->len; i++)
    {
      EoFormRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr(GError) error = NULL;

      if (!eo_form_row_commit (row, &error))
        eo_problems_add (problems, self->edited, eo_form_row_get_field (row)->name, error->message);
    }

  judged = eo_record_copy (self->edited);
  parties = eo_record_form_get_new_parties (self);
  for (guint i = 0; i < parties->len; i++)
    {
      EoNewParty *party = g_ptr_array_index (parties, i);

      eo_record_set_link (judged, party->field, G_MAXINT64, party->title);
    }
  ruled = eo_record_validate (judged);
  for (guint i = 0; i < ruled->len; i++)
    {
      EoProblem *problem = g_ptr_array_index (ruled, i);
      gboolean told = FALSE;

      for (guint j = 0; j < problems->len; j++)
        told = told || (problem->field != NULL && ((EoProblem *) g_ptr_array_index (problems, j))->field == problem->field);
      if (!told)
        eo_problems_add_with_cure (problems, self->edited, problem->field != NULL ? problem->field->name : NULL,
                                   problem->message, problem->cure_label, problem->cure_value);
    }
  return g_steal_pointer (&problems);
}

static gboolean
has_row (EoRecordForm  *self,
         const EoField *field)
{
  EoFormRow *row = field != NULL ? _eo_record_form_find_row (self, field) : NULL;

  return row != NULL && gtk_widget_get_visible (GTK_WIDGET (row));
}

/* From @first on, round and round. */
static gboolean
focus_error (EoRecordForm *self,
             guint         first)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      EoFormRow *row = g_ptr_array_index (self->rows, (first + i) % self->rows->len);

      if (!eo_form_row_has_problem (row) || !gtk_widget_get_visible (GTK_WIDGET (row)))
        continue;
      eo_form_row_focus (row);
      return TRUE;
    }
  return FALSE;
}

static char *
problems_heading (EoRecordForm *self,
                  guint         n)
{
  /* Translators: numbers of fields at the beginning of "Three fields to correct …" */
  static const char *const words[] = { N_("No"), N_("One"), N_("Two"), N_("Three"), N_("Four"), N_("Five"),
                                       N_("Six"), N_("Seven"), N_("Eight"), N_("Nine") };
  g_autofree char *kind = g_utf8_strdown (_(self->kind->label), -1);
  g_autofree char *number = n < G_N_ELEMENTS (words) ? g_strdup (_(words[n])) : g_strdup_printf ("%u", n);

  /* Translators: how many fields, then the kind of record: "letter" */
  return self->kind->series != NULL && self->edited->id == 0
           ? g_strdup_printf (ngettext ("%s field to correct before this %s can be registered",
                                        "%s fields to correct before this %s can be registered", n), number, kind)
           : g_strdup_printf (ngettext ("%s field to correct before this %s can be saved",
                                        "%s fields to correct before this %s can be saved", n), number, kind);
}

/**
 * eo_record_form_show_problems:
 * @problems: of EoProblem, as eo_record_form_check() gave them
 *
 * Marks the rows and says on top how many there are; the first gets the focus.
 */
void
eo_record_form_show_problems (EoRecordForm *self,
                              GPtrArray    *problems)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autofree char *heading = NULL;

  g_return_if_fail (EO_IS_RECORD_FORM (self) && problems != NULL);

  eo_record_form_mark_problems (self, problems);
  if (problems->len == 0)
    return;

  for (guint i = 0; i < problems->len; i++)
    {
      EoProblem *problem = g_ptr_array_index (problems, i);

      if (!has_row (self, problem->field))
        g_string_append_printf (body, "%s\n", problem->message);
    }
  g_string_append (body, _("Nothing was saved to the register. Your entries are kept as a draft."));
  heading = problems_heading (self, problems->len);
  eo_notice_show (EO_NOTICE (self->notice), EO_NOTICE_ERROR, heading, body->str, _("Next Error"), NULL);
  focus_error (self, 0);
}

void
eo_record_form_mark_problems (EoRecordForm *self,
                              GPtrArray    *problems)
{
  g_return_if_fail (EO_IS_RECORD_FORM (self) && problems != NULL);

  eo_record_form_clear_problems (self);
  for (guint i = 0; i < problems->len; i++)
    {
      EoProblem *problem = g_ptr_array_index (problems, i);
      EoFormRow *row = problem->field != NULL ? _eo_record_form_find_row (self, problem->field) : NULL;

      if (row != NULL)
        eo_form_row_show_problem (row, problem->message, problem->cure_label, problem->cure_value);
    }
}

void
eo_record_form_clear_problems (EoRecordForm *self)
{
  g_return_if_fail (EO_IS_RECORD_FORM (self));

  for (guint i = 0; i < self->rows->len; i++)
    eo_form_row_show_problem (g_ptr_array_index (self->rows, i), NULL, NULL, NULL);
  eo_notice_hide (EO_NOTICE (self->notice));
}

/**
 * eo_record_form_next_error:
 *
 * Moves the focus to the next row with something wrong, round and round.
 *
 * Returns: %FALSE when there is none
 */
gboolean
eo_record_form_next_error (EoRecordForm *self)
{
  GtkRoot *root;
  GtkWidget *focus;
  guint first = 0;

  g_return_val_if_fail (EO_IS_RECORD_FORM (self), FALSE);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, i)))
      first = i + 1;
  return focus_error (self, first);
}
