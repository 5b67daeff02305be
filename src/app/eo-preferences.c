/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-preferences.h"
#include "app/eo-scan-setting.h"
#include "desk/eo-compat.h"
#include "sections/eo-sections.h"

#define MAX_STAFF 500 /* people offered as "I am" */
#define YEAR_END_MONTH "retention-year-end-month" /* 1 to 12; see src/sections/registry/eo-file-rules.c */

struct _EoPreferences
{
  AdwPreferencesWindow  parent_instance;

  AdwEntryRow          *office_row;
  AdwComboRow          *me_row;
  AdwEntryRow          *new_me_row;
  AdwComboRow          *style_row;
  AdwComboRow          *sync_row;
  GtkSwitch            *confidential_switch;
  AdwPreferencesGroup  *sections_group;
  AdwExpanderRow       *letterhead_row;
  AdwComboRow          *year_end_row;
  AdwActionRow         *file_row;
  AdwActionRow         *scan_row;
  GtkWidget            *scan_off;
  GtkWidget            *scan_choose;

  EoStore              *store;
  GSettings            *settings;
  GPtrArray            *staff;   /* of EoRecord, in the order of the rows after the first, "nobody" */
  gboolean              filling; /* rows are being set by us */
};

G_DEFINE_FINAL_TYPE (EoPreferences, eo_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
tell (EoPreferences *self,
      const char    *text)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (text));
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoPreferences) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    tell (self, error->message);
}

static gboolean
write_office_name (EoWriter  *writer,
                   gpointer   data,
                   GError   **error)
{
  return eo_writer_set_setting (writer, "office-name", data, error);
}

static void
on_office_applied (EoPreferences *self)
{
  char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->office_row))));

  eo_store_write_async (self->store, write_office_name, name, g_free, NULL, on_written, g_object_ref (self));
}

/* The letterhead: a row a setting. The address is written in one line, its parts between semicolons. */

typedef struct
{
  const char *name;   /* of the setting */
  const char *title;  /* N_() */
} HeadLine;

static const HeadLine head_lines[] = {
  { "office-motto", N_("Line under the Name") },
  { "office-address", N_("Address, Its Lines between Semicolons") },
  { "office-phone", N_("Telephone") },
  { "office-email", N_("E-mail") },
  { "signatory", N_("Letters Are Signed By") },
  { "signatory-post", N_("Post of the One Who Signs") },
};

typedef struct
{
  const char *name;
  char       *value;
} Setting;

static void
setting_free (gpointer data)
{
  g_free (((Setting *) data)->value);
  g_free (data);
}

static gboolean
write_setting (EoWriter  *writer,
               gpointer   data,
               GError   **error)
{
  Setting *setting = data;

  return eo_writer_set_setting (writer, setting->name, setting->value, error);
}

static char *
swap_ends (const char *text,
           const char *from,
           const char *to)
{
  g_auto (GStrv) lines = g_strsplit (text, from, -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  return g_strjoinv (to, lines);
}

static void
on_head_line_applied (AdwEntryRow   *row,
                      EoPreferences *self)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->name = g_object_get_data (G_OBJECT (row), "setting");
  setting->value = swap_ends (gtk_editable_get_text (GTK_EDITABLE (row)), ";", "\n");
  eo_store_write_async (self->store, write_setting, setting, setting_free, NULL, on_written, g_object_ref (self));
}

static void
fill_letterhead (EoPreferences *self,
                 gboolean       writable)
{
  for (guint i = 0; i < G_N_ELEMENTS (head_lines); i++)
    {
      GtkWidget *row = adw_entry_row_new ();
      g_autofree char *value = eo_store_get_setting (self->store, head_lines[i].name);
      g_autofree char *shown = swap_ends (value, "\n", "; ");

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(head_lines[i].title));
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
      gtk_editable_set_text (GTK_EDITABLE (row), shown);
      gtk_widget_set_sensitive (row, writable);
      g_object_set_data (G_OBJECT (row), "setting", (gpointer) head_lines[i].name);
      g_signal_connect (row, "apply", G_CALLBACK (on_head_line_applied), self);
      adw_expander_row_add_row (self->letterhead_row, row);
    }
}

/* The month that a year of keeping files ends with: government's in March, a municipality's in June. */

static void
on_year_end_selected (EoPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->year_end_row);
  Setting *setting;

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  setting = g_new0 (Setting, 1);
  setting->name = YEAR_END_MONTH;
  setting->value = g_strdup_printf ("%u", selected + 1);
  eo_store_write_async (self->store, write_setting, setting, setting_free, NULL, on_written, g_object_ref (self));
}

static void
fill_year_end (EoPreferences *self,
               gboolean       writable)
{
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);
  g_autofree char *value = eo_store_get_setting (self->store, YEAR_END_MONTH);
  gint64 month = g_ascii_strtoll (value, NULL, 10);

  for (int i = 1; i <= 12; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_utc (2000, i, 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%OB");

      gtk_string_list_append (months, name);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->year_end_row, G_LIST_MODEL (months));
  adw_combo_row_set_selected (self->year_end_row, month >= 1 && month <= 12 ? (guint) month - 1 : 11);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->year_end_row), writable);
}

/* The people of the office, and which of them the account belongs to. */
static void
fill_staff (EoPreferences *self)
{
  const EoKind *person = eo_kind_lookup ("person");
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]) { _("Nobody in the list"), NULL });
  g_autoptr (EoQuery) query = eo_query_new (person);
  gint64 me = eo_store_get_me (self->store);
  guint selected = 0;

  eo_query_add (query, eo_kind_find_field (person, "staff"), EO_IS, "true");
  eo_query_set_sort (query, eo_kind_get_title_field (person), FALSE);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  self->staff = eo_store_select (self->store, query, MAX_STAFF, NULL);
  if (self->staff == NULL)
    self->staff = g_ptr_array_new ();

  for (guint i = 0; i < self->staff->len; i++)
    {
      EoRecord *record = g_ptr_array_index (self->staff, i);

      gtk_string_list_append (names, eo_record_get_title (record));
      if (record->id == me)
        selected = i + 1;
    }

  self->filling = TRUE;
  adw_combo_row_set_model (self->me_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->me_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->new_me_row), selected == 0);
  self->filling = FALSE;
}

/* One person an account: whoever had it loses it in the same write. */
typedef struct
{
  EoRecord *before; /* copies, or NULL */
  EoRecord *after;
} MeData;

static void
me_data_free (gpointer data)
{
  MeData *me = data;

  g_clear_object (&me->before);
  g_clear_object (&me->after);
  g_free (me);
}

static gboolean
write_me (EoWriter  *writer,
          gpointer   data,
          GError   **error)
{
  MeData *me = data;

  return (me->before == NULL || eo_writer_save (writer, me->before, error)) &&
         (me->after == NULL || eo_writer_save (writer, me->after, error));
}

static void
on_me_written (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EoPreferences) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    tell (self, error->message);
  if (self->store != NULL)
    fill_staff (self);
}

static void
set_me (EoPreferences *self,
        EoRecord      *person) /* (transfer full) (nullable) */
{
  MeData *data = g_new0 (MeData, 1);
  gint64 me = eo_store_get_me (self->store);

  if (me != 0 && (person == NULL || person->id != me))
    data->before = eo_store_get (self->store, eo_kind_lookup ("person"), me, NULL);
  if (data->before != NULL)
    eo_record_set_text (data->before, "account", "", NULL);

  data->after = person;
  if (person != NULL)
    {
      eo_record_set_text (person, "account", g_get_user_name (), NULL);
      eo_record_set_text (person, "staff", "true", NULL);
    }

  eo_store_write_async (self->store, write_me, data, me_data_free, NULL, on_me_written, g_object_ref (self));
}

static void
on_me_selected (EoPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->me_row);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  set_me (self, selected == 0 ? NULL : eo_record_copy (g_ptr_array_index (self->staff, selected - 1)));
}

static void
on_new_me_applied (EoPreferences *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_me_row))));
  const EoKind *kind = eo_kind_lookup ("person");
  EoRecord *person;

  if (*name == '\0')
    return;

  person = eo_store_find (self->store, kind, name, NULL);
  if (person == NULL)
    {
      person = eo_record_new (kind);
      eo_record_set_text (person, eo_kind_get_title_field (kind)->name, name, NULL);
    }
  set_me (self, person);
  gtk_editable_set_text (GTK_EDITABLE (self->new_me_row), "");
}

static void
on_style_selected (EoPreferences *self)
{
  if (!self->filling)
    g_settings_set_enum (self->settings, "style", adw_combo_row_get_selected (self->style_row));
}

/* As the rows say it; one that is set elsewhere to another time shows as the next longer. */
static const guint sync_minutes[] = { 0, 5, 15, 60 };

static void
on_sync_selected (EoPreferences *self)
{
  if (!self->filling)
    g_settings_set_uint (self->settings, "sync-minutes", sync_minutes[adw_combo_row_get_selected (self->sync_row)]);
}

static guint
find_sync_minutes (EoPreferences *self)
{
  const guint minutes = g_settings_get_uint (self->settings, "sync-minutes");
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (sync_minutes) && sync_minutes[i] < minutes)
    i++;
  return i;
}

/* Where scans are taken from, and whether it is there. */
static void
show_scan_folder (EoPreferences *self)
{
  g_autofree char *folder = eo_scan_setting_get (self->settings, self->store);
  g_autofree char *shown = folder != NULL ? g_filename_display_name (folder) : NULL;
  gboolean there = folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (folder == NULL)
    text = g_strdup (_("Off. Files in the folder you choose become letters to be registered."));
  else
    text = there ? g_strdup (shown) : g_strdup_printf (_("%s: it is not there now"), shown);
  markup = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (self->scan_row, markup);
  gtk_widget_set_visible (self->scan_off, folder != NULL);
}

static void
on_scan_off (EoPreferences *self)
{
  eo_scan_setting_set (self->settings, self->store, NULL);
  show_scan_folder (self);
}

static void
on_scan_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  EoPreferences *self = EO_PREFERENCES (source);
  g_autoptr (GListModel) files = eo_compat_open_finish (result, NULL);
  g_autoptr (GFile) folder = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (folder == NULL || self->store == NULL)
    return;
  if (g_file_peek_path (folder) == NULL)
    {
      tell (self, _("Only folders on this computer, or mounted on it, can be watched."));
      return;
    }
  eo_scan_setting_set (self->settings, self->store, g_file_peek_path (folder));
  show_scan_folder (self);
}

static void
on_scan_choose (EoPreferences *self)
{
  eo_compat_choose_folder_async (GTK_WIDGET (self), _("Scan Folder"), NULL, on_scan_chosen, NULL);
}

static void
on_section_switched (GtkSwitch  *button,
                     GParamSpec *pspec,
                     gpointer    user_data)
{
  EoPreferences *self = user_data;
  const char *id = g_object_get_data (G_OBJECT (button), "section");
  g_auto (GStrv) hidden = g_settings_get_strv (self->settings, "hidden-sections");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;

  for (guint i = 0; hidden[i] != NULL; i++)
    if (!g_str_equal (hidden[i], id))
      g_strv_builder_add (builder, hidden[i]);
  if (!gtk_switch_get_active (button))
    g_strv_builder_add (builder, id);

  now = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "hidden-sections", (const char *const *) now);
}

static void
fill_sections (EoPreferences *self)
{
  g_auto (GStrv) hidden = g_settings_get_strv (self->settings, "hidden-sections");
  guint n_sections;
  const EoSection *const *sections = eo_sections_get (&n_sections);

  for (guint i = 0; i < n_sections; i++)
    {
      GtkWidget *row;
      GtkWidget *button;

      if (sections[i]->within != NULL)
        continue;
      row = adw_action_row_new ();
      button = gtk_switch_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(sections[i]->title));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (sections[i]->icon));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_switch_set_active (GTK_SWITCH (button), !g_strv_contains ((const char *const *) hidden, sections[i]->id));
      g_object_set_data (G_OBJECT (button), "section", (gpointer) sections[i]->id);
      g_signal_connect (button, "notify::active", G_CALLBACK (on_section_switched), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      adw_preferences_group_add (self->sections_group, row);
    }
}

static void
activate_of_parent (EoPreferences *self,
                    const char    *action)
{
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), action, NULL);
}

static void
on_back_up (EoPreferences *self)
{
  activate_of_parent (self, "win.back-up");
}

static void
on_check (EoPreferences *self)
{
  activate_of_parent (self, "win.check");
}

static void
eo_preferences_dispose (GObject *object)
{
  EoPreferences *self = EO_PREFERENCES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), EO_TYPE_PREFERENCES);

  G_OBJECT_CLASS (eo_preferences_parent_class)->dispose (object);
}

static void
eo_preferences_class_init (EoPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eo_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/example/ExecOffice/ui/app/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, office_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, me_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, new_me_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, style_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, sync_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, confidential_switch);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, sections_group);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, letterhead_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, year_end_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, file_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, scan_row);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, scan_off);
  gtk_widget_class_bind_template_child (widget_class, EoPreferences, scan_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_office_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_year_end_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_me_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_scan_off);
  gtk_widget_class_bind_template_callback (widget_class, on_scan_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_new_me_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_style_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_sync_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_back_up);
  gtk_widget_class_bind_template_callback (widget_class, on_check);
}

static void
eo_preferences_init (EoPreferences *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

/**
 * eo_preferences_new:
 * @parent: the window they are of
 * @store: the office: its name and who works here are kept in it
 * @settings: of this desk
 */
GtkWindow *
eo_preferences_new (GtkWindow *parent,
                    EoStore   *store,
                    GSettings *settings)
{
  EoPreferences *self = g_object_new (EO_TYPE_PREFERENCES, "transient-for", parent, NULL);
  g_autofree char *office = eo_store_get_setting (store, "office-name");
  g_autofree char *path = g_markup_escape_text (eo_store_get_path (store), -1);
  gboolean writable = !eo_store_is_read_only (store);

  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);

  gtk_editable_set_text (GTK_EDITABLE (self->office_row), office);
  gtk_widget_set_sensitive (GTK_WIDGET (self->office_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->me_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->new_me_row), writable);
  adw_action_row_set_subtitle (self->file_row, path);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scan_row), writable);
  fill_staff (self);
  fill_letterhead (self, writable);
  fill_year_end (self, writable);
  fill_sections (self);
  show_scan_folder (self);

  self->filling = TRUE;
  adw_combo_row_set_selected (self->style_row, g_settings_get_enum (settings, "style"));
  adw_combo_row_set_selected (self->sync_row, find_sync_minutes (self));
  self->filling = FALSE;
  g_settings_bind (settings, "show-confidential-in-search", self->confidential_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);

  return GTK_WINDOW (self);
}
