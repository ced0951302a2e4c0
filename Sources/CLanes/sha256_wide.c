#include "sha256.h"
#include "sha256_constants.h"

#if defined(__x86_64__)

#define ON_AVX512 __attribute__((target("avx512f,avx512bw")))
#include "transpose.h"

#define LANES LOCKER_SHA256_WIDE_LANES

/// The n-th word of each lane.
typedef __m512i words;

bool locker_sha256_has_wide_lanes(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}

ON_AVX512 INLINE words add(words a, words b) { return _mm512_add_epi32(a, b); }

ON_AVX512 INLINE words xor3(words a, words b, words c) { return _mm512_ternarylogic_epi32(a, b, c, 0x96); }

/// The functions of FIPS 180-4, section 4.1.2.
ON_AVX512 INLINE words ch(words e, words f, words g) { return _mm512_ternarylogic_epi32(e, f, g, 0xca); }

ON_AVX512 INLINE words maj(words a, words b, words c) { return _mm512_ternarylogic_epi32(a, b, c, 0xe8); }

ON_AVX512 INLINE words sum0(words a) {
    return xor3(_mm512_ror_epi32(a, 2), _mm512_ror_epi32(a, 13), _mm512_ror_epi32(a, 22));
}

ON_AVX512 INLINE words sum1(words e) {
    return xor3(_mm512_ror_epi32(e, 6), _mm512_ror_epi32(e, 11), _mm512_ror_epi32(e, 25));
}

ON_AVX512 INLINE words sigma0(words w) {
    return xor3(_mm512_ror_epi32(w, 7), _mm512_ror_epi32(w, 18), _mm512_srli_epi32(w, 3));
}

ON_AVX512 INLINE words sigma1(words w) {
    return xor3(_mm512_ror_epi32(w, 17), _mm512_ror_epi32(w, 19), _mm512_srli_epi32(w, 10));
}

/// One block of each lane (FIPS 180-4, section 6.2.2), whose words are `w`.
ON_AVX512 INLINE void compress(words state[8], words w[16]) {
    words a = state[0], b = state[1], c = state[2], d = state[3];
    words e = state[4], f = state[5], g = state[6], h = state[7];
#pragma clang loop unroll(full)
    for (int t = 0; t < 64; t++) {
        words *word = &w[t & 15];
        if (t >= 16) *word = add(add(*word, sigma0(w[(t + 1) & 15])), add(w[(t + 9) & 15], sigma1(w[(t + 14) & 15])));
        // What does not wait for the round before is added first, and some of it twice: 1.12 times as fast as adding
        // T1 to both.
        const words early = add(h, add(*word, _mm512_set1_epi32((int)locker_sha256_constants[t])));
        const words next_e = add(add(add(early, d), ch(e, f, g)), sum1(e));
        const words next_a = add(add(add(early, ch(e, f, g)), sum1(e)), add(maj(a, b, c), sum0(a)));
        h = g, g = f, f = e, e = next_e;
        d = c, c = b, b = a, a = next_a;
    }
    state[0] = add(state[0], a), state[1] = add(state[1], b), state[2] = add(state[2], c), state[3] = add(state[3], d);
    state[4] = add(state[4], e), state[5] = add(state[5], f), state[6] = add(state[6], g), state[7] = add(state[7], h);
}

ON_AVX512 void locker_sha256_advance_wide(struct locker_sha256_lane *lanes, int count, size_t blocks) {
    uint32_t words_of_state[8][LANES] = {0};
    const uint8_t *next[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        // A lane without a message reads what the first one reads: that is in the cache.
        next[lane] = lanes[lane < count ? lane : 0].next;
        for (int word = 0; word < 8 && lane < count; word++) words_of_state[word][lane] = lanes[lane].state[word];
    }
    words state[8];
    for (int word = 0; word < 8; word++) state[word] = _mm512_loadu_si512(words_of_state[word]);
    const words big_endian = _mm512_broadcast_i32x4(_mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL));
    for (size_t offset = 0; offset < 64 * blocks; offset += 64) {
        words w[16];
#pragma clang loop unroll(full)
        for (int lane = 0; lane < LANES; lane++) {
            w[lane] = _mm512_shuffle_epi8(_mm512_loadu_si512(next[lane] + offset), big_endian);
        }
        transpose(w);
        compress(state, w);
    }
    for (int word = 0; word < 8; word++) _mm512_storeu_si512(words_of_state[word], state[word]);
    for (int lane = 0; lane < count; lane++) {
        lanes[lane].next += 64 * blocks;
        for (int word = 0; word < 8; word++) lanes[lane].state[word] = words_of_state[word][lane];
    }
}

#else

bool locker_sha256_has_wide_lanes(void) {
    return false;
}

void locker_sha256_advance_wide(struct locker_sha256_lane *lanes, int count, size_t blocks) {
    (void)lanes, (void)count, (void)blocks;
}

#endif
