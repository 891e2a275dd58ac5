/* Stops the program at the n-th call that makes something durable, or lets that one call fail.
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
#include <unistd.h>

static atomic_int counted;

static int must_fail(const char *what) {
  const char *armed = getenv("STOP_AT_ARMED"), *at = getenv("STOP_AT");
  int file = armed ? open(armed, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
  if (file < 0) return 0;
  int number = atomic_fetch_add(&counted, 1) + 1;
  char line[PATH_MAX + 2];
  int length = snprintf(line, sizeof line, "%s\n", what);
  ssize_t written = write(file, line, (size_t)length);
  close(file);
  if (written != length || !at || number != atoi(at)) return 0;
  if (!getenv("STOP_AT_FAILS")) {
    kill(getpid(), SIGKILL);
    pause();
  }
  errno = EIO;
  return 1;
}

static int must_fail_on(int file) {
  char link[64], path[PATH_MAX + 1];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, PATH_MAX);
  path[length < 0 ? 0 : length] = 0;
  return must_fail(path);
}

#define COUNTED(name, parameters, arguments, failing)                                                                  \
  int name parameters {                                                                                                \
    static int(*_Atomic next) parameters;                                                                              \
    if (!next) next = (int(*) parameters)dlsym(RTLD_NEXT, #name);                                                      \
    return failing ? -1 : next arguments;                                                                              \
  }

COUNTED(fsync, (int file), (file), must_fail_on(file))
COUNTED(fdatasync, (int file), (file), must_fail_on(file))
COUNTED(rename, (const char *from, const char *to), (from, to), must_fail(to))
COUNTED(renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), must_fail(to))
COUNTED(renameat2, (int a, const char *from, int b, const char *to, unsigned how), (a, from, b, to, how), must_fail(to))
COUNTED(link, (const char *from, const char *to), (from, to), must_fail(to))
COUNTED(linkat, (int a, const char *from, int b, const char *to, int how), (a, from, b, to, how), must_fail(to))
