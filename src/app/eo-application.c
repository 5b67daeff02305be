/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/eo-application.h"
#include "app/eo-tour.h"
#include "app/eo-trouble-window.h"
#include "app/eo-window.h"
#include "desk/document/eo-document-source.h"
#include "desk/eo-desk.h"
#include "exchange/eo-indexer.h"
#include "sections/diary/exchange/eo-caldav-keeper.h"
#include "sections/eo-kinds.h"

struct _EoApplication
{
  AdwApplication  parent_instance;

  char           *database;
  char           *act_as;
  char           *tour;      /* a folder for pictures, or NULL */
  gboolean        is_default;
  EoStore        *store;
  EoIndexer      *indexer;
  EoCaldavKeeper *keeper;
  GSettings      *settings;
  int             status;
};

G_DEFINE_FINAL_TYPE (EoApplication, eo_application, ADW_TYPE_APPLICATION)

static void open_office (EoApplication *self);

static void
on_style_changed (EoApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };
  int style = g_settings_get_enum (self->settings, "style");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (style, 0, (int) G_N_ELEMENTS (schemes) - 1)]);
}

static void
on_try_again (GtkWindow *window,
              gpointer   user_data)
{
  EoApplication *self = user_data;

  g_application_hold (G_APPLICATION (self));
  gtk_window_destroy (window);
  open_office (self);
  g_application_release (G_APPLICATION (self));
}

static void
show_trouble (EoApplication *self,
              const GError  *error)
{
  GtkWindow *window = eo_trouble_window_new (GTK_APPLICATION (self), self->database, error);

  self->status = 1;
  g_signal_connect_object (window, "try-again", G_CALLBACK (on_try_again), self, 0);
  gtk_window_present (window);
}

static EoStore *
open_store (EoApplication  *self,
            GError        **error)
{
  g_autoptr (EoStore) store = NULL;

  if (self->is_default)
    {
      g_autofree char *folder = g_path_get_dirname (self->database);

      g_mkdir_with_parents (folder, 0700); /* what goes wrong is told by opening */
    }

  store = eo_store_open (self->database, EO_STORE_CREATE, error);
  if (store == NULL)
    return NULL;

  if (self->act_as != NULL && !eo_store_act_as (store, self->act_as, error))
    {
      eo_store_close (store);
      return NULL;
    }

  return g_steal_pointer (&store);
}

static void
open_office (EoApplication *self)
{
  g_autoptr (GError) error = NULL;
  EoWindow *window;

  self->store = open_store (self, &error);
  if (self->store == NULL)
    {
      show_trouble (self, error);
      return;
    }

  self->status = 0;
  if (!eo_store_is_read_only (self->store))
    {
      self->indexer = eo_indexer_new (self->store);
      self->keeper = eo_caldav_keeper_new (self->store, NULL);
      g_settings_bind (self->settings, "sync-minutes", self->keeper, "minutes", G_SETTINGS_BIND_GET);
    }
  window = eo_window_new (GTK_APPLICATION (self), self->store, self->settings);
  if (self->indexer != NULL)
    g_signal_connect_object (self->indexer, "attached", G_CALLBACK (eo_window_toast), window, G_CONNECT_SWAPPED);
  if (self->tour != NULL)
    eo_tour_start (window, self->store, self->settings, self->tour);
  else
    eo_window_present_with_rows (window);
}

static void
eo_application_activate (GApplication *application)
{
  EoApplication *self = EO_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_office (self);
}

/* Installed, or beside the program in its build folder; what is missing there would end the program without a word
 * that a person could use. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaSource) beside = NULL;
  g_autofree char *program = NULL, *folder = NULL, *data = NULL;

  if (installed != NULL)
    schema = g_settings_schema_source_lookup (installed, EO_APP_ID, TRUE);
  if (schema == NULL && (program = g_file_read_link ("/proc/self/exe", NULL)) != NULL)
    {
      folder = g_path_get_dirname (program);
      data = g_build_filename (folder, "..", "..", "data", NULL);
      beside = g_settings_schema_source_new_from_directory (data, installed, TRUE, NULL);
      if (beside != NULL)
        schema = g_settings_schema_source_lookup (beside, EO_APP_ID, TRUE);
    }

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
eo_application_startup (GApplication *application)
{
  EoApplication *self = EO_APPLICATION (application);

  G_APPLICATION_CLASS (eo_application_parent_class)->startup (application);

  eo_desk_init (gdk_display_get_default ());
  gtk_window_set_default_icon_name (EO_APP_ID);
  g_signal_connect_swapped (self->settings, "changed::style", G_CALLBACK (on_style_changed), self);
  on_style_changed (self);
}

/* The windows are gone by now: what they left to be written is written before the process ends. */
static void
eo_application_shutdown (GApplication *application)
{
  EoApplication *self = EO_APPLICATION (application);

  if (self->keeper != NULL)
    eo_caldav_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  if (self->indexer != NULL)
    eo_indexer_stop (self->indexer);
  g_clear_object (&self->indexer);
  if (self->store != NULL)
    eo_store_close (self->store);
  g_clear_object (&self->store);
  eo_document_source_clean_up ();

  G_APPLICATION_CLASS (eo_application_parent_class)->shutdown (application);
}

static void
eo_application_finalize (GObject *object)
{
  EoApplication *self = EO_APPLICATION (object);

  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->act_as, g_free);
  g_clear_pointer (&self->tour, g_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (eo_application_parent_class)->finalize (object);
}

static void
eo_application_class_init (EoApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = eo_application_finalize;

  application_class->activate = eo_application_activate;
  application_class->startup = eo_application_startup;
  application_class->shutdown = eo_application_shutdown;
}

static void
eo_application_init (EoApplication *self)
{
}

/* The file's one name, whichever way it was written, also where it does not exist yet. */
static char *
canonical_path (const char *database)
{
  g_autofree char *absolute = g_canonicalize_filename (database, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *real_folder = NULL;
  char *real = realpath (absolute, NULL);

  if (real != NULL)
    return real;

  real_folder = realpath (folder, NULL);
  return g_build_filename (real_folder != NULL ? real_folder : folder, name, NULL);
}

/**
 * eo_application_get_id_for:
 * @database: (nullable): the office's file; %NULL for the default one
 *
 * The default office has the program's own name, by which the desktop knows it; every other one a name derived
 * from its path.
 *
 * Returns: (transfer full): a name for the session bus
 */
char *
eo_application_get_id_for (const char *database)
{
  g_autofree char *usual = eo_store_default_path ();
  g_autofree char *usual_path = canonical_path (usual);
  g_autofree char *path = canonical_path (database != NULL ? database : usual);
  g_autofree char *hash = NULL;

  if (g_str_equal (path, usual_path))
    return g_strdup (EO_APP_ID);

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  hash[16] = '\0';
  return g_strdup_printf ("%s.office-%s", EO_APP_ID, hash);
}

static char *
find_tour_folder (int    argc,
                  char **argv)
{
  for (int i = 1; i + 1 < argc; i++)
    if (g_str_equal (argv[i], "--tour"))
      return g_strdup (argv[i + 1]);

  return g_strdup (g_getenv ("EXECOFFICE_TOUR_DIR"));
}

/**
 * eo_application_run:
 * @database: (nullable): the office's file; %NULL for the default one
 * @act_as: (nullable): the person to act for
 * @argc: number of @argv
 * @argv: the whole command line
 *
 * Opens the window and runs until it is closed. Where another process has it open, that one is shown instead.
 *
 * Returns: the exit status
 */
int
eo_application_run (const char  *database,
                    const char  *act_as,
                    int          argc,
                    char       **argv)
{
  g_autofree char *id = eo_application_get_id_for (database);
  g_autofree char *usual = eo_store_default_path ();
  g_autoptr (EoApplication) self = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  eo_kinds_init ();
  g_set_prgname (EO_APP_ID);
  self = g_object_new (EO_TYPE_APPLICATION, "application-id", id, "resource-base-path", EO_RESOURCES, NULL);
  self->database = canonical_path (database != NULL ? database : usual);
  self->is_default = g_str_equal (id, EO_APP_ID);
  self->act_as = g_strdup (act_as);
  self->settings = open_settings ();
  self->tour = find_tour_folder (argc, argv);
  if (self->settings == NULL)
    {
      g_printerr (_("ExecOffice is not installed completely: its settings’ schema is missing. Install it again.\n"));
      return 1;
    }
  if (self->tour != NULL)
    g_application_set_flags (G_APPLICATION (self), G_APPLICATION_NON_UNIQUE);

  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (act_as != NULL && g_application_get_is_remote (G_APPLICATION (self)))
    {
      g_printerr (_("This office is open in a window already. Close that window first to act for %s.\n"), act_as);
      /* Only g_application_run() lets go of the bus; until the process ends, in a moment, nobody minds. */
      g_steal_pointer (&self);
      return 1;
    }

  /* The command line has read its options already. */
  status = g_application_run (G_APPLICATION (self), 1, argv);
  return status != 0 ? status : self->status;
}
