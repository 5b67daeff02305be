/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef _FILE_OFFSET_BITS /* pwrite and pwrite64 are both wanted, as two names */
#include "config.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* Preloaded into the program: the write to a file of the office whose number is in FAULT_NTH fails with FAULT_ERRNO,
 * and so do all that follow where FAULT_ALL is set. */

static atomic_int counted;

static int
is_of_office (int fd)
{
  char link[64];
  char path[4096];
  ssize_t n;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n <= 0)
    return 0;
  path[n] = '\0';
  return strstr (path, "/office.db") != NULL;
}

static int
shall_fail (int fd)
{
  const char *nth = getenv ("FAULT_NTH");
  const char *code = getenv ("FAULT_ERRNO");
  int number;

  if (nth == NULL || code == NULL || !is_of_office (fd))
    return 0;
  number = atomic_fetch_add (&counted, 1) + 1;
  if (number != atoi (nth) && (getenv ("FAULT_ALL") == NULL || number < atoi (nth)))
    return 0;
  errno = atoi (code);
  return 1;
}

#define REAL(name) \
  static __typeof__ (name) *real; \
  if (real == NULL) \
    *(void **) &real = dlsym (RTLD_NEXT, #name)

ssize_t
write (int         fd,
       const void *buffer,
       size_t      n)
{
  REAL (write);
  return shall_fail (fd) ? -1 : real (fd, buffer, n);
}

ssize_t
pwrite (int         fd,
        const void *buffer,
        size_t      n,
        off_t       at)
{
  REAL (pwrite);
  return shall_fail (fd) ? -1 : real (fd, buffer, n, at);
}

ssize_t
pwrite64 (int         fd,
          const void *buffer,
          size_t      n,
          off64_t     at)
{
  REAL (pwrite64);
  return shall_fail (fd) ? -1 : real (fd, buffer, n, at);
}
