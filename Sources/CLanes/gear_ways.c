#include "gear.h"
#include "lanes.h"

#include <string.h>

extern const struct locker_gear_way locker_gear_vbmi, locker_gear_avx512, locker_gear_avx2;

static const struct locker_gear_way *const ways[] = {
#if defined(__x86_64__)
    &locker_gear_vbmi, &locker_gear_avx512, &locker_gear_avx2,
#endif
    &locker_gear_plain, NULL};

const struct locker_gear_way *locker_gear_way(int number) {
    return ways[number];
}

void locker_gear_fill(struct locker_gear_table *table, const uint64_t gear[256]) {
    for (int value = 0; value < 256; value++) {
        table->whole[value] = gear[value];
        table->shifted[value] = gear[value] << 1;
        table->low[value] = (uint32_t)gear[value];
        for (int plane = 0; plane < 4; plane++) table->planes[plane][value] = (uint8_t)(gear[value] >> (8 * plane));
    }
}

/// What is scanned to see whether a way is right, and how fast: noise with a tile's bytes.
enum { LENGTH = 64 + LOCKER_GEAR_TILE, RUNS = 8 };

static void fill(uint8_t bytes[LENGTH]) {
    uint32_t state = 1;
    for (int i = 0; i < LENGTH; i++) {
        state = 1664525 * state + 1013904223; // Numerical Recipes, section 7.1
        bytes[i] = (uint8_t)(state >> 24);
    }
}

/// With masks of few bits and many, so that there are cuts at any place and nowhere.
static bool agrees(const struct locker_gear_way *way, const uint8_t *tile, const struct locker_gear_table *table) {
    for (int bits = 0; bits < 20; bits++) {
        const uint64_t mask = ((1ull << bits) - 1) << 20;
        if (way->first_cut(tile, table, mask) != locker_gear_plain.first_cut(tile, table, mask)) return false;
    }
    return true;
}

/// Nanoseconds for a tile without a cut.
static uint64_t measure(const struct locker_gear_way *way, const uint8_t *tile, const struct locker_gear_table *table) {
    const uint64_t start = locker_lanes_now();
    way->first_cut(tile, table, 0xd90707537000); // the strict mask of FastCDC
    return locker_lanes_now() - start;
}

const struct locker_gear_way *locker_gear_measure(const char *names, const struct locker_gear_table *table) {
    uint8_t bytes[LENGTH];
    fill(bytes);
    const uint8_t *tile = bytes + 64;
    enum { WAYS = sizeof ways / sizeof *ways - 1 };
    uint64_t least[WAYS];
    memset(least, 0xff, sizeof least);
    bool takes_part[WAYS];
    for (int i = 0; i < WAYS; i++) {
        takes_part[i] = locker_lanes_allow(names, ways[i]->name) && ways[i]->is_there() && agrees(ways[i], tile, table);
    }
    // In turns, and the least time of each: the machine does other things too.
    for (int run = 0; run < RUNS * WAYS; run++) {
        const int i = run % WAYS;
        const uint64_t time = takes_part[i] ? measure(ways[i], tile, table) : UINT64_MAX;
        if (time < least[i]) least[i] = time;
    }
    int best = WAYS - 1;
    for (int i = 0; i < WAYS; i++) best = least[i] < least[best] ? i : best;
    return ways[best];
}
