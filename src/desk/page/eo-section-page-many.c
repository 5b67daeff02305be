/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/eo-text.h"
#include "desk/eo-words.h"
#include "desk/form/eo-ask-dialog.h"
#include "desk/form/eo-step-answers.h"
#include "desk/page/eo-refused-dialog.h"
#include "desk/page/eo-section-page-private.h"

/* What is done to all selected records at once. */

typedef struct
{
  EoSectionPage *page;
  EoBulk        *bulk;
  char          *title;  /* "Mark Up" */
} Run;

static void start (EoSectionPage *self,
                   EoBulk        *bulk,
                   const char    *title);

static void
run_free (Run *run)
{
  g_object_unref (run->page);
  eo_bulk_unref (run->bulk);
  g_free (run->title);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* "12 letters" */
static char *
describe_number (const EoKind *kind,
                 guint         n)
{
  g_autofree char *count = eo_format_count (n);
  g_autofree char *things = eo_words_things (kind, n);

  return g_strdup_printf ("%s %s", count, things);
}

static void
on_go_on (GtkWidget *dialog,
          gpointer   data)
{
  Run *run = data;
  g_autoptr (EoBulk) rest = eo_bulk_copy_rest (run->bulk);

  start (run->page, rest, run->title);
}

static void
free_run (gpointer  data,
          GClosure *closure)
{
  run_free (data);
}

static void
on_ran (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (Run) run = data;
  EoSectionPagePrivate *priv = PRIVATE (run->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (EoUndo) undo = eo_store_bulk_finish (EO_STORE (source), result, &error);
  g_autofree char *number = describe_number (priv->kind, eo_bulk_get_n (run->bulk));
  g_autofree char *text = NULL;

  if (priv->store == NULL)
    return;
  eo_many_bar_set_running (priv->many, NULL);
  g_clear_object (&priv->many_running);
  if (undo != NULL)
    {
      /* Translators: how many records, then what was done to them: "12 letters: Mark Up" */
      text = g_strdup_printf (_("%s: %s"), number, run->title);
      g_signal_emit_by_name (run->page, "undoable", text, undo);
    }
  else if (eo_bulk_get_refused (run->bulk)->len > 0)
    {
      GtkWidget *dialog = eo_refused_dialog_new (GTK_WIDGET (run->page), run->title, run->bulk);

      gtk_window_present (GTK_WINDOW (dialog));
      g_signal_connect_data (dialog, "go-on", G_CALLBACK (on_go_on), g_steal_pointer (&run), free_run, 0);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_signal_emit_by_name (run->page, "toast", _("Cancelled: nothing was changed"));
    }
  else
    {
      g_signal_emit_by_name (run->page, "toast", error->message);
    }
}

static void
start (EoSectionPage *self,
       EoBulk        *bulk,
       const char    *title)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  Run *run = g_new0 (Run, 1);

  run->page = g_object_ref (self);
  run->bulk = eo_bulk_ref (bulk);
  run->title = g_strdup (title);
  priv->many_running = g_cancellable_new ();
  eo_many_bar_set_running (priv->many, bulk);
  eo_store_bulk_async (priv->store, bulk, priv->many_running, on_ran, run);
}

static EoBulk *
new_bulk (EoSectionPage *self)
{
  EoIdSelection *selection = _eo_section_page_get_selection (self);
  g_autoptr (GArray) ids = NULL;

  if (PRIVATE (self)->many_running != NULL || eo_id_selection_get_n (selection) > EO_MANY_LIMIT
      || eo_id_selection_get_n (selection) == 0)
    return NULL;
  ids = eo_id_selection_get_ids (selection, EO_MANY_LIMIT);
  return eo_bulk_new (PRIVATE (self)->kind, ids);
}

/* What the dialog asks for goes into all of them. */
static void
on_done (EoAskDialog *dialog,
         gpointer     data)
{
  Run *run = data;
  EoRecordForm *form = eo_ask_dialog_get_form (dialog);
  g_autoptr (GPtrArray) parties = eo_record_form_get_new_parties (form);
  GPtrArray *fields = g_object_get_data (G_OBJECT (dialog), "fields");

  if (parties->len > 0)
    {
      eo_ask_dialog_fail (dialog, _("Choose one whom the office has already: many records do not add anybody."));
      return;
    }
  eo_bulk_set_values (run->bulk, eo_record_form_get_edited (form), fields);
  start (run->page, run->bulk, run->title);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
ask (EoSectionPage *self,
     EoBulk        *bulk,
     GPtrArray     *asked,
     GPtrArray     *required,
     const char    *title,
     gboolean       lasting,
     const char    *caution)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autoptr (EoRecord) values = eo_record_new (priv->kind);
  g_autofree char *number = describe_number (priv->kind, eo_bulk_get_n (bulk));
  EoAskDialog *dialog;
  Run *run = g_new0 (Run, 1);

  run->page = g_object_ref (self);
  run->bulk = eo_bulk_ref (bulk);
  run->title = g_strdup (title);
  eo_step_prepare (values, asked, required);
  dialog = eo_ask_dialog_new (GTK_WIDGET (self), priv->store, values, asked, required, title, number);
  if (lasting)
    eo_ask_dialog_warn (dialog, _("This cannot be taken back."));
  if (caution != NULL)
    eo_ask_dialog_caution (dialog, caution);
  g_object_set_data_full (G_OBJECT (dialog), "fields", g_ptr_array_ref (asked), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_data (dialog, "done", G_CALLBACK (on_done), run, free_run, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* "_Assign…" is done as "Assign". */
static char *
plain_words (const char *label)
{
  g_auto (GStrv) without = g_strsplit (label, "_", -1);
  char *words = g_strjoinv (NULL, without);

  if (g_str_has_suffix (words, "…"))
    words[strlen (words) - strlen ("…")] = '\0';
  return words;
}

static void
act_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EoSectionPage *self = EO_SECTION_PAGE (widget);
  const EoKind *kind = PRIVATE (self)->kind;
  g_autoptr (EoBulk) bulk = new_bulk (self);

  for (const EoManyAct *act = kind->many; bulk != NULL && act != NULL && act->name != NULL; act++)
    if (g_str_equal (act->name, g_variant_get_string (parameter, NULL)))
      {
        const EoTransition asking = { .asks = act->fields };
        g_autoptr (GPtrArray) required = NULL;
        g_autoptr (GPtrArray) asked = eo_transition_get_asked (&asking, kind, &required);
        g_autofree char *title = plain_words (_(act->label));

        ask (self, bulk, asked, required, title, FALSE, NULL);
      }
}

/* "OUT/2026/00012 and 2 more: the scan is missing", or NULL. */
static char *
find_caution (EoSectionPage *self,
              const char    *name)
{
  EoSectionPagePrivate *priv = PRIVATE (self);
  g_autoptr (GArray) ids = eo_id_selection_get_ids (_eo_section_page_get_selection (self), EO_MANY_LIMIT);
  g_autofree char *first = NULL;
  g_autofree char *of = NULL;
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (EoRecord) record = eo_store_get (priv->store, priv->kind, g_array_index (ids, gint64, i), NULL);
      const EoTransition *step = record != NULL ? eo_kind_find_step (record, name) : NULL;
      g_autofree char *text = step != NULL && step->caution != NULL ? step->caution (priv->store, record) : NULL;

      if (text != NULL && n++ == 0)
        {
          first = g_steal_pointer (&text);
          of = g_strdup (eo_record_get_name (record));
        }
    }
  if (n <= 1)
    return n == 1 ? g_strdup_printf (_("%s: %s"), of, first) : NULL;
  /* Translators: a record, how many others, and what is to be thought of before a step */
  return g_strdup_printf (ngettext ("%s and %u more: %s", "%s and %u more: %s", n - 1), of, n - 1, first);
}

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EoSectionPage *self = EO_SECTION_PAGE (widget);
  EoCommonSteps *steps = eo_many_bar_get_steps (PRIVATE (self)->many);
  const char *step = g_variant_get_string (parameter, NULL);
  g_autoptr (EoBulk) bulk = steps != NULL ? new_bulk (self) : NULL;
  g_autoptr (GPtrArray) required = NULL;
  g_autoptr (GPtrArray) asked = NULL;
  const char *title = NULL;
  g_autofree char *caution = NULL;
  gboolean lasting;

  if (bulk == NULL || (asked = eo_common_steps_get_asked (steps, step, &required, &lasting)) == NULL)
    return;
  for (guint i = 0; i < eo_common_steps_get_n (steps); i++)
    if (g_str_equal (eo_common_steps_get_name (steps, i), step))
      title = eo_common_steps_get_label (steps, i);
  eo_bulk_set_step (bulk, step);
  if (asked->len > 0 || lasting)
    {
      caution = find_caution (self, step);
      ask (self, bulk, asked, required, title, lasting, caution);
    }
  else
    start (self, bulk, title);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EoSectionPage *self = EO_SECTION_PAGE (widget);
  g_autoptr (EoBulk) bulk = new_bulk (self);

  if (bulk == NULL)
    return;
  eo_bulk_set_delete (bulk);
  eo_section_page_close_record (self);
  start (self, bulk, _("Delete"));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EoSectionPage *self = EO_SECTION_PAGE (widget);

  eo_id_selection_set_cursor (_eo_section_page_get_selection (self), eo_section_page_get_open (self));
  eo_register_focus_cursor (PRIVATE (self)->register_);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_cancellable_cancel (PRIVATE (EO_SECTION_PAGE (widget))->many_running);
}

void
_eo_section_page_install_many (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "many.act", "s", act_action);
  gtk_widget_class_install_action (widget_class, "many.step", "s", step_action);
  gtk_widget_class_install_action (widget_class, "many.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "many.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "many.cancel", NULL, cancel_action);
}
