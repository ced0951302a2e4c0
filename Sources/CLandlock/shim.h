#ifndef LOCKER_CLANDLOCK_H
#define LOCKER_CLANDLOCK_H

#include <linux/landlock.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Rules of landlock(7) by which nothing of the file system may be used: all that Linux 5.13 can refuse. -1 where the
/// kernel knows no such thing.
static inline int locker_landlock_create(void)
{
    struct landlock_ruleset_attr rules = {.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    return (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof(rules.handled_access_fs), 0);
}

/// Lets the file, or what is in the folder, be read, and run where `runs` is not 0.
static inline int locker_landlock_allow(int rules, int file, int runs)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | (runs ? LANDLOCK_ACCESS_FS_EXECUTE : 0),
        .parent_fd = file,
    };
    return (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

/// Has the rules hold for the calling thread, and for what it becomes and starts, without new privileges.
static inline int locker_landlock_enter(int rules)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return (int)syscall(SYS_landlock_restrict_self, rules, 0);
}

/// Has the process killed when the thread ends that started it.
static inline int locker_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }

/// Of clone(2): what is started is a thread, and no process.
static const uint64_t LOCKER_CLONE_THREAD = CLONE_THREAD | CLONE_SIGHAND | CLONE_VM;

#endif
