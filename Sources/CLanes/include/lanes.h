#ifndef LOCKER_CLANES_LANES_H
#define LOCKER_CLANES_LANES_H

#include <stdbool.h>
#include <stdint.h>

/// LOCKER_LANES of the environment; null where it is not set.
const char *locker_lanes_names(void);

/// Whether `name`, of a way to hash or to scan, is among `names`, which have commas between them. No names allow every
/// one, and `plain` always is.
bool locker_lanes_allow(const char *names, const char *name);

/// Nanoseconds of a clock that only goes forward.
uint64_t locker_lanes_now(void);

#endif
