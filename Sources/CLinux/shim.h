#ifndef LOCKER_CLINUX_H
#define LOCKER_CLINUX_H

#include <malloc.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/statfs.h>
#include <sys/uio.h>
#include <sys/vfs.h>

/// pwritev2(2). Glibc declares it with _GNU_SOURCE alone, without which Swift reads its headers.
ssize_t pwritev2(int descriptor, const struct iovec *vectors, int count, off_t offset, int flags);

/// RWF_DONTCACHE of <linux/fs.h>: the page cache lets go of what is written once it is on the disk, where writing it begins
/// at once. Where kernel or file system know no such thing, the call fails with EOPNOTSUPP.
static const int32_t LOCKER_RWF_DONTCACHE = 0x80;

/// renameat2(2) and syncfs(2), which Glibc declares with _GNU_SOURCE alone too.
int renameat2(int old_folder, const char *old_name, int new_folder, const char *new_name, unsigned int flags);
int syncfs(int descriptor);

/// RENAME_NOREPLACE of <linux/fs.h>: the call fails with EEXIST where there is a file of the new name.
static const uint32_t LOCKER_RENAME_NOREPLACE = 1;

/// The kind of file system that the open file is on: one of the constants of statfs(2), -1 when it does not tell.
static inline int64_t locker_file_system_kind(int descriptor)
{
    struct statfs status;
    return fstatfs(descriptor, &status) == 0 ? (int64_t)status.f_type : -1;
}

/// Whether the open folder takes names for each other that differ in case only, by FS_CASEFOLD_FL of <linux/fs.h>: 1 or 0, and
/// -1 where its file system knows no such flags.
static inline int32_t locker_folds_case(int descriptor)
{
    long flags = 0;
    return ioctl(descriptor, _IOR('f', 1, long), &flags) == 0 ? (flags & 0x40000000) != 0 : -1;
}

#endif
