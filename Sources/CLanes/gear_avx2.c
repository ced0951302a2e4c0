#if defined(__x86_64__)

#define ON_LANES __attribute__((target("avx2")))
#include "gear_hits.h"
#include "transpose8.h"

/// Eight words of each of eight stretches: the n-th of each.
ON_LANES INLINE void load_columns(const uint8_t *first, __m256i columns[8]) {
#pragma clang loop unroll(full)
    for (int lane = 0; lane < 8; lane++) {
        columns[lane] = _mm256_loadu_si256((const __m256i *)(first + lane * LOCKER_GEAR_STRETCH));
    }
    transpose8(columns);
}

/// Which of the eight lanes have a hash that is zero in all the bits of the mask, once byte `byte` of their word is in
/// it.
ON_LANES INLINE unsigned step(__m256i *hash, __m256i word, const int byte, const uint32_t *low, __m256i masks) {
    const __m256i index = _mm256_and_si256(_mm256_srli_epi32(word, 8 * byte), _mm256_set1_epi32(0xff));
    const __m256i values = _mm256_i32gather_epi32((const int *)low, index, 4);
    *hash = _mm256_add_epi32(_mm256_slli_epi32(*hash, 1), values);
    const __m256i zero = _mm256_cmpeq_epi32(_mm256_and_si256(*hash, masks), _mm256_setzero_si256());
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(zero));
}

ON_LANES static int first_cut(const uint8_t *tile, const struct locker_gear_table *table, uint64_t mask) {
    uint16_t hits[LOCKER_GEAR_STRETCH];
    const __m256i masks = _mm256_set1_epi32((int)(uint32_t)mask);
    __m256i lower = _mm256_setzero_si256(), upper = lower;
    // 32 bits know nothing of what was more than 32 bytes before.
    for (int place = -32; place < LOCKER_GEAR_STRETCH; place += 32) {
        __m256i below[8], above[8];
        load_columns(tile + place, below);
        load_columns(tile + place + 8 * LOCKER_GEAR_STRETCH, above);
        for (int column = 0; column < 8; column++) {
#pragma clang loop unroll(full)
            for (int byte = 0; byte < 4; byte++) {
                const unsigned zero = step(&lower, below[column], byte, table->low, masks)
                    | step(&upper, above[column], byte, table->low, masks) << 8;
                if (place >= 0) hits[place + 4 * column + byte] = (uint16_t)zero;
            }
        }
    }
    return locker_gear_first_of(hits, tile, table, mask);
}

static bool is_there(void) {
    return __builtin_cpu_supports("avx2");
}

const struct locker_gear_way locker_gear_avx2 = {"avx2", is_there, first_cut};

#endif
