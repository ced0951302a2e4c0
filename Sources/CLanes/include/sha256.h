#ifndef LOCKER_CLANES_SHA256_H
#define LOCKER_CLANES_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The most messages that any way hashes side by side.
enum { LOCKER_SHA256_LANES = 16 };

/// A message that is being hashed.
struct locker_sha256_lane {
    /// The eight words of the intermediate hash value, a to h (FIPS 180-4, section 6.2).
    uint32_t state[8];
    /// Where the next block of 64 bytes is.
    const uint8_t *next;
};

/// A way to hash messages side by side on one core.
struct locker_sha256_way {
    /// That of the instructions, as LOCKER_LANES has it.
    const char *name;
    /// The most messages that it hashes side by side.
    int lanes;
    /// Whether it takes as long for one message as for all its lanes.
    bool is_flat;
    /// Whether this processor has the instructions, and the operating system keeps their registers.
    bool (*is_there)(void);
    /// Takes the next `blocks` blocks, which may be none, of each of the first `count` messages, 1 to `lanes`, into
    /// their states.
    void (*advance)(struct locker_sha256_lane *messages, int count, size_t blocks);
};

/// OpenSSL's, one message at a time: there on every machine.
extern const struct locker_sha256_way locker_sha256_plain;

/// Every way of this architecture, the plain one last; null behind it.
const struct locker_sha256_way *locker_sha256_way(int number);

/// How the next blocks of some messages are hashed the fastest.
struct locker_sha256_step {
    const struct locker_sha256_way *way;
    /// How many of the messages it takes on at a time.
    int count;
};

/// Measures the ways that are there, that `names` allows (see locker_lanes_allow()) and that agree with OpenSSL, on
/// this machine, now, for some 100 microseconds.
///
/// steps[n] is for n messages under way, 1 to LOCKER_SHA256_LANES; steps[0] is not set.
void locker_sha256_measure(const char *names, struct locker_sha256_step steps[LOCKER_SHA256_LANES + 1]);

/// As if `way` were the fastest for any number of messages.
void locker_sha256_force(const struct locker_sha256_way *way, struct locker_sha256_step steps[LOCKER_SHA256_LANES + 1]);

#endif
