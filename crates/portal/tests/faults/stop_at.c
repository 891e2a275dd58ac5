/* Stops the program at the n-th call that makes something durable, or lets that one call fail.
 *
 * Loaded before the C library. Counting begins when the file that STOP_AT_ARMED names exists, and runs over all threads;
 * each call counted adds a byte to that file. At number STOP_AT the program is killed before the call is made or, when
 * STOP_AT_FAILS is set, the call answers EIO and nothing is made durable. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_int counted;

static int must_fail(void) {
  const char *armed = getenv("STOP_AT_ARMED"), *at = getenv("STOP_AT");
  int file = armed ? open(armed, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
  if (file < 0) return 0;
  int number = atomic_fetch_add(&counted, 1) + 1;
  ssize_t written = write(file, ".", 1);
  close(file);
  if (written != 1 || !at || number != atoi(at)) return 0;
  if (!getenv("STOP_AT_FAILS")) {
    kill(getpid(), SIGKILL);
    pause();
  }
  errno = EIO;
  return 1;
}

#define COUNTED(name, parameters, arguments)                                                                           \
  int name parameters {                                                                                                \
    static int(*_Atomic next) parameters;                                                                              \
    if (!next) next = (int(*) parameters)dlsym(RTLD_NEXT, #name);                                                      \
    return must_fail() ? -1 : next arguments;                                                                          \
  }

COUNTED(fsync, (int file), (file))
COUNTED(fdatasync, (int file), (file))
COUNTED(rename, (const char *from, const char *to), (from, to))
COUNTED(renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
COUNTED(renameat2, (int a, const char *from, int b, const char *to, unsigned flags), (a, from, b, to, flags))
COUNTED(link, (const char *from, const char *to), (from, to))
COUNTED(linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
