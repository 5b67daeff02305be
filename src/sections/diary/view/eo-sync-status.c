/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/eo-diary.h"
#include "sections/diary/exchange/eo-caldav-words.h"
#include "sections/diary/view/eo-sync-status.h"

#define LOOK_SECONDS 15

struct _EoSyncStatus
{
  GtkBox   parent_instance;

  EoStore *store;
  char    *shown;  /* what stands there, line by line */
  guint    source;
};

G_DEFINE_FINAL_TYPE (EoSyncStatus, eo_sync_status, GTK_TYPE_BOX)

/* Of the button: a shape, since colour alone would say it. */
static GtkWidget *
make_content (const char *text,
              gboolean    is_trouble)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (is_trouble ? "dialog-warning-symbolic" : "emblem-synchronizing-symbolic"));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (box, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_line (EoSyncStatus *self,
          gint64        diary,
          const char   *text,
          const char   *tooltip,
          gboolean      is_trouble)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_content (text, is_trouble));
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "diary.sync-with");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", diary);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (self), button);
}

/* A diary that goes with a server, as it stands. */
typedef struct
{
  gint64   diary;
  char    *text;
  char    *tooltip;
  gboolean is_trouble;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line->tooltip);
  g_free (line);
}

static Line *
read_line (EoSyncStatus *self,
           gint64        id)
{
  g_autoptr (EoRecord) record = eo_store_get (self->store, &eo_diary_kind, id, NULL);
  g_autoptr (EoCaldavCollection) state = eo_caldav_collection_load (self->store, id, NULL);
  g_autoptr (GPtrArray) open = eo_caldav_conflicts_load (self->store, id, NULL);
  const guint n_open = open != NULL ? open->len : 0;
  g_autofree char *said = eo_caldav_say_state (state, n_open);
  Line *line;

  if (record == NULL || said == NULL)
    return NULL;
  line = g_new0 (Line, 1);
  line->diary = id;
  line->text = g_strdup_printf ("%s: %s", *EO_DIARY (record)->tag != '\0' ? EO_DIARY (record)->tag : EO_DIARY (record)->name, said);
  line->tooltip = g_strdup (*state->trouble != '\0' ? state->trouble : _("Calendar on a Server"));
  line->is_trouble = n_open > 0 || *state->trouble != '\0';
  return line;
}

static gboolean
on_time (gpointer user_data)
{
  eo_sync_status_look (user_data);
  return G_SOURCE_CONTINUE;
}

static void
eo_sync_status_dispose (GObject *object)
{
  EoSyncStatus *self = EO_SYNC_STATUS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (eo_sync_status_parent_class)->dispose (object);
}

static void
eo_sync_status_finalize (GObject *object)
{
  g_free (EO_SYNC_STATUS (object)->shown);

  G_OBJECT_CLASS (eo_sync_status_parent_class)->finalize (object);
}

static void
eo_sync_status_class_init (EoSyncStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_sync_status_dispose;
  G_OBJECT_CLASS (klass)->finalize = eo_sync_status_finalize;
}

static void
eo_sync_status_init (EoSyncStatus *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

void
eo_sync_status_look (EoSyncStatus *self)
{
  g_autoptr (GArray) diaries = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *child;

  g_return_if_fail (EO_IS_SYNC_STATUS (self));

  diaries = eo_caldav_diaries_load (self->store, NULL);
  for (guint i = 0; diaries != NULL && i < diaries->len; i++)
    {
      Line *line = read_line (self, g_array_index (diaries, gint64, i));

      if (line == NULL)
        continue;
      g_ptr_array_add (lines, line);
      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s\n%s\n", line->diary, line->text, line->tooltip);
    }
  if (g_strcmp0 (text->str, self->shown) == 0) /* and the focus stays where it is */
    return;
  g_free (self->shown);
  self->shown = g_strdup (text->str);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      add_line (self, line->diary, line->text, line->tooltip, line->is_trouble);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), lines->len > 0);
}

GtkWidget *
eo_sync_status_new (EoStore *store)
{
  EoSyncStatus *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_new (EO_TYPE_SYNC_STATUS, NULL);
  self->store = g_object_ref (store);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  eo_sync_status_look (self);
  self->source = g_timeout_add_seconds (LOOK_SECONDS, on_time, self);
  return GTK_WIDGET (self);
}
