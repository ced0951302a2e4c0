// The functions of FIPS 180-4, section 4.1.2, by the instructions of AVX-512. Who includes this has defined ON_LANES
// and the type `words`, as for sha256_wide.h, and OP(name), an operation of registers of that width.
#ifndef LOCKER_CLANES_SHA256_AVX512_H
#define LOCKER_CLANES_SHA256_AVX512_H

ON_LANES INLINE words add(words a, words b) { return OP(add_epi32)(a, b); }

ON_LANES INLINE words xor3(words a, words b, words c) { return OP(ternarylogic_epi32)(a, b, c, 0x96); }

ON_LANES INLINE words ch(words e, words f, words g) { return OP(ternarylogic_epi32)(e, f, g, 0xca); }

ON_LANES INLINE words maj(words a, words b, words c) { return OP(ternarylogic_epi32)(a, b, c, 0xe8); }

ON_LANES INLINE words sum0(words a) { return xor3(OP(ror_epi32)(a, 2), OP(ror_epi32)(a, 13), OP(ror_epi32)(a, 22)); }

ON_LANES INLINE words sum1(words e) { return xor3(OP(ror_epi32)(e, 6), OP(ror_epi32)(e, 11), OP(ror_epi32)(e, 25)); }

ON_LANES INLINE words sigma0(words w) {
    return xor3(OP(ror_epi32)(w, 7), OP(ror_epi32)(w, 18), OP(srli_epi32)(w, 3));
}

ON_LANES INLINE words sigma1(words w) {
    return xor3(OP(ror_epi32)(w, 17), OP(ror_epi32)(w, 19), OP(srli_epi32)(w, 10));
}

ON_LANES INLINE words every(uint32_t word) { return OP(set1_epi32)((int)word); }

#endif
