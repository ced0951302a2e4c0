#if defined(__x86_64__)

#define ON_LANES __attribute__((target("avx2")))
#define LANES 8
#include "load_block8.h"

ON_LANES INLINE words add(words a, words b) { return _mm256_add_epi32(a, b); }

ON_LANES INLINE words xor3(words a, words b, words c) { return _mm256_xor_si256(a, _mm256_xor_si256(b, c)); }

ON_LANES INLINE words ror(words a, const int bits) {
    return _mm256_or_si256(_mm256_srli_epi32(a, bits), _mm256_slli_epi32(a, 32 - bits));
}

ON_LANES INLINE words ch(words e, words f, words g) {
    return _mm256_xor_si256(g, _mm256_and_si256(e, _mm256_xor_si256(f, g)));
}

/// a ^ b is b ^ c of the round behind it.
ON_LANES INLINE words maj(words a, words b, words c) {
    return _mm256_xor_si256(b, _mm256_and_si256(_mm256_xor_si256(a, b), _mm256_xor_si256(b, c)));
}

ON_LANES INLINE words sum0(words a) { return xor3(ror(a, 2), ror(a, 13), ror(a, 22)); }

ON_LANES INLINE words sum1(words e) { return xor3(ror(e, 6), ror(e, 11), ror(e, 25)); }

ON_LANES INLINE words sigma0(words w) { return xor3(ror(w, 7), ror(w, 18), _mm256_srli_epi32(w, 3)); }

ON_LANES INLINE words sigma1(words w) { return xor3(ror(w, 17), ror(w, 19), _mm256_srli_epi32(w, 10)); }

ON_LANES INLINE words every(uint32_t word) { return _mm256_set1_epi32((int)word); }

#include "sha256_wide.h"

static bool is_there(void) {
    return __builtin_cpu_supports("avx2");
}

const struct locker_sha256_way locker_sha256_avx2 = {"avx2", LANES, true, is_there, advance};

#endif
