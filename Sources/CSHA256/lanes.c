#include "CSHA256.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define ON_SHA __attribute__((target("sha,avx")))

/// The constants of FIPS 180-4, section 4.2.2.
static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

bool locker_sha256_has_lanes(void) {
    unsigned eax, ebx, ecx, edx;
    if (!__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)) return false;
    // __builtin_cpu_supports() asks whether the operating system saves the AVX registers as well.
    return (ebx & bit_SHA) != 0 && __builtin_cpu_supports("avx");
}

/// Four words of a message, which is big-endian.
ON_SHA static inline __m128i load(const uint8_t *bytes) {
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)bytes), order);
}

/// `count` is a constant wherever this is called, so that the loops over lanes unroll and their instructions mix.
///
/// The instructions want the state as the words (f, e, b, a) and (h, g, d, c), the lowest first (Intel SDM, volume 2,
/// SHA256RNDS2).
ON_SHA __attribute__((always_inline)) static inline void
advance(struct locker_sha256_lane *lanes, const int count, size_t blocks) {
    __m128i abef[LOCKER_SHA256_LANES], cdgh[LOCKER_SHA256_LANES];
    const uint8_t *next[LOCKER_SHA256_LANES];
    for (int lane = 0; lane < count; lane++) {
        const uint32_t *state = lanes[lane].state;
        abef[lane] = _mm_set_epi32((int)state[0], (int)state[1], (int)state[4], (int)state[5]);
        cdgh[lane] = _mm_set_epi32((int)state[2], (int)state[3], (int)state[6], (int)state[7]);
        next[lane] = lanes[lane].next;
    }
    for (; blocks > 0; blocks--) {
        __m128i words[LOCKER_SHA256_LANES][4], abefBefore[LOCKER_SHA256_LANES], cdghBefore[LOCKER_SHA256_LANES];
#pragma clang loop unroll(full)
        for (int lane = 0; lane < count; lane++) {
            abefBefore[lane] = abef[lane];
            cdghBefore[lane] = cdgh[lane];
            for (int quarter = 0; quarter < 4; quarter++) words[lane][quarter] = load(next[lane] + 16 * quarter);
            next[lane] += 64;
        }
#pragma clang loop unroll(full)
        for (int step = 0; step < 16; step++) {
            const __m128i constant = _mm_load_si128((const __m128i *)(constants + 4 * step));
#pragma clang loop unroll(full)
            for (int lane = 0; lane < count; lane++) {
                __m128i *word = words[lane];
                const __m128i added = _mm_add_epi32(word[step & 3], constant);
                if (step < 12) {
                    const __m128i last = word[(step + 3) & 3];
                    const __m128i early = _mm_sha256msg1_epu32(word[step & 3], word[(step + 1) & 3]);
                    const __m128i middle = _mm_alignr_epi8(last, word[(step + 2) & 3], 4);
                    word[step & 3] = _mm_sha256msg2_epu32(_mm_add_epi32(early, middle), last);
                }
                cdgh[lane] = _mm_sha256rnds2_epu32(cdgh[lane], abef[lane], added);
                abef[lane] = _mm_sha256rnds2_epu32(abef[lane], cdgh[lane], _mm_shuffle_epi32(added, 0x0e));
            }
        }
#pragma clang loop unroll(full)
        for (int lane = 0; lane < count; lane++) {
            abef[lane] = _mm_add_epi32(abef[lane], abefBefore[lane]);
            cdgh[lane] = _mm_add_epi32(cdgh[lane], cdghBefore[lane]);
        }
    }
    for (int lane = 0; lane < count; lane++) {
        uint32_t *state = lanes[lane].state;
        state[0] = (uint32_t)_mm_extract_epi32(abef[lane], 3);
        state[1] = (uint32_t)_mm_extract_epi32(abef[lane], 2);
        state[4] = (uint32_t)_mm_extract_epi32(abef[lane], 1);
        state[5] = (uint32_t)_mm_extract_epi32(abef[lane], 0);
        state[2] = (uint32_t)_mm_extract_epi32(cdgh[lane], 3);
        state[3] = (uint32_t)_mm_extract_epi32(cdgh[lane], 2);
        state[6] = (uint32_t)_mm_extract_epi32(cdgh[lane], 1);
        state[7] = (uint32_t)_mm_extract_epi32(cdgh[lane], 0);
        lanes[lane].next = next[lane];
    }
}

ON_SHA void locker_sha256_advance(struct locker_sha256_lane *lanes, int count, size_t blocks) {
    switch (count) {
    case 1: advance(lanes, 1, blocks); break;
    case 2: advance(lanes, 2, blocks); break;
    case 3: advance(lanes, 3, blocks); break;
    case 4: advance(lanes, 4, blocks); break;
    default: break;
    }
}

#else

bool locker_sha256_has_lanes(void) {
    return false;
}

void locker_sha256_advance(struct locker_sha256_lane *lanes, int count, size_t blocks) {
    (void)lanes, (void)count, (void)blocks;
}

#endif
