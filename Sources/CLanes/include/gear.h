#ifndef LOCKER_CLANES_GEAR_H
#define LOCKER_CLANES_GEAR_H

#include <stdbool.h>
#include <stdint.h>

/// A tile is sixteen stretches, one behind the other, that are scanned side by side: one for each word of a register of
/// AVX-512. With stretches of 128, 256, 512 and 1024 bytes, FastCDC cuts noise at 6.9, 7.4, 5.6 and 4.4 GB/s (AMD EPYC,
/// family 26): short ones cost because each is begun 32 bytes early, long ones because what lies behind a cut was
/// scanned for nothing.
enum { LOCKER_GEAR_LANES = 16, LOCKER_GEAR_STRETCH = 256, LOCKER_GEAR_TILE = LOCKER_GEAR_LANES * LOCKER_GEAR_STRETCH };

/// The bytes that a hash depends on, the last one of them where it ends: masks have no bit above bit 47, counted from
/// 0.
enum { LOCKER_GEAR_WINDOW = 48 };

/// The gear table in the forms that the ways want.
struct locker_gear_table {
    uint64_t whole[256];
    /// Shifted left by one.
    uint64_t shifted[256];
    /// The lower 32 bits.
    uint32_t low[256];
    /// The lowest byte of each entry, then the next one of each, four times.
    uint8_t planes[4][256];
};

/// A way to scan the stretches of a tile side by side.
struct locker_gear_way {
    /// That of the instructions, as LOCKER_LANES has it.
    const char *name;
    /// Whether this processor has the instructions, and the operating system keeps their registers.
    bool (*is_there)(void);
    /// The first byte of the LOCKER_GEAR_TILE at `tile` with which a gear hash ends that is zero in all the bits of
    /// `mask`; LOCKER_GEAR_TILE where there is none. `tile` has 64 bytes more in front of it.
    int (*first_cut)(const uint8_t *tile, const struct locker_gear_table *table, uint64_t mask);
};

/// Word by word, without any instructions beyond those that each processor has: there on every machine.
extern const struct locker_gear_way locker_gear_plain;

/// Every way of this architecture, the plain one last; null behind it.
const struct locker_gear_way *locker_gear_way(int number);

/// Fills `table` from the 256 entries of `gear`.
void locker_gear_fill(struct locker_gear_table *table, const uint64_t gear[256]);

/// The fastest way, as it is measured now for some 100 microseconds, of those that are there, that `names` allows (see
/// locker_lanes_allow()) and that agree with the plain one.
const struct locker_gear_way *locker_gear_measure(const char *names, const struct locker_gear_table *table);

#endif
