#ifndef LOCKER_CLANES_LOAD_BLOCK8_H
#define LOCKER_CLANES_LOAD_BLOCK8_H

#include "transpose8.h"

/// Eight words of each of eight lanes: the n-th of each.
typedef __m256i words;

ON_LANES INLINE words load_words(const void *from) { return _mm256_loadu_si256(from); }

ON_LANES INLINE void store_words(void *to, words from) { _mm256_storeu_si256(to, from); }

ON_LANES INLINE void load_block(const uint8_t *const next[8], size_t offset, words w[16]) {
    const words big_endian = _mm256_broadcastsi128_si256(_mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL));
    for (int half = 0; half < 2; half++) {
#pragma clang loop unroll(full)
        for (int lane = 0; lane < 8; lane++) {
            const words big = load_words(next[lane] + offset + 32 * half);
            w[8 * half + lane] = _mm256_shuffle_epi8(big, big_endian);
        }
        transpose8(w + 8 * half);
    }
}

#endif
