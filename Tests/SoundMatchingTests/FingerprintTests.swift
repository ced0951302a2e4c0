import SoundMatching
import Testing

@Suite struct FingerprintTests {
    @Test func bytesAreTheNumbersInTheirOrder() {
        let fingerprint = Fingerprint(words: [1, 0x0203_0405, .max])
        #expect(fingerprint.bytes == [1, 0, 0, 0, 5, 4, 3, 2, 255, 255, 255, 255])
        #expect(Fingerprint(bytes: fingerprint.bytes) == fingerprint)
    }

    @Test(arguments: [0, 3, 4097, 4100]) func whatNothingWritesIsNone(_ count: Int) {
        #expect(Fingerprint(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func silenceTellsNothingAndNeitherDoesWhatIsShort() {
        #expect(!Fingerprint(words: [UInt32](repeating: 627_964_279, count: 948)).isTelling)
        #expect(!noise(1, 31).isTelling)
        #expect(noise(1, 32).isTelling)
    }

    @Test func oneIsAllLikeItselfAndHalfLikeAnother() {
        let one = noise(1, 948)
        #expect(one.similarity(to: one) == 1)
        #expect(one.similarity(to: noise(2, 948)) < 0.55)
    }

    /// Three bits of every second number are others.
    @Test func whatIsEqualIsCounted() {
        let one = noise(1, 64)
        var words = one.words
        for place in stride(from: 0, to: 64, by: 2) { words[place] ^= 0b1011 }
        let similarity = one.similarity(to: Fingerprint(words: words))
        #expect(abs(similarity - (1 - 96.0 / 2048)) < 1e-9)
    }

    @Test(arguments: [-20, -3, 1, 20]) func oneMayBeginLater(_ shift: Int) {
        let one = noise(1, 948)
        let front = noise(3, abs(shift)).words
        let (long, short) = (Fingerprint(words: Array((front + one.words).prefix(948))), one)
        let pair = shift < 0 ? (long, short) : (short, long)
        #expect(pair.0.similarity(to: pair.1) == 1)
    }

    @Test func noneIsLikeWhatHardlyLiesOverIt() {
        let one = noise(1, 948)
        // The end of the one is the beginning of the other, too late.
        let other = Fingerprint(words: Array(one.words.suffix(900)))
        #expect(one.similarity(to: other) < 0.6)
    }
}

/// Numbers at random, the same ones for the same seed.
func noise(_ seed: UInt64, _ count: Int) -> Fingerprint {
    var state = seed &* 0xBF58_476D_1CE4_E5B9
    return Fingerprint(
        words: (0..<count).map { _ in
            // SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return UInt32(truncatingIfNeeded: mixed ^ mixed >> 31)
        })
}
