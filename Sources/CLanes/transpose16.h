#ifndef LOCKER_CLANES_TRANSPOSE16_H
#define LOCKER_CLANES_TRANSPOSE16_H

#include <immintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ON_LANES is the attribute of functions that use the instructions which the file that includes this one needs.
#define INLINE __attribute__((always_inline)) static inline

/// Turns sixteen rows of sixteen words into columns.
ON_LANES INLINE void transpose16(__m512i row[16]) {
    __m512i pairs[16], fours[16];
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i += 2) {
        pairs[i] = _mm512_unpacklo_epi32(row[i], row[i + 1]);
        pairs[i + 1] = _mm512_unpackhi_epi32(row[i], row[i + 1]);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i += 4) {
        fours[i] = _mm512_unpacklo_epi64(pairs[i], pairs[i + 2]);
        fours[i + 1] = _mm512_unpackhi_epi64(pairs[i], pairs[i + 2]);
        fours[i + 2] = _mm512_unpacklo_epi64(pairs[i + 1], pairs[i + 3]);
        fours[i + 3] = _mm512_unpackhi_epi64(pairs[i + 1], pairs[i + 3]);
    }
    // Of each row of `fours`, quarter q has the column 4 q + i of the four rows that it came from.
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {
        const __m512i even = _mm512_shuffle_i32x4(fours[i], fours[i + 4], 0x88);
        const __m512i odd = _mm512_shuffle_i32x4(fours[i], fours[i + 4], 0xdd);
        const __m512i evenBelow = _mm512_shuffle_i32x4(fours[i + 8], fours[i + 12], 0x88);
        const __m512i oddBelow = _mm512_shuffle_i32x4(fours[i + 8], fours[i + 12], 0xdd);
        row[i] = _mm512_shuffle_i32x4(even, evenBelow, 0x88);
        row[i + 4] = _mm512_shuffle_i32x4(odd, oddBelow, 0x88);
        row[i + 8] = _mm512_shuffle_i32x4(even, evenBelow, 0xdd);
        row[i + 12] = _mm512_shuffle_i32x4(odd, oddBelow, 0xdd);
    }
}

#endif
