// SHA-256 with a message in each word of a register. Who includes this has defined:
//
// ON_LANES    the attribute of functions that use the instructions
// LANES       the words of a register
// words       the register's type
// add, ch, maj, sum0, sum1, sigma0, sigma1    the functions of FIPS 180-4, section 4.1.2, on such words
// every, load_words, store_words              a word for all lanes, and words from and to memory
// load_block                                  the sixteen words of a block of each lane
#ifndef LOCKER_CLANES_SHA256_WIDE_H
#define LOCKER_CLANES_SHA256_WIDE_H

#include "sha256.h"
#include "sha256_constants.h"

/// One block of each lane (FIPS 180-4, section 6.2.2), whose words are `w`.
///
/// What does not wait for the round before is added first, to both of the sums instead of to T1 once: 1.12 times as
/// fast (AMD EPYC, family 26). A word of the schedule is made sixteen rounds before it is needed.
ON_LANES INLINE void compress(words state[8], words w[16]) {
    words a = state[0], b = state[1], c = state[2], d = state[3];
    words e = state[4], f = state[5], g = state[6], h = state[7];
#pragma clang loop unroll(full)
    for (int t = 0; t < 64; t++) {
        words *word = &w[t & 15];
        const words early = add(h, add(*word, every(locker_sha256_constants[t])));
        const words next_e = add(add(add(early, d), ch(e, f, g)), sum1(e));
        const words next_a = add(add(add(early, ch(e, f, g)), sum1(e)), add(maj(a, b, c), sum0(a)));
        h = g, g = f, f = e, e = next_e;
        d = c, c = b, b = a, a = next_a;
        if (t < 48) *word = add(add(*word, sigma0(w[(t + 1) & 15])), add(w[(t + 9) & 15], sigma1(w[(t + 14) & 15])));
    }
    state[0] = add(state[0], a), state[1] = add(state[1], b), state[2] = add(state[2], c), state[3] = add(state[3], d);
    state[4] = add(state[4], e), state[5] = add(state[5], f), state[6] = add(state[6], g), state[7] = add(state[7], h);
}

ON_LANES static void advance(struct locker_sha256_lane *messages, int count, size_t blocks) {
    uint32_t words_of_state[8][LANES];
    const uint8_t *next[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        // A lane without a message hashes the first one: its bytes are in the cache.
        const struct locker_sha256_lane *message = &messages[lane < count ? lane : 0];
        next[lane] = message->next;
        for (int word = 0; word < 8; word++) words_of_state[word][lane] = message->state[word];
    }
    words state[8];
    for (int word = 0; word < 8; word++) state[word] = load_words(words_of_state[word]);
    for (size_t offset = 0; offset < 64 * blocks; offset += 64) {
        words w[16];
        load_block(next, offset, w);
        compress(state, w);
    }
    for (int word = 0; word < 8; word++) store_words(words_of_state[word], state[word]);
    for (int lane = 0; lane < count; lane++) {
        messages[lane].next += 64 * blocks;
        for (int word = 0; word < 8; word++) messages[lane].state[word] = words_of_state[word][lane];
    }
}

#endif
