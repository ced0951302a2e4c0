#ifndef LOCKER_CLANES_SHA256_H
#define LOCKER_CLANES_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The most messages that locker_sha256_advance() hashes side by side.
///
/// One at a time takes 2.06 GB/s a core (AMD EPYC, family 26), two take 3.0, three 3.3, four 3.7: the instructions of
/// SHA-256 wait four cycles for each other, and others fill the wait.
enum { LOCKER_SHA256_LANES = 4 };

/// The most messages that locker_sha256_advance_wide() hashes side by side: one for each word of a register of AVX-512.
///
/// It takes as long for one as for all: 6.6 GB/s for sixteen on the same core, which makes it the faster one for nine and
/// more.
enum { LOCKER_SHA256_WIDE_LANES = 16 };

/// A message that is being hashed.
struct locker_sha256_lane {
    /// The eight words of the intermediate hash value, a to h (FIPS 180-4, section 6.2).
    uint32_t state[8];
    /// Where the next block of 64 bytes is.
    const uint8_t *next;
};

/// Whether this processor has what locker_sha256_advance() needs: the SHA extensions and AVX.
bool locker_sha256_has_lanes(void);

/// Takes the next `blocks` blocks, which may be none, of each of the `count` lanes, 1 to LOCKER_SHA256_LANES, into their
/// states.
void locker_sha256_advance(struct locker_sha256_lane *lanes, int count, size_t blocks);

/// Whether this processor has what locker_sha256_advance_wide() needs: AVX-512 for words and bytes.
bool locker_sha256_has_wide_lanes(void);

/// As locker_sha256_advance(), for 1 to LOCKER_SHA256_WIDE_LANES lanes.
void locker_sha256_advance_wide(struct locker_sha256_lane *lanes, int count, size_t blocks);

#endif
