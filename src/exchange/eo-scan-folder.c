/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-date.h"
#include "base/eo-text.h"
#include "exchange/eo-scan-folder.h"
#include "exchange/eo-scan-look.h"

#define STILL       (2 * G_USEC_PER_SEC) /* a file that stands still so long is complete */
#define LOOK_SOON   300                  /* ms after the folder changed */
#define LOOK_AGAIN  700                  /* ms, while files may still grow */
#define LOOK_ALWAYS 60                   /* s: where nobody tells of changes, such as on a network */
#define LOOK_GONE   5                    /* s, while the folder is away */

struct _EoScanFolder
{
  GObject       parent_instance;

  EoStore      *store;
  EoIntake     *intake;
  char         *path;
  GFileMonitor *monitor;
  GHashTable   *files;     /* name → Known */
  char         *problem;
  guint         timer;
  gboolean      busy;
  gboolean      again;
  gboolean      stopped;
};

/* A file that was seen. */
typedef struct
{
  EoScanFile   *file;
  gint64        since;     /* monotonic: as it is now */
  gboolean      asked;     /* whether it is here already, or being moved */
  EoIntakeItem *item;      /* being taken in, or NULL */
  char         *stuck;     /* stored, but why it could not be moved; or NULL */
} Known;

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EoScanFolder, eo_scan_folder, G_TYPE_OBJECT)

static void look_in (EoScanFolder *self, guint milliseconds);

static void
known_free (gpointer data)
{
  Known *known = data;

  eo_scan_file_free (known->file);
  g_clear_object (&known->item);
  g_free (known->stuck);
  g_free (known);
}

/* What is wrong with the folder, or else with a file that cannot be moved. */
static void
set_problem (EoScanFolder *self,
             const char   *problem)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (problem == NULL && g_hash_table_iter_next (&iter, NULL, &value))
    problem = ((Known *) value)->stuck;
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/* One file, on a thread of its own: hashed, or put away. */
typedef struct
{
  char       *folder;
  EoScanFile *file;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->folder);
  eo_scan_file_free (errand->file);
  g_free (errand);
}

static void
send (EoScanFolder        *self,
      const EoScanFile    *file,
      GTaskThreadFunc      func,
      GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, NULL);
  Errand *errand = g_new0 (Errand, 1);

  errand->folder = g_strdup (self->path);
  errand->file = g_memdup2 (file, sizeof *file);
  errand->file->name = g_strdup (file->name);
  g_task_set_source_tag (task, send);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, func);
}

static void
put_away_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Errand *errand = task_data;
  GError *error = NULL;

  if (eo_scan_put_away (errand->folder, errand->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_put_away (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  EoScanFolder *self = EO_SCAN_FOLDER (source);
  Errand *errand = g_task_get_task_data (G_TASK (result));
  Known *known = g_hash_table_lookup (self->files, errand->file->name);
  g_autoptr (GError) error = NULL;

  if (self->stopped || known == NULL)
    return;
  /* What cannot be moved stays known, so that it is not taken in again and again. */
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_hash_table_remove (self->files, errand->file->name);
  else
    {
      g_free (known->stuck);
      known->stuck = g_strdup (error->message);
    }
  set_problem (self, NULL);
}

static void
hash_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Errand *errand = task_data;

  g_task_return_pointer (task, eo_scan_hash (errand->folder, errand->file->name), g_free);
}

static gboolean
is_taken (EoScanFolder     *self,
          const EoScanFile *file,
          const char       *sha256)
{
  g_autofree char *name = eo_text_safe_filename (file->name);
  EoInstant modified = eo_instant_from_unix (file->modified / G_GINT64_CONSTANT (1000000000));

  return eo_store_has_taken (self->store, name, sha256, modified.iso);
}

static void
on_hashed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EoScanFolder *self = EO_SCAN_FOLDER (source);
  Errand *errand = g_task_get_task_data (G_TASK (result));
  g_autofree char *sha256 = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *path = NULL;
  Known *known = g_hash_table_lookup (self->files, errand->file->name);

  if (self->stopped || known == NULL || !eo_scan_file_same (known->file, errand->file))
    return;
  if (sha256 != NULL && is_taken (self, known->file, sha256))
    {
      send (self, known->file, put_away_thread, on_put_away);
      return;
    }
  path = g_build_filename (self->path, known->file->name, NULL);
  known->item = g_object_ref (eo_intake_add_path (self->intake, path, "scan"));
}

static void
on_stored (EoScanFolder *self,
           EoIntakeItem *item)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Known *known = value;

      if (known->item == item)
        {
          send (self, known->file, put_away_thread, on_put_away);
          return;
        }
    }
}

/* Returns whether it must be looked at again soon. */
static gboolean
consider (EoScanFolder *self,
          EoScanFile   *file) /* (transfer full) */
{
  Known *known = g_hash_table_lookup (self->files, file->name);
  gint64 now = g_get_monotonic_time ();

  if (known == NULL)
    {
      known = g_new0 (Known, 1);
      g_hash_table_insert (self->files, g_strdup (file->name), known);
    }
  if (known->file == NULL || file->writing || !eo_scan_file_same (known->file, file))
    {
      known->since = now;
      /* Changed after it was refused: another file. */
      if (known->item != NULL && known->item->state == EO_INTAKE_ATTENTION)
        {
          eo_intake_remove (self->intake, known->item);
          g_clear_object (&known->item);
        }
      known->asked = known->item != NULL;
    }
  eo_scan_file_free (known->file);
  known->file = file;
  if (known->item != NULL && known->item->state == EO_INTAKE_ATTENTION && file->size > 0)
    eo_intake_retry (self->intake, known->item); /* the disk may have room again */
  if (known->stuck != NULL)
    send (self, file, put_away_thread, on_put_away); /* there may be room again, or the right to do it */
  if (known->asked)
    return FALSE;
  if (now - known->since < STILL)
    return TRUE;
  known->asked = TRUE;
  send (self, file, hash_thread, on_hashed);
  return FALSE;
}

static gboolean
is_gone (gpointer name,
         gpointer value,
         gpointer user_data)
{
  GPtrArray *files = user_data;

  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (((EoScanFile *) files->pdata[i])->name, name))
      return FALSE;
  return TRUE;
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *files = eo_scan_list (task_data, &error);

  if (files != NULL)
    g_task_return_pointer (task, files, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EoScanFolder *self = EO_SCAN_FOLDER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean soon = self->again;

  self->busy = FALSE;
  self->again = FALSE;
  if (self->stopped)
    return;
  set_problem (self, error != NULL ? error->message : NULL);
  if (files == NULL)
    {
      look_in (self, LOOK_GONE * 1000);
      return;
    }
  g_hash_table_foreach_remove (self->files, is_gone, files);
  g_ptr_array_set_free_func (files, NULL);
  for (guint i = 0; i < files->len; i++)
    soon = consider (self, files->pdata[i]) || soon;
  look_in (self, soon ? LOOK_AGAIN : LOOK_ALWAYS * 1000);
}

static gboolean
on_timer (gpointer user_data)
{
  EoScanFolder *self = user_data;
  g_autoptr (GTask) task = NULL;

  self->timer = 0;
  if (self->busy)
    {
      self->again = TRUE;
      return G_SOURCE_REMOVE;
    }
  self->busy = TRUE;
  task = g_task_new (self, NULL, on_looked, NULL);
  g_task_set_source_tag (task, look_in);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, look_thread);

  return G_SOURCE_REMOVE;
}

static void
look_in (EoScanFolder *self,
         guint         milliseconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->stopped)
    self->timer = g_timeout_add (milliseconds, on_timer, self);
}

static void
on_folder_changed (EoScanFolder *self)
{
  if (self->busy)
    self->again = TRUE;
  else
    look_in (self, LOOK_SOON);
}

static void
eo_scan_folder_finalize (GObject *object)
{
  EoScanFolder *self = EO_SCAN_FOLDER (object);

  eo_scan_folder_stop (self);
  g_hash_table_unref (self->files);
  g_object_unref (self->store);
  g_free (self->path);
  g_free (self->problem);

  G_OBJECT_CLASS (eo_scan_folder_parent_class)->finalize (object);
}

static void
eo_scan_folder_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  g_assert (id == PROP_PROBLEM);
  g_value_set_string (value, EO_SCAN_FOLDER (object)->problem);
}

static void
eo_scan_folder_class_init (EoScanFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = eo_scan_folder_finalize;
  object_class->get_property = eo_scan_folder_get_property;

  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
eo_scan_folder_init (EoScanFolder *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
}

/**
 * eo_scan_folder_new:
 * @path: (type filename): the folder; it need not be there yet
 *
 * Returns: (transfer full): the folder, which is being watched
 */
EoScanFolder *
eo_scan_folder_new (EoStore    *store,
                    const char *path)
{
  EoScanFolder *self;
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (EO_IS_STORE (store) && path != NULL, NULL);

  file = g_file_new_for_path (path);
  self = g_object_new (EO_TYPE_SCAN_FOLDER, NULL);
  self->store = g_object_ref (store);
  self->intake = eo_intake_get_for_store (store);
  self->path = g_strdup (path);
  g_signal_connect_object (self->intake, "stored", G_CALLBACK (on_stored), self, G_CONNECT_SWAPPED);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
  look_in (self, 0);

  return self;
}

void
eo_scan_folder_stop (EoScanFolder *self)
{
  g_return_if_fail (EO_IS_SCAN_FOLDER (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->intake != NULL)
    g_signal_handlers_disconnect_by_data (self->intake, self);
  self->intake = NULL;
  g_clear_object (&self->monitor);
}

const char *
eo_scan_folder_get_problem (EoScanFolder *self)
{
  g_return_val_if_fail (EO_IS_SCAN_FOLDER (self), NULL);

  return self->problem;
}
