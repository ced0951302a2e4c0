#include "gear.h"

#define UNLIKELY(condition) __builtin_expect(condition, 0)

/// Stretches that are scanned side by side here, since each step waits for the hash of the one before.
enum { STREAMS = 4, LENGTH = LOCKER_GEAR_TILE / STREAMS };

/// One step after the other: the first cut from `start` on, `end` where there is none.
static int roll(const uint8_t *tile, const struct locker_gear_table *table, uint64_t mask, int start, int end) {
    uint64_t hash = 0;
    for (int place = start - LOCKER_GEAR_WINDOW; place < start; place++) hash = (hash << 1) + table->whole[tile[place]];
    for (int place = start; place < end; place++) {
        hash = (hash << 1) + table->whole[tile[place]];
        if ((hash & mask) == 0) return place;
    }
    return end;
}

/// The first cut, when stretch `stream` has one at `place`: there may be one before it, in the stretches before, which
/// are only as far.
__attribute__((noinline, cold)) static int
first_of(const uint8_t *tile, const struct locker_gear_table *table, uint64_t mask, int stream, int place) {
    for (int start = 0; start < stream * LENGTH; start += LENGTH) {
        const int cut = roll(tile, table, mask, start + (place & ~1), start + LENGTH);
        if (cut < start + LENGTH) return cut;
    }
    return stream * LENGTH + place;
}

static int first_cut(const uint8_t *tile, const struct locker_gear_table *table, uint64_t mask) {
    uint64_t hash[STREAMS] = {0};
    for (int place = -LOCKER_GEAR_WINDOW; place < 0; place++) {
        for (int stream = 0; stream < STREAMS; stream++) {
            hash[stream] = (hash[stream] << 1) + table->whole[tile[stream * LENGTH + place]];
        }
    }
    const uint64_t shifted = mask << 1;
#pragma clang loop unroll_count(4)
    for (int place = 0; place < LENGTH; place += 2) {
#pragma clang loop unroll(full)
        for (int stream = 0; stream < STREAMS; stream++) {
            const uint8_t *next = tile + stream * LENGTH + place;
            hash[stream] = (hash[stream] << 2) + table->shifted[next[0]];
            if (UNLIKELY((hash[stream] & shifted) == 0)) return first_of(tile, table, mask, stream, place);
            hash[stream] += table->whole[next[1]];
            if (UNLIKELY((hash[stream] & mask) == 0)) return first_of(tile, table, mask, stream, place + 1);
        }
    }
    return LOCKER_GEAR_TILE;
}

static bool is_there(void) {
    return true;
}

const struct locker_gear_way locker_gear_plain = {"plain", is_there, first_cut};
