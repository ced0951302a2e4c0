#ifndef LOCKER_CLANES_GEAR_HITS_H
#define LOCKER_CLANES_GEAR_HITS_H

#include "gear.h"

#include <string.h>

/// The first cut among the places where the lower 32 bits of the hash say that there may be one: at one place of 1,024
/// with the strict mask, of 128 with the loose one. Whether there is one is found out there alone, with all 64.
///
/// Bit n of `hits[i]` is for byte i of stretch n.
static inline int locker_gear_first_of(const uint16_t hits[LOCKER_GEAR_STRETCH], const uint8_t *tile,
                                       const struct locker_gear_table *table, uint64_t mask) {
    int first = LOCKER_GEAR_TILE;
    // Four places of each stretch at a time: most have no hit.
    for (int place = 0; place < LOCKER_GEAR_STRETCH; place += 4) {
        uint64_t group;
        for (memcpy(&group, hits + place, sizeof group); group != 0; group &= group - 1) {
            const int bit = __builtin_ctzll(group);
            const int cut = bit % LOCKER_GEAR_LANES * LOCKER_GEAR_STRETCH + place + bit / LOCKER_GEAR_LANES;
            if (cut >= first) continue;
            uint64_t hash = 0;
            for (int i = 1 - LOCKER_GEAR_WINDOW; i <= 0; i++) hash = (hash << 1) + table->whole[tile[cut + i]];
            if ((hash & mask) == 0) first = cut;
        }
    }
    return first;
}

#endif
