#if defined(__aarch64__)

#include "sha256.h"
#include "sha256_constants.h"

#include <arm_neon.h>
#include <sys/auxv.h>

#define ON_SHA2 __attribute__((target("+sha2")))
#define INLINE __attribute__((always_inline)) static inline
#define LANES 4
#define HWCAP_OF_SHA2 (1 << 6) // Linux, arch/arm64/include/uapi/asm/hwcap.h

/// `count` is a constant wherever this is called, so that the loops over lanes unroll and their instructions mix.
ON_SHA2 INLINE void advance_all(struct locker_sha256_lane *messages, const int count, size_t blocks) {
    uint32x4_t abcd[LANES], efgh[LANES];
    for (int lane = 0; lane < count; lane++) {
        abcd[lane] = vld1q_u32(messages[lane].state);
        efgh[lane] = vld1q_u32(messages[lane].state + 4);
    }
    for (; blocks > 0; blocks--) {
        uint32x4_t words[LANES][4], abcdBefore[LANES], efghBefore[LANES];
#pragma clang loop unroll(full)
        for (int lane = 0; lane < count; lane++) {
            abcdBefore[lane] = abcd[lane];
            efghBefore[lane] = efgh[lane];
            for (int quarter = 0; quarter < 4; quarter++) {
                const uint8x16_t bytes = vld1q_u8(messages[lane].next + 16 * quarter);
                words[lane][quarter] = vreinterpretq_u32_u8(vrev32q_u8(bytes));
            }
            messages[lane].next += 64;
        }
#pragma clang loop unroll(full)
        for (int step = 0; step < 16; step++) {
            const uint32x4_t constant = vld1q_u32(locker_sha256_constants + 4 * step);
#pragma clang loop unroll(full)
            for (int lane = 0; lane < count; lane++) {
                uint32x4_t *word = words[lane];
                const uint32x4_t added = vaddq_u32(word[step & 3], constant);
                if (step < 12) {
                    const uint32x4_t early = vsha256su0q_u32(word[step & 3], word[(step + 1) & 3]);
                    word[step & 3] = vsha256su1q_u32(early, word[(step + 2) & 3], word[(step + 3) & 3]);
                }
                const uint32x4_t before = abcd[lane];
                abcd[lane] = vsha256hq_u32(abcd[lane], efgh[lane], added);
                efgh[lane] = vsha256h2q_u32(efgh[lane], before, added);
            }
        }
#pragma clang loop unroll(full)
        for (int lane = 0; lane < count; lane++) {
            abcd[lane] = vaddq_u32(abcd[lane], abcdBefore[lane]);
            efgh[lane] = vaddq_u32(efgh[lane], efghBefore[lane]);
        }
    }
    for (int lane = 0; lane < count; lane++) {
        vst1q_u32(messages[lane].state, abcd[lane]);
        vst1q_u32(messages[lane].state + 4, efgh[lane]);
    }
}

ON_SHA2 static void advance(struct locker_sha256_lane *messages, int count, size_t blocks) {
    switch (count) {
    case 1: advance_all(messages, 1, blocks); break;
    case 2: advance_all(messages, 2, blocks); break;
    case 3: advance_all(messages, 3, blocks); break;
    case 4: advance_all(messages, 4, blocks); break;
    default: break;
    }
}

static bool is_there(void) {
    return (getauxval(AT_HWCAP) & HWCAP_OF_SHA2) != 0;
}

const struct locker_sha256_way locker_sha256_arm = {"sha2", LANES, false, is_there, advance};

#endif
