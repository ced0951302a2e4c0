import LockerTestSupport

/// Makes inputs that are nearly those of a corpus.
struct Mutator {
    private let corpus: [[UInt8]]
    private var random: SplitMix64

    init(_ corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        random = SplitMix64(seed: seed)
    }

    /// The next one, of at most `limit` bytes.
    mutating func next(limit: Int) -> [UInt8] {
        var bytes = corpus[below(corpus.count)]
        for _ in 0...below(4) where !bytes.isEmpty {
            let at = below(bytes.count)
            switch below(6) {
            case 0: bytes[at] ^= 1 << UInt8(below(8))
            case 1: bytes[at] = [0, 1, 0x7F, 0x80, 0xFF][below(5)]
            case 2: bytes.removeSubrange(at...)
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(64)))
            case 4: splice(&bytes, at)
            default: overwrite(&bytes, at)
            }
        }
        return Array(bytes.prefix(limit))
    }

    /// Puts a piece of another input in.
    private mutating func splice(_ bytes: inout [UInt8], _ at: Int) {
        let other = corpus[below(corpus.count)]
        guard !other.isEmpty else { return }
        let start = below(other.count)
        bytes.insert(contentsOf: other[start..<min(other.count, start + below(256))], at: at)
    }

    /// Writes an extreme number over a field of 1 to 8 bytes, little-endian or big-endian.
    private mutating func overwrite(_ bytes: inout [UInt8], _ at: Int) {
        let value = [0, 1, UInt64.max, 1 << 63, 1 << 31, 0x7FFF_FFFF, random.next()][below(7)]
        let field = withUnsafeBytes(of: below(2) == 0 ? value.littleEndian : value.bigEndian) { Array($0) }
        for (index, byte) in field.prefix(1 + below(8)).enumerated() where at + index < bytes.count {
            bytes[at + index] = byte
        }
    }

    private mutating func below(_ bound: Int) -> Int {
        Int(random.next() % UInt64(bound))
    }
}
