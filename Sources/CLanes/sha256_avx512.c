#if defined(__x86_64__)

#define ON_LANES __attribute__((target("avx512f,avx512bw")))
#define LANES 16
#define OP(name) _mm512_##name
#include "transpose16.h"

/// The n-th word of each lane.
typedef __m512i words;

#include "sha256_avx512.h"

ON_LANES INLINE words load_words(const void *from) { return _mm512_loadu_si512(from); }

ON_LANES INLINE void store_words(void *to, words from) { _mm512_storeu_si512(to, from); }

ON_LANES INLINE void load_block(const uint8_t *const next[LANES], size_t offset, words w[16]) {
    const words big_endian = _mm512_broadcast_i32x4(_mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL));
#pragma clang loop unroll(full)
    for (int lane = 0; lane < LANES; lane++) {
        w[lane] = _mm512_shuffle_epi8(load_words(next[lane] + offset), big_endian);
    }
    transpose16(w);
}

#include "sha256_wide.h"

static bool is_there(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}

const struct locker_sha256_way locker_sha256_avx512 = {"avx512", LANES, true, is_there, advance};

#endif
