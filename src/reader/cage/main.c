/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader/cage/eo-answer.h"
#include "reader/cage/eo-cage.h"

/* execoffice-reader: reads one document that came from outside, shut in as eo-cage.h
 * says. Started by the application with a socket and the document and nothing else. */

#define MEMORY      ((gsize) 768 * 1024 * 1024)
#define CPU_SECONDS 10
#define PROBE       ((gsize) 128 * 1024 * 1024)

static const char * const readable[] = {
  "/usr/share/fonts", "/usr/local/share/fonts",
  "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig",
  "/usr/share/poppler",
  NULL
};

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
       gsize         size)
{
  EoDocument *document = NULL;
  EoReaderRequest request;

  while (receive (&request))
    {
      EoReaderReply reply = { .serial = request.serial };
      int fd = eo_answer (&document, data, size, &request, &reply);
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

int
main (void)
{
  const char *failed;
  struct stat status;
  const guint8 *data;
  int said = memfd_create ("said", MFD_CLOEXEC);

  if (said < 0 || dup2 (said, STDERR_FILENO) < 0 || close (said) != 0 ||
      !eo_cage_enter (readable, MEMORY, CPU_SECONDS, EO_READER_MAX_PAYLOAD, &failed))
    _exit (EO_READER_EXIT_NO_CAGE); /* what runs at exit() may not stand a cage half built */

  g_log_set_writer_func (drop_log, NULL, NULL);
  signal (SIGABRT, on_abort);
  signal (SIGTRAP, on_abort);

  if (fstat (EO_READER_FD_DOCUMENT, &status) != 0 || status.st_size <= 0)
    _exit (1);
  data = mmap (NULL, status.st_size, PROT_READ, MAP_SHARED, EO_READER_FD_DOCUMENT, 0);
  if (data == MAP_FAILED)
    _exit (EO_READER_EXIT_MEMORY);

  serve (data, status.st_size);
  /* Nothing in here is worth taking down in order. */
  _exit (0);
}
