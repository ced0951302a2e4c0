#include "lanes.h"
#include "sha256.h"

#include <string.h>

extern const struct locker_sha256_way locker_sha256_avx512, locker_sha256_avx512_half, locker_sha256_ni,
    locker_sha256_avx2, locker_sha256_arm;

static const struct locker_sha256_way *const ways[] = {
#if defined(__x86_64__)
    &locker_sha256_avx512, &locker_sha256_avx512_half, &locker_sha256_ni, &locker_sha256_avx2,
#elif defined(__aarch64__)
    &locker_sha256_arm,
#endif
    &locker_sha256_plain, NULL};

const struct locker_sha256_way *locker_sha256_way(int number) {
    return ways[number];
}

/// What is hashed to see whether a way is right, and how fast: some blocks.
enum { BLOCKS = 24, RUNS = 8, LANES = LOCKER_SHA256_LANES };

static void begin(struct locker_sha256_lane messages[LANES], const uint8_t *bytes) {
    for (int lane = 0; lane < LANES; lane++) {
        messages[lane].next = bytes + 5 * lane;
        for (int word = 0; word < 8; word++) messages[lane].state[word] = 0x9e3779b9u * (unsigned)(8 * lane + word + 1);
    }
}

/// A wrong digest is a lost file, so one process tries on its own machine what it is about to rely on.
static bool agrees(const struct locker_sha256_way *way, const uint8_t *bytes) {
    for (int count = 1; count <= way->lanes; count++) {
        struct locker_sha256_lane right[LANES], tried[LANES];
        begin(right, bytes);
        begin(tried, bytes);
        locker_sha256_plain.advance(right, count, 3);
        way->advance(tried, count, 3);
        for (int lane = 0; lane < LANES; lane++) {
            if (memcmp(right[lane].state, tried[lane].state, sizeof right[lane].state) != 0) return false;
            if (right[lane].next != tried[lane].next) return false;
        }
    }
    return true;
}

/// Some messages at a time by one way, and how long that takes.
struct trial {
    const struct locker_sha256_way *way;
    int count;
    uint64_t nanoseconds;
};

/// Lists what is worth a measurement. Returns how many.
static int list(const char *names, const uint8_t *bytes, struct trial *trials) {
    int listed = 0;
    for (int number = 0; ways[number] != NULL; number++) {
        const struct locker_sha256_way *way = ways[number];
        if (!locker_lanes_allow(names, way->name) || !way->is_there() || !agrees(way, bytes)) continue;
        for (int count = way->is_flat ? way->lanes : 1; count <= way->lanes; count++) {
            trials[listed++] = (struct trial){way, count, UINT64_MAX};
        }
    }
    return listed;
}

/// In turns, and the least time of each: the machine does other things too.
static void measure(struct trial *trials, int count, const uint8_t *bytes) {
    for (int run = 0; run < RUNS * count; run++) {
        struct trial *trial = &trials[run % count];
        struct locker_sha256_lane messages[LANES];
        begin(messages, bytes);
        const uint64_t start = locker_lanes_now();
        trial->way->advance(messages, trial->count, BLOCKS);
        const uint64_t taken = locker_lanes_now() - start;
        if (taken < trial->nanoseconds) trial->nanoseconds = taken;
    }
}

void locker_sha256_measure(const char *names, struct locker_sha256_step steps[LANES + 1]) {
    uint8_t bytes[64 * BLOCKS + 5 * LANES];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(167 * i + (i >> 8));
    struct trial trials[LANES * sizeof ways / sizeof *ways];
    const int count = list(names, bytes, trials);
    measure(trials, count, bytes);
    locker_sha256_force(&locker_sha256_plain, steps);
    for (int n = 1; n <= LANES; n++) {
        double most = 0; // messages a nanosecond
        for (const struct trial *trial = trials; trial < trials + count; trial++) {
            if (trial->count > n && !trial->way->is_flat) continue;
            const int taken = trial->count < n ? trial->count : n;
            const double speed = taken / (double)(trial->nanoseconds + 1);
            if (speed <= most) continue;
            most = speed;
            steps[n] = (struct locker_sha256_step){trial->way, taken};
        }
    }
}

void locker_sha256_force(const struct locker_sha256_way *way, struct locker_sha256_step steps[LANES + 1]) {
    steps[0] = (struct locker_sha256_step){way, 0};
    for (int n = 1; n <= LANES; n++) steps[n] = (struct locker_sha256_step){way, n < way->lanes ? n : way->lanes};
}
