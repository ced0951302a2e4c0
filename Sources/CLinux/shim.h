#ifndef LOCKER_CLINUX_H
#define LOCKER_CLINUX_H

#include <stdint.h>
#include <sys/uio.h>

/// pwritev2(2). Glibc declares it with _GNU_SOURCE alone, without which Swift reads its headers.
ssize_t pwritev2(int descriptor, const struct iovec *vectors, int count, off_t offset, int flags);

/// RWF_DONTCACHE of <linux/fs.h>: the page cache lets go of what is written once it is on the disk, where writing it begins
/// at once. Where kernel or file system know no such thing, the call fails with EOPNOTSUPP.
static const int32_t LOCKER_RWF_DONTCACHE = 0x80;

#endif
