/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/cage/eo-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than the kernel headers of Debian 12. */
#define ACCESS_FS_TRUNCATE  (1ULL << 14) /* from the third ABI */
#define ACCESS_FS_IOCTL_DEV (1ULL << 15) /* from the fifth */

/* What Poppler, cairo, FreeType, fontconfig, the image libraries and the C and GLib
 * runtimes call once they run. Descriptors that are open already may be used; files
 * are opened under Landlock; there is no way to a socket, a process or a program. */
static const int allowed[] = {
  SCMP_SYS (read), SCMP_SYS (pread64), SCMP_SYS (readv), SCMP_SYS (preadv),
  SCMP_SYS (write), SCMP_SYS (writev), SCMP_SYS (pwrite64), SCMP_SYS (lseek), SCMP_SYS (_llseek),
  SCMP_SYS (close), SCMP_SYS (dup), SCMP_SYS (ftruncate), SCMP_SYS (memfd_create),
  SCMP_SYS (fstat), SCMP_SYS (fstat64), SCMP_SYS (newfstatat), SCMP_SYS (fstatat64), SCMP_SYS (stat),
  SCMP_SYS (lstat), SCMP_SYS (statx), SCMP_SYS (statfs), SCMP_SYS (fstatfs), SCMP_SYS (access),
  SCMP_SYS (faccessat), SCMP_SYS (faccessat2), SCMP_SYS (readlink), SCMP_SYS (readlinkat), SCMP_SYS (getcwd),
  SCMP_SYS (getdents64), SCMP_SYS (fadvise64), SCMP_SYS (fcntl), SCMP_SYS (fcntl64), SCMP_SYS (flock),
  SCMP_SYS (poll), SCMP_SYS (ppoll), SCMP_SYS (eventfd2),
  SCMP_SYS (recvfrom), SCMP_SYS (recvmsg), SCMP_SYS (sendmsg),
  SCMP_SYS (brk), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (madvise),
  SCMP_SYS (futex), SCMP_SYS (futex_time64), SCMP_SYS (sched_yield), SCMP_SYS (sched_getaffinity),
  SCMP_SYS (set_robust_list), SCMP_SYS (rseq), SCMP_SYS (restart_syscall), SCMP_SYS (membarrier),
  SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack),
  SCMP_SYS (getrandom), SCMP_SYS (clock_gettime), SCMP_SYS (clock_gettime64), SCMP_SYS (clock_getres),
  SCMP_SYS (gettimeofday), SCMP_SYS (time), SCMP_SYS (times), SCMP_SYS (getrusage), SCMP_SYS (getrlimit),
  SCMP_SYS (getpid), SCMP_SYS (gettid), SCMP_SYS (getppid), SCMP_SYS (getuid), SCMP_SYS (geteuid),
  SCMP_SYS (getgid), SCMP_SYS (getegid), SCMP_SYS (uname), SCMP_SYS (sysinfo), SCMP_SYS (getcpu),
  SCMP_SYS (exit), SCMP_SYS (exit_group),
};

/* Asked for now and then by libraries that can do without: refused, not punished. */
static const int refused[] = {
  SCMP_SYS (getpeername), /* GLib, looking for the journal behind standard error */
  SCMP_SYS (ioctl),       /* stdio, asking whether it writes to a terminal */
  /* fontconfig, renewing a stale cache */
  SCMP_SYS (mkdir), SCMP_SYS (unlink), SCMP_SYS (chmod), SCMP_SYS (utimensat),
  SCMP_SYS (prctl),       /* glibc and GLib, naming memory and threads */
  SCMP_SYS (link), SCMP_SYS (rename), SCMP_SYS (mkdirat), SCMP_SYS (unlinkat), SCMP_SYS (fchmodat),
};

static gboolean
set_limit (int    resource,
           rlim_t soft,
           rlim_t hard)
{
  const struct rlimit limit = { soft, hard };

  return setrlimit (resource, &limit) == 0;
}

static gboolean
set_limits (gsize memory,
            guint seconds,
            gsize file_size)
{
  /* The hard limit of CPU stays open so that the parent can raise the soft one at each
   * request; from in here prlimit() is out of reach. */
  return (EO_SANITIZED || set_limit (RLIMIT_AS, memory, memory)) &&
         set_limit (RLIMIT_CPU, seconds, RLIM_INFINITY) &&
         set_limit (RLIMIT_FSIZE, file_size, file_size) &&
         set_limit (RLIMIT_NOFILE, 64, 64) &&
         set_limit (RLIMIT_NPROC, 0, 0) &&
         set_limit (RLIMIT_CORE, 0, 0);
}

static gboolean
allow_folder (int         ruleset,
              const char *path)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
  };
  int result;

  rule.parent_fd = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return errno == ENOENT || errno == ENOTDIR || errno == EACCES;

  result = syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
  return result == 0;
}

/* All that Landlock knows of files is taken away; reading @readable is given back. */
static gboolean
close_files (const char * const *readable)
{
  struct landlock_ruleset_attr attr = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
  int abi = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  gboolean ok = TRUE;
  int ruleset;

  if (abi < 1)
    return FALSE;
  if (abi >= 2)
    attr.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3)
    attr.handled_access_fs |= ACCESS_FS_TRUNCATE;
  if (abi >= 5)
    attr.handled_access_fs |= ACCESS_FS_IOCTL_DEV;

  ruleset = syscall (SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
  if (ruleset < 0)
    return FALSE;

  for (gsize i = 0; ok && readable[i] != NULL; i++)
    ok = allow_folder (ruleset, readable[i]);
  ok = ok && syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return ok;
}

/* A call that this architecture does not have is nothing to allow. */
static gboolean
add (scmp_filter_ctx  filter,
     guint32          action,
     const int       *calls,
     gsize            n_calls)
{
  for (gsize i = 0; i < n_calls; i++)
    {
      if (calls[i] >= 0 && seccomp_rule_add (filter, action, calls[i], 0) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Those whose arguments matter. */
static gboolean
add_with_arguments (scmp_filter_ctx filter)
{
  const guint64 writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  const struct scmp_arg_cmp reads = SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, 0);
  const struct scmp_arg_cmp reads_old = SCMP_A1 (SCMP_CMP_MASKED_EQ, writing, 0);
  const struct scmp_arg_cmp plain = SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  const struct scmp_arg_cmp asks = SCMP_A2 (SCMP_CMP_EQ, 0);
  const struct scmp_arg_cmp self = SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ());

  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, reads) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (openat), 1,
                           SCMP_A2 (SCMP_CMP_MASKED_EQ, O_CREAT, O_CREAT)) == 0 &&
#ifdef SYS_open
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1, reads_old) == 0 &&
#endif
         /* No new executable memory: what was not loaded by now never runs. */
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1, plain) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1, plain) == 0 &&
         /* Limits may be read; setting one is what a prisoner would do. */
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1, asks) == 0 &&
         /* abort() and raise() signal the process itself, nobody else. */
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, self) == 0;
}

static gboolean
close_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean ok;

  if (filter == NULL)
    return FALSE;

  seccomp_attr_set (filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a tree, not a list: some hundred calls a page */
  ok = add (filter, SCMP_ACT_ALLOW, allowed, G_N_ELEMENTS (allowed)) &&
       add (filter, SCMP_ACT_ERRNO (EPERM), refused, G_N_ELEMENTS (refused)) &&
       add_with_arguments (filter) &&
       seccomp_load (filter) == 0;
  seccomp_release (filter);
  return ok;
}

gboolean
eo_cage_enter (const char * const *readable,
               gsize               memory,
               guint               seconds,
               gsize               file_size,
               const char        **failed)
{
  g_return_val_if_fail (readable != NULL && failed != NULL, FALSE);

  *failed = NULL;
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl (PR_SET_DUMPABLE, 0) != 0)
    *failed = "prctl";
  else if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    *failed = "no_new_privs";
  else if (!set_limits (memory, seconds, file_size))
    *failed = "rlimit";
  else if (!close_files (readable))
    *failed = "Landlock";
  else if (!close_calls ())
    *failed = "seccomp";
  return *failed == NULL;
}
