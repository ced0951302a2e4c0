#if defined(__x86_64__)

#include "sha256.h"
#include "sha256_constants.h"

#include <cpuid.h>
#include <immintrin.h>

#define ON_SHA __attribute__((target("sha,avx")))
#define LANES 4

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
advance_all(struct locker_sha256_lane *lanes, const int count, size_t blocks) {
    __m128i abef[LANES], cdgh[LANES];
    const uint8_t *next[LANES];
    for (int lane = 0; lane < count; lane++) {
        const uint32_t *state = lanes[lane].state;
        abef[lane] = _mm_set_epi32((int)state[0], (int)state[1], (int)state[4], (int)state[5]);
        cdgh[lane] = _mm_set_epi32((int)state[2], (int)state[3], (int)state[6], (int)state[7]);
        next[lane] = lanes[lane].next;
    }
    for (; blocks > 0; blocks--) {
        __m128i words[LANES][4], abefBefore[LANES], cdghBefore[LANES];
#pragma clang loop unroll(full)
        for (int lane = 0; lane < count; lane++) {
            abefBefore[lane] = abef[lane];
            cdghBefore[lane] = cdgh[lane];
            for (int quarter = 0; quarter < 4; quarter++) words[lane][quarter] = load(next[lane] + 16 * quarter);
            next[lane] += 64;
        }
#pragma clang loop unroll(full)
        for (int step = 0; step < 16; step++) {
            const __m128i constant = _mm_load_si128((const __m128i *)(locker_sha256_constants + 4 * step));
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

ON_SHA static void advance(struct locker_sha256_lane *lanes, int count, size_t blocks) {
    switch (count) {
    case 1: advance_all(lanes, 1, blocks); break;
    case 2: advance_all(lanes, 2, blocks); break;
    case 3: advance_all(lanes, 3, blocks); break;
    case 4: advance_all(lanes, 4, blocks); break;
    default: break;
    }
}

static bool is_there(void) {
    unsigned eax, ebx, ecx, edx;
    if (!__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)) return false;
    // __builtin_cpu_supports() asks whether the operating system saves the AVX registers as well.
    return (ebx & bit_SHA) != 0 && __builtin_cpu_supports("avx");
}

const struct locker_sha256_way locker_sha256_ni = {"sha-ni", LANES, false, is_there, advance};

#endif
