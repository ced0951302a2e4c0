#ifndef LOCKER_CLANES_TRANSPOSE8_H
#define LOCKER_CLANES_TRANSPOSE8_H

#include <immintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ON_LANES is the attribute of functions that use the instructions which the file that includes this one needs.
#define INLINE __attribute__((always_inline)) static inline

/// Turns eight rows of eight words into columns.
ON_LANES INLINE void transpose8(__m256i row[8]) {
    __m256i pairs[8], fours[8];
#pragma clang loop unroll(full)
    for (int i = 0; i < 8; i += 2) {
        pairs[i] = _mm256_unpacklo_epi32(row[i], row[i + 1]);
        pairs[i + 1] = _mm256_unpackhi_epi32(row[i], row[i + 1]);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 8; i += 4) {
        fours[i] = _mm256_unpacklo_epi64(pairs[i], pairs[i + 2]);
        fours[i + 1] = _mm256_unpackhi_epi64(pairs[i], pairs[i + 2]);
        fours[i + 2] = _mm256_unpacklo_epi64(pairs[i + 1], pairs[i + 3]);
        fours[i + 3] = _mm256_unpackhi_epi64(pairs[i + 1], pairs[i + 3]);
    }
    // Of each row of `fours`, half h has the column 4 h + i of the four rows that it came from.
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {
        row[i] = _mm256_permute2x128_si256(fours[i], fours[i + 4], 0x20);
        row[i + 4] = _mm256_permute2x128_si256(fours[i], fours[i + 4], 0x31);
    }
}

#endif
