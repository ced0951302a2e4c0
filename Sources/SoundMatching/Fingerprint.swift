/// What the first two minutes of a song sound like: Chromaprint's numbers, one for each eighth of a second or so, of 32 bits
/// each. A bit says how the energy of some notes changes over time, so that another encoding changes few of them, and
/// other music half of them.
///
/// Source: L. Lalinský, "How does Chromaprint work?" (oxygene.sk/2011/01/how-does-chromaprint-work), after Y. Ke, D. Hoiem
/// and R. Sukthankar, "Computer Vision for Music Identification", CVPR 2005.
package struct Fingerprint: Hashable, Sendable {
    package let words: [UInt32]

    /// The most numbers: two minutes have 948.
    package static let longest = 1024
    /// Fewer are too little to know a song by: four seconds.
    package static let shortest = 32
    /// Different ones among them: silence and a single tone have few, and are nobody's recording.
    private static let leastDifferent = 16

    package init(words: [UInt32]) {
        self.words = words
    }

    /// As ffmpeg writes it with `-fp_format raw`, four bytes for each number, little-endian; nil for what it does not write.
    package init?(bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count % 4 == 0, bytes.count <= 4 * Fingerprint.longest else { return nil }
        words = Array(bytes).withUnsafeBytes { raw in
            (0..<raw.count / 4).map { place in
                UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self))
            }
        }
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * words.count)
        for word in words { withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// Whether it is enough to tell a recording from all others.
    package var isTelling: Bool {
        words.count >= Fingerprint.shortest && Set(words).count >= Fingerprint.leastDifferent
    }
}
