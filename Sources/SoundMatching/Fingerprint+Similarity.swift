extension Fingerprint {
    /// What two recordings have at least that are one. Measured on 60 songs: their encodings as MP3 at 64 and 128 kbit/s, AAC,
    /// and Opus at 32 and 96 kbit/s have 0.95 to 0.997 in common with them, two different songs 0.66 at most.
    package static let sameRecording = 0.9

    /// By how many numbers one may begin later: two and a half seconds, since a recording that lasts two seconds longer may
    /// have them in front.
    private static let latest = 20

    /// How much two have in common: of the bits of the numbers that lie over each other, the share that is equal, where the
    /// one is shifted against the other so that it is the most. Half of the bits are by chance.
    ///
    /// Source: AcoustID's `match_fingerprints`, acoustid_compare.c of github.com/acoustid/pg_acoustid, which counts the same
    /// bits over the best shift.
    package func similarity(to other: Fingerprint) -> Double {
        let least = max(Fingerprint.shortest, 3 * min(words.count, other.words.count) / 4)
        return words.withUnsafeBufferPointer { one in
            other.words.withUnsafeBufferPointer { two in
                var best = 0.0
                for shift in -Fingerprint.latest...Fingerprint.latest {
                    let (start, otherStart) = (max(0, shift), max(0, -shift))
                    let count = min(one.count - start, two.count - otherStart)
                    guard count >= least else { continue }
                    var different = 0
                    for place in 0..<count {
                        different += (one[start + place] ^ two[otherStart + place]).nonzeroBitCount
                    }
                    best = max(best, 1 - Double(different) / Double(32 * count))
                }
                return best
            }
        }
    }
}
