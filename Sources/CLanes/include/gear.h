#ifndef LOCKER_CLANES_GEAR_H
#define LOCKER_CLANES_GEAR_H

#include <stdbool.h>
#include <stdint.h>

/// A tile is sixteen stretches, one behind the other, that are scanned side by side: one for each word of a register of
/// AVX-512. With stretches of 128, 256, 512 and 1024 bytes, FastCDC cuts noise at 6.9, 7.4, 5.6 and 4.4 GB/s (AMD EPYC,
/// family 26): short ones cost because each is begun 32 bytes early, long ones because what lies behind a cut was
/// scanned for nothing.
enum { LOCKER_GEAR_LANES = 16, LOCKER_GEAR_STRETCH = 256 };

/// Whether this processor has what locker_gear_scan() needs: AVX-512 for words and bytes, and VBMI.
bool locker_gear_has_lanes(void);

/// Finds where the lower 32 bits of the gear hash are zero in all the bits of `mask`.
///
/// `tile` has LOCKER_GEAR_LANES * LOCKER_GEAR_STRETCH bytes, and 64 more in front of it. `planes` is the gear table by
/// bytes: the lowest byte of each of the 256 entries, then the next one of each, four times. Bit n of
/// `hits[i]` says whether the hash that ends with byte i of stretch n is zero in those bits.
void locker_gear_scan(const uint8_t *tile, const uint8_t planes[4 * 256], uint32_t mask,
                      uint16_t hits[LOCKER_GEAR_STRETCH]);

#endif
