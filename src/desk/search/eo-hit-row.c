/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "desk/register/eo-status-pill.h"
#include "desk/search/eo-hit-row.h"

/* In characters of a snippet. */
#define MARK_WITHIN 48
#define KEEP_BEFORE 32

struct _EoHitRow
{
  GtkListBoxRow  parent_instance;

  const EoHit   *hit;
  GtkImage      *icon;
  GtkLabel      *title;
  GtkLabel      *snippet;
  EoStatusPill  *pill;
  GtkLabel      *reference;
};

G_DEFINE_FINAL_TYPE (EoHitRow, eo_hit_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_document (const EoHit *hit)
{
  return hit->document != 0;
}

static char *
make_title (const EoHit *hit)
{
  g_autofree char *name = NULL;

  if (!is_document (hit))
    return *hit->title != '\0' ? eo_mark_to_markup (hit->title) : g_markup_escape_text (hit->reference, -1);

  name = eo_mark_to_markup (hit->document_name);
  /* Translators: a document's name and the page in it */
  return hit->page > 0 ? g_strdup_printf (_("%s, page %u"), name, hit->page) : g_steal_pointer (&name);
}

static char *
make_reference (const EoHit *hit)
{
  const char *reference = hit->reference;

  if (!is_document (hit))
    return g_strdup (reference);

  if (*reference != '\0')
    /* Translators: the record a document hangs on */
    return g_strdup_printf (_("on %s"), reference);

  return eo_mark_strip (hit->title);
}

/* A line has room for some ninety characters: where the first found word stands far behind, what is before it is
 * left out up to a word's beginning. */
static char *
bring_mark_forward (const char *snippet)
{
  const char *mark = strstr (snippet, EO_MARK_START);
  const char *from;

  if (mark == NULL || g_utf8_pointer_to_offset (snippet, mark) <= MARK_WITHIN)
    return g_strdup (snippet);

  from = g_utf8_offset_to_pointer (mark, -KEEP_BEFORE);
  while (from < mark && *from != ' ')
    from = g_utf8_next_char (from);

  return g_strconcat ("…", from, NULL);
}

/* What stands under the title: the words in their sentence, else whom it is from. */
static char *
make_snippet (const EoHit *hit,
              EoRecord    *record)
{
  guint n_fields;
  const EoField *const *fields;

  if (*hit->snippet != '\0' || record == NULL)
    {
      g_autofree char *snippet = bring_mark_forward (hit->snippet);

      return eo_mark_to_markup (snippet);
    }

  fields = eo_kind_get_fields (hit->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (fields[i]->flags & EO_WHO && !eo_field_is_empty (fields[i], record))
      {
        g_autofree char *who = eo_field_display (fields[i], record);

        return g_markup_escape_text (who, -1);
      }

  return g_strdup ("");
}

/* What a screen reader says of the row: title, kind, reference, state. */
static void
set_accessible_name (EoHitRow   *self,
                     const char *state)
{
  g_autofree char *snippet = eo_mark_strip (self->hit->snippet);
  g_autoptr (GString) name = g_string_new (gtk_label_get_text (self->title));

  g_string_append_printf (name, ", %s", is_document (self->hit) ? _("Document") : _(self->hit->kind->label));
  if (*gtk_label_get_text (self->reference) != '\0')
    g_string_append_printf (name, ", %s", gtk_label_get_text (self->reference));
  if (state != NULL)
    g_string_append_printf (name, ", %s", state);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, snippet, -1);
}

static void
eo_hit_row_class_init (EoHitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (EO_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/desk/search/hit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EoHitRow, icon);
  gtk_widget_class_bind_template_child (widget_class, EoHitRow, title);
  gtk_widget_class_bind_template_child (widget_class, EoHitRow, snippet);
  gtk_widget_class_bind_template_child (widget_class, EoHitRow, pill);
  gtk_widget_class_bind_template_child (widget_class, EoHitRow, reference);
}

static void
eo_hit_row_init (EoHitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eo_hit_row_new (const EoHit *hit,
                EoRecord    *record)
{
  EoHitRow *self = g_object_new (EO_TYPE_HIT_ROW, NULL);
  g_autofree char *title = make_title (hit);
  g_autofree char *snippet = make_snippet (hit, record);
  g_autofree char *reference = make_reference (hit);

  self->hit = hit;
  gtk_image_set_from_icon_name (self->icon, is_document (hit) ? "text-x-generic-symbolic" : hit->kind->icon);
  gtk_label_set_markup (self->title, title);
  gtk_label_set_markup (self->snippet, snippet);
  gtk_widget_set_visible (GTK_WIDGET (self->snippet), *snippet != '\0');
  gtk_label_set_text (self->reference, reference);
  gtk_widget_set_visible (GTK_WIDGET (self->reference), *reference != '\0');
  if (record != NULL && !is_document (hit) && eo_kind_get_state (record) != NULL)
    {
      eo_status_pill_set_record (self->pill, record);
      set_accessible_name (self, eo_status_pill_get_word (self->pill));
    }
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (self->pill), FALSE);
      set_accessible_name (self, NULL);
    }

  return GTK_WIDGET (self);
}

const EoHit *
eo_hit_row_get_hit (EoHitRow *self)
{
  g_return_val_if_fail (EO_IS_HIT_ROW (self), NULL);

  return self->hit;
}

/**
 * eo_hit_row_get_group:
 *
 * Returns: the heading the row stands under: the plural of its kind, or "Documents"
 */
const char *
eo_hit_row_get_group (EoHitRow *self)
{
  g_return_val_if_fail (EO_IS_HIT_ROW (self), NULL);

  return is_document (self->hit) ? _("Documents") : _(self->hit->kind->plural);
}
