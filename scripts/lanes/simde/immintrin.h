// Instead of the compiler's header: the same operations in portable C, so that the sources of CLanes run on a processor
// that lacks the instructions.
#ifndef LOCKER_SIMDE_IMMINTRIN_H
#define LOCKER_SIMDE_IMMINTRIN_H

#define SIMDE_NO_NATIVE
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>

// What SIMDe 0.7 has under its own names only, or not at all.
typedef simde__mmask16 __mmask16;
typedef simde__mmask64 __mmask64;
#ifndef _mm512_testn_epi32_mask
#define _mm512_testn_epi32_mask(a, b) ((__mmask16)~_mm512_test_epi32_mask(a, b))
#endif

#endif
