/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "exchange/eo-intake.h"
#include "exchange/eo-mail-import.h"
#include "store/eo-draft.h"
#include "store/eo-page-scan.h"

#define FOLLOW_AFTER 100 /* ms: many changes are looked at together */

struct _EoIntake
{
  GObject       parent_instance;

  EoStore      *store;   /* which owns this */
  const EoKind *kind;
  GPtrArray    *items;   /* of EoIntakeItem */
  gboolean      busy;
  guint         follow;  /* source */
};

enum
{
  STORED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void start_next      (EoIntake            *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (EoIntake, eo_intake, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* One file on its way into the office. */
typedef struct
{
  EoIntake     *intake;
  EoStore      *store;   /* kept while a thread is at it */
  EoIntakeItem *item;
  EoRecord     *record;  /* what the draft begins as */
  EoSource     *source;
  EoMailImport *mail;
  char         *origin;  /* plain values for the writer's thread */
  char         *why;
  gint64        draft;
} Taking;

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->intake);
  g_object_unref (taking->store);
  g_object_unref (taking->item);
  g_clear_object (&taking->record);
  g_clear_pointer (&taking->source, eo_source_free);
  g_clear_pointer (&taking->mail, eo_mail_import_free);
  g_free (taking->origin);
  g_free (taking->why);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static Taking *
taking_new (EoIntake     *self,
            EoIntakeItem *item)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->intake = g_object_ref (self);
  taking->store = g_object_ref (self->store);
  taking->item = g_object_ref (item);
  taking->record = eo_record_new (self->kind);

  return taking;
}

static void
append (EoIntake     *self,
        EoIntakeItem *item) /* (transfer full) */
{
  g_ptr_array_add (self->items, item);
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
}

static void
drop_at (EoIntake *self,
         guint     n)
{
  g_ptr_array_remove_index (self->items, n);
  g_list_model_items_changed (G_LIST_MODEL (self), n, 1, 0);
}

/* Following the store */

static EoIntakeItem *
find_draft (EoIntake *self,
            gint64    draft)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      EoIntakeItem *item = self->items->pdata[i];

      if (item->draft == draft)
        return item;
    }
  return NULL;
}

static gboolean
is_listed (GPtrArray *files,
           gint64     draft)
{
  for (guint i = 0; i < files->len; i++)
    if (((EoUnregistered *) files->pdata[i])->draft == draft)
      return TRUE;
  return FALSE;
}

/* Registered at another desk, or discarded. */
static void
let_go (EoIntake *self,
        guint     n)
{
  EoIntakeItem *item = self->items->pdata[n];
  EoSameBytes first;

  eo_store_find_same_bytes (self->store, self->kind, item->document, &first);
  if (first.same == EO_SAME_REGISTERED && item->first.same == EO_SAME_NONE && !item->discarded)
    eo_intake_item_finish (item, first.record, first.name);
  else
    drop_at (self, n);
  eo_same_bytes_clear (&first);
}

static gboolean
follow (gpointer user_data)
{
  EoIntake *self = user_data;
  g_autoptr (GPtrArray) files = eo_store_get_unregistered (self->store, self->kind);

  self->follow = 0;
  for (guint i = self->items->len; i-- > 0;)
    {
      EoIntakeItem *item = self->items->pdata[i];

      if (item->draft != 0 && item->state != EO_INTAKE_DONE && !is_listed (files, item->draft))
        let_go (self, i);
    }
  for (guint i = 0; i < files->len; i++)
    {
      const EoUnregistered *file = files->pdata[i];
      EoIntakeItem *item = find_draft (self, file->draft);

      if (item == NULL)
        {
          item = eo_intake_item_new (file->source, file->name != NULL ? file->name : "");
          eo_intake_item_follow (item, file);
          append (self, item);
        }
      else if (item->state != EO_INTAKE_DONE)
        eo_intake_item_follow (item, file);
    }

  return G_SOURCE_REMOVE;
}

static void
follow_soon (EoIntake *self)
{
  if (self->follow == 0)
    self->follow = g_timeout_add (FOLLOW_AFTER, follow, self);
}

static void
on_store_changed (EoIntake   *self,
                  const char *kind,
                  gint64      id)
{
  if (*kind == '\0' || g_str_equal (kind, EO_DRAFT_KIND) || g_str_equal (kind, self->kind->name))
    follow_soon (self);
}

/* Taking files in */

static void
fail (EoIntake     *self,
      EoIntakeItem *item,
      const GError *error)
{
  eo_intake_item_set (item, EO_INTAKE_ATTENTION,
                      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _("It was stopped.") : error->message);
  g_signal_emit (self, signals[FAILED], 0, item);
}

static void
go_on (EoIntake *self)
{
  self->busy = FALSE;
  start_next (self);
}

/* On the writer thread. */
static gboolean
write_taking (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  Taking *taking = data;

  if (taking->mail != NULL ? !eo_writer_draft_mail (writer, taking->mail, &taking->draft, error)
                           : !eo_writer_draft_attach (writer, &taking->draft, taking->record, taking->source, error))
    return FALSE;
  return eo_writer_mark_unregistered (writer, taking->draft, taking->origin, taking->why, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (EoIntake) self = g_object_ref (taking->intake);
  g_autoptr (GError) error = NULL;

  if (eo_store_write_finish (EO_STORE (source), result, &error))
    {
      EoIntakeItem *known = find_draft (self, taking->draft);
      guint n;

      /* The change of the store may have been heard first. */
      if (known != NULL && known != taking->item && g_ptr_array_find (self->items, known, &n))
        drop_at (self, n);
      taking->item->draft = taking->draft;
      g_clear_pointer (&taking->item->bytes, g_bytes_unref);
      eo_intake_item_set (taking->item, EO_INTAKE_READING, taking->why);
      g_signal_emit (self, signals[STORED], 0, taking->item);
      follow_soon (self);
    }
  else
    fail (self, taking->item, error);
  go_on (self);
}

static void
write_down (Taking *taking) /* (transfer full) */
{
  EoIntake *self = taking->intake;

  taking->origin = g_strdup (taking->mail != NULL ? "mail" : taking->item->source);
  eo_store_write_async (self->store, write_taking, taking, NULL, taking->item->cancellable, on_written, taking);
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  EoSource *file = eo_source_new_for_path (task_data, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) eo_source_free);
  else
    g_task_return_error (task, error);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (EoIntake) self = g_object_ref (taking->intake);
  g_autoptr (GError) error = NULL;

  taking->source = g_task_propagate_pointer (G_TASK (result), &error);
  if (taking->source != NULL)
    {
      write_down (g_steal_pointer (&taking));
      return;
    }
  fail (self, taking->item, error);
  go_on (self);
}

/* A folder on a network may keep whoever opens a file in it waiting. */
static void
look (Taking *taking) /* (transfer full) */
{
  g_autoptr (GTask) task = g_task_new (NULL, taking->item->cancellable, on_looked, taking);

  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_strdup (taking->item->path), g_free);
  g_task_run_in_thread (task, look_thread);
}

/* The same message came before: nothing is stored until somebody decides. */
static void
hold_message (EoIntake           *self,
              EoIntakeItem       *item,
              const EoMailImport *mail)
{
  const EoKind *kind = eo_kind_lookup (mail->first_kind);
  g_autoptr (EoRecord) first = kind != NULL ? eo_store_get (self->store, kind, mail->first_id, NULL) : NULL;

  eo_same_bytes_clear (&item->first);
  item->first.same = first != NULL ? EO_SAME_REGISTERED : EO_SAME_WAITING;
  item->first.name = g_strdup (first != NULL ? first->reference : mail->name);
  item->first.record = first != NULL ? first->id : 0;
  eo_intake_item_set (item, EO_INTAKE_SAME, mail->first);
  g_signal_emit (self, signals[STORED], 0, item);
}

static void
on_mail (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (EoIntake) self = g_object_ref (taking->intake);
  g_autoptr (GError) error = NULL;

  taking->mail = eo_mail_import_new_finish (result, &error);
  if (g_error_matches (error, EO_ERROR, EO_ERROR_TOO_LARGE))
    {
      look (g_steal_pointer (&taking)); /* to be kept, if not to be read */
      return;
    }
  if (taking->mail != NULL && taking->mail->first == NULL)
    {
      taking->why = g_strdup (taking->mail->unread);
      write_down (g_steal_pointer (&taking));
      return;
    }
  if (taking->mail != NULL)
    hold_message (self, taking->item, taking->mail);
  else
    fail (self, taking->item, error);
  go_on (self);
}

static void
take (EoIntake     *self,
      EoIntakeItem *item)
{
  Taking *taking = taking_new (self, item);

  self->busy = TRUE;
  eo_intake_item_set (item, EO_INTAKE_STORING, NULL);
  if (item->bytes != NULL)
    {
      taking->source = eo_source_new_for_bytes (item->bytes, item->name);
      write_down (taking);
    }
  else if (!item->plain && eo_message_is_called (item->path))
    eo_mail_import_new_async (self->store, item->path, item->cancellable, on_mail, taking);
  else
    look (taking);
}

static void
start_next (EoIntake *self)
{
  for (guint i = 0; !self->busy && i < self->items->len; i++)
    {
      EoIntakeItem *item = self->items->pdata[i];

      if (item->state == EO_INTAKE_WAITING)
        take (self, item);
    }
}

/* GListModel */

static GType
list_get_item_type (GListModel *model)
{
  return EO_TYPE_INTAKE_ITEM;
}

static guint
list_get_n_items (GListModel *model)
{
  return EO_INTAKE (model)->items->len;
}

static gpointer
list_get_item (GListModel *model,
               guint       n)
{
  EoIntake *self = EO_INTAKE (model);

  return n < self->items->len ? g_object_ref (self->items->pdata[n]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* GObject */

static void
eo_intake_finalize (GObject *object)
{
  EoIntake *self = EO_INTAKE (object);

  g_clear_handle_id (&self->follow, g_source_remove);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (eo_intake_parent_class)->finalize (object);
}

static void
eo_intake_class_init (EoIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eo_intake_finalize;

  signals[STORED] = g_signal_new ("stored", EO_TYPE_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  EO_TYPE_INTAKE_ITEM);
  signals[FAILED] = g_signal_new ("failed", EO_TYPE_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  EO_TYPE_INTAKE_ITEM);
}

static void
eo_intake_init (EoIntake *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Public functions */

/**
 * eo_intake_get_for_store:
 *
 * Returns: (transfer none): what comes into this office: one list, for whoever adds to it or shows it
 */
EoIntake *
eo_intake_get_for_store (EoStore *store)
{
  EoIntake *self;

  g_return_val_if_fail (EO_IS_STORE (store), NULL);

  self = g_object_get_data (G_OBJECT (store), "eo-intake");
  if (self != NULL)
    return self;

  self = g_object_new (EO_TYPE_INTAKE, NULL);
  self->store = store;
  self->kind = eo_kind_lookup ("letter");
  g_object_set_data_full (G_OBJECT (store), "eo-intake", self, g_object_unref);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "attachments-changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  follow (self);

  return self;
}

EoIntakeItem *
eo_intake_add_path (EoIntake   *self,
                    const char *path,
                    const char *source)
{
  g_autofree char *name = NULL;
  EoIntakeItem *item;

  g_return_val_if_fail (EO_IS_INTAKE (self) && path != NULL, NULL);

  name = g_path_get_basename (path);
  item = eo_intake_item_new (source, name);
  item->path = g_strdup (path);
  append (self, item);
  start_next (self);

  return item;
}

void
eo_intake_add_files (EoIntake    *self,
                     GFile      **files,
                     guint        n_files,
                     const char  *source)
{
  g_return_if_fail (EO_IS_INTAKE (self));

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      g_autofree char *name = NULL;
      EoIntakeItem *item;

      if (path != NULL)
        {
          eo_intake_add_path (self, path, source);
          continue;
        }
      name = g_file_get_basename (files[i]);
      item = eo_intake_item_new (source, name != NULL ? name : "");
      append (self, item);
      eo_intake_item_set (item, EO_INTAKE_ATTENTION, _("Only files on this computer can be taken. Copy it here first."));
    }
}

EoIntakeItem *
eo_intake_add_bytes (EoIntake   *self,
                     GBytes     *bytes,
                     const char *name,
                     const char *source)
{
  EoIntakeItem *item;

  g_return_val_if_fail (EO_IS_INTAKE (self) && bytes != NULL, NULL);

  item = eo_intake_item_new (source, name);
  item->bytes = g_bytes_ref (bytes);
  append (self, item);
  start_next (self);

  return item;
}

static void
on_decided (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EoIntakeItem) item = user_data;
  g_autoptr (GError) error = NULL;

  if (!eo_store_write_finish (EO_STORE (source), result, &error))
    eo_intake_item_set (item, item->state, error->message);
}

static gboolean
stop_reading (EoWriter  *writer,
              gpointer   data,
              GError   **error)
{
  return eo_writer_stop_scans (writer, *(gint64 *) data, TRUE, error);
}

void
eo_intake_stop (EoIntake     *self,
                EoIntakeItem *item)
{
  g_return_if_fail (EO_IS_INTAKE (self) && EO_IS_INTAKE_ITEM (item));

  if (item->state == EO_INTAKE_READING)
    {
      eo_store_write_async (self->store, stop_reading, g_memdup2 (&item->document, sizeof item->document), g_free, NULL,
                            on_decided, g_object_ref (item));
      return;
    }
  g_cancellable_cancel (item->cancellable);
  if (item->state == EO_INTAKE_WAITING)
    eo_intake_item_set (item, EO_INTAKE_ATTENTION, _("It was stopped."));
}

void
eo_intake_retry (EoIntake     *self,
                 EoIntakeItem *item)
{
  g_return_if_fail (EO_IS_INTAKE (self) && EO_IS_INTAKE_ITEM (item));

  if (item->state != EO_INTAKE_ATTENTION || (item->path == NULL && item->bytes == NULL))
    return;
  g_object_unref (item->cancellable);
  item->cancellable = g_cancellable_new ();
  eo_intake_item_set (item, EO_INTAKE_WAITING, NULL);
  start_next (self);
}

void
eo_intake_remove (EoIntake     *self,
                  EoIntakeItem *item)
{
  guint n;

  g_return_if_fail (EO_IS_INTAKE (self) && EO_IS_INTAKE_ITEM (item));

  if (item->draft != 0 && item->state != EO_INTAKE_DONE)
    {
      item->discarded = TRUE;
      eo_store_discard_draft_async (self->store, item->draft, on_decided, g_object_ref (item));
    }
  else if (item->state != EO_INTAKE_STORING && g_ptr_array_find (self->items, item, &n))
    drop_at (self, n);
}

void
eo_intake_decide (EoIntake     *self,
                  EoIntakeItem *item,
                  gboolean      tie)
{
  g_return_if_fail (EO_IS_INTAKE (self) && EO_IS_INTAKE_ITEM (item));

  if (item->draft != 0)
    {
      eo_store_decide_same_async (self->store, item->draft, tie, on_decided, g_object_ref (item));
      return;
    }
  /* A message is registered once; its second copy is a document like any other. */
  item->plain = TRUE;
  eo_same_bytes_clear (&item->first);
  eo_intake_item_set (item, EO_INTAKE_WAITING, NULL);
  start_next (self);
}

void
eo_intake_clear_done (EoIntake *self)
{
  g_return_if_fail (EO_IS_INTAKE (self));

  for (guint i = self->items->len; i-- > 0;)
    if (((EoIntakeItem *) self->items->pdata[i])->state == EO_INTAKE_DONE)
      drop_at (self, i);
}

guint
eo_intake_count_done (EoIntake *self)
{
  guint n = 0;

  g_return_val_if_fail (EO_IS_INTAKE (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += ((EoIntakeItem *) self->items->pdata[i])->state == EO_INTAKE_DONE;

  return n;
}
