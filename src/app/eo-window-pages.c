/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/eo-scan-setting.h"
#include "app/eo-window-private.h"
#include "desk/eo-button-names.h"
#include "sections/correspondence/eo-correspondence-page.h"
#include "sections/diary/view/eo-diary-page.h"
#include "sections/eo-sections.h"

/* The window's pages: one a section, made when it is first visited and kept as it was left. */

/* By its name, or by the kind of record that it is of; the other is %NULL. */
static const EoSection *
find_section (const char *id,
              const char *kind)
{
  guint n_sections;
  const EoSection *const *sections = eo_sections_get (&n_sections);

  for (guint i = 0; i < n_sections; i++)
    if (g_strcmp0 (sections[i]->id, id) == 0 || (kind != NULL && g_strcmp0 (sections[i]->kind, kind) == 0))
      return sections[i];

  return NULL;
}

static void
on_toast_undo (EoWindow   *self,
               const char *text,
               const char *kind,
               gint64      id)
{
  AdwToast *toast = adw_toast_new (text);

  self->deleted_kind = eo_kind_lookup (kind);
  self->deleted_id = id;
  eo_window_set_undo (self, NULL);

  adw_toast_set_action_name (toast, "win.undelete");
  adw_toast_set_action_target (toast, "(sx)", kind, id);
  eo_window_show_way_back (self, toast);
}

static void
on_open_record (EoWindow   *self,
                const char *kind,
                gint64      id)
{
  eo_window_open_record (self, kind, id);
}

static void
on_record_open_changed (EoWindow   *self,
                          GParamSpec *pspec,
                          GtkWidget  *page)
{
  gboolean open, crowded;

  if (page != gtk_stack_get_visible_child (self->pages))
    return;

  g_object_get (page, "record-open", &open, "crowded", &crowded, NULL);
  eo_shell_set_crowded (self->shell, crowded);
  if (!open)
    eo_drafts_bar_refresh (self->drafts_bar);
}

static GtkWidget *
ensure_page (EoWindow        *self,
             const EoSection *section)
{
  GtkWidget *page = g_hash_table_lookup (self->created, section->id);

  if (page != NULL)
    return page;

  page = section->create_page (self->store);
  gtk_stack_add_named (self->pages, page, section->id);
  eo_button_names_mend (page);
  g_hash_table_insert (self->created, (gpointer) section->id, page);
  if (EO_IS_DIARY_PAGE (page))
    eo_diary_page_set_settings (EO_DIARY_PAGE (page), self->settings);
  if (EO_IS_CORRESPONDENCE_PAGE (page))
    {
      g_autofree char *folder = eo_scan_setting_get (self->settings, self->store);

      eo_correspondence_page_set_scan_folder (EO_CORRESPONDENCE_PAGE (page), folder);
    }
  if (EO_IS_SECTION_PAGE (page))
    {
      g_signal_connect_object (page, "toast-undo", G_CALLBACK (on_toast_undo), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "toast", G_CALLBACK (eo_window_toast), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "undoable", G_CALLBACK (eo_window_undoable), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "open-record", G_CALLBACK (on_open_record), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "notify::record-open", G_CALLBACK (on_record_open_changed), self,
                               G_CONNECT_SWAPPED);
    }

  return page;
}

/* Public functions */

/**
 * eo_window_show_section:
 * @id: a section's name
 *
 * Leaves the record in hand (saved, or kept as a draft) and shows the section as it was left.
 *
 * Returns: %FALSE where there is no section of that name
 */
gboolean
eo_window_show_section (EoWindow   *self,
                        const char *id)
{
  const EoSection *section = find_section (id, NULL);
  EoSectionPage *before;
  GtkWidget *page;
  gboolean crowded = FALSE;

  g_return_val_if_fail (EO_IS_WINDOW (self), FALSE);

  if (section == NULL)
    return FALSE;

  eo_search_palette_close (self->palette);
  if (self->section == section->id)
    return TRUE;

  before = eo_window_get_section_page (self);
  if (before != NULL)
    {
      eo_section_page_leave (before);
      eo_drafts_bar_refresh (self->drafts_bar);
    }

  page = ensure_page (self, section);
  self->section = section->id;
  gtk_stack_set_visible_child (self->pages, page);
  if (EO_IS_SECTION_PAGE (page))
    g_object_get (page, "crowded", &crowded, NULL);
  eo_shell_set_crowded (self->shell, crowded);
  eo_sidebar_select (self->sidebar, section->within != NULL ? section->within : section->id);
  g_settings_set_string (self->settings, "section", section->id);
  gtk_widget_grab_focus (page);

  return TRUE;
}

const char *
eo_window_get_section (EoWindow *self)
{
  g_return_val_if_fail (EO_IS_WINDOW (self), NULL);

  return self->section;
}

GtkWidget *
eo_window_get_page (EoWindow *self)
{
  g_return_val_if_fail (EO_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child (self->pages);
}

EoSectionPage *
eo_window_get_section_page (EoWindow *self)
{
  GtkWidget *page = eo_window_get_page (self);

  return page != NULL && EO_IS_SECTION_PAGE (page) ? EO_SECTION_PAGE (page) : NULL;
}

EoSectionPage *
eo_window_show_kind (EoWindow   *self,
                     const char *kind)
{
  const EoSection *section = find_section (NULL, kind);

  g_return_val_if_fail (EO_IS_WINDOW (self), NULL);

  return section != NULL && eo_window_show_section (self, section->id) ? eo_window_get_section_page (self) : NULL;
}

/**
 * eo_window_open_record:
 * @kind: name of a kind
 * @id: the record; 0 for a new one
 *
 * Shows the section the record belongs to, with the record open.
 */
void
eo_window_open_record (EoWindow   *self,
                       const char *kind,
                       gint64      id)
{
  EoSectionPage *page = eo_window_show_kind (self, kind);

  if (page != NULL && id != 0)
    eo_section_page_open (page, id);
  else if (page != NULL)
    eo_section_page_new_record (page, NULL, 0);
}

/* Of a kind that follows what is there already (EoKind.follow). */
void
eo_window_begin_record (EoWindow   *self,
                        const char *kind,
                        const char *from_kind,
                        gint64      from)
{
  g_autoptr (EoRecord) source = eo_store_get (self->store, eo_kind_lookup (from_kind), from, NULL);
  g_autoptr (EoRecord) preset = eo_record_new (eo_kind_lookup (kind));
  EoSectionPage *page;

  if (source == NULL)
    return;
  eo_record_get_kind (preset)->follow (preset, source);
  page = eo_window_show_kind (self, kind);
  if (page != NULL)
    eo_section_page_new_record (page, preset, 0);
}

void
eo_window_open_draft (EoWindow     *self,
                      const EoKind *kind,
                      gint64        record,
                      gint64        draft)
{
  EoSectionPage *page = eo_window_show_kind (self, kind->name);

  if (page != NULL && record != 0)
    eo_section_page_open (page, record);
  else if (page != NULL)
    eo_section_page_new_record (page, NULL, draft);
}

/**
 * eo_window_drop_files:
 * @files: (array length=n_files): what was dropped
 * @n_files: how many
 *
 * Wherever files are dropped on the window, they become the documents of a new letter; but for those the page takes.
 */
void
eo_window_drop_files (EoWindow  *self,
                      GFile    **files,
                      guint      n_files)
{
  GtkWidget *page;
  gboolean wants_request;

  g_return_if_fail (EO_IS_WINDOW (self));

  if (eo_store_is_read_only (self->store))
    {
      eo_window_toast (self, _("This office can only be read: nothing can be registered in it."));
      return;
    }

  page = eo_window_get_page (self);
  if (EO_IS_SECTION_PAGE (page) && eo_section_page_take_files (EO_SECTION_PAGE (page), files, n_files))
    return;
  wants_request = EO_IS_SECTION_PAGE (page) && (g_str_equal (eo_section_page_get_kind (EO_SECTION_PAGE (page))->name, "appointment")
                                                || g_str_equal (eo_section_page_get_kind (EO_SECTION_PAGE (page))->name, "request"));
  eo_window_show_section (self, "correspondence");
  page = eo_window_get_page (self);
  if (EO_IS_CORRESPONDENCE_PAGE (page))
    eo_correspondence_page_take_files (EO_CORRESPONDENCE_PAGE (page), files, n_files);
  if (wants_request)
    eo_window_toast (self, _("Register it as a letter. Its three dots begin a request from it then."));
}
