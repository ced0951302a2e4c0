#if defined(__x86_64__)

#define ON_LANES __attribute__((target("avx512f,avx512bw,avx512vbmi")))
#include "gear_hits.h"
#include "transpose16.h"

/// One byte of the gear table, 256 bytes, as the registers that a look-up wants.
struct plane {
    __m512i quarter[4];
};

ON_LANES INLINE struct plane load_plane(const uint8_t bytes[256]) {
    struct plane plane;
    for (int i = 0; i < 4; i++) plane.quarter[i] = _mm512_loadu_si512(bytes + 64 * i);
    return plane;
}

/// The entry for each byte of `index`; `upper` says which of these are 128 and more.
ON_LANES INLINE __m512i look_up(const struct plane *plane, __m512i index, __mmask64 upper) {
    const __m512i below = _mm512_permutex2var_epi8(plane->quarter[0], index, plane->quarter[1]);
    const __m512i above = _mm512_permutex2var_epi8(plane->quarter[2], index, plane->quarter[3]);
    return _mm512_mask_blend_epi8(upper, below, above);
}

/// The gear values of four bytes of each lane: those of each lane's first byte in the first, and so on.
ON_LANES INLINE void look_up_words(const struct plane planes[4], __m512i bytes, __m512i values[4]) {
    // In each 16 bytes, the first ones of four lanes, then the second ones: the interleaving below makes words of them.
    const __m512i order = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
    const __m512i index = _mm512_shuffle_epi8(bytes, order);
    const __mmask64 upper = _mm512_movepi8_mask(index);
    __m512i byte[4];
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) byte[i] = look_up(&planes[i], index, upper);
    const __m512i lower01 = _mm512_unpacklo_epi8(byte[0], byte[1]), lower23 = _mm512_unpacklo_epi8(byte[2], byte[3]);
    const __m512i upper01 = _mm512_unpackhi_epi8(byte[0], byte[1]), upper23 = _mm512_unpackhi_epi8(byte[2], byte[3]);
    values[0] = _mm512_unpacklo_epi16(lower01, lower23);
    values[1] = _mm512_unpackhi_epi16(lower01, lower23);
    values[2] = _mm512_unpacklo_epi16(upper01, upper23);
    values[3] = _mm512_unpackhi_epi16(upper01, upper23);
}

ON_LANES static int first_cut(const uint8_t *tile, const struct locker_gear_table *table, uint64_t mask) {
    uint16_t hits[LOCKER_GEAR_STRETCH];
    struct plane plane[4];
    for (int i = 0; i < 4; i++) plane[i] = load_plane(table->planes[i]);
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
            __m512i values[4];
            look_up_words(plane, columns[column], values);
#pragma clang loop unroll(full)
            for (int i = 0; i < 4; i++) {
                hash = _mm512_add_epi32(_mm512_slli_epi32(hash, 1), values[i]);
                if (place >= 0) hits[place + 4 * column + i] = _mm512_testn_epi32_mask(hash, masks);
            }
        }
    }
    return locker_gear_first_of(hits, tile, table, mask);
}

static bool is_there(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vbmi");
}

const struct locker_gear_way locker_gear_vbmi = {"avx512-vbmi", is_there, first_cut};

#endif
