#ifndef LOCKER_CSQLITE_H
#define LOCKER_CSQLITE_H

#include <sqlite3.h>

/// sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0), before SQLite is first used: each of its allocations counts itself under
/// one lock otherwise. Swift calls no function of variable arguments.
static inline int locker_sqlite_without_memory_counts(void)
{
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
