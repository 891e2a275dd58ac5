/* Stops the program at the n-th call that makes something durable, or lets that one call fail; or, when STOP_AT_WRITES names
 * a folder, at the n-th writing to a file in it.
 *
 * Loaded before the C library. Counting begins when the file that STOP_AT_ARMED names exists, and runs over all threads;
 * each call counted adds a line to that file: what was to be made durable. At number STOP_AT the program is killed before
 * the call is made or, when STOP_AT_FAILS is set, the call answers EIO and nothing is made durable. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int counted;

static int must_fail(const char *what) {
  const char *armed = getenv("STOP_AT_ARMED"), *at = getenv("STOP_AT");
  int file = armed ? open(armed, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
  if (file < 0) return 0;
  int number = atomic_fetch_add(&counted, 1) + 1;
  char line[PATH_MAX + 2];
  int length = snprintf(line, sizeof line, "%s\n", what);
  ssize_t written = syscall(SYS_write, file, line, (size_t)length);
  close(file);
  if (written != length || !at || number != atoi(at)) return 0;
  if (!getenv("STOP_AT_FAILS")) {
    kill(getpid(), SIGKILL);
    pause();
  }
  errno = EIO;
  return 1;
}

static int counts_writes(void) { return getenv("STOP_AT_WRITES") != NULL; }

static int must_fail_on(int file) {
  char link[64], path[PATH_MAX + 1];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, PATH_MAX);
  path[length < 0 ? 0 : length] = 0;
  const char *folder = getenv("STOP_AT_WRITES");
  if (folder && strncmp(path, folder, strlen(folder)) != 0) return 0;
  return must_fail(path);
}

#define COUNTED(kind, name, parameters, arguments, failing)                                                            \
  kind name parameters {                                                                                               \
    static kind(*_Atomic next) parameters;                                                                             \
    if (!next) next = (kind(*) parameters)dlsym(RTLD_NEXT, #name);                                                     \
    return failing ? -1 : next arguments;                                                                              \
  }
#define DURABLE(name, parameters, arguments, failing) COUNTED(int, name, parameters, arguments, !counts_writes() && failing)
#define WRITING(name, parameters, arguments) COUNTED(ssize_t, name, parameters, arguments, counts_writes() && must_fail_on(file))

DURABLE(fsync, (int file), (file), must_fail_on(file))
DURABLE(fdatasync, (int file), (file), must_fail_on(file))
DURABLE(rename, (const char *from, const char *to), (from, to), must_fail(to))
DURABLE(renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), must_fail(to))
DURABLE(renameat2, (int a, const char *from, int b, const char *to, unsigned how), (a, from, b, to, how), must_fail(to))
DURABLE(link, (const char *from, const char *to), (from, to), must_fail(to))
DURABLE(linkat, (int a, const char *from, int b, const char *to, int how), (a, from, b, to, how), must_fail(to))
DURABLE(unlink, (const char *path), (path), must_fail(path))
DURABLE(unlinkat, (int a, const char *path, int how), (a, path, how), must_fail(path))

WRITING(write, (int file, const void *bytes, size_t length), (file, bytes, length))
WRITING(pwrite, (int file, const void *bytes, size_t length, off_t at), (file, bytes, length, at))
WRITING(pwrite64, (int file, const void *bytes, size_t length, off64_t at), (file, bytes, length, at))
WRITING(writev, (int file, const struct iovec *pieces, int count), (file, pieces, count))
