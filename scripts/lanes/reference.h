// SHA-256 word for word as FIPS 180-4 has it, to hold the lanes against on machines without another.
#ifndef LOCKER_LANES_REFERENCE_H
#define LOCKER_LANES_REFERENCE_H

#include <sha256_constants.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Section 5.3.3.
static const uint32_t initial_state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// A message with its padding, and the words of its digest.
struct padded {
    uint8_t *bytes;
    size_t blocks;
    uint32_t digest[8];
};

static uint32_t rotr(uint32_t x, int n) { return x >> n | x << (32 - n); }

/// Section 6.2.2.
static void compress_reference(uint32_t state[8], const uint8_t *block) {
    uint32_t w[64], v[8];
    for (int t = 0; t < 16; t++) {
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 | (uint32_t)block[4 * t + 2] << 8
            | block[4 * t + 3];
    }
    for (int t = 16; t < 64; t++) {
        w[t] = (rotr(w[t - 2], 17) ^ rotr(w[t - 2], 19) ^ w[t - 2] >> 10) + w[t - 7]
            + (rotr(w[t - 15], 7) ^ rotr(w[t - 15], 18) ^ w[t - 15] >> 3) + w[t - 16];
    }
    memcpy(v, state, sizeof v);
    for (int t = 0; t < 64; t++) {
        const uint32_t t1 = v[7] + (rotr(v[4], 6) ^ rotr(v[4], 11) ^ rotr(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6]))
            + locker_sha256_constants[t] + w[t];
        const uint32_t t2 = (rotr(v[0], 2) ^ rotr(v[0], 13) ^ rotr(v[0], 22))
            + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

/// Section 5.1.1. The bytes are the caller's to free.
static struct padded pad(const uint8_t *message, size_t length) {
    struct padded padded = {.blocks = (length + 8) / 64 + 1};
    padded.bytes = calloc(padded.blocks, 64);
    if (padded.bytes == NULL) abort();
    memcpy(padded.bytes, message, length);
    padded.bytes[length] = 0x80;
    for (int i = 0; i < 8; i++) padded.bytes[64 * padded.blocks - 1 - i] = (uint8_t)((uint64_t)length * 8 >> 8 * i);
    memcpy(padded.digest, initial_state, sizeof initial_state);
    for (size_t i = 0; i < padded.blocks; i++) compress_reference(padded.digest, padded.bytes + 64 * i);
    return padded;
}

#endif
