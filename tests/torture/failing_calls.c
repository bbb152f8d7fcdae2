/* Makes one call of the C library fail: the N-th of one kind that concerns a folder. For LD_PRELOAD; see calls.py.

   FAULT_CALL=fsync FAULT_AT=3 FAULT_ERRNO=5 FAULT_FOLDER=/x/index FAULT_HIT=/x/hit  (calls count from 0) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int seen = 0;

static int concerns(const char *path) {
  const char *folder = getenv("FAULT_FOLDER");
  return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int concerns_file(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = 0;
  return concerns(path);
}

/* Whether this call is the one; then errno is set and the fact noted. */
static int fails(const char *call, int concerned) {
  const char *wanted = getenv("FAULT_CALL"), *at = getenv("FAULT_AT"), *hit = getenv("FAULT_HIT");
  if (!concerned || !wanted || strcmp(wanted, call) != 0 || seen++ != atoi(at)) return 0;
  int (*original)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int fd = original(hit, O_WRONLY | O_CREAT, 0600);
  if (fd >= 0) close(fd);
  errno = atoi(getenv("FAULT_ERRNO"));
  return 1;
}

#define ORIGINAL(name) __typeof__(&name) original = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

int fsync(int fd) { ORIGINAL(fsync); return fails("fsync", concerns_file(fd)) ? -1 : original(fd); }
ssize_t write(int fd, const void *content, size_t size) {
  ORIGINAL(write);
  return fails("write", concerns_file(fd)) ? -1 : original(fd, content, size);
}
ssize_t read(int fd, void *content, size_t size) {
  ORIGINAL(read);
  return fails("read", concerns_file(fd)) ? -1 : original(fd, content, size);
}
int rename(const char *from, const char *to) {
  ORIGINAL(rename);
  return fails("rename", concerns(to)) ? -1 : original(from, to);
}
int link(const char *from, const char *to) { ORIGINAL(link); return fails("link", concerns(to)) ? -1 : original(from, to); }
int unlink(const char *path) { ORIGINAL(unlink); return fails("unlink", concerns(path)) ? -1 : original(path); }
int mkdir(const char *path, mode_t mode) { ORIGINAL(mkdir); return fails("mkdir", concerns(path)) ? -1 : original(path, mode); }
int ftruncate(int fd, off_t size) { ORIGINAL(ftruncate); return fails("ftruncate", concerns_file(fd)) ? -1 : original(fd, size); }
int ftruncate64(int fd, off64_t size) {
  ORIGINAL(ftruncate64);
  return fails("ftruncate", concerns_file(fd)) ? -1 : original(fd, size);
}
int msync(void *at, size_t size, int flags) { ORIGINAL(msync); return fails("msync", 1) ? -1 : original(at, size, flags); }
int posix_fallocate(int fd, off_t at, off_t size) {
  ORIGINAL(posix_fallocate);
  return fails("posix_fallocate", concerns_file(fd)) ? errno : original(fd, at, size);
}
int posix_fallocate64(int fd, off64_t at, off64_t size) {
  ORIGINAL(posix_fallocate64);
  return fails("posix_fallocate", concerns_file(fd)) ? errno : original(fd, at, size);
}
void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
  ORIGINAL(mmap);
  return fails("mmap", fd >= 0 && concerns_file(fd)) ? MAP_FAILED : original(at, size, protection, flags, fd, offset);
}
void *mmap64(void *at, size_t size, int protection, int flags, int fd, off64_t offset) {
  ORIGINAL(mmap64);
  return fails("mmap", fd >= 0 && concerns_file(fd)) ? MAP_FAILED : original(at, size, protection, flags, fd, offset);
}
#define OPEN(name)                                                     \
  int name(const char *path, int flags, ...) {                         \
    ORIGINAL(name);                                                    \
    va_list rest;                                                      \
    va_start(rest, flags);                                             \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                      \
    return fails("open", concerns(path)) ? -1 : original(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)
