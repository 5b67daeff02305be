/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-office.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-reader.h"
#include "reader/eo-sealed.h"

#define FD_DOCUMENT 3 /* as bubblewrap finds them */
#define FD_PASSWD   4

static const char * const endings[] = {
  "doc", "docx", "docm", "dot", "dotx", "odt", "ott", "fodt", "rtf", "wpd",
  "xls", "xlsx", "xlsm", "ods", "fods", "ppt", "pptx", "pps", "ppsx", "odp", "fodp", "odg",
};

/* Limits that hold for LibreOffice and all it starts, then the PDF to standard output:
 * files of 256 MiB (in blocks of 512 bytes), no core, address space of 4 GiB. */
static const char script[] =
  "ulimit -f 524288; ulimit -c 0; ulimit -t 60; ulimit -v 4194304; "
  "\"$1\" --headless --norestore --nolockcheck --convert-to pdf --outdir /tmp \"$2\" >/dev/null && "
  "cat /tmp/document.pdf";

typedef struct
{
  char        *name;
  int          pdf;
  GSubprocess *process;
  guint        timer;
  gulong       cancelled;
  gboolean     time_up;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->pdf >= 0)
    close (job->pdf);
  g_clear_object (&job->process);
  g_free (job->name);
  g_free (job);
}

static const char *
get_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
        return endings[i];
    }
  return NULL;
}

/* The path of LibreOffice as it is inside the sandbox, where there is only /usr. */
static char *
find_office (void)
{
  g_autofree char *path = g_find_program_in_path ("soffice");

  if (path == NULL)
    path = g_find_program_in_path ("libreoffice");
  return path != NULL && g_str_has_prefix (path, "/usr/") ? g_steal_pointer (&path) : NULL;
}

static void
add (GPtrArray  *arguments,
     const char *first,
     ...)
{
  va_list rest;

  va_start (rest, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, g_strdup (argument));
  va_end (rest);
}

/* The programs and fonts of the system to read, nothing of the user's; what it writes is gone with it. */
static GPtrArray *
make_command (const char *bwrap,
              const char *office,
              const char *ending)
{
  static const char * const readable[] = {
    "/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache", "/etc/alternatives", "/var/lib/libreoffice",
    "/var/cache/fontconfig", "/usr/local/share/fonts",
  };
  static const char * const merged[] = { "bin", "sbin", "lib", "lib32", "lib64", "libx32" };
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *document = g_strconcat ("/document/document.", ending, NULL);

  add (arguments, bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", NULL);
  add (arguments, "--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (merged); i++)
    {
      g_autofree char *to = g_strconcat ("usr/", merged[i], NULL);
      g_autofree char *path = g_strconcat ("/", merged[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        add (arguments, "--symlink", to, path, NULL);
      else
        add (arguments, "--ro-bind-try", path, path, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    add (arguments, "--ro-bind-try", readable[i], readable[i], NULL);
  add (arguments, "--tmpfs", "/home/office", "--chdir", "/home/office", "--setenv", "HOME", "/home/office",
       "--setenv", "PATH", "/usr/bin", "--setenv", "LC_ALL", "C.UTF-8", NULL);
  add (arguments, "--ro-bind-data", G_STRINGIFY (FD_DOCUMENT), document,
       "--ro-bind-data", G_STRINGIFY (FD_PASSWD), "/etc/passwd", NULL);
  add (arguments, "/usr/bin/sh", "-c", script, "sh", office, document, NULL);
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

static GError *
check_pdf (const Job *job)
{
  struct stat status;
  char magic[5];

  if (job->time_up)
    return g_error_new (EO_ERROR, EO_ERROR_LIMIT,
                        _("“%s” takes too long to be made ready. Open it in another program."), job->name);
  if (fstat (job->pdf, &status) != 0 || pread (job->pdf, magic, sizeof magic, 0) != sizeof magic ||
      memcmp (magic, "%PDF-", sizeof magic) != 0)
    return g_error_new (EO_ERROR, EO_ERROR_DAMAGED,
                        _("“%s” could not be made ready to be shown: it may be damaged or protected by a "
                          "password. Open it in another program."), job->name);
  if (status.st_size > EO_READER_MAX_BYTES)
    return g_error_new (EO_ERROR, EO_ERROR_TOO_LARGE, _("“%s” is too large to be shown here."), job->name);
  return NULL;
}

static void
on_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  g_subprocess_wait_finish (job->process, result, NULL);
  g_clear_handle_id (&job->timer, g_source_remove);
  if (job->cancelled != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), job->cancelled);
  if (g_task_return_error_if_cancelled (task))
    return;

  error = check_pdf (job);
  if (error == NULL && eo_sealed_end (job->pdf, &error))
    g_task_return_int (task, g_steal_fd (&job->pdf));
  else
    g_task_return_error (task, error);
}

static gboolean
on_time_up (gpointer user_data)
{
  Job *job = user_data;

  job->timer = 0;
  job->time_up = TRUE;
  g_subprocess_force_exit (job->process);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_subprocess_force_exit (user_data);
}

/* A description of its own: another reader of @fd is not to move where bubblewrap reads. */
static int
reopen (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  return open (path, O_RDONLY | O_CLOEXEC);
}

/* LibreOffice aborts where the account that runs it has no name; the real ones are none of its business. */
static int
make_passwd (GError **error)
{
  g_autofree char *line = g_strdup_printf ("office:x:%u:%u::/home/office:/usr/sbin/nologin\n", getuid (), getgid ());
  int fd = eo_sealed_new (line, strlen (line), error);

  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);
  return fd;
}

static gboolean
start (Job          *job,
       int           fd,
       const char   *bwrap,
       const char   *office,
       GError      **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GPtrArray) command = make_command (bwrap, office, get_ending (job->name));
  g_autoptr (GError) failure = NULL;
  const char * const nothing[] = { NULL };
  int document, passwd, output;

  if ((job->pdf = eo_sealed_begin (error)) < 0 || (passwd = make_passwd (error)) < 0)
    return FALSE;
  g_subprocess_launcher_take_fd (launcher, passwd, FD_PASSWD);

  document = reopen (fd);
  if (document >= 0)
    g_subprocess_launcher_take_fd (launcher, document, FD_DOCUMENT);
  output = fcntl (job->pdf, F_DUPFD_CLOEXEC, 0);
  if (output >= 0)
    g_subprocess_launcher_take_stdout_fd (launcher, output);
  if (document < 0 || output < 0)
    {
      g_set_error (error, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read: %s"), job->name,
                   g_strerror (errno));
      return FALSE;
    }

  g_subprocess_launcher_set_environ (launcher, (char **) nothing);
  job->process = g_subprocess_launcher_spawnv (launcher, (const char * const *) command->pdata, &failure);
  if (job->process == NULL)
    g_set_error (error, EO_ERROR, EO_ERROR_FAILED, _("“%s” could not be made ready to be shown: %s"),
                 job->name, failure->message);
  return job->process != NULL;
}

gboolean
eo_office_can_convert (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return get_ending (name) != NULL;
}

void
eo_office_convert_async (int                  fd,
                         const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *bwrap = NULL;
  g_autofree char *office = NULL;
  GError *error = NULL;
  Job *job;

  g_return_if_fail (fd >= 0 && name != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, eo_office_convert_async);
  g_task_set_check_cancellable (task, FALSE); /* a descriptor once returned must reach its owner */
  job = g_new0 (Job, 1);
  job->name = g_strdup (name);
  job->pdf = -1;
  g_task_set_task_data (task, job, job_free);

  bwrap = g_find_program_in_path ("bwrap");
  office = find_office ();
  if (!eo_office_can_convert (name))
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_UNSUPPORTED,
                             _("“%s” is of a kind that is not shown here. Open it in another program."),
                             name);
  else if (bwrap == NULL || office == NULL)
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_UNSUPPORTED,
                             _("“%s” can be shown here once LibreOffice and bubblewrap are installed. "
                               "Until then, open it in another program."), name);
  else if (eo_sealed_get_size (fd) <= 0)
    g_task_return_new_error (task, EO_ERROR, EO_ERROR_IO, _("“%s” could not be read."), name);
  else if (!start (job, fd, bwrap, office, &error))
    g_task_return_error (task, error);
  else
    {
      job->timer = g_timeout_add_seconds (EO_OFFICE_SECONDS, on_time_up, job);
      if (cancellable != NULL)
        job->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled),
                                                g_object_ref (job->process), g_object_unref);
      g_subprocess_wait_async (job->process, NULL, on_ended, g_object_ref (task));
    }
}

int
eo_office_convert_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
