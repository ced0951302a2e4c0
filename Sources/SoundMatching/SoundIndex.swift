/// Finds the few among many fingerprints that may be of the recording that is looked for: those with which it has numbers
/// in common.
///
/// An encoding leaves the high bits of many numbers as they are: of 20, those of 40 in 100 numbers at least where it is a
/// bad one (Opus at 32 kbit/s), and of 12 to 20 in 100 where 90 in 100 bits are equal. So of 64 numbers, taken from all over a
/// song, two or more are found again but once in a thousand times, and in other songs hardly ever two.
package struct SoundIndex: Sendable {
    private let fingerprints: [Fingerprint]
    /// The high bits of a number, and behind them the place of its fingerprint; in their order.
    private let keys: [UInt64]

    private static let bits: UInt32 = 20
    /// Numbers that are taken of each.
    private static let samples = 64
    /// Fingerprints that are looked at for one number: what is in more of them tells nothing.
    private static let mostPlaces = 64
    private static let leastHits = 2
    /// Of those that have the most numbers in common, so many are compared.
    private static let mostCompared = 32

    package init(_ fingerprints: [Fingerprint]) {
        self.fingerprints = fingerprints
        var keys: [UInt64] = []
        keys.reserveCapacity(fingerprints.count * SoundIndex.samples)
        for (place, fingerprint) in fingerprints.enumerated() where fingerprint.isTelling {
            let count = min(SoundIndex.samples, fingerprint.words.count)
            var seen: Set<UInt32> = []
            for sample in 0..<count {
                let key = SoundIndex.key(fingerprint.words[sample * fingerprint.words.count / count])
                if seen.insert(key).inserted { keys.append(UInt64(key) << 32 | UInt64(place)) }
            }
        }
        keys.sort()
        self.keys = keys
    }

    /// Those that are of the same recording, by their places, with how much they have in common; the likest first.
    package func matches(of wanted: Fingerprint) -> [(place: Int, similarity: Double)] {
        guard wanted.isTelling, !keys.isEmpty else { return [] }
        var matches: [(place: Int, similarity: Double)] = []
        for place in candidates(for: wanted) {
            let similarity = wanted.similarity(to: fingerprints[place])
            if similarity >= Fingerprint.sameRecording { matches.append((place, similarity)) }
        }
        return matches.sorted { ($1.similarity, $0.place) < ($0.similarity, $1.place) }
    }

    private func candidates(for wanted: Fingerprint) -> [Int] {
        var hits: [Int: Int] = [:]
        for key in Set(wanted.words.map { SoundIndex.key($0) }) {
            var at = start(of: key)
            let end = min(keys.count, at + SoundIndex.mostPlaces)
            while at < end, keys[at] >> 32 == UInt64(key) {
                hits[Int(keys[at] & 0xFFFF_FFFF), default: 0] += 1
                at += 1
            }
        }
        let likely = hits.filter { $0.value >= SoundIndex.leastHits }
        let sorted = likely.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.prefix(SoundIndex.mostCompared).map { $0.key }
    }

    /// Where the places of a key begin.
    private func start(of key: UInt32) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] >> 32 < UInt64(key) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func key(_ word: UInt32) -> UInt32 { word >> (32 - bits) }
}
