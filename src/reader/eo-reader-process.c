/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/eo-reader-process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "reader/eo-libexec.h"
#include "reader/eo-sealed.h"

struct _EoReaderProcess
{
  const EoReaderProgram *program;
  pid_t                  pid; /* 0 once it was waited for */
  int                    fd;
};

/* The child gets /dev/null three times, the socket and the document, and not one thing
 * more. Both are moved out of the way of the numbers they are to have first. */
static int
spawn (const EoReaderProgram *program,
       const char            *path,
       int                    socket,
       int                    document,
       pid_t                 *pid)
{
  char *argv[] = { (char *) program->name, NULL };
  char *envp[] = { (char *) program->environment, NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, defaults;
  int result;

  sigemptyset (&none);
  sigfillset (&defaults);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &defaults);

  posix_spawn_file_actions_init (&actions);
  for (int i = 0; i < 3; i++)
    posix_spawn_file_actions_addopen (&actions, i, "/dev/null", i == 0 ? O_RDONLY : O_WRONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, socket, EO_READER_FD_SOCKET);
  posix_spawn_file_actions_adddup2 (&actions, document, EO_READER_FD_DOCUMENT);
  posix_spawn_file_actions_addclosefrom_np (&actions, EO_READER_FD_DOCUMENT + 1);

  result = posix_spawn (pid, path, &actions, &attributes, argv, envp);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  return result;
}

/* What is beyond the fixed numbers of the child, so that dup2() there overwrites nothing. */
static int
move_up (int fd)
{
  return fcntl (fd, F_DUPFD_CLOEXEC, EO_READER_FD_DOCUMENT + 1);
}

EoReaderProcess *
eo_reader_process_start (const EoReaderProgram  *program,
                         int                     document,
                         const char             *name,
                         GError                **error)
{
  g_autofree char *path = eo_libexec_find (program->name);
  EoReaderProcess *self = NULL;
  int pair[2] = { -1, -1 };
  int child_end = -1, child_document = -1;
  int failure = ENOENT;
  pid_t pid = 0;

  g_return_val_if_fail (document >= 0 && name != NULL, NULL);

  if (path != NULL)
    {
      failure = 0;
      if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0 ||
          (child_end = move_up (pair[1])) < 0 || (child_document = move_up (document)) < 0)
        failure = errno;
      else
        failure = spawn (program, path, child_end, child_document, &pid);
    }
  for (gsize i = 0; i < 3; i++)
    {
      int fd = ((int[]) { pair[1], child_end, child_document })[i];

      if (fd >= 0)
        close (fd);
    }

  if (failure == 0)
    {
      self = g_new0 (EoReaderProcess, 1);
      self->program = program;
      self->pid = pid;
      self->fd = pair[0];
      if (program->nice != 0)
        setpriority (PRIO_PROCESS, pid, program->nice);
      return self;
    }
  if (pair[0] >= 0)
    close (pair[0]);
  g_set_error (error, EO_ERROR, EO_ERROR_NO_CAGE,
               _("“%s” cannot be shown: the program that reads documents could not be started (%s). "
                 "Open it in another program, or ask for ExecOffice to be installed again."),
               name, g_strerror (failure));
  return NULL;
}

int
eo_reader_process_get_fd (EoReaderProcess *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->fd;
}

/* RLIMIT_CPU counts from the start of the process, so it is raised for each request; from
 * out here, as the process itself must not be able to. */
static void
allow_cpu (pid_t pid,
           guint seconds)
{
  struct rlimit limit = { seconds, RLIM_INFINITY };
  struct timespec used;
  clockid_t clock;

  if (clock_getcpuclockid (pid, &clock) == 0 && clock_gettime (clock, &used) == 0)
    limit.rlim_cur += used.tv_sec + 1;
  prlimit (pid, RLIMIT_CPU, &limit, NULL);
}

gboolean
eo_reader_process_send (EoReaderProcess       *self,
                        const EoReaderRequest *request)
{
  ssize_t n;

  g_return_val_if_fail (self != NULL && request != NULL, FALSE);

  allow_cpu (self->pid, self->program->cpu_seconds);
  do
    n = send (self->fd, request, sizeof *request, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  return n == sizeof *request;
}

static int
take_fd (struct msghdr *message)
{
  int fd = -1;

  for (struct cmsghdr *part = CMSG_FIRSTHDR (message); part != NULL; part = CMSG_NXTHDR (message, part))
    {
      if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_RIGHTS &&
          part->cmsg_len == CMSG_LEN (sizeof fd))
        memcpy (&fd, CMSG_DATA (part), sizeof fd);
    }
  return fd;
}

EoReaderReceipt
eo_reader_process_receive (EoReaderProcess *self,
                           EoReaderReply   *reply,
                           GBytes         **payload)
{
  union { struct cmsghdr header; char space[CMSG_SPACE (sizeof (int))]; } control = { 0 };
  struct iovec part = { reply, sizeof *reply };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control,
  };
  gboolean ok;
  ssize_t n;
  int fd;

  g_return_val_if_fail (self != NULL && reply != NULL && payload != NULL, EO_READER_GONE);

  *payload = NULL;
  n = recvmsg (self->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return EO_READER_NOTHING_YET;
  if (n <= 0)
    return EO_READER_GONE;

  fd = take_fd (&message);
  ok = n == sizeof *reply && (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0 &&
       reply->status < EO_READER_N_STATUS && (reply->bytes > 0) == (fd >= 0);
  if (ok && fd >= 0)
    {
      ok = reply->bytes <= self->program->payload && eo_sealed_get_size (fd) == (gint64) reply->bytes;
      *payload = ok ? eo_sealed_map (fd, reply->bytes) : NULL;
      ok = *payload != NULL;
    }
  if (fd >= 0)
    close (fd);
  return ok ? EO_READER_REPLIED : EO_READER_LIED;
}

static GError *
explain (int         status,
         const char *name)
{
  if (WIFEXITED (status) && WEXITSTATUS (status) == EO_READER_EXIT_NO_CAGE)
    return g_error_new (EO_ERROR, EO_ERROR_NO_CAGE,
                        _("“%s” is not shown: this computer cannot shut the program that reads documents "
                          "in safely. Open it in another program if you trust its sender."), name);
  if (WIFEXITED (status) && WEXITSTATUS (status) == EO_READER_EXIT_MEMORY)
    return g_error_new (EO_ERROR, EO_ERROR_LIMIT,
                        _("“%s” needs too much memory to be shown here. Open it in another program if you "
                          "trust its sender."), name);
  if (WIFSIGNALED (status) && (WTERMSIG (status) == SIGXCPU || WTERMSIG (status) == SIGXFSZ))
    return g_error_new (EO_ERROR, EO_ERROR_LIMIT,
                        _("“%s” takes too long to be shown here. Open it in another program if you trust "
                          "its sender."), name);

  g_debug ("The reader of “%s” ended with wait status 0x%x", name, status);
  return g_error_new (EO_ERROR, EO_ERROR_CRASHED,
                      _("“%s” could not be shown: reading it failed. Try again, or open it in another "
                        "program if you trust its sender."), name);
}

GError *
eo_reader_process_bury (EoReaderProcess *self,
                        const char      *name)
{
  int status = 0;
  pid_t pid;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  /* Its socket closes after its memory is given back, so this waits for next to nothing;
   * one that only pretends to be dead is killed, which changes no status that stands. */
  kill (self->pid, SIGKILL);
  do
    pid = waitpid (self->pid, &status, 0);
  while (pid < 0 && errno == EINTR);
  self->pid = 0;
  return explain (status, name);
}

/* A process can take a while to give hundreds of megabytes back: not on the caller's time. */
static gpointer
wait_for (gpointer data)
{
  while (waitpid (GPOINTER_TO_INT (data), NULL, 0) < 0 && errno == EINTR)
    continue;
  return NULL;
}

void
eo_reader_process_free (EoReaderProcess *self)
{
  if (self == NULL)
    return;

  close (self->fd);
  if (self->pid > 0)
    {
      kill (self->pid, SIGKILL);
      if (waitpid (self->pid, NULL, WNOHANG) == 0)
        g_thread_unref (g_thread_new ("reader-end", wait_for, GINT_TO_POINTER (self->pid)));
    }
  g_free (self);
}
