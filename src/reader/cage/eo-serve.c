/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-serve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader/cage/eo-cage.h"

#define PROBE ((gsize) 128 * 1024 * 1024)

/* What the libraries say goes nowhere: GLib's own writer would look for the journal. */
static GLogWriterOutput
drop_log (GLogLevelFlags   level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         user_data)
{
  return G_LOG_WRITER_HANDLED;
}

/* Every allocator in here aborts when it gets nothing, with a word on standard error
 * (libstdc++, Poppler, GLib). Tells that end from a defect. */
static void
on_abort (int signal_number)
{
  char said[256];
  off_t end = lseek (STDERR_FILENO, 0, SEEK_CUR);
  ssize_t n = pread (STDERR_FILENO, said, sizeof said, MAX (end - (off_t) sizeof said, 0));
  gpointer probe = mmap (NULL, PROBE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (probe == MAP_FAILED ||
      (n > 0 && (memmem (said, n, "bad_alloc", 9) != NULL || memmem (said, n, "memory", 6) != NULL ||
                 memmem (said, n, "allocate", 8) != NULL)))
    _exit (EO_READER_EXIT_MEMORY);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static gboolean
receive (EoReaderRequest *request)
{
  ssize_t n;

  do
    n = recv (EO_READER_FD_SOCKET, request, sizeof *request, 0);
  while (n < 0 && errno == EINTR);
  request->text[sizeof request->text - 1] = '\0';
  return n == sizeof *request;
}

static gboolean
reply_with (EoReaderReply *reply,
            int            fd)
{
  union { struct cmsghdr header; char space[CMSG_SPACE (sizeof (int))]; } control = { 0 };
  struct iovec part = { reply, sizeof *reply };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

  if (fd >= 0)
    {
      message.msg_control = &control;
      message.msg_controllen = sizeof control;
      control.header.cmsg_level = SOL_SOCKET;
      control.header.cmsg_type = SCM_RIGHTS;
      control.header.cmsg_len = CMSG_LEN (sizeof (int));
      memcpy (CMSG_DATA (&control.header), &fd, sizeof fd);
    }
  return sendmsg (EO_READER_FD_SOCKET, &message, MSG_NOSIGNAL) == sizeof *reply;
}

static guint64
cpu_used (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (guint64) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
         usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void
serve (const guint8 *data,
       gsize         size,
       EoServeFunc   answer)
{
  EoReaderRequest request;

  while (receive (&request))
    {
      EoReaderReply reply = { .serial = request.serial };
      int fd = answer (data, size, &request, &reply);
      gboolean ok;

      if (fd < 0)
        reply.bytes = 0;
      reply.cpu = cpu_used ();
      explicit_bzero (&request, sizeof request);
      ok = reply_with (&reply, fd);
      if (fd >= 0)
        close (fd);
      if (!ok)
        return;
    }
}

void
eo_serve (const char *const *readable,
          gsize              memory,
          guint              seconds,
          gsize              payload,
          EoServeFunc        answer)
{
  const char *failed;
  struct stat status;
  const guint8 *data;
  int said = memfd_create ("said", MFD_CLOEXEC);

  if (said < 0 || dup2 (said, STDERR_FILENO) < 0 || close (said) != 0 ||
      !eo_cage_enter (readable, memory, seconds, payload, &failed))
    _exit (EO_READER_EXIT_NO_CAGE); /* what runs at exit() may not stand a cage half built */

  g_log_set_writer_func (drop_log, NULL, NULL);
  signal (SIGABRT, on_abort);
  signal (SIGTRAP, on_abort);

  if (fstat (EO_READER_FD_DOCUMENT, &status) != 0 || status.st_size <= 0)
    _exit (1);
  data = mmap (NULL, status.st_size, PROT_READ, MAP_SHARED, EO_READER_FD_DOCUMENT, 0);
  if (data == MAP_FAILED)
    _exit (EO_READER_EXIT_MEMORY);

  serve (data, status.st_size, answer);
  /* Nothing in here is worth taking down in order. */
  _exit (0);
}

int
eo_shared_new (gsize    size,
               guint8 **memory)
{
  int fd = memfd_create ("reply", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    return -1;
  if (ftruncate (fd, size) == 0)
    {
      *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      if (*memory != MAP_FAILED)
        return fd;
    }
  close (fd);
  return -1;
}

int
eo_shared_seal (int     fd,
                guint8 *memory,
                gsize   size)
{
  if (memory != NULL)
    munmap (memory, size);
  if (fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
    return fd;
  close (fd);
  return -1;
}
