import SoundMatching
import Testing

@Suite struct SoundIndexTests {
    /// Each bit is another with this probability.
    private func worn(_ fingerprint: Fingerprint, _ share: Double, seed: UInt64) -> Fingerprint {
        let chance = noise(seed, 32 * fingerprint.words.count).words
        let limit = UInt32(share * Double(UInt32.max))
        var words = fingerprint.words
        for place in words.indices {
            for bit in 0..<32 where chance[32 * place + bit] < limit { words[place] ^= 1 << UInt32(bit) }
        }
        return Fingerprint(words: words)
    }

    @Test func theSameRecordingIsFoundAmongMany() {
        let catalog = (1...400).map { noise(UInt64($0), 948) }
        let index = SoundIndex(catalog)
        for place in stride(from: 0, to: 400, by: 40) {
            let matches = index.matches(of: worn(catalog[place], 0.05, seed: UInt64(7000 + place)))
            #expect(matches.map { $0.place } == [place])
            #expect(matches.allSatisfy { abs($0.similarity - 0.95) < 0.01 })
        }
        #expect(index.matches(of: noise(9000, 948)).isEmpty)
    }

    @Test func whatIsJustAlikeEnoughIsFound() {
        let catalog = (1...100).map { noise(UInt64($0), 948) }
        let index = SoundIndex(catalog)
        let found = (0..<100).filter { place in
            let worn = worn(catalog[place], 0.095, seed: UInt64(5000 + place))
            return index.matches(of: worn).map { $0.place } == [place]
        }
        #expect(found.count >= 98)
    }

    @Test func whatIsNotAlikeEnoughIsNot() {
        let catalog = (1...50).map { noise(UInt64($0), 948) }
        let index = SoundIndex(catalog)
        for place in 0..<50 { #expect(index.matches(of: worn(catalog[place], 0.12, seed: 3)).isEmpty) }
    }

    @Test func severalOfOneRecordingComeTheLikestFirst() {
        let one = noise(1, 948)
        let others = [worn(one, 0.08, seed: 4), noise(2, 948), worn(one, 0.02, seed: 5), one]
        let matches = SoundIndex(others).matches(of: one)
        #expect(matches.map { $0.place } == [3, 2, 0])
    }

    /// A hundred encodings of each song have each number a hundred times.
    @Test func manyOfOneRecordingHideNone() {
        let one = noise(1, 948)
        let all = (0..<100).map { worn(one, 0.01, seed: UInt64(100 + $0)) }
        #expect(!SoundIndex(all).matches(of: one).isEmpty)
    }

    @Test func silenceIsLikeNothing() {
        let silence = Fingerprint(words: [UInt32](repeating: 627_964_279, count: 948))
        #expect(SoundIndex([silence]).matches(of: silence).isEmpty)
        #expect(SoundIndex([]).matches(of: silence).isEmpty)
    }
}
