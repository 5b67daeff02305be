/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include <adwaita.h>
#include "desk/record/eo-record-view.h"
struct _EoRecordView { GtkWidget parent_instance; GtkWidget *header, *title, *body; gint64 id; gboolean narrow; EoStore *store; const EoKind *kind; };
G_DEFINE_FINAL_TYPE (EoRecordView, eo_record_view, GTK_TYPE_WIDGET)
static void set_prop (GObject *o, guint id, const GValue *v, GParamSpec *p) { EO_RECORD_VIEW (o)->narrow = g_value_get_boolean (v); }
static void get_prop (GObject *o, guint id, GValue *v, GParamSpec *p) { g_value_set_boolean (v, EO_RECORD_VIEW (o)->narrow); }
static void dispose (GObject *o) { GtkWidget *c; while ((c = gtk_widget_get_first_child (GTK_WIDGET (o)))) gtk_widget_unparent (c); G_OBJECT_CLASS (eo_record_view_parent_class)->dispose (o); }
static void eo_record_view_class_init (EoRecordViewClass *k)
{
  GObjectClass *o = G_OBJECT_CLASS (k);
  o->set_property = set_prop; o->get_property = get_prop; o->dispose = dispose;
  g_object_class_install_property (o, 1, g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE));
  const char *v[] = { "close", "previous", "next" };
  for (int i = 0; i < 3; i++) g_signal_new (v[i], EO_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("saved", EO_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_signal_new ("deleted", EO_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  g_signal_new ("open-record", EO_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_signal_new ("toast", EO_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (k), GTK_TYPE_BOX_LAYOUT);
}
static void eo_record_view_init (EoRecordView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->header = adw_header_bar_new (); self->title = adw_window_title_new ("", "");
  gtk_widget_add_css_class (self->header, "eo");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header), self->title);
  GtkWidget *b = gtk_button_new_from_icon_name ("view-fullscreen-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (b), "page.toggle-list");
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header), b);
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  self->body = gtk_label_new (""); gtk_widget_set_vexpand (self->body, TRUE); gtk_widget_set_size_request (self->body, 700, -1);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
}
EoRecordView *eo_record_view_new (EoStore *store, const EoKind *kind) { EoRecordView *v = g_object_new (EO_TYPE_RECORD_VIEW, NULL); v->store = store; v->kind = kind; return v; }
void eo_record_view_show (EoRecordView *self, gint64 id) { EoRecord *r = eo_store_get (self->store, self->kind, id, NULL); self->id = id; if (r) { adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), r->reference); gtk_label_set_label (GTK_LABEL (self->body), eo_record_get_title (r)); g_object_unref (r); } }
void eo_record_view_show_new (EoRecordView *self, EoRecord *preset, gint64 draft_id) { self->id = 0; }
void eo_record_view_leave (EoRecordView *self) { }
gint64 eo_record_view_get_id (EoRecordView *self) { return self->id; }
void eo_record_view_light (EoRecordView *self, const char *words, guint page) { }
