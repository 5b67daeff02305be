/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sections/diary/view/eo-diary-list.h"
#include "sections/diary/view/eo-diary-words.h"

struct _EoDiaryList
{
  GtkBox       parent_instance;

  EoDiaryData *data;
  GPtrArray   *checks;  /* GtkCheckButton, in the order of the diaries */
  GArray      *ids;     /* of gint64: whose they are */
  gboolean     filling;
};

G_DEFINE_FINAL_TYPE (EoDiaryList, eo_diary_list, GTK_TYPE_BOX)

static void
on_toggled (EoDiaryList    *self,
            GtkCheckButton *check)
{
  guint index;

  if (self->filling || !g_ptr_array_find (self->checks, check, &index))
    return;
  eo_diary_data_set_shown (self->data, g_array_index (self->ids, gint64, index), gtk_check_button_get_active (check));
}

static GtkWidget *
make_check (EoDiaryList *self,
            EoDiary     *diary)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (diary->name);
  GtkWidget *tag = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, diary->name);
  gtk_widget_add_css_class (tag, "whose");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), tag);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_widget_add_css_class (check, "diary");
  gtk_widget_add_css_class (check, eo_diary_colour_class (diary->colour));
  g_object_set_data (G_OBJECT (check), "tag", tag);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled), self);

  return check;
}

static void
update (EoDiaryList *self,
        GtkWidget   *check,
        EoDiary     *diary)
{
  gboolean shown = eo_diary_data_is_shown (self->data, EO_RECORD (diary)->id);
  GtkLabel *tag = g_object_get_data (G_OBJECT (check), "tag");
  g_autofree char *name = *diary->tag != '\0' ? g_strdup_printf ("%s, %s", diary->name, diary->tag)
                                              : g_strdup (diary->name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  gtk_label_set_text (tag, shown ? diary->tag : _("Off"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Whether the boxes are still of these diaries: then the one just pressed keeps the focus. */
static gboolean
is_same (EoDiaryList *self,
         GPtrArray   *diaries)
{
  if (diaries->len != self->ids->len)
    return FALSE;
  for (guint i = 0; i < diaries->len; i++)
    {
      EoDiary *diary = g_ptr_array_index (diaries, i);
      GtkWidget *check = g_ptr_array_index (self->checks, i);
      const char *name = g_object_get_data (G_OBJECT (check), "name");

      if (EO_RECORD (diary)->id != g_array_index (self->ids, gint64, i) || g_strcmp0 (name, diary->name) != 0
          || !gtk_widget_has_css_class (check, eo_diary_colour_class (diary->colour)))
        return FALSE;
    }

  return TRUE;
}

static void
fill (EoDiaryList *self)
{
  GPtrArray *diaries = eo_diary_data_get_diaries (self->data);

  self->filling = TRUE;
  if (!is_same (self, diaries))
    {
      for (guint i = 0; i < self->checks->len; i++)
        gtk_box_remove (GTK_BOX (self), g_ptr_array_index (self->checks, i));
      g_ptr_array_set_size (self->checks, 0);
      g_array_set_size (self->ids, 0);
      for (guint i = 0; i < diaries->len; i++)
        {
          EoDiary *diary = g_ptr_array_index (diaries, i);
          GtkWidget *check = make_check (self, diary);

          g_object_set_data_full (G_OBJECT (check), "name", g_strdup (diary->name), g_free);
          gtk_box_append (GTK_BOX (self), check);
          g_ptr_array_add (self->checks, check);
          g_array_append_val (self->ids, EO_RECORD (diary)->id);
        }
    }
  for (guint i = 0; i < diaries->len; i++)
    update (self, g_ptr_array_index (self->checks, i), g_ptr_array_index (diaries, i));
  self->filling = FALSE;
}

static void
eo_diary_list_dispose (GObject *object)
{
  g_clear_object (&EO_DIARY_LIST (object)->data);

  G_OBJECT_CLASS (eo_diary_list_parent_class)->dispose (object);
}

static void
eo_diary_list_finalize (GObject *object)
{
  EoDiaryList *self = EO_DIARY_LIST (object);

  g_ptr_array_unref (self->checks);
  g_array_unref (self->ids);

  G_OBJECT_CLASS (eo_diary_list_parent_class)->finalize (object);
}

static void
eo_diary_list_class_init (EoDiaryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eo_diary_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = eo_diary_list_finalize;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eo_diary_list_init (EoDiaryList *self)
{
  self->checks = g_ptr_array_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Diaries"), -1);
}

/* Public functions */

GtkWidget *
eo_diary_list_new (EoDiaryData *data)
{
  EoDiaryList *self;

  g_return_val_if_fail (EO_IS_DIARY_DATA (data), NULL);

  self = g_object_new (EO_TYPE_DIARY_LIST, NULL);
  self->data = g_object_ref (data);
  fill (self);
  g_signal_connect_object (data, "diaries", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
