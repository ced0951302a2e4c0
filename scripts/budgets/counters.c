/* Counts what a program asks of the allocator and the system, from outside: a library for LD_PRELOAD.
 *
 * The counters lie in the file that LOCKER_COUNTERS names, 8 bytes each in the order of `names` below, so that another
 * process reads them while this one works. Calls that the C library makes for itself are not seen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

/* Changes go with counting.py, which reads them in this order. */
enum { ALLOCATIONS, READS, WRITES, WRITTEN_BYTES, SYNCS, OPENS, STATS, MESSAGES, ALLOCATED, COUNT };

static atomic_ullong nowhere[COUNT];
static _Atomic(atomic_ullong *) counters = nowhere;

__attribute__((constructor)) static void open_counters(void) {
    const char *path = getenv("LOCKER_COUNTERS");
    if (!path) return;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof nowhere) != 0) abort();
    void *map = mmap(NULL, sizeof nowhere, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (map == MAP_FAILED) abort();
    counters = map;
}

static void count(int which, unsigned long long by) {
    atomic_fetch_add_explicit(&counters[which], by, memory_order_relaxed);
}

#define NEXT(name)                                                                                                    \
    static __typeof__(name) *next;                                                                                    \
    if (!next) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* dlsym may allocate: glibc's own entry points need no look-up. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void allocates(size_t size) {
    count(ALLOCATIONS, 1);
    count(ALLOCATED, size);
}

void *malloc(size_t size) {
    allocates(size);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    allocates(number * size);
    return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
    allocates(size);
    return __libc_realloc(old, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    allocates(size);
    *result = __libc_memalign(alignment, size);
    return *result ? 0 : 12;
}

ssize_t read(int file, void *bytes, size_t size) {
    NEXT(read);
    count(READS, 1);
    return next(file, bytes, size);
}

ssize_t pread(int file, void *bytes, size_t size, off_t offset) {
    NEXT(pread);
    count(READS, 1);
    return next(file, bytes, size, offset);
}

ssize_t pread64(int file, void *bytes, size_t size, off64_t offset) {
    NEXT(pread64);
    count(READS, 1);
    return next(file, bytes, size, offset);
}

static ssize_t wrote(ssize_t size) {
    count(WRITES, 1);
    if (size > 0) count(WRITTEN_BYTES, (unsigned long long)size);
    return size;
}

ssize_t write(int file, const void *bytes, size_t size) {
    NEXT(write);
    return wrote(next(file, bytes, size));
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    NEXT(pwrite);
    return wrote(next(file, bytes, size, offset));
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
    NEXT(pwrite64);
    return wrote(next(file, bytes, size, offset));
}

ssize_t pwritev2(int file, const struct iovec *parts, int number, off_t offset, int flags) {
    NEXT(pwritev2);
    return wrote(next(file, parts, number, offset, flags));
}

ssize_t writev(int file, const struct iovec *parts, int number) {
    NEXT(writev);
    return wrote(next(file, parts, number));
}

int fsync(int file) {
    NEXT(fsync);
    count(SYNCS, 1);
    return next(file);
}

int fdatasync(int file) {
    NEXT(fdatasync);
    count(SYNCS, 1);
    return next(file);
}

int open(const char *path, int flags, ...) {
    static int (*next)(const char *, int, mode_t);
    if (!next) next = (int (*)(const char *, int, mode_t))dlsym(RTLD_NEXT, "open");
    __builtin_va_list rest;
    __builtin_va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? __builtin_va_arg(rest, mode_t) : 0;
    __builtin_va_end(rest);
    count(OPENS, 1);
    return next(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    static int (*next)(int, const char *, int, mode_t);
    if (!next) next = (int (*)(int, const char *, int, mode_t))dlsym(RTLD_NEXT, "openat");
    __builtin_va_list rest;
    __builtin_va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? __builtin_va_arg(rest, mode_t) : 0;
    __builtin_va_end(rest);
    count(OPENS, 1);
    return next(folder, path, flags, mode);
}

int fstat(int file, struct stat *status) {
    NEXT(fstat);
    count(STATS, 1);
    return next(file, status);
}

int fstatat(int folder, const char *path, struct stat *status, int flags) {
    NEXT(fstatat);
    count(STATS, 1);
    return next(folder, path, status, flags);
}

ssize_t sendmsg(int socket, const struct msghdr *message, int flags) {
    NEXT(sendmsg);
    count(MESSAGES, 1);
    return next(socket, message, flags);
}

ssize_t recvmsg(int socket, struct msghdr *message, int flags) {
    NEXT(recvmsg);
    count(MESSAGES, 1);
    return next(socket, message, flags);
}
