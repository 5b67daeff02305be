/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "reader/cage/eo-cage.h"
#include "reader/eo-reader-protocol.h"

/* What a document that has taken the caged program over could try. Each attempt is made
 * by a child of this test that has shut itself in with the very code the readers use; it
 * must be killed by the kernel or be told no. */

#define MEMORY    ((gsize) 768 * 1024 * 1024)
#define FILE_SIZE ((gsize) 1024 * 1024)

enum
{
  DENIED = 10,   /* refused with an error */
  DONE,          /* the cage has a hole */
  NO_CAGE,
};

typedef struct
{
  const char *name;
  gboolean  (*attempt) (void); /* TRUE: it could be done */
  int         killed_by;       /* 0: denied */
} Attempt;

static char *secret;       /* a file that this user can read */

static gboolean
can_open (const char *path,
          int         flags)
{
  return open (path, flags, 0600) >= 0;
}

static gboolean
read_passwd (void)
{
  return can_open ("/etc/passwd", O_RDONLY);
}

static gboolean
read_own_file (void)
{
  return can_open (secret, O_RDONLY);
}

static gboolean
read_memory (void)
{
  return can_open ("/proc/self/mem", O_RDONLY);
}

static gboolean
list_home (void)
{
  return can_open ("/root", O_RDONLY | O_DIRECTORY) || can_open ("/home", O_RDONLY | O_DIRECTORY) ||
         can_open ("/", O_RDONLY | O_DIRECTORY);
}

static gboolean
create_file (void)
{
  return can_open ("/tmp/eo-cage-was-here", O_WRONLY | O_CREAT);
}

static gboolean
write_file (void)
{
  return can_open (secret, O_WRONLY);
}

static gboolean
delete_file (void)
{
  return unlink (secret) == 0;
}

static gboolean
read_fonts (void)
{
  return can_open ("/usr/share/fonts", O_RDONLY | O_DIRECTORY);
}

static gboolean
connect_out (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (80) };
  int fd = socket (AF_INET, SOCK_STREAM, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  return fd >= 0 &&
         (connect (fd, (struct sockaddr *) &address, sizeof address) == 0 || errno == ECONNREFUSED);
}

static gboolean
connect_bus (void)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/run/dbus/system_bus_socket" };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  return fd >= 0 && (connect (fd, (struct sockaddr *) &address, sizeof address) == 0 || errno != EACCES);
}

static gboolean
start_process (void)
{
  return fork () >= 0;
}

static gboolean
start_program (void)
{
  return execl ("/bin/true", "true", NULL) == 0;
}

static gboolean
kill_parent (void)
{
  return kill (getppid (), 0) == 0;
}

static gboolean
trace_parent (void)
{
  return ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0;
}

static gboolean
raise_cpu (void)
{
  const struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  return setrlimit (RLIMIT_CPU, &limit) == 0;
}

static gboolean
run_new_code (void)
{
  const int protection = PROT_READ | PROT_WRITE | PROT_EXEC;

  return mmap (NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean
run_written_code (void)
{
  gpointer memory = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory != MAP_FAILED && mprotect (memory, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean
rename_itself (void)
{
  return prctl (PR_SET_NAME, "x", 0, 0, 0) == 0;
}

static gboolean
spin (void)
{
  for (volatile guint i = 0;; i++)
    continue;
  return TRUE;
}

#if !EO_SANITIZED
static gboolean
take_memory (void)
{
  return mmap (NULL, MEMORY, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}
#endif

static gboolean
grow_file (void)
{
  int fd = memfd_create ("large", MFD_CLOEXEC);

  return fd >= 0 && ftruncate (fd, FILE_SIZE * 2) == 0;
}

static gboolean
open_many (void)
{
  for (guint i = 0; i < 100; i++)
    {
      if (dup (0) < 0)
        return FALSE;
    }
  return TRUE;
}

/* A second of CPU is allowed, so that "spin" is short. */
static const Attempt attempts[] = {
  { "read-passwd", read_passwd, 0 },
  { "read-own-file", read_own_file, 0 },
  { "read-memory", read_memory, 0 },
  { "list-home", list_home, 0 },
  { "create-file", create_file, 0 },
  { "write-file", write_file, SIGSYS },
  { "delete-file", delete_file, 0 },
  { "connect-out", connect_out, SIGSYS },
  { "connect-bus", connect_bus, SIGSYS },
  { "start-process", start_process, SIGSYS },
  { "start-program", start_program, SIGSYS },
  { "kill-parent", kill_parent, SIGSYS },
  { "trace-parent", trace_parent, SIGSYS },
  { "raise-cpu", raise_cpu, SIGSYS },
  { "run-new-code", run_new_code, SIGSYS },
  { "run-written-code", run_written_code, SIGSYS },
  { "rename-itself", rename_itself, 0 },
  { "spin", spin, SIGXCPU },
  { "grow-file", grow_file, SIGXFSZ },
  { "open-many", open_many, 0 },
#if !EO_SANITIZED
  { "take-memory", take_memory, 0 },
#endif
};

static int
try (gboolean (*attempt) (void))
{
  static const char * const readable[] = { "/usr/share/fonts", "/nonexistent", NULL };
  pid_t pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      const char *failed;

      if (!eo_cage_enter (readable, MEMORY, 1, FILE_SIZE, &failed))
        _exit (NO_CAGE);
      _exit (attempt () ? DONE : DENIED);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
test_attempt (gconstpointer data)
{
  const Attempt *attempt = data;
  int status = try (attempt->attempt);

  if (attempt->killed_by != 0)
    {
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, attempt->killed_by);
    }
  else
    {
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, DENIED);
    }
}

/* The parent is killed while the prisoner is busy: the prisoner goes with it. */
static void
test_orphan (void)
{
  static const char * const readable[] = { NULL };
  int pipes[2], status;
  pid_t parent, prisoner;

  g_assert_cmpint (prctl (PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
  g_assert_cmpint (pipe (pipes), ==, 0);
  parent = fork ();
  if (parent == 0)
    {
      const char *failed;

      if (fork () > 0)
        pause ();
      prisoner = getpid ();
      if (!eo_cage_enter (readable, MEMORY, 5, FILE_SIZE, &failed) ||
          write (pipes[1], &prisoner, sizeof prisoner) != sizeof prisoner)
        _exit (NO_CAGE);
      spin ();
    }
  g_assert_cmpint (read (pipes[0], &prisoner, sizeof prisoner), ==, sizeof prisoner);
  g_assert_cmpint (kill (parent, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (parent, &status, 0), ==, parent);
  g_assert_cmpint (waitpid (prisoner, &status, 0), ==, prisoner);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  prctl (PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
  close (pipes[0]);
  close (pipes[1]);
}

/* A kernel without @call, as far as this process and its children can tell. */
static void
take_away (int call)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  if (filter == NULL || seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), call, 0) != 0 ||
      seccomp_load (filter) != 0)
    _exit (DONE);
  seccomp_release (filter);
}

/* Without one of the walls there is no cage: the program ends before it reads, and says so. */
static void
test_no_cage (gconstpointer program)
{
  const int walls[] = {
    SCMP_SYS (landlock_create_ruleset), SCMP_SYS (landlock_restrict_self), SCMP_SYS (seccomp),
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      pid_t pid = fork ();
      int status;

      if (pid == 0)
        {
          take_away (walls[i]);
          execl (program, program, NULL);
          _exit (DONE);
        }
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, EO_READER_EXIT_NO_CAGE);
    }
}

/* The attempts mean nothing if the same things fail outside the cage, or all fails inside. */
static void
test_control (void)
{
  int status;

  g_assert_true (read_passwd ());
  g_assert_true (read_own_file ());
  g_assert_true (run_new_code ());
  g_assert_true (kill_parent () || errno == EPERM);
  if (!g_file_test ("/usr/share/fonts", G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no fonts on this machine");
      return;
    }
  status = try (read_fonts);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, DONE);
}

int
main (int    argc,
      char **argv)
{
  int fd;
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >, 1);
  fd = g_file_open_tmp ("eo-cage-XXXXXX", &secret, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_test_add_func ("/cage/control", test_control);
  g_test_add_func ("/cage/orphan", test_orphan);
  for (int i = 1; argv[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *path = g_strconcat ("/cage/no-cage/", name, NULL);

      g_test_add_data_func (path, argv[i], test_no_cage);
    }
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *path = g_strconcat ("/cage/", attempts[i].name, NULL);

      g_test_add_data_func (path, &attempts[i], test_attempt);
    }
  result = g_test_run ();
  unlink (secret);
  g_free (secret);
  return result;
}
