#if defined(__x86_64__)

#define ON_LANES __attribute__((target("avx512f")))
#include "gear_hits.h"
#include "transpose16.h"

/// The lower words of the gear table, sixteen in each register: a look-up takes bits 0 to 4 of an index to choose among
/// those of two, and bits 5 to 7 choose the two.
struct words {
    __m512i part[16];
};

/// Which words of `bytes` have bit `bit` set.
ON_LANES INLINE __mmask16 has(__m512i bytes, const int bit) {
    return _mm512_test_epi32_mask(bytes, _mm512_set1_epi32((int)(1u << bit)));
}

/// The gear value of byte `byte` of each word of `bytes`.
///
/// A gather is no faster where it is fast, and takes many times as long where the microcode keeps it from telling what
/// other programs loaded.
ON_LANES INLINE __m512i look_up(const struct words *table, __m512i bytes, const int byte) {
    const __m512i index = _mm512_srli_epi32(bytes, 8 * byte);
    const __mmask16 bit5 = has(bytes, 8 * byte + 5), bit6 = has(bytes, 8 * byte + 6), bit7 = has(bytes, 8 * byte + 7);
    __m512i quarter[4];
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {
        const __m512i *part = table->part + 4 * i;
        const __m512i below = _mm512_permutex2var_epi32(part[0], index, part[1]);
        quarter[i] = _mm512_mask_blend_epi32(bit5, below, _mm512_permutex2var_epi32(part[2], index, part[3]));
    }
    const __m512i below = _mm512_mask_blend_epi32(bit6, quarter[0], quarter[1]);
    return _mm512_mask_blend_epi32(bit7, below, _mm512_mask_blend_epi32(bit6, quarter[2], quarter[3]));
}

ON_LANES static int first_cut(const uint8_t *tile, const struct locker_gear_table *table, uint64_t mask) {
    uint16_t hits[LOCKER_GEAR_STRETCH];
    struct words low;
    for (int i = 0; i < 16; i++) low.part[i] = _mm512_loadu_si512(table->low + 16 * i);
    const __m512i masks = _mm512_set1_epi32((int)(uint32_t)mask);
    __m512i hash = _mm512_setzero_si512();
    for (int place = -64; place < LOCKER_GEAR_STRETCH; place += 64) {
        __m512i columns[16];
#pragma clang loop unroll(full)
        for (int lane = 0; lane < LOCKER_GEAR_LANES; lane++) {
            columns[lane] = _mm512_loadu_si512(tile + lane * LOCKER_GEAR_STRETCH + place);
        }
        transpose16(columns);
        // 32 bits know nothing of what was more than 32 bytes before.
        for (int column = place < 0 ? 8 : 0; column < 16; column++) {
#pragma clang loop unroll(full)
            for (int byte = 0; byte < 4; byte++) {
                hash = _mm512_add_epi32(_mm512_slli_epi32(hash, 1), look_up(&low, columns[column], byte));
                if (place >= 0) hits[place + 4 * column + byte] = _mm512_testn_epi32_mask(hash, masks);
            }
        }
    }
    return locker_gear_first_of(hits, tile, table, mask);
}

static bool is_there(void) {
    return __builtin_cpu_supports("avx512f");
}

const struct locker_gear_way locker_gear_avx512 = {"avx512", is_there, first_cut};

#endif
