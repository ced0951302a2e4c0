// Holds ways to hash of Sources/CLanes against FIPS 180-4, and ways to scan against the literal gear hash.
//
// Built with IN_PORTABLE_C it takes those of AVX-512 and AVX2, whatever the processor has; else those that it has.
#include "reference.h"

#include <gear.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if IN_PORTABLE_C
extern const struct locker_sha256_way locker_sha256_avx512, locker_sha256_avx512_half, locker_sha256_avx2;
extern const struct locker_gear_way locker_gear_vbmi, locker_gear_avx512, locker_gear_avx2;
static const struct locker_sha256_way *const hash_ways[] = {
    &locker_sha256_avx512, &locker_sha256_avx512_half, &locker_sha256_avx2, NULL};
static const struct locker_gear_way *const gear_ways[] = {
    &locker_gear_vbmi, &locker_gear_avx512, &locker_gear_avx2, &locker_gear_plain, NULL};
#elif defined(__aarch64__)
extern const struct locker_sha256_way locker_sha256_arm;
static const struct locker_sha256_way *const hash_ways[] = {&locker_sha256_arm, NULL};
static const struct locker_gear_way *const gear_ways[] = {&locker_gear_plain, NULL};
#endif

enum { BYTES = 1 << 20 };
static uint8_t bytes[BYTES + 64];

static uint64_t next_random(void) {
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u; // Knuth, MMIX
    return state >> 33;
}

static void fail(const char *name, const char *what) {
    printf("%s %s\n", name, what);
    exit(1);
}

/// Hashes `count` messages of any lengths, as many at a time as there are lanes.
static void check_hashes(const struct locker_sha256_way *way, int count, size_t most) {
    struct locker_sha256_lane lanes[LOCKER_SHA256_LANES];
    struct padded message[LOCKER_SHA256_LANES];
    for (int lane = 0; lane < count; lane++) {
        const size_t length = next_random() % (most + 1);
        message[lane] = pad(bytes + next_random() % (BYTES - length), length);
        lanes[lane].next = message[lane].bytes;
        memcpy(lanes[lane].state, initial_state, sizeof initial_state);
    }
    while (count > 0) {
        size_t least = SIZE_MAX;
        for (int lane = 0; lane < count; lane++) least = message[lane].blocks < least ? message[lane].blocks : least;
        way->advance(lanes, count, least);
        for (int lane = count - 1; lane >= 0; lane--) {
            message[lane].blocks -= least;
            if (message[lane].blocks > 0) continue;
            if (memcmp(lanes[lane].state, message[lane].digest, sizeof initial_state) != 0) fail(way->name, "is wrong");
            free(message[lane].bytes);
            count -= 1;
            message[lane] = message[count], lanes[lane] = lanes[count];
        }
    }
}

static void check_cuts(const struct locker_gear_way *way, const struct locker_gear_table *table, uint64_t mask) {
    const uint8_t *tile = bytes + 64 + next_random() % (BYTES - LOCKER_GEAR_TILE);
    uint64_t hash = 0;
    int right = -64;
    for (; right < LOCKER_GEAR_TILE; right++) {
        hash = (hash << 1) + table->whole[tile[right]];
        if (right >= 0 && (hash & mask) == 0) break;
    }
    if (way->first_cut(tile, table, mask) != right) fail(way->name, "cuts elsewhere");
}

/// Bits of a mask of `count` bits, spread over the lower 48.
static uint64_t mask_of(int count) {
    uint64_t mask = 0;
    while (__builtin_popcountll(mask) < count) mask |= 1ull << next_random() % 48;
    return mask;
}

int main(void) {
#if !IN_PORTABLE_C && !defined(__aarch64__)
    const struct locker_sha256_way *hash_ways[16] = {0};
    const struct locker_gear_way *gear_ways[16] = {0};
    for (int i = 0; (hash_ways[i] = locker_sha256_way(i)) != NULL;) i += 1;
    for (int i = 0; (gear_ways[i] = locker_gear_way(i)) != NULL;) i += 1;
#endif
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)next_random();
    for (int i = 0; hash_ways[i] != NULL; i++) {
        if (!IN_PORTABLE_C && !hash_ways[i]->is_there()) continue;
        for (int round = 0; round < 400; round++) {
            check_hashes(hash_ways[i], 1 + round % hash_ways[i]->lanes, round < 300 ? 700 : 20000);
        }
        printf("hashes as FIPS 180-4 says: %s, %d lanes\n", hash_ways[i]->name, hash_ways[i]->lanes);
    }
    static struct locker_gear_table table;
    uint64_t gear[256];
    for (int i = 0; i < 256; i++) gear[i] = next_random() << 42 ^ next_random() << 21 ^ next_random();
    locker_gear_fill(&table, gear);
    for (int i = 0; gear_ways[i] != NULL; i++) {
        if (!IN_PORTABLE_C && !gear_ways[i]->is_there()) continue;
        for (int round = 0; round < 1000; round++) check_cuts(gear_ways[i], &table, mask_of(round % 20));
        printf("cuts as the gear hash says: %s\n", gear_ways[i]->name);
    }
#if !IN_PORTABLE_C && !defined(__aarch64__)
    struct locker_sha256_step steps[LOCKER_SHA256_LANES + 1];
    locker_sha256_measure("", steps);
    for (int n = 1; n <= LOCKER_SHA256_LANES; n++) {
        if (!steps[n].way->is_there() || steps[n].count > n) fail(steps[n].way->name, "is chosen");
    }
    const struct locker_gear_way *scan = locker_gear_measure("", &table);
    if (!scan->is_there()) fail(scan->name, "is chosen");
    printf("measured: %s hashes, %s cuts\n", steps[LOCKER_SHA256_LANES].way->name, scan->name);
#endif
}
