// The lower halves of the registers of AVX-512: half the messages, in less than half the instructions of AVX2.
#if defined(__x86_64__)

#define ON_LANES __attribute__((target("avx2,avx512f,avx512vl")))
#define LANES 8
#define OP(name) _mm256_##name
#include "load_block8.h"
#include "sha256_avx512.h"
#include "sha256_wide.h"

static bool is_there(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl");
}

const struct locker_sha256_way locker_sha256_avx512_half = {"avx512", LANES, true, is_there, advance};

#endif
